// Pass `ghosts`: gradients that the chain rule has and the code merges into a later line (dA1 in dZ1), and the start dJ = 1.
import type { Graph } from '../../report/report';
import type { View, ViewEdge } from './view';

/** How many merged gradients in a row are still shown one by one. */
const longest = 4;

interface Haunt {
  graph: Graph;
  view: View;
  /** Forward neighbours of every view node. */
  next: number[][];
  /** The ghost of a forward node. */
  ghosts: Map<number, number>;
  /** Edges there are, as `from,to`. */
  known: Set<string>;
}

export function addGhosts(graph: Graph, view: View): void {
  if (!view.nodes.some(node => node.pass === 'backward')) return;
  const known = new Set(view.edges.map(edge => `${edge.from},${edge.to}`));
  const haunt: Haunt = { graph, view, next: neighbours(view), ghosts: new Map(), known };
  for (const edge of view.edges.slice()) {
    if (edge.kind !== 'backward') continue;
    const near = view.nodes[edge.to].twin;
    const far = view.nodes[edge.from].twin;
    if (near < 0 || far < 0) continue;
    const between = mergedPath(haunt, near, far);
    if (between.length > 0) thread(haunt, edge, between);
  }
  const loss = view.nodes.findIndex(node => node.of >= 0 && graph.nodes[node.of].kind === 'loss' && node.pass === 'forward');
  if (loss >= 0) addSeed(haunt, loss);
  view.edges = withoutRepeats(view);
}

/** Two merged edges may lead through one ghost: their first stretch is one edge then. */
function withoutRepeats(view: View): ViewEdge[] {
  const first = new Map<string, ViewEdge>();
  for (const edge of view.edges) {
    const key = `${edge.from},${edge.to}`;
    const known = first.get(key);
    if (known) known.of.push(...edge.of.filter(each => !known.of.includes(each)));
    else first.set(key, edge);
  }
  return [...first.values()];
}

function neighbours(view: View): number[][] {
  const next: number[][] = view.nodes.map(() => []);
  for (const edge of view.edges) if (edge.kind === 'forward' && edge.from !== edge.to) next[edge.from].push(edge.to);
  return next;
}

/** The forward nodes without a gradient of their own on the only way from `near` to `far`; empty where there is none or more than one. */
function mergedPath({ view, next }: Haunt, near: number, far: number): number[] {
  const path: number[] = [];
  let at = near;
  while (path.length <= longest && next[at].length <= 8) {
    if (next[at].includes(far)) return path;
    const open = next[at].filter(to => view.nodes[to].kind === 'value' && (view.nodes[to].twin < 0 || isGhost(view, to)));
    const leads = open.length === 1 ? open : open.filter(to => next[to].includes(far));
    if (leads.length !== 1 || path.includes(leads[0])) return [];
    path.push(leads[0]);
    at = leads[0];
  }
  return [];
}

const isGhost = (view: View, forward: number): boolean => view.nodes[view.nodes[forward].twin]?.kind === 'ghost';

/** Replaces the edge far → near by far → ghosts → near. What doesn't fit is drawn where it happens: at the last stretch. */
function thread(haunt: Haunt, edge: ViewEdge, between: readonly number[]): void {
  const chain = [edge.from, ...between.toReversed().map(node => ghost(haunt, node, edge.to)), edge.to];
  haunt.known.add(`${edge.from},${chain[1]}`);
  edge.to = chain[1];
  const { flagged } = edge;
  edge.flagged = false;
  for (let at = 1; at + 1 < chain.length; at++) link(haunt, chain[at], chain[at + 1], edge.of, flagged && at + 2 === chain.length);
}

function link({ view, known }: Haunt, from: number, to: number, of: readonly number[], flagged = false): void {
  if (known.has(`${from},${to}`)) return;
  known.add(`${from},${to}`);
  view.edges.push({ from, to, kind: 'backward', of: [...of], flagged });
}

function ghost({ graph, view, ghosts }: Haunt, forward: number, into: number): number {
  const known = ghosts.get(forward);
  if (known !== undefined) return known;
  const { id, group, of } = view.nodes[forward];
  const label = gradientName(graph.nodes[of].label);
  const index = add(view, {
    id: `ghost:${id}`,
    kind: 'ghost',
    pass: 'backward',
    label,
    of: -1,
    group,
    twin: forward,
    into: view.nodes[into].label,
  });
  ghosts.set(forward, index);
  return index;
}

function add(view: View, node: View['nodes'][number]): number {
  view.nodes.push(node);
  view.nodes[node.twin].twin = view.nodes.length - 1;
  return view.nodes.length - 1;
}

const gradientName = (label: string): string => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(label) ? `d${label}` : `∂${label}`);

/** dJ = 1, and the way from it to the gradients that begin the backward pass. */
function addSeed(haunt: Haunt, loss: number): void {
  const { view, next } = haunt;
  const fed = new Set(view.edges.filter(edge => edge.kind === 'backward').map(edge => edge.to));
  let seed = view.nodes[loss].twin;
  view.nodes.slice().forEach((node, at) => {
    if (node.pass !== 'backward' || node.twin < 0 || at === seed || fed.has(at) || node.kind !== 'value') return;
    const between = mergedPath(haunt, node.twin, loss);
    if (between.length === 0 && !next[node.twin].includes(loss)) return;
    if (seed < 0) {
      const { id, label, group } = view.nodes[loss];
      seed = add(view, { id: `seed:${id}`, kind: 'seed', pass: 'backward', label: gradientName(label), of: -1, group, twin: loss });
    }
    const chain = [seed, ...between.toReversed().map(step => ghost(haunt, step, at)), at];
    for (let step = 0; step + 1 < chain.length; step++) link(haunt, chain[step], chain[step + 1], []);
  });
}
