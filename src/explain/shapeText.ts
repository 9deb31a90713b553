// Shapes in words and as a check: (n1, m) = (4, 400), (n1, n2)·(n2, m) → (n1, m).
import type { Dims } from '../core/dims';
import type { Node } from '../core/graph';

export const symbolic = (dims: Dims): string =>
  dims.length === 0 ? '()' : `(${dims.map(d => d.key).join(', ')}${dims.length === 1 ? ',' : ''})`;
export const numeric = (dims: Dims): string =>
  dims.length === 0 ? '()' : `(${dims.map(d => d.value).join(', ')}${dims.length === 1 ? ',' : ''})`;

/** (n1, m) = (4, 400); once where no size has a name. */
export function bothShapes(dims: Dims): string {
  const [names, numbers] = [symbolic(dims), numeric(dims)];
  return names === numbers ? numbers : `${names} = ${numbers}`;
}

/** More shapes than fit any line. */
const MOST_PARTS = 60;

interface Part {
  readonly text: string;
  /** 1 a sum of shapes, 2 a product, 3 one shape. */
  readonly level: number;
  /** A number changes no shape. */
  readonly number: boolean;
}

/** The shapes of an equation's values put together as its operations do; null where nothing is put together. */
export function shapeCheck(node: Node, isNamed: (node: Node) => boolean, shape: (dims: Dims) => string = symbolic): string | null {
  let left = MOST_PARTS;
  const part = partOf(node, n => left-- < 0 || isNamed(n), shape);
  if (part.number || part.level === 3 || left < 0) return null;
  return `${part.text} → ${shape(node.dims)}`;
}

const wrapped = (p: Part, level: number): string => (p.level >= level ? p.text : `(${p.text})`);

function partOf(node: Node, isNamed: (node: Node) => boolean, shape: (dims: Dims) => string): Part {
  const own: Part = { text: shape(node.dims), level: 3, number: node.dims.length === 0 };
  if (isNamed(node) || node.inputs.length === 0 || own.number) return own;
  const parts = node.inputs.map(n => partOf(n, isNamed, shape));
  const [a, b] = parts;
  switch (node.op) {
    case 'matmul':
      return { text: `${operand(a, node.inputs[0], shape)}·${operand(b, node.inputs[1], shape)}`, level: 2, number: false };
    case 'mul':
    case 'div':
      if (a.number) return b;
      if (b.number) return a;
      return { text: `${wrapped(a, 2)} ∗ ${wrapped(b, 2)}`, level: 2, number: false };
    case 'add':
    case 'sub':
      if (a.number) return b;
      if (b.number || a.text === b.text) return a;
      return { text: `${a.text} + ${b.text}`, level: 1, number: false };
    case 'sum':
    case 'mean':
      return { text: `Σ ${shape(node.inputs[0].dims)}`, level: 2, number: false };
    case 'neg':
    case 'square':
    case 'broadcastTo':
      return a.level === 3 ? own : a;
    default:
      return own;
  }
}

/** A factor of a matrix product: one shape, or a chain of products. */
const operand = (p: Part, node: Node, shape: (dims: Dims) => string): string =>
  p.level === 3 || node.op === 'matmul' ? p.text : shape(node.dims);
