// Phrases of the catalogue as stretches of words, their parameters hidden from markup.
import { locale } from '../messages';
import { explain } from '../messages/explain';
import type { Words } from '../report/explained';
import { hide, plainText, words } from './rich';

type Key = keyof typeof explain.table;

/** Says a phrase. A parameter that is made of words itself (a list of places) is passed through `raw`. */
export function tell(key: Key, values: Readonly<Record<string, string | number>> = {}, raw: Readonly<Record<string, string>> = {}): Words {
  return words(phrase(key, values, raw));
}

/** The same, to be put into another phrase. */
export function phrase(
  key: Key,
  values: Readonly<Record<string, string | number>> = {},
  raw: Readonly<Record<string, string>> = {},
): string {
  const hidden = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? hide(value) : value]));
  return (explain as unknown as (key: Key, values: Readonly<Record<string, string | number>>) => string)(key, { ...hidden, ...raw });
}

/** The same as plain text, for labels and what is read aloud. */
export const plainly = (key: Key, values: Readonly<Record<string, string | number>> = {}): string => plainText(tell(key, values));

/** A list as a sentence has it: A, B and C. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  const last = items[items.length - 1];
  const first = items.slice(0, -1);
  return locale() === 'zh' ? `${first.join('、')}和 ${last}` : `${first.join(', ')} and ${last}`;
}

/** Few digits, a real minus, and never a small number as 0: −4.53, 1.2e−7. */
export function figure(x: number | null): string {
  if (x === null || Number.isNaN(x)) return '–';
  if (x === 0) return '0';
  const size = Math.abs(x);
  const text =
    Number.isInteger(x) && size < 1e6 ? String(size) : size >= 0.001 && size < 1e5 ? String(Number(size.toPrecision(3))) : short(size);
  return `${x < 0 ? '−' : ''}${text}`;
}

/** Two ends of a range, with digits enough to tell them apart. */
export function figures(low: number | null, high: number | null): [string, string] {
  const [a, b] = [figure(low), figure(high)];
  if (a !== b || low === null || high === null || low === high) return [a, b];
  for (let digits = 4; digits <= 15; digits++) {
    const [x, y] = [low, high].map(v => String(Number(v.toPrecision(digits))).replace('-', '−'));
    if (x !== y) return [x, y];
  }
  return [a, b];
}

const short = (size: number): string => {
  const [mantissa, exponent] = size.toExponential(1).split('e');
  return `${mantissa.replace(/\.0$/, '')}e${Number(exponent) < 0 ? '−' : ''}${Math.abs(Number(exponent))}`;
};

/** An error as one power of ten tells it: 1e−16. */
export const errorFigure = (x: number | null): string => (x === null ? '–' : x === 0 ? '0' : short(Number(x.toPrecision(1))));
