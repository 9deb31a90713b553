// Chooses the loss that the gradients are judged against: the file's own, or one recovered from the gradients.
import { isNode, type Node } from '../core/graph';
import type { Trace } from '../trace/trace';
import { Judge, type Judgement, type Verdict } from './judge';
import { findScalars, type LossInstance } from './losses';
import { stabilisers } from './points';
import { hypotheses } from './recover';
import { type Ground, prepare, type Setup, setUp, updatedNodes } from './setup';

export interface Choice {
  readonly setup: Setup;
  readonly judge: Judge;
  readonly judgement: Judgement;
  /** The loss was inferred from the gradients. */
  readonly recovered: boolean;
  /** The file computes another loss than the one its gradients are exact for. */
  readonly computed: LossInstance | null;
  /** Several usual losses explain the gradients, each with a mistake nearest the output: only a proven fix tells which is meant. */
  readonly guesses?: readonly Choice[];
}

function judged(ground: Ground, losses: readonly LossInstance[]): Choice {
  const setup = setUp(ground, losses);
  const holes = new Set(ground.model.trace.holes.map(h => ground.model.rep(h.node)));
  const judge = new Judge(setup.context, setup.entries, holes);
  const judgement = judge.run();
  if (judgement.verdicts.some(v => v.cause === 'value') && stabilisers(ground.model).length > 0) excuse(ground, losses, judgement, holes);
  return { setup, judge, judgement, recovered: false, computed: null };
}

/** A difference this large is no stabiliser's. */
const MOST_EXCUSED = 1e-2;

/** A difference that is gone when the stabilising constants are 0 is no mistake: the verdict becomes that of the bare model. */
function excuse(ground: Ground, losses: readonly LossInstance[], judgement: Judgement, holes: ReadonlySet<Node>): void {
  const setup = setUp(ground, losses, true);
  const bare = new Judge(setup.context, setup.entries, holes).run();
  // By statement, and by order where a statement has several entries: what an entry is paired with may differ.
  const keyed = (verdicts: readonly Verdict[]): Map<string, Verdict> => {
    const seen = new Map<number, number>();
    return new Map(
      verdicts.map(v => {
        const nth = seen.get(v.entry.statement) ?? 0;
        seen.set(v.entry.statement, nth + 1);
        return [`${v.entry.statement}|${v.entry.name}|${nth}`, v] as const;
      }),
    );
  };
  const byKey = keyed(bare.verdicts);
  for (const [key, v] of keyed(judgement.verdicts)) {
    const other = byKey.get(key);
    if (v.status !== 'wrong' && v.status !== 'inherited') continue;
    if (!other || !(other.status === 'correct' || other.status === 'correct-scaled')) continue;
    if (v.cause === 'hole' || v.cause === 'shape') continue;
    // A wrong sign or factor is judged in the bare model anew; a wrong value must be near the right one here too.
    if (v.cause === 'value' && other.entry.wrt === v.entry.wrt && (v.error ?? 1) > MOST_EXCUSED) continue;
    Object.assign(v, { status: other.status, scale: other.scale, cause: null, reason: 'stabiliser', good: other.good });
  }
}

const right = (c: Choice, parametersOnly: boolean): number =>
  c.judgement.verdicts.filter(v => (v.entry.parameter || !parametersOnly) && (v.status === 'correct' || v.status === 'correct-scaled'))
    .length;

export function choose(trace: Trace): Choice {
  const ground = prepare(trace);
  const own = judged(ground, ground.losses);
  if (trace.language === 'bp') return own;
  if (ground.losses.length > 0 && own.judgement.verdicts.length > 0) {
    // A single number is some factor times any other: it is close to nothing.
    const close = own.judgement.verdicts.some(
      v => v.entry.parameter && v.shown.target.value.data.length > 1 && own.judge.fitsAtAnyFactor(v.entry),
    );
    const settled = targetsGiven(trace, own) ?? own;
    if (settled !== own || right(own, true) > 0 || own.judgement.common !== null || close) return settled;
    return mismatch(ground, own) ?? own;
  }
  const recovered = recover(ground);
  if (recovered && !recovered.guesses) return recovered;
  return anyScalar(ground) ?? recovered ?? own;
}

/** A scalar that no name says is a loss, and most parameters' gradients are exact for. */
function anyScalar(ground: Ground): Choice | null {
  const losses = ground.updates.length > 0 ? findScalars(ground.model, ground.ancestry) : [];
  if (losses.length === 0 || losses.length > 40) return null;
  const choice = judged(ground, losses);
  const parameters = choice.judgement.verdicts.filter(v => v.entry.parameter).length;
  return right(choice, true) >= 2 && 2 * right(choice, true) >= parameters ? choice : null;
}

