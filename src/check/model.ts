// An indexed view of a trace: which names a value has, what depends on what, and which values are one.
import { isNode, type Node, representatives } from '../core/graph';
import type { Binding, Trace } from '../trace/trace';
import { gradientOf } from './names';

export class Model {
  /** One node for all that compute the same; every set and map of the checker holds representatives. */
  readonly rep: (node: Node) => Node;
  readonly inputsOf: (node: Node) => readonly Node[];
  /** `db = dz` gives one value a second meaning: what stands for it there. */
  private readonly handOf: ReadonlyMap<Binding, Node>;
  /** The bindings of a value, in order. */
  private readonly names = new Map<Node, Binding[]>();
  /** Updated parameters: a derivative never flows through them into the iteration before. */
  readonly updated = new Set<Node>();
  /** Every value that an update replaces or makes. */
  readonly moving = new Set<Node>();
  /** Values from this node on are not the file's own model any more: a parameter has lost its shape. */
  end = Number.POSITIVE_INFINITY;
  private consumers: Map<Node, Node[]> | null = null;
  private order: Map<Binding, number> | null = null;
  /** How many nodes the file itself made. */
  private readonly recorded: number;
  private byName: Map<string, Binding[]> | null = null;
  private readonly inputCache = new Map<Node, readonly Node[]>();

  constructor(readonly trace: Trace) {
    this.recorded = trace.graph.nodes.length;
    this.rep = representatives(trace.graph, new Set(trace.bindings.map(b => b.node)));
    this.inputsOf = node => {
      const known = this.inputCache.get(node);
      if (known) return known;
      const inputs = node.inputs.map(this.rep);
      this.inputCache.set(node, inputs);
      return inputs;
    };
    this.handOf = namedAgain(trace, this.rep);
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

  /** What a name means where a node is computed: its latest binding (by one statement, or by any) that was made by then. */
  visible(name: string, node: Node, statement: number | null = null): Node | null {
    if (!this.byName) {
      this.byName = new Map();
      for (const b of this.trace.bindings) {
        const list = this.byName.get(b.name);
        if (list) list.push(b);
        else this.byName.set(b.name, [b]);
      }
    }
    const list = this.byName.get(name) ?? [];
    for (let i = list.length - 1; i >= 0; i--) {
      const b = list[i];
      if (b.from <= node.id && b.node.id < node.id && (statement === null || b.statement === statement)) return this.rep(b.node);
    }
    return null;
  }

  /** The place of a binding in the order of execution. */
  indexOf(binding: Binding): number {
    if (!this.order) this.order = new Map(this.trace.bindings.map((b, i) => [b, i]));
    return this.order.get(binding) ?? -1;
  }

  readonly stop = (node: Node): boolean => this.updated.has(node);

  /** When a value was computed, as a node's number; a copy was computed with its original. */
  timeOf(node: Node): number {
    return node.id >= this.recorded && node.op === 'reshape' ? node.inputs[0].id : node.id;
  }

  /** The value that a binding gives its name as a gradient. */
  handNode(binding: Binding): Node {
    return this.handOf.get(binding) ?? this.rep(binding.node);
  }

  /** Does the binding name a value as the gradient of something else than the statement that computed it does? */
  isNamedAgain(binding: Binding): boolean {
    return this.handOf.has(binding);
  }

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
    // An expression that is handed to a function is not named by the function's parameter.
    if (maker && (maker.kind !== 'argument' || node.op === 'leaf')) return maker.name;
    return this.trace.text(node.site) || maker?.name || node.op;
  }

  isScalar(node: Node): boolean {
    return node.value.data.length === 1;
  }
}

/**
 * What stands for a value that is named as another gradient than the one that it was first computed as: for an alias
 * (`db = dz`) a copy; for a statement that computes the same again (`dWv = X.T @ dQ`) its own value, not the representative.
 */
