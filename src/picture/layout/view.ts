// What one sees of a graph with some groups folded: nodes, blocks, and the edges between them. The input of the geometry proper.
import type { Graph } from '../../report/report';
import type { Block, LayoutOptions, Pass, PictureEdge, PictureNode } from '../picture';
import { chunkFrom, chunkPaths } from './chunks';
import { foldedGroups } from './folding';
import { type Group, groupPaths, groupTree, type Tree } from './tree';

export interface ViewNode {
  id: string;
  kind: PictureNode['kind'];
  pass: Pass;
  label: string;
  of: number;
  /** The innermost opened group around it, −1 for none. */
  group: number;
  /** The other pass's view node, −1 for none. */
  twin: number;
  into?: string;
  block?: Block;
}

export interface ViewEdge {
  from: number;
  to: number;
  kind: PictureEdge['kind'];
  of: number[];
  flagged: boolean;
}

export interface View {
  nodes: ViewNode[];
  edges: ViewEdge[];
  groups: Group[];
  folded: number;
}

/** Pass `fold`. */
export function viewOf(graph: Graph, options: LayoutOptions): View {
  const paths = groupPaths(graph);
  const grouped = paths.some(path => path);
  if (options.flat) paths.fill(undefined);
  else if (!grouped && graph.nodes.length > chunkFrom) for (const [at, path] of chunkPaths(graph).entries()) paths[at] = path;
  const tree = groupTree(graph, paths);
  const folded = foldedGroups(graph, tree, options);
  const view: View = { nodes: [], edges: [], groups: tree.groups, folded: 0 };
  const shown = placeNodes(graph, tree, folded, options.pass ?? 'both', view);
  linkTwins(graph, view, shown);
  joinEdges(graph, view, shown);
  return view;
}

/** For every graph node the view node that shows it, or −1. */
function placeNodes(graph: Graph, tree: Tree, folded: Uint8Array, pass: Pass | 'both', view: View): Int32Array {
  const shown = new Int32Array(graph.nodes.length).fill(-1);
  const blocks = new Map<string, number>();
  const top = topFolded(tree, folded);
  graph.nodes.forEach((node, at) => {
    const group = tree.of[at];
    const fold = group < 0 ? -1 : top[group];
    if (fold < 0) {
      shown[at] = view.nodes.length;
      view.nodes.push({ id: node.id, kind: 'value', pass: node.pass, label: node.label, of: at, group, twin: -1 });
      return;
    }
    if (pass === 'both' || node.pass === pass) view.folded++;
    const key = `${node.pass === 'forward' ? 'block' : 'dblock'}:${tree.groups[fold].path}`;
    let block = blocks.get(key);
    if (block === undefined) {
      block = view.nodes.length;
      blocks.set(key, block);
      view.nodes.push(blockNode(key, node.pass, tree.groups[fold]));
    }
    shown[at] = block;
    count(view.nodes[block], graph, at);
  });
  return shown;
}

function blockNode(id: string, pass: Pass, group: Group): ViewNode {
  const block: Block = { path: group.path, title: group.title, times: group.times, members: 0, families: [] };
  return { id, kind: 'block', pass, label: group.title, of: -1, group: group.parent, twin: -1, block };
}

/** The outermost folded group around each group, −1 where it is open all the way. */
function topFolded(tree: Tree, folded: Uint8Array): Int32Array {
  const top = new Int32Array(tree.groups.length).fill(-1);
  const visit = (group: number, above: number) => {
    top[group] = above >= 0 ? above : folded[group] ? group : -1;
    for (const child of tree.groups[group].groups) visit(child, top[group]);
  };
  for (const root of tree.roots) visit(root, -1);
  return top;
}

/** dW of ten layers is one family with ten verdicts; in a plain group every name is its own. */
function count(view: ViewNode, graph: Graph, at: number): void {
  const block = view.block;
  if (!block) return;
  const node = graph.nodes[at];
  block.members++;
  const name = block.times > 1 ? node.label.replace(/\d+/g, '') || node.label : node.label;
  let family = block.families.find(each => each.name === name);
  if (!family) {
    if (block.families.length >= 40) return;
    family = { name, of: at, count: 0, verdicts: [] };
    block.families.push(family);
  }
  family.count++;
  if (node.status) family.verdicts.push(node.status);
}

function linkTwins(graph: Graph, view: View, shown: Int32Array): void {
  const byId = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const blocks = new Map<string, number>();
  view.nodes.forEach((node, at) => {
    if (node.block && node.pass === 'forward') blocks.set(node.block.path, at);
  });
  view.nodes.forEach((node, at) => {
    if (node.pass !== 'backward') return;
    const wrt = node.of < 0 ? undefined : graph.nodes[node.of].wrt;
    const index = wrt === undefined ? undefined : byId.get(wrt);
    const twin = node.block ? (blocks.get(node.block.path) ?? -1) : index === undefined ? -1 : shown[index];
    if (twin < 0 || view.nodes[twin].pass !== 'forward' || view.nodes[twin].twin >= 0) return;
    if ((view.nodes[twin].kind === 'block') !== (node.kind === 'block')) return;
    node.twin = twin;
    view.nodes[twin].twin = at;
  });
}

function joinEdges(graph: Graph, view: View, shown: Int32Array): void {
  const byId = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const known = new Map<number, ViewEdge>();
  graph.edges.forEach((edge, at) => {
    const from = shown[byId.get(edge.from) ?? -1] ?? -1;
    const to = shown[byId.get(edge.to) ?? -1] ?? -1;
    if (from < 0 || to < 0) return;
    const a = view.nodes[from];
    const b = view.nodes[to];
    if (from === to && a.kind === 'block') return;
    const kind = a.pass === b.pass ? a.pass : 'reused';
    if (kind === 'reused' && a.kind === 'block' && b.kind === 'block') return;
    const key = from * view.nodes.length + to;
    const joined = known.get(key);
    if (joined) {
      joined.of.push(at);
      joined.flagged ||= edge.flagged === true;
      return;
    }
    const fresh: ViewEdge = { from, to, kind, of: [at], flagged: edge.flagged === true };
    known.set(key, fresh);
    view.edges.push(fresh);
  });
}
