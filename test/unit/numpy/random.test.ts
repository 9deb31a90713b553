// Random streams, number by number as real NumPy draws them.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NDArray } from '../../../src/lang/python/numpy';
import { toList } from '../../../src/lang/python/numpy/methods';
import { PyFloat, PyList, PyTuple, type PyValue } from '../../../src/lang/python/values';
import { realNumpy } from '../../support/realNumpy';
import { type Literal, Numpy, py } from './support';

type Json = number | readonly Json[];
type Call = readonly [name: string, ...args: Json[]];

const EXACT: readonly Call[] = [
  ['normal', 0.5, 2.5, [3, 4]],
  ['uniform', -1.5, 1.5, [5]],
  ['standard_normal', [50]],
  ['permutation', 10],
  ['choice', 10, [5]],
  ['choice', 100, [30], 0],
  ['choice', 5, [6], 1, [0.1, 0.2, 0.3, 0.3, 0.1]],
  ['choice', 5, 3, 0, [0.1, 0.2, 0.3, 0.3, 0.1]],
  ['binomial', 1, 0.5, [10]],
  ['binomial', 200, 0.4, [8]],
  ['poisson', 3.5, [6]],
  ['poisson', 50.5, [6]],
];
const LEGACY: readonly Call[] = [
  ['rand', 3, 2],
  ['randn', 5],
  ['randint', 0, 10, [12]],
  ['randint', -5, 1000000, [4]],
  ['randint', 0, 5000000000, [4]],
  ['random_sample', [4]],
  ...EXACT,
  ['rand'],
];
const MODERN: readonly Call[] = [
  ['random', [5]],
  ['integers', 0, 10, [12]],
  ['integers', 0, 5000000000, [4]],
  ['standard_normal', [3000]],
  ['choice', 20000, [500], 0],
  ...EXACT,
  ['random'],
];

const SHAPED = new Set(['permutation', 'choice']);
const plain = (value: PyValue): Json =>
  value instanceof PyList ? value.items.map(plain) : value instanceof PyFloat ? value.v : (value as number);

function ours(maker: string, seed: PyValue, calls: readonly Call[]): Json[] {
  const np = new Numpy();
  const stream = np.call(maker, [seed]);
  return calls.map(([name, ...args]) => {
    const values = args.map(a => (Array.isArray(a) && !SHAPED.has(name) ? new PyTuple([...a]) : py(a as Literal)));
    const made = np.rt.apply(np.rt.getattr(stream, name), values);
    return plain(made instanceof NDArray ? toList(np.rt, made) : made);
  });
}

function theirs(maker: string, seed: string, calls: readonly Call[]): Json[] {
  const code = `
def plain(v):
    return v.tolist() if hasattr(v, 'tolist') else v
calls = json.loads(sys.argv[1])
r = np.random.${maker}(${seed})
out = []
for name, *args in calls:
    shaped = name in ('permutation', 'choice')
    args = [tuple(a) if isinstance(a, list) and not shaped else a for a in args]
    if name == 'choice' and len(args) > 2:
        args[2] = bool(args[2])
    out.append(plain(getattr(r, name)(*args)))
print(json.dumps(out))`;
  return realNumpy<Json[]>(code, [JSON.stringify(calls)]);
}

describe('random streams', function () {
  this.timeout(60000);

  for (const seed of [0, 1, 42, 123456789])
    it(`RandomState(${seed}) draws NumPy's numbers, bit for bit`, () =>
      assert.deepEqual(ours('random.RandomState', seed, LEGACY), theirs('RandomState', String(seed), LEGACY)));

  for (const seed of [0, 7, 12345678901234567890n])
    it(`default_rng(${seed}) draws NumPy's numbers, bit for bit`, () =>
      assert.deepEqual(ours('random.default_rng', seed, MODERN), theirs('default_rng', String(seed), MODERN)));

  it('the state can be kept and set again, between the two normals of a pair too', () => {
    const np = new Numpy();
    np.call('random.seed', [5]);
    np.call('random.randn', []);
    const state = np.call('random.get_state', []);
    const first = np.call('random.randn', [3]);
    np.call('random.set_state', [state]);
    assert.equal(np.rt.repr(np.call('random.randn', [3])), np.rt.repr(first));
  });

  it('a draw is a random leaf of the graph', async () => {
    const { Recorder } = await import('../../../src/trace/recorder');
    const { TestRuntime } = await import('./support');
    const recorder = new Recorder();
    const np = new Numpy(new TestRuntime(recorder));
    np.call('random.randn', [2, 2]);
    assert.deepEqual(
      recorder.graph.nodes.map(n => n.attrs.origin),
      ['random'],
    );
  });
});
