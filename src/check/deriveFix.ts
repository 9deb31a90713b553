// When no small edit mends an equation: the one derived from the file's own forward pass, in terms of the gradients that the file has.
import { nodeAlgebra, reverse } from '../core/autodiff';
import { evaluateNode, type Point } from '../core/evaluate';
import { isNode, type Node } from '../core/graph';
import type { Tensor } from '../core/tensor';
import { checkMessages as say } from '../messages/check';
import type { Fix } from '../report/report';
import { printed, type Style, TOO_LONG } from '../trace/print';
import type { Context, Entry } from './entries';
import { timesNumber } from './given';
import type { Judge } from './judge';
import { matchPairs, type PointPair } from './scale';

/** One fix or none: an equation is only offered when its value is right at every point. */
export function derivedFix(context: Context, judge: Judge, entry: Entry): Fix[] {
  const [instance] = entry.instances;
  const { model } = context;
  const site = instance.binding?.value ?? 0;
  const range = model.trace.range(site);
  // Time steps and layers would each need their own text; training iterations run the same.
  const losses = new Set(entry.instances.map(i => i.loss.node));
  if (!range || losses.size < entry.instances.length || instance.binding?.kind === 'augment') return [];
  const derivation = new Derivation(context, judge, entry);
  const text = derivation.difference() ?? derivation.local();
  if (text === null) return [];
  return [{ title: say('fixDerived', { text }), edits: [{ range, newText: text }], verified: true }];
}

/** A start value written out: nobody means the numbers that it was drawn with. */
const LITERAL = /\d\.\d{6}/;

class Derivation {
  private readonly names = new Map<Node, string>();
  private readonly target: Node;
  private readonly loss: Node;
  private readonly call: number;

