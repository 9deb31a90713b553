// Runs every Python file of the corpus under CPython with NumPy and under `backprop run`, and compares what they print.
// Run: node test/differential/corpusRuns.mjs [part of a path]   (PYTHON names an interpreter with matplotlib, scikit-learn, pandas)
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, 'test/corpus');
const cli = join(root, 'dist/cli.js');
const TOLERANCE = 1e-6;
const LIMIT = 120_000;

const python = [process.env.PYTHON, 'python3', '/usr/bin/python3'].find(
  name => name && spawnSync(name, ['-c', 'import numpy']).status === 0,
);
if (!python) throw new Error('python3 with NumPy is needed (python3-numpy)');

const filesIn = folder =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.py') && !entry.name.startsWith('huge_'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .sort();

function run(command, words, file) {
  const started = performance.now();
  const env = {
    ...process.env,
    MPLBACKEND: 'Agg',
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
    PYTHONHASHSEED: '0',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const options = { cwd: dirname(join(root, file)), encoding: 'utf8', timeout: LIMIT, maxBuffer: 1e8, env };
  const { status, signal, stdout, stderr } = spawnSync(command, words, options);
  return { status, stopped: signal !== null, stdout, stderr, ms: performance.now() - started };
}

const NUMBER = /[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)/g;

/** The first line that differs by more than rounding, or null. Addresses and times of day are no results. */
function difference(ours, theirs) {
  const [a, b] = [ours, theirs].map(text => text.trimEnd().split('\n'));
  for (let i = 0; i < Math.max(a.length, b.length); i++)
    if (!alike(a[i] ?? '', b[i] ?? '')) return { line: i + 1, ours: a[i], theirs: b[i] };
  return null;
}

function alike(a, b) {
  if (a === b || /0x[0-9a-f]{6}/.test(b) || /\bseconds?\b|\btook\b|\belapsed\b|\bms\b/i.test(b)) return true;
  const words = text => text.replace(NUMBER, '#').replace(/\s+/g, ' ').trim();
  if (words(a) !== words(b)) return false;
  const [x, y] = [a, b].map(text => (text.match(NUMBER) ?? []).map(Number));
  return x.length === y.length && x.every((value, i) => Math.abs(value - y[i]) <= TOLERANCE * Math.max(1, Math.abs(y[i])));
}

/** Runs in which rounding decides: a last bit grows to what is printed. */
const CHAOTIC = {
  'moons_sum_loss.py': 'a change of 1e-14 in its weights changes the printed loss under CPython too',
  'numeric_flat_parameters.py': 'its rate makes the loss oscillate: the last bit of a product shows after 100 steps',
  'dinputs_dweights.py': 'ReLU units on their kink under Adam: the last bit of a product shows after some hundred steps',
};

function compared(file) {
  const theirs = run(python, [file.split('/').at(-1)], file);
  const ours = run(process.execPath, [cli, 'run', file.split('/').at(-1)], file);
  const times = `${ours.ms.toFixed(0)} ms, CPython ${theirs.ms.toFixed(0)} ms`;
  if (theirs.stopped) return { kind: 'endless', text: `CPython was stopped after ${LIMIT / 1000} s` };
  const last = text => text.trim().split('\n').at(-1) ?? '';
  if (/^SyntaxError.*print/.test(last(theirs.stderr))) return { kind: 'for Python 2', text: times };
  // Data of ours, or a module that CPython has not either: there is nothing to compare with.
  if (
    /stand-in/.test(ours.stderr) &&
    (/ModuleNotFoundError/.test(theirs.stderr) || /load_digits/.test(readFileSync(join(root, file), 'utf8')))
  )
    return { kind: 'with a stand-in', text: last(theirs.stderr) };
  const differs = difference(ours.stdout ?? '', theirs.stdout);
  if (differs && CHAOTIC[file.split('/').at(-1)]) return { kind: 'not comparable', text: CHAOTIC[file.split('/').at(-1)] };
  if (differs && theirs.status === 0 && difference(run(python, [file.split('/').at(-1)], file).stdout, theirs.stdout))
    return { kind: 'not comparable', text: 'CPython prints other numbers each time' };
  if (differs)
    return {
      kind: 'different',
      text: `line ${differs.line}\n    ours   ${differs.ours}\n    theirs ${differs.theirs}\n    ${last(ours.stderr ?? '')} | ${last(theirs.stderr)}`,
    };
  if (theirs.status !== 0)
    return { kind: ours.status === 0 ? 'only ours ends well' : 'both fail', text: `${last(ours.stderr)} | ${last(theirs.stderr)}` };
  if (ours.status !== 0) return { kind: 'different', text: last(ours.stderr) };
  return { kind: theirs.stdout.trim() === '' ? 'equal, nothing printed' : 'equal', text: times };
}

const counts = new Map();
for (const file of filesIn(corpus)) {
  if (process.argv[2] && !file.includes(process.argv[2])) continue;
  const { kind, text } = compared(file);
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  console.log(`${kind}: ${file}: ${text}`);
}
console.log([...counts].map(([kind, count]) => `${count} ${kind}`).join(', '));
if (counts.has('different')) process.exitCode = 1;
