// The natural logarithm correctly rounded, as good C libraries have it: JavaScript's differs in the last bit now and then.

const LN2_LOW = 2.3190468138462996e-17;

/** x·y exactly, as a sum of two doubles (Dekker). */
function twoProduct(x: number, y: number): [number, number] {
  const p = x * y;
  const split = 134217729;
  const a = split * x;
  const xh = a - (a - x);
  const xl = x - xh;
  const b = split * y;
  const yh = b - (b - y);
  const yl = y - yh;
  return [p, xh * yh - p + xh * yl + xl * yh + xl * yl];
}

/**
 * log x = k·ln 2 + 2·artanh s with s = (m − 1)/(m + 1), x = m·2ᵏ and m near 1; the leading terms in pairs of doubles.
 * Error far below the last bit, so that the rounded sum is the nearest double but for the rarest ties.
 */
export function accurateLog(x: number): number {
  if (!(x > 0) || x === Infinity || x < 2.3e-308) return Math.log(x);
  let k = Math.round(Math.log2(x));
  let m = x * 2 ** -k;
  if (m > Math.SQRT2) {
    m /= 2;
    k++;
  }
  const top = m - 1;
  const bottom = m + 1;
  const bottomLow = m - (bottom - 1);
  const s = top / bottom;
  const [p, e] = twoProduct(s, bottom);
  const sLow = (top - p - e - s * bottomLow) / bottom;
  const [s2, s2e] = twoProduct(s, s);
  const s2Low = s2e + 2 * s * sLow;
  let tail = 0;
  for (let n = 27; n >= 5; n -= 2) tail = s2 * (1 / n + tail);
  // artanh s = s + s³·(1/3 + tail)
  const third = 1 / 3;
  const thirdLow = third * 2 ** -54;
  const factor = third + tail;
  const factorLow = third - factor + tail + thirdLow;
  const [c, ce] = twoProduct(s2, factor);
  const cLow = ce + s2Low * factor + s2 * factorLow;
  const [d, de] = twoProduct(s, c);
  const dLow = de + sLow * c + s * cLow;
  return total(k, 2 * s, 2 * sLow, 2 * d, 2 * dLow);
}

/** k·ln 2 + a + b, where b is small against a. */
function total(k: number, a: number, aLow: number, b: number, bLow: number): number {
  const [kHigh, kError] = twoProduct(k, Math.LN2);
  const kLow = kError + k * LN2_LOW;
  const sum = a + b;
  const sumLow = a - sum + b + aLow + bLow;
  const all = kHigh + sum;
  const part = all - kHigh;
  const allLow = kHigh - (all - part) + (sum - part);
  return all + (allLow + kLow + sumLow);
}
