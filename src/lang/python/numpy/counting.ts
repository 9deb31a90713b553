// Distinct entries and how often each occurs: unique, bincount, histogram, sets.
import { PyError, type Runtime } from '../runtime';
import { PyTuple, type PyValue } from '../values';
import { asIndex, itemsOf, needIndex, normalAxis, operand } from './convert';
import { BOOL, type DType, FLOAT64, INT64 } from './dtypes';
import { beyondGraph } from './elementwise';
import { source } from './lens';
import { takeAlong } from './moving';
import { copyData, copyItems, itemsOver, NDArray, newArray } from './ndarray';
import { wholeArray } from './select';
import { ravel, reshape } from './shapes';
import { ascending, offsetsOf } from './sorting';

/** The distinct entries in order, with where each first stands, which one each entry is, and how often each occurs. */
export function unique(rt: Runtime, a: NDArray, wants: readonly PyValue[], axis: PyValue): PyValue {
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

export function bincount(rt: Runtime, a: NDArray, weights: PyValue, minlength: PyValue): NDArray {
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

export function histogram(rt: Runtime, a: NDArray, bins: PyValue, range: PyValue, density: PyValue): PyTuple {
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

export const sets =
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

export function isin(rt: Runtime, a: PyValue, b: PyValue, invert: PyValue): NDArray {
  const x = operand(rt, a);
  const known = new Set(x.store.items ? itemsOf(operand(rt, b)) : copyData(operand(rt, b)));
  const values: ArrayLike<PyValue> = x.store.items ? copyItems(x) : copyData(x);
  const out = newArray(x.shape, BOOL);
  const flip = rt.truth(invert);
  for (let i = 0; i < values.length; i++) out.store.data[out.store.start + i] = known.has(values[i]) !== flip ? 1 : 0;
  return beyondGraph(rt, 'isin', [], out);
}
