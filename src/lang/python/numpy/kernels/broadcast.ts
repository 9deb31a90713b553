// Runs an inner loop over two operands of any shapes that broadcast.

import type { DType } from '../dtypes';
import { contiguous, type NDArray, newResult, sameShape, sizeOf } from '../ndarray';
import type { Loop2 } from './loops';

/** NumPy's broadcast of two shapes, or null where they do not fit. */
export function broadcastShape(a: readonly number[], b: readonly number[]): readonly number[] | null {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = 1; i <= rank; i++) {
    const x = i <= a.length ? a[a.length - i] : 1;
    const y = i <= b.length ? b[b.length - i] : 1;
    if (x !== y && x !== 1 && y !== 1) return null;
    out[rank - i] = x === 1 ? y : x;
  }
  return out;
}

/** Strides with which an array is read as if it had the shape: 0 along repeated axes. */
export function stridesFor(a: NDArray, shape: readonly number[]): number[] {
  const lead = shape.length - a.shape.length;
  const strides = new Array<number>(shape.length);
  for (let i = 0; i < shape.length; i++) strides[i] = i < lead || (a.shape[i - lead] === 1 && shape[i] !== 1) ? 0 : a.strides[i - lead];
  return strides;
}

/** f(a, b) of the given shape, which the operands' shapes broadcast to. */
export function combine(loop: Loop2, a: NDArray, b: NDArray, shape: readonly number[], dtype: DType): NDArray {
  const out = newResult(shape, dtype);
  combineInto(loop, a, b, shape, out.store.data, out.store.start);
  return out;
}

export function combineInto(loop: Loop2, a: NDArray, b: NDArray, shape: readonly number[], out: Float64Array, at: number): void {
  const x = a.store.data;
  const y = b.store.data;
  const size = sizeOf(shape);
  if (size === 0) return;
  const aFlat = a.shape.length === 0 || size === 1 ? 0 : sameShape(a.shape, shape) && contiguous(a) ? 1 : sizeOf(a.shape) === 1 ? 0 : -1;
  const bFlat = b.shape.length === 0 || size === 1 ? 0 : sameShape(b.shape, shape) && contiguous(b) ? 1 : sizeOf(b.shape) === 1 ? 0 : -1;
  if (aFlat >= 0 && bFlat >= 0) {
    loop(1, size, x, a.start, 0, aFlat, y, b.start, 0, bFlat, out, at);
    return;
  }
  const s = stridesFor(a, shape);
  const t = stridesFor(b, shape);
  const rank = shape.length;
  if (rank === 1) loop(1, shape[0], x, a.start, 0, s[0], y, b.start, 0, t[0], out, at);
  else if (rank === 2) loop(shape[0], shape[1], x, a.start, s[0], s[1], y, b.start, t[0], t[1], out, at);
  else outer(loop, shape, 0, x, a.start, s, y, b.start, t, out, at);
}

/** The axes before the last two, one within the other. */
function outer(
  loop: Loop2,
  shape: readonly number[],
  axis: number,
  x: Float64Array,
  xAt: number,
  s: readonly number[],
  y: Float64Array,
  yAt: number,
  t: readonly number[],
  out: Float64Array,
  at: number,
): number {
  const rank = shape.length;
  if (axis === rank - 2) {
    const [n, m] = [shape[axis], shape[axis + 1]];
    loop(n, m, x, xAt, s[axis], s[axis + 1], y, yAt, t[axis], t[axis + 1], out, at);
    return at + n * m;
  }
  for (let i = 0; i < shape[axis]; i++) at = outer(loop, shape, axis + 1, x, xAt + i * s[axis], s, y, yAt + i * t[axis], t, out, at);
  return at;
}

/** A read-only look at an array in a larger shape: same store, repeated axes with stride 0. */
export function stretched(a: NDArray, shape: readonly number[]): { offset: number; strides: number[] } {
  return { offset: a.offset, strides: stridesFor(a, shape) };
}
