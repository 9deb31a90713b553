// What is drawn where a file gives no data: repeatable, valid for the loss, of the right size.
import assert from 'node:assert/strict';
import { traceBp } from '../../../src/lang/bp';
import { draws } from '../../../src/lang/bp/draw';
import { trace } from './show';

const declared = (text: string, name: string) => trace(text).bindings.find(b => b.name === name)!.node.value;
const spread = (data: Float64Array): number => Math.sqrt(data.reduce((sum, x) => sum + x * x, 0) / data.length);

const NET = 'sizes n = 4, K = 3, m = 50\ninput X (n, m)\nlabel Y (K, m)\nparam W (K, n) = 0.1 * randn\nforward\nZ = W · X\n';

describe('bp drawing', () => {
  it('gives the same values at every run, others for another seed, seed 1 by default', () => {
    assert.deepEqual(declared(NET, 'W'), declared(NET, 'W'));
    assert.deepEqual(declared(NET, 'W'), declared(`seed 1\n${NET}`, 'W'));
    assert.notDeepEqual(declared(NET, 'W'), declared(`seed 2\n${NET}`, 'W'));
    assert.deepEqual(declared(`${NET}seed 2`, 'X'), declared(`seed 2\n${NET}`, 'X'));
  });

  it('leaves a value as it was when another line comes in', () => {
    assert.deepEqual(declared(NET, 'W'), declared(NET.replace('param', 'param V (K, n) = randn\nparam'), 'W'));
  });

  it('draws inputs from a standard normal', () => {
    const { data } = declared('sizes n = 40, m = 50\ninput X (n, m)', 'X');
    const mean = data.reduce((a, b) => a + b, 0) / data.length;
    assert.ok(Math.abs(mean) < 0.1, String(mean));
    assert.ok(Math.abs(spread(data) - 1) < 0.1);
  });

  it('starts parameters as they say', () => {
    const of = (start: string): Float64Array => declared(`sizes a = 40, b = 60\nparam W (a, b) = ${start}`, 'W').data;
    assert.ok(of('0').every(x => x === 0));
    assert.ok(of('3').every(x => x === 3));
    assert.ok(of('ones / 2').every(x => x === 0.5));
    assert.ok(Math.abs(spread(of('0.01 * randn')) - 0.01) < 0.001);
    assert.ok(of('rand').every(x => x >= 0 && x < 1));
    assert.ok(Math.abs(spread(of('he')) - Math.sqrt(2 / 60)) < 0.02);
    assert.ok(Math.abs(spread(of('xavier')) - Math.sqrt(2 / 100)) < 0.02);
    assert.ok(Math.abs(spread(of('randn / sqrt(b)')) - Math.sqrt(1 / 60)) < 0.02);
    assert.ok(spread(of('randn - randn')) > 1.2, 'each randn is drawn anew');
  });

  const isOneHot = (text: string, axis: 0 | 1): boolean => {
    const { shape, data } = declared(text, 'Y');
    const [rows, columns] = shape;
    const lines = axis === 0 ? columns : rows;
    for (let i = 0; i < lines; i++) {
      let sum = 0;
      for (let j = 0; j < (axis === 0 ? rows : columns); j++) sum += data[axis === 0 ? j * columns + i : i * columns + j];
      if (sum !== 1) return false;
    }
    return data.every(x => x === 0 || x === 1);
  };

  it('makes labels one-hot where the output is a softmax', () => {
    assert.ok(isOneHot(`${NET}A = softmax(Z)\nJ = -1/m * sum(Y * log(A))`, 0));
    assert.ok(isOneHot(`${NET}L = log_softmax(Z)\nJ = -mean(sum(Y * L, axis=0))`, 0));
    assert.ok(isOneHot(`${NET}J = mean(logsumexp(Z) - sum(Y * Z, axis=0))`, 0));
    assert.ok(isOneHot(`${NET}E = exp(Z)\nA = E / sum(E, axis=0)\nJ = -1/m * sum(Y * log(A))`, 0));
    assert.ok(isOneHot(`soft(z) = softmax(z)\nloss(a, y) = -sum(y * log(a))\n${NET}J = loss(soft(Z), Y)`, 0));
  });

  it('one-hot also where a name on the way is misspelt', () => {
    assert.ok(isOneHot(`${NET}A = softmax(Z)\nJ = -1/m * sum(Y * log(a))`, 0));
    assert.ok(isOneHot(`${NET}A = Softmax(z)\nJ = -1/m * sum(y * log(A))`, 0));
  });

  it('one-hot in rows where the softmax runs along rows', () => {
    const rows = 'sizes n = 4, K = 3, m = 50\ninput X (m, n)\nlabel Y (m, K)\nparam W (n, K) = randn\nforward\n';
    assert.ok(isOneHot(`${rows}A = softmax(X · W, axis=1)\nJ = -1/m * sum(Y * log(A))`, 1));
  });

  it('makes labels 0 and 1 otherwise, both of them', () => {
    const { data } = declared(`${NET}A = σ(Z)\nJ = -mean(Y * log(A) + (1 - Y) * log(1 - A))`, 'Y');
    assert.deepEqual([...new Set(data)].sort(), [0, 1]);
    assert.ok(!isOneHot(`${NET}A = σ(Z)\nJ = -mean(Y * log(A) + (1 - Y) * log(1 - A))`, 0));
  });

  it('makes labels class numbers where onehot reads them', () => {
    const { data } = declared('sizes m = 40\nlabel y (1, m)\nforward\nY = onehot(y, 5)\nJ = sum(Y)', 'y');
    assert.deepEqual([...new Set(data)].sort(), [0, 1, 2, 3, 4]);
  });

  it('draws uniformly and below a bound', () => {
    const random = draws(7, 'x');
    const values = Array.from({ length: 5000 }, () => random.below(5));
    for (let k = 0; k < 5; k++) assert.ok(Math.abs(values.filter(v => v === k).length - 1000) < 150);
  });

  it('fills inputs and labels with data, whose number of examples sets m', () => {
    const csv = '1,2,a\n3,4,b\n5,6,a\n';
    const readFile = (path: string): Uint8Array | null => (path === 'd.csv' ? new TextEncoder().encode(csv) : null);
    const text =
      'sizes n = 2, m = 99\ninput X (n, m)\nlabel Y (1, m)\ndata X, Y = csv("d.csv", inputs=1..2, label=3)\nforward\nJ = sum(X) / m';
    const t = traceBp({ file: 'x.bp', text, readFile });
    assert.deepEqual(t.findings, []);
    assert.equal(t.sizes.get('m'), 3);
    const of = (name: string) => t.bindings.find(b => b.name === name)!.node.value;
    assert.deepEqual([...of('X').data], [1, 3, 5, 2, 4, 6]);
    assert.deepEqual([...of('Y').data], [0, 1, 0]);
    assert.equal(of('J').data[0], 7);
    assert.deepEqual(t.classes.get('Y'), ['a', 'b']);
    const absent = traceBp({ file: 'x.bp', text: text.replace('d.csv', 'e.csv'), readFile });
    assert.deepEqual(
      absent.findings.map(f => [f.rule, f.severity, f.range.start.line]),
      [['runtime-error', 'error', 4]],
    );
  });

  it('takes m from the data where sizes do not say it', () => {
    const readFile = (): Uint8Array => new TextEncoder().encode('1,0\n2,1\n');
    const text = 'sizes n = 1\ninput X (n, m)\nlabel Y (1, m)\ndata X, Y = csv("d.csv", inputs=1, label=2)\nforward\nJ = sum(X) / m';
    const t = traceBp({ file: 'x.bp', text, readFile });
    assert.deepEqual(t.findings, []);
    assert.equal(t.sizes.get('m'), 2);
  });

  it('makes as many examples as m says with a generator', () => {
    const t = trace('sizes n = 2, m = 30\ninput X (n, m)\nlabel Y (1, m)\ndata X, Y = moons(noise=0.1, seed=3)\nforward\nJ = sum(X)');
    assert.deepEqual(t.findings, []);
    assert.deepEqual(t.bindings.find(b => b.name === 'X')?.node.value.shape, [2, 30]);
    assert.ok(t.bindings.find(b => b.name === 'Y')?.node.value.data.every(x => x === 0 || x === 1));
  });
});
