// `np.random`: the global legacy stream, RandomState, and default_rng.
import { PyError, type Runtime } from '../../runtime';
import { PyBuiltin, PyFloat, PyModule, PyObject, PyTuple, type PyValue } from '../../values';
import { asIndex, asNumber, operand } from '../convert';
import { builtin, entry, type Table } from '../define';
import { INT64 } from '../dtypes';
import { arrayOver, copyData, type NDArray } from '../ndarray';
import { streamFunctions } from './functions';
import { GeneratorStream, LegacyStream, type Stream } from './streams';

/** Unseeded streams are the same at every run, so that an analysis can be repeated. */
const UNSEEDED = 20260;

function legacySeed(rt: Runtime, seed: PyValue): number | number[] {
  if (seed === null) return UNSEEDED;
  const single = asIndex(seed);
  if (single === null) {
    if (seed instanceof PyFloat)
      throw new PyError('TypeError', "Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'");
    return [...copyData(operand(rt, seed))];
  }
  if (single < 0 || single > 4294967295) throw new PyError('ValueError', 'Seed must be between 0 and 2**32 - 1');
  return single;
}

function bigSeed(rt: Runtime, seed: PyValue): bigint | number[] {
  if (seed === null) return BigInt(UNSEEDED);
  if (typeof seed === 'bigint') return seed;
  const single = asIndex(seed);
  if (single !== null) {
    if (single < 0) throw new PyError('ValueError', 'expected non-negative integer');
    return BigInt(single);
  }
  if (asNumber(seed) !== null)
    throw new PyError('TypeError', `SeedSequence expects int or sequence of ints for entropy not ${rt.repr(seed)}`);
  return [...copyData(operand(rt, seed))];
}

const legacyOnly = (s: LegacyStream): Table => ({
  seed: entry('seed=None', (rt, seed) => {
    s.seed(legacySeed(rt, seed));
    return null;
  }),
  get_state: entry(
    'legacy=True',
    () =>
      new PyTuple([
        'MT19937',
        arrayOver(Float64Array.from(s.bits.key), [624], INT64),
        s.bits.position,
        s.polar.kept === null ? 0 : 1,
        new PyFloat(s.polar.kept ?? 0),
      ]),
  ),
  set_state: entry('state', (_rt, state) => {
    const [, key, position, kept, value] = (state as PyTuple).items;
    s.bits.key.set(copyData(key as NDArray));
    s.bits.position = asIndex(position)!;
    s.polar.kept = kept ? asNumber(value) : null;
    return null;
  }),
});

/** A stream as an object with methods: RandomState, Generator. */
export class RandomObject extends PyObject {
  private readonly members = new Map<string, PyValue>();
  constructor(
    readonly typeName: string,
    stream: Stream,
    more: Table = {},
  ) {
    super();
    for (const [name, made] of Object.entries({ ...streamFunctions(stream), ...more })) this.members.set(name, builtin(name, made));
  }
  override attribute(name: string): PyValue | undefined {
    return this.members.get(name);
  }
}

function randomState(rt: Runtime, seed: PyValue): RandomObject {
  const stream = new LegacyStream();
  stream.seed(legacySeed(rt, seed));
  return new RandomObject('numpy.random.RandomState', stream, legacyOnly(stream));
}

function generator(rt: Runtime, seed: PyValue): PyValue {
  if (seed instanceof RandomObject) return seed;
  return new RandomObject('numpy.random.Generator', new GeneratorStream(bigSeed(rt, seed)));
}

export function randomModule(): PyModule {
  const stream = new LegacyStream();
  stream.seed(UNSEEDED);
  const members = new Map<string, PyValue>([['__name__', 'numpy.random']]);
  for (const [name, made] of Object.entries({ ...streamFunctions(stream), ...legacyOnly(stream) })) members.set(name, builtin(name, made));
  members.set('RandomState', new PyBuiltin('RandomState', (rt, [seed = null]) => randomState(rt, seed)));
  members.set('default_rng', builtin('default_rng', entry('seed=None', generator)));
  members.set('Generator', new PyBuiltin('Generator', (rt, [bits = null]) => generator(rt, bits)));
  members.set('PCG64', new PyBuiltin('PCG64', (rt, [seed = null]) => generator(rt, seed)));
  return new PyModule('numpy.random', members);
}
