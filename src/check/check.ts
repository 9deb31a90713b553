// The checker: a trace in, the report's parts out.

import { dimTexts } from '../core/dims';
import type { Node } from '../core/graph';
import { relativeError, sameShape } from '../core/tensor';
import { checkMessages as say } from '../messages/check';
import type { Finding, Gradient, Loss, Range, Report } from '../report/report';
import type { Trace } from '../trace/trace';
import { type Choice, choose } from './choose';
import type { Context, Entry } from './entries';
import { COURSE_THRESHOLD, courseDifference, numericError, numericGradient } from './evidence';
import { FixSearch } from './fixes';
import type { Edit } from './given';
import type { Judge, Judgement, Verdict } from './judge';
import { hazards, missingGradients, scaleMismatch, staleUpdate, symmetricStarts, wrongUpdates } from './modelFindings';
import { Pictures } from './pictures';
import { sampleOf } from './sample';
import { settle } from './settle';
import type { Setup } from './setup';
import { accidents, dependsOn, firstHoles, forwardFixes, gradientShape, shapeMismatch, suspiciousBroadcasts } from './shapeFindings';
import { afterEdit, errorText, FIRST_LINE, factorText, rangeOr } from './words';

export type Checked = Omit<Report, 'file' | 'language'>;

export function check(trace: Trace): Checked {
  return new Checker(trace).run();
}

/** A gradient of the report, and what it was found from. */
export interface Judged {
  readonly entry: Entry;
  readonly verdict: Verdict;
  readonly gradient: Gradient;
}

/** The report's parts with what they were found from: for explanations. */
export interface InDetail {
  readonly checked: Checked;
  readonly context: Context;
  readonly judged: readonly Judged[];
}

export function checkInDetail(trace: Trace): InDetail {
  return new Checker(trace).inDetail();
}

/** A disagreement of exact and numerical derivative beyond this is a fault of ours. */
const OWN_TOLERANCE = 1e-4;

class Checker {
  private readonly choice: Choice;
  private readonly setup: Setup;
  private readonly judge: Judge;
  private readonly judgement: Judgement;
  private readonly fixes: FixSearch;
  /** Broadcasts that were hardly meant, in order of computation. */
  private readonly suspects: { node: Node; finding: Finding }[];
  /** The edits that mend the mistakes found so far. */
  private readonly mended: Edit[] = [];
  private readonly internal: Finding[] = [];
  private readonly blamed = new Set<number>();

  constructor(private readonly trace: Trace) {
    const chosen = choose(trace);
    this.choice = chosen.guesses?.find(provable) ?? chosen;
    this.setup = this.choice.setup;
    this.judge = this.choice.judge;
    this.judgement = this.choice.judgement;
    if (chosen.guesses && !chosen.guesses.some(provable)) unsettle(this.judgement);
    this.fixes = new FixSearch(this.setup.context, this.judge);
    if (trace.language !== 'bp' && isLost(this.judgement)) unsettle(this.judgement);
    if (trace.language !== 'bp') settle(this.judge, this.fixes, this.judgement.verdicts);
    this.suspects = suspiciousBroadcasts(this.setup.context.model, this.relevant());
  }

  run(): Checked {
    return this.inDetail().checked;
  }

  inDetail(): InDetail {
    const { context } = this.setup;
    for (const v of this.judgement.verdicts)
      if (this.brokenBefore(v.entry.site)) Object.assign(v, { status: 'wrong', cause: 'hole', scale: null });
    const pairs = this.judgement.verdicts.map(v => ({ entry: v.entry, verdict: v, gradient: this.gradient(v) }));
    pairs.sort((a, b) => before(a.gradient.range, b.gradient.range) || a.entry.instances[0].hand.id - b.entry.instances[0].hand.id);
    const own = [...this.holeFindings(), ...this.valueFindings()];
    const findings = this.sorted([...this.own(own).map(f => this.proven(f)), ...own, ...this.modelFindings(own), ...this.internal]);
    const pictures = new Pictures(context, pairs);
    const checked: Checked = {
      variables: pictures.variables(),
      gradients: [...pairs.map(p => p.gradient), ...this.unpaired()].sort((a, b) => before(a.range, b.range)),
      loss: this.loss(),
      findings,
      graph: pictures.graph(findings),
      coverage: this.trace.coverage,
      ...this.course(),
    };
    return { checked, context, judged: pairs };
  }

  private course(): Pick<Report, 'course'> {
    const instances = this.judgement.verdicts
      .filter(v => v.entry.parameter && v.cause !== 'hole' && v.cause !== 'shape')
      .map(v => v.entry.instances[0]);
    const difference = courseDifference(this.setup.context, instances);
    return difference === null ? {} : { course: { difference, threshold: COURSE_THRESHOLD } };
  }

