// The tracing lens: what a traced function records has the value that the run has, and derivatives that differences confirm.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gradients } from '../../../src/core/autodiff';
import { Point } from '../../../src/core/evaluate';
import type { Node } from '../../../src/core/graph';
import { arrayBinary, arrayCompare, arrayGetItem, arrayInplace, arraySetItem, type NDArray, nodeOf } from '../../../src/lang/python/numpy';
import { copyData } from '../../../src/lang/python/numpy/ndarray';
import { PyFloat, PyList, PySlice, PyTuple, type PyValue } from '../../../src/lang/python/values';
import { Recorder } from '../../../src/trace/recorder';
import { float, Numpy, TestRuntime } from './support';

type Computation = (np: Numpy, x: NDArray) => PyValue;

const VALUES = [0.7, -1.3, 0.4, 2.1, -0.6, 1.7];
const shaped = (np: Numpy, data: readonly number[], shape: readonly number[]): NDArray =>
  np.method(np.array(data.map(float)), 'reshape', [new PyTuple([...shape])]) as NDArray;

const all = new PySlice(null, null, null);
const from = (start: PyValue, stop: PyValue, step: PyValue = null): PySlice => new PySlice(start, stop, step);
const at = (...items: PyValue[]): PyTuple => new PyTuple(items);

/** The sum of the result's entries, each times another weight, so that no derivative hides behind a constant. */
function weighted(np: Numpy, value: PyValue): PyValue {
  const flat = np.call('ravel', [np.call('multiply', [value, float(1)])]) as NDArray;
  const weights = np.array(Array.from({ length: flat.size }, (_, i) => float(0.3 + 0.2 * i)));
  return np.call('sum', [np.call('multiply', [flat, weights])]);
}

function run(compute: Computation, data: readonly number[], shape: readonly number[]): number {
  const np = new Numpy();
  return copyData(weighted(np, compute(np, shaped(np, data, shape))) as NDArray)[0];
}

function differences(compute: Computation, data: readonly number[], shape: readonly number[]): number[] {
  return data.map((_, i) => {
    const moved = (h: number): number =>
      run(
        compute,
        data.map((x, k) => (k === i ? x + h : x)),
        shape,
      );
    const step = (h: number): number => (moved(h) - moved(-h)) / (2 * h);
    return (4 * step(5e-4) - step(1e-3)) / 3;
  });
}

function traced(
  compute: Computation,
  data: readonly number[],
  shape: readonly number[],
): { recorder: Recorder; loss: Node; x: Node; rt: TestRuntime } {
  const recorder = new Recorder();
  const rt = new TestRuntime(recorder);
  const np = new Numpy(rt);
  const leaf = np.array(data.map(float));
  const source = nodeOf(rt, leaf)!;
  const x = np.method(leaf, 'reshape', [new PyTuple([...shape])]) as NDArray;
  const loss = nodeOf(rt, weighted(np, compute(np, np.method(x, 'copy') as NDArray)))!;
  return { recorder, loss, x: source, rt };
}

const near = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));

function check(compute: Computation, data: readonly number[] = VALUES, shape: readonly number[] = [2, 3]): void {
  const { loss, x, recorder, rt } = traced(compute, data, shape);
  assert.deepEqual(recorder.holes, []);
  assert.deepEqual(rt.left, []);
  assert.ok(near(loss.value.data[0], run(compute, data, shape), 1e-12), `${loss.value.data[0]} against ${run(compute, data, shape)}`);
  const exact = gradients(loss, [x]).get(x)?.data ?? new Float64Array(data.length);
  differences(compute, data, shape).forEach((d, i) => {
    assert.ok(near(exact[i], d, 1e-7), `entry ${i}: ${exact[i]} against ${d}`);
  });
  replays(compute, data, shape, { loss, x, recorder });
}

