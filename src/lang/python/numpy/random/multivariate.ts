// `multivariate_normal`: standard normals through the singular value decomposition of the covariance.
import type { Runtime } from '../../runtime';
import type { PyValue } from '../../values';
import { operand, shapeArg } from '../convert';
import { source } from '../lens';
import { symmetricEigen } from '../linalg/eigen';
import { copyData, newArray, sizeOf } from '../ndarray';
import type { Stream } from './streams';

export function multivariateNormal(rt: Runtime, s: Stream, mean: PyValue, cov: PyValue, size: PyValue): PyValue {
  const centre = copyData(operand(rt, mean));
  const n = centre.length;
  const { values, vectors } = symmetricEigen(copyData(operand(rt, cov)), n);
  const order = Array.from(values.keys()).sort((i, j) => Math.abs(values[j]) - Math.abs(values[i]));
  const signs = order.map((k, position) => signOf(vectors, n, k, position));
  const shape = size === null ? [] : shapeArg(rt, size);
  const out = newArray([...shape, n]);
  const { data, start } = out.store;
  const draws = Float64Array.from({ length: sizeOf(shape) * n }, () => s.normal());
  for (let row = 0; row < sizeOf(shape); row++)
    for (let j = 0; j < n; j++) {
      let sum = centre[j];
      order.forEach((k, position) => {
        sum += draws[row * n + position] * Math.sqrt(Math.abs(values[k])) * signs[position] * vectors[j * n + k];
      });
      data[start + row * n + j] = sum;
    }
  return source(rt, out, 'random');
}

/** The sign that LAPACK gives a singular vector: the first begins negative, the others end positive; axes stay positive. */
function signOf(vectors: Float64Array, n: number, k: number, position: number): number {
  const column = Array.from({ length: n }, (_, i) => vectors[i * n + k]);
  if (column.filter(x => x !== 0).length === 1) return column.some(x => x < 0) ? -1 : 1;
  return position === 0 ? -Math.sign(column[0]) : Math.sign(column[n - 1]);
}
