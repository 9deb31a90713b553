// Elementwise operations: NumPy's rules for types and shapes around the loops, in run mode or in the graph.
import type { Node } from '../../../core/graph';
import type { OpName } from '../../../core/opNames';
import { PyError, type Runtime } from '../runtime';
import { PyFloat, PyOpaque, type PyValue } from '../values';
import { operand, weakOf } from './convert';
import { BOOL, type DType, FLOAT32, FLOAT64, promote, promoteWeak, stored } from './dtypes';
import { broadcastShape, combine } from './kernels/broadcast';
import type { Loop2 } from './kernels/loops';
import { type Loop1, mapArray } from './kernels/unary';
import { arrayNode, fromNode, isPlain, nodeOf, record, unknown } from './lens';
import { firstOf, type NDArray, scalarOf, shapeText } from './ndarray';

/** The type of the result: that of the operands, always a float, or a truth value. */
export type Result = 'same' | 'float' | 'bool';

/** How an operation is written in the graph: one op, or several. */
export type Trace1 = OpName | ((rt: Runtime, x: Node) => Node | null);
export type Trace2 = OpName | ((rt: Runtime, x: Node, y: Node) => Node | null);

export interface Spec1 {
  readonly name: string;
  readonly result: Result;
  readonly loop: Loop1;
  readonly trace: Trace1 | null;
}

export interface Spec2 {
  readonly name: string;
  readonly result: Result;
  readonly loop: Loop2;
  /** Where integers are computed otherwise. */
  readonly whole?: Loop2;
  /** Where truth values are computed otherwise; null where NumPy refuses. */
  readonly truth?: Loop2 | null;
  readonly trace: Trace2 | null;
  readonly identity?: number;
  /** One number's case, without loops. */
  readonly one: (x: number, y: number) => number;
}

/** The type in which two operands meet. */
export function meeting(a: PyValue, b: PyValue, x: NDArray, y: NDArray): DType {
  if (x.dtype === y.dtype) return x.dtype;
  const p = weakOf(a);
  const q = weakOf(b);
  if (p && !q) return promoteWeak(y.dtype, p);
  if (q && !p) return promoteWeak(x.dtype, q);
  return promote(x.dtype, y.dtype);
}

export const floatOf = (d: DType): DType => (d.inexact ? d : FLOAT64);

function resultType(result: Result, met: DType): DType {
  if (result === 'bool') return BOOL;
  return result === 'float' ? floatOf(met) : met;
}

export function broadcastError(a: NDArray, b: NDArray): PyError {
  return new PyError('ValueError', `operands could not be broadcast together with shapes ${shapeText(a.shape)} ${shapeText(b.shape)} `);
}

/** Rounds results in place to a narrower type. */
export function settleRange(dtype: DType, data: Float64Array, start: number, size: number): void {
  if (dtype === FLOAT64 || dtype === BOOL || dtype.itemsize === 8) return;
  const end = start + size;
  if (dtype === FLOAT32) for (let i = start; i < end; i++) data[i] = Math.fround(data[i]);
  else for (let i = start; i < end; i++) data[i] = stored(dtype, data[i]);
}

export function settle(out: NDArray): NDArray {
  settleRange(out.dtype, out.store.data, out.store.start, out.size);
  return out;
}

/** f(a, b), elementwise. Either may be an array, a NumPy scalar, a number or a nested list. */
export function binary(rt: Runtime, spec: Spec2, a: PyValue, b: PyValue): PyValue {
  if (a instanceof PyOpaque || b instanceof PyOpaque) return unknown();
  const x = operand(rt, a);
  const y = operand(rt, b);
  if (x.store.items || y.store.items) return objectOperation(rt, spec.name, x, y);
  const met = meeting(a, b, x, y);
  const dtype = resultType(spec.result, met);
  if (rt.recorder) return traceBinary(rt, spec, a, b, x, y, met, dtype);
  const loop = loopFor(spec, met);
  if (x.shape.length === 0 && y.shape.length === 0) {
    const value = loop === spec.loop ? spec.one(firstOf(x), firstOf(y)) : single(loop, firstOf(x), firstOf(y));
    return scalarOf(stored(dtype, value), dtype);
  }
  const shape = broadcastShape(x.shape, y.shape);
  if (!shape) throw broadcastError(x, y);
  const out = settle(combine(loop, x, y, shape, dtype));
  rt.spend(out.store.data.length === 0 ? 0 : out.size / 50);
  return out;
}

const one = new Float64Array(1);
const two = new Float64Array(1);
const three = new Float64Array(1);
function single(loop: Loop2, x: number, y: number): number {
  one[0] = x;
  two[0] = y;
  loop(1, 1, one, 0, 0, 0, two, 0, 0, 0, three, 0);
  return three[0];
}

export function loopFor(spec: Spec2, met: DType): Loop2 {
  if (met === BOOL && spec.truth !== undefined && spec.result !== 'bool') {
    if (spec.truth === null) throw refusesTruth(spec.name);
    return spec.truth;
  }
  return spec.whole && !met.inexact ? spec.whole : spec.loop;
}

