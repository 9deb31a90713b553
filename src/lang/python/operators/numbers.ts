// Arithmetic of ints (of any size), floats and bools.

import type { BinaryOp } from '../ast';
import { PyError } from '../runtime';
import { PyFloat, type PyValue } from '../values';

export type Whole = number | bigint;
/** A Python number without its place in a graph. */
export type Numeric = Whole | PyFloat;

export const normal = (x: bigint): Whole => (x >= -9007199254740991n && x <= 9007199254740991n ? Number(x) : x);

/** An integral float as an int. */
export const wholeOf = (x: number): Whole => (Number.isSafeInteger(x) ? x + 0 : BigInt(x));

export function numericOf(value: PyValue): Numeric | null {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof PyFloat) return value;
  return typeof value === 'boolean' ? (value ? 1 : 0) : null;
}

export function toFloat(x: Numeric): number {
  if (x instanceof PyFloat) return x.v;
  const value = Number(x);
  if (!Number.isFinite(value)) throw new PyError('OverflowError', 'int too large to convert to float');
  return value;
}

export function addWhole(x: Whole, y: Whole): Whole {
  if (typeof x === 'number' && typeof y === 'number') {
    const sum = x + y;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return normal(BigInt(x) + BigInt(y));
}

export function subWhole(x: Whole, y: Whole): Whole {
  if (typeof x === 'number' && typeof y === 'number') {
    const difference = x - y;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return normal(BigInt(x) - BigInt(y));
}

export function mulWhole(x: Whole, y: Whole): Whole {
  if (typeof x === 'number' && typeof y === 'number') {
    const product = x * y;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return normal(BigInt(x) * BigInt(y));
}

const zeroDivision = (message: string): PyError => new PyError('ZeroDivisionError', message);

export function floorDivWhole(x: Whole, y: Whole): Whole {
  if (typeof x === 'number' && typeof y === 'number') {
    if (y === 0) throw zeroDivision('integer division or modulo by zero');
    const quotient = (x - modWhole(x, y)) / y;
    if (Number.isSafeInteger(quotient)) return quotient + 0;
  }
  const [a, b] = [BigInt(x), BigInt(y)];
  if (b === 0n) throw zeroDivision('integer division or modulo by zero');
  const quotient = a / b;
  return normal(a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient);
}

function modWhole(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest + 0;
}

export function remainderWhole(x: Whole, y: Whole): Whole {
  if (typeof x === 'number' && typeof y === 'number') {
    if (y === 0) throw zeroDivision('integer modulo by zero');
    return modWhole(x, y);
  }
  const [a, b] = [BigInt(x), BigInt(y)];
  if (b === 0n) throw zeroDivision('integer modulo by zero');
  const rest = a % b;
  return normal(rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest);
}

export function powWhole(x: Whole, y: Whole): Numeric {
  if (y < 0) {
    if (x === 0 || x === 0n) throw zeroDivision('0.0 cannot be raised to a negative power');
    return new PyFloat(toFloat(x) ** Number(y));
  }
  if (typeof x === 'number' && Number(y) < 64) {
    let result = 1;
    for (let i = 0; i < Number(y) && Math.abs(result) <= Number.MAX_SAFE_INTEGER; i++) result *= x;
    if (Number.isSafeInteger(result)) return result + 0;
  }
  const size = BigInt(x < 0 ? -x : x).toString(2).length * Number(y);
  if (size > 4e7) throw new PyError('MemoryError', '');
  return normal(BigInt(x) ** BigInt(y));
}

export function divide(x: Numeric, y: Numeric): PyFloat {
  if (typeof x === 'bigint' || typeof y === 'bigint') return new PyFloat(divideBig(x, y));
  const divisor = toFloat(y);
  if (divisor === 0) throw zeroDivision(x instanceof PyFloat || y instanceof PyFloat ? 'float division by zero' : 'division by zero');
  return new PyFloat(toFloat(x) / divisor);
}

function divideBig(x: Numeric, y: Numeric): number {
  if (x instanceof PyFloat || y instanceof PyFloat) return toFloat(x) / toFloat(y);
  const [a, b] = [BigInt(x), BigInt(y)];
  if (b === 0n) throw zeroDivision('division by zero');
  const shift = BigInt(Math.max(0, b.toString(2).length - a.toString(2).length + 66));
  const scaled = Number((a << shift) / b);
  const result = shift > 1000n ? (scaled / 2 ** 500) * 2 ** (500 - Number(shift)) : scaled / 2 ** Number(shift);
  if (!Number.isFinite(result)) throw new PyError('OverflowError', 'integer division result too large for a float');
  return result;
}

/** Quotient and remainder of floats as CPython computes them. */
export function floatDivMod(x: number, y: number): [number, number] {
  if (y === 0) throw zeroDivision('float floor division by zero');
  let mod = x % y;
  let div = (x - mod) / y;
  if (mod !== 0) {
    if (y < 0 !== mod < 0) {
      mod += y;
      div -= 1;
    }
  } else mod = y < 0 ? -0 : 0;
  if (div === 0) return [x / y < 0 ? -0 : 0, mod];
  const floor = Math.floor(div);
  return [div - floor > 0.5 ? floor + 1 : floor, mod];
}

export function powFloat(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x === 0 && y < 0) throw zeroDivision('0.0 cannot be raised to a negative power');
  if (x < 0 && Number.isFinite(x) && !Number.isInteger(y) && Number.isFinite(y))
    throw new PyError('ValueError', 'complex numbers are not supported');
  if (x === -1 && !Number.isFinite(y)) return Number.isNaN(y) ? y : 1;
  const result = y === 2 ? x * x : x ** y;
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y))
    throw new PyError('OverflowError', "(34, 'Numerical result out of range')");
  return result;
}

