// Phrases from the host with their holes filled, numbers and shapes as people read them, equations as elements.
import type { ViewStrings } from '../src/host/protocol';

let strings: ViewStrings = {};

export function useStrings(table: ViewStrings): void {
  strings = table;
}

/** `{name}` is replaced by a value; `{n:value|values}` by the first word where n is 1. */
export function say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (strings[key] ?? '').replace(/\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/g, (_whole, name: string, one?: string, other?: string) => {
    const value = values[name] ?? '';
    if (one === undefined || other === undefined) return String(value);
    return Number(value) === 1 ? one : other;
  });
}

/** Three digits, never rounded to 0: 2e−15, 0.617. */
export function number(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-3 || size >= 1e6)
      ? value
          .toExponential(digits - 1)
          .replace(/\.?0+e/, 'e')
          .replace('e+', 'e')
      : Number(value.toPrecision(digits)).toString();
  return text.replaceAll('-', '−');
}

export const shapeText = (shape: readonly number[]): string => (shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`);

/** The factor of a scaled gradient: ×400, −1. */
export const factorText = (scale: number | null | undefined): string =>
  scale === -1 ? '−1' : typeof scale === 'number' ? `×${number(scale)}` : '×c';
