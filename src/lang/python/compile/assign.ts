// Assignment to names, attributes, items and unpacked targets.
import type { AnnAssign, Assign, AugAssign, Expr } from '../ast';
import { PyInstance } from '../objects/classes';
import { type Exec, type Frame, NORMAL } from '../objects/functions';
import { setItem } from '../operators/items';
import { PyError } from '../runtime';
import { PyFloat, PyList, PyOpaque, PyTuple, type PyValue } from '../values';
import { AttributeCache } from './access';
import { APPLY } from './arithmetic';
import { type Compiler, located, type Store } from './compiler';
import { storeName } from './names';
import { slotOf } from './operands';

/** How a target takes a value. */
export function store(node: Expr, c: Compiler): Store {
  switch (node.kind) {
    case 'Name':
      return c.tracer ? c.tracer.nameStore(c, node) : watched(node.id, node.from, storeName(node.id, c), c);
    case 'Attribute':
      return c.tracer ? c.tracer.attributeStore(c, node) : watched(node.name, node.from, attributeStore(node, c), c);
    case 'Subscript':
      return c.tracer ? c.tracer.itemStore(c, node) : itemStore(node, c);
    case 'Tuple':
    case 'List':
      return unpack(node.items, node, c);
    case 'Starred':
      return store(node.value, c);
    default: {
      const site = c.site(node);
      return () => {
        throw located(new PyError('SyntaxError', 'cannot assign to this'), site);
      };
    }
  }
}

/** Tells whoever watches the run; costs nothing where nobody does. */
function watched(name: string, place: number, store: Store, { rt }: Compiler): Store {
  const { watcher } = rt;
  if (!watcher) return store;
  return (f, value, at) => {
    store(f, value, at);
    watcher(name, place, value);
  };
}

function attributeStore(node: Extract<Expr, { kind: 'Attribute' }>, c: Compiler): Store {
  const { rt } = c;
  const object = c.expression(node.object);
  const { name } = node;
  const cache = new AttributeCache(name);
  return (f, value) => {
    const target = object(f);
    if (!(target instanceof PyInstance && cache.write(target, value))) rt.setattr(target, name, value);
  };
}

function itemStore(node: Extract<Expr, { kind: 'Subscript' }>, c: Compiler): Store {
  const { rt } = c;
  const object = c.expression(node.object);
  const index = c.expression(node.index);
  return (f, value) => {
    const container = object(f);
    const key = index(f);
    if (typeof key === 'number' && container instanceof PyList && key >= 0 && key < container.items.length && !container.userClass)
      container.items[key] = value;
    else setItem(rt, container, key, value);
  };
}

function unpack(targets: readonly Expr[], node: Expr, c: Compiler): Store {
  const { rt } = c;
  const stores = targets.map(target => store(target, c));
  const star = targets.findIndex(target => target.kind === 'Starred');
  const site = c.site(node);
  const iterable = (value: PyValue, at: number): Iterable<PyValue> => {
    if (typeof value === 'number' || typeof value === 'boolean' || value === null || value instanceof PyFloat)
      throw located(new PyError('TypeError', `cannot unpack non-iterable ${rt.typeName(value)} object`), at);
    return rt.iterate(value);
  };
  return (f, value, at) => {
    if (value instanceof PyOpaque) {
      for (const each of stores) each(f, value, at);
      return;
    }
    const items = itemsOf(value) ?? take(iterable(value, site), star < 0 ? stores.length + 1 : Infinity);
    const { length } = stores;
    if (star < 0) {
      if (items.length !== length) throw located(wrongCount(items.length, length), site);
      for (let i = 0; i < length; i++) stores[i](f, items[i], at);
      return;
    }
    if (items.length < length - 1)
      throw located(new PyError('ValueError', `not enough values to unpack (expected at least ${length - 1}, got ${items.length})`), site);
    const tail = length - 1 - star;
    for (let i = 0; i < star; i++) stores[i](f, items[i], at);
    stores[star](f, new PyList(items.slice(star, items.length - tail)), at);
    for (let i = 0; i < tail; i++) stores[star + 1 + i](f, items[items.length - tail + i], at);
  };
}

const itemsOf = (value: PyValue): readonly PyValue[] | null =>
  (value instanceof PyTuple || value instanceof PyList) && !value.userClass ? value.items : null;

/** No more than are needed to see that there are too many. */
function take(values: Iterable<PyValue>, most: number): PyValue[] {
  const taken: PyValue[] = [];
  for (const value of values) {
    taken.push(value);
    if (taken.length >= most) break;
  }
  return taken;
}

