// Built-in functions about objects: classes, attributes, scopes, input and output.

import { python as say } from '../../../messages/python';
import { findAttribute } from '../attributes';
import { type Definitions, fn, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { NDArray } from '../numpy';
import { PyBoundMethod, PyClass, PyInstance } from '../objects/classes';
import { EXCEPTIONS, exceptionOf } from '../objects/exceptions';
import { PyFile } from '../objects/files';
import { PyFunction } from '../objects/functions';
import { PyError } from '../runtime';
import { type Kwargs, PyBuiltin, PyList, PyModule, PyObject, PyOpaque, PyTuple, type PyValue } from '../values';

export function isInstance(rt: Interpreter, value: PyValue, type: PyValue): boolean {
  if (type instanceof PyTuple) return type.items.some(each => isInstance(rt, value, each));
  if (type instanceof PyClass) return rt.classOf(value).isSubclassOf(type) || (type.name === 'object' && type.module === 'builtins');
  if (type instanceof PyObject && type.isInstance) return type.isInstance(value, rt);
  if (type instanceof PyBuiltin) return rt.typeName(value).replace(/^.*\./, '') === type.name;
  if (type instanceof PyOpaque) return false;
  throw new PyError('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union');
}

function isSubclass(rt: Interpreter, cls: PyValue, type: PyValue): boolean {
  if (type instanceof PyTuple) return type.items.some(each => isSubclass(rt, cls, each));
  if (!(cls instanceof PyClass)) throw new PyError('TypeError', 'issubclass() arg 1 must be a class');
  return type instanceof PyClass && cls.isSubclassOf(type);
}

function print(rt: Interpreter, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  const text = (name: string, usual: string): string => {
    const value = kwargs.get(name);
    if (value === undefined || value === null) return usual;
    if (typeof value !== 'string') throw new PyError('TypeError', `${name} must be None or a string, not ${rt.typeName(value)}`);
    return value;
  };
  const line = args.map(arg => rt.str(arg)).join(text('sep', ' ')) + text('end', '\n');
  const file = kwargs.get('file');
  if (file === undefined || file === null) rt.write(line);
  else rt.apply(rt.getattr(file, 'write'), [line]);
  return null;
}

function attributeOr(rt: Interpreter, value: PyValue, name: string, fallback: PyValue | undefined): PyValue {
  if (fallback === undefined) return rt.getattr(value, name);
  if (value instanceof PyModule && !value.members.has(name) && !rt.scopes.has(value)) return fallback;
  return rt.expecting('AttributeError', () => rt.getattr(value, name)) ?? fallback;
}

function hasAttribute(rt: Interpreter, value: PyValue, name: string): boolean {
  if (value instanceof PyModule && !rt.scopes.has(value)) return value.members.has(name);
  return rt.expecting('AttributeError', () => findAttribute(rt, value, name) ?? rt.getattr(value, name)) !== undefined;
}

function namesIn(value: PyValue): string[] {
  const names = new Set<string>();
  if (value instanceof PyInstance) {
    for (const name of value.attrs.keys()) names.add(name);
    for (const cls of value.cls.mro) for (const name of cls.members.keys()) names.add(name);
  } else if (value instanceof PyClass) for (const cls of value.mro) for (const name of cls.members.keys()) names.add(name);
  else if (value instanceof PyModule) for (const name of value.members.keys()) names.add(name);
  return [...names].sort();
}

/** What belongs to an object, as a dict that is the object's own. */
function variables(rt: Interpreter, value: PyValue): PyValue {
  const dict = findAttribute(rt, value, '__dict__');
  if (dict === undefined) throw new PyError('TypeError', 'vars() argument must have __dict__ attribute');
  return dict;
}

function typeOf(rt: Interpreter, args: readonly PyValue[]): PyValue {
  if (args.length === 1 && args[0] instanceof NDArray) {
    const member = rt.modules.get('numpy')?.members.get(rt.typeName(args[0]).replace(/^.*\./, ''));
    if (member !== undefined) return member;
  }
  return rt.apply(rt.typeClass, args);
}

/** While a file is checked nobody is there to answer: a number that can be a size is taken for what was typed. */
function answered(rt: Interpreter): PyValue {
  const answer = '5';
  rt.tracer!.reason(say('answered', { answer }), rt.tracer!.rangeOf(rt.site));
  return answer;
}

function leave(rt: Interpreter, code: PyValue): PyValue {
  // A script that wants arguments or files leaves before it has begun: the analysis goes on.
  if (rt.tracer && !rt.tracer.cut) {
    rt.tracer.reason(say('notLeft'), rt.tracer.rangeOf(rt.site));
    return null;
  }
  throw new PyError('SystemExit', code === null ? '' : String(code), exceptionOf(EXCEPTIONS.get('SystemExit')!, [code]));
}

function openFile(rt: Interpreter, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  const [path, mode = kwargs.get('mode') ?? 'r', , encoding = kwargs.get('encoding') ?? null] = args;
  return PyFile.open(rt, rt.str(path), String(mode), String(encoding ?? 'utf-8'));
}

function evaluate(rt: Interpreter, args: readonly PyValue[]): PyValue {
  const [source] = args;
  const text = typeof source === 'string' ? source.trim() : '';
  if (/^[+-]?[\d.eE+-]+$/.test(text)) return rt.apply(rt.builtins.get(/[.eE]/.test(text) ? 'float' : 'int')!, [text]);
  if (rt.builtins.has(text)) return rt.builtins.get(text)!;
  rt.unsupported('eval');
  return new PyOpaque('eval');
}

export const OBJECTS: Definitions = {
  isinstance: raw((rt, [value, type]) => (value instanceof PyOpaque ? value : isInstance(rt, value, type))),
  issubclass: raw((rt, [cls, type]) => isSubclass(rt, cls, type)),
  callable: raw(
    (rt, [value]) =>
      value instanceof PyFunction ||
      value instanceof PyBuiltin ||
      value instanceof PyBoundMethod ||
      value instanceof PyClass ||
      rt.special(value, '__call__') !== undefined,
  ),
  getattr: raw((rt, [value, name, fallback]) => attributeOr(rt, value, String(name), fallback)),
  hasattr: raw((rt, [value, name]) => hasAttribute(rt, value, String(name))),
  setattr: raw((rt, [value, name, item]) => {
    const named = rt.tracer && value instanceof PyInstance ? rt.tracer.namer.setAttribute(value, String(name), item) : item;
    rt.setattr(value, String(name), named);
    return null;
  }),
  delattr: raw((rt, [value, name]) => {
    rt.delattr(value, String(name));
    return null;
  }),
  vars: raw((rt, [value]) => (value === undefined ? rt.globalsDict() : variables(rt, value))),
  dir: raw((_rt, [value]) => new PyList(namesIn(value ?? null))),
  globals: raw(rt => rt.globalsDict()),
  locals: raw(rt => rt.globalsDict()),
  print: raw(print),
  input: fn("prompt=''", (rt, prompt) => {
    rt.write(rt.str(prompt));
    if (rt.tracer) return answered(rt);
    throw new PyError('EOFError', 'EOF when reading a line');
  }),
  open: raw(openFile),
  exit: fn('code=None', leave),
  quit: fn('code=None', leave),
  eval: raw(evaluate),
  exec: raw(rt => {
    rt.unsupported('exec');
    return null;
  }),
  __import__: raw((rt, [name]) => rt.importModule(String(name))),
};

export const TYPE_OF = typeOf;
