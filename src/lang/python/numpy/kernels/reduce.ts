// Reductions over some axes of a strided array.
import { contiguous, flatData, type NDArray, sizeOf, stridesOf } from '../ndarray';

/** Folds n numbers that lie `step` apart from `at` on. */
export type Fold = (data: Float64Array, at: number, n: number, step: number) => number;

/** NumPy's pairwise sum: eight partial sums over blocks of 128, halves added. */
export const sumFold: Fold = (data, at, n, step) => {
  if (n < 8) {
    let sum = 0;
    for (let i = 0, p = at; i < n; i++, p += step) sum += data[p];
    return sum;
  }
  if (n <= 128) return eightSums(data, at, n, step);
  let half = n >> 1;
  half -= half % 8;
  return sumFold(data, at, half, step) + sumFold(data, at + half * step, n - half, step);
};

function eightSums(data: Float64Array, at: number, n: number, step: number): number {
  let [p, r0, r1, r2, r3, r4, r5, r6, r7] = [at, 0, 0, 0, 0, 0, 0, 0, 0];
  let i = 0;
  for (; i < n - (n % 8); i += 8) {
    r0 += data[p];
    r1 += data[p + step];
    r2 += data[p + 2 * step];
    r3 += data[p + 3 * step];
    r4 += data[p + 4 * step];
    r5 += data[p + 5 * step];
    r6 += data[p + 6 * step];
    r7 += data[p + 7 * step];
    p += 8 * step;
  }
  let sum = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
  for (; i < n; i++, p += step) sum += data[p];
  return sum;
}

export const maxFold: Fold = (data, at, n, step) => {
  let best = data[at];
  for (let i = 1, p = at + step; i < n; i++, p += step) {
    const x = data[p];
    if (x > best || Number.isNaN(x)) best = x;
    if (Number.isNaN(best)) return best;
  }
  return best;
};

export const minFold: Fold = (data, at, n, step) => {
  let best = data[at];
  for (let i = 1, p = at + step; i < n; i++, p += step) {
    const x = data[p];
    if (x < best || Number.isNaN(x)) best = x;
    if (Number.isNaN(best)) return best;
  }
  return best;
};

export const prodFold: Fold = (data, at, n, step) => {
  let product = 1;
  for (let i = 0, p = at; i < n; i++, p += step) product *= data[p];
  return product;
};

/** The first position of the largest; NaN counts as largest. */
export const argmaxFold: Fold = (data, at, n, step) => {
  let best = 0;
  let top = data[at];
  for (let i = 1, p = at + step; i < n && !Number.isNaN(top); i++, p += step) {
    const x = data[p];
    if (x > top || Number.isNaN(x)) {
      top = x;
      best = i;
    }
  }
  return best;
};

export const argminFold: Fold = (data, at, n, step) => {
  let best = 0;
  let low = data[at];
  for (let i = 1, p = at + step; i < n && !Number.isNaN(low); i++, p += step) {
    const x = data[p];
    if (x < low || Number.isNaN(x)) {
      low = x;
      best = i;
    }
  }
  return best;
};

export const anyFold: Fold = (data, at, n, step) => {
  for (let i = 0, p = at; i < n; i++, p += step) if (data[p] !== 0) return 1;
  return 0;
};

export const allFold: Fold = (data, at, n, step) => {
  for (let i = 0, p = at; i < n; i++, p += step) if (data[p] === 0) return 0;
  return 1;
};

/** Sums of the rows of a matrix, added one row after the other, as NumPy does along a leading axis. */
function addRows(x: NDArray, out: Float64Array, at: number): void {
  const { data } = x.store;
  const [n, m] = x.shape;
  const [row, column] = x.strides;
  for (let i = 0, p = x.start; i < n; i++, p += row) for (let j = 0, q = p; j < m; j++, q += column) out[at + j] += data[q];
}

/** One result for every index of the kept axes, row-major, into zeroed `out`. */
export function reduceInto(fold: Fold, a: NDArray, axes: readonly number[], out: Float64Array, at: number): void {
  const rank = a.shape.length;
  const size = sizeOf(a.shape);
  if (axes.length === rank) {
    if (contiguous(a)) out[at] = fold(a.store.data, a.start, size, 1);
    else if (rank === 1) out[at] = fold(a.store.data, a.start, size, a.strides[0]);
    else {
      const { data, start } = flatData(a);
      out[at] = fold(data, start, size, 1);
    }
    return;
  }
  if (rank === 2 && axes.length === 1) {
    if (axes[0] === 0 && fold === sumFold && a.strides[1] <= a.strides[0]) addRows(a, out, at);
    else oneAxis(fold, a, axes[0], out, at);
    return;
  }
  if (axes.length === 1) oneAxis(fold, a, axes[0], out, at);
  else severalAxes(fold, a, axes, out, at);
}

function oneAxis(fold: Fold, a: NDArray, axis: number, out: Float64Array, at: number): void {
  const { data } = a.store;
  const n = a.shape[axis];
  const step = a.strides[axis];
  const shape = a.shape.filter((_, i) => i !== axis);
  const strides = a.strides.filter((_, i) => i !== axis);
  if (shape.length === 1) {
    for (let i = 0, p = a.start; i < shape[0]; i++, p += strides[0]) out[at + i] = fold(data, p, n, step);
    return;
  }
  const size = sizeOf(shape);
  const index = new Array<number>(shape.length).fill(0);
  let p = a.start;
  for (let i = 0; i < size; i++) {
    out[at + i] = fold(data, p, n, step);
    for (let d = shape.length - 1; d >= 0; d--) {
      p += strides[d];
      if (++index[d] < shape[d]) break;
      p -= strides[d] * shape[d];
      index[d] = 0;
    }
  }
}

/** Moves the reduced axes to the end, copied together, so that each group lies in one run. */
function severalAxes(fold: Fold, a: NDArray, axes: readonly number[], out: Float64Array, at: number): void {
  const kept = a.shape.map((_, i) => i).filter(i => !axes.includes(i));
  const order = [...kept, ...axes];
  const shape = order.map(i => a.shape[i]);
  const strides = order.map(i => a.strides[i]);
  const size = sizeOf(shape);
  const data = new Float64Array(size);
  const steps = stridesOf(shape);
  fillFrom(a.store.data, a.start, shape, strides, steps, 0, 0, data);
  const n = sizeOf(axes.map(i => a.shape[i]));
  for (let i = 0; i * n < size; i++) out[at + i] = fold(data, i * n, n, 1);
}

function fillFrom(
  from: Float64Array,
  p: number,
  shape: readonly number[],
  strides: readonly number[],
  steps: readonly number[],
  axis: number,
  at: number,
  to: Float64Array,
): void {
  const last = axis === shape.length - 1;
  for (let i = 0; i < shape[axis]; i++) {
    if (last) to[at + i] = from[p + i * strides[axis]];
    else fillFrom(from, p + i * strides[axis], shape, strides, steps, axis + 1, at + i * steps[axis], to);
  }
}
