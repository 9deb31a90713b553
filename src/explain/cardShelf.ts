// The cards of a file, each made once: which one explains a value, an application, a name.
import type { Judged } from '../check/check';
import type { Node } from '../core/graph';
import { opTable } from '../core/opTable';
import type { Card, Lesson } from '../report/explained';
import type { Binding } from '../trace/trace';
import { ACTIVATIONS } from './activations';
import { gradientCard } from './cards/gradient';
import { operationCard } from './cards/operation';
import { clashCard, elementwiseCard, productCard, sumCard } from './cards/product';
import { reductionCard } from './cards/reduction';
import { activationCard, slopeCard } from './cards/slope';
import { containerCard, countCard, differenceCard, factorCard, sizeCard, unreachedCard } from './cards/small';
import { transposeCard } from './cards/transpose';
import { variableCard } from './cards/variable';
import { Deriver } from './derivation';
import { Facts } from './facts';
import { type Told, tellLesson } from './lessons';
import { type Activation, activationAfter, slopesIn } from './slopes';
import { sameRange } from './sourceText';
import type { Study } from './study';

export class CardShelf {
  readonly cards: Card[] = [];
  readonly facts: Facts;
  private readonly deriver: Deriver;
  private readonly index = new Map<string, number>();
  private readonly told = new Map<Judged, Told | null>();
  private readonly byStatement = new Map<number, Judged>();
  /** Values that are an activation's slope, in the statement of a gradient. */
  private readonly slopes = new Map<Node, { activation: Activation; outermost: boolean }>();
  private readonly consumers: ReadonlyMap<Node, Node>;

  constructor(private readonly study: Study) {
    this.facts = new Facts(study);
    this.deriver = new Deriver(study);
    for (const judged of study.judged) {
      for (const { binding } of judged.entry.instances) if (binding) this.claim(binding, judged);
      this.findSlopes(judged);
    }
    this.consumers = firstConsumers(study);
  }

  /** The statements that build a gradient: its last, and those before it that write the same name. */
  private claim(binding: Binding, judged: Judged): void {
    const { bindings } = this.study.trace;
    const last = this.study.model.indexOf(binding);
    for (let i = last; i >= 0 && i > last - 40; i--) {
      const b = bindings[i];
      if (b.slot !== binding.slot || b.call !== binding.call) continue;
      if (!this.byStatement.has(b.statement)) this.byStatement.set(b.statement, judged);
      if (b.kind === 'assign') break;
    }
  }

  lessons(): Lesson[] {
    const all = this.study.judged.flatMap(j => this.lessonOf(j)?.lesson ?? []);
    // A line that runs for several layers has no one equation that is written in its place.
    const shared = (lesson: Lesson): boolean =>
      lesson.value !== null && all.some(other => other.value && sameRange(other.value, lesson.value!) && other.derived !== lesson.derived);
    return all.map(lesson => (shared(lesson) ? { ...lesson, derived: null } : lesson));
  }

  /** The gradient in whose statement a value is computed. */
  judgedAt(node: Node): Judged | null {
    const owner = this.facts.owner(node);
    return owner ? (this.byStatement.get(owner.statement) ?? null) : null;
  }

  isSlope(node: Node): boolean {
    return this.slopes.has(node);
  }

  value(binding: Binding): number {
    const node = this.study.model.rep(binding.node);
    const hand = this.study.byHand.get(node);
    if (hand && binding.kind !== 'argument') return this.gradient(hand.judged);
    return this.card(`v${binding.statement}:${binding.name}`, () => variableCard(this.study, this.facts, binding, this.mergedInto(node)));
  }

  /** The first gradient on whose way the value's own would lie. */
  private mergedInto(node: Node): Judged | null {
    for (const judged of this.study.judged) {
      const derivation = this.lessonOf(judged)?.derivation;
      if (derivation?.steps.some(s => s.ghost && derivation.view.original(s.of) === node)) return judged;
    }
    return null;
  }

  gradient(judged: Judged): number {
    return this.card(`g${this.study.judged.indexOf(judged)}`, () => gradientCard(this.study, this.facts, judged, this.lessonOf(judged)));
  }

  number(name: string, value: number): number {
    const { sizes } = this.study.trace;
    return this.card(`n${name}:${value}`, () =>
      sizes.has(name) ? sizeCard(this.study, this.facts, name, value) : countCard(this.study, this.facts, name, value),
    );
  }

