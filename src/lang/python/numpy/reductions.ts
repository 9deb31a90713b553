// Reductions: sum, mean, max and their like, over all entries or along axes.
import type { Node } from '../../../core/graph';
import type { Attrs } from '../../../core/op';
import type { OpName } from '../../../core/opNames';
import { PyError, type Runtime } from '../runtime';
import { PyFloat, PyOpaque, type PyValue } from '../values';
import { asNumber, axesArg, needNumber, normalAxis, operand } from './convert';
import { entry, type Table } from './define';
import { BOOL, type DType, dtypeOf, INT64, UINT64 } from './dtypes';
import { binary, floatOf, settle } from './elementwise';
import { allFold, anyFold, argmaxFold, argminFold, type Fold, maxFold, minFold, prodFold, reduceInto, sumFold } from './kernels/reduce';
import { fromNode, nodeOf, record, traced, unknown } from './lens';
import { type NDArray, newArray } from './ndarray';
import { storeOut } from './out';
import { SPECS2, tape } from './specs';

/** The axes, counted from the front and sorted; all of them for None. */
export function axesOf(rt: Runtime, axis: PyValue, rank: number): number[] {
  const given = axesArg(rt, axis);
  if (given === null) return Array.from({ length: rank }, (_, i) => i);
  const axes = given.map(each => normalAxis(each, rank));
  if (new Set(axes).size !== axes.length) throw new PyError('ValueError', "duplicate value in 'axis'");
  return axes.sort((x, y) => x - y);
}

export function reducedShape(shape: readonly number[], axes: readonly number[], keepdims: boolean): number[] {
  const out: number[] = [];
  for (let i = 0; i < shape.length; i++) {
    if (!axes.includes(i)) out.push(shape[i]);
    else if (keepdims) out.push(1);
  }
  return out;
}

/** A reduction outside the graph. */
export function reduceArray(rt: Runtime, fold: Fold, a: NDArray, axes: readonly number[], keepdims: boolean, dtype: DType): NDArray {
  const out = newArray(reducedShape(a.shape, axes, keepdims), dtype);
  rt.spend(a.size / 50);
  if (out.size > 0) reduceInto(fold, a, axes, out.store.data, out.store.start);
  return out;
}

/** The attributes of a reduction in the graph: no axes where all are reduced. */
export function axesAttrs(rt: Runtime, axis: PyValue, keepdims: boolean): Attrs {
  const axes = axesArg(rt, axis);
  return { ...(axes && { axes }), ...(keepdims && { keepdims }) };
}

interface Reduction {
  readonly fold: Fold;
  readonly op: OpName | null;
  readonly dtype: (own: DType) => DType;
  /** The value of nothing; without one NumPy refuses. */
  readonly empty?: number;
  readonly name: string;
}

const summed = (d: DType): DType => (d === BOOL || (d.kind === 'i' && d.itemsize < 8) ? INT64 : d.kind === 'u' ? UINT64 : d);

const SUM: Reduction = { name: 'add', fold: sumFold, op: 'sum', dtype: summed, empty: 0 };
const PROD: Reduction = { name: 'multiply', fold: prodFold, op: 'prod', dtype: summed, empty: 1 };
const MAX: Reduction = { name: 'maximum', fold: maxFold, op: 'max', dtype: d => d };
const MIN: Reduction = { name: 'minimum', fold: minFold, op: 'min', dtype: d => d };

function reduction(
  rt: Runtime,
  how: Reduction,
  a: PyValue,
  axis: PyValue,
  dtype: PyValue,
  out: PyValue,
  keepdims: PyValue,
  initial: PyValue,
  where: PyValue,
): PyValue {
  if (a instanceof PyOpaque) return unknown();
  if (where !== null)
    return reduction(rt, how, masked(rt, a, where, how.empty ?? needNumber(initial, rt)), axis, dtype, out, keepdims, initial, null);
  const x = operand(rt, a);
  if (x.store.items) return reduceObjects(rt, how, x);
  const wanted = dtypeOf(dtype) ?? how.dtype(x.dtype);
  const keep = keepdims !== null && rt.truth(keepdims);
  let result: PyValue;
  if (rt.recorder && how.op) {
    const node = nodeOf(rt, a instanceof PyFloat ? a : x)!;
    result = traced(rt, how.op, [node], axesAttrs(rt, axis, keep), wanted, true, rt.uses.slice(0, 1));
  } else {
    const axes = axesOf(rt, axis, x.shape.length);
    if (x.size === 0 && how.empty === undefined && initial === null) emptyError(how, x, axes);
    const reduced = reduceArray(rt, how.fold, x, axes, keep, wanted);
    if (x.size === 0)
      reduced.store.data.fill(how.empty ?? needNumber(initial, rt), reduced.store.start, reduced.store.start + reduced.size);
    settle(reduced);
    reduced.scalar = reduced.shape.length === 0;
    result = reduced;
  }
  if (initial !== null) result = binary(rt, SPECS2[how.name], result, initial);
  return out === null ? result : storeOut(rt, out, result);
}

