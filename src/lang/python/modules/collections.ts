// collections.
import { type Definitions, fn, methods, moduleOf, PyMethod } from '../define';
import type { Interpreter } from '../interpreter';
import { PyClass, PyProperty } from '../objects/classes';
import { PyDict } from '../objects/containers';
import { keyError, OBJECT_CLASS } from '../objects/exceptions';
import { addWhole } from '../operators/numbers';
import { PyError, type Runtime } from '../runtime';
import { dictRepr } from '../text/repr';
import { DICT_CLASS, registerClass, TUPLE_CLASS } from '../types/classes';
import { fill } from '../types/dict';
import { LIST_METHODS } from '../types/sequences';
import { type Kwargs, PyBuiltin, PyList, type PyModule, PyTuple, type PyValue } from '../values';

class DefaultDict extends PyDict {
  override get typeName(): string {
    return 'collections.defaultdict';
  }
  constructor(readonly factory: PyValue) {
    super();
  }
  override missing(rt: Runtime, key: PyValue): PyValue | undefined {
    if (this.factory === null) return undefined;
    const value = rt.apply(this.factory, []);
    this.set(rt, key, value);
    return value;
  }
  override repr(rt: Runtime): string {
    return `defaultdict(${rt.repr(this.factory)}, ${dictRepr(rt as Interpreter, this)})`;
  }
  override attribute(name: string): PyValue | undefined {
    return name === 'default_factory' ? this.factory : undefined;
  }
}

class OrderedDict extends PyDict {
  override get typeName(): string {
    return 'collections.OrderedDict';
  }
  override repr(rt: Runtime): string {
    const items = [...this.entries()].map(pair => new PyTuple(pair));
    return `OrderedDict(${items.length === 0 ? '' : rt.repr(new PyList(items))})`;
  }
}

class Counter extends PyDict {
  override get typeName(): string {
    return 'collections.Counter';
  }
  override missing(): PyValue {
    return 0;
  }
  override repr(rt: Runtime): string {
    if (this.size === 0) return 'Counter()';
    const inner = ranked(rt, this).map(([key, count]) => `${rt.repr(key)}: ${rt.repr(count)}`);
    return `Counter({${inner.join(', ')}})`;
  }
  count(rt: Runtime, key: PyValue, by: PyValue): void {
    const before = this.get(rt, key) ?? 0;
    this.set(
      rt,
      key,
      typeof before === 'number' && typeof by === 'number' ? addWhole(before, by) : (rt as Interpreter).binary('+', before, by),
    );
  }
}

function ranked(rt: Runtime, counter: Counter): [PyValue, PyValue][] {
  return [...counter.entries()].sort(([, a], [, b]) => rt.compare(b, a));
}

function tally(rt: Interpreter, counter: Counter, source: PyValue, kwargs: Kwargs, sign: 1 | -1): void {
  const put = (key: PyValue, count: PyValue): void => counter.count(rt, key, sign === 1 ? count : rt.unary('-', count));
  if (source instanceof PyDict) for (const [key, count] of [...source.entries()]) put(key, count);
  else if (source !== null && source !== undefined) for (const item of rt.iterate(source)) put(item, 1);
  for (const [key, count] of kwargs) put(key, count);
}

const counterMethods = methods<Counter>({
  most_common: [
    'n=None',
    (rt, counter, n) =>
      new PyList(
        ranked(rt, counter)
          .slice(0, n === null ? undefined : Number(n))
          .map(pair => new PyTuple(pair)),
      ),
  ],
  elements: [
    '',
    (_rt, counter) => new PyList([...counter.entries()].flatMap(([key, n]) => new Array<PyValue>(Math.max(0, Number(n))).fill(key))),
  ],
  total: ['', (rt, counter) => [...counter.map.values()].reduce((sum, n) => rt.binary('+', sum, n), 0)],
});
for (const [name, sign] of [
  ['update', 1],
  ['subtract', -1],
] as const)
  counterMethods.set(
    name,
    new PyMethod(name, (rt, self, args, kwargs) => {
      tally(rt, self as Counter, args[0] ?? null, kwargs, sign);
      return null;
    }),
  );
