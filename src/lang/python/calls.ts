// Calling: functions of the user's, classes, bound methods, functions of ours.
import { bind, findAttribute } from './attributes';
import { PyMethod } from './define';
import type { Interpreter } from './interpreter';
import { abstractMethods } from './modules/dataclasses';
import { callPlot, PyPlot } from './modules/plotting';
import { callMethod as callArrayMethod, NDArray } from './numpy';
import { PyBoundMethod, PyClass, PyClassMethod, PyInstance, PyStaticMethod } from './objects/classes';
import { PyDict } from './objects/containers';
import { Cell, Frame, PyFunction } from './objects/functions';
import { PyGenerator } from './objects/iterators';
import { PyError } from './runtime';
import { refill } from './types/classes';
import { type Kwargs, NO_KWARGS, PyBuiltin, PyFloat, PyList, PyModule, PyObject, PyOpaque, PyTuple, type PyValue } from './values';

export function apply(rt: Interpreter, callable: PyValue, args: readonly PyValue[], kwargs: Kwargs = NO_KWARGS): PyValue {
  if (callable instanceof PyFunction) return callFunction(rt, callable, args, kwargs);
  if (callable instanceof PyBuiltin) return callable.call(rt, args, kwargs);
  if (callable instanceof PyBoundMethod) return apply(rt, callable.target, [callable.self, ...args], kwargs);
  if (callable instanceof PyClass) return instantiate(rt, callable, args, kwargs);
  if (callable instanceof PyOpaque) return callable instanceof PyPlot ? callPlot(rt, callable, args, kwargs) : callable;
  if (callable instanceof PyMethod) return callable.call(rt, args[0], args.slice(1), kwargs);
  if (callable instanceof PyStaticMethod || callable instanceof PyClassMethod) return apply(rt, callable.target, args, kwargs);
  const method = rt.special(callable, '__call__');
  if (method !== undefined) return apply(rt, method, args, kwargs);
  throw new PyError('TypeError', `'${rt.typeName(callable)}' object is not callable`);
}

export function callFunction(rt: Interpreter, fn: PyFunction, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  const { code } = fn;
  const slots: (PyValue | Cell | undefined)[] = new Array(code.size);
  if (code.simple && kwargs.size === 0 && args.length === code.positional) for (let i = 0; i < args.length; i++) slots[i] = args[i];
  else bindArguments(rt, fn, slots, args, kwargs);
  return enter(rt, fn, slots);
}

/** Runs a function whose parameters lie in their slots. */
export function enter(rt: Interpreter, fn: PyFunction, slots: (PyValue | Cell | undefined)[]): PyValue {
  const { code } = fn;
  const { cellSlots } = code;
  if (++rt.depth > rt.deepest) tooDeep(rt);
  if (++rt.steps > rt.limit) rt.overBudget();
  const frame = new Frame(slots, fn.free, rt.recorder && code.scope.standIn !== 'data' ? rt.enterCall(fn, slots) : 0);
  const given = rt.tracer?.observer ? (slots.slice(0, code.params.length) as PyValue[]) : null;
  if (cellSlots.length > 0) for (const slot of cellSlots) slots[slot] = new Cell(slots[slot] as PyValue | undefined);
  const result = code.generator ? new PyGenerator(code.name, code.generator(frame)) : code.run(frame);
  rt.depth--;
  rt.tracer?.observer?.saw(code.statement, given ?? [], result);
  return result;
}

function tooDeep(rt: Interpreter): never {
  rt.depth = rt.deepest;
  throw new PyError('RecursionError', 'maximum recursion depth exceeded');
}

function bindArguments(
  rt: Interpreter,
  fn: PyFunction,
  slots: (PyValue | Cell | undefined)[],
  args: readonly PyValue[],
  kwargs: Kwargs,
): void {
  const { code, defaults } = fn;
  const { positional, keywordOnly, star, doubleStar } = code;
  const given = Math.min(args.length, positional);
  for (let i = 0; i < given; i++) slots[i] = args[i];
  if (star >= 0) slots[star] = new PyTuple(args.slice(positional));
  else if (args.length > positional) throw tooMany(fn, args.length);
  if (kwargs.size > 0 || doubleStar >= 0) bindKeywords(rt, fn, slots, kwargs, given);
  const named = positional + keywordOnly;
  for (let i = given; i < named; i++) {
    if (slots[i] !== undefined) continue;
    const fallback = defaults[i];
    if (fallback === undefined) throw missingArguments(fn, slots);
    slots[i] = fallback;
  }
}

function bindKeywords(rt: Interpreter, fn: PyFunction, slots: (PyValue | Cell | undefined)[], kwargs: Kwargs, given: number): void {
  const { code } = fn;
  const named = code.positional + code.keywordOnly;
  const extra = code.doubleStar >= 0 ? new PyDict() : null;
  for (const [key, value] of kwargs) {
    let at = -1;
    for (let i = 0; i < named; i++) if (code.localNames[i] === key && code.params[i]?.kind !== 'positionalOnly') at = i;
    if (at < 0) {
      if (!extra && code.localNames.slice(0, code.positional).includes(key))
        throw new PyError('TypeError', `${fn.qualifiedName}() got some positional-only arguments passed as keyword arguments: '${key}'`);
      if (!extra) throw new PyError('TypeError', `${fn.qualifiedName}() got an unexpected keyword argument '${key}'`);
      extra.set(rt, key, value);
    } else if (at < given || slots[at] !== undefined)
      throw new PyError('TypeError', `${fn.qualifiedName}() got multiple values for argument '${key}'`);
    else slots[at] = value;
  }
  if (extra) slots[code.doubleStar] = extra;
}

