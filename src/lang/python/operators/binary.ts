// a op b for values of every kind.
import type { BinaryOp } from '../ast';
import type { Interpreter } from '../interpreter';
import { arrayBinary, arrayInplace, NDArray } from '../numpy';
import { PyBytes } from '../objects/bytes';
import { NOT_IMPLEMENTED, PyInstance } from '../objects/classes';
import { PyDict, PySet } from '../objects/containers';
import { PyError, type Runtime } from '../runtime';
import { percentFormat } from '../text/percent';
import { PyList, PyObject, PyOpaque, PyTuple, type PyValue } from '../values';
import { numeric, numericOf } from './numbers';

const NAMES: Readonly<Record<BinaryOp, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'lshift',
  '>>': 'rshift',
};

/** Everything but the shortest ways, which the compiled code takes itself. */
export function binary(rt: Interpreter, op: BinaryOp, x: PyValue, y: PyValue): PyValue {
  const a = numericOf(x);
  const b = numericOf(y);
  if (a !== null && b !== null) {
    if (typeof x === 'boolean' && typeof y === 'boolean' && (op === '&' || op === '|' || op === '^'))
      return op === '&' ? x && y : op === '|' ? x || y : x !== y;
    if (rt.python2 && !rt.exactDivision && op === '/' && typeof a !== 'object' && typeof b !== 'object') return numeric('//', a, b);
    const result = numeric(op, a, b);
    if (result !== null) return result;
  }
  if (x instanceof PyOpaque) return x;
  if (y instanceof PyOpaque) return y;
  if (x instanceof PyInstance || y instanceof PyInstance || hasOwnClass(x)) {
    const result = dunder(rt, op, x, y);
    if (result !== undefined) return result;
  }
  if (x instanceof NDArray || y instanceof NDArray) return arrayOperation(rt, op, x, y);
  const result = containers(rt, op, x, y);
  if (result !== undefined) return result;
  throw unsupported(rt, op, x, y);
}

/** A user's subclass of a built-in class, or one of the library's. */
const hasOwnClass = (x: PyValue): boolean =>
  x instanceof PyObject && (x.userClass !== undefined || (x instanceof PyDict && x.typeName !== 'dict'));

function arrayOperation(rt: Interpreter, op: BinaryOp, x: PyValue, y: PyValue): PyValue {
  const whole = rt.python2 && !rt.exactDivision && op === '/' && isWhole(x) && isWhole(y);
  if (typeof x === 'string' && op === '%') return percentFormat(rt, x, y);
  return arrayBinary(rt, whole ? '//' : op, x, y);
}

const isWhole = (x: PyValue): boolean => typeof x === 'number' || (x instanceof NDArray && x.dtype.integral);

/** The special methods: `__add__` of the left, then `__radd__` of the right; undefined where neither answers. */
function dunder(rt: Interpreter, op: BinaryOp, x: PyValue, y: PyValue): PyValue | undefined {
  const name = NAMES[op];
  const attempt = (self: PyValue, method: string, other: PyValue): PyValue | undefined => {
    const found = rt.special(self, method);
    if (found === undefined) return undefined;
    const result = rt.apply(found, [other]);
    return result === NOT_IMPLEMENTED ? undefined : result;
  };
  const [p, q] = [rt.classOf(x), rt.classOf(y)];
  if (p !== q && q.isSubclassOf(p)) {
    const first = attempt(y, `__r${name}__`, x);
    if (first !== undefined) return first;
  }
  return attempt(x, `__${name}__`, y) ?? (p === q ? undefined : attempt(y, `__r${name}__`, x));
}

const LONGEST = 5e7;

/** Every entry is charged, since a loop that makes lists for ever ends by memory before it ends by time. */
function repeated<T>(rt: Runtime, items: readonly T[], times: PyValue): T[] {
  const count = Math.max(0, Number(times));
  rt.spend(items.length * count);
  if (items.length * count > LONGEST) throw new PyError('MemoryError', '');
  if (items.length === 1) return new Array<T>(count).fill(items[0]);
  const out: T[] = [];
  for (let i = 0; i < count; i++) for (const item of items) out.push(item);
  return out;
}

const isCount = (x: PyValue): boolean => typeof x === 'number' || typeof x === 'boolean' || typeof x === 'bigint';

