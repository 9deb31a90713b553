// The functions of random streams: `np.random.randn`, `rng.normal`, `choice`, `shuffle` …, one table for both kinds.
import { PyError, type Runtime } from '../../runtime';
import type { PyTuple, PyValue } from '../../values';
import { asIndex, needIndex, operand, toArray } from '../convert';
import { generate } from '../creation';
import { type Entry, entry, type Handler, type Table } from '../define';
import { BOOL, dtypeOf, FLOAT32, INT64, stored } from '../dtypes';
import { source } from '../lens';
import { takeAlong } from '../moving';
import { copyData, NDArray, newArray, scalarOf } from '../ndarray';
import { binomial } from './binomial';
import { choice } from './choice';
import { arrayOfDraws, drawMany, drawWith, shuffle, shuffledOrder } from './draws';
import { beta, standardGamma } from './gamma';
import { multivariateNormal } from './multivariate';
import { poisson } from './poisson';
import type { Stream } from './streams';

type Drawing = (rt: Runtime, s: Stream, ...values: PyValue[]) => PyValue;
type Made = (s: Stream) => Entry;

/** A function of the stream, by its signature. */
const on =
  (signature: string, run: Drawing): Made =>
  s =>
    entry(signature, ((rt, ...values) => run(rt, s, ...values)) as Handler);

/** The arguments of `rand(2, 3)`: none for a single number. */
const dimensions = (d: PyValue): PyValue => ((d as PyTuple).items.length === 0 ? null : d);

function integers(rt: Runtime, s: Stream, low: PyValue, high: PyValue, size: PyValue, dtype: PyValue, closed: boolean): PyValue {
  const wanted = dtypeOf(dtype) ?? INT64;
  const [from, to] = high === null ? [0, low] : [low, high];
  const draw = (a: number, b: number): number => {
    const top = (closed ? Math.floor(b) : Math.ceil(b) - 1) - Math.trunc(a);
    if (top < 0) throw new PyError('ValueError', high === null ? 'high <= 0' : 'low >= high');
    return Math.trunc(a) + s.integer(top);
  };
  const made = drawWith(rt, [from, to], size, draw, true);
  if (typeof made === 'number') {
    if (s.legacy && dtype === null) return made;
    return wanted === BOOL ? made !== 0 : source(rt, scalarOf(stored(wanted, made), wanted), 'random');
  }
  if (made instanceof NDArray) made.dtype = wanted;
  return made;
}

function permutation(rt: Runtime, s: Stream, x: PyValue, axis: PyValue): PyValue {
  const count = asIndex(x);
  const base = count === null ? operand(rt, x) : generate(rt, [count], INT64, i => i);
  const at = asIndex(axis) ?? 0;
  return takeAlong(rt, base, shuffledOrder(s, base.shape[at]), at);
}

/** Counts of n trials over the outcomes: a binomial draw for each, of what is left. */
function multinomial(rt: Runtime, s: Stream, n: PyValue, pvals: PyValue, size: PyValue): PyValue {
  const p = copyData(operand(rt, pvals));
  const counts: number[] = [];
  const once = (): void => {
    let left = needIndex(n, rt);
    let rest = 1;
    p.forEach((each, i) => {
      const count = i === p.length - 1 ? left : left > 0 ? binomial(s.bits, left, each / rest) : 0;
      counts.push(count);
      left -= count;
      rest -= each;
    });
  };
  const shape = size === null ? [] : [...copyData(operand(rt, toArray(rt, size)))];
  for (let i = shape.reduce((a, b) => a * b, 1); i > 0; i--) once();
  let next = 0;
  return arrayOfDraws(rt, [...shape, p.length], () => counts[next++], true);
}

