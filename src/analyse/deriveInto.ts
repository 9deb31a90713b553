// Writes the derived backward pass into a file's text: what is missing, where it goes, and whether it then checks as correct.
import { type Derived, derive } from '../check/derive';
import type { Node } from '../core/graph';
import type { Report } from '../report/report';
import type { Trace } from '../trace/trace';
import { analyse, type Options, type Source, traceOf } from './analyse';

/** Lines to put in after a line, counted from 1; 0: at the start. */
export interface Insertion {
  readonly after: number;
  readonly lines: readonly string[];
}

export type DerivedInto =
  /** No loss was found, or nothing is learned. */
  | { readonly kind: 'nothing' }
  /** Every parameter has its gradient already. */
  | { readonly kind: 'complete' }
  /** As plain statements there they would not all be right, as in a loop that runs for several layers. */
  | { readonly kind: 'unproved'; readonly lines: readonly string[]; readonly names: readonly string[] }
  | { readonly kind: 'ready'; readonly insertion: Insertion; readonly count: number };

export function deriveInto(source: Source, options: Options = {}): DerivedInto {
  const equations = backwardOf(traceOf(source, options));
  if (!equations.some(e => e.parameter)) return { kind: 'nothing' };
  const rows = source.text.split(/\r?\n/);
  const missing = missingFrom(equations, rows);
  if (missing.length === 0) return { kind: 'complete' };
  const insertion = placeIn(source, rows, analyse(source, options), missing);
  const lines = missing.map(e => `${e.name} = ${e.text}`);
  const names = insertion ? unproved(source, rows, insertion, missing, options) : missing.map(e => e.name);
  if (!insertion || names.length > 0) return { kind: 'unproved', lines, names };
  return { kind: 'ready', insertion, count: missing.length };
}

/** A file without a backward pass, and without updates, does not say what is learned: names do. */
function backwardOf(trace: Trace): Derived[] {
  const equations = derive(trace);
  if (trace.language === 'bp' || equations.some(e => e.parameter)) return equations;
  const bindings = trace.bindings.map(b => (PARAMETER.test(b.short) && isStart(b.node) ? { ...b, role: 'parameter' as const } : b));
  return derive({ ...trace, bindings });
}

const PARAMETER = /^(?:(?:[WwUVb]|[Tt]heta|weights?|bias(?:es)?|syn|gamma|beta|coefs?|intercept)_?\d*|[WwUVb]_?[a-z]{1,2}\d?)$/;

/** Made from leaves by scaling alone. */
function isStart(node: Node): boolean {
  return node.op === 'leaf' || (SCALING.has(node.op) && node.inputs.every(isStart));
}

const SCALING = new Set(['mul', 'div', 'sub', 'add', 'reshape', 'sqrt', 'transpose', 'broadcastTo', 'neg']);

/** The text with the lines put in. */
export function inserted(rows: readonly string[], { after, lines }: Insertion): string {
  return [...rows.slice(0, after), ...lines, ...rows.slice(after)].join('\n');
}

/** The parameters' equations that the file lacks, and what they are written in, as far as it is not there either. */
function missingFrom(equations: readonly Derived[], rows: readonly string[]): Derived[] {
  const isThere = (name: string): boolean => rows.some(row => row.replace(/#.*/, '').trimStart().match(assignment)?.[1] === name);
  const missing = equations.filter(e => e.parameter && !isThere(e.name));
  const wanted = new Set<Derived>();
  const want = (equation: Derived): void => {
    if (wanted.has(equation) || isThere(equation.name)) return;
    wanted.add(equation);
    for (const other of equations) if (other !== equation && mentions(equation.text, other.name)) want(other);
  };
  for (const each of missing) want(each);
  return equations.filter(e => wanted.has(e));
}

const assignment = /^((?!ᵀ)[\p{L}_](?:(?!ᵀ)[\p{L}\p{N}_.[\]"'])*)\s*=(?!=)/u;

const LETTER = /(?!ᵀ)[\p{L}\p{N}_]/u;

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!LETTER.test(text[at - 1] ?? '') && !LETTER.test(text[at + name.length] ?? '')) return true;
  return false;
}

function placeIn({ language }: Source, rows: readonly string[], report: Report, equations: readonly Derived[]): Insertion | null {
  const lines = equations.map(e => `${e.name} = ${e.text}`);
  return language === 'bp' ? placeInSections(rows, lines) : placeInCode(rows, report, lines);
}

const SECTION = /^(forward|backward|train)\s*(?:#.*)?$/;

/** In .bp: at the end of the backward section, else in a new one after the forward section. */
function placeInSections(rows: readonly string[], lines: readonly string[]): Insertion | null {
  const sections = rows.flatMap((row, i) => {
    const name = row.match(SECTION)?.[1];
    return name ? [{ name, i }] : [];
  });
  const home = sections.findIndex(s => s.name === 'backward');
  const own = home >= 0 ? home : sections.findIndex(s => s.name === 'forward');
  if (own < 0) return null;
  let end = sections[own + 1]?.i ?? rows.length;
  while (rows[end - 1].trim() === '') end--;
  return { after: end, lines: home >= 0 ? lines : ['', 'backward', ...lines] };
}

/** In Python: after the gradients that are there, else after the loss, as far in as those are. */
function placeInCode(rows: readonly string[], { gradients, loss }: Report, lines: readonly string[]): Insertion | null {
  const last = gradients.reduce((line, { range }) => Math.max(line, range.end.line), 0);
  const range = gradients.find(g => g.range.end.line === last)?.range ?? loss?.range;
  if (!range) return null;
  const first = rows[range.start.line - 1];
  if (/^\s*return\b/.test(first)) return null;
  const indent = first.match(/^\s*/)?.[0] ?? '';
  return { after: range.end.line, lines: lines.map(line => indent + line) };
}

/** The names whose equations do not check as correct in their place. */
function unproved(
  source: Source,
  rows: readonly string[],
  insertion: Insertion,
  equations: readonly Derived[],
  options: Options,
): string[] {
  const { gradients } = analyse({ ...source, text: inserted(rows, insertion) }, options);
  const isRight = (name: string): boolean => {
    const found = gradients.filter(g => g.name === name && g.range.start.line > insertion.after);
    return found.length > 0 && found.every(g => g.status !== 'wrong' && g.status !== 'unchecked');
  };
  return [...new Set(equations.map(e => e.name).filter(name => !isRight(name)))];
}
