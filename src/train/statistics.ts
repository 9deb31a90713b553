// Numbers about many numbers: norms, angles, histograms, shares of units that do nothing.

export function norm(data: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i] * data[i];
  return Math.sqrt(sum);
}

/** In degrees; null where one of the two is zero. */
export function angle(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let dot = 0;
  for (let i = 0; i < a.length; i++) dot += a[i] * b[i];
  const lengths = norm(a) * norm(b);
  if (!(lengths > 0) || !Number.isFinite(lengths)) return null;
  const cosine = Math.min(1, Math.max(-1, dot / lengths));
  // Near 0° the arc cosine loses half the digits: the chord has them all.
  if (cosine > 0.999) {
    let chord = 0;
    const [x, y] = [1 / norm(a), 1 / norm(b)];
    for (let i = 0; i < a.length; i++) chord += (a[i] * x - b[i] * y) ** 2;
    return (2 * Math.asin(Math.min(1, Math.sqrt(chord) / 2)) * 180) / Math.PI;
  }
  return (Math.acos(cosine) * 180) / Math.PI;
}

/** ‖a − b‖ / (‖a‖ + ‖b‖); 0 for two zeros. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference += (a[i] - b[i]) ** 2;
  const sum = norm(a) + norm(b);
  return sum === 0 ? 0 : Math.sqrt(difference) / sum;
}

export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

export function histogram(data: ArrayLike<number>, from: number, to: number, bins: number): Histogram {
  const counts = new Array<number>(bins).fill(0);
  const scale = bins / (to - from || 1);
  for (let i = 0; i < data.length; i++) {
    const at = Math.floor((data[i] - from) * scale);
    if (Number.isFinite(data[i])) counts[Math.min(bins - 1, Math.max(0, at))]++;
  }
  return { from, to, counts };
}

export function range(data: ArrayLike<number>): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    if (data[i] < low) low = data[i];
    if (data[i] > high) high = data[i];
  }
  return low <= high ? [low, high] : [0, 0];
}

/** By unit (a row; with `axis` 1 a column): the share of examples for which `test` holds. */
export function unitShares(
  { shape, data }: { readonly shape: readonly number[]; readonly data: ArrayLike<number> },
  test: (x: number) => boolean,
  unitAxis: 0 | 1 = 0,
): number[] {
  const [rows, columns] = shape.length === 2 ? shape : [1, data.length];
  const [units, examples] = unitAxis === 0 ? [rows, columns] : [columns, rows];
  return Array.from({ length: units }, (_, u) => {
    let count = 0;
    for (let e = 0; e < examples; e++) if (test(data[unitAxis === 0 ? u * columns + e : e * columns + u])) count++;
    return examples ? count / examples : 0;
  });
}

/** Whether all rows (units) of a matrix are equal, to the last bit. */
export function equalRows({ shape, data }: { readonly shape: readonly number[]; readonly data: ArrayLike<number> }): boolean {
  if (shape.length !== 2 || shape[0] < 2) return false;
  const [rows, columns] = shape;
  for (let i = 1; i < rows; i++) for (let j = 0; j < columns; j++) if (data[i * columns + j] !== data[j]) return false;
  return true;
}
