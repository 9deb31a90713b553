// The interpreter's state, and the door through which everything written for it reaches the language.
import type { Node } from '../../core/graph';
import type { Recorder } from '../../trace/recorder';
import type { BinaryOp, CompareOp, For, While } from './ast';
import { bind, delattr, findAttribute, getattr, setattr } from './attributes';
import { fillBuiltins } from './builtins';
import { apply } from './calls';
import type { Compiler } from './compile/compiler';
import { importedModule } from './importing';
import { iter, iterate } from './iterate';
import { finishEnum } from './modules/dataclasses';
import { Plots } from './modules/matplotlib/figures';
import { PyPlot } from './modules/plotting';
import { finishNamedTuple } from './modules/typing';
import { arrayFormat, arrayTruth, itemValue, NDArray, nodeOf } from './numpy';
import { PyBoundMethod, type PyClass, PyInstance } from './objects/classes';
import { idOf, keyOf, PyDict, PySet } from './objects/containers';
import { classOfError, EXCEPTIONS, exceptionOf, isException } from './objects/exceptions';
import { type Cell, type Frame, ModuleScope, PyFunction } from './objects/functions';
import { PyDictView, type PyIterator } from './objects/iterators';
import { PyRange } from './objects/range';
import { binary, inplace } from './operators/binary';
import { compareAny, equals, order } from './operators/compare';
import { getItem, setItem } from './operators/items';
import { type Sign, unary } from './operators/unary';
import { BudgetError, PyError, type Runtime } from './runtime';
import { examplesFor, LARGE, SHRINK } from './standIns/amounts';
import { contentsFor } from './standIns/files';
import { standInHelpers } from './standIns/helpers';
import { address, repr, str } from './text/repr';
import { formatValue } from './text/spec';
import { entered } from './tracing/calls';
import { tracedBinary, tracedInplace, tracedUnary } from './tracing/floats';
import { Sites, Statements } from './tracing/sites';
import type { Tracer } from './tracing/tracer';
import { classOf, TYPE_CLASS } from './types/classes';
import { type Kwargs, PyBuiltin, PyFloat, PyList, type PyModule, PyObject, PyOpaque, PyTuple, type PyValue } from './values';

export interface InterpreterOptions {
  readonly file: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly readFile: (path: string) => Uint8Array | null;
  readonly budget: number;
}

/** So many operations pass between two of an observer's ticks: a millisecond or less. */
const BREATH = 20000;

export interface RunObserver {
  /** The run begins. */
  begin(rt: Interpreter): void;
  /** Asked when a loop is compiled: what is to be called after each of its iterations. */
  loop(node: For | While, c: Compiler): ((f: Frame) => void) | null;
  /** Now and then, whatever the script does. A BudgetError thrown here ends the run. */
  tick(): void;
}

/** One thing larger than the whole budget: its statement is given up, and the analysis goes on with the next. */
function tooMuch(): never {
  throw new PyError('MemoryError', '');
}

const FEW_PICTURES = 24;

export class Interpreter implements Runtime {
  recorder: Recorder | null = null;
  site = 0;
  uses: readonly number[] = [];
  statement = 0;
  call = 0;
  target = '';
  python2 = false;
  /** In a script for Python 2: `/` of integers is exact, as it asked for. */
  exactDivision = false;
  depth = 0;
  deepest = 1000;
  steps = 0;
  limit: number;
  /** Handlers that wait for an exception while tracing: the classes that they catch, innermost last. */
  readonly expected: ((error: PyError) => boolean)[] = [];
  readonly modules = new Map<string, PyModule>();
  readonly scopes = new Map<PyModule, ModuleScope>();
  readonly builtins = new Map<string, PyValue>();
  /** The figures that plotting libraries were asked to draw. */
  readonly plots = new Plots();
  /** What scripts wrote, by path. */
  readonly files = new Map<string, string>();
  /** The error that an `except` block is handling, for a bare `raise`. */
  handling: PyError | null = null;

  /** While tracing: a value read from a container or stored in one gets its place in the graph. */
  touched: ((container: PyObject, key: PyValue, value: PyValue) => PyValue) | null = null;
  stored: ((container: PyObject, key: PyValue, value: PyValue) => void) | null = null;
  onUnsupported: ((what: string) => void) | null = null;
  onStandIn: ((what: string) => void) | null = null;
  /** A star import from a module that is not here: names may have come with it. */
  hidesNames = false;
  /** The statements of modules of ours. */
  readonly standInStatements = new Set<number>();
  /** The script's own text: what it says about the sizes of data that is not here. */
  text = '';