/** At another point the graph gives what the code gives there. */
function replays(
  compute: Computation,
  data: readonly number[],
  shape: readonly number[],
  { loss, x, recorder }: { loss: Node; x: Node; recorder: Recorder },
): void {
  const moved = data.map((v, i) => v * (1 + 0.01 * (i + 1)));
  const point = new Point(recorder.graph, new Map([[x, { shape: x.value.shape, data: Float64Array.from(moved) }]]));
  if (point.diverges(recorder.guards)) return;
  assert.ok(near(point.valueOf(loss).data[0], run(compute, moved, shape), 1e-10));
}

const call =
  (name: string, more: PyValue[] = [], kwargs: Record<string, PyValue> = {}): Computation =>
  (np, x) =>
    np.call(name, [x, ...more], kwargs);
const positive =
  (compute: Computation): Computation =>
  (np, x) =>
    compute(np, np.call('add', [np.call('square', [x]), float(0.5)]) as NDArray);
const within =
  (compute: Computation): Computation =>
  (np, x) =>
    compute(np, np.call('multiply', [np.call('tanh', [x]), float(0.9)]) as NDArray);

describe('traced NumPy functions', function () {
  this.timeout(20000);

  const plain = 'exp expm1 sin cos tan arctan sinh cosh tanh square absolute negative sinc exp2 arcsinh'.split(' ');
  for (const name of plain) it(`${name} has the derivative of its values`, () => check(call(name)));
  for (const name of 'log log2 log10 log1p sqrt reciprocal cbrt'.split(' '))
    it(`${name} has the derivative of its values`, () => check(positive(call(name))));
  for (const name of 'arcsin arccos arctanh'.split(' ')) it(`${name} has the derivative of its values`, () => check(within(call(name))));

  const axes: [string, Record<string, PyValue>][] = [
    ['all entries', {}],
    ['an axis', { axis: 0 }],
    ['the last axis, kept', { axis: -1, keepdims: true }],
    ['two axes', { axis: at(0, 1) }],
  ];
  for (const name of ['sum', 'mean', 'max', 'min', 'prod', 'std', 'var'])
    for (const [how, kwargs] of axes) it(`${name} over ${how} has the derivative of its values`, () => check(call(name, [], kwargs)));

  const reordering: [string, Computation][] = [
    ['transpose', call('transpose')],
    ['reshape', call('reshape', [at(3, 2)])],
    ['ravel of a transpose', (np, x) => np.call('ravel', [np.call('transpose', [x])])],
    ['swapaxes', call('swapaxes', [0, 1])],
    ['expand_dims', call('expand_dims', [1])],
    ['concatenate', (np, x) => np.call('concatenate', [[x, np.call('exp', [x])]], { axis: 1 })],
    ['stack', (np, x) => np.call('stack', [[x, np.call('sin', [x])]], { axis: -1 })],
    ['vstack and hstack', (np, x) => np.call('vstack', [[x, np.call('hstack', [[x]])]])],
    ['split', (np, x) => (np.call('split', [x, 3], { axis: 1 }) as PyList).items[1]],
    ['repeat', call('repeat', [2], { axis: 0 })],
    ['tile', call('tile', [at(2, 1)])],
    ['roll', call('roll', [1], { axis: 1 })],
    ['flip', call('flip')],
    ['rot90', call('rot90')],
    ['pad', call('pad', [1])],
    ['pad by reflection', call('pad', [1, 'reflect'])],
    ['sort', call('sort')],
    ['median', call('median', [], { axis: 1 })],
    ['percentile', call('percentile', [30])],
    ['cumsum', call('cumsum', [], { axis: 1 })],
    ['diff', call('diff')],
    ['diagonal', call('diagonal')],
    ['trace', call('trace')],
    ['tril', call('tril')],
    ['broadcast_to', call('broadcast_to', [at(2, 2, 3)])],
    ['take', call('take', [new PyList([0, 2])], { axis: 1 })],
    ['clip', call('clip', [float(-0.5), float(1)])],
    ['where', (np, x) => np.call('where', [arrayCompare(np.rt, '>', x, float(0.5)), x, np.call('square', [x])])],
    ['maximum with a number', call('maximum', [0])],
    ['nan_to_num', call('nan_to_num')],
    ['linalg.norm', call('linalg.norm')],
    ['linalg.norm by rows', call('linalg.norm', [], { axis: 1, keepdims: true })],
    ['average with weights', call('average', [], { axis: 1, weights: new PyList([1, 2, 3]) })],
    ['nansum', call('nansum', [], { axis: 0 })],
    [
      'np.array of computed entries',
      (np, x) => np.call('array', [[arrayGetItem(np.rt, x, at(0, 1)), float(2), arrayGetItem(np.rt, x, at(1, 1))]]),
    ],
    ['logaddexp and hypot', (np, x) => np.call('logaddexp', [x, np.call('hypot', [x, float(2)])])],
    ['vectorised astype(float)', (np, x) => np.method(x, 'astype', ['float64'])],
  ];
  for (const [name, compute] of reordering) it(`${name} has the derivative of its values`, () => check(compute));

  const products: [string, Computation][] = [
    ['dot', (np, x) => np.call('dot', [x, np.call('transpose', [x])])],
    ['a method dot', (np, x) => np.method(np.rt.getattr(x, 'T') as NDArray, 'dot', [x])],
    ['matmul with a vector', (np, x) => np.call('matmul', [x, np.array([1, 2, 3])])],
    ['outer', (np, x) => np.call('outer', [x, np.array([1, 2])])],
    ['inner', call('inner', [new PyList([1, 2, 3])])],
    ['einsum', (np, x) => np.call('einsum', ['ij,kj->ik', x, np.call('exp', [x])])],
    ['tensordot', (np, x) => np.call('tensordot', [x, np.call('transpose', [x])], { axes: 1 })],
    ['kron', (np, x) => np.call('kron', [np.array([1, 2]), x])],
    ['convolve', (np, x) => np.call('convolve', [np.call('ravel', [x]), np.array([0.5, 1, 2])], { mode: 'same' })],
  ];
  for (const [name, compute] of products) it(`${name} has the derivative of its values`, () => check(compute));
});

