// Update steps: where a parameter is replaced by itself minus (or plus) a step, and which gradient the step carries.

import type { Node } from '../core/graph';
import { readsPart, samePart, writesPart } from '../core/parts';
import { sizeOf } from '../core/tensor';
import type { Binding } from '../trace/trace';
import type { Ancestry, Model } from './model';
import { gradientOf, lossScore, nameMatch } from './names';

export interface Update {
  /** The parameter's value afterwards and before (representatives). */
  readonly after: Node;
  readonly before: Node;
  /** What the step moves: `before`, or the part of it that is written (W[i] -= …), as it was read before the step. */
  readonly part: Node;
  /** What is added (sign 1) or subtracted (sign −1). */
  readonly step: Node;
  readonly sign: 1 | -1;
  readonly binding: Binding | null;
}

/** The gradient within a step, and the sign with which the parameter moves along it. */
export interface Carried {
  readonly gradient: Node;
  readonly sign: 1 | -1;
  /** Numbers by which the gradient is multiplied on its way (learning rate, 1/m), each as it stands. */
  readonly factors: readonly number[];
  /** A learning rate that stands inside the gradient's own product, (rate · delta) · x; 1 where none does. */
  readonly inside: number;
  /** The value before weight decay was taken off; the gradient itself where none was. */
  readonly whole: Node;
  /** False where momentum, weight decay or an optimiser's state came along: the step is not the gradient times a number. */
  readonly plain: boolean;
}

const sameSize = (a: Node, b: Node): boolean =>
  a.value.shape.length === b.value.shape.length && a.value.shape.every((n, i) => n === b.value.shape[i]);

interface Reading {
  readonly before: Node;
  readonly part: Node;
  readonly step: Node;
  readonly sign: 1 | -1;
}

/** How a node can be read as `before ± step`. A decayed parameter, c·W − step, counts; so does a part that moves. */
function readings(node: Node, model: Model): Reading[] {
  if (!writesPart(node)) return wholeReadings(node, model).map(r => ({ ...r, part: partOf(model, r) }));
  const [before, written] = model.inputsOf(node);
  return wholeReadings(written, model)
    .filter(r => readsPart(r.before) && samePart(r.before, node) && model.inputsOf(r.before)[0] === before)
    .map(r => ({ ...r, before, part: r.before }));
}

/** `np.add.at(W, i, step)` moves W[i]: the latest reading of that part, of this value of W or of one before. */
function partOf(model: Model, { before, step }: { before: Node; step: Node }): Node {
  if (step.op !== 'scatter') return before;
  let from: Node = before;
  for (let steps = 0; steps < 4; steps++) {
    const read = model.consumersOf(from).find(n => readsPart(n) && n.id < step.id && samePart(n, step));
    if (read) return model.rep(read);
    if (!writesPart(from) && from.op !== 'add' && from.op !== 'sub') return before;
    from = model.inputsOf(from)[0];
  }
  return before;
}

function wholeReadings(node: Node, model: Model): { before: Node; step: Node; sign: 1 | -1 }[] {
  const [a, b] = model.inputsOf(node);
  const bare = (x: Node): Node => {
    if (x.op !== 'mul' || model.bindingsOf(x).length > 0) return x;
    const [p, q] = model.inputsOf(x);
    return sizeOf(p.value.shape) === 1 && p.op === 'leaf' ? q : sizeOf(q.value.shape) === 1 && q.op === 'leaf' ? p : x;
  };
  const op = node.op === 'hole' ? node.attrs.wanted : node.op;
  if (op === 'sub') return [{ before: bare(a), step: b, sign: -1 }];
  if (op === 'add')
    return [
      { before: bare(a), step: b, sign: 1 },
      { before: bare(b), step: a, sign: 1 },
    ];
  return [];
}

/** Does the new value take the old one's place: the same variable, item or attribute, or one of the same name? */
function replaces(model: Model, after: Node, before: Node): Binding | null {
  const old = model.bindingsOf(before);
  for (const binding of model.bindingsOf(after)) {
    if (binding.kind === 'argument') continue;
    if (old.some(o => o !== binding && (o.slot === binding.slot || o.short === binding.short))) return binding;
    const list = binding.name.replace(/\[\d+\]$/, '');
    if (old.some(o => o.name.replace(/\[\d+\]$/, '') === list && list !== o.name)) return binding;
  }
  return null;
}

/** An optimiser's memory is updated, and is no parameter. */
const MEMORY = /moment|veloc|cache|accum|running|^mem/i;

/** What a step is called that is no gradient: a velocity, a change. */
const STEP_NAME =
  /^_?(?:v|vel|velocity|velocities|m|s|step|steps|update|updates|change|changes|delta|adj|adjust|momentum|inc|correction|prev)(?:_|\d|[A-Z]|$)/;

