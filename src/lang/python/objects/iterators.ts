// Iterators: `next` gives a value, or undefined at the end.
import { PyError, type Runtime } from '../runtime';
import { PyBuiltin, type PyList, PyObject, type PyTuple, type PyValue } from '../values';
import { PyClass } from './classes';
import type { PyRange } from './range';

export abstract class PyIterator extends PyObject {
  abstract next(): PyValue | undefined;
  /** How many values are left, where that is known. */
  hint(): number {
    return Infinity;
  }
  get typeName(): string {
    return 'iterator';
  }
}

/** Reads a list as it is when each element is asked for: it may grow meanwhile. */
export class ListIterator extends PyIterator {
  protected position = 0;
  constructor(protected readonly list: PyList | PyTuple) {
    super();
  }
  override get typeName(): string {
    return 'list_iterator';
  }
  next(): PyValue | undefined {
    const { items } = this.list;
    return this.position < items.length ? items[this.position++] : undefined;
  }
  override hint(): number {
    return this.list.items.length - this.position;
  }
}

export class RangeIterator extends PyIterator {
  private position = 0;
  constructor(private readonly range: PyRange) {
    super();
  }
  override get typeName(): string {
    return 'range_iterator';
  }
  next(): PyValue | undefined {
    const { range } = this;
    return this.position < range.length ? range.start + this.position++ * range.step : undefined;
  }
  override hint(): number {
    return this.range.length - this.position;
  }
}

/** Over anything of JavaScript's. */
export class NativeIterator extends PyIterator {
  private readonly source: Iterator<PyValue>;
  constructor(
    source: Iterable<PyValue>,
    private readonly name = 'iterator',
    private readonly length = Infinity,
  ) {
    super();
    this.source = source[Symbol.iterator]();
  }
  override get typeName(): string {
    return this.name;
  }
  override hint(): number {
    return this.length;
  }
  next(): PyValue | undefined {
    const step = this.source.next();
    return step.done ? undefined : step.value;
  }
}

/** From a function that gives the next value: `map`, `zip`, `itertools`. */
export class FunctionIterator extends PyIterator {
  constructor(
    private readonly name: string,
    private readonly step: () => PyValue | undefined,
    /** The iterators that it draws from in step. */
    private readonly sources: readonly PyIterator[] = [],
  ) {
    super();
  }
  override hint(): number {
    return Math.min(Infinity, ...this.sources.map(source => source.hint()));
  }
  override get typeName(): string {
    return this.name;
  }
  next(): PyValue | undefined {
    return this.step();
  }
}

function given(value: PyValue | undefined): PyValue {
  if (value === undefined) throw new PyError('StopIteration', '');
  return value;
}

/** A class or an instance, as an error to be raised. */
const thrown = (rt: Runtime, error: PyValue): PyError => {
  const instance = error instanceof PyClass ? rt.apply(error, []) : error;
  return new PyError(rt.typeName(instance), rt.str(instance), instance);
};

/** A generator of the user's code. */
export class PyGenerator extends PyIterator {
  private running = false;
  private done = false;
  constructor(
    readonly name: string,
    private readonly body: Generator<PyValue, PyValue, PyValue>,
  ) {
    super();
  }
  override get typeName(): string {
    return 'generator';
  }
  next(): PyValue | undefined {
    return this.send(null);
  }
  override attribute(name: string): PyValue | undefined {
    switch (name) {
      case 'send':
        return new PyBuiltin(name, (_rt, [value]) => given(this.send(value)));
      case 'throw':
        return new PyBuiltin(name, (rt, [error]) => given(this.throw(thrown(rt, error))));
      case 'close':
        return new PyBuiltin(name, () => {
          this.close();
          return null;
        });
      case '__next__':
        return new PyBuiltin(name, () => given(this.next()));
      case '__name__':
        return this.name;
    }
    return undefined;
  }
  /** What `return` gave back, after the end. */
  result: PyValue = null;
  send(value: PyValue): PyValue | undefined {
    return this.resume(() => this.body.next(value));
  }
  throw(error: unknown): PyValue | undefined {
    return this.resume(() => this.body.throw(error));
  }
  close(): void {
    if (!this.done) this.body.return(null);
    this.done = true;
  }
  get isRunning(): boolean {
    return this.running;
  }
  private resume(step: () => IteratorResult<PyValue, PyValue>): PyValue | undefined {
    if (this.done) return undefined;
    this.running = true;
    try {
      const { done, value } = step();
      if (!done) return value;
      this.done = true;
      this.result = value ?? null;
      return undefined;
    } catch (error) {
      this.done = true;
      throw error;
    } finally {
      this.running = false;
    }
  }
}

export function* drain(iterator: PyIterator): IterableIterator<PyValue> {
  for (let value = iterator.next(); value !== undefined; value = iterator.next()) yield value;
}

/** Live views of a dict. */
export class PyDictView extends PyObject {
  constructor(
    readonly typeName: 'dict_keys' | 'dict_values' | 'dict_items',
    readonly dict: PyObject & { readonly size: number },
    private readonly walk: (rt: Runtime) => Iterable<PyValue>,
  ) {
    super();
  }
  override iterate(rt: Runtime): Iterable<PyValue> {
    return this.walk(rt);
  }
}
