// Order: sort, argsort, unique, searchsorted, median, percentile, bincount, histogram, sets.
import type { Runtime } from '../runtime';
import { PyOpaque, type PyValue } from '../values';
import { dimsFor, needIndex, normalAxis, operand } from './convert';
import { bincount, histogram, isin, sets, unique } from './counting';
import { entry, type Table } from './define';
import { INT64 } from './dtypes';
import { arrayNode, record, source, unknown } from './lens';
import { takeFlat } from './moving';
import { copyData, copyItems, type NDArray, newArray, stridesOf } from './ndarray';
import { median, quantiles } from './quantiles';
import { wholeArray } from './select';
import { ravel } from './shapes';

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

export const offsetsOf = (rt: Runtime, x: NDArray, at: number): Int32Array => {
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
