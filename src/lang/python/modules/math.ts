// math.
import type { OpName } from '../../../core/opNames';
import { type Definition, type Definitions, fn, moduleOf, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { NDArray } from '../numpy';
import { indexOf } from '../operators/items';
import { normal, numericOf, powFloat, toFloat, type Whole, wholeOf } from '../operators/numbers';
import { PyError } from '../runtime';
import { truncate } from '../types/conversions';
import { PyFloat, type PyModule, PyTuple, type PyValue } from '../values';

const domain = (): PyError => new PyError('ValueError', 'math domain error');
const range = (): PyError => new PyError('OverflowError', 'math range error');

/** The float that an argument is, with its place in the graph. */
export function floatArgument(rt: Interpreter, value: PyValue): PyFloat {
  if (value instanceof PyFloat) return value;
  const number = numericOf(value);
  if (number !== null) return new PyFloat(toFloat(number));
  if (value instanceof NDArray) return rt.floatOf(value) as PyFloat;
  const method = rt.special(value, '__float__');
  if (method !== undefined) return rt.apply(method, []) as PyFloat;
  throw new PyError('TypeError', `must be real number, not ${rt.typeName(value)}`);
}

/** A function of one float: its value, where it is not defined, and its op in the graph. */
function smooth(run: (x: number) => number, op: OpName | null, inDomain: (x: number) => boolean = () => true): Definition {
  return raw((rt, args) => {
    if (args.length !== 1) throw new PyError('TypeError', `expected 1 argument, got ${args.length}`);
    const x = floatArgument(rt, args[0]);
    if (!inDomain(x.v)) throw domain();
    const value = run(x.v);
    if (!Number.isFinite(value) && Number.isFinite(x.v)) throw range();
    if (!x.node) return new PyFloat(value);
    if (op) return new PyFloat(value, rt.record(op, [x.node]));
    rt.unsupported('math');
    return new PyFloat(value);
  });
}

const whole = (round: (x: number) => number): Definition =>
  fn('x', (rt, value) => {
    if (typeof value === 'number' || typeof value === 'bigint') return value;
    const x = floatArgument(rt, value);
    if (!Number.isFinite(x.v)) return truncate(rt, x);
    if (x.node) rt.guard(x);
    return wholeOf(round(x.v));
  });

function log(rt: Interpreter, value: PyValue, base: PyValue): PyValue {
  if (typeof value === 'bigint') return new PyFloat(bigLog(value) / (base === null ? 1 : Math.log(toFloat(numericOf(base)!))));
  const x = floatArgument(rt, value);
  if (x.v <= 0) throw domain();
  const natural = new PyFloat(Math.log(x.v), x.node && rt.record('log', [x.node]));
  return base === null ? natural : rt.binary('/', natural, log(rt, base, null));
}

function bigLog(x: bigint): number {
  const bits = x.toString(2).length;
  const shift = BigInt(Math.max(0, bits - 60));
  return Math.log(Number(x >> shift)) + Number(shift) * Math.LN2;
}

function power(rt: Interpreter, x: PyValue, y: PyValue): PyValue {
  const [a, b] = [floatArgument(rt, x), floatArgument(rt, y)];
  if (a.v < 0 && !Number.isInteger(b.v) && Number.isFinite(b.v)) throw domain();
  if (!a.node && !b.node) return new PyFloat(powFloat(a.v, b.v));
  return rt.binary('**', a, b);
}

function factorial(rt: Interpreter, value: PyValue): PyValue {
  const n = indexOf(rt, value);
  if (n === null) throw new PyError('TypeError', `'${rt.typeName(value)}' object cannot be interpreted as an integer`);
  if (n < 0) throw new PyError('ValueError', 'factorial() not defined for negative values');
  let result = 1n;
  for (let i = 2n; i <= BigInt(n); i++) result *= i;
  return normal(result);
}

const bigGcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : bigGcd(b, a % b));

