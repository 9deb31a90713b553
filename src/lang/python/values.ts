// The values of the interpreted Python. A JS number is a Python int; a Python float is a `PyFloat`, so that 5 and 5.0 differ.
import type { Node } from '../../core/graph';
import type { NDArray } from './numpy/ndarray';
import type { PyClass } from './objects/classes';
import type { Runtime } from './runtime';

/**
 * None is null, bool is boolean, int is number (safe integers) or bigint (beyond), str is string. The rest are objects.
 * A scalar NumPy value (np.float64, np.int64, np.bool_) is a 0-d `NDArray` with `scalar` set, or a plain PyFloat where it was made by plain floats.
 */
export type PyValue = null | boolean | number | bigint | string | PyFloat | PyObject;

/** A float. `node` is its place in the traced graph, if it is traced. Immutable. */
export class PyFloat {
  constructor(
    readonly v: number,
    readonly node: Node | null = null,
  ) {}
}

/** Everything with identity. Attribute access goes through the runtime's `getattr`, which asks `attribute` first. */
export abstract class PyObject {
  abstract readonly typeName: string;
  /** The attribute's value, or undefined where there is none. */
  attribute?(name: string, rt: Runtime): PyValue | undefined;
  setAttribute?(name: string, value: PyValue, rt: Runtime): boolean;
  /** The user's class that a built-in value belongs to (a subclass of list or dict), and its attributes. */
  declare userClass?: PyClass;
  declare extra?: Map<string, PyValue>;
  /** How it is written, where that is not the usual `<… object at …>`. */
  repr?(rt: Runtime): string;
  /** The elements, for kinds of containers that the language does not know. */
  iterate?(rt: Runtime): Iterable<PyValue>;
  /** For `isinstance(value, this)`, where this is a type that is no class of the language. */
  isInstance?(value: PyValue, rt: Runtime): boolean;
}

export type Kwargs = ReadonlyMap<string, PyValue>;
export const NO_KWARGS: Kwargs = new Map();

/** A function of ours: `np.dot`, `len`, a bound `list.append`. */
export class PyBuiltin extends PyObject {
  readonly typeName: string = 'builtin_function_or_method';
  /** True where it stands for a function of the user's: as a class's member it is a method. */
  binds = false;
  constructor(
    readonly name: string,
    readonly call: (rt: Runtime, args: readonly PyValue[], kwargs: Kwargs) => PyValue,
  ) {
    super();
  }
}

export class PyList extends PyObject {
  readonly typeName: string = 'list';
  constructor(readonly items: PyValue[]) {
    super();
  }
}

export class PyTuple extends PyObject {
  readonly typeName = 'tuple';
  constructor(readonly items: readonly PyValue[]) {
    super();
  }
}

/** `np`, `np.random`, `math`: a table of members, made on first use. */
export class PyModule extends PyObject {
  readonly typeName = 'module';
  constructor(
    readonly name: string,
    readonly members: Map<string, PyValue>,
  ) {
    super();
  }
  override attribute(name: string): PyValue | undefined {
    return this.members.get(name);
  }
}

/** A value that we do not model (something of an unknown library): any use of it gives another, and says once what was left out. */
export class PyOpaque extends PyObject {
  readonly typeName = 'opaque';
  constructor(readonly what: string) {
    super();
  }
}

export class PySlice extends PyObject {
  readonly typeName = 'slice';
  constructor(
    readonly start: PyValue,
    readonly stop: PyValue,
    readonly step: PyValue,
  ) {
    super();
  }
}

export const ELLIPSIS = new (class extends PyObject {
  readonly typeName = 'ellipsis';
})();

export type { NDArray };
