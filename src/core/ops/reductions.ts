// Ops along axes: sums, means, extremes, products, logsumexp, softmax, cumulative sums.
import { cexp, clog, cmul, complexOne, complexTwo, linear, real } from '../complexMaths';
import type { Dims } from '../dims';
import { groups, mapTwo, pairwiseSum, reduce, reducedAxes } from '../kernels';
import type { Maths } from '../maths';
import { type At, type Complex, defineOp, type Notation, type Op } from '../op';
import { type AxesAttrs, axisProblem, reducedDims, shapeFine } from '../shapeRules';
import { sizeOf, type Tensor } from '../tensor';
import { call } from './build';

const SAMPLES = [
  { shapes: [[2, 3]], attrs: {} },
  { shapes: [[2, 3]], attrs: { axes: [1], keepdims: true } },
  { shapes: [[2, 3]], attrs: { axes: [0] } },
  { shapes: [[2, 3, 4]], attrs: { axes: [0, -1] } },
];

/** The adjoint of a reduction, spread over what was reduced. */
function spread<T>(m: Maths<T>, { adjoint, shapes, attrs }: At<T, AxesAttrs>): T {
  return m.broadcastTo(m.restoreAxes(adjoint, shapes[0], attrs.axes, attrs.keepdims ?? false), shapes[0]);
}

const restored = <T>(m: Maths<T>, { output, shapes, attrs }: At<T, AxesAttrs>): T =>
  m.restoreAxes(output, shapes[0], attrs.axes, attrs.keepdims ?? false);

interface Reduction {
  name: 'sum' | 'mean' | 'max' | 'min' | 'prod' | 'logsumexp';
  fold: (at: (k: number) => number, n: number) => number;
  vjp: <T>(m: Maths<T>, at: At<T, AxesAttrs>) => T;
  complex?: (a: Complex, attrs: AxesAttrs) => Complex;
  branch?: (a: Tensor, attrs: AxesAttrs) => ArrayLike<number>;
  notation: Notation;
}

function reduction({ name, fold, vjp, complex, branch, notation }: Reduction): Op {
  return defineOp<AxesAttrs>({
    name,
    broadcasts: false,
    differentiable: true,
    shape: ([a], attrs) => reducedDims(a, attrs),
    forward: ([a], { axes, keepdims }) => reduce(a, axes, keepdims ?? false, fold),
    vjp: (m, at) => [vjp(m, at)],
    ...(complex && { complex: ([a], attrs) => complex(a, attrs) }),
    ...(branch && { branch: ([a], attrs) => branch(a, attrs) }),
    notation,
    samples: SAMPLES,
  });
}

const plainSum = (a: Tensor, { axes, keepdims }: AxesAttrs): Tensor => reduce(a, axes, keepdims ?? false, (at, n) => pairwiseSum(at, 0, n));

const countOf = (dims: Dims, axes: readonly number[] | undefined): number => sizeOf(reducedAxes(dims.length, axes).map(i => dims[i].value));

/** The backward of a sum is a broadcast. */
export const sum = reduction({
  name: 'sum',
  fold: (at, n) => pairwiseSum(at, 0, n),
  vjp: spread,
  complex: (a, attrs) => linear(t => plainSum(t, attrs))(a),
  notation: call('sum', 'np.sum', '\\sum'),
});

export const mean = reduction({
  name: 'mean',
  fold: (at, n) => pairwiseSum(at, 0, n) / n,
  vjp: (m, at) => m.div(spread(m, at), countOf(at.shapes[0], at.attrs.axes)),
  complex: (a, attrs) => linear(t => reduce(t, attrs.axes, attrs.keepdims ?? false, (at, n) => pairwiseSum(at, 0, n) / n))(a),
  notation: call('mean', 'np.mean'),
});

/** Which entry of each group is the extreme one, by flat offset. */
function extremeOffsets(a: Tensor, axes: readonly number[] | undefined, better: (x: number, y: number) => boolean): Int32Array {
  const { offsets, length } = groups(a.shape, reducedAxes(a.shape.length, axes));
  const count = length === 0 ? 0 : offsets.length / length;
  const at = new Int32Array(count);
  for (let g = 0; g < count; g++) {
    let best = offsets[g * length];
    for (let k = 1; k < length; k++) if (better(a.data[offsets[g * length + k]], a.data[best])) best = offsets[g * length + k];
    at[g] = best;
  }
  return at;
}

