// The Mersenne Twister as NumPy seeds and reads it.

const N = 624;
const M = 397;

/** A source of 32-bit words, what all distributions draw from. */
export interface Bits {
  uint32(): number;
  /** A double in [0, 1) with 53 random bits. */
  double(): number;
}

export class Mt19937 implements Bits {
  readonly key = new Uint32Array(N);
  position = N;

  /** `seed(n)`: Knuth's generator fills the state from one word. */
  seed(seed: number): void {
    let word = seed >>> 0;
    for (let i = 0; i < N; i++) {
      this.key[i] = word;
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) >>> 0;
    }
    this.position = N;
  }

  /** `seed([…])`: the state is mixed with an array of words. */
  seedByArray(words: ArrayLike<number>): void {
    const { key } = this;
    this.seed(19650218);
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, words.length); k > 0; k--) {
      key[i] = (key[i] ^ Math.imul(key[i - 1] ^ (key[i - 1] >>> 30), 1664525)) + words[j] + j;
      i++;
      j = (j + 1) % words.length;
      if (i >= N) {
        key[0] = key[N - 1];
        i = 1;
      }
    }
    for (let k = N - 1; k > 0; k--) {
      key[i] = (key[i] ^ Math.imul(key[i - 1] ^ (key[i - 1] >>> 30), 1566083941)) - i;
      i++;
      if (i >= N) {
        key[0] = key[N - 1];
        i = 1;
      }
    }
    key[0] = 0x80000000;
    this.position = N;
  }

  private refill(): void {
    const { key } = this;
    for (let i = 0; i < N; i++) {
      const y = (key[i] & 0x80000000) | (key[(i + 1) % N] & 0x7fffffff);
      key[i] = key[(i + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.position = 0;
  }

  uint32(): number {
    if (this.position === N) this.refill();
    let y = this.key[this.position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  double(): number {
    const a = this.uint32() >>> 5;
    const b = this.uint32() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }
}
