// A watched run: what its views hold, what goes wrong in it said in words with line and numbers, and no false alarm on runs that learn.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { type Prepared, prepareBp } from '../../../src/train/bpSource';
import { curvesCsv } from '../../../src/train/export';
import { Session } from '../../../src/train/session';
import type { Settings } from '../../../src/train/settings';
import type { TrainingView } from '../../../src/train/view';

const examples = join(__dirname, '../../../examples');
const example = (name: string): string => readFileSync(join(examples, `${name}.bp`), 'utf8');

function prepare(text: string, override: Partial<Settings> = {}): Prepared {
  const prepared = prepareBp({ file: 'model.bp', text, readFile: path => readFileSync(join(examples, path)) }, override);
  if ('problems' in prepared) assert.fail(prepared.problems.join('\n'));
  return prepared;
}

function run(text: string, override: Partial<Settings> = {}): TrainingView {
  const session = new Session(prepare(text, override));
  while (session.state === 'running') session.advance(1000);
  return session.view();
}

const kinds = (view: TrainingView): string[] => view.diagnoses.filter(d => d.severity !== 'info').map(d => d.kind);
const said = (view: TrainingView, kind: string): { text: string; line: number | null } => {
  const found = view.diagnoses.find(d => d.kind === kind);
  assert.ok(found, `${kind} is not among ${view.diagnoses.map(d => d.kind)}`);
  return found;
};

describe('the runs of the examples', () => {
  it('flower: four hidden units are right for about 90 %, logistic regression for about 47 %', () => {
    const [hidden, logistic] = [run(example('train_flower')), run(example('train_flower_logistic'))];
    assert.ok(hidden.accuracy!.yours > 0.88 && hidden.accuracy!.yours < 0.95, `${hidden.accuracy!.yours}`);
    assert.ok(Math.abs(logistic.accuracy!.yours - 0.47) < 0.02, `${logistic.accuracy!.yours}`);
  });

  it('moons, circles and spirals are learned, Iris to 95 % of examples it has not seen', () => {
    assert.ok(run(example('train_moons')).testAccuracy!.yours > 0.95);
    assert.ok(run(example('train_circles')).accuracy!.yours > 0.98);
    assert.ok(run(example('train_spirals')).accuracy!.yours > 0.95);
    assert.ok(run(example('train_iris')).testAccuracy!.yours >= 0.95);
  });

  it('raise no alarm, and both gradients agree', () => {
    for (const name of ['train_flower', 'train_moons', 'train_circles', 'train_iris', 'two_layer', 'deep', 'logistic_regression']) {
      const view = run(example(name));
      assert.deepEqual(kinds(view), [], `${name}: ${view.diagnoses.map(d => d.text).join('\n')}`);
      assert.equal(view.parted, null, name);
      assert.ok(
        view.directions.every(d => d.difference < 1e-6),
        name,
      );
    }
  });
});