function dirichlet(rt: Runtime, s: Stream, alpha: PyValue, size: PyValue): PyValue {
  const shapes = copyData(operand(rt, alpha));
  const rows = size === null ? 1 : needIndex(size, rt);
  const out = newArray(size === null ? [shapes.length] : [rows, shapes.length]);
  for (let i = 0; i < rows; i++) {
    const draws = shapes.map(a => standardGamma(s, a));
    const inverse = 1 / draws.reduce((a, b) => a + b, 0);
    draws.forEach((x, j) => {
      out.store.data[out.store.start + i * shapes.length + j] = x * inverse;
    });
  }
  return source(rt, out, 'random');
}

const laplace = (s: Stream, loc: number, scale: number): number => {
  for (;;) {
    const u = s.uniform();
    if (u >= 0.5) return loc - scale * Math.log(2 - u - u);
    if (u > 0) return loc + scale * Math.log(u + u);
  }
};
const positive = (s: Stream): number => {
  for (;;) {
    const u = s.uniform();
    if (u > 0) return u;
  }
};
const triangular = (s: Stream, left: number, mode: number, right: number): number => {
  const base = right - left;
  const ratio = (mode - left) / base;
  const u = s.uniform();
  return u <= ratio ? left + Math.sqrt(u * (mode - left) * base) : right - Math.sqrt((1 - u) * (right - mode) * base);
};

const uniform = on('low=0.0, high=1.0, size=None', (rt, s, low, high, size) =>
  drawWith(rt, [low, high], size, (a, b) => a + (b - a) * s.uniform()),
);
const random = on('size=None, dtype=None, out=None', (rt, s, size, dtype) => {
  const made = drawMany(rt, size, s.uniform);
  if (made instanceof NDArray && dtypeOf(dtype) === FLOAT32) made.dtype = FLOAT32;
  return made;
});

/** What both kinds of stream can do. */
const COMMON: Readonly<Record<string, Made>> = {
  random,
  uniform,
  normal: on('loc=0.0, scale=1.0, size=None', (rt, s, loc, scale, size) => {
    const check = (b: number): number => {
      if (b < 0) throw new PyError('ValueError', 'scale < 0');
      return b;
    };
    return drawWith(rt, [loc, scale], size, (a, b) => a + check(b) * s.normal());
  }),
  standard_normal: on('size=None, dtype=None', (rt, s, size) => drawMany(rt, size, s.normal)),
  lognormal: on('mean=0.0, sigma=1.0, size=None', (rt, s, mean, sigma, size) =>
    drawWith(rt, [mean, sigma], size, (a, b) => Math.exp(a + b * s.normal())),
  ),
  exponential: on('scale=1.0, size=None', (rt, s, scale, size) => drawWith(rt, [scale], size, a => a * s.exponential())),
  standard_exponential: on('size=None', (rt, s, size) => drawMany(rt, size, s.exponential)),
  choice: on('a, size=None, replace=True, p=None, axis=0, shuffle=True', (rt, s, a, size, replace, p, axis, mix) =>
    choice(rt, s, a, size, rt.truth(replace), p, needIndex(axis, rt), rt.truth(mix)),
  ),
  permutation: on('x, axis=0', permutation),
  shuffle: on('x, axis=0', (rt, s, x) => shuffle(rt, s, x)),
  binomial: on('n, p, size=None', (rt, s, n, p, size) => drawWith(rt, [n, p], size, (a, b) => binomial(s.bits, a, b), true)),
  poisson: on('lam=1.0, size=None', (rt, s, mean, size) => drawWith(rt, [mean], size, a => poisson(s.bits, a), true)),
  multinomial: on('n, pvals, size=None', multinomial),
  gamma: on('shape, scale=1.0, size=None', (rt, s, shape, scale, size) =>
    drawWith(rt, [shape, scale], size, (a, b) => b * standardGamma(s, a)),
  ),
  standard_gamma: on('shape, size=None', (rt, s, shape, size) => drawWith(rt, [shape], size, a => standardGamma(s, a))),
  beta: on('a, b, size=None', (rt, s, a, b, size) => drawWith(rt, [a, b], size, (x, y) => beta(s, x, y))),
  chisquare: on('df, size=None', (rt, s, df, size) => drawWith(rt, [df], size, a => 2 * standardGamma(s, a / 2))),
  standard_t: on('df, size=None', (rt, s, df, size) =>
    drawWith(rt, [df], size, a => {
      const n = s.normal();
      return (Math.sqrt(a / 2) * n) / Math.sqrt(standardGamma(s, a / 2));
    }),
  ),
  standard_cauchy: on('size=None', (rt, s, size) =>
    drawMany(rt, size, () => {
      const n = s.normal();
      return n / s.normal();
    }),
  ),
  dirichlet: on('alpha, size=None', dirichlet),
  laplace: on('loc=0.0, scale=1.0, size=None', (rt, s, loc, scale, size) => drawWith(rt, [loc, scale], size, (a, b) => laplace(s, a, b))),
  logistic: on('loc=0.0, scale=1.0, size=None', (rt, s, loc, scale, size) =>
    drawWith(rt, [loc, scale], size, (a, b) => {
      const u = positive(s);
      return a + b * Math.log(u / (1 - u));
    }),
  ),
  gumbel: on('loc=0.0, scale=1.0, size=None', (rt, s, loc, scale, size) =>
    drawWith(rt, [loc, scale], size, (a, b) => {
      for (;;) {
        const u = 1 - s.uniform();
        if (u < 1) return a - b * Math.log(-Math.log(u));
      }
    }),
  ),
  rayleigh: on('scale=1.0, size=None', (rt, s, scale, size) =>
    drawWith(rt, [scale], size, a => a * Math.sqrt(s.legacy ? -2 * Math.log(1 - s.uniform()) : 2 * s.exponential())),
  ),
  weibull: on('a, size=None', (rt, s, a, size) => drawWith(rt, [a], size, x => s.exponential() ** (1 / x))),
  triangular: on('left, mode, right, size=None', (rt, s, left, mode, right, size) =>
    drawWith(rt, [left, mode, right], size, (a, b, c) => triangular(s, a, b, c)),
  ),
  geometric: on('p, size=None', (rt, s, p, size) => drawWith(rt, [p], size, a => geometric(s, a), true)),
  multivariate_normal: on('mean, cov, size=None', multivariateNormal),
};

