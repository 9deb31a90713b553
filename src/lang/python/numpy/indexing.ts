// Reading and writing parts of arrays: views of basic subscripts, copies of picked entries, and masks.
import type { Runtime } from '../runtime';
import { ELLIPSIS, PyOpaque, PyTuple, type PyValue } from '../values';
import { dimsFor } from './convert';
import { BOOL } from './dtypes';
import { arrayNode, traced, unknown, viewOf } from './lens';
import { flatData, itemsOver, NDArray, newArray, sameShape, scalarOf, sizeOf, stridesOf } from './ndarray';
import { plan } from './picking';
import { type Part, parseSubscript, position, type SlicePart, sliceLength } from './subscripts';

/** `a[index]`. */
export function getItem(rt: Runtime, a: NDArray, index: PyValue): PyValue {
  if (index instanceof PyOpaque) return unknown();
  if (typeof index === 'number' && a.shape.length === 1 && !rt.recorder)
    return entry(a, a.offset + position(index, 0, a.shape[0]) * a.strides[0]);
  if (!rt.recorder && index instanceof NDArray && index.dtype === BOOL && sameShape(index.shape, a.shape) && !a.store.items)
    return byMask(a, index);
  const subscript = parseSubscript(rt, a, index);
  return subscript.basic ? basic(rt, a, subscript.parts as BasicPart[], isWhole(index)) : pick(rt, a, subscript.parts);
}

/** The entries where a mask of the array's own shape is true. */
function byMask(a: NDArray, mask: NDArray): NDArray {
  const { data: on, start: from } = flatData(mask);
  const { data, start } = flatData(a);
  const n = a.size;
  let count = 0;
  for (let i = 0; i < n; i++) if (on[from + i] !== 0) count++;
  const out = newArray([count], a.dtype);
  const to = out.store.data;
  for (let i = 0, o = out.store.start; i < n; i++) if (on[from + i] !== 0) to[o++] = data[start + i];
  return out;
}

export type BasicPart = number | SlicePart | null;

/** Whether the subscript asks for a view even where it leaves no axis: `a[...]`. */
const isWhole = (index: PyValue): boolean => index === ELLIPSIS || (index instanceof PyTuple && index.items.includes(ELLIPSIS));

function entry(a: NDArray, offset: number): PyValue {
  const { items, data, start } = a.store;
  if (items) return items[start + offset];
  return scalarOf(data[start + offset], a.dtype);
}

/** Where a basic subscript's view lies. */
export function place(a: NDArray, parts: readonly BasicPart[]): { offset: number; shape: number[]; strides: number[] } {
  let { offset } = a;
  const shape: number[] = [];
  const strides: number[] = [];
  let axis = 0;
  for (const part of parts) {
    if (part === null) {
      shape.push(1);
      strides.push(0);
      continue;
    }
    const stride = a.strides[axis++];
    if (typeof part === 'number') offset += part * stride;
    else {
      const length = sliceLength(part);
      if (length > 0) offset += part.start * stride;
      shape.push(length);
      strides.push(part.step * stride);
    }
  }
  return { offset, shape, strides };
}

function basic(rt: Runtime, a: NDArray, parts: readonly BasicPart[], view: boolean): PyValue {
  const { offset, shape, strides } = place(a, parts);
  if (shape.length === 0 && !view) {
    if (rt.recorder && a.dtype.numeric)
      return traced(rt, 'slice', [arrayNode(rt, a)], { index: parts }, a.dtype, true, rt.uses.slice(0, 1));
    return entry(a, offset);
  }
  return viewOf(rt, a, offset, shape, strides, 'slice', () => ({ index: parts }));
}

function pick(rt: Runtime, a: NDArray, parts: readonly Part[]): PyValue {
  const { shape, offsets } = plan(parts);
  rt.spend(sizeOf(shape) / 50);
  if (rt.recorder && a.dtype.numeric) {
    const attrs = { offsets: offsets(stridesOf(a.shape), 0), dims: dimsFor(shape) };
    return traced(rt, 'take', [arrayNode(rt, a)], attrs, a.dtype, false, rt.uses.slice(0, 1));
  }
  const at = offsets(a.strides, a.start);
  if (a.store.items)
    return itemsOver(
      Array.from(at, offset => a.store.items![offset]),
      shape,
      a.dtype,
    );
  const out = newArray(shape, a.dtype);
  const { data, start } = out.store;
  const source = a.store.data;
  for (let i = 0; i < at.length; i++) data[start + i] = source[at[i]];
  return out;
}
