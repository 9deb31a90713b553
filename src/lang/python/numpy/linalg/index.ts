// `np.linalg`: norms in the graph; inverses, determinants and decompositions as numbers.
import { EXCEPTIONS } from '../../objects/exceptions';
import { PyError, type Runtime } from '../../runtime';
import { PyList, PyModule, PyOpaque, PyTuple, type PyValue } from '../../values';
import { asNumber, axesArg, cast, needIndex, operand } from '../convert';
import { builtin, entry, type Table } from '../define';
import { FLOAT64, INT64 } from '../dtypes';
import { beyondGraph, binary, followed, hidden, unary } from '../elementwise';
import { nodeOf, unknown } from '../lens';
import { arrayOver, contiguous, copyData, type NDArray, scalarOf, tensorOf } from '../ndarray';
import { matmul } from '../products';
import { maximumOf, minimumOf, sum } from '../reductions';
import { ravel, transpose } from '../shapes';
import { SPECS2 } from '../specs';
import { SPECS1 } from '../specs1';
import { cholesky, decompose, determinant, qr, solveWith, svd } from './dense';
import { symmetricEigen } from './eigen';
import { generalEigen } from './general';

const fails = (message: string): PyError => new PyError('numpy.linalg.LinAlgError', message);

/** The root of the sum of squares; other orders as NumPy has them. */
function norm(rt: Runtime, x: PyValue, ord: PyValue, axis: PyValue, keepdims: PyValue): PyValue {
  if (x instanceof PyOpaque) return unknown();
  const given = operand(rt, x);
  const a = given.dtype.inexact ? given : cast(rt, given, FLOAT64);
  const axes = axesArg(rt, axis);
  const order = typeof ord === 'string' ? ord : asNumber(ord);
  const matrix = axes ? axes.length === 2 : a.shape.length === 2;
  if (order === null || order === 'fro' || (order === 2 && !matrix)) {
    const flat = axes || rt.truth(keepdims) || contiguous(a) ? a : (ravel(rt, a) as NDArray);
    return unary(rt, SPECS1.sqrt, sum(rt, binary(rt, SPECS2.multiply, flat, flat), axis, keepdims));
  }
  return matrix ? matrixNorm(rt, a, order) : vectorNorm(rt, a, order as number, axis, keepdims);
}

function vectorNorm(rt: Runtime, a: NDArray, order: number, axis: PyValue, keepdims: PyValue): PyValue {
  const size = unary(rt, SPECS1.absolute, a);
  if (order === Infinity) return maximumOf(rt, size, axis, keepdims);
  if (order === -Infinity) return minimumOf(rt, size, axis, keepdims);
  if (order === 0) return sum(rt, binary(rt, SPECS2.not_equal, a, 0), axis, keepdims);
  if (order === 1) return sum(rt, size, axis, keepdims);
  return binary(rt, SPECS2.float_power, sum(rt, binary(rt, SPECS2.float_power, size, order), axis, keepdims), 1 / order);
}

function matrixNorm(rt: Runtime, a: NDArray, order: number | string): PyValue {
  const size = unary(rt, SPECS1.absolute, a);
  if (order === 1) return maximumOf(rt, sum(rt, size, 0));
  if (order === -1) return minimumOf(rt, sum(rt, size, 0));
  if (order === Infinity) return maximumOf(rt, sum(rt, size, 1));
  if (order === -Infinity) return minimumOf(rt, sum(rt, size, 1));
  const { s } = decomposed(a);
  const value = order === 'nuc' ? s.reduce((x, y) => x + y, 0) : order === 2 ? s[0] : s[s.length - 1];
  return beyondGraph(rt, 'linalg.norm', nodesOf(rt, a), scalarOf(value), true);
}

const nodesOf = (rt: Runtime, ...arrays: NDArray[]) => (rt.recorder ? arrays.map(a => nodeOf(rt, a)!) : []);

function squareOf(rt: Runtime, value: PyValue): { a: NDArray; n: number } {
  const a = operand(rt, value);
  if (a.shape.length < 2) throw fails(`${a.shape.length}-dimensional array given. Array must be at least two-dimensional`);
  const n = a.shape[a.shape.length - 1];
  if (a.shape[a.shape.length - 2] !== n) throw fails('Last 2 dimensions of the array must be square');
  return { a, n };
}

