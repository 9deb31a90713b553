// Operators, compiled: the short ways for ints and floats first.
import type { Binary, BinaryOp, BoolOp, Compare, CompareOp, Conditional, Expr, Unary } from '../ast';
import type { Eval } from '../objects/functions';
import { compareAny } from '../operators/compare';
import { addWhole, divide, floatDivMod, floorDivWhole, mulWhole, remainderWhole, subWhole } from '../operators/numbers';
import { PyFloat, type PyValue } from '../values';
import type { Compiler } from './compiler';

type Rest = (x: PyValue, y: PyValue) => PyValue;
type Short = (l: Eval, r: Eval, rest: Rest) => Eval;

const MAX = Number.MAX_SAFE_INTEGER;

/** The ways that need no look at anything else; whatever is missing here goes the long way. */
const SHORT: Partial<Record<BinaryOp, Short>> = {
  '+': (l, r, rest) => f => {
    const x = l(f);
    const y = r(f);
    if (x instanceof PyFloat) {
      if (y instanceof PyFloat) return new PyFloat(x.v + y.v);
      if (typeof y === 'number') return new PyFloat(x.v + y);
    } else if (typeof x === 'number') {
      if (typeof y === 'number') {
        const sum = x + y;
        return sum <= MAX && sum >= -MAX ? sum : addWhole(x, y);
      }
      if (y instanceof PyFloat) return new PyFloat(x + y.v);
    }
    return rest(x, y);
  },
  '-': (l, r, rest) => f => {
    const x = l(f);
    const y = r(f);
    if (x instanceof PyFloat) {
      if (y instanceof PyFloat) return new PyFloat(x.v - y.v);
      if (typeof y === 'number') return new PyFloat(x.v - y);
    } else if (typeof x === 'number') {
      if (typeof y === 'number') {
        const difference = x - y;
        return difference <= MAX && difference >= -MAX ? difference : subWhole(x, y);
      }
      if (y instanceof PyFloat) return new PyFloat(x - y.v);
    }
    return rest(x, y);
  },
  '*': (l, r, rest) => f => {
    const x = l(f);
    const y = r(f);
    if (x instanceof PyFloat) {
      if (y instanceof PyFloat) return new PyFloat(x.v * y.v);
      if (typeof y === 'number') return new PyFloat(x.v * y);
    } else if (typeof x === 'number') {
      if (typeof y === 'number') return mulWhole(x, y) as PyValue;
      if (y instanceof PyFloat) return new PyFloat(x * y.v);
    }
    return rest(x, y);
  },
  '/': (l, r, rest) => f => {
    const x = l(f);
    const y = r(f);
    if (x instanceof PyFloat) {
      if (y instanceof PyFloat) return y.v === 0 ? divide(x, y) : new PyFloat(x.v / y.v);
      if (typeof y === 'number') return y === 0 ? divide(x, y) : new PyFloat(x.v / y);
    } else if (typeof x === 'number' && y instanceof PyFloat) return y.v === 0 ? divide(x, y) : new PyFloat(x / y.v);
    return rest(x, y);
  },
  '//': (l, r, rest) => f => {
    const x = l(f);
    const y = r(f);
    if (typeof x === 'number' && typeof y === 'number') return floorDivWhole(x, y);
    if (x instanceof PyFloat && y instanceof PyFloat) return new PyFloat(floatDivMod(x.v, y.v)[0]);
    return rest(x, y);
  },
  '%': (l, r, rest) => f => {
    const x = l(f);
    const y = r(f);
    if (typeof x === 'number' && typeof y === 'number') return remainderWhole(x, y);
    return rest(x, y);
  },
  '**': (l, r, rest) => f => {
    const x = l(f);
    const y = r(f);
    if (y === 2 && x instanceof PyFloat && Math.abs(x.v) < 1e150) return new PyFloat(x.v * x.v);
    return rest(x, y);
  },
};

export function binary(node: Binary, c: Compiler): Eval {
  const { rt } = c;
  const { op } = node;
  const l = c.expression(node.left);
  const r = c.expression(node.right);
  const rest: Rest = (x, y) => rt.binary(op, x, y);
  if (c.tracer) return recorded(c, node, node.left, node.right, l, r, rest);
  const short = SHORT[op];
  return short ? short(l, r, rest) : f => rest(l(f), r(f));
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

type Test = (x: number, y: number) => boolean;

const ORDER: Partial<Record<CompareOp, (l: Eval, r: Eval, rest: Rest) => Eval>> = {
  '<': (l, r, rest) => ordered(l, r, rest, (x, y) => x < y),
  '<=': (l, r, rest) => ordered(l, r, rest, (x, y) => x <= y),
  '>': (l, r, rest) => ordered(l, r, rest, (x, y) => x > y),
  '>=': (l, r, rest) => ordered(l, r, rest, (x, y) => x >= y),
  '==': (l, r, rest) => f => {
    const x = l(f);
    const y = r(f);
    if ((typeof x === 'number' && typeof y === 'number') || (typeof x === 'string' && typeof y === 'string')) return x === y;
    return rest(x, y);
  },
  '!=': (l, r, rest) => f => {
    const x = l(f);
    const y = r(f);
    if ((typeof x === 'number' && typeof y === 'number') || (typeof x === 'string' && typeof y === 'string')) return x !== y;
    return rest(x, y);
  },
};

function ordered(l: Eval, r: Eval, rest: Rest, test: Test): Eval {
  return f => {
    const x = l(f);
    const y = r(f);
    if (typeof x === 'number') {
      if (typeof y === 'number') return test(x, y);
      if (y instanceof PyFloat) return test(x, y.v);
    } else if (x instanceof PyFloat) {
      if (y instanceof PyFloat) return test(x.v, y.v);
      if (typeof y === 'number') return test(x.v, y);
    }
    return rest(x, y);
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
  const short = ORDER[op];
  if (short) return short(l, r, (x, y) => compareAny(rt, op, x, y));
  return f => compareAny(rt, op, l(f), r(f));
}

export function conditional(node: Conditional, c: Compiler): Eval {
  const test = c.condition(node.test);
  const yes = c.expression(node.yes);
  const no = c.expression(node.no);
  return f => (test(f) ? yes(f) : no(f));
}
