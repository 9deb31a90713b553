// Products and sums over several arrays: outer, tensordot, einsum, cumsum, diff, convolve, interp.
import { PyError, type Runtime } from '../runtime';
import { PyFloat, PyOpaque, PyTuple, type PyValue } from '../values';
import { asIndex, asNumber, needIndex, normalAxis, operand } from './convert';
import { diagonal } from './creation';
import { entry, type Table } from './define';
import { BOOL, type DType, FLOAT64, INT64 } from './dtypes';
import { einsum, tensordot } from './einsum';
import { beyondGraph, binary, followed } from './elementwise';
import { concatenate } from './joining';
import { arrayNode, traced, unknown, viewOf } from './lens';
import { flip, takeAlong } from './moving';
import { copyData, NDArray, newArray, sizeOf, stridesOf } from './ndarray';
import { storeOut } from './out';
import { dot, matmul } from './products';
import { sum } from './reductions';
import { ravel, rawShape, reshape, transpose } from './shapes';
import { SPECS2 } from './specs';
import { outer } from './ufuncs';

/** Sums (or products) of all entries so far along an axis. */
function cumulate(rt: Runtime, a: NDArray, axis: PyValue, product: boolean, dtype: DType = a.dtype): PyValue {
  const x = axis === null ? (ravel(rt, a) as NDArray) : a;
  const at = axis === null ? 0 : normalAxis(needIndex(axis, rt), a.shape.length);
  const type = dtype === BOOL ? INT64 : dtype;
  if (rt.recorder && !product) return traced(rt, 'cumsum', [arrayNode(rt, x)], { axis: at }, type, false, rt.uses.slice(0, 1));
  const steps = product ? followed(rt, 'cumprod', x.shape[at], [x], [at]) : null;
  if (steps) return steps;
  const out = newArray(x.shape, type);
  const source = copyData(x);
  const { data, start } = out.store;
  const step = stridesOf(x.shape)[at];
  for (let i = 0; i < source.length; i++) {
    const first = Math.floor(i / step) % x.shape[at] === 0;
    const before = first ? (product ? 1 : 0) : data[start + i - step];
    data[start + i] = product ? before * source[i] : before + source[i];
  }
  return product && rt.recorder ? beyondGraph(rt, 'cumprod', [arrayNode(rt, x)], out) : out;
}

function diff(rt: Runtime, a: NDArray, n: PyValue, axis: PyValue): PyValue {
  let result: NDArray = a;
  const at = normalAxis(needIndex(axis, rt), a.shape.length);
  for (let times = needIndex(n, rt); times > 0; times--) {
    const from = part(rt, result, at, 1, result.shape[at]);
    const to = part(rt, result, at, 0, Math.max(0, result.shape[at] - 1));
    result = binary(rt, SPECS2.subtract, from, to) as NDArray;
  }
  return result;
}

/** A slice of one axis, as a view. */
function part(rt: Runtime, a: NDArray, axis: number, start: number, stop: number): NDArray {
  const shape = a.shape.map((n, i) => (i === axis ? Math.max(0, stop - start) : n));
  const index = a.shape.map((n, i) => (i === axis ? { start, stop: Math.max(start, stop), step: 1 } : { start: 0, stop: n, step: 1 }));
  return viewOf(rt, a, a.offset + start * a.strides[axis], shape, a.strides, 'slice', () => ({ index }));
}

/** Central differences inside, one-sided at the ends. */
function gradient(rt: Runtime, f: NDArray, spacing: PyValue): PyValue {
  const h = (asNumber((spacing as PyTuple).items[0] ?? 1) ?? 1) as number;
  const along = (axis: number): PyValue => {
    const n = f.shape[axis];
    const slice = (from: number, to: number): NDArray => part(rt, f, axis, from, to);
    const over = (x: PyValue, d: number): NDArray => binary(rt, SPECS2.divide, x, new PyFloat(d)) as NDArray;
    const first = over(binary(rt, SPECS2.subtract, slice(1, 2), slice(0, 1)), h);
    const middle = over(binary(rt, SPECS2.subtract, slice(2, n), slice(0, n - 2)), 2 * h);
    const last = over(binary(rt, SPECS2.subtract, slice(n - 1, n), slice(n - 2, n - 1)), h);
    return concatenate(rt, n > 2 ? [first, middle, last] : [first, last], axis);
  };
  return f.shape.length === 1 ? along(0) : new PyTuple(f.shape.map((_, axis) => along(axis)));
}

