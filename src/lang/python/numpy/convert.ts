// Between Python's values and arrays: numbers, shapes, axes, nested lists.
import type { Node } from '../../../core/graph';
import { PyError, type Runtime } from '../runtime';
import { PyFloat, PyList, PyObject, PyOpaque, PyTuple, type PyValue } from '../values';
import { BOOL, type DType, dtypeOf, FLOAT64, INT64, OBJECT, promote, stored, textType, type Weak } from './dtypes';
import { arrayNode, fromNode, nodeOf, record, source } from './lens';
import { allocate, castCopy, copyItems, eachOffset, firstOf, itemsOver, NDArray, newArray, scalarOf, sizeOf } from './ndarray';

export type Arg = PyValue | undefined;

/** The integer that a value is as an index (`__index__`), or null. */
export function asIndex(value: Arg): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof NDArray && value.shape.length === 0 && value.dtype.integral) return firstOf(value);
  return null;
}

/** The number that a value is, or null. */
export function asNumber(value: Arg): number | null {
  if (typeof value === 'number') return value;
  if (value instanceof PyFloat) return value.v;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof NDArray && value.dtype.numeric && value.size === 1) return firstOf(value);
  return null;
}

export function needIndex(value: Arg, rt: Runtime): number {
  const index = asIndex(value);
  if (index !== null) return index;
  throw new PyError('TypeError', `'${rt.typeName(value ?? null)}' object cannot be interpreted as an integer`);
}

export function needNumber(value: Arg, rt: Runtime): number {
  const number = asNumber(value);
  if (number !== null) return number;
  throw new PyError('TypeError', `must be real number, not ${rt.typeName(value ?? null)}`);
}

export const tupleOf = (numbers: readonly number[]): PyTuple => new PyTuple([...numbers]);

/** A shape argument: an integer or a sequence of them. */
export function shapeArg(rt: Runtime, value: Arg): number[] {
  const single = asIndex(value);
  const shape = single !== null ? [single] : [...rt.iterate(value ?? null)].map(each => needIndex(each, rt));
  if (shape.some(n => n < 0)) throw new PyError('ValueError', 'negative dimensions are not allowed');
  return shape;
}

/** An axis counted from the front, or the error that NumPy raises. */
export function normalAxis(axis: number, rank: number): number {
  const at = axis < 0 ? axis + rank : axis;
  if (at < 0 || at >= rank) throw new PyError('numpy.exceptions.AxisError', `axis ${axis} is out of bounds for array of dimension ${rank}`);
  return at;
}

/** An axis argument: None, an integer, or a tuple; as given, not yet counted from the front. */
export function axesArg(rt: Runtime, value: Arg): number[] | null {
  if (value === undefined || value === null) return null;
  const single = asIndex(value);
  return single !== null ? [single] : [...rt.iterate(value)].map(each => needIndex(each, rt));
}

const weakTypes: Readonly<Record<Weak, DType>> = { bool: BOOL, int: INT64, float: FLOAT64 };

/** How weakly a Python number takes part in promotion; null for arrays and NumPy's own scalars. */
export function weakOf(value: PyValue): Weak | null {
  if (typeof value === 'number' || typeof value === 'bigint') return 'int';
  if (typeof value === 'boolean') return 'bool';
  return value instanceof PyFloat ? 'float' : null;
}

export const weakType = (weak: Weak): DType => weakTypes[weak];

/** A number of Python's as a 0-d array; an array as it is; anything else converted. */
export function operand(rt: Runtime, value: PyValue): NDArray {
  if (value instanceof NDArray) return value;
  if (value instanceof PyFloat) return scalarOf(value.v);
  if (typeof value === 'number') return scalarOf(value, INT64);
  if (typeof value === 'boolean') return scalarOf(value ? 1 : 0, BOOL);
  return toArray(rt, value);
}

/** `np.asarray`. */
export function toArray(rt: Runtime, value: PyValue, dtype: DType | null = null): NDArray {
  if (value instanceof NDArray) return dtype && dtype !== value.dtype ? cast(rt, value, dtype) : value;
  const own = value instanceof PyObject ? rt.arrayOf?.(value) : null;
  if (own) return dtype && dtype !== own.dtype ? cast(rt, own, dtype) : own;
  const node = value instanceof PyFloat && rt.recorder ? nodeOf(rt, value) : null;
  if (node && (!dtype || dtype.inexact)) return fromNode(node, dtype ?? FLOAT64);
  return nested(rt, value, dtype);
}