const wrongCount = (given: number, expected: number): PyError =>
  given > expected
    ? new PyError('ValueError', `too many values to unpack (expected ${expected})`)
    : new PyError('ValueError', `not enough values to unpack (expected ${expected}, got ${given})`);

export function assign(node: Assign, c: Compiler): Exec {
  if (c.tracer) return c.tracer.assignment(c, node, node.targets, node.value);
  const [target] = node.targets;
  if (node.targets.length === 1 && target.kind === 'Tuple' && node.value.kind === 'Tuple') {
    const pairs = parallel(target.items, node.value.items, c);
    if (pairs) return pairs;
  }
  const value = c.expression(node.value);
  const stores = node.targets.map(each => store(each, c));
  if (stores.length === 1) {
    const [only] = stores;
    return f => {
      only(f, value(f), null);
      return NORMAL;
    };
  }
  return f => {
    const result = value(f);
    for (const each of stores) each(f, result, null);
    return NORMAL;
  };
}

/** `a, b = b, a` without the tuple. */
function parallel(targets: readonly Expr[], values: readonly Expr[], c: Compiler): Exec | null {
  if (targets.length !== values.length || [...targets, ...values].some(each => each.kind === 'Starred')) return null;
  const evals = c.expressions(values);
  const stores = targets.map(target => store(target, c));
  const { length } = evals;
  return f => {
    const results: PyValue[] = new Array(length);
    for (let i = 0; i < length; i++) results[i] = evals[i](f);
    for (let i = 0; i < length; i++) stores[i](f, results[i], null);
    return NORMAL;
  };
}

export function annAssign(node: AnnAssign, c: Compiler): Exec {
  if (!node.value) return annotation(node, c);
  if (c.tracer) return c.tracer.assignment(c, node, [node.target], node.value);
  const value = c.expression(node.value);
  const put = store(node.target, c);
  const note = annotation(node, c);
  return f => {
    put(f, value(f), null);
    return note(f);
  };
}

/** A class remembers which of its names are annotated, in order: a dataclass is made of them. */
export function annotation(node: AnnAssign, c: Compiler): Exec {
  if (c.scope.kind !== 'class' || node.target.kind !== 'Name') return () => NORMAL;
  const { id } = node.target;
  return f => {
    const list = f.names!.get('__annotated__');
    if (list instanceof PyList) list.items.push(id);
    else f.names!.set('__annotated__', new PyList([id]));
    return NORMAL;
  };
}

export function augAssign(node: AugAssign, c: Compiler): Exec {
  if (c.tracer) return c.tracer.augmented(c, node);
  const { rt } = c;
  const { op, target } = node;
  const value = c.expression(node.value);
  const rest = (x: PyValue, y: PyValue): PyValue => rt.inplace(op, x, y);
  const apply = APPLY[op];
  const combine = apply ? (x: PyValue, y: PyValue): PyValue => apply(x, y, rest) : rest;
  if (target.kind === 'Attribute') {
    const object = c.expression(target.object);
    const cache = new AttributeCache(target.name);
    return f => {
      const owner = object(f);
      const own = owner instanceof PyInstance ? cache.read(owner) : undefined;
      const result = combine(own !== undefined ? own : rt.getattr(owner, target.name), value(f));
      if (own === undefined || !cache.write(owner as PyInstance, result)) rt.setattr(owner, target.name, result);
      return NORMAL;
    };
  }
  if (target.kind === 'Subscript') {
    const object = c.expression(target.object);
    const index = c.expression(target.index);
    return f => {
      const container = object(f);
      const key = index(f);
      if (container instanceof PyList && typeof key === 'number' && container.userClass === undefined) {
        const { items } = container;
        const at = key < 0 ? key + items.length : key;
        const before = items[at];
        if (before !== undefined) {
          const result = combine(before, value(f));
          if (at < items.length) items[at] = result;
          else setItem(rt, container, key, result);
          return NORMAL;
        }
      }
      setItem(rt, container, key, combine(rt.getItem(container, key), value(f)));
      return NORMAL;
    };
  }
  const load = c.expression(target);
  const slot = slotOf(target, c);
  if (slot >= 0)
    return f => {
      const before = f.slots[slot];
      f.slots[slot] = combine(before === undefined ? load(f) : (before as PyValue), value(f));
      return NORMAL;
    };
  const put = store(target, c);
  return (f: Frame) => {
    put(f, combine(load(f), value(f)), null);
    return NORMAL;
  };
}