const isWrong = (v: Verdict): boolean => v.status === 'wrong' || v.status === 'inherited';

/** Targets that the network itself made (r + γ·max Q(s′)) are given: where that makes everything right, it is meant. */
function targetsGiven(trace: Trace, own: Choice): Choice | null {
  if (!own.judgement.verdicts.some(v => isWrong(v) && v.cause !== 'hole' && v.cause !== 'shape')) return null;
  const { model, ancestry, losses } = own.setup.context;
  const learned = ancestry.learned();
  const targets = new Set<Node>();
  for (const b of model.trace.bindings)
    if (/^(?:\w*targets?|td_\w+|labels?|returns?|advantages?|expected\w*|q_target\w*|y_true)$/i.test(b.short)) {
      const node = model.rep(b.node);
      if (learned.has(node) && losses.some(l => l.node !== node && ancestry.of(l.node).has(node))) targets.add(node);
    }
  if (targets.size === 0) return null;
  const choice = judged(...withGiven(trace, targets));
  const parameters = (c: Choice): number => c.judgement.verdicts.filter(v => v.entry.parameter).length;
  return parameters(choice) > 0 && parameters(choice) >= parameters(own) && !choice.judgement.verdicts.some(isWrong) ? choice : null;
}

function withGiven(trace: Trace, targets: ReadonlySet<Node>): [Ground, readonly LossInstance[]] {
  const ground = prepare(trace, targets);
  return [ground, ground.losses];
}

/** No parameter's gradient is exact for the loss computed: are they all for another usual one? */
function mismatch(ground: Ground, own: Choice): Choice | null {
  const parameters = own.judgement.verdicts.filter(v => v.entry.parameter).length;
  if (parameters < 1 || own.judgement.verdicts.some(v => v.cause === 'hole' || v.cause === 'shape')) return null;
  const other = recover(ground);
  if (!other) return null;
  const exact = other.judgement.verdicts.filter(v => v.entry.parameter);
  if (exact.length < parameters || !exact.every(v => v.status === 'correct' || v.status === 'correct-scaled')) return null;
  return { ...other, recovered: false, computed: ground.losses[0] };
}

function recover(ground: Ground): Choice | null {
  let best: Choice | null = null;
  const explained: Choice[] = [];
  for (const { losses } of hypotheses(ground.model, ground.ancestry, new Set(updatedNodes(ground)))) {
    const first = judged(ground, losses);
    const factor = commonScale(first);
    const choice = factor === null ? first : judged(ground, rescaled(ground, losses, factor));
    // A loss that breaks down away from the file's own point (the logarithm of something that is no probability) is not meant.
    const { exact } = choice.setup.context;
    if (losses.some(l => exact.points.some((_p, k) => !exact.all(l.node, k)))) continue;
    if (explains(choice)) explained.push({ ...choice, recovered: true });
    const better =
      !best ||
      right(choice, true) > right(best, true) ||
      (right(choice, true) === right(best, true) && right(choice, false) > right(best, false));
    if (better && right(choice, false) > 0) best = { ...choice, recovered: true };
  }
  return best ?? (explained.length ? { ...explained[0], guesses: explained } : null);
}

/** No gradient is right under the loss, but the parameters' all would be, were it not for the gradients nearest the output. */
function explains({ judgement }: Choice): boolean {
  const parameters = judgement.verdicts.filter(v => v.entry.parameter);
  const first = judgement.verdicts.filter(v => v.status === 'wrong');
  return (
    parameters.length > 1 &&
    parameters.every(v => v.status === 'inherited') &&
    first.length > 0 &&
    first.every(v => v.cause === 'value' || v.cause === 'sign')
  );
}

/** A recovered loss is known up to a factor: that of most of the parameters' gradients makes it the loss that was meant. */
function commonScale({ judgement, judge }: Choice): number | null {
  if (judgement.common !== null) return judgement.common;
  const scales = judgement.verdicts
    .filter(v => v.entry.parameter && judge.fitsAtAnyFactor(v.entry))
    .map(v => Math.abs(judge.ownScale(v.entry)))
    .filter(s => Number.isFinite(s) && s !== 0);
  const votes = (s: number): number => scales.filter(o => Math.abs(o - s) <= 1e-6 * s).length;
  const [best] = [...scales].sort((a, b) => votes(b) - votes(a));
  if (best === undefined || 2 * votes(best) < scales.length) return null;
  return Math.abs(best - 1) > 1e-9 ? best : null;
}

function rescaled({ model }: Ground, losses: readonly LossInstance[], factor: number): LossInstance[] {
  const { graph } = model.trace;
  return losses.map(loss => {
    const node = graph.apply('mul', [graph.constant(factor), loss.node]);
    return isNode(node) ? { ...loss, node: node as Node } : loss;
  });
}
