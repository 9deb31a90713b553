// Poisson draws as NumPy makes them: products of uniforms for small means, transformed rejection elsewhere.
import type { Bits } from '../../../../data/mt19937';

function byProducts(bits: Bits, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  let product = 1;
  for (;;) {
    product *= bits.double();
    if (product <= limit) return count;
    count++;
  }
}

/** log Γ by Stirling's series, shifted to 7 and above, as NumPy's `random_loggam`. */
export function logGamma(x: number): number {
  const series = [
    8.333333333333333e-2, -2.777777777777778e-3, 7.936507936507937e-4, -5.952380952380952e-4, 8.417508417508418e-4, -1.917526917526918e-3,
    6.410256410256411e-3, -2.955065359477124e-2, 1.796443723688307e-1, -1.3924322169059,
  ];
  if (x === 1 || x === 2) return 0;
  const n = x < 7 ? Math.floor(7 - x) : 0;
  let x0 = x + n;
  const x2 = (1 / x0) * (1 / x0);
  let sum = series[9];
  for (let k = 8; k >= 0; k--) sum = sum * x2 + series[k];
  let value = sum / x0 + 0.5 * 1.8378770664093453 + (x0 - 0.5) * Math.log(x0) - x0;
  if (x < 7)
    for (let k = 1; k <= n; k++) {
      value -= Math.log(x0 - 1);
      x0 -= 1;
    }
  return value;
}

/** Hörmann's PTRS, 1993. */
function byRejection(bits: Bits, mean: number): number {
  const slam = Math.sqrt(mean);
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * slam;
  const a = -0.059 + 0.02483 * b;
  const inverse = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = bits.double() - 0.5;
    const v = bits.double();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log(v) + Math.log(inverse) - Math.log(a / (us * us) + b) <= -mean + k * logMean - logGamma(k + 1)) return k;
  }
}

export const poisson = (bits: Bits, mean: number): number =>
  mean >= 10 ? byRejection(bits, mean) : mean === 0 ? 0 : byProducts(bits, mean);
