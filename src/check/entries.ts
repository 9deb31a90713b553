// Finds the hand-written gradients of a trace and pairs each with what it is the gradient of.
import type { Node } from '../core/graph';
import { sameShape } from '../core/tensor';
import type { Binding } from '../trace/trace';
import { type LossInstance, lossOf } from './losses';
import type { Ancestry, Model, NodeSet } from './model';
import { gradientOf, isState, nameMatch } from './names';
import type { Exact } from './points';
import { bestScale, onlyOnes, proportional } from './scale';
import { type Carried, carried, type Update } from './updates';

/** One execution of a hand-written gradient. Nodes are representatives. */
export interface Instance {
  readonly hand: Node;
  readonly target: Node;
  readonly loss: LossInstance;
  readonly binding: Binding | null;
  /** The update that applies it, where one does. */
  update: { readonly update: Update; readonly carried: Carried } | null;
  /** How its pairing was found: by its name, by its value, by the update, by what follows from it. */
  readonly by: 'name' | 'value' | 'update' | 'consequence';
}

export interface Entry {
  readonly name: string;
  /** Changes with the pairing. */
  wrt: string;
  readonly site: number;
  readonly statement: number;
  readonly parameter: boolean;
  readonly instances: Instance[];
}

export interface Context {
  readonly model: Model;
  readonly ancestry: Ancestry;
  readonly losses: readonly LossInstance[];
  readonly updates: readonly Update[];
  /** Everything that some loss depends on. */
  readonly forward: ReadonlySet<Node>;
  readonly parameters: ReadonlySet<Node>;
  readonly exact: Exact;
}

/** The hand-written gradients by name: the last binding of each chain of statements that builds one. */
export function namedGradients(model: Model, forward: ReadonlySet<Node>): Binding[] {
  const { bindings, language } = model.trace;
  const finals: Binding[] = [];
  const bySlot = new Map<string, Binding[]>();
  for (const b of bindings) {
    const list = bySlot.get(b.slot);
    if (list) list.push(b);
    else bySlot.set(b.slot, [b]);
  }
  for (const b of bindings) {
    if (b.node.id > model.end) continue;
    if (model.isNamedAgain(b)) {
      if (!forward.has(model.rep(b.node))) finals.push(b);
      continue;
    }
    if (b.kind === 'argument' || b.kind === 'alias' || b.node.id < b.from) continue;
    if (
      language === 'bp'
        ? b.section !== 'backward' || (b.role !== undefined && b.role !== 'gradient') || !/^d./.test(b.short)
        : !gradientOf(b)
    )
      continue;
    if (forward.has(model.rep(b.node)) && language !== 'bp') continue;
    if (b.node.op === 'leaf' || isBareZeros(b.node) || isClipped(model, b.node) || isState(b.name)) continue;
    if (!goesOn(model, b, bySlot.get(b.slot)!)) finals.push(b);
  }
  return finals;
}

/** A gradient that is clipped before it is applied is the gradient that it was. */
const isClipped = (model: Model, node: Node): boolean => node.op === 'clip' && model.bindingsOf(node.inputs[0]).some(b => gradientOf(b));

/** Zeros that nothing has been stored in yet, padded or reshaped as they may be. */
const isBareZeros = (node: Node): boolean =>
  node.op === 'leaf'
    ? node.attrs.origin === 'constant' || node.value.data.every(x => x === 0)
    : BARE.has(node.op) && node.inputs.every(isBareZeros);

const BARE: ReadonlySet<string> = new Set(['broadcastTo', 'mul', 'setSlice', 'reshape', 'transpose', 'slice', 'concatenate']);

/** Is the value only a step of a gradient that later statements of the same name go on building, unread in between? */
function goesOn(model: Model, b: Binding, slot: readonly Binding[]): boolean {
  const next = slot[slot.indexOf(b) + 1];
  if (!next || next.node.id < next.from || next.kind === 'alias' || next.kind === 'argument') return false;
  if (!readsItself(b.node, next)) return false;
  const consumers = model.consumersOf(b.node);
  return !consumers.some(c => c.id >= b.from && c.id < next.from && c.id > b.node.id);
}

