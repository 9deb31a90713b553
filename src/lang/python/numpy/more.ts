// The long tail: iterators over entries, triangles of indices, polynomials, bits, windows, and `np.testing`.
import { PyError, type Runtime } from '../runtime';
import { ELLIPSIS, PyBuiltin, PyFloat, PyList, PyModule, PyObject, PyOpaque, PyTuple, type PyValue } from '../values';
import { asIndex, needIndex, operand, toArray, tupleOf } from './convert';
import { builtin, entry, type Table } from './define';
import { FLOAT64, INT64, UINT8 } from './dtypes';
import { beyondGraph, binary } from './elementwise';
import { arraysOf, concatenate } from './joining';
import { arrayNode, source, unknown } from './lens';
import { decompose, solveWith } from './linalg/dense';
import { logic } from './logic';
import { takeFlat } from './moving';
import { copyData, NDArray, newArray, sizeOf, stridesOf } from './ndarray';
import { wholeArray } from './select';
import { atLeast, ravel, rawShape, stridedView } from './shapes';
import { SPECS2 } from './specs';
import { setItem } from './writing';

/** `np.nditer(x, flags=['multi_index'])`: a cursor over the entries, and an iterable of 0-d views. */
class Nditer extends PyObject {
  readonly typeName = 'numpy.nditer';
  private at = 0;
  private readonly steps: readonly number[];
  constructor(private readonly of: NDArray) {
    super();
    this.steps = stridesOf(of.shape);
  }

  private index(): PyTuple {
    return tupleOf(this.of.shape.map((n, d) => Math.floor(this.at / this.steps[d]) % n));
  }

  private entryAt(rt: Runtime): PyValue {
    const { items } = this.index();
    const offset = this.of.offset + items.reduce((sum: number, i, d) => sum + (i as number) * this.of.strides[d], 0);
    return stridedView(rt, this.of, offset, [], []);
  }

  override attribute(name: string, rt: Runtime): PyValue | undefined {
    const method = (call: PyBuiltin['call']): PyBuiltin => new PyBuiltin(name, call);
    if (name === 'finished') return this.at >= this.of.size;
    if (name === 'multi_index') return this.index();
    if (name === 'index' || name === 'iterindex') return this.at;
    if (name === 'value') return this.entryAt(rt);
    if (name === '__getitem__') return method(at => this.entryAt(at));
    if (name === 'iternext')
      return method(() => {
        this.at++;
        return this.at < this.of.size;
      });
    if (name === '__iter__')
      return method(at => {
        const entries: PyValue[] = [];
        for (this.at = 0; this.at < this.of.size; this.at++) entries.push(this.entryAt(at));
        return new PyList(entries);
      });
    if (name === '__enter__') return method(() => this);
    if (name === '__exit__' || name === 'close') return method(() => null);
    return undefined;
  }
}

function triangleIndices(rt: Runtime, n: PyValue, k: PyValue, m: PyValue, keep: (i: number, j: number, shift: number) => boolean): PyTuple {
  const rows = needIndex(n, rt);
  const columns = m === null ? rows : needIndex(m, rt);
  const shift = needIndex(k, rt);
  const found: [number, number][] = [];
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) if (keep(i, j, shift)) found.push([i, j]);
  return new PyTuple([source(rt, wholeArray(found.map(f => f[0]))), source(rt, wholeArray(found.map(f => f[1])))]);
}

/** Rows of blocks joined, then the rows. */
function block(rt: Runtime, value: PyValue): PyValue {
  if (!(value instanceof PyList)) return operand(rt, value);
  const parts = value.items.map(each => operand(rt, block(rt, each)));
  const deep = value.items.some(each => each instanceof PyList);
  const shaped = parts.map(a => atLeast(rt, a, deep ? 2 : 1));
  return concatenate(rt, shaped, deep ? -2 : -1);
}

function polyval(rt: Runtime, p: PyValue, x: PyValue): PyValue {
  return [...rt.iterate(p)].reduce<PyValue>((sum, c) => binary(rt, SPECS2.add, binary(rt, SPECS2.multiply, sum, x), c), 0);
}

