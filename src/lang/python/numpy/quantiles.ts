// Medians and quantiles: entries of sorted groups, in the graph too.
import type { Runtime } from '../runtime';
import { PyFloat, type PyValue } from '../values';
import { asIndex, dimsFor, needIndex, normalAxis, operand } from './convert';
import { binary } from './elementwise';
import { arrayNode, source, traced, unknown } from './lens';
import { takeFlat } from './moving';
import { copyData, NDArray, newArray, sizeOf, stridesOf } from './ndarray';
import { regroup, reshape } from './shapes';
import { sort } from './sorting';
import { SPECS2 } from './specs';

/** Groups the reduced axes into a last one; the shape without them, and with them as ones. */
function grouped(rt: Runtime, a: NDArray, axis: PyValue, keepdims: PyValue): { x: NDArray; shape: number[] } {
  const axes =
    axis === null
      ? a.shape.map((_, i) => i)
      : [...(asIndex(axis) === null ? rt.iterate(axis) : [axis])].map(i => normalAxis(needIndex(i, rt), a.shape.length));
  const kept = a.shape.map((_, i) => i).filter(i => !axes.includes(i));
  const order = [...kept, ...axes];
  const moved = regroupAxes(rt, a, order);
  const x = reshape(rt, moved, [...kept.map(i => a.shape[i]), sizeOf(axes.map(i => a.shape[i]))]) as NDArray;
  const shape = rt.truth(keepdims) ? a.shape.map((n, i) => (axes.includes(i) ? 1 : n)) : kept.map(i => a.shape[i]);
  return { x, shape };
}

const regroupAxes = (rt: Runtime, a: NDArray, order: readonly number[]): NDArray =>
  order.every((o, i) => o === i) ? regroup(rt, a, a.shape, a.strides) : (transposed(rt, a, order) as NDArray);

function transposed(rt: Runtime, a: NDArray, order: readonly number[]): PyValue {
  const shape = order.map(i => a.shape[i]);
  const strides = stridesOf(a.shape);
  const steps = stridesOf(shape);
  const offsets = Int32Array.from({ length: a.size }, (_, i) => {
    let offset = 0;
    shape.forEach((n, d) => {
      offset += (Math.floor(i / steps[d]) % n) * strides[order[d]];
    });
    return offset;
  });
  return takeFlat(rt, a, offsets, shape);
}

/** A quantile by linear interpolation between the two nearest entries of the sorted group. */
function quantile(rt: Runtime, a: NDArray, q: number, axis: PyValue, keepdims: PyValue): PyValue {
  const { x, shape } = grouped(rt, a, axis, keepdims);
  const n = x.shape[x.shape.length - 1];
  if (n === 0) return new PyFloat(Number.NaN);
  const sorted = sort(rt, x, -1);
  if (!(sorted instanceof NDArray)) return unknown();
  const place = q * (n - 1);
  const low = Math.floor(place);
  const rest = place - low;
  const entryAt = (i: number): PyValue => takeGroup(rt, sorted, Math.min(i, n - 1), shape);
  const below = entryAt(low);
  if (rest === 0) return binary(rt, SPECS2.multiply, below, new PyFloat(1));
  return interpolate(rt, below, entryAt(low + 1), rest);
}

/** NumPy's lerp: from the nearer end. */
function interpolate(rt: Runtime, a: PyValue, b: PyValue, t: number): PyValue {
  const difference = binary(rt, SPECS2.subtract, b, a);
  if (t < 0.5) return binary(rt, SPECS2.add, a, binary(rt, SPECS2.multiply, difference, new PyFloat(t)));
  return binary(rt, SPECS2.subtract, b, binary(rt, SPECS2.multiply, difference, new PyFloat(1 - t)));
}

/** Entry i of every group along the last axis. */
function takeGroup(rt: Runtime, sorted: NDArray, i: number, shape: readonly number[]): PyValue {
  const n = sorted.shape[sorted.shape.length - 1];
  const offsets = Int32Array.from({ length: sizeOf(shape) }, (_, g) => g * n + i);
  const made = rt.recorder
    ? traced(rt, 'take', [arrayNode(rt, sorted)], { offsets, dims: dimsFor(shape) }, sorted.dtype, shape.length === 0, [])
    : takeFlat(rt, sorted, offsets, shape);
  if (made instanceof NDArray) made.scalar = shape.length === 0;
  return made;
}

export function median(rt: Runtime, a: NDArray, axis: PyValue, keepdims: PyValue): PyValue {
  const { x, shape } = grouped(rt, a, axis, keepdims);
  const n = x.shape[x.shape.length - 1];
  if (n === 0) return new PyFloat(Number.NaN);
  const sorted = sort(rt, x, -1);
  if (!(sorted instanceof NDArray)) return unknown();
  const high = takeGroup(rt, sorted, n >> 1, shape);
  if (n % 2 === 1) return binary(rt, SPECS2.multiply, high, new PyFloat(1));
  return binary(rt, SPECS2.divide, binary(rt, SPECS2.add, takeGroup(rt, sorted, (n >> 1) - 1, shape), high), new PyFloat(2));
}

export function quantiles(rt: Runtime, a: NDArray, q: PyValue, axis: PyValue, keepdims: PyValue, scale: number): PyValue {
  const wanted = operand(rt, q);
  if (wanted.shape.length === 0) return quantile(rt, a, copyData(wanted)[0] / scale, axis, keepdims);
  const parts = Array.from(copyData(wanted), each => quantile(rt, a, each / scale, axis, keepdims) as NDArray);
  const out = newArray([parts.length, ...parts[0].shape]);
  parts.forEach((p, i) => {
    out.store.data.set(copyData(p), out.store.start + i * p.size);
  });
  return source(rt, out);
}