function readsItself(before: Node, next: Binding): boolean {
  const pending = [next.node];
  const seen = new Set<Node>();
  while (pending.length) {
    const n = pending.pop()!;
    if (n === before) return true;
    if (seen.has(n) || n.id < next.from) continue;
    seen.add(n);
    pending.push(...n.inputs);
  }
  return false;
}

/** All entries, in source order; bindings that are named like gradients but could not be paired come back apart. */
export function collect(context: Context): { entries: Entry[]; unpaired: Binding[] } {
  const { model, ancestry, updates, forward, losses } = context;
  const byKey = new Map<string, Entry>();
  const unpaired: Binding[] = [];
  const taken = new Map<Node, { update: Update; carried: Carried }>();
  for (const update of updates) {
    const found = exactWhole(context, update, carried(model, ancestry, update, forward));
    if (!taken.has(found.gradient)) taken.set(found.gradient, { update, carried: found });
  }
  const finals = namedGradients(model, forward);
  const handled = new Set<Node>();
  const waiting: Waiting[] = [];
  const transposed = new Map<Node, Node>();
  for (const hand of taken.keys()) if (hand.op === 'transpose' && !forward.has(hand)) transposed.set(model.inputsOf(hand)[0], hand);
  for (const binding of finals) {
    const own = model.handNode(binding);
    // Kept transposed against its parameter and transposed back where it is applied: the convention of the file.
    const hand = transposed.get(own) ?? own;
    if (handled.has(hand)) continue;
    const loss = lossOf(ancestry, losses, hand, model);
    const applied = taken.get(hand) ?? null;
    const paired = loss && pair(context, binding, hand, loss, applied);
    handled.add(hand);
    if (loss && !paired) waiting.push({ binding, hand, loss, update: applied });
    if (!loss || !paired) unpaired.push(binding);
    else addInstance(context, byKey, { hand, target: paired.target, loss, binding, update: applied, by: paired.by });
  }
  byOrder(context, byKey, waiting);
  for (const [hand, applied] of taken) {
    if (handled.has(hand)) continue;
    const loss = lossOf(ancestry, losses, hand, model);
    if (!loss || !ancestry.of(loss.node).has(applied.update.part)) continue;
    const maker = model.maker(hand);
    const binding = maker && !forward.has(hand) && maker.node.id >= maker.from ? maker : null;
    addInstance(context, byKey, { hand, target: applied.update.part, loss, binding, update: applied, by: 'update' });
  }
  return { entries: mergeSteps(context, [...byKey.values()]), unpaired };
}

/** A step whose every term belongs to the gradient (½λ‖W‖² in the loss, λW in the step) carries all of it. */
function exactWhole(context: Context, update: Update, found: Carried): Carried {
  const { whole } = found;
  if (whole === found.gradient || whole.op === 'leaf') return found;
  const loss = lossOf(context.ancestry, context.losses, whole, context.model);
  if (!loss || !context.ancestry.of(loss.node).has(update.part)) return found;
  return proportional(context.exact, loss, whole, update.part) ? { ...found, gradient: whole } : found;
}

/** A gradient that no name and no value pairs. */
interface Waiting {
  readonly binding: Binding;
  readonly hand: Node;
  readonly loss: LossInstance;
  readonly update: Instance['update'];
}

/**
 * A statement that runs for every layer or time step, and is paired for some of them: the others go by order, since the
 * backward pass visits what the forward pass computed the other way round.
 */
