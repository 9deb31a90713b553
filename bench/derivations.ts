// Derivations: how many gradients the hovers derive, and whether the equation that they state, read back, is the exact derivative.
// Usage: tsx bench/derivations.ts [--list] [PART of a file's path…]
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { analyse } from '../src/analyse/analyse';
import { readNotebook } from '../src/analyse/notebook';
import type { Lesson } from '../src/report/explained';
import type { Gradient, Range, Report } from '../src/report/report';
import { reader } from '../src/worker/files';

const root = join(__dirname, '..');
const list = process.argv.includes('--list');
const parts = process.argv.slice(2).filter(a => !a.startsWith('--'));

/** Processor time of an analysis beyond which a file is left out, in seconds. */
const LONGEST = 10;

/** The derived equation of a gradient evaluates to the exact derivative within this. */
const EXACT = 1e-7;

interface Model {
  readonly file: string;
  readonly language: 'bp' | 'python';
  readonly text: string;
}

/** What became of one gradient's derivation, best first. */
const OUTCOMES = {
  back: 'stated as code; read back it is exact',
  value: 'stated as a formula; evaluated it is exact',
  words: 'exact, but too long to be stated',
  wrong: 'stated, but not exact when read back',
  none: 'not derived',
} as const;

type Outcome = keyof typeof OUTCOMES;

function read(path: string): Model {
  const file = path.slice(root.length + 1);
  const raw = readFileSync(path, 'utf8');
  if (extname(path) !== '.ipynb') return { file, language: extname(path) === '.bp' ? 'bp' : 'python', text: raw };
  const notebook = readNotebook(raw);
  return { file, language: 'python', text: notebook?.text ?? '' };
}

const reportOf = ({ file, language, text }: Model): Report =>
  analyse({ file, language, text, readFile: reader(join(root, file), dirname(join(root, file))) }, { explain: true });

/** The text with several ranges replaced. */
function replaced(text: string, edits: readonly { range: Range; by: string }[]): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = ({ line, column }: Range['start']): number => starts[line - 1] + column - 1;
  const last = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return last.reduce((whole, { range, by }) => whole.slice(0, offset(range.start)) + by + whole.slice(offset(range.end)), text);
}

/** A name may carry several gradients of one name in turn: they are told apart by their order. */
function keyed<T extends { readonly name: string; readonly wrt: string }>(all: readonly T[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const each of all) {
    let key = `${each.name}|${each.wrt}`;
    while (found.has(key)) key += "'";
    found.set(key, each);
  }
  return found;
}

const isRight = (gradient: Gradient | undefined, before: Gradient): boolean =>
  gradient !== undefined && (/^correct/.test(gradient.status) || (before.status === 'inherited' && gradient.status === 'inherited'));

/** Whether each derived equation is right in its place: all at once, and one by one where that is not all right. */
function readBack(model: Model, before: Report, lessons: readonly Lesson[]): Set<Lesson> {
  const gradients = keyed(before.gradients);
  const keys = new Map([...keyed(before.explained!.lessons)].map(([key, lesson]) => [lesson, key]));
  const right = (chosen: readonly Lesson[]): Lesson[] => {
    const text = replaced(
      model.text,
      chosen.map(l => ({ range: l.value!, by: l.derived! })),
    );
    const after = keyed(reportOf({ ...model, text }).gradients);
    return chosen.filter(l => isRight(after.get(keys.get(l)!), gradients.get(keys.get(l)!)!));
  };
  const together = right(lessons);
  if (together.length === lessons.length) return new Set(lessons);
  return new Set(lessons.filter(l => right([l]).length === 1));
}

function outcomes(model: Model): { outcomes: Map<Gradient, Outcome>; report: Report } | null {
  const started = process.cpuUsage();
  const report = reportOf(model);
  if (process.cpuUsage(started).user / 1e6 > LONGEST) return null;
  const lessons = report.explained?.lessons ?? [];
  const byKey = keyed(lessons);
  const written = lessons.filter(l => l.derived && l.value);
  const back = written.length ? readBack(model, report, written) : new Set<Lesson>();
  const found = new Map<Gradient, Outcome>();
  for (const [key, gradient] of keyed(report.gradients)) {
    if (gradient.status === 'unchecked') continue;
    const lesson = byKey.get(key);
    found.set(gradient, lesson ? outcomeOf(lesson, back) : 'none');
  }
  return { outcomes: found, report };
}

function outcomeOf(lesson: Lesson, back: ReadonlySet<Lesson>): Outcome {
  if (lesson.derived && lesson.value) return back.has(lesson) ? 'back' : 'wrong';
  if (!(lesson.error !== null && lesson.error <= EXACT)) return 'wrong';
  return lesson.maths ? 'value' : 'words';
}

function files(): string[] {
  const folders = ['examples', 'test/corpus'].map(folder => join(root, folder));
  const all = folders.flatMap(folder => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)));
  const models = all.filter(path => /\.(bp|py|ipynb)$/.test(path) && !/\/bad\//.test(path)).sort();
  return models.filter(path => parts.length === 0 || parts.some(part => path.includes(part)));
}

const counts: Record<Outcome, number> = { back: 0, value: 0, words: 0, wrong: 0, none: 0 };
let analysed = 0;
const left: string[] = [];
for (const path of files()) {
  const model = read(path);
  const found = outcomes(model);
  if (!found) {
    left.push(model.file);
    continue;
  }
  analysed++;
  for (const [{ name, wrt, status, range }, outcome] of found.outcomes) {
    counts[outcome]++;
    if (list && outcome !== 'back' && outcome !== 'value')
      process.stdout.write(`${model.file}:${range.start.line} ${name} of ${wrt}, ${status}: ${OUTCOMES[outcome]}\n`);
  }
}
const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
process.stdout.write(`${analysed} files, ${total} gradients that are judged\n`);
for (const outcome of Object.keys(OUTCOMES) as Outcome[])
  process.stdout.write(`${String(counts[outcome]).padStart(5)}  ${OUTCOMES[outcome]}\n`);
if (left.length) process.stdout.write(`left out, slower than ${LONGEST} s: ${left.join(', ')}\n`);
