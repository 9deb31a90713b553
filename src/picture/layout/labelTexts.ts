// What stands on edges: the shape that flows, and on operands that don't fit their name and the sizes that disagree.

import { picture as say } from '../../messages/picture';
import type { Graph, GraphEdge } from '../../report/report';
import type { Fonts } from '../nodeText';
import { shapeText, uiWidth } from '../text';
import type { View } from './view';

export interface LabelText {
  text: string;
  width: number;
  height: number;
  bad?: [number, number][];
}

/** Above so many boxes, shapes on edges would be read by nobody. */
const mostLabelled = 3000;

/** By view edge; undefined where nothing stands on it. */
export function labelTexts(graph: Graph, view: View, fonts: Fonts): (LabelText | undefined)[] {
  if (view.nodes.length > mostLabelled) return view.edges.map(() => undefined);
  return view.edges.map(edge => {
    const original = graph.edges[edge.of[0]];
    if (!original) return undefined;
    if (edge.flagged) return flaggedText(graph, graph.edges[edge.of.find(at => graph.edges[at].flagged) ?? edge.of[0]], fonts);
    if (edge.kind === 'reused' || original.shape.length === 0) return undefined;
    const text = shapeText(original.shape);
    return { text, width: Math.ceil(uiWidth(text, 11, fonts.ui)), height: 13 };
  });
}

function flaggedText(graph: Graph, edge: GraphEdge, fonts: Fonts): LabelText {
  const name = graph.nodes.find(node => node.id === edge.from)?.label ?? '';
  const start = `${name.slice(0, 24)} `;
  const text = start + shapeText(edge.shape);
  return { text, width: Math.ceil(uiWidth(text, 11, fonts.ui)) + 14, height: 18, bad: badRanges(edge, start.length) };
}

/** Where in `(1, 400)` the disagreeing sizes stand. */
function badRanges(edge: GraphEdge, offset: number): [number, number][] {
  const ranges: [number, number][] = [];
  let at = offset + 1;
  edge.shape.forEach((size, axis) => {
    const end = at + String(size).length;
    if (edge.badAxes?.includes(axis)) ranges.push([at, end]);
    at = end + 2;
  });
  return ranges;
}

/** `400 ≠ 4` for a node whose operands disagree; undefined where the axes are not known. */
export function clashText(graph: Graph, id: string): string | undefined {
  const sizes = graph.edges.filter(edge => edge.to === id && edge.flagged).map(edge => edge.shape[edge.badAxes?.[0] ?? -1]);
  if (sizes.length < 2 || sizes[0] === undefined || sizes[1] === undefined) return undefined;
  return say('clash', { left: sizes[0], right: sizes[1] });
}
