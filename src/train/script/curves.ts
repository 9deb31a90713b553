// Which of the numbers that were followed are worth a curve, and in which order: the loss first, then scores, then the rest.
import type { Series } from '../history';
import { lossRank } from '../scriptLoss';
import type { LoopCurve } from './loops';
import { isCounter } from './printed';
import type { ScriptCurve } from './view';

/** More curves than anyone looks at. */
const MOST = 24;
/** Points of a curve while the script runs; all that were kept at its end. */
const SHOWN_POINTS = 500;

const SCORE = /acc|score|precision|recall|f1|correct|r2/i;
const LOSS = /loss|cost|error|\berr\b|\bmse\b|\bmae\b|nll|entropy|objective|\bJ\b/i;
/** A score or a loss by other words: what is measured apart. */
const TEST = /test|val|dev/i;

function kindOf(name: string): ScriptCurve['kind'] {
  if (SCORE.test(name)) return 'score';
  return Number.isFinite(lossRank(last(name))) || LOSS.test(name) ? 'loss' : 'other';
}

const last = (name: string): string => name.split('.').at(-1) ?? name;

/** Changes, and is no count of iterations. */
function worthwhile({ values }: Series): boolean {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2 || isCounter(finite)) return false;
  return finite.some(v => v !== finite[0]);
}

/** The same numbers under two names: a loss, the list that keeps it, the lines that print it. `share` of its range they may differ. */
function same(of: Series, other: Series, share: number): boolean {
  const finite = of.values.filter(Number.isFinite);
  if (!finite.length) return false;
  const tolerance = share * (Math.max(...finite) - Math.min(...finite)) + 1e-12 * Math.abs(finite[0]);
  const points = other.steps.map((step, i) => [at(of, step), other.values[i]]).filter(([x]) => x !== null);
  const alike = points.filter(([x, y]) => x === y || Math.abs((x ?? 0) - (y ?? 0)) <= tolerance);
  return points.length >= 2 && points.length >= 0.8 * other.steps.length && alike.length >= 0.9 * points.length;
}

/** The value at a step, between two points on the line through them; null outside. */
function at({ steps, values }: Series, step: number): number | null {
  const next = steps.findIndex(s => s >= step);
  if (next < 0)
    return step - steps[steps.length - 1] <= steps[steps.length - 1] - (steps[steps.length - 2] ?? 0) ? values[values.length - 1] : null;
  if (steps[next] === step || next === 0) return steps[next] === step ? values[next] : null;
  const t = (step - steps[next - 1]) / (steps[next] - steps[next - 1]);
  return values[next - 1] + t * (values[next] - values[next - 1]);
}

export function chosenCurves(
  loops: readonly LoopCurve[],
  printed: readonly { readonly name: string; readonly series: Series }[],
  points = SHOWN_POINTS,
): ScriptCurve[] {
  const found: { curve: ScriptCurve; order: number }[] = [];
  const take = (name: string, line: number | null, series: Series, share: number): void => {
    if (!worthwhile(series) || found.some(({ curve }) => same(curve.series, series, share))) return;
    const kind = kindOf(name);
    const rank = kind === 'loss' ? Math.min(8, lossRank(last(name))) + (TEST.test(name) ? 4 : 0) : kind === 'score' ? 20 : 40;
    found.push({ curve: { name, kind, line, series: thinned(series, points) }, order: rank });
  };
  for (const { name, line, series } of loops.filter(each => !each.listed)) take(name, line, series, 0);
  for (const { name, line, series } of loops.filter(each => each.listed)) take(name, line, series, 1e-3);
  for (const { name, series } of printed) take(name, null, series, 0.03);
  // A stable sort: of equals, the one that stands first in the source.
  return found
    .sort((a, b) => a.order - b.order)
    .slice(0, MOST)
    .map(each => each.curve);
}

function thinned({ steps, values }: Series, points: number): Series {
  const every = Math.max(1, Math.ceil(values.length / points));
  const keep = (i: number): boolean => i % every === 0 || i === values.length - 1;
  return { steps: steps.filter((_, i) => keep(i)), values: values.filter((_, i) => keep(i)) };
}
