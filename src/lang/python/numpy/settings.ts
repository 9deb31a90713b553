// Print options, error states, and facts about number types.
import type { Runtime } from '../runtime';
import { PyBuiltin, PyFloat, PyObject, PyTuple, type PyValue } from '../values';
import { asIndex, dictItems, operand, shapeArg } from './convert';
import { builtin, entry, type Table } from './define';
import { DType, dtypeOf, FLOAT64, type Kind } from './dtypes';
import { NDArray, newArray, scalarOf } from './ndarray';
import { array2string, arrayRepr, arrayStr } from './printing/arrays';
import { layout, positional, scientific } from './printing/decimal';
import { type PrintOptions, printOptions, setPrintOptions } from './printing/options';
import { NumpyType } from './types';

const OPTIONS =
  'precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None, override_repr=None';

function optionsOf(rt: Runtime, v: readonly PyValue[]): Partial<PrintOptions> {
  const [precision, threshold, edgeitems, linewidth, suppress, nanstr, infstr, formatter, sign, floatmode] = v;
  const number = (x: PyValue): number => asIndex(x) ?? (x instanceof PyFloat ? x.v : 0);
  return {
    ...(precision !== null && { precision: number(precision) }),
    ...(threshold !== null && { threshold: number(threshold) }),
    ...(edgeitems !== null && { edgeitems: number(edgeitems) }),
    ...(linewidth !== null && { linewidth: number(linewidth) }),
    ...(suppress !== null && { suppress: rt.truth(suppress) }),
    ...(nanstr !== null && { nanstr: String(nanstr) }),
    ...(infstr !== null && { infstr: String(infstr) }),
    ...(sign !== null && { sign: sign as PrintOptions['sign'] }),
    ...(floatmode !== null && { floatmode: floatmode as PrintOptions['floatmode'] }),
    ...(formatter !== null && { formatter: formattersOf(rt, formatter) }),
  };
}

function formattersOf(rt: Runtime, formatter: PyValue): Map<string, PyValue> {
  return new Map(dictItems(rt, formatter).map(([key, value]) => [String(key), value]));
}

/** Something for `with`: does one thing on entering, undoes it on leaving. */
class Scope extends PyObject {
  readonly typeName = 'numpy.context';
  constructor(
    private readonly enter: (rt: Runtime) => PyValue,
    private readonly leave: (rt: Runtime) => void,
  ) {
    super();
  }
  override attribute(name: string): PyValue | undefined {
    if (name === '__enter__') return new PyBuiltin(name, rt => this.enter(rt));
    if (name === '__exit__')
      return new PyBuiltin(name, rt => {
        this.leave(rt);
        return null;
      });
    return undefined;
  }
}

function temporary(rt: Runtime, v: readonly PyValue[]): Scope {
  const before = printOptions(rt);
  return new Scope(
    at => {
      setPrintOptions(at, { formatter: null, ...optionsOf(at, v) });
      return null;
    },
    at => setPrintOptions(at, before),
  );
}

/** A record of named numbers: finfo, iinfo. */
class Facts extends PyObject {
  constructor(
    readonly typeName: string,
    private readonly facts: ReadonlyMap<string, PyValue>,
  ) {
    super();
  }
  override attribute(name: string): PyValue | undefined {
    return this.facts.get(name);
  }
}

function typeOfValue(rt: Runtime, value: PyValue): DType {
  if (value instanceof NDArray) return value.dtype;
  if (value instanceof PyFloat) return FLOAT64;
  if (typeof value === 'number') return operand(rt, value).dtype;
  return dtypeOf(value) ?? FLOAT64;
}

const FLOATS: Readonly<Record<number, { eps: number; max: number; tiny: number; digits: number }>> = {
  2: { eps: 2 ** -10, max: 65504, tiny: 2 ** -14, digits: 3 },
  4: { eps: 2 ** -23, max: 3.4028234663852886e38, tiny: 2 ** -126, digits: 6 },
  8: { eps: 2 ** -52, max: Number.MAX_VALUE, tiny: 2 ** -1022, digits: 15 },
};

function finfo(rt: Runtime, value: PyValue): Facts {
  const dtype = typeOfValue(rt, value);
  const { eps, max, tiny, digits } = FLOATS[dtype.itemsize] ?? FLOATS[8];
  const of = (x: number): NDArray => scalarOf(x, dtype);
  return new Facts(
    'numpy.finfo',
    new Map<string, PyValue>([
      ['eps', of(eps)],
      ['max', of(max)],
      ['min', of(-max)],
      ['tiny', of(tiny)],
      ['smallest_normal', of(tiny)],
      ['resolution', of(10 ** -digits)],
      ['precision', digits],
      ['bits', dtype.itemsize * 8],
      ['dtype', dtype],
    ]),
  );
}

function iinfo(rt: Runtime, value: PyValue): Facts {
  const dtype = typeOfValue(rt, value);
  const bits = dtype.itemsize * 8;
  const whole = (x: bigint): PyValue => (x >= -9007199254740991n && x <= 9007199254740991n ? Number(x) : x);
  const top = dtype.kind === 'u' ? (1n << BigInt(bits)) - 1n : (1n << BigInt(bits - 1)) - 1n;
  const low = dtype.kind === 'u' ? 0n : -(1n << BigInt(bits - 1));
  return new Facts(
    'numpy.iinfo',
    new Map<string, PyValue>([
      ['max', whole(top)],
      ['min', whole(low)],
      ['bits', bits],
      ['dtype', dtype],
    ]),
  );
}

