// Comparisons: equality, order, identity, membership.
import type { CompareOp } from '../ast';
import type { Interpreter } from '../interpreter';
import { arrayCompare, DType, NDArray, sameDType } from '../numpy';
import { PyBytes } from '../objects/bytes';
import { NOT_IMPLEMENTED, PyInstance } from '../objects/classes';
import { PyDict, PySet } from '../objects/containers';
import { PyDictView } from '../objects/iterators';
import { PyRange } from '../objects/range';
import { PyError } from '../runtime';
import { PyFloat, PyList, PyObject, PyOpaque, PySlice, PyTuple, type PyValue } from '../values';
import { numericOf } from './numbers';

export type Order = '<' | '<=' | '>' | '>=' | '==' | '!=';

const SPECIAL: Readonly<Record<Order, readonly [string, string]>> = {
  '<': ['__lt__', '__gt__'],
  '<=': ['__le__', '__ge__'],
  '>': ['__gt__', '__lt__'],
  '>=': ['__ge__', '__le__'],
  '==': ['__eq__', '__eq__'],
  '!=': ['__ne__', '__ne__'],
};

const ordered = (op: Order, a: number | bigint | string, b: number | bigint | string): boolean => {
  switch (op) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      // biome-ignore lint/suspicious/noDoubleEquals: an int may be a bigint and compare equal to a number
      return a == b;
    case '!=':
      // biome-ignore lint/suspicious/noDoubleEquals: an int may be a bigint and compare equal to a number
      return a != b;
  }
};

const raw = (x: number | bigint | PyFloat): number | bigint => (x instanceof PyFloat ? x.v : x);

/** The result of a comparison: a bool, or what arrays and special methods answer. */
export function compare(rt: Interpreter, op: Order, x: PyValue, y: PyValue): PyValue {
  const a = numericOf(x);
  const b = numericOf(y);
  if (a !== null && b !== null) return ordered(op, raw(a), raw(b));
  if (typeof x === 'string' && typeof y === 'string') return ordered(op, x, y);
  if (x instanceof PyOpaque || y instanceof PyOpaque) return x instanceof PyOpaque ? x : y;
  if (x instanceof PyInstance || y instanceof PyInstance || userClass(x) || userClass(y)) {
    const result = special(rt, op, x, y);
    if (result !== undefined) return result;
  }
  if (x instanceof NDArray || y instanceof NDArray) {
    if ((op === '==' || op === '!=') && (x === null || y === null) && (x instanceof NDArray ? x : (y as NDArray)).scalar)
      return op === '!=';
    return arrayCompare(rt, op, x, y);
  }
  if ((op === '==' || op === '!=') && (x instanceof DType || y instanceof DType)) return sameDType(x, y) === (op === '==');
  if (op === '==') return equalContents(rt, x, y);
  if (op === '!=') return !equalContents(rt, x, y);
  if ((x instanceof PyList && y instanceof PyList) || (x instanceof PyTuple && y instanceof PyTuple))
    return orderItems(rt, op, x.items, y.items);
  if (x instanceof PyBytes && y instanceof PyBytes) return ordered(op, x.text, y.text);
  if (x instanceof PySet && y instanceof PySet) return subset(rt, op, x, y);
  throw new PyError('TypeError', `'${op}' not supported between instances of '${rt.typeName(x)}' and '${rt.typeName(y)}'`);
}

const userClass = (x: PyValue): boolean => x instanceof PyObject && x.userClass !== undefined;

function special(rt: Interpreter, op: Order, x: PyValue, y: PyValue): PyValue | undefined {
  const [mine, theirs] = SPECIAL[op];
  const attempt = (self: PyValue, name: string, other: PyValue): PyValue | undefined => {
    const method = rt.special(self, name);
    if (method === undefined) return undefined;
    const result = rt.apply(method, [other]);
    return result === NOT_IMPLEMENTED ? undefined : result;
  };
  const result = attempt(x, mine, y) ?? attempt(y, theirs, x);
  if (result !== undefined || op !== '!=') return result;
  const equal = attempt(x, '__eq__', y) ?? attempt(y, '__eq__', x);
  return equal === undefined ? undefined : !rt.truth(equal);
}

