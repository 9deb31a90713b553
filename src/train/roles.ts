// What the values of a model are for: which is its prediction, which are hidden activations and of what kind.
import type { Node } from '../core/graph';
import type { OpName } from '../core/opNames';
import type { Model, Named } from './model';

export type Activation = 'relu' | 'tanh' | 'sigmoid';

export interface Hidden extends Named {
  readonly kind: Activation;
}

/** How a prediction is read: the probability of class 1, one probability a class in rows, raw scores, or a quantity. */
export interface Output extends Named {
  readonly kind: 'probability' | 'probabilities' | 'scores' | 'quantity';
}

/** The named value behind a node: transposes and reshapes change no entry. */
function behind(node: Node): Node {
  let n = node;
  while (n.op === 'reshape' || n.op === 'transpose') n = n.inputs[0];
  return n;
}

const KINDS: Partial<Record<OpName, Activation>> = { relu: 'relu', leakyRelu: 'relu', tanh: 'tanh', sigmoid: 'sigmoid' };

function activationOf(node: Node): Activation | null {
  const n = behind(node);
  if (n.op === 'maximum' && n.inputs.some(i => i.op === 'leaf' && i.value.data.every(x => x === 0))) return 'relu';
  // Z * (Z > 0)
  if (n.op === 'mul' && n.inputs.some(i => i.op === 'greater')) return 'relu';
  return KINDS[n.op] ?? null;
}

/** Everything that is computed from the labels: an error, a loss, not a prediction. */
function fromLabels(model: Model): ReadonlySet<Node> {
  const found = new Set(model.labels.map(l => l.node));
  for (const n of model.trace.graph.nodes) if (n.inputs.some(i => found.has(i))) found.add(n);
  return found;
}

/** The last value of the forward pass with the label's shape that does not know the label: what the loss compares with it. */
export function outputOf(model: Model, classes: boolean): Output | null {
  const label = model.labels[0];
  if (!label) return null;
  const shape = label.node.value.shape;
  const told = fromLabels(model);
  const same = model.forward.filter(
    ({ node }) =>
      !told.has(node) &&
      node.dims.length === shape.length &&
      node.value.shape.every((n, i) => n === shape[i]) &&
      node.value.data.length > 1,
  );
  const sure = same.filter(({ node }) => behind(node).op === 'sigmoid' || behind(node).op === 'softmax');
  const found = sure.at(-1) ?? same.at(-1);
  if (!found) return null;
  const op = behind(found.node).op;
  const rows = shape.length === 2 ? shape[0] : 1;
  if (op === 'softmax' || (op === 'sigmoid' && rows > 1)) return { ...found, kind: 'probabilities' };
  if (op === 'sigmoid') return { ...found, kind: 'probability' };
  // Raw scores, where the loss takes their softmax itself; else what is fitted is a quantity, even if it is 0 or 1.
  const scores = rows > 1 && classes && model.trace.graph.nodes.some(n => n.op === 'logSoftmax' || n.op === 'logsumexp');
  return { ...found, kind: scores ? 'scores' : 'quantity' };
}

/** Activations of hidden layers: what the output is computed from. */
export function hiddenOf(model: Model, output: Output | null): Hidden[] {
  return model.forward.flatMap(named => {
    const kind = activationOf(named.node);
    if (!kind || named.node === output?.node || named.node.value.data.length < 2 || named.node === model.loss.node) return [];
    return [{ ...named, kind }];
  });
}

/** The class of each example, from predictions or labels of shape (1, m) or (K, m). */
export function classesOf(data: ArrayLike<number>, rows: number, examples: number): Int32Array {
  const found = new Int32Array(examples);
  for (let e = 0; e < examples; e++) {
    if (rows === 1) {
      found[e] = data[e] > 0.5 ? 1 : 0;
      continue;
    }
    for (let k = 1; k < rows; k++) if (data[k * examples + e] > data[found[e] * examples + e]) found[e] = k;
  }
  return found;
}

export function confusion(truth: Int32Array, predicted: Int32Array, classes: number): number[][] {
  const table = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < truth.length; i++) table[truth[i]][predicted[i]]++;
  return table;
}

export const accuracyOf = (truth: Int32Array, predicted: Int32Array): number =>
  truth.length ? truth.reduce((sum, k, i) => sum + (k === predicted[i] ? 1 : 0), 0) / truth.length : 0;