function quoted(names: readonly string[]): string {
  const all = names.map(name => `'${name}'`);
  return all.length < 3 ? all.join(' and ') : `${all.slice(0, -1).join(', ')}, and ${all[all.length - 1]}`;
}

function missingArguments(fn: PyFunction, slots: readonly unknown[]): PyError {
  const { code, defaults } = fn;
  const lacking = (from: number, to: number): string[] =>
    code.localNames.slice(from, to).filter((_, i) => slots[from + i] === undefined && defaults[from + i] === undefined);
  const positional = lacking(0, code.positional);
  const names = positional.length > 0 ? positional : lacking(code.positional, code.positional + code.keywordOnly);
  const kind = positional.length > 0 ? 'positional' : 'keyword-only';
  return new PyError(
    'TypeError',
    `${fn.qualifiedName}() missing ${names.length} required ${kind} argument${names.length === 1 ? '' : 's'}: ${quoted(names)}`,
  );
}

function tooMany(fn: PyFunction, given: number): PyError {
  const { code, defaults } = fn;
  const required = Array.from({ length: code.positional }, (_, i) => defaults[i]).filter(each => each === undefined).length;
  const count = required === code.positional ? `${required}` : `from ${required} to ${code.positional}`;
  const plural = code.positional === 1 && required === 1 ? '' : 's';
  return new PyError(
    'TypeError',
    `${fn.qualifiedName}() takes ${count} positional argument${plural} but ${given} ${given === 1 ? 'was' : 'were'} given`,
  );
}

export function instantiate(rt: Interpreter, cls: PyClass, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  const make = cls.lookup('__new__');
  if (make instanceof PyStaticMethod || make instanceof PyFunction) {
    const target = make instanceof PyStaticMethod ? make.target : make;
    const made = apply(rt, target, [cls, ...args], kwargs);
    if (rt.classOf(made).isSubclassOf(cls)) initialise(rt, cls, made, args, kwargs);
    return made;
  }
  if (cls.construct) {
    const value = cls.construct(rt, cls, args, kwargs);
    if (cls.native || !(value instanceof PyObject)) return value;
    if (!initialise(rt, cls, value, args, kwargs)) refill(rt, value, args, kwargs);
    return value;
  }
  const lacking = abstractMethods(cls);
  if (lacking.length > 0) throw isAbstract(cls, lacking);
  const instance = new PyInstance(cls);
  if (!initialise(rt, cls, instance, args, kwargs) && args.length + kwargs.size > 0) throw takesNone(cls);
  return instance;
}

const isAbstract = (cls: PyClass, lacking: readonly string[]): PyError =>
  new PyError(
    'TypeError',
    `Can't instantiate abstract class ${cls.name} with abstract method${lacking.length > 1 ? 's' : ''} ${lacking.join(', ')}`,
  );
const takesNone = (cls: PyClass): PyError => new PyError('TypeError', `${cls.name}() takes no arguments`);

/** Runs `__init__` where the user's classes have one. */
function initialise(rt: Interpreter, cls: PyClass, value: PyValue, args: readonly PyValue[], kwargs: Kwargs): boolean {
  const init = cls.lookup('__init__');
  if (init instanceof PyFunction) {
    const result = callFunction(rt, init, [value, ...args], kwargs);
    if (result !== null && !(result instanceof PyOpaque))
      throw new PyError('TypeError', `__init__() should return None, not '${rt.typeName(result)}'`);
    return true;
  }
  if (init instanceof PyMethod) {
    init.call(rt, value, args, kwargs);
    return true;
  }
  if (init === undefined) return false;
  apply(rt, bind(rt, init, value, cls), args, kwargs);
  return true;
}

/** `object.name(args)` without making the bound method. */
export function callMethod(rt: Interpreter, object: PyValue, name: string, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  if (object instanceof PyInstance) {
    if (!object.attrs.has(name)) {
      const member = object.cls.lookup(name);
      if (member instanceof PyFunction) return callFunction(rt, member, [object, ...args], kwargs);
    }
  } else if (object instanceof NDArray) {
    // A number taken out of a traced array stays in the graph.
    if (name === 'item' && rt.recorder && args.length === 0 && object.dtype.inexact) return rt.floatOf(object);
    const result = callArrayMethod(rt, object, name, args, kwargs);
    if (result !== undefined) return result;
  } else if (object instanceof PyModule) {
    const member = object.members.get(name);
    if (member !== undefined) return apply(rt, member, args, kwargs);
  } else if (
    object instanceof PyList ||
    typeof object === 'string' ||
    object instanceof PyDict ||
    object instanceof PyFloat ||
    object instanceof PyTuple
  ) {
    const member = rt.classOf(object).lookup(name);
    if (member instanceof PyMethod) return member.call(rt, object, args, kwargs);
    if (member instanceof PyFunction) return callFunction(rt, member, [object, ...args], kwargs);
  }
  return apply(rt, findAttribute(rt, object, name) ?? rt.getattr(object, name), args, kwargs);
}
