// Functions that regroup entries without changing them: reshape, transpose, squeeze … Views wherever NumPy gives views.
import { PyError, type Runtime } from '../runtime';
import { PyOpaque, PyTuple, type PyValue } from '../values';
import { asIndex, copyArray, dimsFor, needIndex, normalAxis, operand, shapeArg } from './convert';
import { entry, type Table } from './define';
import { stridesFor } from './kernels/broadcast';
import { arrayNode, fromNode, record, unknown, viewOf } from './lens';
import {
  contiguous,
  copyData,
  copyItems,
  eachOffset,
  itemsOver,
  NDArray,
  newArray,
  sameShape,
  shapeText,
  sizeOf,
  stridesOf,
} from './ndarray';

/** A shape with at most one −1 filled in. */
function completed(shape: readonly number[], size: number): number[] {
  const unknowns = shape.filter(n => n < 0).length;
  if (unknowns > 1) throw new PyError('ValueError', 'can only specify one unknown dimension');
  const known = shape.reduce((product, n) => (n < 0 ? product : product * n), 1);
  const full = unknowns === 1 && known > 0 && size % known === 0 ? shape.map(n => (n < 0 ? size / known : n)) : [...shape];
  if (full.some(n => n < 0) || sizeOf(full) !== size)
    throw new PyError('ValueError', `cannot reshape array of size ${size} into shape ${shapeText(shape)}`);
  return full;
}

export function rawShape(rt: Runtime, value: PyValue): number[] {
  const single = asIndex(value);
  if (single !== null) return [single];
  return [...rt.iterate(value)].map(each => needIndex(each, rt));
}

/** A view where the entries lie in order, else a copy. */
export function reshape(rt: Runtime, a: NDArray, wanted: readonly number[], order: PyValue = 'C'): PyValue {
  if (order === 'F') return reshapeColumns(rt, a, wanted);
  if (rt.recorder && a.dtype.numeric && !fits(wanted, a.size)) {
    const node = record(rt, 'reshape', [arrayNode(rt, a)], { dims: dimsFor(wanted.map(n => Math.max(n, 1))) }, rt.uses.slice(0, 1));
    return node ? fromNode(node, a.dtype) : unknown();
  }
  const shape = completed(wanted, a.size);
  if (contiguous(a)) return viewOf(rt, a, a.offset, shape, stridesOf(shape), 'reshape', () => ({ dims: dimsFor(shape) }));
  if (a.store.items) return itemsOver(copyItems(a), shape, a.dtype);
  if (rt.recorder) return fromNode(record(rt, 'reshape', [arrayNode(rt, a)], { dims: dimsFor(shape) }, rt.uses.slice(0, 1))!, a.dtype);
  const out = newArray(shape, a.dtype);
  out.store.data.set(copyData(a), out.store.start);
  return out;
}

function fits(wanted: readonly number[], size: number): boolean {
  const known = wanted.reduce((product, n) => (n < 0 ? product : product * n), 1);
  const unknowns = wanted.filter(n => n < 0).length;
  return unknowns === 0 ? known === size : unknowns === 1 && known > 0 && size % known === 0;
}

/** order='F': the first axis runs fastest, in reading and in writing. */
function reshapeColumns(rt: Runtime, a: NDArray, wanted: readonly number[]): PyValue {
  const shape = completed(wanted, a.size);
  const turned = transpose(rt, a, null);
  const regrouped = reshape(rt, turned, [...shape].reverse()) as NDArray;
  return transpose(rt, regrouped, null);
}

export function transpose(rt: Runtime, a: NDArray, axes: readonly number[] | null): NDArray {
  const rank = a.shape.length;
  if (axes && axes.length !== rank) throw new PyError('ValueError', "axes don't match array");
  const order = axes ? axes.map(axis => normalAxis(axis, rank)) : a.shape.map((_, i) => rank - 1 - i);
  if (new Set(order).size !== rank) throw new PyError('ValueError', 'repeated axis in transpose');
  const shape = order.map(i => a.shape[i]);
  const strides = order.map(i => a.strides[i]);
  return viewOf(rt, a, a.offset, shape, strides, 'transpose', () => (axes ? { axes: order } : {}));
}

