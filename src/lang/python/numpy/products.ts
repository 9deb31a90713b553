// Products: matmul and dot with their shapes and NumPy's messages.
import { opTable } from '../../../core/opTable';
import { PyError, type Runtime } from '../runtime';
import { PyFloat, PyOpaque, type PyValue } from '../values';
import { operand, weakOf } from './convert';
import { BOOL, promote } from './dtypes';
import { binary, hooks, meeting, settle } from './elementwise';
import { broadcastShape } from './kernels/broadcast';
import { multiply } from './kernels/matmul';
import { nodeOf, traced, unknown } from './lens';
import { arrayOver, type NDArray, newArray, shapeText, sizeOf, tensorOf } from './ndarray';
import { SPECS2 } from './specs';

/** `np.dot`: a product with a number, an inner product, a matrix product; the last axis with the second to last. */
export function dot(rt: Runtime, a: PyValue, b: PyValue): PyValue {
  if (a instanceof PyOpaque || b instanceof PyOpaque) return unknown();
  const x = operand(rt, a);
  const y = operand(rt, b);
  if (x.shape.length === 0 || y.shape.length === 0) return binary(rt, SPECS2.multiply, a, b);
  if (y.shape.length > 2) return dotHigh(rt, x, y);
  return product(rt, a, b, x, y, () => notAligned(x, y));
}

/** `a @ b`, `np.matmul`. */
export function matmul(rt: Runtime, a: PyValue, b: PyValue): PyValue {
  if (a instanceof PyOpaque || b instanceof PyOpaque) return unknown();
  const x = operand(rt, a);
  const y = operand(rt, b);
  if (!rt.recorder && (x.shape.length === 0 || y.shape.length === 0)) throw scalarOperand(x.shape.length === 0 ? 0 : 1);
  return product(rt, a, b, x, y, () => coreMismatch(x, y));
}

function scalarOperand(which: number): PyError {
  return new PyError(
    'ValueError',
    `matmul: Input operand ${which} does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)`,
  );
}

function notAligned(x: NDArray, y: NDArray): PyError {
  const i = x.shape.length - 1;
  const j = Math.max(0, y.shape.length - 2);
  const where = `${x.shape[i]} (dim ${i}) != ${y.shape[j]} (dim ${j})`;
  return new PyError('ValueError', `shapes ${shapeText(x.shape)} and ${shapeText(y.shape)} not aligned: ${where}`);
}

function coreMismatch(x: NDArray, y: NDArray): PyError {
  const k = x.shape[x.shape.length - 1];
  const j = Math.max(0, y.shape.length - 2);
  return new PyError(
    'ValueError',
    `matmul: Input operand 1 has a mismatch in its core dimension ${j}, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size ${y.shape[j]} is different from ${k})`,
  );
}

function product(rt: Runtime, a: PyValue, b: PyValue, x: NDArray, y: NDArray, mismatch: () => PyError): PyValue {
  if (x.store.items || y.store.items) return hooks.objects!(rt, 'matmul', x, y);
  const dtype = x.dtype === y.dtype ? x.dtype : weakOf(a) || weakOf(b) ? meeting(a, b, x, y) : promote(x.dtype, y.dtype);
  const scalar = x.shape.length === 1 && y.shape.length === 1;
  if (rt.recorder) {
    const p = nodeOf(rt, a instanceof PyFloat ? a : x)!;
    const q = nodeOf(rt, b instanceof PyFloat ? b : y)!;
    return traced(rt, 'matmul', [p, q], {}, dtype, scalar);
  }
  const k = x.shape[x.shape.length - 1];
  if (k !== y.shape[Math.max(0, y.shape.length - 2)]) throw mismatch();
  const out = settle(x.shape.length <= 2 && y.shape.length <= 2 ? flatProduct(rt, x, y, k, dtype) : stackProduct(rt, x, y, k));
  if (dtype === BOOL) for (let i = out.store.start; i < out.store.start + out.size; i++) out.store.data[i] = out.store.data[i] ? 1 : 0;
  out.scalar = scalar;
  return out;
}

