// Steps of a program that are not loops over pairs: transposes, softmax, extremes, and any op by its own forward rule.
import type { Node } from '../core/graph';
import { opTable } from '../core/opTable';
import type { Tensor } from '../core/tensor';

/** A value's shape and its entries in the program's memory. */
export type View = Tensor;

export function transposeStep(from: View, to: View): () => void {
  const [n, m] = from.shape;
  const [a, out] = [from.data, to.data];
  return () => {
    for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) out[j * n + i] = a[i * m + j];
  };
}

/** Sums of columns: (n, m) → (m). */
export function columnSums(from: View, to: View, factor: number): () => void {
  const [n, m] = from.shape;
  const [a, out] = [from.data, to.data];
  return () => {
    out.fill(0);
    for (let i = 0; i < n; i++) for (let j = 0, at = i * m; j < m; j++, at++) out[j] += a[at];
    if (factor !== 1) for (let j = 0; j < m; j++) out[j] *= factor;
  };
}

/** The softmax of groups of `length` entries that lie `step` apart. */
export function softmaxStep(from: View, to: View, axis: number, logarithm: boolean): () => void {
  const [n, m] = from.shape;
  const [groups, length, between, step] = axis === 0 ? [m, n, 1, m] : [n, m, m, 1];
  const [a, out] = [from.data, to.data];
  return () => {
    for (let g = 0; g < groups; g++) {
      const start = g * between;
      let top = Number.NEGATIVE_INFINITY;
      for (let k = 0, at = start; k < length; k++, at += step) if (a[at] > top) top = a[at];
      if (!Number.isFinite(top)) top = 0;
      let sum = 0;
      for (let k = 0, at = start; k < length; k++, at += step) {
        const e = Math.exp(a[at] - top);
        out[at] = e;
        sum += e;
      }
      const shift = top + Math.log(sum);
      if (logarithm) for (let k = 0, at = start; k < length; k++, at += step) out[at] = a[at] - shift;
      else for (let k = 0, at = start; k < length; k++, at += step) out[at] /= sum;
    }
  };
}

/** Along one axis of a matrix: where the largest entry is, or the entry itself. NaN counts as largest for `max`, as in NumPy. */
export function extremeStep(from: View, to: View, axis: number, kind: 'max' | 'min' | 'argmax'): () => void {
  const [n, m] = from.shape;
  const [groups, length, between, step] = axis === 0 ? [m, n, 1, m] : [n, m, m, 1];
  const [a, out] = [from.data, to.data];
  const sign = kind === 'min' ? -1 : 1;
  return () => {
    for (let g = 0; g < groups; g++) {
      let best = 0;
      let top = a[g * between];
      for (let k = 1, at = g * between + step; k < length; k++, at += step) {
        const x = a[at];
        if (sign * x > sign * top || (kind !== 'argmax' && Number.isNaN(x))) {
          top = x;
          best = k;
        }
      }
      out[g] = kind === 'argmax' ? best : top;
    }
  };
}

/** The op's own rule, and its result copied into place: for what is rare enough not to need a step of its own. */
export function ruleStep(node: Node, inputs: readonly View[], to: View): () => void {
  const { forward } = opTable[node.op];
  const { attrs } = node;
  return () => to.data.set(forward(inputs, attrs).data);
}
