// The losses of a trace: every scalar that its name, or the language, says is one; and which of them a gradient belongs to.
import { isNode, type Node } from '../core/graph';
import { opTable } from '../core/opTable';
import type { Binding } from '../trace/trace';
import type { Ancestry, Model, NodeSet } from './model';
import { gradientOf, lossScore } from './names';

export interface LossInstance {
  /** The scalar (representative). */
  readonly node: Node;
  readonly name: string;
  readonly site: number;
  readonly statement: number;
  readonly score: number;
  readonly binding: Binding | null;
}

/** A derivative can flow from the value to some float leaf: it is no count and no accuracy. */
export function isSmooth(ancestry: Ancestry, model: Model, node: Node): boolean {
  const flows = new Set<Node>();
  for (const n of ancestry.of(node)) {
    if (n.op === 'leaf' ? n.attrs.origin !== 'constant' || model.bindingsOf(n).length > 0 : model.stop(n)) flows.add(n);
    else if (opTable[n.op].differentiable && model.inputsOf(n).some((input, k) => flows.has(input) && carries(n, k))) flows.add(n);
  }
  return flows.has(node);
}

/** What is appended to a list of losses without a name of its own. */
const LOGGED = /(?:^|\.|_)(?:history|hist|losses|costs|errors|errs|loss_?list|cost_?list|loss_?log)\[\d+\]$/i;

/** The mask of a `where` carries no derivative. */
const carries = (node: Node, input: number): boolean => !(node.op === 'where' && input === 0);

/** `steps`: everything that some update is computed from. A value of a doubtful name that is in it is a gradient, no loss. */
export function findLosses(model: Model, ancestry: Ancestry, steps: NodeSet): LossInstance[] {
  const declared = model.trace.declaredLoss;
  if (declared)
    return [{ node: model.rep(declared.node), name: declared.name, site: declared.site, statement: -1, score: 3, binding: null }];
  const found: LossInstance[] = [];
  for (const binding of model.trace.bindings) {
    if (binding.kind === 'argument' || !model.isScalar(binding.node)) continue;
    const score = lossScore(binding.short) || (LOGGED.test(binding.name) ? 1 : 0);
    if (score === 0 || (binding.node.op === 'leaf' && binding.kind !== 'alias')) continue;
    const node = model.rep(binding.node);
    if (found.some(l => l.node === node && l.score >= score)) continue;
    if (node.op === 'leaf' || (score === 1 && steps.has(node)) || !isSmooth(ancestry, model, node)) continue;
    found.push({ node, name: binding.name, site: binding.site, statement: binding.statement, score, binding });
  }
  return resolve(model, ancestry, found);
}

/** Every scalar that depends on parameters, whatever its name: the last ones of each chain. */
export function findScalars(model: Model, ancestry: Ancestry): LossInstance[] {
  const found = new Map<Node, LossInstance>();
  const learned = ancestry.learned();
  for (const binding of model.trace.bindings) {
    const node = model.rep(binding.node);
    if (binding.kind === 'argument' || !model.isScalar(node) || !learned.has(node) || found.has(node) || gradientOf(binding)) continue;
    if (isSmooth(ancestry, model, node))
      found.set(node, { node, name: binding.name, site: binding.site, statement: binding.statement, score: 1, binding });
  }
  return resolve(model, ancestry, [...found.values()]);
}

/**
 * Keeps the losses that gradients may be of: the last ones of each chain (cross-entropy + L2, not cross-entropy alone), and
 * the terms of a running total that adds up one loss after another, each of which has its own gradients.
 */
function resolve(model: Model, ancestry: Ancestry, all: readonly LossInstance[]): LossInstance[] {
  const strong = all.some(l => l.score === 2) ? all.filter(l => l.score === 2) : all;
  const kept = strong.filter(l => {
    const later = strong.filter(o => o !== l && o.node !== l.node && ancestry.of(o.node).has(l.node));
    if (later.length === 0) return true;
    return later.every(o => totals(model, ancestry, o, l, strong));
  });
  return kept.length ? kept : [...strong];
}