function emptyError({ name }: Reduction, x: NDArray, axes: readonly number[]): void {
  if (axes.some(i => x.shape[i] === 0))
    throw new PyError('ValueError', `zero-size array to reduction operation ${name} which has no identity`);
}

function masked(rt: Runtime, a: PyValue, where: PyValue, other: number): PyValue {
  const x = operand(rt, a);
  const mask = operand(rt, where);
  if (rt.recorder) {
    const node = record(rt, 'where', [nodeOf(rt, mask)!, nodeOf(rt, x)!, rt.recorder.graph.constant(other)]);
    return node ? fromNode(node, x.dtype) : unknown();
  }
  const chosen = binary(rt, { ...SPECS2.multiply, loop: whereLoop(other) }, x, mask) as NDArray;
  return chosen;
}

const whereLoop =
  (other: number): (typeof SPECS2.multiply)['loop'] =>
  (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
    for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
      for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = y[q] !== 0 ? x[p] : other;
  };

/** Objects are folded with Python's own operators. */
function reduceObjects(rt: Runtime, how: Reduction, x: NDArray): PyValue {
  const items = x.store.items!;
  if (items.length === 0) return how.empty ?? null;
  return items.reduce((left, right) => {
    if (how.op === 'max') return rt.compare(right, left) > 0 ? right : left;
    if (how.op === 'min') return rt.compare(right, left) < 0 ? right : left;
    const method = how.op === 'sum' ? '__add__' : '__mul__';
    return rt.apply(rt.getattr(left, method), [right]);
  });
}

export function mean(rt: Runtime, a: PyValue, axis: PyValue, dtype: PyValue, out: PyValue, keepdims: PyValue, where: PyValue): PyValue {
  if (a instanceof PyOpaque) return unknown();
  if (where !== null) {
    const count = reduction(rt, SUM, where, axis, null, null, keepdims, null, null);
    return binary(rt, SPECS2.divide, reduction(rt, SUM, a, axis, dtype, null, keepdims, null, where), count);
  }
  const x = operand(rt, a);
  const wanted = dtypeOf(dtype) ?? floatOf(x.dtype);
  const keep = keepdims !== null && rt.truth(keepdims);
  if (rt.recorder) {
    const node = nodeOf(rt, a instanceof PyFloat ? a : x)!;
    const made = traced(rt, 'mean', [node], axesAttrs(rt, axis, keep), wanted, true, rt.uses.slice(0, 1));
    return out === null ? made : storeOut(rt, out, made);
  }
  const axes = axesOf(rt, axis, x.shape.length);
  const result = reduceArray(rt, sumFold, x, axes, keep, wanted);
  const count = axes.reduce((n, i) => n * x.shape[i], 1);
  const { data, start } = result.store;
  for (let i = start; i < start + result.size; i++) data[i] /= count;
  settle(result);
  result.scalar = result.shape.length === 0;
  return out === null ? result : storeOut(rt, out, result);
}

/** The variance in ops: the mean of the squared differences from the mean. */
export function variance(rt: Runtime, a: PyValue, axis: PyValue, ddof: PyValue, keepdims: PyValue, root: boolean): PyValue {
  if (a instanceof PyOpaque) return unknown();
  const x = operand(rt, a);
  const axes = axesOf(rt, axis, x.shape.length);
  const count = axes.reduce((n, i) => n * x.shape[i], 1) - (asNumber(ddof) ?? 0);
  const middle = mean(rt, x, axis, null, null, true, null);
  const centred = binary(rt, SPECS2.subtract, x, middle);
  const squares = binary(rt, SPECS2.multiply, centred, centred);
  const total = reduction(rt, SUM, squares, axis, null, null, keepdims, null, null);
  const result = binary(rt, SPECS2.divide, total, new PyFloat(Math.max(count, 0)));
  return root ? squareRoot(rt, result) : result;
}

export function squareRoot(rt: Runtime, a: PyValue): PyValue {
  return binary(rt, SPECS2.power, a, new PyFloat(0.5));
}

/** argmax and argmin: positions, which a replay must find the same. */
function position(rt: Runtime, which: 'argmax' | 'argmin', a: PyValue, axis: PyValue, keepdims: PyValue): PyValue {
  if (a instanceof PyOpaque) return unknown();
  const x = operand(rt, a);
  const keep = keepdims !== null && rt.truth(keepdims);
  const axes = axesOf(rt, axis, x.shape.length);
  if (axes.some(i => x.shape[i] === 0)) throw new PyError('ValueError', `attempt to get ${which} of an empty sequence`);
  if (rt.recorder && !keep) {
    const node = nodeOf(rt, x)!;
    const from: Node = which === 'argmax' ? node : tape(rt)('neg', node);
    const attrs = axis === null ? {} : { axis: axes[0] };
    return traced(rt, 'argmax', [from], attrs, INT64, true, which === 'argmax' ? rt.uses.slice(0, 1) : []);
  }
  const result = reduceArray(rt, which === 'argmax' ? argmaxFold : argminFold, x, axes, keep, INT64);
  result.scalar = result.shape.length === 0;
  return result;
}