/** Entries that tie share the derivative. */
function extremeVjp<T>(m: Maths<T>, at: At<T, AxesAttrs>): T {
  const mask = m.equal(at.inputs[0], restored(m, at));
  return m.div(m.mul(spread(m, at), mask), m.sum(mask, at.attrs.axes ?? at.shapes[0].map((_, i) => i), true));
}

function extreme(name: 'max' | 'min', better: (x: number, y: number) => boolean): Op {
  const fold = (at: (k: number) => number, n: number): number => {
    let best = n > 0 ? at(0) : Number.NaN;
    for (let k = 1; k < n; k++) {
      const x = at(k);
      if (better(x, best) || Number.isNaN(x)) best = x;
    }
    return best;
  };
  const complex = (a: Complex, { axes, keepdims }: AxesAttrs): Complex => {
    const at = extremeOffsets(a.re, axes, better);
    const shape = reduce(a.re, axes, keepdims ?? false, () => 0).shape;
    const pick = (t: Tensor): Tensor => ({ shape, data: Float64Array.from(at, offset => t.data[offset]) });
    return { re: pick(a.re), im: pick(a.im) };
  };
  return reduction({
    name,
    fold,
    vjp: extremeVjp,
    complex,
    branch: (a, { axes }) => extremeOffsets(a, axes, better),
    notation: call(name, `np.${name}`, `\\${name}`),
  });
}

export const max = extreme('max', (x, y) => x > y);
export const min = extreme('min', (x, y) => x < y);

export const prod = reduction({
  name: 'prod',
  fold: (at, n) => {
    let product = 1;
    for (let k = 0; k < n; k++) product *= at(k);
    return product;
  },
  vjp: (m, at) => m.mul(spread(m, at), m.div(m.broadcastTo(restored(m, at), at.shapes[0]), at.inputs[0])),
  notation: call('prod', 'np.prod', '\\prod'),
});

const logsumexpFold = (at: (k: number) => number, n: number): number => {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < n; k++) top = Math.max(top, at(k));
  if (!Number.isFinite(top)) return top;
  return top + Math.log(pairwiseSum(k => Math.exp(at(k) - top), 0, n));
};

/** The real maximum along axes, kept: the shift that keeps exp from overflowing. */
const topOf = (re: Tensor, axes: readonly number[] | undefined): Tensor =>
  reduce(re, axes, true, (at, n) => {
    let top = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < n; k++) top = Math.max(top, at(k));
    return Number.isFinite(top) ? top : 0;
  });

const shifted = (a: Complex, top: Tensor): Complex => ({ re: mapTwo(a.re, top, (x, t) => x - t), im: a.im });
const sumOf = (a: Complex, attrs: AxesAttrs): Complex => linear(t => plainSum(t, attrs))(a);

/** log Σ eᶻ; its derivative is the softmax. */
export const logsumexp = reduction({
  name: 'logsumexp',
  fold: logsumexpFold,
  vjp: (m, at) => m.mul(spread(m, at), m.exp(m.sub(at.inputs[0], restored(m, at)))),
  complex: (a, attrs) => {
    const top = topOf(a.re, attrs.axes);
    const total = complexOne(sumOf(complexOne(shifted(a, top), cexp), attrs), clog);
    const data = mapTwo({ shape: total.re.shape, data: top.data }, total.re, (t, x) => t + x);
    return { re: data, im: total.im };
  },
  notation: call('logsumexp', 'logsumexp'),
});

interface AxisAttrs {
  readonly axis: number;
  readonly [key: string]: unknown;
}

const sameWithAxis = ([a]: readonly Dims[], { axis }: AxisAttrs) => axisProblem(a.length, [axis]) ?? shapeFine(a);
const AXIS_SAMPLES = [
  { shapes: [[3, 4]], attrs: { axis: 0 } },
  { shapes: [[3, 4]], attrs: { axis: -1 } },
];

function softmaxComplex(a: Complex, axis: number): Complex {
  const e = complexOne(shifted(a, topOf(a.re, [axis])), cexp);
  const total = sumOf(e, { axes: [axis], keepdims: true });
  return complexTwo(
    e,
    complexOne(total, ([x, y]) => [x / (x * x + y * y), -y / (x * x + y * y)]),
    cmul,
  );
}

