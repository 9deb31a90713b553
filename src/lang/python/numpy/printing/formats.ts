// How one element is written, decided from all elements that are shown: NumPy's FloatingFormat, IntegerFormat, BoolFormat.
import type { DType } from '../dtypes';
import { layout, positional, scientific, type Trim } from './decimal';
import type { PrintOptions } from './options';

export type Format = (x: number) => string;

export function integerFormat(shown: ArrayLike<number>, { sign }: PrintOptions): Format {
  let width = 0;
  const text = (x: number): string => (x >= 0 && sign !== '-' ? sign : '') + wholeText(x);
  for (let i = 0; i < shown.length; i++) width = Math.max(width, text(shown[i]).length);
  return x => text(x).padStart(width);
}

export const wholeText = (x: number): string =>
  Math.abs(x) < 1e21 ? (Number.isSafeInteger(x) ? String(x + 0) : String(BigInt(x))) : String(BigInt(x));

/** Python writes `True` with a space before it where `False` stands in the same column. */
export const boolFormat =
  (padded: boolean): Format =>
  x =>
    x !== 0 ? (padded ? ' True' : 'True') : 'False';

export function floatFormat(shown: ArrayLike<number>, dtype: DType, options: PrintOptions): Format {
  const finite: number[] = [];
  for (let i = 0; i < shown.length; i++) if (Number.isFinite(shown[i])) finite.push(shown[i]);
  const exponent = usesExponent(finite, options);
  const plan = finite.length === 0 ? EMPTY : exponent ? planScientific(finite, dtype, options) : planPositional(finite, dtype, options);
  let { padLeft } = plan;
  const negative = finite.some(x => x < 0 || Object.is(x, -0));
  if (options.sign === ' ' && !negative) padLeft++;
  if (finite.length !== shown.length) padLeft = widenForSpecial(shown, plan.padRight, padLeft, options);
  return x => (Number.isFinite(x) ? plan.write(x, padLeft) : special(x, padLeft + plan.padRight + 1, options));
}

interface Plan {
  readonly padLeft: number;
  readonly padRight: number;
  write(x: number, padLeft: number): string;
}

const EMPTY: Plan = { padLeft: 0, padRight: 0, write: () => '' };

function usesExponent(finite: readonly number[], { suppress }: PrintOptions): boolean {
  let high = 0;
  let low = Infinity;
  for (const x of finite) {
    const a = Math.abs(x);
    if (a === 0) continue;
    if (a > high) high = a;
    if (a < low) low = a;
  }
  if (high === 0) return false;
  return high >= 1e8 || (!suppress && (low < 0.0001 || high / low > 1000));
}

function planScientific(finite: readonly number[], dtype: DType, { precision, floatmode, sign }: PrintOptions): Plan {
  const plus = sign === '+';
  const trim: Trim = floatmode === 'fixed' ? 'k' : '.';
  const first = layout({
    precision: floatmode === 'unique' ? null : precision,
    minDigits: floatmode === 'fixed' ? precision : 0,
    trim,
    plus,
    dtype,
  });
  let [whole, fraction, exponent] = [0, 0, 0];
  for (const x of finite) {
    const [mantissa, e] = scientific(x, first).split('e');
    const [left, right] = mantissa.split('.');
    whole = Math.max(whole, left.length);
    fraction = Math.max(fraction, right.length);
    exponent = Math.max(exponent, e.length - 1);
  }
  const digits = fraction;
  return {
    padLeft: whole,
    padRight: exponent + 2 + digits,
    write: (x, padLeft) => scientific(x, layout({ precision: digits, minDigits: digits, trim: 'k', plus, padLeft, dtype }), exponent),
  };
}

function planPositional(finite: readonly number[], dtype: DType, options: PrintOptions): Plan {
  const { floatmode, sign } = options;
  const plus = sign === '+';
  const fixed = floatmode === 'fixed';
  const precision = floatmode === 'unique' ? null : options.precision;
  const first = layout({ precision, trim: fixed ? 'k' : '.', unique: !fixed, plus, dtype });
  let [whole, fraction] = [0, 0];
  for (const x of finite) {
    const [left, right] = positional(x, first).split('.');
    whole = Math.max(whole, left.length);
    fraction = Math.max(fraction, right.length);
  }
  const equal = fixed || floatmode === 'maxprec_equal';
  const digits = equal ? fraction : precision;
  const padRight = fraction;
  return {
    padLeft: whole,
    padRight,
    write: (x, padLeft) =>
      positional(
        x,
        layout({
          precision: digits,
          minDigits: equal ? fraction : 0,
          trim: equal ? 'k' : '.',
          unique: !fixed,
          plus,
          padLeft,
          padRight,
          dtype,
        }),
      ),
  };
}

function widenForSpecial(shown: ArrayLike<number>, padRight: number, padLeft: number, { sign, nanstr, infstr }: PrintOptions): number {
  let negative = sign !== '-';
  for (let i = 0; i < shown.length; i++) if (shown[i] === -Infinity) negative = true;
  const offset = padRight + 1;
  return Math.max(padLeft, nanstr.length - offset, infstr.length + (negative ? 1 : 0) - offset);
}

function special(x: number, width: number, { sign, nanstr, infstr }: PrintOptions): string {
  const plus = sign === '+' ? '+' : '';
  const text = Number.isNaN(x) ? plus + nanstr : (x < 0 ? '-' : plus) + infstr;
  return text.padStart(width);
}
