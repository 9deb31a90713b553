// Judges every entry: exact, exact up to the chain's factor, wrong in itself, or only fed by something wrong.
import type { Node } from '../core/graph';
import { sameShape, type Tensor } from '../core/tensor';
import type { GradientStatus } from '../report/report';
import { addInstance, type Context, type Entry, type Instance, isRescaling, mergeSteps } from './entries';
import { type Edit, Given } from './given';
import { lossOf } from './losses';
import { Repair } from './repair';
import { harmlessShape, type Match, match, matchPairs, onlyOnes } from './scale';

export interface Verdict {
  readonly entry: Entry;
  status: GradientStatus;
  /** hand = scale · exact, where one factor fits everywhere. */
  scale: number | null;
  error: number | null;
  /** The instance and the point that showed it. */
  shown: Instance;
  worst: number;
  /** Why it is wrong: its shape, an operation in it that does not fit, or its value. */
  cause: 'shape' | 'hole' | 'value' | 'factor' | 'sign' | null;
  inputs: readonly Entry[];
  /** The factor at which it is right for what follows; null when unknown. */
  good: number | null;
  reason?: string;
  /** True when a later correction shows that the factor is applied by the update itself. */
  carriedByUpdate?: boolean;
}

export interface Judgement {
  readonly verdicts: Verdict[];
  /** The common factor of all parameters' gradients, when it is not 1. */
  readonly common: number | null;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));

export class Judge {
  private readonly entryOf = new Map<Node, { entry: Entry; instance: Instance }>();
  private readonly verdicts = new Map<Entry, Verdict>();
  private readonly matches = new Map<Entry, Match>();
  readonly given: Given;
  /** Nodes that the pairing of helpers may still evaluate. */
  private tries = 2_500_000;

  constructor(
    private readonly context: Context,
    private entries: Entry[],
    holes: ReadonlySet<Node>,
  ) {
    const good = (e: Entry): number | null | undefined => this.verdicts.get(e)?.good;
    this.given = new Given(context, this.entryOf, holes, good, () => this.addsEverywhere());
    this.index();
  }

  private index(): void {
    this.entryOf.clear();
    for (const entry of this.entries) for (const instance of entry.instances) this.entryOf.set(instance.hand, { entry, instance });
  }

  get all(): readonly Entry[] {
    return this.entries;
  }

  private ownMatch(entry: Entry): Match {
    const known = this.matches.get(entry);
    if (known) return known;
    const all = entry.instances.map(i => match(this.context.exact, i.loss, i.hand, i.target));
    const judged = all.filter(m => m.judged > 0);
    const worst = judged.reduce<Match | null>((w, m) => (w === null || m.error > w.error ? m : w), null) ?? all[0];
    const nonzero = judged.find(m => m.scale !== 1) ?? worst;
    const same = judged.every(m => near(m.scale, nonzero.scale) || this.isZero(m));
    const result: Match = { ...worst, scale: nonzero.scale, fits: judged.length > 0 && judged.every(m => m.fits) && same };
    this.matches.set(entry, result);
    return result;
  }

  /** The factor at which an entry is right for what follows it; null when unknown. */
  goodOf(entry: Entry): number | null {
    return this.verdicts.get(entry)?.good ?? null;
  }

  /** What the file has gradients of, under which names and at which factor. */
  entriesWithTargets(): { target: Node; name: string; good: number; parameter: boolean }[] {
    return this.entries.flatMap(e =>
      e.instances.map(i => ({ target: i.target, name: e.name, good: this.goodOf(e) ?? 1, parameter: e.parameter })),
    );
  }

  /** Is it a constant times the exact derivative, whatever the constant? */
  fitsAtAnyFactor(entry: Entry): boolean {
    return this.ownMatch(entry).fits;
  }

  /** The factor that an entry's own values show. */
  ownScale(entry: Entry): number {
    return this.ownMatch(entry).scale;
  }

  private isZero(m: Match): boolean {
    return m.error === 0 && m.scale === 1;
  }