function containers(rt: Interpreter, op: BinaryOp, x: PyValue, y: PyValue): PyValue | undefined {
  if (typeof x === 'string') return texts(rt, op, x, y);
  if (op === '*' && isCount(x) && !isCount(y)) return containers(rt, op, y, x);
  if (x instanceof PyList) {
    if (op === '+' && y instanceof PyList) return new PyList([...x.items, ...y.items]);
    if (op === '*' && isCount(y)) return new PyList(repeated(rt, x.items, y));
  } else if (x instanceof PyTuple) {
    if (op === '+' && y instanceof PyTuple) return new PyTuple([...x.items, ...y.items]);
    if (op === '*' && isCount(y)) return new PyTuple(repeated(rt, x.items, y));
  } else if (x instanceof PySet && y instanceof PySet) return sets(rt, op, x, y);
  else if (x instanceof PyDict && y instanceof PyDict && op === '|') {
    const out = new PyDict();
    out.copyFrom(x);
    out.copyFrom(y);
    return out;
  } else if (x instanceof PyBytes) {
    if (op === '+' && y instanceof PyBytes) return new PyBytes(x.text + y.text);
    if (op === '*' && isCount(y)) return new PyBytes(x.text.repeat(Math.max(0, Number(y))));
  }
  return undefined;
}

function texts(rt: Interpreter, op: BinaryOp, x: string, y: PyValue): PyValue | undefined {
  if (op === '+' && typeof y === 'string') return x + y;
  if (op === '%') return percentFormat(rt, x, y);
  if (op !== '*' || !isCount(y)) return undefined;
  const count = Math.max(0, Number(y));
  if (x.length * count > 1e8) throw new PyError('MemoryError', '');
  return x.repeat(count);
}

function sets(rt: Interpreter, op: BinaryOp, x: PySet, y: PySet): PyValue | undefined {
  const pick = (values: readonly PyValue[], keep: (value: PyValue) => boolean): PySet => {
    const out = new PySet(x.frozen);
    for (const value of values) if (keep(value)) out.add(rt, value);
    return out;
  };
  const [mine, theirs] = [[...x.map.values()], [...y.map.values()]];
  if (op === '|') return pick([...mine, ...theirs], () => true);
  if (op === '&') return pick(mine, value => y.has(rt, value));
  if (op === '-') return pick(mine, value => !y.has(rt, value));
  if (op === '^') return pick([...mine, ...theirs], value => x.has(rt, value) !== y.has(rt, value));
  return undefined;
}

function unsupported(rt: Interpreter, op: BinaryOp, x: PyValue, y: PyValue): PyError {
  const [p, q] = [rt.typeName(x), rt.typeName(y)];
  if (op === '+' && typeof x === 'string') return new PyError('TypeError', `can only concatenate str (not "${q}") to str`);
  if (op === '+' && (x instanceof PyList || x instanceof PyTuple))
    return new PyError('TypeError', `can only concatenate ${p} (not "${q}") to ${p}`);
  if (op === '*' && (x instanceof PyList || x instanceof PyTuple || typeof x === 'string'))
    return new PyError('TypeError', `can't multiply sequence by non-int of type '${q}'`);
  if (op === '*' && (y instanceof PyList || y instanceof PyTuple || typeof y === 'string'))
    return new PyError('TypeError', `can't multiply sequence by non-int of type '${p}'`);
  return new PyError('TypeError', `unsupported operand type(s) for ${op === '**' ? '** or pow()' : op}: '${p}' and '${q}'`);
}

/** `x op= y`: in place where the value can change, else as `x op y`. */
export function inplace(rt: Interpreter, op: BinaryOp, x: PyValue, y: PyValue): PyValue {
  if (x instanceof NDArray && !(y instanceof PyInstance)) return arrayInplace(rt, op, x, y);
  if (x instanceof PyList && !x.userClass) {
    if (op === '+') {
      x.items.push(...(y instanceof PyList || y instanceof PyTuple ? y.items : rt.iterate(y)));
      return x;
    }
    if (op === '*' && isCount(y)) {
      const items = repeated(rt, x.items, y);
      x.items.length = 0;
      for (const item of items) x.items.push(item);
      return x;
    }
  }
  if (x instanceof PySet && !x.frozen && y instanceof PySet) {
    const result = sets(rt, op, x, y) as PySet;
    x.map.clear();
    for (const [key, value] of result.map) x.map.set(key, value);
    return x;
  }
  if (x instanceof PyDict && op === '|' && y instanceof PyDict) {
    x.copyFrom(y);
    return x;
  }
  const method = x instanceof PyInstance || (x instanceof PyObject && x.userClass) ? rt.special(x, `__i${NAMES[op]}__`) : undefined;
  if (method !== undefined) {
    const result = rt.apply(method, [y]);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  return rt.binary(op, x, y);
}

export const specialName = (op: BinaryOp): string => NAMES[op];
