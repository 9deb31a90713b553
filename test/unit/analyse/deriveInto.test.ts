// Deriving into a file: the backward pass that is put in checks as correct, and only what is missing is put in.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../../src/analyse/analyse';
import { deriveInto, inserted } from '../../../src/analyse/deriveInto';

const examples = join(__dirname, '../../../examples');

const readFile = (path: string): Uint8Array | null => {
  try {
    return readFileSync(join(examples, path));
  } catch {
    return null;
  }
};

const into = (text: string, language: 'bp' | 'python' = 'bp') => deriveInto({ file: `model.${language}`, language, text, readFile });

/** The text after the command; fails where it changes nothing. */
function filled(text: string, language: 'bp' | 'python' = 'bp'): string {
  const derived = into(text, language);
  assert.equal(derived.kind, 'ready');
  return derived.kind === 'ready' ? inserted(text.split('\n'), derived.insertion) : text;
}

const statuses = (text: string, language: 'bp' | 'python' = 'bp'): string[] =>
  analyse({ file: 'model', language, text, readFile }).gradients.map(g => g.status);

const withoutBackward = (text: string): string => text.replace(/^backward\n[\s\S]*?(?=^train\b|(?![\s\S]))/m, '');

const FORWARD = `import numpy as np

X = np.random.randn(3, 50)
Y = (X[0:1] > 0).astype(float)
m = X.shape[1]
W1 = np.random.randn(4, 3) * 0.01
b1 = np.zeros((4, 1))
W2 = np.random.randn(1, 4) * 0.01
b2 = np.zeros((1, 1))

for i in range(3):
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = 1 / (1 + np.exp(-Z2))
    J = -1 / m * np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    print(J)
`;

/** One line is two layers: `Z` and `A` are other values in each. */
const LAYERS = `import numpy as np

X = np.random.randn(3, 20)
Y = (X[0:1] > 0).astype(float)
W = {1: np.random.randn(4, 3), 2: np.random.randn(1, 4)}
A = X
for l in (1, 2):
    Z = np.dot(W[l], A)
    A = 1 / (1 + np.exp(-Z))
cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
dZ = A - Y
for l in (2, 1):
    W[l] -= 0.1 * np.dot(dZ, X.T)
`;

describe('deriving into a file', () => {
  for (const file of readdirSync(examples).filter(name => name.endsWith('.bp')))
    it(`gives ${file} back a backward pass that is correct`, () => {
      const text = withoutBackward(readFileSync(join(examples, file), 'utf8'));
      assert.doesNotMatch(text, /^backward/m);
      const found = statuses(filled(text));
      assert.ok(found.length > 0 && found.every(status => /^correct/.test(status)), found.join());
    }).timeout(60_000);

  it('writes the section before the next one, and leaves the rest as it is', () => {
    const text = withoutBackward(readFileSync(join(examples, 'two_layer.bp'), 'utf8'));
    const made = filled(text);
    assert.match(made, /\n\nbackward\ndZ2 = A2 - Y\n[\s\S]*\n\ntrain\n/);
    assert.ok(text.split('\n').every(line => made.split('\n').includes(line)));
  });

  it('puts in only what is missing, and what that is written in', () => {
    const whole = readFileSync(join(examples, 'two_layer.bp'), 'utf8');
    const derived = into(whole.replace(/^dW1 = .*\n/m, ''));
    assert.equal(derived.kind, 'ready');
    assert.deepEqual(derived.kind === 'ready' && derived.insertion.lines, ['dW1 = 1/m * dZ1 · Xᵀ']);
    assert.equal(into(whole).kind, 'complete');
  });

  it('writes NumPy after the loss, as far in as it stands, for parameters that only their names tell', () => {
    const made = filled(FORWARD, 'python');
    assert.match(made, /\n {4}J = [^\n]+\n {4}dZ2 = A2 - Y\n[\s\S]+\n {4}print\(J\)/);
    assert.ok(statuses(made, 'python').every(status => /^correct/.test(status)));
  });

  it('changes nothing where statements after one another would not be right', () => {
    const derived = into(LAYERS, 'python');
    assert.equal(derived.kind, 'unproved');
    assert.ok(derived.kind === 'unproved' && derived.lines.length > 0 && derived.names.length > 0);
  });

  it('finds nothing to derive from where there is no loss', () => {
    assert.equal(into('input X (3, 2)\n').kind, 'nothing');
    assert.equal(into('x = 1\n', 'python').kind, 'nothing');
    assert.equal(into('').kind, 'nothing');
  });
});
