// Comparisons of whole arrays, sums that skip NaN, padding, and functions applied along axes.
import { PyError, type Runtime } from '../runtime';
import { PyBuiltin, PyFloat, PyList, PyObject, PyOpaque, PyTuple, type PyValue } from '../values';
import { asIndex, asNumber, dimsFor, needIndex, normalAxis, operand, toArray, tupleOf } from './convert';
import { entry, type Table } from './define';
import { dtypeOf, FLOAT64, promote } from './dtypes';
import { binary, unary } from './elementwise';
import { getItem } from './indexing';
import { stack } from './joining';
import { broadcastShape } from './kernels/broadcast';
import { arrayNode, fromNode, record, unknown } from './lens';
import { copyData, eachOffset, firstOf, NDArray, newArray, sameShape, sizeOf, stridesOf } from './ndarray';
import { maximumOf, minimumOf, productOf, reductions, sum } from './reductions';
import { nonzero, where } from './select';
import { broadcastTo, rawShape, reshape, transpose } from './shapes';
import { SPECS2 } from './specs';
import { SPECS1 } from './specs1';

/** |a − b| ≤ atol + rtol·|b|, with infinities equal to themselves. */
function isclose(rt: Runtime, a: PyValue, b: PyValue, rtol: PyValue, atol: PyValue, nan: PyValue): PyValue {
  if (a instanceof PyOpaque || b instanceof PyOpaque) return unknown();
  const bound = binary(rt, SPECS2.add, atol, binary(rt, SPECS2.multiply, rtol, unary(rt, SPECS1.absolute, b)));
  const near = binary(rt, SPECS2.less_equal, unary(rt, SPECS1.absolute, binary(rt, SPECS2.subtract, a, b)), bound);
  const finite = binary(rt, SPECS2.logical_and, near, unary(rt, SPECS1.isfinite, b));
  const same = binary(rt, SPECS2.logical_or, finite, binary(rt, SPECS2.equal, a, b));
  if (!rt.truth(nan)) return same;
  return binary(rt, SPECS2.logical_or, same, binary(rt, SPECS2.logical_and, unary(rt, SPECS1.isnan, a), unary(rt, SPECS1.isnan, b)));
}

const allOf = (rt: Runtime, a: PyValue): PyValue => reductions.all.handler(rt, a, null, null, false, null);
/** A Python truth value, which decides the way of the code: replays must find it the same. */
const decided = (rt: Runtime, a: PyValue): PyValue => (a instanceof PyOpaque ? a : rt.truth(a));

function arrayEqual(rt: Runtime, a: PyValue, b: PyValue): PyValue {
  if (a instanceof PyOpaque || b instanceof PyOpaque) return unknown();
  const [x, y] = [operand(rt, a), operand(rt, b)];
  if (!sameShape(x.shape, y.shape)) return false;
  return decided(rt, allOf(rt, binary(rt, SPECS2.equal, x, y)));
}

/** NaN replaced by what changes nothing. */
const without = (rt: Runtime, a: PyValue, other: number): PyValue => {
  const x = operand(rt, a);
  return x.dtype.inexact ? where(rt, unary(rt, SPECS1.isnan, x), new PyFloat(other), x) : x;
};
const counted = (rt: Runtime, a: PyValue, axis: PyValue, keepdims: PyValue): PyValue =>
  sum(rt, unary(rt, SPECS1.logical_not, unary(rt, SPECS1.isnan, a)), axis, keepdims);

function nanmean(rt: Runtime, a: PyValue, axis: PyValue, keepdims: PyValue): PyValue {
  return binary(rt, SPECS2.divide, sum(rt, without(rt, a, 0), axis, keepdims), counted(rt, a, axis, keepdims));
}

function nanvar(rt: Runtime, a: PyValue, axis: PyValue, ddof: PyValue, keepdims: PyValue): PyValue {
  const centred = binary(rt, SPECS2.subtract, a, nanmean(rt, a, axis, true));
  const squares = without(rt, binary(rt, SPECS2.multiply, centred, centred), 0);
  return binary(rt, SPECS2.divide, sum(rt, squares, axis, keepdims), binary(rt, SPECS2.subtract, counted(rt, a, axis, keepdims), ddof));
}