/** Along an axis: y = eᶻ / Σ eᶻ; dz = y · (dy − Σ dy·y). */
export const softmax = defineOp<AxisAttrs>({
  name: 'softmax',
  broadcasts: false,
  differentiable: true,
  shape: sameWithAxis,
  forward: ([a], { axis }) => {
    const e = mapTwo(a, topOf(a, [axis]), (x, t) => Math.exp(x - t));
    return mapTwo(e, plainSum(e, { axes: [axis], keepdims: true }), (x, s) => x / s);
  },
  vjp: (m, { output: y, adjoint: g, attrs: { axis } }) => [m.mul(y, m.sub(g, m.sum(m.mul(g, y), [axis], true)))],
  complex: ([a], { axis }) => softmaxComplex(a, axis),
  notation: call('softmax', 'softmax'),
  samples: AXIS_SAMPLES,
});

export const logSoftmax = defineOp<AxisAttrs>({
  name: 'logSoftmax',
  broadcasts: false,
  differentiable: true,
  shape: sameWithAxis,
  forward: ([a], { axis }) => mapTwo(a, reduce(a, [axis], true, logsumexpFold), (x, s) => x - s),
  vjp: (m, { output: y, adjoint: g, attrs: { axis } }) => [m.sub(g, m.mul(m.exp(y), m.sum(g, [axis], true)))],
  complex: ([a], { axis }) => {
    const shift = shifted(a, topOf(a.re, [axis]));
    const total = complexOne(sumOf(complexOne(shift, cexp), { axes: [axis], keepdims: true }), clog);
    return complexTwo(shift, total, (z, w) => [z[0] - w[0], z[1] - w[1]]);
  },
  notation: call('log_softmax', 'log_softmax'),
  samples: AXIS_SAMPLES,
});

function cumulative(a: Tensor, axis: number): Tensor {
  const over = axis < 0 ? axis + a.shape.length : axis;
  const { offsets, length } = groups(a.shape, [over]);
  const data = new Float64Array(a.data.length);
  for (let start = 0; start < offsets.length; start += length) {
    let total = 0;
    for (let k = 0; k < length; k++) {
      total += a.data[offsets[start + k]];
      data[offsets[start + k]] = total;
    }
  }
  return { shape: a.shape, data };
}

/** The backward of a cumulative sum is a cumulative sum from the other end. */
export const cumsum = defineOp<AxisAttrs>({
  name: 'cumsum',
  broadcasts: false,
  differentiable: true,
  shape: sameWithAxis,
  forward: ([a], { axis }) => cumulative(a, axis),
  vjp: (m, { adjoint, attrs: { axis }, shapes: [a] }) => {
    const at = axis < 0 ? axis + a.length : axis;
    const index = a.map((d, i) => (i === at ? { start: d.value - 1, stop: -1, step: -1 } : { start: 0, stop: d.value, step: 1 }));
    const back = (x: typeof adjoint): typeof adjoint => m.on.apply('slice', [x], { index });
    return [back(m.on.apply('cumsum', [back(adjoint)], { axis }))];
  },
  complex: ([a], { axis }) => linear(t => cumulative(t, axis))(a),
  notation: call('cumsum', 'np.cumsum'),
  samples: AXIS_SAMPLES,
});

/** Along one axis, or over the flattened tensor. Not differentiable. */
export const argmax = defineOp<{ readonly axis?: number; readonly [key: string]: unknown }>({
  name: 'argmax',
  broadcasts: false,
  differentiable: false,
  shape: ([a], { axis }) => reducedDims(a, axis === undefined ? {} : { axes: [axis] }),
  forward: ([a], { axis }) => {
    const fold = (at: (k: number) => number, n: number): number => {
      let best = 0;
      for (let k = 1; k < n; k++) if (at(k) > at(best)) best = k;
      return best;
    };
    return reduce(a, axis === undefined ? undefined : [axis], false, fold);
  },
  vjp: () => [null],
  complex: ([a], attrs) => real(argmaxOf(a.re, attrs.axis)),
  notation: call('argmax', 'np.argmax', '\\arg\\max'),
  samples: [{ shapes: [[3, 4]], attrs: { axis: 0 } }],
});

const argmaxOf = (a: Tensor, axis: number | undefined): Tensor => argmax.forward([a], axis === undefined ? {} : { axis });
