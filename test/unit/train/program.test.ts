// Programs against the ops' own rules: every op of the table, every way of reading an operand, fused chains, both kinds of gradients.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dimsOf } from '../../../src/core/dims';
import { Graph, isNode, type Node, representatives } from '../../../src/core/graph';
import type { OpName } from '../../../src/core/opNames';
import { opTable } from '../../../src/core/opTable';
import { relativeError, type Shape, sizeOf, type Tensor } from '../../../src/core/tensor';
import { Random } from '../../../src/data/random';
import { exactGradients } from '../../../src/train/exact';
import { Program } from '../../../src/train/program';
import { twoLayers } from '../check/traceBuilder';

const random = new Random(5);
const draw = (shape: Shape, from = -2, to = 2): Tensor => ({
  shape,
  data: Float64Array.from({ length: sizeOf(shape) }, () => from + (to - from) * random.uniform()),
});

function ok(result: ReturnType<Graph['apply']>): Node {
  assert.ok(isNode(result));
  return result;
}

/** Runs the results over data that is set anew after compilation, and compares with the graph at that data. */
function agree(graph: Graph, data: readonly Node[], results: readonly Node[], tolerance = 1e-14): void {
  const program = new Program({ parameters: [], data, gradients: [], results });
  for (let run = 0; run < 2; run++) {
    program.run();
    for (const node of results) {
      const found = { shape: node.value.shape, data: program.valueOf(node) };
      const error = relativeError(found, node.value);
      assert.ok(error <= tolerance, `${node.op} (${node.value.shape}): ${error}`);
    }
  }
  assert.ok(graph.nodes.length > 0);
}

