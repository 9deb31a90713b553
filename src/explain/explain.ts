// The one door to explanations: for every name, operator and call of a file a card, and what else teaches.
import type { InDetail } from '../check/check';
import type { Node } from '../core/graph';
import type { Explained, Mark } from '../report/explained';
import type { Range } from '../report/report';
import type { Binding, Trace } from '../trace/trace';
import { CardShelf } from './cardShelf';
import { clashHints, shapeHints } from './hints';
import { NameFinder } from './nameFinder';
import { isFixed, isNumberLeaf } from './numbers';
import { offersOf } from './offers';
import { operatorPlace } from './places';
import { contains, extent, rangeKey, sameRange } from './sourceText';
import { stepsOf } from './stepThrough';
import { Study } from './study';
import { asOne } from './symbols';
import { type NameToken, nameTokens } from './tokens';

export function explain(trace: Trace, text: string, detail: InDetail): Explained {
  return new Explainer(new Study(trace, text, detail)).run();
}

const NAME_LIKE = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*|\[(?:"[^"]*"|'[^']*'|[^\]["']*)\])*$/u;

class Explainer {
  private readonly shelf: CardShelf;
  private readonly marks = new Map<string, Mark>();
  /** Expressions that are a slope as a whole: their operators have no cards of their own. */
  private readonly wholes: Range[] = [];
  private readonly names: NameFinder;
  /** The file's own functions that are an activation. */
  private readonly functions = new Map<string, number>();

  constructor(private readonly study: Study) {
    this.shelf = new CardShelf(study);
    this.names = new NameFinder(study);
  }

  run(): Explained {
    const { study, shelf } = this;
    this.targets();
    this.slopes();
    this.uses();
    this.applications();
    this.calls();
    this.tokens();
    return {
      cards: shelf.cards,
      marks: [...this.marks.values()].sort((a, b) => extent(a.range) - extent(b.range)),
      hints: shapeHints(study),
      clashes: clashHints(study),
      lessons: shelf.lessons(),
      offers: offersOf(study),
      steps: stepsOf(study),
    };
  }

  /** The first that claims a place has it. */
  private mark(range: Range | null, card: number | null): void {
    if (!range || card === null) return;
    const key = rangeKey(range);
    if (!this.marks.has(key)) this.marks.set(key, { range, card });
  }

  private targets(): void {
    const { trace } = this.study;
    const seen = new Set<number>();
    for (const b of trace.bindings) {
      if (seen.has(b.target)) continue;
      seen.add(b.target);
      const range = trace.range(b.target);
      if (!range || b.kind === 'argument') continue;
      if (isNumberLeaf(b.node) && b.role === undefined) this.mark(range, this.shelf.number(b.name, b.node.value.data[0]));
      else this.mark(range, this.shelf.value(b));
      this.names.note(b, range);
      this.aliased(b);
    }
    // A gradient without a name of its own: the expression in an update.
    for (const judged of this.study.judged)
      if (!judged.entry.instances[0].binding) this.mark(trace.range(judged.entry.site), this.shelf.gradient(judged));
  }

  /** `W1 = parameters["W1"]`: what stands on the right is a name too. */
  private aliased(b: Binding): void {
    const range = b.kind === 'alias' || b.node.id < b.from ? this.study.trace.range(b.value) : null;
    if (!range || range.start.line !== range.end.line || !NAME_LIKE.test(this.study.lines.slice(range))) return;
    const made = this.names.bindingOf(this.study.model.rep(b.node), this.study.lines.slice(range), null);
    this.mark(range, made && this.shelf.value(made));
  }

  private slopes(): void {
    const { trace } = this.study;
    for (const node of trace.graph.nodes) {
      if (this.shelf.isSlope(node) && node.site) this.slopeAt(node, trace.range(node.site));
      node.inputs.forEach((input, k) => {
        if (node.uses[k] && this.shelf.isSlope(input)) this.slopeAt(input, trace.range(node.uses[k]));
      });
    }
  }

  private slopeAt(node: Node, range: Range | null): void {
    if (!range) return;
    const text = this.study.lines.slice(range);
    if (NAME_LIKE.test(text) || text.includes('\n')) return;
    const bare = /^\((.*)\)$/s.exec(text)?.[1] ?? text;
    this.wholes.push(range);
    this.mark(range, this.shelf.slope(node, bare));
  }

  /** Operands that are names, and factors like 1/m. */
  private uses(): void {
    const { trace } = this.study;
    const seen = new Set<number>();
    for (const node of trace.graph.nodes)
      node.inputs.forEach((input, k) => {
        const use = node.uses[k];
        if (!use || seen.has(use)) return;
        seen.add(use);
        const range = trace.range(use);
        if (!range || range.start.line !== range.end.line) return;
        const text = this.study.lines.slice(range);
        if (NAME_LIKE.test(text)) this.mark(range, this.named(input, text, node));
        else if (input.dims.length === 0 && /[/]/.test(text) && isFixed(input))
          this.mark(range, this.shelf.factor(text, input.value.data[0], node));
      });
  }

  private named(input: Node, text: string, at: Node): number | null {
    const { model } = this.study;
    const node = model.rep(input);
    if (isNumberLeaf(node) && !this.study.context.parameters.has(node) && !this.isConstantOfModel(node))
      return this.shelf.number(text, node.value.data[0]);
    const hand = this.study.byHand.get(node);
    if (hand) return this.shelf.gradient(hand.judged);
    const owner = this.shelf.facts.owner(at);
    const binding = this.names.bindingOf(node, text, owner);
    return binding && this.shelf.value(binding);
  }

  private isConstantOfModel(node: Node): boolean {
    return this.study.model.bindingsOf(node).some(b => b.role !== undefined);
  }

  private applications(): void {
    const { trace } = this.study;
    const seen = new Set<number>();
    for (const node of trace.graph.nodes) {
      if (!node.site || seen.has(node.site) || node.op === 'leaf') continue;
      seen.add(node.site);
      const place = operatorPlace(this.study, node);
      if (!place || this.wholes.some(w => contains(w, place.token))) continue;
      const card = this.divisor(node) ?? this.shelf.application(node);
      this.mark(place.token, card);
      this.mark(place.whole, card);
      if (card !== null && this.shelf.cards[card].kind === 'difference') this.mark(trace.range(node.site), card);
    }
  }

  /** `/ m` is the factor 1/m. */
  private divisor(node: Node): number | null {
    if (node.op === 'mul' && node.dims.length === 0) return this.scalarFactor(node);
    if (node.op !== 'div' || node.inputs[1].dims.length > 0 || !isFixed(node.inputs[1])) return null;
    const text = node.uses[1] ? this.study.trace.text(node.uses[1]) : '';
    return text ? this.shelf.factor(`1/${asOne(text)}`, 1 / node.inputs[1].value.data[0], node) : null;
  }

  /** `-1/m *` in front of a number. */
  private scalarFactor(node: Node): number | null {
    const k = node.inputs.findIndex(n => isFixed(n));
    const text = k >= 0 && node.uses[k] ? this.study.trace.text(node.uses[k]) : '';
    return text ? this.shelf.factor(text, node.inputs[k].value.data[0], node) : null;
  }

  /** Calls of the file's own functions that come to an activation. */
  private calls(): void {
    const { trace } = this.study;
    const results = new Map<string, Node>();
    for (const b of trace.bindings) {
      const range = b.kind === 'assign' ? trace.range(b.value) : null;
      if (range && !results.has(rangeKey(range))) results.set(rangeKey(range), b.node);
    }
    for (const call of trace.calls.slice(1, 2000)) {
      const range = call.site ? trace.range(call.site) : null;
      const output = range && results.get(rangeKey(range));
      if (!range || !output) continue;
      const end = this.study.lines.after(range.start, call.name.length);
      const card = this.shelf.activation(call.name, output);
      if (card !== null) this.functions.set(call.name, card);
      this.mark({ start: range.start, end }, card);
      this.mark(range, card);
    }
  }

  /** Names that no operation reads directly: arguments, returned values, declared sizes. */
  private tokens(): void {
    const { trace } = this.study;
    for (const token of nameTokens(this.study.lines, trace.language)) {
      if (token.attribute || token.keyword || token.primes || this.marks.has(rangeKey(token.range)) || this.isInside(token.range)) continue;
      const size = trace.sizes.get(token.name);
      if (size !== undefined) {
        this.mark(token.range, this.shelf.number(token.name, size));
        continue;
      }
      const own = this.functions.get(token.name);
      if (own !== undefined) this.mark(token.range, own);
      if (token.called || own !== undefined) continue;
      const binding = this.names.near(token.name, token.range.start.line);
      if (binding)
        this.mark(
          token.range,
          isNumberLeaf(binding.node) && binding.role === undefined
            ? this.shelf.number(binding.name, binding.node.value.data[0])
            : this.shelf.value(binding),
        );
      else this.mark(token.range, this.other(token));
    }
  }

  /** A count that operations use, a container, a name in a part that was never run. */
  private other(token: NameToken): number | null {
    const { name } = token;
    const number = this.study.numbersByName.get(name);
    if (number !== undefined) return this.shelf.number(name, number);
    if (this.study.containers.has(name)) return this.shelf.container(name);
    return this.names.isUnreached(token) ? this.shelf.unreached(name) : null;
  }

  /** Within a longer name that has a card: `cache` of `cache["A1"]`. */
  private isInside(range: Range): boolean {
    for (const { range: other } of this.marks.values())
      if (
        other.start.line === range.start.line &&
        contains(other, range) &&
        !sameRange(other, range) &&
        NAME_LIKE.test(this.study.lines.slice(other))
      )
        return true;
    return false;
  }
}
