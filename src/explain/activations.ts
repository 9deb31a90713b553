// Recognises activations that a file spells out: 1/(1 + exp(-z)), maximum(0, z), z * (z > 0), exp(z)/sum(exp(z)).

import { evaluateNode } from '../core/evaluate';
import type { Node } from '../core/graph';
import type { Attrs } from '../core/op';
import type { OpName } from '../core/opNames';
import { opTable } from '../core/opTable';
import { sameShape, type Tensor, tensor } from '../core/tensor';
import { isNumberLeaf } from './numbers';

/** A node seen as one function of another. */
export interface Recognised {
  readonly op: OpName;
  readonly attrs: Attrs;
  readonly input: Node;
}

export type InputsOf = (node: Node) => readonly Node[];

const PROBES = tensor([10], [-5, -2.3, -1.1, -0.4, -0.1, 0.2, 0.7, 1.3, 2.9, 6]);
const DEEPEST = 7;

export const ELEMENTWISE = new Set<OpName>(
  'add sub mul div pow maximum minimum greater greaterEqual less lessEqual neg square sqrt abs exp expm1 log log1p sinh cosh tanh sigmoid relu leakyRelu elu softplus gelu erf clip where'.split(
    ' ',
  ) as OpName[],
);

/** Activations with their own derivative rule; the others are spelled in these. */
export const ACTIVATIONS = new Set<OpName>(['sigmoid', 'tanh', 'relu', 'leakyRelu', 'elu', 'softplus', 'gelu']);

const SPELLED = new Set<OpName>(['div', 'mul', 'maximum', 'where', 'sub', 'add', 'log', 'log1p', 'clip']);

/** `keep`: a value that must stay visible, since it has a gradient of its own; `named`: it has a name, and stays for most. */
export function recognise(
  node: Node,
  inputsOf: InputsOf,
  keep: (node: Node) => boolean,
  named: (node: Node) => boolean,
): Recognised | null {
  if (!SPELLED.has(node.op)) return null;
  return softmax(node, inputsOf, keep) ?? elementwise(node, inputsOf, n => keep(n) || named(n));
}

function elementwise(node: Node, inputsOf: InputsOf, keep: (node: Node) => boolean): Recognised | null {
  const inner = new Set<Node>();
  const collect = (n: Node, depth: number): void => {
    if (inner.has(n) || depth > DEEPEST || isNumberLeaf(n) || !sameShape(n.value.shape, node.value.shape)) return;
    inner.add(n);
    if (ELEMENTWISE.has(n.op) && (n === node || !keep(n))) for (const input of inputsOf(n)) collect(input, depth + 1);
  };
  collect(node, 0);
  // The nearest first: what is further down is a part of the input.
  for (const input of [...inner].filter(n => n !== node).sort((a, b) => b.id - a.id)) {
    const values = onProbes(node, input, inputsOf);
    const found = values && named(values);
    if (found) return { ...found, input };
  }
  return null;
}

/** The function's values where `input` takes the probes; null where it depends on anything else but numbers. */
function onProbes(node: Node, input: Node, inputsOf: InputsOf): Tensor | null {
  const known = new Map<Node, Tensor | null>([[input, PROBES]]);
  const at = (n: Node, depth: number): Tensor | null => {
    const seen = known.get(n);
    if (seen !== undefined) return seen;
    let value: Tensor | null = null;
    if (isNumberLeaf(n)) value = { shape: [], data: n.value.data };
    else if (ELEMENTWISE.has(n.op) && depth <= DEEPEST) {
      const parts = inputsOf(n).map(i => at(i, depth + 1));
      if (!parts.includes(null)) value = evaluateNode(n, parts as Tensor[]);
    }
    known.set(n, value);
    return value;
  };
  const value = at(node, 0);
  return value && value.data.length === PROBES.data.length ? value : null;
}

function named({ data }: Tensor): { op: OpName; attrs: Attrs } | null {
  const slope = data[2] / PROBES.data[2];
  const candidates: { op: OpName; attrs: Attrs }[] = [
    ...(['sigmoid', 'tanh', 'relu', 'softplus', 'gelu'] as const).map(op => ({ op, attrs: {} })),
    { op: 'elu', attrs: { alpha: 1 } },
    ...(slope > 0 && slope < 0.9 ? [{ op: 'leakyRelu' as const, attrs: { slope: Number(slope.toPrecision(12)) } }] : []),
  ];
  return (
    candidates.find(({ op, attrs }) => {
      const wanted = opTable[op].forward([PROBES], attrs).data;
      return wanted.every((y, i) => Math.abs(y - data[i]) <= 1e-9 * Math.max(1, Math.abs(y)));
    }) ?? null
  );
}

/** exp(z) / sum(exp(z)), with or without the largest entry subtracted. */
function softmax(node: Node, inputsOf: InputsOf, keep: (node: Node) => boolean): Recognised | null {
  if (node.op !== 'div') return null;
  const [powers, total] = inputsOf(node);
  if (powers.op !== 'exp' || keep(powers)) return null;
  const sum = total.op === 'reshape' || total.op === 'broadcastTo' ? inputsOf(total)[0] : total;
  if (sum.op !== 'sum' || inputsOf(sum)[0] !== powers) return null;
  const axes = sum.attrs.axes as readonly number[] | undefined;
  const rank = powers.value.shape.length;
  // The sum of all of a single row or column runs along it.
  const long = powers.value.shape.flatMap((size, i) => (size > 1 ? [i] : []));
  if (axes ? axes.length !== 1 : rank !== 1 && long.length !== 1) return null;
  const axis = axes?.[0] ?? long[0] ?? 0;
  const [exponent] = inputsOf(powers);
  const [z, shift] = exponent.op === 'sub' && !keep(exponent) ? inputsOf(exponent) : [exponent, null];
  const input = shift && isLargest(shift, z, inputsOf) ? z : exponent;
  const value = opTable.softmax.forward([input.value], { axis });
  const close = sameShape(value.shape, node.value.shape) && value.data.every((y, i) => Math.abs(y - node.value.data[i]) < 1e-9);
  return close ? { op: 'softmax', attrs: { axis }, input } : null;
}

const isLargest = (n: Node, of: Node, inputsOf: InputsOf): boolean =>
  (n.op === 'max' && inputsOf(n)[0] === of) ||
  ((n.op === 'reshape' || n.op === 'broadcastTo') && isLargest(inputsOf(n)[0], of, inputsOf)) ||
  isNumberLeaf(n);
