// A small runtime for NumPy's tests: what the language evaluator offers, without the language.
import {
  arrayCompare,
  arrayGetItem,
  arrayIterate,
  arrayRepr,
  arrayStr,
  arrayTruth,
  NDArray,
  numpyModule,
} from '../../../src/lang/python/numpy';
import { floatText } from '../../../src/lang/python/numpy/printing/decimal';
import { PyError, type Runtime } from '../../../src/lang/python/runtime';
import { NO_KWARGS, PyBuiltin, PyFloat, PyList, type PyModule, PyObject, PyTuple, type PyValue } from '../../../src/lang/python/values';
import type { Recorder } from '../../../src/trace/recorder';

export class TestRuntime implements Runtime {
  site = 0;
  uses: readonly number[] = [];
  statement = 0;
  call = 0;
  target = '';
  output = '';
  readonly left: string[] = [];
  readonly files = new Map<string, Uint8Array>();
  constructor(public recorder: Recorder | null = null) {}

  apply(callable: PyValue, args: readonly PyValue[], kwargs = NO_KWARGS): PyValue {
    if (callable instanceof PyBuiltin) return callable.call(this, args, kwargs);
    throw new PyError('TypeError', `'${this.typeName(callable)}' object is not callable`);
  }
  getattr(value: PyValue, name: string): PyValue {
    const found = value instanceof PyObject ? value.attribute?.(name, this) : undefined;
    if (found === undefined) throw new PyError('AttributeError', `no attribute '${name}'`);
    return found;
  }
  setattr(value: PyValue, name: string, item: PyValue): void {
    if (value instanceof PyObject) value.setAttribute?.(name, item, this);
  }
  iterate(value: PyValue): Iterable<PyValue> {
    if (value instanceof PyList || value instanceof PyTuple) return value.items;
    if (value instanceof NDArray) return arrayIterate(this, value);
    throw new PyError('TypeError', `'${this.typeName(value)}' object is not iterable`);
  }
  truth(value: PyValue): boolean {
    if (value instanceof NDArray) return arrayTruth(this, value);
    if (value instanceof PyFloat) return value.v !== 0;
    if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
    return Boolean(value);
  }
  equals(a: PyValue, b: PyValue): boolean {
    return this.compare(a, b) === 0;
  }
  compare(a: PyValue, b: PyValue): number {
    if (a instanceof NDArray || b instanceof NDArray) return arrayTruth(this, arrayCompare(this, '<', a, b) as NDArray) ? -1 : 1;
    const [x, y] = [a, b].map(v => (v instanceof PyFloat ? v.v : (v as number | string)));
    return x < y ? -1 : x > y ? 1 : 0;
  }
  str(value: PyValue): string {
    return typeof value === 'string' ? value : value instanceof NDArray ? arrayStr(this, value) : this.repr(value);
  }
  repr(value: PyValue): string {
    if (value === null) return 'None';
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    if (typeof value === 'string') return `'${value}'`;
    if (value instanceof PyFloat) return floatText(value.v);
    if (value instanceof NDArray) return arrayRepr(this, value);
    if (value instanceof PyTuple) return `(${value.items.map(v => this.repr(v)).join(', ')}${value.items.length === 1 ? ',' : ''})`;
    if (value instanceof PyList) return `[${value.items.map(v => this.repr(v)).join(', ')}]`;
    return String(value);
  }
  typeName(value: PyValue): string {
    if (value === null) return 'NoneType';
    if (value instanceof PyObject) return value.typeName;
    return value instanceof PyFloat ? 'float' : { number: 'int', boolean: 'bool', bigint: 'int', string: 'str' }[typeof value as 'number'];
  }
  write(text: string): void {
    this.output += text;
  }
  spend(): void {}
  readFile(path: string): Uint8Array | null {
    return this.files.get(path) ?? null;
  }
  unsupported(what: string): void {
    this.left.push(what);
  }
}

/** JavaScript literals as Python values: 1.5 is a float, 1 an integer; `float(2)` a whole float. */
export type Literal = PyValue | readonly Literal[];
export const float = (v: number): PyFloat => new PyFloat(v);
export function py(value: Literal): PyValue {
  if (Array.isArray(value)) return new PyList(value.map(py));
  if (typeof value === 'number' && !Number.isInteger(value)) return new PyFloat(value);
  return value as PyValue;
}

/** A module to call by name: `np('sum', [a], { axis: 0 })`. */
export class Numpy {
  readonly module: PyModule;
  constructor(readonly rt = new TestRuntime()) {
    this.module = numpyModule(rt);
  }
  member(path: string): PyValue {
    return path.split('.').reduce<PyValue>((value, name) => this.rt.getattr(value, name), this.module);
  }
  call(path: string, args: readonly Literal[], kwargs: Readonly<Record<string, Literal>> = {}): PyValue {
    return this.rt.apply(this.member(path), args.map(py), new Map(Object.entries(kwargs).map(([k, v]) => [k, py(v)])));
  }
  array(value: Literal, kwargs: Readonly<Record<string, Literal>> = {}): NDArray {
    return this.call('array', [value], kwargs) as NDArray;
  }
  method(a: NDArray, name: string, args: readonly Literal[] = [], kwargs: Readonly<Record<string, Literal>> = {}): PyValue {
    return this.rt.apply(this.rt.getattr(a, name), args.map(py), new Map(Object.entries(kwargs).map(([k, v]) => [k, py(v)])));
  }
  item(a: NDArray, index: Literal): PyValue {
    return arrayGetItem(this.rt, a, py(index));
  }
}
