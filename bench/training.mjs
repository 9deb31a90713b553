// Steps of training a second against NumPy, in turn in one run. Run: node bench/training.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const SECONDS = 1.5;
const ROUNDS = 5;
const KEPT = { MALLOC_TRIM_THRESHOLD_: '1000000000', MALLOC_MMAP_THRESHOLD_: '1000000000' };

const SMALL = `sizes n0 = 2, n1 = 4, n2 = 1, m = 400
input X (n0, m)
label Y (n2, m)
param W1 (n1, n0) = 0.5 * randn
param b1 (n1, 1) = 0
param W2 (n2, n1) = 0.5 * randn
param b2 (n2, 1) = 0
forward
Z1 = W1 · X + b1
A1 = tanh(Z1)
Z2 = W2 · A1 + b2
A2 = σ(Z2)
J = -1/m * sum(Y * log(A2) + (1 - Y) * log(1 - A2))
backward
dZ2 = A2 - Y
dW2 = 1/m * dZ2 · A1ᵀ
db2 = 1/m * sum(dZ2, axis=1)
dZ1 = W2ᵀ · dZ2 * (1 - A1²)
dW1 = 1/m * dZ1 · Xᵀ
db1 = 1/m * sum(dZ1, axis=1)
train
optimizer gd(rate=1.2)`;

const LARGE = `sizes n0 = 784, n1 = 128, K = 10, m = 1000
input X (n0, m)
label Y (K, m)
param W1 (n1, n0) = 0.05 * randn
param b1 (n1, 1) = 0
param W2 (K, n1) = 0.1 * randn
param b2 (K, 1) = 0
forward
Z1 = W1 · X + b1
A1 = relu(Z1)
Z2 = W2 · A1 + b2
A2 = softmax(Z2)
J = -1/m * sum(Y * log(A2))
backward
dZ2 = A2 - Y
dW2 = 1/m * dZ2 · A1ᵀ
db2 = 1/m * sum(dZ2, axis=1)
dZ1 = W2ᵀ · dZ2 * (Z1 > 0)
dW1 = 1/m * dZ1 · Xᵀ
db1 = 1/m * sum(dZ1, axis=1)
train
optimizer gd(rate=0.1)
batch 64`;

async function bundle(folder) {
  const outfile = join(folder, 'train.cjs');
  const contents = "export { prepareBp } from './src/train/bpSource'; export { Trainer } from './src/train/trainer';";
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'warning',
  });
  return createRequire(import.meta.url)(outfile);
}

/** Hands back a function that trains for some seconds and tells steps a second. */
function ours({ prepareBp, Trainer }, text) {
  const prepared = prepareBp({ file: 'bench.bp', text });
  if (prepared.problems) throw new Error(prepared.problems.join('\n'));
  const trainer = new Trainer(prepared.source, prepared.settings, 'yours');
  for (let i = 0; i < 200; i++) trainer.update();
  return seconds => {
    let count = 0;
    const started = performance.now();
    while (performance.now() - started < 1000 * seconds) {
      for (let i = 0; i < 10; i++) trainer.update();
      count += 10;
    }
    return (1000 * count) / (performance.now() - started);
  };
}

function numpy(python, net, env) {
  const { status, stdout, stderr } = spawnSync(python, [join(root, 'bench/training.py'), net, String(SECONDS)], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const [version, rate] = stdout.trim().split(' ');
  return { version, rate: Number(rate) };
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const shown = rate => Math.round(rate).toLocaleString('en').padStart(8);

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'backprop-training-'));
  const pythons = ['/usr/bin/python3', 'python3'].filter(name => spawnSync(name, ['-c', 'import numpy']).status === 0);
  try {
    const modules = await bundle(folder);
    console.log(
      `${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.version}; median of ${ROUNDS} rounds of ${SECONDS} s, in turn`,
    );
    for (const [net, title, text] of [
      ['small', '2-4-1, m = 400, full batch, with the cost', SMALL],
      ['large', '784-128-10, batch 64, with the cost', LARGE],
    ]) {
      const run = ours(modules, text);
      const rates = { ours: [] };
      for (let round = 0; round < ROUNDS; round++) {
        rates.ours.push(run(SECONDS));
        for (const python of pythons)
          for (const [how, env] of [
            ['default malloc', {}],
            ['malloc keeps its pages', KEPT],
            ['malloc keeps its pages, one thread', { ...KEPT, OPENBLAS_NUM_THREADS: '1' }],
          ]) {
            const { version, rate } = numpy(python, net, env);
            const key = `NumPy ${version}, ${how}`;
            rates[key] ??= [];
            rates[key].push(rate);
          }
      }
      console.log(`\n${title}`);
      const own = median(rates.ours);
      console.log(`  ${shown(own)} steps/s  ours`);
      for (const [name, list] of Object.entries(rates))
        if (name !== 'ours') console.log(`  ${shown(median(list))} steps/s  ${name}; ours is ${(own / median(list)).toFixed(2)}×`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
