// Equations set with italics, raised and lowered text.
import assert from 'node:assert/strict';
import { cutRuns, mathRuns, type Run } from '../../../src/picture/mathText';

/** `W_2^T · dZ_2`: lowered after _, raised after ^, italics between slashes left out. */
const written = (runs: readonly Run[]): string =>
  runs.map(run => (run.style === 'sub' ? `_${run.text}` : run.style === 'sup' ? `^${run.text}` : run.text)).join('');

describe('an equation as text', () => {
  const cases: [source: string, set: string][] = [
    ['W1 · X + b1', 'W_1 · X + b_1'],
    ["W2ᵀ · dZ2 * g1'(Z1)", 'W_2^T · dZ_2 ∗ g_1′(Z_1)'],
    ['np.dot(dZ2, A1.T) / m', 'dot(dZ_2, A_1^T) / m'],
    ['1 - A1 ** 2', '1 − A_1^2'],
    ['A² + B^3', 'A^2 + B^3'],
    ['W_1 + x_12', 'W_1 + x_12'],
    ['-1/m * sum(Y * log(A2))', '−1/m ∗ sum(Y ∗ log(A_2))'],
    ['1e-3 * x', '1e-3 ∗ x'],
    ['权重 · x1', '权重 · x_1'],
    ['grads["dW" + str(l)]', 'grads["dW" + str(l)]'],
  ];
  for (const [source, set] of cases) it(`sets ${source}`, () => assert.equal(written(mathRuns(source)), set));

  it('has single letters in italics and words upright', () => {
    const style = (text: string) => mathRuns('dot(W1, relu(x))').find(run => run.text.includes(text))?.style;
    assert.equal(style('W'), 'v');
    assert.equal(style('dot'), 'f');
  });

  it('takes no time for megabytes', () => {
    const runs = mathRuns('x1 + '.repeat(500_000));
    assert.ok(written(runs).length < 200);
    assert.equal(runs.at(-1)?.text.endsWith('…'), true);
  });

  it('is cut with an ellipsis that stands on the line', () => {
    const cut = cutRuns(mathRuns('A1 + B1'), 2);
    assert.deepEqual(cut.at(-1), { style: 'f', text: '…' });
    assert.equal(written(cut), 'A_1…');
  });
});
