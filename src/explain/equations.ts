// Writes derived equations: in the file's language with names that are in scope, as mathematics, and as text for reading aloud.
import type { Node } from '../core/graph';
import { opTable } from '../core/opTable';
import type { Maths } from '../report/explained';
import { print, type Style } from '../trace/print';
import type { Binding } from '../trace/trace';
import { coefficientText, type NamedSize } from './coefficients';
import type { Derivation } from './derivation';
import { latexOf } from './latex';
import { isNumberLeaf } from './numbers';
import { hasPartSign, isTurned, partCode, partLatex, partText } from './partSigns';
import type { Study } from './study';
import { gradientOf, texName } from './symbols';

export class Equations {
  private readonly at: Binding | null;
  private readonly sizes: readonly NamedSize[];
  private readonly literals: ReadonlySet<number>;
  private readonly weights = new Map<Node, number>();

  constructor(
    private readonly study: Study,
    private readonly derivation: Derivation,
  ) {
    this.at = derivation.instance.binding;
    this.sizes = divisors(study, this.at);
    this.literals = literalsOf(study, derivation.instance.loss.node);
  }

  original(node: Node): Node | undefined {
    return this.derivation.view.original(node);
  }

  isNamed(node: Node): boolean {
    return this.shown(node) !== null;
  }

  /** What a value or a gradient on the way is called. */
  nameOf(node: Node): string {
    return this.shown(node) ?? this.study.model.nameOf(this.derivation.view.original(node) ?? node);
  }

  /** `dA1`, by the file's own name where it has one. */
  gradientName(of: Node): string {
    const original = this.derivation.view.original(of);
    const written = original && this.study.byTarget.get(original)?.[0];
    if (written) return this.study.scope.nameOf(written.instance.hand, this.at) ?? written.judged.entry.name;
    const name = this.nameOf(of);
    const made = gradientOf(name);
    // Where the file keeps two gradients under one name, theirs is not to be taken for ours.
    const { gradient } = this.derivation.judged;
    return made === gradient.name ? `∂${gradient.of}/∂${name}` : made;
  }

  /** A long sum, as over time steps, is told by its first and last term. */
  latex(node: Node): string {
    const long = this.longSum(node);
    if (long) {
      const sum = `${this.latex(long.first)}+\\cdots +${this.latex(long.last)}`;
      return long.factor ? `${this.latex(long.factor)}\\left(${sum}\\right)` : sum;
    }
    return latexOf(node, {
      name: n => {
        const spoken = this.derivation.view.spoken.get(n);
        if (spoken) return spoken.latex;
        const name = this.shown(n);
        if (name !== null) return texName(name);
        if (isNumberLeaf(n)) return coefficientText(n.value.data[0], this.sizes, texName, { literals: this.literals }).latex;
        return n.site === 0 || isTurned(n) || n.op === 'einsum' ? partLatex(this.study.trace, n, inner => this.latex(inner)) : null;
      },
      text: n => this.study.trace.text(n.site).slice(0, 40),
    });
  }

  /** The equation as a line of text, in the notation of .bp. */
  plain(node: Node): string {
    const long = this.longSum(node);
    if (long) {
      const sum = `${this.plain(long.first)} + ⋯ + ${this.plain(long.last)}`;
      return long.factor ? `${this.plain(long.factor)} * (${sum})` : sum;
    }
    return print(
      node,
      this.style('bp', n => this.shown(n) ?? partText(this.study.trace, n, inner => this.plain(inner))),
    );
  }

  private longSum(node: Node): { factor: Node | null; first: Node; last: Node } | null {
    const [a, b] = node.inputs;
    if (node.op === 'mul' && !this.isNamed(node) && a.dims.length === 0 && b.op === 'add') {
      const inner = this.longSum(b);
      return inner && { ...inner, factor: a };
    }
    const terms: Node[] = [];
    let rest = node;
    while (rest.op === 'add' && !this.isNamed(rest)) {
      terms.unshift(rest.inputs[1]);
      rest = rest.inputs[0];
    }
    return terms.length >= LONG ? { factor: null, first: rest, last: terms[terms.length - 1] } : null;
  }

