// Snippets of Python with what CPython 3.11 printed for them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPython } from '../../../src/lang/python';

interface Case {
  readonly name: string;
  readonly source: string;
  readonly expected: string;
}

/** `# name`, source, `==>`, then the output with `| ` before each line. */
export function readCases(text: string): Case[] {
  return text
    .split(/^(?=# )/m)
    .filter(block => block.trim() !== '')
    .map(block => {
      const [head, output = ''] = block.split(/^==>\n/m);
      const [name, ...lines] = head.split('\n');
      const expected = output
        .split('\n')
        .filter(line => line.startsWith('|'))
        .map(line => `${line.slice(2)}\n`)
        .join('');
      return { name: name.slice(2), source: lines.join('\n'), expected };
    });
}

export function run(source: string, readFile?: (path: string) => Uint8Array | null): string {
  let out = '';
  const result = runPython(
    { file: 'case.py', text: source },
    { write: text => (out += text), writeError: () => {}, readFile, budget: 100_000_000 },
  );
  return out + result.traceback;
}

const folder = join(__dirname, 'cases');

for (const file of readdirSync(folder)) {
  describe(`Python: ${file.replace('.txt', '')}`, () => {
    for (const { name, source, expected } of readCases(readFileSync(join(folder, file), 'utf8')))
      it(name, () => {
        assert.ok(expected.length > 0, 'a case without output tests nothing');
        assert.equal(run(source), expected);
      });
  });
}
