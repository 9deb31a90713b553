// The operators of the language on arrays.
import type { Node } from '../../../core/graph';
import { PyError, type Runtime } from '../runtime';
import { PyOpaque, type PyValue } from '../values';
import { asNumber } from './convert';
import { BOOL } from './dtypes';
import { binary, unary } from './elementwise';
import { getItem } from './indexing';
import { arrayNode, isPlain, unknown } from './lens';
import { firstOf, NDArray } from './ndarray';
import { inplace } from './out';
import { matmul } from './products';
import { OPERATORS, tape } from './specs';
import { SPECS1 } from './specs1';

export type Operator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '&' | '|' | '^' | '<<' | '>>';
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** `a op b` where at least one side is an array. */
export function arrayBinary(rt: Runtime, op: Operator, a: PyValue, b: PyValue): PyValue {
  if (op === '@') return matmul(rt, a, b);
  if (op === '**' && !rt.recorder) refuseNegativePowers(a, b);
  return binary(rt, OPERATORS[op], a, b);
}

function refuseNegativePowers(a: PyValue, b: PyValue): void {
  const whole = (x: PyValue): boolean => typeof x === 'number' || (x instanceof NDArray && x.dtype.integral);
  if (!whole(a) || !whole(b)) return;
  const exponent = asNumber(b);
  if (exponent !== null && exponent < 0) throw new PyError('ValueError', 'Integers to negative integer powers are not allowed.');
}

/** `target op= value`: writes into the array; a scalar is replaced, as it cannot be written. */
export function arrayInplace(rt: Runtime, op: Operator, target: NDArray, value: PyValue): PyValue {
  if (value instanceof PyOpaque) return unknown();
  if (target.scalar) return arrayBinary(rt, op, target, value);
  if (op === '@') return matmul(rt, target, value);
  return inplace(rt, OPERATORS[op], target, value);
}

export function arrayUnary(rt: Runtime, op: '-' | '+' | '~' | 'abs', a: NDArray): PyValue {
  if (op === '-' && a.dtype === BOOL)
    throw new PyError(
      'TypeError',
      'The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.',
    );
  if (op === '~') {
    if (a.dtype.inexact)
      throw new PyError(
        'TypeError',
        "ufunc 'invert' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''",
      );
    return unary(rt, a.dtype === BOOL ? { ...SPECS1.logical_not, name: 'invert' } : SPECS1.invert, a);
  }
  return unary(rt, op === '-' ? SPECS1.negative : op === '+' ? SPECS1.positive : SPECS1.absolute, a);
}

export const arrayCompare = (rt: Runtime, op: Comparison, a: PyValue, b: PyValue): PyValue => binary(rt, OPERATORS[op], a, b);

/** What is computed from traced numbers and decides which way the code goes must decide alike in a replay. */
function guard(rt: Runtime, a: NDArray): void {
  if (!rt.recorder || !a.dtype.numeric) return;
  const node: Node = arrayNode(rt, a);
  if (isPlain(node) || node.op === 'leaf') return;
  rt.recorder.guards.push(a.dtype === BOOL ? node : tape(rt)('notEqual', node, 0));
}

export function arrayTruth(rt: Runtime, a: NDArray): boolean {
  if (a.size > 1)
    throw new PyError('ValueError', 'The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()');
  if (a.size === 0)
    throw new PyError(
      'ValueError',
      'The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.',
    );
  if (a.store.items) return rt.truth(a.store.items[a.start]);
  guard(rt, a);
  return firstOf(a) !== 0;
}

/** The rows of an array, or the entries of one axis. */
export function* arrayIterate(rt: Runtime, a: NDArray): Iterable<PyValue> {
  if (a.shape.length === 0) throw new PyError('TypeError', 'iteration over a 0-d array');
  for (let i = 0; i < a.shape[0]; i++) yield getItem(rt, a, i);
}
