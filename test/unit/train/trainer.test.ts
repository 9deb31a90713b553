// Runs against real NumPy and against a plain reference: the same losses from the same start, for every optimiser and option.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { Point } from '../../../src/core/evaluate';
import type { Node } from '../../../src/core/graph';
import type { Tensor } from '../../../src/core/tensor';
import { type Prepared, prepareBp } from '../../../src/train/bpSource';
import { optimizer, rateFactor, type Settings, schedule } from '../../../src/train/settings';
import { gradientsOf, Trainer } from '../../../src/train/trainer';
import { realNumpy } from '../../support/realNumpy';

const examples = join(__dirname, '../../../examples');

function prepare(text: string, override: Partial<Settings> = {}): Prepared {
  const prepared = prepareBp({ file: 'model.bp', text, readFile: path => readFileSync(join(examples, path)) }, override);
  if ('problems' in prepared) assert.fail(prepared.problems.join('\n'));
  return prepared;
}

const NET = `sizes n0 = 2, n1 = 4, n2 = 1, m = 400
input X (n0, m)
label Y (n2, m)
param W1 (n1, n0) = 0.5 * randn
param b1 (n1, 1) = 0
param W2 (n2, n1) = 0.5 * randn
param b2 (n2, 1) = 0
data X, Y = flower(seed=3)
forward
Z1 = W1 · X + b1
A1 = tanh(Z1)
Z2 = W2 · A1 + b2
A2 = σ(Z2)
accuracy = mean((A2 > 0.5) == Y)
J = -1/m * sum(Y * log(A2) + (1 - Y) * log(1 - A2))
backward
dZ2 = A2 - Y
dW2 = 1/m * dZ2 · A1ᵀ
db2 = 1/m * sum(dZ2, axis=1)
dZ1 = W2ᵀ · dZ2 * (1 - A1²)
dW1 = 1/m * dZ1 · Xᵀ
db1 = 1/m * sum(dZ1, axis=1)
train
optimizer gd(rate=1.2)
steps 1000
`;

function losses(trainer: Trainer, steps: number): number[] {
  const found: number[] = [];
  for (let step = 0; step <= steps; step++) {
    found.push(trainer.evaluate().loss);
    if (step < steps) trainer.update();
  }
  return found;
}

const list = (t: Tensor): string =>
  JSON.stringify(Array.from({ length: t.shape[0] }, (_, i) => [...t.data.subarray(i * t.shape[1], (i + 1) * t.shape[1])]));

