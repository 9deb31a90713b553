// Statements that give values to names, compiled for tracing.
import type { AugAssign, Expr, ExprStmt, Stmt } from '../ast';
import { annotation, store } from '../compile/assign';
import { argumentsOf } from '../compile/calls';
import type { Compiler } from '../compile/compiler';
import { NDArray } from '../numpy';
import { type Eval, type Exec, type Frame, NORMAL } from '../objects/functions';
import { PyFloat, PyOpaque, type PyValue } from '../values';
import { callWith } from './calls';
import { bindWhole, type Held, holder, isPure, storeItem } from './stores';
import type { Moment, Tracer } from './tracer';

/** The last part of a target's name, as far as it is known before the value is computed. */
function shortName(c: Compiler, node: Expr | undefined): (f: Frame) => string {
  if (node?.kind === 'Name') return () => node.id;
  if (node?.kind === 'Attribute') return () => node.name;
  if (node?.kind !== 'Subscript') return () => '';
  if (node.index.kind === 'Constant') {
    const { value } = node.index;
    return typeof value === 'string' ? () => value : shortName(c, node.object);
  }
  if (!isPure(node.index)) return shortName(c, node.object);
  const index = c.expression(node.index);
  const base = shortName(c, node.object);
  return f => {
    const key = index(f);
    return typeof key === 'string' ? key : base(f);
  };
}

export function assignment(tracer: Tracer, c: Compiler, node: Stmt, targets: readonly Expr[], value: Expr): Exec {
  const moment = tracer.moment(c, node, value);
  const short = shortName(c, targets[0]);
  const base = targets.length === 1 && value.kind === 'Dict' ? c.sites.lines.text.slice(targets[0].from, targets[0].to) : '';
  const compute = c.naming(base, () => literal(c, targets[0], value) ?? c.expression(value));
  const stores = targets.map(target => store(target, c));
  const note = node.kind === 'AnnAssign' ? annotation(node, c) : null;
  return f => {
    f.target = safely(short, f);
    const at = moment(f, 'assign');
    tracer.moment_ = at;
    const result = compute(f);
    f.target = '';
    for (const put of stores) put(f, result, at);
    note?.(f);
    return NORMAL;
  };
}

/** A key that can't be evaluated yet raises where it stands, not before. */
function safely(short: (f: Frame) => string, f: Frame): string {
  try {
    return short(f);
  } catch {
    return '';
  }
}

const BIAS = /^_?(?:b|bias|biases|theta|intercept|w|weight|beta)_?\d*$/i;

/**
 * `b = 0` is a parameter as much as `b = 0.0`: in the graph it must be one value with a name. A count (`b` as an index,
 * in a range) stays an integer.
 */
function literal(c: Compiler, target: Expr, value: Expr): Eval | null {
  if (value.kind !== 'Constant' || typeof value.value !== 'number') return null;
  const short = target.kind === 'Name' ? target.id : target.kind === 'Attribute' ? target.name : '';
  if (!BIAS.test(short)) return null;
  const count = new RegExp(`\\[[^\\]]*\\b${short}\\b[^\\]]*\\]|\\brange\\([^)]*\\b${short}\\b`);
  if (count.test(c.sites.lines.text)) return null;
  const number = new PyFloat(value.value);
  return () => number;
}