const MAX_SHIFT = 1e7;

function shiftLeft(x: Whole, y: Whole): Whole {
  if (y < 0) throw new PyError('ValueError', 'negative shift count');
  if (Number(y) > MAX_SHIFT) throw new PyError('MemoryError', '');
  return normal(BigInt(x) << BigInt(y));
}

function shiftRight(x: Whole, y: Whole): Whole {
  if (y < 0) throw new PyError('ValueError', 'negative shift count');
  return normal(BigInt(x) >> BigInt(y));
}

const isSmall = (x: Whole): x is number => typeof x === 'number' && (x | 0) === x;

const bits =
  (small: (x: number, y: number) => number, big: (x: bigint, y: bigint) => bigint) =>
  (x: Whole, y: Whole): Whole =>
    isSmall(x) && isSmall(y) ? small(x, y) : normal(big(BigInt(x), BigInt(y)));

interface Rule {
  readonly whole: ((x: Whole, y: Whole) => Numeric) | null;
  readonly float: ((x: number, y: number) => number) | null;
}

/** One entry an operator: on ints, and on floats. */
export const RULES: Readonly<Record<BinaryOp, Rule>> = {
  '+': { whole: addWhole, float: (x, y) => x + y },
  '-': { whole: subWhole, float: (x, y) => x - y },
  '*': { whole: mulWhole, float: (x, y) => x * y },
  '/': {
    whole: divide,
    float: (x, y) => {
      if (y === 0) throw zeroDivision('float division by zero');
      return x / y;
    },
  },
  '//': { whole: floorDivWhole, float: (x, y) => floatDivMod(x, y)[0] },
  '%': {
    whole: remainderWhole,
    float: (x, y) => {
      if (y === 0) throw zeroDivision('float modulo');
      return floatDivMod(x, y)[1];
    },
  },
  '**': { whole: powWhole, float: powFloat },
  '@': { whole: null, float: null },
  '&': {
    whole: bits(
      (x, y) => x & y,
      (x, y) => x & y,
    ),
    float: null,
  },
  '|': {
    whole: bits(
      (x, y) => x | y,
      (x, y) => x | y,
    ),
    float: null,
  },
  '^': {
    whole: bits(
      (x, y) => x ^ y,
      (x, y) => x ^ y,
    ),
    float: null,
  },
  '<<': { whole: shiftLeft, float: null },
  '>>': { whole: shiftRight, float: null },
};

/** Applies an operator to two numbers; null where it is not defined for them. */
export function numeric(op: BinaryOp, x: Numeric, y: Numeric): Numeric | null {
  const rule = RULES[op];
  if (x instanceof PyFloat || y instanceof PyFloat) {
    if (!rule.float) return null;
    return new PyFloat(rule.float(toFloat(x), toFloat(y)));
  }
  return rule.whole ? rule.whole(x, y) : null;
}
