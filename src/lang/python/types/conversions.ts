// int(x), float(x), bool(x).
import type { Interpreter } from '../interpreter';
import { itemValue, NDArray } from '../numpy';
import { PyBytes } from '../objects/bytes';
import { normal, numericOf, toFloat, type Whole, wholeOf } from '../operators/numbers';
import { PyError } from '../runtime';
import { PyFloat, PyOpaque, type PyValue } from '../values';

export const toBool = (rt: Interpreter, value: PyValue | undefined): boolean => value !== undefined && rt.truth(value);

export function toInt(rt: Interpreter, value: PyValue | undefined, base: PyValue | undefined): PyValue {
  if (value === undefined) return 0;
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof PyFloat) return truncate(rt, value);
  if (typeof value === 'string') return parseWhole(value, base === undefined ? 10 : Number(base));
  if (value instanceof PyBytes) return parseWhole(value.text, 10);
  if (value instanceof PyOpaque) return value;
  if (value instanceof NDArray) {
    rt.guard(value);
    return toInt(rt, itemValue(value), undefined);
  }
  const method = rt.special(value, '__int__') ?? rt.special(value, '__index__');
  if (method !== undefined) return rt.apply(method, []);
  throw new PyError('TypeError', `int() argument must be a string, a bytes-like object or a real number, not '${rt.typeName(value)}'`);
}

export function truncate(rt: Interpreter, value: PyFloat): Whole {
  if (Number.isNaN(value.v)) throw new PyError('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value.v)) throw new PyError('OverflowError', 'cannot convert float infinity to integer');
  rt.guard(value);
  return wholeOf(Math.trunc(value.v));
}

function parseWhole(text: string, base: number): Whole {
  const trimmed = text.trim();
  const found = /^([+-]?)(0[xX]|0[oO]|0[bB])?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)$/.exec(trimmed);
  const invalid = (): PyError => new PyError('ValueError', `invalid literal for int() with base ${base}: '${text}'`);
  if (!found) throw invalid();
  const [, sign, prefix, digits] = found;
  const named = prefix ? { x: 16, o: 8, b: 2 }[prefix[1].toLowerCase()]! : null;
  const real = base === 0 ? (named ?? 10) : base;
  if (named !== null && named !== real) throw invalid();
  let value = 0n;
  for (const c of digits.replaceAll('_', '').toLowerCase()) {
    const digit = c <= '9' ? Number(c) : c.charCodeAt(0) - 87;
    if (digit >= real) throw invalid();
    value = value * BigInt(real) + BigInt(digit);
  }
  return normal(sign === '-' ? -value : value);
}

const FLOAT = /^[+-]?(?:(?:\d+(?:_\d+)*)?\.?\d*(?:_\d+)*(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i;

export function toFloatValue(rt: Interpreter, value: PyValue | undefined): PyValue {
  if (value === undefined) return new PyFloat(0);
  if (value instanceof PyFloat) return value;
  const number = numericOf(value);
  if (number !== null) return new PyFloat(toFloat(number));
  if (typeof value === 'string') return new PyFloat(parseFloatText(rt, value));
  if (value instanceof PyBytes) return new PyFloat(parseFloatText(rt, value.text));
  if (value instanceof PyOpaque) return value;
  if (value instanceof NDArray) return rt.floatOf(value);
  const method = rt.special(value, '__float__');
  if (method !== undefined) return rt.apply(method, []);
  throw new PyError('TypeError', `float() argument must be a string or a real number, not '${rt.typeName(value)}'`);
}

function parseFloatText(rt: Interpreter, text: string): number {
  const trimmed = text.trim().replaceAll('_', '');
  if (!FLOAT.test(trimmed) || trimmed === '' || /^[+-]?\.?$/.test(trimmed))
    throw new PyError('ValueError', `could not convert string to float: ${rt.repr(text)}`);
  const word = /inf|nan/i.exec(trimmed)?.[0].toLowerCase();
  if (word === 'nan') return Number.NaN;
  if (word === 'inf') return trimmed[0] === '-' ? -Infinity : Infinity;
  return Number(trimmed);
}
