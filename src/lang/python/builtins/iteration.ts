// Built-in functions that walk through things.
import { type Definitions, fn, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { UserIterator } from '../iterate';
import { arrayLength, NDArray } from '../numpy';
import { PyBytes } from '../objects/bytes';
import { PyInstance } from '../objects/classes';
import { PyDict, PySet } from '../objects/containers';
import { FunctionIterator, PyDictView, PyIterator } from '../objects/iterators';
import { PyRange } from '../objects/range';
import { characters } from '../operators/items';
import { addWhole } from '../operators/numbers';
import { PyError } from '../runtime';
import { sorted } from '../types/sequences';
import { type Kwargs, PyFloat, PyList, PyTuple, type PyValue } from '../values';

export function lengthOf(rt: Interpreter, value: PyValue): PyValue {
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length;
  if (typeof value === 'string') return characters(value).length;
  if (value instanceof PyDict) return value.size;
  if (value instanceof PySet) return value.map.size;
  if (value instanceof NDArray) return arrayLength(value);
  if (value instanceof PyRange) return value.length;
  if (value instanceof PyDictView) return value.dict.size;
  if (value instanceof PyBytes) return value.text.length;
  const method = rt.special(value, '__len__');
  if (method !== undefined) return rt.apply(method, []);
  throw new PyError('TypeError', `object of type '${rt.typeName(value)}' has no len()`);
}

function sum(rt: Interpreter, values: PyValue, start: PyValue): PyValue {
  let total = start;
  if (typeof total === 'string') throw new PyError('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
  for (const value of rt.iterate(values)) {
    if (!rt.recorder && total instanceof PyFloat && value instanceof PyFloat) total = new PyFloat(total.v + value.v);
    else if (typeof total === 'number' && typeof value === 'number') total = addWhole(total, value);
    else total = rt.binary('+', total, value);
  }
  return total;
}

type Better = (rt: Interpreter, a: PyValue, b: PyValue) => boolean;

function extreme(name: string, better: Better) {
  return raw((rt, args, kwargs) => {
    const key = kwargs.get('key') ?? null;
    const fallback = kwargs.get('default');
    if (args.length === 0) throw new PyError('TypeError', `${name} expected at least 1 argument, got 0`);
    const values = args.length === 1 ? rt.iterate(args[0]) : args;
    let best: PyValue | undefined;
    let bestKey: PyValue = null;
    for (const value of values) {
      const rank = key === null ? value : rt.apply(key, [value]);
      if (best !== undefined && !better(rt, rank, bestKey)) continue;
      best = value;
      bestKey = rank;
    }
    if (best === undefined) {
      if (fallback !== undefined) return fallback;
      throw new PyError('ValueError', `${name}() arg is an empty sequence`);
    }
    return best;
  });
}

const less: Better = (rt, a, b) => rt.truth(rt.comparison('<', a, b));
const greater: Better = (rt, a, b) => rt.truth(rt.comparison('>', a, b));

/** Python 2 gave lists where iterators are given now. */
const lazily = (rt: Interpreter, iterator: PyIterator): PyValue => (rt.python2 ? new PyList([...rt.iterate(iterator)]) : iterator);

function zip(rt: Interpreter, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  const iterators = args.map(arg => rt.iter(arg));
  const strict = kwargs.has('strict') && rt.truth(kwargs.get('strict')!);
  const { length } = iterators;
  return lazily(
    rt,
    new FunctionIterator(
      'zip',
      () => {
        if (length === 0) return undefined;
        const items: PyValue[] = new Array(length);
        for (let i = 0; i < length; i++) {
          const value = iterators[i].next();
          if (value === undefined) {
            if (strict && i > 0)
              throw new PyError('ValueError', `zip() argument ${i + 1} is shorter than argument ${i === 1 ? '1' : `s 1-${i}`}`);
            return undefined;
          }
          items[i] = value;
        }
        return new PyTuple(items);
      },
      iterators,
    ),
  );
}

function map(rt: Interpreter, args: readonly PyValue[]): PyValue {
  const [f, ...rest] = args;
  const iterators = rest.map(arg => rt.iter(arg));
  return lazily(
    rt,
    new FunctionIterator(
      'map',
      () => {
        const items: PyValue[] = [];
        for (const iterator of iterators) {
          const value = iterator.next();
          if (value === undefined) return undefined;
          items.push(value);
        }
        return f === null ? items[0] : rt.apply(f, items);
      },
      iterators,
    ),
  );
}

function reversed(rt: Interpreter, value: PyValue): PyValue {
  const own = value instanceof PyInstance ? rt.special(value, '__reversed__') : undefined;
  if (own !== undefined) return rt.apply(own, []);
  if (value instanceof PyRange) {
    const last = value.length === 0 ? value.start : value.at(value.length - 1);
    return rt.iter(new PyRange(last, value.length === 0 ? last : value.start - value.step, -value.step));
  }
  if (value instanceof PyInstance || value instanceof NDArray) {
    const size = Number(lengthOf(rt, value));
    let at = size;
    return new FunctionIterator('reversed', () => (at > 0 ? rt.getItem(value, --at) : undefined));
  }
  if (value instanceof PyIterator || value instanceof PySet)
    throw new PyError('TypeError', `'${rt.typeName(value)}' object is not reversible`);
  const items = [...rt.iterate(value)];
  let at = items.length;
  return new FunctionIterator('list_reverseiterator', () => (at > 0 ? items[--at] : undefined));
}

function next(rt: Interpreter, args: readonly PyValue[]): PyValue {
  const [iterator, fallback] = args;
  const source = iterator instanceof PyIterator ? iterator : iterator instanceof PyInstance ? new UserIterator(rt, iterator) : null;
  if (!source) throw new PyError('TypeError', `'${rt.typeName(iterator)}' object is not an iterator`);
  const value = source.next();
  if (value !== undefined) return value;
  if (fallback !== undefined) return fallback;
  throw new PyError('StopIteration', '');
}

export const ITERATION: Definitions = {
  len: fn('obj', lengthOf),
  sum: fn('iterable, start=0', sum),
  min: extreme('min', less),
  max: extreme('max', greater),
  zip: raw(zip),
  map: raw(map),
  filter: fn('function, iterable', (rt, test, values) => {
    const iterator = rt.iter(values);
    return lazily(
      rt,
      new FunctionIterator('filter', () => {
        for (let value = iterator.next(); value !== undefined; value = iterator.next())
          if (rt.truth(test === null ? value : rt.apply(test, [value]))) return value;
        return undefined;
      }),
    );
  }),
  enumerate: fn('iterable, start=0', (rt, values, start) => {
    const iterator = rt.iter(values);
    let count = Number(start);
    return new FunctionIterator('enumerate', () => {
      const value = iterator.next();
      return value === undefined ? undefined : new PyTuple([count++, value]);
    }, [iterator]);
  }),
  reversed: fn('sequence', reversed),
  sorted: fn(
    'iterable, *, key=None, reverse=False',
    (rt, values, key, reverse) => new PyList(sorted(rt, [...rt.iterate(values)], key, rt.truth(reverse))),
  ),
  any: fn('iterable', (rt, values) => {
    for (const value of rt.iterate(values)) if (rt.truth(value)) return true;
    return false;
  }),
  all: fn('iterable', (rt, values) => {
    for (const value of rt.iterate(values)) if (!rt.truth(value)) return false;
    return true;
  }),
  iter: raw((rt, [value, sentinel]) => {
    if (sentinel === undefined) return rt.iter(value);
    return new FunctionIterator('callable_iterator', () => {
      const item = rt.apply(value, []);
      return rt.equals(item, sentinel) ? undefined : item;
    });
  }),
  next: raw(next),
};