  maths(left: string, node: Node): Maths {
    return { latex: `${texName(left)} = ${this.latex(node)}`, text: `${left} = ${this.plain(node)}` };
  }

  /** Can it be shown to people: is there a sign for every operation in it? */
  isSayable(node: Node): boolean {
    return this.weight(node) <= HEAVIEST && this.hasSigns(node);
  }

  /** How many values an equation names when it is written out; shared parts are written every time, so that it may be astronomical. */
  private weight(node: Node): number {
    const known = this.weights.get(node);
    if (known !== undefined) return known;
    const weight = this.isNamed(node) || node.inputs.length === 0 ? 1 : node.inputs.reduce((sum, n) => sum + this.weight(n), 1);
    this.weights.set(node, weight);
    return weight;
  }

  private hasSigns(node: Node): boolean {
    if (this.isNamed(node) || node.op === 'leaf' || isOnes(node)) return this.isNamed(node) || node.value.data.length === 1 || isOnes(node);
    if (opTable[node.op].notation.kind === 'none' && node.op !== 'broadcastTo' && !hasPartSign(node)) return false;
    return node.inputs.every(n => this.hasSigns(n));
  }

  /** Valid code at the place where the gradient is written; null where it cannot be one expression there. */
  code(node: Node): string | null {
    const { language } = this.study.trace;
    if (this.weight(node) > HEAVIEST || !this.writable(node, language)) return null;
    return print(
      node,
      this.style(language, n => this.inScope(n) ?? partCode(n, inner => this.code(inner))),
    );
  }

  private style(language: 'bp' | 'python', name: (node: Node) => string | null): Style {
    return {
      language,
      product: productStyle(this.study),
      name: n => {
        const own = name(n);
        if (own !== null) return own;
        if (isOnes(n)) return ones(n, language);
        const options = { spaced: language === 'python', literals: this.literals };
        return isNumberLeaf(n) ? coefficientText(n.value.data[0], this.sizes, x => x, options).text : null;
      },
    };
  }

  /** A name for people; null for what has none. */
  private shown(node: Node): string | null {
    const { derivation, study } = this;
    const spoken = derivation.view.spoken.get(node);
    if (spoken) return spoken.text;
    const of = derivation.gradients.get(node);
    if (of) return this.gradientName(of);
    const original = derivation.view.original(node);
    if (!original) return null;
    const number = this.isCounted(node) ? null : study.numberNames.get(original);
    return number ?? (study.model.bindingsOf(original).length > 0 ? study.scope.nameOf(original, this.at) : null);
  }

  /** A count is written by the name of a size, like any coefficient. */
  private isCounted(node: Node): boolean {
    return isNumberLeaf(node) && Number.isInteger(node.value.data[0]);
  }

  private inScope(node: Node): string | null {
    const { derivation, study } = this;
    const spoken = derivation.view.spoken.get(node);
    if (spoken) return spoken.code;
    const of = derivation.gradients.get(node);
    if (of) {
      const original = derivation.view.original(of);
      const hand = original && study.byTarget.get(original)?.[0].instance.hand;
      return hand ? study.scope.codeName(hand, this.at) : null;
    }
    const original = derivation.view.original(node);
    if (!original) return null;
    const number = this.isCounted(node) ? null : study.numberNames.get(original);
    return number ?? study.scope.codeName(original, this.at);
  }

  private writable(node: Node, language: 'bp' | 'python'): boolean {
    if (this.inScope(node) !== null || isNumberLeaf(node) || isOnes(node)) return true;
    if (node.op === 'leaf') return false;
    if (opTable[node.op].notation.kind === 'none' && node.op !== 'broadcastTo' && node.op !== 'slice') return false;
    if (node.op === 'transpose' && node.attrs.axes && (language === 'bp' || !isTurned(node))) return false;
    if (language === 'python' ? UNKNOWN_TO_NUMPY.has(node.op) : UNKNOWN_TO_BP.has(node.op)) return false;
    return node.inputs.every(n => this.writable(n, language));
  }
}

