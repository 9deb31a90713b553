// What several explanations ask of a file: which statement computes a value, who uses it, which axis runs over examples, which layer.
import { isNumber } from '../core/dims';
import type { Node } from '../core/graph';
import type { Role } from '../report/report';
import type { Binding } from '../trace/trace';
import type { Study } from './study';

export interface ExampleSize {
  readonly key: string;
  readonly value: number;
  /** 1: examples are columns. */
  readonly axis: 0 | 1;
}

export class Facts {
  /** The innermost statement that computed each node. */
  private readonly owners: (Binding | undefined)[];
  readonly examples: ExampleSize | null;

  constructor(private readonly study: Study) {
    const { bindings, graph } = study.trace;
    this.owners = new Array(graph.nodes.length);
    // Inner statements come before the statement that called them, and fill their part first.
    for (const b of bindings) {
      if (b.kind === 'argument' || b.kind === 'alias') continue;
      for (let id = b.node.id; id >= b.from && this.owners[id] === undefined; id--) this.owners[id] = b;
    }
    this.examples = exampleSize(study);
  }

  owner(node: Node): Binding | null {
    return this.owners[node.id] ?? null;
  }

  lineOf(binding: Binding | null): number | null {
    return binding ? (this.study.trace.range(binding.site)?.start.line ?? null) : null;
  }

  /** The statements that read a value, each once, in order. */
  readers(node: Node): Binding[] {
    const { model, trace } = this.study;
    const found = new Map<number, Binding>();
    const alike = new Set<Node>([node, ...model.bindingsOf(node).map(b => b.node)]);
    for (const n of alike)
      for (const consumer of model.consumersOf(n)) {
        const owner = this.owner(consumer);
        if (owner && trace.range(owner.site) && !found.has(owner.statement)) found.set(owner.statement, owner);
      }
    return [...found.values()].sort((a, b) => (this.lineOf(a) ?? 0) - (this.lineOf(b) ?? 0));
  }

  /** How often a statement ran, and with what results. */
  executions(binding: Binding): readonly Binding[] {
    return this.study.trace.bindings.filter(b => b.statement === binding.statement && b.slot === binding.slot && b.kind === binding.kind);
  }

  roleOf(node: Node, name: string): Role {
    const known = this.study.checked.variables.find(v => v.name === name)?.role;
    if (known) return known;
    return this.study.checked.variables.find(v => v.name === this.study.model.nameOf(node))?.role ?? 'other';
  }

  /** The number at the end of a name, where it says which layer. */
  layerOf(name: string, role: Role): string | null {
    if (role !== 'activation' && role !== 'pre-activation') return null;
    return /(?:^|[^\d])([1-9]\d?)\D*$/.exec(name)?.[1] ?? null;
  }

  /** The axis of a value that runs over examples. */
  exampleAxis(node: Node): 0 | 1 | null {
    const { examples } = this;
    if (!examples || node.dims.length !== 2) return null;
    const at = node.dims.findIndex(d => (isNumber(d) ? d.value === examples.value : d.key === examples.key));
    const both = node.dims.every(d => d.value === examples.value);
    return both ? examples.axis : at === 0 || at === 1 ? at : null;
  }
}

/** The size that inputs and labels share, on the axis where it stands in both. */
function exampleSize(study: Study): ExampleSize | null {
  const { variables } = study.checked;
  const inputs = variables.filter(v => v.role === 'input' && v.shape.length === 2);
  const labels = variables.filter(v => v.role === 'label' && v.shape.length === 2);
  for (const x of inputs)
    for (const y of variables)
      if (y.role === 'label' && y.shape.length === 1)
        for (const axis of [0, 1] as const)
          if (x.shape[axis] === y.shape[0] && x.shape[axis] > 1) return { key: x.dims[axis], value: x.shape[axis], axis };
  for (const x of inputs)
    for (const y of labels)
      for (const axis of [1, 0] as const) {
        const same =
          x.shape[axis] === y.shape[axis] && (x.dims[axis] === y.dims[axis] || /^\d+$/.test(x.dims[axis]) || /^\d+$/.test(y.dims[axis]));
        const other = x.shape[1 - axis] === y.shape[1 - axis];
        if (same && (!other || x.shape[axis] > x.shape[1 - axis]) && x.shape[axis] > 1)
          return { key: x.dims[axis], value: x.shape[axis], axis };
      }
  return null;
}
