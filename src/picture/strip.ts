// A tensor's values as a strip of little cells: blue above zero, orange below, stronger for larger ones.
import type { ValueSample } from '../report/report';
import type { Part } from './primitives';

const steps = 10;
const round = (value: number): number => Math.round(value * 10) / 10;

/** The largest size among the values, the scale of a map; 0 where there is none. */
export function largest(sample: ValueSample): number {
  return Math.max(Math.abs(sample.min ?? 0), Math.abs(sample.max ?? 0));
}

/** Cells in a box; equal strengths share one path. Values that are not numbers are left blank. */
export function stripParts(sample: ValueSample, x: number, y: number, width: number, height: number): Part[] {
  const { rows, columns, cells } = sample;
  const scale = largest(sample);
  const gapX = columns <= 12 ? 1 : columns <= 40 ? 0.5 : 0;
  const gapY = rows <= 6 ? 0.5 : 0;
  const w = width / columns;
  const h = height / rows;
  const paths = new Map<number, string>();
  cells.forEach((value, at) => {
    if (value === null) return;
    const strength = scale > 0 ? Math.ceil((Math.abs(value) / scale) * steps) : 0;
    const key = Math.min(steps, Math.max(1, strength)) * (value < 0 ? -1 : 1);
    const left = round(x + (at % columns) * w);
    const top = round(y + Math.floor(at / columns) * h);
    const cell = `M${left} ${top}h${round(w - gapX)}v${round(h - gapY)}h${-round(w - gapX)}z`;
    paths.set(key, (paths.get(key) ?? '') + cell);
  });
  return [...paths.keys()]
    .sort((a, b) => a - b)
    .map(key => ({
      kind: 'path',
      look: key < 0 ? 'below' : 'above',
      detail: 2,
      d: paths.get(key) ?? '',
      opacity: round(0.06 + 0.94 * (Math.abs(key) / steps)),
    }));
}
