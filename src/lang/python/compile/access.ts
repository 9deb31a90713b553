// Attributes and items, compiled: with what was found last time remembered where it was asked for.
import type { Attribute, Expr, Subscript } from '../ast';
import type { Shape } from '../objects/attributes';
import { PyClass, PyInstance } from '../objects/classes';
import { PyDict } from '../objects/containers';
import type { Eval, Frame } from '../objects/functions';
import { getItem } from '../operators/items';
import { PyList, type PyValue } from '../values';
import type { Compiler } from './compiler';
import { numberOf, slotOf } from './operands';

/** Remembers where an attribute lies in instances of one shape. */
export class AttributeCache {
  private shape: Shape | null = null;
  private index = 0;
  private version = -1;
  constructor(readonly name: string) {}

  /** The instance's own attribute; undefined where it has none or reading it may run code. */
  read(value: PyInstance): PyValue | undefined {
    const { attrs } = value;
    if (attrs.shape === this.shape && this.version === PyClass.version) return attrs.values[this.index];
    const index = attrs.shape.index.get(this.name);
    if (index === undefined || value.cls.hasProperties) return undefined;
    this.shape = attrs.shape;
    this.index = index;
    this.version = PyClass.version;
    return attrs.values[index];
  }

  /** True when the attribute was there and has been replaced. */
  write(value: PyInstance, item: PyValue): boolean {
    const { attrs } = value;
    if (attrs.shape !== this.shape || this.version !== PyClass.version) {
      const index = attrs.shape.index.get(this.name);
      if (index === undefined || value.cls.storesByCode) return false;
      this.shape = attrs.shape;
      this.index = index;
      this.version = PyClass.version;
    }
    attrs.values[this.index] = item;
    return true;
  }
}

export function attribute(node: Attribute, c: Compiler): Eval {
  const { rt, tracer } = c;
  const object = c.expression(node.object);
  const { name } = node;
  if (tracer) {
    const enter = tracer.application(c, node, [node.object]);
    return f => {
      const value = object(f);
      enter(f);
      return tracer.attribute(value, name);
    };
  }
  const cache = new AttributeCache(name);
  const read = (value: PyValue): PyValue => {
    const own = value instanceof PyInstance ? cache.read(value) : undefined;
    return own !== undefined ? own : rt.getattr(value, name);
  };
  const slot = slotOf(node.object, c);
  if (slot < 0) return f => read(object(f));
  return f => {
    const value = f.slots[slot];
    return read(value === undefined ? object(f) : (value as PyValue));
  };
}

export function subscript(node: Subscript, c: Compiler): Eval {
  const { rt, tracer } = c;
  if (tracer) return traced(node, c);
  const object = c.expression(node.object);
  const index = c.expression(node.index);
  const read = (container: PyValue, key: PyValue): PyValue => {
    if (container instanceof PyList) {
      if (typeof key === 'number' && container.userClass === undefined) {
        const { items } = container;
        const value = items[key < 0 ? key + items.length : key];
        if (value !== undefined) return value;
      }
    } else if (typeof key === 'string' && container instanceof PyDict && container.userClass === undefined) {
      const value = container.map.get(key);
      if (value !== undefined) return value;
    }
    return getItem(rt, container, key);
  };
  return operands(node.object, node.index, object, index, c, read);
}

/** Calls something with a container and a key, read from slots where they lie there. */
function operands(
  left: Expr,
  right: Expr,
  object: Eval,
  index: Eval,
  c: Compiler,
  use: (container: PyValue, key: PyValue) => PyValue,
): Eval {
  const i = slotOf(left, c);
  const j = slotOf(right, c);
  const key = right.kind === 'Constant' ? right.value : null;
  const at = (f: Frame, slot: number, otherwise: Eval): PyValue => {
    const value = f.slots[slot];
    return value === undefined ? otherwise(f) : (value as PyValue);
  };
  if (key !== null && (typeof key === 'string' || numberOf(right) !== null)) {
    if (i >= 0) return f => use(at(f, i, object), key);
    return f => use(object(f), key);
  }
  if (i >= 0 && j >= 0) return f => use(at(f, i, object), at(f, j, index));
  if (j >= 0) return f => use(object(f), at(f, j, index));
  return f => use(object(f), index(f));
}

function traced(node: Subscript, c: Compiler): Eval {
  const tracer = c.tracer!;
  const object = c.expression(node.object);
  const index = c.expression(node.index);
  const enter = tracer.application(c, node, [node.object, ...(node.index.kind === 'Slice' ? [] : [node.index])]);
  return f => {
    const container = object(f);
    const key = index(f);
    enter(f);
    return tracer.item(container, key);
  };
}