  /** What the front end found, but for errors that Python would raise only because of a wrong shape before. */
  private own(found: readonly Finding[]): Finding[] {
    const misshapen =
      found.some(f => f.severity === 'error' && f.rule !== 'wrong-gradient') || Number.isFinite(this.setup.context.model.end);
    // What we do not model raises nothing of its own.
    const ours = this.trace.findings.filter(f => !(f.rule === 'runtime-error' && /\bopaque\b/.test(f.message)));
    // Past something that is not modelled an error may be of our making.
    const unmodelled = ours.some(f => f.rule === 'unsupported');
    if (unmodelled)
      return ours.filter(
        f => !(f.rule === 'runtime-error' && /TypeError|AttributeError|ValueError|NameError|UnboundLocalError/.test(f.message)),
      );
    return ours.filter(f => !(misshapen && f.rule === 'runtime-error' && !/KeyError|RecursionError/.test(f.message)));
  }

  private loss(): Loss | null {
    const first = this.choice.computed ?? this.setup.context.losses[0];
    if (!first) return null;
    const value = first.node.value.data[0];
    return {
      name: first.name,
      value: Number.isFinite(value) ? value : null,
      range: this.trace.range(first.site),
      recovered: this.choice.recovered || this.choice.computed !== null,
    };
  }

  private gradient(v: Verdict): Gradient {
    const { entry, shown } = v;
    const hand = shown.hand;
    const shaped = v.cause !== 'hole' && v.cause !== 'shape';
    const evidence = shaped ? this.evidence(v) : { autodiff: null, numeric: null, kinks: 0 };
    const exact = this.setup.context.exact.at(shown.loss.node, shown.target, 0);
    const reason = this.reason(v);
    return {
      name: entry.name,
      of: shown.loss.name,
      wrt: entry.wrt,
      range: rangeOr(this.setup.context.model, entry.site, FIRST_LINE),
      status: this.lacksValue(v) ? 'unchecked' : v.status,
      relativeError: shaped && v.error !== null && Number.isFinite(v.error) ? v.error : null,
      scale: v.status === 'correct-scaled' ? v.scale : null,
      ...(reason && { reason }),
      evidence,
      shape: [...hand.value.shape],
      dims: dimTexts(hand.dims),
      ...(v.cause !== 'hole' && { hand: sampleOf(hand.value) }),
      ...(exact && { exact: sampleOf(exact) }),
    };
  }

  /** A fix that the front end offers makes the shapes fit; it is verified only if the gradient is right with it, too. */
  private proven(finding: Finding): Finding {
    const hole = finding.fixes.length > 0 ? this.trace.holes.find(h => h.reported === finding) : undefined;
    const verdict = hole && this.judgement.verdicts.find(v => v.shown.hand === hole.node);
    if (!verdict || this.judge.isRight(verdict.entry)) return finding;
    return { ...finding, fixes: finding.fixes.map(fix => ({ ...fix, verified: false })) };
  }

  /** It has no value, and only because something before it has none. */
  private lacksValue({ shown }: Verdict): boolean {
    return this.trace.holes.some(h => h.reported === null && h.node === shown.hand);
  }

  private reason(v: Verdict): string | undefined {
    const { sizes } = this.trace;
    if (this.lacksValue(v)) return say('reasonNoValue');
    if (v.reason === 'stabiliser') return say('reasonStabiliser');
    if (v.status === 'unchecked') return say(UNCHECKED[v.reason ?? ''] ?? 'reasonNotFinite');
    if (v.status === 'inherited') {
      const from = v.inputs.find(e => ['wrong', 'inherited'].includes(this.judgement.verdicts.find(o => o.entry === e)?.status ?? ''));
      return say('reasonInherited', { name: from?.name ?? v.entry.wrt });
    }
    if (v.status !== 'correct-scaled' || v.scale === null) return undefined;
    const factor = factorText(v.scale, sizes);
    if (v.carriedByUpdate) return say('reasonFactorInUpdate', { factor });
    if (v.entry.parameter && this.judgement.common !== null) return say('reasonCommon', { factor });
    if (v.scale < 0) return say('reasonNegative');
    return say('reasonScale', { factor, loss: v.shown.loss.name, of: v.entry.wrt });
  }