const skipping = (run: (rt: Runtime, a: PyValue, axis: PyValue, keepdims: PyValue) => PyValue) =>
  entry('a, axis=None, dtype=None, out=None, keepdims=False', (rt, a, axis, _dtype, _out, keepdims) =>
    a instanceof PyOpaque ? unknown() : run(rt, a, axis, keepdims),
  );
const spreading = (root: boolean) =>
  entry('a, axis=None, dtype=None, out=None, ddof=0, keepdims=False', (rt, a, axis, _dtype, _out, ddof, keepdims) => {
    const made = nanvar(rt, a, axis, ddof, keepdims);
    return root ? unary(rt, SPECS1.sqrt, made) : made;
  });
const argument = (name: 'argmax' | 'argmin', other: number) =>
  entry('a, axis=None', (rt, a, axis) => reductions[name].handler(rt, without(rt, a, other), axis, null, false));

type Pads = readonly (readonly [number, number])[];

function padWidths(rt: Runtime, rank: number, width: PyValue): Pads {
  const given = operand(rt, toArray(rt, width));
  const n = copyData(given);
  if (n.length === 1) return Array.from({ length: rank }, () => [n[0], n[0]] as const);
  if (given.shape.length === 1 || n.length === 2) return Array.from({ length: rank }, () => [n[0], n[1]] as const);
  if (given.shape[1] === 1) return Array.from({ length: rank }, (_, i) => [n[i], n[i]] as const);
  if (given.shape[0] !== rank)
    throw new PyError(
      'ValueError',
      `operands could not be broadcast together with remapped shapes [original->remapped]: (${given.shape.join(',')})  and requested shape (${rank},2)`,
    );
  return Array.from({ length: rank }, (_, i) => [n[2 * i], n[2 * i + 1]] as const);
}

/** Where an index beyond an axis of n entries is read: at the edge, mirrored, or around. */
function outside(mode: string, i: number, n: number): number {
  if (i >= 0 && i < n) return i;
  if (mode === 'edge') return i < 0 ? 0 : n - 1;
  if (mode === 'wrap') return ((i % n) + n) % n;
  const period = mode === 'reflect' ? Math.max(1, 2 * n - 2) : 2 * n;
  const k = ((i % period) + period) % period;
  return k < n ? k : mode === 'reflect' ? period - k : period - 1 - k;
}

function pad(rt: Runtime, a: NDArray, width: PyValue, mode: PyValue, constant: PyValue): PyValue {
  const pads = padWidths(rt, a.shape.length, width);
  if (pads.some(([before, after]) => before < 0 || after < 0)) throw new PyError('ValueError', "index can't contain negative values");
  const shape = a.shape.map((n, i) => n + pads[i][0] + pads[i][1]);
  rt.spend(sizeOf(shape) / 50);
  return mode === 'constant' ? padConstant(rt, a, pads, shape, constant) : padReading(rt, a, pads, shape, String(mode));
}

function padConstant(rt: Runtime, a: NDArray, pads: Pads, shape: readonly number[], constant: PyValue): PyValue {
  const value = asNumber(constant) ?? firstOf(operand(rt, toArray(rt, constant)));
  const frame = newArray(shape, a.dtype);
  if (value !== 0) frame.store.data.fill(value, frame.store.start, frame.store.start + frame.size);
  if (rt.recorder) {
    const index = a.shape.map((n, i) => ({ start: pads[i][0], stop: pads[i][0] + n, step: 1 }));
    const node = record(rt, 'setSlice', [arrayNode(rt, frame), arrayNode(rt, a)], { index });
    return node ? fromNode(node, a.dtype) : unknown();
  }
  const strides = stridesOf(shape);
  const steps = stridesOf(a.shape);
  const { data, start } = frame.store;
  eachOffset(a, (offset, i) => {
    let to = start;
    for (let d = 0; d < shape.length; d++) to += ((Math.floor(i / steps[d]) % a.shape[d]) + pads[d][0]) * strides[d];
    data[to] = a.store.data[offset];
  });
  return frame;
}

