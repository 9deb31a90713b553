// The attributes of an instance: values in an array, names in a shape that instances of one class share.
import type { PyValue } from '../values';

/** Which names there are, in the order in which they were given. Equal histories share one shape. */
export class Shape {
  private readonly next = new Map<string, Shape>();
  private constructor(readonly index: ReadonlyMap<string, number>) {}

  static empty(): Shape {
    return new Shape(new Map());
  }
  with(name: string): Shape {
    let shape = this.next.get(name);
    if (!shape) {
      shape = new Shape(new Map([...this.index, [name, this.index.size]]));
      this.next.set(name, shape);
    }
    return shape;
  }
  /** A shape of its own, for an instance that has lost a name. */
  without(name: string): Shape {
    return new Shape(new Map([...this.index.keys()].filter(key => key !== name).map((key, i) => [key, i])));
  }
}

/** Reads and writes like a Map; code that looks up the same name again and again remembers shape and position. */
export class Attributes {
  readonly values: PyValue[] = [];
  constructor(public shape: Shape) {}

  get size(): number {
    return this.values.length;
  }
  get(name: string): PyValue | undefined {
    const at = this.shape.index.get(name);
    return at === undefined ? undefined : this.values[at];
  }
  has(name: string): boolean {
    return this.shape.index.has(name);
  }
  set(name: string, value: PyValue): this {
    const at = this.shape.index.get(name);
    if (at !== undefined) this.values[at] = value;
    else {
      this.shape = this.shape.with(name);
      this.values.push(value);
    }
    return this;
  }
  delete(name: string): boolean {
    const at = this.shape.index.get(name);
    if (at === undefined) return false;
    this.shape = this.shape.without(name);
    this.values.splice(at, 1);
    return true;
  }
  clear(): void {
    for (const name of [...this.shape.index.keys()]) this.delete(name);
  }
  keys(): IterableIterator<string> {
    return this.shape.index.keys();
  }
  *entries(): IterableIterator<[string, PyValue]> {
    for (const [name, at] of this.shape.index) yield [name, this.values[at]];
  }
  [Symbol.iterator](): IterableIterator<[string, PyValue]> {
    return this.entries();
  }
}
