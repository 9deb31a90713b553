// Training against NumPy, PyTorch and TensorFlow.js, in turn in one run: steps a second, losses after 1, 10 and 1,000 steps, what watching
// costs. Run: node bench/training.mjs [--tfjs FOLDER]   (a folder with @tensorflow/tfjs and @tensorflow/tfjs-backend-wasm installed)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { LARGE, SMALL } from './trainingNets.mjs';

const root = join(import.meta.dirname, '..');
const SECONDS = 1.5;
const ROUNDS = 5;
const KEPT = { MALLOC_TRIM_THRESHOLD_: '1000000000', MALLOC_MMAP_THRESHOLD_: '1000000000' };
const ONE = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
const NETS = [
  ['small', '2-4-1, m = 400, full batch, with the cost', SMALL],
  ['large', '784-128-10, batch 64, with the cost', LARGE],
];

async function bundle(folder) {
  const outfile = join(folder, 'train.cjs');
  const contents = `export { prepareBp } from './src/train/bpSource'; export { Trainer } from './src/train/trainer';
    export { Driver } from './src/train/driver'; export { Watch } from './src/train/script/watch'; export { runPython } from './src/lang/python';
    export { writeNpz } from './src/data/npz';`;
  const stdin = { contents, resolveDir: root };
  await build({ absWorkingDir: root, stdin, bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'warning' });
  return createRequire(import.meta.url)(outfile);
}

function trainerOf({ prepareBp, Trainer }, text) {
  const prepared = prepareBp({ file: 'bench.bp', text });
  if (prepared.problems) throw new Error(prepared.problems.join('\n'));
  return new Trainer(prepared.source, prepared.settings, 'yours');
}