export function augmented(tracer: Tracer, c: Compiler, node: AugAssign): Exec {
  const { rt } = tracer;
  const { op, target } = node;
  const moment = tracer.moment(c, node, node.value);
  const value = c.expression(node.value);
  const short = shortName(c, target);
  const site = c.site(node);
  const uses = [c.site(target), c.site(node.value)];
  const { statement } = c;
  const combine = (f: Frame, x: PyValue, y: PyValue): PyValue => {
    rt.site = site;
    rt.uses = uses;
    rt.statement = statement;
    rt.call = f.call;
    rt.target = safely(short, f);
    return rt.inplace(op, x, y);
  };
  const begin = (f: Frame): Moment => {
    f.target = safely(short, f);
    tracer.moment_ = moment(f, 'augment');
    return tracer.moment_;
  };
  if (target.kind === 'Subscript') return augmentedItem(tracer, c, target, begin, value, combine);
  const load = holder(tracer, c, target);
  if (target.kind === 'Attribute') {
    const object = c.expression(target.object);
    return f => {
      const at = begin(f);
      const held = load(f);
      const result = combine(f, held.value, value(f));
      f.target = '';
      rt.setattr(object(f), target.name, tracer.namer.bind(result, held.label, at));
      return NORMAL;
    };
  }
  const put = store(target, c);
  return f => {
    const at = begin(f);
    const held = load(f);
    const result = combine(f, held.value, value(f));
    f.target = '';
    put(f, result, at);
    return NORMAL;
  };
}

type Combine = (f: Frame, x: PyValue, y: PyValue) => PyValue;

/** `dW[i] += g` reads, adds and writes back; a view has been written already. */
function augmentedItem(
  tracer: Tracer,
  c: Compiler,
  target: Extract<Expr, { kind: 'Subscript' }>,
  begin: (f: Frame) => Moment,
  value: Eval,
  combine: Combine,
): Exec {
  const container = holder(tracer, c, target.object);
  const index = c.expression(target.index);
  const site = c.site(target);
  const enter = tracer.application(c, target, [target.object]);
  return f => {
    const at = begin(f);
    const base: Held = container(f);
    const key = index(f);
    enter(f);
    const before = tracer.item(base.value, key);
    const result = combine(f, before, value(f));
    f.target = '';
    const written = base.value instanceof NDArray && result === before && before instanceof NDArray && before.parent !== null;
    if (written) bindWhole(tracer, base, at, site);
    else if (!(result instanceof PyOpaque && base.value instanceof NDArray)) storeItem(tracer, base, key, result, at, site);
    return NORMAL;
  };
}

/** A statement that is only a call may change the arrays that it is given: `np.add.at(dW, i, g)`. */
export function bare(tracer: Tracer, c: Compiler, node: ExprStmt): Eval {
  const moment = tracer.moment(c, node, node.value);
  const begin = (f: Frame): Moment => {
    f.target = '';
    tracer.moment_ = moment(f, 'store');
    return tracer.moment_;
  };
  if (node.value.kind !== 'Call') {
    const value = c.expression(node.value);
    return f => {
      begin(f);
      return value(f);
    };
  }
  const call = node.value;
  const places = [...(call.callee.kind === 'Attribute' ? [call.callee.object] : []), ...call.args.map(arg => arg.value)]
    .filter(each => each.kind === 'Name' || (each.kind === 'Attribute' && each.object.kind === 'Name') || isItem(each))
    .map(each => ({ hold: holder(tracer, c, each), site: c.site(each) }));
  const run = callWith(tracer, c, call, argumentsOf(call.args, c));
  return f => {
    const at = begin(f);
    return run(f, () => {
      tracer.moment_ = at;
      const arrays = places.flatMap(({ hold, site }) => {
        const held = hold(f);
        return held.value instanceof NDArray ? [{ held, site, before: held.value.store.node, version: held.value.store.version }] : [];
      });
      return () => {
        for (const { held, site, before, version } of arrays) {
          const { store: memory } = held.value as NDArray;
          if (memory.version !== version && memory.node !== before) bindWhole(tracer, held, at, site);
        }
      };
    });
  };
}

const isItem = (node: Expr): boolean => node.kind === 'Subscript' && node.object.kind === 'Name' && isPure(node.index);

export function returned(tracer: Tracer, c: Compiler, node: Expr): Eval {
  const value = c.expression(node);
  const moment = tracer.moment(c, node, node);
  return f => {
    f.target = '';
    tracer.moment_ = moment(f, 'assign');
    return value(f);
  };
}
