// The random streams against NumPy's own.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Random } from '../../../src/data/random';
import { realNumpy } from '../../support/realNumpy';

describe('seeded random numbers', () => {
  for (const seed of [0, 1, 3, 123456789, 4294967295]) {
    it(`are NumPy's for seed ${seed}: normals, uniforms, permutations, in turn`, () => {
      const [normals, uniforms, order, after] = realNumpy<number[][]>(
        `np.random.seed(${seed})
print(json.dumps([np.random.randn(1001).tolist(), np.random.rand(700).tolist(), np.random.permutation(150).tolist(), np.random.randn(3).tolist()]))`,
      );
      const random = new Random(seed);
      for (const x of normals) assert.ok(Math.abs(random.normal() - x) <= 1e-15 * Math.max(1, Math.abs(x)));
      for (const x of uniforms) assert.equal(random.uniform(), x);
      assert.deepEqual([...random.permutation(150)], order);
      for (const x of after) assert.ok(Math.abs(random.normal() - x) <= 1e-15 * Math.max(1, Math.abs(x)));
    });
  }

  it('differ between seeds', () => {
    assert.notEqual(new Random(1).uniform(), new Random(2).uniform());
  });
});