interface Found {
  readonly leaves: PyValue[];
  shape: number[] | null;
  ragged: boolean;
}

const isSequence = (value: PyValue): boolean => value instanceof PyList || value instanceof PyTuple;

/** Lists and tuples as they are; a range and other sequences by iterating; null for what is no sequence. */
function elements(rt: Runtime, value: PyValue): readonly PyValue[] | null {
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  if (value instanceof NDArray) return null;
  if (value instanceof PyObject && value.typeName === 'range') return [...rt.iterate(value)];
  return null;
}

function collect(rt: Runtime, value: PyValue, depth: number, found: Found, shape: number[]): void {
  const whole = value instanceof PyObject && !(value instanceof NDArray) ? rt.arrayOf?.(value) : null;
  if (whole) {
    collect(rt, whole, depth, found, shape);
    return;
  }
  const items = elements(rt, value);
  if (items === null) {
    const own = value instanceof NDArray ? value.shape : [];
    settle(found, [...shape.slice(0, depth), ...own]);
    found.leaves.push(value);
    return;
  }
  if (shape.length <= depth) shape.push(items.length);
  else if (shape[depth] !== items.length) found.ragged = true;
  if (items.length === 0) settle(found, shape.slice(0, depth + 1));
  for (const item of items) collect(rt, item, depth + 1, found, shape);
}

function settle(found: Found, shape: number[]): void {
  if (found.shape === null) found.shape = shape;
  else if (found.shape.length !== shape.length || found.shape.some((n, i) => n !== shape[i])) found.ragged = true;
}

/** Rows of floats and integers, which most literals are, without a general walk. */
function fastNumbers(value: PyList): NDArray | null {
  const { items } = value;
  const n = items.length;
  if (n === 0) return null;
  const store = allocate(n);
  let dtype = INT64;
  for (let i = 0; i < n; i++) {
    const item = items[i];
    if (typeof item === 'number') store.data[store.start + i] = item;
    else if (item instanceof PyFloat && item.node === null) {
      store.data[store.start + i] = item.v;
      dtype = FLOAT64;
    } else return null;
  }
  return new NDArray(store, 0, [n], [1], dtype);
}

function nested(rt: Runtime, value: PyValue, dtype: DType | null): NDArray {
  if (value instanceof PyList && !rt.recorder && (!dtype || dtype.numeric)) {
    const fast = fastNumbers(value);
    if (fast) return dtype && dtype !== fast.dtype ? castCopy(fast, dtype) : fast;
  }
  const found: Found = { leaves: [], shape: null, ragged: false };
  const walked: number[] = [];
  collect(rt, value, 0, found, walked);
  const shape = found.shape ?? [];
  if (found.ragged) return ragged(value, dtype, walked);
  const type = dtype ?? typeOfLeaves(found.leaves);
  rt.spend(sizeOf(shape) / 50);
  if (type.kind === 'O' || type.kind === 'U') return objects(rt, found.leaves, shape, type);
  if (rt.recorder && found.leaves.some(isTraced)) return stackTraced(rt, found.leaves, shape, type);
  return source(rt, fill(rt, found.leaves, shape, type));
}

function ragged(value: PyValue, dtype: DType | null, walked: readonly number[]): NDArray {
  if (dtype === OBJECT && isSequence(value)) {
    const items = [...(value as PyList).items];
    return itemsOver(items, [items.length], OBJECT);
  }
  let depth = 1;
  for (; depth < walked.length; depth++) if (!uniform(value, depth)) break;
  const where = `(${walked.slice(0, depth).join(', ')}${depth === 1 ? ',' : ''})`;
  throw new PyError(
    'ValueError',
    `setting an array element with a sequence. The requested array has an inhomogeneous shape after ${depth} dimensions. The detected shape was ${where} + inhomogeneous part.`,
  );
}

/** Whether all sequences down to a depth have one length. */
function uniform(value: PyValue, depth: number): boolean {
  let level: PyValue[] = [value];
  for (let d = 0; d < depth; d++) level = level.flatMap(each => (isSequence(each) ? [...(each as PyList).items] : []));
  const lengths = new Set(
    level.map(each => (isSequence(each) ? (each as PyList).items.length : each instanceof NDArray ? each.shape[0] : -1)),
  );
  return lengths.size === 1;
}

