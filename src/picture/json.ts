// The laid-out graph as JSON, for other programs: every node with its box, every edge with its corners. No group is folded.
import type { Report } from '../report/report';
import { layout } from './layout/layout';
import type { LayoutOptions } from './picture';

export function graphToJson(report: Report, options: LayoutOptions = {}): string {
  const { graph } = report;
  const picture = layout(graph, { depth: Number.POSITIVE_INFINITY, ghosts: false, ...options });
  const { width, height, direction, lanes, frames } = picture;
  const nodes = picture.nodes.map(({ of, kind, column, row, ...box }) => {
    const { values: _values, ...node } = graph.nodes[of] ?? {};
    return { ...node, ...box };
  });
  const edges = picture.edges.map(({ of, from, to, points, kind, label }) => ({
    ...graph.edges[of[0]],
    from,
    to,
    lane: kind,
    points,
    ...(label ? { label } : {}),
  }));
  return `${JSON.stringify({ file: report.file, width, height, direction, lanes, frames, nodes, edges }, null, 1)}\n`;
}