describe('a view of a run', () => {
  it('holds both losses, norms, units, a boundary of two inputs and the confusion of classes', () => {
    const view = run(example('train_flower'), { steps: 500 });
    assert.equal(view.loss.yours.steps.at(-1), 500);
    assert.deepEqual(view.loss.yours.steps, view.loss.exact?.steps);
    assert.deepEqual(
      view.gradients.map(g => g.name),
      ['dW1', 'dW2'],
    );
    assert.deepEqual(
      view.ridges.map(r => `${r.kind} ${r.name}`),
      ['activation A1', 'weight W1', 'weight W2', 'gradient dW1', 'gradient dW2'],
    );
    for (const { rows, name, kind } of view.ridges) {
      assert.ok(rows.length > 10, name);
      const entries = { A1: 1600, W1: 8, W2: 4, dW1: 8, dW2: 4 }[name] ?? 0;
      for (const { counts } of rows)
        assert.equal(
          counts.reduce((a, b) => a + b, 0),
          entries,
          `${kind} ${name}`,
        );
    }
    assert.deepEqual(view.units[0].shares.length, 4);
    assert.equal(view.boundary?.cells.yours.length, view.boundary!.size ** 2);
    assert.equal(view.boundary?.points.length, 400);
    assert.equal(
      view.confusion!.table.yours.flat().reduce((a, b) => a + b, 0),
      400,
    );
    assert.deepEqual(view.summary.layers, [2, 4, 1]);
    const accuracy = view.metrics.find(m => m.name === 'accuracy')!.series.yours.values.at(-1)!;
    assert.ok(Math.abs(accuracy - view.accuracy!.yours) < 1e-12, 'the metric of the file is what we count');
    const text = JSON.stringify(view);
    assert.ok(text.length < 200_000);
    assert.deepEqual(JSON.parse(text).loss, JSON.parse(JSON.stringify(view.loss)));
  });

  it('the boundary says what the model says at the centre of a cell', () => {
    const prepared = prepare(example('train_spirals'), { steps: 300 });
    const session = new Session(prepared);
    while (session.state === 'running') session.advance(1000);
    const { boundary } = session.view();
    const { size, x, y, cells } = boundary!;
    const W = session.parameters;
    const layer = (w: string, b: string, input: number[]): number[] =>
      Array.from({ length: W.get(w)!.shape[0] }, (_, i) =>
        input.reduce((sum, v, j) => sum + v * W.get(w)!.data[i * input.length + j], W.get(b)!.data[i]),
      );
    for (const [r, c] of [
      [3, 5],
      [30, 40],
      [60, 10],
      [33, 32],
    ]) {
      const point = [x[0] + ((c + 0.5) / size) * (x[1] - x[0]), y[0] + ((r + 0.5) / size) * (y[1] - y[0])];
      const relu = (v: number): number => Math.max(0, v);
      const z = layer('W3', 'b3', layer('W2', 'b2', layer('W1', 'b1', point).map(relu)).map(relu));
      assert.equal(Math.floor(cells.yours[r * size + c]), z.indexOf(Math.max(...z)));
    }
  });

  it('a quantity has predictions in place of a confusion matrix', () => {
    const view = run(example('squared_error'), { steps: 50 });
    assert.equal(view.confusion, null);
    assert.equal(view.predictions!.name, 'Z2');
    assert.ok(view.predictions!.truth.length > 10);
    assert.equal(view.predictions!.truth.length, view.predictions!.predicted.length);
  });

  it('a run of a hundred thousand steps keeps its curves short, the last step among them', () => {
    const view = run(example('logistic_regression_one_example'), { steps: 100_000 });
    assert.ok(view.loss.yours.steps.length <= 402);
    assert.equal(view.loss.yours.steps.at(-1), 100_000);
  });

  it('its curves are a table with a row a step', () => {
    const session = new Session(prepare(example('train_moons'), { steps: 20 }));
    while (session.state === 'running') session.advance(1000);
    const lines = curvesCsv(session.curves()).trim().split('\n');
    assert.equal(lines[0], 'step,yours,yours test,yours accuracy,exact,exact test,exact accuracy');
    assert.equal(lines.length, 22);
    assert.match(lines[1], /^0,0\.\d+,0\.\d+,/);
  });

  it('ends early when the test loss no longer improves', () => {
    const text = example('train_iris').replace('l2=0.01', 'l2=0').replace('steps 1000', 'steps 20000\nstop early(patience=300)');
    const view = run(text);
    assert.equal(view.state, 'early');
    assert.ok(view.step < 5000, `${view.step}`);
  });
});