function namedAgain(trace: Trace, rep: (node: Node) => Node): Map<Binding, Node> {
  const found = new Map<Binding, Node>();
  const first = new Map<Node, { of: string; text: string; statement: number }>();
  for (const b of trace.bindings) {
    const bp = trace.language === 'bp';
    if (b.kind === 'argument' || (bp && (b.section !== 'backward' || !/^d./.test(b.short)))) continue;
    const name = bp ? { of: b.short.slice(1), firm: true } : gradientOf(b);
    if (!name?.firm || !name.of) continue;
    const node = rep(b.node);
    const known = first.get(node);
    if (known === undefined) first.set(node, { of: name.of, text: b.name, statement: b.statement });
    else if (known.of !== name.of && known.statement !== b.statement) {
      const again = b.node.id >= b.from && b.kind !== 'alias';
      if (again && b.node !== node) found.set(b, b.node);
      else if (again || trace.text(b.value) === known.text) {
        const copy = trace.graph.apply('reshape', [b.node], { dims: b.node.dims });
        if (isNode(copy)) found.set(b, copy);
      }
    }
  }
  return found;
}

/** A set of nodes of one graph, a bit each; goes through them in order of computation. */
export class NodeSet implements Iterable<Node> {
  private readonly bits: Uint32Array;

  constructor(
    private readonly nodes: readonly Node[],
    size: number,
  ) {
    this.bits = new Uint32Array((size >> 5) + 1);
  }

  add(node: Node): void {
    this.bits[node.id >> 5] |= 1 << (node.id & 31);
  }

  has(node: Node): boolean {
    const word = this.bits[node.id >> 5];
    return word !== undefined && (word & (1 << (node.id & 31))) !== 0;
  }

  addAll(other: NodeSet): void {
    for (let w = 0; w < Math.min(this.bits.length, other.bits.length); w++) this.bits[w] |= other.bits[w];
  }

  /** How many nodes are in this set, in two others, and not in a last one. */
  common(a: NodeSet, b: NodeSet, except: NodeSet | null = null): number {
    const words = Math.min(this.bits.length, a.bits.length, b.bits.length);
    let count = 0;
    for (let w = 0; w < words; w++) {
      let word = this.bits[w] & a.bits[w] & b.bits[w] & ~(except?.bits[w] ?? 0);
      while (word !== 0) {
        word &= word - 1;
        count++;
      }
    }
    return count;
  }

  *[Symbol.iterator](): Iterator<Node> {
    for (let w = 0; w < this.bits.length; w++) {
      let word = this.bits[w];
      while (word !== 0) {
        const bit = 31 - Math.clz32(word & -word);
        word &= word - 1;
        yield this.nodes[(w << 5) + bit];
      }
    }
  }
}

/** Sets of ancestors, computed once a root: what a value depends on within its iteration, itself included. */
export class Ancestry {
  private readonly sets = new Map<Node, NodeSet>();
  private learnedSet: NodeSet | null = null;
  /** Losses summed over examples, by the terms' numbers. */
  readonly sums = new Map<string, Node>();
  private readonly latest = new Map<Node, number>();

  constructor(private readonly model: Model) {}

  /** What is computed from parameters: no parameter, none of its start values, no data. Everything that is computed, where no parameter is known. */
  learned(): NodeSet {
    if (this.learnedSet) return this.learnedSet;
    const { moving } = this.model;
    const { nodes } = this.model.trace.graph;
    const set = new NodeSet(nodes, nodes.length);
    for (const n of nodes) {
      if (n.op === 'leaf' || moving.has(n)) continue;
      if (moving.size === 0 || this.model.inputsOf(n).some(input => moving.has(input) || set.has(input))) set.add(n);
    }
    this.learnedSet = set;
    return set;
  }

  /** The last update that a value has seen. */
  lastUpdate(root: Node): number {
    const known = this.latest.get(root);
    if (known !== undefined) return known;
    let last = -1;
    for (const n of this.of(root)) if (this.model.stop(n)) last = Math.max(last, n.id);
    this.latest.set(root, last);
    return last;
  }

  of(root: Node): NodeSet {
    const node = this.model.rep(root);
    const known = this.sets.get(node);
    if (known) return known;
    const { nodes } = this.model.trace.graph;
    const set = new NodeSet(nodes, node.id + 1);
    set.add(node);
    // Inputs have smaller ids, so that one pass downwards reaches everything.
    for (let id = node.id; id >= 0; id--) {
      const n = nodes[id];
      if (!set.has(n) || this.model.stop(n)) continue;
      for (const input of this.model.inputsOf(n)) set.add(input);
    }
    this.sets.set(node, set);
    return set;
  }
}
