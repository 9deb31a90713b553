// How values are read and computed: as matrices, in which way an operand repeats, which sums are loops, and steps that are none.
import type { InputsOf, Node } from '../core/graph';
import { sizeOf } from '../core/tensor';
import { columnSums, extremeStep, ruleStep, softmaxStep, transposeStep, type View } from './kernels';
import type { Mode } from './wasm/trees';

/** (rows, columns) of a value of at most two axes; of one with more axes all entries in a row. */
export function matrixOf(n: Node): [rows: number, columns: number] {
  const { shape } = n.value;
  if (shape.length === 2) return [shape[0], shape[1]];
  return [1, sizeOf(shape)];
}

export function sameMatrix(a: Node, b: Node): boolean {
  const [n, m] = matrixOf(a);
  const [k, l] = matrixOf(b);
  return n === k && m === l && (a.dims.length <= 2 || sameDims(a, b)) && (b.dims.length <= 2 || sameDims(a, b));
}

const sameDims = (a: Node, b: Node): boolean => a.dims.length === b.dims.length && a.dims.every((d, i) => d.value === b.dims[i].value);

export function modeOf(i: Node, over: Node): Mode | null {
  if (i.value.data.length === 1) return 'scalar';
  if (sameMatrix(i, over)) return 'full';
  if (over.dims.length > 2 || i.dims.length > 2) return null;
  const [rows, columns] = matrixOf(over);
  const [n, m] = matrixOf(i);
  if (n === 1 && m === columns) return 'row';
  return m === 1 && n === rows ? 'column' : null;
}

/** Whether every operand can be read in a loop over the result's entries. */
export const loopable = (n: Node): boolean => n.value.data.length > 0 && n.inputs.every(i => modeOf(i, n) !== null);

/** A sum or mean over everything, or along the rows of a matrix. */
export const isLoopedSum = (n: Node): boolean =>
  (n.op === 'sum' || n.op === 'mean') && n.inputs[0].value.data.length > 0 && sumAxis(n) !== null;

function sumAxis(n: Node): 'sum' | 'row sums' | null {
  const rank = n.inputs[0].dims.length;
  const axes = n.attrs.axes as readonly number[] | undefined;
  if (!axes || axes.length === rank) return 'sum';
  return rank === 2 && axes.length === 1 && (axes[0] === 1 || axes[0] === -1) ? 'row sums' : null;
}
export const sumKind = (n: Node): 'sum' | 'row sums' => sumAxis(n) ?? 'sum';

export function isMatrixProduct(n: Node, inputsOf: InputsOf): boolean {
  return inputsOf(n).every(i => i.dims.length === 1 || i.dims.length === 2) && n.inputs.every(i => i.value.data.length > 0);
}

/** A step that is no loop over pairs. */
export function stepOf(n: Node, inputs: readonly View[], to: View): () => void {
  const [from] = inputs;
  const matrix = from?.shape.length === 2;
  const axisOf = (axis: unknown): number => ((axis as number) < 0 ? (axis as number) + 2 : (axis as number));
  const axes = n.attrs.axes as readonly number[] | undefined;
  if (matrix && n.op === 'transpose') return transposeStep(from, to);
  if (matrix && (n.op === 'softmax' || n.op === 'logSoftmax')) return softmaxStep(from, to, axisOf(n.attrs.axis), n.op === 'logSoftmax');
  if (matrix && n.op === 'argmax' && n.attrs.axis !== undefined) return extremeStep(from, to, axisOf(n.attrs.axis), 'argmax');
  if (matrix && (n.op === 'max' || n.op === 'min') && axes?.length === 1) return extremeStep(from, to, axisOf(axes[0]), n.op);
  if (matrix && (n.op === 'sum' || n.op === 'mean') && axes?.length === 1 && axisOf(axes[0]) === 0)
    return columnSums(from, to, n.op === 'mean' ? 1 / from.shape[0] : 1);
  return ruleStep(n, inputs, to);
}
