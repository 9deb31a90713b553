// Names that mean nothing where they stand, and what was probably meant.
import { bpMessages as say } from '../../messages/bp';
import type { Expr, NameExpr, Problem } from './ast';
import { BUILTIN_NAMES, BUILTINS, START_NAMES, STARTS, SYNONYMS } from './builtinNames';
import { allNearest } from './nearest';
import type { Scope } from './scope';
import type { SourceText, Span } from './source';
import { partsOf } from './tree';

export interface Unknown {
  readonly name: string;
  readonly isFunction: boolean;
  /** Every place where it stands in the expression. */
  readonly at: NameExpr[];
  /** Where the file defines it further down; null: nowhere. */
  readonly later: Span | null;
  /** What may be meant: the nearest names, all equally near. */
  readonly candidates: readonly string[];
}

export interface Surroundings {
  readonly scope: Scope;
  /** Where each name is defined in the whole file. */
  readonly defined: ReadonlyMap<string, Span>;
  /** Names of a function's parameters. */
  readonly locals: readonly string[];
  /** Within a parameter's start. */
  readonly starts: boolean;
  /** How many names are still compared with all others: a file with more unknown names is another language. */
  readonly patience: { left: number };
}

const WORDS = /^(?:true|false)$/i;

/** The unknown names in an expression, in source order. Options of calls (`axis=`) and their words are not names. */
export function unknownNames(expr: Expr, around: Surroundings): Unknown[] {
  const found = new Map<string, Unknown>();
  const note = (at: NameExpr, isFunction: boolean): void => {
    const key = `${isFunction} ${at.name}`;
    const known = found.get(key);
    if (known) known.at.push(at);
    else
      found.set(key, {
        name: at.name,
        isFunction,
        at: [at],
        later: laterOf(at, around),
        candidates: candidatesFor(at.name, isFunction, around),
      });
  };
  const pending: Expr[] = [expr];
  while (pending.length) {
    const e = pending.pop()!;
    if (e.kind === 'name') {
      if (!isKnownValue(e.name, around)) note(e, false);
    } else if (e.kind === 'call') {
      if (!isKnownFunction(e.callee.name, around)) note(e.callee, true);
      for (const a of [...e.args].reverse()) if (!(a.name && a.value.kind === 'name' && WORDS.test(a.value.name))) pending.push(a.value);
    } else for (const part of [...partsOf(e)].reverse()) pending.push(part);
  }
  return [...found.values()];
}

const isKnownValue = (name: string, { scope, locals, starts }: Surroundings): boolean =>
  locals.includes(name) || scope.names.has(name) || (starts && START_NAMES.has(name));

/** Calls of a start (`randn(n, m)`) are told apart when they are evaluated. */
const isKnownFunction = (name: string, { scope, starts }: Surroundings): boolean =>
  scope.functions.has(name) || BUILTIN_NAMES.has(name) || (starts && START_NAMES.has(name));

function laterOf(at: NameExpr, { defined }: Surroundings): Span | null {
  const span = defined.get(at.name);
  return span && span.from > at.from ? span : null;
}

function candidatesFor(name: string, isFunction: boolean, { scope, locals, starts, patience }: Surroundings): string[] {
  if (patience.left-- <= 0) return [];
  const names = isFunction ? [...BUILTINS, ...scope.functions.keys()] : [...(starts ? STARTS : []), ...scope.names.keys(), ...locals];
  const synonym = SYNONYMS.get(name) ?? SYNONYMS.get(name.toLowerCase());
  return synonym !== undefined && names.includes(synonym) ? [synonym] : allNearest(name, names);
}

/** The problem of an unknown name, with the fix that puts in what is meant. */
export function unknownProblem(unknown: Unknown, meant: string | null, source: SourceText, around: Surroundings, isSize = false): Problem {
  const [first] = unknown.at;
  const edits = meant === null ? [] : unknown.at.map(({ from, to }) => ({ from, to, newText: meant }));
  const repair = meant === null ? null : { title: say('fixName', { before: unknown.name, after: meant }), edits };
  return {
    rule: 'undefined-name',
    severity: 'error',
    message:
      isSize && meant === null && !unknown.later && !unknown.isFunction
        ? say('unknownSize', { name: unknown.name })
        : words(unknown, meant, source, around),
    ...place(first),
    repair,
    ...relatedTo(unknown),
  };
}

const place = ({ from, to }: Span): Span => ({ from, to });

function relatedTo({ later, name }: Unknown): Pick<Problem, 'related'> {
  return later ? { related: [{ ...place(later), message: say('definedHere', { name }) }] } : {};
}

function words({ name, isFunction, later }: Unknown, meant: string | null, source: SourceText, { scope }: Surroundings): string {
  if (later) return say('usedBefore', { name, line: source.lineOf(later.from) });
  if (isFunction && scope.names.has(name)) return say('notAFunction', { name });
  if (!isFunction && (scope.functions.has(name) || BUILTIN_NAMES.has(name))) return say('functionAsValue', { name });
  if (isFunction) return meant === null ? say('unknownFunction', { name }) : say('unknownFunctionMeant', { name, meant });
  return meant === null ? say('unknownName', { name }) : say('unknownNameMeant', { name, meant });
}