/** Piecewise linear interpolation. */
function interp(rt: Runtime, x: PyValue, xp: PyValue, fp: PyValue): PyValue {
  const at = operand(rt, x);
  const [px, py] = [copyData(operand(rt, xp)), copyData(operand(rt, fp))];
  const steps = followed(rt, 'interp', px.length, [at], [xp, fp]);
  if (steps) return steps;
  const out = newArray(at.shape);
  copyData(at).forEach((v, i) => {
    let k = 0;
    while (k < px.length - 2 && v >= px[k + 1]) k++;
    const inside =
      v <= px[0] ? py[0] : v >= px[px.length - 1] ? py[py.length - 1] : ((py[k + 1] - py[k]) / (px[k + 1] - px[k])) * (v - px[k]) + py[k];
    out.store.data[out.store.start + i] = inside;
  });
  return beyondGraph(rt, 'interp', rt.recorder ? [arrayNode(rt, at)] : [], out, true);
}

/** Sliding products, in the graph: the padded longer array's windows times the reversed shorter one. */
function convolve(rt: Runtime, a: NDArray, v: NDArray, mode: PyValue): PyValue {
  const [long, short] = a.size >= v.size ? [a, v] : [v, a];
  const [n, m] = [long.size, short.size];
  if (m === 0) throw new PyError('ValueError', a.size === 0 ? 'a cannot be empty' : 'v cannot be empty');
  const zeros = newArray([m - 1], FLOAT64);
  const padded = m > 1 ? (concatenate(rt, [zeros, long, zeros], 0) as NDArray) : long;
  const [first, count] = mode === 'full' ? [0, n + m - 1] : mode === 'same' ? [Math.floor((m - 1) / 2), n] : [m - 1, n - m + 1];
  const at = Array.from({ length: count * m }, (_, i) => first + Math.floor(i / m) + (i % m));
  const windows = reshape(rt, takeAlong(rt, padded, at, 0) as NDArray, [count, m]);
  const made = matmul(rt, windows, flip(rt, short, [0]));
  const whole = a.dtype.integral && v.dtype.integral;
  if (whole && made instanceof NDArray) made.dtype = INT64;
  return made;
}

function kron(rt: Runtime, a: NDArray, b: NDArray): PyValue {
  const rank = Math.max(a.shape.length, b.shape.length);
  const wide = (x: NDArray): number[] => [...new Array<number>(rank - x.shape.length).fill(1), ...x.shape];
  const [p, q] = [wide(a), wide(b)];
  const left = reshape(
    rt,
    a,
    p.flatMap(n => [n, 1]),
  );
  const right = reshape(
    rt,
    b,
    q.flatMap(n => [1, n]),
  );
  return reshape(
    rt,
    binary(rt, SPECS2.multiply, left, right) as NDArray,
    p.map((n, i) => n * q[i]),
  );
}

function cross(rt: Runtime, a: NDArray, b: NDArray): PyValue {
  const axis = a.shape.length - 1;
  const at = (x: NDArray, i: number): NDArray => part(rt, x, x.shape.length - 1, i, i + 1);
  const minor = (i: number, j: number): NDArray =>
    binary(
      rt,
      SPECS2.subtract,
      binary(rt, SPECS2.multiply, at(a, i), at(b, j)),
      binary(rt, SPECS2.multiply, at(a, j), at(b, i)),
    ) as NDArray;
  if (a.shape[axis] === 2 && b.shape[b.shape.length - 1] === 2) return reshape(rt, minor(0, 1), a.shape.slice(0, -1));
  return concatenate(rt, [minor(1, 2), minor(2, 0), minor(0, 1)], axis);
}

