// What the cards say: of each kind one, on the examples, and on files that are broken, empty-sized, or named with markup.
import assert from 'node:assert/strict';
import { useLocale } from '../../../src/messages';
import { cardAt, cardText, tellExample, tellText } from './support';

const twoLayer = tellExample('two_layer.bp');
const python = tellExample('two_layer.py');

describe('cards of a two-layer model', () => {
  it('say what a variable is, how it is made, what is in it and where it goes', () => {
    const card = cardAt(twoLayer, 'Z1 =');
    assert.equal(card.kind, 'variable');
    const text = cardText(card);
    assert.match(text, /^Z1 pre-activation of layer 1, \(n1, m\) = \(4, 400\)$/m);
    assert.match(text, /\(n1, n0\)·\(n0, m\) \+ \(n1, 1\) → \(n1, m\)/);
    assert.match(text, /Rows are units, columns examples\./);
    assert.match(text, /Used in A1, line 15 and dZ1, line 24\./);
    assert.match(text, /Its gradient: dZ1, line 24, correct, scaled\./);
    assert.ok(card.blocks.some(b => b.kind === 'values' && b.look === 'map'));
  });

  it('say the verdict first, then the derivation from the forward pass, one factor a line', () => {
    const card = cardAt(twoLayer, 'dZ1 =');
    assert.deepEqual([card.kind, card.blocks[0].kind], ['gradient', 'heading']);
    const text = cardText(card);
    assert.match(text, /^dZ1 correct, scaled by m = 400\.$/m);
    assert.match(text, /∂J\/∂Z1 = ∂J\/∂Z2 · ∂Z2\/∂A1 · ∂A1\/∂Z1/);
    assert.match(text, /Z2 = W2 · A1 \+ b2\ndA1 = W2ᵀ · dZ2\nA1 = g1\(Z1\)\ndZ1 = dA1 \* \(1 - A1²\)/);
    assert.match(text, /\(n1, n2\)·\(n2, m\) ∗ \(n1, m\) → \(n1, m\)/);
    assert.match(text, /One column an example: .* dW1 and db1 carry the 1\/m/);
    assert.match(text, /error \S+ against automatic differentiation, \S+ against a numerical derivative/);
  });

  it('say where a transpose comes from, and that its shape alone tells', () => {
    const text = cardText(cardAt(twoLayer, 'A1ᵀ', '', 2));
    assert.match(text, /^Transpose of A1: \(n1, m\) becomes \(m, n1\)$/m);
    assert.match(text, /one example at a time, added over all m: the matrix product is that sum/);
    assert.match(text, /Logistic regression with one example has no transpose here/);
    assert.match(cardText(cardAt(twoLayer, 'W2ᵀ', '', 2)), /Forward, W2 carries n1 values to n2/);
    assert.match(cardText(cardAt(twoLayer, 'dW2 =')), /the only product with the shape of W2 is dZ2 · A1ᵀ/);
  });

  it('tell * from ·', () => {
    const product = cardAt(twoLayer, '·', 'dZ1 =');
    assert.deepEqual([product.kind, cardText(product).includes('(n1, n2)·(n2, m) → (n1, m)')], ['product', true]);
    assert.match(cardText(cardAt(twoLayer, '*', 'dZ1 =')), /tanh works on each entry by itself.*: \*, not ·/);
  });

  it('show the slope of the activation with its own values on it', () => {
    const card = cardAt(twoLayer, "g1'(Z1)");
    assert.equal(card.kind, 'slope');
    const curve = card.blocks.find(b => b.kind === 'slope');
    assert.ok(curve?.kind === 'slope' && curve.histogram);
    assert.equal(
      curve.histogram.counts.reduce((sum, n) => sum + n, 0),
      1600,
    );
    assert.match(cardText(card), /tanh′\(Z1\) = 1 − A1²/);
  });

  it('say that a sum with keepdims is the adjoint of a broadcast, and where 1/m belongs', () => {
    assert.match(cardText(cardAt(twoLayer, 'sum(dZ1')), /Forward copies b1 into every column; backward adds the columns up/);
    assert.match(
      cardText(cardAt(python, 'np.sum(dZ1')),
      /Without keepdims the result is \(4,\), and b1 - rate \* db1 would grow to \(4, 4\)/,
    );
    assert.match(cardText(cardAt(twoLayer, '1/m', 'dW2 =')), /taken once: where examples are added up/);
    assert.match(cardText(cardAt(twoLayer, '1/m')), /J is a mean over m examples/);
  });

  it('say why A2 − Y, with what it depends on', () => {
    const text = cardText(cardAt(twoLayer, '-', 'dZ2 ='));
    assert.match(text, /dA2 = -Y \/ A2 \+ \(1 - Y\) \/ \(1 - A2\)/);
    assert.match(text, /because the loss is cross-entropy and the output is a sigmoid/);
    assert.match(cardText(cardAt(tellExample('softmax.bp'), 'dZ2 =')), /the output is a softmax, and the labels of an example add up to 1/);
    const squared = cardText(cardAt(tellExample('squared_error.bp'), 'dZ2 ='));
    assert.match(squared, /The loss squares the difference/);
    assert.doesNotMatch(squared, /cross-entropy/);
  });

  it('list everything that has a size', () => {
    const text = cardText(cardAt(twoLayer, 'm = 400'));
    assert.match(text, /^m = 400, the number of examples$/m);
    assert.match(text, /X \(n0, m\), line 4.*dZ1 \(n1, m\), line 24/);
  });

  it('know the names of NumPy code: attributes, items, arguments, counts', () => {
    assert.match(cardText(cardAt(python, 'parameters["W1"]')), /parameter, \(4, 2\)$/m);
    assert.match(cardText(cardAt(python, 'm ', 'def backward', 0)), /^m = 400/m);
    assert.match(cardText(cardAt(python, 'cache,')), /^cache holds 4 values$/m);
    assert.match(cardText(cardAt(python, 'sigmoid(Z2)')), /σ′\(Z2\) = A2\(1 − A2\)/);
  });

  it('say all of it in Chinese too', () => {
    useLocale('zh');
    try {
      const told = tellExample('two_layer.bp');
      for (const card of told.explained.cards) {
        const words = card.blocks.flatMap(b =>
          b.kind === 'words' || b.kind === 'heading' ? b.words.map(w => (w.kind === 'text' ? w.text : '')) : [],
        );
        assert.doesNotMatch(words.join(' '), /[a-z]{4,} [a-z]{3,} [a-z]{2,}/i, card.about);
      }
      assert.match(cardText(cardAt(told, 'dW2 =')), /梯度|正确/);
    } finally {
      useLocale('en');
    }
  });
});

