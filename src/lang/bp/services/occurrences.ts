// Where names stand: each occurrence with the definition that it belongs to. Definitions, references and renaming come from it.
import type { Position, Range } from '../../../report/report';
import type { Expr, NameExpr, Program, Statement } from '../ast';
import { parse } from '../parser';
import { SourceText } from '../source';
import { definedBy, expressionsOf, partsOf } from '../tree';

export interface Occurrence {
  readonly name: string;
  readonly range: Range;
  /** What it belongs to: equal for all occurrences of one thing. A function's argument is its own, within the function. */
  readonly thing: string;
  readonly isDefinition: boolean;
  /** It is called. */
  readonly isCall: boolean;
}

export function occurrences(text: string): Occurrence[] {
  return new Reader(new SourceText(text)).run();
}

class Reader {
  private readonly found: Occurrence[] = [];
  private readonly program: Program;

  constructor(private readonly source: SourceText) {
    this.program = parse(source.text);
  }

  run(): Occurrence[] {
    for (const s of this.program.statements) this.statement(s);
    const before = (a: Position, b: Position): number => a.line - b.line || a.column - b.column;
    return this.found.sort((a, b) => before(a.range.start, b.range.start));
  }

  private note({ name, from, to }: NameExpr, thing: string, isDefinition: boolean, isCall = false): void {
    this.found.push({ name, range: this.source.range({ from, to }), thing, isDefinition, isCall });
  }

  private statement(s: Statement): void {
    for (const name of definedBy(s)) this.note(name, name.name, true);
    if (s.kind === 'data') for (const target of s.targets) this.note(target, target.name, false);
    if (s.kind === 'loss') this.note(s.name, s.name.name, false);
    const locals = new Map<string, string>();
    if (s.kind === 'function')
      for (const p of s.parameters) {
        locals.set(p.name, `${s.index}/${p.name}`);
        this.note(p, `${s.index}/${p.name}`, true);
      }
    if (s.kind === 'data' || s.kind === 'setting') return;
    for (const expr of expressionsOf(s)) this.expression(expr, locals);
  }

  private expression(root: Expr, locals: ReadonlyMap<string, string>): void {
    const pending: Expr[] = [root];
    while (pending.length) {
      const e = pending.pop()!;
      if (e.kind === 'name' && e.name !== 'True' && e.name !== 'False') this.note(e, locals.get(e.name) ?? e.name, false);
      if (e.kind === 'call') this.note(e.callee, e.callee.name, false, true);
      pending.push(...partsOf(e));
    }
  }
}

const within = ({ start, end }: Range, { line, column }: Position): boolean =>
  line === start.line && column >= start.column && column <= end.column;

/** The name at a place; its end counts, where the cursor stands after typing it. */
export function occurrenceAt(text: string, at: Position): Occurrence | null {
  return occurrences(text).find(o => within(o.range, at)) ?? null;
}

/** Where the name at a place is defined first; for a gradient without a definition, where its variable is. */
export function definition(text: string, at: Position): Range | null {
  const all = occurrences(text);
  const here = all.find(o => within(o.range, at));
  if (!here) return null;
  const defined = (thing: string): Range | null => all.find(o => o.thing === thing && o.isDefinition)?.range ?? null;
  return defined(here.thing) ?? (/^d./u.test(here.name) ? defined(here.name.slice(1)) : null);
}

/** Everywhere that the thing at a place is named. */
export function references(text: string, at: Position): Range[] {
  const all = occurrences(text);
  const here = all.find(o => within(o.range, at));
  return here ? all.filter(o => o.thing === here.thing).map(o => o.range) : [];
}

const NAME = /^(?!ᵀ)[\p{ID_Start}_](?:(?![ᵀ·])[\p{ID_Continue}])*$/u;

/**
 * The edits that give the thing at a place another name; its gradient's name follows it (W1 and dW1). Null where there is
 * nothing to rename, or the new name is none or taken.
 */
export function renaming(text: string, at: Position, newName: string): { range: Range; newText: string }[] | null {
  const all = occurrences(text);
  const here = all.find(o => within(o.range, at));
  if (!here || !NAME.test(newName) || !all.some(o => o.thing === here.thing && o.isDefinition)) return null;
  const taken = new Set(all.map(o => o.thing));
  const gradient = here.thing.includes('/') ? null : `d${here.thing}`;
  if (newName !== here.name && (taken.has(newName) || (gradient && taken.has(gradient) && taken.has(`d${newName}`)))) return null;
  return all.flatMap(o => {
    if (o.thing === here.thing) return [{ range: o.range, newText: newName }];
    return o.thing === gradient ? [{ range: o.range, newText: `d${newName}` }] : [];
  });
}

/** The statement that a place stands in or directly after. */
export function statementAt(program: Program, offset: number): Statement | null {
  let found: Statement | null = null;
  for (const s of program.statements) if (s.from <= offset) found = s;
  return found;
}
