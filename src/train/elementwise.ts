// Which ops are evaluated in a fused loop, and with what instructions.
import type { Node } from '../core/graph';
import type { OpName } from '../core/opNames';
import { clipped, type Emit, emitters, leaky } from './wasm/trees';

const BY_NAME: Partial<Record<OpName, Emit>> = {
  add: emitters.add,
  sub: emitters.sub,
  mul: emitters.mul,
  div: emitters.div,
  maximum: emitters.maximum,
  minimum: emitters.minimum,
  greater: emitters.greater,
  greaterEqual: emitters.greaterEqual,
  less: emitters.less,
  lessEqual: emitters.lessEqual,
  equal: emitters.equal,
  notEqual: emitters.notEqual,
  neg: emitters.neg,
  square: emitters.square,
  sqrt: emitters.sqrt,
  abs: emitters.abs,
  sign: emitters.sign,
  floor: emitters.floor,
  exp: emitters.exp,
  log: emitters.log,
  tanh: emitters.tanh,
  sigmoid: emitters.sigmoid,
  relu: emitters.relu,
  where: emitters.where,
  broadcastTo: emitters.same,
};

const POWERS = new Map<number, Emit>([
  [1, emitters.same],
  [2, emitters.square],
  [3, emitters.cube],
  [0.5, emitters.sqrt],
  [-1, emitters.inverse],
]);

/** The instructions of a node and which of its inputs they take; null where the op has none. */
export function emitterOf(
  node: Node,
  inputs: readonly Node[],
  isConstant: (node: Node) => boolean,
): { emit: Emit; operands: readonly Node[] } | null {
  const { op, attrs } = node;
  if (op === 'leakyRelu') return { emit: leaky(attrs.slope as number), operands: inputs };
  if (op === 'clip') return { emit: clipped(attrs.low as number | null, attrs.high as number | null), operands: inputs };
  if (op === 'pow') {
    const [base, exponent] = inputs;
    const known = isConstant(exponent) && exponent.value.data.length === 1 ? POWERS.get(exponent.value.data[0]) : undefined;
    return known ? { emit: known, operands: [base] } : null;
  }
  const emit = BY_NAME[op];
  return emit ? { emit, operands: inputs } : null;
}
