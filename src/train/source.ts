// Where models for training come from: a file traced for any number of examples, and its data.
import type { Tensor } from '../core/tensor';
import type { Model } from './model';

export interface ModelSource {
  /** The whole data by the variable's name, every example in it. */
  readonly data: ReadonlyMap<string, Tensor>;
  /** How many examples there are. */
  readonly examples: number;
  /** By variable: the axis along which examples lie; null: it has none, and stays whole in every batch. */
  readonly axes: ReadonlyMap<string, number | null>;
  /** What the classes of the label are called, where it has classes. */
  readonly classes: readonly string[] | null;
  /** The model for so many examples; null where it cannot be traced for another number than all. */
  at(examples: number): Model | null;
}

/** A variable's data in an order from which examples are gathered fast. */
export class Examples {
  private readonly outer: number;
  private readonly inner: number;
  private readonly size: number;
  /** An example after the other, where examples are columns of several entries. */
  private readonly turned: Float64Array | null;

  constructor(
    private readonly value: Tensor,
    axis: number,
  ) {
    const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
    this.outer = product(value.shape.slice(0, axis));
    this.inner = product(value.shape.slice(axis + 1));
    this.size = value.shape[axis];
    this.turned = this.inner === 1 && this.outer > 4 ? this.turn() : null;
  }

  private turn(): Float64Array {
    const { outer, size } = this;
    const turned = new Float64Array(outer * size);
    for (let o = 0; o < outer; o++) for (let i = 0; i < size; i++) turned[i * outer + o] = this.value.data[o * size + i];
    return turned;
  }

  /** Some examples. `into` has the shape of the whole but for the axis. */
  gather(which: ArrayLike<number>, into: Float64Array): void {
    const { outer, inner, size, turned } = this;
    const { data } = this.value;
    const count = which.length;
    if (turned) gatherColumns(turned, outer, which, into);
    else if (inner === 1) for (let o = 0; o < outer; o++) for (let k = 0; k < count; k++) into[o * count + k] = data[o * size + which[k]];
    else
      for (let o = 0; o < outer; o++)
        for (let k = 0; k < count; k++) {
          const from = (o * size + which[k]) * inner;
          into.set(data.subarray(from, from + inner), (o * count + k) * inner);
        }
  }
}

/** Eight rows at a time: what is read lies in one cache line, what is written in eight that stay. */
function gatherColumns(turned: Float64Array, rows: number, which: ArrayLike<number>, into: Float64Array): void {
  const count = which.length;
  for (let from = 0; from < rows; from += 8) {
    const to = Math.min(rows, from + 8);
    for (let k = 0; k < count; k++) {
      const start = which[k] * rows;
      for (let o = from; o < to; o++) into[o * count + k] = turned[start + o];
    }
  }
}
