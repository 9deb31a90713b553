// The forward pass as it is explained: a copy of everything the loss depends on, with spelled-out activations as one step.

import type { Context } from '../check/entries';
import type { LossInstance } from '../check/losses';
import { Graph, isNode, type Node } from '../core/graph';
import { ELEMENTWISE, recognise } from './activations';
import { isNumberLeaf } from './numbers';

export interface Spoken {
  readonly text: string;
  readonly latex: string;
  /** In the file's language; null where it cannot be said there. */
  readonly code: string | null;
}

export class View {
  /** Its own graph: equations are derived into it, and the trace stays as it was. */
  readonly graph = new Graph();
  readonly loss: Node;
  /** Values that the file has no name for and people do: the one-hot form of labels. */
  readonly spoken = new Map<Node, Spoken>();
  private readonly copies = new Map<Node, Node>();
  private readonly originals = new Map<Node, Node>();
  private readonly consumers = new Map<Node, Node[]>();
  /** Copies that stand for several steps of the file: 1/(1 + exp(-z)) as σ(z). */
  private readonly merged = new Set<Node>();

  /** `keep`: values that must stay visible, since the file has a gradient for them. */
  constructor(
    private readonly context: Context,
    loss: LossInstance,
    keep: (node: Node) => boolean,
  ) {
    const { model, ancestry } = context;
    for (const node of ancestry.of(loss.node)) this.copy(node, keep);
    this.loss = this.copies.get(model.rep(loss.node))!;
    this.connect();
  }

  /** The copy of a traced value; undefined where the loss does not depend on it. */
  of(node: Node): Node | undefined {
    return this.copies.get(this.context.model.rep(node));
  }

  original(copy: Node): Node | undefined {
    return this.originals.get(copy);
  }

  isMerged(copy: Node): boolean {
    return this.merged.has(copy);
  }

  /** Who uses a value on the way to the loss. */
  usersOf(copy: Node): readonly Node[] {
    return this.consumers.get(copy) ?? [];
  }

  private copy(node: Node, keep: (node: Node) => boolean): void {
    const { model } = this.context;
    const stopped = model.stop(node) || node.op === 'leaf';
    const inputs = stopped ? [] : model.inputsOf(node).map(n => this.copies.get(n)!);
    const seen = stopped ? null : recognise(node, model.inputsOf, keep, n => model.bindingsOf(n).length > 0);
    const whole = seen && this.graph.apply(seen.op, [this.copies.get(seen.input)!], seen.attrs, node.site);
    let made: Node;
    if (whole && isNode(whole)) {
      made = whole;
      if (node.op !== seen.op) this.merged.add(made);
    } else if (stopped) made = this.graph.push('leaf', [], leafAttrs(node), node.value, node.dims, node.site, []);
    else made = this.graph.push(node.op, inputs, node.attrs, node.value, node.dims, node.site, node.uses);
    this.copies.set(node, made);
    this.originals.set(made, node);
  }

  private connect(): void {
    const pending = [this.loss];
    const seen = new Set(pending);
    while (pending.length) {
      const node = pending.pop()!;
      for (const input of new Set(node.inputs)) {
        const known = this.consumers.get(input);
        if (known) known.push(node);
        else this.consumers.set(input, [node]);
        if (!seen.has(input)) {
          seen.add(input);
          pending.push(input);
        }
      }
    }
  }
}

const leafAttrs = (node: Node): Node['attrs'] => (node.op === 'leaf' ? node.attrs : { origin: 'data' });

/** Does `output` depend on `input` entry by entry, and on nothing else that varies? */
export function isEntrywise(output: Node, input: Node): boolean {
  const at = (n: Node): boolean => {
    if (n === input) return true;
    if (n.op === 'leaf') return isNumberLeaf(n);
    return ELEMENTWISE.has(n.op) && n.inputs.every(at);
  };
  return output !== input && at(output);
}