  /** Both errors at the point that showed most: against autodiff, and against the numerical derivative. */
  private evidence(v: Verdict): Gradient['evidence'] {
    const { context } = this.setup;
    const { exact } = context;
    const right = exact.at(v.shown.loss.node, v.shown.target, v.worst);
    if (!right) return { autodiff: null, numeric: null, kinks: 0 };
    const scale = v.status === 'correct-scaled' ? (v.scale ?? 1) : v.status === 'inherited' || v.status === 'wrong' ? 1 : 1;
    const hand = exact.points[v.worst].valueOf(v.shown.hand);
    const numeric = numericGradient(context, v.shown, v.worst);
    const ours = numericError(right, numeric, 1);
    if (ours !== null && ours > OWN_TOLERANCE && right.data.some(x => Math.abs(x) > 1e-9) && !exact.onKink(v.shown.loss.node, v.worst)) {
      const tie = exact.onTie(v.shown.loss.node, v.worst);
      if (!tie) this.ownFault(v, ours);
      // Where our own two derivatives disagree, nobody else is to blame.
      if (v.status === 'wrong' || v.status === 'inherited')
        Object.assign(v, { status: 'unchecked', cause: null, reason: tie ? 'tie' : 'own-fault' });
    }
    const autodiff = relativeError(hand, right, scale);
    return { autodiff: Number.isFinite(autodiff) ? autodiff : null, numeric: numericError(hand, numeric, scale), kinks: numeric.kinks };
  }

  private ownFault(v: Verdict, error: number): void {
    const message = say('ownDerivatives', { loss: v.shown.loss.name, of: v.entry.wrt, error: errorText(error) });
    const range = rangeOr(this.setup.context.model, v.entry.site, FIRST_LINE);
    this.internal.push({ rule: 'internal', severity: 'info', message, range, related: [], fixes: [] });
  }

  private unpaired(): Gradient[] {
    const { context, unpaired } = this.setup;
    if (this.trace.language !== 'bp') return [];
    const declared = new Set(this.trace.bindings.filter(b => b.section !== 'backward').map(b => b.short));
    return unpaired
      .filter(b => declared.has(b.short.slice(1)))
      .map(b => ({
        name: b.name,
        of: context.losses[0]?.name ?? '',
        wrt: b.short.slice(1),
        range: rangeOr(context.model, b.site, FIRST_LINE),
        status: 'unchecked' as const,
        relativeError: null,
        scale: null,
        reason: context.losses.length ? say('reasonUnpaired') : say('reasonNoLoss'),
        evidence: { autodiff: null, numeric: null, kinks: 0 },
      }));
  }

  /** Shape errors, forward and backward, each once. */
  private holeFindings(): Finding[] {
    const { context } = this.setup;
    const spoiled = new Set(
      this.judgement.verdicts.filter(v => v.status === 'wrong' && v.cause !== 'hole').flatMap(v => v.entry.instances.map(i => i.hand)),
    );
    // Every run of a wrong equation, those too that no loss is known for.
    const statements = new Set(
      this.judgement.verdicts.flatMap(v => (v.status === 'wrong' && v.cause !== 'hole' ? [v.entry.statement] : [])),
    );
    for (const b of this.trace.bindings) if (statements.has(b.statement)) spoiled.add(context.model.rep(b.node));
    for (const { node } of this.suspects) spoiled.add(context.model.rep(node));
    const [first] = this.suspects;
    const follows = first !== undefined && this.trace.holes.some(h => dependsOn(h.node, n => n === first.node));
    const cause = follows ? [Object.assign(first.finding, { severity: 'error' as const })] : [];
    for (const finding of cause) this.blame(finding.range);
    return [...cause, ...this.firstMisfits(spoiled)];
  }

  private firstMisfits(spoiled: ReadonlySet<Node>): Finding[] {
    const { context } = this.setup;
    return firstHoles(context.model, spoiled)
      .filter(h => h.reported === undefined && !this.brokenBefore(h.site))
      .map(hole => {
        const verdict = this.judgement.verdicts.find(
          v => v.cause === 'hole' && this.judge.equation(v.shown).includes(context.model.rep(hole.node)),
        );
        const entry = verdict?.entry ?? null;
        const helper = this.trace.bindings.find(b => b.statement === hole.statement);
        const proven = entry ? this.fixes.search(entry, helper ? this.trace.range(helper.site) : null).fixes : [];
        const fixes = proven.length ? proven : forwardFixes(context.model, hole);
        const finding = shapeMismatch(context.model, hole, entry, fixes);
        if (entry) this.inheritors(entry, finding);
        this.blame(finding.range);
        return finding;
      });
  }

