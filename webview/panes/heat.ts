// A tensor's sample as a map of cells: blue above zero, orange below, stronger for larger ones. Maps that are compared share one scale.
import type { ValueSample } from '../../src/report/report';
import { s } from '../dom';

const steps = 10;

export const largestOf = (sample: ValueSample | undefined): number => Math.max(Math.abs(sample?.min ?? 0), Math.abs(sample?.max ?? 0));

export function heat(
  sample: Pick<ValueSample, 'rows' | 'columns' | 'cells'>,
  width: number,
  most: number,
  scale: number,
  name: string,
): SVGSVGElement {
  const { rows, columns, cells } = sample;
  const height = Math.max(14, Math.min(most, rows * 16, (rows * width) / Math.max(1, columns)));
  const [w, h] = [width / columns, height / rows];
  const gap = Math.min(w, h) > 6 ? 1 : Math.min(w, h) > 3 ? 0.5 : 0;
  const paths = new Map<number, string>();
  let blank = '';
  cells.forEach((value, at) => {
    const cell = `M${((at % columns) * w).toFixed(1)} ${(Math.floor(at / columns) * h).toFixed(1)}h${(w - gap).toFixed(1)}v${(h - gap).toFixed(1)}h${(gap - w).toFixed(1)}z`;
    if (value === null) blank += cell;
    else {
      const strength = scale > 0 ? Math.min(steps, Math.ceil((Math.abs(value) / scale) * steps)) : 0;
      const key = value < 0 ? -strength : strength;
      paths.set(key, (paths.get(key) ?? '') + cell);
    }
  });
  const svg = s('svg', { class: 'heat', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': name });
  svg.append(s('rect', { class: 'heat-ground', width, height }));
  for (const [key, d] of paths)
    svg.append(s('path', { class: key < 0 ? 'below' : 'above', d, 'fill-opacity': Math.max(0.04, Math.abs(key) / steps) }));
  if (blank) svg.append(s('path', { class: 'not-a-number', d: blank }));
  return svg;
}

/** Where a value would be, had the shapes fit. */
export function noValue(width: number, name: string): SVGSVGElement {
  return s(
    'svg',
    { class: 'heat', width, height: 18, role: 'img', 'aria-label': name },
    s('rect', { class: 'hatch', x: 0.5, y: 0.5, width: width - 1, height: 17, rx: 2 }),
  );
}
