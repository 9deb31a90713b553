// The older formatting: '%-10s %.3f' % (name, value).

import type { Interpreter } from '../interpreter';
import { PyDict } from '../objects/containers';
import { keyError } from '../objects/exceptions';
import { PyError } from '../runtime';
import { PyFloat, PyOpaque, PyTuple, type PyValue } from '../values';
import { asciiRepr } from './repr';
import { floatDigits } from './spec';

const DIRECTIVE = /%(?:\(([^)]*)\))?([#0\- +]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([\s\S]?)/g;

interface Flags {
  readonly left: boolean;
  readonly zero: boolean;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly precision: number | null;
}

export function percentFormat(rt: Interpreter, template: string, value: PyValue): string {
  const args = value instanceof PyTuple ? value.items : [value];
  let used = 0;
  let named = false;
  const take = (): PyValue => {
    if (used >= args.length) throw new PyError('TypeError', 'not enough arguments for format string');
    return args[used++];
  };
  const count = (text: string | undefined): number | null => {
    if (text === undefined) return null;
    return text === '*' ? Number(take()) : Number(text || 0);
  };
  const text = template.replace(DIRECTIVE, (whole, key: string | undefined, flags: string, width, precision, type: string, at: number) => {
    if (type === '%') return '%';
    if (type === '') throw new PyError('ValueError', 'incomplete format');
    const size = count(width) ?? 0;
    const spec: Flags = {
      left: flags.includes('-') || size < 0,
      zero: flags.includes('0'),
      sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
      alternate: flags.includes('#'),
      width: Math.abs(size),
      precision: count(precision),
    };
    if (key !== undefined) named = true;
    const item = key === undefined ? take() : member(rt, value, key);
    return directive(rt, type, spec, item, at + whole.length - 1);
  });
  if (!named && used < args.length && !(value instanceof PyDict && !(value instanceof PyTuple)))
    throw new PyError('TypeError', 'not all arguments converted during string formatting');
  return text;
}

function member(rt: Interpreter, mapping: PyValue, key: string): PyValue {
  if (!(mapping instanceof PyDict)) throw new PyError('TypeError', 'format requires a mapping');
  const found = mapping.get(rt, key);
  if (found === undefined) throw keyError(rt, key);
  return found;
}

function directive(rt: Interpreter, type: string, flags: Flags, value: PyValue, at: number): string {
  if (value instanceof PyOpaque) return rt.opaqueText(value);
  switch (type) {
    case 's':
    case 'r':
    case 'a': {
      const text = type === 's' ? rt.str(value) : type === 'r' ? rt.repr(value) : asciiRepr(rt, value);
      return pad(flags.precision === null ? text : text.slice(0, flags.precision), '', { ...flags, zero: false });
    }
    case 'c':
      return pad(typeof value === 'string' ? value : String.fromCodePoint(Number(value)), '', { ...flags, zero: false });
    case 'd':
    case 'i':
    case 'u':
      return integer(rt, flags, wholeOf(rt, value, type), 10, type);
    case 'x':
    case 'X':
    case 'o':
      return integer(rt, flags, exactWhole(rt, value, type), type === 'o' ? 8 : 16, type);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': {
      const x = floatOf(rt, value);
      return pad(floatDigits(x, type, flags.precision, flags.alternate), signOf(x < 0 || Object.is(x, -0), flags), flags);
    }
  }
  throw new PyError('ValueError', `unsupported format character '${type}' (0x${type.codePointAt(0)!.toString(16)}) at index ${at}`);
}

const signOf = (negative: boolean, flags: Flags): string => (negative ? '-' : flags.sign);

function pad(text: string, sign: string, flags: Flags): string {
  const missing = flags.width - [...text].length - sign.length;
  if (missing <= 0) return sign + text;
  if (flags.left) return sign + text + ' '.repeat(missing);
  return flags.zero ? sign + '0'.repeat(missing) + text : ' '.repeat(missing) + sign + text;
}

function integer(_rt: Interpreter, flags: Flags, value: number | bigint, base: number, type: string): string {
  let digits = (value < 0 ? -value : value).toString(base);
  if (type === 'X') digits = digits.toUpperCase();
  if (flags.precision !== null) digits = digits.padStart(flags.precision, '0');
  const prefix = flags.alternate && base !== 10 ? (base === 8 ? '0o' : `0${type}`) : '';
  return pad(digits, signOf(value < 0, flags) + prefix, flags);
}

function exactWhole(rt: Interpreter, value: PyValue, type: string): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new PyError('TypeError', `%${type} format: an integer is required, not ${rt.typeName(value)}`);
}

function wholeOf(rt: Interpreter, value: PyValue, type: string): number | bigint {
  const x = value instanceof PyFloat ? value : numberOf(rt, value);
  if (x === null) throw new PyError('TypeError', `%${type} format: a real number is required, not ${rt.typeName(value)}`);
  if (!(x instanceof PyFloat)) return x;
  if (!Number.isFinite(x.v))
    throw new PyError(
      Number.isNaN(x.v) ? 'ValueError' : 'OverflowError',
      `cannot convert float ${Number.isNaN(x.v) ? 'NaN' : 'infinity'} to integer`,
    );
  const whole = Math.trunc(x.v);
  return Number.isSafeInteger(whole) ? whole : BigInt(whole);
}

function floatOf(rt: Interpreter, value: PyValue): number {
  const x = numberOf(rt, value);
  if (x === null) throw new PyError('TypeError', `must be real number, not ${rt.typeName(value)}`);
  return x instanceof PyFloat ? x.v : Number(x);
}

/** The plain number in a value: an array of one entry counts as well. */
function numberOf(rt: Interpreter, value: PyValue): number | bigint | PyFloat | null {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof PyFloat) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const plain = rt.plainNumber(value);
  return plain;
}
