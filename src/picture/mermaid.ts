// The graph as a Mermaid flowchart, for README files and issues.
import { picture as say } from '../messages/picture';
import type { GradientStatus, GraphNode, Report } from '../report/report';
import { paletteOf } from './palette';
import { shapeText } from './text';

const colour = paletteOf('light');
const stroke: Partial<Record<GradientStatus, string>> = {
  wrong: colour.bad,
  inherited: colour.inherited,
  'correct-scaled': colour.scaled,
  correct: colour.ok,
};

export function graphToMermaid({ graph }: Report): string {
  const name = new Map(graph.nodes.map((node, at) => [node.id, `n${at}`]));
  const lines = ['flowchart LR'];
  for (const pass of ['forward', 'backward'] as const) {
    const nodes = graph.nodes.filter(node => node.pass === pass);
    if (nodes.length === 0) continue;
    lines.push(`  subgraph ${pass}["${say(pass)}"]`, ...nodes.map(node => `    ${name.get(node.id)}["${label(node)}"]`), '  end');
  }
  for (const edge of graph.edges) {
    const from = name.get(edge.from);
    const to = name.get(edge.to);
    if (!from || !to) continue;
    const shape = edge.shape.length > 0 ? `|"${shapeText(edge.shape)}"|` : '';
    lines.push(`  ${from} ${edge.reused ? '-.->' : '-->'}${shape} ${to}`);
  }
  for (const [status, color] of Object.entries(stroke)) {
    const marked = graph.nodes.filter(node => node.status === status).map(node => name.get(node.id));
    if (marked.length > 0)
      lines.push(
        `  classDef ${status} stroke:${color},stroke-width:${status === 'wrong' ? 3 : 1.5}px`,
        `  class ${marked.join(',')} ${status}`,
      );
  }
  return `${lines.join('\n')}\n`;
}

function label(node: GraphNode): string {
  const rows = [node.label];
  if (node.formula !== undefined) rows.push(`= ${node.formula}`);
  if (node.shape.length > 0) rows.push(shapeText(node.shape));
  if (node.status) rows.push(say(`verdict.${node.status}`));
  return rows.map(entity).join('<br/>');
}

/** Mermaid reads entities with a hash. */
const entity = (text: string): string => text.slice(0, 300).replace(/[#"<>&`\n\r]/g, char => `#${char.charCodeAt(0)};`);
