// The shape rules that ops share, on symbolic sizes: each gives the sizes of the result, or says what does not fit.
import { agree, better, type Dim, type Dims, isOne, numberDim } from './dims';
import type { Accident, ShapeProblem, ShapeResult } from './op';

const fine = (dims: Dims, accidents: readonly Accident[] = []): ShapeResult => ({ dims, accidents });

export const sameAsFirst = (inputs: readonly Dims[]): ShapeResult => fine(inputs[0]);

/** Meets two sizes that must be equal, noting an accident; null when they differ. */
export function meet(a: Dim, b: Dim, accidents: Accident[]): Dim | null {
  const how = agree(a, b);
  if (how === 'different') return null;
  if (how === 'accident') accidents.push({ left: a.key, right: b.key, value: a.value });
  return better(a, b);
}

export function broadcastDims(a: Dims, b: Dims): ShapeResult | ShapeProblem {
  const rank = Math.max(a.length, b.length);
  const dims: Dim[] = new Array(rank);
  const accidents: Accident[] = [];
  for (let i = 1; i <= rank; i++) {
    const x = a[a.length - i];
    const y = b[b.length - i];
    const at = rank - i;
    if (!x || !y) dims[at] = x ?? y;
    else if (isOne(x)) dims[at] = y;
    else if (isOne(y)) dims[at] = x;
    else if (x.value === y.value) dims[at] = meet(x, y, accidents)!;
    else if (x.value === 1 || y.value === 1) {
      // A named size that happens to be 1 stretches too, in NumPy; whether it was meant to is an accident of its value.
      accidents.push({ left: x.key, right: y.key, value: 1 });
      dims[at] = x.value === 1 ? y : x;
    } else return { problem: 'broadcast', axes: [[a.length - i], [b.length - i]] };
  }
  return fine(dims, accidents);
}

export function broadcastAll(inputs: readonly Dims[]): ShapeResult | ShapeProblem {
  let result: ShapeResult = fine(inputs[0]);
  for (const next of inputs.slice(1)) {
    const step = broadcastDims(result.dims, next);
    if ('problem' in step) return step;
    result = fine(step.dims, [...result.accidents, ...step.accidents]);
  }
  return result;
}

export function matmulDims(a: Dims, b: Dims): ShapeResult | ShapeProblem {
  if (a.length === 0 || b.length === 0) return { problem: 'rank', axes: [[], []] };
  const left = a.length === 1 ? [numberDim(1), a[0]] : a;
  const right = b.length === 1 ? [b[0], numberDim(1)] : b;
  const accidents: Accident[] = [];
  const inner = meet(left[left.length - 1], right[right.length - 2], accidents);
  if (!inner) return { problem: 'inner', axes: [[a.length - 1], [Math.max(0, b.length - 2)]] };
  const batch = broadcastDims(left.slice(0, -2), right.slice(0, -2));
  if ('problem' in batch) return batch;
  const dims = [...batch.dims];
  if (a.length > 1) dims.push(left[left.length - 2]);
  if (b.length > 1) dims.push(right[right.length - 1]);
  return fine(dims, [...accidents, ...batch.accidents]);
}

export function axisProblem(rank: number, axes: readonly number[]): ShapeProblem | null {
  const bad = axes.find(axis => !Number.isInteger(axis) || axis >= rank || axis < -rank);
  if (bad !== undefined) return { problem: 'axis', axes: [[]], detail: String(bad) };
  const seen = new Set(axes.map(axis => (axis < 0 ? axis + rank : axis)));
  return seen.size === axes.length ? null : { problem: 'axis', axes: [[]], detail: axes.join(', ') };
}

export interface AxesAttrs {
  readonly [key: string]: unknown;
  readonly axes?: readonly number[];
  readonly keepdims?: boolean;
}

export function reducedDims(a: Dims, { axes, keepdims }: AxesAttrs): ShapeResult | ShapeProblem {
  if (axes) {
    const problem = axisProblem(a.length, axes);
    if (problem) return problem;
  }
  const gone = (i: number): boolean => !axes || axes.some(axis => (axis < 0 ? axis + a.length : axis) === i);
  return fine(keepdims ? a.map((d, i) => (gone(i) ? numberDim(1) : d)) : a.filter((_, i) => !gone(i)));
}

export function concatDims(inputs: readonly Dims[], axis: number): ShapeResult | ShapeProblem {
  const rank = inputs[0].length;
  const problem = axisProblem(rank, [axis]);
  if (problem) return problem;
  const along = axis < 0 ? axis + rank : axis;
  const accidents: Accident[] = [];
  const dims: Dim[] = [];
  for (let i = 0; i < rank; i++) {
    let size = inputs[0][i];
    for (const other of inputs.slice(1)) {
      if (other.length !== rank) return { problem: 'concat', axes: [] };
      if (i === along) continue;
      const met = meet(size, other[i], accidents);
      if (!met) return { problem: 'concat', axes: inputs.map(() => [i]) };
      size = met;
    }
    dims.push(i === along ? numberDim(0) : size);
  }
  return fine(dims, accidents);
}

export const shapeFine = fine;
