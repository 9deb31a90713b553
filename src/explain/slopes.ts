// Finds where a backward pass computes an activation's slope, however it is written: g'(Z), 1 − A², A * (1 − A), Z > 0.
import type { Judged } from '../check/check';
import { tensorAlgebra } from '../core/autodiff';
import type { Node } from '../core/graph';
import { Maths } from '../core/maths';
import type { Attrs } from '../core/op';
import type { OpName } from '../core/opNames';
import { opTable } from '../core/opTable';
import { ones, sameShape, type Tensor } from '../core/tensor';
import { ACTIVATIONS } from './activations';
import type { Study } from './study';

export interface Activation {
  readonly op: OpName;
  readonly attrs: Attrs;
  /** The values before and after, as traced. */
  readonly input: Node;
  readonly output: Node;
}

/** g'(z), entry by entry. */
export function slopeOf(op: OpName, attrs: Attrs, z: Tensor): Tensor {
  const [slope] = opTable[op].vjp(new Maths(tensorAlgebra), {
    inputs: [z],
    output: opTable[op].forward([z], attrs),
    adjoint: ones(z.shape),
    attrs,
    shapes: [],
    outShape: [],
  });
  return slope ?? ones(z.shape);
}

/** The activation that a gradient's target goes into; null where it goes elsewhere. */
export function activationAfter(study: Study, { verdict }: Judged): Activation | null {
  const { loss, target } = verdict.shown;
  const view = study.view(loss);
  const z = view.of(target);
  const user = z && view.usersOf(z).find(u => ACTIVATIONS.has(u.op) && u.inputs[0] === z);
  const output = user && view.original(user);
  return user && output ? { op: user.op, attrs: user.attrs, input: target, output } : null;
}

/** The nodes of a gradient's own statement that are the slope, the outermost of each. */
export function slopesIn(study: Study, judged: Judged, activation: Activation): Node[] {
  const { binding, hand } = judged.verdict.shown;
  if (!binding) return [];
  const { points } = study.context.exact;
  const wanted = points.map(p => slopeOf(activation.op, activation.attrs, p.valueOf(activation.input)));
  const varied = wanted.some(({ data }) => data.some(x => x !== data[0]));
  if (!varied) return [];
  const { nodes } = study.trace.graph;
  const found: Node[] = [];
  for (let id = hand.id; id >= binding.from; id--) {
    const node = nodes[id];
    if (node.value.data.length !== activation.input.value.data.length || !sameShape(node.value.shape, activation.input.value.shape))
      continue;
    if (points.every((p, k) => close(p.valueOf(node), wanted[k]))) found.push(node);
  }
  return found;
}

function close(a: Tensor, b: Tensor): boolean {
  for (let i = 0; i < a.data.length; i++) if (!(Math.abs(a.data[i] - b.data[i]) <= 1e-9 * Math.max(1, Math.abs(b.data[i])))) return false;
  return true;
}