  /** The statement has an error of syntax or a name already: an equation has one error at most. */
  private brokenBefore(site: number): boolean {
    const range = this.trace.range(site);
    return range !== null && this.trace.findings.some(f => f.severity === 'error' && overlaps(f.range, range));
  }

  private blame(range: Range): void {
    for (let line = range.start.line; line <= range.end.line; line++) this.blamed.add(line);
  }

  /** What only inherits the error stands in `related`, not in a finding of its own. */
  private inheritors(entry: Entry, finding: Finding): void {
    for (const v of this.judgement.verdicts)
      if (v.status === 'inherited' && v.inputs.includes(entry)) {
        const range = this.trace.range(v.entry.site);
        if (range) finding.related.push({ message: say('inheritsFrom', { name: v.entry.name }), range });
      }
  }

  private valueFindings(): Finding[] {
    const seen = new Map<number, Finding>();
    const suspects = this.suspects;
    return this.judgement.verdicts.flatMap(v => {
      if (v.status !== 'wrong' || v.cause === 'hole' || this.brokenBefore(v.entry.site)) return [];
      const known = seen.get(v.entry.statement);
      if (known && v.entry.statement >= 0) return [];
      const spoiling = suspects.filter(x => this.spoils(x.node, v));
      const suspect = spoiling.find(x => x.finding.severity === 'error') ?? spoiling[0];
      if (suspect?.finding.severity === 'error') return [];
      const finding = suspect
        ? Object.assign(suspect.finding, { severity: 'error' as const })
        : v.cause === 'shape'
          ? this.shapeFinding(v)
          : this.wrongGradient(v);
      if (!finding) return [];
      seen.set(v.entry.statement, finding);
      this.inheritors(v.entry, finding);
      this.blame(finding.range);
      return [finding];
    });
  }

  /** A broadcast that was hardly meant is the first cause of what is computed from it. */
  private spoils(node: Node, v: Verdict): boolean {
    const { ancestry, model } = this.setup.context;
    const suspect = model.rep(node);
    return ancestry.of(v.shown.hand).has(suspect) || ancestry.of(v.shown.loss.node).has(suspect);
  }

  private shapeFinding(v: Verdict): Finding {
    return gradientShape(this.setup.context, v.entry, this.fixes.search(v.entry).fixes, 'error');
  }

  /** Right but for axes of size 1: a warning where NumPy's update makes the same parameter of it. In .bp a scalar is a (1, 1). */
  private looseShapes(): Finding[] {
    const { context } = this.setup;
    return this.judgement.verdicts.flatMap(v => {
      const [hand, target] = [v.shown.hand.value.shape, v.shown.target.value.shape];
      if (v.status === 'wrong' || sameShape(hand, target) || !v.entry.parameter || v.shown.binding === null) return [];
      if (this.trace.language === 'bp' && v.shown.hand.value.data.length === 1) return [];
      return [gradientShape(context, v.entry, [], 'warning')];
    });
  }

  private wrongGradient(v: Verdict): Finding | null {
    const { context } = this.setup;
    const { entry, shown } = v;
    const stale = v.cause === 'value' ? staleUpdate(context, this.judge, v) : null;
    if (stale) return stale;
    const whole = rangeOr(context.model, shown.binding?.value ?? entry.site, rangeOr(context.model, entry.site, FIRST_LINE));
    // One function's mistake shows wherever it is called.
    if (this.mended.some(edit => this.judge.rightWith(entry, edit))) return null;
    const { fixes, blame, first } = this.fixes.search(entry);
    if (first) this.mended.push(first);
    const lacking = entry.parameter && fixes[0] && blame === null ? this.fixes.missingTerm(entry)[0] : undefined;
    let message = lacking ? say('lacksTerm', { name: entry.name, term: lacking.term, loss: shown.loss.name }) : this.wrongWords(v);
    if (v.cause === 'value' && v.worst > 0 && this.smallAtStart(v)) message += ` ${say('onlySeenElsewhere')}`;
    if (fixes[0]) message += ` ${say('writeInstead', { text: afterEdit(context.model, shown.binding?.value ?? entry.site, fixes[0]) })}`;
    return { rule: 'wrong-gradient', severity: 'error', message, range: blame ?? whole, related: [], fixes };
  }

  private smallAtStart(v: Verdict): boolean {
    const right = this.setup.context.exact.at(v.shown.loss.node, v.shown.target, 0);
    return right !== null && relativeError(v.shown.hand.value, right) < 1e-4;
  }

