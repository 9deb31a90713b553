// Modules and data that are not here: stand-ins take their place, say so, and leave the rest of the analysis as it would be.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyse } from '../../../src/analyse/analyse';
import { runPython } from '../../../src/lang/python';
import type { Report } from '../../../src/report/report';

const report = (text: string, files: Readonly<Record<string, string>> = {}): Report =>
  analyse({
    file: 'script.py',
    language: 'python',
    text,
    readFile: path => (path in files ? new TextEncoder().encode(files[path]) : null),
  });

function printed(text: string): string {
  let output = '';
  runPython({ file: 'script.py', text }, { write: part => (output += part), writeError: () => {} });
  return output;
}

const shapeOf = (r: Report, name: string): readonly number[] | undefined => r.variables.find(v => v.name === name)?.shape;
const reasons = (r: Report): string => r.coverage.reasons.map(reason => reason.message).join('\n');
const errors = (r: Report): string[] => r.findings.filter(f => f.severity === 'error').map(f => f.message);

const SOFTMAX = `
W = np.random.randn(X.shape[1], 10) * 0.01
for it in range(100):
    s = X.dot(W)
    s -= s.max(axis=1, keepdims=True)
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    d = p.copy()
    d[np.arange(len(y)), y] -= 1
    dW = X.T.dot(d) / len(y)
    W -= 0.5 * dW
`;

function checked(head: string): Report {
  const r = report(`import numpy as np\n${head}\n${SOFTMAX}`);
  assert.deepEqual(errors(r), []);
  assert.equal(r.gradients.find(g => g.name === 'dW')?.status, 'correct');
  return r;
}

describe('stand-ins for what is not here', () => {
  it("draw scikit-learn's own points for a seed", () => {
    const text = 'from sklearn.datasets import make_moons\nX, y = make_moons(5, noise=.2, random_state=0)\nprint(X[0], y)';
    const usual = 'from sklearn.datasets import make_classification\nX, y = make_classification(6, 4, random_state=1)\nprint(X[0], y)';
    assert.equal(printed(text), MOONS);
    assert.equal(printed(usual), CLASSES);
  });

  it("split as scikit-learn's train_test_split does for a seed", () => {
    const text = `from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
X, y = load_iris(return_X_y=True)
a, b, c, d = train_test_split(X, y, test_size=0.2, random_state=42)
print(a.shape, b.shape, c[:7], d[:7], a[0])`;
    assert.equal(printed(text), '(120, 4) (30, 4) [0 0 1 0 0 2 1] [1 0 2 1 1 0 1] [4.6 3.6 1.  0.2]\n');
  });

  it('give a net its digits from Keras, and say so', function () {
    this.timeout(120_000);
    const r = checked('from keras.datasets import mnist\n(a, y), _ = mnist.load_data()\nX = a.reshape(60000, 784) / 255');
    assert.match(reasons(r), /keras is not here/);
    assert.match(reasons(r), /200 times fewer examples/);
    assert.equal(shapeOf(r, 'X')?.[1], 784);
  });

  it('give a net its digits from a pickle, an idx file and a table that are missing', function () {
    this.timeout(120_000);
    checked("import gzip, pickle\nwith gzip.open('mnist.pkl.gz') as f: train, _, _ = pickle.load(f)\nX, y = train");
    checked(`import gzip
with gzip.open('train-images-idx3-ubyte.gz') as f: X = np.frombuffer(f.read(), np.uint8, offset=16).reshape(-1, 784) / 255
with gzip.open('train-labels-idx1-ubyte.gz') as f: y = np.frombuffer(f.read(), np.uint8, offset=8).astype(int)`);
    checked(
      "import pandas as pd\ndata = pd.read_csv('train.csv')\ny = data['label'].values\nX = data.drop('label', axis=1).values / 255 # 784",
    );
  });

  it('leave the real file alone where it is there', () => {
    const r = report('import numpy as np\nfrom planar_utils import sigmoid\nA = sigmoid(np.ones((2, 3)))', {
      'planar_utils.py': 'def sigmoid(x):\n    return x[:, :2] * 2\n',
    });
    assert.deepEqual(shapeOf(r, 'A'), [2, 2]);
    assert.doesNotMatch(reasons(r), /planar_utils/);
  });

  it("bring the course's helpers into the chain of derivatives", () => {
    const r = report(`import numpy as np
from testCases_v2 import *
from dnn_utils_v2 import sigmoid, sigmoid_backward
def forward(X, W, b):
    A, cache = sigmoid(np.dot(W, X) + b)
    return A, cache
def backward(dA, cache, X):
    dZ = sigmoid_backward(dA, cache)
    return np.dot(dZ, X.T)
X, W, b = linear_forward_test_case()
A, cache = forward(X, W, b)
Y = np.ones((1, 2))
J = 0.5 * np.sum((A - Y) ** 2)
dW = backward(A - Y, cache, X)`);
    assert.deepEqual(errors(r), []);
    assert.equal(r.gradients.find(g => g.name === 'dW' || g.wrt === 'W')?.status, 'correct');
  });

  it('leave a name unknown that a star import may have brought', () => {
    const r = report('from nowhere import *\nx = helper(3)\ny = constant + 1\n');
    assert.deepEqual(errors(r), []);
    assert.match(reasons(r), /nowhere is not modelled/);
  });

  it('know sigmoid in whatever missing module it lies, but not where it gives back a cache', () => {
    const model = (head: string, line: string): Report =>
      report(`import numpy as np
${head}
X, Y = np.random.randn(3, 9), np.random.randn(1, 9)
W = np.random.randn(1, 3)
for i in range(100):
    ${line}
    J = 0.5 * np.sum((A - Y) ** 2)
    dW = np.dot((A - Y) * A * (1 - A), X.T)
    W -= 0.1 * dW`);
    for (const head of ['from my_helpers import sigmoid', 'from my_helpers import *']) {
      const r = model(head, 'A = sigmoid(np.dot(W, X))');
      assert.deepEqual(
        r.gradients.map(g => [g.name, g.status]),
        [['dW', 'correct']],
      );
      assert.match(reasons(r), /sigmoid is not here/);
      assert.deepEqual(errors(model(head, 'A, cache = sigmoid(np.dot(W, X))')), []);
    }
  });

  it('do not hide a mistake of the script behind a data set', () => {
    const r = report(`import numpy as np
from sklearn.datasets import load_iris
X, y = load_iris(return_X_y=True)
W = np.random.randn(3, 5)
Z = X.dot(W)`);
    assert.equal(r.findings.filter(f => f.rule === 'shape-mismatch').length, 1);
  });

  it('are no part of a run: a missing file is missing, as in Python', () => {
    let told = '';
    const text = "open('input.txt')";
    runPython({ file: 'script.py', text }, { write: () => {}, writeError: part => (told += part) });
    const result = runPython({ file: 'script.py', text }, { write: () => {} });
    assert.equal(result.exitCode, 1);
    assert.match(result.traceback, /FileNotFoundError/);
    assert.equal(told, '');
  });
});

const MOONS = '[0.1957476  0.94817864] [1 0 0 1 1]\n';
const CLASSES = '[-2.22409942  1.07037889 -0.45425424  1.53697567] [1 0 1 0 0 1]\n';
