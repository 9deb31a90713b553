// value.name: reading, writing and deleting attributes.
import { PyMethod } from './define';
import type { Interpreter } from './interpreter';
import { NDArray } from './numpy';
import type { Attributes } from './objects/attributes';
import { PyBoundMethod, PyClass, PyClassMethod, PyInstance, PyProperty, PyStaticMethod, PySuper } from './objects/classes';
import { PyDict } from './objects/containers';
import { PyFunction } from './objects/functions';
import { PyError } from './runtime';
import { PyBuiltin, PyFloat, PyModule, PyObject, PyOpaque, PySlice, PyTuple, type PyValue } from './values';

/** What a member of a class becomes when it is read from a value: functions bind to it. */
export function bind(rt: Interpreter, member: PyValue, self: PyValue, cls: PyClass): PyValue {
  if (member instanceof PyFunction) return new PyBoundMethod(member, self);
  if (member instanceof PyMethod) return new PyBuiltin(member.name, (_rt, args, kwargs) => member.call(rt, self, args, kwargs));
  if (member instanceof PyProperty) return rt.apply(member.getter, [self]);
  if (member instanceof PyStaticMethod) return member.target;
  if (member instanceof PyClassMethod) return bindClassMethod(rt, member, cls);
  if (member instanceof PyInstance) return fromDescriptor(rt, member, self, cls);
  // A function of ours that stands for one written in Python (lru_cache, wraps) binds like one.
  if (member instanceof PyBuiltin && member.binds) return new PyBoundMethod(member, self);
  return member;
}

function bindClassMethod(rt: Interpreter, member: PyClassMethod, cls: PyClass): PyValue {
  return member.target instanceof PyFunction || member.target instanceof PyBuiltin
    ? new PyBoundMethod(member.target, cls)
    : bind(rt, member.target, cls, cls);
}

function fromDescriptor(rt: Interpreter, member: PyInstance, self: PyValue, cls: PyClass): PyValue {
  const get = member.cls.lookup('__get__');
  return get === undefined ? member : rt.apply(new PyBoundMethod(get, member), [self, cls]);
}

export function getattr(rt: Interpreter, value: PyValue, name: string): PyValue {
  const found = findAttribute(rt, value, name);
  if (found !== undefined) return found;
  throw missing(rt, value, name);
}

function missing(rt: Interpreter, value: PyValue, name: string): PyError {
  if (value instanceof PyModule) return new PyError('AttributeError', `module '${value.name}' has no attribute '${name}'`);
  if (value instanceof PyClass) return new PyError('AttributeError', `type object '${value.name}' has no attribute '${name}'`);
  if (value instanceof PySuper) return new PyError('AttributeError', `'super' object has no attribute '${name}'`);
  return new PyError('AttributeError', `'${rt.typeName(value)}' object has no attribute '${name}'`);
}

export function findAttribute(rt: Interpreter, value: PyValue, name: string): PyValue | undefined {
  if (value instanceof PyInstance) return instanceAttribute(rt, value, name);
  if (value instanceof PyOpaque) return value.attribute?.(name, rt) ?? value;
  if (value instanceof NDArray) return present(value.attribute(name, rt), () => common(rt, value, name));
  if (value instanceof PyModule) return present(value.attribute(name), () => rt.moduleAttribute(value, name));
  if (value instanceof PyClass) return classAttribute(rt, value, name);
  if (value instanceof PySuper) return superAttribute(rt, value, name);
  if (value instanceof PyObject) {
    const own = value.extra?.get(name) ?? value.attribute?.(name, rt);
    if (own !== undefined) return own;
    if (value instanceof PyFunction) return functionAttribute(rt, value, name);
    if (value instanceof PyBoundMethod) return methodAttribute(rt, value, name);
    if (value instanceof PyProperty) return propertyAttribute(value, name);
    if (value instanceof PySlice && (name === 'start' || name === 'stop' || name === 'step')) return value[name];
    if (value instanceof PyBuiltin && (name === '__name__' || name === '__qualname__')) return value.name;
  }
  const cls = rt.classOf(value);
  const member = cls.lookup(name);
  if (member !== undefined) return bind(rt, member, value, cls);
  const fallback = value instanceof PyObject && value.userClass ? cls.lookup('__getattr__') : undefined;
  if (fallback instanceof PyFunction && !name.startsWith('__')) return rt.apply(fallback, [value, name]);
  return simple(value, name) ?? common(rt, value, name);
}

/** A member that is None is one all the same. */
const present = (member: PyValue | undefined, otherwise: () => PyValue | undefined): PyValue | undefined =>
  member === undefined ? otherwise() : member;

