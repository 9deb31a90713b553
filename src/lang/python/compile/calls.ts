// Calls, compiled: methods without making them, plain functions without a list of arguments.
import type { Argument, Call } from '../ast';
import { apply, callMethod, enter } from '../calls';
import { PyInstance, type PySuper } from '../objects/classes';
import { PyDict } from '../objects/containers';
import { type Cell, type Eval, type Frame, PyFunction } from '../objects/functions';
import { PyError } from '../runtime';
import { type Kwargs, NO_KWARGS, PyOpaque, type PyValue } from '../values';
import type { Compiler } from './compiler';

export function call(node: Call, c: Compiler): Eval {
  if (node.callee.kind === 'Name' && node.callee.id === 'super' && node.args.length === 0) return bareSuper(c);
  const plain = node.args.every(arg => arg.kind === 'positional');
  if (c.tracer) return c.tracer.call(c, node, argumentsOf(node.args, c));
  if (node.callee.kind === 'Attribute') return plain ? plainMethod(node, c) : method(node, c);
  return plain ? plainCall(node, c) : general(node, c);
}

export interface Arguments {
  readonly args: PyValue[];
  readonly kwargs: Kwargs;
}
export type EvalArguments = (f: Frame) => Arguments;

/** Arguments in the order in which they stand; `*` and `**` spread. */
export function argumentsOf(nodes: readonly Argument[], c: Compiler): EvalArguments {
  const { rt } = c;
  const parts = nodes.map(arg => ({ kind: arg.kind, name: arg.name, value: c.expression(arg.value) }));
  if (parts.every(part => part.kind === 'positional'))
    return f => {
      const args: PyValue[] = new Array(parts.length);
      for (let i = 0; i < parts.length; i++) args[i] = parts[i].value(f);
      return { args, kwargs: NO_KWARGS };
    };
  return f => {
    const args: PyValue[] = [];
    const kwargs = new Map<string, PyValue>();
    for (const { kind, name, value } of parts) {
      const item = value(f);
      if (kind === 'positional') args.push(item);
      else if (kind === 'keyword') put(kwargs, name, item);
      else if (kind === 'star') args.push(...rt.iterate(item));
      else if (item instanceof PyDict) for (const [key, each] of item.entries()) put(kwargs, String(key), each);
      else if (!(item instanceof PyOpaque)) throw new PyError('TypeError', `argument after ** must be a mapping, not ${rt.typeName(item)}`);
    }
    return { args, kwargs };
  };
}

function put(kwargs: Map<string, PyValue>, name: string, value: PyValue): void {
  if (kwargs.has(name)) throw new PyError('TypeError', `got multiple values for keyword argument '${name}'`);
  kwargs.set(name, value);
}

function general(node: Call, c: Compiler): Eval {
  const { rt } = c;
  const callee = c.expression(node.callee);
  const given = argumentsOf(node.args, c);
  return f => {
    const target = callee(f);
    const { args, kwargs } = given(f);
    return apply(rt, target, args, kwargs);
  };
}

function method(node: Call, c: Compiler): Eval {
  const { rt } = c;
  const callee = node.callee as Extract<Call['callee'], { kind: 'Attribute' }>;
  const object = c.expression(callee.object);
  const { name } = callee;
  const given = argumentsOf(node.args, c);
  return f => {
    const self = object(f);
    const { args, kwargs } = given(f);
    return callMethod(rt, self, name, args, kwargs);
  };
}

/** Evaluates into the frame of the function that is called. */
function plainCall(node: Call, c: Compiler): Eval {
  const { rt } = c;
  const callee = c.expression(node.callee);
  const parts = node.args.map(arg => c.expression(arg.value));
  const count = parts.length;
  return f => {
    const target = callee(f);
    if (target instanceof PyFunction) {
      const { code } = target;
      if (code.simple && code.positional === count) {
        const slots: (PyValue | Cell | undefined)[] = new Array(code.size);
        for (let i = 0; i < count; i++) slots[i] = parts[i](f);
        return enter(rt, target, slots);
      }
    }
    const args: PyValue[] = new Array(count);
    for (let i = 0; i < count; i++) args[i] = parts[i](f);
    return apply(rt, target, args, NO_KWARGS);
  };
}

function plainMethod(node: Call, c: Compiler): Eval {
  const { rt } = c;
  const callee = node.callee as Extract<Call['callee'], { kind: 'Attribute' }>;
  const object = c.expression(callee.object);
  const { name } = callee;
  const parts = node.args.map(arg => c.expression(arg.value));
  const count = parts.length;
  return f => {
    const self = object(f);
    if (self instanceof PyInstance) {
      const member = self.cls.lookup(name);
      if (member instanceof PyFunction && member.code.simple && member.code.positional === count + 1 && !self.attrs.has(name)) {
        const slots: (PyValue | Cell | undefined)[] = new Array(member.code.size);
        slots[0] = self;
        for (let i = 0; i < count; i++) slots[i + 1] = parts[i](f);
        return enter(rt, member, slots);
      }
    }
    const args: PyValue[] = new Array(count);
    for (let i = 0; i < count; i++) args[i] = parts[i](f);
    return callMethod(rt, self, name, args, NO_KWARGS);
  };
}

/** `super()`: the class around the function, and its first argument. */
function bareSuper(c: Compiler): Eval {
  const { rt } = c;
  const place = c.place('__class__');
  const scope = c.scope.owner;
  const [first] = scope.bound;
  const self = scope.kind === 'function' && first ? c.place(first) : null;
  return f => {
    const cell = place.kind === 'free' ? f.free[place.index] : null;
    const value = !self
      ? undefined
      : self.kind === 'cell'
        ? (f.slots[self.index] as Cell).v
        : self.kind === 'slot'
          ? f.slots[self.index]
          : undefined;
    if (!cell?.v || value === undefined) throw new PyError('RuntimeError', 'super(): no arguments');
    return apply(rt, rt.builtins.get('super')!, [cell.v, value as PyValue]) as PySuper;
  };
}