const combine = (name: string, keep: (a: number, b: number) => number): void => {
  counterMethods.set(
    name,
    new PyMethod(name, (rt, self, [other]) => {
      const out = new Counter();
      const [mine, theirs] = [self as Counter, other as Counter];
      for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
        const n = keep(Number(mine.get(rt, key) ?? 0), Number(theirs.get(rt, key) ?? 0));
        if (n > 0) out.set(rt, key, n);
      }
      return out;
    }),
  );
};
combine('__add__', (a, b) => a + b);
combine('__sub__', (a, b) => a - b);
combine('__and__', Math.min);
combine('__or__', Math.max);

const orderedMethods = methods<OrderedDict>({
  move_to_end: [
    'key, last=True',
    (rt, dict, key, last) => {
      const value = dict.get(rt, key);
      if (value === undefined) throw keyError(rt, key);
      dict.delete(rt, key);
      const rest = rt.truth(last) ? [] : [...dict.entries()];
      for (const [each] of rest) dict.delete(rt, each);
      dict.set(rt, key, value);
      for (const [each, item] of rest) dict.set(rt, each, item);
      return null;
    },
  ],
  popitem: [
    'last=True',
    (rt, dict, last) => {
      const keys = [...dict.keys()];
      if (keys.length === 0) throw keyError(rt, 'dictionary is empty');
      const key = rt.truth(last) ? keys[keys.length - 1] : keys[0];
      const value = dict.get(rt, key)!;
      dict.delete(rt, key);
      return new PyTuple([key, value]);
    },
  ],
});

class Deque extends PyList {
  override readonly typeName: string = 'collections.deque';
  constructor(
    items: PyValue[],
    readonly limit: number,
  ) {
    super(items);
    this.trim(true);
  }
  trim(left: boolean): void {
    while (this.items.length > this.limit) {
      if (left) this.items.shift();
      else this.items.pop();
    }
  }
  override repr(rt: Runtime): string {
    return `deque(${rt.repr(new PyList(this.items))}${Number.isFinite(this.limit) ? `, maxlen=${this.limit}` : ''})`;
  }
  override attribute(name: string): PyValue | undefined {
    if (name === 'maxlen') return Number.isFinite(this.limit) ? this.limit : null;
    return undefined;
  }
}

function popped(value: PyValue | undefined): PyValue {
  if (value === undefined) throw new PyError('IndexError', 'pop from an empty deque');
  return value;
}

const dequeMethods = methods<Deque>({
  append: [
    'x',
    (_rt, deque, value) => {
      deque.items.push(value);
      deque.trim(true);
      return null;
    },
  ],
  appendleft: [
    'x',
    (_rt, deque, value) => {
      deque.items.unshift(value);
      deque.trim(false);
      return null;
    },
  ],
  extend: [
    'iterable',
    (rt, deque, values) => {
      deque.items.push(...rt.iterate(values));
      deque.trim(true);
      return null;
    },
  ],
  extendleft: [
    'iterable',
    (rt, deque, values) => {
      for (const value of rt.iterate(values)) deque.items.unshift(value);
      deque.trim(false);
      return null;
    },
  ],
  pop: ['', (_rt, deque) => popped(deque.items.pop())],
  popleft: ['', (_rt, deque) => popped(deque.items.shift())],
  rotate: [
    'n=1',
    (_rt, deque, n) => {
      const { items } = deque;
      if (items.length === 0) return null;
      const by = ((Number(n) % items.length) + items.length) % items.length;
      items.unshift(...items.splice(items.length - by, by));
      return null;
    },
  ],
  copy: ['', (_rt, deque) => new Deque([...deque.items], deque.limit)],
});
for (const name of ['clear', 'count', 'index', 'insert', 'remove', 'reverse']) dequeMethods.set(name, LIST_METHODS.get(name)!);

function define(
  name: string,
  base: PyClass,
  members: Map<string, PyValue>,
  make: (rt: Interpreter, args: readonly PyValue[], kwargs: Kwargs) => PyValue,
): PyClass {
  const cls = new PyClass(name, [base], members, (rt, owner, args, kwargs) => {
    const value = make(rt as Interpreter, args, kwargs);
    if (owner !== cls && value instanceof PyDict) value.userClass = owner;
    return value;
  });
  cls.module = 'collections';
  registerClass(`collections.${name}`, cls);
  return cls;
}

