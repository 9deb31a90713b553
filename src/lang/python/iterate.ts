// The iteration protocol.
import type { Interpreter } from './interpreter';
import { arrayIterate, NDArray } from './numpy';
import { PyBytes } from './objects/bytes';
import { PyClass, PyInstance } from './objects/classes';
import { PyDict, PySet } from './objects/containers';
import { drain, FunctionIterator, ListIterator, NativeIterator, PyDictView, PyIterator, RangeIterator } from './objects/iterators';
import { PyRange } from './objects/range';
import { characters } from './operators/items';
import { PyError } from './runtime';
import { PyList, PyObject, PyOpaque, PyTuple, type PyValue } from './values';

/** Reads a list while its elements get their places in the graph. */
class TouchingIterator extends ListIterator {
  constructor(
    private readonly rt: Interpreter,
    list: PyList | PyTuple,
  ) {
    super(list);
  }
  override next(): PyValue | undefined {
    const value = super.next();
    return value === undefined ? undefined : this.rt.touched!(this.list, this.position - 1, value);
  }
}

export function iter(rt: Interpreter, value: PyValue): PyIterator {
  if (value instanceof PyList || value instanceof PyTuple) {
    const own = value.userClass ? rt.userMethod(value, '__iter__') : undefined;
    if (own) return iter(rt, rt.apply(own, [value]));
    return rt.touched ? new TouchingIterator(rt, value) : new ListIterator(value);
  }
  if (value instanceof PyIterator) return value;
  if (value instanceof PyRange) return new RangeIterator(value);
  if (value instanceof NDArray) {
    if (value.shape.length === 0) throw new PyError('TypeError', 'iteration over a 0-d array');
    return new NativeIterator(arrayIterate(rt, value), 'iterator', value.shape[0]);
  }
  if (typeof value === 'string') return new NativeIterator(textOf(value), 'str_iterator');
  if (value instanceof PyDict) {
    const own = value.userClass ? rt.userMethod(value, '__iter__') : undefined;
    return own ? iter(rt, rt.apply(own, [value])) : new NativeIterator(dictKeys(value), 'dict_keyiterator');
  }
  if (value instanceof PySet) return new NativeIterator(value.values(), 'set_iterator');
  if (value instanceof PyDictView) return new NativeIterator(value.iterate(rt), `${value.typeName.replace(/s$/, '')}iterator`);
  if (value instanceof PyBytes) return new NativeIterator([...value.text].map(c => c.charCodeAt(0)));
  if (value instanceof PyOpaque) return new ListIterator(new PyTuple([value]));
  return byMethods(rt, value);
}

function textOf(text: string): Iterable<string> {
  const all = characters(text);
  return typeof all === 'string' ? all.split('') : (all as string[]);
}

function* dictKeys(dict: PyDict): Iterable<PyValue> {
  const { size } = dict;
  for (const key of dict.keys()) {
    yield key;
    if (dict.size !== size) throw new PyError('RuntimeError', 'dictionary changed size during iteration');
  }
}

function byMethods(rt: Interpreter, value: PyValue): PyIterator {
  if (value instanceof PyClass && value.listed) return new NativeIterator(value.listed);
  const method = rt.special(value, '__iter__');
  if (method !== undefined) {
    const made = rt.apply(method, []);
    return made instanceof PyInstance ? new UserIterator(rt, made) : iter(rt, made);
  }
  const item = rt.special(value, '__getitem__');
  if (item !== undefined && !(value instanceof PyClass)) {
    let position = 0;
    return new FunctionIterator('iterator', () => rt.expecting('IndexError', () => rt.apply(item, [position++])));
  }
  if (value instanceof PyObject && value.iterate) return new NativeIterator(value.iterate(rt));
  throw new PyError('TypeError', `'${rt.typeName(value)}' object is not iterable`);
}

/** An instance with `__next__`. */
export class UserIterator extends PyIterator {
  private readonly step: PyValue;
  constructor(
    private readonly rt: Interpreter,
    readonly instance: PyInstance,
  ) {
    super();
    const step = rt.special(instance, '__next__');
    if (step === undefined) throw new PyError('TypeError', `iter() returned non-iterator of type '${rt.typeName(instance)}'`);
    this.step = step;
  }
  next(): PyValue | undefined {
    return this.rt.expecting('StopIteration', () => this.rt.apply(this.step, []));
  }
}

export function iterate(rt: Interpreter, value: PyValue): Iterable<PyValue> {
  if (!rt.touched && (value instanceof PyList || value instanceof PyTuple) && !value.userClass) return value.items;
  if (value instanceof PyRange) {
    rt.foresee(value.length);
    rt.spend(value.length / 10);
  }
  return drain(iter(rt, value));
}
