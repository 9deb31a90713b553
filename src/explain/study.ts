// What explanations are made from: the trace, the checker's findings in detail, the forward pass as it is explained.
import type { InDetail, Judged } from '../check/check';
import type { Context, Instance } from '../check/entries';
import type { LossInstance } from '../check/losses';
import type { Model } from '../check/model';
import type { Node } from '../core/graph';
import type { Tensor } from '../core/tensor';
import type { Report } from '../report/report';
import type { Trace } from '../trace/trace';
import { isNumberLeaf } from './numbers';
import { Scope } from './scope';
import { SourceLines } from './sourceText';
import { View } from './view';

export class Study {
  readonly context: Context;
  readonly model: Model;
  readonly scope: Scope;
  readonly lines: SourceLines;
  readonly judged: readonly Judged[];
  readonly checked: Omit<Report, 'file' | 'language'>;
  /** Which hand-written gradient a value is, and of what a value's gradient is. */
  readonly byHand = new Map<Node, { judged: Judged; instance: Instance }>();
  readonly byTarget = new Map<Node, { judged: Judged; instance: Instance }[]>();
  /** Every size that some value has. */
  readonly sizes: ReadonlySet<number>;
  /** Forward values that move when some parameter does. */
  readonly moving: ReadonlySet<Node>;
  /** What a number is called where it is used: `m` of `1/m`. */
  readonly numberNames: ReadonlyMap<Node, string>;
  /** Their values, where a name has one and the same everywhere. */
  readonly numbersByName: ReadonlyMap<string, number>;
  /** Dictionaries, lists and objects, by what stands before the bracket or dot. */
  readonly containers: ReadonlyMap<string, readonly string[]>;
  private readonly views = new Map<Node, View>();

  constructor(
    readonly trace: Trace,
    text: string,
    detail: InDetail,
  ) {
    this.context = detail.context;
    this.model = detail.context.model;
    this.scope = new Scope(this.model, text);
    this.lines = new SourceLines(text);
    this.sizes = new Set([...this.context.forward].flatMap(n => [...n.value.shape]));
    this.judged = detail.judged;
    this.moving = movingOf(this.context);
    this.numberNames = namesOfNumbers(trace);
    this.numbersByName = byName(this.numberNames);
    this.containers = containersOf(trace);
    this.checked = detail.checked;
    for (const judged of this.judged)
      for (const instance of judged.entry.instances) {
        this.byHand.set(instance.hand, { judged, instance });
        const list = this.byTarget.get(instance.target);
        if (list) list.push({ judged, instance });
        else this.byTarget.set(instance.target, [{ judged, instance }]);
      }
  }

  view(loss: LossInstance): View {
    const node = this.model.rep(loss.node);
    let view = this.views.get(node);
    if (!view) {
      view = new View(this.context, loss, n => this.byTarget.has(n));
      this.views.set(node, view);
    }
    return view;
  }

  /** ∂loss/∂node where the file starts. */
  exact(loss: LossInstance, node: Node): Tensor | null {
    return this.context.exact.at(loss.node, node, 0);
  }
}

function namesOfNumbers(trace: Trace): Map<Node, string> {
  const found = new Map<Node, string>();
  for (const node of trace.graph.nodes)
    node.inputs.forEach((input, k) => {
      if (!node.uses[k] || !isNumberLeaf(input) || found.has(input)) return;
      const text = trace.text(node.uses[k]);
      if (/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(text)) found.set(input, text);
    });
  return found;
}

function movingOf({ forward, parameters, model }: Context): Set<Node> {
  const found = new Set<Node>();
  for (const n of [...forward].sort((a, b) => a.id - b.id))
    if (parameters.has(n) || model.inputsOf(n).some(i => found.has(i))) found.add(n);
  return found;
}

function byName(names: ReadonlyMap<Node, string>): Map<string, number> {
  const found = new Map<string, number>();
  const several = new Set<string>();
  for (const [node, name] of names) {
    const value = node.value.data[0];
    if (found.has(name) && found.get(name) !== value) several.add(name);
    found.set(name, value);
  }
  for (const name of several) found.delete(name);
  return found;
}

function containersOf(trace: Trace): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name } of trace.bindings) {
    const holder = /^([\p{L}_][\p{L}\p{N}_]*)[.[]/u.exec(name)?.[1];
    if (!holder) continue;
    const list = found.get(holder) ?? [];
    if (!list.includes(name)) list.push(name);
    found.set(holder, list);
  }
  return found;
}
