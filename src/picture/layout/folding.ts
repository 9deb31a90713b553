// Which groups are folded: what the reader asked for, else as many opened as still make a readable first picture.
import type { Graph } from '../../report/report';
import type { LayoutOptions } from '../picture';
import { readable, type Tree } from './tree';

export function foldedGroups(graph: Graph, tree: Tree, options: LayoutOptions): Uint8Array {
  const folded = options.depth === undefined ? byBudget(graph, tree) : byDepth(tree, options.depth);
  tree.groups.forEach((group, at) => {
    const wish = options.folds && Object.hasOwn(options.folds, group.path) ? options.folds[group.path] : undefined;
    if (wish !== undefined) folded[at] = wish ? 1 : 0;
  });
  return folded;
}

const byDepth = (tree: Tree, depth: number): Uint8Array => Uint8Array.from(tree.groups, group => (group.depth >= depth ? 1 : 0));

/** Opens groups from the outside in, those with an error first, while the picture stays readable. A run stays one block unless all fits. */
function byBudget(graph: Graph, tree: Tree): Uint8Array {
  const folded = new Uint8Array(tree.groups.length);
  if (graph.nodes.length <= readable) return folded;
  folded.fill(1);
  const passes = new Set(graph.nodes.map(node => node.pass)).size;
  let visible = tree.of.reduce((sum, group) => sum + (group < 0 ? 1 : 0), 0) + tree.roots.length * passes;
  const wrong = withErrors(graph, tree);
  let level = [...tree.roots];
  while (level.length > 0) {
    const next: number[] = [];
    for (const group of level.sort((a, b) => wrong[b] - wrong[a] || a - b)) {
      const { nodes, groups, times } = tree.groups[group];
      const after = visible + nodes.length + (groups.length - 1) * passes;
      if (times > 1 || after > readable) continue;
      folded[group] = 0;
      visible = after;
      next.push(...groups);
    }
    level = next;
  }
  return folded;
}

function withErrors(graph: Graph, tree: Tree): Uint8Array {
  const wrong = new Uint8Array(tree.groups.length);
  graph.nodes.forEach((node, at) => {
    if (node.status !== 'wrong' && node.error === undefined) return;
    for (let group = tree.of[at]; group >= 0; group = tree.groups[group].parent) wrong[group] = 1;
  });
  return wrong;
}