function padReading(rt: Runtime, a: NDArray, pads: Pads, shape: readonly number[], mode: string): PyValue {
  const strides = stridesOf(a.shape);
  const steps = stridesOf(shape);
  const offsets = Int32Array.from({ length: sizeOf(shape) }, (_, i) => {
    let from = 0;
    for (let d = 0; d < shape.length; d++)
      from += outside(mode, (Math.floor(i / steps[d]) % shape[d]) - pads[d][0], a.shape[d]) * strides[d];
    return from;
  });
  if (rt.recorder) {
    const node = record(rt, 'take', [arrayNode(rt, a)], { offsets, dims: dimsFor(shape) });
    return node ? fromNode(node, a.dtype) : unknown();
  }
  const out = newArray(shape, a.dtype);
  const data = copyData(a);
  offsets.forEach((from, i) => {
    out.store.data[out.store.start + i] = data[from];
  });
  return out;
}

/** A Python function applied to every slice along an axis; its results stacked. */
function applyAlong(rt: Runtime, f: PyValue, axis: PyValue, a: NDArray, args: PyValue): PyValue {
  const at = normalAxis(needIndex(axis, rt), a.shape.length);
  const rest = a.shape.map((_, i) => i).filter(i => i !== at);
  const moved = transpose(rt, a, [...rest, at]);
  const rows = reshape(rt, moved, [-1, a.shape[at]]) as NDArray;
  const results = Array.from({ length: rows.shape[0] }, (_, i) =>
    operand(rt, rt.apply(f, [getItem(rt, rows, i), ...(args as PyTuple).items])),
  );
  const stacked = stack(rt, results, 0) as NDArray;
  const own = results[0]?.shape ?? [];
  const made = reshape(rt, stacked, [...rest.map(i => a.shape[i]), ...own]) as NDArray;
  if (own.length === 0) return made;
  const order = made.shape.map((_, i) => i);
  const inner = order.splice(rest.length);
  order.splice(at, 0, ...inner);
  return transpose(rt, made, order);
}

/** `np.vectorize(f)`: f for every entry of the broadcast arguments. */
function vectorize(f: PyValue, otypes: PyValue): PyBuiltin {
  return new PyBuiltin('vectorize', (rt, args) => {
    const arrays = args.map(each => operand(rt, each));
    const shape = arrays.map(a => a.shape).reduce<readonly number[]>((s, own) => broadcastShape(s, own) ?? s, []);
    const flat = arrays.map(a => reshape(rt, broadcastTo(rt, a, shape) as NDArray, [sizeOf(shape)]) as NDArray);
    const results = Array.from({ length: sizeOf(shape) }, (_, i) =>
      rt.apply(
        f,
        flat.map(a => getItem(rt, a, i)),
      ),
    );
    const wanted = typeof otypes === 'string' ? dtypeOf(otypes) : otypes instanceof PyList ? dtypeOf(otypes.items[0]) : null;
    const made = toArray(rt, new PyList(results), wanted ?? firstType(rt, results));
    return reshape(rt, made, shape);
  });
}

/** The type of the first result decides, as in NumPy. */
const firstType = (rt: Runtime, results: readonly PyValue[]) => (results.length ? operand(rt, results[0]).dtype : FLOAT64);

/** Something to iterate over: what `np.ndenumerate` and `np.ndindex` give. */
function listOf(items: PyValue[]): PyList {
  return new PyList(items);
}

function indexTuples(shape: readonly number[]): PyTuple[] {
  const steps = stridesOf(shape);
  return Array.from({ length: sizeOf(shape) }, (_, i) => tupleOf(shape.map((n, d) => Math.floor(i / steps[d]) % n)));
}

const withArray =
  (run: (rt: Runtime, a: NDArray, ...rest: PyValue[]) => PyValue) =>
  (rt: Runtime, a: PyValue, ...rest: PyValue[]): PyValue =>
    a instanceof PyOpaque ? unknown() : run(rt, operand(rt, a), ...rest);

