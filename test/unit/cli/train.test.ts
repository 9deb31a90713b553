// backprop train: a JSON object a step, lines for a person, saved parameters, and the exit statuses that the contract names.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { readNpz } from '../../../src/data/npz';
import { backprop, file, removeFiles } from './support';

const examples = join(__dirname, '../../../examples');
const two = join(examples, 'two_layer.bp');

describe('backprop train', () => {
  after(removeFiles);

  it('prints one JSON object a step, from step 0 to the last, and nothing else', async () => {
    const { code, out, err } = await backprop(['train', two, '--steps', '25', '--json']);
    assert.equal(code, 0, err);
    assert.equal(err, '');
    const lines = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(
      lines.map(l => l.step),
      Array.from({ length: 26 }, (_, i) => i),
    );
    assert.ok(lines.every(l => typeof l.loss === 'number'));
    assert.ok(Math.abs(lines[0].loss - Math.LN2) < 1e-3);
    assert.ok(lines[25].loss < lines[0].loss);
  });

  it('adds the metrics that the file defines, and those of the test examples', async () => {
    const { out } = await backprop(['train', join(examples, 'train_moons.bp'), '--steps', '3', '--json']);
    const last = JSON.parse(out.trim().split('\n').at(-1)!);
    assert.deepEqual(Object.keys(last), ['step', 'loss', 'accuracy', 'test_loss', 'test_accuracy']);
  });

  it('0 steps print the loss at the start', async () => {
    const { code, out } = await backprop(['train', two, '--steps', '0', '--json']);
    assert.equal(code, 0);
    assert.deepEqual(Object.keys(JSON.parse(out)), ['step', 'loss']);
  });

  it('prints some twenty lines for a person, the last step among them', async () => {
    const { code, out, err } = await backprop(['train', two, '--steps', '1000']);
    assert.equal(code, 0);
    const lines = out.trim().split('\n');
    assert.ok(lines.length >= 15 && lines.length <= 21);
    assert.match(lines[0], /^step +0 {2}J 0\.693/);
    assert.match(lines.at(-1)!, /^step 1000 {2}J 0\.\d+$/);
    assert.match(err, /1,000 steps in [\d.]+ s/);
  });

  it('without a backward section the exact gradient trains, and the losses are the same', async () => {
    const text = readFileSync(two, 'utf8');
    const bare = file('bare.bp', text.replace(/backward[\s\S]*?(?=train)/, ''));
    const [a, b] = await Promise.all([two, bare].map(path => backprop(['train', path, '--steps', '50', '--json'])));
    assert.equal(b.code, 0, b.err);
    const losses = ({ out }: { out: string }): number[] =>
      out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).loss);
    losses(a).forEach((loss, i) => {
      assert.ok(Math.abs(loss - losses(b)[i]) < 1e-12 * loss);
    });
  });

  it('saves parameters as .npz and .json', async () => {
    const { code, written } = await backprop(['train', two, '--steps', '5', '--json', '--out', 'p.npz']);
    assert.equal(code, 0);
    const arrays = readNpz(Buffer.from(written.get('p.npz')!, 'latin1'), 'p.npz').value!;
    assert.deepEqual([...arrays.keys()], ['W1', 'b1', 'W2', 'b2']);
    assert.deepEqual(arrays.get('W1')!.shape, [4, 3]);
    const json = await backprop(['train', two, '--steps', '5', '-o', 'p.json']);
    assert.deepEqual(JSON.parse(json.written.get('p.json')!).W1.flat(), [...arrays.get('W1')!.data]);
  });

  it('NaN is null, and the run goes on to the last step', async () => {
    const text = readFileSync(two, 'utf8').replace('rate=1.2', 'rate=1e200');
    const { code, out } = await backprop(['train', file('nan.bp', text), '--steps', '30', '--json']);
    assert.equal(code, 0);
    const lines = out.trim().split('\n');
    assert.equal(lines.length, 31);
    assert.equal(JSON.parse(lines[30]).loss, null);
  });

  it('for a person the run ends at the first NaN or infinity, with the operation and its line, and is saved', async () => {
    const text = readFileSync(two, 'utf8').replace('rate=1.2', 'rate=1e6');
    const { code, err, written } = await backprop(['train', file('nan.bp', text), '--out', 'p.npz']);
    assert.equal(code, 0);
    assert.match(err, /nan\.bp:18: infinity first appears at step \d+, in log\(/);
    assert.equal(written.size, 1);
    const zero = await backprop(['train', join(examples, 'wrong/two_layer_zero_start.bp'), '--steps', '1']);
    assert.match(zero.err, /two_layer_zero_start\.bp:\d+: All 4 units of W1 are equal/);
  });

  it('ends with 2 where the file or the command line is wrong, and says why', async () => {
    const cases: [string[], RegExp][] = [
      [['train'], /a file is missing/],
      [['train', two, two], /one file only, not 2/],
      [['train', 'gone.bp'], /gone\.bp: no such file/],
      [['train', two, '--steps', 'many'], /--steps many: a whole number/],
      [['train', two, '--steps', '-1'], /--steps/],
      [['train', two, '--steps', '1e9'], /1,000,000,000 steps are more than/],
      [['train', two, '--out', 'p.txt'], /p\.txt: save to a \.npz or \.json file/],
      [['train', two, '--colour'], /unknown option --colour/],
      [['train', join(examples, 'wrong/two_layer_missing_transpose.bp')], /the shapes do not fit/],
      [['train', file('x.bp', 'forward\ny = 1 +')], /x\.bp/],
    ];
    for (const [words, reason] of cases) {
      const { code, out, err } = await backprop(words);
      assert.equal(code, 2, `${words.join(' ')}: ${err}`);
      assert.equal(out, '');
      assert.match(err, reason);
    }
  });
});
