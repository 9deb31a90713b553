// The checker on traces as Python gives them: training loops, updates, no declared loss, gradients kept with the opposite sign.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { xor } from './xor';

describe('the checker on a Python training loop', () => {
  it('recovers the loss of the XOR script and finds every gradient right, with the opposite sign', () => {
    const r = xor().check();
    assert.deepEqual(
      r.findings.filter(f => f.severity === 'error'),
      [],
    );
    assert.equal(r.loss?.recovered, true);
    const byName = Object.fromEntries(r.gradients.map(g => [g.name, g]));
    assert.equal(byName['d(syn1)'].status, 'correct-scaled');
    assert.equal(byName['d(syn1)'].scale, -1);
    assert.equal(byName['d(syn0)'].wrt, 'syn0');
    for (const g of r.gradients) assert.ok(['correct', 'correct-scaled'].includes(g.status), `${g.name} ${g.status} ${g.reason}`);
  });

  it('blames the wrong local derivative on l1_delta; the update of syn0 inherits it', () => {
    const r = xor({ slopeOf: 'z1' }).check();
    const byName = Object.fromEntries(r.gradients.map(g => [g.name, g.status]));
    assert.equal(byName.l1_delta, 'wrong');
    assert.equal(byName['d(syn0)'], 'inherited');
    assert.equal(r.findings.filter(f => f.severity === 'error').length, 1);
  });

  it('says once that all gradients of a mean are those of a sum', () => {
    const r = xor({ loss: 'mse' }).check();
    assert.deepEqual(
      r.findings.map(f => [f.rule, f.severity]),
      [['scale-mismatch', 'warning']],
    );
    assert.equal(r.loss?.recovered, false);
  });

  it('finds the update that subtracts a negative gradient', () => {
    const r = xor({ subtract: true, loss: 'mse' }).check();
    assert.ok(r.findings.some(f => f.severity === 'error'));
  });
});
