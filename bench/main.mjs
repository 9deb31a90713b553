// The figures of the editor and the command line. Run: npm run bench
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';

const root = join(import.meta.dirname, '..');
const example = 'examples/two_layer.bp';

const sorted = numbers => [...numbers].sort((a, b) => a - b);
const quantile = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const median = numbers => quantile(numbers, 0.5);
const ms = number => `${number.toFixed(1)} ms`;

function timed(command, words) {
  const started = performance.now();
  const { status, stderr } = spawnSync(command, words, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

/** Whole processes in turn, so that what else the machine does falls on both alike. */
function coldStart(runs = 25) {
  const ours = [];
  const theirs = [];
  const nothing = [];
  for (let run = 0; run < runs; run++) {
    ours.push(timed(process.execPath, ['dist/cli.js', 'check', example]));
    theirs.push(timed('python3', ['-c', 'import numpy']));
    nothing.push(timed(process.execPath, ['-e', '0']));
  }
  console.log(`cold \`backprop check ${example}\`, whole process, median of ${runs}: ${ms(median(ours))}`);
  console.log(`python3 -c "import numpy", in turn:                                ${ms(median(theirs))}`);
  console.log(`ratio: ${(median(ours) / median(theirs)).toFixed(2)} (node alone: ${ms(median(nothing))})`);
}

/** What an edit costs in the worker: one character changes, the answer is the whole report. */
async function reanalysis(file, edits = 200) {
  const worker = new Worker(join(root, 'dist/core.js'), { workerData: 'tasks' });
  const text = readFileSync(join(root, file), 'utf8');
  const language = file.endsWith('.bp') ? 'bp' : 'python';
  let id = 0;
  const ask = source => {
    const started = performance.now();
    return new Promise((done, fail) => {
      worker.once('message', answer => (answer.failure ? fail(new Error(answer.failure)) : done(performance.now() - started)));
      const input = { source: { file, language, text: source }, path: join(root, file), root, locale: 'en' };
      worker.postMessage({ id: ++id, task: 'analyse', input });
    });
  };
  const first = await ask(text);
  const times = [];
  for (let edit = 0; edit < edits; edit++) times.push(await ask(edited(text, edit)));
  await worker.terminate();
  console.log(
    `re-analysis of ${file} in the worker, ${edits} one-character edits: median ${ms(median(times))}, ` +
      `95th percentile ${ms(quantile(times, 0.95))} (the first, cold: ${ms(first)})`,
  );
}

/** One character more at a seeded place: sometimes it breaks the line, as typing does. */
function edited(text, edit) {
  const at = (edit * 7919) % text.length;
  return `${text.slice(0, at)}${'1aZ+ '[edit % 5]}${text.slice(at)}`;
}

function packedSize() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { status, stderr } = spawnSync(process.execPath, ['scripts/package.mjs'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  console.log(`packed extension: ${(statSync(join(root, `${name}-${version}.vsix`)).size / 1000).toFixed(0)} kB`);
}

/** `activate()` in a real extension host, each time in a fresh one. */
function activation() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/activation.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  console.log(stdout.trim().split('\n').at(-1));
}

/** A bench of its own, as it prints itself. */
function alone(title, file, ...words) {
  console.log(`\n${title}`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...words], { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] });
  if (status !== 0) console.log(`${file} ended with ${status}`);
}

console.log(`${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.version}`);
packedSize();
// The rest measures what is packed.
spawnSync(process.execPath, ['scripts/build.mjs', '--production'], { cwd: root });
coldStart();
for (const file of [example, 'examples/two_layer.py', 'examples/iris_softmax.py']) if (existsSync(join(root, file))) await reanalysis(file);
activation();
// The graph: the packed files again, as an editor under development has them.
spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root });
alone('Layout beside dagre and elkjs on the same graphs, in one run', 'bench/layout.ts');
alone('Frames of the graph view in headless Chromium', 'bench/drawing.ts');
alone('The graph panel in a real VS Code', 'bench/panel.ts', '100');
spawnSync(process.execPath, ['bench/python.mjs'], { cwd: root, stdio: 'inherit' });
