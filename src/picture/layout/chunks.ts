// A very large graph without groups of its own is cut into consecutive stretches, so that its first picture can be folded.
import type { Graph } from '../../report/report';

export const chunkFrom = 4000;
const chunks = 24;

/** A path for every node; stretches of the flow, so that no arrow between two of them points back. */
export function chunkPaths(graph: Graph): string[] {
  const level = forwardLevels(graph);
  const sizes = new Map<number, number>();
  for (const value of level) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  const target = Math.ceil(graph.nodes.length / chunks);
  const nameOf = new Map<number, string>();
  let members: number[] = [];
  let count = 0;
  let first = 1;
  const close = () => {
    const title = `${first}–${first + count - 1}`;
    for (const value of members) nameOf.set(value, title);
    first += count;
    count = 0;
    members = [];
  };
  for (const value of [...sizes.keys()].sort((a, b) => a - b)) {
    members.push(value);
    count += sizes.get(value) ?? 0;
    if (count >= target) close();
  }
  if (count > 0) close();
  return Array.from(level, value => nameOf.get(value) ?? '');
}

/** Longest paths along the flow; a gradient gets its variable's level, other backward nodes run against the arrows. */
function forwardLevels(graph: Graph): Int32Array {
  const index = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const twin = graph.nodes.map((node, at) => (node.wrt === undefined ? at : (index.get(node.wrt) ?? at)));
  const next: number[][] = graph.nodes.map(() => []);
  const indegree = new Int32Array(graph.nodes.length);
  for (const edge of graph.edges) {
    let from = index.get(edge.from);
    let to = index.get(edge.to);
    if (from === undefined || to === undefined || graph.nodes[from].pass !== graph.nodes[to].pass) continue;
    if (graph.nodes[from].pass === 'backward') [from, to] = [to, from];
    if (twin[from] === twin[to]) continue;
    next[twin[from]].push(twin[to]);
    indegree[twin[to]]++;
  }
  const level = new Int32Array(graph.nodes.length);
  const queue: number[] = [];
  for (const at of twin.keys()) if (twin[at] === at && indegree[at] === 0) queue.push(at);
  for (let head = 0; head < queue.length; head++) {
    for (const to of next[queue[head]]) {
      level[to] = Math.max(level[to], level[queue[head]] + 1);
      if (--indegree[to] === 0) queue.push(to);
    }
  }
  return level.map((_, at) => level[twin[at]]);
}
