// Order: sort, argsort, unique, searchsorted, median, percentile, bincount, histogram, sets.
import { PyError, type Runtime } from '../runtime';
import { PyFloat, PyOpaque, PyTuple, type PyValue } from '../values';
import { asIndex, dimsFor, itemsOf, needIndex, normalAxis, operand } from './convert';
import { entry, type Table } from './define';
import { BOOL, type DType, FLOAT64, INT64 } from './dtypes';
import { beyondGraph, binary } from './elementwise';
import { takeAlong, takeFlat } from './joining';
import { arrayNode, record, source, traced, unknown } from './lens';
import { copyData, copyItems, itemsOver, NDArray, newArray, sizeOf, stridesOf } from './ndarray';
import { wholeArray } from './select';
import { ravel, regroup, reshape } from './shapes';
import { SPECS2 } from './specs';

/** NaN comes last. */
export const ascending = (x: number, y: number): number =>
  Number.isNaN(x) ? (Number.isNaN(y) ? 0 : 1) : Number.isNaN(y) ? -1 : x - y || 0;

/** For every group along an axis, the order that sorts it (stable), as flat offsets. */
function sortedOffsets(a: NDArray, axis: number, compare?: (i: number, j: number) => number): { offsets: Int32Array; order: Int32Array } {
  const data = copyData(a);
  const { shape } = a;
  const strides = stridesOf(shape);
  const n = shape[axis];
  const step = strides[axis];
  const offsets = new Int32Array(data.length);
  const order = new Int32Array(data.length);
  for (let start = 0; start < data.length; start++) {
    if (Math.floor(start / step) % n !== 0) continue;
    const at = Array.from({ length: n }, (_, i) => i);
    at.sort((i, j) => compare?.(start + i * step, start + j * step) ?? ascending(data[start + i * step], data[start + j * step]));
    at.forEach((from, to) => {
      offsets[start + to * step] = start + from * step;
      order[start + to * step] = from;
    });
  }
  return { offsets, order };
}

/** Text and objects by Python's own comparison. */
function itemOrder(rt: Runtime, a: NDArray): ((i: number, j: number) => number) | undefined {
  if (!a.store.items) return undefined;
  const items = copyItems(a);
  return (i, j) => rt.compare(items[i], items[j]);
}

function withAxis(rt: Runtime, a: NDArray, axis: PyValue): { x: NDArray; at: number } {
  if (axis === null) return { x: ravel(rt, a) as NDArray, at: 0 };
  return { x: a, at: normalAxis(needIndex(axis, rt), a.shape.length) };
}

export function sort(rt: Runtime, a: NDArray, axis: PyValue): PyValue {
  const { x, at } = withAxis(rt, a, axis);
  rt.spend((x.size * Math.log2(x.size + 2)) / 20);
  const offsets = offsetsOf(rt, x, at);
  guardOrder(rt, x, offsets, at);
  return takeFlat(rt, x, offsets, x.shape);
}

/** An order that follows from computed numbers: each entry at least as large as the one before, in a replay too. */
function guardOrder(rt: Runtime, x: NDArray, offsets: Int32Array, axis: number): void {
  if (!rt.recorder || !x.dtype.numeric || x.shape[axis] < 2) return;
  const node = arrayNode(rt, x);
  if (node.op === 'leaf') return;
  const step = stridesOf(x.shape)[axis];
  const later: number[] = [];
  const earlier: number[] = [];
  offsets.forEach((offset, i) => {
    if (Math.floor(i / step) % x.shape[axis] === 0) return;
    later.push(offset);
    earlier.push(offsets[i - step]);
  });
  const [high, low] = [later, earlier].map(at => record(rt, 'take', [node], { offsets: Int32Array.from(at), dims: dimsFor([at.length]) })!);
  rt.recorder.guards.push(record(rt, 'greaterEqual', [high, low])!);
}

const offsetsOf = (rt: Runtime, x: NDArray, at: number): Int32Array => {
  if (!x.store.items) return sortedOffsets(x, at).offsets;
  const positions = newArray(x.shape, INT64);
  return sortedOffsets(positions, at, itemOrder(rt, x)).offsets;
};

