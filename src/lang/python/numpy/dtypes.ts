// NumPy's element types: names, sizes, promotion, and what a number becomes when it is stored as one.
import { PyError } from '../runtime';
import { PyObject, type PyValue } from '../values';

/** b bool, i signed, u unsigned, f float, U text, O any object. */
export type Kind = 'b' | 'i' | 'u' | 'f' | 'U' | 'O';

export class DType extends PyObject {
  readonly typeName = 'numpy.dtype';
  constructor(
    readonly name: string,
    readonly kind: Kind,
    readonly itemsize: number,
    readonly code: string,
  ) {
    super();
  }

  /** `<f8`, as `dtype.str` gives it. */
  get text(): string {
    return this.kind === 'O'
      ? '|O'
      : `${this.itemsize === 1 ? '|' : '<'}${this.kind}${this.kind === 'U' ? this.itemsize / 4 : this.itemsize}`;
  }

  /** As `print(a.dtype)` writes it. */
  override toString(): string {
    return this.kind === 'U' ? this.text : this.name;
  }

  override repr(): string {
    return `dtype('${this.kind === 'U' ? this.text : this.kind === 'O' ? 'O' : this.name}')`;
  }

  override attribute(name: string): PyValue | undefined {
    if (name === 'name') return this.name;
    if (name === 'kind') return this.kind;
    if (name === 'itemsize') return this.itemsize;
    if (name === 'char') return this.code;
    if (name === 'str') return this.text;
    if (name === 'type') return typeObjects.get(this) ?? null;
    return undefined;
  }

  get inexact(): boolean {
    return this.kind === 'f';
  }
  get integral(): boolean {
    return this.kind === 'i' || this.kind === 'u';
  }
  get numeric(): boolean {
    return this.kind !== 'U' && this.kind !== 'O';
  }
}

export const BOOL = new DType('bool', 'b', 1, '?');
export const INT8 = new DType('int8', 'i', 1, 'b');
export const INT16 = new DType('int16', 'i', 2, 'h');
export const INT32 = new DType('int32', 'i', 4, 'i');
export const INT64 = new DType('int64', 'i', 8, 'l');
export const UINT8 = new DType('uint8', 'u', 1, 'B');
export const UINT16 = new DType('uint16', 'u', 2, 'H');
export const UINT32 = new DType('uint32', 'u', 4, 'I');
export const UINT64 = new DType('uint64', 'u', 8, 'L');
export const FLOAT16 = new DType('float16', 'f', 2, 'e');
export const FLOAT32 = new DType('float32', 'f', 4, 'f');
export const FLOAT64 = new DType('float64', 'f', 8, 'd');
export const OBJECT = new DType('object', 'O', 8, 'O');

export const NUMERIC: readonly DType[] = [BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT16, FLOAT32, FLOAT64];

/** `np.float64` and its like, by type; filled in where they are made. */
export const typeObjects = new Map<DType, PyValue>();

/** `a.dtype == np.float64`, `a.dtype == 'float64'`: equal to a type's other names too. */
export function sameDType(a: PyValue, b: PyValue): boolean {
  try {
    return dtypeOf(a) === dtypeOf(b);
  } catch {
    return false;
  }
}

const texts = new Map<number, DType>();
export function textType(length: number): DType {
  const known = texts.get(length) ?? new DType(`str${length * 32}`, 'U', length * 4, 'U');
  texts.set(length, known);
  return known;
}

const NAMES = new Map<string, DType>([
  ...NUMERIC.map(d => [d.name, d] as const),
  ...NUMERIC.map(d => [d.code, d] as const),
  ...NUMERIC.filter(d => d.kind !== 'b').map(d => [`${d.kind}${d.itemsize}`, d] as const),
  ...NUMERIC.map(d => [d.text, d] as const),
  ['float', FLOAT64],
  ['double', FLOAT64],
  ['single', FLOAT32],
  ['half', FLOAT16],
  ['longdouble', FLOAT64],
  ['float128', FLOAT64],
  ['int', INT64],
  ['int_', INT64],
  ['intp', INT64],
  ['long', INT64],
  ['uint', UINT64],
  ['bool_', BOOL],
  ['b1', BOOL],
  ['q', INT64],
  ['p', INT64],
  ['object', OBJECT],
  ['object_', OBJECT],
  ['O', OBJECT],
  ['str', textType(0)],
  ['str_', textType(0)],
  ['U', textType(0)],
]);

/** The type of a name (`float32`, `f4`, `<f4`, `<U3`), or null. */
export function dtypeNamed(name: string): DType | null {
  const known = NAMES.get(name) ?? NAMES.get(name.replace(/^[<=|>]/, ''));
  if (known) return known;
  const text = /^[<=|>]?[US](\d+)$/.exec(name);
  return text ? textType(Number(text[1])) : null;
}

