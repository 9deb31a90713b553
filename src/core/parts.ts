// Reading and writing a part of a tensor: which reads and writes are of the same part.
import type { Node } from './graph';

/** True for an operation that reads a part: x[i], x[a:b], x[indices]. */
export const readsPart = (node: Node): boolean => node.op === 'slice' || node.op === 'take';

/** True for an operation that makes a tensor like its first input with another part in it. */
export const writesPart = (node: Node): boolean => node.op === 'setSlice' || node.op === 'put';

const keys = new WeakMap<Node, string>();

/** The part that a node reads, writes or scatters to, as text. */
function partKey(node: Node): string {
  const known = keys.get(node);
  if (known !== undefined) return known;
  const key = JSON.stringify(node.attrs.index ?? [...((node.attrs.offsets as Int32Array | undefined) ?? [])]);
  keys.set(node, key);
  return key;
}

/** Do two operations mean the same part of tensors of one shape? */
export const samePart = (a: Node, b: Node): boolean => partKey(a) === partKey(b);