/** Writes that must reach the owner's node. */
const writes: [string, Computation][] = [
  ['a slice assignment', (np, x) => write(np, x, at(0, from(1, null)), np.call('exp', [arrayGetItem(np.rt, x, at(1, from(0, 2)))]))],
  ['an entry', (np, x) => write(np, x, at(1, 2), np.call('sum', [x]))],
  ['a negative step', (np, x) => write(np, x, at(0, from(null, null, -1)), np.call('sin', [arrayGetItem(np.rt, x, 1)]))],
  ['a mask with a number', (np, x) => write(np, x, arrayCompare(np.rt, '<', x, 0), float(0))],
  [
    'a mask with computed entries',
    (np, x) => write(np, x, arrayCompare(np.rt, '<', x, 0), np.call('square', [arrayGetItem(np.rt, x, arrayCompare(np.rt, '<', x, 0))])),
  ],
  [
    'fancy indices',
    (np, x) => write(np, x, at(new PyList([0, 1]), new PyList([2, 0])), np.call('exp', [arrayGetItem(np.rt, x, at(all, 1))])),
  ],
  [
    'a view of a transpose',
    (np, x) => {
      arraySetItem(np.rt, np.rt.getattr(x, 'T') as NDArray, 0, np.call('exp', [arrayGetItem(np.rt, x, at(all, 2))]));
      return x;
    },
  ],
  [
    'a view of a reshape, in place',
    (np, x) => {
      const flat = np.method(x, 'reshape', [-1]) as NDArray;
      arrayInplace(np.rt, '*', arrayGetItem(np.rt, flat, from(1, 4)) as NDArray, arrayGetItem(np.rt, flat, from(2, 5)));
      return x;
    },
  ],
  [
    'an alias, in place',
    (np, x) => {
      arrayInplace(np.rt, '+', x, np.call('square', [x]));
      arrayInplace(np.rt, '/', x, float(3));
      return x;
    },
  ],
  ['out=', (np, x) => np.call('multiply', [x, x], { out: x })],
  [
    'np.add.at',
    (np, x) => {
      np.call('add.at', [x, new PyList([0, 0, 1]), np.call('exp', [arrayGetItem(np.rt, x, new PyList([0, 1, 1]))])]);
      return x;
    },
  ],
  [
    'computed entries stored in fresh zeros',
    (np, x) => {
      const out = np.call('zeros', [at(2, 2)]) as NDArray;
      for (const i of [0, 1]) arraySetItem(np.rt, out, at(i, 1 - i), arrayGetItem(np.rt, x, at(i, i)));
      return out;
    },
  ],
];

