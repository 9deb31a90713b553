// The printed report: the exact words and columns that a person sees.
import assert from 'node:assert/strict';
import { useLocale } from '../../../src/messages';
import { humanReport } from '../../../src/print/human';
import { coloured, plain } from '../../../src/print/paint';
import type { Finding, Gradient, Range, Report } from '../../../src/report/report';

const on = (line: number, from: number, to: number): Range => ({ start: { line, column: from }, end: { line, column: to } });

const report = (findings: Finding[], gradients: Gradient[] = []): Report => ({
  file: 'net.bp',
  language: 'bp',
  variables: [],
  gradients,
  loss: { name: 'J', value: Math.LN2, range: null, recovered: false },
  findings,
  graph: { nodes: [], edges: [] },
  coverage: { statements: 3, executed: 3, reasons: [] },
});

const mismatch = (range: Range): Finding => ({
  rule: 'shape-mismatch',
  severity: 'error',
  message: 'dZ2 is (1, 400) and A1 is (4, 400)',
  range,
  related: [],
  fixes: [],
});

const gradient = (name: string, more: Partial<Gradient>): Gradient => ({
  name,
  of: 'J',
  wrt: name.slice(1),
  range: on(1, 1, 4),
  status: 'correct',
  relativeError: 1e-16,
  scale: null,
  evidence: { autodiff: 1e-16, numeric: 3e-15, kinks: 0 },
  ...more,
});

/** The lines of the first finding. */
const shown = (text: string, finding: Finding): string[] =>
  humanReport(report([finding]), text, plain)
    .split('\n\n')[0]
    .split('\n');

describe('printed report', () => {
  afterEach(() => useLocale('en'));

  it('shows the message, the source line and a caret under the range', () => {
    assert.deepEqual(shown('x = 1\ndW2 = dZ2 · A1\n', mismatch(on(2, 7, 15))), [
      'net.bp:2:7: error[shape-mismatch]: dZ2 is (1, 400) and A1 is (4, 400)',
      '2 | dW2 = dZ2 · A1',
      '  |       ^^^^^^^^',
    ]);
  });

  it('aligns the caret after wide characters, combining marks and tabs', () => {
    const wide = shown('权重 = X · W', mismatch(on(1, 6, 11)));
    assert.deepEqual(wide.slice(1), ['1 | 权重 = X · W', '  |        ^^^^^']);
    const tab = shown('\tx = e\u0301 · W', mismatch(on(1, 6, 12)));
    assert.deepEqual(tab.slice(1), ['1 |     x = e\u0301 · W', '  |         ^^^^^']);
  });

  it('marks each line of a range that runs over several, and stops after three', () => {
    const range = { start: { line: 1, column: 5 }, end: { line: 5, column: 2 } };
    assert.deepEqual(shown('x = (a +\n  b +\n  c +\n  d\n)', mismatch(range)).slice(1), [
      '1 | x = (a +',
      '  |     ^^^^',
      '2 |   b +',
      '  |   ^^^',
      '3 |   c +',
      '  |   ^^^',
      '  | …',
    ]);
  });

  it('cuts a long line around the range', () => {
    const [, line, caret] = shown(`${'a + '.repeat(500)}W1 · X${' + b'.repeat(500)}`, mismatch(on(1, 2001, 2007)));
    assert.ok(line.length < 140, `${line.length}`);
    assert.equal(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1), 'W1 · X');
  });

  it('shows what else to see, and a proven fix with the line as it would be', () => {
    const finding = mismatch(on(2, 7, 15));
    finding.related = [{ message: 'A1 is made here', range: on(1, 1, 3) }];
    finding.fixes = [{ title: 'Transpose A1', verified: true, edits: [{ range: on(2, 15, 15), newText: 'ᵀ' }] }];
    assert.deepEqual(shown('A1 = X\ndW2 = dZ2 · A1\n', finding).slice(3), [
      '  = see net.bp:1:1: A1 is made here',
      '  = proven fix: Transpose A1',
      '2 + dW2 = dZ2 · A1ᵀ',
    ]);
  });

  it('survives a range outside the text', () => {
    assert.match(shown('x', mismatch(on(7, 3, 9))).join('\n'), /^net\.bp:7:3: error/);
    assert.match(shown('', mismatch(on(1, 1, 1))).join('\n'), /^net\.bp:1:1: error/);
  });

  it('shows control characters without letting them through', () => {
    assert.equal(shown('x = \u001b[2J1', mismatch(on(1, 1, 2)))[1], '1 | x = \ufffd[2J1');
  });

  it('gives each gradient a line, aligned, and counts the verdicts', () => {
    const gradients = [
      gradient('dZ2', { status: 'correct-scaled', scale: 400, shape: [1, 400], dims: ['n2', 'm'] }),
      gradient('dW2', { status: 'wrong', relativeError: 0.333, evidence: { autodiff: 0.333, numeric: 0.333, kinks: 0 }, shape: [1, 4] }),
      gradient('db1', {
        status: 'unchecked',
        relativeError: null,
        evidence: { autodiff: null, numeric: null, kinks: 0 },
        reason: 'not reached',
      }),
    ];
    assert.deepEqual(humanReport(report([], gradients), '', plain).split('\n'), [
      'net.bp',
      '  loss J = 0.693147',
      '  gradient      shape    verdict                 vs autodiff  vs numerical',
      '  dZ2 = ∂J/∂Z2  (n2, m)  × correct, scaled ×400      1.0e-16       3.0e-15',
      '  dW2 = ∂J/∂W2  (1, 4)   ✗ wrong                      3.3e-1        3.3e-1',
      '  db1 = ∂J/∂b1           ? unchecked                       —             —',
      '      not reached',
      '  1 of 3 gradients correct, 1 wrong, 1 unchecked',
    ]);
  });

  it('speaks Chinese', () => {
    useLocale('zh');
    assert.match(humanReport(report([mismatch(on(1, 1, 2))]), 'x', plain), /^net\.bp:1:1: 错误\[shape-mismatch\]:/);
  });

  it('colours only where it is asked to', () => {
    const colour = humanReport(report([mismatch(on(1, 1, 2))]), 'x', coloured);
    assert.ok(colour.includes('\u001b[31m\u001b[1merror[shape-mismatch]:\u001b[0m'));
  });
});
