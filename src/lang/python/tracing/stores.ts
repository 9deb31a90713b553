// Targets of assignments while tracing: every store is a binding of the trace.
import type { Attribute, Expr, Name, Subscript } from '../ast';
import type { Compiler, Store } from '../compile/compiler';
import { storeName } from '../compile/names';
import { NDArray } from '../numpy';
import { idOf, PyDict } from '../objects/containers';
import type { Cell, Frame } from '../objects/functions';
import { setItem } from '../operators/items';
import { PyList, type PyValue } from '../values';
import { keyText, type Label } from './bindings';
import type { Moment, Tracer } from './tracer';

/** The storage of a name. */
export function slotOf(c: Compiler, id: string): (f: Frame) => string {
  const place = c.place(id);
  switch (place.kind) {
    case 'slot':
      return f => `${id}#${f.call}`;
    case 'cell':
      return f => `${id}#c${idOf(f.slots[place.index] as Cell)}`;
    case 'free':
      return f => `${id}#c${idOf(f.free[place.index])}`;
    case 'global':
      return () => `${id}#${c.globals.name === '__main__' ? 0 : c.globals.name}`;
    case 'class':
      return f => `${id}#class${idOf(f.names!)}`;
  }
}

export function nameStore(tracer: Tracer, c: Compiler, node: Name): Store {
  const { id } = node;
  const put = storeName(id, c);
  const slot = slotOf(c, id);
  const target = c.site(node);
  const { rt, namer } = tracer;
  return (f, value, at) => {
    if (at && typeof value === 'object' && value !== null) {
      rt.call = f.call;
      put(f, namer.bind(value, { name: id, short: id, slot: slot(f), target }, at), at);
    } else put(f, value, at);
  };
}

/** The text of a container's expression, with the keys in it resolved where that has no side effects. */
export function written(c: Compiler, node: Expr): (f: Frame) => string {
  if (node.kind === 'Name') return () => node.id;
  if (node.kind === 'Attribute') {
    const object = written(c, node.object);
    return f => `${object(f)}.${node.name}`;
  }
  if (node.kind === 'Subscript' && isPure(node.index)) {
    const object = written(c, node.object);
    const index = c.expression(node.index);
    return f => `${object(f)}[${keyText(c.rt, index(f))}]`;
  }
  const text = c.sites.lines.text.slice(node.from, node.to).replace(/\s+/g, ' ');
  return () => text;
}

const CONVERSIONS = new Set(['str', 'int', 'repr', 'len']);

/** Evaluating it twice does nothing, and makes no value of the graph. */
export function isPure(node: Expr): boolean {
  switch (node.kind) {
    case 'Name':
    case 'Constant':
      return true;
    case 'Binary':
      return isPure(node.left) && isPure(node.right);
    case 'Unary':
      return isPure(node.operand);
    case 'FString':
      return node.parts.every(part => typeof part === 'string' || isPure(part.value));
    case 'Call':
      return node.callee.kind === 'Name' && CONVERSIONS.has(node.callee.id) && node.args.every(arg => isPure(arg.value));
    default:
      return false;
  }
}

export function attributeStore(tracer: Tracer, c: Compiler, node: Attribute): Store {
  const object = c.expression(node.object);
  const text = written(c, node.object);
  const target = c.site(node);
  const { rt, namer } = tracer;
  return (f, value, at) => {
    const owner = object(f);
    rt.call = f.call;
    rt.site = target;
    const bound = at ? namer.bind(value, namer.attributeLabel(owner, node.name, text(f), target), at) : value;
    rt.setattr(owner, node.name, bound);
  };
}

/** An expression that holds something to be changed: its value, what it is called, and the array that it is a part of. */
export interface Held {
  readonly value: PyValue;
  readonly label: Label;
  readonly whole: NDArray | null;
}

export function holder(tracer: Tracer, c: Compiler, node: Expr): (f: Frame) => Held {
  const target = c.site(node);
  const { namer } = tracer;
  if (node.kind === 'Name') {
    const load = c.expression(node);
    const slot = slotOf(c, node.id);
    return f => held(load(f), { name: node.id, short: node.id, slot: slot(f), target });
  }
  const text = written(c, node);
  if (node.kind === 'Attribute') {
    const object = c.expression(node.object);
    const owner = written(c, node.object);
    const enter = tracer.application(c, node, [node.object]);
    return f => {
      const value = object(f);
      enter(f);
      return held(namer.attribute(value, node.name), namer.attributeLabel(value, node.name, owner(f), target));
    };
  }
  if (node.kind === 'Subscript') return heldItem(tracer, c, node, target);
  const load = c.expression(node);
  return f => {
    const value = load(f);
    const name = text(f);
    return held(value, { name, short: name, slot: `a${value instanceof NDArray ? idOf(value.store) : 0}`, target });
  };
}

const held = (value: PyValue, label: Label): Held => ({ value, label, whole: value instanceof NDArray ? value : null });

function heldItem(tracer: Tracer, c: Compiler, node: Subscript, target: number): (f: Frame) => Held {
  const outer = holder(tracer, c, node.object);
  const index = c.expression(node.index);
  const enter = tracer.application(c, node, [node.object]);
  return f => {
    const container = outer(f);
    const key = index(f);
    enter(f);
    const value = tracer.item(container.value, key);
    if (container.value instanceof NDArray) return { value, label: container.label, whole: container.whole };
    return held(value, tracer.namer.itemLabel(container.value, key, target, container.label.name));
  };
}

export function itemStore(tracer: Tracer, c: Compiler, node: Subscript): Store {
  const container = holder(tracer, c, node.object);
  const index = c.expression(node.index);
  const target = c.site(node);
  const enter = tracer.application(c, node, [node.object]);
  return (f, value, at) => {
    const base = container(f);
    const key = index(f);
    enter(f);
    storeItem(tracer, base, key, value, at, target);
  };
}

/** `base[key] = value`: a part of an array, or an item of its own. */
export function storeItem(tracer: Tracer, base: Held, key: PyValue, value: PyValue, at: Moment | null, target: number): void {
  const { rt, namer } = tracer;
  if (base.value instanceof NDArray) {
    setItem(rt, base.value, key, value);
    bindWhole(tracer, base, at, target);
    return;
  }
  const label = namer.itemLabel(base.value, key, target, base.label.name);
  if (base.value instanceof PyList || base.value instanceof PyDict) namer.know(base.value, base.label, at ?? tracer.now());
  setItem(rt, base.value, key, at ? namer.bind(value, label, at) : value);
}

/** After a write into a part: the whole array has a new value. */
export function bindWhole(tracer: Tracer, base: Held, at: Moment | null, target: number): void {
  if (at && base.whole) tracer.namer.bind(base.whole, { ...base.label, target }, at, 'store');
}
