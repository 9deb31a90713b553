// Reverse mode over numbers and over the graph: the two-layer net's six equations, and the elementwise derivative of a function.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { elementwiseDerivative, gradients, nodeAlgebra, reverse } from '../../../src/core/autodiff';
import { real } from '../../../src/core/complexMaths';
import { complexValue, Point, substitute } from '../../../src/core/evaluate';
import { ancestors, Graph, type Node, representatives } from '../../../src/core/graph';
import { relativeError, type Tensor, tensor } from '../../../src/core/tensor';

const wave = (shape: number[], seed: number): Tensor =>
  tensor(
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(seed + 1.7 * i)),
  );

/** Z1 = W1·X + b1, A1 = tanh Z1, Z2 = W2·A1 + b2, A2 = σ(Z2), J = −mean(Y log A2 + (1 − Y) log(1 − A2)). */
function twoLayers() {
  const g = new Graph();
  const leaf = (shape: number[], seed: number): Node => g.leaf(wave(shape, seed), 'data');
  const ap = (op: Parameters<Graph['apply']>[0], ...inputs: Node[]): Node => g.apply(op, inputs) as Node;
  const [X, W1, b1, W2, b2] = [leaf([3, 5], 1), leaf([4, 3], 2), leaf([4, 1], 3), leaf([1, 4], 4), leaf([1, 1], 5)];
  const Y = g.leaf(tensor([1, 5], [0, 1, 1, 0, 1]), 'data');
  const one = g.constant(1);
  const Z1 = ap('add', ap('matmul', W1, X), b1);
  const A1 = ap('tanh', Z1);
  const Z2 = ap('add', ap('matmul', W2, A1), b2);
  const A2 = ap('sigmoid', Z2);
  const J = ap('neg', ap('mean', ap('add', ap('mul', Y, ap('log', A2)), ap('mul', ap('sub', one, Y), ap('log', ap('sub', one, A2))))));
  return { g, X, W1, b1, W2, b2, Y, Z1, A1, Z2, A2, J, ap };
}

describe('reverse mode', () => {
  it('gives the six equations of the two-layer net', () => {
    const n = twoLayers();
    const exact = gradients(n.J, [n.W1, n.b1, n.W2, n.b2, n.Z2]);
    const dZ2 = n.ap('sub', n.A2, n.Y);
    const fifth = n.g.constant(1 / 5);
    const dW2 = n.ap('mul', fifth, n.ap('matmul', dZ2, n.ap('transpose', n.A1)));
    assert.ok(relativeError(exact.get(n.W2)!, dW2.value) < 1e-14);
    assert.ok(relativeError(exact.get(n.Z2)!, n.ap('mul', fifth, dZ2).value) < 1e-14);
    const slope = n.ap('sub', n.g.constant(1), n.ap('square', n.A1));
    const dZ1 = n.ap('mul', n.ap('matmul', n.ap('transpose', n.W2), dZ2), slope);
    const dW1 = n.ap('mul', fifth, n.ap('matmul', dZ1, n.ap('transpose', n.X)));
    assert.ok(relativeError(exact.get(n.W1)!, dW1.value) < 1e-14);
    assert.deepEqual(exact.get(n.b1)!.shape, [4, 1]);
  });

  it('written into the graph gives the same numbers', () => {
    const n = twoLayers();
    const asNumbers = gradients(n.J, [n.W1]).get(n.W1)!;
    const algebra = nodeAlgebra(n.g);
    const asNode = reverse(n.J, [n.W1], { algebra, valueOf: x => x }, algebra.number(1)).get(n.W1)!;
    assert.ok(relativeError(asNumbers, asNode.value) < 1e-14);
  });

  it('differentiates a function element by element', () => {
    const n = twoLayers();
    const slope = elementwiseDerivative(n.g, n.A1, n.Z1);
    for (const [i, y] of slope.value.data.entries()) assert.ok(Math.abs(y - (1 - Math.tanh(n.Z1.value.data[i]) ** 2)) < 1e-15);
  });
});

describe('replay', () => {
  it('computes again only what depends on the new values', () => {
    const n = twoLayers();
    const point = new Point(n.g, new Map([[n.W2, wave([1, 4], 9)]]));
    assert.equal(point.valueOf(n.A1), n.A1.value);
    assert.notEqual(point.valueOf(n.J).data[0], n.J.value.data[0]);
  });

  it('substitutes a value for an intermediate one', () => {
    const n = twoLayers();
    const same = substitute(n.J, new Point(n.g), new Map([[n.A1, n.A1.value]]));
    assert.equal(same.data[0], n.J.value.data[0]);
  });

  it('a complex step gives the derivative to rounding', () => {
    const n = twoLayers();
    const point = new Point(n.g);
    const exact = gradients(n.J, [n.W1]).get(n.W1)!;
    const step = n.W1.value.data.map((_, i) => (i === 4 ? 1e-20 : 0));
    const out = complexValue(n.J, point, new Map([[n.W1, { ...real(n.W1.value), im: tensor([4, 3], step) }]]), ancestors([n.J]));
    assert.ok(Math.abs(out!.im.data[0] / 1e-20 - exact.data[4]) < 1e-15);
  });

  it('a value that is computed again has one representative', () => {
    const n = twoLayers();
    const again = n.ap('add', n.ap('matmul', n.W1, n.X), n.b1);
    const rep = representatives(n.g);
    assert.equal(rep(again), n.Z1);
    assert.notEqual(rep(n.A1), n.Z1);
  });
});
