// Functions of the user's code: what a call needs, and the frame that it runs in.
import type { Parameter } from '../ast';
import { PyObject, type PyValue } from '../values';

/** A variable that inner functions share. */
export class Cell {
  constructor(public v: PyValue | undefined = undefined) {}
}

/** The global names of a module; each is a cell, found once when code is compiled. */
export class ModuleScope {
  readonly cells = new Map<string, Cell>();
  /** The package that relative imports start from. */
  package: string;
  /** Code of ours for a module that is absent; its data leaves no trace of how it was made. */
  standIn: 'code' | 'data' | null = null;
  constructor(
    readonly name: string,
    readonly file: string,
  ) {
    this.package = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
  }
  cell(name: string): Cell {
    let cell = this.cells.get(name);
    if (!cell) {
      cell = new Cell();
      this.cells.set(name, cell);
    }
    return cell;
  }
}

export class Frame {
  /** What `return` gives back. */
  result: PyValue = null;
  /** The names of a class body; null elsewhere. */
  names: Map<string, PyValue> | null = null;
  /** While tracing: the last part of the name that the statement assigns to. */
  target = '';
  constructor(
    /** Local variables; those that inner functions share are in cells. */
    readonly slots: (PyValue | Cell | undefined)[],
    readonly free: readonly Cell[],
    /** The call in the trace that it belongs to. */
    readonly call: number,
  ) {}
}

export type Eval = (f: Frame) => PyValue;
/** Runs a statement and says how it ended. */
export type Exec = (f: Frame) => number;
export const NORMAL = 0;
export const BREAK = 1;
export const CONTINUE = 2;
export const RETURN = 3;

export interface Code {
  readonly name: string;
  readonly qualifiedName: string;
  readonly params: readonly Parameter[];
  /** Plain and positional-only parameters; slots 0 … positional − 1 are theirs, then keyword-only, `*args`, `**kwargs`. */
  readonly positional: number;
  readonly keywordOnly: number;
  readonly star: number;
  readonly doubleStar: number;
  readonly size: number;
  /** Slots that hold cells; those of parameters are wrapped on entry. */
  readonly cellSlots: readonly number[];
  readonly localNames: readonly string[];
  readonly doc: string | null;
  /** True where a call needs nothing but its positional arguments. */
  readonly simple: boolean;
  readonly generator: ((f: Frame) => Generator<PyValue, PyValue, PyValue>) | null;
  /** Compiles the body when it is called first. */
  run: (f: Frame) => PyValue;
  readonly site: number;
  readonly paramSites: readonly number[];
  readonly statement: number;
  readonly line: number;
  readonly scope: ModuleScope;
}

export class PyFunction extends PyObject {
  readonly typeName = 'function';
  attrs: Map<string, PyValue> | null = null;
  qualifiedName: string;
  constructor(
    readonly code: Code,
    readonly free: readonly Cell[],
    readonly defaults: readonly (PyValue | undefined)[],
  ) {
    super();
    this.qualifiedName = code.qualifiedName;
  }
}
