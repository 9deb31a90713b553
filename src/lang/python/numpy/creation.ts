// Functions that make arrays: from lists, of one value, of a range, of a grid.
import { PyError, type Runtime } from '../runtime';
import { PyBuiltin, PyFloat, PyList, PyObject, PyOpaque, PySlice, PyTuple, type PyValue } from '../values';
import { asIndex, cast, copyArray, dimsFor, dtypeArg, needIndex, needNumber, operand, rangeStep, shapeArg, toArray } from './convert';
import { entry, type Table } from './define';
import { BOOL, type DType, FLOAT64, INT64, stored } from './dtypes';
import { binary } from './elementwise';
import { concatenate, stack } from './joining';
import { arrayNode, fromNode, record, source, unknown } from './lens';
import { itemsOver, NDArray, newArray, sizeOf, stridesOf } from './ndarray';
import { where } from './select';
import { atLeast, broadcastTo, flatten, ravel, reshape, stridedView, transpose } from './shapes';
import { SPECS2 } from './specs';

/** A new array whose entries a function of the position gives. */
export function generate(rt: Runtime, shape: readonly number[], dtype: DType, valueAt: (i: number) => number): NDArray {
  const out = newArray(shape, dtype);
  const { data, start } = out.store;
  rt.spend(out.size / 50);
  for (let i = 0; i < out.size; i++) data[start + i] = stored(dtype, valueAt(i));
  return source(rt, out);
}

export function filled(rt: Runtime, shape: readonly number[], value: number, dtype: DType): NDArray {
  const out = newArray(shape, dtype);
  rt.spend(out.size / 100);
  if (value !== 0 && dtype.numeric) out.store.data.fill(stored(dtype, value), out.store.start, out.store.start + out.size);
  if (!dtype.numeric && dtype.kind === 'O') out.store.items!.fill(value);
  return source(rt, out);
}

function array(rt: Runtime, value: PyValue, dtype: PyValue, copy: boolean, ndmin: PyValue): PyValue {
  if (value instanceof PyOpaque) return unknown();
  const wanted = dtypeArg(dtype);
  const made = toArray(rt, value, wanted);
  const own = copy && value instanceof NDArray && made.store === value.store ? copyArray(rt, made) : made;
  if (own.scalar) return fresh(rt, own);
  return atLeast(rt, own, asIndex(ndmin) ?? 0);
}

/** A scalar as a 0-d array. */
function fresh(rt: Runtime, a: NDArray): NDArray {
  const out = copyArray(rt, a);
  out.scalar = false;
  return out;
}

function full(rt: Runtime, shape: readonly number[], value: PyValue, dtype: DType | null): PyValue {
  if (value instanceof PyOpaque) return unknown();
  const x = operand(rt, value);
  if (x.store.items) return itemsOver(new Array<PyValue>(sizeOf(shape)).fill(value), shape, dtype ?? x.dtype);
  const traced = rt.recorder && ((value instanceof PyFloat && value.node !== null) || value instanceof NDArray);
  if (!traced && x.size === 1) return filled(rt, shape, needNumber(value, rt), dtype ?? x.dtype);
  const wide = broadcastTo(rt, value instanceof PyFloat ? toArray(rt, value) : x, shape);
  return wide instanceof NDArray ? copyArray(rt, dtype ? cast(rt, wide, dtype) : wide) : wide;
}

function arange(rt: Runtime, first: PyValue, second: PyValue, third: PyValue, dtype: PyValue): NDArray {
  const given = [first, second, third];
  const start = second === null ? 0 : needNumber(first, rt);
  const stop = needNumber(second === null ? first : second, rt);
  const step = third === null ? 1 : needNumber(third, rt);
  if (step === 0) throw new PyError('ZeroDivisionError', 'division by zero');
  const inexact = given.some(each => each instanceof PyFloat || (each instanceof NDArray && each.dtype.inexact));
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!Number.isFinite(length)) throw new PyError('ValueError', 'arange: cannot compute length');
  const delta = start + step - start;
  return generate(rt, [length], dtypeArg(dtype) ?? (inexact ? FLOAT64 : INT64), i => start + i * delta);
}

