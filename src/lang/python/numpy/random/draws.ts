// Many draws into an array, and draws whose parameters are arrays.
import { PyError, type Runtime } from '../../runtime';
import { ELLIPSIS, PyFloat, PyList, type PyValue } from '../../values';
import { operand, shapeArg } from '../convert';
import { FLOAT64, INT64 } from '../dtypes';
import { broadcastShape } from '../kernels/broadcast';
import { source } from '../lens';
import { takeAlong } from '../moving';
import { NDArray, newArray, scalarOf } from '../ndarray';
import { spreadOut } from '../select';
import { setItem } from '../writing';
import type { Stream } from './streams';

/** One draw after the other into an array of the size; without a size, a Python number. */
export function drawMany(rt: Runtime, size: PyValue, draw: () => number, whole = false): PyValue {
  if (size !== null) return arrayOfDraws(rt, shapeArg(rt, size), draw, whole);
  const value = draw();
  if (whole) return value;
  return new PyFloat(value, rt.recorder ? source(rt, scalarOf(value), 'random').store.node : null);
}

export function arrayOfDraws(rt: Runtime, shape: readonly number[], draw: () => number, whole = false): NDArray {
  const out = newArray(shape, whole ? INT64 : FLOAT64);
  rt.spend(out.size / 10);
  const { data, start } = out.store;
  const end = start + out.size;
  for (let i = start; i < end; i++) data[i] = draw();
  return source(rt, out, 'random');
}

/** Draws whose parameters may be arrays: they broadcast with each other and with the size. */
export function drawWith(
  rt: Runtime,
  parameters: readonly PyValue[],
  size: PyValue,
  draw: (...values: number[]) => number,
  whole = false,
): PyValue {
  const arrays = parameters.map(p => operand(rt, p));
  if (arrays.every(a => a.shape.length === 0)) {
    const values = arrays.map(a => a.store.data[a.start]);
    return drawMany(rt, size, () => draw(...values), whole);
  }
  const met = arrays.map(a => a.shape).reduce<readonly number[] | null>((shape, own) => shape && broadcastShape(shape, own), []);
  if (!met) throw new PyError('ValueError', 'shape mismatch: objects cannot be broadcast to a single shape');
  const shape = size === null ? met : shapeArg(rt, size);
  const columns = arrays.map(a => spreadOut(a, shape));
  let next = 0;
  const each = (): number => {
    const k = next++;
    return draw(...columns.map(c => c[k]));
  };
  return arrayOfDraws(rt, shape, each, whole);
}

/** 0 … n − 1 shuffled: Fisher–Yates from the end. */
export function shuffledOrder(s: Stream, n: number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = s.interval(i);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}

/** Shuffles a list or, along its first axis, an array; in place. */
export function shuffle(rt: Runtime, s: Stream, x: PyValue): null {
  if (x instanceof NDArray) {
    if (x.shape.length === 0) throw new PyError('TypeError', 'len() of unsized object');
    setItem(rt, x, ELLIPSIS, takeAlong(rt, x, shuffledOrder(s, x.shape[0]), 0));
    return null;
  }
  if (!(x instanceof PyList)) throw new PyError('TypeError', `'${rt.typeName(x)}' object does not support item assignment`);
  const { items } = x;
  for (let i = items.length - 1; i > 0; i--) {
    const j = s.interval(i);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return null;
}
