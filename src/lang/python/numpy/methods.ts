// The members of arrays: attributes, and methods by their signatures.
import { PyError, type Runtime } from '../runtime';
import { ELLIPSIS, type Kwargs, NO_KWARGS, PyBuiltin, PyFloat, PyList, PyTuple, type PyValue } from '../values';
import { cast, copyArray, dtypeArg, itemOf, itemsOf, tupleOf } from './convert';
import { callEntry, type Entry, entry, type Table } from './define';
import { getItem } from './indexing';
import { arrayNode, isPlain, nodeOf } from './lens';
import { firstOf, NDArray, sizeOf } from './ndarray';
import { dot } from './products';
import { flatten, ravel, rawShape, reshape, squeeze, swapaxes, transpose } from './shapes';
import { sort } from './sorting';
import { setItem } from './writing';

type Method = (rt: Runtime, a: NDArray, ...values: PyValue[]) => PyValue;
const method = (signature: string, run: Method): Entry =>
  entry(`self, ${signature}`, (rt, a, ...values) => run(rt, a as NDArray, ...values));

/** `a.reshape(2, 3)` and `a.reshape((2, 3))` alike. */
const spread = (items: PyValue): PyValue => {
  const { items: all } = items as PyTuple;
  return all.length === 1 ? all[0] : items;
};

export function toList(rt: Runtime, a: NDArray): PyValue {
  if (a.shape.length === 0) return itemValue(a);
  const items = tracedItems(rt, a) ?? itemsOf(a);
  const group = (flat: PyValue[], shape: readonly number[]): PyList => {
    if (shape.length === 1) return new PyList(flat);
    const size = sizeOf(shape.slice(1));
    return new PyList(Array.from({ length: shape[0] }, (_, i) => group(flat.slice(i * size, (i + 1) * size), shape.slice(1))));
  };
  rt.spend(items.length / 10);
  return group(items, a.shape);
}

/** So many entries keep their places in the graph one by one. */
const MOST_ITEMS = 500;

/** The entries of a computed array as numbers that are still in the graph; null for data. */
function tracedItems(rt: Runtime, a: NDArray): PyValue[] | null {
  if (!rt.recorder || !a.dtype.inexact || a.size > MOST_ITEMS || isPlain(arrayNode(rt, a))) return null;
  const flat = ravel(rt, a) as NDArray;
  return Array.from({ length: a.size }, (_, i) => {
    const entry = getItem(rt, flat, i) as NDArray;
    return new PyFloat(firstOf(entry), nodeOf(rt, entry));
  });
}

/** The Python value of an array of one entry. */
export function itemValue(a: NDArray): PyValue {
  if (a.size !== 1) throw new PyError('ValueError', 'can only convert an array of size 1 to a Python scalar');
  return a.store.items ? a.store.items[a.start] : itemOf(a.dtype, firstOf(a));
}

function itemAt(rt: Runtime, a: NDArray, index: PyTuple): PyValue {
  if (index.items.length === 0) return itemValue(a);
  if (index.items.length === 1 && index.items[0] instanceof PyTuple) return itemAt(rt, a, index.items[0]);
  const flat = index.items.length === 1 && a.shape.length !== 1;
  const found = flat ? getItem(rt, ravel(rt, a) as NDArray, index.items[0]) : getItem(rt, a, spread(index));
  return found instanceof NDArray && found.shape.length === 0 ? itemValue(found) : found;
}