function flatProduct(rt: Runtime, x: NDArray, y: NDArray, k: number, dtype: NDArray['dtype']): NDArray {
  const left = x.shape.length === 1;
  const right = y.shape.length === 1;
  const n = left ? 1 : x.shape[0];
  const m = right ? 1 : y.shape[1];
  const out = newArray(left ? (right ? [] : [m]) : right ? [n] : [n, m], dtype);
  rt.spend((n * k * m) / 50);
  multiply(
    { data: x.store.data, at: x.start, row: left ? 0 : x.strides[0], column: x.strides[left ? 0 : 1] },
    { data: y.store.data, at: y.start, row: y.strides[0], column: right ? 0 : y.strides[1] },
    n,
    k,
    m,
    out.store.data,
    out.store.start,
  );
  return out;
}

/** Stacks of matrices, whose leading axes broadcast. */
function stackProduct(rt: Runtime, x: NDArray, y: NDArray, k: number): NDArray {
  const left = x.shape.length === 1;
  const right = y.shape.length === 1;
  const n = left ? 1 : x.shape[x.shape.length - 2];
  const m = right ? 1 : y.shape[y.shape.length - 1];
  const batch = broadcastShape(left ? [] : x.shape.slice(0, -2), right ? [] : y.shape.slice(0, -2));
  if (!batch) {
    const core = (a: NDArray): string => shapeText(a.shape).replace(/,\)$/, ')');
    throw new PyError(
      'ValueError',
      `operands could not be broadcast together with remapped shapes [original->remapped]: ${core(x)}->${remapped(x)} ${core(y)}->${remapped(y)} `,
    );
  }
  const count = sizeOf(batch);
  const out = newArray([...batch, ...(left ? [] : [n]), ...(right ? [] : [m])], promote(x.dtype, y.dtype));
  rt.spend((count * n * k * m) / 50);
  const xs = offsets(x, batch, left ? 1 : 2);
  const ys = offsets(y, batch, right ? 1 : 2);
  const r = x.shape.length;
  const s = y.shape.length;
  for (let i = 0; i < count; i++)
    multiply(
      { data: x.store.data, at: xs[i], row: left ? 0 : x.strides[r - 2], column: x.strides[r - 1] },
      { data: y.store.data, at: ys[i], row: right ? y.strides[0] : y.strides[s - 2], column: right ? 0 : y.strides[s - 1] },
      n,
      k,
      m,
      out.store.data,
      out.store.start + i * n * m,
    );
  return out;
}

const remapped = (a: NDArray): string =>
  `(${[...a.shape.slice(0, -2).map(String), ...['newaxis', 'newaxis'].slice(0, Math.min(2, a.shape.length))].join(',')})`;

/** Where each matrix of a stack begins, for every index of the broadcast stack. */
function offsets(a: NDArray, batch: readonly number[], core: number): number[] {
  const own = a.shape.slice(0, -core);
  const lead = batch.length - own.length;
  let found = [a.start];
  batch.forEach((n, axis) => {
    const stride = axis < lead || own[axis - lead] === 1 ? 0 : a.strides[axis - lead];
    found = found.flatMap(at => Array.from({ length: n }, (_, i) => at + i * stride));
  });
  return found;
}

/** dot of arrays with more than two axes: every row of a with every column of every matrix of b. */
function dotHigh(rt: Runtime, x: NDArray, y: NDArray): PyValue {
  const rank = x.shape.length;
  const inner = y.shape.length - 2;
  if (!rt.recorder && x.shape[rank - 1] !== y.shape[inner]) throw notAligned(x, y);
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const left = letters.slice(0, rank);
  const right = letters.slice(rank, rank + y.shape.length);
  const shared = left[rank - 1];
  const rightSpec = right.slice(0, inner) + shared + right.slice(inner + 1);
  const spec = `${left},${rightSpec}->${left.slice(0, -1)}${right.slice(0, inner)}${right.slice(inner + 1)}`;
  const dtype = promote(x.dtype, y.dtype);
  if (rt.recorder) return traced(rt, 'einsum', [nodeOf(rt, x)!, nodeOf(rt, y)!], { spec }, dtype, false);
  const out = opTable.einsum.forward([tensorOf(x), tensorOf(y)], { spec });
  return arrayOver(out.data, out.shape, dtype);
}
