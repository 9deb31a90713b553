// The methods of list, tuple and range, and sorting.
import { methods } from '../define';
import type { Interpreter } from '../interpreter';
import type { PyRange } from '../objects/range';
import { equals, order } from '../operators/compare';
import { wholeIndex } from '../operators/items';
import { PyError } from '../runtime';
import { PyFloat, PyList, type PyTuple, type PyValue } from '../values';

function position(rt: Interpreter, items: readonly PyValue[], value: PyValue, start: PyValue, stop: PyValue, name: string): number {
  const clamp = (at: PyValue, missing: number): number => (at === null ? missing : Number(at) < 0 ? Number(at) + items.length : Number(at));
  const end = Math.min(items.length, clamp(stop, items.length));
  for (let i = Math.max(0, clamp(start, 0)); i < end; i++) if (equals(rt, items[i], value)) return i;
  throw new PyError('ValueError', name === 'list' ? `${rt.repr(value)} is not in list` : `${name}.index(x): x not in ${name}`);
}

const count = (rt: Interpreter, items: readonly PyValue[], value: PyValue): number => items.filter(item => equals(rt, item, value)).length;

/** Stable; equal elements keep their order also when reversed. */
export function sorted(rt: Interpreter, items: readonly PyValue[], key: PyValue, reverse: boolean): PyValue[] {
  if (key === null && !reverse) {
    if (items.every(item => typeof item === 'number')) return (items as number[]).slice().sort((a, b) => a - b);
    if (items.every(item => item instanceof PyFloat)) return items.slice().sort((a, b) => (a as PyFloat).v - (b as PyFloat).v);
  }
  const keyed = items.map(item => ({ item, key: key === null ? item : rt.apply(key, [item]) }));
  keyed.sort(reverse ? (a, b) => order(rt, b.key, a.key) : (a, b) => order(rt, a.key, b.key));
  return keyed.map(each => each.item);
}

function pop(rt: Interpreter, list: PyList, at: PyValue): PyValue {
  const { items } = list;
  if (items.length === 0) throw new PyError('IndexError', 'pop from empty list');
  if (at === -1) return items.pop()!;
  const index = wholeIndex(rt, at, 'list');
  const from = index < 0 ? index + items.length : index;
  if (from < 0 || from >= items.length) throw new PyError('IndexError', 'pop index out of range');
  return items.splice(from, 1)[0];
}

export const LIST_METHODS: Map<string, PyValue> = methods<PyList>({
  append: [
    'object',
    (rt, list, value) => {
      list.items.push(value);
      rt.stored?.(list, list.items.length - 1, value);
      return null;
    },
  ],
  extend: [
    'iterable',
    (rt, list, values) => {
      for (const value of values === list ? [...list.items] : rt.iterate(values)) {
        list.items.push(value);
        rt.stored?.(list, list.items.length - 1, value);
      }
      return null;
    },
  ],
  insert: [
    'index, object',
    (rt, list, at, value) => {
      const index = Number(at);
      const from = Math.max(0, index < 0 ? index + list.items.length : index);
      list.items.splice(from, 0, value);
      rt.stored?.(list, Math.min(from, list.items.length - 1), value);
      return null;
    },
  ],
  pop: ['index=-1', pop],
  remove: [
    'value',
    (rt, list, value) => {
      const at = list.items.findIndex(item => equals(rt, item, value));
      if (at < 0) throw new PyError('ValueError', 'list.remove(x): x not in list');
      list.items.splice(at, 1);
      return null;
    },
  ],
  clear: [
    '',
    (_rt, list) => {
      list.items.length = 0;
      return null;
    },
  ],
  index: ['value, start=None, stop=None', (rt, list, value, start, stop) => position(rt, list.items, value, start, stop, 'list')],
  count: ['value', (rt, list, value) => count(rt, list.items, value)],
  sort: [
    '*, key=None, reverse=False',
    (rt, list, key, reverse) => {
      const items = sorted(rt, list.items, key, rt.truth(reverse));
      for (let i = 0; i < items.length; i++) list.items[i] = items[i];
      return null;
    },
  ],
  reverse: [
    '',
    (_rt, list) => {
      list.items.reverse();
      return null;
    },
  ],
  copy: ['', (_rt, list) => new PyList([...list.items])],
});

export const TUPLE_METHODS: Map<string, PyValue> = methods<PyTuple>({
  index: ['value, start=None, stop=None', (rt, tuple, value, start, stop) => position(rt, tuple.items, value, start, stop, 'tuple')],
  count: ['value', (rt, tuple, value) => count(rt, tuple.items, value)],
});

export const RANGE_METHODS: Map<string, PyValue> = methods<PyRange>({
  index: [
    'value',
    (rt, range, value) => {
      if (typeof value !== 'number' || !range.contains(value)) throw new PyError('ValueError', `${rt.repr(value)} is not in range`);
      return (value - range.start) / range.step;
    },
  ],
  count: ['value', (_rt, range, value) => (typeof value === 'number' && range.contains(value) ? 1 : 0)],
});