function write(np: Numpy, x: NDArray, index: PyValue, value: PyValue): PyValue {
  arraySetItem(np.rt, x, index, value);
  return np.call('square', [x]);
}

describe('traced writes', function () {
  this.timeout(20000);

  for (const [name, compute] of writes) it(`through ${name} reach the owner`, () => check(compute));

  it('leave the value of the node before unchanged', () => {
    const rt = new TestRuntime(new Recorder());
    const np = new Numpy(rt);
    const x = np.array([1, 2, 3]);
    const before = nodeOf(rt, x)!;
    arraySetItem(rt, x, 0, float(9));
    assert.deepEqual([...before.value.data], [1, 2, 3]);
    assert.deepEqual([...nodeOf(rt, x)!.value.data], [9, 2, 3]);
  });

  it('of numbers into data are data, without a copy each', () => {
    const recorder = new Recorder();
    const rt = new TestRuntime(recorder);
    const np = new Numpy(rt);
    const x = np.call('zeros', [at(50, 10)]) as NDArray;
    for (let i = 0; i < 50; i++) arraySetItem(rt, x, at(i, i % 10), 1);
    assert.equal(nodeOf(rt, x)!.op, 'leaf');
    assert.ok(recorder.graph.nodes.length < 110);
  });

  it('an index that was computed is a guard of the replay', () => {
    const recorder = new Recorder();
    const rt = new TestRuntime(recorder);
    const np = new Numpy(rt);
    const x = np.call('exp', [np.array([1.5, 2.5])]);
    arrayGetItem(rt, np.array([5, 6]), np.call('argmax', [x]));
    assert.deepEqual(
      recorder.guards.map(g => g.op),
      ['argmax'],
    );
  });
});

describe('traced mistakes', () => {
  it('a product that does not fit is a hole, and goes on with what was probably meant', () => {
    const recorder = new Recorder();
    const rt = new TestRuntime(recorder);
    const np = new Numpy(rt);
    const made = np.call('dot', [np.call('ones', [at(1, 4)]), np.call('ones', [at(3, 4)])]) as NDArray;
    assert.equal(recorder.holes.length, 1);
    assert.deepEqual(made.shape, [1, 3]);
  });

  it('an update that does not fit leaves the parameter as it was', () => {
    const recorder = new Recorder();
    const rt = new TestRuntime(recorder);
    const np = new Numpy(rt);
    const w = np.call('ones', [at(3, 1)]) as NDArray;
    arrayInplace(rt, '-', w, np.call('exp', [np.call('ones', [at(3, 5)])]));
    assert.equal(recorder.holes.length, 1);
    assert.deepEqual(w.shape, [3, 1]);
  });

  it('Python floats keep their nodes through arithmetic with arrays', () => {
    const recorder = new Recorder();
    const rt = new TestRuntime(recorder);
    const np = new Numpy(rt);
    const rate = recorder.leaf({ shape: [], data: Float64Array.of(0.5) }, 'data');
    const made = arrayBinary(rt, '*', new PyFloat(0.5, rate), np.array([1.5, 2])) as NDArray;
    assert.ok(nodeOf(rt, made)!.inputs.includes(rate));
  });
});
