// -x, +x, ~x, abs(x).
import type { Interpreter } from '../interpreter';
import { arrayUnary, NDArray } from '../numpy';
import { PyError } from '../runtime';
import { PyFloat, PyOpaque, type PyValue } from '../values';
import { normal, numericOf } from './numbers';

export type Sign = '-' | '+' | '~' | 'abs';
const SPECIAL: Readonly<Record<Sign, string>> = { '-': '__neg__', '+': '__pos__', '~': '__invert__', abs: '__abs__' };

export function unary(rt: Interpreter, op: Sign, x: PyValue): PyValue {
  const number = numericOf(x);
  if (number instanceof PyFloat) {
    if (op === '-') return new PyFloat(-number.v);
    if (op === '+') return number;
    if (op === 'abs') return new PyFloat(Math.abs(number.v));
  } else if (typeof number === 'number') {
    if (op === '-') return 0 - number;
    if (op === '+') return number;
    return op === '~' ? -number - 1 : Math.abs(number);
  } else if (number !== null)
    return op === '-' ? normal(-number) : op === '+' ? number : op === '~' ? normal(~number) : number < 0 ? normal(-number) : number;
  if (x instanceof PyOpaque) return x;
  if (x instanceof NDArray) return arrayUnary(rt, op, x);
  const method = rt.special(x, SPECIAL[op]);
  if (method !== undefined) return rt.apply(method, []);
  const what = op === 'abs' ? 'abs()' : `unary ${op}`;
  throw new PyError('TypeError', `bad operand type for ${what}: '${rt.typeName(x)}'`);
}
