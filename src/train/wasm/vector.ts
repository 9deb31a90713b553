// Elementary functions of two float64 lanes at once, written out in place. Each takes the value on the stack and leaves its result.
// Rational approximations of exp from Cephes (Moshier), log from fdlibm; within 2 ulp of the exact value over the whole range.
import type { FunctionCode, Local } from './assembler';

/** Locals that the functions work in; one set a function body. */
export class Scratch {
  private readonly free: Local[] = [];
  constructor(private readonly f: FunctionCode) {}

  /** Lends `count` locals to `use`. */
  with(count: number, use: (...locals: Local[]) => void): void {
    const lent = Array.from({ length: count }, () => this.free.pop() ?? this.f.local('v128'));
    use(...lent);
    this.free.push(...lent);
  }
}

const MAGIC = 6755399441055744; // 2⁵² + 2⁵¹: adding it puts an integer into the low bits
const MAGIC_BITS = 0x4338000000000000n;
const LOG2E = Math.LOG2E;
const LN2_HIGH = 0.693145751953125;
const LN2_LOW = 1.4286068203094173e-6;
const EXP_P = [0.00012617719307481058, 0.030299440770744195, 1];
const EXP_Q = [3.0019850513866446e-6, 0.002524483403496841, 0.22726554820815503, 2];

/** Horner's rule at the local `at`. */
function polynomial(f: FunctionCode, at: Local, coefficients: readonly number[]): void {
  f.vector(coefficients[0]);
  for (const c of coefficients.slice(1)) f.get(at).do('f64x2.mul').vector(c).do('f64x2.add');
}

/**
 * eˣ = 2ᵏ·(q + p)/(q − p): leaves p and q in locals and k, as an integer in 64 bits, in another.
 * x is in `k` at first, and clamped to where the result is 0 or infinite.
 */
function reduce(f: FunctionCode, p: Local, q: Local, k: Local): void {
  f.get(k).vector(-746).do('f64x2.pmax').vector(710).do('f64x2.pmin').set(p);
  f.get(p).vector(LOG2E).do('f64x2.mul', 'f64x2.nearest').set(k);
  f.get(p).get(k).vector(LN2_HIGH).do('f64x2.mul', 'f64x2.sub').get(k).vector(LN2_LOW).do('f64x2.mul', 'f64x2.sub').set(p);
  f.get(k).vector(MAGIC).do('f64x2.add').bits(MAGIC_BITS).do('i64x2.sub').set(k);
  f.get(p).get(p).do('f64x2.mul').set(q);
  polynomial(f, q, EXP_P);
  f.get(p).do('f64x2.mul').set(p);
  polynomial(f, q, EXP_Q);
  f.set(q);
}

/** Multiplies what is on the stack by 2ᵏ, in two steps so that neither factor overflows. */
function scale(f: FunctionCode, k: Local, half: Local): void {
  const power = (): void => {
    f.bits(1023n).do('i64x2.add').int(52).do('i64x2.shl');
  };
  f.get(k).int(1).do('i64x2.shr_s').tee(half);
  power();
  f.do('f64x2.mul');
  f.get(k).get(half).do('i64x2.sub');
  power();
  f.do('f64x2.mul');
}

export function exp(f: FunctionCode, scratch: Scratch): void {
  scratch.with(4, (p, q, k, half) => {
    f.set(k);
    reduce(f, p, q, k);
    f.get(q).get(p).do('f64x2.add').get(q).get(p).do('f64x2.sub', 'f64x2.div');
    scale(f, k, half);
  });
}

/** σ(x) = 1 / (1 + e⁻ˣ) = (q − p) / ((q − p) + 2ᵏ(q + p)) */
export function sigmoid(f: FunctionCode, scratch: Scratch): void {
  scratch.with(4, (p, q, k, half) => {
    f.do('f64x2.neg').set(k);
    reduce(f, p, q, k);
    f.get(q).get(p).do('f64x2.add');
    scale(f, k, half);
    f.get(q).get(p).do('f64x2.sub').tee(q).do('f64x2.add').set(p);
    f.get(q).get(p).do('f64x2.div');
  });
}