  private wrongWords(v: Verdict): string {
    const { sizes } = this.trace;
    const scale = this.judge.ownScale(v.entry);
    const words = { name: v.entry.name, loss: v.shown.loss.name, of: v.entry.wrt };
    if (v.cause === 'sign') return say('wrongSign', { ...words, factor: factorText(scale, sizes) });
    if (v.cause === 'factor' && !v.entry.parameter && v.good !== null)
      return say('factorChanges', {
        name: v.entry.name,
        loss: words.loss,
        before: factorText(v.good, sizes),
        after: factorText(scale, sizes),
      });
    if (v.cause === 'factor') return say('wrongFactor', { ...words, factor: factorText(scale, sizes) });
    return say('wrongValue', { ...words, error: errorText(v.error ?? Number.NaN) });
  }

  private modelFindings(errors: readonly Finding[]): Finding[] {
    const { context } = this.setup;
    const entries = this.judgement.verdicts.map(v => v.entry);
    const clean = !errors.some(f => f.severity === 'error');
    const signs = (e: Entry): 1 | -1 | null => {
      const v = this.judgement.verdicts.find(o => o.entry === e);
      return v?.status === 'correct' ? 1 : v?.status === 'correct-scaled' && v.scale !== null ? (Math.sign(v.scale) as 1 | -1) : null;
    };
    const isWrong = (e: Entry): boolean => this.judgement.verdicts.some(v => v.entry === e && v.status === 'wrong');
    const common = this.judgement.common !== null && clean ? [scaleMismatch(context, this.judge, entries, this.judgement.common)] : [];
    return [
      ...common,
      ...this.lossMismatch(),
      ...this.looseShapes(),
      ...wrongUpdates(context, entries, signs, isWrong),
      ...missingGradients(context, entries),
      ...symmetricStarts(context, entries),
      ...hazards(context),
      ...(this.suspects.some(x => x.finding.severity === 'error') ? [] : this.suspects).flatMap(x =>
        this.blamed.has(x.finding.range.start.line) ? [] : [x.finding],
      ),
      ...accidents(this.trace, this.blamed),
    ];
  }

  private lossMismatch(): Finding[] {
    const { computed } = this.choice;
    const usual = this.setup.context.losses[0];
    if (!computed || !usual) return [];
    const first = this.judgement.verdicts[0];
    const at = this.trace.range(first?.entry.site ?? 0);
    const range = rangeOr(this.setup.context.model, computed.site, at ?? FIRST_LINE);
    const message = say('lossMismatch', { usual: usual.name, loss: computed.name });
    return [
      {
        rule: 'loss-mismatch',
        severity: 'warning',
        message,
        range,
        related: at ? [{ message: first.entry.name, range: at }] : [],
        fixes: [],
      },
    ];
  }

  private relevant(): Set<Node> {
    const { context } = this.setup;
    const all = new Set<Node>(context.forward);
    for (const v of this.judgement.verdicts) for (const n of this.judge.equation(v.shown)) all.add(n);
    return all;
  }

  private sorted(findings: readonly Finding[]): Finding[] {
    return [...findings].sort((a, b) => before(a.range, b.range));
  }
}

const UNCHECKED: Readonly<Record<string, 'reasonTie' | 'reasonNoLoss' | 'reasonOwnFault' | 'reasonAfterShape'>> = {
  tie: 'reasonTie',
  'no-loss': 'reasonNoLoss',
  'own-fault': 'reasonOwnFault',
  'shape-error-before': 'reasonAfterShape',
};

/** Does a small edit of the first wrong equation make it right for the recovered loss? */
function provable({ setup, judge, judgement }: Choice): boolean {
  const first = judgement.verdicts.find(v => v.status === 'wrong');
  return first !== undefined && new FixSearch(setup.context, judge).small(first.entry).length > 0;
}

/** Most of a net of single numbers is wrong at once, each in its own way: the loss is another one than was taken for it. */
function isLost({ verdicts }: Judgement): boolean {
  const parameters = verdicts.filter(v => v.entry.parameter);
  const wrong = parameters.filter(v => v.status === 'wrong' && (v.cause === 'value' || v.cause === 'factor'));
  return wrong.length > 3 && 2 * wrong.length > parameters.length && parameters.every(v => v.shown.target.value.data.length === 1);
}

/** No usual loss is known to be meant: nothing is decided. */
function unsettle(judgement: Judgement): void {
  for (const v of judgement.verdicts) Object.assign(v, { status: 'unchecked', cause: null, scale: null, reason: 'no-loss' });
}

const overlaps = (a: Range, b: Range): boolean => a.start.line <= b.end.line && a.end.line >= b.start.line;
const before = (a: Range, b: Range): number => a.start.line - b.start.line || a.start.column - b.start.column;