function trace(rt: Runtime, a: NDArray, offset: PyValue): PyValue {
  return sum(rt, diagonal(rt, a, needIndex(offset, rt), 0, 1), -1);
}

/** Weighted means, correlation and covariance by their definitions. */
function average(rt: Runtime, a: PyValue, axis: PyValue, weights: PyValue, keepdims: PyValue): PyValue {
  const x = operand(rt, a);
  const w = weights === null ? null : operand(rt, weights);
  if (!w) return binary(rt, SPECS2.divide, sum(rt, x, axis, keepdims), x.size / sizeOf(shapeWithout(rt, x, axis)));
  const at = asIndex(axis);
  const spread =
    at !== null && w.shape.length === 1
      ? reshape(
          rt,
          w,
          x.shape.map((_, i) => (i === normalAxis(at, x.shape.length) ? w.size : 1)),
        )
      : w;
  const total = w.shape.length === x.shape.length ? sum(rt, w, axis, keepdims) : sum(rt, w);
  return binary(rt, SPECS2.divide, sum(rt, binary(rt, SPECS2.multiply, x, spread), axis, keepdims), total);
}

function shapeWithout(rt: Runtime, x: NDArray, axis: PyValue): number[] {
  if (axis === null) return [];
  const gone = rawShape(rt, axis).map(i => normalAxis(i, x.shape.length));
  return x.shape.filter((_, i) => !gone.includes(i));
}

function covariance(rt: Runtime, m: PyValue, y: PyValue, rowvar: PyValue, ddof: PyValue): NDArray {
  const rows = (value: PyValue): NDArray => {
    const a = operand(rt, value);
    const two = a.shape.length === 1 ? (reshape(rt, a, [1, a.size]) as NDArray) : a;
    return rt.truth(rowvar) || a.shape.length === 1 ? two : transpose(rt, two, null);
  };
  const x = y === null ? rows(m) : (concatenate(rt, [rows(m), rows(y)], 0) as NDArray);
  const n = x.shape[1];
  const centred = binary(rt, SPECS2.subtract, x, binary(rt, SPECS2.divide, sum(rt, x, 1, true), n)) as NDArray;
  const product = matmul(rt, centred, transpose(rt, centred, null));
  return binary(rt, SPECS2.divide, product, n - (asIndex(ddof) ?? 1)) as NDArray;
}

function correlation(rt: Runtime, x: PyValue, y: PyValue, rowvar: PyValue): PyValue {
  const c = covariance(rt, x, y, rowvar, 1);
  if (c.size === 1) return binary(rt, SPECS2.divide, c, c);
  const d = binary(rt, SPECS2.power, diagonal(rt, c, 0, 0, 1), new PyFloat(0.5)) as NDArray;
  return binary(rt, SPECS2.divide, binary(rt, SPECS2.divide, c, reshape(rt, d, [d.size, 1])), d);
}

function inner(rt: Runtime, a: PyValue, b: PyValue): PyValue {
  const [x, y] = [operand(rt, a), operand(rt, b)];
  if (x.shape.length === 0 || y.shape.length === 0) return binary(rt, SPECS2.multiply, a, b);
  if (x.shape.length === 1 && y.shape.length === 1) return dot(rt, a, b);
  return tensordot(rt, x, y, new PyTuple([new PyTuple([-1]), new PyTuple([-1])]));
}

const both =
  (run: (rt: Runtime, a: PyValue, b: PyValue, ...rest: PyValue[]) => PyValue) =>
  (rt: Runtime, a: PyValue, b: PyValue, ...rest: PyValue[]): PyValue =>
    a instanceof PyOpaque || b instanceof PyOpaque ? unknown() : run(rt, a, b, ...rest);

const one =
  (run: (rt: Runtime, a: NDArray, ...rest: PyValue[]) => PyValue) =>
  (rt: Runtime, a: PyValue, ...rest: PyValue[]): PyValue =>
    a instanceof PyOpaque ? unknown() : run(rt, operand(rt, a), ...rest);

