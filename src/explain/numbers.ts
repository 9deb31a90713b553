// Which values are plain numbers: literals and counts, however the language front end came by them.
import type { Node } from '../core/graph';

/** A single number that nothing computes and nothing draws at random. */
export const isNumberLeaf = (n: Node): boolean =>
  n.op === 'leaf' && n.dims.length === 0 && n.value.data.length === 1 && n.attrs.origin !== 'random';

/** Made of numbers alone. */
export function isFixed(node: Node): boolean {
  const pending: Node[] = [node];
  for (let steps = 0; pending.length && steps < 20; steps++) {
    const n = pending.pop()!;
    if (n.dims.length > 0 || (n.op === 'leaf' && !isNumberLeaf(n))) return false;
    pending.push(...n.inputs);
  }
  return pending.length === 0;
}