function geometric(s: Stream, p: number): number {
  if (p < 0.3333333333333333) return Math.ceil((s.legacy ? Math.log(1 - s.uniform()) : -s.exponential()) / Math.log1p(-p));
  let x = 1;
  let sum = p;
  let product = p;
  const u = s.uniform();
  while (u > sum) {
    product *= 1 - p;
    sum += product;
    x++;
  }
  return x;
}

/** What only the legacy stream has. */
const LEGACY: Readonly<Record<string, Made>> = {
  rand: on('*d', (rt, s, d) => drawMany(rt, dimensions(d), s.uniform)),
  randn: on('*d', (rt, s, d) => drawMany(rt, dimensions(d), s.normal)),
  random_sample: random,
  ranf: random,
  sample: random,
  randint: on('low, high=None, size=None, dtype=None', (rt, s, low, high, size, dtype) => integers(rt, s, low, high, size, dtype, false)),
  random_integers: on('low, high=None, size=None', (rt, s, low, high, size) =>
    integers(rt, s, high === null ? 1 : low, high === null ? low : high, size, null, true),
  ),
};

const MODERN: Readonly<Record<string, Made>> = {
  integers: on('low, high=None, size=None, dtype=None, endpoint=False', (rt, s, low, high, size, dtype, endpoint) =>
    integers(rt, s, low, high, size, dtype, rt.truth(endpoint)),
  ),
  permuted: on('x, axis=None', (rt, s, x) => permutation(rt, s, x, 0)),
};

export const streamFunctions = (s: Stream): Table =>
  Object.fromEntries(Object.entries({ ...COMMON, ...(s.legacy ? LEGACY : MODERN) }).map(([name, make]) => [name, make(s)]));