/** Is `total` a sum (or mean) of several executions of the statement that computes `term`, and of nothing else? */
function totals(model: Model, ancestry: Ancestry, total: LossInstance, term: LossInstance, all: readonly LossInstance[]): boolean {
  // A sum that goes on: its last value has the derivatives of every term, since none flows through an update.
  if (total.statement === term.statement) return false;
  const terms = new Set(all.filter(l => l.statement === term.statement).map(l => l.node));
  const deeper = (term.binding?.loops.length ?? 0) > 0;
  if (!deeper) return false;
  const order = [...ancestry.of(total.node)];
  const past = new Set<Node>();
  // What reaches the total without going through a term: only numbers may.
  const pending = [total.node];
  while (pending.length) {
    const n = pending.pop()!;
    if (past.has(n) || terms.has(n)) continue;
    past.add(n);
    if (!model.stop(n)) pending.push(...model.inputsOf(n));
  }
  return order.length > 0 && [...past].every(n => n.value.data.length === 1 && (n.op !== 'leaf' || n.attrs.origin !== 'random'));
}

/**
 * Which loss a gradient is of: the one that shares the most forward values with it, the latest of those. A loss of
 * parameters that were updated since, or of other data, is none. Gradients summed over several examples are of the sum.
 */
export function lossOf(ancestry: Ancestry, losses: readonly LossInstance[], hand: Node, model: Model): LossInstance | null {
  // A declared loss is the only one: what an upstream gradient alone goes into (db = sum(dout)) is its gradient too.
  if (losses.length === 1 && (model.trace.language === 'bp' || model.trace.declaredLoss)) return losses[0];
  const own = ancestry.of(hand);
  const learned = ancestry.learned();
  let best: LossInstance | null = null;
  let most = 0;
  for (const loss of losses) {
    if (ancestry.lastUpdate(loss.node) > model.timeOf(hand)) continue;
    const shared = own.common(ancestry.of(loss.node), learned);
    const goesOn = best !== null && shared === most && best.binding?.slot === loss.binding?.slot && ancestry.of(loss.node).has(best.node);
    if (
      shared > most ||
      (shared === most && shared > 0 && best && (loss.score > best.score || (goesOn && !ancestry.spansUpdates(loss.node))))
    ) {
      best = loss;
      most = shared;
    }
  }
  if (!best && [...own].every(n => !learned.has(n) || SCALING.has(n.op))) return ofLinear(ancestry, losses, own, hand, model);
  return best && withOthers(ancestry, losses, own, best, model);
}

const SCALING: ReadonlySet<string> = new Set(['mul', 'div', 'neg', 'add', 'sub']);

/** The gradient of a hinge or of a penalty uses no forward value, only data and parameters: it is of the latest loss that has them. */
function ofLinear(ancestry: Ancestry, losses: readonly LossInstance[], own: NodeSet, hand: Node, model: Model): LossInstance | null {
  let best: LossInstance | null = null;
  for (const loss of losses) {
    const inLoss = ancestry.of(loss.node);
    if (loss.node.id > model.timeOf(hand) || ancestry.lastUpdate(loss.node) > model.timeOf(hand) || own.common(inLoss, inLoss) === 0)
      continue;
    if (!best || (loss.score >= best.score && !ancestry.spansUpdates(loss.node))) best = loss;
  }
  return best;
}

/** The sum of a loss and of those of other examples, of the same parameters, whose forward values the gradient uses too. */
function withOthers(ancestry: Ancestry, losses: readonly LossInstance[], own: NodeSet, best: LossInstance, model: Model): LossInstance {
  const learned = ancestry.learned();
  const others = losses.filter(
    l =>
      l !== best &&
      l.statement === best.statement &&
      ancestry.lastUpdate(l.node) === ancestry.lastUpdate(best.node) &&
      own.common(ancestry.of(l.node), learned, ancestry.of(best.node)) > 0 &&
      !ancestry.of(best.node).has(l.node) &&
      !ancestry.of(l.node).has(best.node),
  );
  if (others.length === 0) return best;
  const parts = [best, ...others].sort((a, b) => a.node.id - b.node.id);
  return { ...parts[0], node: sumOf(ancestry, model, parts) };
}

/** Sums are made once, on the trace's own graph. */
function sumOf(ancestry: Ancestry, model: Model, parts: readonly LossInstance[]): Node {
  const key = parts.map(l => l.node.id).join(',');
  const known = ancestry.sums.get(key);
  if (known) return known;
  let total = parts[0].node;
  for (const { node } of parts.slice(1)) {
    const next = model.trace.graph.apply('add', [total, node]);
    if (isNode(next)) total = next;
  }
  ancestry.sums.set(key, total);
  return total;
}
