// Values as pictures show them: a map of a small matrix, a curve of a vector, a histogram of what is larger.
import { sampleOf } from '../check/sample';
import type { Tensor } from '../core/tensor';
import type { Block, Histogram } from '../report/explained';
import { figure, plainly } from './tell';

const MOST_ROWS_IN_A_MAP = 12;
const BINS = 40;

/** Counts of the finite entries; null where there are none. */
export function histogram({ data }: Tensor, low?: number, high?: number): Histogram | null {
  let [from, to] = [low ?? Number.POSITIVE_INFINITY, high ?? Number.NEGATIVE_INFINITY];
  if (low === undefined || high === undefined)
    for (const x of data)
      if (Number.isFinite(x)) {
        if (x < from) from = x;
        if (x > to) to = x;
      }
  if (!Number.isFinite(from) || !Number.isFinite(to)) return null;
  if (from === to) [from, to] = [from - 0.5, to + 0.5];
  const counts = new Array<number>(BINS).fill(0);
  for (const x of data) {
    if (!Number.isFinite(x) || x < from || x > to) continue;
    counts[Math.min(BINS - 1, Math.floor(((x - from) / (to - from)) * BINS))]++;
  }
  return { from, to, counts };
}

/** Null for a single number. */
export function valuesBlock(name: string, value: Tensor): Block | null {
  const all = value.data.length;
  if (all < 2) return null;
  const sample = sampleOf(value);
  const alt = plainly('valuesOf', { name, low: figure(sample.min), high: figure(sample.max), mean: figure(sample.mean) });
  const [rows, columns] = value.shape.length < 2 ? [1, all] : [value.shape[0], all / value.shape[0]];
  if (rows === 1 || columns === 1) {
    const line = columns === 1 ? sampleOf({ shape: [all], data: value.data }) : sample;
    return { kind: 'values', look: all <= 12 ? 'map' : 'curve', sample: line, alt };
  }
  if (rows <= MOST_ROWS_IN_A_MAP) return { kind: 'values', look: 'map', sample, alt };
  const counts = histogram(value);
  return counts ? { kind: 'values', look: 'histogram', sample, histogram: counts, alt } : { kind: 'values', look: 'map', sample, alt };
}
