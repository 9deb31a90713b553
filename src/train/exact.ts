// The exact gradient of a loss, written into the traced graph as nodes, so that a program can compute it again and again.
import { nodeAlgebra, reverse } from '../core/autodiff';
import type { Graph, Node } from '../core/graph';
import { Maths } from '../core/maths';

/** ∂loss/∂p for each parameter; null where the loss does not depend on it. */
export function exactGradients(graph: Graph, loss: Node, parameters: readonly Node[]): (Node | null)[] {
  const algebra = nodeAlgebra(graph);
  const m = new Maths(algebra);
  const one = m.number(1);
  const seed = loss.dims.length ? m.broadcastTo(one, loss.dims) : one;
  const given = new Set(parameters);
  const found = reverse(loss, parameters, { algebra, valueOf: n => n, stop: n => given.has(n) }, seed);
  return parameters.map(p => found.get(p) ?? null);
}
