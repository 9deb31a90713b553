// Arrays of texts and of objects: operators of the language, entry by entry.
import { PyError, type Runtime } from '../runtime';
import { PyList, type PyValue } from '../values';
import { itemsOf, toArray } from './convert';
import { BOOL, OBJECT } from './dtypes';
import { hooks } from './elementwise';
import { broadcastShape, stridesFor } from './kernels/broadcast';
import { itemsOver, NDArray, newArray, shapeText } from './ndarray';

const OPERATORS = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  floor_divide: '//',
  remainder: '%',
  power: '**',
  bitwise_and: '&',
  bitwise_or: '|',
  bitwise_xor: '^',
} as const;

type Decision = (rt: Runtime, x: PyValue, y: PyValue) => boolean;
const DECISIONS: Readonly<Record<string, Decision>> = {
  equal: (rt, x, y) => rt.equals(x, y),
  not_equal: (rt, x, y) => !rt.equals(x, y),
  less: (rt, x, y) => rt.compare(x, y) < 0,
  less_equal: (rt, x, y) => rt.compare(x, y) <= 0,
  greater: (rt, x, y) => rt.compare(x, y) > 0,
  greater_equal: (rt, x, y) => rt.compare(x, y) >= 0,
  logical_and: (rt, x, y) => rt.truth(x) && rt.truth(y),
  logical_or: (rt, x, y) => rt.truth(x) || rt.truth(y),
};

/** The entries of an array as if it had a larger shape. */
function spread(a: NDArray, shape: readonly number[]): PyValue[] {
  return itemsOf(new NDArray(a.store, a.offset, shape, stridesFor(a, shape), a.dtype));
}

function entrywise(rt: Runtime, name: string, x: NDArray, y: NDArray): PyValue {
  const shape = broadcastShape(x.shape, y.shape);
  if (!shape)
    throw new PyError('ValueError', `operands could not be broadcast together with shapes ${shapeText(x.shape)} ${shapeText(y.shape)} `);
  const [left, right] = [spread(x, shape), spread(y, shape)];
  rt.spend(left.length);
  const decide = DECISIONS[name];
  if (decide) {
    const out = newArray(shape, BOOL);
    left.forEach((item, i) => {
      out.store.data[out.store.start + i] = decide(rt, item, right[i]) ? 1 : 0;
    });
    out.scalar = shape.length === 0;
    return out;
  }
  const operator = OPERATORS[name as keyof typeof OPERATORS];
  if (!operator || !rt.binary) throw refuse(name);
  const results = left.map((item, i) => rt.binary!(operator, item, right[i]));
  if (shape.length === 0) return results[0];
  return results.every(r => typeof r === 'string') ? regrouped(toArray(rt, new PyList(results)), shape) : itemsOver(results, shape, OBJECT);
}

const regrouped = (flat: NDArray, shape: readonly number[]): NDArray => itemsOver(flat.store.items!, shape, flat.dtype);

function refuse(name: string): PyError {
  return new PyError(
    'TypeError',
    `ufunc '${name}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''`,
  );
}

hooks.objects = (rt, name, x, y) => {
  if (y) return entrywise(rt, name, x, y);
  if (name === 'negative') return entrywise(rt, 'subtract', toArray(rt, 0), x);
  if (name === 'logical_not' || name === 'isnan') {
    const out = newArray(x.shape, BOOL);
    itemsOf(x).forEach((item, i) => {
      out.store.data[out.store.start + i] = name === 'logical_not' && !rt.truth(item) ? 1 : 0;
    });
    return out;
  }
  throw refuse(name);
};
