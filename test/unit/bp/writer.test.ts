// What fixes are written as: the file's own style, and parentheses only where they are needed.
import assert from 'node:assert/strict';
import { makeWriter } from '../../../src/lang/bp/writer';

const plain = makeWriter('x = A · Bᵀ * C');
const python = makeWriter('x = A @ B.T ⊙ C');

describe('bp writer', () => {
  it('transposes, and takes a transpose away', () => {
    assert.equal(plain.transpose('A1'), 'A1ᵀ');
    assert.equal(plain.transpose('A1ᵀ'), 'A1');
    assert.equal(plain.transpose('A1.T'), 'A1');
    assert.equal(plain.transpose('A2 - Y'), '(A2 - Y)ᵀ');
    assert.equal(plain.transpose('(A2 - Y)'), '(A2 - Y)ᵀ');
    assert.equal(plain.transpose('tanh(Z)'), 'tanh(Z)ᵀ');
    assert.equal(plain.transpose('A^2'), '(A^2)ᵀ');
    assert.equal(plain.transpose('A²'), 'A²ᵀ');
    assert.equal(python.transpose('A1'), 'A1.T');
  });

  it('writes products in the file’s style, or in that of the text to imitate', () => {
    assert.equal(plain.apply('matmul', ['A', 'B'], {}), 'A · B');
    assert.equal(python.apply('matmul', ['A', 'B'], {}), 'A @ B');
    assert.equal(plain.apply('matmul', ['A', 'B'], {}, 'B @ A'), 'A @ B');
    assert.equal(python.apply('mul', ['A', 'B'], {}), 'A ⊙ B');
    assert.equal(plain.apply('mul', ['A', 'B'], {}, 'A ⊙ B'), 'A ⊙ B');
  });

  it('puts parentheses where precedence needs them', () => {
    assert.equal(plain.apply('matmul', ['A + B', 'C'], {}), '(A + B) · C');
    assert.equal(plain.apply('matmul', ['1/m * A', 'C'], {}), '1/m * A · C');
    assert.equal(plain.apply('matmul', ['A', 'B * C'], {}), 'A · (B * C)');
    assert.equal(plain.apply('sub', ['A', 'B - C'], {}), 'A - (B - C)');
    assert.equal(plain.apply('add', ['A', 'B - C'], {}), 'A + B - C');
    assert.equal(plain.apply('square', ['A + B'], {}), '(A + B)²');
    assert.equal(plain.apply('pow', ['-A', '2'], {}), '(-A)^2');
    assert.equal(plain.apply('neg', ['A + B'], {}), '-(A + B)');
  });

  it('writes calls with the options that differ from what is usual', () => {
    assert.equal(plain.apply('sum', ['A'], { axes: [1], keepdims: true }), 'sum(A, axis=1)');
    assert.equal(plain.apply('sum', ['A'], { axes: [0], keepdims: false }), 'sum(A, axis=0, keepdims=False)');
    assert.equal(plain.apply('mean', ['A'], {}), 'mean(A)');
    assert.equal(plain.apply('softmax', ['Z'], { axis: 0 }), 'softmax(Z)');
    assert.equal(plain.apply('softmax', ['Z'], { axis: 1 }), 'softmax(Z, axis=1)');
    assert.equal(plain.apply('sigmoid', ['Z'], {}), 'σ(Z)');
  });

  it('puts a factor in front', () => {
    assert.equal(plain.scaled('dZ2 · A1ᵀ', '1/m'), '1/m * dZ2 · A1ᵀ');
    assert.equal(plain.scaled('A2 - Y', '2'), '2 * (A2 - Y)');
    assert.equal(plain.scaled('A2 - Y', '-1'), '-(A2 - Y)');
    assert.equal(plain.scaled('-1/m * A', '-1'), '1/m * A');
    assert.equal(plain.scaled('A · B', '-1'), '-A · B');
  });
});
