// Dense linear algebra on row-major data: LU with pivoting, and what follows from it.

import { accurateLog } from '../../../../data/accurateLog';

export interface Lu {
  /** L below the diagonal (ones on it), U on and above it. */
  readonly lu: Float64Array;
  readonly pivots: Int32Array;
  readonly sign: number;
  readonly singular: boolean;
}

export function decompose(a: Float64Array, n: number): Lu {
  const lu = a.slice();
  const pivots = Int32Array.from({ length: n }, (_, i) => i);
  let sign = 1;
  let singular = false;
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(lu[i * n + k]) > Math.abs(lu[p * n + k])) p = i;
    if (lu[p * n + k] === 0) {
      singular = true;
      continue;
    }
    if (p !== k) {
      swapRows(lu, n, p, k);
      [pivots[p], pivots[k]] = [pivots[k], pivots[p]];
      sign = -sign;
    }
    for (let i = k + 1; i < n; i++) {
      const factor = lu[i * n + k] / lu[k * n + k];
      lu[i * n + k] = factor;
      if (factor !== 0) for (let j = k + 1; j < n; j++) lu[i * n + j] -= factor * lu[k * n + j];
    }
  }
  return { lu, pivots, sign, singular };
}

function swapRows(a: Float64Array, n: number, p: number, q: number): void {
  for (let j = 0; j < n; j++) [a[p * n + j], a[q * n + j]] = [a[q * n + j], a[p * n + j]];
}

/** Solves A·X = B for m right-hand sides (row-major n × m). */
export function solveWith({ lu, pivots }: Lu, n: number, b: Float64Array, m: number): Float64Array {
  const x = new Float64Array(n * m);
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) x[i * m + j] = b[pivots[i] * m + j];
  for (let i = 0; i < n; i++)
    for (let k = 0; k < i; k++) {
      const f = lu[i * n + k];
      if (f !== 0) for (let j = 0; j < m; j++) x[i * m + j] -= f * x[k * m + j];
    }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      const f = lu[i * n + k];
      if (f !== 0) for (let j = 0; j < m; j++) x[i * m + j] -= f * x[k * m + j];
    }
    for (let j = 0; j < m; j++) x[i * m + j] /= lu[i * n + i];
  }
  return x;
}

/** By the sum of logarithms, as NumPy has it: rounded alike, and without overflow on the way. */
export function determinant({ lu, sign, singular }: Lu, n: number): number {
  if (singular) return 0;
  let log = 0;
  let positive = sign > 0;
  for (let i = 0; i < n; i++) {
    const x = lu[i * n + i];
    log += accurateLog(Math.abs(x));
    if (x < 0) positive = !positive;
  }
  return positive ? Math.exp(log) : -Math.exp(log);
}

/** The lower factor of a positive definite matrix; null where it is not. */
export function cholesky(a: Float64Array, n: number): Float64Array | null {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      if (i === j) {
        if (!(sum > 0)) return null;
        l[i * n + i] = Math.sqrt(sum);
      } else l[i * n + j] = sum / l[j * n + j];
    }
  return l;
}

/** Householder's QR of an m × n matrix, m ≥ n or not: Q (m × k) and R (k × n) with k = min(m, n). */
export function qr(a: Float64Array, m: number, n: number): { q: Float64Array; r: Float64Array; k: number } {
  const k = Math.min(m, n);
  const r = a.slice();
  const q = new Float64Array(m * m);
  for (let i = 0; i < m; i++) q[i * m + i] = 1;
  for (let c = 0; c < k; c++) reflect(r, q, m, n, c);
  const thin = new Float64Array(m * k);
  for (let i = 0; i < m; i++) for (let j = 0; j < k; j++) thin[i * k + j] = q[i * m + j];
  const top = new Float64Array(k * n);
  for (let i = 0; i < k; i++) for (let j = i; j < n; j++) top[i * n + j] = r[i * n + j];
  return { q: thin, r: top, k };
}

function reflect(r: Float64Array, q: Float64Array, m: number, n: number, c: number): void {
  let norm = 0;
  for (let i = c; i < m; i++) norm += r[i * n + c] ** 2;
  let below = 0;
  for (let i = c + 1; i < m; i++) below += Math.abs(r[i * n + c]);
  if (below === 0) return;
  norm = Math.sqrt(norm);
  const v = new Float64Array(m);
  for (let i = c; i < m; i++) v[i] = r[i * n + c];
  v[c] += v[c] >= 0 ? norm : -norm;
  const size = v.reduce((sum, x) => sum + x * x, 0);
  for (let j = 0; j < n; j++) {
    let dot = 0;
    for (let i = c; i < m; i++) dot += v[i] * r[i * n + j];
    for (let i = c; i < m; i++) r[i * n + j] -= (2 * dot * v[i]) / size;
  }
  for (let i = 0; i < m; i++) {
    let dot = 0;
    for (let j = c; j < m; j++) dot += q[i * m + j] * v[j];
    for (let j = c; j < m; j++) q[i * m + j] -= (2 * dot * v[j]) / size;
  }
}

/** One-sided Jacobi: A (m × n, m ≥ n) = U·diag(s)·Vᵀ with s descending. */
export function svd(a: Float64Array, m: number, n: number): { u: Float64Array; s: Float64Array; v: Float64Array } {
  const u = a.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) if (!turnAll(u, v, m, n)) break;
  const lengths = Array.from({ length: n }, (_, j) =>
    Math.sqrt(Array.from({ length: m }, (_r, i) => u[i * n + j] ** 2).reduce((x, y) => x + y, 0)),
  );
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j] - lengths[i]);
  const left = new Float64Array(m * n);
  const right = new Float64Array(n * n);
  order.forEach((from, to) => {
    for (let i = 0; i < m; i++) left[i * n + to] = lengths[from] > 0 ? u[i * n + from] / lengths[from] : 0;
    for (let i = 0; i < n; i++) right[i * n + to] = v[i * n + from];
  });
  return { u: left, s: Float64Array.from(order, j => lengths[j]), v: right };
}

function turnAll(u: Float64Array, v: Float64Array, m: number, n: number): boolean {
  let turned = false;
  for (let p = 0; p < n; p++)
    for (let q = p + 1; q < n; q++) {
      let [alpha, beta, gamma] = [0, 0, 0];
      for (let i = 0; i < m; i++) {
        alpha += u[i * n + p] ** 2;
        beta += u[i * n + q] ** 2;
        gamma += u[i * n + p] * u[i * n + q];
      }
      if (Math.abs(gamma) <= 1e-16 * Math.sqrt(alpha * beta) || gamma === 0) continue;
      turned = true;
      const zeta = (beta - alpha) / (2 * gamma);
      const t = Math.sign(zeta || 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
      const c = 1 / Math.sqrt(1 + t * t);
      turn(u, m, n, p, q, c, c * t);
      turn(v, n, n, p, q, c, c * t);
    }
  return turned;
}

function turn(a: Float64Array, rows: number, n: number, p: number, q: number, c: number, s: number): void {
  for (let i = 0; i < rows; i++) {
    const x = a[i * n + p];
    const y = a[i * n + q];
    a[i * n + p] = c * x - s * y;
    a[i * n + q] = s * x + c * y;
  }
}