/** Entries at positions of the flattened array, or along an axis. */
function take(rt: Runtime, a: NDArray, indices: PyValue, axis: PyValue): PyValue {
  if (axis === null) return getItem(rt, reshape(rt, a, [a.size]) as NDArray, asIndex(indices) === null ? toArray(rt, indices) : indices);
  const at = normalAxis(needIndex(axis, rt), a.shape.length);
  const order = [at, ...a.shape.map((_, i) => i).filter(i => i !== at)];
  const picked = getItem(rt, transpose(rt, a, order), asIndex(indices) === null ? toArray(rt, indices) : indices) as NDArray;
  const extra = picked.shape.length - a.shape.length + 1;
  const back = picked.shape.map((_, i) => i);
  const front = back.splice(0, extra);
  back.splice(at, 0, ...front);
  return transpose(rt, picked, back);
}

function takeAlongAxis(rt: Runtime, a: NDArray, indices: PyValue, axis: PyValue): PyValue {
  const index = operand(rt, indices);
  const at = normalAxis(needIndex(axis, rt), a.shape.length);
  const parts = index.shape.map((n, d) => {
    if (d === at) return index;
    const line = newArray([n], index.dtype);
    for (let i = 0; i < n; i++) line.store.data[line.store.start + i] = i;
    return reshape(
      rt,
      line,
      index.shape.map((_, k) => (k === d ? n : 1)),
    );
  });
  return getItem(rt, a, new PyTuple(parts));
}

function unravelIndex(rt: Runtime, indices: PyValue, shape: PyValue): PyTuple {
  const sizes = rawShape(rt, shape);
  const steps = stridesOf(sizes);
  const flat = operand(rt, indices);
  return new PyTuple(
    sizes.map((n, d) => {
      const out = newArray(flat.shape, flat.dtype);
      copyData(flat).forEach((v, i) => {
        out.store.data[out.store.start + i] = Math.floor(v / steps[d]) % n;
      });
      out.scalar = flat.shape.length === 0;
      return out;
    }),
  );
}

