// Evaluates equations with right inputs: exact gradients, at the factor of the chain, in place of the hand-written ones.
import { dimsOf } from '../core/dims';
import type { Node } from '../core/graph';
import { isProblem } from '../core/op';
import type { OpName } from '../core/opNames';
import { opTable } from '../core/opTable';
import type { Tensor } from '../core/tensor';
import type { Range } from '../report/report';
import type { Context, Entry, Instance } from './entries';
import { matchPairs, onlyOnes, type PointPair, pairsOf } from './scale';

/** One way to change an equation: what one application becomes, for every execution of it. */
export interface Edit {
  /** The applications that change, every execution alike; or the whole right-hand side. */
  readonly touches: ((node: Node) => boolean) | 'whole';
  readonly title: string;
  readonly edits: { range: Range; newText: string }[];
  /** The smallest range that the edit explains the error with. */
  readonly blame: Range;
  apply(inputs: readonly Tensor[], node: Node, value: (n: Node) => Tensor): Tensor | null;
}

/** Applies an op to tensors; null where the shapes do not fit. */
export function attempt(op: OpName, inputs: readonly (Tensor | null)[], attrs: Readonly<Record<string, unknown>> = {}): Tensor | null {
  if (inputs.some(t => t === null)) return null;
  const tensors = inputs as Tensor[];
  const shape = opTable[op].shape(
    tensors.map(t => dimsOf(t.shape)),
    attrs,
  );
  return isProblem(shape) ? null : opTable[op].forward(tensors, attrs);
}

export const timesNumber = (t: Tensor, by: number): Tensor => (by === 1 ? t : { shape: t.shape, data: t.data.map(x => x * by) });

export interface Sources {
  readonly inputs: readonly { readonly node: Node; readonly entry: Entry; readonly instance: Instance }[];
  /** Named values on the way that are no entries. */
  readonly helpers: readonly Node[];
  /** Something in the equation has shapes that do not fit. */
  readonly broken: boolean;
}

export class Given {
  constructor(
    private readonly context: Context,
    private readonly entryOf: ReadonlyMap<Node, { entry: Entry; instance: Instance }>,
    private readonly holes: ReadonlySet<Node>,
    /** The factor at which an entry is right for what follows; null: unknown, undefined: not judged yet. */
    private readonly good: (entry: Entry) => number | null | undefined,
    private readonly negativeAllowed: () => boolean,
  ) {}

  /** Nearest gradients that a value is computed from, and the named helpers passed on the way. */
  sources(hand: Node): Sources {
    const inputs: { node: Node; entry: Entry; instance: Instance }[] = [];
    const helpers: Node[] = [];
    let broken = false;
    const { model, forward } = this.context;
    const seen = new Set<Node>();
    const pending = [hand];
    while (pending.length) {
      const n = pending.shift()!;
      if (seen.has(n)) continue;
      seen.add(n);
      const known = n === hand ? undefined : this.entryOf.get(n);
      if (known) inputs.push({ node: n, ...known });
      else if (n === hand || !forward.has(n)) {
        if (this.holes.has(n)) broken = true;
        if (n !== hand && model.bindingsOf(n).some(b => b.kind !== 'argument')) helpers.push(n);
        if (!model.stop(n)) pending.push(...model.inputsOf(n));
      }
    }
    return { inputs, helpers, broken };
  }

  /** The nodes that an instance's own equation computes, the last first. */
  equation(instance: Instance): Node[] {
    const { model, forward } = this.context;
    const seen = new Set<Node>();
    const found: Node[] = [];
    const pending = [instance.hand];
    while (pending.length) {
      const n = pending.shift()!;
      if (seen.has(n) || (n !== instance.hand && (this.entryOf.has(n) || forward.has(n)))) continue;
      seen.add(n);
      found.push(n);
      if (!model.stop(n)) pending.push(...model.inputsOf(n));
    }
    return found.sort((a, b) => b.id - a.id);
  }

