// Independent numerical evidence: a complex step where every op has a complex form, else central differences.
import { complexValue, realValue } from '../core/evaluate';
import type { Node } from '../core/graph';
import type { Complex } from '../core/op';
import type { Tensor } from '../core/tensor';
import type { Context, Instance } from './entries';
import { normals } from './points';

const COMPLEX_STEP = 1e-20;
const MOST_ENTRIES = 64;
/** Multiplications that the evidence for one gradient may cost. */
const BUDGET = 3e4;

export interface NumericGradient {
  /** One derivative along a direction that moves every entry, so that none goes unseen; null where there is no complex form. */
  readonly along: { readonly direction: Float64Array; readonly value: number } | null;
  /** Flat indices of the entries that were differentiated, and the derivative of the loss at each. */
  readonly entries: readonly number[];
  readonly values: readonly number[];
  /** Entries left out because a kink lies within the step. */
  readonly kinks: number;
}

/** What lies between a value and the loss, in order. */
function between({ model, ancestry }: Context, loss: Node, target: Node, through: readonly Node[] | null): Node[] {
  const reached = new Set<Node>([target]);
  const path: Node[] = [];
  for (const node of ancestry.of(loss))
    if (
      !model.stop(node) &&
      node !== target &&
      model.inputsOf(node).some(n => reached.has(n) && (n !== target || through === null || through.includes(node)))
    ) {
      reached.add(node);
      path.push(node);
    }
  return path;
}

const costOf = (path: readonly Node[]): number =>
  path.reduce((sum, n) => sum + n.value.data.length * (n.op === 'matmul' ? (n.inputs[0].value.shape.at(-1) ?? 1) : 1), 1);

function chosen(size: number, most: number): number[] {
  if (size <= most) return Array.from({ length: size }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.floor(((i + 0.5) * size) / most));
}

export function numericGradient(context: Context, instance: Instance, k: number): NumericGradient {
  const point = context.exact.points[k];
  const { loss } = instance;
  const part = context.exact.partOf(instance.target);
  const target = part ? part.of : instance.target;
  const path = between(context, loss.node, target, part?.through ?? null);
  // What reads the value again further on cannot be told apart by moving it.
  if (part && path.some(n => !part.through.includes(n) && context.model.inputsOf(n).includes(target)))
    return { along: null, entries: [], values: [], kinks: 0 };
  const at = point.valueOf(target);
  const most = Math.max(1, Math.min(MOST_ENTRIES, Math.floor(BUDGET / costOf(path))));
  const entries: number[] = [];
  const values: number[] = [];
  let kinks = 0;
  for (const i of chosen(at.data.length, most)) {
    const im = new Float64Array(at.data.length);
    im[i] = 1;
    const byStep = complexStep(context, loss.node, target, at, im, k, path);
    const derivative = byStep === undefined ? central(context, loss.node, target, at, i, k, path) : byStep;
    if (derivative === null) kinks++;
    else {
      entries.push(i);
      values.push(derivative);
    }
  }
  return { along: entries.length < at.data.length ? alongAll(context, loss.node, target, at, k, path) : null, entries, values, kinks };
}

function alongAll(context: Context, loss: Node, target: Node, at: Tensor, k: number, path: readonly Node[]): NumericGradient['along'] {
  const next = normals(271);
  const direction = at.data.map(() => next());
  const value = complexStep(context, loss, target, at, direction, k, path);
  return value === undefined ? null : { direction, value };
}

/** The derivative along a direction; undefined where some op has no complex form. */
function complexStep(
  { model, exact }: Context,
  loss: Node,
  target: Node,
  at: Tensor,
  direction: Float64Array,
  k: number,
  path: readonly Node[],
): number | undefined {
  const moved: Complex = { re: at, im: { shape: at.shape, data: direction.map(d => d * COMPLEX_STEP) } };
  const out = complexValue(loss, exact.points[k], new Map([[target, moved]]), path, model.inputsOf);
  return out ? out.im.data[0] / COMPLEX_STEP : undefined;
}

/** Null where a kink lies within the step. */
function central(
  { model, exact }: Context,
  loss: Node,
  target: Node,
  at: Tensor,
  i: number,
  k: number,
  path: readonly Node[],
): number | null {
  const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(at.data[i]));
  const side = (step: number) => {
    const data = at.data.slice();
    data[i] += step;
    return realValue(loss, exact.points[k], new Map([[target, { shape: at.shape, data }]]), path, model.inputsOf);
  };
  const [up, down] = [side(h), side(-h)];
  const crosses = up.branches.some((b, n) => Array.from(b).some((x, j) => x !== down.branches[n][j]));
  return crosses ? null : (up.value.data[0] - down.value.data[0]) / (2 * h);
}

/** ‖hand − s·numeric‖ / (‖hand‖ + ‖s·numeric‖) over the entries that were differentiated. */
export function numericError(hand: Tensor, numeric: NumericGradient, scale: number): number | null {
  if (numeric.entries.length === 0) return null;
  let difference = 0;
  let left = 0;
  let right = 0;
  numeric.entries.forEach((i, n) => {
    const x = hand.data[i];
    const y = numeric.values[n] * scale;
    difference += (x - y) ** 2;
    left += x * x;
    right += y * y;
  });
  if (numeric.along) {
    const { direction, value } = numeric.along;
    const x = hand.data.reduce((t, h, i) => t + h * direction[i], 0);
    difference += (x - value * scale) ** 2;
    left += x * x;
    right += (value * scale) ** 2;
  }
  const sum = Math.sqrt(left) + Math.sqrt(right);
  const error = sum === 0 ? 0 : Math.sqrt(difference) / sum;
  return Number.isFinite(error) ? error : null;
}

/** The step and the threshold of the gradient check that courses teach. */
export const COURSE_STEP = 1e-7;
export const COURSE_THRESHOLD = 2e-7;
const COURSE_BUDGET = 2e6;

/**
 * The one number that courses compute over all parameters, at the file's own point: central differences with a fixed step of
 * 1e-7, ‖hand − numeric‖ / (‖hand‖ + ‖numeric‖). Shown beside ours since learners compare with it; null where it would cost too much.
 */
export function courseDifference(context: Context, instances: readonly Instance[]): number | null {
  const { model, exact } = context;
  let cost = 0;
  const plans = instances.map(i => ({ ...i, path: between(context, i.loss.node, i.target, null) }));
  for (const p of plans) cost += costOf(p.path) * p.target.value.data.length * 2;
  if (plans.length === 0 || cost > COURSE_BUDGET) return null;
  let [difference, left, right] = [0, 0, 0];
  for (const { hand, target, loss, path } of plans) {
    const at = exact.points[0].valueOf(target);
    const mine = exact.points[0].valueOf(hand);
    if (mine.data.length !== at.data.length) return null;
    for (let i = 0; i < at.data.length; i++) {
      const side = (step: number): number => {
        const data = at.data.slice();
        data[i] += step;
        return realValue(loss.node, exact.points[0], new Map([[target, { shape: at.shape, data }]]), path, model.inputsOf).value.data[0];
      };
      const numeric = (side(COURSE_STEP) - side(-COURSE_STEP)) / (2 * COURSE_STEP);
      difference += (mine.data[i] - numeric) ** 2;
      left += mine.data[i] ** 2;
      right += numeric ** 2;
    }
  }
  const sum = Math.sqrt(left) + Math.sqrt(right);
  const result = sum === 0 ? 0 : Math.sqrt(difference) / sum;
  return Number.isFinite(result) ? result : null;
}
