// NumPy's array: a type, a shape and strides over a store that views share, and its place in the traced graph.
import type { Node } from '../../../core/graph';
import type { Attrs } from '../../../core/op';
import type { OpName } from '../../../core/opNames';
import type { Tensor } from '../../../core/tensor';
import type { Runtime } from '../runtime';
import { PyError } from '../runtime';
import { PyObject, type PyValue } from '../values';
import { BOOL, type DType, FLOAT64, OBJECT, stored } from './dtypes';
import { copyStrided } from './kernels/copy';

/** The memory of one array and of its views. */
export class Store {
  /** The traced value of the owner; null where it is not traced (yet). */
  node: Node | null = null;
  /** True while `data` belongs to a node too: a node's value never changes, so a write must copy first. */
  shared = false;
  /** Counts the writes that gave the owner another value in the graph. */
  version = 0;
  /** Elements of text and object arrays; `data` is empty then. */
  items: PyValue[] | null = null;
  constructor(
    public data: Float64Array,
    /** Where the owner's first entry lies in `data`. */
    public start: number,
  ) {}
}

/** How a view's value follows from its parent's, in the graph. `site` and `uses` say where it was taken. */
export interface Taken {
  readonly op: OpName;
  readonly attrs: Attrs;
  readonly site: number;
  readonly uses: readonly number[];
}

export class NDArray extends PyObject {
  /** A scalar (np.float64): the result of a full reduction or of indexing a single entry. Always 0-d. */
  scalar = false;
  parent: NDArray | null = null;
  taken: Taken | null = null;
  /** A view's node, and the version of the store that it was taken at. */
  cached: Node | null = null;
  cachedAt = -1;
  writeable = true;

  constructor(
    readonly store: Store,
    /** Relative to the store's start. */
    readonly offset: number,
    public shape: readonly number[],
    public strides: readonly number[],
    public dtype: DType,
  ) {
    super();
  }

  get typeName(): string {
    if (!this.scalar) return 'numpy.ndarray';
    return `numpy.${this.dtype === BOOL ? 'bool' : this.dtype.kind === 'U' ? 'str_' : this.dtype.name}`;
  }

  get size(): number {
    return sizeOf(this.shape);
  }
  get ndim(): number {
    return this.shape.length;
  }
  /** Where the first entry lies in the store's data. */
  get start(): number {
    return this.store.start + this.offset;
  }

  override attribute(name: string, rt: Runtime): PyValue | undefined {
    return behaviour.attribute?.(rt, this, name);
  }
  override setAttribute(name: string, value: PyValue, rt: Runtime): boolean {
    return behaviour.setAttribute?.(rt, this, name, value) ?? false;
  }
}

/** What arrays can do, filled in by the modules that implement it, so that this one imports none of them. */
export const behaviour: {
  attribute: ((rt: Runtime, array: NDArray, name: string) => PyValue | undefined) | null;
  setAttribute: ((rt: Runtime, array: NDArray, name: string, value: PyValue) => boolean) | null;
} = { attribute: null, setAttribute: null };

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i];
  return size;
}

export function stridesOf(shape: readonly number[]): number[] {
  const n = shape.length;
  if (n === 0) return [];
  if (n === 1) return [1];
  if (n === 2) return [shape[1], 1];
  const strides = new Array<number>(n);
  let step = 1;
  for (let i = n - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i];
  }
  return strides;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export const shapeText = (shape: readonly number[]): string => `(${shape.join(',')}${shape.length === 1 ? ',' : ''})`;
/** With spaces, as a tuple is written. */
export const tupleText = (shape: readonly number[]): string => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;

// A typed array of its own costs a microsecond; small arrays are carved out of a slab, which lives as long as one of them does.
const SLAB = 2048;
const CARVED = 256;
let slab = new Float64Array(SLAB);
let used = 0;
const LARGEST = 2 ** 28;

/** A store of zeros for n entries. */
export function allocate(n: number): Store {
  if (n === 1) return new Store(new Float64Array(1), 0);
  if (n > CARVED) return new Store(new Float64Array(n), 0);
  if (used + n > SLAB) {
    slab = new Float64Array(SLAB);
    used = 0;
  }
  const start = used;
  used += n;
  return new Store(slab, start);
}

/** From this size on zeroing costs more than allocating. */
const UNZEROED = 300;

/** An array whose every entry is written next: what lies in it before is anything. */
export function newResult(shape: readonly number[], dtype: DType = FLOAT64): NDArray {
  const size = sizeOf(shape);
  if (size < UNZEROED || size > LARGEST || !dtype.numeric) return newArray(shape, dtype);
  const { buffer } = Buffer.allocUnsafeSlow(8 * size);
  return new NDArray(new Store(new Float64Array(buffer as ArrayBuffer), 0), 0, shape, stridesOf(shape), dtype);
}

