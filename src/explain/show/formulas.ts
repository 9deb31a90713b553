// A set formula as an image, in the theme's foreground.
import type { Typeset } from '../../maths/typeset';
import { image, n } from './svg';

/** Set formulas by their LaTeX; undefined: not set yet, null: cannot be set. */
export type SetFormulas = (latex: string) => Typeset | null | undefined;

const SIZE = 14.5;
/** Wider images are clipped by the hover. */
const WIDEST = 640;
const SMALLEST = 9;

/** Null where the formula would be too small to read, or is not set. */
export function formulaImage(set: Typeset | null | undefined, alt: string, colour: string, inLine: boolean): string | null {
  if (!set) return null;
  const size = Math.min(SIZE, (WIDEST * 1000) / set.width);
  if (size < SMALLEST) return null;
  const scale = size / 1000;
  // In a line the image's middle comes on the baseline: as much above as below.
  const half = Math.max(set.ascent, set.descent);
  const [up, down] = inLine ? [half, half] : [set.ascent, set.descent];
  const [width, height] = [set.width * scale, (up + down) * scale];
  const box = `${n(set.x)} ${n(-up)} ${n(set.width)} ${n(up + down)}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="${box}">${set.inner.replaceAll('currentColor', colour)}</svg>`;
  return image(svg, width, height, alt, inLine);
}