/** Any view of picked entries: a diagonal. */
export function stridedView(rt: Runtime, a: NDArray, offset: number, shape: readonly number[], strides: readonly number[]): NDArray {
  const attrs = (): Record<string, unknown> => {
    const positions = new Map<number, number>();
    eachOffset(a, (at, position) => {
      positions.set(at, position);
    });
    const offsets: number[] = [];
    eachOffset(new NDArray(a.store, offset, shape, strides, a.dtype), at => {
      offsets.push(positions.get(at)!);
    });
    return { offsets, dims: dimsFor(shape) };
  };
  return viewOf(rt, a, offset, shape, strides, 'take', attrs);
}

/** Axes of size 1 added or dropped: a view whose entries lie in the same order. */
export function regroup(rt: Runtime, a: NDArray, shape: readonly number[], strides: readonly number[]): NDArray {
  return viewOf(rt, a, a.offset, shape, strides, 'reshape', () => ({ dims: dimsFor(shape) }));
}

export function squeeze(rt: Runtime, a: NDArray, axis: PyValue): NDArray {
  const rank = a.shape.length;
  const chosen = axis === null ? a.shape.flatMap((n, i) => (n === 1 ? [i] : [])) : rawShape(rt, axis).map(each => normalAxis(each, rank));
  if (chosen.some(i => a.shape[i] !== 1))
    throw new PyError('ValueError', 'cannot select an axis to squeeze out which has size not equal to one');
  const kept = a.shape.map((_, i) => i).filter(i => !chosen.includes(i));
  if (kept.length === rank) return a;
  return regroup(
    rt,
    a,
    kept.map(i => a.shape[i]),
    kept.map(i => a.strides[i]),
  );
}

export function expandDims(rt: Runtime, a: NDArray, axis: PyValue): NDArray {
  const given = rawShape(rt, axis);
  const rank = a.shape.length + given.length;
  const at = given.map(each => normalAxis(each, rank));
  const shape: number[] = [];
  const strides: number[] = [];
  for (let i = 0, k = 0; i < rank; i++) {
    shape.push(at.includes(i) ? 1 : a.shape[k]);
    strides.push(at.includes(i) ? 0 : a.strides[k++]);
  }
  return regroup(rt, a, shape, strides);
}

export function swapaxes(rt: Runtime, a: NDArray, p: PyValue, q: PyValue): NDArray {
  const rank = a.shape.length;
  const [i, j] = [normalAxis(needIndex(p, rt), rank), normalAxis(needIndex(q, rt), rank)];
  const order = a.shape.map((_, k) => (k === i ? j : k === j ? i : k));
  return transpose(rt, a, order);
}

function moveaxis(rt: Runtime, a: NDArray, from: PyValue, to: PyValue): NDArray {
  const rank = a.shape.length;
  const source = rawShape(rt, from).map(i => normalAxis(i, rank));
  const target = rawShape(rt, to).map(i => normalAxis(i, rank));
  const order = a.shape.map((_, i) => i).filter(i => !source.includes(i));
  const pairs = target.map((t, k) => [t, source[k]] as const).sort((x, y) => x[0] - y[0]);
  for (const [t, s] of pairs) order.splice(t, 0, s);
  return transpose(rt, a, order);
}

/** Flat: a view where possible (`ravel`), or a copy (`flatten`). */
export const ravel = (rt: Runtime, a: NDArray, order: PyValue = 'C'): PyValue => reshape(rt, a, [a.size], order);
export const flatten = (rt: Runtime, a: NDArray, order: PyValue = 'C'): PyValue => {
  const made = ravel(rt, a, order);
  return made instanceof NDArray && made.store === a.store ? copyArray(rt, made) : made;
};

