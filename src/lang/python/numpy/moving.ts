// Entries picked, repeated, rolled and turned.
import { PyError, type Runtime } from '../runtime';
import type { PyValue } from '../values';
import { axesArg, dimsFor, needIndex, normalAxis } from './convert';
import { arrayNode, traced, viewOf } from './lens';
import { copyData, copyItems, itemsOver, type NDArray, newArray, sizeOf, stridesOf } from './ndarray';
import { ravel, rawShape, reshape, transpose } from './shapes';

/** Picks entries by flat position, in the graph or as numbers. */
export function takeFlat(rt: Runtime, a: NDArray, offsets: Int32Array, shape: readonly number[]): PyValue {
  rt.spend(offsets.length / 50);
  if (a.store.items) {
    const items = copyItems(a);
    return itemsOver(
      Array.from(offsets, i => items[i]),
      shape,
      a.dtype,
    );
  }
  if (rt.recorder)
    return traced(rt, 'take', [arrayNode(rt, a)], { offsets, dims: dimsFor(shape) }, a.dtype, shape.length === 0, rt.uses.slice(0, 1));
  const out = newArray(shape, a.dtype);
  const data = copyData(a);
  for (let i = 0; i < offsets.length; i++) out.store.data[out.store.start + i] = data[offsets[i]];
  return out;
}

/** Picks whole slices along an axis. */
export function takeAlong(rt: Runtime, a: NDArray, at: ArrayLike<number>, axis: number): PyValue {
  const shape = a.shape.map((n, i) => (i === axis ? at.length : n));
  const strides = stridesOf(a.shape);
  const offsets = new Int32Array(sizeOf(shape));
  const steps = stridesOf(shape);
  for (let i = 0; i < offsets.length; i++) {
    let offset = 0;
    for (let d = 0; d < shape.length; d++) {
      const k = Math.floor(i / steps[d]) % shape[d];
      offset += (d === axis ? at[k] : k) * strides[d];
    }
    offsets[i] = offset;
  }
  return takeFlat(rt, a, offsets, shape);
}

export function repeat(rt: Runtime, a: NDArray, counts: PyValue, axis: PyValue): PyValue {
  const flat = axis === null ? (ravel(rt, a) as NDArray) : a;
  const at = axis === null ? 0 : normalAxis(needIndex(axis, rt), a.shape.length);
  const n = flat.shape[at];
  const times = axesArg(rt, counts)!;
  if (times.length !== 1 && times.length !== n)
    throw new PyError('ValueError', `operands could not be broadcast together with shape (${n},) (${times.length},)`);
  const picks: number[] = [];
  for (let i = 0; i < n; i++) for (let k = 0; k < (times.length === 1 ? times[0] : times[i]); k++) picks.push(i);
  return takeAlong(rt, flat, picks, at);
}

export function tile(rt: Runtime, a: NDArray, reps: PyValue): PyValue {
  const given = rawShape(rt, reps);
  const rank = Math.max(given.length, a.shape.length);
  const times = [...new Array<number>(rank - given.length).fill(1), ...given];
  const own = [...new Array<number>(rank - a.shape.length).fill(1), ...a.shape];
  const shape = own.map((n, i) => n * times[i]);
  const strides = stridesOf(own);
  const steps = stridesOf(shape);
  const offsets = new Int32Array(sizeOf(shape));
  for (let i = 0; i < offsets.length; i++)
    for (let d = 0; d < rank; d++) offsets[i] += ((Math.floor(i / steps[d]) % shape[d]) % own[d]) * strides[d];
  return takeFlat(rt, a, offsets, shape);
}

/** Entries moved along an axis, those pushed out coming in at the other end. */
export function roll(rt: Runtime, a: NDArray, shift: PyValue, axis: PyValue): PyValue {
  if (axis === null) {
    const flat = ravel(rt, a) as NDArray;
    return reshape(rt, roll(rt, flat, shift, 0) as NDArray, a.shape);
  }
  const axes = axesArg(rt, axis)!;
  const shifts = axesArg(rt, shift)!;
  let result: PyValue = a;
  axes.forEach((each, k) => {
    const at = normalAxis(each, a.shape.length);
    const n = a.shape[at];
    const by = shifts.length === 1 ? shifts[0] : shifts[k];
    result = takeAlong(
      rt,
      result as NDArray,
      Array.from({ length: n }, (_, i) => (((i - by) % n) + n) % n),
      at,
    );
  });
  return result;
}

/** A view with some axes backwards. */
export function flip(rt: Runtime, a: NDArray, axes: readonly number[]): NDArray {
  let { offset } = a;
  const strides = a.strides.map((s, i) => {
    if (!axes.includes(i)) return s;
    if (a.shape[i] > 0) offset += (a.shape[i] - 1) * s;
    return -s;
  });
  const index = a.shape.map((n, i) => (axes.includes(i) ? { start: n - 1, stop: -1, step: -1 } : { start: 0, stop: n, step: 1 }));
  return viewOf(rt, a, offset, a.shape, strides, 'slice', () => ({ index }));
}

export function rot90(rt: Runtime, a: NDArray, turns: PyValue, axes: PyValue): NDArray {
  const [p, q] = axes === null ? [0, 1] : rawShape(rt, axes).map(each => normalAxis(each, a.shape.length));
  const swap = a.shape.map((_, i) => (i === p ? q : i === q ? p : i));
  const k = ((needIndex(turns, rt) % 4) + 4) % 4;
  if (k === 0) return flip(rt, a, []);
  if (k === 2) return flip(rt, a, [p, q]);
  return k === 1 ? transpose(rt, flip(rt, a, [q]), swap) : flip(rt, transpose(rt, a, swap), [q]);
}
