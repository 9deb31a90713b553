// random: Python's own stream for a seed.
import { scalar } from '../../../core/tensor';
import { lengthOf } from '../builtins/iteration';
import { builtin, type Definitions, fn, moduleOf, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { PyClass, PyInstance } from '../objects/classes';
import { PySet } from '../objects/containers';
import { OBJECT_CLASS } from '../objects/exceptions';
import { PyRange } from '../objects/range';
import { indexOf } from '../operators/items';
import { PyError } from '../runtime';
import { PyFloat, PyList, type PyModule, PyTuple, type PyValue } from '../values';
import { floatArgument } from './math';
import { Mersenne } from './mersenne';
import { sha512 } from './sha512';

/** One generator: the module's own, or a `random.Random()`. */
class Source {
  readonly twister = new Mersenne(Math.floor(Math.random() * 2 ** 32));
  private spare: number | null = null;

  seed(value: PyValue, python2: boolean): void {
    this.spare = null;
    if (typeof value === 'number' || typeof value === 'bigint') this.twister.seed(value);
    else if (typeof value === 'boolean') this.twister.seed(value ? 1 : 0);
    else if (typeof value === 'string' && !python2) this.twister.seed(seedOfText(value));
    else if (value instanceof PyFloat) this.twister.seed(Math.abs(Math.trunc(value.v)));
    else this.twister.seed(Math.floor(Math.random() * 2 ** 32));
  }

  random(): number {
    return this.twister.random();
  }

  /** Box and Muller's, in pairs. */
  gauss(mu: number, sigma: number): number {
    let z = this.spare;
    this.spare = null;
    if (z === null) {
      const angle = this.random() * 2 * Math.PI;
      const radius = Math.sqrt(-2 * Math.log(1 - this.random()));
      z = Math.cos(angle) * radius;
      this.spare = Math.sin(angle) * radius;
    }
    return mu + z * sigma;
  }

  /** Kinderman and Monahan's ratio method. */
  normal(mu: number, sigma: number): number {
    const magic = (4 * Math.exp(-0.5)) / Math.sqrt(2);
    for (;;) {
      const u = this.random();
      const v = 1 - this.random();
      const z = (magic * (u - 0.5)) / v;
      if ((z * z) / 4 <= -Math.log(v)) return mu + z * sigma;
    }
  }

  exponential(rate: number): number {
    return -Math.log(1 - this.random()) / rate;
  }
}

/** A text is seeded by its characters and their digest, as one long number. */
function seedOfText(text: string): bigint {
  const bytes = Buffer.from(text, 'utf8');
  const all = Buffer.concat([bytes, sha512(bytes)]);
  return all.length === 0 ? 0n : BigInt(`0x${all.toString('hex')}`);
}

/** A random float is a leaf of the graph. */
function drawn(rt: Interpreter, value: number): PyFloat {
  return new PyFloat(value, rt.recorder ? rt.recorder.leaf(scalar(value), 'random', rt.site) : null);
}

function whole(rt: Interpreter, value: PyValue): number {
  const at = value instanceof PyFloat && Number.isInteger(value.v) ? value.v : indexOf(rt, value);
  if (at === null) throw new PyError('TypeError', `'${rt.typeName(value)}' object cannot be interpreted as an integer`);
  return at;
}

/** Python 2 scaled a float where Python 3 draws bits. */
const below = (rt: Interpreter, source: Source, n: number): number =>
  rt.python2 ? Math.floor(source.random() * n) : source.twister.below(n);

function randrange(rt: Interpreter, source: Source, start: PyValue, stop: PyValue, step: PyValue): number {
  const first = whole(rt, start);
  if (stop === null) {
    if (first <= 0) throw new PyError('ValueError', 'empty range for randrange()');
    return below(rt, source, first);
  }
  const by = whole(rt, step);
  const count = Math.ceil((whole(rt, stop) - first) / by);
  if (count <= 0) throw new PyError('ValueError', `empty range for randrange() (${first}, ${whole(rt, stop)}, ${whole(rt, stop) - first})`);
  return first + by * below(rt, source, count);
}

function shuffle(rt: Interpreter, source: Source, list: PyValue): null {
  const size = Number(lengthOf(rt, list));
  for (let i = size - 1; i > 0; i--) {
    const j = below(rt, source, i + 1);
    if (list instanceof PyList) [list.items[i], list.items[j]] = [list.items[j], list.items[i]];
    else {
      const kept = rt.getItem(list, i);
      rt.setItem(list, i, rt.getItem(list, j));
      rt.setItem(list, j, kept);
    }
  }
  return null;
}

/** Few of many are drawn by a set of what has been taken, else from a pool that shrinks. */
function sample(rt: Interpreter, source: Source, population: PyValue, k: number): PyList {
  if (population instanceof PySet) throw new PyError('TypeError', 'Population must be a sequence.  For dicts or sets, use sorted(d).');
  const n = Number(lengthOf(rt, population));
  if (k < 0 || k > n) throw new PyError('ValueError', 'Sample larger than population or is negative');
  const at = (i: number): PyValue => (population instanceof PyRange ? population.at(i) : rt.getItem(population, i));
  let size = 21;
  if (k > 5) size += 4 ** Math.ceil(Math.log(k * 3) / Math.log(4));
  const result: PyValue[] = [];
  if (n <= size) {
    const pool = Array.from({ length: n }, (_, i) => i);
    for (let i = 0; i < k; i++) {
      const j = below(rt, source, n - i);
      result.push(at(pool[j]));
      pool[j] = pool[n - i - 1];
    }
  } else {
    const taken = new Set<number>();
    for (let i = 0; i < k; i++) {
      let j = below(rt, source, n);
      while (taken.has(j)) j = below(rt, source, n);
      taken.add(j);
      result.push(at(j));
    }
  }
  return new PyList(result);
}

function choices(rt: Interpreter, source: Source, population: PyValue, weights: PyValue, cumulative: PyValue, k: number): PyList {
  const n = Number(lengthOf(rt, population));
  if (n === 0) throw new PyError('IndexError', 'Cannot choose from an empty population');
  const given = weights ?? cumulative;
  if (given === null) return new PyList(Array.from({ length: k }, () => rt.getItem(population, Math.floor(source.random() * n))));
  const sums: number[] = [];
  for (const weight of rt.iterate(given)) {
    const w = floatArgument(rt, weight).v;
    sums.push(cumulative === null ? w + (sums[sums.length - 1] ?? 0) : w);
  }
  const total = sums[sums.length - 1];
  return new PyList(
    Array.from({ length: k }, () => {
      const x = source.random() * total;
      const index = sums.findIndex(sum => x < sum);
      return rt.getItem(population, index < 0 ? n - 1 : index);
    }),
  );
}

function functionsOf(source: Source): Definitions {
  const numbers = (rt: Interpreter, ...values: PyValue[]): number[] => values.map(value => floatArgument(rt, value).v);
  return {
    seed: raw((rt, [value]) => {
      source.seed(value ?? null, rt.python2);
      return null;
    }),
    random: raw(rt => drawn(rt, source.random())),
    uniform: fn('a, b', (rt, a, b) => {
      const [low, high] = numbers(rt, a, b);
      return drawn(rt, low + (high - low) * source.random());
    }),
    gauss: fn('mu=0.0, sigma=1.0', (rt, mu, sigma) => drawn(rt, source.gauss(...(numbers(rt, mu, sigma) as [number, number])))),
    normalvariate: fn('mu=0.0, sigma=1.0', (rt, mu, sigma) => drawn(rt, source.normal(...(numbers(rt, mu, sigma) as [number, number])))),
    expovariate: fn('lambd=1.0', (rt, rate) => drawn(rt, source.exponential(floatArgument(rt, rate).v))),
    triangular: fn('low=0.0, high=1.0, mode=None', (rt, low, high, mode) => {
      let [a, b] = numbers(rt, low, high);
      let u = source.random();
      let c = mode === null ? 0.5 : (floatArgument(rt, mode).v - a) / (b - a);
      if (u > c) {
        u = 1 - u;
        c = 1 - c;
        [a, b] = [b, a];
      }
      return drawn(rt, a + (b - a) * Math.sqrt(u * c));
    }),
    randint: fn('a, b', (rt, a, b) => randrange(rt, source, a, whole(rt, b) + 1, 1)),
    randrange: fn('start, stop=None, step=1', (rt, start, stop, step) => randrange(rt, source, start, stop, step)),
    getrandbits: fn('k', (_rt, k) => Number(source.twister.bits(Number(k)))),
    choice: fn('seq', (rt, values) => {
      const size = Number(lengthOf(rt, values));
      if (size === 0) throw new PyError('IndexError', 'Cannot choose from an empty sequence');
      return rt.getItem(values, below(rt, source, size));
    }),
    choices: fn('population, weights=None, *, cum_weights=None, k=1', (rt, population, weights, cumulative, k) =>
      choices(rt, source, population, weights, cumulative, Number(k)),
    ),
    shuffle: fn('x', (rt, list) => shuffle(rt, source, list)),
    sample: fn('population, k', (rt, population, k) => sample(rt, source, population, Number(k))),
    getstate: raw(() => new PyTuple([3, new PyTuple([...source.twister.words]), null])),
    setstate: fn('state', (rt, state) => {
      const words = [...rt.iterate(rt.getItem(state, 1))].map(Number);
      source.twister.words = Uint32Array.from(words);
      return null;
    }),
  };
}

export function randomModule(): PyModule {
  const module = moduleOf('random', functionsOf(new Source()));
  const cls = new PyClass('Random', [OBJECT_CLASS], new Map(), (rt, owner, args) => {
    const instance = new PyInstance(owner);
    const source = new Source();
    source.seed(args[0] ?? null, (rt as Interpreter).python2);
    for (const [name, definition] of Object.entries(functionsOf(source))) instance.attrs.set(name, builtin(name, definition));
    return instance;
  });
  cls.module = 'random';
  module.members.set('Random', cls);
  return module;
}
