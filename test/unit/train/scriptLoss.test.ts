// Following the loss of a Python script: which scalar it is, and that its values are those of real NumPy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { followLoss } from '../../../src/train/scriptLoss';
import { realNumpy } from '../../support/realNumpy';
import { backprop, file, removeFiles } from '../cli/support';

const SCRIPT = `import numpy as np

def compute_cost(A, Y):
    m = Y.shape[1]
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return cost

np.random.seed(2)
X = np.random.randn(3, 50)
Y = (np.random.rand(1, 50) > 0.5) * 1
w = np.zeros((3, 1))
b = 0.0
rate = 0.5
costs = []
for i in range(200):
    A = 1 / (1 + np.exp(-(np.dot(w.T, X) + b)))
    cost = compute_cost(A, Y)
    dZ = A - Y
    w = w - rate * np.dot(X, dZ.T) / 50
    b = b - rate * np.sum(dZ) / 50
    costs.append(float(cost))
    if i % 50 == 0:
        print("cost", i)
`;

function follow(
  text: string,
  last = Number.POSITIVE_INFINITY,
): { name: string | null; values: number[]; printed: string; exitCode: number } {
  const values: number[] = [];
  let printed = '';
  const { name, exitCode } = followLoss(
    { file: 'script.py', text },
    {
      write: words => {
        printed += words;
      },
      writeError: () => {},
      readFile: () => null,
      loss: (step, value) => {
        assert.equal(step, values.length);
        values.push(value);
        return step < last;
      },
    },
  );
  return { name, values, printed, exitCode };
}

describe('the loss of a script', () => {
  it('has the value that real NumPy computes, at every iteration', () => {
    const wanted = realNumpy<number[]>(`${SCRIPT}\nprint(json.dumps(costs))`);
    const { name, values, printed } = follow(SCRIPT);
    assert.equal(name, 'cost');
    assert.equal(values.length, 200);
    values.forEach((value, i) => {
      assert.ok(Math.abs(value - wanted[i]) <= 1e-12 * wanted[i], `step ${i}: ${value} is not ${wanted[i]}`);
    });
    assert.equal(printed, 'cost 0\ncost 50\ncost 100\ncost 150\n');
  });

  it('ends the run after the step that is asked for', () => {
    const { values, printed } = follow(SCRIPT, 3);
    assert.equal(values.length, 4);
    assert.equal(printed, 'cost 0\n');
  });

  it('is an attribute, or a scalar in an array, as well', () => {
    assert.deepEqual(follow('class Net:\n    pass\nn = Net()\nfor i in range(3):\n    n.loss = 1.5 - i\n').values, [1.5, 0.5, -0.5]);
    assert.deepEqual(follow('import numpy as np\nfor i in range(3):\n    J = np.array([[i * 2.0]])\n').values, [0, 2, 4]);
  });

  it('is not a list, a name like another, nor a number that is given once beside one that changes', () => {
    const { values, name } = follow(
      'loss_every = 10.0\nlosses = []\nloss = 5.0\nfor i in range(3):\n    error_rate = 0.1\n    loss = loss / 2\n',
    );
    assert.deepEqual(values, [2.5, 1.25, 0.625]);
    assert.equal(name, 'loss');
    assert.equal(follow('x = 1.0\nfor i in range(3):\n    x = x * 2\n').name, null);
  });

  describe('on the command line', () => {
    after(removeFiles);

    it('is one JSON object a step, without what the script prints', async () => {
      const { code, out, err } = await backprop(['train', file('script.py', SCRIPT), '--json', '--steps', '4']);
      assert.equal(code, 0, err);
      assert.deepEqual(
        out
          .trim()
          .split('\n')
          .map(line => JSON.parse(line).step),
        [0, 1, 2, 3, 4],
      );
    });

    it('thins out for a person, the last step shown', async () => {
      const { code, out } = await backprop(['train', file('script.py', SCRIPT)]);
      assert.equal(code, 0);
      const lines = out.trim().split('\n');
      assert.ok(lines.length > 20 && lines.length < 40);
      assert.match(lines.at(-1)!, /^step 199 {2}cost 0\.\d+$/);
    });

    it('ends with 2 where there is none, or the script ends with an error', async () => {
      const none = await backprop(['train', file('none.py', 'x = 1\n')]);
      assert.equal(none.code, 2);
      assert.match(none.err, /computes no loss that could be told/);
      const failed = await backprop(['train', file('bad.py', 'loss = 1.0\nloss = loss / 0\n')]);
      assert.equal(failed.code, 2);
      assert.match(failed.err, /ZeroDivisionError/);
    });

    it('is found in the examples written as scripts', async () => {
      for (const name of ['two_layer', 'deep', 'logistic_regression', 'rnn', 'softmax', 'squared_error']) {
        const text = readFileSync(join(__dirname, `../../../examples/${name}.py`), 'utf8');
        const { values } = follow(text, 8);
        assert.equal(values.length, 9, name);
        assert.ok(values.every(Number.isFinite), name);
      }
    });
  });
});