  run(): Judgement {
    this.entries.sort((a, b) => a.instances[0].hand.id - b.instances[0].hand.id);
    this.pairHelpers();
    const common = this.commonFactor();
    for (const entry of this.entries) {
      this.pairAnew(entry);
      this.verdicts.set(entry, this.judge(entry, common));
      this.guessFactor(entry, common);
    }
    this.resolveChanges(common);
    this.dropImpostors();
    return { verdicts: this.entries.map(e => this.verdicts.get(e)!), common };
  }

  /** A name that neither the value nor what follows from it bears out may be of something else (dh for the pre-activation). */
  private pairAnew(entry: Entry): void {
    const { model } = this.context;
    if (model.trace.language === 'bp' || entry.parameter || this.ownMatch(entry).fits) return;
    const spend = (cost: number): boolean => {
      this.tries -= cost;
      return this.tries >= 0;
    };
    const consumers = (e: Entry): Entry[] => this.entries.filter(other => other !== e && this.sourcesOf(other).includes(e));
    const repair = new Repair(this.context, this.given, consumers, spend);
    const found = repair.better(entry);
    if (!found) return;
    entry.instances.splice(0, entry.instances.length, ...found);
    entry.wrt = repair.wrt(found);
    this.matches.delete(entry);
    this.index();
  }

  /** Names what wrong gradients are computed from: a helper belongs to the forward value whose derivative repairs what follows. */
  private pairHelpers(): void {
    for (let round = 0; round < 8; round++) {
      const found = this.entries.flatMap(entry => (this.ownMatch(entry).fits ? [] : this.consequences(entry)));
      if (found.length === 0) return;
      const byKey = new Map<string, Entry>();
      const added = new Set<Node>();
      for (const instance of found)
        if (!this.entryOf.has(instance.hand) && !added.has(instance.hand)) {
          added.add(instance.hand);
          addInstance(this.context, byKey, instance);
        }
      if (byKey.size === 0) return;
      this.entries = mergeSteps(this.context, [...this.entries, ...byKey.values()]).sort(
        (a, b) => a.instances[0].hand.id - b.instances[0].hand.id,
      );
      this.index();
    }
  }

  private consequences(entry: Entry): Instance[] {
    const [first, ...others] = entry.instances;
    const together = entry.instances.flatMap(i => this.repeated(i));
    if (together.length) return together;
    for (const helper of this.helpers(first)) {
      const target = this.repairing(first, helper, () => true);
      if (!target) continue;
      const statement = this.context.model.maker(helper)?.statement;
      const found = [this.helped(first, helper, target)];
      for (const instance of others) {
        const same = this.helpers(instance).find(h => this.context.model.maker(h)?.statement === statement);
        const its = same && this.repairing(instance, same, n => n.site === target.site && n.op === target.op);
        if (same && its) found.push(this.helped(instance, same, its));
      }
      return found;
    }
    return [];
  }

  /** Named values that an instance is computed from; not the sums on the way to a gradient that goes on being built. */
  private helpers(instance: Instance): Node[] {
    const { model } = this.context;
    const slots = new Set(this.entries.flatMap(e => e.instances.map(i => i.binding?.slot)));
    const own = instance.binding?.slot;
    return this.given
      .sources(instance.hand)
      .helpers.filter(
        h =>
          h.op !== 'leaf' &&
          !model.bindingsOf(h).some(b => b.slot === own || ((b.kind === 'augment' || b.kind === 'store') && slots.has(b.slot))),
      );
  }

