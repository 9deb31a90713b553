// Calls while tracing: where they stand, what unknown arguments make of them, and the call tree.
import type { Call } from '../ast';
import { apply, callMethod } from '../calls';
import type { Arguments } from '../compile/calls';
import type { Compiler } from '../compile/compiler';
import { NDArray } from '../numpy';
import { PyClass, PyInstance, PySuper } from '../objects/classes';
import { PyDict, PySet } from '../objects/containers';
import { PyFile } from '../objects/files';
import type { Cell, Eval, Frame, PyFunction } from '../objects/functions';
import { PyBuiltin, PyFloat, PyList, PyModule, PyObject, PyOpaque, PyTuple, type PyValue } from '../values';
import type { Tracer } from './tracer';

/** Runs just before the call; what it gives back runs just after. */
type Around = () => () => void;

export function tracedCall(tracer: Tracer, c: Compiler, node: Call, given: (f: Frame) => Arguments): Eval {
  const run = callWith(tracer, c, node, given);
  return f => run(f, null);
}

export function callWith(
  tracer: Tracer,
  c: Compiler,
  node: Call,
  given: (f: Frame) => Arguments,
): (f: Frame, around: Around | null) => PyValue {
  const { rt } = tracer;
  const site = c.site(node);
  const argumentSites = node.args.map(arg => c.site(arg.value));
  const { statement } = c;
  const { callee } = node;
  const enter = (f: Frame, uses: readonly number[]): void => {
    rt.site = site;
    rt.uses = uses;
    rt.statement = statement;
    rt.call = f.call;
    rt.target = f.target;
  };
  const finish = (around: Around | null, call: () => PyValue): PyValue => {
    const after = around?.();
    const result = call();
    after?.();
    return result;
  };
  if (callee.kind === 'Attribute') {
    const object = c.expression(callee.object);
    const { name } = callee;
    const withSelf = [c.site(callee.object), ...argumentSites];
    const at = c.site(callee);
    return (f, around) => {
      const self = object(f);
      const { args, kwargs } = given(f);
      if (isClosed(self, name) && args.some(isUnknown)) return unknownIn(args.find(isUnknown)!);
      return finish(around, () => {
        enter(f, self instanceof PyModule ? argumentSites : withSelf);
        if (missing(self, name)) rt.site = at;
        return callMethod(rt, self, name, args, kwargs);
      });
    };
  }
  const target = c.expression(callee);
  return (f, around) => {
    const callable = target(f);
    const { args, kwargs } = given(f);
    const unknown = args.find(arg => arg instanceof PyOpaque);
    if (unknown !== undefined && swallows(callable)) return unknown;
    return finish(around, () => {
      enter(f, argumentSites);
      return apply(rt, callable, args, kwargs);
    });
  };
}

/** Nothing is known of it, or of something in it. */
const isUnknown = (value: PyValue): boolean =>
  value instanceof PyOpaque ||
  ((value instanceof PyTuple || value instanceof PyList) && value.items.length < 9 && value.items.some(isUnknown));

/** The unknown value itself. */
function unknownIn(value: PyValue): PyValue {
  return value instanceof PyTuple || value instanceof PyList ? unknownIn(value.items.find(isUnknown)!) : value;
}
/** A library's function or object: it can do nothing sensible with what is unknown. Containers and the user's own objects can. */
function isClosed(self: PyValue, name: string): boolean {
  if (typeof self === 'string') return name !== 'format';
  if (self instanceof PyList || self instanceof PyDict || self instanceof PySet || self instanceof PyFile) return false;
  return (
    self instanceof PyObject &&
    !(self instanceof PyInstance || self instanceof PyClass || self instanceof PySuper || self instanceof PyOpaque)
  );
}
const missing = (self: PyValue, name: string): boolean => self instanceof PyModule && !self.members.has(name);

/** Functions of ours that can do something sensible with a value of which nothing is known. */
const OPEN = new Set(['print', 'type', 'id', 'callable', 'hasattr', 'getattr', 'setattr', 'str', 'repr', 'object', 'super', 'property']);

function swallows(callable: PyValue): boolean {
  if (callable instanceof PyBuiltin) return !callable.binds && !OPEN.has(callable.name) && callable.name !== 'append';
  return callable instanceof PyClass && callable.module === 'builtins' && !OPEN.has(callable.name);
}

/** A function of the user's begins: its number in the call tree, and its parameters as bindings. */
export function entered(tracer: Tracer, fn: PyFunction, slots: (PyValue | Cell | undefined)[]): number {
  const { rt, recorder, namer } = tracer;
  const { calls } = recorder;
  const id = calls.length;
  const { code } = fn;
  tracer.called.add(code.statement);
  calls.push({ id, name: fn.qualifiedName.replace(/^.*<locals>\./, ''), parent: rt.call, site: rt.site });
  tracer.hear(id, rt.call, code.statement);
  const { site: callSite, call: outer } = rt;
  rt.call = id;
  const from = recorder.graph.nodes.length;
  code.params.forEach((p, i) => {
    const value = slots[i];
    if (!(value instanceof PyFloat) && !(value instanceof NDArray)) return;
    const target = code.paramSites[i];
    const at = { kind: 'assign', site: target, value: callSite, statement: code.statement, from } as const;
    slots[i] = namer.bind(value, { name: p.name, short: p.name, slot: `${p.name}#${id}`, target }, at, 'argument');
  });
  rt.call = outer;
  return id;
}
