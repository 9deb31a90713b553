// The loops that forward rules share: elementwise maps with broadcasting, and reductions over axes.
import { broadcastShape, broadcastStrides, type Shape, sameShape, sizeOf, stridesOf, type Tensor, walk } from './tensor';

export function mapOne(a: Tensor, f: (x: number) => number): Tensor {
  const data = new Float64Array(a.data.length);
  for (let i = 0; i < data.length; i++) data[i] = f(a.data[i]);
  return { shape: a.shape, data };
}

export function mapTwo(a: Tensor, b: Tensor, f: (x: number, y: number) => number): Tensor {
  if (sameShape(a.shape, b.shape)) {
    const data = new Float64Array(a.data.length);
    for (let i = 0; i < data.length; i++) data[i] = f(a.data[i], b.data[i]);
    return { shape: a.shape, data };
  }
  if (b.data.length === 1 && b.shape.length <= a.shape.length) return mapOne(a, x => f(x, b.data[0]));
  if (a.data.length === 1 && a.shape.length <= b.shape.length) return mapOne(b, y => f(a.data[0], y));
  const shape = broadcastShape(a.shape, b.shape);
  if (!shape) throw new Error(`internal: broadcast of (${a.shape}) with (${b.shape})`);
  const data = new Float64Array(sizeOf(shape));
  const left = broadcastTo(a, shape);
  const right = broadcastTo(b, shape);
  for (let i = 0; i < data.length; i++) data[i] = f(left.data[i], right.data[i]);
  return { shape, data };
}

export function broadcastTo(a: Tensor, shape: Shape): Tensor {
  if (sameShape(a.shape, shape)) return a;
  const data = new Float64Array(sizeOf(shape));
  walk(shape, broadcastStrides(a.shape, shape), 0, (offset, position) => {
    data[position] = a.data[offset];
  });
  return { shape, data };
}

export function permute(a: Tensor, axes: readonly number[]): Tensor {
  const strides = stridesOf(a.shape);
  const shape = axes.map(axis => a.shape[axis]);
  const data = new Float64Array(a.data.length);
  walk(
    shape,
    axes.map(axis => strides[axis]),
    0,
    (offset, position) => {
      data[position] = a.data[offset];
    },
  );
  return { shape, data };
}

/** Which axes a reduction runs over, sorted and non-negative. */
export function reducedAxes(rank: number, axes: readonly number[] | undefined): number[] {
  if (!axes) return Array.from({ length: rank }, (_, i) => i);
  return axes.map(axis => (axis < 0 ? axis + rank : axis)).sort((x, y) => x - y);
}

/**
 * Views a tensor as (outer…, reduced…): `each(group, entries)` gets, for every index of the kept axes in order, the
 * flat offsets along the reduced axes.
 */
export function groups(shape: Shape, axes: readonly number[]): { kept: number[]; offsets: Int32Array; length: number } {
  const strides = stridesOf(shape);
  const keptAxes = shape.map((_, i) => i).filter(i => !axes.includes(i));
  const length = sizeOf(axes.map(i => shape[i]));
  const kept = keptAxes.map(i => shape[i]);
  const offsets = new Int32Array(sizeOf(kept) * length);
  const innerShape = axes.map(i => shape[i]);
  const innerStrides = axes.map(i => strides[i]);
  walk(
    kept,
    keptAxes.map(i => strides[i]),
    0,
    (start, group) => {
      walk(innerShape, innerStrides, start, (offset, k) => {
        offsets[group * length + k] = offset;
      });
    },
  );
  return { kept, offsets, length };
}

export function reduce(
  a: Tensor,
  axes: readonly number[] | undefined,
  keepdims: boolean,
  fold: (at: (k: number) => number, n: number) => number,
): Tensor {
  const over = reducedAxes(a.shape.length, axes);
  const shape = keepdims ? a.shape.map((n, i) => (over.includes(i) ? 1 : n)) : a.shape.filter((_, i) => !over.includes(i));
  if (over.length === a.shape.length) return { shape, data: Float64Array.of(fold(k => a.data[k], a.data.length)) };
  const { offsets, length } = groups(a.shape, over);
  const data = new Float64Array(sizeOf(shape));
  for (let g = 0; g < data.length; g++) {
    const start = g * length;
    data[g] = fold(k => a.data[offsets[start + k]], length);
  }
  return { shape, data };
}

/** Pairwise summation: the error grows with log n, not n. */
export function pairwiseSum(at: (k: number) => number, from: number, to: number): number {
  if (to - from <= 32) {
    let sum = 0;
    for (let k = from; k < to; k++) sum += at(k);
    return sum;
  }
  const middle = (from + to) >> 1;
  return pairwiseSum(at, from, middle) + pairwiseSum(at, middle, to);
}

/** (n, k)·(k, m) into `out`, in the order that reads memory forwards. */
export function matmul2(
  a: Float64Array,
  b: Float64Array,
  n: number,
  k: number,
  m: number,
  out: Float64Array,
  aFrom = 0,
  bFrom = 0,
  outFrom = 0,
): void {
  for (let i = 0; i < n; i++) {
    const row = outFrom + i * m;
    for (let p = 0; p < k; p++) {
      const x = a[aFrom + i * k + p];
      const from = bFrom + p * m;
      for (let j = 0; j < m; j++) out[row + j] += x * b[from + j];
    }
  }
}
