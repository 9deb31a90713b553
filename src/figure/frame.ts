// The frame of one pair of axes: how far they reach, their scales and ticks, and how numbers stand at them.
import * as d3 from 'd3';
import type { Axes, Axis, Mark } from './figure';

export type Scale = d3.ScaleContinuousNumeric<number, number>;

/** The room that marks need in both directions. */
interface Extent {
  x: [number, number];
  y: [number, number];
  /** An image or a filled map goes to the edge. */
  tight: boolean;
}

const NONE: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

function grown([low, high]: [number, number], values: readonly number[], log: boolean): [number, number] {
  for (const v of values) {
    if (!Number.isFinite(v) || (log && v <= 0)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return [low, high];
}

/** What a mark spans: values along x and along y. */
function spanned(mark: Mark): readonly [readonly number[], readonly number[]] {
  switch (mark.kind) {
    case 'line':
    case 'points':
      return [mark.x, mark.y];
    case 'contour':
      return [mark.x, mark.y];
    case 'image':
      return [mark.extent.slice(0, 2), mark.extent.slice(2)];
    case 'area':
    case 'errors':
      return [mark.x, [...mark.low, ...mark.high]];
    case 'bars': {
      const sides = mark.bars.flatMap(b => [b.from, b.to]);
      const ends = mark.bars.flatMap(b => [b.base, b.end]);
      return mark.across ? [ends, sides] : [sides, ends];
    }
    case 'rule': {
      const own = mark.to === null ? [mark.at] : [mark.at, mark.to];
      const along = mark.along.shares ? [] : [mark.along.from, mark.along.to];
      return mark.axis === 'x' ? [own, along] : [along, own];
    }
    case 'text':
      return [[], []];
  }
}

export function extentOf(axes: Axes): Extent {
  const extent: Extent = { x: [...NONE], y: [...NONE], tight: false };
  for (const mark of axes.marks) {
    const [x, y] = spanned(mark);
    extent.x = grown(extent.x, x, axes.x.log);
    extent.y = grown(extent.y, y, axes.y.log);
    if (mark.kind === 'image' || (mark.kind === 'contour' && mark.filled)) extent.tight = true;
  }
  return extent;
}

/** Bars stand on their axis: no margin below them. */
function grounded(axes: Axes, direction: 'x' | 'y', low: number): boolean {
  return low === 0 && axes.marks.some(m => m.kind === 'bars' && m.across === (direction === 'x'));
}

export function limitsOf(axes: Axes, direction: 'x' | 'y', extent: Extent): [number, number] {
  const axis = axes[direction];
  let [low, high] = extent[direction];
  if (!(low <= high)) [low, high] = axis.log ? [1, 10] : [0, 1];
  const margin = extent.tight ? 0 : 0.05;
  if (axis.log) {
    if (low === high) [low, high] = [low / 2, high * 2];
    const spread = Math.log(high / low) * margin;
    [low, high] = [low * Math.exp(-spread), high * Math.exp(spread)];
  } else {
    if (low === high) {
      const half = Math.abs(low) * 0.05 || 0.05;
      [low, high] = [low - half, high + half];
    }
    const pad = margin * (high - low);
    [low, high] = [grounded(axes, direction, low) ? low : low - pad, high + pad];
  }
  const chosen: [number, number] = [axis.low ?? low, axis.high ?? high];
  if (chosen[0] === chosen[1]) chosen[1] = chosen[0] + (Math.abs(chosen[0]) || 1);
  return axis.inverted ? [chosen[1], chosen[0]] : chosen;
}

export function scaleOf(axis: Axis, [low, high]: [number, number], range: [number, number]): Scale {
  const sound = axis.log && low > 0 && high > 0;
  return sound ? d3.scaleLog([low, high], range) : d3.scaleLinear([low, high], range);
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (n: number): string => String(n).replace(/[-0-9]/g, c => (c === '-' ? '⁻' : SUPERSCRIPT[Number(c)]));

export function ticksOf(axis: Axis, scale: Scale, length: number, spacing: number): Tick[] {
  const [from, to] = scale.domain();
  const [low, high] = from < to ? [from, to] : [to, from];
  if (axis.ticks) {
    const { at, labels } = axis.ticks;
    const texts = labels ?? tickTexts(at);
    return at.flatMap((t, i) => (t >= low && t <= high ? [{ at: t, text: texts[i] ?? '' }] : []));
  }
  const count = Math.max(2, Math.floor(length / spacing));
  if ('base' in scale) return logTicks(scale, low, high, count);
  const at = d3.ticks(low, high, count);
  const texts = tickTexts(at);
  return at.map((t, i) => ({ at: t, text: texts[i] }));
}

function logTicks(scale: Scale, low: number, high: number, count: number): Tick[] {
  const powers = d3.range(Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9) + 1);
  if (powers.length >= 2) {
    const every = Math.ceil(powers.length / count);
    return powers.filter((_, i) => i % every === 0).map(p => ({ at: 10 ** p, text: Math.abs(p) <= 2 ? plain(10 ** p) : `10${raised(p)}` }));
  }
  const all = scale.ticks(count);
  const every = Math.ceil(all.length / count);
  return all.filter((_, i) => i % every === 0).map(t => ({ at: t, text: plain(t) }));
}

/** All with as many decimals as the finest needs. */
export function tickTexts(at: readonly number[]): string[] {
  const largest = Math.max(...at.map(Math.abs), 0);
  const step = at.length > 1 ? Math.abs(at[1] - at[0]) : largest;
  if (largest >= 1e6 || (largest > 0 && largest < 1e-3)) return at.map(t => (t === 0 ? '0' : scientific(t)));
  const places = step > 0 ? Math.min(8, Math.max(0, -Math.floor(Math.log10(step) + 1e-9))) : 0;
  const enough = at.some(t => Math.abs(t - Number(t.toFixed(places))) > 1e-9 * Math.max(1, largest)) ? places + 1 : places;
  return at.map(t => minus(t.toFixed(enough)));
}

const minus = (text: string): string => (Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−'));
const plain = (t: number): string => minus(String(Number(t.toPrecision(6))));
function scientific(t: number): string {
  const [digits, power] = t.toExponential(2).split('e');
  return `${minus(String(Number(digits)))}e${minus(String(Number(power)))}`;
}
