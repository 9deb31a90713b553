// Which entries index arrays and masks pick: the shape they have together, and their offsets.
import { PyError, type Runtime } from '../runtime';
import type { PyValue } from '../values';
import { broadcastShape } from './kernels/broadcast';
import { type NDArray, sameShape, shapeText, sizeOf, stridesOf } from './ndarray';
import { type Part, Picked, parseSubscript, sliceLength } from './subscripts';

export interface Picking {
  readonly shape: number[];
  /** Offsets into an array with the given strides, row-major over `shape`. */
  offsets(strides: readonly number[], start: number): Int32Array;
}

function shapeOfPart(part: Part): readonly number[] {
  if (part === null) return [1];
  return typeof part === 'number' ? [] : part instanceof Picked ? part.shape : [sliceLength(part)];
}

/** The result's axes: those of the index arrays together where the first stood (in front if others stand between), the rest in order. */
export function plan(parts: readonly Part[]): Picking {
  const isAdvanced = (p: Part): boolean => p instanceof Picked || typeof p === 'number';
  const advanced = parts.flatMap((p, i) => (isAdvanced(p) ? [i] : []));
  let together: readonly number[] = [];
  for (const i of advanced) {
    const met = broadcastShape(together, shapeOfPart(parts[i]));
    if (!met) {
      const shapes = advanced.map(j => `${shapeText(shapeOfPart(parts[j]))} `).join('');
      throw new PyError('IndexError', `shape mismatch: indexing arrays could not be broadcast together with shapes ${shapes}`);
    }
    together = met;
  }
  const adjacent = advanced.every((i, k) => k === 0 || i === advanced[k - 1] + 1);
  const before = adjacent ? parts.slice(0, advanced[0]).filter(p => !isAdvanced(p)) : [];
  const after = parts.filter((p, i) => !isAdvanced(p) && (!adjacent || i > advanced[0]));
  const shape = [...before.flatMap(shapeOfPart), ...together, ...after.flatMap(shapeOfPart)];
  if (before.length === 0 && after.length === 0)
    return { shape, offsets: (strides, start) => pairedOffsets(parts, together, strides, start) };
  return { shape, offsets: (strides, start) => gatherOffsets(parts, before.length, together, shape, strides, start) };
}

/** Index arrays for all axes: entry by entry. */
function pairedOffsets(parts: readonly Part[], together: readonly number[], strides: readonly number[], start: number): Int32Array {
  const out = new Int32Array(sizeOf(together)).fill(start);
  parts.forEach((part, axis) => {
    const stride = strides[axis];
    if (typeof part === 'number') for (let i = 0; i < out.length; i++) out[i] += part * stride;
    else {
      const at = widen(part as Picked, together);
      for (let i = 0; i < out.length; i++) out[i] += at[i] * stride;
    }
  });
  return out;
}

function gatherOffsets(
  parts: readonly Part[],
  lead: number,
  together: readonly number[],
  shape: readonly number[],
  strides: readonly number[],
  start: number,
): Int32Array {
  const out = new Int32Array(sizeOf(shape)).fill(start);
  const steps = stridesOf(shape);
  if (out.length === 0) return out;
  // `axes` are neighbours: within them an offset of the part repeats for `below` entries, and again for every index above.
  const add = (axes: readonly number[], size: readonly number[], valueAt: (k: number) => number): void => {
    const count = sizeOf(size);
    const below = axes.length ? steps[axes[axes.length - 1]] : 1;
    const values = Int32Array.from({ length: count }, (_, k) => valueAt(k));
    for (let i = 0; i < out.length; ) for (let k = 0; k < count; k++) for (let j = 0; j < below; j++) out[i++] += values[k];
  };
  let axis = 0;
  let plain = 0;
  for (const part of parts) {
    if (part === null) {
      plain++;
      continue;
    }
    const stride = strides[axis++];
    if (typeof part === 'number') for (let i = 0; i < out.length; i++) out[i] += part * stride;
    else if (part instanceof Picked) {
      const wide = widen(part, together);
      add(
        together.map((_, d) => lead + d),
        together,
        k => wide[k] * stride,
      );
    } else {
      const at = plain < lead ? plain : plain + together.length;
      add([at], [sliceLength(part)], k => (part.start + k * part.step) * stride);
      plain++;
    }
  }
  return out;
}

function widen({ at, shape }: Picked, together: readonly number[]): Int32Array {
  if (sameShape(shape, together)) return at;
  const own = stridesOf(shape);
  const lead = together.length - shape.length;
  const steps = stridesOf(together);
  return Int32Array.from({ length: sizeOf(together) }, (_, i) => {
    let k = 0;
    shape.forEach((n, d) => {
      if (n !== 1) k += (Math.floor(i / steps[lead + d]) % n) * own[d];
    });
    return at[k];
  });
}

/** The entries that a subscript means: the shape they have together, and their offsets under given strides. */
export const locate = (rt: Runtime, a: NDArray, index: PyValue): Picking => plan(parseSubscript(rt, a, index).parts);
