// Arrays put together and taken apart: concatenate, stack, split, tile, repeat.
import type { Node } from '../../../core/graph';
import { PyError, type Runtime } from '../runtime';
import { PyList, PyOpaque, PyTuple, type PyValue } from '../values';
import { asIndex, axesArg, cast, dimsFor, dtypeArg, needIndex, normalAxis, operand, tupleOf } from './convert';
import { entry, type Table } from './define';
import { type DType, FLOAT64, promote } from './dtypes';
import { arrayNode, fromNode, record, traced, unknown, viewOf } from './lens';
import { flip, repeat, roll, rot90, takeAlong, tile } from './moving';
import { copyData, copyItems, eachOffset, itemsOver, type NDArray, newArray, sizeOf } from './ndarray';
import { storeOut } from './out';
import { atLeast, expandDims, ravel, transpose } from './shapes';

const commonType = (arrays: readonly NDArray[]): DType => arrays.map(a => a.dtype).reduce(promote);

/** The arrays of a sequence argument; null where one of them is not modelled. */
export function arraysOf(rt: Runtime, value: PyValue): NDArray[] | null {
  const items = value instanceof PyList || value instanceof PyTuple ? value.items : [...rt.iterate(value)];
  if (items.some(each => each instanceof PyOpaque)) return null;
  return items.map(each => operand(rt, each));
}

function checkFit(arrays: readonly NDArray[], axis: number): void {
  const [first] = arrays;
  arrays.forEach((a, k) => {
    if (a.shape.length !== first.shape.length)
      throw new PyError(
        'ValueError',
        `all the input arrays must have same number of dimensions, but the array at index 0 has ${first.shape.length} dimension(s) and the array at index ${k} has ${a.shape.length} dimension(s)`,
      );
    a.shape.forEach((n, i) => {
      if (i !== axis && n !== first.shape[i])
        throw new PyError(
          'ValueError',
          `all the input array dimensions except for the concatenation axis must match exactly, but along dimension ${i}, the array at index 0 has size ${first.shape[i]} and the array at index ${k} has size ${n}`,
        );
    });
  });
}

export function concatenate(rt: Runtime, arrays: readonly NDArray[], axis: number, dtype: DType | null = null): PyValue {
  if (arrays.length === 0) throw new PyError('ValueError', 'need at least one array to concatenate');
  const type = dtype ?? commonType(arrays);
  const rank = arrays[0].shape.length;
  if (rank === 0) throw new PyError('ValueError', 'zero-dimensional arrays cannot be concatenated');
  if (type.numeric && rt.recorder)
    return traced(
      rt,
      'concat',
      arrays.map(a => arrayNode(rt, a)),
      { axis },
      type,
      false,
      arrays.length === rt.uses.length ? rt.uses : [],
    );
  const at = normalAxis(axis, rank);
  checkFit(arrays, at);
  const shape = arrays[0].shape.map((n, i) => (i === at ? arrays.reduce((sum, a) => sum + a.shape[at], 0) : n));
  rt.spend(sizeOf(shape) / 50);
  if (!type.numeric) return joinItems(rt, arrays, at, shape, type);
  const out = newArray(shape, type);
  const outer = sizeOf(shape.slice(0, at));
  const row = sizeOf(shape.slice(at));
  let from = out.store.start;
  for (const a of arrays) {
    const data = a.dtype === type || type === FLOAT64 ? copyData(a) : copyData(cast(rt, a, type));
    const length = sizeOf(a.shape.slice(at));
    for (let i = 0; i < outer; i++) out.store.data.set(data.subarray(i * length, (i + 1) * length), from + i * row);
    from += length;
  }
  return out;
}

function joinItems(rt: Runtime, arrays: readonly NDArray[], at: number, shape: readonly number[], type: DType): NDArray {
  const typed = arrays.map(a => copyItems(cast(rt, a, type)));
  const outer = sizeOf(shape.slice(0, at));
  const items: PyValue[] = [];
  for (let i = 0; i < outer; i++)
    arrays.forEach((a, k) => {
      const length = sizeOf(a.shape.slice(at));
      items.push(...typed[k].slice(i * length, (i + 1) * length));
    });
  return itemsOver(items, shape, type);
}