/** Something of every matrix of a stack. */
function stacked(a: NDArray, n: number, run: (data: Float64Array) => Float64Array, shape: readonly number[]): NDArray {
  const { data } = tensorOf(a);
  const parts: Float64Array[] = [];
  for (let at = 0; at < data.length; at += n * n) parts.push(run(data.slice(at, at + n * n)));
  const size = parts.reduce((total, p) => total + p.length, 0);
  const out = new Float64Array(size);
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return arrayOver(out, shape);
}

function inverse(rt: Runtime, value: PyValue): PyValue {
  if (value instanceof PyOpaque) return unknown();
  const { a, n } = squareOf(rt, value);
  const steps = a.shape.length === 2 ? followed(rt, 'inv', n, [a], [orderOf(a, n)]) : null;
  if (steps) return steps;
  const identity = Float64Array.from({ length: n * n }, (_, i) => (Math.floor(i / n) === i % n ? 1 : 0));
  const out = stacked(a, n, data => solveWith(regular(data, n), n, identity, n), a.shape);
  return beyondGraph(rt, 'linalg.inv', nodesOf(rt, a), out);
}

/** The rows in the order in which they are pivots. */
const orderOf = (a: NDArray, n: number): PyList => new PyList([...regular(copyData(a), n).pivots]);

function regular(data: Float64Array, n: number): ReturnType<typeof decompose> {
  const lu = decompose(data, n);
  if (lu.singular) throw fails('Singular matrix');
  return lu;
}

function solve(rt: Runtime, left: PyValue, right: PyValue): PyValue {
  if (left instanceof PyOpaque || right instanceof PyOpaque) return unknown();
  const { a, n } = squareOf(rt, left);
  const b = operand(rt, right);
  const m = b.shape.length === 1 ? 1 : b.shape[1];
  if (b.shape[0] !== n)
    throw new PyError(
      'ValueError',
      `solve: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m,n)->(m,n) (size ${b.shape[0]} is different from ${n})`,
    );
  const steps = followed(rt, 'solve', n, [a, b], [orderOf(a, n)]);
  if (steps) return steps;
  const x = solveWith(regular(copyData(a), n), n, copyData(b), m);
  return beyondGraph(rt, 'linalg.solve', nodesOf(rt, a, b), arrayOver(x, b.shape));
}

function det(rt: Runtime, value: PyValue): PyValue {
  if (value instanceof PyOpaque) return unknown();
  const { a, n } = squareOf(rt, value);
  const lu = a.shape.length === 2 ? decompose(copyData(a), n) : null;
  const steps = lu && !lu.singular ? followed(rt, 'det', n, [a], [new PyList([...lu.pivots]), lu.sign]) : null;
  if (steps) return steps;
  const out = stacked(a, n, data => Float64Array.of(determinant(decompose(data, n), n)), a.shape.slice(0, -2));
  return beyondGraph(rt, 'linalg.det', nodesOf(rt, a), out, true);
}

interface Svd {
  u: Float64Array;
  s: Float64Array;
  v: Float64Array;
  m: number;
  n: number;
}

/** The thin decomposition of any matrix: a wide one by its transpose. */
function decomposed(a: NDArray): Svd {
  const [m, n] = a.shape;
  if (m >= n) return { ...svd(copyData(a), m, n), m, n };
  const turned = new Float64Array(m * n);
  const data = copyData(a);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) turned[j * m + i] = data[i * n + j];
  const { u, s, v } = svd(turned, n, m);
  return { u: v, s, v: u, m, n };
}

/** Columns that complete orthonormal ones to a basis, by Gram and Schmidt. */
function completed(u: Float64Array, rows: number, k: number): Float64Array {
  const out = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < k; j++) out[i * rows + j] = u[i * k + j];
  for (let c = 0, e = 0; c < rows; c++) {
    const filled = c < k && Array.from({ length: rows }, (_, i) => out[i * rows + c]).some(x => x !== 0);
    while (!filled && e < rows && !basisVector(out, rows, c, e)) e++;
  }
  return out;
}

