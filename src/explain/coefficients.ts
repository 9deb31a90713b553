// Numbers as people write them: 1/m, -1/m, 2/(n·m), 0.5; with a size's name where one has that value.

export interface NamedSize {
  readonly name: string;
  readonly value: number;
}

export interface Coefficient {
  readonly text: string;
  readonly latex: string;
}

const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-11 * Math.max(Math.abs(a), Math.abs(b));

/** A small whole number or a half; else null. */
const whole = (x: number): number | null => (close(x, Math.round(x)) && Math.abs(x) < 1e6 ? Math.round(x) : null);

interface Fraction {
  readonly top: number;
  readonly under: string;
  readonly underTex: string;
  readonly single: boolean;
}

/** `spaced` puts blanks around the line, as Python's style wants it; `literals` are the numbers that the file itself writes. */
export function coefficientText(
  x: number,
  sizes: readonly NamedSize[],
  tex: (name: string) => string,
  { spaced = false, literals }: { spaced?: boolean; literals?: ReadonlySet<number> } = {},
): Coefficient {
  const sign = x < 0 ? '-' : '';
  const size = Math.abs(x);
  const plain = whole(size);
  const named = sizes.find(s => s.value === size && s.value > 1);
  if (named) return { text: `${sign}${named.name}`, latex: `${sign}${tex(named.name)}` };
  if (plain !== null) return { text: `${sign}${plain}`, latex: `${sign}${plain}` };
  // 0.5 is no 3/n because n happens to be 6.
  const own = literals?.has(size) && !sizes.some(s => close(size * s.value, 1));
  const fraction = own ? null : fractionOf(size, sizes, tex);
  if (!fraction) return { text: String(x), latex: latexNumber(x) };
  const line = spaced ? ' / ' : '/';
  const under = fraction.single ? fraction.under : `(${fraction.under})`;
  return { text: `${sign}${fraction.top}${line}${under}`, latex: `${sign}\\tfrac{${fraction.top}}{${fraction.underTex}}` };
}

/** k / size, k / (size · size), k / number: the first that is exact with a small k. */
function fractionOf(x: number, sizes: readonly NamedSize[], tex: (name: string) => string): Fraction | null {
  // A short decimal is more likely itself than three of something.
  const most = String(x).length <= 6 ? 2 : 4;
  const top = (value: number): number | null => {
    const k = whole(x * value);
    return k !== null && k >= 1 && k <= most ? k : null;
  };
  const large = sizes.filter(s => s.value > 1);
  for (const s of large) {
    const k = top(s.value);
    if (k !== null) return { top: k, under: s.name, underTex: tex(s.name), single: true };
  }
  for (const s of large) {
    const k = top(2 * s.value);
    if (k === 1) return { top: 1, under: `2 * ${s.name}`, underTex: `2${tex(s.name)}`, single: false };
  }
  for (const [i, s] of large.entries())
    for (const t of large.slice(i)) {
      const k = top(s.value * t.value);
      if (k !== null) return { top: k, under: `${s.name} * ${t.name}`, underTex: `${tex(s.name)}${tex(t.name)}`, single: false };
    }
  for (const k of [1, 2, 3]) {
    const under = whole(k / x);
    if (under !== null && under > 1 && String(x).length > 6) return { top: k, under: String(under), underTex: String(under), single: true };
  }
  return null;
}

export function latexNumber(x: number): string {
  const [mantissa, exponent] = String(Number(x.toPrecision(6))).split('e');
  return exponent ? `${mantissa}\\cdot 10^{${Number(exponent)}}` : mantissa;
}