/** velocity["W1"], self.m['b2']. */
const STEP_ITEM = /(?:^|\.)(?:v|m|s|vel\w*|mom\w*|update\w*|step\w*)\[/;

/**
 * True where the step looks like a learning step, not like the branch of a residual connection: something named as a
 * gradient is near, or it is scaled by a number.
 */
function learns(model: Model, step: Node): boolean {
  let frontier: Node[] = [step];
  const seen = new Set<Node>();
  for (let depth = 0; depth < 7 && frontier.length > 0 && seen.size < 200; depth++) {
    const next: Node[] = [];
    for (const node of frontier) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (model.bindingsOf(node).some(b => gradientOf(b))) return true;
      const scaled =
        (node.op === 'mul' || node.op === 'div') &&
        model.inputsOf(node).some(n => n.value.data.length === 1 && (n.op === 'leaf' || (n.op === 'neg' && n.inputs[0].op === 'leaf')));
      const names = model.bindingsOf(node);
      // Another variable of the model, a bias say, is no step.
      if (names.length > 0 && !names.some(b => STEP_NAME.test(b.short) || STEP_ITEM.test(b.name))) continue;
      if (scaled && depth < 2) return true;
      next.push(...model.inputsOf(node));
    }
    frontier = next;
  }
  return false;
}

/** A step of the wrong shape makes a parameter of the wrong shape: the same variable, and a step named as its gradient. */
function misshapes(model: Model, binding: Binding, before: Node, step: Node): boolean {
  const own = model.bindingsOf(before).map(b => b.short);
  const near = [step, ...model.inputsOf(step), ...model.inputsOf(step).flatMap(model.inputsOf)];
  return (
    own.includes(binding.short) &&
    near.some(n => model.bindingsOf(n).some(b => own.some(name => nameMatch(gradientOf(b)?.of ?? '', name) > 0)))
  );
}

/** The first node after which parameters have other shapes than they began with: nothing later is the file's own model. */
export function derailedAt(updates: readonly Update[]): number {
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...updates.filter(u => u.after.op === 'hole' || !sameSize(u.before, u.after)).map(u => u.after.id),
  );
}

/** Momentum and an optimiser's running means are updated too, and are no parameters: they end up in another update's step. */
function withoutState(model: Model, updates: readonly Update[]): Update[] {
  const inSteps = new Set<Node>();
  for (const { step, before } of updates) {
    let frontier = [step];
    for (let depth = 0; depth < 6; depth++) {
      for (const n of frontier) inSteps.add(n);
      frontier = frontier.flatMap(n => (ELEMENTWISE.has(n.op) ? model.inputsOf(n) : [])).filter(n => n !== before);
    }
  }
  return updates.filter(u => !inSteps.has(u.after));
}

const ELEMENTWISE: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'div', 'sqrt', 'neg', 'pow', 'clip', 'square']);

export function findUpdates(model: Model): Update[] {
  const found: Update[] = [];
  for (const node of model.trace.graph.nodes) {
    if (node.op !== 'add' && node.op !== 'sub' && node.op !== 'hole' && !writesPart(node)) continue;
    const after = model.rep(node);
    if (after !== node) continue;
    for (const { before, part, step, sign } of readings(node, model)) {
      if (step.op === 'leaf') continue;
      const binding = replaces(model, after, before);
      if (!sameSize(before, node) && !(binding && misshapes(model, binding, before, step))) continue;
      if (!binding || gradientOf(binding) || lossScore(binding.short) > 0 || MEMORY.test(binding.short)) continue;
      if (!learns(model, step)) continue;
      found.push({ after, before, part, step, sign, binding });
      break;
    }
  }
  return withoutState(model, found);
}

/** A number that no data or parameter went into: a learning rate, a count, their quotient. */
function isNumber(model: Model, ancestry: Ancestry, node: Node, forward: ReadonlySet<Node>): boolean {
  if (node.value.data.length !== 1) return false;
  for (const n of ancestry.of(node)) {
    if (n.op === 'leaf' && (n.attrs.origin === 'random' || (n.attrs.origin === 'data' && forward.has(n)))) return false;
    if (n.op === 'leaf' && forward.has(n) && model.bindingsOf(n).length > 0 && /^x|^in/i.test(model.bindingsOf(n)[0].short)) return false;
  }
  return true;
}

/**
 * Walks from a step down to the gradient that it carries: through learning rates, momentum, weight decay and an
 * optimiser's scaling, to the first value that is named as a gradient, or to the last one that is still only scaled.
 */
