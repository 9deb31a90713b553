// The corpus against its manifests: right files, single-bug mutants, wrong files. Usage: tsx bench/corpus.ts [--list] [PART of a file's name]
import { mutants, mutated, reportOf, rightFiles, rightProblems, wrongFiles, wrongProblems } from '../test/corpusRun/expectations';

const list = process.argv.includes('--list');
const part = process.argv.slice(2).find(a => !a.startsWith('--')) ?? '';

function run(title: string, cases: readonly { name: string; problems: () => string[] }[]): void {
  let good = 0;
  for (const { name, problems } of cases) {
    let found: string[];
    const start = performance.now();
    try {
      found = problems();
    } catch (error) {
      found = [`THROWS ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join(' | ') : String(error)}`];
    }
    const time = performance.now() - start;
    if (time > 5000) found.push(`takes ${(time / 1000).toFixed(1)} s`);
    if (found.length === 0) good++;
    else if (list)
      process.stdout.write(
        `${name}\n${found
          .slice(0, 8)
          .map(p => `    ${p}\n`)
          .join('')}`,
      );
  }
  process.stdout.write(`${title}: ${good} of ${cases.length} as expected\n`);
}

const chosen = (name: string): boolean => name.includes(part);

run(
  'right files',
  rightFiles()
    .filter(r => !r.helper && chosen(r.file))
    .map(r => ({ name: r.file, problems: () => rightProblems(reportOf(r.file), r) })),
);
run(
  'mutants',
  mutants()
    .filter(m => chosen(m.base))
    .map(m => ({
      name: `${m.base}:${m.line} ${m.kind} ${m.from} → ${m.to}`,
      problems: () => wrongProblems(reportOf(m.base, mutated(m)), m.expect),
    })),
);
run(
  'wrong files',
  wrongFiles()
    .filter(w => chosen(w.file))
    .map(w => ({ name: w.file, problems: () => wrongProblems(reportOf(w.file), w.expect) })),
);
