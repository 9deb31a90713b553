// Finds the picture of a product that does not fit, and of the transpose that makes it fit.
import type { GraphNode } from '../../src/report/report';
import type { Model } from '../model';
import { type Factor, matrices } from './matrices';

/** The two operands that disagree, as the report flags them; only for matrices. */
export function mismatchPicture(model: Model, node: GraphNode, room: number): SVGSVGElement | null {
  const pair = operands(model, node);
  if (!pair) return null;
  return matrices(pair[0], pair[1], undefined, false, room);
}

/** The one transpose of an operand (or of both) that makes the product fit and gives the node's shape. */
export function fixPicture(model: Model, node: GraphNode, room: number): SVGSVGElement | null {
  const pair = operands(model, node);
  if (!pair || node.shape.length !== 2) return null;
  const [left, right] = pair;
  const fitting = [
    [left, turned(right)],
    [turned(left), right],
    [turned(left), turned(right)],
    [right, left],
  ].filter(([a, b]) => a.shape[1] === b.shape[0] && a.shape[0] === node.shape[0] && b.shape[1] === node.shape[1]);
  if (fitting.length === 0) return null;
  const [a, b] = fitting[0];
  return matrices({ ...a, axis: 1 }, { ...b, axis: 0 }, { name: node.label, shape: [node.shape[0], node.shape[1]] }, true, room);
}

function operands(model: Model, node: GraphNode): [Factor, Factor] | null {
  const flagged = model.flaggedInto(node).filter(({ edge }) => edge.shape.length === 2 && edge.badAxes?.length === 1);
  if (flagged.length !== 2) return null;
  const [left, right] = flagged.map(
    ({ edge, from }): Factor => ({ name: from.label, shape: [edge.shape[0], edge.shape[1]], axis: edge.badAxes?.[0] }),
  );
  return left.axis === 1 && right.axis === 0 ? [left, right] : left.axis === 0 && right.axis === 1 ? [right, left] : null;
}

const turned = (factor: Factor): Factor => ({ name: `${factor.name}ᵀ`, shape: [factor.shape[1], factor.shape[0]] });