/** With e²ᵃ − 1 = n/d, a = |x|: tanh a = n / (n + 2d), n = 2ᵏ·2p + (2ᵏ − 1)(q − p), d = q − p; exact to the last bits near 0 too. */
export function tanh(f: FunctionCode, scratch: Scratch): void {
  scratch.with(5, (p, q, k, power, x) => {
    f.tee(x).do('f64x2.abs').vector(22).do('f64x2.pmin').vector(2).do('f64x2.mul').set(k);
    reduce(f, p, q, k);
    f.get(k).bits(1023n).do('i64x2.add').int(52).do('i64x2.shl').set(power);
    f.get(q).get(p).do('f64x2.sub').set(q);
    f.get(power).get(p).do('f64x2.mul').vector(2).do('f64x2.mul');
    f.get(power).vector(1).do('f64x2.sub').get(q).do('f64x2.mul', 'f64x2.add').set(p);
    f.get(p).get(p).get(q).do('f64x2.add').get(q).do('f64x2.add', 'f64x2.div');
    // The sign of x, NaN included.
    f.get(x).bits(-0x8000000000000000n).do('v128.and', 'v128.or');
    f.get(x).get(x).get(x).do('f64x2.eq', 'v128.bitselect');
  });
}

const LOG = [
  0.14798198605116586, 0.15313837699209373, 0.1818357216161805, 0.22222198432149784, 0.2857142874366239, 0.3999999999940942,
  0.6666666666666735,
];
const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;

/** log x = k·ln 2 + log(1 + f), with 1 + f in [√½, √2). */
export function log(f: FunctionCode, scratch: Scratch): void {
  scratch.with(6, (x, k, m, s, z, tiny) => {
    f.set(x);
    // Subnormal numbers are scaled up by 2⁵⁴ first.
    f.get(x).vector(2.2250738585072014e-308).do('f64x2.lt').set(tiny);
    f.get(x)
      .vector(2 ** 54)
      .do('f64x2.mul')
      .get(x)
      .get(tiny)
      .do('v128.bitselect');
    f.bits(0x3ff0000000000000n - 0x3fe6a09e00000000n)
      .do('i64x2.add')
      .tee(m)
      .int(52)
      .do('i64x2.shr_u')
      .set(k);
    f.get(k)
      .bits(MAGIC_BITS - 1023n)
      .do('i64x2.add')
      .vector(MAGIC)
      .do('f64x2.sub')
      .get(tiny)
      .vector(54)
      .do('v128.and', 'f64x2.sub')
      .set(k);
    f.get(m).bits(0x000fffffffffffffn).do('v128.and').bits(0x3fe6a09e00000000n).do('i64x2.add').vector(1).do('f64x2.sub').set(m);
    f.get(m).get(m).vector(2).do('f64x2.add', 'f64x2.div').tee(s).get(s).do('f64x2.mul').set(z);
    polynomial(f, z, LOG);
    f.get(z).do('f64x2.mul').set(z);
    // ½m²
    f.get(m).get(m).do('f64x2.mul').vector(0.5).do('f64x2.mul').set(tiny);
    f.get(k).vector(LN2_HI).do('f64x2.mul');
    f.get(tiny).get(s).get(tiny).get(z).do('f64x2.add', 'f64x2.mul').get(k).vector(LN2_LO).do('f64x2.mul', 'f64x2.add', 'f64x2.sub');
    f.get(m).do('f64x2.sub', 'f64x2.sub').set(s);
    // 0 gives −∞, what is negative NaN, ∞ and NaN themselves.
    f.vector(Number.NEGATIVE_INFINITY).get(s).get(x).vector(0).do('f64x2.eq', 'v128.bitselect').set(s);
    f.vector(Number.NaN).get(s).get(x).vector(0).do('f64x2.lt', 'v128.bitselect').set(s);
    f.get(s).get(x).get(x).vector(Number.POSITIVE_INFINITY).do('f64x2.lt', 'v128.bitselect');
  });
}
