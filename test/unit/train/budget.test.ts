// What looking may cost.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Budget } from '../../../src/train/budget';

describe('the budget of looking at a run', () => {
  it('allows what is free, then a share of the time that was trained', () => {
    const budget = new Budget(10, 0.01);
    assert.equal(budget.allows(0), true);
    for (let i = 0; i < 5; i++) budget.took(2);
    assert.equal(budget.allows(0), false);
    assert.equal(budget.allows(100), true);
    budget.took(2);
    assert.equal(budget.allows(100), false);
  });

  it('takes each look to cost what the cheapest one did', () => {
    const budget = new Budget(10, 0);
    budget.took(0);
    for (const took of [500, 1, 80]) budget.took(took);
    assert.equal(budget.allows(0), true);
  });
});