function byOrder(context: Context, byKey: Map<string, Entry>, waiting: readonly Waiting[]): void {
  const paired = [...byKey.values()].flatMap(e => e.instances);
  for (const statement of new Set(waiting.map(w => w.binding.statement)))
    for (const loss of new Set(waiting.map(w => w.loss))) {
      const own = waiting.filter(w => w.binding.statement === statement && w.loss === loss);
      const anchors = paired.filter(i => i.binding?.statement === statement && i.loss === loss && i.by === 'value');
      if (own.length === 0 || anchors.length === 0) continue;
      const hands = [...own.map(w => w.hand), ...anchors.map(i => i.hand)].sort((a, b) => a.id - b.id);
      const targets = alike(context, loss, anchors[0].target, hands.length);
      if (!targets || !anchors.every(i => targets[hands.indexOf(i.hand)] === i.target)) continue;
      for (const w of own) addInstance(context, byKey, { ...w, target: targets[hands.indexOf(w.hand)], by: 'consequence' });
    }
}

/** The values that the same place in the source computes as `like`, the last first; null where there are not that many. */
export function alike({ ancestry }: Context, loss: LossInstance, like: Node, count: number): Node[] | null {
  if (like.site === 0) return null;
  const all = [...ancestry.of(loss.node)]
    .filter(n => n.site === like.site && n.op === like.op && n.value.data.length === like.value.data.length)
    .reverse();
  return all.length === count ? all : null;
}

/** For another instance of an entry, what stands to its target as `to` stands to `from`: the same place in the source, nearest it. */
export function alikeTarget({ ancestry }: Context, instance: Instance, from: Node, to: Node): Node | null {
  const offset = to.id - from.id;
  let best: Node | null = null;
  for (const n of ancestry.of(instance.loss.node)) {
    if (n.site !== to.site || n.op !== to.op || n.value.data.length !== instance.hand.value.data.length) continue;
    const distance = Math.abs(n.id - instance.target.id - offset);
    if (!best || distance < Math.abs(best.id - instance.target.id - offset)) best = n;
  }
  return best;
}

export function addInstance(context: Context, byKey: Map<string, Entry>, instance: Instance): void {
  const parameter = isParameter(context, instance.target);
  const statement = instance.binding?.statement ?? -(instance.update?.update.binding?.statement ?? 0) - 1;
  const key = `${statement}|${targetKey(context, instance.target, parameter)}`;
  const known = byKey.get(key);
  if (known) {
    known.instances.push(instance);
    return;
  }
  const wrt = targetNameOf(context, instance.target, instance.binding);
  byKey.set(key, {
    name: instance.binding?.name ?? `d(${wrt})`,
    wrt,
    site: instance.binding?.site ?? instance.hand.site,
    statement,
    parameter,
    instances: [instance],
  });
}

export function targetNameOf(context: Context, part: Node, binding: Binding | null): string {
  const { model, updates } = context;
  const target = context.exact.partOf(part)?.of ?? part;
  const root = rootOf(updates, target);
  const asked = binding && gradientOf(binding)?.of;
  const names = model.bindingsOf(target).filter(b => b.kind !== 'argument');
  const same = asked ? names.find(b => nameMatch(asked, b.short) > 0) : undefined;
  return same?.name ?? model.nameOf(root === target || isUpdatedPart(context, target) ? target : root);
}

/** The parameter as it was before the first update; for a part that is updated, the whole. */
export function rootOf(updates: readonly Update[], node: Node): Node {
  let at = updates.find(u => u.part === node)?.before ?? node;
  for (let steps = 0; steps < updates.length + 1; steps++) {
    const update = updates.find(u => u.after === at);
    if (!update) return at;
    at = update.before;
  }
  return at;
}

const isUpdatedPart = ({ updates }: Context, node: Node): boolean => updates.some(u => u.part === node && u.before !== node);

function isParameter(context: Context, target: Node): boolean {
  const { model, parameters } = context;
  return parameters.has(target) || isUpdatedPart(context, target) || model.bindingsOf(target).some(b => b.role === 'parameter');
}