/** Methods that are no functions of the module, or differ from them. */
const OWN: Table = {
  reshape: method("*shape, order='C', copy=None", (rt, a, shape, order) => reshape(rt, a, rawShape(rt, spread(shape)), order)),
  transpose: method('*axes', (rt, a, axes) => {
    const all = (axes as PyTuple).items;
    const given = all.length === 1 ? all[0] : axes;
    return transpose(rt, a, all.length === 0 || given === null ? null : rawShape(rt, given));
  }),
  dot: method('b, out=None', (rt, a, b) => dot(rt, a, b)),
  astype: method("dtype, order='K', casting='unsafe', subok=True, copy=True", (rt, a, dtype) => {
    const made = cast(rt, a, dtypeArg(dtype)!);
    return made.store === a.store ? copyArray(rt, made) : made;
  }),
  copy: method("order='C'", copyArray),
  flatten: method("order='C'", flatten),
  ravel: method("order='C'", ravel),
  squeeze: method('axis=None', squeeze),
  swapaxes: method('axis1, axis2', swapaxes),
  tolist: method('', toList),
  item: method('*args', (rt, a, args) => itemAt(rt, a, args as PyTuple)),
  fill: method('value', (rt, a, value) => {
    setItem(rt, a, ELLIPSIS, value);
    return null;
  }),
  sort: method('axis=-1, kind=None, order=None', (rt, a, axis) => {
    const sorted = sort(rt, a, axis);
    if (sorted instanceof NDArray) setItem(rt, a, ELLIPSIS, sorted);
    return null;
  }),
  view: method('dtype=None, type=None', (rt, a) => getItem(rt, a, ELLIPSIS)),
  tobytes: method("order='C'", (rt, a) => rt.str(toList(rt, a))),
  setflags: method('write=None, align=None, uic=None', (rt, a, write) => {
    if (write !== null) a.writeable = rt.truth(write);
    return null;
  }),
  __len__: method('', (_rt, a) => lengthOf(a)),
};

export function lengthOf(a: NDArray): number {
  if (a.shape.length === 0) throw new PyError('TypeError', 'len() of unsized object');
  return a.shape[0];
}

/** Every method by name; functions that are methods too join by `addMethods`. */
const METHODS = new Map<string, Entry>(Object.entries(OWN));

/** Functions whose first argument is the array. */
export function addMethods(table: Table, names: readonly string[]): void {
  for (const name of names) METHODS.set(name, table[name]);
}

export const arrayMethod = (name: string): Entry | undefined => METHODS.get(name);

/** `array.name(args)` without making the bound method; undefined where there is no such method. */
export function callMethod(
  rt: Runtime,
  a: NDArray,
  name: string,
  args: readonly PyValue[],
  kwargs: Kwargs = NO_KWARGS,
): PyValue | undefined {
  const found = METHODS.get(name);
  return found && callEntry(rt, name, found, [a, ...args], kwargs);
}

type Getter = (rt: Runtime, a: NDArray) => PyValue;

const ATTRIBUTES: Readonly<Record<string, Getter>> = {
  T: (rt, a) => (a.shape.length < 2 ? getItemWhole(rt, a) : transpose(rt, a, null)),
  mT: (rt, a) => swapaxes(rt, a, -1, -2),
  shape: (_rt, a) => tupleOf(a.shape),
  size: (_rt, a) => a.size,
  ndim: (_rt, a) => a.shape.length,
  dtype: (_rt, a) => a.dtype,
  itemsize: (_rt, a) => a.dtype.itemsize,
  nbytes: (_rt, a) => a.size * a.dtype.itemsize,
  strides: (_rt, a) => tupleOf(a.strides.map(s => s * a.dtype.itemsize)),
  base: (_rt, a) => a.parent,
  real: (_rt, a) => a,
  flat: (rt, a) => new FlatView(rt, a),
};

function getItemWhole(rt: Runtime, a: NDArray): NDArray {
  return a.scalar ? a : (getItem(rt, a, ELLIPSIS) as NDArray);
}

/** `a.flat`: the entries in order, read and written as if the array had one axis. */
export class FlatView extends NDArray {
  constructor(rt: Runtime, of: NDArray) {
    const flat = ravel(rt, of) as NDArray;
    super(flat.store, flat.offset, flat.shape, flat.strides, flat.dtype);
    this.parent = flat.parent;
    this.taken = flat.taken;
  }
}

export function arrayAttribute(rt: Runtime, a: NDArray, name: string): PyValue | undefined {
  const getter = ATTRIBUTES[name];
  if (getter) return getter(rt, a);
  const found = METHODS.get(name);
  if (!found) return undefined;
  return new PyBuiltin(name, (at, args, kwargs) => callEntry(at, name, found, [a, ...args], kwargs));
}

/** `a.shape = (2, 3)`, `a.flat = 0`. */
export function setArrayAttribute(rt: Runtime, a: NDArray, name: string, value: PyValue): boolean {
  if (name === 'shape') {
    const made = reshape(rt, a, rawShape(rt, value)) as NDArray;
    a.shape = made.shape;
    a.strides = made.strides;
    return true;
  }
  if (name === 'flat') {
    setItem(rt, a, ELLIPSIS, value);
    return true;
  }
  return false;
}
