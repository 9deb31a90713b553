// A dense float64 tensor, row-major, and the index arithmetic every op shares.

export type Shape = readonly number[];

/** `data.length` is the product of `shape`; a scalar has shape `[]` and one entry. */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float64Array;
}

export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const n of shape) size *= n;
  return size;
}

export function tensor(shape: Shape, data: ArrayLike<number>): Tensor {
  return { shape, data: data instanceof Float64Array ? data : Float64Array.from(data) };
}

export const scalar = (value: number): Tensor => ({ shape: [], data: Float64Array.of(value) });

export function full(shape: Shape, value: number): Tensor {
  const data = new Float64Array(sizeOf(shape));
  if (value !== 0) data.fill(value);
  return { shape, data };
}

export const zeros = (shape: Shape): Tensor => full(shape, 0);
export const ones = (shape: Shape): Tensor => full(shape, 1);

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Row-major strides, in entries. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i];
  }
  return strides;
}

/** NumPy's broadcast of two shapes, or null where they do not fit. */
export function broadcastShape(a: Shape, b: Shape): number[] | null {
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

/** Strides with which `shape` is read as if broadcast to `target`: 0 along repeated axes. */
export function broadcastStrides(shape: Shape, target: Shape): number[] {
  const strides = stridesOf(shape);
  const lead = target.length - shape.length;
  return target.map((n, i) => (i < lead || (shape[i - lead] === 1 && n !== 1) ? 0 : strides[i - lead]));
}

/** Calls `visit(offset)` for every index of `shape` in row-major order, with the offset that `strides` give it. */
export function walk(shape: Shape, strides: readonly number[], start: number, visit: (offset: number, position: number) => void): void {
  const rank = shape.length;
  const size = sizeOf(shape);
  if (size === 0) return;
  const index = new Array<number>(rank).fill(0);
  let offset = start;
  for (let position = 0; position < size; position++) {
    visit(offset, position);
    for (let axis = rank - 1; axis >= 0; axis--) {
      offset += strides[axis];
      if (++index[axis] < shape[axis]) break;
      offset -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}

/** A negative axis counted from the end; null when out of range. */
export function normalAxis(axis: number, rank: number): number | null {
  const at = axis < 0 ? axis + rank : axis;
  return Number.isInteger(at) && at >= 0 && at < Math.max(rank, 1) ? at : null;
}

/** ‖a − b‖₂ / (‖a‖₂ + ‖b‖₂) after `b` is multiplied by `scale`; two zero tensors have the error 0. */
export function relativeError(a: Tensor, b: Tensor, scale = 1, skip?: (i: number) => boolean): number {
  let difference = 0;
  let left = 0;
  let right = 0;
  for (let i = 0; i < a.data.length; i++) {
    if (skip?.(i)) continue;
    const x = a.data[i];
    const y = b.data[i] * scale;
    difference += (x - y) * (x - y);
    left += x * x;
    right += y * y;
  }
  const sum = Math.sqrt(left) + Math.sqrt(right);
  return sum === 0 ? 0 : Math.sqrt(difference) / sum;
}
