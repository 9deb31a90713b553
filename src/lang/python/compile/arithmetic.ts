// + − * / compiled for running: the short ways for ints and floats, with operands read from slots where they lie there.
import type { BinaryOp, Expr } from '../ast';
import type { Eval, Frame } from '../objects/functions';
import { addWhole, divide, floatDivMod, floorDivWhole, mulWhole, remainderWhole, subWhole } from '../operators/numbers';
import { PyFloat, type PyValue } from '../values';
import type { Compiler } from './compiler';
import { numberOf, slotOf } from './operands';

type Rest = (x: PyValue, y: PyValue) => PyValue;
type Apply = (x: PyValue, y: PyValue, rest: Rest) => PyValue;

const MAX = Number.MAX_SAFE_INTEGER;

function add(x: PyValue, y: PyValue, rest: Rest): PyValue {
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
}

function subtract(x: PyValue, y: PyValue, rest: Rest): PyValue {
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
}

function multiply(x: PyValue, y: PyValue, rest: Rest): PyValue {
  if (x instanceof PyFloat) {
    if (y instanceof PyFloat) return new PyFloat(x.v * y.v);
    if (typeof y === 'number') return new PyFloat(x.v * y);
  } else if (typeof x === 'number') {
    if (typeof y === 'number') return mulWhole(x, y);
    if (y instanceof PyFloat) return new PyFloat(x * y.v);
  }
  return rest(x, y);
}

function quotient(x: PyValue, y: PyValue, rest: Rest): PyValue {
  if (x instanceof PyFloat) {
    if (y instanceof PyFloat) return y.v === 0 ? divide(x, y) : new PyFloat(x.v / y.v);
    if (typeof y === 'number') return y === 0 ? divide(x, y) : new PyFloat(x.v / y);
  } else if (typeof x === 'number' && y instanceof PyFloat) return y.v === 0 ? divide(x, y) : new PyFloat(x / y.v);
  return rest(x, y);
}

function floorQuotient(x: PyValue, y: PyValue, rest: Rest): PyValue {
  if (typeof x === 'number' && typeof y === 'number') return floorDivWhole(x, y);
  if (x instanceof PyFloat && y instanceof PyFloat) return new PyFloat(floatDivMod(x.v, y.v)[0]);
  return rest(x, y);
}

function remainder(x: PyValue, y: PyValue, rest: Rest): PyValue {
  return typeof x === 'number' && typeof y === 'number' ? remainderWhole(x, y) : rest(x, y);
}

function power(x: PyValue, y: PyValue, rest: Rest): PyValue {
  return y === 2 && x instanceof PyFloat && Math.abs(x.v) < 1e150 ? new PyFloat(x.v * x.v) : rest(x, y);
}

export const APPLY: Partial<Record<BinaryOp, Apply>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': quotient,
  '//': floorQuotient,
  '%': remainder,
  '**': power,
};

/** The operands as closures, by where they are. */
interface Variants {
  general(l: Eval, r: Eval, rest: Rest): Eval;
  slots(i: number, j: number, l: Eval, r: Eval, rest: Rest): Eval;
  left(i: number, l: Eval, r: Eval, rest: Rest): Eval;
  right(l: Eval, j: number, r: Eval, rest: Rest): Eval;
  number(l: Eval, k: PyValue, rest: Rest): Eval;
}

const at = (f: Frame, slot: number): PyValue | undefined => f.slots[slot] as PyValue | undefined;

const ADD: Variants = {
  general: (l, r, rest) => f => add(l(f), r(f), rest),
  slots: (i, j, l, r, rest) => f => {
    const x = at(f, i);
    const y = at(f, j);
    return x === undefined || y === undefined ? add(l(f), r(f), rest) : add(x, y, rest);
  },
  left: (i, l, r, rest) => f => {
    const x = at(f, i);
    return x === undefined ? add(l(f), r(f), rest) : add(x, r(f), rest);
  },
  right: (l, j, r, rest) => f => {
    const x = l(f);
    const y = at(f, j);
    return add(x, y === undefined ? r(f) : y, rest);
  },
  number: (l, k, rest) => f => add(l(f), k, rest),
};

const SUBTRACT: Variants = {
  general: (l, r, rest) => f => subtract(l(f), r(f), rest),
  slots: (i, j, l, r, rest) => f => {
    const x = at(f, i);
    const y = at(f, j);
    return x === undefined || y === undefined ? subtract(l(f), r(f), rest) : subtract(x, y, rest);
  },
  left: (i, l, r, rest) => f => {
    const x = at(f, i);
    return x === undefined ? subtract(l(f), r(f), rest) : subtract(x, r(f), rest);
  },
  right: (l, j, r, rest) => f => {
    const x = l(f);
    const y = at(f, j);
    return subtract(x, y === undefined ? r(f) : y, rest);
  },
  number: (l, k, rest) => f => subtract(l(f), k, rest),
};

const MULTIPLY: Variants = {
  general: (l, r, rest) => f => multiply(l(f), r(f), rest),
  slots: (i, j, l, r, rest) => f => {
    const x = at(f, i);
    const y = at(f, j);
    return x === undefined || y === undefined ? multiply(l(f), r(f), rest) : multiply(x, y, rest);
  },
  left: (i, l, r, rest) => f => {
    const x = at(f, i);
    return x === undefined ? multiply(l(f), r(f), rest) : multiply(x, r(f), rest);
  },
  right: (l, j, r, rest) => f => {
    const x = l(f);
    const y = at(f, j);
    return multiply(x, y === undefined ? r(f) : y, rest);
  },
  number: (l, k, rest) => f => multiply(l(f), k, rest),
};

const DIVIDE: Variants = {
  general: (l, r, rest) => f => quotient(l(f), r(f), rest),
  slots: (i, j, l, r, rest) => f => {
    const x = at(f, i);
    const y = at(f, j);
    return x === undefined || y === undefined ? quotient(l(f), r(f), rest) : quotient(x, y, rest);
  },
  left: (i, l, r, rest) => f => {
    const x = at(f, i);
    return x === undefined ? quotient(l(f), r(f), rest) : quotient(x, r(f), rest);
  },
  right: (l, j, r, rest) => f => {
    const x = l(f);
    const y = at(f, j);
    return quotient(x, y === undefined ? r(f) : y, rest);
  },
  number: (l, k, rest) => f => quotient(l(f), k, rest),
};

// Each operator has its own copy of every closure: what V8 learns about one must not spoil the others.
const VARIANTS: Partial<Record<BinaryOp, Variants>> = { '+': ADD, '-': SUBTRACT, '*': MULTIPLY, '/': DIVIDE };

export function arithmetic(op: BinaryOp, left: Expr, right: Expr, c: Compiler, rest: Rest): Eval {
  const l = c.expression(left);
  const r = c.expression(right);
  const variants = VARIANTS[op];
  if (!variants) {
    const apply = APPLY[op];
    return apply ? f => apply(l(f), r(f), rest) : f => rest(l(f), r(f));
  }
  const k = numberOf(right);
  if (k !== null) return variants.number(l, k, rest);
  const i = slotOf(left, c);
  const j = slotOf(right, c);
  if (i >= 0 && j >= 0) return variants.slots(i, j, l, r, rest);
  if (i >= 0) return variants.left(i, l, r, rest);
  return j >= 0 ? variants.right(l, j, r, rest) : variants.general(l, r, rest);
}
