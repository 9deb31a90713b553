// Directive comments: a loss, an input, a label; one rule silenced on one line.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyse } from '../../../src/analyse/analyse';
import type { Report } from '../../../src/report/report';

const report = (text: string): Report => analyse({ file: 'script.py', language: 'python', text });

const MODEL = (head: string, gradient: string): string => `import numpy as np
${head}
rng = np.random.RandomState(0)
A, B = rng.randn(3, 6), rng.randn(2, 6)
W = rng.randn(2, 3)
for i in range(50):
    E = W @ A - B
    J = np.sum(E ** 2)
    thing = 3 * np.sum(E ** 2)
    dW = ${gradient}
    W -= 0.01 * dW
`;

describe('directive comments', () => {
  it('name the loss', () => {
    assert.equal(report(MODEL('# backprop: loss thing', '6 * E @ A.T')).loss?.name, 'thing');
    assert.deepEqual(
      report(MODEL('# backprop: loss thing', '6 * E @ A.T')).gradients.map(g => [g.name, g.status]),
      [['dW', 'correct']],
    );
    assert.equal(report(MODEL('# backprop: loss J', '2 * E @ A.T')).loss?.name, 'J');
  });

  it('name inputs and labels', () => {
    const { variables } = report(MODEL('# backprop: input A; label B', '2 * E @ A.T'));
    const roleOf = (name: string): string | undefined => variables.find(v => v.name === name)?.role;
    assert.deepEqual([roleOf('A'), roleOf('B')], ['input', 'label']);
  });

  it('silence one rule on their own line, or on the line below', () => {
    const wrong = '2 * E @ A.T * A.mean()';
    assert.deepEqual(
      report(MODEL('', wrong)).findings.map(f => f.rule),
      ['wrong-gradient'],
    );
    assert.deepEqual(report(MODEL('', `${wrong}  # backprop: ignore wrong-gradient`)).findings, []);
    assert.deepEqual(report(MODEL('', wrong).replace('    dW', '    # backprop: ignore wrong-gradient\n    dW')).findings, []);
  });

  it('silence no other rule and no other line', () => {
    const wrong = '2 * E @ A.T * A.mean()';
    assert.equal(report(MODEL('', `${wrong}  # backprop: ignore shape-mismatch`)).findings.length, 1);
    assert.equal(report(MODEL('# backprop: ignore wrong-gradient', wrong)).findings.length, 1);
  });
});
