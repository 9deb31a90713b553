// Normal and exponential draws: the Generator's ziggurats.
import type { Pcg64 } from './pcg64';
import { exponentialZiggurat, normalZiggurat } from './zigguratTables';

const RIGHT = 3.654152885361009;
const INVERSE_RIGHT = 0.2736612373297583;

export function zigguratNormal(bits: Pcg64): number {
  const { limit, width, density } = normalZiggurat();
  for (;;) {
    const { high, low } = bits.uint64();
    const strip = low & 0xff;
    const negative = (low >>> 8) & 1;
    const whole = (high & 0x1fffffff) * 8388608 + (low >>> 9);
    const x = (negative ? -whole : whole) * width[strip];
    if (whole < limit[strip]) return x;
    if (strip === 0) return tail(bits, whole);
    if ((density[strip - 1] - density[strip]) * bits.double() + density[strip] < Math.exp(-0.5 * x * x)) return x;
  }
}

function tail(bits: Pcg64, whole: number): number {
  for (;;) {
    const xx = -INVERSE_RIGHT * Math.log1p(-bits.double());
    const yy = -Math.log1p(-bits.double());
    if (yy + yy > xx * xx) return Math.floor(whole / 256) % 2 === 1 ? -(RIGHT + xx) : RIGHT + xx;
  }
}

export function zigguratExponential(bits: Pcg64): number {
  const { limit, width, density } = exponentialZiggurat();
  for (;;) {
    const { high, low } = bits.uint64();
    const strip = (low >>> 3) & 0xff;
    const whole = high * 2097152 + (low >>> 11);
    const x = whole * width[strip];
    if (whole < limit[strip]) return x;
    if (strip === 0) return 7.69711747013105 - Math.log1p(-bits.double());
    if ((density[strip - 1] - density[strip]) * bits.double() + density[strip] < Math.exp(-x)) return x;
  }
}
