// Writing parts of arrays: numbers in place, or a new node for the owner where the graph must know.
import type { Node } from '../../../core/graph';
import { PyError, type Runtime } from '../runtime';
import { PyFloat, PyOpaque, type PyValue } from '../values';
import { asNumber, dimsFor, itemOf, operand, reshaped } from './convert';
import { BOOL, FLOAT64, stored } from './dtypes';
import { type BasicPart, place } from './indexing';
import { broadcastShape, stridesFor } from './kernels/broadcast';
import { copyStrided } from './kernels/copy';
import { arrayNode, forget, isPlain, mustRecord, nodeOf, record, writeNode } from './lens';
import { contiguous, copyData, eachOffset, firstOf, flatData, NDArray, newArray, sameShape, shapeText, stridesOf } from './ndarray';
import { type Picking, plan } from './picking';
import { parseSubscript, position, type Subscript } from './subscripts';

/** One number where a mask of the array's own shape is true. */
function fillByMask(a: NDArray, mask: NDArray, value: number): void {
  const { data: on, start: from } = flatData(mask);
  const { data } = a.store;
  if (contiguous(a)) for (let i = 0, p = a.start; i < a.size; i++, p++) data[p] = on[from + i] !== 0 ? value : data[p];
  else
    eachOffset(a, (offset, i) => {
      if (on[from + i] !== 0) data[offset] = value;
    });
}

/** `a[index] = value`. */
export function setItem(rt: Runtime, a: NDArray, index: PyValue, value: PyValue): void {
  if (index instanceof PyOpaque || value instanceof PyOpaque) return;
  if (!a.writeable) throw new PyError('ValueError', 'assignment destination is read-only');
  const mask = index instanceof NDArray && index.dtype === BOOL && index.shape.length > 0 ? index : null;
  if (a.store.items) {
    setItems(rt, a, parseSubscript(rt, a, index), value);
    return;
  }
  const number = value instanceof NDArray && value.size !== 1 ? null : asNumber(value);
  if (number !== null && !rt.recorder && typeof index === 'number' && a.shape.length === 1) {
    a.store.data[a.start + position(index, 0, a.shape[0]) * a.strides[0]] = stored(a.dtype, number);
    return;
  }
  const source = operand(rt, value);
  if (source.store.items) throw new PyError('ValueError', 'could not convert string to float');
  const node =
    rt.recorder && !isPlain(value instanceof PyFloat ? value.node : nodeOf(rt, source))
      ? nodeOf(rt, value instanceof PyFloat ? value : source)
      : null;
  const guardMask = mask !== null && rt.recorder !== null && !isPlain(arrayNode(rt, mask));
  if (guardMask || mustRecord(rt, a, node)) {
    recordWrite(rt, a, index, mask, node ?? nodeOf(rt, value instanceof PyFloat ? value : source)!, source);
    return;
  }
  if (mask && source.size === 1 && sameShape(mask.shape, a.shape)) {
    forget(a.store);
    fillByMask(a, mask, stored(a.dtype, firstOf(source)));
    return;
  }
  const subscript = parseSubscript(rt, a, index);
  forget(a.store);
  if (subscript.basic) storeInto(a, place(a, subscript.parts as BasicPart[]), source);
  else storePicked(a, plan(subscript.parts), source, mask !== null);
}

/** Numbers into a region of an array's store, broadcast and cast. */
function storeInto(a: NDArray, region: { offset: number; shape: number[]; strides: number[] }, source: NDArray): void {
  const target = new NDArray(a.store, region.offset, region.shape, region.strides, a.dtype);
  assign(target, source);
}

/** target[...] = source, outside the graph. */
export function assign(target: NDArray, source: NDArray): void {
  const trimmed = trimOnes(source, target.shape.length);
  const shape = broadcastShape(target.shape, trimmed.shape);
  if (!shape || !sameShape(shape, target.shape))
    throw new PyError(
      'ValueError',
      `could not broadcast input array from shape ${shapeText(source.shape)} into shape ${shapeText(target.shape)}`,
    );
  const { dtype } = target;
  const out = target.store.data;
  if (trimmed.size === 1) {
    const value = stored(dtype, trimmed.store.data[trimmed.start]);
    eachOffset(target, offset => {
      out[offset] = value;
    });
    return;
  }
  const from = source.store === target.store ? copied(trimmed) : trimmed;
  const steps = stridesFor(from, target.shape);
  if (target.size === 0) return;
  if (dtype === FLOAT64 || dtype === from.dtype || from.dtype === BOOL) {
    copyStrided(target.shape, from.store.data, from.start, steps, out, target.start, target.strides);
    return;
  }
  const values = copyData(new NDArray(from.store, from.offset, target.shape, steps, from.dtype));
  eachOffset(target, (offset, i) => {
    out[offset] = stored(dtype, values[i]);
  });
}

function copied(a: NDArray): NDArray {
  const out = newArray(a.shape, a.dtype);
  out.store.data.set(copyData(a), out.store.start);
  return out;
}

/** Leading axes of size 1 that the target does not have are dropped. */
function trimOnes(a: NDArray, rank: number): NDArray {
  let extra = a.shape.length - rank;
  if (extra <= 0) return a;
  let lead = 0;
  while (extra > 0 && a.shape[lead] === 1) {
    lead++;
    extra--;
  }
  return new NDArray(a.store, a.offset, a.shape.slice(lead), a.strides.slice(lead), a.dtype);
}