/**
 * Which instances are one entry: a parameter through all its updates; an intermediate through the iterations and time steps
 * of the statement that computes it, but apart for each layer, that is for each set of parameters it is made with.
 */
function targetKey(context: Context, part: Node, parameter: boolean): string {
  const target = context.exact.partOf(part)?.of ?? part;
  if (parameter) return `p${rootOf(context.updates, target).id}`;
  const maker = context.model.maker(target);
  return `${maker?.statement ?? `@${target.site}`}:${signature(context, target)}`;
}

interface Signatures {
  readonly seen: Map<Node, number>;
  readonly numbers: Map<string, number>;
  /** The parameters (their roots) that each number stands for. */
  readonly sets: number[][];
}

/** The parameters nearest to each node, a number for each set of them; one table a context. */
const signatures = new WeakMap<Context, Signatures>();

function tableOf(context: Context): Signatures {
  const known = signatures.get(context);
  if (known) return known;
  const table = { seen: new Map(), numbers: new Map([['', 0]]), sets: [[]] };
  signatures.set(context, table);
  return table;
}

/** 0: made without parameters. */
function signature(context: Context, node: Node): number {
  const { seen, numbers, sets } = tableOf(context);
  const known = seen.get(node);
  if (known !== undefined) return known;
  const inputs = context.model.stop(node) ? [] : context.model.inputsOf(node);
  const direct = inputs.filter(n => isParameter(context, n)).map(n => rootOf(context.updates, n).id);
  const all = direct.length ? direct : inputs.flatMap(n => sets[signature(context, n)]);
  const set = [...new Set(all)].sort((a, b) => a - b);
  const text = set.join(',');
  const result = numbers.get(text) ?? sets.length;
  if (result === sets.length) sets.push(set);
  numbers.set(text, result);
  seen.set(node, result);
  return result;
}

/**
 * Time steps are one entry: what one statement computes under one name, of values that one statement computed with the same
 * parameters or, at the first step, without any. Layers have parameters of their own.
 */
export function mergeSteps(context: Context, entries: readonly Entry[]): Entry[] {
  const kept: Entry[] = [];
  const { sets } = tableOf(context);
  const whole = (n: Node): Node => context.exact.partOf(n)?.of ?? n;
  const roots = (e: Entry): readonly number[] => sets[signature(context, whole(e.instances[0].target))];
  const maker = (e: Entry): number => context.model.maker(whole(e.instances[0].target))?.statement ?? -e.instances[0].target.site;
  for (const entry of entries) {
    const own = roots(entry);
    const same = kept.find(
      k =>
        !k.parameter &&
        !entry.parameter &&
        k.statement === entry.statement &&
        k.name === entry.name &&
        (own.length === 0 || roots(k).length === 0 || (maker(k) === maker(entry) && roots(k).some(r => own.includes(r)))),
    );
    if (same) same.instances.push(...entry.instances);
    else kept.push(entry);
  }
  return kept;
}

/** What a named gradient is the gradient of: by its name, else by its value, else by the update that uses it. */
function pair(
  context: Context,
  binding: Binding,
  hand: Node,
  loss: LossInstance,
  applied: { update: Update } | null,
): { target: Node; by: Instance['by'] } | null {
  const asked = context.model.trace.language === 'bp' ? { of: binding.short.slice(1), firm: true } : gradientOf(binding);
  // l2_delta is hardly ever ∂L/∂l2: a loose name says that it is a gradient, not of what.
  const named = asked?.of && asked.firm ? byName(context, binding, hand, asked.of, loss) : null;
  if (named) {
    if (context.model.trace.language === 'bp') return { target: named, by: 'name' };
    const fits = proportional(context.exact, loss, hand, named);
    // What a pass that nobody calls is given is what its gradients are of: x, not x − mean(x).
    const given = context.parameters.has(named) || (named.op === 'leaf' && context.model.trace.declaredLoss !== null);
    const better = given || fits ? null : (byValue(context, hand, loss) ?? byPart(context, hand, loss));
    if (context.model.isNamedAgain(binding) && !context.parameters.has(named) && !proportional(context.exact, loss, hand, named))
      return null;
    if (better) return { target: better, by: 'value' };
    // A local name that many layers share (x, out, col) proves little where neither value nor shape bear it out.
    if (!fits && !given && isDoubtful(context, asked!.of!, named, hand)) return null;
    return { target: named, by: 'name' };
  }
  if (applied && context.ancestry.of(loss.node).has(applied.update.part)) return { target: applied.update.part, by: 'update' };
  const valued = byValue(context, hand, loss) ?? byPart(context, hand, loss);
  return valued && { target: valued, by: 'value' };
}