function tooLarge(shape: readonly number[], dtype: DType): PyError {
  const bytes = sizeOf(shape) * dtype.itemsize;
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const amount = bytes / 2 ** (10 * power);
  const text = amount < 10 ? amount.toPrecision(3) : amount < 1000 ? amount.toFixed(1) : amount.toFixed(0);
  const where = `for an array with shape ${tupleText(shape)} and data type ${dtype}`;
  return new PyError(
    'numpy._core._exceptions._ArrayMemoryError',
    `Unable to allocate ${text.replace(/\.0$/, '.')} ${units[power]} ${where}`,
  );
}

/** A new array of zeros (of None, of empty text). */
export function newArray(shape: readonly number[], dtype: DType = FLOAT64): NDArray {
  const size = sizeOf(shape);
  if (size > LARGEST) throw tooLarge(shape, dtype);
  const store = dtype.numeric ? allocate(size) : new Store(new Float64Array(0), 0);
  if (!dtype.numeric) store.items = new Array<PyValue>(size).fill(dtype === OBJECT ? null : '');
  return new NDArray(store, 0, shape, stridesOf(shape), dtype);
}

/** An array over data that nothing else uses, row-major. */
export function arrayOver(data: Float64Array, shape: readonly number[], dtype: DType = FLOAT64): NDArray {
  return new NDArray(new Store(data, 0), 0, shape, stridesOf(shape), dtype);
}

export function itemsOver(items: PyValue[], shape: readonly number[], dtype: DType): NDArray {
  const store = new Store(new Float64Array(0), 0);
  store.items = items;
  return new NDArray(store, 0, shape, stridesOf(shape), dtype);
}

export function scalarOf(value: number, dtype: DType = FLOAT64): NDArray {
  const data = new Float64Array(1);
  data[0] = value;
  const array = new NDArray(new Store(data, 0), 0, NO_SHAPE, NO_SHAPE, dtype);
  array.scalar = true;
  return array;
}
const NO_SHAPE: readonly number[] = [];

/** True when the entries lie one after the other, row-major. */
export function contiguous(a: NDArray): boolean {
  const { shape, strides } = a;
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== step) return false;
    step *= shape[i];
  }
  return true;
}

/** Calls `visit(offset)` for every entry, row-major; offsets are absolute in the store's data. */
export function eachOffset(a: NDArray, visit: (offset: number, position: number) => void): void {
  const { shape, strides } = a;
  const size = sizeOf(shape);
  let offset = a.start;
  if (size === 0) return;
  if (contiguous(a)) {
    for (let i = 0; i < size; i++) visit(offset + i, i);
    return;
  }
  const rank = shape.length;
  const index = new Array<number>(rank).fill(0);
  for (let position = 0; position < size; position++) {
    visit(offset, position);
    for (let axis = rank - 1; axis >= 0; axis--) {
      offset += strides[axis];
      if (++index[axis] < shape[axis]) break;
      offset -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}

/** The entries in order, copied. */
export function copyData(a: NDArray): Float64Array {
  const size = sizeOf(a.shape);
  const { data } = a.store;
  const start = a.start;
  if (contiguous(a)) return data.slice(start, start + size);
  const out = new Float64Array(size);
  if (size > 0) copyStrided(a.shape, data, start, a.strides, out, 0, stridesOf(a.shape));
  return out;
}

/** The entries in order, and where they begin: without a copy where they lie so already. Only to be read. */
export function flatData(a: NDArray): { data: Float64Array; start: number } {
  return contiguous(a) ? { data: a.store.data, start: a.start } : { data: copyData(a), start: 0 };
}

/** The numbers as a tensor of the core; its data may be the array's own, to be read only. */
export function tensorOf(a: NDArray): Tensor {
  const { data, start } = flatData(a);
  const size = sizeOf(a.shape);
  return { shape: a.shape, data: start === 0 && data.length === size ? data : data.slice(start, start + size) };
}

export function copyItems(a: NDArray): PyValue[] {
  const items = a.store.items!;
  const out: PyValue[] = new Array(a.size);
  eachOffset(a, (offset, position) => {
    out[position] = items[offset];
  });
  return out;
}

/** The only entry's number. */
export const firstOf = (a: NDArray): number => a.store.data[a.store.start + a.offset];

/** Makes the store's data writable in place: no node's value may change. */
export function ownData(store: Store): void {
  if (!store.shared) return;
  store.data = store.data.slice();
  store.shared = false;
}

/** The same numbers in another type, as a new array outside the graph. */
export function castCopy(a: NDArray, dtype: DType): NDArray {
  const out = newArray(a.shape, dtype);
  const { data, start } = out.store;
  const { data: source, start: from } = flatData(a);
  const size = out.size;
  if (dtype === FLOAT64 || dtype === a.dtype || a.dtype === BOOL) for (let i = 0; i < size; i++) data[start + i] = source[from + i];
  else for (let i = 0; i < size; i++) data[start + i] = stored(dtype, source[from + i]);
  return out;
}
