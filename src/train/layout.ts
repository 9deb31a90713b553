// Gives every stored value its place in the memory of a program. Places begin at even entries and have one entry to spare.

import type { Node } from '../core/graph';
import { sizeOf } from '../core/tensor';

export interface Slot {
  /** In bytes. */
  readonly address: number;
  readonly length: number;
}

export class Layout {
  /** In entries. The first page is left free: address 0 is no value. */
  private end = 8;

  take(length: number): Slot {
    const address = this.end * 8;
    this.end += padded(length);
    return { address, length };
  }

  for(node: Node): Slot {
    return this.take(sizeOf(node.value.shape));
  }

  /** In WebAssembly's pages of 64 kB. */
  get pages(): number {
    return Math.ceil(((this.end + 8) * 8) / 65536);
  }
}

/** An even number of entries, so that the loops over pairs may run over the end of an odd one. */
export const padded = (length: number): number => length + (length % 2);

/** Slots for several values one after the other, and the stretch of all. */
export function pack(layout: Layout, lengths: readonly number[]): { whole: Slot; parts: Slot[] } {
  const total = lengths.reduce((sum, n) => sum + padded(n), 0);
  const whole = layout.take(total);
  let at = whole.address;
  const parts = lengths.map(length => {
    const slot = { address: at, length };
    at += padded(length) * 8;
    return slot;
  });
  return { whole, parts };
}