function typeOfLeaves(leaves: readonly PyValue[]): DType {
  let type: DType | null = null;
  for (const leaf of leaves) {
    const own = typeOfLeaf(leaf);
    type = type === null ? own : type === own ? type : promote(type, own);
    if (type === OBJECT) return OBJECT;
  }
  return type ?? FLOAT64;
}

function typeOfLeaf(leaf: PyValue): DType {
  if (typeof leaf === 'number') return INT64;
  if (leaf instanceof PyFloat) return FLOAT64;
  if (leaf instanceof NDArray) return leaf.dtype;
  if (typeof leaf === 'boolean') return BOOL;
  if (typeof leaf === 'bigint') return Number(leaf) < 2 ** 63 && Number(leaf) >= -(2 ** 63) ? INT64 : OBJECT;
  if (typeof leaf === 'string') return textType([...leaf].length);
  return OBJECT;
}

function objects(rt: Runtime, leaves: readonly PyValue[], shape: number[], type: DType): NDArray {
  const items: PyValue[] = leaves.flatMap(leaf => (leaf instanceof NDArray ? itemsOf(leaf) : [leaf]));
  if (type.kind === 'O') return itemsOver(items, shape, OBJECT);
  const texts = items.map(item => (typeof item === 'string' ? item : rt.str(item)));
  const length = type.itemsize > 0 ? type.itemsize / 4 : Math.max(1, ...texts.map(text => [...text].length));
  return itemsOver(
    texts.map(text => [...text].slice(0, length).join('')),
    shape,
    textType(length),
  );
}

/** A text's number, as Python's float() reads it. */
export function parseNumber(text: string, dtype: DType): number {
  const trimmed = text.trim().replaceAll('_', '');
  const named = /^([+-]?)(inf|infinity|nan)$/i.exec(trimmed);
  if (named) return named[2].toLowerCase() === 'nan' ? Number.NaN : named[1] === '-' ? -Infinity : Infinity;
  const value = trimmed === '' || /^[+-]?0[xob]/i.test(trimmed) ? Number.NaN : Number(trimmed);
  if (!Number.isNaN(value)) return value;
  const quoted = `'${text}'`;
  throw new PyError(
    'ValueError',
    dtype.integral ? `invalid literal for int() with base 10: ${quoted}` : `could not convert string to float: ${quoted}`,
  );
}

function fill(rt: Runtime, leaves: readonly PyValue[], shape: number[], type: DType): NDArray {
  const out = newArray(shape, type);
  const { data, start } = out.store;
  let at = start;
  for (const leaf of leaves) {
    if (leaf instanceof NDArray) {
      if (leaf.store.items) for (const item of copyItems(leaf)) data[at++] = numberFrom(rt, item, type);
      else
        eachOffset(leaf, offset => {
          data[at++] = stored(type, leaf.store.data[offset]);
        });
    } else data[at++] = numberFrom(rt, leaf, type);
  }
  return out;
}

function numberFrom(rt: Runtime, leaf: PyValue, type: DType): number {
  if (typeof leaf === 'string') return stored(type, parseNumber(leaf, type));
  if (leaf === null && type.inexact) return Number.NaN;
  const number = asNumber(leaf);
  if (number !== null) return stored(type, number);
  const what = type.inexact
    ? 'float() argument must be a string or a real number'
    : 'int() argument must be a string, a bytes-like object or a real number';
  throw new PyError('TypeError', `${what}, not '${rt.typeName(leaf)}'`);
}

const isTraced = (leaf: PyValue): boolean =>
  (leaf instanceof PyFloat && leaf.node !== null) || (leaf instanceof NDArray && (leaf.store.node !== null || leaf.parent !== null));

/** A literal some of whose parts have been computed: their nodes one after the other, in the literal's shape. */
function stackTraced(rt: Runtime, leaves: readonly PyValue[], shape: number[], type: DType): NDArray {
  const parts: Node[] = [];
  let plain: PyValue[] = [];
  const flush = (): void => {
    if (plain.length === 0) return;
    const size = plain.reduce((sum: number, leaf) => sum + (leaf instanceof NDArray ? leaf.size : 1), 0);
    parts.push(arrayNode(rt, source(rt, fill(rt, plain, [size], type))));
    plain = [];
  };
  for (const leaf of leaves) {
    if (!isTraced(leaf)) {
      plain.push(leaf);
      continue;
    }
    flush();
    const node = nodeOf(rt, leaf)!;
    parts.push(flat(rt, node));
  }
  flush();
  const joined = parts.length === 1 ? parts[0] : record(rt, 'concat', parts, { axis: 0 })!;
  return fromNode(reshaped(rt, joined, shape), type);
}

