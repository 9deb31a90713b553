// An indexed view of a trace: which names a value has, what depends on what, and which values are one.
import { ancestors, type Node, representatives } from '../core/graph';
import type { Binding, Trace } from '../trace/trace';

export class Model {
  /** One node for all that compute the same; every set and map of the checker holds representatives. */
  readonly rep: (node: Node) => Node;
  readonly inputsOf: (node: Node) => readonly Node[];
  /** The bindings of a value, in order. */
  private readonly names = new Map<Node, Binding[]>();
  /** Updated parameters: a derivative never flows through them into the iteration before. */
  readonly updated = new Set<Node>();
  private consumers: Map<Node, Node[]> | null = null;
  private order: Map<Binding, number> | null = null;
  private readonly inputCache = new Map<Node, readonly Node[]>();

  constructor(readonly trace: Trace) {
    this.rep = representatives(trace.graph, new Set(trace.bindings.map(b => b.node)));
    this.inputsOf = node => {
      const known = this.inputCache.get(node);
      if (known) return known;
      const inputs = node.inputs.map(this.rep);
      this.inputCache.set(node, inputs);
      return inputs;
    };
    for (const binding of trace.bindings) {
      const node = this.rep(binding.node);
      const list = this.names.get(node);
      if (list) list.push(binding);
      else this.names.set(node, [binding]);
    }
  }

  /** Who reads a value (as recorded, not representatives). */
  consumersOf(node: Node): readonly Node[] {
    if (!this.consumers) {
      this.consumers = new Map();
      for (const n of this.trace.graph.nodes)
        for (const input of new Set(n.inputs)) {
          const list = this.consumers.get(input);
          if (list) list.push(n);
          else this.consumers.set(input, [n]);
        }
    }
    return this.consumers.get(node) ?? [];
  }

  /** The place of a binding in the order of execution. */
  indexOf(binding: Binding): number {
    if (!this.order) this.order = new Map(this.trace.bindings.map((b, i) => [b, i]));
    return this.order.get(binding) ?? -1;
  }

  readonly stop = (node: Node): boolean => this.updated.has(node);

  bindingsOf(node: Node): readonly Binding[] {
    return this.names.get(this.rep(node)) ?? [];
  }

  /** The binding of the statement that computed the value; else the first that names it. */
  maker(node: Node): Binding | null {
    const all = this.bindingsOf(node);
    return (
      all.find(b => b.kind !== 'argument' && b.kind !== 'alias' && node.id >= b.from) ??
      all.find(b => b.kind !== 'argument') ??
      all[0] ??
      null
    );
  }

  /** What a value is called: the name it was computed under, or the source text of its expression. */
  nameOf(node: Node): string {
    const maker = this.maker(node);
    if (maker) return maker.name;
    return this.trace.text(node.site) || node.op;
  }

  /** Everything that a value depends on within its iteration, itself included. */
  ancestors(root: Node): Node[] {
    return ancestors([this.rep(root)], this.stop, this.inputsOf);
  }

  isScalar(node: Node): boolean {
    return node.value.data.length === 1;
  }
}

/** Sets of ancestors, computed once a root. */
export class Ancestry {
  private readonly sets = new Map<Node, ReadonlySet<Node>>();
  constructor(private readonly model: Model) {}

  of(root: Node): ReadonlySet<Node> {
    const node = this.model.rep(root);
    const known = this.sets.get(node);
    if (known) return known;
    const set = new Set(this.model.ancestors(node));
    this.sets.set(node, set);
    return set;
  }
}
