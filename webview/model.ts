// What the view knows about a snapshot: who is who, what belongs to a node, the way to the loss, where an arrow key leads. No drawing.
import type { Snapshot } from '../src/host/protocol';
import type { Scene, SceneEdge, SceneNode } from '../src/picture/primitives';
import type { Finding, Gradient, GraphEdge, GraphNode, Range } from '../src/report/report';

export class Model {
  readonly scene: Scene;
  readonly nodes: ReadonlyMap<string, SceneNode>;
  private readonly out = new Map<string, SceneEdge[]>();
  private readonly into = new Map<string, SceneEdge[]>();

  constructor(readonly snapshot: Snapshot) {
    this.scene = snapshot.scene;
    this.nodes = new Map(this.scene.nodes.map(node => [node.id, node]));
    for (const edge of this.scene.edges) {
      push(this.out, edge.from, edge);
      push(this.into, edge.to, edge);
    }
  }

  edgesFrom(id: string): readonly SceneEdge[] {
    return this.out.get(id) ?? [];
  }

  edgesTo(id: string): readonly SceneEdge[] {
    return this.into.get(id) ?? [];
  }

  graphNode(node: SceneNode): GraphNode | undefined {
    return this.snapshot.report.graph.nodes[node.of];
  }

  gradientOf(node: GraphNode): Gradient | undefined {
    if (!node.status) return undefined;
    const named = this.snapshot.report.gradients.filter(gradient => gradient.name === node.label);
    return named.find(gradient => node.range && sameLine(gradient.range, node.range)) ?? named[0];
  }

  /** Errors and warnings whose place lies in the node's statement, with their index in the report. */
  findingsOf(node: GraphNode): { finding: Finding; index: number }[] {
    const { range } = node;
    if (!range) return [];
    const found = this.snapshot.report.findings.map((finding, index) => ({ finding, index }));
    return found.filter(
      ({ finding }) =>
        finding.range.start.line >= range.start.line && finding.range.start.line <= range.end.line && names(finding, node, this),
    );
  }

  /** Operands that don't fit, as the report has them. */
  flaggedInto(node: GraphNode): { edge: GraphEdge; from: GraphNode }[] {
    const { graph } = this.snapshot.report;
    return graph.edges.flatMap(edge => {
      const from = edge.to === node.id && edge.flagged ? graph.nodes.find(each => each.id === edge.from) : undefined;
      return from ? [{ edge, from }] : [];
    });
  }

  /** The chain rule as a path: from a value on to the loss, and from the loss down to its gradient. Ids of nodes and edges. */
  chain(id: string): Set<string> {
    const lit = this.pathToLoss(id);
    const twin = this.nodes.get(id)?.twin;
    if (twin !== undefined) for (const each of this.pathToLoss(twin)) lit.add(each);
    return lit;
  }

  private pathToLoss(id: string): Set<string> {
    const lit = new Set([id]);
    const node = this.nodes.get(id);
    if (!node) return lit;
    const forward = node.pass === 'forward';
    const queue = [id];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const edge of forward ? this.edgesFrom(next) : this.edgesTo(next)) {
        if (edge.kind !== node.pass) continue;
        lit.add(edge.id);
        const other = forward ? edge.to : edge.from;
        if (lit.has(other)) continue;
        lit.add(other);
        queue.push(other);
      }
    }
    return lit;
  }

  /** Where an arrow key leads: along an edge if one goes that way, else to the nearest box on that side. */
  neighbour(id: string, dx: number, dy: number): string | undefined {
    const node = this.nodes.get(id);
    if (!node) return undefined;
    const linked = [...this.edgesFrom(id).map(edge => edge.to), ...this.edgesTo(id).map(edge => edge.from)];
    const along = this.nearest(
      node,
      linked.map(each => this.nodes.get(each)),
      dx,
      dy,
      1.2,
    );
    return (along ?? this.nearest(node, this.scene.nodes, dx, dy, 4))?.id;
  }

  private nearest(
    from: SceneNode,
    candidates: readonly (SceneNode | undefined)[],
    dx: number,
    dy: number,
    slant: number,
  ): SceneNode | undefined {
    let best: SceneNode | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const node of candidates) {
      if (!node || node.id === from.id) continue;
      const x = node.x + node.width / 2 - from.x - from.width / 2;
      const y = node.y + node.height / 2 - from.y - from.height / 2;
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (ahead <= 1 || aside > slant * ahead + 60) continue;
      const cost = ahead + 2 * aside;
      if (cost < least) [least, best] = [cost, node];
    }
    return best;
  }
}

function push(map: Map<string, SceneEdge[]>, key: string, edge: SceneEdge): void {
  const list = map.get(key);
  if (list) list.push(edge);
  else map.set(key, [edge]);
}

const sameLine = (a: Range, b: Range): boolean => a.start.line === b.start.line;

/** Where several nodes share the finding's line, it belongs to the ones that are wrong there. */
function names(finding: Finding, node: GraphNode, model: Model): boolean {
  if (node.status === 'wrong' || node.error !== undefined) return true;
  const others = model.snapshot.report.graph.nodes.filter(each => each.range && sameLine(each.range, finding.range));
  return others.length <= 1 || !others.some(each => each.status === 'wrong' || each.error !== undefined);
}