function argsort(rt: Runtime, a: NDArray, axis: PyValue): NDArray {
  const { x, at } = withAxis(rt, a, axis);
  rt.spend((x.size * Math.log2(x.size + 2)) / 20);
  const base = x.store.items ? newArray(x.shape, INT64) : x;
  const { order, offsets } = sortedOffsets(base, at, itemOrder(rt, x));
  guardOrder(rt, x, offsets, at);
  const out = newArray(x.shape, INT64);
  out.store.data.set(order, out.store.start);
  return source(rt, out);
}

/** The distinct entries in order, with where each first stands, which one each entry is, and how often each occurs. */
function unique(rt: Runtime, a: NDArray, wants: readonly PyValue[], axis: PyValue): PyValue {
  if (axis !== null && a.shape.length > 1) return uniqueRows(rt, a, wants, needIndex(axis, rt));
  const flat = ravel(rt, a) as NDArray;
  const { offsets } = { offsets: offsetsOf(rt, flat, 0) };
  const values = itemsOf(flat);
  const data = flat.store.items ? null : copyData(flat);
  const same = (i: number, j: number): boolean =>
    data ? data[i] === data[j] || (Number.isNaN(data[i]) && Number.isNaN(data[j])) : rt.equals(values[i], values[j]);
  const firsts: number[] = [];
  const counts: number[] = [];
  const inverse = new Int32Array(offsets.length);
  offsets.forEach((p, k) => {
    if (k === 0 || !same(p, offsets[k - 1])) {
      firsts.push(p);
      counts.push(0);
    } else firsts[firsts.length - 1] = Math.min(firsts[firsts.length - 1], p);
    counts[counts.length - 1]++;
    inverse[p] = firsts.length - 1;
  });
  const distinct = flat.store.items
    ? itemsOver(
        firsts.map(i => values[i]),
        [firsts.length],
        flat.dtype,
      )
    : numbers(
        rt,
        firsts.map(i => data![i]),
        flat.dtype,
      );
  return extras(rt, distinct, wants, firsts, reshape(rt, wholeArray(inverse), a.shape), counts);
}

function extras(
  rt: Runtime,
  distinct: PyValue,
  wants: readonly PyValue[],
  firsts: readonly number[],
  inverse: PyValue,
  counts: readonly number[],
): PyValue {
  const parts: PyValue[] = [distinct];
  if (rt.truth(wants[0])) parts.push(wholeArray(firsts));
  if (rt.truth(wants[1])) parts.push(inverse);
  if (rt.truth(wants[2])) parts.push(wholeArray(counts));
  return parts.length === 1 ? distinct : new PyTuple(parts);
}

export function numbers(rt: Runtime, values: readonly number[], dtype: DType): NDArray {
  const out = newArray([values.length], dtype);
  out.store.data.set(values, out.store.start);
  return source(rt, out);
}

function uniqueRows(rt: Runtime, a: NDArray, wants: readonly PyValue[], axis: number): PyValue {
  const at = normalAxis(axis, a.shape.length);
  const order = [at, ...a.shape.map((_, i) => i).filter(i => i !== at)];
  const data = copyData(
    new NDArray(
      a.store,
      a.offset,
      order.map(i => a.shape[i]),
      order.map(i => a.strides[i]),
      a.dtype,
    ),
  );
  const n = a.shape[at];
  const width = n === 0 ? 0 : data.length / n;
  const compare = (i: number, j: number): number => {
    for (let k = 0; k < width; k++) {
      const c = ascending(data[i * width + k], data[j * width + k]);
      if (c !== 0) return c;
    }
    return 0;
  };
  const rows = Array.from({ length: n }, (_, i) => i).sort(compare);
  const firsts: number[] = [];
  const counts: number[] = [];
  const inverse = new Int32Array(n);
  rows.forEach((row, k) => {
    if (k === 0 || compare(row, rows[k - 1]) !== 0) {
      firsts.push(row);
      counts.push(0);
    }
    counts[counts.length - 1]++;
    inverse[row] = firsts.length - 1;
  });
  return extras(rt, takeAlong(rt, a, firsts, at), wants, firsts, wholeArray(inverse), counts);
}

