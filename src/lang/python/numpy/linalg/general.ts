// Real eigenvalues and vectors of a general matrix: shifted QR steps on the matrix itself, then inverse iteration.
import { decompose, qr, solveWith } from './dense';
import { symmetricEigen } from './eigen';

/** Null where eigenvalues are complex (or the iteration does not settle). */
export function generalEigen(matrix: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } | null {
  const symmetric = matrix.every((x, i) => x === matrix[(i % n) * n + Math.floor(i / n)]);
  if (symmetric) return symmetricEigen(matrix, n);
  const values = eigenvalues(matrix, n);
  if (!values) return null;
  const vectors = new Float64Array(n * n);
  values.forEach((value, k) => {
    vectorOf(matrix, n, value).forEach((x, i) => {
      vectors[i * n + k] = x;
    });
  });
  return { values, vectors };
}

function eigenvalues(matrix: Float64Array, n: number): Float64Array | null {
  let a: Float64Array = matrix.slice();
  const found = new Float64Array(n);
  let size = n;
  for (let step = 0; size > 1; step++) {
    if (step > 500 * n) return null;
    if (Math.abs(a[size * size - 2]) < 1e-15 * (Math.abs(a[size * size - 1]) + Math.abs(a[(size - 2) * size + size - 2]))) {
      if (rowVanishes(a, size)) {
        found[size - 1] = a[size * size - 1];
        a = corner(a, size);
        size--;
        continue;
      }
    }
    const shift = a[size * size - 1];
    a = qrStep(a, size, shift);
  }
  found[0] = a[0];
  return found;
}

function rowVanishes(a: Float64Array, n: number): boolean {
  const scale = a.reduce((top, x) => Math.max(top, Math.abs(x)), 0);
  for (let j = 0; j < n - 1; j++) if (Math.abs(a[(n - 1) * n + j]) > 1e-14 * scale) return false;
  return true;
}

function corner(a: Float64Array, n: number): Float64Array {
  const out = new Float64Array((n - 1) * (n - 1));
  for (let i = 0; i < n - 1; i++) for (let j = 0; j < n - 1; j++) out[i * (n - 1) + j] = a[i * n + j];
  return out;
}

function qrStep(a: Float64Array, n: number, shift: number): Float64Array {
  const moved = a.slice();
  for (let i = 0; i < n; i++) moved[i * n + i] -= shift;
  const { q, r } = qr(moved, n, n);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = i === j ? shift : 0;
      for (let k = i; k < n; k++) sum += r[i * n + k] * q[k * n + j];
      out[i * n + j] = sum;
    }
  return out;
}

function vectorOf(matrix: Float64Array, n: number, value: number): Float64Array {
  const moved = matrix.slice();
  const scale = Math.max(1e-300, Math.abs(value), ...matrix.map(Math.abs));
  for (let i = 0; i < n; i++) moved[i * n + i] -= value + 1e-14 * scale;
  const lu = decompose(moved, n);
  let x = Float64Array.from({ length: n }, (_, i) => 1 / (i + 1.3));
  for (let step = 0; step < 4; step++) {
    x = lu.singular ? x : Float64Array.from(solveWith(lu, n, x, 1));
    const size = Math.sqrt(x.reduce((sum, v) => sum + v * v, 0));
    x = x.map(v => v / size);
  }
  return x;
}
