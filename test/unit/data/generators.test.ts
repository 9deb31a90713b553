// The generators: the course's flower point for point, and what must hold of every one.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { GENERATORS, generate } from '../../../src/data/generators';
import { realNumpy } from '../../support/realNumpy';

describe('generated data', () => {
  it('flower with seed 1 and 400 examples is the data set of the course, point for point', () => {
    const [X, Y] = realNumpy<[number[][], number[]]>(`np.random.seed(1)
m = 400
N = int(m / 2)
X = np.zeros((m, 2))
Y = np.zeros((m, 1), dtype='uint8')
for j in range(2):
    ix = range(N * j, N * (j + 1))
    t = np.linspace(j * 3.12, (j + 1) * 3.12, N) + np.random.randn(N) * 0.2
    r = 4 * np.sin(4 * t) + np.random.randn(N) * 0.2
    X[ix] = np.c_[r * np.sin(t), r * np.cos(t)]
    Y[ix] = j
print(json.dumps([X.T.tolist(), Y.ravel().tolist()]))`);
    const { inputs, classes } = generate('flower', 400);
    assert.deepEqual([...classes], Y);
    const flat = X.flat();
    for (const [i, x] of inputs.data.entries()) assert.ok(Math.abs(x - flat[i]) < 1e-12, `${i}: ${x} is not ${flat[i]}`);
  });

  for (const name of GENERATORS) {
    it(`${name}: the same seed gives the same points, another seed others`, () => {
      const options = { seed: 7, noise: 0.1 };
      assert.deepEqual(generate(name, 51, options), generate(name, 51, options));
      assert.notDeepEqual(generate(name, 51, options).inputs.data, generate(name, 51, { ...options, seed: 8 }).inputs.data);
    });

    it(`${name}: as many examples as asked for, finite, the classes of equal size`, () => {
      for (const m of [1, 2, 5, 400]) {
        const { inputs, classes } = generate(name, m);
        assert.deepEqual(inputs.shape, [2, m]);
        assert.equal(classes.length, m);
        assert.ok(inputs.data.every(Number.isFinite));
        const ones = classes.reduce((sum, k) => sum + k, 0);
        assert.ok(Math.abs(ones - m / 2) <= 1);
      }
    });
  }

  it('xor: the class says whether the signs differ', () => {
    const { inputs, classes } = generate('xor', 200);
    for (let i = 0; i < 200; i++) assert.equal(inputs.data[i] * inputs.data[200 + i] < 0 ? 1 : 0, classes[i]);
    const quadrants = new Set(Array.from({ length: 200 }, (_, i) => `${inputs.data[i] > 0}${inputs.data[200 + i] > 0}`));
    assert.equal(quadrants.size, 4);
  });

  it('blobs and spirals take more classes', () => {
    for (const name of ['blobs', 'spirals'] as const)
      assert.deepEqual(new Set(generate(name, 90, { classes: 5 }).classes), new Set([0, 1, 2, 3, 4]));
  });
});