function linspace(rt: Runtime, first: PyValue, last: PyValue, num: PyValue, endpoint: PyValue, retstep: PyValue, dtype: PyValue): PyValue {
  const [start, stop, n] = [needNumber(first, rt), needNumber(last, rt), needIndex(num, rt)];
  if (n < 0) throw new PyError('ValueError', `Number of samples, ${n}, must be non-negative.`);
  const closed = rt.truth(endpoint);
  const parts = closed ? n - 1 : n;
  const step = (stop - start) / parts;
  const type = dtypeArg(dtype) ?? FLOAT64;
  const at = (i: number): number => (closed && n > 1 && i === n - 1 ? stop : parts > 0 ? i * step + start : start);
  const made = generate(rt, [n], type, i => (type.integral ? Math.floor(at(i)) : at(i)));
  return rt.truth(retstep) ? new PyTuple([made, new PyFloat(step)]) : made;
}

function logspace(rt: Runtime, first: PyValue, last: PyValue, num: PyValue, endpoint: PyValue, base: PyValue): PyValue {
  return binary(rt, SPECS2.power, base, linspace(rt, first, last, num, endpoint, false, null));
}

function geomspace(rt: Runtime, first: PyValue, last: PyValue, num: PyValue): NDArray {
  const [start, stop, n] = [needNumber(first, rt), needNumber(last, rt), needIndex(num, rt)];
  const [a, b] = [Math.log10(start), Math.log10(stop)];
  return generate(rt, [n], FLOAT64, i => (i === 0 ? start : i === n - 1 ? stop : 10 ** (a + (i * (b - a)) / (n - 1))));
}

function eye(rt: Runtime, n: PyValue, m: PyValue, k: PyValue, dtype: PyValue): NDArray {
  const rows = needIndex(n, rt);
  const columns = m === null ? rows : needIndex(m, rt);
  const shift = needIndex(k, rt);
  return generate(rt, [rows, columns], dtypeArg(dtype) ?? FLOAT64, i => (Math.floor(i / columns) + shift === i % columns ? 1 : 0));
}

/** The diagonal of a matrix, or a matrix of a diagonal. */
export function diag(rt: Runtime, a: NDArray, k: PyValue): PyValue {
  const shift = needIndex(k, rt);
  if (a.shape.length === 2) return diagonal(rt, a, shift, 0, 1);
  if (a.shape.length !== 1) throw new PyError('ValueError', 'Input must be 1- or 2-d.');
  const n = a.shape[0] + Math.abs(shift);
  const offsets = Int32Array.from({ length: a.shape[0] }, (_, i) => (shift >= 0 ? i * n + i + shift : (i - shift) * n + i));
  if (rt.recorder) {
    const node = record(rt, 'scatter', [arrayNode(rt, a)], { offsets, dims: dimsFor([n, n]) }, rt.uses.slice(0, 1));
    return node ? fromNode(node, a.dtype) : unknown();
  }
  const out = newArray([n, n], a.dtype);
  offsets.forEach((offset, i) => {
    out.store.data[out.store.start + offset] = a.store.data[a.start + i * a.strides[0]];
  });
  return out;
}

export function diagonal(rt: Runtime, a: NDArray, shift: number, p: number, q: number): NDArray {
  const [n, m] = [a.shape[p], a.shape[q]];
  const length = Math.max(0, Math.min(n - Math.max(0, -shift), m - Math.max(0, shift)));
  const start = shift >= 0 ? shift * a.strides[q] : -shift * a.strides[p];
  const rest = a.shape.map((_, i) => i).filter(i => i !== p && i !== q);
  const shape = [...rest.map(i => a.shape[i]), length];
  const strides = [...rest.map(i => a.strides[i]), a.strides[p] + a.strides[q]];
  return stridedView(rt, a, a.offset + (length > 0 ? start : 0), shape, strides);
}

/** tril and triu: entries on one side of a diagonal, zeros elsewhere. */
function triangle(rt: Runtime, a: NDArray, keep: (row: number, column: number) => boolean): PyValue {
  const m = a.shape[a.shape.length - 1];
  const n = a.shape.length < 2 ? m : a.shape[a.shape.length - 2];
  const mask = generate(rt, [n, m], BOOL, i => (keep(Math.floor(i / m), i % m) ? 1 : 0));
  return where(rt, mask, a, 0);
}