export function stack(rt: Runtime, arrays: readonly NDArray[], axis: number): PyValue {
  if (arrays.length === 0) throw new PyError('ValueError', 'need at least one array to stack');
  const [first] = arrays;
  if (!rt.recorder && arrays.some(a => a.shape.length !== first.shape.length || a.shape.some((n, i) => n !== first.shape[i])))
    throw new PyError('ValueError', 'all input arrays must have the same shape');
  const at = normalAxis(axis, first.shape.length + 1);
  return concatenate(
    rt,
    arrays.map(a => expandDims(rt, a, Math.min(at, a.shape.length))),
    at,
  );
}

/** Equal parts or parts between given places, as views. */
function split(rt: Runtime, a: NDArray, sections: PyValue, axis: number, strict: boolean): PyList {
  const at = normalAxis(axis, a.shape.length);
  const n = a.shape[at];
  const count = asIndex(sections);
  const bounds = count === null ? [0, ...[...rt.iterate(sections)].map(each => needIndex(each, rt)), n] : equalBounds(n, count, strict);
  const parts: PyValue[] = [];
  for (let k = 0; k + 1 < bounds.length; k++) {
    const clip = (i: number): number => Math.min(Math.max(i < 0 ? i + n : i, 0), n);
    const [start, stop] = [clip(bounds[k]), Math.max(clip(bounds[k]), clip(bounds[k + 1]))];
    const shape = a.shape.map((size, i) => (i === at ? stop - start : size));
    const index = a.shape.map((size, i) => (i === at ? { start, stop, step: 1 } : { start: 0, stop: size, step: 1 }));
    parts.push(viewOf(rt, a, a.offset + start * a.strides[at], shape, a.strides, 'slice', () => ({ index })));
  }
  return new PyList(parts);
}

function equalBounds(n: number, count: number, strict: boolean): number[] {
  if (count <= 0) throw new PyError('ValueError', 'number sections must be larger than 0.');
  if (strict && n % count !== 0) throw new PyError('ValueError', 'array split does not result in an equal division');
  const size = Math.floor(n / count);
  const extra = n % count;
  return Array.from({ length: count + 1 }, (_, k) => k * size + Math.min(k, extra));
}

/** hstack, vstack, dstack, column_stack: each brings its parts to a form and joins them along an axis. */
const joiner = (form: (rt: Runtime, a: NDArray) => NDArray, axis: (parts: readonly NDArray[]) => number) =>
  entry('tup, *, dtype=None', (rt, tup, dtype) => {
    const arrays = arraysOf(rt, tup);
    if (!arrays) return unknown();
    const parts = arrays.map(a => form(rt, a));
    return concatenate(rt, parts, axis(parts), dtypeArg(dtype));
  });

const column = (rt: Runtime, a: NDArray): NDArray => (a.shape.length < 2 ? transpose(rt, atLeast(rt, a, 2), null) : a);

const rows = joiner(
  (rt, a) => atLeast(rt, a, 2),
  () => 0,
);

/** `a.split`-like functions along a fixed axis. */
const splitter = (axis: (a: NDArray) => number) =>
  entry('ary, indices_or_sections', (rt, a, sections) => {
    const x = operand(rt, a);
    return split(rt, x, sections, axis(x), true);
  });

const withArray =
  (run: (rt: Runtime, a: NDArray, ...rest: PyValue[]) => PyValue) =>
  (rt: Runtime, a: PyValue, ...rest: PyValue[]): PyValue =>
    a instanceof PyOpaque ? unknown() : run(rt, operand(rt, a), ...rest);

function appended(rt: Runtime, a: NDArray, values: PyValue, axis: PyValue): PyValue {
  const more = operand(rt, values);
  if (axis === null) return concatenate(rt, [ravel(rt, a) as NDArray, ravel(rt, more) as NDArray], 0);
  return concatenate(rt, [a, more], needIndex(axis, rt));
}

/** Everything but some slices. */
function deleted(rt: Runtime, a: NDArray, what: PyValue, axis: PyValue): PyValue {
  const flat = axis === null ? (ravel(rt, a) as NDArray) : a;
  const at = axis === null ? 0 : normalAxis(needIndex(axis, rt), a.shape.length);
  const n = flat.shape[at];
  const gone = new Set<number>();
  const chosen = operand(rt, what);
  const positions = Array.from({ length: n }, (_, i) => i);
  if (chosen.dtype.kind === 'b') eachOffset(chosen, (offset, i) => void (chosen.store.data[offset] && gone.add(i)));
  else
    eachOffset(chosen, offset => {
      const i = chosen.store.data[offset];
      if (i >= n || i < -n) throw new PyError('IndexError', `index ${i} is out of bounds for axis ${at} with size ${n}`);
      gone.add(i < 0 ? i + n : i);
    });
  return takeAlong(
    rt,
    flat,
    positions.filter(i => !gone.has(i)),
    at,
  );
}

