// The eleven-line XOR script as a trace, with options to get it wrong.
import type { Node } from '../../../src/core/graph';
import { tensor } from '../../../src/core/tensor';
import { TraceBuilder } from './traceBuilder';

interface Options {
  /** The local derivative at the hidden layer; `l1` by default. */
  slopeOf?: 'l1' | 'z1';
  subtract?: boolean;
  loss?: 'none' | 'mse';
}

/** The eleven-line XOR script: deltas kept with the opposite sign, gradients only inside the updates. */
export function xor({ slopeOf = 'l1', subtract = false, loss = 'none' }: Options = {}): TraceBuilder {
  const b = new TraceBuilder();
  b.language = 'python';
  const g = b.recorder.graph;
  const wave = (shape: number[], seed: number): Node =>
    g.leaf(
      tensor(
        shape,
        Array.from({ length: shape[0] * shape[1] }, (_, i) => Math.sin(seed + 2.3 * i)),
      ),
      'random',
    );
  const X = b.run('X = np.array(…)', () => g.leaf(tensor([4, 3], [0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1]), 'data'));
  const y = b.run('y = np.array(…)', () => g.leaf(tensor([4, 1], [0, 1, 1, 0]), 'data'));
  let syn0 = b.run('syn0 = 2*np.random.random((3,4)) - 1', () => wave([3, 4], 1));
  let syn1 = b.run('syn1 = 2*np.random.random((4,1)) - 1', () => wave([4, 1], 2));
  const t = (n: Node): Node => b.op('transpose', [n]);
  for (let k = 0; k < 3; k++) {
    b.iteration = k;
    const slope = (n: Node): Node => b.op('mul', [n, b.op('sub', [g.constant(1), n])]);
    let z1: Node | undefined;
    const l1 = b.run('l1 = sigmoid(np.dot(X, syn0))', () => {
      z1 = b.op('matmul', [X, syn0]);
      return b.op('sigmoid', [z1]);
    });
    const l2 = b.run('l2 = sigmoid(np.dot(l1, syn1))', () => b.op('sigmoid', [b.op('matmul', [l1, syn1])]));
    if (loss === 'mse') b.run('loss = np.mean((y - l2)**2)', () => b.op('mean', [b.op('square', [b.op('sub', [y, l2])])]));
    const error = b.run('l2_error = y - l2', () => b.op('sub', [y, l2]));
    const delta2 = b.run('l2_delta = l2_error * l2*(1-l2)', () => b.op('mul', [error, slope(l2)]));
    const error1 = b.run('l1_error = l2_delta.dot(syn1.T)', () => b.op('matmul', [delta2, t(syn1)]));
    const delta1 = b.run(`l1_delta = l1_error * ${slopeOf}*(1-${slopeOf})`, () =>
      b.op('mul', [error1, slope(slopeOf === 'l1' ? l1 : z1!)]),
    );
    const op = subtract ? 'sub' : 'add';
    const sign = subtract ? '-' : '+';
    syn1 = b.run(
      `syn1 ${sign}= l1.T.dot(l2_delta)`,
      () => b.op(op, [syn1, b.op('matmul', [t(l1), delta2], {}, 'l1.T.dot(l2_delta)')]),
      'augment',
    );
    syn0 = b.run(
      `syn0 ${sign}= X.T.dot(l1_delta)`,
      () => b.op(op, [syn0, b.op('matmul', [t(X), delta1], {}, 'X.T.dot(l1_delta)')]),
      'augment',
    );
  }
  return b;
}
