// What is trained: the parameters, data, loss, metrics and hand-written gradients of a traced file, by name.
import { ancestors, type Node, representatives } from '../core/graph';
import type { Binding, Trace } from '../trace/trace';
import { exactGradients } from './exact';

export interface Named {
  readonly name: string;
  readonly node: Node;
  /** Where it is computed, a site of the trace. */
  readonly site: number;
}

/** A dropout mask: drawn anew for every step. */
export interface Mask {
  readonly node: Node;
  readonly keep: number;
}

export interface Model {
  readonly trace: Trace;
  /** One node for all that compute the same from the same. */
  readonly rep: (node: Node) => Node;
  readonly parameters: readonly Named[];
  readonly inputs: readonly Named[];
  readonly labels: readonly Named[];
  readonly masks: readonly Mask[];
  readonly loss: Named;
  /** Scalars of the forward pass besides the loss. */
  readonly metrics: readonly Named[];
  /** Every named value of the forward pass, in order, and of the backward pass. */
  readonly forward: readonly Named[];
  readonly backward: readonly Named[];
  /** By parameter; null where the file has none. */
  readonly hand: readonly (Named | null)[];
  readonly exact: readonly (Node | null)[];
  /** By parameter: a factor of a product, and so a weight that L2 shrinks. */
  readonly isWeight: readonly boolean[];
}

export type ModelProblem = 'noLoss' | 'noParameters' | 'holes';

/** Null of a model where the trace cannot be trained: why. */
export function modelOf(trace: Trace): Model | ModelProblem {
  if (trace.holes.length) return 'holes';
  if (!trace.declaredLoss) return 'noLoss';
  const latest = new Map<string, Binding>();
  for (const b of trace.bindings) latest.set(b.name, b);
  const named = [...latest.values()].map(b => ({ binding: b, name: b.name, node: b.node, site: b.site }));
  const ofRole = (role: string): Named[] => named.filter(n => n.binding.role === role && n.binding.section === 'declaration');
  const parameters = ofRole('parameter');
  if (!parameters.length) return 'noParameters';
  const [inputs, labels] = [ofRole('input'), ofRole('label')];
  const loss = trace.declaredLoss;
  const forward = named.filter(n => n.binding.section === 'forward');
  const backward = named.filter(n => n.binding.section === 'backward');
  const exact = exactGradients(
    trace.graph,
    loss.node,
    parameters.map(p => p.node),
  );
  const given = new Set([...parameters, ...inputs, ...labels].map(n => n.node));
  const rep = representatives(trace.graph, given);
  const hand = parameters.map(p => backward.find(b => b.name === `d${p.name}` || b.name === `d_${p.name}`) ?? null);
  const metrics = forward.filter(n => n.node.value.data.length === 1 && n.node !== loss.node && n.name !== loss.name);
  const masks = masksOf(trace, given, loss.node);
  const isWeight = weights(
    trace,
    parameters.map(p => p.node),
  );
  return { trace, rep, parameters, inputs, labels, masks, loss, metrics, forward, backward, hand, exact, isWeight };
}

/** Random leaves whose entries are 0 or 1/keep. */
function masksOf(trace: Trace, given: ReadonlySet<Node>, loss: Node): Mask[] {
  const between = ancestors([loss], n => given.has(n));
  return between.flatMap(node => {
    if (node.op !== 'leaf' || node.attrs.origin !== 'random' || given.has(node)) return [];
    const value = node.value.data.find(x => x !== 0) ?? 0;
    if (value < 1 || !node.value.data.every(x => x === 0 || x === value) || trace.graph.nodes[node.id] !== node) return [];
    return [{ node, keep: 1 / value }];
  });
}

function weights(trace: Trace, parameters: readonly Node[]): boolean[] {
  const factors = new Set<Node>();
  for (const n of trace.graph.nodes)
    if (n.op === 'matmul' || n.op === 'einsum') for (const i of n.inputs) factors.add(i.op === 'transpose' ? i.inputs[0] : i);
  return parameters.map(p => factors.has(p));
}