  tracer: Tracer | null = null;
  /** While a run is watched: a name or attribute has been given a value. `place` is where the target stands in the source. */
  watcher: ((name: string, place: number, value: PyValue) => void) | null = null;
  /** Looks on while a script runs. */
  observer: RunObserver | null = null;
  readonly typeClass: PyClass = TYPE_CLASS;
  readonly statements = new Statements();
  readonly main: ModuleScope;

  constructor(readonly options: InterpreterOptions) {
    this.limit = options.budget;
    this.main = new ModuleScope('__main__', options.file);
    fillBuiltins(this);
  }

  newSites(text: string, main: boolean): Sites {
    return new Sites(text, this.recorder, this.statements, main);
  }
  importModule(name: string): PyValue {
    return importedModule(this, name, this.main);
  }
  comparison(op: CompareOp, x: PyValue, y: PyValue): PyValue {
    return this.tracer ? this.tracer.compare(op, x, y) : compareAny(this, op, x, y);
  }
  /** The global names of the script, as a dict of its own. */
  globalsDict(): PyDict {
    const dict = new PyDict();
    for (const [name, cell] of this.main.cells) if (cell.v !== undefined) dict.set(this, name, cell.v);
    return dict;
  }
  /** A class has been defined. */
  classMade(cls: PyClass): PyClass {
    finishEnum(this, cls);
    return finishNamedTuple(this, cls);
  }
  /** Python 2's print keeps one line until its newline comes. */
  private printed = false;
  printTwo(text: string, open: boolean): void {
    const space = this.printed && text !== '' && text !== '\n' ? ' ' : '';
    this.printed = open;
    this.write(space + text);
  }

  apply(callable: PyValue, args: readonly PyValue[], kwargs?: Kwargs): PyValue {
    return apply(this, callable, args, kwargs);
  }
  getattr(value: PyValue, name: string): PyValue {
    return getattr(this, value, name);
  }
  findattr(value: PyValue, name: string): PyValue | undefined {
    return findAttribute(this, value, name);
  }
  setattr(value: PyValue, name: string, item: PyValue): void {
    setattr(this, value, name, item);
  }
  delattr(value: PyValue, name: string): void {
    delattr(this, value, name);
  }
  iterate(value: PyValue): Iterable<PyValue> {
    return iterate(this, value);
  }
  iter(value: PyValue): PyIterator {
    return iter(this, value);
  }
  binary(op: BinaryOp, x: PyValue, y: PyValue): PyValue {
    return this.recorder ? tracedBinary(this, op, x, y) : binary(this, op, x, y);
  }
  inplace(op: BinaryOp, x: PyValue, y: PyValue): PyValue {
    return this.recorder ? tracedInplace(this, op, x, y) : inplace(this, op, x, y);
  }
  unary(op: Sign, x: PyValue): PyValue {
    return this.recorder ? tracedUnary(this, op, x) : unary(this, op, x);
  }
  getItem(container: PyValue, index: PyValue): PyValue {
    return getItem(this, container, index);
  }
  setItem(container: PyValue, index: PyValue, value: PyValue): void {
    setItem(this, container, index, value);
  }
  equals(a: PyValue, b: PyValue): boolean {
    return equals(this, a, b);
  }
  compare(a: PyValue, b: PyValue): number {
    return order(this, a, b);
  }
  str(value: PyValue): string {
    return str(this, value);
  }
  repr(value: PyValue): string {
    return repr(this, value);
  }
  plainRepr(value: PyValue): string {
    return value instanceof PyObject ? `<${this.typeName(value)} object at ${address(value)}>` : repr(this, value);
  }
  classOf(value: PyValue): PyClass {
    return classOf(value);
  }
  typeName(value: PyValue): string {
    return value instanceof NDArray ? value.typeName : classOf(value).name;
  }

  truth(value: PyValue): boolean {
    switch (typeof value) {
      case 'boolean':
        return value;
      case 'number':
        return value !== 0;
      case 'bigint':
        return value !== 0n;
      case 'string':
        return value !== '';
    }
    if (value === null) return false;
    if (value instanceof PyFloat) {
      if (value.node) this.guard(value);
      return value.v !== 0;
    }
    if (value instanceof NDArray) return arrayTruth(this, value);
    if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
    if (value instanceof PyDict) return value.size > 0;
    if (value instanceof PySet) return value.map.size > 0;
    if (value instanceof PyRange) return value.length > 0;
    if (value instanceof PyDictView) return value.dict.size > 0;
    if (!(value instanceof PyInstance)) return true;
    const test = this.special(value, '__bool__') ?? this.special(value, '__nonzero__');
    if (test !== undefined) return this.truth(apply(this, test, []));
    const size = this.special(value, '__len__');
    return size === undefined || this.truth(apply(this, size, []));
  }

