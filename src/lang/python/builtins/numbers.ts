// Built-in functions on numbers and texts.
import { type Definitions, fn, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { NDArray } from '../numpy';
import { indexOf } from '../operators/items';
import { floatDivMod, floorDivWhole, numericOf, remainderWhole, toFloat, type Whole, wholeOf } from '../operators/numbers';
import { PyError } from '../runtime';
import { roundHalfEven, roundTo } from '../text/floats';
import { asciiRepr } from '../text/repr';
import { PyFloat, PyTuple, type PyValue } from '../values';

function round(rt: Interpreter, x: PyValue, digits: PyValue): PyValue {
  const number = numericOf(x);
  if (number instanceof PyFloat) {
    if (rt.python2)
      return new PyFloat(digits === null ? Math.sign(number.v) * Math.round(Math.abs(number.v)) : roundTo(number.v, Number(digits)));
    if (digits !== null) return new PyFloat(roundTo(number.v, Number(digits)));
    if (!Number.isFinite(number.v))
      throw Number.isNaN(number.v)
        ? new PyError('ValueError', 'cannot convert float NaN to integer')
        : new PyError('OverflowError', 'cannot convert float infinity to integer');
    return wholeOf(roundHalfEven(number.v));
  }
  if (number !== null) return digits === null || Number(digits) >= 0 ? number : roundWhole(number, -Number(digits));
  if (x instanceof NDArray) {
    const rounded = rt.apply(rt.getattr(x, 'round'), digits === null ? [] : [digits]);
    return digits === null && x.scalar ? rt.apply(rt.builtins.get('int')!, [rounded]) : rounded;
  }
  const method = rt.special(x, '__round__');
  if (method !== undefined) return rt.apply(method, digits === null ? [] : [digits]);
  throw new PyError('TypeError', `type ${rt.typeName(x)} doesn't define __round__ method`);
}

function roundWhole(x: Whole, digits: number): Whole {
  const power = 10 ** digits;
  return roundHalfEven(Number(x) / power) * power;
}

function divmod(rt: Interpreter, x: PyValue, y: PyValue): PyValue {
  const a = numericOf(x);
  const b = numericOf(y);
  if (a === null || b === null) return new PyTuple([rt.binary('//', x, y), rt.binary('%', x, y)]);
  if (a instanceof PyFloat || b instanceof PyFloat) {
    const [quotient, rest] = floatDivMod(toFloat(a), toFloat(b));
    return new PyTuple([new PyFloat(quotient), new PyFloat(rest)]);
  }
  return new PyTuple([floorDivWhole(a, b), remainderWhole(a, b)]);
}

function modularPower(rt: Interpreter, x: PyValue, y: PyValue, mod: PyValue): PyValue {
  if (mod === null) return rt.binary('**', x, y);
  let base = BigInt(x as Whole) % BigInt(mod as Whole);
  let result = 1n;
  for (let e = BigInt(y as Whole); e > 0n; e /= 2n) {
    if (e % 2n === 1n) result = (result * base) % BigInt(mod as Whole);
    base = (base * base) % BigInt(mod as Whole);
  }
  return remainderWhole(result <= 9007199254740991n ? Number(result) : result, mod as Whole);
}

const inBase = (base: number, prefix: string) =>
  fn('x', (rt, x) => {
    const whole = typeof x === 'bigint' ? x : indexOf(rt, x);
    if (whole === null) throw new PyError('TypeError', `'${rt.typeName(x)}' object cannot be interpreted as an integer`);
    return `${whole < 0 ? '-' : ''}${prefix}${(whole < 0 ? -whole : whole).toString(base)}`;
  });

export const NUMBERS: Definitions = {
  abs: fn('x', (rt, x) => rt.unary('abs', x)),
  round: fn('number, ndigits=None', round),
  divmod: fn('x, y', divmod),
  pow: fn('base, exp, mod=None', modularPower),
  bin: inBase(2, '0b'),
  oct: inBase(8, '0o'),
  hex: inBase(16, '0x'),
  chr: fn('i', (_rt, code) => String.fromCodePoint(Number(code))),
  ord: fn('c', (rt, text) => {
    if (typeof text !== 'string') throw new PyError('TypeError', `ord() expected string of length 1, but ${rt.typeName(text)} found`);
    if ([...text].length !== 1) throw new PyError('TypeError', `ord() expected a character, but string of length ${text.length} found`);
    return text.codePointAt(0)!;
  }),
  ascii: fn('x', (rt, x) => asciiRepr(rt, x)),
  repr: fn('x', (rt, x) => rt.repr(x)),
  format: fn("value, format_spec=''", (rt, value, spec) => rt.format(value, String(spec))),
  hash: fn('x', (rt, x) => rt.hash(x)),
  id: raw((rt, [x]) => rt.hash(x)),
};
