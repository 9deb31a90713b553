// Variables and graph of the report: the named values of one run through the model, forward and backward.
import { dimTexts } from '../core/dims';
import type { Node } from '../core/graph';
import type { Finding, Gradient, Graph, GraphEdge, GraphNode, Role, Variable } from '../report/report';
import type { Binding } from '../trace/trace';
import type { Context, Entry } from './entries';
import { roleByName } from './names';
import { sampleOf } from './sample';

const ACTIVATIONS = new Set(['tanh', 'sigmoid', 'relu', 'leakyRelu', 'elu', 'softplus', 'gelu', 'softmax', 'logSoftmax']);
const shapeOf = (n: Node): number[] => [...n.value.shape];

export class Pictures {
  private readonly gradientNodes = new Map<Node, { entry: Entry; gradient: Gradient }>();
  private readonly lossNodes: ReadonlySet<Node>;
  private readonly activated = new Set<Node>();

  constructor(
    private readonly context: Context,
    private readonly entries: readonly { entry: Entry; gradient: Gradient }[],
  ) {
    for (const pair of entries) for (const i of pair.entry.instances) this.gradientNodes.set(i.hand, pair);
    this.lossNodes = new Set(context.losses.map(l => l.node));
    for (const n of context.forward) if (ACTIVATIONS.has(n.op)) for (const input of context.model.inputsOf(n)) this.activated.add(input);
  }

  variables(): Variable[] {
    const { model } = this.context;
    const found = new Map<string, Variable>();
    for (const b of model.trace.bindings) {
      const node = model.rep(b.node);
      if (found.has(b.name) || b.kind === 'argument' || this.isNumber(b, node)) continue;
      const range = model.trace.range(b.target) ?? model.trace.range(b.site);
      if (!range) continue;
      found.set(b.name, {
        name: b.name,
        role: this.role(b, node),
        shape: shapeOf(node),
        dims: dimTexts(node.dims),
        range,
        values: sampleOf(node.value),
      });
    }
    return [...found.values()];
  }

  /** Learning rates and counts are numbers, not variables of the model. */
  private isNumber(b: Binding, node: Node): boolean {
    return (
      node.op === 'leaf' &&
      node.attrs.origin === 'constant' &&
      node.dims.length === 0 &&
      !this.context.parameters.has(node) &&
      b.role === undefined
    );
  }

  private role(b: Binding, node: Node): Role {
    if (b.role && b.role !== 'other') return b.role;
    if (this.lossNodes.has(node)) return 'loss';
    if (this.context.parameters.has(node)) return 'parameter';
    if (this.gradientNodes.has(node)) return 'gradient';
    if (b.section === 'backward') return 'other';
    if (this.activated.has(node) && node.op !== 'leaf') return 'pre-activation';
    if (ACTIVATIONS.has(node.op)) return 'activation';
    const named = roleByName(b.short);
    if (named === 'input' || named === 'label') return node.op === 'leaf' || this.context.forward.has(node) ? named : 'other';
    return named ?? 'other';
  }

  graph(findings: readonly Finding[]): Graph {
    const { model, ancestry, losses, forward } = this.context;
    const first = losses[0];
    const shown = new Map<Node, GraphNode>();
    const roots = first ? ancestry.of(first.node) : new Set(model.trace.bindings.map(b => model.rep(b.node)));
    const pieces: { node: Node; maker: Binding }[] = [];
    for (const node of roots) {
      const maker = model.maker(node);
      if (maker && !this.isNumber(maker, node)) pieces.push({ node, maker });
    }
    const backward = this.entries.map(e => ({ node: e.entry.instances[0].hand, ...e }));
    const groups = this.groups(pieces);
    for (const { node, maker } of pieces) {
      if (backward.some(b => b.node === node) || (forward.size > 0 && !forward.has(node))) continue;
      shown.set(node, this.forwardNode(node, maker, groups.get(node)));
    }
    for (const { node, entry, gradient } of backward) shown.set(node, this.backwardNode(node, entry, gradient, shown, findings));
    return { nodes: [...shown.values()], edges: this.edges(shown) };
  }