function refusesTruth(name: string): PyError {
  if (name === 'subtract')
    return new PyError(
      'TypeError',
      'numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.',
    );
  return new PyError('TypeError', `ufunc '${name}' not supported for the input types`);
}

function traceBinary(rt: Runtime, spec: Spec2, a: PyValue, b: PyValue, x: NDArray, y: NDArray, met: DType, dtype: DType): PyValue {
  const shape = broadcastShape(x.shape, y.shape);
  const scalar = x.shape.length === 0 && y.shape.length === 0;
  loopFor(spec, met);
  const p = nodeOf(rt, a instanceof PyFloat ? a : x)!;
  const q = nodeOf(rt, b instanceof PyFloat ? b : y)!;
  if (met === BOOL && spec.result === 'same') return maskNode(rt, spec, p, q, dtype, scalar);
  if (spec.trace === null) {
    if (!shape) throw broadcastError(x, y);
    return beyondGraph(rt, spec.name, [p, q], settle(combine(loopFor(spec, met), x, y, shape, dtype)), scalar);
  }
  const node = typeof spec.trace === 'string' ? record(rt, spec.trace, [p, q], undefined, rt.uses) : spec.trace(rt, p, q);
  return node ? fromNode(node, dtype, scalar) : unknown();
}

/** Sums and products of masks are masks: or, and. */
function maskNode(rt: Runtime, spec: Spec2, p: Node, q: Node, dtype: DType, scalar: boolean): PyValue {
  const op = ({ add: 'maximum', multiply: 'mul', maximum: 'maximum', minimum: 'mul' } as Readonly<Record<string, OpName>>)[spec.name];
  const node = op ? record(rt, op, [p, q], undefined, rt.uses) : typeof spec.trace === 'function' ? spec.trace(rt, p, q) : null;
  return node ? fromNode(node, dtype, scalar) : unknown();
}

/** A result that no op expresses: data from here on, and said so where it depends on something computed. */
export function beyondGraph(rt: Runtime, name: string, inputs: readonly Node[], result: NDArray, scalar = false): NDArray {
  if (inputs.some(n => n.op !== 'leaf')) rt.unsupported(`np.${name}`);
  const out = result;
  out.scalar = scalar && out.shape.length === 0;
  return out;
}

/** In a loop that trains, what has no derivative here is unknown: as plain numbers it would pass for a constant. Null elsewhere. */
export function hidden(rt: Runtime, name: string, a: NDArray): PyOpaque | null {
  if (!rt.recorder || !rt.looping?.() || arrayNode(rt, a).op === 'leaf') return null;
  rt.unsupported(`np.${name}`);
  return unknown();
}

/** The largest matrix or axis that is followed step by step. */
const FOLLOWED = 16;

/**
 * What has no op of its own, in operations that have derivatives, where the graph needs it: for values that are computed or drawn, of
 * a moderate size. Null where the plain numbers will do.
 */
export function followed(
  rt: Runtime,
  name: string,
  size: number,
  arrays: readonly NDArray[],
  more: readonly PyValue[] = [],
): PyValue | null {
  if (!rt.recorder || !rt.inPython || size > FOLLOWED || arrays.every(a => isPlain(arrayNode(rt, a)))) return null;
  return rt.inPython('_linalg', name, [...arrays, ...more]);
}

/** f(a), elementwise. */
export function unary(rt: Runtime, spec: Spec1, a: PyValue): PyValue {
  if (a instanceof PyOpaque) return unknown();
  const x = operand(rt, a);
  if (x.store.items) return objectOperation(rt, spec.name, x, null);
  const dtype = resultType(spec.result, x.dtype);
  const scalar = x.shape.length === 0;
  if (rt.recorder) {
    const node = nodeOf(rt, a instanceof PyFloat ? a : x)!;
    if (spec.trace === null) return beyondGraph(rt, spec.name, [node], settle(mapArray(spec.loop, x, dtype)), scalar);
    const made = typeof spec.trace === 'string' ? record(rt, spec.trace, [node], undefined, rt.uses) : spec.trace(rt, node);
    return made ? fromNode(made, dtype, scalar) : unknown();
  }
  const out = settle(mapArray(spec.loop, x, dtype));
  if (scalar) out.scalar = true;
  else rt.spend(out.size / 50);
  return out;
}

/** Arrays of texts or objects: filled in by `objects.ts`, which applies Python's own operators entry by entry. */
export const hooks: { objects: ((rt: Runtime, name: string, x: NDArray, y: NDArray | null) => PyValue) | null } = { objects: null };

function objectOperation(rt: Runtime, name: string, x: NDArray, y: NDArray | null): PyValue {
  if (hooks.objects) return hooks.objects(rt, name, x, y);
  throw new PyError('TypeError', `ufunc '${name}' not supported for the input types`);
}