function meshgrid(rt: Runtime, arrays: readonly NDArray[], indexing: PyValue, sparse: PyValue): PyList {
  const flat = arrays.map(a => ravel(rt, a) as NDArray);
  const swap = indexing === 'xy' && flat.length > 1;
  const order = flat.map((_, i) => (swap && i < 2 ? 1 - i : i));
  const sizes = new Array<number>(flat.length);
  order.forEach((axis, i) => {
    sizes[axis] = flat[i].size;
  });
  return new PyList(
    flat.map((a, i) => {
      const shape = sizes.map((n, axis) => (axis === order[i] ? n : 1));
      const thin = reshape(rt, a, shape) as NDArray;
      return rt.truth(sparse) ? thin : copyArray(rt, broadcastTo(rt, thin, sizes) as NDArray);
    }),
  );
}

/** What stands between the brackets of mgrid, ogrid, r_ : a slice with a complex step j counts points. */
function sliceValues(rt: Runtime, slice: PySlice): NDArray {
  const start = slice.start ?? 0;
  const count = rangeStep(slice.step);
  if (count !== null) return linspace(rt, start, slice.stop, count, true, false, null) as NDArray;
  return arange(rt, start, slice.stop, slice.step ?? 1, null);
}

/** An object that is only subscripted: `np.r_[…]`. */
class Subscripted extends PyObject {
  readonly typeName = 'numpy.lib';
  private readonly getItem: PyBuiltin;
  constructor(run: (rt: Runtime, items: readonly PyValue[]) => PyValue) {
    super();
    this.getItem = new PyBuiltin('__getitem__', (rt, [index]) => run(rt, index instanceof PyTuple ? index.items : [index]));
  }
  override attribute(name: string): PyValue | undefined {
    return name === '__getitem__' ? this.getItem : undefined;
  }
}

function grid(rt: Runtime, items: readonly PyValue[], dense: boolean): PyValue {
  const axes = items.map(item => sliceValues(rt, item as PySlice));
  if (axes.length === 1) return axes[0];
  const sizes = axes.map(a => a.size);
  const thin = axes.map(
    (a, i) =>
      reshape(
        rt,
        a,
        sizes.map((n, k) => (k === i ? n : 1)),
      ) as NDArray,
  );
  if (!dense) return new PyTuple(thin);
  return stack(
    rt,
    thin.map(a => broadcastTo(rt, a, sizes) as NDArray),
    0,
  );
}

const part = (rt: Runtime, item: PyValue): NDArray => (item instanceof PySlice ? sliceValues(rt, item) : operand(rt, item));

/** `np.c_[a, b]`: columns side by side. */
function columns(rt: Runtime, items: readonly PyValue[]): PyValue {
  if (items.some(each => each instanceof PyOpaque)) return unknown();
  const parts = items.map(item => {
    const a = part(rt, item);
    return a.shape.length < 2 ? transpose(rt, atLeast(rt, a, 2), null) : a;
  });
  return concatenate(rt, parts, -1);
}

function rows(rt: Runtime, items: readonly PyValue[]): PyValue {
  if (items.some(each => each instanceof PyOpaque)) return unknown();
  return concatenate(
    rt,
    items.map(item => atLeast(rt, part(rt, item), 1)),
    0,
  );
}

const like =
  (value: number) =>
  (rt: Runtime, a: PyValue, dtype: PyValue, shape: PyValue): PyValue => {
    if (a instanceof PyOpaque) return unknown();
    const x = operand(rt, a);
    return filled(rt, shape === null ? [...x.shape] : shapeArg(rt, shape), value, dtypeArg(dtype) ?? x.dtype);
  };

const LIKE = "a, dtype=None, shape=None, order='K', subok=True";
const constant = (value: number) =>
  entry("shape, dtype=None, order='C'", (rt, shape, dtype) => filled(rt, shapeArg(rt, shape), value, dtypeArg(dtype) ?? FLOAT64));
const asArray = entry('a, dtype=None, order=None, copy=None', (rt, a, dtype) => array(rt, a, dtype, false, 0));

function fromfunction(rt: Runtime, f: PyValue, shape: PyValue): PyValue {
  const sizes = shapeArg(rt, shape);
  const steps = stridesOf(sizes);
  const axes = sizes.map((n, axis) => generate(rt, sizes, FLOAT64, i => Math.floor(i / steps[axis]) % n));
  return rt.apply(f, axes);
}

