// Functions of NumPy that have no op of their own keep their place in the graph: their derivatives equal differences of a plain run.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gradients } from '../../../src/core/autodiff';
import { runPython, tracePython } from '../../../src/lang/python';

const W = [0.9, -0.4, 0.3, 0.2, 1.4, -0.7, -0.5, 0.6, 1.8];

const FUNCTIONS: Readonly<Record<string, string>> = {
  'linalg.inv': '(np.linalg.inv(W) * C).sum()',
  'linalg.solve': '(np.linalg.solve(W, C) * C).sum()',
  'linalg.solve of a vector': 'np.linalg.solve(W, C[0]).sum()',
  'linalg.det': 'np.linalg.det(W)',
  'linalg.slogdet': 'np.linalg.slogdet(W)[1]',
  'linalg.pinv': '(np.linalg.pinv(W[:, :2]) * C[:2]).sum()',
  'linalg.lstsq': 'np.linalg.lstsq(W[:, :2], C[0], rcond=None)[0].sum()',
  'linalg.cholesky': '(np.linalg.cholesky(W @ W.T + np.eye(3)) * C).sum()',
  'linalg.multi_dot': 'np.linalg.multi_dot([W, C, W]).sum()',
  arctan2: '(np.arctan2(W, C) * C).sum()',
  cumprod: 'np.cumprod(W, axis=1).sum()',
  interp: 'np.interp(W, [-1, 0, 1, 1.5], [1, 3, 4, 2]).sum()',
  tolist: 'np.array([v * v for v in (W * 2).ravel().tolist()]).sum()',
};

const script = (entries: readonly number[], loss: string): string => `import numpy as np
C = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75], [-0.3, 0.8, 1.1]])
W = np.array([${entries.map(v => v.toPrecision(17)).join(', ')}]).reshape(3, 3) * np.random.uniform(1, 1, (3, 3))
J = ${loss}
print('%.17g' % J)
`;

function value(entries: readonly number[], loss: string): number {
  let output = '';
  const result = runPython({ file: 'script.py', text: script(entries, loss) }, { write: text => (output += text) });
  assert.equal(result.traceback, '');
  return Number(output);
}

describe('functions that are followed step by step', () => {
  for (const [name, loss] of Object.entries(FUNCTIONS))
    it(`${name} has the derivative that differences show`, () => {
      const { bindings } = tracePython({ file: 'script.py', text: script(W, loss) });
      const [parameter, result] = ['W', 'J'].map(short => bindings.findLast(b => b.short === short)!.node);
      const exact = gradients(result, [parameter]).get(parameter);
      assert.ok(exact, `${name} does not depend on W in the graph`);
      const h = 1e-6;
      W.forEach((_, i) => {
        const moved = (by: number): number[] => W.map((v, k) => (k === i ? v + by : v));
        const difference = (value(moved(h), loss) - value(moved(-h), loss)) / (2 * h);
        assert.ok(
          Math.abs(exact.data[i] - difference) < 1e-6 * Math.max(1, Math.abs(difference)),
          `${i}: ${exact.data[i]} ≠ ${difference}`,
        );
      });
    });

  it('what has no derivative here is unknown within a training loop, and said, but not a constant', () => {
    const text = `import numpy as np
W = np.random.randn(3, 3)
for it in range(3):
    s = np.linalg.svd(W * 2)[1]
    J = s.sum()
    W = W - 0.1 * np.ones((3, 3))
`;
    const trace = tracePython({ file: 'script.py', text });
    assert.equal(trace.bindings.filter(b => b.short === 'J').length, 0);
    assert.match(trace.coverage.reasons.map(r => r.message).join(), /np\.linalg\.svd/);
  });
});
