// Derives the backward pass from the forward pass alone: one equation for each named value, in the file's own notation.
import { nodeAlgebra, reverse } from '../core/autodiff';
import { type Graph, isNode, type Node } from '../core/graph';
import { relativeError } from '../core/tensor';
import { type Printed, printed, type Style } from '../trace/print';
import type { Trace } from '../trace/trace';
import type { Context } from './entries';
import type { LossInstance } from './losses';
import { factorOf, plainFactor } from './scale';
import { prepare, setUp } from './setup';

export interface Derived {
  /** dW2 */
  readonly name: string;
  /** 1/m * dZ2 · A1ᵀ */
  readonly text: string;
  readonly latex: string;
  readonly of: Node;
  readonly parameter: boolean;
}

/** The backward equations, from the loss to the first parameters; empty where no loss was found. */
export function derive(trace: Trace): Derived[] {
  const ground = prepare(trace);
  if (!ground.losses[0]) return [];
  const { context } = setUp(ground, ground.losses);
  return new Deriver(context, ground.losses[0]).run();
}

/** A sum of local terms: those that carry the chain's constant factor, and those that come from the loss by another way. */
interface Parts {
  readonly chain: Node | null;
  readonly direct: Node | null;
}

class Deriver {
  private readonly graph: Graph;
  /** Named forward values between the parameters and the loss, parameters included. */
  private readonly named: Node[] = [];
  private readonly names = new Map<Node, string>();
  private readonly learned = new Set<Node>();
  /** What stands for a gradient in later equations, and whether it lacks the chain's factor. */
  private readonly done = new Map<Node, { node: Node; scaled: boolean }>();
  private factor = { value: 1, text: '' };