describe('a program', () => {
  for (const op of Object.values(opTable)) {
    if (op.name === 'leaf') continue;
    it(`computes ${op.name} as its rule does`, () => {
      for (const sample of op.samples) {
        const graph = new Graph();
        const inputs = sample.shapes.map(shape => graph.leaf(draw(shape, sample.from, sample.to), 'data', 0, dimsOf(shape)));
        const attrs = (sample.attrs ?? {}) as Record<string, unknown>;
        agree(graph, inputs, [ok(graph.apply(op.name as OpName, inputs, attrs))]);
      }
    });
  }

  const PAIRS: [Shape, Shape][] = [
    [
      [3, 5],
      [3, 5],
    ],
    [
      [3, 5],
      [3, 1],
    ],
    [
      [3, 5],
      [1, 5],
    ],
    [[3, 5], [5]],
    [[3, 5], []],
    [[], [4, 7]],
    [
      [1, 1],
      [4, 7],
    ],
    [
      [3, 1],
      [1, 5],
    ],
    [[7], [7]],
    [
      [1, 9],
      [1, 1],
    ],
    [
      [9, 1],
      [9, 1],
    ],
    [
      [2, 3, 4],
      [2, 3, 4],
    ],
    [[2, 3, 4], []],
    [
      [2, 3, 4],
      [3, 1],
    ],
    [[1], [1]],
    [[], []],
  ];
  for (const [a, b] of PAIRS)
    it(`reads (${a}) with (${b}) as broadcasting does`, () => {
      const graph = new Graph();
      const [x, y] = [a, b].map(shape => graph.leaf(draw(shape, 0.5, 2), 'data'));
      for (const op of ['sub', 'div', 'maximum', 'less'] as const) {
        const result = ok(graph.apply(op, [x, y]));
        const chain = ok(graph.apply('tanh', [ok(graph.apply('add', [result, y]))]));
        agree(graph, [x, y], [chain, ok(graph.apply('sum', [chain])), ok(graph.apply('mean', [result]))]);
      }
    });

  it('sums rows and columns of odd and even sizes, fused with what is summed', () => {
    for (const shape of [
      [1, 1],
      [1, 2],
      [3, 1],
      [3, 4],
      [4, 3],
      [5, 17],
      [2, 400],
    ]) {
      const graph = new Graph();
      const x = graph.leaf(draw(shape), 'data');
      const chain = ok(graph.apply('square', [ok(graph.apply('sigmoid', [x]))]));
      const sums = [{}, { axes: [1], keepdims: true }, { axes: [0], keepdims: true }, { axes: [1] }, { axes: [-1] }];
      for (const op of ['sum', 'mean'] as const) {
        for (const attrs of sums) agree(graph, [x], [ok(graph.apply(op, [chain], attrs))]);
        agree(
          graph,
          [x],
          sums.map(attrs => ok(graph.apply(op, [chain], attrs))),
        );
      }
    }
  });

  it('multiplies matrices of all sizes, transposed or not, on either side', () => {
    for (const [n, k, m] of [
      [1, 1, 1],
      [4, 2, 40],
      [5, 7, 3],
      [1, 9, 6],
      [6, 9, 1],
      [9, 300, 5],
      [8, 257, 8],
      [3, 1, 7],
    ]) {
      const graph = new Graph();
      const at = graph.leaf(draw([k, n]), 'data');
      const bt = graph.leaf(draw([m, k]), 'data');
      const a = ok(graph.apply('transpose', [at]));
      const b = ok(graph.apply('transpose', [bt]));
      const plainA = graph.leaf(draw([n, k]), 'data');
      const plainB = graph.leaf(draw([k, m]), 'data');
      for (const [left, right] of [
        [a, b],
        [a, plainB],
        [plainA, b],
        [plainA, plainB],
      ])
        agree(graph, [at, bt, plainA, plainB], [ok(graph.apply('matmul', [left, right]))], 1e-13);
      agree(graph, [at, bt, plainA, plainB], [ok(graph.apply('matmul', [a, plainB])), ok(graph.apply('exp', [a]))], 1e-13);
    }
  });

  it('cuts a chain of a hundred operations without changing its value', () => {
    const graph = new Graph();
    const x = graph.leaf(draw([3, 7]), 'data');
    let y = x;
    for (let i = 0; i < 100; i++) y = ok(graph.apply(i % 3 ? 'tanh' : 'add', i % 3 ? [y] : [y, x]));
    agree(graph, [x], [y], 1e-13);
  });

  it('keeps what NaN, infinity, zero and subnormal numbers become', () => {
    const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 5e-324, 1e-310, -1, 1, 710, -750, 1e308];
    for (const op of ['exp', 'log', 'tanh', 'sigmoid', 'relu', 'sqrt', 'abs', 'sign', 'floor', 'neg'] as const) {
      const graph = new Graph();
      const x = graph.leaf({ shape: [special.length], data: Float64Array.from(special) }, 'data');
      const y = ok(graph.apply(op, [x]));
      const program = new Program({ parameters: [], data: [x], gradients: [], results: [y] });
      program.run();
      const found = program.valueOf(y);
      special.forEach((_, i) => {
        const [got, want] = [found[i], y.value.data[i]];
        const near = got === want || (Number.isNaN(got) && Number.isNaN(want)) || Math.abs(got - want) <= 1e-15 * Math.abs(want) + 1e-320;
        assert.ok(near, `${op}(${special[i]}) is ${got}, not ${want}`);
      });
    }
  });

  it('computes hand-written and exact gradients of two layers in the places of the parameters', () => {
    const trace = twoLayers().trace();
    const by = (name: string): Node => trace.bindings.find(b => b.name === name)!.node;
    const parameters = ['W1', 'b1', 'W2', 'b2'].map(by);
    const loss = trace.declaredLoss!.node;
    const hand = ['dW1', 'db1', 'dW2', 'db2'].map(by);
    for (const wrote of [hand, exactGradients(trace.graph, loss, parameters)]) {
      const data = [by('X'), by('Y')];
      const rep = representatives(trace.graph, new Set([...parameters, ...data]));
      const gradients = wrote.map(g => g && rep(g));
      const program = new Program({ parameters, data, gradients, results: [loss], inputsOf: n => n.inputs.map(rep) });
      program.run();
      assert.ok(Math.abs(program.valueOf(loss)[0] - loss.value.data[0]) < 1e-15);
      program.gradientViews.forEach((view, i) => {
        assert.ok(relativeError(view, hand[i].value) < 1e-14);
      });
    }
  });

  it('computes anew from parameters that are set between runs', () => {
    const graph = new Graph();
    const w = graph.leaf(draw([2, 3]), 'data');
    const x = graph.leaf(draw([3, 4]), 'data');
    const y = ok(graph.apply('sum', [ok(graph.apply('matmul', [w, x]))]));
    const program = new Program({ parameters: [w], data: [x], gradients: [null], results: [y] });
    program.run();
    const first = program.valueOf(y)[0];
    program.parameterViews[0].data.forEach((v, i, all) => {
      all[i] = 2 * v;
    });
    program.run();
    assert.ok(Math.abs(program.valueOf(y)[0] - 2 * first) < 1e-14);
  });
});
