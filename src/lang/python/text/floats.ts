// Floats as Python writes them: the shortest text that reads back, and digits rounded half to even.

const exponentText = (exponent: number): string => `e${exponent < 0 ? '-' : '+'}${Math.abs(exponent) < 10 ? '0' : ''}${Math.abs(exponent)}`;

export function special(x: number): string | null {
  if (Number.isNaN(x)) return 'nan';
  if (x === Infinity) return 'inf';
  return x === -Infinity ? '-inf' : null;
}

/** `repr` of a float. */
export function floatRepr(x: number): string {
  const named = special(x);
  if (named !== null) return named;
  if (Number.isInteger(x) && Math.abs(x) < 1e16) return `${Object.is(x, -0) ? '-0' : x}.0`;
  const text = String(x);
  const size = Math.abs(x);
  if (size >= 1e-4 && size < 1e16) return text.includes('e') ? plain(x) : text;
  const [digits, exponent] = x.toExponential().split('e');
  return `${digits}${exponentText(Number(exponent))}`;
}

/** A number that JavaScript writes with an exponent, without one. */
function plain(x: number): string {
  const [digits, exponent] = x.toExponential().split('e');
  const decimals = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
  return x.toFixed(Math.max(0, decimals - Number(exponent)));
}

const SPARE = 25;

/** The digits after the last one kept are exactly a half: JavaScript rounds up there, Python to the even digit. */
function halfUp(text: string, longer: string, kept: number): boolean {
  return /^50*$/.test(longer.slice(kept).replace(/e.*$/, '')) && /[13579]$/.test(text.replace(/e.*$/, ''));
}

/** `'%.{digits}f' % x` for a finite x. */
export function fixed(x: number, digits: number): string {
  const sign = x < 0 || Object.is(x, -0) ? '-' : '';
  const size = Math.abs(x);
  if (size >= 1e21) return `${sign}${BigInt(size)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  if (digits > 100) return `${sign}${size.toFixed(100)}${'0'.repeat(digits - 100)}`;
  const text = size.toFixed(digits);
  if (digits > 100 - SPARE) return sign + text;
  const longer = size.toFixed(digits + SPARE);
  const cut = digits === 0 ? longer.indexOf('.') + 1 : longer.indexOf('.') + 1 + digits;
  if (!halfUp(text, longer, cut)) return sign + text;
  return sign + (digits === 0 ? longer.slice(0, cut - 1) : longer.slice(0, cut));
}

/** `'%.{digits}e' % x` for a finite x. */
export function exponential(x: number, digits: number): string {
  const kept = Math.min(digits, 100);
  let text = x.toExponential(kept);
  if (kept <= 100 - SPARE) {
    const longer = x.toExponential(kept + SPARE);
    const cut = (longer[0] === '-' ? 1 : 0) + (kept === 0 ? 2 : 2 + kept);
    if (halfUp(text, longer, cut)) text = `${longer.slice(0, kept === 0 ? cut - 1 : cut)}e${longer.split('e')[1]}`;
  }
  const [mantissa, exponent] = text.split('e');
  const sign = Object.is(x, -0) ? '-' : '';
  return `${sign}${mantissa}${exponentText(Number(exponent))}`;
}

/** `'%.{precision}g' % x`; `keep` leaves trailing zeros, as `#` asks. */
export function general(x: number, precision: number, keep = false): string {
  const digits = precision === 0 ? 1 : precision;
  const [mantissa, exponentPart] = exponential(x, digits - 1).split('e');
  const exponent = Number(exponentPart);
  if (exponent < -4 || exponent >= digits) return `${keep ? mantissa : trim(mantissa)}${exponentText(exponent)}`;
  const text = fixed(x, digits - 1 - exponent);
  return keep ? text : trim(text);
}

const trim = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** `round(x, digits)`. */
export function roundTo(x: number, digits: number): number {
  if (!Number.isFinite(x) || digits > 300) return x;
  if (digits >= 0) return Number(fixed(x, Math.min(digits, 100)));
  const power = 10 ** -digits;
  return roundHalfEven(x / power) * power;
}

export function roundHalfEven(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  if (rest < 0.5) return down;
  if (rest > 0.5) return down + 1;
  return down % 2 === 0 ? down : down + 1;
}
