// A .bp file's text in, its trace out. Every statement is evaluated as far as it can be; nothing a file says makes this throw.

import { type Locale, useLocale } from '../../messages';
import { bpMessages as say } from '../../messages/bp';
import type { Finding } from '../../report/report';
import type { Trace } from '../../trace/trace';
import type { LossStatement, Problem, Program, SeedStatement, Statement } from './ast';
import { numberOf } from './constants';
import { type LoadedData, loadData } from './dataStatement';
import { Declarations } from './declarations';
import { Equations } from './equations';
import { findingsOf } from './findings';
import { labelKinds } from './labels';
import { findLoss } from './loss';
import { ModelState } from './model';
import { parse } from './parser';
import { Scope } from './scope';
import { SourceText } from './source';
import { emptyPlan, readSetting, type TrainPlan } from './train';
import { makeWriter } from './writer';

export interface BpSource {
  readonly file: string;
  readonly text: string;
  /** Reads a file beside this one; null where there is none. Without it, `data` statements that read files are not carried out. */
  readonly readFile?: (path: string) => Uint8Array | null;
}

export interface BpOptions {
  readonly locale?: Locale;
  /** A bound on the work: multiplications. */
  readonly budget?: number;
  /** What the `data` statements gave, where they have been carried out already: training traces a file for other numbers of examples. */
  readonly data?: LoadedData;
}

export interface BpTrace extends Trace {
  /** What the `train` section says; null where there is none. */
  readonly plan: TrainPlan | null;
  readonly seed: number;
  /** What the classes of a label are called, where its data names them. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
}

/** More errors than anybody reads: the rest is counted. */
const MOST_FINDINGS = 200;

export function traceBp(source: BpSource, options: BpOptions = {}): BpTrace {
  if (options.locale) useLocale(options.locale);
  const text = new SourceText(source.text);
  const program = parse(text.text);
  return new FileTrace(program, text, source, options).run();
}

class FileTrace {
  private readonly model: ModelState;
  private readonly equations: Equations;
  private readonly declarations: Declarations;
  private readonly data: ReturnType<typeof loadData>;
  private plan: TrainPlan | null = null;
  private readonly losses: LossStatement[] = [];

  constructor(
    private readonly program: Program,
    private readonly text: SourceText,
    source: BpSource,
    options: BpOptions,
  ) {
    this.model = new ModelState(program, text, seedOf(program), options.budget);
    this.data = options.data ?? loadData(program, source.readFile);
    this.declarations = new Declarations(this.model, labelKinds(program), this.data);
    this.equations = new Equations(this.model);
  }

  run(): BpTrace {
    const { model } = this;
    for (const problem of this.program.problems) model.report([problem], true);
    for (const s of this.program.statements) this.statement(s);
    const hasBackward = this.program.statements.some(s => s.kind === 'equation' && s.section === 'backward');
    for (const again of this.losses.slice(1)) this.plain(again, [this.lossTwice(again, this.losses[0])]);
    const declaredLoss = findLoss(model, this.losses[0] ?? null, this.equations.forward, hasBackward);
    const { recorder, text } = { ...model, text: this.text };
    const counted = this.program.statements.filter(s => s.kind !== 'section');
    return {
      language: 'bp',
      graph: recorder.graph,
      range: site => recorder.range(site),
      text: site => {
        const range = recorder.range(site);
        return range ? text.text.slice(text.offset(range.start), text.offset(range.end)).trim() : '';
      },
      writer: makeWriter(text.text),
      bindings: recorder.bindings,
      calls: recorder.calls,
      holes: recorder.holes,
      guards: recorder.guards,
      declaredLoss,
      findings: this.limited(model.findings),
      coverage: {
        statements: counted.length,
        executed: model.executed,
        reasons: model.reasons.map(({ message, span }) => ({ message, range: text.range(span) })),
      },
      sizes: this.declarations.sizes.named,
      plan: this.plan,
      seed: model.seed,
      classes: this.data.classes,
    };
  }

  private statement(s: Statement): void {
    switch (s.kind) {
      case 'equation':
        this.equations.run(s);
        break;
      case 'loss':
        this.losses.push(s);
        break;
      case 'seed':
        this.plain(s, this.seedProblems(s));
        break;
      case 'section':
        if (s.section === 'train') this.plan ??= emptyPlan();
        this.model.report(
          s.problems,
          s.problems.every(p => p.repair !== null),
        );
        break;
      case 'setting':
        this.setting(s);
        break;
      case 'broken':
        this.plain(s, []);
        break;
      default:
        this.declarations.run(s);
    }
  }

  /** A statement without a value. */
  private plain(s: Statement, own: readonly Problem[]): void {
    const problems = [...s.problems, ...own];
    const error = this.model.report(problems, s.kind !== 'broken');
    this.model.count(s, error?.message ?? (s.kind === 'broken' ? say('notRead') : null));
  }

  private setting(s: Statement & { kind: 'setting' }): void {
    this.plan ??= emptyPlan();
    const problems: Problem[] = [];
    readSetting(s, this.plan, this.model.scope, p => problems.push(p));
    this.plain(s, problems);
  }

  private seedProblems(s: SeedStatement): Problem[] {
    const value = seedValue(s);
    const fine = s.value.kind === 'missing' || (value !== null && Number.isInteger(value) && value >= 0);
    return fine
      ? []
      : [{ rule: 'syntax', severity: 'error', message: say('seedNumber'), from: s.value.from, to: s.value.to, repair: null }];
  }

  private lossTwice(s: LossStatement, first: LossStatement): Problem {
    const message = say('lossTwice', { name: first.name.name, line: this.text.lineOf(first.from) });
    return { rule: 'syntax', severity: 'error', message, from: s.from, to: s.to, repair: null };
  }

  private limited(findings: readonly Finding[]): Finding[] {
    if (findings.length <= MOST_FINDINGS) return [...findings];
    const kept = findings.slice(0, MOST_FINDINGS);
    const last = kept[kept.length - 1].range;
    const message = say('manyProblems', { count: findings.length - MOST_FINDINGS });
    const at = { from: this.text.offset(last.end), to: this.text.offset(last.end) };
    const { notes } = findingsOf([{ rule: 'unsupported', severity: 'info', message, ...at, repair: null }], false, this.text);
    return [...kept, ...notes];
  }
}

const seedValue = (s: SeedStatement): number | null => numberOf(s.value, new Scope());

/** One seed for the whole file: the last that it sets; 1 where it sets none. */
function seedOf(program: Program): number {
  const seeds = program.statements.flatMap(s => (s.kind === 'seed' ? [seedValue(s)] : []));
  return seeds.reverse().find(value => value !== null && Number.isInteger(value) && value >= 0) ?? 1;
}