  /** Helpers that one statement makes for every layer or time step: paired all at once, the backward pass in reverse order. */
  private repeated(instance: Instance): Instance[] {
    const { model, exact } = this.context;
    const groups = new Map<number, Node[]>();
    for (const helper of this.helpers(instance)) {
      const statement = model.maker(helper)?.statement;
      if (statement !== undefined) groups.set(statement, [...(groups.get(statement) ?? []), helper]);
    }
    for (const helpers of [...groups.values()].filter(g => g.length > 1)) {
      helpers.sort((a, b) => a.id - b.id);
      for (const targets of this.classes(instance, helpers)) {
        this.tries -= this.given.equation(instance).length * exact.points.length;
        if (this.tries < 0) return [];
        const pairs = this.given.pairs(instance, null, k => {
          const put = new Map(helpers.map((h, i) => [h, exact.at(instance.loss.node, targets[i], k)] as const));
          return [...put.values()].includes(null) ? null : (put as Map<Node, Tensor>);
        });
        const result = matchPairs(pairs);
        if (result.fits && pairs.length >= Math.min(2, exact.points.length) && pairs.some(p => p.hand.data.some(x => x !== 0)))
          return helpers.map((h, i) => this.helped(instance, h, targets[i]));
      }
    }
    return [];
  }

  /** Forward values of the helpers' shape, those of one place in the source together, the last first; then parts of their derivatives. */
  private classes(instance: Instance, helpers: readonly Node[]): Node[][] {
    const { ancestry, exact, model } = this.context;
    const found = new Map<string, Node[]>();
    const parts = new Map<string, Node[]>();
    const put = (map: Map<string, Node[]>, key: string, n: Node): void => void map.set(key, [n, ...(map.get(key) ?? [])]);
    for (const n of ancestry.of(instance.loss.node)) {
      if (n.op === 'leaf' || n.site === 0 || !sameShape(n.value.shape, helpers[0].value.shape)) continue;
      put(found, `${n.site}|${n.op}`, n);
      if (model.bindingsOf(n).length > 0)
        for (const { key, target } of exact.partsOf(instance.loss.node, n)) put(parts, `${n.site}|${n.op}:${key}`, target);
    }
    // What the same statement is paired with already is nobody else's.
    const statement = model.maker(helpers[0])?.statement;
    const taken = new Set(this.entries.flatMap(e => (e.statement === statement ? e.instances.map(i => i.target) : [])));
    // A state carried over brings the forward values of the run before along: they come after its own.
    const enough = (map: Map<string, Node[]>): Node[][] =>
      [...map.values()]
        .map(c => c.filter(n => !taken.has(n)))
        .filter(c => c.length >= helpers.length)
        .reverse()
        .sort((a, b) => a.length - b.length)
        .map(c => c.slice(0, helpers.length));
    return [...enough(found), ...enough(parts)];
  }

  private helped(instance: Instance, hand: Node, target: Node): Instance {
    const loss = lossOf(this.context.ancestry, this.context.losses, hand, this.context.model) ?? instance.loss;
    return { hand, target, loss, binding: this.context.model.maker(hand), update: null, by: 'consequence' };
  }

  /** The forward value whose exact derivative, put in place of the helper, makes the instance right up to a factor. */
  private repairing(instance: Instance, helper: Node, fits: (n: Node) => boolean): Node | null {
    const { exact, ancestry, model } = this.context;
    const shape = helper.value.shape;
    const candidates = [...ancestry.of(instance.loss.node)]
      .filter(n => sameShape(n.value.shape, shape) && n.op !== 'leaf' && !isRescaling(this.context, n) && fits(n))
      .reverse();
    candidates.sort((a, b) => Number(model.bindingsOf(b).length > 0) - Number(model.bindingsOf(a).length > 0));
    const cost = this.given.equation(instance).length * exact.points.length;
    for (const target of candidates.slice(0, 40)) {
      this.tries -= cost;
      if (this.tries < 0) return null;
      const pairs = this.given.pairs(instance, null, k => {
        const right = exact.at(instance.loss.node, target, k);
        return right && new Map([[helper, right]]);
      });
      const result = matchPairs(pairs);
      if (result.fits && pairs.some(p => p.hand.data.some(x => x !== 0)) && pairs.length >= Math.min(2, exact.points.length)) return target;
    }
    return null;
  }

