// The methods of dict and set.
import { methods, PyMethod } from '../define';
import type { Interpreter } from '../interpreter';
import { PyDict, PySet } from '../objects/containers';
import { keyError } from '../objects/exceptions';
import { PyDictView } from '../objects/iterators';
import { PyError } from '../runtime';
import { type Kwargs, PyList, PyTuple, type PyValue } from '../values';

/** Values read from a container while tracing get their place in the graph first. */
function* values(rt: Interpreter, dict: PyDict): Iterable<PyValue> {
  for (const [key, value] of dict.map) yield rt.touched ? rt.touched(dict, key as PyValue, value) : value;
}

function* items(rt: Interpreter, dict: PyDict): Iterable<PyValue> {
  for (const key of dict.map.keys()) {
    const value = dict.map.get(key)!;
    yield new PyTuple([dict.original(key), rt.touched ? rt.touched(dict, key as PyValue, value) : value]);
  }
}

function view(rt: Interpreter, name: PyDictView['typeName'], dict: PyDict, iterate: (rt: Interpreter) => Iterable<PyValue>): PyValue {
  if (rt.python2) return new PyList([...iterate(rt)]);
  return new PyDictView(name, dict, each => iterate(each as Interpreter));
}

/** What `dict(x)` and `d.update(x)` take: a mapping, or pairs. */
export function fill(rt: Interpreter, dict: PyDict, source: PyValue, kwargs: Kwargs): void {
  const put = (key: PyValue, value: PyValue): void => {
    dict.set(rt, key, value);
    rt.stored?.(dict, key, value);
  };
  if (source instanceof PyDict) for (const [key, value] of [...source.entries()]) put(key, value);
  else if (source !== null) {
    for (const pair of rt.iterate(source)) {
      const parts = [...rt.iterate(pair)];
      if (parts.length !== 2)
        throw new PyError('ValueError', `dictionary update sequence element #${dict.size} has length ${parts.length}; 2 is required`);
      put(parts[0], parts[1]);
    }
  }
  for (const [key, value] of kwargs) put(key, value);
}

function popKey(rt: Interpreter, dict: PyDict, key: PyValue, fallback: PyValue | undefined): PyValue {
  const value = dict.get(rt, key);
  if (value === undefined) {
    if (fallback === undefined) throw keyError(rt, key);
    return fallback;
  }
  dict.delete(rt, key);
  return value;
}

export const DICT_METHODS: Map<string, PyValue> = methods<PyDict>({
  keys: ['', (rt, dict) => view(rt, 'dict_keys', dict, () => dict.keys())],
  values: ['', (rt, dict) => view(rt, 'dict_values', dict, each => values(each, dict))],
  items: ['', (rt, dict) => view(rt, 'dict_items', dict, each => items(each, dict))],
  iterkeys: ['', (rt, dict) => rt.iter(view(rt, 'dict_keys', dict, () => dict.keys()))],
  itervalues: ['', (rt, dict) => rt.iter(view(rt, 'dict_values', dict, each => values(each, dict)))],
  iteritems: ['', (rt, dict) => rt.iter(view(rt, 'dict_items', dict, each => items(each, dict)))],
  has_key: ['key', (rt, dict, key) => dict.has(rt, key)],
  get: [
    'key, default=None',
    (rt, dict, key, fallback) => {
      const value = dict.get(rt, key);
      return value === undefined ? fallback : rt.touched ? rt.touched(dict, key, value) : value;
    },
  ],
  setdefault: [
    'key, default=None',
    (rt, dict, key, fallback) => {
      const value = dict.get(rt, key);
      if (value !== undefined) return value;
      dict.set(rt, key, fallback);
      return fallback;
    },
  ],
  popitem: [
    '',
    (rt, dict) => {
      const keys = [...dict.keys()];
      if (keys.length === 0) throw keyError(rt, 'popitem(): dictionary is empty');
      const key = keys[keys.length - 1];
      return new PyTuple([key, popKey(rt, dict, key, undefined)]);
    },
  ],
  clear: [
    '',
    (_rt, dict) => {
      dict.clear();
      return null;
    },
  ],
  copy: [
    '',
    (_rt, dict) => {
      const out = new PyDict();
      out.copyFrom(dict);
      return out;
    },
  ],
});

