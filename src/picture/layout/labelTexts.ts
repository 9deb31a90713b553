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
  const sides = graph.edges.flatMap(edge => {
    const axis = edge.to === id && edge.flagged ? edge.badAxes?.[0] : undefined;
    return axis === undefined || edge.shape[axis] === undefined
      ? []
      : [{ size: edge.shape[axis], last: axis === edge.shape.length - 1, axis }];
  });
  // a product reads from the left operand's last axis to the right one's first
  const left =
    sides.find(side => side.last && sides.some(other => other !== side && other.axis === 0 && other.size !== side.size)) ?? sides[0];
  const right =
    sides.find(side => side !== left && side.size !== left.size && (!left.last || side.axis === 0)) ?? sides.find(side => side !== left);
  return left && right ? say('clash', { left: left.size, right: right.size }) : undefined;
}
