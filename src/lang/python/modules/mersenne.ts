// The Mersenne Twister (MT19937; Matsumoto and Nishimura 1998), seeded as CPython seeds it.

const N = 624;
const M = 397;

export class Mersenne {
  private readonly state = new Uint32Array(N);
  private index = N;

  constructor(seed: number | bigint) {
    this.seed(seed);
  }

  seed(seed: number | bigint): void {
    let rest = BigInt(seed);
    if (rest < 0n) rest = -rest;
    const key: number[] = [];
    do {
      key.push(Number(rest & 0xffffffffn));
      rest >>= 32n;
    } while (rest > 0n);
    this.seedArray(key);
  }

  private seedOne(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < N; i++) {
      const x = state[i - 1] ^ (state[i - 1] >>> 30);
      state[i] = Math.imul(x, 1812433253) + i;
    }
    this.index = N;
  }

  private seedArray(key: readonly number[]): void {
    const { state } = this;
    this.seedOne(19650218);
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1664525)) + key[j] + j;
      i++;
      j++;
      if (i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
      if (j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1566083941)) - i;
      i++;
      if (i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
    }
    state[0] = 0x80000000;
  }

  private refill(): void {
    const { state } = this;
    for (let k = 0; k < N; k++) {
      const y = (state[k] & 0x80000000) | (state[(k + 1) % N] & 0x7fffffff);
      state[k] = state[(k + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.index = 0;
  }

  /** 32 random bits. */
  next(): number {
    if (this.index >= N) this.refill();
    let y = this.state[this.index++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A float in [0, 1) with 53 random bits. */
  random(): number {
    const a = this.next() >>> 5;
    const b = this.next() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  bits(count: number): bigint {
    if (count <= 32) return BigInt(this.next() >>> (32 - count));
    let result = 0n;
    for (let done = 0; done < count; done += 32) {
      const left = count - done;
      result |= BigInt(left < 32 ? this.next() >>> (32 - left) : this.next()) << BigInt(done);
    }
    return result;
  }

  /** An integer in [0, n), without bias. */
  below(n: number): number {
    if (n <= 0) return 0;
    const count = n.toString(2).length;
    let value = Number(this.bits(count));
    while (value >= n) value = Number(this.bits(count));
    return value;
  }

  get words(): Uint32Array {
    return Uint32Array.of(...this.state, this.index);
  }
  set words(words: Uint32Array) {
    this.state.set(words.subarray(0, N));
    this.index = words[N];
  }
}