  /** How much the update makes of a negative gradient: −1 where it adds what should be subtracted. */
  private effective(entry: Entry): number {
    const inside = entry.instances[0].update?.carried.inside ?? 1;
    const scale = this.ownMatch(entry).scale / (inside || 1);
    const applied = entry.instances.map(i => i.update?.carried.sign).filter(s => s !== undefined);
    return scale < 0 && applied.length > 0 && applied.every(s => s === 1) ? -scale : scale;
  }

  private commonFactor(): number | null {
    const all = this.entries.filter(e => e.parameter && this.ownMatch(e).judged > 0);
    const parameters = all.filter(e => this.ownMatch(e).fits);
    // A mistake in one of many hides nothing of what the others have in common.
    if (parameters.length < 2 || 2 * (all.length - parameters.length) > parameters.length) return null;
    const factors = parameters.filter(e => !this.carries(e)).map(e => this.effective(e));
    if (factors.length < 2) return null;
    return factors.every(f => near(f, factors[0]) && f > 0) && !near(factors[0], 1) ? factors[0] : null;
  }

  /** The update itself multiplies by 1/scale (W −= lr / m · dW). */
  private carries(entry: Entry): boolean {
    const scale = Math.abs(this.effective(entry));
    if (near(scale, 1)) return false;
    return entry.instances.every(i => i.update?.carried.factors.some(f => near(f * scale, 1) || this.numbersIn(i, 1 / scale)) ?? false);
  }

  private numbersIn(instance: Instance, wanted: number): boolean {
    const step = instance.update?.update.step;
    if (!step) return false;
    const own = this.context.ancestry.of(instance.hand);
    return [...this.context.ancestry.of(step)].some(
      n =>
        !own.has(n) &&
        n.value.data.length === 1 &&
        (near(Math.abs(n.value.data[0]), wanted) || near(Math.abs(n.value.data[0]), 1 / wanted)),
    );
  }

  private judge(entry: Entry, common: number | null): Verdict {
    const shown = entry.instances[0];
    const { broken } = this.given.sources(shown.hand);
    const sources = this.sourcesOf(entry);
    const verdict: Verdict = {
      entry,
      status: 'unchecked',
      scale: null,
      error: null,
      shown,
      worst: 0,
      cause: null,
      inputs: sources,
      good: this.incoming(sources),
    };
    const spoiled = sources.some(e => this.isBad(e) && this.verdicts.get(e)!.cause !== 'value');
    if (broken && !spoiled) return { ...verdict, status: 'wrong', cause: 'hole' };
    if (broken || (spoiled && !sameShape(shown.hand.value.shape, shown.target.value.shape)))
      return this.afterShapeError(entry, verdict, common);
    const [handShape, shape] = [shown.hand.value.shape, shown.target.value.shape];
    if (!onlyOnes(handShape, shape) || (entry.parameter && !harmlessShape(handShape, shape)))
      return { ...verdict, status: 'wrong', cause: 'shape' };
    const own = this.ownMatch(entry);
    if (own.judged === 0) return { ...verdict, reason: 'not-finite' };
    Object.assign(verdict, { error: own.error, worst: own.worst });
    const accepted =
      own.fits &&
      (entry.parameter ? this.acceptsParameter(entry, common) : this.acceptsIntermediate(own, verdict.good, sources, shown.target));
    if (accepted) {
      const plain = near(own.scale, 1);
      return {
        ...verdict,
        status: plain ? 'correct' : 'correct-scaled',
        scale: plain ? null : own.scale,
        good: own.scale,
        carriedByUpdate: this.carries(entry),
      };
    }
    return this.blame(entry, verdict, own, common);
  }

  /** The factor that the gradients it is computed from are right at; null when there are none or it is unknown. */
  private incoming(sources: readonly Entry[]): number | null {
    for (const source of sources) {
      const good = this.verdicts.get(source)?.good;
      if (good !== undefined && good !== null && !source.parameter) return good;
    }
    return null;
  }

  private acceptsParameter(entry: Entry, common: number | null): boolean {
    const factor = this.effective(entry);
    return near(factor, 1) || (common !== null && near(factor, common)) || this.carries(entry);
  }