/** Exact to the last bit, as CPython's: partial sums without loss. */
function fsum(values: Iterable<number>): number {
  const partials: number[] = [];
  for (let x of values) {
    let kept = 0;
    for (let y of partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return partials.reduceRight((sum, x) => sum + x, 0);
}

function isClose(rt: Interpreter, a: PyValue, b: PyValue, relative: PyValue, absolute: PyValue): boolean {
  const [x, y, rel, abs] = [a, b, relative, absolute].map(each => floatArgument(rt, each).v);
  if (x === y) return true;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  return Math.abs(x - y) <= Math.max(rel * Math.max(Math.abs(x), Math.abs(y)), abs);
}

function comb(n: Whole, k: Whole): Whole {
  if (k > n) return 0;
  let result = 1n;
  for (let i = 1n; i <= BigInt(k); i++) result = (result * (BigInt(n) - BigInt(k) + i)) / i;
  return normal(result);
}

/** Lanczos' approximation. */
function gamma(x: number): number {
  if (Number.isInteger(x) && x > 0 && x < 24) return Array.from({ length: x - 1 }, (_, i) => i + 1).reduce((p, i) => p * i, 1);
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  return Math.exp(logGamma(x));
}
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const z = x - 1;
  const t = z + 7.5;
  const series = LANCZOS.reduce((sum, c, i) => (i === 0 ? c : sum + c / (z + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

/** Abramowitz and Stegun give few digits; this continues the series or the fraction until nothing changes. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a > 6) return Math.sign(x);
  let term = a;
  let sum = a;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
    term *= (-a * a) / n;
    sum += term / (2 * n + 1);
  }
  if (a <= 2.5) return Math.sign(x) * ((2 / Math.sqrt(Math.PI)) * sum);
  return Math.sign(x) * (1 - erfc(a));
}
function erfc(x: number): number {
  let fraction = 0;
  for (let k = 80; k > 0; k--) fraction = k / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}

const test = (check: (x: number) => boolean): Definition => fn('x', (rt, x) => check(floatArgument(rt, x).v));
const two = (run: (x: number, y: number) => number): Definition =>
  fn('x, y', (rt, x, y) => new PyFloat(run(floatArgument(rt, x).v, floatArgument(rt, y).v)));
const DEGREE = Math.PI / 180;

const FUNCTIONS: Definitions = {
  exp: smooth(Math.exp, 'exp'),
  expm1: smooth(Math.expm1, 'expm1'),
  log: fn('x, base=None', log),
  log2: smooth(Math.log2, null, x => x > 0),
  log10: smooth(Math.log10, null, x => x > 0),
  log1p: smooth(Math.log1p, 'log1p', x => x > -1),
  sqrt: smooth(Math.sqrt, 'sqrt', x => !(x < 0)),
  tanh: smooth(Math.tanh, 'tanh'),
  sinh: smooth(Math.sinh, 'sinh'),
  cosh: smooth(Math.cosh, 'cosh'),
  sin: smooth(Math.sin, 'sin', x => Math.abs(x) !== Infinity),
  cos: smooth(Math.cos, 'cos', x => Math.abs(x) !== Infinity),
  tan: smooth(Math.tan, 'tan', x => Math.abs(x) !== Infinity),
  atan: smooth(Math.atan, 'arctan'),
  asin: smooth(Math.asin, null, x => Math.abs(x) <= 1),
  acos: smooth(Math.acos, null, x => Math.abs(x) <= 1),
  asinh: smooth(Math.asinh, null),
  acosh: smooth(Math.acosh, null, x => x >= 1),
  atanh: smooth(Math.atanh, null, x => Math.abs(x) < 1),
  erf: smooth(erf, 'erf'),
  erfc: smooth(x => (x > 2.5 ? erfc(x) : 1 - erf(x)), null),
  gamma: smooth(gamma, null),
  lgamma: smooth(logGamma, null),
  fabs: fn('x', (rt, x) => rt.unary('abs', floatArgument(rt, x))),
  pow: fn('x, y', power),
  atan2: two(Math.atan2),
  fmod: two((x, y) => {
    if (y === 0) throw domain();
    return x % y;
  }),
  remainder: two((x, y) => x - y * Math.round(x / y)),
  copysign: two((x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x))),
  hypot: raw((rt, args) => new PyFloat(Math.hypot(...args.map(arg => floatArgument(rt, arg).v)))),
  dist: fn('p, q', (rt, p, q) => {
    const [a, b] = [p, q].map(each => [...rt.iterate(each)].map(item => floatArgument(rt, item).v));
    return new PyFloat(Math.hypot(...a.map((x, i) => x - b[i])));
  }),
  floor: whole(Math.floor),
  ceil: whole(Math.ceil),
  trunc: whole(Math.trunc),
  degrees: fn('x', (rt, x) => new PyFloat(floatArgument(rt, x).v / DEGREE)),
  radians: fn('x', (rt, x) => new PyFloat(floatArgument(rt, x).v * DEGREE)),
  factorial: fn('n', factorial),
  comb: fn('n, k', (_rt, n, k) => comb(n as Whole, k as Whole)),
  perm: fn('n, k', (rt, n, k) => rt.binary('//', factorial(rt, n), factorial(rt, rt.binary('-', n, k)))),
  gcd: raw((_rt, args) => normal(args.reduce<bigint>((g, x) => bigGcd(g, BigInt(x as Whole)), 0n))),
  lcm: raw((_rt, args) => normal(args.reduce<bigint>((m, x) => (m * BigInt(x as Whole)) / bigGcd(m, BigInt(x as Whole)), 1n))),
  isqrt: fn('n', (_rt, n) => Math.floor(Math.sqrt(Number(n)))),
  isnan: test(Number.isNaN),
  isinf: test(x => x === Infinity || x === -Infinity),
  isfinite: test(Number.isFinite),
  isclose: fn('a, b, *, rel_tol=1e-09, abs_tol=0.0', isClose),
  fsum: fn('seq', (rt, values) => new PyFloat(fsum([...rt.iterate(values)].map(x => floatArgument(rt, x).v)))),
  prod: fn('iterable, *, start=1', (rt, values, start) => [...rt.iterate(values)].reduce((p, x) => rt.binary('*', p, x), start)),
  modf: fn('x', (rt, x) => {
    const { v } = floatArgument(rt, x);
    return new PyTuple([new PyFloat(v % 1), new PyFloat(Math.trunc(v))]);
  }),
  frexp: fn('x', (rt, x) => {
    const { v } = floatArgument(rt, x);
    if (v === 0 || !Number.isFinite(v)) return new PyTuple([new PyFloat(v), 0]);
    const exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(v))) + 1);
    return new PyTuple([new PyFloat(v / 2 ** exponent), exponent]);
  }),
  ldexp: fn('x, i', (rt, x, i) => new PyFloat(floatArgument(rt, x).v * 2 ** Number(i))),
  sumprod: fn('p, q', (rt, p, q) => {
    const b = [...rt.iterate(q)];
    return [...rt.iterate(p)].reduce<PyValue>((sum, x, i) => rt.binary('+', sum, rt.binary('*', x, b[i])), 0);
  }),
};

export const mathModule = (): PyModule =>
  moduleOf('math', FUNCTIONS, {
    pi: new PyFloat(Math.PI),
    e: new PyFloat(Math.E),
    tau: new PyFloat(2 * Math.PI),
    inf: new PyFloat(Infinity),
    nan: new PyFloat(Number.NaN),
  });
