// Which nodes of the graph the cursor is at: cursor to picture; the way back is a node's own range.
import type { Graph, Position, Range } from '../report/report';

const before = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.column < b.column);

const contains = ({ start, end }: Range, at: Position): boolean => !before(at, start) && !before(end, at);

const size = ({ start, end }: Range): number => (end.line - start.line) * 10_000 + end.column - start.column;

/** The ids of the nodes whose source the position lies in, the smallest first; else those made on its line. */
export function nodesAt({ nodes }: Graph, at: Position): string[] {
  const placed = nodes.filter(node => node.range !== null) as { id: string; range: Range }[];
  const hit = placed.filter(node => contains(node.range, at));
  const found = hit.length ? hit : placed.filter(node => node.range.start.line <= at.line && at.line <= node.range.end.line);
  return found.sort((a, b) => size(a.range) - size(b.range)).map(node => node.id);
}
