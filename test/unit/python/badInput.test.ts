// Broken and extreme Python files: each as bad.json expects it, and those that are too large to keep.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { analyse } from '../../../src/analyse/analyse';
import { readInput } from '../../../src/cli/input';
import type { Report } from '../../../src/report/report';

const folder = join(__dirname, '../../corpus/bad');

interface Expected {
  readonly file: string;
  readonly exit: number | readonly number[];
  readonly findings: readonly { readonly rule?: string; readonly line?: number }[];
  readonly errors?: number;
  readonly gradients?: Readonly<Record<string, string>>;
}

const cases = (JSON.parse(readFileSync(join(folder, 'bad.json'), 'utf8')) as Expected[]).filter(each => each.file.endsWith('.py'));
const errorsOf = (report: Report): Report['findings'] => report.findings.filter(finding => finding.severity === 'error');
const python = (text: string): Report => analyse({ file: 'large.py', language: 'python', text });

describe('bad Python files', () => {
  for (const { file, exit, findings, errors, gradients } of cases)
    it(`${file} is told clearly, and the rest of it still analysed`, function () {
      this.timeout(30_000);
      const input = readInput(join(folder, file), undefined, () => new Uint8Array());
      const statuses = [exit].flat();
      if ('problem' in input) {
        assert.ok(statuses.includes(2) || file === 'latin1_undeclared.py', input.problem);
        return;
      }
      const report = analyse({ ...input, readFile: () => null });
      const found = errorsOf(report);
      assert.ok(statuses.includes(found.length > 0 ? 1 : 0), found.map(f => f.message).join('\n'));
      for (const { rule, line } of findings)
        assert.ok(
          report.findings.some(f => (rule === undefined || f.rule === rule) && (line === undefined || f.range.start.line === line)),
          `${rule} in line ${line}: ${report.findings.map(f => `${f.rule} ${f.range.start.line}`).join(', ')}`,
        );
      if (errors !== undefined) assert.equal(found.length, errors);
      for (const [name, status] of Object.entries(gradients ?? {}))
        assert.ok(
          report.gradients.some(g => g.name === name && g.status.startsWith(status)),
          `${name}: ${report.gradients.map(g => `${g.name} ${g.status}`).join(', ')}`,
        );
    });

  it('a shape error in a nested call names the calls that led there', () => {
    const text = readFileSync(join(folder, 'shape_error_in_call.py'), 'utf8');
    const [finding] = errorsOf(analyse({ file: 'script.py', language: 'python', text }));
    assert.ok(finding.related.length > 0);
  });

  it('a file of 20,000 lines is analysed to its last, within a few seconds', function () {
    this.timeout(30_000);
    const lines = Array.from({ length: 6660 }, (_, i) => `a${i} = ${i} + 1\nif a${i} > 3:\n    b = a${i}`);
    const report = python(`${lines.join('\n')}\nimport numpy as np\nW = np.ones((2, 3))\nZ = W @ W\n`);
    assert.deepEqual(
      errorsOf(report).map(f => [f.rule, f.range.start.line]),
      [['shape-mismatch', 19983]],
    );
    // Only the first four conditions are false.
    assert.equal(report.coverage.statements - report.coverage.executed, 3);
  });
});
