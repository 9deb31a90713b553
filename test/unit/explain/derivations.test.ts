// Every derived equation is read back: put in place of the hand-written one, it is the exact derivative.
import assert from 'node:assert/strict';
import type { Lesson } from '../../../src/report/explained';
import { exampleFiles, replaced, type Told, tellExample, tellText } from './support';

/** What a file's verdict on a gradient is once its equation is the derived one. */
function readBack(told: Told, lesson: Lesson, language: 'bp' | 'python'): string {
  assert.ok(lesson.value, `${lesson.name} has no right-hand side`);
  const text = replaced(told.text, lesson.value, lesson.derived!);
  const { report } = tellText(text, language);
  const found = report.gradients.find(g => g.name === lesson.name && g.wrt === lesson.wrt);
  return found?.status ?? 'gone';
}

describe('derived equations of .bp files', () => {
  for (const file of exampleFiles('', '.bp'))
    it(`are exact for every gradient of ${file}, and can be written in its notation`, () => {
      const told = tellExample(file);
      assert.deepEqual(told.explained.lessons.map(l => l.name).sort(), told.report.gradients.map(g => g.name).sort());
      for (const lesson of told.explained.lessons) {
        assert.ok(lesson.derived, `${lesson.name} has no equation`);
        assert.ok((lesson.error ?? 1) <= 1e-9, `${lesson.name}: ${lesson.error}`);
        assert.match(readBack(told, lesson, 'bp'), /^correct/, `${lesson.name} = ${lesson.derived}`);
      }
    }).timeout(60_000);

  for (const file of exampleFiles('wrong', '.bp'))
    it(`mend what is wrong in ${file}`, () => {
      const told = tellExample(file);
      for (const lesson of told.explained.lessons) {
        const before = told.report.gradients.find(g => g.name === lesson.name)!.status;
        assert.ok(lesson.derived, `${lesson.name} has no equation`);
        const after = readBack(told, lesson, 'bp');
        assert.match(after, before === 'inherited' ? /^(correct|inherited)/ : /^correct/, `${lesson.name} = ${lesson.derived}`);
      }
    }).timeout(60_000);
});

describe('derived equations of Python files', () => {
  for (const file of exampleFiles('', '.py'))
    it(`are exact wherever ${file} has room for one, and told for every gradient`, () => {
      const told = tellExample(file);
      const names = new Set(told.explained.lessons.map(l => l.name));
      assert.deepEqual(
        told.report.gradients.filter(g => g.status !== 'unchecked' && !names.has(g.name)).map(g => g.name),
        [],
      );
      for (const lesson of told.explained.lessons) {
        assert.ok((lesson.error ?? 1) <= 1e-7, `${lesson.name}: ${lesson.error}`);
        if (lesson.derived && lesson.value)
          assert.match(readBack(told, lesson, 'python'), /^correct/, `${lesson.name} = ${lesson.derived}`);
      }
    }).timeout(120_000);

  it('are in words where a loop has a different one at every turn', () => {
    const { lessons } = tellExample('rnn.py').explained;
    const dWhy = lessons.find(l => l.name === 'dWhy');
    assert.equal(dWhy?.derived, null);
    assert.match(dWhy?.maths?.text ?? '', /^dWhy = dy · hs\[0\]ᵀ \+ ⋯ \+ dy · hs\[12\]ᵀ$/);
  });
});

describe('derived equations', () => {
  const lesson = (text: string, name: string, language: 'bp' | 'python' = 'bp'): Lesson => {
    const found = tellText(text, language).explained.lessons.find(l => l.name === name);
    assert.ok(found, `no lesson on ${name}`);
    return found;
  };

  it('say which part of a joined value comes back, in code too', () => {
    const text = `sizes a = 2, b = 3, m = 5\ninput X (a, m)\nparam U (b, a) = randn\nlabel Y (1, m)\nparam W (1, 5) = randn
forward\nA = tanh(U · X)\nH = concat(X, A, axis=0)\nP = W · H\nJ = mean((P - Y)²)
backward\ndP = 2 * (P - Y) / m\ndH = Wᵀ · dP\ndA = dH[2:5, :]\n`;
    const dA = lesson(text, 'dA');
    assert.equal(dA.derived, 'dH[2:5, :]');
    assert.equal(dA.maths?.latex, 'dA = {\\left(dH\\right)}_{[2:5,:]}');
  });

  it('take no number for a fraction of a size that happens to fit', () => {
    const text = `sizes n = 6, m = 200\ninput X (n, m)\nlabel Y (1, m)\nparam W (1, n) = randn
forward\nZ = W · X\nA = leaky_relu(Z)\nJ = 0.5 * mean((A - Y)²)
backward\ndA = (A - Y) / m\ndZ = dA * where(Z > 0, 1, 0.01)\ndW = dZ · Xᵀ\n`;
    assert.match(lesson(text, 'dZ').maths?.text ?? '', /0\.01/);
  });

  it('use no name that a comprehension had for its items', () => {
    const text = `import numpy as np
p = {"U": np.random.randn(3, 2), "V": np.random.randn(2, 1)}
v = {k: np.zeros_like(w) for k, w in p.items()}
x, y = np.random.randn(5, 3), np.random.randn(5, 1)
h = x @ p["U"]
out = h @ p["V"]
loss = np.sum((out - y) ** 2)
dout = 2 * (out - y)
dh = dout @ p["V"].T
`;
    assert.equal(lesson(text, 'dh', 'python').derived, 'dout @ p["V"].T');
  });

  it('are not written in place of a line that runs for several layers', () => {
    const text = `import numpy as np
W = {1: np.random.randn(4, 3), 2: np.random.randn(1, 4)}
A = {0: np.random.randn(3, 6)}
Y = np.random.randn(1, 6)
for l in (1, 2):
    A[l] = np.tanh(W[l] @ A[l - 1])
loss = 0.5 * np.sum((A[2] - Y) ** 2)
dA = A[2] - Y
dW = {}
for l in (2, 1):
    dZ = dA * (1 - A[l] ** 2)
    dW[l] = dZ @ A[l - 1].T
    dA = W[l].T @ dZ
`;
    const { lessons } = tellText(text, 'python').explained;
    const inLoop = lessons.filter(l => l.name.startsWith('dW'));
    assert.equal(inLoop.length, 2);
    assert.ok(inLoop.every(l => l.derived === null || inLoop.every(o => o.derived === l.derived)));
    assert.ok(inLoop.every(l => l.maths !== null));
  });
});