function basisVector(out: Float64Array, rows: number, c: number, e: number): boolean {
  const x = new Float64Array(rows);
  x[e] = 1;
  for (let pass = 0; pass < 2; pass++)
    for (let j = 0; j < rows; j++) {
      if (j === c) continue;
      let dot = 0;
      for (let i = 0; i < rows; i++) dot += out[i * rows + j] * x[i];
      for (let i = 0; i < rows; i++) x[i] -= dot * out[i * rows + j];
    }
  const size = Math.sqrt(x.reduce((total, v) => total + v * v, 0));
  if (size < 0.1 / Math.sqrt(rows)) return false;
  for (let i = 0; i < rows; i++) out[i * rows + c] = x[i] / size;
  return true;
}

function svdOf(rt: Runtime, value: PyValue, full: PyValue, vectors: PyValue): PyValue {
  if (value instanceof PyOpaque) return unknown();
  const a = operand(rt, value);
  if (a.shape.length !== 2) throw fails(`${a.shape.length}-dimensional array given. Array must be at least two-dimensional`);
  const lost = hidden(rt, 'linalg.svd', a);
  if (lost) return lost;
  const { u, s, v, m, n } = decomposed(a);
  const k = s.length;
  const tell = <T extends NDArray>(out: T): NDArray => beyondGraph(rt, 'linalg.svd', nodesOf(rt, a), out);
  if (!rt.truth(vectors)) return tell(arrayOver(s, [k]));
  normalSigns(u, v, m, n, k);
  const whole = rt.truth(full);
  const left = whole ? arrayOver(completed(u, m, k), [m, m]) : arrayOver(u, [m, k]);
  const right = whole ? arrayOver(completed(v, n, k), [n, n]) : arrayOver(v, [n, k]);
  return new PyTuple([tell(left), tell(arrayOver(s, [k])), transpose(rt, tell(right), null)]);
}

/** Singular vectors are only known up to their sign; the left ones begin negative, as LAPACK's mostly do. */
function normalSigns(u: Float64Array, v: Float64Array, m: number, n: number, k: number): void {
  for (let j = 0; j < k; j++) {
    if (u[j] <= 0) continue;
    for (let i = 0; i < m; i++) u[i * k + j] *= -1;
    for (let i = 0; i < n; i++) v[i * k + j] *= -1;
  }
}

/** The pseudo-inverse: V·diag(1/s)·Uᵀ, where s is not negligible. */
function pinv(rt: Runtime, value: PyValue, rcond: PyValue): PyValue {
  if (value instanceof PyOpaque) return unknown();
  const a = operand(rt, value);
  const { u, s, v, m, n } = decomposed(a);
  const steps = rankOf(a) === Math.min(m, n) ? followed(rt, 'pinv', Math.min(m, n), [a]) : null;
  if (steps) return steps;
  const cutoff = (asNumber(rcond) ?? 1e-15) * (s[0] ?? 0);
  const k = s.length;
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) for (let c = 0; c < k; c++) if (s[c] > cutoff) out[i * m + j] += (v[i * k + c] / s[c]) * u[j * k + c];
  return beyondGraph(rt, 'linalg.pinv', nodesOf(rt, a), arrayOver(out, [n, m]));
}

function eigh(rt: Runtime, value: PyValue, vectors: boolean): PyValue {
  if (value instanceof PyOpaque) return unknown();
  const { a, n } = squareOf(rt, value);
  const lost = hidden(rt, 'linalg.eigh', a);
  if (lost) return lost;
  const found = symmetricEigen(copyData(a), n);
  const values = beyondGraph(rt, 'linalg.eigh', nodesOf(rt, a), arrayOver(found.values, [n]));
  return vectors ? new PyTuple([values, arrayOver(found.vectors, [n, n])]) : values;
}

function eig(rt: Runtime, value: PyValue, vectors: boolean): PyValue {
  if (value instanceof PyOpaque) return unknown();
  const { a, n } = squareOf(rt, value);
  const lost = hidden(rt, 'linalg.eig', a);
  if (lost) return lost;
  const found = generalEigen(copyData(a), n);
  if (!found) {
    rt.unsupported('complex eigenvalues');
    return unknown();
  }
  const values = beyondGraph(rt, 'linalg.eig', nodesOf(rt, a), arrayOver(found.values, [n]));
  return vectors ? new PyTuple([values, arrayOver(found.vectors, [n, n])]) : values;
}

function rankOf(a: NDArray): number {
  if (a.shape.length < 2) return copyData(a).some(x => x !== 0) ? 1 : 0;
  const { s, m, n } = decomposed(a);
  return s.filter(x => x > s[0] * Math.max(m, n) * Number.EPSILON).length;
}

