// Whole scripts in our interpreter against CPython with NumPy, in turn in one run: time of the process, and its largest memory.
// Run: node bench/python.mjs [PART of a script's name]
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const ROUNDS = 5;
const SCRIPTS = [
  ['smallNet', '2-4-1, m = 400, 10,000 iterations'],
  ['xor', 'XOR, 60,000 iterations on 4 rows'],
  ['scalarNet', 'a net of plain numbers, about 10 million operations'],
  ['digits', '784-128-10 on 1,000 rows, 12 epochs'],
];
const ONE = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };

const python = ['python3', '/usr/bin/python3'].find(name => spawnSync(name, ['-c', 'import numpy']).status === 0);
if (!python) throw new Error('python3 with NumPy is needed (python3-numpy)');

/** What the process wrote, its wall time in seconds and the largest memory that it held, in MB, as the kernel counted. */
const WATCH = `import resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)
took = time.perf_counter() - started
sys.stdout.write(done.stdout.decode())
print(done.returncode, took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)`;

function run(command, words) {
  const { stdout, stderr } = spawnSync(python, ['-c', WATCH, command, ...words], { encoding: 'utf8', env: { ...process.env, ...ONE } });
  const lines = stdout.trim().split('\n');
  const [status, seconds, memory] = lines.pop().split(' ').map(Number);
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}: ${stderr}`);
  return { output: lines.join('\n'), seconds, memory };
}

const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const NUMBER = /-?\d+\.\d+(?:e-?\d+)?/g;

/** The same numbers, but for rounding. */
function alike(ours, theirs) {
  const [a, b] = [ours, theirs].map(text => (text.match(NUMBER) ?? []).map(Number));
  return a.length === b.length && a.every((value, i) => Math.abs(value - b[i]) <= 1e-6 * Math.max(1, Math.abs(b[i])));
}

console.log(
  `${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.version}, ${run(python, ['-c', 'import sys, numpy; print(sys.version.split()[0], "NumPy", numpy.__version__)']).output}`,
);
for (const [name, what] of SCRIPTS) {
  if (process.argv[2] && !name.includes(process.argv[2])) continue;
  const file = join(root, 'bench/scripts', `${name}.py`);
  readFileSync(file);
  const [ours, theirs] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(run(python, [file]));
    ours.push(run(process.execPath, [join(root, 'dist/cli.js'), 'run', file]));
  }
  if (!alike(ours[0].output, theirs[0].output)) throw new Error(`${name} prints ${ours[0].output}, and CPython ${theirs[0].output}`);
  const [a, b] = [ours, theirs].map(runs => median(runs.map(each => each.seconds)));
  const [x, y] = [ours, theirs].map(runs => Math.max(...runs.map(each => each.memory)));
  console.log(
    `${what}: ${a.toFixed(2)} s, CPython with NumPy ${b.toFixed(2)} s, ratio ${(a / b).toFixed(2)}; ` +
      `peak ${x.toFixed(0)} MB against ${y.toFixed(0)} MB`,
  );
}
