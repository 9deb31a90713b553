// Functions that choose: where, clip, select, nan_to_num, round.
import type { Node } from '../../../core/graph';
import { PyError, type Runtime } from '../runtime';
import { PyFloat, PyList, PyOpaque, PyTuple, type PyValue } from '../values';
import { asNumber, needIndex, operand } from './convert';
import { entry, type Table } from './define';
import { BOOL, FLOAT64, INT64, promote } from './dtypes';
import { binary, meeting, settle, unary } from './elementwise';
import { broadcastShape, stridesFor } from './kernels/broadcast';
import { loop1, mapArray } from './kernels/unary';
import { fromNode, nodeOf, source, traced, unknown } from './lens';
import { copyData, copyItems, eachOffset, itemsOver, NDArray, newArray, shapeText } from './ndarray';
import { storeOut } from './out';
import { SPECS2, tape } from './specs';
import { roundEven, SPECS1 } from './specs1';
import { unravel } from './subscripts';

/** The entries as if the array had a larger shape. */
export const spreadOut = (a: NDArray, shape: readonly number[]): Float64Array =>
  copyData(new NDArray(a.store, a.offset, shape, stridesFor(a, shape), a.dtype));

/** `np.where(mask, a, b)`. */
export function where(rt: Runtime, mask: PyValue, a: PyValue, b: PyValue): PyValue {
  if ([mask, a, b].some(each => each instanceof PyOpaque)) return unknown();
  const [m, x, y] = [mask, a, b].map(each => operand(rt, each));
  if (m.store.items || x.store.items || y.store.items) return whereItems(rt, m, x, y);
  const dtype = meeting(a, b, x, y);
  if (rt.recorder) {
    const on = m.dtype === BOOL || m.store.data.every(v => v === 0 || v === 1) ? nodeOf(rt, m)! : tape(rt)('notEqual', nodeOf(rt, m)!, 0);
    const [p, q] = [nodeOf(rt, a instanceof PyFloat ? a : x)!, nodeOf(rt, b instanceof PyFloat ? b : y)!];
    return traced(rt, 'where', [on, p, q], {}, dtype, false);
  }
  const partial = broadcastShape(x.shape, y.shape);
  const shape = partial && broadcastShape(m.shape, partial);
  if (!shape)
    throw new PyError(
      'ValueError',
      `operands could not be broadcast together with shapes ${shapeText(m.shape)} ${shapeText(x.shape)} ${shapeText(y.shape)} `,
    );
  const out = newArray(shape, dtype);
  rt.spend(out.size / 25);
  const { data, start } = out.store;
  const [p, q, r] = [m, x, y].map(each => spreadOut(each, shape));
  for (let i = 0; i < p.length; i++) data[start + i] = p[i] !== 0 ? q[i] : r[i];
  return settle(out);
}

function whereItems(rt: Runtime, m: NDArray, x: NDArray, y: NDArray): PyValue {
  const partial = broadcastShape(x.shape, y.shape);
  const shape = partial && broadcastShape(m.shape, partial);
  if (!shape) throw new PyError('ValueError', 'operands could not be broadcast together');
  const pickFrom = (a: NDArray): PyValue[] => {
    const wide = new NDArray(a.store, a.offset, shape, stridesFor(a, shape), a.dtype);
    return a.store.items ? copyItems(wide) : Array.from(copyData(wide), v => (a.dtype.inexact ? new PyFloat(v) : v));
  };
  const [p, q, r] = [m, x, y].map(pickFrom);
  return itemsOver(
    p.map((on, i) => (rt.truth(on) ? q[i] : r[i])),
    shape,
    promote(x.dtype, y.dtype),
  );
}

/** The positions of entries that are not 0, one index array an axis. */
export function nonzero(rt: Runtime, a: NDArray): PyTuple {
  const hits: number[] = [];
  const { data, items } = a.store;
  eachOffset(a, (offset, i) => {
    if (items ? rt.truth(items[offset]) : data[offset] !== 0) hits.push(i);
  });
  const shape = a.shape.length === 0 ? [1] : a.shape;
  if (rt.recorder && a.dtype.numeric) guardPositions(rt, a);
  return new PyTuple(unravel(hits, shape).map(at => source(rt, wholeArray(at))));
}

/** Which entries are not 0 decides what is picked: a replay must find the same. */
function guardPositions(rt: Runtime, a: NDArray): void {
  const node = nodeOf(rt, a)!;
  if (node.op === 'leaf') return;
  rt.recorder!.guards.push(a.dtype === BOOL ? node : tape(rt)('notEqual', node, 0));
}

/** An array of integers. */
export function wholeArray(values: ArrayLike<number>): NDArray {
  const out = newArray([values.length], INT64);
  for (let i = 0; i < values.length; i++) out.store.data[out.store.start + i] = values[i];
  return out;
}

export function clip(rt: Runtime, a: PyValue, low: PyValue, high: PyValue, out: PyValue): PyValue {
  if (a instanceof PyOpaque) return unknown();
  const bound = (value: PyValue): number | null | undefined =>
    value === null ? null : value instanceof NDArray && value.size > 1 ? undefined : (asNumber(value) ?? undefined);
  const [lo, hi] = [bound(low), bound(high)];
  const x = operand(rt, a);
  const plain = [low, high].every(each => !(each instanceof PyFloat) || each.node === null || each.node.op === 'leaf');
  if (rt.recorder && lo !== undefined && hi !== undefined && plain) {
    const met = [low, high].some(each => each instanceof PyFloat) && !x.dtype.inexact ? FLOAT64 : x.dtype;
    const made = traced(rt, 'clip', [nodeOf(rt, a instanceof PyFloat ? a : x)!], { low: lo, high: hi }, met, true, rt.uses.slice(0, 1));
    return out === null ? made : storeOut(rt, out, made);
  }
  let result: PyValue = x;
  if (low !== null) result = binary(rt, SPECS2.maximum, result, low);
  if (high !== null) result = binary(rt, SPECS2.minimum, result, high);
  return out === null ? result : storeOut(rt, out, result);
}