/** Hands back a function that trains for some seconds and tells steps a second. */
function ours(modules, text) {
  const trainer = trainerOf(modules, text);
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

function told(command, words, env = {}) {
  const { status, stdout, stderr } = spawnSync(command, words, { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [version, rate] = stdout.trim().split('\n').at(-1).split(' ');
  return { version, rate: Number(rate) };
}

const has = (python, module) => spawnSync(python, ['-c', `import ${module}`]).status === 0;

/** Everyone else: a name, and how to run it. */
function others(tfjs) {
  const pythons = ['/usr/bin/python3', 'python3'];
  const numpy = pythons.find(name => has(name, 'numpy'));
  const torch = pythons.find(name => has(name, 'torch'));
  const script = name => join(root, 'bench', name);
  const list = [];
  if (numpy)
    for (const [how, env] of [
      ['default malloc', {}],
      ['malloc keeps its pages', KEPT],
      ['malloc keeps its pages, one thread', { ...KEPT, ...ONE }],
    ])
      list.push({ name: v => `NumPy ${v}, ${how}`, run: net => told(numpy, [script('training.py'), net, String(SECONDS)], env) });
  if (torch)
    list.push({
      name: v => `PyTorch ${v}, float64, one thread`,
      run: net => told(torch, [script('trainingTorch.py'), net, String(SECONDS)], ONE),
    });
  for (const backend of tfjs ? ['cpu', 'wasm'] : [])
    list.push({
      name: v => `TensorFlow.js ${v}, ${backend}, float32`,
      run: net => told(process.execPath, [script('trainingTfjs.mjs'), tfjs, backend, net, String(SECONDS)]),
    });
  return { list, numpy };
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const shown = rate => Math.round(rate).toLocaleString('en').padStart(8);

function speed(modules, contenders, [net, title, text]) {
  const run = ours(modules, text);
  const own = [];
  const rates = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    own.push(run(SECONDS));
    for (const { name, run: other } of contenders) {
      const { version, rate } = other(net);
      const key = name(version);
      rates.set(key, [...(rates.get(key) ?? []), rate]);
    }
  }
  console.log(`\n${title}`);
  console.log(`  ${shown(median(own))} steps/s  ours`);
  for (const [name, list] of rates)
    console.log(`  ${shown(median(list))} steps/s  ${name}; ours is ${(median(own) / median(list)).toFixed(2)}×`);
}

/** The same start, data and full batches: how far the losses differ, relatively. */
function losses({ writeNpz, ...modules }, python, folder) {
  const trainer = trainerOf(modules, SMALL);
  const file = join(folder, 'start.npz');
  const { source } = trainer;
  writeFileSync(file, writeNpz(new Map([...trainer.snapshot(), ...source.data])));
  const mine = [];
  for (let i = 0; i <= 1000; i++) {
    mine.push(trainer.evaluate().loss);
    trainer.update();
  }
  const { status, stdout, stderr } = spawnSync(python, [join(root, 'bench/trainingLosses.py'), file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const theirs = JSON.parse(stdout);
  console.log('\nlosses of the small net against NumPy, the same start and data, relative difference');
  for (const step of [1, 10, 1000])
    console.log(
      `  after ${String(step).padStart(5)} ${step === 1 ? 'step ' : 'steps'}  ${Math.abs(mine[step] / theirs[step] - 1).toExponential(1)}  (J = ${mine[step].toFixed(6)})`,
    );
}

/** Processor time, which other work on the machine does not change. */
function cost(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Processor time a step, of a run that the panel watches (its views copied as to another thread) against the same steps alone, once both go. */
function watched({ Driver, ...modules }, text, { steps, from, to }) {
  const file = `${text}\nsteps ${steps}`;
  const alone = () => {
    const trainer = trainerOf(modules, file);
    const run = until => {
      while (trainer.step < until) {
        trainer.update();
        trainer.evaluate();
      }
    };
    run(from);
    return cost(() => run(to)) / (to - from);
  };
  const looked = () => {
    const queue = [];
    let view = null;
    const tell = message => {
      view = structuredClone(message).view;
    };
    const driver = new Driver({ tell, later: run => queue.push(run), reader: () => () => null });
    driver.receive({ type: 'start', file: 'bench.bp', text: file, path: '', root: '', locale: 'en', withExact: false, paused: false });
    const run = until => {
      while (queue.length && view.step < until) queue.shift()();
    };
    run(from);
    const started = view.step;
    const took = cost(() => run(to));
    return took / (view.step - started);
  };
  return compared(alone, looked, 'a step', 1000, 'µs');
}

function script({ Watch, runPython }, file) {
  const text = readFileSync(join(root, file), 'utf8');
  const alone = () => cost(() => runPython({ file, text }, { write: () => {}, readFile: () => null }));
  const looked = () =>
    cost(() => new Watch({ file, text }, { readFile: () => null, tell: message => void structuredClone(message), goOn: () => true }).run());
  return compared(alone, looked, 'a run', 1, 'ms');
}

/** In turn; the least of all rounds is what other work on the machine disturbed least. */
function compared(alone, looked, what, times, unit) {
  alone();
  looked();
  const [a, b] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    a.push(alone());
    b.push(looked());
  }
  const [x, y] = [Math.min(...a), Math.min(...b)];
  return `${(100 * (y / x - 1)).toFixed(1)} %  (${(times * x).toFixed(0)} → ${(times * y).toFixed(0)} ${unit} of processor time ${what})`;
}

async function main() {
  const at = process.argv.indexOf('--tfjs');
  const folder = mkdtempSync(join(tmpdir(), 'backprop-training-'));
  try {
    const modules = await bundle(folder);
    const { list, numpy } = others(at > 0 ? process.argv[at + 1] : null);
    console.log(
      `${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.version}; median of ${ROUNDS} rounds of ${SECONDS} s, in turn`,
    );
    if (numpy) losses(modules, numpy, folder);
    console.log('\nwhat watching costs');
    console.log(`  2-4-1 in the panel       ${watched(modules, SMALL, { steps: 200000, from: 20000, to: 60000 })}`);
    console.log(`  784-128-10 in the panel  ${watched(modules, LARGE, { steps: 3000, from: 100, to: 300 })}`);
    for (const file of ['examples/two_layer.py', 'examples/deep.py', 'test/corpus/xor/syn0_syn1.py', 'test/corpus/xor/lists_only.py'])
      console.log(`  ${file.padEnd(34)}  ${script(modules, file)}`);
    for (const net of NETS) speed(modules, list, net);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