  /** Nearest the loss any positive factor goes, a negative one only where the updates add; later the factor must stay. */
  private acceptsIntermediate(own: Match, incoming: number | null, sources: readonly Entry[], target: Node): boolean {
    // What a function that nobody calls gives back is all that there is: no later division takes a factor out.
    if (this.context.model.trace.declaredLoss && target.op === 'leaf') return near(own.scale, 1);
    if (sources.length === 0 || incoming === null) return own.scale > 0 || this.addsEverywhere();
    return near(own.scale, incoming);
  }

  /** Do all updates add what they apply, so that gradients are kept with the opposite sign? */
  private addsEverywhere(): boolean {
    const signs = this.entries.filter(e => e.parameter).flatMap(e => e.instances.flatMap(i => i.update?.carried.sign ?? []));
    return signs.length > 0 && signs.every(s => s === 1);
  }

  /** Wrong in itself, or right given right inputs. */
  private blame(entry: Entry, verdict: Verdict, own: Match, common: number | null): Verdict {
    const sources = verdict.inputs;
    const bad = sources.some(s => this.isBad(s));
    const wanted = bad ? this.wanted(entry, common).find(w => this.given.isRight(entry, w, null)) : undefined;
    if (wanted !== undefined) return { ...verdict, status: 'inherited', error: own.error, scale: null, good: wanted };
    const cause = own.fits ? (own.scale < 0 ? 'sign' : 'factor') : 'value';
    const good = sources.length === 0 && own.fits ? Math.abs(own.scale) : verdict.good;
    return { ...verdict, status: 'wrong', cause, scale: null, error: own.fits ? this.plainError(entry) : own.error, good };
  }

  /**
   * A wrong gradient nearest the loss hides the chain's factor: it is the one at which the parameters' gradients computed from
   * it directly are right.
   */
  private guessFactor(entry: Entry, common: number | null): void {
    const verdict = this.verdicts.get(entry)!;
    if (entry.parameter || verdict.status !== 'wrong' || verdict.good !== null || verdict.inputs.length > 0) return;
    const fed = this.entries.filter(e => e.parameter && this.sourcesOf(e).includes(entry));
    const sizes = new Set<number>([1, ...entry.instances[0].target.value.shape, ...this.context.model.trace.sizes.values()]);
    const count = entry.instances[0].target.value.data.length;
    const candidates = [...sizes, count].flatMap(n => (n > 1 ? [n, 1 / n] : [n]));
    let most = 0;
    let best: number | null = null;
    for (const factor of candidates.flatMap(f => (this.addsEverywhere() ? [f, -f] : [f]))) {
      verdict.good = factor;
      const right = fed.filter(e => this.wanted(e, common).some(w => this.given.isRight(e, w, null))).length;
      if (right > most) [most, best] = [right, factor];
    }
    verdict.good = best;
  }

  /** The factors at which an entry is right; a parameter's may be negative where its update adds. Null: any positive one. */
  private wanted(entry: Entry, common: number | null): (number | null)[] {
    if (!entry.parameter) return [this.incoming(this.verdicts.get(entry)?.inputs ?? this.sourcesOf(entry))];
    const factor = common ?? 1;
    const adds = entry.instances.some(i => i.update?.carried.sign === 1);
    return adds ? [-factor, factor] : [factor];
  }

  sourcesOf(entry: Entry): Entry[] {
    return [...new Set(this.given.sources(entry.instances[0].hand).inputs.map(i => i.entry))].filter(e => e !== entry);
  }

  /** A gradient computed from one of the wrong shape: right given right inputs, or not decided. */
  private afterShapeError(entry: Entry, verdict: Verdict, common: number | null): Verdict {
    const wanted = this.wanted(entry, common).find(w => this.given.isRight(entry, w, null));
    if (wanted !== undefined) return { ...verdict, status: 'inherited', good: wanted };
    return { ...verdict, status: 'unchecked', reason: 'shape-error-before' };
  }