  constructor(
    private readonly context: Context,
    private readonly loss: LossInstance,
  ) {
    const { model, ancestry, parameters } = context;
    this.graph = model.trace.graph;
    const all = [...ancestry.of(loss.node)];
    const scalarsOnly = all.every(n => n.dims.length === 0);
    for (const node of all) {
      if (parameters.has(node) || model.inputsOf(node).some(n => this.learned.has(n))) this.learned.add(node);
      const maker = model.maker(node);
      const text = maker?.name ?? (node.op === 'leaf' && node.site ? model.trace.text(node.site) : '');
      if (/^[\p{L}_][\p{L}\w.[\]"']*$/u.test(text)) this.names.set(node, text);
      if (maker && this.learned.has(node) && node !== loss.node && (scalarsOnly || node.dims.length > 0 || parameters.has(node)))
        this.named.push(node);
      else if (maker && this.learned.has(node)) this.names.delete(node);
    }
    this.named.sort((a, b) => b.id - a.id);
  }

  run(): Derived[] {
    const merged = this.mergeOutput();
    if (merged && !this.canFactor(merged.node)) merged.inline = true;
    const found: Derived[] = [];
    for (const node of this.named) {
      if (merged && node !== merged.node && this.context.ancestry.of(node).has(merged.node)) continue;
      const parameter = this.context.parameters.has(node);
      const parts = merged?.node === node ? { chain: merged.expression, direct: null } : this.equation(node);
      const whole = this.value(parts, parameter || merged?.inline === true);
      if (!whole) continue;
      const name = gradientNameOf(this.names.get(node) ?? this.context.model.nameOf(node));
      const inFront = merged ? (merged.inline ? node === merged.node : parameter) : false;
      found.push({ name, ...this.write(parts, inFront), of: node, parameter });
      const leaf = this.graph.leaf(whole.value, 'data', 0, node.dims);
      this.names.set(leaf, name);
      this.done.set(node, { node: leaf, scaled: merged !== null && !merged.inline && !parameter && parts.chain !== null });
    }
    return found;
  }

  /** Every path from the loss to an intermediate goes through the merged output, so that its factor can wait for the parameters. */
  private canFactor(output: Node): boolean {
    const { ancestry, parameters, model } = this.context;
    const around = new Set<Node>();
    const pending = [this.loss.node];
    while (pending.length) {
      const n = pending.pop()!;
      if (around.has(n) || n === output) continue;
      around.add(n);
      pending.push(...model.inputsOf(n));
    }
    return !this.named.some(n => !parameters.has(n) && n !== output && ancestry.of(output).has(n) && around.has(n));
  }

  /** ∂L/∂node = Σ over the named values computed from it of their vjp, and what comes from the loss itself. */
  private equation(node: Node): Parts {
    const { model, ancestry } = this.context;
    const algebra = nodeAlgebra(this.graph);
    let [chain, direct]: [Node | null, Node | null] = [null, null];
    const add = (sum: Node | null, part: Node): Node => (sum ? algebra.apply('add', [sum, part]) : part);
    for (const user of [...this.named, this.loss.node]) {
      const known = user === this.loss.node ? { node: algebra.number(1), scaled: false } : this.done.get(user);
      if (user === node || !known || !ancestry.of(user).has(node)) continue;
      const cut = new Set(this.named);
      const stop = (n: Node): boolean => n !== user && (cut.has(n) || model.stop(n));
      const seed =
        user.dims.length && known.node.dims.length === 0 ? algebra.apply('broadcastTo', [known.node], { dims: user.dims }) : known.node;
      const part = reverse(user, [node], { algebra, valueOf: n => n, stop, inputsOf: model.inputsOf }, seed).get(node);
      if (!part) continue;
      if (known.scaled) chain = add(chain, part);
      else direct = add(direct, part);
    }
    return { chain, direct };
  }

  /** What the equation evaluates to; a parameter's with the factor. */
  private value({ chain, direct }: Parts, withFactor: boolean): Node | null {
    const algebra = nodeAlgebra(this.graph);
    const scaled =
      chain && withFactor && this.factor.value !== 1 ? algebra.apply('mul', [algebra.number(this.factor.value), chain]) : chain;
    if (!scaled) return direct;
    return direct ? algebra.apply('add', [scaled, direct]) : scaled;
  }

  private write({ chain, direct }: Parts, inFront: boolean): { text: string; latex: string } {
    const { language } = this.context.model.trace;
    return { text: this.sum(chain, direct, inFront, language), latex: this.sum(chain, direct, inFront, 'latex') };
  }

  private sum(chain: Node | null, direct: Node | null, inFront: boolean, language: Style['language']): string {
    const { rep } = this.context.model;
    const style: Style = { language, product: this.productStyle(), name: n => this.names.get(rep(n)) ?? null };
    const pieces: string[] = [];
    if (chain) pieces.push(this.scaled(printed(chain, style), inFront, language));
    if (direct) pieces.push(printed(direct, style).text);
    return pieces.join(' + ');
  }

  private scaled(p: Printed, inFront: boolean, language: Style['language']): string {
    if (!inFront || this.factor.text === '') return p.text;
    const body = p.level < 2 ? `(${p.text})` : p.text;
    if (language === 'latex') return `${this.factor.text.replace(/^(-?)1\/(.+)$/, '$1\\tfrac{1}{$2}')}\\,${body}`;
    return `${this.factor.text} * ${body}`;
  }

  /**
   * The output before its activation where its gradient is `A − Y` up to a constant, at every point: sigmoid or softmax with
   * cross-entropy, the identity with a squared error.
   */
  private mergeOutput(): { node: Node; expression: Node; inline: boolean } | null {
    const { ancestry } = this.context;
    const labels = [...ancestry.of(this.loss.node)].filter(
      n => !this.learned.has(n) && this.names.has(n) && n.dims.length > 0 && !this.isNumber(n),
    );
    for (const z of [...this.named].reverse().filter(n => !this.context.parameters.has(n))) {
      const outputs = this.named.filter(a => a.id >= z.id && a.value.data.length === z.value.data.length && ancestry.of(a).has(z));
      for (const output of outputs)
        for (const label of labels.filter(y => y.value.data.length === z.value.data.length)) {
          const difference = this.graph.apply('sub', [output, label]);
          const factor = isNode(difference) ? this.constantRatio(z, output, label) : null;
          if (factor === null || !isNode(difference)) continue;
          this.setFactor(plainFactor(factor));
          return { node: z, expression: difference, inline: false };
        }
    }
    return null;
  }

  private isNumber(n: Node): boolean {
    return n.attrs.origin === 'constant' && n.dims.length === 0;
  }

  /** ∂L/∂z ÷ (output − label), if that is one number at every point. */
  private constantRatio(z: Node, output: Node, label: Node): number | null {
    const { exact } = this.context;
    let ratio: number | null = null;
    for (const [k, point] of exact.points.entries()) {
      const right = exact.at(this.loss.node, z, k);
      if (!right) continue;
      const [a, y] = [point.valueOf(output), point.valueOf(label)];
      const difference = { shape: a.shape, data: a.data.map((x, i) => x - y.data[i]) };
      const factor = factorOf(right, difference);
      if (!factor || relativeError(right, difference, factor) > 1e-9) return null;
      if (ratio !== null && Math.abs(factor - ratio) > 1e-9 * Math.abs(ratio)) return null;
      ratio ??= factor;
    }
    return exact.points.length > 1 ? ratio : null;
  }

  private setFactor(value: number): void {
    const inverse = Math.round(1 / value);
    const whole = Math.abs(1 / value - inverse) < 1e-9 * Math.abs(inverse) && inverse > 1;
    const size = whole ? this.sizeNamed(inverse) : null;
    const text = Math.abs(value - 1) < 1e-12 ? '' : whole ? `1/${size ?? inverse}` : String(value);
    this.factor = { value, text };
  }

  /** A size, or a number of the file, that has this value; m before others. */
  private sizeNamed(value: number): string | null {
    const names = [...this.context.model.trace.sizes].filter(([, v]) => v === value).map(([name]) => name);
    return names.find(n => /^[mN]$/.test(n)) ?? names[0] ?? null;
  }

  private productStyle(): Style['product'] {
    for (const node of this.graph.nodes) {
      if (node.op !== 'matmul' || node.site === 0) continue;
      const text = this.context.model.trace.text(node.site);
      if (/np\.dot\(|np\.matmul\(/.test(text)) return 'np.dot';
      if (text.includes('@')) return '@';
      if (text.includes('.dot(')) return '.dot';
    }
    return 'np.dot';
  }
}

/** dW2 for W2, parameters["dW2"] for parameters["W2"]. */
const gradientNameOf = (name: string): string => name.replace(/([\p{L}_][\p{L}\w]*)(\W*)$/u, 'd$1$2');