/** any and all, as masks: any is the largest, all the smallest truth. */
function truths(rt: Runtime, which: 'any' | 'all', a: PyValue, axis: PyValue, out: PyValue, keepdims: PyValue): PyValue {
  if (a instanceof PyOpaque) return unknown();
  const x = operand(rt, a);
  const keep = keepdims !== null && rt.truth(keepdims);
  if (rt.recorder && x.dtype.numeric && x.size > 0) {
    const node = x.dtype === BOOL ? nodeOf(rt, x)! : tape(rt)('notEqual', nodeOf(rt, x)!, 0);
    return traced(rt, which === 'any' ? 'max' : 'min', [node], axesAttrs(rt, axis, keep), BOOL, true, []);
  }
  const source = x.store.items ? operandOfTruth(rt, x) : x;
  const result = reduceArray(rt, which === 'any' ? anyFold : allFold, source, axesOf(rt, axis, x.shape.length), keep, BOOL);
  if (x.size === 0 && which === 'all') result.store.data.fill(1, result.store.start, result.store.start + result.size);
  result.scalar = result.shape.length === 0;
  return out === null ? result : storeOut(rt, out, result);
}

function operandOfTruth(rt: Runtime, x: NDArray): NDArray {
  const out = newArray(x.shape, BOOL);
  x.store.items!.forEach((item, i) => {
    out.store.data[out.store.start + i] = rt.truth(item) ? 1 : 0;
  });
  return out;
}

const fold = (how: Reduction) =>
  entry(
    'a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None',
    (rt, a, axis, dtype, out, keepdims, initial, where) => reduction(rt, how, a, axis, dtype, out, keepdims, initial, where),
  );
const extreme = (how: Reduction) =>
  entry('a, axis=None, out=None, keepdims=False, initial=None, where=None', (rt, a, axis, out, keepdims, initial, where) =>
    reduction(rt, how, a, axis, null, out, keepdims, initial, where),
  );

export const sum = (rt: Runtime, a: PyValue, axis: PyValue = null, keepdims: PyValue = false): PyValue =>
  reduction(rt, SUM, a, axis, null, null, keepdims, null, null);
export const maximumOf = (rt: Runtime, a: PyValue, axis: PyValue = null, keepdims: PyValue = false): PyValue =>
  reduction(rt, MAX, a, axis, null, null, keepdims, null, null);
export const minimumOf = (rt: Runtime, a: PyValue, axis: PyValue = null, keepdims: PyValue = false): PyValue =>
  reduction(rt, MIN, a, axis, null, null, keepdims, null, null);
export const productOf = (rt: Runtime, a: PyValue, axis: PyValue = null, keepdims: PyValue = false): PyValue =>
  reduction(rt, PROD, a, axis, null, null, keepdims, null, null);

export const reductions: Table = {
  sum: fold(SUM),
  prod: fold(PROD),
  max: extreme(MAX),
  amax: extreme(MAX),
  min: extreme(MIN),
  amin: extreme(MIN),
  mean: entry('a, axis=None, dtype=None, out=None, keepdims=False, *, where=None', mean),
  var: entry('a, axis=None, dtype=None, out=None, ddof=0, keepdims=False', (rt, a, axis, _dtype, out, ddof, keepdims) => {
    const made = variance(rt, a, axis, ddof, keepdims, false);
    return out === null ? made : storeOut(rt, out, made);
  }),
  std: entry('a, axis=None, dtype=None, out=None, ddof=0, keepdims=False', (rt, a, axis, _dtype, out, ddof, keepdims) => {
    const made = variance(rt, a, axis, ddof, keepdims, true);
    return out === null ? made : storeOut(rt, out, made);
  }),
  argmax: entry('a, axis=None, out=None, *, keepdims=False', (rt, a, axis, _out, keepdims) => position(rt, 'argmax', a, axis, keepdims)),
  argmin: entry('a, axis=None, out=None, *, keepdims=False', (rt, a, axis, _out, keepdims) => position(rt, 'argmin', a, axis, keepdims)),
  any: entry('a, axis=None, out=None, keepdims=False, *, where=None', (rt, a, axis, out, keepdims) =>
    truths(rt, 'any', a, axis, out, keepdims),
  ),
  all: entry('a, axis=None, out=None, keepdims=False, *, where=None', (rt, a, axis, out, keepdims) =>
    truths(rt, 'all', a, axis, out, keepdims),
  ),
  ptp: entry('a, axis=None, out=None, keepdims=False', (rt, a, axis, _out, keepdims) =>
    binary(rt, SPECS2.subtract, maximumOf(rt, a, axis, keepdims), minimumOf(rt, a, axis, keepdims)),
  ),
  count_nonzero: entry('a, axis=None, *, keepdims=False', (rt, a, axis, keepdims) =>
    sum(rt, binary(rt, SPECS2.not_equal, a, 0), axis, keepdims),
  ),
};