/** Objects that stand for a type: `np.float32`, and the language's own `float`, `int`, `bool`, `str`, `object`. */
interface TypeLike {
  readonly dtype?: DType;
  readonly name?: string;
}

/** The type that a `dtype=` argument means; null for None. */
export function dtypeOf(value: PyValue | undefined): DType | null {
  if (value === undefined || value === null) return null;
  if (value instanceof DType) return value;
  if (typeof value === 'string') {
    const found = dtypeNamed(value);
    if (found) return found;
    throw new PyError('TypeError', `data type '${value}' not understood`);
  }
  const like = value as TypeLike;
  const found = like.dtype instanceof DType ? like.dtype : typeof like.name === 'string' ? dtypeNamed(like.name) : null;
  if (!found) throw new PyError('TypeError', 'Cannot interpret this object as a data type');
  return found;
}

const floatFor = (size: number): DType => (size <= 1 ? FLOAT16 : size <= 2 ? FLOAT32 : FLOAT64);
const wider = (a: DType, b: DType): DType => (a.itemsize >= b.itemsize ? a : b);

/** The smallest type that holds both, as `np.promote_types`. */
export function promote(a: DType, b: DType): DType {
  if (a === b) return a;
  if (a.kind === 'O' || b.kind === 'O') return OBJECT;
  if (a.kind === 'U' || b.kind === 'U') return promoteText(a, b);
  if (a.kind === 'b') return b;
  if (b.kind === 'b') return a;
  if (a.kind === b.kind) return wider(a, b);
  if (a.kind === 'f') return wider(a, floatFor(b.itemsize));
  if (b.kind === 'f') return wider(b, floatFor(a.itemsize));
  const [signed, unsigned] = a.kind === 'i' ? [a, b] : [b, a];
  if (signed.itemsize > unsigned.itemsize) return signed;
  return [INT16, INT32, INT64].find(d => d.itemsize > unsigned.itemsize) ?? FLOAT64;
}

const TEXT_LENGTH: Readonly<Record<Kind, number>> = { b: 5, i: 21, u: 20, f: 32, U: 0, O: 0 };
function promoteText(a: DType, b: DType): DType {
  const length = (d: DType): number => (d.kind === 'U' ? d.itemsize / 4 : TEXT_LENGTH[d.kind]);
  return textType(Math.max(length(a), length(b)));
}

/** A Python number is weak: it only decides between bool, integer and float. */
export type Weak = 'bool' | 'int' | 'float';

export function promoteWeak(a: DType, weak: Weak): DType {
  if (a.kind === 'O' || a.kind === 'U') return a;
  if (weak === 'float') return a.kind === 'f' ? a : FLOAT64;
  if (weak === 'int') return a.kind === 'b' ? INT64 : a;
  return a;
}

/** Half precision: 11 bits of significand, by rounding to the nearest representable. */
export function toHalf(x: number): number {
  const a = Math.abs(x);
  if (!Number.isFinite(x) || a === 0) return x;
  if (a >= 65520) return x < 0 ? -Infinity : Infinity;
  const exponent = Math.max(-14, Math.floor(Math.log2(a)));
  const unit = 2 ** (exponent - 10);
  const scaled = a / unit;
  const down = Math.floor(scaled);
  const rest = scaled - down;
  const rounded = rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down;
  return Math.sign(x) * rounded * unit;
}

const integer = (x: number): number => (Number.isFinite(x) ? Math.trunc(x) + 0 : -(2 ** 63));

/** What a number becomes when it is stored as a type: rounded, truncated, wrapped around. */
export function stored(dtype: DType, x: number): number {
  if (dtype === FLOAT64) return x;
  if (dtype === INT64) return integer(x);
  if (dtype === BOOL) return x === 0 ? 0 : 1;
  if (dtype === FLOAT32) return Math.fround(x);
  if (dtype === FLOAT16) return toHalf(x);
  return wrap(dtype, integer(x));
}

/** An integer modulo the type's range. */
export function wrap(dtype: DType, x: number): number {
  if (dtype.itemsize === 8) return dtype.kind === 'u' && x < 0 ? x + 2 ** 64 : x;
  const range = 2 ** (dtype.itemsize * 8);
  const low = dtype.kind === 'u' ? 0 : -range / 2;
  if (x >= low && x < low + range) return x;
  return ((((x - low) % range) + range) % range) + low;
}

/** True where storing a result of `from` in `to` is allowed by the rule 'same_kind'. */
export function sameKind(from: DType, to: DType): boolean {
  const order = 'biuf';
  if (to.kind === 'O' || from === to) return true;
  if (!from.numeric || !to.numeric) return from.kind === to.kind;
  if (from.kind === 'i' && to.kind === 'u') return false;
  const rank = (d: DType): number => (d.kind === 'u' ? 1 : order.indexOf(d.kind));
  return rank(from) <= rank(to);
}