/** Members of numbers that are values, not methods. */
function simple(value: PyValue, name: string): PyValue | undefined {
  if (value instanceof PyFloat || typeof value === 'number' || typeof value === 'boolean') {
    if (name === 'real') return value;
    if (name === 'imag') return value instanceof PyFloat ? new PyFloat(0) : 0;
    if (name === 'numerator' && !(value instanceof PyFloat)) return value;
    if (name === 'denominator' && !(value instanceof PyFloat)) return 1;
  }
  return undefined;
}

function common(rt: Interpreter, value: PyValue, name: string): PyValue | undefined {
  if (name === '__class__') return rt.classOf(value);
  if (name === '__doc__') return null;
  if (name === '__dict__' && value instanceof PyObject) return dictOf(rt, value.extra ?? new Map());
  if (name === '__module__') return '__main__';
  return undefined;
}

function instanceAttribute(rt: Interpreter, value: PyInstance, name: string): PyValue | undefined {
  const { cls } = value;
  const member = cls.lookup(name);
  if (member instanceof PyProperty) {
    if (member.getter === null) throw new PyError('AttributeError', `property '${name}' of '${cls.name}' object has no getter`);
    return rt.apply(member.getter, [value]);
  }
  const own = value.attrs.get(name);
  if (own !== undefined) return own;
  if (member !== undefined) return bind(rt, member, value, cls);
  if (name === '__class__') return cls;
  if (name === '__dict__') return dictOf(rt, value.attrs);
  const fallback = cls.lookup('__getattr__');
  if (fallback !== undefined) return rt.apply(fallback, [value, name]);
  return objectAttribute(rt, value, name);
}

const DUNDER = /^__(?:str|repr|eq|ne|hash|init|format|sizeof|dir)__$/;

/** What every object has from `object`. */
function objectAttribute(rt: Interpreter, value: PyValue, name: string): PyValue | undefined {
  if (!DUNDER.test(name)) return common(rt, value, name);
  const act: Readonly<Record<string, (args: readonly PyValue[]) => PyValue>> = {
    __str__: () => rt.repr(value),
    __repr__: () => rt.plainRepr(value),
    __eq__: ([other]) => value === other,
    __ne__: ([other]) => value !== other,
    __hash__: () => rt.hash(value),
    __init__: () => null,
    __format__: ([spec]) => rt.format(value, String(spec)),
  };
  const run = act[name];
  return run && new PyBuiltin(name, (_rt, args) => run(args));
}

function dictOf(rt: Interpreter, attrs: Map<string, PyValue> | Attributes): PyDict {
  const dict = new PyDict();
  // The dict is the object's own: what is written to it are its attributes.
  Object.defineProperty(dict, 'map', { value: attrs });
  void rt;
  return dict;
}

function classAttribute(rt: Interpreter, cls: PyClass, name: string): PyValue | undefined {
  const member = cls.lookup(name);
  if (member !== undefined) {
    if (member instanceof PyStaticMethod) return member.target;
    if (member instanceof PyClassMethod) return bindClassMethod(rt, member, cls);
    if (member instanceof PyMethod) return unbound(rt, cls, member);
    return member;
  }
  switch (name) {
    case '__name__':
    case '__qualname__':
      return cls.name;
    case '__module__':
      return cls.module;
    case '__mro__':
      return new PyTuple([...cls.mro]);
    case '__bases__':
      return new PyTuple([...cls.bases]);
    case '__base__':
      return cls.bases[0] ?? null;
    case '__dict__':
      return dictOf(rt, cls.members);
    case '__subclasses__':
      return undefined;
    case '__doc__':
      return null;
    case '__class__':
      return rt.classOf(cls);
    case 'mro':
      return new PyBuiltin('mro', () => new PyTuple([...cls.mro]));
    case '__new__':
      return new PyBuiltin('__new__', (_rt, args) => rt.allocate(args[0] as PyClass, args.slice(1)));
    case '__init__':
      return new PyBuiltin('__init__', () => null);
    case '__setattr__':
      return new PyBuiltin('__setattr__', (_rt, [self, key, item]) => {
        rawSet(self, String(key), item);
        return null;
      });
    case '__getattribute__':
      return new PyBuiltin('__getattribute__', (_rt, [self, key]) => getattr(rt, self, String(key)));
  }
  return undefined;
}

function unbound(rt: Interpreter, cls: PyClass, member: PyMethod): PyBuiltin {
  if (member.name === 'fromkeys' || member.name === 'maketrans')
    return new PyBuiltin(member.name, (_rt, args, kwargs) => member.call(rt, null, args, kwargs));
  return new PyBuiltin(member.name, (_rt, args, kwargs) => {
    if (args.length === 0) throw new PyError('TypeError', `unbound method ${cls.name}.${member.name}() needs an argument`);
    return member.call(rt, args[0], args.slice(1), kwargs);
  });
}