  factor(text: string, value: number, node: Node): number {
    const judged = this.judgedAt(node);
    const inLoss = this.study.moving.has(this.study.model.rep(node));
    const scales = judged && node.op === 'mul' ? node.inputs.some(n => this.study.model.rep(n) === judged.verdict.shown.target) : false;
    const at = { judged, inLoss, scales };
    return this.card(`f${text}:${judged ? judged.entry.name : inLoss}:${scales}`, () =>
      factorCard(this.study, this.facts, text, value, at),
    );
  }

  container(name: string): number {
    return this.card(`h${name}`, () => containerCard(this.study, name));
  }

  unreached(name: string): number {
    return this.card(`u${name}`, () => unreachedCard(this.study, name));
  }

  /** The slope written at a place: `g1'(Z1)`. */
  slope(node: Node, text: string): number | null {
    const found = this.slopes.get(node);
    return found ? this.card(`s${node.id}`, () => slopeCard(this.study, text, node, found.activation)) : null;
  }

  /** A call that comes to an activation, however it is spelled out. */
  activation(callee: string, output: Node): number | null {
    const { study } = this;
    const [loss] = study.context.losses;
    const copy = loss && study.view(loss).of(output);
    if (!copy || !ACTIVATIONS.has(copy.op)) return null;
    const input = study.view(loss).original(copy.inputs[0]);
    return input ? this.card(`a${callee}:${output.id}`, () => activationCard(study, callee, copy.op, copy.attrs, input, output)) : null;
  }

  /** An application; null where nothing is to be said. */
  application(node: Node): number | null {
    const make = this.maker(node);
    return make && this.card(`o${node.id}`, make);
  }

  private maker(node: Node): (() => Card) | null {
    const { study, facts } = this;
    const judged = this.judgedAt(node);
    if (node.op === 'hole') {
      const card = node.uses.length > 0 ? clashCard(study, node) : null;
      return card && (() => card);
    }
    if (this.isDifference(node, judged)) return () => differenceCard(node, study.trace.text(node.site), this.lessonOf(judged!)!);
    if (node.dims.length === 0 && node.inputs.every(n => n.dims.length === 0)) return null;
    switch (node.op) {
      case 'leaf':
      case 'broadcastTo':
        return null;
      case 'transpose':
        return () => transposeCard(study, facts, node, this.consumers.get(node) ?? null, judged);
      case 'matmul':
        return () => productCard(study, node, judged);
      case 'mul':
        return () => elementwiseCard(study, node, node.inputs.map(n => this.slopes.get(n)?.activation ?? null).find(a => a) ?? null);
      case 'add':
      case 'sub':
        return () => sumCard(study, node);
      case 'sum':
      case 'mean':
        return () => reductionCard(study, facts, node, judged);
      default:
        if (ACTIVATIONS.has(node.op))
          return () => activationCard(study, study.trace.text(node.site), node.op, node.attrs, node.inputs[0], node);
        return opTable[node.op].notation.kind === 'none' && node.op !== 'slice' && node.op !== 'take'
          ? null
          : () => operationCard(study, node);
    }
  }

  private isDifference(node: Node, judged: Judged | null): boolean {
    const merged = judged && node.op === 'sub' ? this.lessonOf(judged)?.derivation.merged : null;
    if (!merged || !judged) return false;
    const view = this.study.view(judged.verdict.shown.loss);
    const [a, b] = node.inputs.map(n => view.of(n));
    return (a === merged.output && b === merged.label) || (a === merged.label && b === merged.output);
  }

  lessonOf(judged: Judged): Told | null {
    const known = this.told.get(judged);
    if (known !== undefined) return known;
    const derivation = this.deriver.of(judged);
    const made = derivation && tellLesson(this.study, this.facts, derivation);
    this.told.set(judged, made);
    return made;
  }

  private findSlopes(judged: Judged): void {
    const activation = activationAfter(this.study, judged);
    if (!activation) return;
    const all = slopesIn(this.study, judged, activation);
    for (const node of all) this.slopes.set(node, { activation, outermost: !all.some(o => o !== node && o.inputs.includes(node)) });
  }

  private card(key: string, make: () => Card): number {
    const known = this.index.get(key);
    if (known !== undefined) return known;
    const at = this.cards.push(make()) - 1;
    this.index.set(key, at);
    return at;
  }
}

/** Who uses a value first. */
function firstConsumers({ trace }: Study): Map<Node, Node> {
  const found = new Map<Node, Node>();
  for (const node of trace.graph.nodes) for (const input of node.inputs) if (!found.has(input)) found.set(input, node);
  return found;
}