export const flat = (rt: Runtime, node: Node): Node => reshaped(rt, node, [node.value.data.length]);

/** A node in another shape of the same size. */
export function reshaped(rt: Runtime, node: Node, shape: readonly number[]): Node {
  if (node.dims.length === shape.length && node.dims.every((d, i) => d.value === shape[i])) return node;
  return record(rt, 'reshape', [node], { dims: dimsFor(shape) })!;
}

const dimsFor = (shape: readonly number[]) => shape.map(value => ({ value, key: String(value), terms: new Map([['', value]]) }));

export { dimsFor };

/** `a.astype(dtype)`: in the graph a cast to a float is nothing, one to an integer cuts the fraction off. */
export function cast(rt: Runtime, a: NDArray, dtype: DType): NDArray {
  if (!a.dtype.numeric || !dtype.numeric) return castObjects(rt, a, dtype);
  if (rt.recorder && (a.store.node || a.parent)) return castTraced(rt, a, dtype);
  const out = castCopy(a, dtype);
  out.scalar = a.scalar;
  return out;
}

function castTraced(rt: Runtime, a: NDArray, dtype: DType): NDArray {
  const node = arrayNode(rt, a);
  const lossless = dtype.inexact || node.value.data.every(x => stored(dtype, x) === x);
  if (lossless) return fromNode(node, dtype, a.scalar);
  if (dtype === BOOL) return fromNode(record(rt, 'notEqual', [node, rt.recorder!.graph.constant(0)])!, BOOL, a.scalar);
  const whole = record(rt, 'mul', [record(rt, 'sign', [node])!, record(rt, 'floor', [record(rt, 'abs', [node])!])!])!;
  return fromNode(whole, dtype, a.scalar);
}

function castObjects(rt: Runtime, a: NDArray, dtype: DType): NDArray {
  const items = itemsOf(a);
  if (dtype.numeric) return source(rt, fill(rt, items, [...a.shape], dtype));
  return objects(rt, items, [...a.shape], dtype);
}

/** The Python value of one entry: `.item()`. */
export function itemOf(dtype: DType, x: number): PyValue {
  if (dtype.inexact) return new PyFloat(x);
  if (dtype === BOOL) return x !== 0;
  return Number.isSafeInteger(x) ? x + 0 : BigInt(x);
}

/** Every entry as a Python value, in order. */
export function itemsOf(a: NDArray): PyValue[] {
  if (a.store.items) return copyItems(a);
  const out: PyValue[] = new Array(a.size);
  const { data } = a.store;
  eachOffset(a, (offset, position) => {
    out[position] = itemOf(a.dtype, data[offset]);
  });
  return out;
}

/** A copy with its own store; in the graph it is the same value. */
export function copyArray(rt: Runtime, a: NDArray): NDArray {
  if (a.store.items) return itemsOver(copyItems(a), [...a.shape], a.dtype);
  if (rt.recorder) return fromNode(arrayNode(rt, a), a.dtype, a.scalar);
  const out = castCopy(a, a.dtype);
  out.scalar = a.scalar;
  return out;
}

/** The number of points that a complex step (`10j`) asks for; null for other steps. */
export function rangeStep(step: PyValue): number | null {
  const imaginary = step instanceof PyObject ? (step as { readonly imaginary?: unknown }).imaginary : undefined;
  return typeof imaginary === 'number' ? Math.trunc(Math.abs(imaginary)) : null;
}

/** The pairs of a Python dict. */
export function dictItems(rt: Runtime, dict: PyValue): (readonly [PyValue, PyValue])[] {
  return [...rt.iterate(rt.apply(rt.getattr(dict, 'items'), []))].map(pair => {
    const [key, value] = rt.iterate(pair);
    return [key, value];
  });
}

export const isOpaque = (value: Arg): value is PyOpaque => value instanceof PyOpaque;
export const dtypeArg = (value: Arg): DType | null => dtypeOf(value);