  /** A special method, looked up on the class and bound. */
  special(value: PyValue, name: string): PyValue | undefined {
    if (!(value instanceof PyObject) || value instanceof PyBuiltin) return undefined;
    const cls = classOf(value);
    const member = cls.lookup(name);
    if (member === undefined || member === null)
      return value instanceof PyInstance ? undefined : (value.attribute?.(name, this) ?? undefined);
    return member instanceof PyFunction ? new PyBoundMethod(member, value) : bind(this, member, value, cls);
  }

  /** A method that a user's subclass of a built-in class defines itself. */
  userMethod(value: PyObject, name: string): PyFunction | undefined {
    const member = value.userClass?.lookup(name);
    return member instanceof PyFunction ? member : undefined;
  }

  /** What `object.__new__` makes. */
  allocate(cls: PyClass, args: readonly PyValue[]): PyValue {
    if (cls.construct && isException(cls.construct(this, cls, args, new Map()))) return exceptionOf(cls, args);
    return cls.construct ? cls.construct(this, cls, args, new Map()) : new PyInstance(cls);
  }

  hash(value: PyValue): PyValue {
    const key = keyOf(this, value);
    if (typeof key === 'number' && Number.isInteger(key)) return key;
    if (key instanceof PyObject) return idOf(key) * 16;
    let hash = 7;
    for (const c of String(key)) hash = (hash * 31 + c.codePointAt(0)!) % 9007199254740881;
    return hash;
  }

  format(value: PyValue, spec: string): string {
    if (value instanceof NDArray) return arrayFormat(value, spec, (item, text) => formatValue(this, item, text), this);
    if (value instanceof PyInstance) {
      const method = this.special(value, '__format__');
      if (method !== undefined) return apply(this, method, [spec]) as string;
      if (spec === '') return this.str(value);
    }
    return formatValue(this, value, spec);
  }

  /** The number in an array of one entry; null for everything else. */
  plainNumber(value: PyValue): number | bigint | PyFloat | null {
    if (value instanceof NDArray && value.size === 1) {
      const item = itemValue(value);
      return typeof item === 'boolean' ? (item ? 1 : 0) : (item as number | PyFloat);
    }
    if (value instanceof PyInstance) {
      const method = this.special(value, '__float__') ?? this.special(value, '__int__');
      if (method !== undefined) return apply(this, method, []) as PyFloat;
    }
    return null;
  }

  arrayOf(value: PyValue): NDArray | null {
    if (!(value instanceof PyInstance)) return null;
    const method = value.cls.lookup('__array__');
    const made = method instanceof PyFunction ? apply(this, method, [value]) : null;
    return made instanceof NDArray ? made : null;
  }

  looping(): boolean {
    return this.tracer !== null && this.tracer.loops.length > 0;
  }

  inPython(module: string, name: string, args: readonly PyValue[]): PyValue {
    const { site, uses, statement, call, target } = this;
    const made = apply(this, getattr(this, importedModule(this, module, this.main, true), name), args);
    Object.assign(this, { site, uses, statement, call, target });
    return made;
  }

  /** `float(array)`: keeps its place in the graph. */
  floatOf(value: NDArray): PyValue {
    if (value.size !== 1) throw new PyError('TypeError', 'only length-1 arrays can be converted to Python scalars');
    const item = itemValue(value);
    const number = item instanceof PyFloat ? item.v : Number(item);
    if (!this.recorder) return new PyFloat(number);
    let node = nodeOf(this, value);
    if (node && node.dims.length > 0) node = this.record('reshape', [node], { dims: [] });
    return new PyFloat(number, node);
  }

  record(op: Node['op'], inputs: readonly Node[], attrs: Record<string, unknown> = {}): Node | null {
    const { site, uses, statement, call, target } = this;
    return this.recorder!.apply(op, inputs, attrs, { site, uses: uses.slice(0, inputs.length), statement, call, target });
  }

  /** A traced value has decided something that a replay must decide alike. */
  guard(value: NDArray | PyFloat): void {
    if (!this.recorder) return;
    const node = value instanceof PyFloat ? value.node : nodeOf(this, value);
    if (node && node.op !== 'leaf') this.recorder.guards.push(node);
  }

  opaqueText(value: PyOpaque): string {
    if (this.recorder || value instanceof PyPlot) return `<${value.what}>`;
    throw new PyError('NotImplementedError', `${value.what} is not part of this interpreter`);
  }

