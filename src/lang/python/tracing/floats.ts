// Arithmetic of floats while tracing: each computed one is a scalar in the graph.
import type { Node } from '../../../core/graph';
import type { OpName } from '../../../core/opNames';
import type { BinaryOp, CompareOp } from '../ast';
import type { Interpreter } from '../interpreter';
import { arrayInplace, NDArray, nodeOf } from '../numpy';
import { binary, inplace } from '../operators/binary';
import { compareAny } from '../operators/compare';
import { type Sign, unary } from '../operators/unary';
import { PyFloat, type PyValue } from '../values';

const isTraced = (x: PyValue): boolean => x instanceof PyFloat && x.node !== null;
const isNumber = (x: PyValue): boolean => x instanceof PyFloat || typeof x === 'number' || typeof x === 'boolean' || typeof x === 'bigint';

const DIRECT: Partial<Record<BinaryOp, OpName>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' };

export function tracedBinary(rt: Interpreter, op: BinaryOp, x: PyValue, y: PyValue): PyValue {
  if (!(isTraced(x) || isTraced(y)) || !isNumber(x) || !isNumber(y)) return binary(rt, op, x, y);
  const plain = binary(rt, op, x, y);
  if (!(plain instanceof PyFloat)) return plain;
  return new PyFloat(plain.v, operation(rt, op, nodeOf(rt, x)!, nodeOf(rt, y)!, y));
}

function operation(rt: Interpreter, op: BinaryOp, a: Node, b: Node, y: PyValue): Node | null {
  const direct = DIRECT[op];
  if (direct) return rt.record(direct, [a, b]);
  if (op === '**') return power(rt, a, b, y);
  const quotient = rt.record('div', [a, b]);
  const floor = quotient && rt.record('floor', [quotient]);
  if (op === '//' || !floor) return floor;
  const whole = rt.record('mul', [b, floor]);
  return whole && rt.record('sub', [a, whole]);
}

/** Squares and roots have simpler derivatives, and read as they are written. */
function power(rt: Interpreter, a: Node, b: Node, y: PyValue): Node | null {
  const exponent = isTraced(y) && b.op !== 'leaf' ? Number.NaN : b.value.data[0];
  if (exponent === 2) return rt.record('square', [a]);
  if (exponent === 0.5) return rt.record('sqrt', [a]);
  return rt.record('pow', [a, b]);
}

export function tracedInplace(rt: Interpreter, op: BinaryOp, x: PyValue, y: PyValue): PyValue {
  if (x instanceof NDArray) return arrayInplace(rt, op, x, y);
  return isTraced(x) || isTraced(y) ? tracedBinary(rt, op, x, y) : inplace(rt, op, x, y);
}

const SIGNS: Partial<Record<Sign, OpName>> = { '-': 'neg', abs: 'abs' };

export function tracedUnary(rt: Interpreter, op: Sign, x: PyValue): PyValue {
  const plain = unary(rt, op, x);
  const name = SIGNS[op];
  if (!name || !(x instanceof PyFloat) || !x.node || !(plain instanceof PyFloat)) return plain;
  return new PyFloat(plain.v, rt.record(name, [x.node]));
}

const COMPARISONS: Partial<Record<CompareOp, OpName>> = {
  '<': 'less',
  '<=': 'lessEqual',
  '>': 'greater',
  '>=': 'greaterEqual',
  '==': 'equal',
  '!=': 'notEqual',
};

/** A comparison of computed floats is a plain bool; whatever it decides, a replay must decide alike. */
export function tracedCompare(rt: Interpreter, op: CompareOp, x: PyValue, y: PyValue): PyValue {
  const name = COMPARISONS[op];
  if (name && (computed(x) || computed(y)) && isNumber(x) && isNumber(y)) {
    const node = rt.record(name, [nodeOf(rt, x)!, nodeOf(rt, y)!]);
    if (node) rt.recorder!.guards.push(node);
  }
  return compareAny(rt, op, x, y);
}

const computed = (x: PyValue): boolean => x instanceof PyFloat && x.node !== null && x.node.op !== 'leaf';

/** A function of one float, in the graph under its op. */
export function tracedFunction(rt: Interpreter, name: OpName, x: PyFloat, value: number): PyFloat {
  return new PyFloat(value, x.node ? rt.record(name, [x.node]) : null);
}
