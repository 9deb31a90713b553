// Which examples are trained on, which test, and which of them each step sees. Seeded: the same settings give the same order.
import { Random } from '../data/random';

export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** A share of the examples in a seeded order trains, the rest tests; all of one kind keep the file's order. */
export function split(examples: number, share: number, seed: number): Split {
  const count = Math.min(examples, Math.max(1, Math.round(examples * share)));
  if (count === examples) return { train: Int32Array.from({ length: examples }, (_, i) => i), test: new Int32Array() };
  const order = new Random(seed).permutation(examples);
  return { train: order.slice(0, count).sort(), test: order.slice(count).sort() };
}

/** Cuts the examples into batches, in a new order each time round. The last batch of a round may be smaller. */
export class Batches {
  private readonly random: Random;
  private readonly order: Int32Array;
  private at = 0;
  /** Rounds through the examples that are complete. */
  epoch = 0;

  constructor(
    examples: Int32Array,
    private readonly size: number,
    private readonly shuffled: boolean,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.order = examples.slice();
    if (shuffled) this.random.shuffle(this.order);
  }

  next(): Int32Array {
    if (this.at >= this.order.length) {
      this.at = 0;
      this.epoch++;
      if (this.shuffled) this.random.shuffle(this.order);
    }
    const batch = this.order.subarray(this.at, this.at + this.size);
    this.at += this.size;
    return batch;
  }
}