export function broadcastTo(rt: Runtime, a: NDArray, shape: readonly number[]): PyValue {
  if (sameShape(a.shape, shape)) return regroup(rt, a, a.shape, a.strides);
  const strides = stridesFor(a, shape);
  const lead = shape.length - a.shape.length;
  if (lead < 0 || a.shape.some((n, i) => n !== 1 && n !== shape[i + lead]))
    throw new PyError(
      'ValueError',
      `operands could not be broadcast together with remapped shapes [original->remapped]: ${shapeText(a.shape)}  and requested shape ${shapeText(shape)}`,
    );
  const view = viewOf(rt, a, a.offset, shape, strides, 'broadcastTo', () => ({ dims: dimsFor(shape) }));
  view.writeable = false;
  return view;
}

/** Axes in front (or around, for 3) until the array has as many as asked for. */
export function atLeast(rt: Runtime, a: NDArray, rank: number): NDArray {
  const missing = rank - a.shape.length;
  if (missing <= 0) return a;
  if (rank < 3 || a.shape.length === 0) return regroup(rt, a, [...ones(missing), ...a.shape], [...zeros(missing), ...a.strides]);
  if (a.shape.length === 1) return regroup(rt, a, [1, a.shape[0], 1], [0, a.strides[0], 0]);
  return regroup(rt, a, [...a.shape, 1], [...a.strides, 0]);
}
const ones = (n: number): number[] => new Array<number>(n).fill(1);
const zeros = (n: number): number[] => new Array<number>(n).fill(0);

/** With an array of any kind as first argument; what is not modelled passes through. */
export const onArray =
  (run: (rt: Runtime, a: NDArray, ...rest: PyValue[]) => PyValue) =>
  (rt: Runtime, a: PyValue, ...rest: PyValue[]): PyValue =>
    a instanceof PyOpaque ? unknown() : run(rt, operand(rt, a), ...rest);

export const transposeArg = (rt: Runtime, a: NDArray, axes: PyValue): NDArray =>
  transpose(rt, a, axes === null ? null : rawShape(rt, axes));

const atLeastEntry = (rank: number) =>
  entry('*arrays', (rt, arrays) => {
    const made = (arrays as PyTuple).items.map(each => atLeast(rt, operand(rt, each), rank));
    return made.length === 1 ? made[0] : new PyTuple(made);
  });

export const shapes: Table = {
  reshape: entry("a, shape=None, order='C', *, newshape=None, copy=None", (rt, a, shape, order, newshape) =>
    onArray((r, x) => reshape(r, x, rawShape(r, shape ?? newshape), order))(rt, a),
  ),
  transpose: entry('a, axes=None', onArray(transposeArg)),
  permute_dims: entry('a, axes=None', onArray(transposeArg)),
  matrix_transpose: entry(
    'x',
    onArray((rt, a) => swapaxes(rt, a, -1, -2)),
  ),
  ravel: entry("a, order='C'", onArray(ravel)),
  squeeze: entry('a, axis=None', onArray(squeeze)),
  expand_dims: entry('a, axis', onArray(expandDims)),
  swapaxes: entry('a, axis1, axis2', onArray(swapaxes)),
  moveaxis: entry('a, source, destination', onArray(moveaxis)),
  rollaxis: entry(
    'a, axis, start=0',
    onArray((rt, a, axis, start) => {
      const from = normalAxis(needIndex(axis, rt), a.shape.length);
      const to = needIndex(start, rt);
      return moveaxis(rt, a, from, from < to ? to - 1 : to);
    }),
  ),
  broadcast_to: entry(
    'array, shape',
    onArray((rt, a, shape) => broadcastTo(rt, a, shapeArg(rt, shape))),
  ),
  atleast_1d: atLeastEntry(1),
  atleast_2d: atLeastEntry(2),
  atleast_3d: atLeastEntry(3),
};
