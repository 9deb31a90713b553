// Seeded correct nets that the course's recipe flags: how many does the checker flag? Prints a table; 2,400 nets by default.
import { analyse } from '../src/analyse/analyse';

interface Kind {
  readonly activation: 'tanh' | 'relu';
  readonly weights: '0.01 * randn' | 'randn';
  readonly output: 'sigmoid' | 'softmax';
}

const KINDS: readonly Kind[] = (['tanh', 'relu'] as const).flatMap(activation =>
  (['0.01 * randn', 'randn'] as const).flatMap(weights =>
    (['sigmoid', 'softmax'] as const).map(output => ({ activation, weights, output })),
  ),
);

/** A 4-5-k net with m = 6 examples, correct in every equation. */
function source({ activation, weights, output }: Kind, seed: number): string {
  const sigmoid = output === 'sigmoid';
  return `seed ${seed}
sizes n0 = 4, n1 = 5, n2 = ${sigmoid ? 1 : 3}, m = 6
input X (n0, m)
label Y (n2, m)
param W1 (n1, n0) = ${weights}
param b1 (n1, 1) = 0
param W2 (n2, n1) = ${weights}
param b2 (n2, 1) = 0
forward
Z1 = W1 · X + b1
A1 = ${activation}(Z1)
Z2 = W2 · A1 + b2
A2 = ${sigmoid ? 'σ(Z2)' : 'softmax(Z2)'}
J = -1/m * sum(Y * log(A2)${sigmoid ? ' + (1 - Y) * log(1 - A2)' : ''})
backward
dZ2 = A2 - Y
dW2 = 1/m * dZ2 · A1ᵀ
db2 = 1/m * sum(dZ2, axis=1)
dZ1 = W2ᵀ · dZ2 * ${activation}'(Z1)
dW1 = 1/m * dZ1 · Xᵀ
db1 = 1/m * sum(dZ1, axis=1)
`;
}

const each = Number(process.argv[2] ?? 300);
let flagged = 0;
let unchecked = 0;
for (const kind of KINDS) {
  let [errors, open] = [0, 0];
  for (let seed = 1; seed <= each; seed++) {
    const report = analyse({ file: 'net.bp', language: 'bp', text: source(kind, seed) });
    if (report.findings.some(f => f.severity === 'error')) errors++;
    if (report.gradients.length !== 6 || report.gradients.some(g => g.status !== 'correct' && g.status !== 'correct-scaled')) open++;
  }
  process.stdout.write(
    `${kind.activation.padEnd(5)} ${kind.weights.padEnd(13)} ${kind.output.padEnd(8)} flagged ${errors}/${each}, not all correct ${open}/${each}\n`,
  );
  flagged += errors;
  unchecked += open;
}
process.stdout.write(`all: ${flagged} of ${each * KINDS.length} flagged, ${unchecked} with a gradient not found correct\n`);
