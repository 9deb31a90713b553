// Finds the operation that made the first NaN or infinity of a run.
import { Point } from '../core/evaluate';
import { ancestors, type Node } from '../core/graph';
import type { Tensor } from '../core/tensor';
import type { Model } from './model';
import type { Gradients } from './trainer';

export interface Origin {
  readonly node: Node;
  readonly value: 'NaN' | 'infinity';
}

/** Replays the model op by op at these values. Null: everything is finite. */
export function nanOrigin(model: Model, values: ReadonlyMap<string, Tensor>, gradients: Gradients): Origin | null {
  const given = [...model.parameters, ...model.inputs, ...model.labels];
  const overrides = new Map<Node, Tensor>();
  for (const { name, node } of given) {
    const value = values.get(name);
    if (value) overrides.set(node, value);
  }
  const point = new Point(model.trace.graph, overrides);
  const wanted = model.exact.map((exact, i) => (gradients === 'yours' ? (model.hand[i]?.node ?? exact) : exact)).filter(n => n !== null);
  for (const node of ancestors([model.loss.node, ...wanted], n => overrides.has(n))) {
    if (overrides.has(node)) continue;
    const { data } = point.valueOf(node);
    const bad = data.find(x => !Number.isFinite(x));
    if (bad !== undefined) return { node, value: Number.isNaN(bad) ? 'NaN' : 'infinity' };
  }
  return null;
}
