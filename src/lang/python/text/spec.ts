// The format mini-language: what stands after the colon in f"{x:>8.2f}".
import type { Interpreter } from '../interpreter';
import { PyError } from '../runtime';
import { PyFloat, PyOpaque, type PyValue } from '../values';
import { exponential, fixed, floatRepr, general, special } from './floats';

export interface Spec {
  readonly fill: string;
  readonly align: '<' | '>' | '^' | '=' | '';
  readonly sign: '+' | '-' | ' ' | '';
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: ',' | '_' | '';
  readonly precision: number | null;
  readonly type: string;
}

const PATTERN = /^(?:([\s\S])?([<>=^]))?([+\- ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u;

export function parseSpec(text: string): Spec {
  const found = PATTERN.exec(text);
  if (!found) throw new PyError('ValueError', `Invalid format specifier '${text}'`);
  const [, fill, align, sign, , alternate, zero, width, grouping, precision, type] = found;
  return {
    fill: fill ?? (zero && !align ? '0' : ' '),
    align: (align ?? (zero ? '=' : '')) as Spec['align'],
    sign: (sign ?? '') as Spec['sign'],
    alternate: alternate !== undefined,
    width: width ? Number(width) : 0,
    grouping: (grouping ?? '') as Spec['grouping'],
    precision: precision === undefined ? null : Number(precision),
    type: type ?? '',
  };
}

const cache = new Map<string, Spec>();
function specOf(text: string): Spec {
  let spec = cache.get(text);
  if (!spec) {
    spec = parseSpec(text);
    if (cache.size < 1000) cache.set(text, spec);
  }
  return spec;
}

/** `format(value, spec)` for the language's own values. */
export function formatValue(rt: Interpreter, value: PyValue, text: string): string {
  if (text === '') return rt.str(value);
  if (value instanceof PyOpaque) return rt.opaqueText(value);
  const spec = specOf(text);
  if (typeof value === 'string') return formatText(value, spec);
  if (typeof value === 'boolean' && spec.type === 's') return formatText(value ? 'True' : 'False', spec);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    const whole = typeof value === 'boolean' ? (value ? 1 : 0) : value;
    return 'eEfFgG%'.includes(spec.type) && spec.type !== '' ? formatFloat(Number(whole), spec) : formatInteger(whole, spec);
  }
  if (value instanceof PyFloat) {
    if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type)) throw unknownCode(spec.type, 'float');
    return formatFloat(value.v, spec);
  }
  throw new PyError('TypeError', `unsupported format string passed to ${rt.typeName(value)}.__format__`);
}

const unknownCode = (type: string, name: string): PyError =>
  new PyError('ValueError', `Unknown format code '${type}' for object of type '${name}'`);

function formatText(value: string, spec: Spec): string {
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec.type, 'str');
  if (spec.sign) throw new PyError('ValueError', 'Sign not allowed in string format specifier');
  if (spec.align === '=') {
    if (spec.fill !== '0') throw new PyError('ValueError', "'=' alignment not allowed in string format specifier");
    return pad(value, { ...spec, align: '<' });
  }
  const characters = [...value];
  return pad(spec.precision === null ? value : characters.slice(0, spec.precision).join(''), spec, '<');
}

export function pad(text: string, spec: Spec, usual: '<' | '>' = '>'): string {
  const missing = spec.width - [...text].length;
  if (missing <= 0) return text;
  const align = spec.align || usual;
  if (align === '<') return text + spec.fill.repeat(missing);
  if (align === '>' || align === '=') return spec.fill.repeat(missing) + text;
  const left = Math.floor(missing / 2);
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}

const BASES: Readonly<Record<string, readonly [number, string]>> = { b: [2, '0b'], o: [8, '0o'], x: [16, '0x'], X: [16, '0X'] };