const DEFAULTDICT = define('defaultdict', DICT_CLASS, new Map(), (rt, [factory = null, source = null], kwargs) => {
  const dict = new DefaultDict(factory);
  fill(rt, dict, source, kwargs);
  return dict;
});
const ORDERED = define('OrderedDict', DICT_CLASS, orderedMethods, (rt, [source = null], kwargs) => {
  const dict = new OrderedDict();
  fill(rt, dict, source, kwargs);
  return dict;
});
const COUNTER = define('Counter', DICT_CLASS, counterMethods, (rt, [source = null], kwargs) => {
  const counter = new Counter();
  tally(rt, counter, source, kwargs, 1);
  return counter;
});
const DEQUE = define('deque', OBJECT_CLASS, dequeMethods, (rt, args, kwargs) => {
  const limit = kwargs.get('maxlen') ?? args[1] ?? null;
  return new Deque(args[0] === undefined ? [] : [...rt.iterate(args[0])], limit === null ? Infinity : Number(limit));
});

/** A class of tuples whose items have names. */
export function namedTuple(rt: Interpreter, name: string, fields: readonly string[], defaults: readonly PyValue[]): PyClass {
  const members = new Map<string, PyValue>([['_fields', new PyTuple([...fields])]]);
  const method = (key: string, run: (self: PyTuple, args: readonly PyValue[], kwargs: Kwargs) => PyValue): void => {
    const made = new PyBuiltin(key, (_rt, [self, ...args], kwargs) => run(self as PyTuple, args, kwargs));
    made.binds = true;
    members.set(key, made);
  };
  fields.forEach((field, i) => {
    members.set(field, new PyProperty(new PyBuiltin(field, (_rt, [self]) => (self as PyTuple).items[i]), null));
  });
  const make = (items: readonly PyValue[]): PyTuple => {
    const tuple = new PyTuple([...items]);
    tuple.userClass = cls;
    return tuple;
  };
  method('__repr__', self => `${name}(${fields.map((field, i) => `${field}=${rt.repr(self.items[i])}`).join(', ')})`);
  method('_asdict', self => {
    const dict = new PyDict();
    fields.forEach((field, i) => {
      dict.set(rt, field, self.items[i]);
    });
    return dict;
  });
  method('_replace', (self, _args, kwargs) => make(self.items.map((item, i) => kwargs.get(fields[i]) ?? item)));
  const cls: PyClass = new PyClass(name, [TUPLE_CLASS], members, (_rt, owner, args, kwargs) => {
    if (args.length > fields.length)
      throw new PyError('TypeError', `${name}.__new__() takes ${fields.length + 1} positional arguments but ${args.length + 1} were given`);
    const items = fields.map((field, i) => {
      const value = args[i] ?? kwargs.get(field) ?? (args[i] === null ? null : defaults[i - fields.length + defaults.length]);
      if (value === undefined) throw new PyError('TypeError', `${name}.__new__() missing 1 required positional argument: '${field}'`);
      return value;
    });
    const tuple = make(items);
    tuple.userClass = owner;
    return tuple;
  });
  return cls;
}

const fieldNames = (rt: Interpreter, value: PyValue): string[] =>
  typeof value === 'string' ? value.replaceAll(',', ' ').split(/\s+/).filter(Boolean) : [...rt.iterate(value)].map(String);

const FUNCTIONS: Definitions = {
  namedtuple: fn('typename, field_names, *, rename=False, defaults=None, module=None', (rt, name, fields, _rename, defaults) =>
    namedTuple(rt, String(name), fieldNames(rt, fields), defaults === null ? [] : [...rt.iterate(defaults)]),
  ),
  ChainMap: fn('*maps', (rt, maps) => {
    const dict = new PyDict();
    for (const map of [...rt.iterate(maps)].reverse()) if (map instanceof PyDict) dict.copyFrom(map);
    return dict;
  }),
};

export const collectionsModule = (): PyModule =>
  moduleOf('collections', FUNCTIONS, { defaultdict: DEFAULTDICT, OrderedDict: ORDERED, Counter: COUNTER, deque: DEQUE });
