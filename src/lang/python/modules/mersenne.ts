// CPython's use of the Mersenne Twister (MT19937): a seed of any size, whole numbers without bias, its state as words.
import { Mt19937 } from '../../../data/mt19937';

export class Mersenne {
  private readonly source = new Mt19937();

  constructor(seed: number | bigint) {
    this.seed(seed);
  }

  seed(seed: number | bigint): void {
    let rest = BigInt(seed);
    if (rest < 0n) rest = -rest;
    const words: number[] = [];
    do {
      words.push(Number(rest & 0xffffffffn));
      rest >>= 32n;
    } while (rest > 0n);
    this.source.seedByArray(words);
  }

  /** 32 random bits. */
  next(): number {
    return this.source.uint32();
  }

  /** A float in [0, 1) with 53 random bits. */
  random(): number {
    return this.source.double();
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
    return Uint32Array.of(...this.source.key, this.source.position);
  }
  set words(words: Uint32Array) {
    this.source.key.set(words.subarray(0, words.length - 1));
    this.source.position = words[words.length - 1];
  }
}