  /** A statement that runs several times within one pass makes a group an execution: a layer, a time step. */
  private groups(pieces: readonly { node: Node; maker: Binding }[]): Map<Node, string> {
    const byStatement = new Map<number, Node[]>();
    for (const { node, maker } of pieces) byStatement.set(maker.statement, [...(byStatement.get(maker.statement) ?? []), node]);
    const found = new Map<Node, string>();
    for (const nodes of byStatement.values()) if (nodes.length > 1) for (const [i, node] of nodes.entries()) found.set(node, `${i + 1}`);
    return found;
  }

  private forwardNode(node: Node, maker: Binding, group: string | undefined): GraphNode {
    const role = this.role(maker, node);
    const kind =
      role === 'loss'
        ? 'loss'
        : role === 'parameter'
          ? 'parameter'
          : node.op === 'leaf' || role === 'input' || role === 'label'
            ? 'input'
            : 'operation';
    const { trace } = this.context.model;
    return {
      id: `n${node.id}`,
      label: maker.name,
      kind,
      pass: 'forward',
      shape: shapeOf(node),
      dims: dimTexts(node.dims),
      range: trace.range(maker.target) ?? trace.range(maker.site),
      role,
      formula: trace.text(maker.value).slice(0, 200),
      values: sampleOf(node.value),
      ...(group && { group }),
    };
  }

  private backwardNode(
    node: Node,
    entry: Entry,
    gradient: Gradient,
    shown: ReadonlyMap<Node, GraphNode>,
    findings: readonly Finding[],
  ): GraphNode {
    const { trace } = this.context.model;
    const { binding, target } = entry.instances[0];
    const partner = shown.get(target);
    const line = gradient.range.start.line;
    const error = findings.find(f => f.severity === 'error' && f.range.start.line >= line && f.range.end.line <= gradient.range.end.line);
    return {
      id: `g${node.id}`,
      label: entry.name,
      kind: 'gradient',
      pass: 'backward',
      shape: shapeOf(node),
      dims: dimTexts(node.dims),
      range: (binding && trace.range(binding.target)) ?? gradient.range,
      role: 'gradient',
      formula: trace.text(binding?.value ?? entry.site).slice(0, 200),
      status: gradient.status,
      scale: gradient.scale,
      values: sampleOf(node.value),
      ...(partner && { wrt: partner.id }),
      ...(partner?.group && { group: partner.group }),
      ...(error && gradient.status === 'wrong' && { error: error.message }),
    };
  }

  /** From each named value to those that are computed from it without another named one in between. */
  private edges(shown: ReadonlyMap<Node, GraphNode>): GraphEdge[] {
    const { model } = this.context;
    const edges = new Map<string, GraphEdge>();
    for (const [node, to] of shown) {
      const seen = new Set<Node>();
      const pending: { node: Node; flagged: number[] | null }[] = this.inputsWithFlags(node);
      while (pending.length) {
        const { node: n, flagged } = pending.pop()!;
        const from = shown.get(n);
        if (from) {
          const key = `${from.id}>${to.id}`;
          const reused = from.pass === 'forward' && to.pass === 'backward';
          const known = edges.get(key);
          if (!known)
            edges.set(key, {
              from: from.id,
              to: to.id,
              shape: shapeOf(n),
              ...(reused && { reused }),
              ...(flagged && { flagged: true, badAxes: flagged }),
            });
          else if (flagged && !known.flagged) Object.assign(known, { flagged: true, badAxes: flagged });
          continue;
        }
        if (seen.has(n) || model.stop(n)) continue;
        seen.add(n);
        pending.push(...this.inputsWithFlags(n).map(i => ({ ...i, flagged: i.flagged ?? flagged })));
      }
    }
    return [...edges.values()];
  }

  private inputsWithFlags(node: Node): { node: Node; flagged: number[] | null }[] {
    const { model } = this.context;
    if (node.op !== 'hole') return model.inputsOf(node).map(n => ({ node: n, flagged: null }));
    const hole = model.trace.holes.find(h => model.rep(h.node) === node);
    const own = model.inputsOf(node).slice(0, node.inputs.length - (node.attrs.stands ? 1 : 0));
    return own.map((n, k) => ({ node: n, flagged: hole ? [...(hole.problem.axes[k] ?? [])] : null }));
  }
}
