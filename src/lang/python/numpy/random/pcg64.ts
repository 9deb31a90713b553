// PCG64 and the SeedSequence that seeds it: the bits of `np.random.default_rng`.
import type { Bits } from '../../../../data/mt19937';

const XSHIFT = 16;

/** NumPy's SeedSequence: any entropy mixed into a pool of four words. */
export function seedSequence(entropy: readonly number[], words: number): Uint32Array {
  let hash = 0x43b0d7e5;
  const hashed = (value: number): number => {
    let v = value ^ hash;
    hash = Math.imul(hash, 0x931e8875);
    v = Math.imul(v, hash);
    return (v ^ (v >>> XSHIFT)) >>> 0;
  };
  const mixed = (x: number, y: number): number => {
    const v = (Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) >>> 0;
    return (v ^ (v >>> XSHIFT)) >>> 0;
  };
  const pool = Array.from({ length: 4 }, (_, i) => hashed(entropy[i] ?? 0));
  for (let from = 0; from < 4; from++) for (let to = 0; to < 4; to++) if (from !== to) pool[to] = mixed(pool[to], hashed(pool[from]));
  for (let from = 4; from < entropy.length; from++) for (let to = 0; to < 4; to++) pool[to] = mixed(pool[to], hashed(entropy[from]));
  let out = 0x8b51f9dd;
  return Uint32Array.from({ length: words }, (_, i) => {
    let v = pool[i % 4] ^ out;
    out = Math.imul(out, 0x58f38ded);
    v = Math.imul(v, out);
    return v ^ (v >>> XSHIFT);
  });
}

/** A non-negative integer of any size as 32-bit words, lowest first. */
export function entropyOf(seed: bigint): number[] {
  const words: number[] = [];
  for (let rest = seed; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words.length ? words : [0];
}

// The multiplier 0x2360ed051fc65da44385df649fccf645 as 16-bit limbs, lowest first.
const MULTIPLIER = [0xf645, 0x9fcc, 0xdf64, 0x4385, 0x5da4, 0x1fc6, 0xed05, 0x2360];
const LIMBS = 8;

export class Pcg64 implements Bits {
  private state = new Uint16Array(LIMBS);
  private readonly increment = new Uint16Array(LIMBS);
  private readonly next = new Uint16Array(LIMBS);
  private high = 0;
  private low = 0;
  private spare = 0;
  private hasSpare = false;

  constructor(seed: bigint | readonly number[]) {
    const words = seedSequence(typeof seed === 'bigint' ? entropyOf(seed) : seed, 8);
    const big = (k: number): bigint => (BigInt(words[k + 1]) << 32n) | BigInt(words[k]);
    const start = (big(0) << 64n) | big(2);
    const sequence = (big(4) << 64n) | big(6);
    fill(this.increment, (sequence << 1n) | 1n);
    this.step();
    fill(this.state, (start + read(this.state)) & MASK);
    this.step();
  }

  /** state × multiplier + increment, modulo 2¹²⁸, by limbs of 16 bits. */
  private step(): void {
    const { state, increment, next } = this;
    let carry = 0;
    for (let i = 0; i < LIMBS; i++) {
      let sum = carry + increment[i];
      for (let j = 0; j <= i; j++) sum += state[j] * MULTIPLIER[i - j];
      next[i] = sum % 65536;
      carry = Math.floor(sum / 65536);
    }
    state.set(next);
  }

  /** Advances, and leaves the 64 output bits in `high` and `low`: the halves xored, rotated by the top six bits. */
  private advance(): void {
    this.step();
    const s = this.state;
    const low = ((s[1] ^ s[5]) << 16) | (s[0] ^ s[4]);
    const high = ((s[3] ^ s[7]) << 16) | (s[2] ^ s[6]);
    const turn = s[7] >>> 10;
    const [a, b] = turn & 32 ? [low, high] : [high, low];
    const by = turn & 31;
    this.high = by === 0 ? a >>> 0 : ((a >>> by) | (b << (32 - by))) >>> 0;
    this.low = by === 0 ? b >>> 0 : ((b >>> by) | (a << (32 - by))) >>> 0;
  }

  uint32(): number {
    if (this.hasSpare) {
      this.hasSpare = false;
      return this.spare;
    }
    this.advance();
    this.hasSpare = true;
    this.spare = this.high;
    return this.low;
  }

  /** The next 64 bits as two words. */
  uint64(): { high: number; low: number } {
    this.advance();
    return { high: this.high, low: this.low };
  }

  double(): number {
    this.advance();
    return (this.high * 2097152 + (this.low >>> 11)) / 9007199254740992;
  }
}

const MASK = (1n << 128n) - 1n;
function fill(limbs: Uint16Array, value: bigint): void {
  for (let i = 0; i < LIMBS; i++) limbs[i] = Number((value >> BigInt(16 * i)) & 0xffffn);
}
function read(limbs: Uint16Array): bigint {
  return limbs.reduceRight((sum, limb) => (sum << 16n) | BigInt(limb), 0n);
}
