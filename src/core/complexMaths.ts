// Complex functions of one number, and lifts to tensors: what the complex-step derivative evaluates.
import { broadcastTo, mapTwo } from './kernels';
import type { Complex } from './op';
import { broadcastShape, type Tensor } from './tensor';

export type C = readonly [re: number, im: number];

export const cmul = ([a, b]: C, [c, d]: C): C => [a * c - b * d, a * d + b * c];

/** Smith's quotient: keeps an imaginary part of 1e-20 that |z|² would lose. */
export function cdiv([a, b]: C, [c, d]: C): C {
  if (Math.abs(c) >= Math.abs(d)) {
    const r = d / c;
    const den = c + d * r;
    return [(a + b * r) / den, (b - a * r) / den];
  }
  const r = c / d;
  const den = c * r + d;
  return [(a * r + b) / den, (b * r - a) / den];
}

export const cexp = ([a, b]: C): C => [Math.exp(a) * Math.cos(b), Math.exp(a) * Math.sin(b)];
export const cexpm1 = ([a, b]: C): C => [Math.expm1(a) * Math.cos(b) - 2 * Math.sin(b / 2) ** 2, Math.exp(a) * Math.sin(b)];
export const clog = ([a, b]: C): C => [Math.log(Math.hypot(a, b)), Math.atan2(b, a)];
export const clog1p = ([a, b]: C): C => [0.5 * Math.log1p(a * (2 + a) + b * b), Math.atan2(b, 1 + a)];
export const csqrt = ([a, b]: C): C => {
  if (a === 0 && b === 0) return [0, 0];
  const t = Math.sqrt((Math.abs(a) + Math.hypot(a, b)) / 2);
  return a >= 0 ? [t, b / (2 * t)] : [Math.abs(b) / (2 * t), b < 0 ? -t : t];
};
export const csin = ([a, b]: C): C => [Math.sin(a) * Math.cosh(b), Math.cos(a) * Math.sinh(b)];
export const ccos = ([a, b]: C): C => [Math.cos(a) * Math.cosh(b), -Math.sin(a) * Math.sinh(b)];
export const csinh = ([a, b]: C): C => [Math.sinh(a) * Math.cos(b), Math.cosh(a) * Math.sin(b)];
export const ccosh = ([a, b]: C): C => [Math.cosh(a) * Math.cos(b), Math.sinh(a) * Math.sin(b)];

/** tanh(a + ib) = (tanh a + i tan b) / (1 + i tanh a · tan b), which does not overflow for large a. */
export const ctanh = ([a, b]: C): C => {
  const s = 1 / Math.cosh(a);
  const t = Math.tan(b);
  const th = Math.tanh(a);
  const den = 1 + th * th * t * t;
  return [(th * (1 + t * t)) / den, (t * s * s) / den];
};

export const csigmoid = ([a, b]: C): C => {
  const [re, im] = ctanh([a / 2, b / 2]);
  return [0.5 + re / 2, im / 2];
};

export const csoftplus = ([a, b]: C): C => {
  if (a > 0) {
    const [re, im] = clog1p(cexp([-a, -b]));
    return [re + a, im + b];
  }
  return clog1p(cexp([a, b]));
};

export const cpow = (z: C, w: C): C => {
  if (z[0] === 0 && z[1] === 0) return w[0] === 0 ? [1, 0] : [0, 0];
  const integer = w[1] === 0 && Number.isInteger(w[0]) && Math.abs(w[0]) <= 64;
  if (!integer) return cexp(cmul(w, clog(z)));
  let result: C = [1, 0];
  for (let i = 0; i < Math.abs(w[0]); i++) result = cmul(result, z);
  return w[0] < 0 ? cdiv([1, 0], result) : result;
};

/** `real` is the same function of a real number: most entries have no imaginary part when one entry of a tensor is moved. */
export function complexOne(a: Complex, f: (z: C) => C, real?: (x: number) => number): Complex {
  const [x, y] = [a.re.data, a.im.data];
  const re = new Float64Array(x.length);
  const im = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    if (real && y[i] === 0) re[i] = real(x[i]);
    else [re[i], im[i]] = f([x[i], y[i]]);
  }
  return { re: { shape: a.re.shape, data: re }, im: { shape: a.re.shape, data: im } };
}

export function complexTwo(a: Complex, b: Complex, f: (z: C, w: C) => C, real?: (x: number, y: number) => number): Complex {
  const shape = broadcastShape(a.re.shape, b.re.shape)!;
  const [ar, ai, br, bi] = [a.re, a.im, b.re, b.im].map(t => broadcastTo(t, shape).data);
  const re = new Float64Array(ar.length);
  const im = new Float64Array(ar.length);
  for (let i = 0; i < re.length; i++) {
    if (real && ai[i] === 0 && bi[i] === 0) re[i] = real(ar[i], br[i]);
    else [re[i], im[i]] = f([ar[i], ai[i]], [br[i], bi[i]]);
  }
  return { re: { shape, data: re }, im: { shape, data: im } };
}

/** A linear rule acts on both parts alike. */
export const linear =
  (rule: (t: Tensor) => Tensor) =>
  ({ re, im }: Complex): Complex => ({ re: rule(re), im: rule(im) });

/** A bilinear product: (a + ib)(c + id). */
export function bilinear(a: Complex, b: Complex, product: (x: Tensor, y: Tensor) => Tensor): Complex {
  const minus = mapTwo(product(a.re, b.re), product(a.im, b.im), (x, y) => x - y);
  const plus = mapTwo(product(a.re, b.im), product(a.im, b.re), (x, y) => x + y);
  return { re: minus, im: plus };
}

export const real = (re: Tensor): Complex => ({ re, im: { shape: re.shape, data: new Float64Array(re.data.length) } });
