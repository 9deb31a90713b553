// Dicts and sets: Python's keys (1 == 1.0 == True, tuples by content) over a JS Map.
import { PyError, type Runtime } from '../runtime';
import { PyFloat, PyList, PyObject, PyTuple, type PyValue } from '../values';
import { hashKeyOf } from './hashing';

export type Key = null | number | bigint | string | PyObject;

/** Insertion-ordered. Keys whose original differs from its normal form (floats, bools, tuples) are kept beside. */
export class PyDict extends PyObject {
  get typeName(): string {
    return 'dict';
  }
  readonly map = new Map<Key, PyValue>();
  private originals: Map<Key, PyValue> | null = null;
  /** What a key that is not there gives, for dicts that have an answer. */
  missing?(rt: Runtime, key: PyValue): PyValue | undefined;

  get size(): number {
    return this.map.size;
  }
  get(rt: Runtime, key: PyValue): PyValue | undefined {
    return this.map.get(typeof key === 'string' ? key : keyOf(rt, key));
  }
  has(rt: Runtime, key: PyValue): boolean {
    return this.map.has(typeof key === 'string' ? key : keyOf(rt, key));
  }
  set(rt: Runtime, key: PyValue, value: PyValue): void {
    if (typeof key === 'string' || typeof key === 'number') {
      this.map.set(key, value);
      return;
    }
    const normal = keyOf(rt, key);
    if (normal !== key && !this.map.has(normal)) {
      this.originals ??= new Map();
      this.originals.set(normal, key);
    }
    this.map.set(normal, value);
  }
  delete(rt: Runtime, key: PyValue): boolean {
    const normal = keyOf(rt, key);
    this.originals?.delete(normal);
    return this.map.delete(normal);
  }
  clear(): void {
    this.map.clear();
    this.originals = null;
  }
  /** The key as it was given. */
  original(key: Key): PyValue {
    if (this.originals?.has(key)) return this.originals.get(key)!;
    return key;
  }
  *keys(): IterableIterator<PyValue> {
    for (const key of this.map.keys()) yield this.originals ? this.original(key) : key;
  }
  *entries(): IterableIterator<[PyValue, PyValue]> {
    for (const [key, value] of this.map) yield [this.originals ? this.original(key) : key, value];
  }
  copyFrom(other: PyDict): void {
    for (const [key, value] of other.map) {
      const original = other.original(key);
      if (original !== key && !this.map.has(key)) {
        this.originals ??= new Map();
        this.originals.set(key, original);
      }
      this.map.set(key, value);
    }
  }
}

export class PySet extends PyObject {
  readonly map = new Map<Key, PyValue>();
  constructor(readonly frozen = false) {
    super();
  }
  get typeName(): string {
    return this.frozen ? 'frozenset' : 'set';
  }
  add(rt: Runtime, value: PyValue): void {
    const key = keyOf(rt, value);
    if (!this.map.has(key)) this.map.set(key, value);
  }
  has(rt: Runtime, value: PyValue): boolean {
    return this.map.has(keyOf(rt, value));
  }
  /** In the order in which CPython's table holds them, where that is known (integers); else as added. */
  values(): PyValue[] {
    const items = [...this.map.values()];
    return items.length > 1 && items.every(item => typeof item === 'number') ? tableOrder(items as number[]) : items;
  }
}

/** CPython's open-addressed table: linear probes, then a perturbed walk; it grows by four when three fifths are full. */
function tableOrder(items: readonly number[]): number[] {
  let mask = 7;
  let table: number[] = [];
  let used = 0;
  const insert = (value: number): void => {
    const hash = value === -1 ? -2 : value;
    let perturb = hash < 0 ? hash + 2 ** 64 : hash;
    let i = ((hash % (mask + 1)) + mask + 1) % (mask + 1);
    for (;;) {
      const probes = i + 9 <= mask ? 9 : 0;
      for (let j = 0; j <= probes; j++)
        if (table[i + j] === undefined) {
          table[i + j] = value;
          return;
        }
      perturb = Math.floor(perturb / 32);
      i = (i * 5 + 1 + perturb) % (mask + 1);
    }
  };
  for (const item of items) {
    insert(item);
    used++;
    if (used * 5 < mask * 3) continue;
    const old = table.filter(value => value !== undefined);
    const wanted = used > 50000 ? used * 2 : used * 4;
    let size = 8;
    while (size <= wanted) size *= 2;
    mask = size - 1;
    table = [];
    for (const value of old) insert(value);
  }
  return Object.values(table);
}

/** Whether a value can be a key at all, and which other values it equals as one. */
export function keyOf(rt: Runtime, value: PyValue): Key {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
  }
  if (value === null) return null;
  if (value instanceof PyFloat) return value.v;
  if (value instanceof PyTuple) return `\u0001(${value.items.map(item => partOf(rt, item)).join('\u0001,')})`;
  if (value instanceof PyList || value instanceof PyDict || (value instanceof PySet && !value.frozen))
    throw new PyError('TypeError', `unhashable type: '${rt.typeName(value)}'`);
  if (value instanceof PySet) return `\u0001{${[...value.map.keys()].map(key => partOf(rt, key)).sort()}}`;
  return hashKeyOf(rt, value);
}

function partOf(rt: Runtime, item: PyValue): string {
  const key = keyOf(rt, item);
  if (typeof key === 'string') return `s${key}`;
  return key instanceof PyObject ? `o${idOf(key)}` : `n${String(key)}`;
}

const ids = new WeakMap<object, number>();
let issued = 0;
/** A number for an object's identity. */
export function idOf(object: object): number {
  const known = ids.get(object);
  if (known !== undefined) return known;
  ids.set(object, ++issued);
  return issued;
}