/** The named forward value of which the hand-written one is a part of the derivative: what one path contributes. */
function byPart(context: Context, hand: Node, loss: LossInstance): Node | null {
  const { exact, model, ancestry } = context;
  if (model.trace.language === 'bp' || hand.value.data.length < 2) return null;
  for (const node of ancestry.of(loss.node)) {
    if (!sameShape(node.value.shape, hand.value.shape) || model.bindingsOf(node).every(b => b.kind === 'argument')) continue;
    const found = exact.partsOf(loss.node, node).find(({ target }) => proportional(exact, loss, hand, target));
    if (found) return found.target;
  }
  return null;
}

interface Answer {
  readonly b: Binding;
  readonly i: number;
  readonly match: number;
}

const answers = new WeakMap<Model, Map<string, Answer[]>>();

/** The bindings whose names answer to what a gradient's name asks for, the last first; no gradients. */
function answering(model: Model, asked: string): readonly Answer[] {
  const table = answers.get(model) ?? new Map<string, Answer[]>();
  answers.set(model, table);
  const known = table.get(asked);
  if (known) return known;
  const found: Answer[] = [];
  model.trace.bindings.forEach((b, i) => {
    const match = nameMatch(asked, b.short);
    if (match > 0 && !gradientOf(b)?.firm) found.push({ b, i, match });
  });
  found.reverse();
  table.set(asked, found);
  return found;
}

function byName(context: Context, binding: Binding, hand: Node, asked: string, loss: LossInstance): Node | null {
  const { model, ancestry, forward } = context;
  const index = model.indexOf(binding);
  const inLoss = ancestry.of(loss.node);
  const ranked: { node: Node; score: number; at: number }[] = [];
  const best = new Map<Node, number>();
  for (const { b, i, match } of answering(model, asked)) {
    if (i >= index || (model.trace.language === 'bp' && match < 3)) continue;
    const node = versionIn(context, model.rep(b.node), inLoss, hand);
    if (!inLoss.has(node) && !forward.has(node)) continue;
    if (indexOf(binding.name) !== null && indexOf(b.name) !== null && indexOf(binding.name) !== indexOf(b.name)) continue;
    const score =
      match * 10 +
      (onlyOnes(hand.value.shape, node.value.shape) ? 12 : 0) +
      (b.call === binding.call ? 5 : 0) +
      (container(b) !== '' && container(b) === container(binding) ? 6 : 0) +
      (inLoss.has(node) ? 20 : 0);
    if ((best.get(node) ?? -1) >= score) continue;
    best.set(node, score);
    ranked.push({ node, score, at: i });
  }
  if (ranked.length === 0) return null;
  const bestRank = Math.max(...ranked.map(r => r.score));
  const top = ranked.filter(r => r.score === bestRank);
  if (top.length === 1) return top[0].node;
  const fits = ranked.find(r => proportional(context.exact, loss, hand, r.node));
  if (fits) return fits.node;
  return [...top].sort((a, b) => affinity(context, hand, b.node) - affinity(context, hand, a.node) || b.at - a.at)[0].node;
}

/**
 * The value of a parameter that a loss depends on, where an update under another name (`for p, dp in zip(…): p -= …`) has
 * made new ones since: the newest that the gradient can be of. A state carried over keeps older ones in the loss.
 */