  /** Hand-written against exact at every point, the hand-written evaluated with right inputs, values put in, and an edit made. */
  pairs(instance: Instance, edit: Edit | null, put: (k: number) => ReadonlyMap<Node, Tensor> | null = () => new Map()): PointPair[] {
    const { exact } = this.context;
    const { inputs } = this.sources(instance.hand);
    return pairsOf(exact, instance.loss, instance.target, instance.target).flatMap(({ k, exact: right }) => {
      const given = put(k);
      if (!given) return [];
      const replaced = new Map<Node, Tensor>(given);
      for (const input of inputs) {
        if (given.has(input.node)) continue;
        const value = exact.at(input.instance.loss.node, input.instance.target, k);
        if (!value) return [];
        replaced.set(input.node, timesNumber(value, this.good(input.entry) ?? 1));
      }
      const hand = this.evaluate(instance, edit, k, replaced);
      return hand && onlyOnes(hand.shape, right.shape) ? [{ k, hand: { shape: right.shape, data: hand.data }, exact: right }] : [];
    });
  }

  /** Is the entry right at the wanted factor (null: any positive one), given right inputs and an edit? */
  isRight(entry: Entry, wanted: number | null, edit: Edit | null, put?: (k: number) => ReadonlyMap<Node, Tensor> | null): boolean {
    const { exact } = this.context;
    return entry.instances.every(instance => {
      const pairs = this.pairs(instance, edit, put);
      if (pairs.length === 0) return false;
      const smooth = pairs.filter(p => !exact.onKink(instance.loss.node, p.k));
      const unknown = wanted === null || this.sources(instance.hand).inputs.some(i => this.good(i.entry) === null);
      const result = matchPairs(smooth.length ? smooth : pairs, unknown ? undefined : wanted);
      return result.fits && (!unknown || result.scale > 0 || this.negativeAllowed());
    });
  }

  /** The value of an instance at a point; null where shapes do not fit. */
  private evaluate(instance: Instance, edit: Edit | null, k: number, replaced: ReadonlyMap<Node, Tensor>): Tensor | null {
    const { model, exact } = this.context;
    const point = exact.points[k];
    const values = new Map<Node, Tensor | null>(replaced);
    // Null: its shapes do not fit with what is given. What stood for a misfit may fail where the operation itself now fits.
    const known = (n: Node): Tensor | null => {
      const own = values.get(n);
      return own !== undefined ? own : (values.get(model.rep(n)) ?? point.valueOf(n));
    };
    const at = (n: Node): Tensor => known(n) ?? point.valueOf(n);
    for (const node of this.equation(instance).reverse()) {
      if (values.has(node) || node.op === 'leaf') continue;
      const inputs = model.inputsOf(node).map(known);
      const touched = edit !== null && edit.touches !== 'whole' && edit.touches(node);
      values.set(node, touched ? edited(edit, node, inputs, at) : attemptNode(node, inputs));
    }
    const hand = known(instance.hand);
    return hand && edit?.touches === 'whole' ? edit.apply([], instance.hand, at) : hand;
  }
}

function edited(edit: Edit, node: Node, inputs: readonly (Tensor | null)[], value: (n: Node) => Tensor): Tensor | null {
  const operands = node.op === 'hole' && node.attrs.stands ? inputs.slice(0, -1) : inputs;
  return operands.some(t => t === null) ? null : edit.apply(operands as Tensor[], node, value);
}

/** What an operation that did not fit was meant to be, once its operands have the right shapes; else what stood for it. */
function attemptNode(node: Node, inputs: readonly (Tensor | null)[]): Tensor | null {
  if (node.op !== 'hole') return attempt(node.op, inputs, node.attrs);
  const operands = node.attrs.stands ? inputs.slice(0, -1) : inputs;
  return attempt(node.attrs.wanted as OpName, operands, node.attrs.attrs as Readonly<Record<string, unknown>>) ?? standIn(node, inputs);
}

const standIn = (node: Node, inputs: readonly (Tensor | null)[]): Tensor | null => (node.attrs.stands ? (inputs.at(-1) ?? null) : null);