describe('cards of files that are not right', () => {
  it('show which sizes disagree, and the equation as it should be, with the proven fix', () => {
    const told = tellExample('wrong/two_layer_missing_transpose.bp');
    const card = cardAt(told, 'dW2 =');
    const text = cardText(card);
    assert.match(text, /^dW2 wrong\. The inner sizes 400 and 4 differ\.$/m);
    assert.match(text, /It should be\ndW2 = 1\/m \* dZ2 · A1ᵀ/);
    const fix = card.blocks.find(b => b.kind === 'fix');
    assert.ok(fix?.kind === 'fix' && fix.verified);
    const { clashes } = told.explained;
    assert.deepEqual(
      clashes.map(c => [c.at.line, c.numeric]),
      [
        [22, '(1, 400)'],
        [22, '(4, 400)'],
      ],
    );
  });

  it('say of what is only downstream that its own equation is right', () => {
    const told = tellExample('wrong/two_layer_mean_twice.bp');
    assert.match(cardText(cardAt(told, 'dW1 =')), /^dW1 inherited\. The equation is right; what it is given is not: dZ1\.$/m);
    assert.match(cardText(cardAt(told, '1/m', 'dZ1 =')), /divides twice/);
  });

  it('still tell what is known where a line cannot be read', () => {
    const told = tellText(twoLayer.text.replace('Z2 = W2 · A1 + b2', 'Z2 = W2 · · A1 + b2'));
    assert.match(cardText(cardAt(told, 'Z1 =')), /\(n1, m\) = \(4, 400\)/);
  });

  it('say why a name has nothing: the function is never called', () => {
    const told = tellText('import numpy as np\nX = np.ones((3, 4))\n\ndef backward(dZ):\n    dW = dZ * 2\n    return dW\n', 'python');
    assert.match(cardText(cardAt(told, 'dW')), /^dW was not reached\.$/m);
  });

  it('say that a tensor has no entries, or entries that are no numbers', () => {
    const nan = tellText(
      'sizes n = 2, m = 3\ninput X (n, m)\nlabel Y (1, m)\nparam w (n, 1) = 0\nforward\nZ = wᵀ · X\nB = log(-1 - Z²)\nJ = 1/m * sum((Z - Y)²) + 0 * sum(B)\n',
    );
    assert.match(cardText(cardAt(nan, 'B =')), /3 of 3 entries are NaN or infinite/);
  });

  it('keep names with markup as they are', () => {
    const name = '<img src=x onerror=alert(1)>[a](command:b)`*c*`';
    const told = tellText(
      [
        'import numpy as np',
        'p = {}',
        `p["${name}"] = np.ones((2, 3))`,
        'x = np.ones((3, 4))',
        `z = np.dot(p["${name}"], x)`,
        'loss = np.sum(z * z)',
        'dz = 2 * z',
        '',
      ].join('\n'),
      'python',
    );
    const card = cardAt(told, `p["${name}"]`);
    assert.ok(card.about.includes(name), card.about);
    assert.ok(
      card.blocks[0].kind === 'heading' && card.blocks[0].words[0].kind === 'strong' && card.blocks[0].words[0].text.includes(name),
    );
  });
});
