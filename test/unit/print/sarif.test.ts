// SARIF 2.1.0, as CI services read it.
import assert from 'node:assert/strict';
import { sarif } from '../../../src/print/sarif';
import type { Report } from '../../../src/report/report';

const range = { start: { line: 2, column: 7 }, end: { line: 2, column: 15 } };

const report: Report = {
  file: 'models/my net.bp',
  language: 'bp',
  variables: [],
  gradients: [],
  loss: null,
  findings: [
    {
      rule: 'shape-mismatch',
      severity: 'error',
      message: 'the inner sizes differ',
      range,
      related: [{ message: 'made here', range }],
      fixes: [{ title: 'Transpose A1', edits: [{ range, newText: 'dZ2 · A1ᵀ' }], verified: true }],
    },
    { rule: 'unsupported', severity: 'info', message: 'not modelled', range, related: [], fixes: [] },
  ],
  graph: { nodes: [], edges: [] },
  coverage: { statements: 1, executed: 1, reasons: [] },
};

describe('SARIF', () => {
  const log = JSON.parse(sarif([report], '1.2.3'));
  const [run] = log.runs;

  it('names the tool, its version and the rules it used, with their pages', () => {
    assert.equal(log.version, '2.1.0');
    assert.equal(run.tool.driver.version, '1.2.3');
    assert.deepEqual(
      run.tool.driver.rules.map((rule: { id: string }) => rule.id),
      ['shape-mismatch', 'unsupported'],
    );
    assert.match(run.tool.driver.rules[0].help.markdown, /columns to equal B's rows/);
  });

  it('gives each finding its level, place, related place and fix', () => {
    const [first, second] = run.results;
    assert.equal(first.level, 'error');
    assert.equal(second.level, 'note');
    assert.equal(run.tool.driver.rules[first.ruleIndex].id, first.ruleId);
    assert.deepEqual(first.locations[0].physicalLocation, {
      artifactLocation: { uri: 'models/my%20net.bp' },
      region: { startLine: 2, startColumn: 7, endLine: 2, endColumn: 15 },
    });
    assert.equal(first.relatedLocations[0].message.text, 'made here');
    assert.equal(first.fixes[0].artifactChanges[0].replacements[0].insertedContent.text, 'dZ2 · A1ᵀ');
  });
});
