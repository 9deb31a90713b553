// Two versions of a model as one graph: what was added, what is gone, what is computed otherwise.
import type { Change, Graph, GraphEdge, GraphNode, Report } from '../report/report';

export interface Tally {
  added: number;
  removed: number;
  changed: number;
}

/** The newer report with the older one's lost nodes in its graph, every changed node marked. */
export function compareReports(before: Report, after: Report): { report: Report; tally: Tally } {
  const old = keyed(before.graph);
  const now = keyed(after.graph);
  const nodes = after.graph.nodes.map((node): GraphNode => {
    const was = old.byKey.get(now.keyOf.get(node.id) ?? '');
    const change: Change | null = was ? difference(was, node) : { kind: 'added' };
    return change ? { ...node, change } : node;
  });
  const lost = before.graph.nodes.filter(node => !now.byKey.has(old.keyOf.get(node.id) ?? ''));
  /** Where a node of the older graph stands in the joint one. */
  const place = (id: string): string => now.byKey.get(old.keyOf.get(id) ?? '')?.id ?? `old:${id}`;
  for (const node of lost)
    nodes.push({
      ...node,
      id: place(node.id),
      range: null,
      change: { kind: 'removed' },
      ...(node.wrt === undefined ? {} : { wrt: place(node.wrt) }),
    });
  const edges = joined(before.graph, after.graph, place);
  const count = (kind: Change['kind']) => nodes.filter(node => node.change?.kind === kind).length;
  const tally = { added: count('added'), removed: count('removed'), changed: count('changed') };
  return { report: { ...after, graph: { nodes, edges } }, tally };
}

function joined(before: Graph, after: Graph, place: (id: string) => string): GraphEdge[] {
  const known = new Set(after.edges.map(edge => `${edge.from} ${edge.to}`));
  const gone = before.edges
    .map(({ flagged: _flagged, badAxes: _badAxes, ...edge }) => ({ ...edge, from: place(edge.from), to: place(edge.to), gone: true }))
    .filter(edge => !known.has(`${edge.from} ${edge.to}`));
  return [...after.edges, ...gone];
}

/** A name, its pass, and which of the nodes with that name it is. */
function keyed({ nodes }: Graph): { keyOf: Map<string, string>; byKey: Map<string, GraphNode> } {
  const counts = new Map<string, number>();
  const keyOf = new Map<string, string>();
  const byKey = new Map<string, GraphNode>();
  for (const node of nodes) {
    const name = `${node.pass} ${node.label}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    keyOf.set(node.id, `${name} ${count}`);
    byKey.set(`${name} ${count}`, node);
  }
  return { keyOf, byKey };
}

function difference(was: GraphNode, node: GraphNode): Change | null {
  const formula = plain(was.formula) !== plain(node.formula);
  const shape = was.shape.join() !== node.shape.join();
  const status = was.status !== node.status;
  if (!formula && !shape && !status) return null;
  return {
    kind: 'changed',
    ...(formula && was.formula !== undefined ? { formula: was.formula } : {}),
    ...(shape ? { shape: was.shape } : {}),
    ...(status && was.status ? { status: was.status } : {}),
  };
}

/** Blanks change nothing. */
const plain = (formula: string | undefined): string => (formula ?? '').replace(/\s+/g, '');
