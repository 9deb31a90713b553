// Classes and their instances, C3 linearisation, and what a class's members turn into when they are read.
import { PyError, type Runtime } from '../runtime';
import { type Kwargs, PyObject, type PyValue } from '../values';
import { Attributes, Shape } from './attributes';

export type Construct = (rt: Runtime, cls: PyClass, args: readonly PyValue[], kwargs: Kwargs) => PyValue;

export class PyClass extends PyObject {
  readonly typeName = 'type';
  readonly mro: readonly PyClass[];
  /** How a value of a built-in class, or of a subclass of one, is made; null where `object` makes it. */
  readonly construct: Construct | null;
  /** The shape of an instance without attributes: no other class has it. */
  readonly shape = Shape.empty();
  /** True for classes of ours, whose instances need no `__init__`. */
  readonly native: boolean;
  module = '__main__';
  /** The members of an enumeration, in order. */
  listed: readonly PyValue[] | null = null;
  /** Grows whenever a member changes anywhere, so that call sites may remember what they found. */
  static version = 0;
  /** Whether reading an attribute may run code, so that the instance's own attributes don't come first. */
  get hasProperties(): boolean {
    if (this.propertiesAt !== PyClass.version) {
      this.propertiesAt = PyClass.version;
      this.properties = this.mro.some(cls =>
        [...cls.members.values()].some(member => member instanceof PyProperty || isDescriptor(member)),
      );
    }
    return this.properties;
  }
  /** Whether storing an attribute may run code. */
  get storesByCode(): boolean {
    return this.hasProperties || this.lookup('__setattr__') !== undefined;
  }
  private properties = false;
  private propertiesAt = -1;
  private readonly found = new Map<string, PyValue | undefined>();
  private foundAt = -1;

  constructor(
    readonly name: string,
    readonly bases: readonly PyClass[],
    readonly members: Map<string, PyValue>,
    construct: Construct | null = null,
  ) {
    super();
    this.native = construct !== null;
    this.mro = linearise(this, bases);
    this.construct = construct ?? this.mro.find(c => c !== this && c.construct)?.construct ?? null;
  }

  /** A member of the class or of the first base that has it. */
  lookup(name: string): PyValue | undefined {
    if (this.foundAt !== PyClass.version) {
      this.found.clear();
      this.foundAt = PyClass.version;
    }
    if (this.found.has(name)) return this.found.get(name);
    let value: PyValue | undefined;
    for (const cls of this.mro) {
      value = cls.members.get(name);
      if (value !== undefined) break;
    }
    this.found.set(name, value);
    return value;
  }

  assign(name: string, value: PyValue): void {
    this.members.set(name, value);
    PyClass.version++;
  }

  isSubclassOf(other: PyClass): boolean {
    return this.mro.includes(other);
  }
}

function linearise(cls: PyClass, bases: readonly PyClass[]): PyClass[] {
  const pending = [...bases.map(base => [...base.mro]), [...bases]].filter(list => list.length > 0);
  const order: PyClass[] = [cls];
  while (pending.length > 0) {
    const next = pending.map(list => list[0]).find(head => pending.every(list => list.indexOf(head) <= 0));
    if (!next)
      throw new PyError(
        'TypeError',
        `Cannot create a consistent method resolution order (MRO) for bases ${bases.map(base => base.name).join(', ')}`,
      );
    order.push(next);
    for (const list of pending) if (list[0] === next) list.shift();
    for (let i = pending.length - 1; i >= 0; i--) if (pending[i].length === 0) pending.splice(i, 1);
  }
  return order;
}

export class PyInstance extends PyObject {
  readonly attrs: Attributes;
  constructor(readonly cls: PyClass) {
    super();
    this.attrs = new Attributes(cls.shape);
  }
  get typeName(): string {
    return this.cls.name;
  }
}

const isDescriptor = (member: PyValue): boolean =>
  member instanceof PyInstance && (member.cls.lookup('__get__') !== undefined || member.cls.lookup('__set__') !== undefined);

export class PyProperty extends PyObject {
  readonly typeName = 'property';
  constructor(
    readonly getter: PyValue,
    readonly setter: PyValue,
    readonly deleter: PyValue = null,
  ) {
    super();
  }
}

export class PyStaticMethod extends PyObject {
  readonly typeName = 'staticmethod';
  constructor(readonly target: PyValue) {
    super();
  }
}

export class PyClassMethod extends PyObject {
  readonly typeName = 'classmethod';
  constructor(readonly target: PyValue) {
    super();
  }
}

export class PyBoundMethod extends PyObject {
  readonly typeName = 'method';
  constructor(
    readonly target: PyValue,
    readonly self: PyValue,
  ) {
    super();
  }
}

/** `super()`: looks members up behind a class in the order of the object's own class. */
export class PySuper extends PyObject {
  readonly typeName = 'super';
  constructor(
    readonly behind: PyClass,
    readonly self: PyValue,
    readonly selfClass: PyClass,
  ) {
    super();
  }
  lookup(name: string): PyValue | undefined {
    const { mro } = this.selfClass;
    for (const cls of mro.slice(mro.indexOf(this.behind) + 1)) {
      const value = cls.members.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

export class PyNotImplemented extends PyObject {
  readonly typeName = 'NotImplementedType';
}
export const NOT_IMPLEMENTED = new PyNotImplemented();