  private plainError(entry: Entry): number {
    const errors = entry.instances.map(i => match(this.context.exact, i.loss, i.hand, i.target, 1).error).filter(Number.isFinite);
    return errors.length ? Math.max(...errors) : Number.NaN;
  }

  private isBad(entry: Entry): boolean {
    const status = this.verdicts.get(entry)?.status;
    return status === 'wrong' || status === 'inherited';
  }

  /** The nodes that an instance's own equation computes, the last first. */
  equation(instance: Instance): Node[] {
    return this.given.equation(instance);
  }

  /** Is the equation right as it stands, given right inputs? */
  isRight(entry: Entry): boolean {
    return this.wanted(entry, null).some(w => this.given.isRight(entry, w, null));
  }

  /** Is the equation right, given right inputs, once an edit is made wherever its site is evaluated? */
  rightWith(entry: Entry, edit: Edit): boolean {
    return this.wanted(entry, null).some(w => this.given.isRight(entry, w, edit));
  }

  /** An intermediate that changes the factor is wrong where keeping it would make a parameter's gradient right. */
  private resolveChanges(common: number | null): void {
    for (const entry of this.entries) {
      const verdict = this.verdicts.get(entry)!;
      const changes = verdict.cause === 'factor' || verdict.cause === 'sign';
      if (entry.parameter || verdict.status !== 'wrong' || !changes) continue;
      const own = this.ownMatch(entry);
      // σ(z) written as 1/(1 + exp(−x·w)): the derivative of what has no name stands for that of its negative.
      const nameless = entry.instances.every(i => i.by !== 'name' && this.context.model.bindingsOf(i.target).length === 0);
      if (verdict.inputs.length === 0 && !nameless) continue;
      const fed = this.entries.filter(e => e.parameter && this.feeds(entry, e));
      if (fed.length === 0 || fed.some(e => !this.accepted(e, common)) || (own.scale < 0 && !nameless)) continue;
      const plain = near(own.scale, 1);
      Object.assign(verdict, {
        status: plain ? 'correct' : 'correct-scaled',
        scale: plain ? null : own.scale,
        cause: null,
        good: own.scale,
        error: own.error,
      });
      this.again(entry, common);
    }
  }

  private accepted(entry: Entry, common: number | null): boolean {
    return this.ownMatch(entry).fits && this.acceptsParameter(entry, common);
  }

  /** Judges again what is computed from an entry whose verdict changed. */
  private again(changed: Entry, common: number | null): void {
    for (const entry of this.entries)
      if (entry !== changed && this.feeds(changed, entry)) this.verdicts.set(entry, this.judge(entry, common));
  }

  /** Is anything of one entry computed from anything of another? */
  feeds(from: Entry, to: Entry): boolean {
    const hands = new Set(from.instances.map(i => i.hand));
    return to.instances.some(i => [...this.context.ancestry.of(i.hand)].some(n => hands.has(n)));
  }

  /**
   * A name may say derivative and mean a local one (da1 = a1·(1 − a1)): where everything computed from it is right, and it
   * is not the gradient that its name promises, it is no gradient.
   */
  private dropImpostors(): void {
    this.entries = this.entries.filter(entry => {
      const verdict = this.verdicts.get(entry)!;
      if (
        entry.parameter ||
        verdict.status !== 'wrong' ||
        verdict.cause === 'hole' ||
        verdict.cause === 'shape' ||
        this.context.model.trace.language === 'bp'
      )
        return true;
      const fed = this.entries.filter(e => e !== entry && this.feeds(entry, e));
      if (fed.length > 0 && fed.every(e => !this.isBad(e))) return false;
      return !this.isLocal(entry) || fed.some(e => this.verdicts.get(e)!.status === 'inherited');
    });
  }

  /** Uses nothing that its target does not depend on itself: no label, no later weight. */
  private isLocal(entry: Entry): boolean {
    const { hand, target } = entry.instances[0];
    const own = this.context.ancestry.of(target);
    return [...this.context.ancestry.of(hand)].every(n => n.op !== 'leaf' || n.attrs.origin === 'constant' || own.has(n));
  }
}
