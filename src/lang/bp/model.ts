// What the evaluation of a file keeps from statement to statement, and what every kind of statement needs of it.

import type { Node } from '../../core/graph';
import { bpMessages as say } from '../../messages/bp';
import type { Finding, Role } from '../../report/report';
import { Recorder } from '../../trace/recorder';
import type { Section } from '../../trace/trace';
import type { Expr, NameExpr, Problem, Program, Statement } from './ast';
import { Budget } from './budget';
import { Evaluator, type Frame } from './evaluator';
import { findingsOf } from './findings';
import { Scope } from './scope';
import type { SourceText, Span } from './source';
import { definedBy } from './tree';
import { type Surroundings, unknownNames, unknownProblem } from './unknownNames';

/** More reasons than anybody reads. */
const MOST_REASONS = 100;

export interface Binding {
  readonly name: NameExpr;
  readonly node: Node;
  readonly value: Span;
  readonly from: number;
  readonly section: Section;
  readonly role?: Role;
}

export class ModelState {
  readonly recorder = new Recorder();
  readonly scope = new Scope();
  readonly evaluator: Evaluator;
  readonly findings: Finding[] = [];
  /** Where each name is defined first in the whole file. */
  readonly defined = new Map<string, Span>();
  readonly reasons: { message: string; span: Span }[] = [];
  executed = 0;
  private readonly patience = { left: 150 };

  constructor(
    readonly program: Program,
    readonly source: SourceText,
    readonly seed: number,
    budget?: number,
  ) {
    this.evaluator = new Evaluator(this.recorder, source, this.scope, new Budget(budget), seed);
    for (const s of program.statements)
      for (const name of definedBy(s)) if (!this.defined.has(name.name)) this.defined.set(name.name, { from: name.from, to: name.to });
  }

  frame(s: Statement, target: string): Frame {
    return { statement: s.index, call: 0, target, locals: null, substitutes: new Map(), starts: null, functions: [], placeless: false };
  }

  surroundings(locals: readonly string[] = [], starts = false): Surroundings {
    return { scope: this.scope, defined: this.defined, locals, starts, patience: this.patience };
  }

  /** Tells the unknown names of an expression; gives what stands for each, the nearest that exists. */
  substitutes(expr: Expr, around: Surroundings, problems: Problem[], accept: (name: string) => boolean = () => true): Map<string, string> {
    const found = new Map<string, string>();
    for (const unknown of unknownNames(expr, around)) {
      const meant = unknown.later ? null : (unknown.candidates.find(accept) ?? null);
      if (meant !== null) found.set(unknown.name, meant);
      problems.push(unknownProblem(unknown, meant, this.source, around));
    }
    return found;
  }

  /** Puts a statement's problems among the findings; gives the error among them. */
  report(problems: readonly Problem[], verified: boolean): Finding | null {
    const { error, notes } = findingsOf(problems, verified, this.source);
    if (error) this.findings.push(error);
    this.findings.push(...notes);
    return error;
  }

  /** Counts a statement: executed, or not and why. */
  count(s: Span, why: string | null): void {
    if (why === null) this.executed++;
    else if (this.reasons.length < MOST_REASONS) this.reasons.push({ message: why, span: s });
  }

  bind(s: Statement, { name, node, value, from, section, role }: Binding): void {
    this.recorder.bind({
      name: name.name,
      short: name.name,
      slot: name.name,
      node,
      site: this.evaluator.site(s),
      target: this.evaluator.site(name),
      value: this.evaluator.site(value),
      statement: s.index,
      from,
      kind: 'assign',
      call: 0,
      loops: [],
      section,
      ...(role && { role }),
    });
  }

  /** A second meaning of a name: told, and the first place named. */
  twice(name: NameExpr, severity: 'error' | 'warning'): Problem | null {
    const known = this.scope.names.get(name.name) ?? this.functionNamed(name.name);
    if (!known || ('provisional' in known && known.provisional)) return null;
    const line = this.source.lineOf(known.at.from);
    const message = say(severity === 'error' ? 'declaredTwice' : 'assignedTwice', { name: name.name, line });
    const related = [{ from: known.at.from, to: known.at.to, message: say('definedHere', { name: name.name }) }];
    return { rule: 'syntax', severity, message, from: name.from, to: name.to, repair: null, related };
  }

  private functionNamed(name: string): { at: Span } | null {
    const known = this.scope.functions.get(name);
    return known ? { at: known.name } : null;
  }
}