function storePicked(a: NDArray, picking: Picking, source: NDArray, mask: boolean): void {
  const at = picking.offsets(a.strides, a.start);
  const values = valuesFor(picking.shape, source, mask);
  const out = a.store.data;
  for (let i = 0; i < at.length; i++) out[at[i]] = stored(a.dtype, values.length === 1 ? values[0] : values[i]);
}

/** The value's entries in the shape of what was picked; a single one stands for all. */
function valuesFor(shape: readonly number[], source: NDArray, mask: boolean): Float64Array {
  if (source.size === 1) return copyData(source);
  const trimmed = trimOnes(source, shape.length);
  const met = broadcastShape(shape, trimmed.shape);
  if (!met || !sameShape(met, shape)) throw pickedMismatch(shape, source, mask);
  const wide = new NDArray(trimmed.store, trimmed.offset, shape, stridesFor(trimmed, shape), trimmed.dtype);
  return copyData(wide);
}

function pickedMismatch(shape: readonly number[], source: NDArray, mask: boolean): PyError {
  if (mask && source.shape.length === 1 && shape.length === 1)
    return new PyError(
      'ValueError',
      `NumPy boolean array indexing assignment cannot assign ${source.size} input values to the ${shape[0]} output values where the mask is true`,
    );
  return new PyError(
    'ValueError',
    `shape mismatch: value array of shape ${shapeText(source.shape)} could not be broadcast to indexing result of shape ${shapeText(shape)}`,
  );
}

function setItems(rt: Runtime, a: NDArray, subscript: Subscript, value: PyValue): void {
  const items = a.store.items!;
  const asItem = (item: PyValue): PyValue =>
    a.dtype.kind === 'U' ? [...(typeof item === 'string' ? item : rt.str(item))].slice(0, a.dtype.itemsize / 4).join('') : item;
  const source = value instanceof NDArray ? value : null;
  const values = source ? (source.store.items ?? Array.from(copyData(source), x => itemOf(source.dtype, x))) : [value];
  const write = (offset: number, i: number): void => {
    items[offset] = asItem(values.length === 1 ? values[0] : values[i]);
  };
  if (!subscript.basic) {
    plan(subscript.parts).offsets(a.strides, a.start).forEach(write);
    return;
  }
  const { offset, shape, strides } = place(a, subscript.parts as BasicPart[]);
  eachOffset(new NDArray(a.store, offset, shape, strides, a.dtype), write);
}

/** A write that the graph must know: the owner gets a new node. */
function recordWrite(rt: Runtime, a: NDArray, index: PyValue, mask: NDArray | null, value: Node, source: NDArray): void {
  const base = arrayNode(rt, a);
  const uses = rt.uses;
  if (mask && mask.shape.length <= a.shape.length && source.size === 1 && mask.shape.every((n, i) => n === a.shape[i])) {
    const ones = new Array<number>(a.shape.length - mask.shape.length).fill(1);
    const on = reshaped(rt, arrayNode(rt, mask), [...mask.shape, ...ones]);
    const single = source.shape.length > 0 ? reshaped(rt, value, []) : value;
    write(rt, a, record(rt, 'where', [on, single, base]));
    return;
  }
  const subscript = parseSubscript(rt, a, index);
  const made = subscript.basic
    ? record(rt, 'setSlice', [base, value], { index: subscript.parts }, uses)
    : record(rt, 'put', ...putArguments(rt, a, plan(subscript.parts), base, value, source, mask !== null));
  write(rt, a, made);
}

function write(rt: Runtime, a: NDArray, node: Node | null): void {
  if (node) writeNode(rt, a, node);
}

/** Distinct offsets: of several writes to one entry the last one counts. */
function putArguments(
  rt: Runtime,
  a: NDArray,
  picking: Picking,
  base: Node,
  value: Node,
  source: NDArray,
  mask: boolean,
): [Node[], { offsets: Int32Array }] {
  const offsets = picking.offsets(stridesOf(a.shape), 0);
  const last = new Map<number, number>();
  offsets.forEach((offset, i) => {
    last.set(offset, i);
  });
  const distinct = Int32Array.from(last.keys());
  if (source.size === 1) return [[base, value], { offsets: distinct }];
  const trimmed = trimOnes(source, picking.shape.length);
  const met = broadcastShape(picking.shape, trimmed.shape);
  if (!met || !sameShape(met, picking.shape)) throw pickedMismatch(picking.shape, source, mask);
  const shaped = reshaped(rt, value, trimmed.shape);
  const wide = sameShape(trimmed.shape, picking.shape) ? shaped : record(rt, 'broadcastTo', [shaped], { dims: dimsFor(picking.shape) })!;
  if (distinct.length === offsets.length) return [[base, wide], { offsets }];
  const kept = Int32Array.from(last.values());
  const values = record(rt, 'take', [wide], { offsets: kept, dims: dimsFor([kept.length]) })!;
  return [[base, values], { offsets: distinct }];
}

/** target[...] = node's value, in the graph or as numbers. */
export function assignValue(rt: Runtime, target: NDArray, value: NDArray): void {
  if (!rt.recorder || !mustRecord(rt, target, arrayNode(rt, value))) {
    forget(target.store);
    assign(target, value);
    return;
  }
  let node = arrayNode(rt, value);
  if (!sameShape(node.value.shape, target.shape)) {
    const wide = record(rt, 'broadcastTo', [node], { dims: dimsFor(target.shape) });
    if (!wide) return;
    node = wide;
  }
  writeNode(rt, target, node);
}