function formatInteger(value: number | bigint, spec: Spec): string {
  const { type } = spec;
  if (type === 'c') return pad(String.fromCodePoint(Number(value)), spec, '<');
  if (spec.precision !== null) throw new PyError('ValueError', 'Precision not allowed in integer format specifier');
  if (type !== '' && type !== 'd' && type !== 'n' && !(type in BASES)) throw unknownCode(type, 'int');
  const [base, prefix] = BASES[type] ?? [10, ''];
  const digits = (value < 0 ? -value : value).toString(base);
  return signed(value < 0, spec.alternate ? prefix : '', type === 'X' ? digits.toUpperCase() : digits, spec, base === 10 ? 3 : 4);
}

/** The digits of a float by type and precision, without sign. */
export function floatDigits(x: number, type: string, precision: number | null, alternate = false): string {
  const size = Math.abs(x);
  const named = special(size);
  if (named !== null) return /[EFG]/.test(type) ? named.toUpperCase() : `${named}${type === '%' ? '%' : ''}`;
  switch (type) {
    case 'f':
    case 'F':
      return fixed(size, precision ?? 6) + (alternate && precision === 0 ? '.' : '');
    case 'e':
    case 'E': {
      const text = exponential(size, precision ?? 6);
      return type === 'E' ? text.toUpperCase() : text;
    }
    case '%':
      return `${fixed(size * 100, precision ?? 6)}%`;
    case 'g':
    case 'G':
    case 'n': {
      const text = general(size, precision ?? 6, alternate);
      return type === 'G' ? text.toUpperCase() : text;
    }
    default: {
      if (precision === null) return floatRepr(size);
      const text = general(size, precision, alternate);
      if (text.includes('e') || text.includes('.')) return text;
      return text.length >= (precision || 1) && precision <= text.length ? exponentIfFull(size, precision) : `${text}.0`;
    }
  }
}

/** Without a type a float keeps a point, unless its digits fill the precision: then it has an exponent. */
function exponentIfFull(size: number, precision: number): string {
  const digits = Math.max(1, precision);
  const text = exponential(size, digits - 1);
  const [mantissa, exponent] = text.split('e');
  return Number(exponent) >= digits - 1 && digits > 0 ? `${mantissa.replace(/\.?0+$/, '')}e${exponent}` : text;
}

function formatFloat(x: number, spec: Spec): string {
  const negative = x < 0 || Object.is(x, -0);
  const digits = floatDigits(x, spec.type, spec.precision, spec.alternate);
  const finite = Number.isFinite(x);
  return signed(negative, '', digits, finite ? spec : { ...spec, fill: spec.fill === '0' ? '0' : spec.fill }, 3);
}

/** Sign, prefix, grouped digits, padding between sign and digits where asked. */
function signed(negative: boolean, prefix: string, digits: string, spec: Spec, group: number): string {
  const sign = negative ? '-' : spec.sign === '+' ? '+' : spec.sign === ' ' ? ' ' : '';
  const [, whole, rest] = /^([0-9a-fA-F]*)(.*)$/.exec(digits)!;
  const grouped = spec.grouping ? groupDigits(whole, spec.grouping, group) + rest : digits;
  if (spec.align !== '=') return pad(sign + prefix + grouped, spec);
  const missing = spec.width - sign.length - prefix.length - grouped.length;
  if (missing <= 0) return sign + prefix + grouped;
  if (spec.fill === '0' && spec.grouping) return sign + prefix + zeroGrouped(whole, rest, spec, sign.length + prefix.length, group);
  return sign + prefix + spec.fill.repeat(missing) + grouped;
}

function groupDigits(whole: string, separator: string, group: number): string {
  const parts: string[] = [];
  for (let end = whole.length; end > 0; end -= group) parts.unshift(whole.slice(Math.max(0, end - group), end));
  return parts.join(separator);
}

function zeroGrouped(whole: string, rest: string, spec: Spec, taken: number, group: number): string {
  let padded = whole;
  while (groupDigits(`0${padded}`, spec.grouping, group).length + rest.length + taken <= spec.width) padded = `0${padded}`;
  return groupDigits(padded, spec.grouping, group) + rest;
}