  constructor(
    private readonly context: Context,
    private readonly judge: Judge,
    private readonly entry: Entry,
  ) {
    const [instance] = entry.instances;
    this.target = instance.target;
    this.loss = instance.loss.node;
    this.call = instance.binding?.call ?? 0;
    for (const node of context.ancestry.of(this.loss)) {
      const b = context.model.bindingsOf(node).find(x => x.call === this.call || x.call === 0);
      const text =
        b?.name ?? (node.op === 'leaf' && node.site && !context.model.trace.declaredLoss ? context.model.trace.text(node.site) : '');
      if (/^[\p{L}_][\p{L}\w.[\]"']*$/u.test(text)) this.names.set(node, text);
    }
  }

  /** `A2 - Y`, for the gradient nearest the loss. */
  difference(): string | null {
    const { ancestry, forward, parameters, model, exact } = this.context;
    if (this.entry.parameter || this.judge.sourcesOf(this.entry).length > 0) return null;
    const learned = (n: Node): boolean => [...ancestry.of(n)].some(a => parameters.has(a));
    const size = this.target.value.data.length;
    const outputs = [...forward]
      .filter(n => n.value.data.length === size && ancestry.of(n).has(this.target) && this.names.has(n))
      .reverse();
    const labels = [...forward].filter(n => n.value.data.length === size && n.op === 'leaf' && this.names.has(n) && !learned(n));
    for (const output of outputs)
      for (const label of labels) {
        const pairs: PointPair[] = exact.points.flatMap((p, k) => {
          const right = exact.at(this.loss, this.target, k);
          const [a, y] = [p.valueOf(output), p.valueOf(label)];
          return right ? [{ k, hand: { shape: right.shape, data: a.data.map((x, i) => x - y.data[i]) }, exact: right }] : [];
        });
        const found = matchPairs(pairs);
        if (found.fits && found.scale > 0 && found.judged > 1)
          return model.trace.writer.apply('sub', [this.names.get(output)!, this.names.get(label)!], {});
      }
    return null;
  }

  /** The vjp of what is computed from the target, with the file's own gradients as adjoints. */
  local(): string | null {
    const { graph } = this.context.model.trace;
    const built = this.build();
    if (!built) return null;
    const { node, seeds, from } = built;
    const { exact } = this.context;
    const pairs: PointPair[] = exact.points.flatMap((point, k) => {
      const given = new Map<Node, Tensor>();
      for (const [leaf, user] of seeds) {
        const right = exact.at(this.loss, user.target, k);
        if (!right) return [];
        given.set(leaf, timesNumber(right, user.good));
      }
      const right = exact.at(this.loss, this.target, k);
      return right ? [{ k, hand: evaluate(node, point, given, graph.nodes.slice(from)), exact: right }] : [];
    });
    const found = matchPairs(pairs);
    if (!found.fits || found.judged === 0 || found.scale <= 0) return null;
    const wanted = this.entry.parameter ? 1 : (this.judge.goodOf(this.entry) ?? found.scale);
    const factor = this.factorText(wanted / found.scale);
    if (factor === null) return null;
    const { language } = this.context.model.trace;
    const style: Style = {
      language,
      product: this.product(),
      name: n => this.names.get(n) ?? this.names.get(this.context.model.rep(n)) ?? null,
    };
    const p = printed(node, style);
    if (/\b(?:erf|take|scatter|put|setSlice|where|broadcastTo)\(/.test(p.text) || p.text.includes(TOO_LONG) || LITERAL.test(p.text))
      return null;
    return factor === '' ? p.text : this.context.model.trace.writer.scaled(p.level < 2 ? `(${p.text})` : p.text, factor);
  }

  private build(): { node: Node; seeds: Map<Node, { target: Node; good: number }>; from: number } | null {
    const { model, ancestry } = this.context;
    const { graph } = model.trace;
    const from = graph.nodes.length;
    const algebra = nodeAlgebra(graph);
    const users = this.judge
      .entriesWithTargets()
      .filter(u => u.target !== this.target && !u.parameter && ancestry.of(u.target).has(this.target));
    const cut = new Set(users.map(u => u.target));
    const seeds = new Map<Node, { target: Node; good: number }>();
    let sum: Node | null = null;
    for (const user of [...users, { target: this.loss, name: '', good: 1 }]) {
      const stop = (n: Node): boolean => n !== user.target && (cut.has(n) || model.stop(n));
      const seed = user.target === this.loss ? algebra.number(1) : graph.leaf(user.target.value, 'data', 0, user.target.dims);
      const part = reverse(user.target, [this.target], { algebra, valueOf: n => n, stop, inputsOf: model.inputsOf }, seed).get(this.target);
      if (!part) continue;
      if (user.target !== this.loss) {
        seeds.set(seed, { target: user.target, good: user.good });
        this.names.set(seed, user.name);
      }
      const both: Node | ReturnType<typeof graph.apply> = sum ? graph.apply('add', [sum, part]) : part;
      if (!isNode(both)) return null;
      sum = both;
    }
    return sum && { node: sum, seeds, from };
  }

  private factorText(factor: number): string | null {
    if (Math.abs(factor - 1) < 1e-9) return '';
    const inverse = Math.round(1 / factor);
    if (inverse > 1 && Math.abs(1 / factor - inverse) < 1e-9 * inverse) return `1/${this.sizeName(inverse)}`;
    const whole = Math.round(factor);
    return whole > 1 && Math.abs(factor - whole) < 1e-9 * whole ? this.sizeName(whole) : null;
  }

  private sizeName(value: number): string {
    const names = [...this.context.model.trace.sizes].filter(([, v]) => v === value).map(([name]) => name);
    return names.find(n => /^[mN]$/.test(n)) ?? names[0] ?? String(value);
  }

  private product(): Style['product'] {
    const text = this.context.model.trace.text(this.entry.site);
    return text.includes('@') ? '@' : /np\.(?:dot|matmul)\(/.test(text) ? 'np.dot' : '.dot';
  }
}

/** The value of a node that was added after the points were made. */
function evaluate(root: Node, point: Point, given: ReadonlyMap<Node, Tensor>, added: readonly Node[]): Tensor {
  const values = new Map<Node, Tensor>(given);
  const isNew = new Set(added);
  for (const node of added)
    if (!values.has(node))
      values.set(
        node,
        evaluateNode(
          node,
          node.inputs.map(n => values.get(n) ?? (isNew.has(n) ? n.value : point.valueOf(n))),
        ),
      );
  return values.get(root) ?? point.valueOf(root);
}
