// Seeded random numbers in NumPy's legacy streams, so that `np.random.seed(1)` followed by rand, randn, permutation can be repeated.
import { Mt19937 } from './mt19937';
import { PolarNormal } from './polarNormal';

export class Random {
  private readonly source = new Mt19937();
  private readonly normals = new PolarNormal(this.source);

  constructor(seed: number) {
    this.source.seed(seed);
  }

  /** 32 random bits. */
  bits(): number {
    return this.source.uint32();
  }

  /** Uniform in [0, 1), 53 bits. */
  uniform(): number {
    return this.source.double();
  }

  /** Standard normal. */
  normal(): number {
    return this.normals.next();
  }

  /** A whole number from 0 to max, max included. */
  upTo(max: number): number {
    if (max === 0) return 0;
    const mask = 2 ** (32 - Math.clz32(max)) - 1;
    for (;;) {
      const value = (this.source.uint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  shuffle(items: { [index: number]: number; readonly length: number }): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.upTo(i);
      const kept = items[i];
      items[i] = items[j];
      items[j] = kept;
    }
  }

  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    this.shuffle(order);
    return order;
  }
}
