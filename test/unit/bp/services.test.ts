// What the editor asks of a .bp text: outline, names, completions, signatures, formatting.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  completions,
  definition,
  foldings,
  format,
  nameTokens,
  references,
  renaming,
  signatureHelp,
  symbols,
} from '../../../src/lang/bp/services';
import type { Position, Range } from '../../../src/report/report';
import { showTree, trace } from './show';

const TEXT = `sizes n = 3, m = 20
input X (n, m)
label Y (1, m)
param W (1, n) = 0.1 * randn   # weights

g(z) = σ(z) + z * 0

forward
Z = W · X
A = g(Z)
J = -mean(Y * log(A) + (1 - Y) * log(1 - A))

backward
dZ = A - Y
dW = 1/m * dZ ·
     Xᵀ
`;

/** The place of the n-th occurrence of a piece of text; `|` marks the cursor within the piece. */
function place(piece: string, text = TEXT, n = 0): Position {
  const bare = piece.replace('|', '');
  let at = -1;
  for (let i = 0; i <= n; i++) at = text.indexOf(bare, at + 1);
  assert.ok(at >= 0, piece);
  const before = text.slice(0, at + Math.max(0, piece.indexOf('|')));
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

const textOf = (r: Range): string => TEXT.split('\n')[r.start.line - 1].slice(r.start.column - 1, r.end.column - 1);

describe('bp services', () => {
  it('outlines a file', () => {
    const outline = symbols(TEXT);
    assert.deepEqual(
      outline.map(s => [s.name, s.kind, s.detail]),
      [
        ['n', 'size', ''],
        ['m', 'size', ''],
        ['X', 'input', '(n, m)'],
        ['Y', 'label', '(1, m)'],
        ['W', 'parameter', '(1, n)'],
        ['g', 'function', 'σ(z) + z * 0'],
        ['forward', 'section', ''],
        ['backward', 'section', ''],
      ],
    );
    assert.deepEqual(
      outline[7].children.map(s => [s.name, s.kind, s.detail]),
      [
        ['dZ', 'gradient', 'A - Y'],
        ['dW', 'gradient', '1/m * dZ · Xᵀ'],
      ],
    );
    assert.equal(outline[6].range.end.line, 11);
  });

  it('folds sections and statements over several lines', () => {
    assert.deepEqual(foldings(TEXT), [
      { first: 8, last: 11, isComment: false },
      { first: 13, last: 16, isComment: false },
      { first: 15, last: 16, isComment: false },
    ]);
    assert.deepEqual(foldings('# a\n# b\nx = 1'), [{ first: 1, last: 2, isComment: true }]);
  });

  it('finds definitions and references', () => {
    assert.deepEqual(definition(TEXT, place('|Z)\nJ')), { start: place('Z = W'), end: place('Z| = W') });
    assert.deepEqual(references(TEXT, place('|W · X')).map(textOf), ['W', 'W']);
    assert.equal(references(TEXT, place('|z) = σ')).length, 3, 'an argument, and where it is used');
    assert.equal(
      references(TEXT, place('|z) = σ')).every(r => r.start.line === 6),
      true,
    );
    assert.equal(definition(TEXT, place('1/|m')) !== null, true);
    assert.equal(definition(TEXT, place('|#')), null);
  });

  it('renames, and the gradient with its variable', () => {
    const edits = renaming(TEXT, place('|W · X'), 'V');
    assert.deepEqual(
      edits?.map(e => e.newText),
      ['V', 'V', 'dV'],
    );
    assert.equal(renaming(TEXT, place('|W · X'), 'Z'), null, 'taken');
    assert.equal(renaming(TEXT, place('|W · X'), '2x'), null, 'no name');
    assert.equal(renaming(TEXT, place('|W · X'), 'Aᵀ'), null, 'ᵀ ends a name');
    assert.equal(renaming(TEXT, place('|σ'), 'f'), null, 'not of this file');
    assert.deepEqual(
      renaming(TEXT, place('|z) = σ'), 't')?.map(e => e.newText),
      ['t', 't', 't'],
    );
  });

  it('tells names by what they are', () => {
    const kinds = nameTokens(TEXT).map(t => `${textOf(t.range)}:${t.kind}${t.isDefinition ? '!' : ''}`);
    assert.deepEqual(kinds.slice(0, 9), [
      'n:size!',
      'm:size!',
      'X:input!',
      'n:size',
      'm:size',
      'Y:label!',
      'm:size',
      'W:parameter!',
      'n:size',
    ]);
    for (const kind of ['randn:builtin', 'g:function!', 'z:argument!', 'σ:builtin', 'g:function', 'dZ:gradient!', 'A:variable'])
      assert.ok(kinds.includes(kind), kind);
  });

  const labels = (text: string, at: Position): string[] => completions(text, at).map(c => c.label);

  it('completes keywords at the start of a line, by section', () => {
    assert.ok(labels('si', { line: 1, column: 3 }).includes('sizes'));
    assert.ok(labels('', { line: 1, column: 1 }).includes('forward'));
    const inTrain = `${TEXT}train\n\n`;
    assert.deepEqual(labels(inTrain, { line: 18, column: 1 }).slice(0, 2), ['optimizer', 'steps']);
    assert.deepEqual(labels(`${TEXT}train\noptimizer `, { line: 18, column: 11 }), ['gd', 'momentum', 'nesterov', 'rmsprop', 'adam']);
  });

  it('completes gradients that are not written yet at the start of a backward line', () => {
    const at = { line: 14, column: 1 };
    const text = TEXT.replace('dZ = A - Y\n', '\n').replace('dW = 1/m * dZ ·\n     Xᵀ\n', '');
    assert.deepEqual(labels(text, at).slice(0, 4), ['dJ', 'dA', 'dZ', 'dW']);
  });

  it('completes names above, functions and options within an expression, with shapes', () => {
    const names = labels(TEXT, place('dZ = |A'));
    for (const name of ['m', 'X', 'W', 'Z', 'A', 'g', 'tanh', 'sum']) assert.ok(names.includes(name), name);
    assert.ok(!names.includes('dZ'), 'not the name that is being defined');
    assert.ok(!names.includes('dW'), 'nor one below');
    const z = completions(TEXT, place('dZ = |A'), trace(TEXT)).find(c => c.label === 'Z');
    assert.equal(z?.detail, '(1, m)');
    const text = 'forward\nA = 1\nB = sum(A, )';
    assert.deepEqual(labels(text, { line: 3, column: 12 }).slice(0, 2), ['axis', 'keepdims']);
    assert.deepEqual(labels('forward\nB = sum(A, keepdims=)', { line: 2, column: 21 }), ['True', 'False']);
  });

  it('completes sizes in shapes, starts in parameters, nothing in comments', () => {
    assert.deepEqual(labels('sizes n = 1, m = 2\ninput X (', { line: 2, column: 10 }), ['n', 'm']);
    assert.ok(labels('sizes n = 1\nparam W (n, n) = ', { line: 2, column: 18 }).includes('randn'));
    assert.deepEqual(labels(TEXT, place('# wei|ghts')), []);
  });

  it('helps with the signature of the call around the cursor', () => {
    const help = (text: string) => signatureHelp(text, { line: 1, column: text.length + 1 });
    assert.deepEqual(help('x = where(A, '), { name: 'where', label: 'where(mask, A, B)', parameters: ['mask', 'A', 'B'], active: 1 });
    assert.equal(help('x = sum(A, axis=')?.active, 1);
    assert.equal(help('x = reshape(A, (n, ')?.name, 'reshape');
    assert.equal(help('x = tanh(A)'), null);
    assert.equal(signatureHelp('f(a, b) = a\nforward\nx = f(1, ', { line: 3, column: 10 })?.label, 'f(a, b)');
  });

  describe('formatting', () => {
    it('puts spaces where the style has them, and keeps what an author chose', () => {
      assert.equal(format('forward\nx=a·b+c*-d'), 'forward\nx = a · b + c * -d\n');
      assert.equal(format('forward\nx = 1/m*sum( A ,axis = 1 )'), 'forward\nx = 1/m * sum(A, axis=1)\n');
      assert.equal(format('forward\nx = a / b ^ 2 - A [ 0,: ] ᵀ'), 'forward\nx = a / b^2 - A[0, :]ᵀ\n');
      assert.equal(format("forward\nx = g' ( - z ) ²\n\n\n\n"), "forward\nx = g'(-z)²\n");
      assert.equal(format('seed   3\ndata X ,Y=csv( "a b.csv",inputs = 1 .. 4 )'), 'seed 3\ndata X, Y = csv("a b.csv", inputs=1..4)\n');
    });

    it('aligns declarations and equations that follow each other', () => {
      const text =
        'sizes n=3,m=4\n\ninput X (n, m)\nparam W1 (n, n) = 0\nparam b (n, 1) = 0\nconst c = 1\nforward\nZ1 = W1 · X\nJ = sum(Z1)\naccuracy = J';
      const wanted = `sizes  n = 3, m = 4

input  X  (n, m)
param  W1 (n, n) = 0
param  b  (n, 1) = 0
const  c = 1

forward
Z1 = W1 · X
J  = sum(Z1)
accuracy = J
`;
      assert.equal(format(text), wanted);
    });

    it('leaves comments, line breaks, line ends and what cannot be read alone', () => {
      assert.equal(format('forward\nx = a+    # why\n   b  # b\n# alone'), 'forward\nx = a +    # why\n   b  # b\n# alone\n');
      assert.equal(format('forward\r\nx=1\r\n'), 'forward\r\nx = 1\r\n');
      assert.equal(format('forward\nx = a  b +\ny=1'), 'forward\nx = a  b +\ny = 1\n');
      assert.equal(format(''), '');
    });

    it('changes no meaning, and nothing at a second time, in any example', () => {
      const root = join(__dirname, '../../..');
      for (const folder of ['examples', 'examples/wrong', 'test/corpus/bp'])
        for (const name of readdirSync(join(root, folder)).filter(n => n.endsWith('.bp'))) {
          const text = readFileSync(join(root, folder, name), 'utf8');
          const once = format(text);
          assert.equal(showTree(once), showTree(text), name);
          assert.equal(format(once), once, name);
        }
    });
  });
});
