// itertools.
import { type Definitions, fn, moduleOf, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { FunctionIterator, NativeIterator } from '../objects/iterators';
import { type PyModule, PyTuple, type PyValue } from '../values';

const lazily = (name: string, values: Iterable<PyValue>): PyValue => new NativeIterator(values, name);

function* chained(rt: Interpreter, sources: Iterable<PyValue>): Iterable<PyValue> {
  for (const source of sources) yield* rt.iterate(source);
}

function* products(pools: readonly PyValue[][], taken: readonly PyValue[] = []): Iterable<PyValue> {
  if (taken.length === pools.length) {
    yield new PyTuple(taken);
    return;
  }
  for (const value of pools[taken.length]) yield* products(pools, [...taken, value]);
}

function* chosen(pool: readonly PyValue[], size: number, start: number, taken: readonly PyValue[], again: boolean): Iterable<PyValue> {
  if (taken.length === size) {
    yield new PyTuple(taken);
    return;
  }
  for (let i = start; i < pool.length; i++) yield* chosen(pool, size, again ? i : i + 1, [...taken, pool[i]], again);
}

function* permuted(pool: readonly PyValue[], size: number, used: readonly number[]): Iterable<PyValue> {
  if (used.length === size) {
    yield new PyTuple(used.map(i => pool[i]));
    return;
  }
  for (let i = 0; i < pool.length; i++) if (!used.includes(i)) yield* permuted(pool, size, [...used, i]);
}

function islice(rt: Interpreter, [source, ...bounds]: readonly PyValue[]): PyValue {
  const [start, stop, step] = bounds.length === 1 ? [null, bounds[0], null] : bounds;
  const iterator = rt.iter(source);
  const by = step === null || step === undefined ? 1 : Number(step);
  let next = start === null ? 0 : Number(start);
  const end = stop === null || stop === undefined ? Infinity : Number(stop);
  let position = 0;
  return new FunctionIterator('islice', () => {
    if (next >= end) return undefined;
    for (; position < next; position++) if (iterator.next() === undefined) return undefined;
    const value = iterator.next();
    position++;
    next += by;
    return value;
  });
}

function* accumulated(rt: Interpreter, values: PyValue, f: PyValue, initial: PyValue): Iterable<PyValue> {
  let total: PyValue | undefined = initial === null ? undefined : initial;
  if (total !== undefined) yield total;
  for (const value of rt.iterate(values)) {
    total = total === undefined ? value : f === null ? rt.binary('+', total, value) : rt.apply(f, [total, value]);
    yield total;
  }
}

function zipLongest(rt: Interpreter, args: readonly PyValue[], fill: PyValue): PyValue {
  const iterators = args.map(arg => rt.iter(arg));
  return new FunctionIterator('zip_longest', () => {
    const values = iterators.map(each => each.next());
    return values.every(value => value === undefined) ? undefined : new PyTuple(values.map(value => (value === undefined ? fill : value)));
  });
}

function* grouped(rt: Interpreter, values: PyValue, key: PyValue): Iterable<PyValue> {
  let group: PyValue[] = [];
  let current: PyValue | undefined;
  for (const value of rt.iterate(values)) {
    const rank = key === null ? value : rt.apply(key, [value]);
    if (current !== undefined && !rt.equals(rank, current)) {
      yield new PyTuple([current, new NativeIterator(group)]);
      group = [];
    }
    current = rank;
    group.push(value);
  }
  if (current !== undefined) yield new PyTuple([current, new NativeIterator(group)]);
}

function* cycled(rt: Interpreter, values: PyValue): Iterable<PyValue> {
  const all = [...rt.iterate(values)];
  while (all.length > 0) {
    rt.spend(1);
    yield* all;
  }
}

const FUNCTIONS: Definitions = {
  chain: raw((rt, args) => lazily('chain', chained(rt, args))),
  product: raw((rt, args, kwargs) => {
    const pools = args.map(arg => [...rt.iterate(arg)]);
    const times = Number(kwargs.get('repeat') ?? 1);
    return lazily('product', products(Array.from({ length: times }, () => pools).flat()));
  }),
  combinations: fn('iterable, r', (rt, values, size) =>
    lazily('combinations', chosen([...rt.iterate(values)], Number(size), 0, [], false)),
  ),
  combinations_with_replacement: fn('iterable, r', (rt, values, size) =>
    lazily('combinations', chosen([...rt.iterate(values)], Number(size), 0, [], true)),
  ),
  permutations: fn('iterable, r=None', (rt, values, size) => {
    const pool = [...rt.iterate(values)];
    return lazily('permutations', permuted(pool, size === null ? pool.length : Number(size), []));
  }),
  islice: raw(islice),
  count: fn('start=0, step=1', (rt, start, step) => {
    let next = start;
    return new FunctionIterator('count', () => {
      const value = next;
      next = rt.binary('+', next, step);
      return value;
    });
  }),
  cycle: fn('iterable', (rt, values) => lazily('cycle', cycled(rt, values))),
  repeat: fn('object, times=None', (_rt, value, times) => {
    let left = times === null ? Infinity : Number(times);
    return new FunctionIterator('repeat', () => (left-- > 0 ? value : undefined));
  }),
  accumulate: fn('iterable, func=None, *, initial=None', (rt, values, f, initial) =>
    lazily('accumulate', accumulated(rt, values, f, initial)),
  ),
  zip_longest: raw((rt, args, kwargs) => zipLongest(rt, args, kwargs.get('fillvalue') ?? null)),
  groupby: fn('iterable, key=None', (rt, values, key) => lazily('groupby', grouped(rt, values, key))),
  takewhile: fn('predicate, iterable', (rt, test, values) => {
    const iterator = rt.iter(values);
    let taking = true;
    return new FunctionIterator('takewhile', () => {
      const value = taking ? iterator.next() : undefined;
      taking = value !== undefined && rt.truth(rt.apply(test, [value]));
      return taking ? value : undefined;
    });
  }),
  dropwhile: fn('predicate, iterable', (rt, test, values) => {
    const iterator = rt.iter(values);
    let dropping = true;
    return new FunctionIterator('dropwhile', () => {
      let value = iterator.next();
      while (dropping && value !== undefined && rt.truth(rt.apply(test, [value]))) value = iterator.next();
      dropping = false;
      return value;
    });
  }),
  filterfalse: fn('predicate, iterable', (rt, test, values) => {
    const iterator = rt.iter(values);
    return new FunctionIterator('filterfalse', () => {
      for (let value = iterator.next(); value !== undefined; value = iterator.next())
        if (!rt.truth(test === null ? value : rt.apply(test, [value]))) return value;
      return undefined;
    });
  }),
  starmap: fn('function, iterable', (rt, f, values) => {
    const iterator = rt.iter(values);
    return new FunctionIterator('starmap', () => {
      const value = iterator.next();
      return value === undefined ? undefined : rt.apply(f, [...rt.iterate(value)]);
    });
  }),
  pairwise: fn('iterable', (rt, values) => {
    const iterator = rt.iter(values);
    let last = iterator.next();
    return new FunctionIterator('pairwise', () => {
      const value = iterator.next();
      if (value === undefined || last === undefined) return undefined;
      const pair = new PyTuple([last, value]);
      last = value;
      return pair;
    });
  }),
  tee: fn('iterable, n=2', (rt, values, n) => {
    const all = [...rt.iterate(values)];
    return new PyTuple(Array.from({ length: Number(n) }, () => new NativeIterator(all)));
  }),
};

export function itertoolsModule(): PyModule {
  const module = moduleOf('itertools', FUNCTIONS);
  const chain = module.members.get('chain') as { extra?: Map<string, PyValue> };
  const fromIterable = moduleOf('chain', {
    from_iterable: fn('iterable', (rt, values) => lazily('chain', chained(rt, rt.iterate(values)))),
  });
  chain.extra = new Map([['from_iterable', fromIterable.members.get('from_iterable')!]]);
  return module;
}
