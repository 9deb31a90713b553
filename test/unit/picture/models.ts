// Hand-made graphs of usual models.
import { Sketch } from './sketch';

/** Two layers, vectorised, as in the reference; `wrong`: dW2 lacks its transpose. */
export function twoLayer(wrong = false): Sketch {
  const s = new Sketch();
  s.node('W1', 'n1 n0', [4, 2], { kind: 'parameter', role: 'parameter', formula: '0.01 * randn' });
  s.node('X', 'n0 m', [2, 400], { kind: 'input', role: 'input', formula: 'flower(m)' });
  s.node('b1', 'n1 1', [4, 1], { kind: 'parameter', role: 'parameter', formula: '0' });
  s.node('Z1', 'n1 m', [4, 400], { role: 'pre-activation', formula: 'W1 · X + b1' }).into('Z1', 'W1', 'X', 'b1');
  s.node('A1', 'n1 m', [4, 400], { role: 'activation', formula: 'tanh(Z1)' }).into('A1', 'Z1');
  s.node('W2', 'n2 n1', [1, 4], { kind: 'parameter', role: 'parameter', formula: '0.01 * randn' });
  s.node('b2', 'n2 1', [1, 1], { kind: 'parameter', role: 'parameter', formula: '0' });
  s.node('Z2', 'n2 m', [1, 400], { role: 'pre-activation', formula: 'W2 · A1 + b2' }).into('Z2', 'W2', 'A1', 'b2');
  s.node('A2', 'n2 m', [1, 400], { role: 'activation', formula: 'σ(Z2)' }).into('A2', 'Z2');
  s.node('Y', 'n2 m', [1, 400], { kind: 'input', role: 'label', formula: '0 or 1' });
  s.node('J', '', [], { kind: 'loss', role: 'loss', formula: '-1/m * sum(Y * log(A2) + (1 - Y) * log(1 - A2))' }).into('J', 'A2', 'Y');
  s.gradient('dZ2', 'Z2', 'correct-scaled', 'A2 - Y', { scale: 400 }).into('dZ2', 'A2', 'Y');
  if (wrong) {
    s.gradient('dW2', 'W2', 'wrong', '1/m * dZ2 · A1', { error: 'shape-mismatch' });
    s.edge('dZ2', 'dW2', { flagged: true, badAxes: [1] }).edge('A1', 'dW2', { flagged: true, badAxes: [0] });
  } else s.gradient('dW2', 'W2', 'correct', '1/m * dZ2 · A1ᵀ').into('dW2', 'dZ2', 'A1');
  s.gradient('db2', 'b2', 'correct', '1/m * sum(dZ2, axis=1)').into('db2', 'dZ2');
  s.gradient('dZ1', 'Z1', 'correct-scaled', "W2ᵀ · dZ2 * g1'(Z1)", { scale: 400 }).into('dZ1', 'W2', 'dZ2', 'Z1');
  s.gradient('dW1', 'W1', 'correct', '1/m * dZ1 · Xᵀ').into('dW1', 'dZ1', 'X');
  s.gradient('db1', 'b1', 'correct', '1/m * sum(dZ1, axis=1)').into('db1', 'dZ1');
  return s;
}