/** Least squares through the normal equations of scaled powers. */
function polyfit(rt: Runtime, x: PyValue, y: PyValue, degree: PyValue): NDArray {
  const [px, py] = [operand(rt, x), operand(rt, y)].map(copyData);
  const n = needIndex(degree, rt) + 1;
  const scale = Math.max(...px.map(Math.abs)) || 1;
  const power = (v: number, i: number): number => (v / scale) ** (n - 1 - i);
  const left = new Float64Array(n * n);
  const right = new Float64Array(n);
  px.forEach((v, r) => {
    for (let i = 0; i < n; i++) {
      right[i] += power(v, i) * py[r];
      for (let j = 0; j < n; j++) left[i * n + j] += power(v, i) * power(v, j);
    }
  });
  const solution = solveWith(decompose(left, n), n, right, 1);
  const out = newArray([n], FLOAT64);
  solution.forEach((c, i) => {
    out.store.data[out.store.start + i] = c / scale ** (n - 1 - i);
  });
  return beyondGraph(rt, 'polyfit', rt.recorder ? [arrayNode(rt, operand(rt, x)), arrayNode(rt, operand(rt, y))] : [], out);
}

/** The bits of bytes along the last axis, highest first. */
function unpackbits(rt: Runtime, a: NDArray, axis: PyValue): NDArray {
  if (axis !== null && asIndex(axis) !== a.shape.length - 1 && asIndex(axis) !== -1) rt.unsupported('np.unpackbits(axis=…)');
  const data = copyData(a);
  const shape = axis === null || a.shape.length < 2 ? [data.length * 8] : [...a.shape.slice(0, -1), a.shape[a.shape.length - 1] * 8];
  const out = newArray(shape, UINT8);
  data.forEach((x, i) => {
    for (let b = 0; b < 8; b++) out.store.data[out.store.start + i * 8 + b] = (x >> (7 - b)) & 1;
  });
  return source(rt, out);
}

function packbits(rt: Runtime, a: NDArray): NDArray {
  const data = copyData(a);
  const out = newArray([Math.ceil(data.length / 8)], UINT8);
  data.forEach((x, i) => {
    if (x !== 0) out.store.data[out.store.start + (i >> 3)] += 1 << (7 - (i & 7));
  });
  return source(rt, out);
}

function fillDiagonal(rt: Runtime, a: NDArray, value: PyValue): null {
  const n = Math.min(...a.shape);
  const diagonal = wholeArray(Array.from({ length: n }, (_, i) => i));
  setItem(rt, a, new PyTuple(a.shape.map(() => diagonal)), value);
  return null;
}

/** Steps are in bytes. */
function asStrided(rt: Runtime, a: NDArray, shape: PyValue, strides: PyValue): NDArray {
  const sizes = shape === null ? a.shape : rawShape(rt, shape);
  const steps = strides === null ? a.strides : rawShape(rt, strides).map(s => s / a.dtype.itemsize);
  return stridedView(rt, a, a.offset, sizes, steps);
}

function slidingWindow(rt: Runtime, a: NDArray, window: PyValue, axis: PyValue): NDArray {
  const sizes = rawShape(rt, window);
  const axes = axis === null ? sizes.map((_, i) => i) : rawShape(rt, axis).map(i => (i < 0 ? i + a.shape.length : i));
  const shape = a.shape.map((n, i) => (axes.includes(i) ? n - sizes[axes.indexOf(i)] + 1 : n));
  const view = stridedView(rt, a, a.offset, [...shape, ...sizes], [...a.strides, ...axes.map(i => a.strides[i])]);
  view.writeable = false;
  return view;
}

/** The entries repeated until a shape is full. */
function resize(rt: Runtime, a: NDArray, shape: PyValue): PyValue {
  const sizes = rawShape(rt, shape);
  const offsets = Int32Array.from({ length: sizeOf(sizes) }, (_, i) => i % a.size);
  return takeFlat(rt, a, offsets, sizes);
}

const withArray =
  (run: (rt: Runtime, a: NDArray, ...rest: PyValue[]) => PyValue) =>
  (rt: Runtime, a: PyValue, ...rest: PyValue[]): PyValue =>
    a instanceof PyOpaque ? unknown() : run(rt, operand(rt, a), ...rest);

/** `np.matrix` has products of its own; it is not modelled. */
const matrix = entry('data, dtype=None, copy=True', rt => {
  rt.unsupported('np.matrix');
  return unknown();
});

