// Which Python files are looked at: those with backpropagation written by hand, and no others.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { looksLikeModel } from '../../../src/analyse/looksLikeModel';

const examples = join(__dirname, '../../../examples');

describe('a Python file looks like a model', () => {
  for (const name of readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(each => each.endsWith('.py'))) {
    it(`as examples/${name} does`, () => assert.equal(looksLikeModel(readFileSync(join(examples, name), 'utf8')), true));
  }

  const models: [what: string, text: string][] = [
    ['with deltas', 'import numpy as np\nl2_delta = (y - l2) * l2 * (1 - l2)\nsyn1 += l1.T.dot(l2_delta)\n'],
    ['with gradients in a dict', 'import numpy as np\ngrads = {}\ngrads["dW1"] = np.dot(dZ, A.T)\n'],
    ['with a backward method', 'import numpy as np\nclass Dense:\n    def backward(self, dout):\n        return dout @ self.W.T\n'],
    ['with a backward pass in plain Python', 'import math\nimport random\ndef backpropagate(net, expected):\n    pass\n'],
    ['with gradients of each layer', 'from numpy import *\nnabla_w = 0\ndef backprop(x, y):\n    pass\n'],
  ];
  for (const [what, text] of models) it(what, () => assert.equal(looksLikeModel(text), true));

  const others: [what: string, text: string][] = [
    ['that is empty', ''],
    ['that only computes', 'import numpy as np\nx = np.linspace(0, 1)\nprint(x.mean())\n'],
    ['that lets a library derive', 'import numpy as np\nimport torch\nloss.backward()\ngrad = w.grad\n'],
    ['that has no arrays at all', 'import sys\ndata = sys.stdin.read()\nday = 3\ndef go_back(step):\n    pass\n'],
    ['that plots', 'import numpy as np\nimport matplotlib.pyplot as plt\nplt.plot(np.sin(np.arange(9)))\ndays = 3\ndf = None\n'],
  ];
  for (const [what, text] of others) it(`not one ${what}`, () => assert.equal(looksLikeModel(text), false));
});
