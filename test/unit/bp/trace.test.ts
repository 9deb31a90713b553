// The trace as the checker sees it: bindings, sites, holes, coverage, the training plan.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../../src/check/check';
import { traceBp } from '../../../src/lang/bp';
import { useLocale } from '../../../src/messages';
import { trace } from './show';

const TEXT = `sizes n0 = 3, n1 = 4, n2 = 1, m = 20
input  X  (n0, m)
label  Y  (n2, m)
param  W1 (n1, n0) = 0.01 * randn
param  W2 (n2, n1) = 0.01 * randn
g1(z) = tanh(z)
forward
A1 = g1(W1 · X)
A2 = σ(W2 · A1)
J  = -1/m * sum(Y * log(A2) + (1 - Y) * log(1 - A2))
backward
dZ2 = A2 - Y
dW2 = 1/m * dZ2 · A1ᵀ
e1  = W2ᵀ · dZ2 * (1 - A1²)
dW1 = 1/m * e1 · Xᵀ
train
optimizer adam(rate=0.01)
steps 100
batch m / 4
`;

describe('bp trace', () => {
  it('binds every name with its section, its role and its places', () => {
    const t = trace(TEXT);
    assert.deepEqual(
      t.bindings.filter(b => !t.sizes.has(b.name)).map(b => [b.name, b.section, b.role]),
      [
        ['X', 'declaration', 'input'],
        ['Y', 'declaration', 'label'],
        ['W1', 'declaration', 'parameter'],
        ['W2', 'declaration', 'parameter'],
        ['A1', 'forward', undefined],
        ['A2', 'forward', undefined],
        ['J', 'forward', undefined],
        ['dZ2', 'backward', undefined],
        ['dW2', 'backward', 'gradient'],
        ['e1', 'backward', undefined],
        ['dW1', 'backward', 'gradient'],
      ],
    );
    const dW2 = t.bindings.find(b => b.name === 'dW2')!;
    assert.equal(t.text(dW2.site), 'dW2 = 1/m * dZ2 · A1ᵀ');
    assert.equal(t.text(dW2.target), 'dW2');
    assert.equal(t.text(dW2.value), '1/m * dZ2 · A1ᵀ');
    assert.equal(t.text(dW2.node.site), '1/m * dZ2 · A1ᵀ');
    assert.deepEqual(dW2.node.uses.map(t.text), ['1/m * dZ2', 'A1ᵀ']);
  });

  it('counts what was executed, and says why the rest was not', () => {
    assert.deepEqual(trace(TEXT).coverage, { statements: 16, executed: 16, reasons: [] });
    const { coverage } = trace(TEXT.replace('σ(W2', 'σ(W9)\nq = σ(W2').replace('A1 = g1(W1', 'A1 = g1(W1 +'));
    assert.ok(coverage.executed < coverage.statements);
    assert.equal(coverage.reasons.length, coverage.statements - coverage.executed);
  });

  it('names the calls of functions', () => {
    const { calls } = trace(TEXT);
    assert.deepEqual(
      calls.map(c => c.name),
      ['', 'g1'],
    );
  });

  it('gives a value of its own to an equation that only names another', () => {
    const t = trace('param b (1, 1) = 0\nforward\nz = b\nJ = z\nbackward\ndz = 1\ndb = dz');
    const nodes = new Set(t.bindings.map(b => b.node));
    assert.equal(nodes.size, t.bindings.length);
  });

  it('marks what is told already, and what lacks a value only because of it', () => {
    // dZ2 is a helper, as nothing is called Z2: without a value it leaves dW2 and what follows without one.
    const t = trace(TEXT.replace('dZ2 = A2 - Y', 'dZ2 = A2 -'));
    assert.deepEqual(
      t.holes.map(h => [t.text(h.site), h.reported]),
      [
        ['1/m * dZ2 · A1ᵀ', null],
        ['1/m * e1 · Xᵀ', null],
      ],
    );
    assert.equal(t.findings.length, 1);
    const fixed = trace(TEXT.replace('· A1ᵀ', '· a1ᵀ'));
    assert.equal(fixed.holes.length, 1);
    assert.equal(fixed.holes[0].reported, fixed.findings[0]);
    assert.equal(fixed.findings[0].fixes[0].verified, true);
  });

  it('reads the training plan', () => {
    const { plan } = trace(TEXT);
    assert.equal(plan?.optimizer?.name, 'adam');
    assert.deepEqual([...plan!.optimizer!.options], [['rate', 0.01]]);
    assert.equal(plan?.steps, 100);
    assert.equal(plan?.batch, 5);
    assert.equal(trace('forward\nJ = 1').plan, null);
  });

  it('speaks the language it is asked to', () => {
    const [finding] = traceBp({ file: 'x.bp', text: 'forward\nx = a b' }, { locale: 'zh' }).findings;
    useLocale('en');
    assert.match(finding.message, /没有运算符/);
  });

  it('finds no error in a correct file, and every gradient of it right', function () {
    this.timeout(60_000);
    const root = join(__dirname, '../../..');
    for (const folder of ['examples', 'test/corpus/bp'])
      for (const name of readdirSync(join(root, folder)).filter(n => n.endsWith('.bp'))) {
        const text = readFileSync(join(root, folder, name), 'utf8');
        const readFile = (path: string): Uint8Array | null => (path === 'iris.csv' ? readFileSync(join(root, folder, path)) : null);
        const t = traceBp({ file: name, text, readFile });
        assert.deepEqual(t.findings, [], name);
        assert.equal(t.coverage.executed, t.coverage.statements, name);
        const { gradients } = check(t);
        assert.ok(gradients.length > 0, name);
        for (const g of gradients) assert.ok(g.status === 'correct' || g.status === 'correct-scaled', `${name}: ${g.name} ${g.status}`);
      }
  });
});