describe('training', () => {
  it("has NumPy's losses after 1, 10 and 1,000 steps, to ten digits", () => {
    const { source, settings } = prepare(NET);
    const trainer = new Trainer(source, settings, 'yours');
    const start = trainer.snapshot();
    const values = { X: source.data.get('X')!, Y: source.data.get('Y')!, W1: start.get('W1')!, W2: start.get('W2')! };
    const wanted = realNumpy<number[]>(
      `X, Y, W1, W2 = (np.array(json.loads(s)) for s in sys.argv[1:])
b1, b2, m = np.zeros((4, 1)), np.zeros((1, 1)), 400
losses = []
for step in range(1001):
    A1 = np.tanh(W1 @ X + b1)
    A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
    losses.append(-1 / m * np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))
    dZ2 = A2 - Y
    dZ1 = W2.T @ dZ2 * (1 - A1 ** 2)
    dW2, db2 = dZ2 @ A1.T / m, dZ2.sum(axis=1, keepdims=True) / m
    dW1, db1 = dZ1 @ X.T / m, dZ1.sum(axis=1, keepdims=True) / m
    W1, b1, W2, b2 = W1 - 1.2 * dW1, b1 - 1.2 * db1, W2 - 1.2 * dW2, b2 - 1.2 * db2
print(json.dumps(losses))`,
      Object.values(values).map(list),
    );
    const found = losses(trainer, 1000);
    for (const step of [0, 1, 10, 100, 1000]) {
      const error = Math.abs(found[step] - wanted[step]) / Math.abs(wanted[step]);
      assert.ok(error < 1e-10, `step ${step}: ${found[step]} is not ${wanted[step]} (${error})`);
    }
    assert.ok(wanted[1000] < 0.8 * wanted[0]);
  });

  /** What every rule says, in the plainest way, over the graph's own evaluation. */
  function reference({ source, settings, model }: Prepared, steps: number): number[] {
    const o = settings.optimizer;
    const m = source.at(source.examples) ?? model;
    const data = [...m.inputs, ...m.labels].map(({ name, node }): [Node, Tensor] => [node, source.data.get(name)!]);
    const parameters = m.parameters.map(p => Float64Array.from(p.node.value.data));
    const first = parameters.map(p => new Float64Array(p.length));
    const second = parameters.map(p => new Float64Array(p.length));
    const gradients = gradientsOf(m, 'yours');
    const found: number[] = [];
    for (let step = 0; ; step++) {
      const at = new Point(
        m.trace.graph,
        new Map([
          ...data,
          ...m.parameters.map(({ node }, i): [Node, Tensor] => [node, { shape: node.value.shape, data: parameters[i].slice() }]),
        ]),
      );
      found.push(at.valueOf(m.loss.node).data[0]);
      if (step === steps) return found;
      const rate = o.rate * rateFactor(settings.schedule, step, settings.steps);
      parameters.forEach((p, i) => {
        const g = at.valueOf(gradients[i]!).data.map((x, k) => x + (m.isWeight[i] ? settings.l2 * p[k] : 0));
        for (let k = 0; k < p.length; k++) {
          const [v, s] = [first[i], second[i]];
          if (o.kind === 'gd') p[k] -= rate * g[k];
          else if (o.kind === 'momentum') {
            v[k] = o.beta * v[k] + (1 - o.dampening) * g[k];
            p[k] -= rate * v[k];
          } else if (o.kind === 'nesterov') {
            v[k] = o.beta * v[k] + g[k];
            p[k] -= rate * (g[k] + o.beta * v[k]);
          } else if (o.kind === 'rmsprop') {
            s[k] = o.beta * s[k] + (1 - o.beta) * g[k] ** 2;
            p[k] -= (rate * g[k]) / (Math.sqrt(s[k]) + o.epsilon);
          } else {
            v[k] = o.beta1 * v[k] + (1 - o.beta1) * g[k];
            s[k] = o.beta2 * s[k] + (1 - o.beta2) * g[k] ** 2;
            const [mHat, vHat] = [v[k] / (1 - o.beta1 ** (step + 1)), s[k] / (1 - o.beta2 ** (step + 1))];
            p[k] -= (rate * mHat) / (Math.sqrt(vHat) + o.epsilon);
          }
        }
      });
    }
  }

  const CASES: [string, Partial<Settings>][] = [
    ['gd', {}],
    ['momentum', { optimizer: optimizer('momentum', { rate: 0.1 }) }],
    ['momentum of averaged gradients', { optimizer: optimizer('momentum', { rate: 0.5, dampening: 0.9 }) }],
    ['nesterov', { optimizer: optimizer('nesterov', { rate: 0.1, beta: 0.8 }) }],
    ['rmsprop', { optimizer: optimizer('rmsprop', { rate: 0.01 }) }],
    ['adam', { optimizer: optimizer('adam', { rate: 0.02 }) }],
    ['gd with L2 on weights', { l2: 0.05 }],
    ['adam with L2 on weights', { optimizer: optimizer('adam'), l2: 0.05 }],
    ['a rate that halves every 20 steps', { schedule: schedule('step', { every: 20, factor: 0.5 }) }],
    ['a rate that falls as a cosine', { schedule: schedule('cosine', { low: 0.1 }), steps: 60 }],
    ['a rate that decays', { schedule: schedule('decay', { decay: 0.1 }) }],
  ];
  for (const [name, override] of CASES)
    it(`${name}: every loss of 60 steps is the reference's`, () => {
      const prepared = prepare(NET, override);
      const found = losses(new Trainer(prepared.source, prepared.settings, 'yours'), 60);
      const wanted = reference(prepared, 60);
      found.forEach((loss, i) => {
        assert.ok(Math.abs(loss - wanted[i]) <= 1e-11 * Math.abs(wanted[i]), `step ${i}: ${loss} is not ${wanted[i]}`);
      });
      assert.notEqual(found[60], found[0]);
    });

  it('every example that trains has the losses of the reference', () => {
    for (const file of [
      'batch_norm',
      'deep',
      'iris_softmax',
      'l2_regularised',
      'rnn',
      'softmax',
      'squared_error',
      'two_layer_rows',
      'two_layer_unmerged',
    ]) {
      const prepared = prepare(readFileSync(join(examples, `${file}.bp`), 'utf8'));
      const found = losses(new Trainer(prepared.source, prepared.settings, 'yours'), 12);
      const wanted = reference(prepared, 12);
      found.forEach((loss, i) => {
        assert.ok(Math.abs(loss - wanted[i]) <= 1e-11 * Math.abs(wanted[i]), `${file}, step ${i}: ${loss} is not ${wanted[i]}`);
      });
    }
  });

  it('the exact gradient trains as a correct hand-written one does, and another way than a wrong one', () => {
    const run = (text: string, which: 'yours' | 'exact'): number[] => {
      const { source, settings } = prepare(text);
      return losses(new Trainer(source, settings, which), 200);
    };
    const [yours, exact] = [run(NET, 'yours'), run(NET, 'exact')];
    yours.forEach((loss, i) => {
      assert.ok(Math.abs(loss - exact[i]) <= 1e-10 * loss, `step ${i}`);
    });
    const wrong = NET.replace('1 - A1²', '1 - A1');
    assert.ok(Math.abs(run(wrong, 'yours')[200] - exact[200]) > 1e-3);
    assert.deepEqual(run(wrong, 'exact'), exact);
  });

  it('the same seed gives the same run, another seed another one', () => {
    const run = (seed: number): number[] => {
      const { source, settings } = prepare(NET, { batch: 64, seed });
      return losses(new Trainer(source, settings, 'yours'), 30);
    };
    assert.deepEqual(run(4), run(4));
    assert.notDeepEqual(run(4), run(5));
  });

  it('a round of batches sees every example once; the last batch is smaller', () => {
    const { source, settings } = prepare(NET, { batch: 150 });
    const trainer = new Trainer(source, settings, 'yours');
    const seen: number[] = [];
    for (const size of [150, 150, 100]) {
      trainer.evaluate();
      assert.equal(trainer.batch.length, size);
      seen.push(...trainer.batch);
      trainer.update();
    }
    assert.deepEqual(
      [...seen].sort((a, b) => a - b),
      Array.from({ length: 400 }, (_, i) => i),
    );
    trainer.evaluate();
    assert.equal(trainer.epoch, 1);
    assert.notDeepEqual([...trainer.batch], seen.slice(0, 150));
  });

  it('the loss of a batch is the loss of the whole model on those examples', () => {
    const { source, settings } = prepare(NET, { batch: 37 });
    const trainer = new Trainer(source, settings, 'yours');
    for (let i = 0; i < 13; i++) trainer.update();
    const { loss, metrics } = trainer.evaluate();
    const again = trainer.evaluateOn(trainer.batch.slice());
    assert.ok(Math.abs(again.loss - loss) < 1e-14);
    assert.equal(again.metrics.accuracy, metrics.accuracy);
  });

  it('a batch larger than the data sees all of it, and a split keeps examples apart', () => {
    const { source, settings } = prepare(NET, { batch: 4000, split: 0.8 });
    const trainer = new Trainer(source, settings, 'yours');
    assert.equal(trainer.split.train.length, 320);
    assert.equal(trainer.split.test.length, 80);
    assert.equal(new Set([...trainer.split.train, ...trainer.split.test]).size, 400);
    trainer.evaluate();
    assert.equal(trainer.batch.length, 320);
    assert.ok(trainer.test()!.loss > 0);
  });

  it('dropout draws a new mask each step, shared by both passes, with the share that is kept', () => {
    const text = readFileSync(join(examples, 'dropout.bp'), 'utf8');
    const { source, settings, model } = prepare(text);
    assert.equal(model.masks.length, 1);
    assert.ok(Math.abs(model.masks[0].keep - 0.8) < 1e-12);
    const [yours, exact] = (['yours', 'exact'] as const).map(which => losses(new Trainer(source, settings, which), 40));
    yours.forEach((loss, i) => {
      assert.ok(Math.abs(loss - exact[i]) < 1e-9, `step ${i}: the hand-written backward pass used another mask`);
    });
    const trainer = new Trainer(source, { ...settings, optimizer: optimizer('gd', { rate: 1e-300 }) }, 'yours');
    assert.equal(new Set(losses(trainer, 20)).size, 21, 'no two masks alike');
  });

  it('a model without a backward section trains with the exact gradient', () => {
    const prepared = prepare(NET.replace(/backward[\s\S]*train/, 'train'));
    assert.equal(prepared.hasBackward, false);
    const found = losses(new Trainer(prepared.source, prepared.settings, 'yours'), 100);
    assert.ok(found[100] < found[0]);
  });

  it('a new rate counts from the next step on', () => {
    const { source, settings } = prepare(NET);
    const [a, b] = [new Trainer(source, settings, 'yours'), new Trainer(source, settings, 'yours')];
    a.update();
    b.update();
    b.rate = 0;
    a.update();
    b.update();
    const loss = b.evaluate().loss;
    assert.notEqual(a.evaluate().loss, loss);
    b.update();
    assert.equal(b.evaluate().loss, loss);
  });

  it('says why a file cannot be trained, with the line where there is one', () => {
    const told = (text: string, override: Partial<Settings> = {}): string => {
      const prepared = prepareBp({ file: 'model.bp', text, readFile: () => null }, override);
      assert.ok('problems' in prepared);
      return prepared.problems.join('\n');
    };
    assert.match(told(NET.replace('flower(seed=3)', 'csv("gone.csv", label=3)')), /model\.bp:8: gone\.csv: no such file/);
    assert.match(
      told(NET.replace('dW1 = 1/m * dZ1 · Xᵀ', 'dW1 = 1/m * dZ1')),
      /model\.bp:21: dW1 has the shape \(4, 400\), W1 has \(4, 2\)/,
    );
    assert.match(told(NET.replace('Z1 = W1 · X + b1', 'Z1 = X · W1 + b1')), /model\.bp: the shapes do not fit/);
    assert.match(told('sizes n = 2\ninput x (n, 1)\nforward\ny = sum(x)'), /nothing to train/);
    assert.match(told('sizes n = 2\nparam w (n, 1) = 0\nforward\ny = w * 2'), /no loss to train with/);
    assert.match(told(NET, { steps: 1e9 }), /1,000,000,000 steps are more than the 100,000,000/);
    assert.match(told(NET, { optimizer: optimizer('gd', { rate: 0 }) }), /a rate of 0 does not train/);
    assert.match(told(NET, { optimizer: optimizer('gd', { rate: Number.NaN }) }), /a rate of NaN does not train/);
    assert.match(told(NET, { batch: 0.5 }), /batch 0\.5/);
    assert.match(told(NET, { split: 0 }), /split 0/);
  });
});