describe('what goes wrong is said', () => {
  const flower = example('train_flower');

  it('a wrong gradient: its name, the angle, where the losses part', () => {
    const view = run(example('wrong/train_flower_three_layers'));
    const { text, line } = said(view, 'wrong-gradient');
    assert.match(text, /db2 points \d+° away from the exact gradient\. The losses part at step \d+/);
    assert.equal(line, 32);
    assert.ok(view.parted! > 0 && view.parted! < 200);
    assert.ok(view.directions.find(d => d.name === 'W3')!.difference < 1e-6);
    assert.ok(view.directions.find(d => d.name === 'W2')!.difference > 0.1);
  });

  it('a missing 1/m: the right way, 400 times as long', () => {
    const view = run(flower.replace('dW2 = 1/m * dZ2', 'dW2 = dZ2'), { steps: 20 });
    assert.match(said(view, 'wrong-gradient').text, /dW2 points the right way but is 400 times the exact gradient/);
  });

  it('a gradient that grows: its rate of growth and norm', () => {
    assert.match(said(run(example('wrong/train_flower_three_layers')), 'exploding').text, /‖dW\d‖ grows 1\.\d+× a step from step \d+ on/);
  });

  it('NaN or infinity: the step, the operation, the line; the run ends and its parameters can be saved', () => {
    const prepared = prepare(flower.replace('rate=1.2', 'rate=1e6'));
    const session = new Session(prepared);
    while (session.state === 'running') session.advance(1000);
    const view = session.view();
    assert.equal(view.state, 'diverged');
    const { text, line } = said(view, 'nan');
    assert.match(text, /infinity first appears at step \d+, in log\((?:A2|1 - A2)\)/);
    assert.equal(line, flower.split('\n').findIndex(l => l.startsWith('J ')) + 1);
    assert.equal(session.parameters.size, 4);
  });

  it('zero weights: units that are equal', () => {
    const view = run(flower.replace('0.01 * randn', 'zeros').replace('0.01 * randn', 'zeros'), { steps: 300 });
    assert.match(said(view, 'zero-start').text, /All 4 units of W1 are equal/);
    assert.ok(!kinds(view).includes('wrong-gradient'));
  });

  it('dead units: how many, of which layer', () => {
    const text = example('train_circles').replace('param  b1 (n1, 1)  = 0', 'param  b1 (n1, 1)  = -30');
    assert.match(said(run(text, { steps: 50 }), 'dead').text, /8 of 8 units of A1 are off for every example/);
  });

  it('saturated units, where the run does not learn', () => {
    const text = flower.replace('0.01 * randn', '60 * randn').replace('rate=1.2', 'rate=0.001');
    assert.match(said(run(text, { steps: 100 }), 'saturated').text, /\d+ % of A1 lies at the ends/);
  });

  it('vanishing gradients through many sigmoids', () => {
    const layers = [1, 2, 3, 4, 5, 6];
    const text = `sizes n = 6, m = 60
input X (n, m)
label Y (1, m)
${layers.map(l => `param W${l} (n, n) = 0.3 * randn`).join('\n')}
param W7 (1, n) = 0.3 * randn
forward
A0 = X * 1
${layers.map(l => `Z${l} = W${l} · A${l - 1}\nA${l} = σ(Z${l})`).join('\n')}
P = σ(W7 · A6)
J = -1/m * sum(Y * log(P) + (1 - Y) * log(1 - P))
train
optimizer gd(rate=0.01)
steps 60
`;
    assert.match(said(run(text), 'vanishing').text, /The entries of dW1 are .* of those of dW7, 7 layers later/);
  });

  it('a rate too high, and one too low', () => {
    const quadratic = `sizes n = 2
param w (n, 1) = ones
const c = 1
forward
J = sum(w² * c)
train
optimizer gd(rate=RATE)
steps 300
`;
    assert.match(said(run(quadratic.replace('RATE', '1.001'), { steps: 200 }), 'rate-high').text, /The rate 1 is too high/);
    assert.match(
      said(run(flower, { optimizer: { ...prepare(flower).settings.optimizer, rate: 1e-7 }, steps: 300 }), 'rate-low').text,
      /too low/,
    );
  });

  it('labels out of range, inputs that are not scaled, a class with one example, a batch larger than the data', () => {
    const csv = (rows: string): Uint8Array => new TextEncoder().encode(rows);
    const text = (options: string): string => `sizes n0 = 2, m = 6
input X (n0, m)
label Y (1, m)
param w (1, n0) = 0.1 * randn
data X, Y = csv("d.csv", inputs=1..2, label=3)
forward
A = σ(w · X)
J = -1/m * sum(Y * log(A) + (1 - Y) * log(1 - A))
train
optimizer gd(rate=1e-9)
steps 2
${options}`;
    const watch = (rows: string, options = ''): TrainingView => {
      const prepared = prepareBp({ file: 'm.bp', text: text(options), readFile: () => csv(rows) });
      if ('problems' in prepared) assert.fail(prepared.problems.join('\n'));
      return new Session(prepared).view();
    };
    assert.match(
      said(watch('1,2,0\n3,4,2\n5,6,1\n7,8,1\n1,1,0\n2,2,1\n'), 'labels').text,
      /Y holds 2: the logarithm of the probability A wants labels/,
    );
    assert.match(
      said(watch('1,2000,0\n3,4000,0\n5,6000,1\n7,8000,1\n1,1000,0\n2,2000,1\n'), 'unscaled').text,
      /The inputs X are not scaled/,
    );
    assert.match(said(watch('1,2,a\n3,4,b\n5,6,b\n7,8,b\n1,1,b\n2,2,b\n'), 'small-class').text, /Class a has 1 example only/);
    assert.match(
      said(watch('1,2,0\n3,4,0\n5,6,1\n7,8,1\n1,1,0\n2,2,1\n', 'batch 64'), 'small-batch').text,
      /The batch of 64 is larger than the 6 examples/,
    );
  });

  it('a loss that rises, where a sign is wrong: no rate is blamed for it', () => {
    const view = run(flower.replace('dW2 = 1/m * dZ2', 'dW2 = -1/m * dZ2'), { steps: 250 });
    assert.match(said(view, 'wrong-gradient').text, /dW2 points 180°/);
    assert.match(said(view, 'rising').text, /J has risen from [\d.]+ to [\d.]+/);
    assert.ok(!kinds(view).includes('rate-high'));
  });

  it('a plateau, as a note', () => {
    const view = run(example('train_flower_logistic'));
    assert.match(said(view, 'plateau').text, /J has stayed at 0\.673 for 200 steps/);
  });
});