export const logic: Table = {
  isclose: entry('a, b, rtol=1e-05, atol=1e-08, equal_nan=False', isclose),
  allclose: entry('a, b, rtol=1e-05, atol=1e-08, equal_nan=False', (rt, a, b, rtol, atol, nan) => {
    const close = isclose(rt, a, b, rtol, atol, nan);
    return close instanceof PyOpaque ? close : decided(rt, allOf(rt, close));
  }),
  array_equal: entry('a1, a2, equal_nan=False', arrayEqual),
  array_equiv: entry('a1, a2', (rt, a, b) => decided(rt, allOf(rt, binary(rt, SPECS2.equal, a, b)))),
  isscalar: entry('element', (_rt, x) => !(x instanceof PyObject) || (x instanceof NDArray && x.scalar)),
  isreal: entry('x', (rt, x) => binary(rt, SPECS2.equal, x, x)),
  iterable: entry(
    'y',
    (_rt, y) => y instanceof PyList || y instanceof PyTuple || typeof y === 'string' || (y instanceof NDArray && y.shape.length > 0),
  ),
  nansum: skipping((rt, a, axis, keepdims) => sum(rt, without(rt, a, 0), axis, keepdims)),
  nanprod: skipping((rt, a, axis, keepdims) => productOf(rt, without(rt, a, 1), axis, keepdims)),
  nanmean: skipping(nanmean),
  nanmax: skipping((rt, a, axis, keepdims) => maximumOf(rt, without(rt, a, -Infinity), axis, keepdims)),
  nanmin: skipping((rt, a, axis, keepdims) => minimumOf(rt, without(rt, a, Infinity), axis, keepdims)),
  nanvar: spreading(false),
  nanstd: spreading(true),
  nanargmax: argument('argmax', -Infinity),
  nanargmin: argument('argmin', Infinity),
  pad: entry(
    "array, pad_width, mode='constant', *, constant_values=0, end_values=0, stat_length=None",
    withArray((rt, a, width, mode, constant) => pad(rt, a, width, mode, constant)),
  ),
  apply_along_axis: entry('func1d, axis, arr, *args', (rt, f, axis, a, args) =>
    a instanceof PyOpaque ? unknown() : applyAlong(rt, f, axis, operand(rt, a), args),
  ),
  vectorize: entry('pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None', (_rt, f, otypes) => vectorize(f, otypes)),
  frompyfunc: entry('func, nin, nout', (_rt, f) => vectorize(f, 'O')),
  ndenumerate: entry('arr', (rt, a) => {
    const x = operand(rt, a);
    return listOf(indexTuples(x.shape).map(index => new PyTuple([index, getItem(rt, x, index)])));
  }),
  ndindex: entry('*shape', (rt, shape) => {
    const { items } = shape as PyTuple;
    return listOf(indexTuples(rawShape(rt, items.length === 1 ? items[0] : shape)));
  }),
  take: entry(
    'a, indices, axis=None, out=None, mode=None',
    withArray((rt, a, indices, axis) => take(rt, a, indices, axis)),
  ),
  take_along_axis: entry('arr, indices, axis', withArray(takeAlongAxis)),
  compress: entry('condition, a, axis=None', (rt, condition, a, axis) => {
    const hits: PyValue[] = [];
    const mask = operand(rt, condition);
    eachOffset(mask, (offset, i) => void (mask.store.data[offset] !== 0 && hits.push(i)));
    return take(rt, operand(rt, a), new PyList(hits), axis);
  }),
  extract: entry('condition, arr', (rt, condition, a) => getItem(rt, operand(rt, a), operand(rt, condition))),
  ix_: entry('*args', (rt, args) => {
    const parts = (args as PyTuple).items.map(each => operand(rt, each));
    return new PyTuple(
      parts.map((a, d) =>
        reshape(
          rt,
          a.dtype.kind === 'b' ? (nonzero(rt, a).items[0] as NDArray) : a,
          parts.map((_, k) => (k === d ? -1 : 1)),
        ),
      ),
    );
  }),
  unravel_index: entry('indices, shape', unravelIndex),
  ravel_multi_index: entry('multi_index, dims', (rt, index, dims) => {
    const steps = stridesOf(rawShape(rt, dims));
    return [...rt.iterate(index)].reduce<PyValue>(
      (total, each, d) => binary(rt, SPECS2.add, total, binary(rt, SPECS2.multiply, each, steps[d])),
      0,
    );
  }),
  shape: entry('a', (rt, a) => (a instanceof PyOpaque ? unknown() : tupleOf(operand(rt, a).shape))),
  ndim: entry('a', (rt, a) => (a instanceof PyOpaque ? unknown() : operand(rt, a).shape.length)),
  size: entry('a, axis=None', (rt, a, axis) => {
    if (a instanceof PyOpaque) return unknown();
    const x = operand(rt, a);
    return axis === null ? x.size : x.shape[normalAxis(needIndex(axis, rt), x.shape.length)];
  }),
  result_type: entry('*arrays', (rt, arrays) => (arrays as PyTuple).items.map(a => operand(rt, a).dtype).reduce(promote)),
  promote_types: entry('type1, type2', (_rt, a, b) => promote(dtypeOf(a)!, dtypeOf(b)!)),
  shares_memory: entry('a, b', (rt, a, b) => operand(rt, a).store === operand(rt, b).store),
  may_share_memory: entry('a, b', (rt, a, b) => operand(rt, a).store === operand(rt, b).store),
  divmod: entry('x1, x2', (rt, a, b) => new PyTuple([binary(rt, SPECS2.floor_divide, a, b), binary(rt, SPECS2.remainder, a, b)])),
  modf: entry('x', (rt, x) => {
    const whole = unary(rt, SPECS1.trunc, binary(rt, SPECS2.multiply, x, new PyFloat(1)));
    return new PyTuple([binary(rt, SPECS2.subtract, x, whole), whole]);
  }),
};