DICT_METHODS.set('pop', new PyMethod('pop', (rt, dict, args) => popKey(rt, dict as PyDict, args[0], args[1])));
DICT_METHODS.set(
  'update',
  new PyMethod('update', (rt, dict, args, kwargs) => {
    fill(rt, dict as PyDict, args[0] ?? null, kwargs);
    return null;
  }),
);
DICT_METHODS.set(
  'fromkeys',
  new PyMethod('fromkeys', (rt, self, args) => {
    const [keys, value = null] = self instanceof PyDict || self === null ? args : [self, ...args];
    const out = new PyDict();
    for (const key of rt.iterate(keys)) out.set(rt, key, value);
    return out;
  }),
);

type Combine = (rt: Interpreter, mine: PySet, others: readonly PySet[]) => PySet;

const setOf = (rt: Interpreter, values: Iterable<PyValue>, frozen = false): PySet => {
  const out = new PySet(frozen);
  for (const value of values) out.add(rt, value);
  return out;
};
export const toSet = (rt: Interpreter, value: PyValue, frozen = false): PySet => setOf(rt, rt.iterate(value), frozen);

const union: Combine = (rt, mine, others) =>
  setOf(
    rt,
    [mine, ...others].flatMap(each => [...each.map.values()]),
    mine.frozen,
  );
const intersection: Combine = (rt, mine, others) =>
  setOf(
    rt,
    [...mine.map.values()].filter(value => others.every(each => each.has(rt, value))),
    mine.frozen,
  );
const difference: Combine = (rt, mine, others) =>
  setOf(
    rt,
    [...mine.map.values()].filter(value => !others.some(each => each.has(rt, value))),
    mine.frozen,
  );

const combined = (combine: Combine) =>
  new PyMethod('set operation', (rt, self, args) =>
    combine(
      rt,
      self as PySet,
      args.map(arg => toSet(rt, arg)),
    ),
  );
const updating = (combine: Combine) =>
  new PyMethod('set update', (rt, self, args) => {
    const mine = self as PySet;
    const result = combine(
      rt,
      mine,
      args.map(arg => toSet(rt, arg)),
    );
    mine.map.clear();
    for (const [key, value] of result.map) mine.map.set(key, value);
    return null;
  });

export const SET_METHODS: Map<string, PyValue> = methods<PySet>({
  add: [
    'value',
    (rt, set, value) => {
      set.add(rt, value);
      return null;
    },
  ],
  discard: [
    'value',
    (rt, set, value) => {
      remove(rt, set, value);
      return null;
    },
  ],
  remove: [
    'value',
    (rt, set, value) => {
      if (!remove(rt, set, value)) throw keyError(rt, value);
      return null;
    },
  ],
  pop: [
    '',
    (rt, set) => {
      const [value] = set.values();
      if (value === undefined) throw keyError(rt, 'pop from an empty set');
      remove(rt, set, value);
      return value;
    },
  ],
  clear: [
    '',
    (_rt, set) => {
      set.map.clear();
      return null;
    },
  ],
  copy: ['', (rt, set) => setOf(rt, set.map.values(), set.frozen)],
  issubset: ['other', (rt, set, other) => [...set.map.values()].every(value => toSet(rt, other).has(rt, value))],
  issuperset: ['other', (rt, set, other) => [...rt.iterate(other)].every(value => set.has(rt, value))],
  isdisjoint: ['other', (rt, set, other) => [...rt.iterate(other)].every(value => !set.has(rt, value))],
  symmetric_difference: ['other', (rt, set, other) => rt.binary('^', set, toSet(rt, other))],
});

function remove(rt: Interpreter, set: PySet, value: PyValue): boolean {
  const [key] = toSet(rt, new PyList([value])).map.keys();
  return set.map.delete(key);
}

SET_METHODS.set('union', combined(union));
SET_METHODS.set('intersection', combined(intersection));
SET_METHODS.set('difference', combined(difference));
SET_METHODS.set('update', updating(union));
SET_METHODS.set('intersection_update', updating(intersection));
SET_METHODS.set('difference_update', updating(difference));
