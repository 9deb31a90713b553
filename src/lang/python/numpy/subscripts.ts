// What stands between the brackets of `a[…]`: one part an axis, checked and counted from the front.
import { PyError, type Runtime } from '../runtime';
import { ELLIPSIS, PyList, PySlice, PyTuple, type PyValue } from '../values';
import { asIndex, toArray } from './convert';
import { BOOL, INT64 } from './dtypes';
import { arrayNode, isPlain } from './lens';
import { eachOffset, NDArray, sizeOf } from './ndarray';

export interface SlicePart {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/** A number takes one entry, a slice keeps the axis, null makes a new axis, an array of integers picks entries. */
export type Part = number | SlicePart | null | Picked;

export class Picked {
  constructor(
    readonly at: Int32Array,
    readonly shape: readonly number[],
  ) {}
}

export interface Subscript {
  readonly parts: readonly Part[];
  /** True when no part is an array: the result is a view (or one entry). */
  readonly basic: boolean;
}

export const sliceLength = ({ start, stop, step }: SlicePart): number => Math.max(0, Math.ceil((stop - start) / step));

function outOfBounds(at: number, axis: number, size: number): PyError {
  return new PyError('IndexError', `index ${at} is out of bounds for axis ${axis} with size ${size}`);
}

export function position(at: number, axis: number, size: number): number {
  const index = at < 0 ? at + size : at;
  if (index < 0 || index >= size) throw outOfBounds(at, axis, size);
  return index;
}

function bound(value: PyValue, missing: number, size: number, low: number, high: number): number {
  if (value === null) return missing;
  const at = asIndex(value);
  if (at === null) throw new PyError('TypeError', 'slice indices must be integers or None or have an __index__ method');
  const index = at < 0 ? at + size : at;
  return Math.min(Math.max(index, low), high);
}

/** Python's slice over an axis of n entries: concrete, the stop of a negative step −1 where it means before the first. */
export function sliceOf(slice: PySlice, n: number): SlicePart {
  const step = slice.step === null ? 1 : asIndex(slice.step);
  if (step === null) throw new PyError('TypeError', 'slice indices must be integers or None or have an __index__ method');
  if (step === 0) throw new PyError('ValueError', 'slice step cannot be zero');
  if (step > 0) {
    const start = bound(slice.start, 0, n, 0, n);
    return { start, stop: Math.max(start, bound(slice.stop, n, n, 0, n)), step };
  }
  const start = bound(slice.start, n - 1, n, -1, n - 1);
  return { start, stop: Math.min(start, bound(slice.stop, -1, n, -1, n - 1)), step };
}

const INVALID = 'only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices';

/** What a raw index is: how many axes it takes. */
function consumed(item: PyValue | NDArray): number {
  if (item === null || item === ELLIPSIS) return 0;
  if (item instanceof NDArray && item.dtype === BOOL) return item.shape.length;
  return typeof item === 'boolean' ? 0 : 1;
}

export function parseSubscript(rt: Runtime, a: NDArray, index: PyValue): Subscript {
  const raw = index instanceof PyTuple ? index.items : [index];
  const items = raw.map(item => asSubscript(rt, item));
  const rank = a.shape.length;
  const taken = items.reduce((sum: number, item) => sum + consumed(item), 0);
  if (taken > rank) throw new PyError('IndexError', `too many indices for array: array is ${rank}-dimensional, but ${taken} were indexed`);
  const parts: Part[] = [];
  let axis = 0;
  let basic = true;
  const whole = (): void => {
    parts.push({ start: 0, stop: a.shape[axis], step: 1 });
    axis++;
  };
  for (const item of items) {
    if (item === null) parts.push(null);
    else if (item === ELLIPSIS) for (let i = rank - taken; i > 0; i--) whole();
    else if (item instanceof PySlice) parts.push(sliceOf(item, a.shape[axis++]));
    else if (typeof item === 'number') parts.push(position(item, axis, a.shape[axis++]));
    else if (item instanceof NDArray) {
      basic = false;
      const picked = item.dtype === BOOL ? fromMask(a, item, axis) : [fromIntegers(item, axis, a.shape[axis])];
      parts.push(...picked);
      axis += item.dtype === BOOL ? item.shape.length : 1;
    }
  }
  while (axis < rank) whole();
  return { parts, basic };
}

function asSubscript(rt: Runtime, item: PyValue): number | null | PySlice | NDArray | typeof ELLIPSIS {
  if (typeof item === 'number' || item === null || item instanceof PySlice || item === ELLIPSIS) return item as number | null | PySlice;
  if (typeof item === 'boolean') return toArray(rt, item);
  if (item instanceof NDArray) {
    if (item.dtype === BOOL) return guarded(rt, item);
    if (!item.dtype.integral) throw arrayIndexError(item.shape.length === 0);
    guarded(rt, item);
    return item.shape.length === 0 && item.scalar ? asIndex(item)! : item;
  }
  const at = asIndex(item);
  if (at !== null) return at;
  if (item instanceof PyList || item instanceof PyTuple || rt.typeName(item) === 'range') {
    const array = toArray(rt, item instanceof PyList || item instanceof PyTuple ? item : new PyList([...rt.iterate(item)]));
    if (array.size === 0) return new NDArray(array.store, 0, array.shape, array.strides, INT64);
    if (array.dtype !== BOOL && !array.dtype.integral) throw arrayIndexError(false);
    return array;
  }
  throw new PyError('IndexError', INVALID);
}

const arrayIndexError = (scalar: boolean): PyError =>
  new PyError('IndexError', scalar ? INVALID : 'arrays used as indices must be of integer (or boolean) type');

/** An index that follows from traced numbers decides what is read: a replay must find it the same. */
function guarded(rt: Runtime, index: NDArray): NDArray {
  if (!rt.recorder) return index;
  const node = arrayNode(rt, index);
  if (!isPlain(node) && node.op !== 'leaf') rt.recorder.guards.push(node);
  return index;
}

function fromIntegers(index: NDArray, axis: number, size: number): Picked {
  const at = new Int32Array(sizeOf(index.shape));
  const { data } = index.store;
  eachOffset(index, (offset, i) => {
    at[i] = position(data[offset], axis, size);
  });
  return new Picked(at, index.shape);
}

/** A mask picks where it is true: as many integer indices as it has axes. A 0-d one makes an axis of length 1 or 0. */
function fromMask(a: NDArray, mask: NDArray, axis: number): Picked[] {
  mask.shape.forEach((n, i) => {
    if (n !== a.shape[axis + i])
      throw new PyError(
        'IndexError',
        `boolean index did not match indexed array along axis ${axis + i}; size of axis is ${a.shape[axis + i]} but size of corresponding boolean axis is ${n}`,
      );
  });
  const hits: number[] = [];
  const { data } = mask.store;
  eachOffset(mask, (offset, i) => {
    if (data[offset] !== 0) hits.push(i);
  });
  return unravel(hits, mask.shape).map(at => new Picked(at, [hits.length]));
}

/** Flat positions as one index array an axis. */
export function unravel(flat: readonly number[], shape: readonly number[]): Int32Array[] {
  const out = shape.map(() => new Int32Array(flat.length));
  flat.forEach((p, k) => {
    let rest = p;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      out[axis][k] = rest % shape[axis];
      rest = Math.floor(rest / shape[axis]);
    }
  });
  return out;
}
