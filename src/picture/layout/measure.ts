// Pass `measure`: how large every box must be.
import type { Graph } from '../../report/report';
import { type Fonts, fitText, heightOf, narrowest, wantedWidth, widest } from '../nodeText';
import { codeWidth, uiWidth } from '../text';
import type { View, ViewNode } from './view';

export interface Sizes {
  width: Float64Array;
  height: Float64Array;
}

export const rowsInBlock = 5;

export function measure(graph: Graph, view: View, fonts: Fonts): Sizes {
  const width = new Float64Array(view.nodes.length);
  const height = new Float64Array(view.nodes.length);
  view.nodes.forEach((node, at) => {
    const size = sizeOfNode(graph, node, fonts);
    width[at] = Math.ceil(size.width);
    height[at] = size.height;
  });
  return { width, height };
}

function sizeOfNode(graph: Graph, node: ViewNode, fonts: Fonts): { width: number; height: number } {
  if (node.block) return blockSize(node, fonts);
  if (node.of < 0) return { width: clamp(codeWidth(node.label.slice(0, 40), 13, fonts.code) + 40), height: 44 };
  const shown = graph.nodes[node.of];
  return { width: clamp(wantedWidth(shown, fonts)), height: heightOf(shown) };
}

const clamp = (width: number): number => Math.min(widest, Math.max(narrowest, width));

/** Header, then a line for every family: in the backward lane with its marks, in the forward lane with an equation. */
function blockSize(node: ViewNode, fonts: Fonts): { width: number; height: number } {
  const { title, times, families = [] } = node.block ?? { title: '', times: 1 };
  const header = uiWidth(fitText(title, 200, 12, fonts), 12, fonts.ui) + 60 + (times > 1 ? 46 : 0);
  const lines = Math.min(rowsInBlock, blockLines(node).length);
  const marks = node.pass === 'backward' ? Math.max(0, ...families.map(each => Math.min(12, each.verdicts.length))) * 12 + 110 : 180;
  return { width: Math.min(300, Math.max(180, header, marks)), height: 36 + lines * 20 + 26 };
}

/** The families worth a line: gradients that were judged, or values that are computed. */
export function blockLines(node: ViewNode): NonNullable<ViewNode['block']>['families'] {
  const families = node.block?.families ?? [];
  return node.pass === 'backward' ? families.filter(each => each.verdicts.length > 0) : families;
}