/** A family of types, for `isinstance` and `issubdtype`: np.integer, np.floating. */
export class TypeFamily extends PyObject {
  readonly typeName = 'type';
  constructor(
    readonly name: string,
    readonly kinds: readonly Kind[],
    private readonly scalarsOnly = true,
  ) {
    super();
  }
  override isInstance(value: PyValue): boolean {
    return value instanceof NDArray && value.scalar === this.scalarsOnly && this.kinds.includes(value.dtype.kind);
  }
  override repr(): string {
    return `<class 'numpy.${this.name}'>`;
  }
}

/** `np.ndarray`: a type to ask for, and to make arrays with. */
class ArrayType extends PyBuiltin {
  constructor() {
    super('ndarray', (rt, [shape]) => newArray(shapeArg(rt, shape)));
  }
  override isInstance(value: PyValue): boolean {
    return value instanceof NDArray && !value.scalar;
  }
  override repr(): string {
    return "<class 'numpy.ndarray'>";
  }
}

function issubdtype(a: PyValue, b: PyValue): boolean {
  const own = a instanceof TypeFamily ? a.kinds : [dtypeOf(a)!.kind];
  if (b instanceof TypeFamily) return own.every(kind => b.kinds.includes(kind));
  if (b instanceof NumpyType || b instanceof DType) return dtypeOf(a) === dtypeOf(b);
  return own.every(kind => kind === dtypeOf(b)!.kind);
}

const families = (): TypeFamily[] => [
  new TypeFamily('generic', ['b', 'i', 'u', 'f', 'U', 'O']),
  new TypeFamily('number', ['i', 'u', 'f']),
  new TypeFamily('integer', ['i', 'u']),
  new TypeFamily('signedinteger', ['i']),
  new TypeFamily('unsignedinteger', ['u']),
  new TypeFamily('inexact', ['f']),
  new TypeFamily('floating', ['f']),
  new TypeFamily('character', ['U']),
];

/** Types that are no entries of the function table. */
export function typeMembers(): Map<string, PyValue> {
  const members = new Map<string, PyValue>(families().map(f => [f.name, f] as const));
  members.set('ndarray', new ArrayType());
  members.set('dtype', new PyBuiltin('dtype', (_rt, [value = null]) => dtypeOf(value) ?? FLOAT64));
  members.set(
    'errstate',
    new PyBuiltin(
      'errstate',
      () =>
        new Scope(
          () => null,
          () => {},
        ),
    ),
  );
  members.set('finfo', builtin('finfo', entry('dtype', finfo)));
  members.set('iinfo', builtin('iinfo', entry('type', iinfo)));
  return members;
}

const noStates = entry('all=None, divide=None, over=None, under=None, invalid=None', () => new PyTuple([]));

export const settings: Table = {
  set_printoptions: entry(OPTIONS, (rt, ...v) => {
    setPrintOptions(rt, { formatter: null, ...optionsOf(rt, v) });
    return null;
  }),
  printoptions: entry(OPTIONS, (rt, ...v) => temporary(rt, v)),
  array2string: entry(
    "a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', *, formatter=None, threshold=None, edgeitems=None, sign=None, floatmode=None, suffix=''",
    (rt, a, width, precision, suppress, separator, prefix, formatter, threshold, edgeitems, sign, floatmode, suffix) => {
      const over = optionsOf(rt, [precision, threshold, edgeitems, width, suppress, null, null, formatter, sign, floatmode]);
      const options = { ...printOptions(rt), ...over };
      return array2string(
        rt,
        operand(rt, a),
        { ...options, linewidth: options.linewidth - String(suffix).length },
        String(separator),
        String(prefix),
      );
    },
  ),
  array_str: entry('a, max_line_width=None, precision=None, suppress_small=None', (rt, a) => arrayStr(rt, operand(rt, a))),
  array_repr: entry('arr, max_line_width=None, precision=None, suppress_small=None', (rt, a) => arrayRepr(rt, operand(rt, a))),
  format_float_positional: entry(
    "x, precision=None, unique=True, fractional=True, trim='k', sign=False, pad_left=None, pad_right=None, min_digits=None",
    (rt, x, precision, unique, _fractional, trim) =>
      positional(
        operand(rt, x).store.data[operand(rt, x).start],
        layout({ precision: asIndex(precision), unique: rt.truth(unique), trim: trim as '-' }),
      ),
  ),
  format_float_scientific: entry("x, precision=None, unique=True, trim='k'", (rt, x, precision, unique, trim) =>
    scientific(
      operand(rt, x).store.data[operand(rt, x).start],
      layout({ precision: asIndex(precision), unique: rt.truth(unique), trim: trim as '-' }),
    ),
  ),
  seterr: noStates,
  geterr: noStates,
  issubdtype: entry('arg1, arg2', (_rt, a, b) => issubdtype(a, b)),
  can_cast: entry('from_, to', (_rt, from, to) => {
    const order = 'biuf';
    return order.indexOf(dtypeOf(from)!.kind) <= order.indexOf(dtypeOf(to)!.kind);
  }),
};
