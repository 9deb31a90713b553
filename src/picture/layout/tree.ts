// The tree of groups that the nodes' paths describe, with runs of alike siblings (layer 2 … layer 11) gathered under one parent.
import type { Graph, GraphNode } from '../../report/report';
import { titlesOf } from './groupTitles';

export interface Group {
  path: string;
  title: string;
  parent: number;
  depth: number;
  /** Groups inside, in order of first appearance. */
  groups: number[];
  /** Nodes directly inside, by index. */
  nodes: number[];
  /** Nodes inside at any depth. */
  size: number;
  /** For a run: how many alike groups it gathers; 1 otherwise. */
  times: number;
}

export interface Tree {
  groups: Group[];
  /** Top-level groups. */
  roots: number[];
  /** The group that a node stands in directly; −1 for none. */
  of: Int32Array;
}

const minimumRun = 3;
/** So many boxes are read at a glance; a graph within it is shown whole. */
export const readable = 40;

/** A gradient stands in the group of its variable, so that both lanes fold alike. */
export function groupPaths(graph: Graph): (string | undefined)[] {
  const byId = new Map(graph.nodes.map(node => [node.id, node]));
  const paths = graph.nodes.map(node => {
    const twin = node.wrt === undefined ? undefined : byId.get(node.wrt);
    return twin ? twin.group : node.group;
  });
  return lonely(graph, paths) ? paths.map(() => undefined) : paths;
}

/** Numbered groups of one value each say nothing in a graph that is read at a glance. */
function lonely(graph: Graph, paths: readonly (string | undefined)[]): boolean {
  if (graph.nodes.length > readable) return false;
  const inside = new Set<string>();
  for (const [at, path] of paths.entries()) {
    if (!path || graph.nodes[at].pass !== 'forward') continue;
    if (!/^\d+$/.test(path) || inside.has(path)) return false;
    inside.add(path);
  }
  return inside.size > 0;
}

export function groupTree(graph: Graph, paths: readonly (string | undefined)[]): Tree {
  const tree: Tree = { groups: [], roots: [], of: new Int32Array(paths.length).fill(-1) };
  const byPath = new Map<string, number>();
  paths.forEach((path, node) => {
    if (!path) return;
    const group = byPath.get(path) ?? grow(tree, byPath, path);
    tree.of[node] = group;
    tree.groups[group].nodes.push(node);
  });
  nameGroups(tree, graph);
  gatherRuns(tree, graph);
  measure(tree);
  return tree;
}

function grow(tree: Tree, byPath: Map<string, number>, path: string): number {
  let parent = -1;
  let at = '';
  for (const title of path.split('/')) {
    at = at === '' ? title : `${at}/${title}`;
    let group = byPath.get(at);
    if (group === undefined) {
      group = tree.groups.length;
      tree.groups.push({ path: at, title, parent, depth: 0, groups: [], nodes: [], size: 0, times: 1 });
      byPath.set(at, group);
      siblings(tree, parent).push(group);
    }
    parent = group;
  }
  return parent;
}

const siblings = (tree: Tree, parent: number): number[] => (parent < 0 ? tree.roots : tree.groups[parent].groups);

/** Groups that have but a number get a title; their paths stay, since what is folded is kept by them. */
function nameGroups(tree: Tree, graph: Graph): void {
  const inside = (group: number): GraphNode[] => [
    ...tree.groups[group].nodes.map(node => graph.nodes[node]),
    ...tree.groups[group].groups.flatMap(inside),
  ];
  for (const list of [tree.roots, ...tree.groups.map(group => group.groups)]) {
    const bare = list.filter(group => /^\d+$/.test(tree.groups[group].title));
    const titles = titlesOf(bare.map(group => ({ n: Number(tree.groups[group].title), nodes: inside(group) })));
    for (const [at, group] of bare.entries()) tree.groups[group].title = titles[at];
  }
}

function measure(tree: Tree): void {
  const visit = (index: number, depth: number): number => {
    const group = tree.groups[index];
    group.depth = depth;
    group.size = group.nodes.length;
    for (const child of group.groups) group.size += visit(child, depth + 1);
    return group.size;
  };
  for (const root of tree.roots) visit(root, 0);
}

/** `layer 2` … `layer 11` that hold alike nodes become the children of one group `layer 2 … 11`. */
function gatherRuns(tree: Tree, graph: Graph): void {
  const parents = [-1, ...tree.groups.keys()];
  const signatures = new Map<number, string>();
  const sign = (group: number): string => {
    const known = signatures.get(group);
    if (known !== undefined) return known;
    const { nodes, groups } = tree.groups[group];
    const text = [...nodes.map(node => nodeSignature(graph.nodes[node])), ...groups.map(child => `{${sign(child)}}`)].sort().join(';');
    signatures.set(group, text);
    return text;
  };
  for (const parent of parents) {
    const list = siblings(tree, parent);
    const runs = findRuns(list, tree, sign);
    for (const run of runs) {
      if (parent >= 0 && run.length === list.length && tree.groups[parent].nodes.length === 0) tree.groups[parent].times = run.length;
      else addRun(tree, parent, run);
    }
  }
}

const plain = (text: string): string => text.replace(/\d+/g, '#');
const nodeSignature = (node: GraphNode): string =>
  `${node.pass}|${node.kind}|${plain(node.label)}|${plain(node.formula ?? '').slice(0, 200)}`;

interface Numbered {
  group: number;
  prefix: string;
  value: number;
  suffix: string;
}

function numbered(group: number, title: string): Numbered | null {
  const match = /^(.*?)(\d+)(\D*)$/.exec(title);
  return match ? { group, prefix: match[1], value: Number(match[2]), suffix: match[3] } : null;
}

function findRuns(list: readonly number[], tree: Tree, sign: (group: number) => string): Numbered[][] {
  const all = list.map(group => numbered(group, tree.groups[group].title)).filter(each => each !== null);
  all.sort((a, b) =>
    a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : a.suffix < b.suffix ? -1 : a.suffix > b.suffix ? 1 : a.value - b.value,
  );
  const runs: Numbered[][] = [];
  for (const each of all) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const follows = last && last.prefix === each.prefix && last.suffix === each.suffix && each.value === last.value + 1;
    if (run && last && follows && sign(last.group) === sign(each.group)) run.push(each);
    else runs.push([each]);
  }
  return runs.filter(run => run.length >= minimumRun);
}

function addRun(tree: Tree, parent: number, run: readonly Numbered[]): void {
  const { prefix, suffix, value } = run[0];
  const title = `${prefix}${value} … ${value + run.length - 1}${suffix}`;
  const path = parent < 0 ? title : `${tree.groups[parent].path}/${title}`;
  const index = tree.groups.length;
  const members = run.map(each => each.group);
  tree.groups.push({ path, title, parent, depth: 0, groups: members, nodes: [], size: 0, times: run.length });
  const list = siblings(tree, parent);
  list[list.indexOf(members[0])] = index;
  const inside = new Set(members.slice(1));
  const rest = list.filter(group => !inside.has(group));
  if (parent < 0) tree.roots = rest;
  else tree.groups[parent].groups = rest;
  for (const member of members) tree.groups[member].parent = index;
}
