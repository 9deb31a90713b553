// Decimal digits of floats as NumPy's dragon4 and Python's repr write them.
import { type DType, FLOAT16, FLOAT32, toHalf } from '../dtypes';

/** Sign, shortest significant digits that read back as the number, and the exponent of the first: d.ddd × 10^exponent. */
interface Digits {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

function parts(text: string): { digits: string; exponent: number } {
  const [mantissa, e] = text.split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(e) };
}

function shortest(x: number, dtype: DType | null): Digits {
  const negative = x < 0 || Object.is(x, -0);
  const a = Math.abs(x);
  if (a === 0) return { negative, digits: '0', exponent: 0 };
  const narrow = dtype === FLOAT32 ? Math.fround : dtype === FLOAT16 ? toHalf : null;
  if (!narrow) return { negative, ...parts(a.toExponential()) };
  for (let n = 0; n < 17; n++) {
    const text = a.toExponential(n);
    if (narrow(Number(text)) === a) {
      const found = parts(text);
      return { negative, digits: found.digits.replace(/0+$/, '') || '0', exponent: found.exponent };
    }
  }
  return { negative, ...parts(a.toExponential()) };
}

/** Rounds digits to a number of places after the first; a carry may raise the exponent. Exact halves go to the even digit. */
function rounded(x: number, { negative, digits, exponent }: Digits, places: number): Digits {
  if (places >= digits.length - 1) return { negative, digits, exponent };
  if (places < -1) return { negative, digits: '0', exponent: exponent - places };
  const kept = digits.slice(0, places + 1);
  const up = roundsUp(Math.abs(x), kept, digits, exponent, places);
  if (!up) return { negative, digits: kept === '' ? '0' : kept, exponent: kept === '' ? exponent - places : exponent };
  const next = String(BigInt(kept === '' ? '0' : kept) + 1n).padStart(kept.length, '0');
  const carried = next.length > kept.length;
  if (kept === '') return { negative, digits: '1', exponent: exponent + 1 };
  return { negative, digits: carried ? next.slice(0, -1) : next, exponent: carried ? exponent + 1 : exponent };
}

/** Compares what is cut off with a half, by the exact value of the float where the shortest digits are not decisive. */
function roundsUp(a: number, kept: string, digits: string, exponent: number, places: number): boolean {
  const rest = digits.slice(places + 1);
  if (rest[0] !== '5' || rest.length > 1) return rest[0] >= '5';
  const exact = compareToHalf(a, `${kept === '' ? '0' : kept}5`, exponent - places - 1);
  if (exact !== 0) return exact > 0;
  return Number(kept.at(-1) ?? '0') % 2 === 1;
}

/** The sign of a − digits × 10^power, exactly. */
function compareToHalf(a: number, digits: string, power: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, a);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  let left = biased === 0 ? fraction : fraction | 0x10000000000000n;
  let right = BigInt(digits);
  const shift = (biased === 0 ? 1 : biased) - 1075;
  if (shift >= 0) left <<= BigInt(shift);
  else right <<= BigInt(-shift);
  if (power >= 0) right *= 10n ** BigInt(power);
  else left *= 10n ** BigInt(-power);
  return left > right ? 1 : left < right ? -1 : 0;
}

/** All digits of a float's exact value: for `unique=False`, which pads and rounds from the exact value. */
function exactDigits(x: number, places: number): string {
  const text = Math.abs(x).toFixed(Math.min(100, Math.max(0, places)));
  return text;
}

/** Keep: 'k' all zeros, '.' no trailing zeros but the point, '0' one digit at least, '-' neither point nor zeros. */
export type Trim = 'k' | '.' | '0' | '-';

export interface Layout {
  readonly precision: number | null;
  readonly minDigits: number;
  readonly unique: boolean;
  readonly trim: Trim;
  readonly plus: boolean;
  readonly padLeft: number;
  readonly padRight: number;
  readonly dtype: DType | null;
}

const plainLayout: Layout = { precision: null, minDigits: 0, unique: true, trim: '.', plus: false, padLeft: 0, padRight: 0, dtype: null };
export const layout = (over: Partial<Layout>): Layout => ({ ...plainLayout, ...over });

function expand({ digits, exponent }: Digits): { whole: string; fraction: string } {
  if (exponent < 0) return { whole: '0', fraction: '0'.repeat(-exponent - 1) + digits };
  const padded = digits.padEnd(exponent + 1, '0');
  return { whole: padded.slice(0, exponent + 1), fraction: padded.slice(exponent + 1) };
}

function trimmed(fraction: string, { trim, minDigits, precision, unique }: Layout): string {
  let text = fraction;
  const wanted = trim === 'k' ? Math.max(minDigits, unique ? 0 : (precision ?? 0)) : minDigits;
  if (trim === 'k') return text.padEnd(wanted, '0');
  text = text.replace(/0+$/, '');
  if (text.length < wanted) text = text.padEnd(wanted, '0');
  if (trim === '0' && text === '') text = '0';
  return text;
}

/** `np.format_float_positional` with fractional precision. */
export function positional(x: number, how: Layout): string {
  const found = shortest(x, how.dtype);
  let { whole, fraction } = expand(found);
  if (how.precision !== null) {
    if (!how.unique) [whole, fraction = ''] = exactDigits(x, how.precision).split('.');
    else if (fraction.length > how.precision) {
      const cut = rounded(x, found, how.precision + found.exponent);
      ({ whole, fraction } = expand(cut));
      fraction = fraction.slice(0, how.precision);
    }
  }
  fraction = trimmed(fraction, how);
  const sign = found.negative ? '-' : how.plus ? '+' : '';
  const point = how.trim === '-' && fraction === '' ? '' : '.';
  const text = `${(sign + whole).padStart(how.padLeft)}${point}${fraction}`;
  return text + ' '.repeat(Math.max(0, how.padRight - fraction.length - (point === '' ? -1 : 0)));
}

/** `np.format_float_scientific`. */
export function scientific(x: number, how: Layout, exponentDigits = 2): string {
  let found = shortest(x, how.dtype);
  if (how.precision !== null && found.digits.length - 1 > how.precision) found = rounded(x, found, how.precision);
  const fraction = trimmed(found.digits.slice(1), how);
  const sign = found.negative ? '-' : how.plus ? '+' : '';
  const e = `e${found.exponent < 0 ? '-' : '+'}${String(Math.abs(found.exponent)).padStart(exponentDigits, '0')}`;
  const point = how.trim === '-' && fraction === '' ? '' : '.';
  return `${(sign + found.digits[0]).padStart(how.padLeft)}${point}${fraction}${e}`;
}

/** Python's repr of a float; of a narrower type with as many digits as it needs. */
export function floatText(x: number, dtype: DType | null = null): string {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  const a = Math.abs(x);
  if (a !== 0 && (a < 1e-4 || a >= 1e16)) return scientific(x, layout({ trim: '-', dtype }));
  return positional(x, layout({ trim: '0', dtype }));
}
