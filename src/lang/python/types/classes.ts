// The built-in classes, and which of them a value belongs to.

import { PyMethod } from '../define';
import type { Interpreter } from '../interpreter';
import { NDArray } from '../numpy';
import { PyBytes } from '../objects/bytes';
import { PyClass, PyClassMethod, PyInstance, PyProperty, PyStaticMethod, PySuper } from '../objects/classes';
import { PyDict, PySet } from '../objects/containers';
import { EXCEPTIONS, OBJECT_CLASS } from '../objects/exceptions';
import { PyFunction } from '../objects/functions';
import { PyGenerator } from '../objects/iterators';
import { PyRange } from '../objects/range';
import { indexOf } from '../operators/items';
import { PyError, type Runtime } from '../runtime';
import { type Kwargs, PyFloat, PyList, PyObject, PySlice, PyTuple, type PyValue } from '../values';
import { toBool, toFloatValue, toInt } from './conversions';
import { DICT_METHODS, fill, SET_METHODS, toSet } from './dict';
import { BYTES_METHODS, FLOAT_METHODS, INT_METHODS } from './numbers';
import { LIST_METHODS, RANGE_METHODS, TUPLE_METHODS } from './sequences';
import { STR_METHODS } from './str';

type Make = (rt: Interpreter, cls: PyClass, args: readonly PyValue[], kwargs: Kwargs) => PyValue;

const NONE: Map<string, PyValue> = new Map();

function define(name: string, members: Map<string, PyValue>, make: Make, base: PyClass = OBJECT_CLASS): PyClass {
  const cls = new PyClass(name, [base], members, (rt: Runtime, owner, args, kwargs) => {
    const value = make(rt as Interpreter, owner, args, kwargs);
    if (owner !== cls && value instanceof PyObject && owner.mro.includes(cls)) value.userClass = owner;
    return value;
  });
  cls.module = 'builtins';
  return cls;
}
OBJECT_CLASS.module = 'builtins';

export const TYPE_CLASS = define('type', NONE, (rt, _cls, args) => {
  if (args.length === 1) return rt.classOf(args[0]);
  const [name, bases, members] = args;
  const map = new Map(members instanceof PyDict ? [...members.entries()].map(([k, v]) => [String(k), v] as const) : []);
  const parents = bases instanceof PyTuple ? (bases.items as PyClass[]) : [];
  return new PyClass(String(name), parents.length > 0 ? parents : [OBJECT_CLASS], map);
});

export const INT_CLASS = define('int', INT_METHODS, (rt, _cls, args, kwargs) => toInt(rt, args[0], args[1] ?? kwargs.get('base')));
export const BOOL_CLASS = define('bool', NONE, (rt, _cls, args) => toBool(rt, args[0]), INT_CLASS);
export const FLOAT_CLASS = define('float', FLOAT_METHODS, (rt, _cls, args) => toFloatValue(rt, args[0]));
export const STR_CLASS = define('str', STR_METHODS, (rt, _cls, args) => strOf(rt, args));
export const BYTES_CLASS = define('bytes', BYTES_METHODS, (rt, _cls, args) => bytesOf(rt, args[0]));
export const LIST_CLASS = define('list', LIST_METHODS, (rt, cls, args) => {
  const list = new PyList(args.length > 0 && cls === LIST_CLASS ? [...rt.iterate(args[0])] : []);
  return list;
});
export const TUPLE_CLASS = define('tuple', TUPLE_METHODS, (rt, _cls, args) => {
  if (args[0] instanceof PyTuple && !args[0].userClass) return args[0];
  return new PyTuple(args.length > 0 ? [...rt.iterate(args[0])] : []);
});
export const DICT_CLASS = define('dict', DICT_METHODS, (rt, cls, args, kwargs) => {
  const dict = new PyDict();
  if (cls === DICT_CLASS) fill(rt, dict, args[0] ?? null, kwargs);
  return dict;
});
export const SET_CLASS = define('set', SET_METHODS, (rt, _cls, args) => (args.length > 0 ? toSet(rt, args[0]) : new PySet()));
export const FROZENSET_CLASS = define('frozenset', SET_METHODS, (rt, _cls, args) =>
  args.length > 0 ? toSet(rt, args[0], true) : new PySet(true),
);
export const RANGE_CLASS = define('range', RANGE_METHODS, (rt, _cls, args) => rangeOf(rt, args));
export const SLICE_CLASS = define('slice', NONE, (_rt, _cls, args) => {
  const [start, stop, step] = args.length === 1 ? [null, args[0], null] : args;
  return new PySlice(start, stop, step ?? null);
});
export const COMPLEX_CLASS = define('complex', NONE, rt => {
  rt.unsupported('complex');
  return null;
});
export const PROPERTY_CLASS = define(
  'property',
  NONE,
  (_rt, _cls, args) => new PyProperty(args[0] ?? null, args[1] ?? null, args[2] ?? null),
);
export const STATIC_CLASS = define('staticmethod', NONE, (_rt, _cls, args) => new PyStaticMethod(args[0]));
export const CLASSMETHOD_CLASS = define('classmethod', NONE, (_rt, _cls, args) => new PyClassMethod(args[0]));
export const FUNCTION_CLASS = define('function', NONE, () => null);
export const NONE_CLASS = define('NoneType', NONE, () => null);
const MODULE_CLASS = define('module', NONE, () => null);
const SUPER_CLASS = define('super', NONE, (rt, _cls, args) => {
  const [cls, self] = args;
  if (!(cls instanceof PyClass)) throw new PyError('RuntimeError', 'super(): no arguments');
  return new PySuper(cls, self, self instanceof PyClass ? self : rt.classOf(self));
});

