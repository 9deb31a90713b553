// Bounded integers: by a mask and rejection (the legacy stream), or by Lemire's multiplication (the Generator).
import type { Bits } from '../../../../data/mt19937';

/** The smallest 2ᵏ − 1 that is not below. */
function maskOf(top: number): number {
  let mask = top >>> 0;
  for (const shift of [1, 2, 4, 8, 16]) mask |= mask >>> shift;
  return mask >>> 0;
}

const TWO32 = 2 ** 32;

/** A source of 64-bit words too, in halves. */
interface Words extends Bits {
  uint64(): { readonly high: number; readonly low: number };
}

function wideMasked(bits: Bits, top: number): number {
  const mask = maskOf(Math.floor(top / TWO32));
  for (;;) {
    const high = (bits.uint32() & mask) >>> 0;
    const value = high * TWO32 + bits.uint32();
    if (value <= top) return value;
  }
}

/** An integer in [0, top]: draws words under a mask until one fits. */
export function masked(bits: Bits, top: number): number {
  if (top === 0) return 0;
  if (top >= TWO32) return wideMasked(bits, top);
  const mask = maskOf(top);
  for (;;) {
    const value = (bits.uint32() & mask) >>> 0;
    if (value <= top) return value;
  }
}

/** An integer in [0, top] from the high half of a product; a low half below the threshold would be unfair. */
export function lemire(bits: Words, top: number): number {
  if (top === 0) return 0;
  if (top >= TWO32) return wideLemire(bits, top);
  if (top === TWO32 - 1) return bits.uint32();
  const count = top + 1;
  let [high, low] = product(bits.uint32(), count);
  if (low < count) {
    const threshold = (TWO32 - 1 - top) % count;
    while (low < threshold) [high, low] = product(bits.uint32(), count);
  }
  return high;
}

function wideLemire(bits: Words, top: number): number {
  const next = (): bigint => {
    const { high, low } = bits.uint64();
    return (BigInt(high) << 32n) | BigInt(low);
  };
  const count = BigInt(top) + 1n;
  let m = next() * count;
  if (BigInt.asUintN(64, m) < count) {
    const threshold = ((1n << 64n) - 1n - BigInt(top)) % count;
    while (BigInt.asUintN(64, m) < threshold) m = next() * count;
  }
  return Number(m >> 64n);
}

/** The 64-bit product of two 32-bit words, in halves. */
function product(x: number, y: number): [high: number, low: number] {
  const low = Math.imul(x, y) >>> 0;
  const part = (x >>> 16) * y;
  const rest = (x & 0xffff) * y;
  const high = Math.floor((part + Math.floor(rest / 65536)) / 65536);
  return [high, low];
}