function subset(rt: Interpreter, op: Order, x: PySet, y: PySet): boolean {
  const within = (p: PySet, q: PySet): boolean => [...p.map.values()].every(value => q.has(rt, value));
  const [small, large] = op[0] === '<' ? [x, y] : [y, x];
  return within(small, large) && (op.length === 2 || small.map.size < large.map.size);
}

function orderItems(rt: Interpreter, op: Order, a: readonly PyValue[], b: readonly PyValue[]): PyValue {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) if (!equals(rt, a[i], b[i])) return compare(rt, op, a[i], b[i]);
  return ordered(op, a.length, b.length);
}

/** x == y as a bool: identity counts, as in a list's own comparison. */
export function equals(rt: Interpreter, x: PyValue, y: PyValue): boolean {
  if (x === y) return true;
  return rt.truth(compare(rt, '==', x, y));
}

function equalContents(rt: Interpreter, x: PyValue, y: PyValue): boolean {
  if (x === y) return true;
  if ((x instanceof PyList && y instanceof PyList) || (x instanceof PyTuple && y instanceof PyTuple))
    return x.items.length === y.items.length && x.items.every((item, i) => equals(rt, item, y.items[i]));
  if (x instanceof PyDict && y instanceof PyDict) {
    if (x.size !== y.size) return false;
    for (const [key, value] of x.map) {
      const other = y.map.get(key);
      if (other === undefined || !equals(rt, value, other)) return false;
    }
    return true;
  }
  if (x instanceof PySet && y instanceof PySet) return x.map.size === y.map.size && [...x.map.keys()].every(key => y.map.has(key));
  if (x instanceof PyRange && y instanceof PyRange)
    return x.length === y.length && (x.length === 0 || (x.start === y.start && (x.length === 1 || x.step === y.step)));
  if (x instanceof PyBytes && y instanceof PyBytes) return x.text === y.text;
  if (x instanceof PySlice && y instanceof PySlice)
    return equals(rt, x.start, y.start) && equals(rt, x.stop, y.stop) && equals(rt, x.step, y.step);
  if (x instanceof PyDictView && y instanceof PyDictView) {
    const other = [...y.iterate(rt)];
    return x.dict.size === y.dict.size && [...x.iterate(rt)].every(item => other.some(each => equals(rt, item, each)));
  }
  return false;
}

/** For sorting: negative, zero or positive. */
export function order(rt: Interpreter, x: PyValue, y: PyValue): number {
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  if (typeof x === 'string' && typeof y === 'string') return x < y ? -1 : x > y ? 1 : 0;
  if (rt.truth(compare(rt, '<', x, y))) return -1;
  return rt.truth(compare(rt, '<', y, x)) ? 1 : 0;
}

export function contains(rt: Interpreter, container: PyValue, item: PyValue): boolean {
  if (typeof container === 'string') {
    if (typeof item === 'string') return container.includes(item);
    if (item instanceof PyOpaque) return true;
    throw new PyError('TypeError', `'in <string>' requires string as left operand, not ${rt.typeName(item)}`);
  }
  if (container instanceof PyOpaque) return true;
  if (container instanceof PyInstance || userClass(container)) {
    const method = rt.special(container, '__contains__');
    if (method !== undefined) return rt.truth(rt.apply(method, [item]));
  }
  if (container instanceof PyDict) return container.has(rt, item);
  if (container instanceof PySet) return container.has(rt, item);
  if (container instanceof PyDictView && container.typeName === 'dict_keys') return (container.dict as PyDict).has(rt, item);
  if (container instanceof PyRange && typeof item === 'number') return container.contains(item);
  if (container instanceof NDArray) return rt.truth(rt.apply(rt.getattr(arrayCompare(rt, '==', container, item), 'any'), []));
  for (const value of rt.iterate(container)) if (equals(rt, value, item)) return true;
  return false;
}

/** Identity: numbers, texts and the like have none of their own and count as one when they are equal. */
export function same(x: PyValue, y: PyValue): boolean {
  if (x === y) return true;
  return x instanceof PyFloat && y instanceof PyFloat && Object.is(x.v, y.v) && x.node === y.node;
}

export function compareAny(rt: Interpreter, op: CompareOp, x: PyValue, y: PyValue): PyValue {
  switch (op) {
    case 'in':
      return contains(rt, y, x);
    case 'not in':
      return !contains(rt, y, x);
    case 'is':
      return same(x, y);
    case 'is not':
      return !same(x, y);
    default:
      return compare(rt, op, x, y);
  }
}