export const more: Table = {
  nditer: entry(
    'op, flags=None, op_flags=None',
    withArray((_rt, a) => new Nditer(a)),
  ),
  triu_indices: entry('n, k=0, m=None', (rt, n, k, m) => triangleIndices(rt, n, k, m, (i, j, shift) => j >= i + shift)),
  tril_indices: entry('n, k=0, m=None', (rt, n, k, m) => triangleIndices(rt, n, k, m, (i, j, shift) => j <= i + shift)),
  diag_indices: entry(
    'n, ndim=2',
    (rt, n, ndim) =>
      new PyTuple(
        Array.from({ length: needIndex(ndim, rt) }, () => source(rt, wholeArray(Array.from({ length: needIndex(n, rt) }, (_, i) => i)))),
      ),
  ),
  fill_diagonal: entry('a, val, wrap=False', (rt, a, value) => (a instanceof NDArray ? fillDiagonal(rt, a, value) : null)),
  put: entry('a, ind, v', (rt, a, index, value) => {
    if (a instanceof NDArray) setItem(rt, ravel(rt, a) as NDArray, toArray(rt, index), value);
    return null;
  }),
  copyto: entry('dst, src', (rt, to, from) => {
    if (to instanceof NDArray) setItem(rt, to, ELLIPSIS, from);
    return null;
  }),
  putmask: entry('a, mask, values', (rt, a, mask, values) => {
    if (a instanceof NDArray) setItem(rt, a, toArray(rt, mask), values);
    return null;
  }),
  block: entry('arrays', block),
  polyval: entry('p, x', polyval),
  polyfit: entry('x, y, deg', polyfit),
  vander: entry(
    'x, N=None, increasing=False',
    withArray((rt, a, n, increasing) => {
      const width = n === null ? a.size : needIndex(n, rt);
      const data = copyData(a);
      const out = newArray([data.length, width], a.dtype.inexact ? FLOAT64 : INT64);
      data.forEach((x, i) => {
        for (let j = 0; j < width; j++) out.store.data[out.store.start + i * width + j] = x ** (rt.truth(increasing) ? j : width - 1 - j);
      });
      return source(rt, out);
    }),
  ),
  unpackbits: entry('a, axis=None', withArray(unpackbits)),
  packbits: entry('a, axis=None', withArray(packbits)),
  resize: entry('a, new_shape', withArray(resize)),
  broadcast_arrays: entry('*args', (rt, args) => {
    const arrays = arraysOf(rt, args);
    if (!arrays) return unknown();
    const total = arrays.reduce<PyValue>((sum, a) => binary(rt, SPECS2.add, sum, binary(rt, SPECS2.multiply, a, 0)), 0);
    return new PyList(arrays.map(a => binary(rt, SPECS2.add, a, total)));
  }),
  matrix,
  asmatrix: matrix,
  mat: matrix,
};

/** `np.lib.stride_tricks`. */
export function libModule(): PyModule {
  const tricks: Table = {
    as_strided: entry('x, shape=None, strides=None, subok=False, writeable=True', withArray(asStrided)),
    sliding_window_view: entry('x, window_shape, axis=None', withArray(slidingWindow)),
  };
  const members = new Map<string, PyValue>(Object.entries(tricks).map(([name, made]) => [name, builtin(name, made)]));
  return new PyModule('numpy.lib', new Map<string, PyValue>([['stride_tricks', new PyModule('numpy.lib.stride_tricks', members)]]));
}

function assertThat(rt: Runtime, holds: PyValue, message: string): null {
  if (!(holds instanceof PyOpaque) && !rt.truth(holds)) throw new PyError('AssertionError', `\n${message}`);
  return null;
}

const near = (rt: Runtime, a: PyValue, b: PyValue, rtol: PyValue, atol: PyValue): PyValue =>
  logic.allclose.handler(rt, a, b, rtol, atol, true);
const toDecimals = (decimal: PyValue): PyFloat => new PyFloat(1.5 * 10 ** -(asIndex(decimal) ?? 7));

/** `np.testing`: raises where values differ. */
export function testingModule(): PyModule {
  const closely = entry('actual, desired, rtol=1e-07, atol=0.0, equal_nan=True, err_msg=None', (rt, a, b, rtol, atol) =>
    assertThat(rt, near(rt, a, b, rtol, atol), `Not equal to tolerance rtol=${rt.str(rtol)}, atol=${rt.str(atol)}\n`),
  );
  const almost = entry('actual, desired, decimal=7, err_msg=None', (rt, a, b, decimal) =>
    assertThat(rt, near(rt, a, b, new PyFloat(0), toDecimals(decimal)), `Arrays are not almost equal to ${asIndex(decimal)} decimals\n`),
  );
  const equal = entry('actual, desired, err_msg=None', (rt, a, b) =>
    assertThat(rt, logic.array_equal.handler(rt, a, b, true), 'Arrays are not equal\n'),
  );
  const table: Table = {
    assert_allclose: closely,
    assert_almost_equal: almost,
    assert_array_almost_equal: almost,
    assert_array_equal: equal,
    assert_equal: equal,
  };
  return new PyModule('numpy.testing', new Map(Object.entries(table).map(([name, made]) => [name, builtin(name, made)])));
}
