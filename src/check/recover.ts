// Recovers a loss that the file does not compute: the usual one whose exact gradient at the output the hand-written one is.
import type { Graph, Node } from '../core/graph';
import { isNode } from '../core/graph';
import type { OpName } from '../core/opNames';
import { zeros } from '../core/tensor';
import { lossMessages } from '../messages/losses';
import type { LossInstance } from './losses';
import type { Ancestry, Model } from './model';

/** The difference of an output and its label, somewhere in the backward pass. */
interface Residual {
  readonly output: Node;
  readonly label: Node;
  readonly node: Node;
}

export interface Hypothesis {
  readonly kind: 'squared' | 'binary' | 'categorical';
  readonly losses: readonly LossInstance[];
}

const KINDS = ['squared', 'binary', 'categorical'] as const;

/** One hypothesis for each usual loss and each place where an output meets its label. */
export function hypotheses(model: Model, ancestry: Ancestry, parameters: ReadonlySet<Node>): Hypothesis[] {
  const bySite = new Map<string, Residual[]>();
  for (const residual of residuals(model, ancestry, parameters)) {
    const key = `${residual.node.site}:${residual.output.op}`;
    bySite.set(key, [...(bySite.get(key) ?? []), residual]);
  }
  return [...bySite.values()].flatMap(group =>
    KINDS.map(kind => ({ kind, losses: group.flatMap(r => lossFor(model, kind, r) ?? []) })).filter(h => h.losses.length > 0),
  );
}

function residuals(model: Model, ancestry: Ancestry, parameters: ReadonlySet<Node>): Residual[] {
  const found: Residual[] = [];
  const learned = (n: Node): boolean => [...ancestry.of(n)].some(a => parameters.has(a));
  for (const node of [...model.trace.graph.nodes]) {
    if (model.rep(node) !== node) continue;
    if (node.op === 'sub') {
      const [a, b] = model.inputsOf(node);
      if (a.value.data.length !== b.value.data.length) continue;
      if (learned(a) && !learned(b) && !isNumber(b)) found.push({ output: a, label: b, node });
      else if (learned(b) && !learned(a) && !isNumber(a)) found.push({ output: b, label: a, node });
    } else if (node.op === 'put') {
      const label = oneHot(model, node);
      if (label) found.push({ output: model.inputsOf(node)[0], label, node });
    }
  }
  return found;
}

const isNumber = (n: Node): boolean => n.op === 'leaf' && n.attrs.origin === 'constant' && n.dims.length === 0;

/** `p[range(n), y] -= 1`: the output with 1 taken away at the labels. */
function oneHot(model: Model, node: Node): Node | null {
  const [base, value] = model.inputsOf(node);
  if (value.op !== 'sub') return null;
  const [taken, one] = model.inputsOf(value);
  if (taken.op !== 'take' || model.inputsOf(taken)[0] !== base || !isNumber(one) || one.value.data[0] !== 1) return null;
  const t = zeros(base.value.shape);
  for (const offset of Array.from(node.attrs.offsets as ArrayLike<number>)) t.data[offset] = 1;
  return model.trace.graph.leaf(t, 'data');
}

/** Builds the loss on the trace's own graph, so that it can be differentiated like a loss that the file computes. */
function lossFor(model: Model, kind: Hypothesis['kind'], { output, label, node }: Residual): LossInstance | null {
  const { graph } = model.trace;
  if (kind !== 'squared' && (label.value.data.some(y => y < 0 || y > 1) || output.value.data.some(o => o < 0 || o > 1))) return null;
  if (kind === 'categorical' && output.value.data.length < 2) return null;
  const loss = build(graph, kind, output, label);
  if (!loss) return null;
  const named = { output: model.nameOf(output), label: model.nameOf(label) };
  const name = kind === 'squared' ? lossMessages('squared', named) : lossMessages(kind, { output: named.output });
  return { node: loss, name, site: 0, statement: node.site, score: 2, binding: null };
}

function build(graph: Graph, kind: Hypothesis['kind'], o: Node, y: Node): Node | null {
  const ap = (op: OpName, ...inputs: (Node | null)[]): Node | null => {
    if (inputs.some(n => n === null)) return null;
    const result = graph.apply(op, inputs as Node[]);
    return isNode(result) ? result : null;
  };
  const number = (x: number): Node => graph.constant(x);
  if (kind === 'squared') return ap('mul', number(0.5), ap('sum', ap('square', ap('sub', o, y))));
  const on = ap('mul', y, ap('log', o));
  if (kind === 'categorical') return ap('neg', ap('sum', on));
  const off = ap('mul', ap('sub', number(1), y), ap('log', ap('sub', number(1), o)));
  return ap('neg', ap('sum', ap('add', on, off)));
}
