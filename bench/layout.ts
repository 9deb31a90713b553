// Layout times and quality beside @dagrejs/dagre and elkjs, on the same graphs with the same box sizes, in one run.
// Usage: npx tsx bench/layout.ts [--quick] [--json]
import dagre from '@dagrejs/dagre';
import ElkApi from 'elkjs/lib/elk.bundled.js';
import { layout } from '../src/picture/layout/layout';
import type { Graph } from '../src/report/report';
import { layered, transformer } from '../test/unit/picture/generated';
import { deep, rnn } from '../test/unit/picture/models';
import { type Drawing, type Quality, qualityOf } from './layoutQuality';

const Elk = ElkApi as unknown as new () => { layout(graph: ElkGraph): Promise<ElkGraph> };

interface ElkGraph {
  id: string;
  width?: number;
  height?: number;
  layoutOptions?: Record<string, string>;
  children: { id: string; width: number; height: number }[];
  edges: { id: string; sources: string[]; targets: string[]; sections?: { startPoint: Point; endPoint: Point; bendPoints?: Point[] }[] }[];
}

interface Point {
  x: number;
  y: number;
}

const quick = process.argv.includes('--quick');
const json = process.argv.includes('--json');

/** Forward nodes only: the others know no lanes. */
const forward = (graph: Graph): Graph => {
  const nodes = graph.nodes.filter(node => node.pass === 'forward').map(node => ({ ...node, group: undefined }));
  const ids = new Set(nodes.map(node => node.id));
  return { nodes, edges: graph.edges.filter(edge => ids.has(edge.from) && ids.has(edge.to)) };
};

const graphs: [string, Graph][] = [
  ['net, 3 layers', forward(deep(3).graph)],
  ['net, 12 layers', forward(deep(12).graph)],
  ['layered, 50', layered(50, 5, 1)],
  ['recurrent, 15 steps', forward(rnn(15).graph)],
  ['net, 120 layers', forward(deep(120).graph)],
  ['layered, 500', layered(500, 12, 2)],
  ['recurrent, 160 steps', forward(rnn(160).graph)],
  ['transformer, 15 blocks', transformer(15)],
  ['net, 400 layers', forward(deep(400).graph)],
  ['layered, 2,000', layered(2000, 25, 3)],
  ['transformer, 60 blocks', transformer(60)],
  ['layered, 10,000', layered(10000, 60, 4)],
  ['transformer, 300 blocks', transformer(300)],
];

/** The other two are given so long before they are left out. */
const mostNodes = { dagre: quick ? 600 : 2500, elk: quick ? 600 : 2500 };

function ours(graph: Graph): Drawing {
  const { width, height, edges } = layout(graph, { flat: true });
  return { width, height, lines: edges.map(edge => ({ source: edge.from, points: edge.points })) };
}

/** Box sizes as our own layout measures them. */
function sizes(graph: Graph): Map<string, { width: number; height: number }> {
  return new Map(layout(graph, { flat: true }).nodes.map(node => [node.id, { width: node.width, height: node.height }]));
}

function byDagre(graph: Graph, size: Map<string, { width: number; height: number }>): Drawing {
  const g = new dagre.graphlib.Graph({ multigraph: true });
  g.setGraph({ rankdir: 'LR', nodesep: 26, edgesep: 10, ranksep: 64 });
  g.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) g.setNode(node.id, { ...(size.get(node.id) ?? { width: 86, height: 48 }) });
  for (const [at, edge] of graph.edges.entries()) g.setEdge(edge.from, edge.to, {}, String(at));
  dagre.layout(g);
  const { width = 0, height = 0 } = g.graph();
  return { width, height, lines: g.edges().map(edge => ({ source: edge.v, points: g.edge(edge).points ?? [] })) };
}

async function byElk(graph: Graph, size: Map<string, { width: number; height: number }>): Promise<Drawing> {
  const result = await new Elk().layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.spacing.nodeNode': '26',
      'elk.layered.spacing.nodeNodeBetweenLayers': '64',
    },
    children: graph.nodes.map(node => ({ id: node.id, ...(size.get(node.id) ?? { width: 86, height: 48 }) })),
    edges: graph.edges.map((edge, at) => ({ id: `e${at}`, sources: [edge.from], targets: [edge.to] })),
  });
  const lines = result.edges.map(edge => {
    const [section] = edge.sections ?? [];
    return { source: edge.sources[0], points: section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [] };
  });
  return { width: result.width ?? 0, height: result.height ?? 0, lines };
}

interface Row extends Quality {
  graph: string;
  nodes: number;
  edges: number;
  by: string;
  milliseconds: number;
}

/** The middle of some runs, more of them the quicker they are. */
async function measure(run: () => Drawing | Promise<Drawing>): Promise<{ drawing: Drawing; milliseconds: number }> {
  const times: number[] = [];
  const first = performance.now();
  let drawing = await run();
  const cold = performance.now() - first;
  const rounds = cold < 60 ? 31 : cold < 500 ? 9 : 3;
  // what takes seconds needs no warming up
  if (cold > 2500) return { drawing, milliseconds: cold };
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    drawing = await run();
    times.push(performance.now() - start);
  }
  return { drawing, milliseconds: times.sort((a, b) => a - b)[rounds >> 1] };
}

async function main(): Promise<void> {
  const rows: Row[] = [];
  if (!json)
    console.log(
      `${'graph'.padEnd(26)}${'by'.padEnd(8)}${['ms', 'crossings', 'length', 'bends', 'area Mpx'].map(head => head.padStart(12)).join('')}`,
    );
  for (const [name, graph] of graphs) {
    const size = sizes(graph);
    const nodes = graph.nodes.length;
    const layouts: [string, () => Drawing | Promise<Drawing>][] = [['ours', () => ours(graph)]];
    if (nodes <= mostNodes.dagre) layouts.push(['dagre', () => byDagre(graph, size)]);
    if (nodes <= mostNodes.elk) layouts.push(['elk', () => byElk(graph, size)]);
    for (const [by, run] of layouts) {
      const { drawing, milliseconds } = await measure(run);
      const row = { graph: name, nodes, edges: graph.edges.length, by, milliseconds, ...qualityOf(drawing) };
      rows.push(row);
      if (!json) print(row);
    }
  }
  if (json) console.log(JSON.stringify(rows, null, 1));
}

function print({ graph, nodes, by, milliseconds, crossings, length, bends, area }: Row): void {
  const cells = [milliseconds.toFixed(1), crossings, length, bends, (area / 1e6).toFixed(2)].map(cell => String(cell).padStart(12));
  console.log(`${`${graph} (${nodes})`.padEnd(26).slice(0, 34)} ${by.padEnd(8)}${cells.join('')}`);
}

main();
