// The inner loops of elementwise operations on one array.
import type { DType } from '../dtypes';
import { flatData, type NDArray, newArray } from '../ndarray';

export type Loop1 = (n: number, x: Float64Array, xAt: number, out: Float64Array, outAt: number) => void;

export const negLoop: Loop1 = (n, x, p, out, o) => {
  for (let i = 0; i < n; i++) out[o + i] = -x[p + i];
};
export const expLoop: Loop1 = (n, x, p, out, o) => {
  for (let i = 0; i < n; i++) out[o + i] = Math.exp(x[p + i]);
};
export const logLoop: Loop1 = (n, x, p, out, o) => {
  for (let i = 0; i < n; i++) out[o + i] = Math.log(x[p + i]);
};
export const tanhLoop: Loop1 = (n, x, p, out, o) => {
  for (let i = 0; i < n; i++) out[o + i] = Math.tanh(x[p + i]);
};
export const sqrtLoop: Loop1 = (n, x, p, out, o) => {
  for (let i = 0; i < n; i++) out[o + i] = Math.sqrt(x[p + i]);
};
export const squareLoop: Loop1 = (n, x, p, out, o) => {
  for (let i = 0; i < n; i++) out[o + i] = x[p + i] * x[p + i];
};
export const absLoop: Loop1 = (n, x, p, out, o) => {
  for (let i = 0; i < n; i++) out[o + i] = Math.abs(x[p + i]);
};

/** The loop of any other function of one number. */
export const loop1 =
  (f: (x: number) => number): Loop1 =>
  (n, x, p, out, o) => {
    for (let i = 0; i < n; i++) out[o + i] = f(x[p + i]);
  };

export function mapArray(loop: Loop1, a: NDArray, dtype: DType): NDArray {
  const out = newArray(a.shape, dtype);
  const { data, start } = flatData(a);
  loop(out.size, data, start, out.store.data, out.store.start);
  return out;
}