function searchsorted(rt: Runtime, a: NDArray, v: PyValue, side: PyValue): PyValue {
  const sorted = copyData(a);
  const x = operand(rt, v);
  const values = copyData(x);
  const right = side === 'right';
  const found = values.map(value => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const c = ascending(sorted[middle], value);
      if (c < 0 || (right && c === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  });
  const out = newArray(x.shape, INT64);
  out.store.data.set(found, out.store.start);
  out.scalar = x.shape.length === 0;
  return source(rt, out);
}

/** Groups the reduced axes into a last one; the shape without them, and with them as ones. */
function grouped(rt: Runtime, a: NDArray, axis: PyValue, keepdims: PyValue): { x: NDArray; shape: number[] } {
  const axes =
    axis === null
      ? a.shape.map((_, i) => i)
      : [...(asIndex(axis) === null ? rt.iterate(axis) : [axis])].map(i => normalAxis(needIndex(i, rt), a.shape.length));
  const kept = a.shape.map((_, i) => i).filter(i => !axes.includes(i));
  const order = [...kept, ...axes];
  const moved = regroupAxes(rt, a, order);
  const x = reshape(rt, moved, [...kept.map(i => a.shape[i]), sizeOf(axes.map(i => a.shape[i]))]) as NDArray;
  const shape = rt.truth(keepdims) ? a.shape.map((n, i) => (axes.includes(i) ? 1 : n)) : kept.map(i => a.shape[i]);
  return { x, shape };
}

const regroupAxes = (rt: Runtime, a: NDArray, order: readonly number[]): NDArray =>
  order.every((o, i) => o === i) ? regroup(rt, a, a.shape, a.strides) : (transposed(rt, a, order) as NDArray);

function transposed(rt: Runtime, a: NDArray, order: readonly number[]): PyValue {
  const shape = order.map(i => a.shape[i]);
  const strides = stridesOf(a.shape);
  const steps = stridesOf(shape);
  const offsets = Int32Array.from({ length: a.size }, (_, i) => {
    let offset = 0;
    shape.forEach((n, d) => {
      offset += (Math.floor(i / steps[d]) % n) * strides[order[d]];
    });
    return offset;
  });
  return takeFlat(rt, a, offsets, shape);
}

/** A quantile by linear interpolation between the two nearest entries of the sorted group. */
function quantile(rt: Runtime, a: NDArray, q: number, axis: PyValue, keepdims: PyValue): PyValue {
  const { x, shape } = grouped(rt, a, axis, keepdims);
  const n = x.shape[x.shape.length - 1];
  if (n === 0) return new PyFloat(Number.NaN);
  const sorted = sort(rt, x, -1);
  if (!(sorted instanceof NDArray)) return unknown();
  const place = q * (n - 1);
  const low = Math.floor(place);
  const rest = place - low;
  const entryAt = (i: number): PyValue => takeGroup(rt, sorted, Math.min(i, n - 1), shape);
  const below = entryAt(low);
  if (rest === 0) return binary(rt, SPECS2.multiply, below, new PyFloat(1));
  return interpolate(rt, below, entryAt(low + 1), rest);
}

/** NumPy's lerp: from the nearer end. */
function interpolate(rt: Runtime, a: PyValue, b: PyValue, t: number): PyValue {
  const difference = binary(rt, SPECS2.subtract, b, a);
  if (t < 0.5) return binary(rt, SPECS2.add, a, binary(rt, SPECS2.multiply, difference, new PyFloat(t)));
  return binary(rt, SPECS2.subtract, b, binary(rt, SPECS2.multiply, difference, new PyFloat(1 - t)));
}

/** Entry i of every group along the last axis. */
function takeGroup(rt: Runtime, sorted: NDArray, i: number, shape: readonly number[]): PyValue {
  const n = sorted.shape[sorted.shape.length - 1];
  const offsets = Int32Array.from({ length: sizeOf(shape) }, (_, g) => g * n + i);
  const made = rt.recorder
    ? traced(rt, 'take', [arrayNode(rt, sorted)], { offsets, dims: dimsFor(shape) }, sorted.dtype, shape.length === 0, [])
    : takeFlat(rt, sorted, offsets, shape);
  if (made instanceof NDArray) made.scalar = shape.length === 0;
  return made;
}

function median(rt: Runtime, a: NDArray, axis: PyValue, keepdims: PyValue): PyValue {
  const { x, shape } = grouped(rt, a, axis, keepdims);
  const n = x.shape[x.shape.length - 1];
  if (n === 0) return new PyFloat(Number.NaN);
  const sorted = sort(rt, x, -1);
  if (!(sorted instanceof NDArray)) return unknown();
  const high = takeGroup(rt, sorted, n >> 1, shape);
  if (n % 2 === 1) return binary(rt, SPECS2.multiply, high, new PyFloat(1));
  return binary(rt, SPECS2.divide, binary(rt, SPECS2.add, takeGroup(rt, sorted, (n >> 1) - 1, shape), high), new PyFloat(2));
}

function quantiles(rt: Runtime, a: NDArray, q: PyValue, axis: PyValue, keepdims: PyValue, scale: number): PyValue {
  const wanted = operand(rt, q);
  if (wanted.shape.length === 0) return quantile(rt, a, copyData(wanted)[0] / scale, axis, keepdims);
  const parts = Array.from(copyData(wanted), each => quantile(rt, a, each / scale, axis, keepdims) as NDArray);
  const out = newArray([parts.length, ...parts[0].shape]);
  parts.forEach((p, i) => {
    out.store.data.set(copyData(p), out.store.start + i * p.size);
  });
  return source(rt, out);
}

function bincount(rt: Runtime, a: NDArray, weights: PyValue, minlength: PyValue): NDArray {
  const data = copyData(a);
  if (data.some(x => x < 0)) throw new PyError('ValueError', "'list' argument must have no negative elements");
  const w = weights === null ? null : copyData(operand(rt, weights));
  const length = Math.max(
    needIndex(minlength, rt),
    data.reduce((top, x) => Math.max(top, x + 1), 0),
  );
  const out = newArray([length], w ? FLOAT64 : INT64);
  data.forEach((x, i) => {
    out.store.data[out.store.start + x] += w ? w[i] : 1;
  });
  return source(rt, out);
}

function histogram(rt: Runtime, a: NDArray, bins: PyValue, range: PyValue, density: PyValue): PyTuple {
  const data = copyData(a).filter(x => !Number.isNaN(x));
  const count = asIndex(bins);
  const edges = count === null ? [...copyData(operand(rt, bins))] : evenEdges(rt, data, count, range);
  const n = edges.length - 1;
  const counts = new Float64Array(n);
  for (const x of data) {
    if (x < edges[0] || x > edges[n]) continue;
    let k = 0;
    while (k < n - 1 && x >= edges[k + 1]) k++;
    counts[k]++;
  }
  const edgesArray = numbers(rt, edges, FLOAT64);
  if (!rt.truth(density)) return new PyTuple([numbers(rt, [...counts], INT64), edgesArray]);
  const total = counts.reduce((sum, c) => sum + c, 0);
  return new PyTuple([
    numbers(
      rt,
      Array.from(counts, (c, i) => c / (edges[i + 1] - edges[i]) / total),
      FLOAT64,
    ),
    edgesArray,
  ]);
}

function evenEdges(rt: Runtime, data: Float64Array, count: number, range: PyValue): number[] {
  let [low, high] = range === null ? [Math.min(...data), Math.max(...data)] : [...copyData(operand(rt, range))];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  return Array.from({ length: count + 1 }, (_, i) => (i === count ? high : low + (i * (high - low)) / count));
}

const sets =
  (keep: (inA: boolean, inB: boolean) => boolean) =>
  (rt: Runtime, a: PyValue, b: PyValue): PyValue => {
    const [x, y] = [operand(rt, a), operand(rt, b)];
    const [p, q] = [new Set(copyData(x)), new Set(copyData(y))];
    const all = [...new Set([...p, ...q])].sort(ascending);
    return numbers(
      rt,
      all.filter(v => keep(p.has(v), q.has(v))),
      x.dtype,
    );
  };

function isin(rt: Runtime, a: PyValue, b: PyValue, invert: PyValue): NDArray {
  const x = operand(rt, a);
  const known = new Set(x.store.items ? itemsOf(operand(rt, b)) : copyData(operand(rt, b)));
  const values: ArrayLike<PyValue> = x.store.items ? copyItems(x) : copyData(x);
  const out = newArray(x.shape, BOOL);
  const flip = rt.truth(invert);
  for (let i = 0; i < values.length; i++) out.store.data[out.store.start + i] = known.has(values[i]) !== flip ? 1 : 0;
  return beyondGraph(rt, 'isin', [], out);
}

const onArray =
  (run: (rt: Runtime, a: NDArray, ...rest: PyValue[]) => PyValue) =>
  (rt: Runtime, a: PyValue, ...rest: PyValue[]): PyValue =>
    a instanceof PyOpaque ? unknown() : run(rt, operand(rt, a), ...rest);

export const sorting: Table = {
  sort: entry(
    'a, axis=-1, kind=None, order=None',
    onArray((rt, a, axis) => sort(rt, a, axis)),
  ),
  argsort: entry(
    'a, axis=-1, kind=None, order=None',
    onArray((rt, a, axis) => argsort(rt, a, axis)),
  ),
  partition: entry(
    'a, kth, axis=-1',
    onArray((rt, a, _kth, axis) => sort(rt, a, axis)),
  ),
  argpartition: entry(
    'a, kth, axis=-1',
    onArray((rt, a, _kth, axis) => argsort(rt, a, axis)),
  ),
  lexsort: entry('keys', (rt, keys) => {
    const columns = [...rt.iterate(keys)].map(k => copyData(operand(rt, k))).reverse();
    const order = Array.from({ length: columns[0].length }, (_, i) => i);
    order.sort((i, j) => columns.reduce((c, column) => c || ascending(column[i], column[j]), 0));
    return source(rt, wholeArray(order));
  }),
  unique: entry(
    'ar, return_index=False, return_inverse=False, return_counts=False, axis=None',
    onArray((rt, a, index, inverse, counts, axis) => unique(rt, a, [index, inverse, counts], axis)),
  ),
  searchsorted: entry("a, v, side='left', sorter=None", onArray(searchsorted)),
  digitize: entry('x, bins, right=False', (rt, x, bins, right) =>
    searchsorted(rt, operand(rt, bins), x, rt.truth(right) ? 'left' : 'right'),
  ),
  median: entry(
    'a, axis=None, out=None, overwrite_input=False, keepdims=False',
    onArray((rt, a, axis, _out, _over, keepdims) => median(rt, a, axis, keepdims)),
  ),
  percentile: entry(
    'a, q, axis=None, out=None, overwrite_input=False, method=None, keepdims=False',
    onArray((rt, a, q, axis, _out, _over, _method, keepdims) => quantiles(rt, a, q, axis, keepdims, 100)),
  ),
  quantile: entry(
    'a, q, axis=None, out=None, overwrite_input=False, method=None, keepdims=False',
    onArray((rt, a, q, axis, _out, _over, _method, keepdims) => quantiles(rt, a, q, axis, keepdims, 1)),
  ),
  bincount: entry('x, weights=None, minlength=0', onArray(bincount)),
  histogram: entry('a, bins=10, range=None, density=False, weights=None', onArray(histogram)),
  isin: entry('element, test_elements, *, invert=False', isin),
  in1d: entry('ar1, ar2, *, invert=False', isin),
  union1d: entry(
    'ar1, ar2',
    sets((p, q) => p || q),
  ),
  intersect1d: entry(
    'ar1, ar2',
    sets((p, q) => p && q),
  ),
  setdiff1d: entry(
    'ar1, ar2',
    sets((p, q) => p && !q),
  ),
  setxor1d: entry(
    'ar1, ar2',
    sets((p, q) => p !== q),
  ),
};
