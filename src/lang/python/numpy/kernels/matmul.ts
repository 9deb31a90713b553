// Matrix products of two strided matrices into a row-major result.

import { gemm } from './gemm';

/** From this number of products on, packing pays. */
const LARGE = 16384;

/** Where a matrix lies: its data, first entry, and steps between rows and columns. */
export interface Matrix {
  readonly data: Float64Array;
  readonly at: number;
  readonly row: number;
  readonly column: number;
}

/** out (n, m), zero before, becomes a (n, k) · b (k, m). */
export function multiply(a: Matrix, b: Matrix, n: number, k: number, m: number, out: Float64Array, at: number): void {
  if (m < 8) small(a, b, n, k, m, out, at);
  else if (n >= 8 && k >= 8 && n * k * m >= LARGE && gemm(a, b, n, k, m, out, at)) return;
  else if (k <= 4 || n < ROWS) thin(a, b.column === 1 ? b : packed(b, k, m), n, k, m, out, at);
  else {
    const right = b.column === 1 ? b : packed(b, k, m);
    const left = a.column === 1 ? a : packed(a, n, k);
    blocked(left, right, n, k, m, out, at);
  }
}

/** Few terms a sum, or few rows: every row of the result from up to four rows of b at a time. */
function thin(a: Matrix, b: Matrix, n: number, k: number, m: number, out: Float64Array, at: number): void {
  const x = a.data;
  const y = b.data;
  const { row } = b;
  for (let i = 0, p = a.at, o = at; i < n; i++, p += a.row, o += m) {
    let c = 0;
    for (let s = p, q = b.at; c + 4 <= k; c += 4, s += 4 * a.column, q += 4 * row) {
      const [v0, v1, v2, v3] = [x[s], x[s + a.column], x[s + 2 * a.column], x[s + 3 * a.column]];
      const [q1, q2, q3] = [q + row, q + 2 * row, q + 3 * row];
      if (c === 0) for (let j = 0; j < m; j++) out[o + j] = v0 * y[q + j] + v1 * y[q1 + j] + v2 * y[q2 + j] + v3 * y[q3 + j];
      else for (let j = 0; j < m; j++) out[o + j] += v0 * y[q + j] + v1 * y[q1 + j] + v2 * y[q2 + j] + v3 * y[q3 + j];
    }
    if (k - c >= 2) {
      const [v0, v1] = [x[p + c * a.column], x[p + (c + 1) * a.column]];
      const q = b.at + c * row;
      if (c === 0) for (let j = 0; j < m; j++) out[o + j] = v0 * y[q + j] + v1 * y[q + row + j];
      else for (let j = 0; j < m; j++) out[o + j] += v0 * y[q + j] + v1 * y[q + row + j];
      c += 2;
    }
    if (c < k) {
      const v = x[p + c * a.column];
      const q = b.at + c * row;
      if (c === 0) for (let j = 0; j < m; j++) out[o + j] = v * y[q + j];
      else for (let j = 0; j < m; j++) out[o + j] += v * y[q + j];
    }
  }
}

/** Dot products of rows with columns: nothing to set up. */
function small(a: Matrix, b: Matrix, n: number, k: number, m: number, out: Float64Array, at: number): void {
  const x = a.data;
  const y = b.data;
  const { column } = a;
  const { row } = b;
  let o = at;
  for (let i = 0, p = a.at; i < n; i++, p += a.row)
    for (let j = 0, q = b.at; j < m; j++, q += b.column) {
      let sum = 0;
      for (let c = 0, s = p, t = q; c < k; c++, s += column, t += row) sum += x[s] * y[t];
      out[o++] = sum;
    }
}

function packed(b: Matrix, k: number, m: number): Matrix {
  const data = new Float64Array(k * m);
  const { data: from, row, column } = b;
  for (let i = 0, o = 0; i < k; i++) for (let j = 0, p = b.at + i * row; j < m; j++, p += column) data[o++] = from[p];
  return { data, at: 0, row: m, column: 1 };
}

const ROWS = 4;
const DEPTH = 128;

/** Four rows of the result at a time, over a part of the depth whose rows of b stay in the cache. */
function blocked(a: Matrix, b: Matrix, n: number, k: number, m: number, out: Float64Array, at: number): void {
  for (let c0 = 0; c0 < k; c0 += DEPTH) {
    const c1 = Math.min(k, c0 + DEPTH);
    let i = 0;
    for (; i + ROWS <= n; i += ROWS) fourRows(a.data, a.at + i * a.row, a.row, b, c0, c1, m, out, at + i * m);
    for (; i < n; i++) oneRow(a.data, a.at + i * a.row, b, c0, c1, m, out, at + i * m);
  }
}

function oneRow(x: Float64Array, p: number, b: Matrix, c0: number, c1: number, m: number, out: Float64Array, o: number): void {
  const y = b.data;
  for (let c = c0; c < c1; c++) {
    const v = x[p + c];
    const q = b.at + c * b.row;
    for (let j = 0; j < m; j++) out[o + j] += v * y[q + j];
  }
}

function fourRows(
  x: Float64Array,
  p: number,
  step: number,
  b: Matrix,
  c0: number,
  c1: number,
  m: number,
  out: Float64Array,
  o: number,
): void {
  const y = b.data;
  const p1 = p + step;
  const p2 = p1 + step;
  const p3 = p2 + step;
  const o1 = o + m;
  const o2 = o1 + m;
  const o3 = o2 + m;
  let c = c0;
  for (; c + 1 < c1; c += 2) {
    const a0 = x[p + c];
    const a1 = x[p1 + c];
    const a2 = x[p2 + c];
    const a3 = x[p3 + c];
    const b0 = x[p + c + 1];
    const b1 = x[p1 + c + 1];
    const b2 = x[p2 + c + 1];
    const b3 = x[p3 + c + 1];
    const q = b.at + c * b.row;
    const r = q + b.row;
    for (let j = 0; j < m; j++) {
      const u = y[q + j];
      const v = y[r + j];
      out[o + j] += a0 * u + b0 * v;
      out[o1 + j] += a1 * u + b1 * v;
      out[o2 + j] += a2 * u + b2 * v;
      out[o3 + j] += a3 * u + b3 * v;
    }
  }
  for (; c < c1; c++) {
    const q = b.at + c * b.row;
    for (let j = 0; j < m; j++) {
      const u = y[q + j];
      out[o + j] += x[p + c] * u;
      out[o1 + j] += x[p1 + c] * u;
      out[o2 + j] += x[p2 + c] * u;
      out[o3 + j] += x[p3 + c] * u;
    }
  }
}
