// Operators, compiled: the short ways for ints and floats first.
import type { Binary, BoolOp, Compare, CompareOp, Conditional, Expr, Unary } from '../ast';
import type { Eval, Frame } from '../objects/functions';
import { compareAny } from '../operators/compare';
import { PyFloat, type PyValue } from '../values';
import { arithmetic } from './arithmetic';
import type { Compiler } from './compiler';
import { numberOf } from './operands';

type Rest = (x: PyValue, y: PyValue) => PyValue;
export function binary(node: Binary, c: Compiler): Eval {
  const { rt } = c;
  const { op, left, right } = node;
  const rest: Rest = (x, y) => rt.binary(op, x, y);
  if (c.tracer) return recorded(c, node, left, right, c.expression(left), c.expression(right), rest);
  return arithmetic(op, left, right, c, rest);
}

/** Tells the graph where the operation and its operands stand before it happens. */
function recorded(c: Compiler, node: Expr, left: Expr, right: Expr, l: Eval, r: Eval, rest: Rest): Eval {
  const enter = c.tracer!.application(c, node, [left, right]);
  return f => {
    const x = l(f);
    const y = r(f);
    enter(f);
    return rest(x, y);
  };
}

export function unary(node: Unary, c: Compiler): Eval {
  const { rt } = c;
  const { op } = node;
  const operand = c.expression(node.operand);
  if (op === 'not') {
    const test = c.condition(node.operand);
    return f => !test(f);
  }
  if (c.tracer) {
    const enter = c.tracer.application(c, node, [node.operand]);
    return f => {
      const x = operand(f);
      enter(f);
      return rt.unary(op, x);
    };
  }
  if (op !== '-') return f => rt.unary(op, operand(f));
  return f => {
    const x = operand(f);
    if (x instanceof PyFloat) return new PyFloat(-x.v);
    return typeof x === 'number' ? 0 - x : rt.unary('-', x);
  };
}

export function boolOp(node: BoolOp, c: Compiler): Eval {
  const { rt } = c;
  const parts = c.expressions(node.values);
  const stop = node.op === 'or';
  const last = parts.length - 1;
  return f => {
    for (let i = 0; i < last; i++) {
      const value = parts[i](f);
      const truth = value === true || (value !== false && rt.truth(value));
      if (truth === stop) return value;
    }
    return parts[last](f);
  };
}

/** Two numbers compared, each operator in a function of its own; null where they are no plain numbers. */
type Test = (x: PyValue, y: PyValue) => boolean | null;

const numberIn = (x: PyValue): number => (typeof x === 'number' ? x : x instanceof PyFloat ? x.v : Number.NaN);
const isNumber = (x: PyValue): boolean => typeof x === 'number' || x instanceof PyFloat;
const equal: Test = (x, y) =>
  (typeof x === 'number' && typeof y === 'number') || (typeof x === 'string' && typeof y === 'string') ? x === y : null;

const TESTS: Partial<Record<CompareOp, Test>> = {
  '<': (x, y) => (typeof x === 'number' && typeof y === 'number' ? x < y : isNumber(x) && isNumber(y) ? numberIn(x) < numberIn(y) : null),
  '<=': (x, y) =>
    typeof x === 'number' && typeof y === 'number' ? x <= y : isNumber(x) && isNumber(y) ? numberIn(x) <= numberIn(y) : null,
  '>': (x, y) => (typeof x === 'number' && typeof y === 'number' ? x > y : isNumber(x) && isNumber(y) ? numberIn(x) > numberIn(y) : null),
  '>=': (x, y) =>
    typeof x === 'number' && typeof y === 'number' ? x >= y : isNumber(x) && isNumber(y) ? numberIn(x) >= numberIn(y) : null,
  '==': equal,
  '!=': (x, y) => {
    const same = equal(x, y);
    return same === null ? null : !same;
  },
};

/** A comparison as a condition, without a Python value between; null where it needs the long way. */
export function comparisonTest(node: Compare, c: Compiler): ((f: Frame) => boolean) | null {
  const test = node.ops.length === 1 && !c.tracer ? TESTS[node.ops[0]] : undefined;
  if (!test) return null;
  const { rt } = c;
  const [op] = node.ops;
  const l = c.expression(node.left);
  const k = numberOf(node.rights[0]);
  if (k !== null)
    return f => {
      const x = l(f);
      return test(x, k) ?? rt.truth(compareAny(rt, op, x, k));
    };
  const r = c.expression(node.rights[0]);
  return f => {
    const x = l(f);
    const y = r(f);
    return test(x, y) ?? rt.truth(compareAny(rt, op, x, y));
  };
}

export function comparison(node: Compare, c: Compiler): Eval {
  const operands = [node.left, ...node.rights];
  if (node.ops.length === 1) return single(node, node.ops[0], c);
  const evals = c.expressions(operands);
  const tests = node.ops.map((op, i) => tester(c, node, op, operands[i], operands[i + 1]));
  const { rt } = c;
  return f => {
    let left = evals[0](f);
    let result: PyValue = true;
    for (let i = 0; i < tests.length; i++) {
      const right = evals[i + 1](f);
      result = tests[i](f, left, right);
      if (i < tests.length - 1 && !rt.truth(result)) return result;
      left = right;
    }
    return result;
  };
}

function tester(
  c: Compiler,
  node: Compare,
  op: CompareOp,
  left: Compare['left'],
  right: Compare['left'],
): (f: Parameters<Eval>[0], x: PyValue, y: PyValue) => PyValue {
  const { rt, tracer } = c;
  if (!tracer) return (_f, x, y) => compareAny(rt, op, x, y);
  const enter = tracer.application(c, node, [left, right]);
  return (f, x, y) => {
    enter(f);
    return tracer.compare(op, x, y);
  };
}

function single(node: Compare, op: CompareOp, c: Compiler): Eval {
  const { rt, tracer } = c;
  const l = c.expression(node.left);
  const r = c.expression(node.rights[0]);
  if (tracer) return recorded(c, node, node.left, node.rights[0], l, r, (x, y) => tracer.compare(op, x, y));
  const test = TESTS[op];
  if (!test) return f => compareAny(rt, op, l(f), r(f));
  return f => {
    const x = l(f);
    const y = r(f);
    return test(x, y) ?? compareAny(rt, op, x, y);
  };
}

export function conditional(node: Conditional, c: Compiler): Eval {
  const test = c.condition(node.test);
  const yes = c.expression(node.yes);
  const no = c.expression(node.no);
  return f => (test(f) ? yes(f) : no(f));
}
