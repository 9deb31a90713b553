// Derives the backward pass from the forward pass alone: one equation for each named value, in the file's own notation.
import { nodeAlgebra, reverse, tensorAlgebra } from '../core/autodiff';
import { type Graph, isNode, type Node } from '../core/graph';
import type { OpName } from '../core/opNames';
import { ones, relativeError } from '../core/tensor';
import { print, type Style } from '../trace/print';
import type { Binding, Trace } from '../trace/trace';
import type { LossInstance } from './losses';
import type { Ancestry, Model } from './model';
import { factorOf, plainFactor } from './scale';
import { prepare } from './setup';

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
  const { model, ancestry, losses } = prepare(trace);
  return losses[0] ? new Deriver(model, ancestry, losses[0]).run() : [];
}

class Deriver {
  private readonly graph: Graph;
  /** Named forward values on the way from parameters to the loss, and what their gradients are called. */
  private readonly named = new Map<Node, Binding>();
  private readonly gradientNodes = new Map<Node, { node: Node; name: string }>();
  private readonly learned = new Set<Node>();
  private readonly names = new Map<Node, string>();
  private factor: { value: number; text: string } = { value: 1, text: '' };

  constructor(
    private readonly model: Model,
    private readonly ancestry: Ancestry,
    private readonly loss: LossInstance,
  ) {
    this.graph = model.trace.graph;
    const isParameter = (n: Node): boolean =>
      model.bindingsOf(n).some(b => b.role === 'parameter') || (n.op === 'leaf' && n.attrs.origin === 'random');
    for (const node of ancestry.of(loss.node)) {
      if (isParameter(node) || model.inputsOf(node).some(n => this.learned.has(n))) this.learned.add(node);
      const maker = model.maker(node);
      if (!maker) continue;
      this.names.set(node, maker.name);
      if (this.learned.has(node)) this.named.set(node, maker);
    }
  }

  run(): Derived[] {
    const found: Derived[] = [];
    const order = [...this.named.keys()].filter(n => n !== this.loss.node).sort((a, b) => b.id - a.id);
    const merged = this.mergeOutput(order);
    for (const node of order) {
      if (merged && this.aboveMerged(node, merged.node)) continue;
      const expression = merged?.node === node ? merged.expression : this.equation(node);
      if (!expression) continue;
      const name = this.gradientName(node);
      const parameter = this.isParameter(node);
      const scaled = this.withFactor(expression, parameter);
      found.push({ name, text: scaled.text, latex: scaled.latex, of: node, parameter });
      this.register(node, name, expression);
    }
    return found;
  }

  private isParameter(node: Node): boolean {
    return node.inputs.length === 0 || this.model.bindingsOf(node).some(b => b.role === 'parameter');
  }

  /** Stands for the gradient in later equations: a leaf with its name and the value at the factor of the chain. */
  private register(node: Node, name: string, expression: Node): void {
    const leaf = this.graph.leaf(expression.value, 'data', 0, node.dims);
    this.gradientNodes.set(node, { node: leaf, name });
    this.names.set(leaf, name);
  }

  private gradientName(node: Node): string {
    const name = this.named.get(node)!.name;
    return name.replace(/([A-Za-z_]\w*)(\W*)$/, 'd$1$2');
  }

  /** ∂L/∂node = Σ over the named values computed from it of their vjp. */
  private equation(node: Node): Node | null {
    const algebra = nodeAlgebra(this.graph);
    let sum: Node | null = null;
    for (const [user] of [...this.named, [this.loss.node, null] as const]) {
      const seed = user === this.loss.node ? algebra.number(1) : this.gradientNodes.get(user)?.node;
      if (user === node || !seed || !this.ancestry.of(user).has(node)) continue;
      const stop = (n: Node): boolean => n !== user && (this.named.has(n) || this.model.stop(n));
      const part = reverse(
        user,
        [node],
        { algebra, valueOf: n => n, stop, inputsOf: this.model.inputsOf },
        user.dims.length && seed.dims.length === 0 ? algebra.apply('broadcastTo', [seed], { dims: user.dims }) : seed,
      ).get(node);
      if (part) sum = sum ? algebra.apply('add', [sum, part]) : part;
    }
    return sum;
  }

  /** The output before its activation, where its gradient is simply `A − Y` up to a constant: sigmoid or softmax with cross-entropy. */
  private mergeOutput(order: readonly Node[]): { node: Node; expression: Node } | null {
    const exact = reverse(
      this.loss.node,
      order,
      { algebra: tensorAlgebra, valueOf: n => n.value, stop: this.model.stop, inputsOf: this.model.inputsOf },
      ones(this.loss.node.value.shape),
    );
    for (const z of order) {
      const right = exact.get(z);
      const outputs = [...this.named.keys()].filter(
        a => a.id >= z.id && a.value.data.length === z.value.data.length && a !== this.loss.node,
      );
      for (const output of outputs)
        for (const label of this.ancestry.of(this.loss.node)) {
          if (
            !right ||
            this.learned.has(label) ||
            label.value.data.length !== z.value.data.length ||
            label.value.data.length < 1 ||
            !this.names.has(label)
          )
            continue;
          const difference = this.apply('sub', [output, label]);
          const factor = difference && factorOf(right, difference.value);
          if (!difference || !factor || relativeError(right, difference.value, factor) > 1e-10) continue;
          this.setFactor(plainFactor(factor));
          return { node: z, expression: difference };
        }
    }
    return null;
  }

  private aboveMerged(node: Node, merged: Node): boolean {
    return node !== merged && this.ancestry.of(node).has(merged);
  }

  private apply(op: OpName, inputs: Node[]): Node | null {
    const result = this.graph.apply(op, inputs);
    return isNode(result) ? result : null;
  }

  private setFactor(value: number): void {
    const inverse = Math.round(1 / value);
    const size = [...this.model.trace.sizes].find(([, v]) => v === inverse)?.[0];
    const text =
      Math.abs(value - 1) < 1e-12
        ? ''
        : size
          ? `1/${size}`
          : Math.abs(1 / value - inverse) < 1e-9 && inverse > 1
            ? `1/${inverse}`
            : String(value);
    this.factor = { value, text };
  }

  private withFactor(expression: Node, parameter: boolean): { text: string; latex: string } {
    const style = (language: Style['language']): Style => ({
      language,
      product: this.productStyle(),
      name: n => this.names.get(this.model.rep(n)) ?? null,
    });
    const language = this.model.trace.language;
    const text = print(expression, style(language));
    const latex = print(expression, style('latex'));
    if (!parameter || this.factor.text === '') return { text, latex };
    const loose = /^[^(]*[+-] /.test(text) && !/^\w+\(.*\)$/.test(text);
    return {
      text: `${this.factor.text} * ${loose ? `(${text})` : text}`,
      latex: `\\tfrac{${this.factor.text.replace('/', '}{')}}\\,${latex}`,
    };
  }

  private productStyle(): Style['product'] {
    for (const node of this.graph.nodes) {
      if (node.op !== 'matmul' || node.site === 0) continue;
      const text = this.model.trace.text(node.site);
      if (/np\.dot\(|np\.matmul\(/.test(text)) return 'np.dot';
      if (text.includes('@')) return '@';
      if (text.includes('.dot(')) return '.dot';
    }
    return 'np.dot';
  }
}
