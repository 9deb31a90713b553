// What the interpreter offers to the libraries written for it (numpy, math, random …). Types, and the error that Python would raise.
import type { Recorder } from '../../trace/recorder';
import type { Kwargs, NDArray, PyValue } from './values';

/** A Python exception on its way up: `value` is the exception instance where the user's code made one. */
export class PyError extends Error {
  /** The missing key of a KeyError: the exception's argument is the key itself. */
  key: PyValue | undefined = undefined;
  /** Where it was raised, if that is known better than by the site at the time. */
  site = 0;
  /** The lines that were being executed, innermost first. */
  readonly lines: { readonly name: string; readonly line: number; readonly file: string }[] = [];
  /** What it was raised from. */
  reason: PyError | null = null;
  /** The frame whose line was noted last. */
  noted: object | null = null;
  /** True for a `raise` of the user's. */
  raised = false;
  constructor(
    readonly type: string,
    message: string,
    public value: PyValue = null,
  ) {
    super(message);
    this.name = type;
  }
}

/** The budget is used up; nothing in the user's code may catch it. */
export class BudgetError extends Error {}

export interface Runtime {
  /** Present when values are traced (checking); null when the file is only run. A library asks `rt.recorder` on every application. */
  recorder: Recorder | null;
  /** The application that is being evaluated: its site, those of its operands, its statement, the call it runs in, and the assignment's target. */
  site: number;
  uses: readonly number[];
  statement: number;
  call: number;
  target: string;

  /** Calls any callable. */
  apply(callable: PyValue, args: readonly PyValue[], kwargs?: Kwargs): PyValue;
  getattr(value: PyValue, name: string): PyValue;
  setattr(value: PyValue, name: string, item: PyValue): void;
  /** The elements of any iterable, once. */
  iterate(value: PyValue): Iterable<PyValue>;
  truth(value: PyValue): boolean;
  equals(a: PyValue, b: PyValue): boolean;
  /** `x op y` by the rules of the language, for what a library holds without knowing it (arrays of objects). */
  binary?(op: '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '&' | '|' | '^' | '<<' | '>>', x: PyValue, y: PyValue): PyValue;
  /** What an object of a class with `__array__` is as an array; null for every other value. */
  arrayOf?(value: PyValue): NDArray | null;
  /** While tracing: a loop is running. */
  looping?(): boolean;
  /** A function of a library that is written in Python, in operations that have derivatives. */
  inPython?(module: string, name: string, args: readonly PyValue[]): PyValue;
  compare(a: PyValue, b: PyValue): number;
  str(value: PyValue): string;
  repr(value: PyValue): string;
  typeName(value: PyValue): string;
  /** Adds to the standard output. */
  write(text: string): void;
  /** Charges work against the budget (an entry of an array counts 1/50); throws a BudgetError when it is used up. */
  spend(operations: number): void;
  /** A file beside the script, within the workspace; null where there is none. */
  readFile(path: string): Uint8Array | null;
  /** The same of data, which has a stand-in while a file is checked. */
  dataFile?(path: string, kind: 'open' | 'table'): Uint8Array | null;
  /** Says once, as an `unsupported` finding at the current site, that something is not modelled. */
  unsupported(what: string): void;
}