/** L layers with groups, Python-like names; the gradient of layer `wrong`'s weights is wrong. */
export function deep(layers: number, wrong = 0): Sketch {
  const s = new Sketch();
  s.node('A0', 'n0 m', [64, 256], { kind: 'input', role: 'input', label: 'X' });
  for (let l = 1; l <= layers; l++) {
    const last = l === layers;
    const group = { group: `layer ${l}` };
    const n = last ? 1 : 64;
    s.node(`W${l}`, '', [n, 64], { kind: 'parameter', role: 'parameter', formula: 'np.random.randn(n, n_prev) * 0.01', ...group });
    s.node(`b${l}`, '', [n, 1], { kind: 'parameter', role: 'parameter', formula: 'np.zeros((n, 1))', ...group });
    s.node(`Z${l}`, '', [n, 256], { role: 'pre-activation', formula: `np.dot(W${l}, A${l - 1}) + b${l}`, ...group }).into(
      `Z${l}`,
      `W${l}`,
      `A${l - 1}`,
      `b${l}`,
    );
    s.node(`A${l}`, '', [n, 256], { role: 'activation', formula: `${last ? 'sigmoid' : 'relu'}(Z${l})`, ...group }).into(`A${l}`, `Z${l}`);
  }
  s.node('Y', '', [1, 256], { kind: 'input', role: 'label' });
  s.node('cost', '', [], { kind: 'loss', role: 'loss', formula: '-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m' }).into(
    'cost',
    `A${layers}`,
    'Y',
  );
  for (let l = layers; l >= 1; l--) {
    const last = l === layers;
    s.gradient(`dZ${l}`, `Z${l}`, 'correct-scaled', last ? `A${l} - Y` : `np.dot(W${l + 1}.T, dZ${l + 1}) * (Z${l} > 0)`, { scale: 256 });
    s.into(`dZ${l}`, ...(last ? [`A${l}`, 'Y'] : [`W${l + 1}`, `dZ${l + 1}`, `Z${l}`]));
    s.gradient(`dW${l}`, `W${l}`, l === wrong ? 'wrong' : 'correct', `np.dot(dZ${l}, A${l - 1}.T)${l === wrong ? '' : ' / m'}`).into(
      `dW${l}`,
      `dZ${l}`,
      `A${l - 1}`,
    );
    s.gradient(`db${l}`, `b${l}`, 'correct', `np.sum(dZ${l}, axis=1, keepdims=True) / m`).into(`db${l}`, `dZ${l}`);
  }
  return s;
}

/** A recurrent net over `steps` time steps, with shared parameters. */
export function rnn(steps: number): Sketch {
  const s = new Sketch();
  s.node('Wxh', '', [6, 3], { kind: 'parameter', role: 'parameter' }).node('Whh', '', [6, 6], { kind: 'parameter', role: 'parameter' });
  s.node('bh', '', [6, 1], { kind: 'parameter', role: 'parameter' }).node('Why', '', [3, 6], { kind: 'parameter', role: 'parameter' });
  s.node('h0', '', [6, 1], { kind: 'input', role: 'input', label: 'h[-1]' });
  for (let t = 1; t <= steps; t++) {
    const group = { group: `t = ${t}` };
    s.node(`x${t}`, '', [3, 1], { kind: 'input', role: 'input', label: `xs[${t}]`, ...group });
    s.node(`h${t}`, '', [6, 1], {
      role: 'activation',
      label: `hs[${t}]`,
      formula: `np.tanh(Wxh @ xs[${t}] + Whh @ hs[${t - 1}] + bh)`,
      ...group,
    });
    s.into(`h${t}`, 'Wxh', `x${t}`, 'Whh', `h${t - 1}`, 'bh');
    s.node(`y${t}`, '', [3, 1], { label: `ys[${t}]`, formula: `Why @ hs[${t}]`, ...group }).into(`y${t}`, 'Why', `h${t}`);
  }
  s.node('loss', '', [], { kind: 'loss', role: 'loss', formula: 'sum of -np.log(ps)' }).into(
    'loss',
    ...Array.from({ length: steps }, (_, t) => `y${t + 1}`),
  );
  s.gradient('dWhy', 'Why', 'correct', 'dy @ hs[t].T');
  for (let t = steps; t >= 1; t--) {
    s.gradient(`dy${t}`, `y${t}`, 'correct', `ps[${t}] - target`).into(`dy${t}`, `y${t}`).edge(`dy${t}`, 'dWhy');
    s.gradient(`dh${t}`, `h${t}`, 'inherited', `Why.T @ dy + dhnext`).edge(`dy${t}`, `dh${t}`).edge('Why', `dh${t}`);
    if (t < steps) s.edge(`dh${t + 1}`, `dh${t}`);
  }
  for (const [grad, of] of [
    ['dWxh', 'Wxh'],
    ['dWhh', 'Whh'],
    ['dbh', 'bh'],
  ]) {
    s.gradient(grad, of, 'unchecked', 'sum over t');
    for (let t = 1; t <= steps; t++) s.edge(`dh${t}`, grad);
  }
  return s;
}