export function carried(model: Model, ancestry: Ancestry, update: Update, forward: ReadonlySet<Node>): Carried {
  let { step: node, sign } = update;
  const factors: number[] = [];
  let plain = true;
  let whole: Node | null = null;
  const { part: before } = update;
  const names = [...model.bindingsOf(update.before), ...(before === update.before ? [] : model.bindingsOf(before))].map(b => b.short);
  const depends = (n: Node): boolean =>
    ancestry.of(n).has(before) || [...ancestry.of(n)].some(a => a !== n && forward.has(a) && a.op !== 'leaf');
  for (let depth = 0; depth < 40; depth++) {
    const named = model.bindingsOf(node).some(b => {
      const g = gradientOf(b);
      return g !== null && (g.firm || (g.of !== null && names.some(name => nameMatch(g.of ?? '', name) > 0)) || sameSize(node, before));
    });
    // Under its own name it is the gradient, whatever its shape.
    const mine = depth > 0 && model.bindingsOf(node).some(b => names.some(name => nameMatch(gradientOf(b)?.of ?? '', name) >= 2));
    if (mine && node.op !== 'clip') break;
    if (
      named &&
      node.op !== 'clip' &&
      sameSize(node, before) &&
      depth > 0 &&
      !/^(?:v|vel|m|s|delta)_?/.test(model.bindingsOf(node)[0].short)
    )
      break;
    const next = stepDown(model, ancestry, node, before, forward, depends);
    if (!next) break;
    if (next.decay) whole ??= node;
    node = next.node;
    if (next.sign < 0) sign = -sign as 1 | -1;
    if (next.factor !== null) factors.push(next.factor);
    if (!next.plain) plain = false;
  }
  return { gradient: node, sign, factors, plain, whole: whole ?? node, inside: insideOf(model, ancestry, node, forward) };
}

/** The numbers in a product of products that has no name. */
function insideOf(model: Model, ancestry: Ancestry, node: Node, forward: ReadonlySet<Node>): number {
  if (node.op !== 'mul' || model.bindingsOf(node).length > 0) return 1;
  let product = 1;
  for (const n of model.inputsOf(node)) {
    if (n.op === 'leaf' && isNumber(model, ancestry, n, forward) && !forward.has(n)) product *= Math.abs(n.value.data[0]);
    else product *= insideOf(model, ancestry, n, forward);
  }
  return product;
}

interface Down {
  readonly node: Node;
  readonly sign: 1 | -1;
  readonly factor: number | null;
  readonly plain: boolean;
  /** Weight decay was taken off. */
  readonly decay?: true;
}

function stepDown(
  model: Model,
  ancestry: Ancestry,
  node: Node,
  before: Node,
  forward: ReadonlySet<Node>,
  depends: (n: Node) => boolean,
): Down | null {
  const [a, b] = model.inputsOf(node);
  const number = (n: Node): boolean => isNumber(model, ancestry, n, forward);
  if (node.op === 'neg') return { node: a, sign: -1, factor: null, plain: true };
  if (node.op === 'broadcastTo' && sameSize(node, a)) return { node: a, sign: 1, factor: null, plain: true };
  if (node.op === 'clip' || node.op === 'scatter') return { node: a, sign: 1, factor: null, plain: false };
  if (node.op === 'mul' && number(a))
    return { node: b, sign: a.value.data[0] < 0 ? -1 : 1, factor: Math.abs(a.value.data[0]), plain: true };
  if ((node.op === 'mul' || node.op === 'div') && number(b)) {
    const x = Math.abs(b.value.data[0]);
    return { node: a, sign: b.value.data[0] < 0 ? -1 : 1, factor: node.op === 'mul' ? x : 1 / x, plain: true };
  }
  // The norm of all gradients, as clipping scales by: a number, wherever it comes from.
  const scalesOnly = (n: Node, other: Node): boolean =>
    n.value.data.length === 1 && !forward.has(n) && sameSize(other, node) && depends(other);
  if (node.op === 'mul' && node.value.data.length > 1 && scalesOnly(a, b)) return { node: b, sign: 1, factor: null, plain: false };
  if ((node.op === 'mul' || node.op === 'div') && node.value.data.length > 1 && scalesOnly(b, a))
    return { node: a, sign: 1, factor: null, plain: false };
  // An optimiser divides by the root of a running square: sqrt(v) + ε.
  if (node.op === 'div' && depends(a) && [...ancestry.of(b)].some(n => n.op === 'sqrt') && !forward.has(b))
    return { node: a, sign: 1, factor: null, plain: false };
  if (node.op === 'add' || node.op === 'sub') {
    const right: 1 | -1 = node.op === 'sub' ? -1 : 1;
    if (depends(a) && !depends(b)) return { node: a, sign: 1, factor: null, plain: false };
    if (depends(b) && !depends(a)) return { node: b, sign: right, factor: null, plain: false };
    const state = (n: Node): boolean => !ancestry.of(n).has(before);
    if (state(a) && !state(b)) return { node: b, sign: right, factor: null, plain: false };
    if (state(b) && !state(a)) return { node: a, sign: 1, factor: null, plain: false };
    if (isDecay(model, a, before, number)) return { node: b, sign: right, factor: null, plain: false, decay: true };
    if (isDecay(model, b, before, number)) return { node: a, sign: 1, factor: null, plain: false, decay: true };
  }
  return null;
}

/** c·W: weight decay in the step. */
function isDecay(model: Model, node: Node, before: Node, number: (n: Node) => boolean): boolean {
  let n = node;
  for (let depth = 0; depth < 4 && n !== before; depth++) {
    if (n.op !== 'mul' && n.op !== 'div') return false;
    const [a, b] = model.inputsOf(n);
    if (number(a) && n.op === 'mul') n = b;
    else if (number(b)) n = a;
    else return false;
  }
  return n === before;
}
