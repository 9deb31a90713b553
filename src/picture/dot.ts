// The graph in Graphviz's language, for other tools: groups as clusters, verdicts in words and colours.
import { picture as say } from '../messages/picture';
import type { GradientStatus, Graph, GraphNode, Report } from '../report/report';
import { groupPaths } from './layout/tree';
import { paletteOf } from './palette';
import { shapeText, sizesText } from './text';

const colour = paletteOf('light');
const border: Record<GradientStatus, string> = {
  correct: colour.ok,
  'correct-scaled': colour.scaled,
  wrong: colour.bad,
  inherited: colour.inherited,
  unchecked: colour.dim,
};

export function graphToDot({ file, graph }: Report): string {
  const lines = [
    `digraph ${quote(file)} {`,
    '  rankdir=LR; compound=true; fontname="Helvetica";',
    `  node [shape=box, style="rounded,filled", fillcolor="${colour.node}", color="${colour.nodeLine}", fontname="Helvetica", fontsize=11];`,
    '  edge [fontname="Helvetica", fontsize=9, arrowsize=0.7];',
    ...clusters(graph),
    ...graph.edges.map(edgeLine),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

interface Cluster {
  title: string;
  nodes: number[];
  inside: Map<string, Cluster>;
}

function clusters(graph: Graph): string[] {
  const root: Cluster = { title: '', nodes: [], inside: new Map() };
  groupPaths(graph).forEach((path, at) => {
    let cluster = root;
    for (const title of path ? path.split('/') : []) {
      const next = cluster.inside.get(title) ?? { title, nodes: [], inside: new Map() };
      cluster.inside.set(title, next);
      cluster = next;
    }
    cluster.nodes.push(at);
  });
  const lines: string[] = [];
  let count = 0;
  const write = (cluster: Cluster, indent: string) => {
    for (const at of cluster.nodes) lines.push(`${indent}${nodeLine(graph.nodes[at])}`);
    for (const inner of cluster.inside.values()) {
      lines.push(`${indent}subgraph cluster_${count++} {`, `${indent}  label=${quote(inner.title)}; color="${colour.nodeLine}";`);
      write(inner, `${indent}  `);
      lines.push(`${indent}}`);
    }
  };
  write(root, '  ');
  return lines;
}

function nodeLine(node: GraphNode): string {
  const rows = [node.label];
  if (node.formula !== undefined) rows.push(`= ${node.formula}`);
  if (node.shape.length > 0) rows.push(sizesText(node.dims, node.shape));
  if (node.status) rows.push(say(`verdict.${node.status}`));
  const look = node.status ? `, color="${border[node.status]}"${node.status === 'wrong' ? ', penwidth=2' : ''}` : '';
  return `${quote(node.id)} [label=${quote(rows.join('\n'))}${look}];`;
}

function edgeLine(edge: Graph['edges'][number]): string {
  const looks: string[] = [];
  if (edge.shape.length > 0) looks.push(`label=${quote(shapeText(edge.shape))}`);
  if (edge.reused) looks.push('style=dotted', 'constraint=false');
  if (edge.flagged) looks.push(`color="${colour.bad}"`, 'penwidth=2');
  return `  ${quote(edge.from)} -> ${quote(edge.to)}${looks.length > 0 ? ` [${looks.join(', ')}]` : ''};`;
}

const quote = (text: string): string => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\r?\n/g, '\\n').replace(/\0/g, '')}"`;
