// Comparing a hand-written gradient with the exact one, up to one constant factor, over all points.
import type { Node } from '../core/graph';
import { relativeError, type Shape, sameShape, type Tensor, zeros } from '../core/tensor';
import type { LossInstance } from './losses';
import type { Exact } from './points';

/** Rounding, as a share of the largest derivative anywhere in the model. */
const NOISE = 1e-15;

/** A gradient whose relative error is at most this is exact. */
export const TOLERANCE = 1e-7;

/** What a gradient is of may show through a stabiliser (log(p + 1e-9)); whether it is exact is asked afterwards. */
const LIKENESS = 1e-5;

/** The factor s for which hand ≈ s · exact in least squares; null when the exact one is zero. */
export function factorOf(hand: Tensor, exact: Tensor): number | null {
  let both = 0;
  let own = 0;
  for (let i = 0; i < hand.data.length; i++) {
    both += hand.data[i] * exact.data[i];
    own += exact.data[i] * exact.data[i];
  }
  return own === 0 || !Number.isFinite(both / own) ? null : both / own;
}

/** Rounds a factor to the plain number it is: 400, 1/400, −1, 0.5. */
export function plainFactor(factor: number): number {
  const whole = Math.round(factor);
  if (whole !== 0 && Math.abs(factor - whole) <= 1e-9 * Math.abs(whole)) return whole;
  const inverse = Math.round(1 / factor);
  if (inverse !== 0 && Number.isFinite(inverse) && Math.abs(1 / factor - inverse) <= 1e-9 * Math.abs(inverse)) return 1 / inverse;
  return factor;
}

export interface Match {
  /** True when hand = scale · exact at every point that could be judged. */
  readonly fits: boolean;
  readonly scale: number;
  /** The worst error, after the factor. */
  readonly error: number;
  /** At how many points it could be judged; the index of the worst. */
  readonly judged: number;
  readonly worst: number;
}

const finite = (t: Tensor): boolean => t.data.every(Number.isFinite);

/** Shapes that differ only by axes of size 1: a scalar for a (1, 1), (n,) for (1, n). */
export function onlyOnes(a: Shape, b: Shape): boolean {
  const core = (shape: Shape): string => shape.filter(n => n !== 1).join(',');
  return core(a) === core(b);
}

/** Differs only by axes of size 1, and the update gives the same parameter: it broadcasts to it. */
export function harmlessShape(hand: Shape, target: Shape): boolean {
  const rank = Math.max(hand.length, target.length);
  const padded = [...Array<number>(Math.max(0, rank - hand.length)).fill(1), ...hand];
  return hand.length <= target.length && target.every((n, i) => padded[i] === n || padded[i] === 1);
}

/** The hand-written value in the shape of the exact one, where only axes of size 1 differ. */
const conform = (t: Tensor, shape: Shape): Tensor => (onlyOnes(t.shape, shape) ? { shape, data: t.data } : t);

const largest = (t: Tensor): number => t.data.reduce((m, x) => Math.max(m, Math.abs(x)), 0);

/** Both are sums that cancelled to rounding: nothing to compare. */
const isNoise = (hand: Tensor, right: Tensor, floor: number): boolean => largest(right) <= floor && largest(hand) <= 1e3 * floor;

/** A hand-written and an exact gradient at point k. */
export interface PointPair {
  readonly k: number;
  readonly hand: Tensor;
  readonly exact: Tensor;
}

/** hand(k) and exact(k) at every point where both are finite. */
export function pairsOf(exact: Exact, loss: LossInstance, hand: Node, target: Node): PointPair[] {
  return exact.points.flatMap((point, k) => {
    const right = exact.at(loss.node, target, k);
    if (!right) return [];
    const mine = conform(point.valueOf(hand), right.shape);
    if (isNoise(mine, right, NOISE * exact.magnitude(loss.node, k))) return [{ k, hand: zeros(right.shape), exact: zeros(right.shape) }];
    return sameShape(mine.shape, right.shape) && finite(mine) && finite(right) ? [{ k, hand: mine, exact: right }] : [];
  });
}

/** The pairs to judge by: points on a kink only where there is no other. */
function judgeable(exact: Exact, loss: LossInstance, hand: Node, target: Node): PointPair[] {
  const all = pairsOf(exact, loss, hand, target);
  const smooth = all.filter(p => !exact.onKink(loss.node, p.k));
  return smooth.length ? smooth : all;
}

export function match(exact: Exact, loss: LossInstance, hand: Node, target: Node, fixed?: number, tolerance = TOLERANCE): Match {
  const pairs = judgeable(exact, loss, hand, target);
  return matchPairs(pairs, fixed, tolerance);
}

export function matchPairs(pairs: readonly PointPair[], fixed?: number, tolerance = TOLERANCE): Match {
  if (pairs.length === 0) return { fits: false, scale: 1, error: Number.NaN, judged: 0, worst: 0 };
  const scale = fixed ?? scaleOver(pairs, tolerance);
  let error = 0;
  let worst = pairs[0].k;
  for (const p of pairs) {
    const own = relativeError(p.hand, p.exact, scale);
    const here = Number.isNaN(own) ? Number.POSITIVE_INFINITY : own;
    if (here > error) {
      error = here;
      worst = p.k;
    }
  }
  return { fits: error <= tolerance, scale, error, judged: pairs.length, worst };
}

/** 1 if that fits everywhere, else the factor at the point where the exact gradient is largest. */
function scaleOver(pairs: readonly PointPair[], tolerance: number): number {
  if (pairs.every(p => relativeError(p.hand, p.exact) <= tolerance)) return 1;
  let best = 1;
  let largest = 0;
  for (const p of pairs) {
    const norm = p.exact.data.reduce((sum, x) => sum + x * x, 0);
    const factor = factorOf(p.hand, p.exact);
    if (norm > largest && factor !== null && factor !== 0) {
      largest = norm;
      best = plainFactor(factor);
    }
  }
  return best;
}

/** Is hand a constant (not zero) times the exact derivative, at two points at least, where it is not zero itself? */
export function proportional(exact: Exact, loss: LossInstance, hand: Node, target: Node): boolean {
  const result = match(exact, loss, hand, target, undefined, LIKENESS);
  if (!result.fits || result.judged < Math.min(2, exact.points.length)) return false;
  return exact.points.some(p => p.valueOf(hand).data.some(x => x !== 0));
}

export const bestScale = (exact: Exact, loss: LossInstance, hand: Node, target: Node): number => match(exact, loss, hand, target).scale;
