// From a trace to what the judge needs: losses, updates, parameters, points, exact derivatives, entries.
import type { Node } from '../core/graph';
import { zeros } from '../core/tensor';
import type { Binding, Trace } from '../trace/trace';
import { type Context, collect, type Entry, namedGradients } from './entries';
import { findLosses, type LossInstance } from './losses';
import { Ancestry, Model, NodeSet } from './model';
import { gradientOf, nameMatch } from './names';
import { Exact, makePoints, stabilisers } from './points';
import { derailedAt, findUpdates, type Update } from './updates';

/** Two seeded points besides the file's own: one alone may hide a factor that happens to be right there. */
const SEEDED_POINTS = 2;
/** Beyond this many entries in the graph a single seeded point must do. */
const LARGE = 4e6;

export interface Setup {
  readonly context: Context;
  readonly entries: Entry[];
  readonly unpaired: ReturnType<typeof collect>['unpaired'];
  readonly diverged: number;
}

/** What does not depend on which loss is meant. */
export interface Ground {
  readonly model: Model;
  readonly updates: readonly Update[];
  readonly ancestry: Ancestry;
  readonly losses: readonly LossInstance[];
}

/** What is updated and never reaches a loss under any of its values (a velocity kept in an attribute) is no parameter. */
function ofModel(model: Model, ancestry: Ancestry, losses: readonly LossInstance[], updates: readonly Update[]): Update[] {
  if (losses.length === 0) return [...updates];
  const live = new Set<string>();
  for (const loss of losses) for (const n of ancestry.of(loss.node)) for (const b of model.bindingsOf(n)) live.add(b.slot);
  return updates.filter(u => model.bindingsOf(u.before).some(b => live.has(b.slot)));
}

/** No derivative flows through what is `given`. */
export function prepare(trace: Trace, given: ReadonlySet<Node> = new Set()): Ground {
  const model = new Model(trace);
  for (const node of given) model.updated.add(node);
  const updates = findUpdates(model);
  for (const { after, before } of updates) {
    model.updated.add(after);
    model.moving.add(before).add(after);
  }
  const ancestry = new Ancestry(model);
  const end = Math.min(derailedAt(updates), enough(trace, updates));
  model.end = end;
  const kept = updates.filter(u => u.after.id <= end);
  const steps = new NodeSet(trace.graph.nodes, trace.graph.nodes.length);
  for (const { step } of updates) steps.addAll(ancestry.of(step));
  const losses = findLosses(model, ancestry, steps).filter(l => l.node.id < end);
  return { model, updates: ofModel(model, ancestry, losses, kept), ancestry, losses };
}

/** A trace that is longer than this is judged by its first training iterations. */
const LONG = 6000;
const ITERATIONS = 4;

/** Where every parameter has been updated often enough to judge its gradients. */
function enough(trace: Trace, updates: readonly Update[]): number {
  if (trace.graph.nodes.length < LONG || updates.length === 0) return Number.POSITIVE_INFINITY;
  const roots = new Map<Node, { readonly root: Node; readonly count: number }>();
  let end = 0;
  for (const { before, after } of updates) {
    const known = roots.get(before) ?? { root: before, count: 0 };
    roots.set(after, { root: known.root, count: known.count + 1 });
    if (known.count < ITERATIONS) end = Math.max(end, after.id);
  }
  return end;
}

/** Everything that is updated, before and after. */
export const updatedNodes = ({ model, updates }: Ground): Node[] => updates.flatMap(u => [model.rep(u.before), model.rep(u.after)]);

/** With `bare`, stabilising constants are 0 at every point. */
export function setUp(ground: Ground, losses: readonly LossInstance[], bare = false): Setup {
  const { model, updates, ancestry } = ground;
  const forward = new Set<Node>();
  for (const loss of losses) for (const n of ancestry.of(loss.node)) forward.add(n);
  const parameters = findParameters(model, ancestry, updatedNodes(ground), forward);
  const size = model.trace.graph.nodes.reduce((sum, n) => sum + n.value.data.length, 0);
  const roots = losses.map(l => l.node);
  const fixed = new Map(bare ? stabilisers(model).map(n => [n, zeros(n.value.shape)] as const) : []);
  const { points, diverged } = makePoints(model, ancestry, parameters, roots, size > LARGE ? 1 : SEEDED_POINTS, fixed);
  const context: Context = { model, ancestry, losses, updates, forward, parameters, exact: new Exact(model, ancestry, points) };
  return { context, diverged, ...collect(context) };
}

/** What is updated, what the language declares, and what a named gradient is of when it is the root of its own values. */
function findParameters(model: Model, ancestry: Ancestry, updated: readonly Node[], forward: ReadonlySet<Node>): Set<Node> {
  const found = new Set(updated.map(model.rep));
  for (const b of model.trace.bindings) if (b.role === 'parameter') found.add(model.rep(b.node));
  if (model.trace.language === 'bp') return found;
  const asked = [...new Set(namedGradients(model, forward).flatMap(b => gradientOf(b)?.of ?? []))];
  for (const b of model.trace.bindings) {
    const node = model.rep(b.node);
    if (found.has(node) || !forward.has(node)) continue;
    if (!asked.some(name => nameMatch(name, b.short) >= 2) || !isRoot(ancestry, node) || isDataName(b.short)) continue;
    if (isState(model, b, node, forward)) continue;
    // A part of a parameter (W[:, :, c], handed to a helper as its W) moves with the whole.
    if ([...ancestry.of(node)].some(n => n !== node && found.has(n))) continue;
    found.add(node);
  }
  return found;
}

/** c = zeros, then c = f * c + i * g: what goes on under the same name in the same call is a state, no parameter. */
const isState = (model: Model, b: Binding, node: Node, forward: ReadonlySet<Node>): boolean =>
  model.trace.bindings.some(
    o => o.slot === b.slot && o.statement !== b.statement && forward.has(model.rep(o.node)) && model.rep(o.node) !== node,
  );

const isDataName = (short: string): boolean => /^(?:x|xs|a0|inputs?|data|images?|h0|hprev|h_prev|h|a_prev|x_\w+|\w*prev\w*)$/i.test(short);

/** Made from leaves by scaling alone: a start value, not the result of a layer. */
function isRoot(ancestry: Ancestry, node: Node): boolean {
  return (
    [...ancestry.of(node)].every(n =>
      ['leaf', 'mul', 'div', 'sub', 'add', 'reshape', 'sqrt', 'transpose', 'slice', 'setSlice'].includes(n.op),
    ) && [...ancestry.of(node)].length < 12
  );
}