function superAttribute(rt: Interpreter, value: PySuper, name: string): PyValue | undefined {
  const member = value.lookup(name);
  if (member !== undefined) {
    if (value.self instanceof PyClass && member instanceof PyFunction) return member;
    return bind(rt, member, value.self, value.selfClass);
  }
  if (name === '__init__' || name === '__init_subclass__' || name === '__post_init__') return new PyBuiltin(name, () => null);
  if (name === '__new__') return new PyBuiltin(name, (_rt, args) => rt.allocate(args[0] as PyClass, args.slice(1)));
  if (name === '__setattr__')
    return new PyBuiltin(name, (_rt, [key, item]) => {
      rawSet(value.self, String(key), item);
      return null;
    });
  return objectAttribute(rt, value.self, name);
}

function functionAttribute(rt: Interpreter, value: PyFunction, name: string): PyValue | undefined {
  const own = value.attrs?.get(name);
  if (own !== undefined) return own;
  switch (name) {
    case '__name__':
      return value.code.name;
    case '__qualname__':
      return value.qualifiedName;
    case '__doc__':
      return value.code.doc;
    case '__module__':
      return value.code.scope.name;
    case '__defaults__':
      return new PyTuple(value.defaults.filter(each => each !== undefined) as PyValue[]);
    case '__dict__': {
      value.attrs ??= new Map();
      return dictOf(rt, value.attrs);
    }
    case '__annotations__':
      return new PyDict();
    case '__call__':
      return value;
    case '__get__':
      return new PyBuiltin(name, (_rt, [self]) => (self === null ? value : new PyBoundMethod(value, self)));
  }
  return common(rt, value, name);
}

function methodAttribute(rt: Interpreter, value: PyBoundMethod, name: string): PyValue | undefined {
  if (name === '__self__') return value.self;
  if (name === '__func__') return value.target;
  return findAttribute(rt, value.target, name);
}

function propertyAttribute(value: PyProperty, name: string): PyValue | undefined {
  switch (name) {
    case 'setter':
      return new PyBuiltin('setter', (_rt, [f]) => new PyProperty(value.getter, f, value.deleter));
    case 'getter':
      return new PyBuiltin('getter', (_rt, [f]) => new PyProperty(f, value.setter, value.deleter));
    case 'deleter':
      return new PyBuiltin('deleter', (_rt, [f]) => new PyProperty(value.getter, value.setter, f));
    case 'fget':
      return value.getter;
    case 'fset':
      return value.setter;
  }
  return undefined;
}

function rawSet(value: PyValue, name: string, item: PyValue): void {
  if (value instanceof PyInstance) value.attrs.set(name, item);
  else if (value instanceof PyObject) {
    value.extra ??= new Map();
    value.extra.set(name, item);
  }
}

export function setattr(rt: Interpreter, value: PyValue, name: string, item: PyValue): void {
  if (value instanceof PyInstance) {
    setOnInstance(rt, value, name, item);
    return;
  }
  if (value instanceof PyClass) {
    if (value.module === 'builtins') throw new PyError('TypeError', `cannot set '${name}' attribute of immutable type '${value.name}'`);
    value.assign(name, item);
    return;
  }
  if (value instanceof PyModule) {
    value.members.set(name, item);
    rt.moduleChanged(value, name, item);
    return;
  }
  if (value instanceof PyFunction) {
    value.attrs ??= new Map();
    value.attrs.set(name, item);
    return;
  }
  if (value instanceof PyOpaque) return;
  if (value instanceof PyObject && value.setAttribute?.(name, item, rt)) return;
  if (value instanceof PyObject && value.userClass) {
    rawSet(value, name, item);
    return;
  }
  throw missing(rt, value, name);
}

function setOnInstance(rt: Interpreter, value: PyInstance, name: string, item: PyValue): void {
  const { cls } = value;
  const member = cls.lookup(name);
  if (member instanceof PyProperty) {
    if (member.setter === null) throw new PyError('AttributeError', `property '${name}' of '${cls.name}' object has no setter`);
    rt.apply(member.setter, [value, item]);
    return;
  }
  const own = cls.lookup('__setattr__');
  if (own instanceof PyFunction) {
    rt.apply(own, [value, name, item]);
    return;
  }
  if (member instanceof PyInstance && member.cls.lookup('__set__') !== undefined) {
    rt.apply(rt.getattr(member, '__set__'), [value, item]);
    return;
  }
  value.attrs.set(name, item);
}

export function delattr(rt: Interpreter, value: PyValue, name: string): void {
  if (value instanceof PyInstance && value.attrs.delete(name)) return;
  if (value instanceof PyClass && value.members.has(name)) {
    value.members.delete(name);
    PyClass.version++;
    return;
  }
  if (value instanceof PyObject && value.extra?.delete(name)) return;
  if (value instanceof PyOpaque) return;
  throw missing(rt, value, name);
}
