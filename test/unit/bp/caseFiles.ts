// Reads files of cases (`# name`, source, `==>`, what is expected) and compares; with UPDATE_CASES=1 it writes what is.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

interface Case {
  readonly name: string;
  readonly source: string;
  readonly expected: string;
}

/** A case begins at a line `# name` after the expectation of the one before; the source may have comments of its own. */
function readCases(text: string): Case[] {
  const cases: { name: string; source: string[]; expected: string[] }[] = [];
  let within: 'source' | 'expected' = 'expected';
  for (const line of text.split('\n')) {
    if (within === 'expected' && line.startsWith('# ')) {
      cases.push({ name: line.slice(2), source: [], expected: [] });
      within = 'source';
    } else if (within === 'source' && line === '==>') within = 'expected';
    else cases[cases.length - 1]?.[within].push(line);
  }
  const trimmed = (lines: string[]): string => lines.join('\n').replace(/^\n+|\n+$/g, '');
  return cases.map(c => ({ name: c.name, source: trimmed(c.source), expected: trimmed(c.expected) }));
}

const written = (cases: readonly Case[]): string => `${cases.map(c => `# ${c.name}\n\n${c.source}\n\n==>\n\n${c.expected}\n`).join('\n')}`;

/** One test a case, for every file of a folder. */
export function describeCases(folder: string, run: (source: string) => string): void {
  for (const file of readdirSync(folder).sort()) {
    const path = join(folder, file);
    const cases = readCases(readFileSync(path, 'utf8'));
    describe(basename(file, '.txt'), () => {
      if (process.env.UPDATE_CASES) {
        it('is written anew', () => writeFileSync(path, written(cases.map(c => ({ ...c, expected: run(c.source) })))));
        return;
      }
      for (const { name, source, expected } of cases) it(name, () => assert.equal(run(source), expected));
    });
  }
}
