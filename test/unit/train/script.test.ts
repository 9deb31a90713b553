// A script that is watched: what its loops compute as curves, what it prints, how it ends, and that looking on changes nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { runPython } from '../../../src/lang/python';
import type { FromScript, ScriptView } from '../../../src/train/script/view';
import { Watch } from '../../../src/train/script/watch';

interface Seen {
  view: ScriptView;
  told: FromScript[];
}

function watched(text: string, goOn: (paused: () => void) => boolean = () => true): Seen {
  const told: FromScript[] = [];
  const view = new Watch({ file: 'script.py', text }, { readFile: () => null, tell: message => told.push(message), goOn }).run();
  return { view, told };
}

const names = (view: ScriptView): string[] => view.curves.map(c => c.name);
const curve = (view: ScriptView, name: string): readonly number[] => view.curves.find(c => c.name === name)?.series.values ?? [];

describe('a script that is watched', () => {
  it('follows every scalar of a loop, the loss first, and no counter or constant', () => {
    const { view } = watched(
      'w = 4.0\nrate = 0.1\nfor i in range(20):\n    g = 2 * w\n    k = i * 2\n    c = 7\n    w = w - rate * g\n    loss = w * w\n',
    );
    assert.deepEqual(names(view), ['loss', 'g', 'w']);
    assert.equal(curve(view, 'loss').length, 20);
    assert.equal(curve(view, 'loss')[0], 3.2 * 3.2);
    assert.deepEqual(view.iterations, { done: 20, total: 20, line: 3 });
    assert.equal(view.state, 'done');
  });

  it('takes the total of an epoch, not the sums on the way to it', () => {
    const { view } = watched(
      'def train():\n    for epoch in range(5):\n        loss = 0\n        for x in [1.0, 2.0]:\n            loss += x / 2 ** epoch\n    return loss\ntrain()\n',
    );
    assert.deepEqual(curve(view, 'loss'), [3, 1.5, 0.75, 0.375, 0.1875]);
  });

  it('follows attributes, items by the loop’s own number, and lists that grow', () => {
    const { view } = watched(
      'import numpy as np\nclass Net:\n    def fit(self):\n        self.history = []\n        J = np.zeros(4)\n        for i in range(4):\n            self.loss = 1.0 / (i + 1)\n            J[i] = 5.0 - i * i\n            self.history.append(i ** 3 * 1.0)\nNet().fit()\n',
    );
    assert.deepEqual(curve(view, 'self.loss'), [1, 0.5, 1 / 3, 0.25]);
    assert.deepEqual(curve(view, 'J[i]'), [5, 4, 1, -4]);
    assert.deepEqual(curve(view, 'self.history'), [0, 1, 8, 27]);
  });

  it('shows a loss once where a list keeps it and lines print it', () => {
    const { view } = watched(
      'costs = []\nfor i in range(300):\n    cost = 1 / (1 + i)\n    if i % 100 == 0:\n        costs.append(cost)\n        print("Cost after iteration %d: %f" % (i, cost))\n',
    );
    assert.deepEqual(names(view), ['cost']);
  });

  it('reads a loss that is only printed, over the iteration’s number', () => {
    const { view } = watched(
      'def error(i):\n    return 1 / (1 + i)\nfor i in range(0, 50, 10):\n    print("Epoch %d, error: %.4f" % (i, error(i)))\n',
    );
    assert.deepEqual(names(view), ['error']);
    assert.deepEqual(view.curves[0].series.steps, [0, 10, 20, 30, 40]);
    assert.equal(view.curves[0].kind, 'loss');
    assert.equal(view.curves[0].line, null);
  });

  it('takes a table for no curve, and a count that begins anew for no loss', () => {
    const { view } = watched(
      'for x in [0, 1, 1, 0]:\n    print("For input [%d] output is %.3f" % (x, x * 0.3))\ndef e(i):\n    return 1 / (1 + i)\nfor alpha in [1, 2]:\n    for i in range(0, 40, 10):\n        print("Error after %d iterations: %.4f" % (i, e(i * alpha)))\n',
    );
    assert.deepEqual(names(view), ['Error']);
    assert.deepEqual(view.curves[0].series.steps, [0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('keeps a long run within bounds, its first and last iterations among the points', () => {
    const { view } = watched('x = 1.0\nfor i in range(100000):\n    x = x * 0.9999\n');
    const { steps, values } = view.curves[0].series;
    assert.ok(steps.length > 200 && steps.length <= 1602);
    assert.equal(steps[0], 0);
    assert.ok((steps.at(-1) ?? 0) > 99_000);
    for (const [i, step] of steps.entries()) assert.ok(Math.abs(values[i] / 0.9999 ** (step + 1) - 1) < 1e-9);
  });

  it('goes through break, continue and while', () => {
    const { view } = watched(
      'x = 64.0\nn = 0\nwhile True:\n    n = n + 1\n    x = x / 2\n    if n % 2:\n        continue\n    if n >= 6:\n        break\n',
    );
    assert.deepEqual(curve(view, 'x'), [32, 16, 8, 4, 2, 1]);
  });

  it('stops a loop without end, and one that computes nothing to follow', () => {
    for (const text of [
      'loss = 1.0\nwhile True:\n    loss = loss * 0.5\n',
      'while True:\n    pass\n',
      'def f():\n    return 1\nwhile True:\n    f()\n',
    ]) {
      let asked = 0;
      const { view } = watched(text, () => ++asked < 5);
      assert.equal(view.state, 'stopped');
      assert.equal(view.error, null);
    }
  });

  it('tells that it waits, and goes on', () => {
    let asked = 0;
    const { view, told } = watched('t = 0.0\nfor i in range(200000):\n    t = t + 0.1\n', paused => {
      if (++asked === 3) paused();
      return true;
    });
    const states = told.flatMap(m => (m.type === 'script' ? [m.view.state] : []));
    assert.ok(states.includes('paused'));
    assert.equal(states[states.indexOf('paused') + 1], 'running');
    assert.equal(view.state, 'done');
  });

  it('keeps what was computed when the script fails, with the error and its line', () => {
    const { view } = watched(
      'import numpy as np\nloss = 1.0\nfor i in range(5):\n    loss = loss / 2\n    print(loss)\n    if i == 3:\n        np.dot(np.zeros((2, 3)), np.zeros((2, 3)))\n',
    );
    assert.equal(view.state, 'failed');
    assert.equal(view.error?.line, 7);
    assert.match(view.error?.message ?? '', /ValueError: .*shapes \(2,3\) and \(2,3\)/);
    assert.match(view.output, /^0\.5\n0\.25\n0\.125\n0\.0625\nTraceback/);
    assert.deepEqual(curve(view, 'loss'), [0.5, 0.25, 0.125]);
  });

  it('says what a syntax error is', () => {
    const { view } = watched('x = (1,\nprint(x)\n');
    assert.equal(view.state, 'failed');
    assert.match(view.error?.message ?? '', /SyntaxError/);
  });

  it('hands on figures as scenes, one for each that shows something', () => {
    const { told } = watched(
      "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('a')\nplt.show()\nplt.figure()\nplt.scatter([1], [2])\n",
    );
    const figures = told.flatMap(m => (m.type === 'figures' ? [m.figures.map(f => f.name)] : [])).at(-1);
    assert.deepEqual(figures, ['a', 'figure 2']);
  });

  for (const file of [
    'examples/logistic_regression.py',
    'examples/softmax.py',
    'test/corpus/xor/momentum.py',
    'test/corpus/one_hidden/cells_as_script.py',
  ])
    it(`changes nothing in what ${file} prints`, () => {
      const text = readFileSync(`${__dirname}/../../../${file}`, 'utf8');
      let plain = '';
      const write = (words: string): void => {
        plain += words;
      };
      runPython({ file: 'script.py', text }, { write, readFile: () => null });
      const { view } = watched(text);
      assert.equal(view.output, plain);
      assert.equal(view.curves[0].kind, 'loss');
    }).timeout(60_000);
});
