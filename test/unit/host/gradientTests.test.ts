// Verdicts as tests: what passes, what fails where, and what is skipped.
import assert from 'node:assert/strict';
import { outcomeOf, testIds } from '../../../src/host/gradientTests';
import { nodesAt } from '../../../src/host/nodesAt';
import { sentence } from '../../../src/host/sentence';
import { tally } from '../../../src/host/tally';
import type { Finding, Gradient, GraphNode, Range, Report } from '../../../src/report/report';

const on = (line: number, from = 1, to = 20): Range => ({ start: { line, column: from }, end: { line, column: to } });

const gradient = (name: string, status: Gradient['status'], more: Partial<Gradient> = {}): Gradient => ({
  name,
  of: 'J',
  wrt: name.slice(1),
  range: on(5),
  status,
  relativeError: 1e-16,
  scale: null,
  evidence: { autodiff: 1e-16, numeric: 1e-15, kinks: 0 },
  ...more,
});

const report = (gradients: Gradient[], findings: Finding[] = []): Report => ({
  file: 'a.bp',
  language: 'bp',
  variables: [],
  gradients,
  loss: null,
  findings,
  graph: { nodes: [], edges: [] },
  coverage: { statements: 0, executed: 0, reasons: [] },
});

const finding: Finding = {
  rule: 'wrong-gradient',
  severity: 'error',
  message: 'a factor m is missing',
  range: on(5, 7, 9),
  related: [],
  fixes: [],
};

describe('gradient checks as tests', () => {
  it('pass where the gradient is correct, and explain the scale where it is scaled', () => {
    assert.equal(outcomeOf(gradient('dW', 'correct'), report([])).state, 'passed');
    const scaled = outcomeOf(gradient('dZ', 'correct-scaled', { scale: 400 }), report([]));
    assert.equal(scaled.state, 'passed');
    assert.match(scaled.text, /dZ = 400 · ∂J\/∂Z/);
  });

  it('fail at the smallest range to blame, in the words of the finding', () => {
    const outcome = outcomeOf(gradient('dW', 'wrong', { relativeError: 0.9 }), report([], [finding]));
    assert.equal(outcome.state, 'failed');
    assert.match(outcome.text, /relative error 9\.0e-1\na factor m is missing$/);
    assert.deepEqual(outcome.range, finding.range);
  });

  it('fail without a finding too, at the equation', () => {
    const outcome = outcomeOf(gradient('dW', 'wrong', { relativeError: null }), report([]));
    assert.equal(outcome.text, 'dW does not have the shape of W');
    assert.deepEqual(outcome.range, on(5));
  });

  it('skip what only inherits an error or could not be checked, and say why', () => {
    assert.deepEqual(outcomeOf(gradient('dW', 'inherited'), report([])).state, 'skipped');
    const unchecked = outcomeOf(gradient('dW', 'unchecked', { reason: 'never reached' }), report([]));
    assert.equal(unchecked.state, 'skipped');
    assert.match(unchecked.text, /never reached/);
  });

  it('tell gradients of one name apart', () => {
    assert.deepEqual(
      [...testIds([gradient('dW', 'correct'), gradient('db', 'correct'), gradient('dW', 'wrong')]).keys()],
      ['dW', 'db', 'dW (2)'],
    );
  });
});

describe('tally', () => {
  it('counts scaled gradients as correct', () => {
    const all = [gradient('a', 'correct'), gradient('b', 'correct-scaled'), gradient('c', 'wrong'), gradient('d', 'inherited')];
    const { correct, wrong, inherited, unchecked, errors } = tally(report(all, [finding]));
    assert.deepEqual([correct, wrong.length, inherited, unchecked, errors], [2, 1, 1, 0, 1]);
  });
});

describe('the sentence of a check', () => {
  const of = (gradients: Gradient[], findings: Finding[] = []): string => sentence(report(gradients, findings), 'a.bp');

  it('says that all are correct, with the right grammar for one', () => {
    assert.equal(of([gradient('dW', 'correct'), gradient('dZ', 'correct-scaled')]), 'a.bp: all 2 gradients are correct.');
    assert.equal(of([gradient('dW', 'correct')]), 'a.bp: the 1 gradient is correct.');
  });

  it('names the wrong ones and their lines, and counts what inherits', () => {
    const all = [gradient('dW', 'correct'), gradient('dZ', 'wrong'), gradient('db', 'inherited'), gradient('dA', 'inherited')];
    assert.equal(of(all, [finding]), 'a.bp: 1 of 4 gradients correct. Wrong: dZ (line 5). 2 inherit an error from it.');
  });

  it('says what could not be checked, and that there is nothing to check', () => {
    assert.equal(of([gradient('dW', 'correct'), gradient('dZ', 'unchecked')]), 'a.bp: 1 of 2 gradients correct, 1 could not be checked.');
    assert.equal(of([]), 'a.bp: no hand-written gradient found.');
    assert.equal(of([], [finding]), 'a.bp: no gradient could be checked; 1 error first.');
  });
});

describe('nodes at the cursor', () => {
  const node = (id: string, range: Range | null): GraphNode => ({
    id,
    label: id,
    kind: 'operation',
    pass: 'forward',
    shape: [],
    dims: [],
    range,
  });
  const graph = {
    nodes: [node('whole', on(3, 1, 20)), node('part', on(3, 6, 9)), node('other', on(4, 5, 9)), node('none', null)],
    edges: [],
  };

  it('are the smallest first', () => {
    assert.deepEqual(nodesAt(graph, { line: 3, column: 7 }), ['part', 'whole']);
    assert.deepEqual(nodesAt(graph, { line: 3, column: 1 }), ['whole']);
  });

  it('are those of the line where the cursor is in none, and none elsewhere', () => {
    assert.deepEqual(nodesAt(graph, { line: 4, column: 1 }), ['other']);
    assert.deepEqual(nodesAt(graph, { line: 9, column: 1 }), []);
  });
});
