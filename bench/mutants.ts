// Mutants of every correct example: detected, blamed on the right line, right fix first; and false alarms on the originals.
// Usage: tsx bench/mutants.ts [--list] FILE…
import { readFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { analyse, type Source, traceOf } from '../src/analyse/analyse';
import { prepare, setUp } from '../src/check/setup';
import { applyEdits } from '../src/report/edits';
import type { Fix, Report } from '../src/report/report';
import { reader } from '../src/worker/files';
import { type Mutant, mutants } from './mutations';

const files = process.argv.slice(2).filter(a => !a.startsWith('--'));
const list = process.argv.includes('--list');

interface Row {
  made: number;
  detected: number;
  line: number;
  fixed: number;
}

const sourceOf = (file: string, text: string): Source => ({
  file,
  text,
  language: extname(file) === '.bp' ? 'bp' : 'python',
  readFile: reader(file, dirname(file)),
});

/** What every binding of a file computes, at its own point and at the seeded ones. */
function values(source: Source): number[][] | null {
  const trace = traceOf(source);
  // What does not fit is no equivalent of what does, whatever stands for it while the analysis goes on.
  if (trace.holes.length > 0 || trace.findings.some(f => f.severity === 'error')) return null;
  const ground = prepare(trace);
  const { context } = setUp(ground, ground.losses);
  return ground.model.trace.bindings.map(b => context.exact.points.flatMap(p => Array.from(p.valueOf(b.node).data)));
}

function same(a: number[][], b: number[][]): boolean {
  if (a.length !== b.length) return false;
  return a.every(
    (row, i) =>
      row.length === b[i].length &&
      row.every(
        (x, k) => x === b[i][k] || Math.abs(x - b[i][k]) <= 1e-12 * Math.max(1, Math.abs(x)) || (Number.isNaN(x) && Number.isNaN(b[i][k])),
      ),
  );
}

const errors = (r: Report) => r.findings.filter(f => f.severity === 'error');

function repairs(source: Source, text: string, fix: Fix | undefined): boolean {
  return fix !== undefined && errors(analyse({ ...source, text: applyEdits(text, fix.edits) })).length === 0;
}

const table = new Map<string, Row>();
let alarms = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const source = sourceOf(file, text);
  const original = analyse(source);
  if (errors(original).length) {
    alarms++;
    process.stdout.write(`false alarm: ${file}: ${errors(original)[0].message}\n`);
    continue;
  }
  const base = values(source) ?? [];
  for (const mutant of mutants(text, source.language)) judge(file, source, base, mutant);
}

function judge(file: string, source: Source, base: number[][], mutant: Mutant): void {
  const mutated = { ...source, text: mutant.text };
  const own = values(mutated);
  if (own && same(base, own)) return;
  const row = table.get(mutant.kind) ?? { made: 0, detected: 0, line: 0, fixed: 0 };
  table.set(mutant.kind, row);
  row.made++;
  const report = analyse(mutated);
  const found = errors(report);
  const detected = found.length > 0 || report.findings.some(f => f.rule === 'scale-mismatch');
  const right = found.length === 1 && found[0].range.start.line === mutant.line;
  const fixed = right && repairs(source, mutant.text, found[0].fixes[0]);
  row.detected += Number(detected);
  row.line += Number(right);
  row.fixed += Number(fixed);
  if (list && !(detected && right && fixed)) {
    const why = !detected ? 'missed' : !right ? `blamed ${found.map(f => `${f.range.start.line} ${f.rule}`).join(', ')}` : 'no fix';
    process.stdout.write(`${why}: ${file}:${mutant.line} ${mutant.kind}: ${mutant.now.trim()}\n`);
  }
}

const total: Row = { made: 0, detected: 0, line: 0, fixed: 0 };
const percent = (n: number, of: number): string => `${((100 * n) / Math.max(1, of)).toFixed(1)} %`.padStart(8);
for (const [kind, row] of [...table].sort()) {
  for (const key of ['made', 'detected', 'line', 'fixed'] as const) total[key] += row[key];
  process.stdout.write(
    `${kind.padEnd(22)} ${String(row.made).padStart(5)} ${percent(row.detected, row.made)} ${percent(row.line, row.made)} ${percent(row.fixed, row.made)}\n`,
  );
}
process.stdout.write(
  `${'all'.padEnd(22)} ${String(total.made).padStart(5)} ${percent(total.detected, total.made)} ${percent(total.line, total.made)} ${percent(total.fixed, total.made)}\n`,
);
process.stdout.write(
  `columns: mutants, detected, blamed on the right line alone, right fix first. False alarms: ${alarms} of ${files.length} files\n`,
);