/** Least squares by the pseudo-inverse. */
function lstsq(rt: Runtime, left: PyValue, right: PyValue): PyValue {
  const a = operand(rt, left);
  const b = operand(rt, right);
  const x = matmul(rt, pinv(rt, a, null), b);
  const { s, m, n } = decomposed(a);
  const rank = rankOf(a);
  const error = binary(rt, SPECS2.subtract, b, matmul(rt, a, x));
  const residuals =
    rank < n || m <= n ? arrayOver(new Float64Array(0), [0]) : sum(rt, binary(rt, SPECS2.multiply, error, error), 0, b.shape.length === 1);
  return new PyTuple([x, residuals, rank, arrayOver(s, [s.length])]);
}

function power(rt: Runtime, value: PyValue, n: PyValue): PyValue {
  const times = needIndex(n, rt);
  const base = times < 0 ? inverse(rt, value) : value;
  const size = operand(rt, value).shape[0];
  let result: PyValue = arrayOver(
    Float64Array.from({ length: size * size }, (_, i) => (Math.floor(i / size) === i % size ? 1 : 0)),
    [size, size],
    operand(rt, value).dtype,
  );
  for (let i = 0; i < Math.abs(times); i++) result = matmul(rt, result, base);
  return result;
}

const TABLE: Table = {
  norm: entry('x, ord=None, axis=None, keepdims=False', norm),
  inv: entry('a', inverse),
  pinv: entry('a, rcond=None', pinv),
  solve: entry('a, b', solve),
  lstsq: entry('a, b, rcond=None', lstsq),
  det: entry('a', det),
  slogdet: entry('a', (rt, value) => {
    const { a, n } = squareOf(rt, value);
    const lu = decompose(copyData(a), n);
    const steps = lu.singular ? null : followed(rt, 'logdet', n, [a], [new PyList([...lu.pivots])]);
    const x = determinant(lu, n);
    return new PyTuple([scalarOf(Math.sign(x)), steps ?? scalarOf(Math.log(Math.abs(x)))]);
  }),
  svd: entry('a, full_matrices=True, compute_uv=True', svdOf),
  svdvals: entry('x', (rt, x) => svdOf(rt, x, false, false)),
  eigh: entry("a, UPLO='L'", (rt, a) => eigh(rt, a, true)),
  eigvalsh: entry("a, UPLO='L'", (rt, a) => eigh(rt, a, false)),
  eig: entry('a', (rt, a) => eig(rt, a, true)),
  eigvals: entry('a', (rt, a) => eig(rt, a, false)),
  cholesky: entry('a', (rt, value) => {
    const { a, n } = squareOf(rt, value);
    const l = cholesky(copyData(a), n);
    if (!l) throw fails('Matrix is not positive definite');
    const steps = followed(rt, 'cholesky', n, [a]);
    if (steps) return steps;
    return beyondGraph(rt, 'linalg.cholesky', nodesOf(rt, a), arrayOver(l, [n, n]));
  }),
  qr: entry("a, mode='reduced'", (rt, value) => {
    const a = operand(rt, value);
    const lost = hidden(rt, 'linalg.qr', a);
    if (lost) return lost;
    const [m, n] = a.shape;
    const { q, r, k } = qr(copyData(a), m, n);
    return new PyTuple([beyondGraph(rt, 'linalg.qr', nodesOf(rt, a), arrayOver(q, [m, k])), arrayOver(r, [k, n])]);
  }),
  multi_dot: entry('arrays', (rt, arrays) => [...rt.iterate(arrays)].reduce((a, b) => matmul(rt, a, b))),
  matrix_rank: entry('A, tol=None', (rt, value) => scalarOf(rankOf(operand(rt, value)), INT64)),
  matrix_power: entry('a, n', power),
  cond: entry('x, p=None', (rt, value) => {
    const { s } = decomposed(operand(rt, value));
    return scalarOf(s[0] / s[s.length - 1]);
  }),
};

export function linalgModule(): PyModule {
  const members = new Map<string, PyValue>([['__name__', 'numpy.linalg']]);
  for (const [name, made] of Object.entries(TABLE)) members.set(name, builtin(name, made));
  const error = EXCEPTIONS.get('numpy.linalg.LinAlgError');
  if (error) members.set('LinAlgError', error);
  return new PyModule('numpy.linalg', members);
}