/** An equation of more parts than this is no help to anyone. */
const HEAVIEST = 250;

/** A sum of more terms than this is one over time steps or the like. */
const LONG = 4;

const UNKNOWN_TO_BP = new Set<string>(['erf', 'einsum']);

const UNKNOWN_TO_NUMPY = new Set<string>([
  'sigmoid',
  'relu',
  'leakyRelu',
  'elu',
  'softplus',
  'gelu',
  'softmax',
  'logSoftmax',
  'logsumexp',
  'erf',
]);

const isOnes = (n: Node): boolean => n.op === 'broadcastTo' && isNumberLeaf(n.inputs[0]) && n.inputs[0].value.data[0] === 1;

const ones = (n: Node, language: 'bp' | 'python'): string =>
  language === 'bp'
    ? `ones(${n.dims.map(d => d.key).join(', ')})`
    : `np.ones((${n.dims.map(d => d.value).join(', ')}${n.dims.length === 1 ? ',' : ''}))`;

const literals = new WeakMap<Node, ReadonlySet<number>>();

/** Broken numbers that the forward pass is written with: 0.5, and the slope that leaky_relu has by itself. */
function literalsOf(study: Study, loss: Node): ReadonlySet<number> {
  const known = literals.get(loss);
  if (known) return known;
  const found = new Set<number>();
  for (const n of study.context.ancestry.of(loss))
    for (const x of isNumberLeaf(n) ? [n.value.data[0]] : Object.values(n.attrs))
      if (typeof x === 'number' && !Number.isInteger(x)) found.add(Math.abs(x));
  literals.set(loss, found);
  return found;
}

/** Counts that the file itself multiplies or divides by, those near the equation first. */
export function divisors(study: Study, at: Binding | null): NamedSize[] {
  const { trace, model } = study;
  const found = new Map<string, number>();
  const note = (text: string, value: number): void => {
    const name = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(text) ? text : /(?:^|[\s\d(])\/\s*\(?([\p{L}_][\p{L}\p{N}_.]*)\)?$/u.exec(text)?.[1];
    const inverse = Math.abs(1 / value);
    const size = name === text ? Math.abs(value) : Math.abs(inverse - Math.round(inverse)) < 1e-9 * inverse ? Math.round(inverse) : 0;
    if (name && Number.isInteger(size) && size > 1 && !found.has(name)) found.set(name, size);
  };
  const scan = (nodes: Iterable<Node>): void => {
    for (const node of nodes) {
      node.inputs.forEach((input, k) => {
        if (node.uses[k] && input.value.data.length === 1 && input.op !== 'hole')
          note(trace.text(node.uses[k]).trim(), input.value.data[0]);
      });
    }
  };
  if (at) scan(trace.graph.nodes.slice(at.from, at.node.id + 1));
  for (const { entry } of study.judged)
    for (const { binding } of entry.instances.slice(0, 1)) if (binding) scan(trace.graph.nodes.slice(binding.from, binding.node.id + 1));
  for (const loss of study.context.losses.slice(0, 1)) scan(study.context.ancestry.of(model.rep(loss.node)));
  return [...found].map(([name, value]) => ({ name, value }));
}

const styles = new WeakMap<Study, Style['product']>();

/** How the file multiplies matrices. */
function productStyle(study: Study): Style['product'] {
  const known = styles.get(study);
  if (known) return known;
  const { trace } = study;
  let style: Style['product'] = 'np.dot';
  for (const node of trace.graph.nodes) {
    if (node.op !== 'matmul' || node.site === 0) continue;
    const text = trace.text(node.site);
    style = /np\.(?:dot|matmul)\(/.test(text) ? 'np.dot' : text.includes('@') ? '@' : text.includes('.dot(') ? '.dot' : 'np.dot';
    break;
  }
  styles.set(study, style);
  return style;
}
