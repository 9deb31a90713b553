// functools and operator.

import type { BinaryOp, CompareOp } from '../ast';
import { type Definitions, fn, moduleOf, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { PyClass, type PyInstance, PyProperty } from '../objects/classes';
import { keyOf } from '../objects/containers';
import { PyFunction } from '../objects/functions';
import { compareAny } from '../operators/compare';
import { PyError, type Runtime } from '../runtime';
import { type Kwargs, PyBuiltin, type PyModule, PyObject, PyTuple, type PyValue } from '../values';

function reduce(rt: Interpreter, [f, values, start]: readonly PyValue[]): PyValue {
  const iterator = rt.iter(values);
  let total = start ?? iterator.next();
  if (start === null) total = null;
  if (total === undefined) throw new PyError('TypeError', 'reduce() of empty iterable with no initial value');
  for (let value = iterator.next(); value !== undefined; value = iterator.next()) total = rt.apply(f, [total, value]);
  return total;
}

function partial(_rt: Interpreter, [f, ...fixed]: readonly PyValue[], named: Kwargs): PyValue {
  const made = new PyBuiltin('partial', (rt, args, kwargs) => rt.apply(f, [...fixed, ...args], new Map([...named, ...kwargs])));
  made.extra = new Map<string, PyValue>([
    ['func', f],
    ['args', new PyTuple(fixed)],
  ]);
  return made;
}

/** Remembers results by their arguments. */
function cached(_rt: Interpreter, f: PyValue): PyBuiltin {
  const results = new Map<string, PyValue>();
  const ids = new Map<unknown, number>();
  const textOf = (rt: Runtime, value: PyValue): string => {
    const key = keyOf(rt, value);
    if (!(key instanceof PyObject)) return `${typeof key}${String(key)}`;
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return `object${id}`;
  };
  const name = f instanceof PyFunction ? f.code.name : 'cached';
  const made = new PyBuiltin(name, (rt, args, kwargs) => {
    const key = [...args.map(arg => textOf(rt, arg)), ...[...kwargs].map(([k, v]) => `${k}=${textOf(rt, v)}`)].join('\u0001');
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = rt.apply(f, args, kwargs);
    results.set(key, result);
    return result;
  });
  made.binds = true;
  made.extra = new Map<string, PyValue>([
    ['__wrapped__', f],
    [
      'cache_clear',
      new PyBuiltin('cache_clear', () => {
        results.clear();
        return null;
      }),
    ],
  ]);
  return made;
}

function lruCache(rt: Interpreter, [first]: readonly PyValue[]): PyValue {
  if (first instanceof PyFunction) return cached(rt, first);
  return new PyBuiltin('decorator', (_rt, [f]) => cached(rt, f));
}

/** Gives a wrapper the name and the docstring of what it wraps. */
function wraps(rt: Interpreter, wrapped: PyValue): PyValue {
  return new PyBuiltin('decorator', (_rt, [wrapper]) => {
    if (wrapper instanceof PyFunction) {
      wrapper.attrs ??= new Map();
      for (const name of ['__name__', '__doc__', '__qualname__']) wrapper.attrs.set(name, rt.findattr(wrapped, name) ?? null);
      wrapper.attrs.set('__wrapped__', wrapped);
    }
    return wrapper;
  });
}

function cachedProperty(_rt: Interpreter, f: PyValue): PyValue {
  const results = new WeakMap<object, PyValue>();
  return new PyProperty(
    new PyBuiltin('cached_property', (rt, [self]) => {
      const owner = self as PyInstance;
      const known = results.get(owner);
      if (known !== undefined) return known;
      const value = rt.apply(f, [self]);
      results.set(owner, value);
      return value;
    }),
    null,
  );
}

class ComparedKey extends PyObject {
  readonly typeName = 'functools.KeyWrapper';
  constructor(
    private readonly compare: PyValue,
    private readonly value: PyValue,
  ) {
    super();
  }
  override attribute(name: string): PyValue | undefined {
    if (name !== '__lt__') return undefined;
    return new PyBuiltin(name, (rt, [other]) => rt.compare(rt.apply(this.compare, [this.value, (other as ComparedKey).value]), 0) < 0);
  }
}

const FROM_LESS: Readonly<Record<string, (less: boolean, equal: boolean) => boolean>> = {
  __gt__: (less, equal) => !less && !equal,
  __le__: (less, equal) => less || equal,
  __ge__: less => !less,
};

function totalOrdering(rt: Interpreter, cls: PyValue): PyValue {
  if (!(cls instanceof PyClass) || cls.lookup('__lt__') === undefined) return cls;
  for (const [name, test] of Object.entries(FROM_LESS)) {
    if (cls.lookup(name) !== undefined) continue;
    const method = new PyBuiltin(name, (_rt, [self, other]) => test(rt.truth(rt.comparison('<', self, other)), rt.equals(self, other)));
    method.binds = true;
    cls.assign(name, method);
  }
  return cls;
}

const FUNCTOOLS: Definitions = {
  reduce: raw(reduce),
  partial: raw(partial),
  lru_cache: raw(lruCache),
  cache: fn('f', cached),
  wraps: fn('wrapped, assigned=None, updated=None', wraps),
  cached_property: fn('f', cachedProperty),
  cmp_to_key: fn('f', (_rt, compare) => new PyBuiltin('key', (_each, [value]) => new ComparedKey(compare, value))),
  total_ordering: fn('cls', totalOrdering),
};

export const functoolsModule = (): PyModule => moduleOf('functools', FUNCTOOLS);

const arithmetic = (op: BinaryOp) => fn('a, b', (rt, a, b) => rt.binary(op, a, b));
const comparison = (op: CompareOp) => fn('a, b', (rt, a, b) => compareAny(rt, op, a, b));

/** A function of one object that reads several of its items or attributes. */
const getter = (read: (rt: Interpreter, value: PyValue, key: PyValue) => PyValue) =>
  raw(
    (rt, keys) =>
      new PyBuiltin('getter', (_rt, [value]) =>
        keys.length === 1 ? read(rt, value, keys[0]) : new PyTuple(keys.map(key => read(rt, value, key))),
      ),
  );

const OPERATOR: Definitions = {
  add: arithmetic('+'),
  sub: arithmetic('-'),
  mul: arithmetic('*'),
  truediv: arithmetic('/'),
  floordiv: arithmetic('//'),
  mod: arithmetic('%'),
  pow: arithmetic('**'),
  matmul: arithmetic('@'),
  and_: arithmetic('&'),
  or_: arithmetic('|'),
  xor: arithmetic('^'),
  lt: comparison('<'),
  le: comparison('<='),
  gt: comparison('>'),
  ge: comparison('>='),
  eq: comparison('=='),
  ne: comparison('!='),
  contains: fn('a, b', (rt, a, b) => compareAny(rt, 'in', b, a)),
  neg: fn('a', (rt, a) => rt.unary('-', a)),
  not_: fn('a', (rt, a) => !rt.truth(a)),
  truth: fn('a', (rt, a) => rt.truth(a)),
  getitem: fn('a, b', (rt, a, b) => rt.getItem(a, b)),
  itemgetter: getter((rt, value, key) => rt.getItem(value, key)),
  attrgetter: getter((rt, value, key) =>
    String(key)
      .split('.')
      .reduce((at, name) => rt.getattr(at, name), value),
  ),
  methodcaller: raw(
    (rt, [name, ...args], kwargs) =>
      new PyBuiltin('methodcaller', (_rt, [value]) => rt.apply(rt.getattr(value, String(name)), args, kwargs)),
  ),
};

export const operatorModule = (): PyModule => moduleOf('operator', OPERATOR);
