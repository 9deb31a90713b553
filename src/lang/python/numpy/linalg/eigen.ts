// Eigenvalues of a symmetric matrix by Jacobi's rotations: simple, and accurate to the last digits.

export interface Eigen {
  /** In ascending order. */
  readonly values: Float64Array;
  /** Row-major; column k is the vector of value k. */
  readonly vectors: Float64Array;
}

export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 60 && offDiagonal(a, n) > 0; sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[i * n + i] - a[j * n + j]);
  const values = Float64Array.from(order, i => a[i * n + i]);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    for (let i = 0; i < n; i++) vectors[i * n + to] = v[i * n + from];
  });
  return { values, vectors };
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += Math.abs(a[i * n + j]);
  return sum;
}

/** Turns the plane of axes p and q so that the entry (p, q) vanishes. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const [app, aqq] = [a[p * n + p], a[q * n + q]];
  if (Math.abs(apq) < 1e-17 * Math.min(Math.abs(app), Math.abs(aqq))) {
    a[p * n + q] = 0;
    a[q * n + p] = 0;
    return;
  }
  const theta = (aqq - app) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  a[p * n + p] = app - t * apq;
  a[q * n + q] = aqq + t * apq;
  a[p * n + q] = 0;
  a[q * n + p] = 0;
  for (let i = 0; i < n; i++) {
    if (i !== p && i !== q) {
      const [x, y] = [a[i * n + p], a[i * n + q]];
      a[i * n + p] = c * x - s * y;
      a[p * n + i] = a[i * n + p];
      a[i * n + q] = s * x + c * y;
      a[q * n + i] = a[i * n + q];
    }
    const [x, y] = [v[i * n + p], v[i * n + q]];
    v[i * n + p] = c * x - s * y;
    v[i * n + q] = s * x + c * y;
  }
}
