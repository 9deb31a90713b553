// Reads the corpus' manifests and holds a report against what they expect. Shared by the corpus tests and the bench.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { analyse } from '../../src/analyse/analyse';
import { readNotebook } from '../../src/analyse/notebook';
import type { Report } from '../../src/report/report';
import { reader } from '../../src/worker/files';

const ROOT = join(__dirname, '../..');
const CORPUS = join(ROOT, 'test/corpus');

export interface Expect {
  readonly rule?: string;
  readonly rules?: readonly string[];
  readonly severity?: string;
  readonly line?: number;
  readonly lines?: readonly number[];
  readonly wrong?: readonly string[];
  readonly inherited?: readonly string[];
  readonly correct?: readonly string[];
  /** Further, independent mistakes. */
  readonly also?: readonly Expect[];
}

export interface Right {
  readonly file: string;
  readonly kind: string;
  readonly gradients?: readonly string[];
  readonly scaled?: Readonly<Record<string, number>>;
  readonly loss: string | null;
  readonly recovered?: string;
  readonly uncalled?: boolean;
  readonly needs?: readonly string[];
  readonly helper?: boolean;
  readonly endless?: boolean;
  readonly allow?: readonly string[];
}

export interface Mutant {
  readonly base: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly nth?: number;
  readonly kind: string;
  readonly expect: Expect;
}

export interface WrongFile {
  readonly file: string;
  readonly kind: string;
  readonly expect: Expect;
}

const read = <T>(name: string): readonly T[] => JSON.parse(readFileSync(join(CORPUS, name), 'utf8')) as T[];

export const rightFiles = (): readonly Right[] => read<Right>('correct.json');
export const mutants = (): readonly Mutant[] => read<Mutant>('mutants.json');
export const wrongFiles = (): readonly WrongFile[] => read<WrongFile>('wrong.json');

export function pathOf(file: string): string {
  return /^(?:examples|test)\//.test(file) ? join(ROOT, file) : join(CORPUS, file);
}

export function textOf(file: string): string {
  const path = pathOf(file);
  if (!existsSync(path)) throw new Error(`${file} is in a manifest, but not in the corpus`);
  const text = readFileSync(path, 'utf8');
  return extname(file) === '.ipynb' ? (readNotebook(text)?.text ?? '') : text;
}

export function reportOf(file: string, text = textOf(file)): Report {
  const path = pathOf(file);
  const folder = dirname(path);
  const language = extname(file) === '.bp' ? 'bp' : 'python';
  return analyse(
    { file, language, text, readFile: reader(path, file.startsWith('examples') ? join(ROOT, 'examples') : folder) },
    { locale: 'en' },
  );
}

/** The text of a mutant, the base with one replacement in one line. */
export function mutated({ base, line, from, to, nth = 1 }: Mutant): string {
  const text = textOf(base);
  const start =
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length + (line > 1 ? 1 : 0);
  let at = start - 1;
  for (let n = 0; n < nth; n++) at = text.indexOf(from, at + 1);
  if (at < 0) throw new Error(`${base}:${line} does not contain ${from}`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}

const normal = (name: string): string => name.replaceAll('"', "'");
const named = (asked: string, name: string): boolean =>
  asked.endsWith('*')
    ? normal(name).startsWith(normal(asked.slice(0, -1)))
    : normal(asked) === normal(name) || normal(name).endsWith(`.${normal(asked)}`);

export const errors = (r: Report) => r.findings.filter(f => f.severity === 'error');

const statusOf = (r: Report, name: string): string[] => r.gradients.filter(g => named(name, g.name)).map(g => g.status);

/** What a right file's report lacks or says wrongly; empty when all is well. */
export function rightProblems(r: Report, right: Right): string[] {
  const problems = errors(r).map(f => `false alarm ${f.range.start.line} ${f.rule}: ${f.message}`);
  for (const f of r.findings)
    if (f.severity === 'warning' && !right.allow?.includes(f.rule)) problems.push(`warning ${f.range.start.line} ${f.rule}: ${f.message}`);
  for (const f of r.findings) if (f.rule === 'internal') problems.push(`internal: ${f.message}`);
  for (const g of r.gradients) if (g.status === 'wrong' || g.status === 'inherited') problems.push(`${g.name} ${g.status}`);
  for (const name of right.gradients ?? []) {
    const found = statusOf(r, name);
    if (found.length === 0) problems.push(`missing ${name}`);
    else if (!found.every(s => s === 'correct' || s === 'correct-scaled')) problems.push(`${name} ${found.join(',')}`);
  }
  return problems;
}

/** How a wrong file's report differs from what is expected; empty when it is as it should be. */
export function wrongProblems(r: Report, expect: Expect): string[] {
  const rules = expect.rules ?? (expect.rule ? [expect.rule] : []);
  const lines = expect.lines ?? (expect.line ? [expect.line] : []);
  const found = r.findings.filter(f => rules.includes(f.rule));
  const problems: string[] = [];
  if (found.length === 0)
    problems.push(`no ${rules.join('|')}: ${r.findings.map(f => `${f.range.start.line} ${f.rule}`).join(', ') || 'nothing'}`);
  else if (lines.length && !found.some(f => lines.some(l => l >= f.range.start.line && l <= f.range.end.line)))
    problems.push(`on line ${found.map(f => f.range.start.line).join(',')}, not ${lines.join(',')}`);
  const expected = (expect.severity ?? (rules.includes('scale-mismatch') ? 'warning' : 'error')) === 'error' ? 1 : 0;
  if (errors(r).length > expected + (expect.also?.length ?? 0))
    problems.push(
      `${errors(r).length} errors: ${errors(r)
        .map(f => `${f.range.start.line} ${f.rule}`)
        .join(', ')}`,
    );
  const want = (names: readonly string[] | undefined, ok: readonly string[]): void => {
    for (const name of names ?? []) {
      const statuses = statusOf(r, name);
      if (!statuses.some(s => ok.includes(s))) problems.push(`${name} is ${statuses.join(',') || 'missing'}, not ${ok[0]}`);
    }
  };
  want(expect.wrong, ['wrong']);
  want(expect.inherited, ['inherited']);
  want(expect.correct, ['correct', 'correct-scaled']);
  return problems;
}
