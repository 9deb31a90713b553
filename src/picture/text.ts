// Widths of text without a DOM: em widths by kind of character, a little generous, scaled by what the view measured of its own fonts.

const narrow = new Set("iljtfrI.,:;'`|!()[]{} ·′");
const wide = new Set('mwMW@%—…∑');

/** The advance of one code point of a proportional interface font, in em. */
export function advance(char: string): number {
  if (char === ' ') return 0.3;
  if (narrow.has(char)) return 0.36;
  if (wide.has(char)) return 0.95;
  if (char >= '0' && char <= '9') return 0.62;
  if (char >= 'a' && char <= 'z') return 0.58;
  if (char >= 'A' && char <= 'Z') return 0.69;
  return isFullWidth(char.codePointAt(0) ?? 0) ? 1.02 : 0.7;
}

const isFullWidth = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xffe6 && code < 0xfb00) || code >= 0x1f300;

export function uiWidth(text: string, size: number, scale = 1): number {
  let em = 0;
  for (const char of text) em += advance(char);
  return em * size * scale;
}

export function codeWidth(text: string, size: number, scale = 1): number {
  let em = 0;
  for (const char of text) em += isFullWidth(char.codePointAt(0) ?? 0) ? 1.02 : 0.602;
  return em * size * scale;
}

/** The longest beginning that fits, with an ellipsis where something is cut. */
export function shorten(text: string, room: number, width: (text: string) => number): string {
  if (text.length < 200 && width(text) <= room) return text;
  const chars = Array.from(text.slice(0, 400));
  let low = 0;
  let high = chars.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (width(`${chars.slice(0, middle).join('')}…`) <= room) low = middle;
    else high = middle - 1;
  }
  return low === chars.length && text.length <= 400 ? text : `${chars.slice(0, low).join('').trimEnd()}…`;
}

/** Four digits, never rounded to 0: 0.6172, 3.8e−3. */
export function valueText(value: number): string {
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-3 || size >= 1e6)
      ? value
          .toExponential(2)
          .replace(/\.?0+e/, 'e')
          .replace('e+', 'e')
      : Number(value.toPrecision(4)).toString();
  return text.replaceAll('-', '−');
}

export const shapeText = (shape: readonly number[]): string => (shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`);

/** `(n1, m) = (4, 400)`, or the numbers alone where the sizes have no names. */
export function sizesText(dims: readonly string[], shape: readonly number[]): string {
  const named = dims.length === shape.length && dims.some((dim, axis) => dim !== String(shape[axis]));
  return named ? `(${dims.join(', ')}${dims.length === 1 ? ',' : ''}) = ${shapeText(shape)}` : shapeText(shape);
}

/** Of `parameters["W1"]` the key, W1; any other name as it is. */
export const keyOf = (name: string): string => /\[["'](.+)["']\]$/.exec(name)?.[1] ?? name;