export const creation: Table = {
  array: entry("object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0", (rt, value, dtype, copy, _order, _subok, ndmin) =>
    array(rt, value, dtype, copy !== false, ndmin),
  ),
  asarray: asArray,
  asanyarray: asArray,
  ascontiguousarray: asArray,
  asfarray: entry('a, dtype=None', (rt, a, dtype) => array(rt, a, dtype ?? FLOAT64, false, 0)),
  copy: entry("a, order='K'", (rt, a) => (a instanceof PyOpaque ? unknown() : copyArray(rt, operand(rt, a)))),
  zeros: constant(0),
  ones: constant(1),
  empty: constant(0),
  full: entry("shape, fill_value, dtype=None, order='C'", (rt, shape, value, dtype) =>
    full(rt, shapeArg(rt, shape), value, dtypeArg(dtype)),
  ),
  zeros_like: entry(LIKE, like(0)),
  ones_like: entry(LIKE, like(1)),
  empty_like: entry(LIKE, like(0)),
  full_like: entry('a, fill_value, dtype=None', (rt, a, value, dtype) => {
    if (a instanceof PyOpaque) return unknown();
    const x = operand(rt, a);
    return full(rt, [...x.shape], value, dtypeArg(dtype) ?? x.dtype);
  }),
  arange: entry('start, stop=None, step=None, dtype=None', arange),
  linspace: entry('start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0', linspace),
  logspace: entry('start, stop, num=50, endpoint=True, base=10.0', logspace),
  geomspace: entry('start, stop, num=50', geomspace),
  eye: entry('N, M=None, k=0, dtype=None', eye),
  identity: entry('n, dtype=None', (rt, n, dtype) => eye(rt, n, null, 0, dtype)),
  diag: entry('v, k=0', (rt, v, k) => (v instanceof PyOpaque ? unknown() : diag(rt, operand(rt, v), k))),
  diagflat: entry('v, k=0', (rt, v, k) => (v instanceof PyOpaque ? unknown() : diag(rt, flatten(rt, operand(rt, v)) as NDArray, k))),
  diagonal: entry('a, offset=0, axis1=0, axis2=1', (rt, a, k, p, q) =>
    diagonal(rt, operand(rt, a), needIndex(k, rt), needIndex(p, rt), needIndex(q, rt)),
  ),
  tri: entry('N, M=None, k=0, dtype=None', (rt, n, m, k, dtype) => {
    const [rowsCount, columnsCount] = [needIndex(n, rt), needIndex(m ?? n, rt)];
    const shift = needIndex(k, rt);
    return generate(rt, [rowsCount, columnsCount], dtypeArg(dtype) ?? FLOAT64, i =>
      i % columnsCount <= Math.floor(i / columnsCount) + shift ? 1 : 0,
    );
  }),
  tril: entry('m, k=0', (rt, m, k) => {
    const shift = needIndex(k, rt);
    return triangle(rt, operand(rt, m), (i, j) => j <= i + shift);
  }),
  triu: entry('m, k=0', (rt, m, k) => {
    const shift = needIndex(k, rt);
    return triangle(rt, operand(rt, m), (i, j) => j >= i + shift);
  }),
  meshgrid: entry("*xi, copy=True, sparse=False, indexing='xy'", (rt, xi, _copy, sparse, indexing) =>
    meshgrid(
      rt,
      (xi as PyTuple).items.map(each => operand(rt, each)),
      indexing,
      sparse,
    ),
  ),
  fromfunction: entry('function, shape', fromfunction),
  fromiter: entry('iter, dtype, count=-1', (rt, iter, dtype) => toArray(rt, new PyList([...rt.iterate(iter)]), dtypeArg(dtype))),
  indices: entry('dimensions', (rt, dimensions) => {
    const sizes = shapeArg(rt, dimensions);
    const steps = stridesOf(sizes);
    const size = sizeOf(sizes);
    return generate(rt, [sizes.length, ...sizes], INT64, i => {
      const axis = Math.floor(i / size);
      return Math.floor((i % size) / steps[axis]) % sizes[axis];
    });
  }),
};

/** Objects that are subscripted rather than called. */
export const subscripted = (): ReadonlyMap<string, PyValue> =>
  new Map<string, PyValue>([
    ['mgrid', new Subscripted((rt, items) => grid(rt, items, true))],
    ['ogrid', new Subscripted((rt, items) => grid(rt, items, false))],
    ['c_', new Subscripted(columns)],
    ['r_', new Subscripted(rows)],
    ['s_', new Subscripted((_rt, items) => (items.length === 1 ? items[0] : new PyTuple([...items])))],
    ['index_exp', new Subscripted((_rt, items) => new PyTuple([...items]))],
  ]);
