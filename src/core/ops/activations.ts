// Activation functions.
import { type C, cexpm1, complexOne, csigmoid, csoftplus } from '../complexMaths';
import { mapOne } from '../kernels';
import { defineOp } from '../op';
import { sameAsFirst } from '../shapeRules';
import { call, one } from './build';
import { erf } from './functions';

/** Stable on both sides: exp never overflows. */
export const sigmoidOf = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** σ'(z) = σ(z)(1 − σ(z)). */
export const sigmoid = one({
  name: 'sigmoid',
  f: sigmoidOf,
  vjp: (m, _x, y, g) => m.mul(g, m.mul(y, m.sub(1, y))),
  complex: csigmoid,
  notation: call('σ', 'sigmoid', '\\sigma'),
});

/** The derivative at 0 is 0. */
export const relu = one({
  name: 'relu',
  f: x => (x > 0 || Number.isNaN(x) ? x : 0),
  vjp: (m, x, _y, g) => m.mul(g, m.greater(x, 0)),
  complex: z => (z[0] > 0 ? z : [0, 0]),
  branch: Math.sign,
  notation: call('relu', 'relu'),
});

export const leakyRelu = defineOp<{ readonly slope: number; readonly [key: string]: unknown }>({
  name: 'leakyRelu',
  broadcasts: false,
  differentiable: true,
  shape: sameAsFirst,
  forward: ([a], { slope }) => mapOne(a, x => (x > 0 ? x : slope * x)),
  vjp: (m, { inputs: [x], adjoint, attrs }) => [m.mul(adjoint, m.where(m.greater(x, 0), 1, attrs.slope))],
  complex: ([a], { slope }) => complexOne(a, z => (z[0] > 0 ? z : [slope * z[0], slope * z[1]])),
  branch: ([a]) => mapOne(a, Math.sign).data,
  notation: call('leaky_relu', 'leaky_relu'),
  samples: [
    { shapes: [[2, 3]], attrs: { slope: 0.01 } },
    { shapes: [[4]], attrs: { slope: 0.2 } },
  ],
});

/** elu(z) = z for z > 0, α(eᶻ − 1) below. */
export const elu = defineOp<{ readonly alpha: number; readonly [key: string]: unknown }>({
  name: 'elu',
  broadcasts: false,
  differentiable: true,
  shape: sameAsFirst,
  forward: ([a], { alpha }) => mapOne(a, x => (x > 0 ? x : alpha * Math.expm1(x))),
  vjp: (m, { inputs: [x], output, adjoint, attrs }) => [m.mul(adjoint, m.where(m.greater(x, 0), 1, m.add(output, attrs.alpha)))],
  complex: ([a], { alpha }) =>
    complexOne(a, (z): C => {
      if (z[0] > 0) return z;
      const [re, im] = cexpm1(z);
      return [alpha * re, alpha * im];
    }),
  branch: ([a]) => mapOne(a, Math.sign).data,
  notation: call('elu', 'elu'),
  samples: [
    { shapes: [[2, 3]], attrs: { alpha: 1 } },
    { shapes: [[4]], attrs: { alpha: 0.5 } },
  ],
});

const softplusOf = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** log(1 + eᶻ); its derivative is σ(z). */
export const softplus = one({
  name: 'softplus',
  f: softplusOf,
  vjp: (m, x, _y, g) => m.mul(g, m.sigmoid(x)),
  complex: csoftplus,
  notation: call('softplus', 'softplus'),
});

/** z·Φ(z), with Φ the normal distribution function; its derivative is Φ(z) + z·φ(z). */
export const gelu = one({
  name: 'gelu',
  f: x => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  vjp: (m, x, _y, g) => {
    const phi = m.mul(1 / Math.sqrt(2 * Math.PI), m.exp(m.mul(-0.5, m.square(x))));
    const Phi = m.mul(0.5, m.add(1, m.on.apply('erf', [m.mul(x, Math.SQRT1_2)])));
    return m.mul(g, m.add(Phi, m.mul(x, phi)));
  },
  notation: call('gelu', 'gelu'),
});
