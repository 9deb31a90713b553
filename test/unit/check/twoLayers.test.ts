// The checker on the reference's two-layer net: correct as it stands, and each classic mistake blamed where it is.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { twoLayers } from './traceBuilder';

type Checked = ReturnType<ReturnType<typeof twoLayers>['check']>;
const statuses = (r: Checked): Record<string, string> => Object.fromEntries(r.gradients.map(g => [g.name, g.status]));
const errors = (r: Checked) => r.findings.filter(f => f.severity === 'error');

describe('the checker on two layers', () => {
  it('finds nothing wrong with the six equations, and names the factor of dZ', () => {
    const r = twoLayers().check();
    assert.deepEqual(r.findings, []);
    assert.deepEqual(statuses(r), {
      dZ2: 'correct-scaled',
      dW2: 'correct',
      db2: 'correct',
      dZ1: 'correct-scaled',
      dW1: 'correct',
      db1: 'correct',
    });
    const dZ2 = r.gradients.find(g => g.name === 'dZ2')!;
    assert.equal(dZ2.scale, 5);
    for (const g of r.gradients) {
      assert.ok(g.evidence.numeric! < 1e-10, `${g.name}: ${g.evidence.numeric}`);
      assert.ok(g.evidence.autodiff! < 1e-12);
    }
  });

  it('names variables, roles and the graph with each gradient under its variable', () => {
    const r = twoLayers().check();
    const role = Object.fromEntries(r.variables.map(v => [v.name, v.role]));
    assert.deepEqual(
      [role.X, role.Y, role.W1, role.Z1, role.A1, role.J, role.dW1],
      ['input', 'label', 'parameter', 'pre-activation', 'activation', 'loss', 'gradient'],
    );
    const dW1 = r.graph.nodes.find(n => n.label === 'dW1')!;
    assert.equal(r.graph.nodes.find(n => n.id === dW1.wrt)?.label, 'W1');
    assert.ok(r.graph.edges.some(e => e.from === r.graph.nodes.find(n => n.label === 'A1')!.id && e.reused));
  });

  it('a missing transpose is one shape error with a proven fix, and what follows is still judged', () => {
    const k = (b: ReturnType<typeof twoLayers>, x: number) => b.recorder.graph.constant(x);
    const r = twoLayers({
      dW2: (b, n) => b.op('mul', [k(b, 1 / 5), b.op('matmul', [n.dZ2, n.A1], {}, 'dZ2 · A1', ['dZ2', 'A1'])]),
      text: { dW2: 'dW2 = 1/m * dZ2 · A1' },
    }).check();
    assert.equal(errors(r).length, 1);
    const [error] = errors(r);
    assert.equal(error.rule, 'shape-mismatch');
    assert.match(error.message, /dZ2 is \(n2, m\) = \(1, 5\) and A1 is \(n1, m\) = \(4, 5\)/);
    assert.equal(error.fixes[0].verified, true);
    assert.equal(error.fixes[0].edits[0].newText, 'A1ᵀ');
    const s = statuses(r);
    assert.equal(s.dW2, 'wrong');
    assert.deepEqual([s.dZ1, s.dW1, s.db1], ['correct-scaled', 'correct', 'correct']);
    const flagged = r.graph.edges.filter(e => e.flagged);
    assert.equal(flagged.length, 2);
  });

  it('a missing 1/m in dW2 is wrong although dZ2 without it is right', () => {
    const r = twoLayers({
      dW2: (b, n) => b.op('matmul', [n.dZ2, b.op('transpose', [n.A1])], {}, 'dZ2 · A1ᵀ', ['dZ2', 'A1ᵀ']),
      text: { dW2: 'dW2 = dZ2 · A1ᵀ' },
    }).check();
    assert.equal(errors(r).length, 1);
    assert.equal(errors(r)[0].rule, 'wrong-gradient');
    assert.equal(statuses(r).dW2, 'wrong');
    assert.equal(errors(r)[0].fixes[0].edits[0].newText, '1/m * dZ2 · A1ᵀ');
  });

  it('a wrong derivative in dZ1 is blamed there; dW1 and db1 inherit it', () => {
    const r = twoLayers({
      dZ1: (b, n) =>
        b.op('mul', [
          b.op('matmul', [b.op('transpose', [n.W2]), n.dZ2]),
          b.op('sub', [b.recorder.graph.constant(1), b.op('square', [n.Z1], {}, 'Z1²', ['Z1'])]),
        ]),
      text: { dZ1: 'dZ1 = W2ᵀ · dZ2 * (1 - Z1²)' },
    }).check();
    const s = statuses(r);
    assert.deepEqual([s.dZ1, s.dW1, s.db1, s.dW2], ['wrong', 'inherited', 'inherited', 'correct']);
    assert.equal(errors(r).length, 1);
    assert.equal(errors(r)[0].fixes[0].edits[0].newText, 'A1');
    assert.equal(errors(r)[0].range.start.column, 'dZ1 = W2ᵀ · dZ2 * (1 - '.length + 1);
  });

  it('the sign of dZ2 is wrong there, and everything else inherits it', () => {
    const r = twoLayers({ dZ2: (b, n) => b.op('sub', [n.Y, n.A2], {}, 'Y - A2', ['Y', 'A2']), text: { dZ2: 'dZ2 = Y - A2' } }).check();
    const s = statuses(r);
    assert.equal(s.dZ2, 'wrong');
    assert.deepEqual(new Set([s.dW2, s.db2, s.dZ1, s.dW1, s.db1]), new Set(['inherited']));
    assert.equal(errors(r).length, 1);
    assert.equal(errors(r)[0].fixes[0].edits[0].newText, 'A2 sub Y');
  });

  it('1/m in dZ1 and again in dW1 is blamed on dZ1, which changes the factor', () => {
    const r = twoLayers({
      dZ1: (b, n) => {
        const slope = b.op('sub', [b.recorder.graph.constant(1), b.op('square', [n.A1])]);
        return b.op('mul', [b.recorder.graph.constant(1 / 5), b.op('mul', [b.op('matmul', [b.op('transpose', [n.W2]), n.dZ2]), slope])]);
      },
    }).check();
    const s = statuses(r);
    assert.deepEqual([s.dZ1, s.dW1, s.db1], ['wrong', 'inherited', 'inherited']);
    assert.equal(errors(r).length, 1);
  });

  it('1/m put into dZ2 at once, and nowhere else, is a convention', () => {
    const r = twoLayers({
      dZ2: (b, n) => b.op('mul', [b.recorder.graph.constant(1 / 5), b.op('sub', [n.A2, n.Y])]),
      dW2: (b, n) => b.op('matmul', [n.dZ2, b.op('transpose', [n.A1])]),
      dW1: (b, n) => b.op('matmul', [n.dZ1, b.op('transpose', [n.X])]),
      db1: (b, n) => b.op('sum', [n.dZ1], { axes: [1], keepdims: true }),
    }).check();
    const s = statuses(r);
    assert.deepEqual([s.dZ2, s.dW2, s.dZ1, s.dW1, s.db1], ['correct', 'correct', 'correct', 'correct', 'correct']);
    assert.equal(s.db2, 'wrong', 'db2 still divides by m');
  });

  it('a sum over the wrong axis gives db1 the wrong shape', () => {
    const r = twoLayers({
      db1: (b, n) => b.op('sum', [n.dZ1], { axes: [0], keepdims: true }, 'sum(dZ1, axis=0)', ['dZ1']),
      text: { db1: 'db1 = sum(dZ1, axis=0)' },
    }).check();
    assert.deepEqual(
      errors(r).map(f => f.rule),
      ['gradient-shape'],
    );
    assert.equal(r.gradients.find(g => g.name === 'db1')!.relativeError, null);
  });
});
