// Elementary functions of one number.
import { type C, ccos, ccosh, cdiv, cexp, cexpm1, clog, clog1p, csin, csinh, csqrt, ctanh } from '../complexMaths';
import { call, one, step } from './build';

/** erf, to double precision: Maclaurin series near 0, continued fraction for erfc (Lentz) beyond. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a > 6) return Math.sign(x);
  if (a < 2.5) {
    let term = a;
    let sum = a;
    for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum) && n < 200; n++) {
      term *= (-a * a) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = a;
  for (let k = 120; k >= 1; k--) fraction = a + k / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-a * a) / (fraction * Math.sqrt(Math.PI)));
}

export const sqrt = one({
  name: 'sqrt',
  f: Math.sqrt,
  vjp: (m, _x, y, g) => m.div(g, m.mul(2, y)),
  complex: csqrt,
  notation: call('sqrt', 'np.sqrt', '\\sqrt'),
  from: 0.2,
  to: 3,
});

/** The derivative at 0 is 0. */
export const abs = one({
  name: 'abs',
  f: Math.abs,
  vjp: (m, x, _y, g) => m.mul(g, m.sign(x)),
  complex: z => (z[0] < 0 ? [-z[0], -z[1]] : z),
  branch: Math.sign,
  notation: call('abs'),
});

export const sign = step('sign', Math.sign, call('sign'));
export const floor = step('floor', Math.floor, call('floor'));

export const exp = one({
  name: 'exp',
  f: Math.exp,
  vjp: (m, _x, y, g) => m.mul(g, y),
  complex: cexp,
  notation: call('exp', 'np.exp', '\\exp'),
});

export const expm1 = one({
  name: 'expm1',
  f: Math.expm1,
  vjp: (m, x, _y, g) => m.mul(g, m.exp(x)),
  complex: cexpm1,
  notation: call('expm1'),
});

export const log = one({
  name: 'log',
  f: Math.log,
  vjp: (m, x, _y, g) => m.div(g, x),
  complex: clog,
  notation: call('log', 'np.log', '\\log'),
  from: 0.2,
  to: 3,
});

export const log1p = one({
  name: 'log1p',
  f: Math.log1p,
  vjp: (m, x, _y, g) => m.div(g, m.add(1, x)),
  complex: clog1p,
  notation: call('log1p'),
  from: -0.5,
  to: 3,
});

export const sin = one({
  name: 'sin',
  f: Math.sin,
  vjp: (m, x, _y, g) => m.mul(g, m.cos(x)),
  complex: csin,
  notation: call('sin', 'np.sin', '\\sin'),
});
export const cos = one({
  name: 'cos',
  f: Math.cos,
  vjp: (m, x, _y, g) => m.neg(m.mul(g, m.sin(x))),
  complex: ccos,
  notation: call('cos', 'np.cos', '\\cos'),
});

export const tan = one({
  name: 'tan',
  f: Math.tan,
  vjp: (m, _x, y, g) => m.mul(g, m.add(1, m.square(y))),
  complex: z => cdiv(csin(z), ccos(z)),
  notation: call('tan', 'np.tan', '\\tan'),
  from: -1,
  to: 1,
});

/** arctan z = (log(1 + iz) − log(1 − iz)) / 2i. */
const carctan = ([a, b]: C): C => {
  const plus = clog([1 - b, a]);
  const minus = clog([1 + b, -a]);
  return [(plus[1] - minus[1]) / 2, b === 0 ? 0 : b / (1 + a * a)];
};

export const arctan = one({
  name: 'arctan',
  f: Math.atan,
  vjp: (m, x, _y, g) => m.div(g, m.add(1, m.square(x))),
  complex: carctan,
  notation: call('arctan', 'np.arctan', '\\arctan'),
});

export const sinh = one({
  name: 'sinh',
  f: Math.sinh,
  vjp: (m, x, _y, g) => m.mul(g, m.on.apply('cosh', [x])),
  complex: csinh,
  notation: call('sinh', 'np.sinh', '\\sinh'),
});
export const cosh = one({
  name: 'cosh',
  f: Math.cosh,
  vjp: (m, x, _y, g) => m.mul(g, m.on.apply('sinh', [x])),
  complex: ccosh,
  notation: call('cosh', 'np.cosh', '\\cosh'),
});

/** tanh'(z) = 1 − tanh²(z). */
export const tanh = one({
  name: 'tanh',
  f: Math.tanh,
  vjp: (m, _x, y, g) => m.mul(g, m.sub(1, m.square(y))),
  complex: ctanh,
  notation: call('tanh', 'np.tanh', '\\tanh'),
});

/** erf'(z) = 2/√π · exp(−z²). No complex form: central differences judge it. */
export const erfOp = one({
  name: 'erf',
  f: erf,
  vjp: (m, x, _y, g) => m.mul(g, m.mul(2 / Math.sqrt(Math.PI), m.exp(m.neg(m.square(x))))),
  notation: call('erf', 'erf'),
});