  moduleAttribute(module: PyModule, name: string): PyValue | undefined {
    const cell = this.scopes.get(module)?.cells.get(name);
    if (cell?.v !== undefined) return cell.v;
    const inner = this.modules.get(`${module.name}.${name}`);
    if (inner) return inner;
    const standIn = this.scopes.get(module)?.standIn;
    if (standIn && !name.startsWith('_')) {
      const part = importedModule(this, `${module.name}.${name}`, this.main, true);
      if (!(part instanceof PyOpaque)) return part;
    }
    if ((this.scopes.has(module) && !standIn) || !this.recorder || name.startsWith('__')) return undefined;
    this.unsupported(`${module.name}.${name}`);
    return new PyOpaque(`${module.name}.${name}`);
  }

  moduleChanged(module: PyModule, name: string, value: PyValue): void {
    const cell = this.scopes.get(module)?.cell(name);
    if (cell) cell.v = value;
  }

  /** Runs something whose exception of this type means the end, not an error; undefined then. */
  expecting(type: string, run: () => PyValue): PyValue | undefined {
    const cls = EXCEPTIONS.get(type)!;
    const matches = (error: PyError): boolean => classOfError(error).isSubclassOf(cls);
    const { depth } = this;
    const height = this.expected.push(matches);
    try {
      return run();
    } catch (error) {
      if (!(error instanceof PyError) || !matches(error)) throw error;
      this.depth = depth;
      return undefined;
    } finally {
      this.expected.length = height - 1;
    }
  }

  enterCall(fn: PyFunction, slots: (PyValue | Cell | undefined)[]): number {
    return this.tracer ? entered(this.tracer, fn, slots) : 0;
  }

  write(text: string): void {
    this.options.write(text);
  }

  spend(operations: number): void {
    if (operations > this.limit && this.recorder) tooMuch();
    this.steps += operations;
    if (this.steps > this.limit) this.overBudget();
  }

  /** Before something of so many elements is begun. */
  foresee(elements: number): void {
    if (elements > this.limit && elements !== Infinity && this.recorder) tooMuch();
  }

  overBudget(): void {
    if (!this.observer || this.steps > this.options.budget) throw new BudgetError('budget');
    this.limit = Math.min(this.options.budget, this.steps + BREATH);
    this.observer.tick();
  }

  readFile(path: string): Uint8Array | null {
    return this.options.readFile(path);
  }

  /** Data that is missing is replaced while a file is checked; a run says that it is missing, as Python does. */
  replacesFiles = false;
  /** The shapes of some data are a guess. */
  guessed = false;

  /** A large data set has a stand-in of fewer examples: then the numbers in the script that count them shrink alike. */
  shrunk = false;
  mayShrink = false;

  examples(full: number): number {
    if (!this.replacesFiles) return examplesFor(this.text, full);
    if (full < LARGE) return full;
    this.shrunk = true;
    return Math.round(full / SHRINK);
  }

  /** Of large examples (pictures of 12,288 numbers) a few will do while a file is checked, unless the script says how many there are. */
  few(count: number): number {
    if (!this.replacesFiles || new RegExp(`(?<![\\w.])${count}(?![\\w.])`).test(this.text.replaceAll(/#.*$/gm, ''))) return count;
    return Math.min(count, FEW_PICTURES);
  }

  dataFile(path: string, kind: 'open' | 'table'): Uint8Array | null {
    const own = this.readFile(path);
    if (own || !this.replacesFiles) return own;
    const made = contentsFor(this, path, kind);
    if (made) this.guesses(path);
    return made;
  }

  guesses(path: string): void {
    this.guessed = true;
    this.usesStandIn(path);
  }

  /** A module or a file that is not here is replaced by one of ours; said once each. */
  usesStandIn(what: string): void {
    this.onStandIn?.(what);
  }

  /** Runs code that makes data: how it does is no part of the trace. */
  aside<T>(apart: boolean, run: () => T): T {
    if (!apart || !this.recorder) return run();
    const { recorder, tracer, touched, stored, site, uses, statement, call, target } = this;
    Object.assign(this, { recorder: null, tracer: null, touched: null, stored: null });
    try {
      return run();
    } finally {
      Object.assign(this, { recorder, tracer, touched, stored, site, uses, statement, call, target });
    }
  }

  /** What our stand-ins ask about the script. */
  helpersForStandIns(): Record<string, PyValue> {
    return standInHelpers(this);
  }

  unsupported(what: string): void {
    this.onUnsupported?.(what);
  }
}