function inserted(rt: Runtime, a: NDArray, where: PyValue, values: PyValue, axis: PyValue): PyValue {
  const flat = axis === null ? (ravel(rt, a) as NDArray) : a;
  const at = axis === null ? 0 : normalAxis(needIndex(axis, rt), a.shape.length);
  const i = needIndex(where, rt);
  const parts = split(rt, flat, tupleOf([i < 0 ? i + flat.shape[at] : i]), at, false).items as NDArray[];
  const value = operand(rt, values);
  const shape = flat.shape.map((n, d) =>
    d === at
      ? value.shape.length === flat.shape.length
        ? value.shape[at]
        : value.shape.length === 1 && flat.shape.length === 1
          ? value.shape[0]
          : 1
      : n,
  );
  const middle = broadcastCopy(rt, value, shape);
  return concatenate(rt, [parts[0], middle, parts[1]], at, flat.dtype);
}

function broadcastCopy(rt: Runtime, a: NDArray, shape: readonly number[]): NDArray {
  if (rt.recorder) return fromNode(record(rt, 'broadcastTo', [arrayNode(rt, a)], { dims: dimsFor(shape) }) as Node, a.dtype);
  const out = newArray(shape, a.dtype);
  const data = copyData(a);
  for (let i = 0; i < out.size; i++) out.store.data[out.store.start + i] = data[i % data.length];
  return out;
}

export const joining: Table = {
  concatenate: entry('arrays, axis=0, out=None, *, dtype=None', (rt, arrays, axis, out, dtype) => {
    const parts = arraysOf(rt, arrays);
    if (!parts) return unknown();
    const flat = axis === null ? parts.map(a => ravel(rt, a) as NDArray) : parts;
    const made = concatenate(rt, flat, axis === null ? 0 : needIndex(axis, rt), dtypeArg(dtype));
    return out === null ? made : storeOut(rt, out, made);
  }),
  stack: entry('arrays, axis=0, out=None', (rt, arrays, axis) => {
    const parts = arraysOf(rt, arrays);
    return parts ? stack(rt, parts, needIndex(axis, rt)) : unknown();
  }),
  hstack: joiner(
    (rt, a) => atLeast(rt, a, 1),
    parts => (parts[0]?.shape.length === 1 ? 0 : 1),
  ),
  vstack: rows,
  row_stack: rows,
  dstack: joiner(
    (rt, a) => atLeast(rt, a, 3),
    () => 2,
  ),
  column_stack: joiner(column, () => 1),
  append: entry('arr, values, axis=None', withArray(appended)),
  delete: entry('arr, obj, axis=None', withArray(deleted)),
  insert: entry('arr, obj, values, axis=None', withArray(inserted)),
  split: entry(
    'ary, indices_or_sections, axis=0',
    withArray((rt, a, sections, axis) => split(rt, a, sections, needIndex(axis, rt), true)),
  ),
  array_split: entry(
    'ary, indices_or_sections, axis=0',
    withArray((rt, a, sections, axis) => split(rt, a, sections, needIndex(axis, rt), false)),
  ),
  hsplit: splitter(a => (a.shape.length === 1 ? 0 : 1)),
  vsplit: splitter(() => 0),
  dsplit: splitter(() => 2),
  repeat: entry('a, repeats, axis=None', withArray(repeat)),
  tile: entry('A, reps', withArray(tile)),
  roll: entry('a, shift, axis=None', withArray(roll)),
  flip: entry(
    'm, axis=None',
    withArray((rt, a, axis) =>
      flip(rt, a, axis === null ? a.shape.map((_, i) => i) : axesArg(rt, axis)!.map(i => normalAxis(i, a.shape.length))),
    ),
  ),
  flipud: entry(
    'm',
    withArray((rt, a) => flip(rt, a, [0])),
  ),
  fliplr: entry(
    'm',
    withArray((rt, a) => flip(rt, a, [1])),
  ),
  rot90: entry('m, k=1, axes=None', withArray(rot90)),
};