function strOf(rt: Interpreter, args: readonly PyValue[]): string {
  if (args.length === 0) return '';
  return args[0] instanceof PyBytes && args.length > 1 ? Buffer.from(args[0].text, 'latin1').toString('utf8') : rt.str(args[0]);
}

function bytesOf(rt: Interpreter, value: PyValue | undefined): PyBytes {
  if (value === undefined) return new PyBytes('');
  if (value instanceof PyBytes) return value;
  if (typeof value === 'string') return new PyBytes(Buffer.from(value, 'utf8').toString('latin1'));
  if (typeof value === 'number') return new PyBytes('\0'.repeat(value));
  return new PyBytes([...rt.iterate(value)].map(code => String.fromCharCode(Number(code))).join(''));
}

export function rangeOf(rt: Interpreter, args: readonly PyValue[]): PyRange {
  const whole = args.map(arg => {
    const at = indexOf(rt, arg);
    if (at === null) throw new PyError('TypeError', `'${rt.typeName(arg)}' object cannot be interpreted as an integer`);
    return at;
  });
  if (whole.length === 0) throw new PyError('TypeError', 'range expected at least 1 argument, got 0');
  if (whole.length === 1) return new PyRange(0, whole[0], 1);
  if (whole[2] === 0) throw new PyError('ValueError', 'range() arg 3 must not be zero');
  return new PyRange(whole[0], whole[1], whole[2] ?? 1);
}

/** What a user's subclass of list or dict does in `super().__init__(…)`. */
export function refill(rt: Interpreter, value: PyValue, args: readonly PyValue[], kwargs: Kwargs): void {
  if (value instanceof PyDict) fill(rt, value, args[0] ?? null, kwargs);
  else if (value instanceof PyList && args.length > 0) value.items.push(...rt.iterate(args[0]));
}

EXCEPTIONS.get('BaseException')!.members.set(
  '__init__',
  new PyMethod('__init__', (_rt, self, args) => {
    if (self instanceof PyInstance) self.attrs.set('args', new PyTuple([...args]));
    return null;
  }),
);
EXCEPTIONS.get('BaseException')!.members.set('with_traceback', new PyMethod('with_traceback', (_rt, self) => self));
for (const cls of [LIST_CLASS, DICT_CLASS])
  cls.members.set(
    '__init__',
    new PyMethod('__init__', (rt, self, args, kwargs) => {
      refill(rt as Interpreter, self, args, kwargs);
      return null;
    }),
  );

const BY_NAME = new Map<string, PyClass>(
  [
    OBJECT_CLASS,
    TYPE_CLASS,
    INT_CLASS,
    BOOL_CLASS,
    FLOAT_CLASS,
    STR_CLASS,
    BYTES_CLASS,
    LIST_CLASS,
    TUPLE_CLASS,
    DICT_CLASS,
    SET_CLASS,
    FROZENSET_CLASS,
    RANGE_CLASS,
    SLICE_CLASS,
    COMPLEX_CLASS,
    PROPERTY_CLASS,
    STATIC_CLASS,
    CLASSMETHOD_CLASS,
    FUNCTION_CLASS,
    MODULE_CLASS,
    SUPER_CLASS,
    NONE_CLASS,
  ].map(cls => [cls.name, cls]),
);

/** The classes that scripts can name. */
export const BUILTIN_CLASSES: readonly PyClass[] = [...BY_NAME.values()].filter(
  cls => cls.module === 'builtins' && !['function', 'module', 'NoneType'].includes(cls.name),
);

/** A class of a module of ours, for the values whose type has this name. */
export function registerClass(typeName: string, cls: PyClass): void {
  BY_NAME.set(typeName, cls);
}

const anonymous = new Map<string, PyClass>();

export function classOf(value: PyValue): PyClass {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return INT_CLASS;
    case 'string':
      return STR_CLASS;
    case 'boolean':
      return BOOL_CLASS;
  }
  if (value === null) return NONE_CLASS;
  if (value instanceof PyFloat) return FLOAT_CLASS;
  if (value instanceof PyInstance) return value.cls;
  if (value.userClass) return value.userClass;
  if (value instanceof PyList) return value.typeName === 'list' ? LIST_CLASS : (BY_NAME.get(value.typeName) ?? LIST_CLASS);
  if (value instanceof PyTuple) return TUPLE_CLASS;
  if (value instanceof PyDict) return dictClass(value);
  if (value instanceof PyFunction) return FUNCTION_CLASS;
  return BY_NAME.get(value.typeName) ?? otherClass(value);
}

const dictClass = (value: PyDict): PyClass =>
  value.typeName === 'dict' ? DICT_CLASS : (BY_NAME.get(value.typeName) ?? named(value.typeName, DICT_CLASS));

/** Classes of objects that scripts can't name: made when somebody asks for one. */
function named(typeName: string, base: PyClass): PyClass {
  let cls = anonymous.get(typeName);
  if (!cls) {
    const dot = typeName.lastIndexOf('.');
    cls = new PyClass(typeName.slice(dot + 1), [base], new Map());
    cls.module = dot < 0 ? 'builtins' : typeName.slice(0, dot);
    anonymous.set(typeName, cls);
  }
  return cls;
}

function otherClass(value: PyObject): PyClass {
  if (value instanceof NDArray && value.scalar && value.dtype.name === 'float64') return named(value.typeName, FLOAT_CLASS);
  return named(value instanceof PyGenerator ? 'generator' : value.typeName, OBJECT_CLASS);
}