/** Rounds to decimals, halves to even, as NumPy does: scaled, rounded, scaled back. */
export function round(rt: Runtime, a: PyValue, decimals: PyValue, out: PyValue = null): PyValue {
  if (a instanceof PyOpaque) return unknown();
  const x = operand(rt, a);
  const places = needIndex(decimals, rt);
  if (!x.dtype.inexact && places >= 0) return x;
  const scale = 10 ** Math.abs(places);
  const f =
    places >= 0
      ? (v: number): number => (Number.isFinite(v) ? roundEven(v * scale) / scale : v)
      : (v: number): number => roundEven(v / scale) * scale;
  const result = settle(mapArray(loop1(f), x, x.dtype));
  result.scalar = x.shape.length === 0;
  const made = rt.recorder ? tracedRound(rt, nodeOf(rt, x)!, result, places) : result;
  return out === null ? made : storeOut(rt, out, made);
}

/** In the graph: half a unit added and cut off; where a half went to the even neighbour, data: the derivative is 0 all the same. */
function tracedRound(rt: Runtime, x: Node, result: NDArray, places: number): NDArray {
  const t = tape(rt);
  const scale = 10 ** places;
  const node = t('div', t('floor', t('add', t('mul', x, scale), 0.5)), scale);
  const values = copyData(result);
  if (node.value.data.every((v, i) => Math.abs(v - values[i]) < 1e-9 * (1 + Math.abs(v))))
    return fromNode(node, result.dtype, result.scalar);
  return source(rt, result);
}

function nanToNum(rt: Runtime, a: PyValue, nan: PyValue, posinf: PyValue, neginf: PyValue): PyValue {
  if (a instanceof PyOpaque) return unknown();
  const x = operand(rt, a);
  const largest = x.dtype.itemsize === 4 ? 3.4028234663852886e38 : Number.MAX_VALUE;
  let result = where(rt, unary(rt, SPECS1.isnan, x), nan ?? new PyFloat(0), x);
  result = where(rt, unary(rt, SPECS1.isposinf, result), posinf ?? new PyFloat(largest), result);
  result = where(rt, unary(rt, SPECS1.isneginf, result), neginf ?? new PyFloat(-largest), result);
  if (result instanceof NDArray) result.scalar = x.shape.length === 0;
  return result;
}

/** The first of several conditions that holds decides. */
function select(rt: Runtime, conditions: PyValue, choices: PyValue, fallback: PyValue): PyValue {
  const masks = [...rt.iterate(conditions)];
  const values = [...rt.iterate(choices)];
  return masks.reduceRight((rest: PyValue, mask, i) => where(rt, mask, values[i], rest), fallback);
}

function piecewise(rt: Runtime, x: PyValue, conditions: PyValue, functions: PyValue): PyValue {
  const masks = [...rt.iterate(conditions)];
  const makers = [...rt.iterate(functions)];
  const chosen = (f: PyValue): PyValue => (asNumber(f) === null ? rt.apply(f, [x]) : f);
  const otherwise = makers.length > masks.length ? chosen(makers[masks.length]) : 0;
  return masks.reduceRight((rest: PyValue, mask, i) => where(rt, mask, chosen(makers[i]), rest), otherwise);
}

export const selection: Table = {
  where: entry('condition, x=None, y=None', (rt, mask, x, y) => {
    if (mask instanceof PyOpaque) return unknown();
    return x === null && y === null ? nonzero(rt, operand(rt, mask)) : where(rt, mask, x, y);
  }),
  nonzero: entry('a', (rt, a) => (a instanceof PyOpaque ? unknown() : nonzero(rt, operand(rt, a)))),
  flatnonzero: entry('a', (rt, a) => {
    const x = operand(rt, a);
    const hits: number[] = [];
    eachOffset(x, (offset, i) => void (x.store.data[offset] !== 0 && hits.push(i)));
    return source(rt, wholeArray(hits));
  }),
  argwhere: entry('a', (rt, a) => {
    const found = nonzero(rt, operand(rt, a)).items as NDArray[];
    const rows = Array.from({ length: found[0]?.size ?? 0 }, (_, i) => new PyTuple(found.map(f => copyData(f)[i])));
    return rows.length ? operand(rt, new PyList(rows)) : source(rt, newArray([0, found.length], INT64));
  }),
  clip: entry('a, a_min=None, a_max=None, out=None, *, min=None, max=None', (rt, a, low, high, out, min, max) =>
    clip(rt, a, low ?? min, high ?? max, out),
  ),
  round: entry('a, decimals=0, out=None', round),
  around: entry('a, decimals=0, out=None', round),
  nan_to_num: entry('x, copy=True, nan=None, posinf=None, neginf=None', (rt, x, _copy, nan, posinf, neginf) =>
    nanToNum(rt, x, nan, posinf, neginf),
  ),
  select: entry('condlist, choicelist, default=0', select),
  piecewise: entry('x, condlist, funclist', piecewise),
};
