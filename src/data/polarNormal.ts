// Normal numbers by the polar method, as NumPy's legacy streams draw them (numpy/random/src/legacy).
import { accurateLog } from './accurateLog';
import type { Bits } from './mt19937';

/** Marsaglia's polar method, which makes two normals and keeps one for the next call. */
export class PolarNormal {
  kept: number | null = null;
  constructor(private readonly bits: Bits) {}

  next(): number {
    if (this.kept !== null) {
      const value = this.kept;
      this.kept = null;
      return value;
    }
    for (;;) {
      const x1 = 2 * this.bits.double() - 1;
      const x2 = 2 * this.bits.double() - 1;
      const r2 = x1 * x1 + x2 * x2;
      if (r2 >= 1 || r2 === 0) continue;
      const f = Math.sqrt((-2 * accurateLog(r2)) / r2);
      this.kept = f * x1;
      return f * x2;
    }
  }
}
