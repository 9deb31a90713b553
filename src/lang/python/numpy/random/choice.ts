// `choice`: entries of a population, with or without replacement, by given probabilities.
import { PyError, type Runtime } from '../../runtime';
import type { PyValue } from '../../values';
import { asIndex, operand, shapeArg } from '../convert';
import { INT64 } from '../dtypes';
import { getItem } from '../indexing';
import { source } from '../lens';
import { takeAlong } from '../moving';
import { copyData, type NDArray, newArray, scalarOf, sizeOf } from '../ndarray';
import { wholeArray } from '../select';
import { shuffledOrder } from './draws';
import type { Stream } from './streams';

/** The first place whose cumulative probability exceeds x. */
function place(cumulative: Float64Array, x: number): number {
  let low = 0;
  let high = cumulative.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x < cumulative[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

function cumulated(p: Float64Array): Float64Array {
  const sums = new Float64Array(p.length);
  let sum = 0;
  p.forEach((x, i) => {
    sum += x;
    sums[i] = sum;
  });
  return sums.map(x => x / sums[sums.length - 1]);
}

function probabilities(rt: Runtime, given: PyValue, count: number): Float64Array | null {
  if (given === null) return null;
  const array = operand(rt, given);
  const p = copyData(array);
  if (array.shape.length !== 1) throw new PyError('ValueError', "'p' must be 1-dimensional");
  if (p.length !== count) throw new PyError('ValueError', "'a' and 'p' must have same size");
  const total = p.reduce((sum, x) => sum + x, 0);
  if (Number.isNaN(total)) throw new PyError('ValueError', 'probabilities contain NaN');
  if (p.some(x => x < 0)) throw new PyError('ValueError', 'probabilities are not non-negative');
  if (Math.abs(total - 1) > 1.4901161193847656e-8) throw new PyError('ValueError', 'probabilities do not sum to 1');
  return p;
}

/** Without replacement, by probabilities: draws again for what was drawn twice. */
function weightedDistinct(s: Stream, p: Float64Array, size: number): Int32Array {
  const weights = p.slice();
  const found: number[] = [];
  while (found.length < size) {
    const draws = Array.from({ length: size - found.length }, () => s.uniform());
    for (const i of found) weights[i] = 0;
    const sums = cumulated(weights);
    const fresh = new Set(draws.map(x => place(sums, x)));
    found.push(...fresh);
  }
  return Int32Array.from(found);
}

const EMPTY = -1;

/** Without replacement, the Generator's way: Floyd's sampling, or the tail of a shuffle where much is taken of much. */
function distinct(s: Stream, count: number, size: number, mix: boolean): Int32Array {
  if (s.legacy) return shuffledOrder(s, count).slice(0, size);
  if (count > 10000 && size > Math.floor(count / (mix ? 50 : 20))) return tailShuffle(s, count, size);
  const taken = new Set<number>();
  const found = new Int32Array(size).fill(EMPTY);
  for (let j = count - size; j < count; j++) {
    const drawn = s.pick(j);
    const chosen = taken.has(drawn) ? j : drawn;
    taken.add(chosen);
    found[j - count + size] = chosen;
  }
  if (mix) shuffleFrom(s, found, 1);
  return found;
}

function shuffleFrom(s: Stream, data: Int32Array, first: number): void {
  for (let i = data.length - 1; i >= first; i--) {
    const j = s.pick(i);
    const kept = data[i];
    data[i] = data[j];
    data[j] = kept;
  }
}

function tailShuffle(s: Stream, count: number, size: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  shuffleFrom(s, order, Math.max(count - size, 1));
  return order.slice(count - size);
}

function positions(s: Stream, count: number, size: number, replace: boolean, p: Float64Array | null, mix: boolean): ArrayLike<number> {
  if (replace) {
    if (!p) return Array.from({ length: size }, () => s.integer(count - 1));
    const sums = cumulated(p);
    return Array.from({ length: size }, () => place(sums, s.uniform()));
  }
  if (size > count) throw new PyError('ValueError', sizeMessage(s));
  if (p && p.filter(x => x > 0).length < size) throw new PyError('ValueError', 'Fewer non-zero entries in p than size');
  return p ? weightedDistinct(s, p, size) : distinct(s, count, size, mix);
}

const sizeMessage = (s: Stream): string =>
  s.legacy
    ? "Cannot take a larger sample than population when 'replace=False'"
    : 'Cannot take a larger sample than population when replace is False';

export function choice(
  rt: Runtime,
  s: Stream,
  a: PyValue,
  size: PyValue,
  replace: boolean,
  p: PyValue,
  axis: number,
  mix: boolean,
): PyValue {
  const count = asIndex(a);
  const population: NDArray | null = count === null ? operand(rt, a) : null;
  if (population && s.legacy && population.shape.length !== 1) throw new PyError('ValueError', 'a must be 1-dimensional');
  const n = population ? population.shape[axis] : count!;
  const shape = size === null ? [] : shapeArg(rt, size);
  if (n <= 0 && sizeOf(shape) > 0)
    throw new PyError(
      'ValueError',
      population ? 'a cannot be empty unless no samples are taken' : 'a must be greater than 0 unless no samples are taken',
    );
  rt.spend(sizeOf(shape) / 10);
  const at = positions(s, n, sizeOf(shape), replace, probabilities(rt, p, n), mix);
  if (size === null)
    return population
      ? axis === 0
        ? getItem(rt, population, at[0])
        : takeAlong(rt, population, at, axis)
      : scalarIndex(rt, s, at[0], p, replace);
  if (!population || (population.shape.length === 1 && shape.length !== 1)) {
    const index = newArray(shape, INT64);
    for (let i = 0; i < at.length; i++) index.store.data[index.store.start + i] = at[i];
    return population ? getItem(rt, population, index) : source(rt, index, 'random');
  }
  return population.shape.length === 1 ? getItem(rt, population, wholeArray(at)) : takeAlong(rt, population, at, axis);
}

/** A single position: a Python integer where the legacy stream draws it plainly, else np.int64. */
function scalarIndex(rt: Runtime, s: Stream, at: number, p: PyValue, replace: boolean): PyValue {
  if (s.legacy && p === null && replace) return at;
  return s.legacy ? at : source(rt, scalarOf(at, INT64), 'random');
}
