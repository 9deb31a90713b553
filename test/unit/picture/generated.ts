// Generated graphs: random layered ones, a transformer's blocks, and shapes that layouts stumble over.
import type { Graph, GraphEdge, GraphNode } from '../../../src/report/report';
import { random, Sketch } from './sketch';

/** A random layered acyclic graph of plain operations. */
export function layered(nodes: number, width: number, seed: number, longShare = 0.05): Graph {
  const next = random(seed);
  const list: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (let at = 0; at < nodes; at++)
    list.push({ id: `n${at}`, label: `op${at}`, kind: 'operation', pass: 'forward', shape: [8, 8], dims: [], range: null });
  for (let to = width; to < nodes; to++) {
    const layer = Math.floor(to / width);
    const inputs = 1 + Math.floor(next() * 1.8);
    for (let k = 0; k < inputs; k++) {
      const back = next() < longShare ? 1 + Math.floor(next() * Math.min(layer, 6)) : 1;
      const near = (to % width) + Math.floor((next() - 0.5) * 6);
      const from = (layer - back) * width + Math.min(width - 1, Math.max(0, near));
      edges.push({ from: `n${from}`, to: `n${to}`, shape: [8, 8] });
    }
  }
  return { nodes: list, edges };
}

/** One block of a transformer after another, each with its residual connections. */
export function transformer(blocks: number, heads = 4): Graph {
  const s = new Sketch();
  const plain = { values: undefined };
  s.node('x0', '', [16, 64], plain);
  let from = 'x0';
  for (let b = 1; b <= blocks; b++) {
    const id = (name: string) => `${name}.${b}`;
    s.node(id('ln1'), '', [16, 64], plain).into(id('ln1'), from);
    for (let h = 0; h < heads; h++) {
      for (const part of ['q', 'k', 'v']) s.node(id(`${part}${h}`), '', [16, 16], plain).into(id(`${part}${h}`), id('ln1'));
      s.node(id(`s${h}`), '', [16, 16], plain).into(id(`s${h}`), id(`q${h}`), id(`k${h}`));
      s.node(id(`p${h}`), '', [16, 16], plain).into(id(`p${h}`), id(`s${h}`));
      s.node(id(`o${h}`), '', [16, 16], plain).into(id(`o${h}`), id(`p${h}`), id(`v${h}`));
    }
    s.node(id('cat'), '', [16, 64], plain).into(id('cat'), ...Array.from({ length: heads }, (_, h) => id(`o${h}`)));
    s.node(id('proj'), '', [16, 64], plain).into(id('proj'), id('cat'));
    s.node(id('r1'), '', [16, 64], plain).into(id('r1'), from, id('proj'));
    s.node(id('ln2'), '', [16, 64], plain).into(id('ln2'), id('r1'));
    s.node(id('f1'), '', [16, 256], plain).into(id('f1'), id('ln2'));
    s.node(id('gelu'), '', [16, 256], plain).into(id('gelu'), id('f1'));
    s.node(id('f2'), '', [16, 64], plain).into(id('f2'), id('gelu'));
    s.node(id('r2'), '', [16, 64], plain).into(id('r2'), id('r1'), id('f2'));
    from = id('r2');
  }
  return s.graph;
}

const plain = (id: string): GraphNode => ({ id, label: id, kind: 'operation', pass: 'forward', shape: [2, 2], dims: [], range: null });

/** A graph from pairs: `a>b b>c`. */
export function pairs(text: string): Graph {
  const edges = text.split(' ').flatMap(pair => {
    const [from, to] = pair.split('>');
    return to === undefined ? [] : [{ from, to, shape: [2, 2] }];
  });
  const ids = new Set(text.split(/[ >]/).filter(id => id !== ''));
  return { nodes: [...ids].map(plain), edges };
}

export const chain = (n: number): Graph => pairs(Array.from({ length: n - 1 }, (_, at) => `v${at}>v${at + 1}`).join(' '));
export const fanOut = (n: number): Graph => pairs(Array.from({ length: n }, (_, at) => `hub>leaf${at}`).join(' '));
export const fanIn = (n: number): Graph => pairs(Array.from({ length: n }, (_, at) => `leaf${at}>hub`).join(' '));

/** Any edges at all, cycles and self-loops included. */
export function tangle(nodes: number, edges: number, seed: number): Graph {
  const next = random(seed);
  const any = () => `v${Math.floor(next() * nodes)}`;
  return pairs(Array.from({ length: edges }, () => `${any()}>${any()}`).join(' '));
}
