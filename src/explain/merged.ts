// Finds where a chain's factors cancel: A − Y for cross-entropy after a sigmoid or softmax, or by value alone.
import type { Instance } from '../check/entries';
import { factorOf, plainFactor } from '../check/scale';
import { isNode, type Node } from '../core/graph';
import { opTable } from '../core/opTable';
import { relativeError, sameShape, type Tensor } from '../core/tensor';
import type { Study } from './study';
import { texName } from './symbols';
import type { Spoken, View } from './view';

/** Why the derivative is a plain difference; `general`: it is one at every point tried, for no reason known here. */
export type MergeReason = 'sigmoid' | 'softmax' | 'square' | 'general';

export interface Merged {
  readonly output: Node;
  readonly label: Node;
  /** output − label, in the view's graph. */
  readonly difference: Node;
  /** ∂loss/∂target = factor · difference */
  readonly factor: number;
  readonly reason: MergeReason;
}

export function mergedOutput(study: Study, view: View, instance: Instance, target: Node): Merged | null {
  const { model, context } = study;
  const named = (n: Node): boolean => model.bindingsOf(view.original(n) ?? n).length > 0;
  const above = downstream(view, target);
  const alike = (n: Node): boolean => sameShape(n.value.shape, target.value.shape) && n.value.data.length > 0;
  const outputs = [target, ...above].filter(n => alike(n) && n !== view.loss && named(n));
  const labels: Node[] = [];
  for (const n of context.ancestry.of(instance.loss.node)) {
    const copy = view.of(n);
    if (copy && !above.has(copy) && copy !== target && alike(copy) && named(copy) && meets(view, copy, target, above)) labels.push(copy);
  }
  for (const output of outputs)
    for (const label of [...oneHots(study, view, output), ...labels]) {
      const factor = constantFactor(study, view, instance, output, label);
      if (factor === null) continue;
      const difference = view.graph.apply('sub', [output, label]);
      if (isNode(difference)) return { output, label, difference, factor, reason: reasonOf(view, target, output, label) };
    }
  return null;
}

/** Is the value put together with what is computed from the target, within few steps? Then it may be the label. */
function meets(view: View, label: Node, target: Node, above: ReadonlySet<Node>): boolean {
  let reached = [label];
  for (let depth = 0; depth < 3; depth++) {
    reached = reached.flatMap(n => view.usersOf(n)).filter(n => n !== target);
    if (reached.some(n => above.has(n))) return true;
  }
  return false;
}

/** Labels that are kept as the index of each example's class: the entries of the output that the loss looks up. */
function oneHots(study: Study, view: View, output: Node): Node[] {
  return view.usersOf(output).flatMap(user => {
    if (user.op !== 'take' && user.op !== 'slice') return [];
    const size = output.value.data.length;
    const places = { shape: output.value.shape, data: Float64Array.from({ length: size }, (_, i) => i) };
    const data = new Float64Array(size);
    for (const at of opTable[user.op].forward([places], user.attrs).data) data[at] = 1;
    const node = view.graph.leaf({ shape: output.value.shape, data }, 'data', 0, output.dims);
    view.spoken.set(node, spoken(study.trace.text(user.site), output));
    return [node];
  });
}

/** What the looked-up labels are called, from the text of the look-up: `probs[range(m), y]`, `p[t][targets[t], 0]`. */
function spoken(text: string, output: Node): Spoken {
  const second = /,\s*([\p{L}_][\p{L}\p{N}_.]*)\s*\]$/u.exec(text)?.[1];
  const first = /\[\s*([\p{L}_][\p{L}\p{N}_.]*(?:\[[\p{L}\p{N}_]+\])?)\s*,[^,]*\]$/u.exec(text)?.[1];
  const name = second ?? first ?? 'y';
  const code = second && output.dims.length === 2 ? `np.eye(${output.value.shape[1]})[${second}]` : null;
  return { text: `onehot(${name})`, latex: `\\mathbf{1}_{${texName(name.replace(/\[.*$/, ''))}}`, code };
}

/** Everything between a value and the loss. */
function downstream(view: View, from: Node): Set<Node> {
  const found = new Set<Node>();
  const pending = [from];
  while (pending.length)
    for (const user of view.usersOf(pending.pop()!))
      if (!found.has(user)) {
        found.add(user);
        pending.push(user);
      }
  return found;
}

/** c with ∂loss/∂target = c · (output − label) at every point; null where there is none. */
function constantFactor(study: Study, view: View, { loss, target }: Instance, output: Node, label: Node): number | null {
  const { exact } = study.context;
  const [a, y] = [view.original(output), view.original(label)];
  if (!a) return null;
  let factor: number | null = null;
  for (const [k, point] of exact.points.entries()) {
    const right = exact.at(loss.node, target, k);
    if (!right) continue;
    const difference = minus(point.valueOf(a), y ? point.valueOf(y) : label.value);
    const here = factorOf(right, difference);
    if (here === null || here === 0) return null;
    factor ??= plainFactor(here);
    if (relativeError(right, difference, factor) > 1e-10) return null;
  }
  return factor;
}

const minus = (a: Tensor, b: Tensor): Tensor => ({ shape: a.shape, data: a.data.map((x, i) => x - b.data[i]) });

function reasonOf(view: View, target: Node, output: Node, label: Node): MergeReason {
  const activated = output.inputs.length === 1 && output.inputs[0] === target;
  if (activated && output.op === 'sigmoid' && isCrossEntropy(view, output, true)) return 'sigmoid';
  if (activated && output.op === 'softmax' && isCrossEntropy(view, output, false)) return 'softmax';
  return output === target && isSquaredError(view, output, label) ? 'square' : 'general';
}

/** The loss sees the output only through log A and, for a sigmoid, log(1 − A). */
function isCrossEntropy(view: View, output: Node, both: boolean): boolean {
  const seen = { own: false, rest: false };
  const pending = [output];
  const done = new Set<Node>();
  while (pending.length) {
    const node = pending.pop()!;
    if (done.has(node)) continue;
    done.add(node);
    for (const user of view.usersOf(node)) {
      const moved = user.op === 'slice' || user.op === 'take' || user.op === 'reshape';
      if (user.op === 'log' && node.op === 'sub') seen.rest = true;
      else if (user.op === 'log') seen.own = true;
      else if (user.op === 'sub' && user.inputs[1] === node && user.inputs[0].op === 'leaf' && user.inputs[0].value.data[0] === 1)
        pending.push(user);
      else if (moved) pending.push(user);
      else return false;
    }
  }
  return seen.own && seen.rest === both;
}

/** The loss sees the output only in its difference from the label, squared. */
function isSquaredError(view: View, output: Node, label: Node): boolean {
  return view.usersOf(output).every(d => {
    if (d.op !== 'sub' || !d.inputs.includes(label)) return false;
    return view.usersOf(d).every(s => s.op === 'square' || (s.op === 'mul' && s.inputs[0] === d && s.inputs[1] === d) || s.op === 'pow');
  });
}