function versionIn({ updates, model }: Context, node: Node, inLoss: NodeSet, hand: Node): Node {
  let at = node;
  let best = inLoss.has(node) ? node : null;
  for (let steps = 0; steps < 64; steps++) {
    const next = updates.find(u => u.before === at)?.after;
    if (!next || (best && next.id > model.timeOf(hand))) break;
    at = next;
    if (inLoss.has(at)) best = at;
  }
  return best ?? node;
}

/** `nabla_b[0]` has the index 0. */
const indexOf = (name: string): string | null => /\[(-?\d+)\]$/.exec(name)?.[1] ?? null;

function isDoubtful({ model, parameters, ancestry }: Context, asked: string, named: Node, hand: Node): boolean {
  if (model.trace.language === 'bp') return false;
  const exact = model.bindingsOf(named).some(b => b.short === asked);
  const learned = [...ancestry.of(named)].some(n => parameters.has(n));
  const several = new Set(model.trace.bindings.filter(b => b.short === asked && b.kind !== 'alias').map(b => b.statement)).size > 1;
  return !exact || !learned || (several && !onlyOnes(hand.value.shape, named.value.shape));
}

const container = (b: Binding): string => (/[.[]/.test(b.slot) ? b.slot.replace(/[.[][^.[]*$/, '') : '');

/** How many forward values a gradient uses that stand beside the target in the forward pass. */
function affinity({ model, forward }: Context, hand: Node, target: Node): number {
  const beside = new Set<Node>([target]);
  for (const c of model.consumersOf(target)) {
    beside.add(model.rep(c));
    for (const n of model.inputsOf(model.rep(c))) beside.add(n);
  }
  for (const n of model.inputsOf(target)) beside.add(n);
  let count = 0;
  const pending = [hand];
  const seen = new Set<Node>();
  while (pending.length) {
    const n = pending.pop()!;
    if (seen.has(n)) continue;
    seen.add(n);
    if (forward.has(n)) {
      if (beside.has(n) && n.op !== 'leaf') count++;
      else if (beside.has(n)) count += 1;
      continue;
    }
    if (n !== hand && model.bindingsOf(n).length > 0) continue;
    pending.push(...model.inputsOf(n));
  }
  return count;
}

/** −z or 2·z within an expression: its derivative is that of z, but nobody would name it. */
export function isRescaling({ model }: Context, node: Node): boolean {
  if (model.bindingsOf(node).length > 0) return false;
  return (
    node.op === 'neg' ||
    ((node.op === 'mul' || node.op === 'div') && model.inputsOf(node).some(n => n.op === 'leaf' && n.value.data.length === 1))
  );
}

/** The forward value whose exact derivative the hand-written one is, up to a constant; the last computed and named of several. */
export function byValue(context: Context, hand: Node, loss: LossInstance): Node | null {
  const { model, ancestry, exact } = context;
  if (hand.value.data.length < 1) return null;
  const shape = hand.value.shape;
  // Where updates add, gradients are kept with the opposite sign.
  const negative = context.updates.length > 0 && context.updates.every(u => u.sign === 1);
  let best: Node | null = null;
  for (const node of ancestry.of(loss.node)) {
    if (node.value.shape.length !== shape.length || node.value.shape.some((n, i) => n !== shape[i])) continue;
    if (isRescaling(context, node)) continue;
    if (node.value.data.length === 1 && bestScale(exact, loss, hand, node) !== 1) continue;
    if (!proportional(exact, loss, hand, node)) continue;
    const rank = (n: Node): number => (model.bindingsOf(n).length > 0 ? 2 : 0) + (bestScale(exact, loss, hand, n) > 0 !== negative ? 1 : 0);
    if (!best || rank(node) > rank(best) || (rank(node) === rank(best) && node.id > best.id)) best = node;
  }
  return best;
}