const toOut = (rt: Runtime, out: PyValue, made: PyValue): PyValue => (out === null ? made : storeOut(rt, out, made));

const cumulative = (product: boolean) =>
  entry(
    'a, axis=None, dtype=None, out=None',
    one((rt, a, axis, _dtype, out) => toOut(rt, out, cumulate(rt, a, axis, product))),
  );

export const algebra: Table = {
  dot: entry('a, b, out=None', (rt, a, b, out) => toOut(rt, out, dot(rt, a, b))),
  matmul: entry('x1, x2, out=None', (rt, a, b, out) => toOut(rt, out, matmul(rt, a, b))),
  vdot: entry(
    'a, b',
    both((rt, a, b) => dot(rt, ravel(rt, operand(rt, a)), ravel(rt, operand(rt, b)))),
  ),
  inner: entry('a, b', both(inner)),
  outer: entry(
    'a, b, out=None',
    both((rt, a, b, out) => toOut(rt, out, outer(rt, SPECS2.multiply, ravel(rt, operand(rt, a)), ravel(rt, operand(rt, b))))),
  ),
  tensordot: entry('a, b, axes=2', tensordot),
  einsum: entry('subscripts, *operands, optimize=False', (rt, spec, operands) => einsum(rt, spec as string, (operands as PyTuple).items)),
  kron: entry(
    'a, b',
    both((rt, a, b) => kron(rt, operand(rt, a), operand(rt, b))),
  ),
  cross: entry(
    'a, b',
    both((rt, a, b) => cross(rt, operand(rt, a), operand(rt, b))),
  ),
  trace: entry('a, offset=0', one(trace)),
  cumsum: cumulative(false),
  cumprod: cumulative(true),
  diff: entry('a, n=1, axis=-1', one(diff)),
  ediff1d: entry(
    'ary',
    one((rt, a) => diff(rt, ravel(rt, a) as NDArray, 1, 0)),
  ),
  gradient: entry('f, *varargs', one(gradient)),
  interp: entry('x, xp, fp', interp),
  convolve: entry(
    "a, v, mode='full'",
    both((rt, a, v, mode) => convolve(rt, operand(rt, a), operand(rt, v), mode)),
  ),
  correlate: entry(
    "a, v, mode='valid'",
    both((rt, a, v, mode) => convolve(rt, operand(rt, a), flip(rt, operand(rt, v), [0]), mode)),
  ),
  average: entry('a, axis=None, weights=None, returned=False, *, keepdims=False', (rt, a, axis, weights, _returned, keepdims) =>
    a instanceof PyOpaque ? unknown() : average(rt, a, axis, weights, keepdims),
  ),
  cov: entry('m, y=None, rowvar=True, bias=False, ddof=None', (rt, m, y, rowvar, bias, ddof) => {
    const c = covariance(rt, m, y, rowvar, ddof === null ? (rt.truth(bias) ? 0 : 1) : ddof);
    return c.size === 1 ? reshape(rt, c, []) : c;
  }),
  corrcoef: entry('x, y=None, rowvar=True', correlation),
  trapz: entry('y, x=None, dx=1.0', (rt, y, x, dx) => trapezoid(rt, operand(rt, y), x, dx)),
  trapezoid: entry('y, x=None, dx=1.0', (rt, y, x, dx) => trapezoid(rt, operand(rt, y), x, dx)),
};

function trapezoid(rt: Runtime, y: NDArray, x: PyValue, dx: PyValue): PyValue {
  const n = y.shape[0];
  const widths = x === null ? dx : diff(rt, operand(rt, x), 1, 0);
  const heights = binary(rt, SPECS2.add, part(rt, y, 0, 1, n), part(rt, y, 0, 0, n - 1));
  return sum(rt, binary(rt, SPECS2.divide, binary(rt, SPECS2.multiply, widths, heights), new PyFloat(2)));
}
