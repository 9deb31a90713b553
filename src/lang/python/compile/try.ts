// try, with, and how errors meet their handlers.
import type { Handler, Try, With } from '../ast';
import { PyClass } from '../objects/classes';
import { classOfError, instanceOfError } from '../objects/exceptions';
import { type Eval, type Exec, type Frame, NORMAL } from '../objects/functions';
import { PyError } from '../runtime';
import { PyOpaque, PyTuple, type PyValue } from '../values';
import { store } from './assign';
import type { Compiler, Store } from './compiler';
import { deleteName, storeName } from './names';

interface Caught {
  readonly type: Eval | null;
  readonly bind: Store | null;
  /** The name is gone after the block. */
  readonly drop: Eval | null;
  readonly body: Exec;
}

export function tryStatement(node: Try, c: Compiler): Exec {
  const main = c.block(node.body);
  const handlers = node.handlers.map(handler => caught(handler, c));
  const otherwise = c.block(node.otherwise);
  const last = node.finally.length > 0 ? c.block(node.finally) : null;
  const guarded = handlers.length > 0 ? handled(c, main, handlers, otherwise) : sequence(main, otherwise);
  if (!last) return guarded;
  return f => {
    let signal: number;
    try {
      signal = guarded(f);
    } catch (error) {
      const ended = last(f);
      if (ended !== NORMAL) return ended;
      throw error;
    }
    const { result } = f;
    const ended = last(f);
    if (ended !== NORMAL) return ended;
    f.result = result;
    return signal;
  };
}

const sequence =
  (first: Exec, second: Exec): Exec =>
  f => {
    const signal = first(f);
    return signal === NORMAL ? second(f) : signal;
  };

function caught(handler: Handler, c: Compiler): Caught {
  return {
    type: handler.type && c.expression(handler.type),
    bind: handler.name ? storeName(handler.name, c) : null,
    drop: handler.name ? deleteName(handler.name, c, 0) : null,
    body: c.block(handler.body),
  };
}

function handled(c: Compiler, main: Exec, handlers: readonly Caught[], otherwise: Exec): Exec {
  const { rt } = c;
  return f => {
    const { depth } = rt;
    const find = (error: PyError): Caught | undefined => handlers.find(handler => handler.type === null || matches(error, handler.type(f)));
    const height = rt.expected.push(error => find(error) !== undefined);
    let signal: number;
    try {
      signal = main(f);
      rt.expected.length = height - 1;
    } catch (thrown) {
      rt.expected.length = height - 1;
      const error = asPyError(thrown);
      const handler = error && find(error);
      if (!error || !handler) throw thrown;
      rt.depth = depth;
      return handle(c, f, error, handler);
    }
    return signal === NORMAL ? otherwise(f) : signal;
  };
}

function handle(c: Compiler, f: Frame, error: PyError, handler: Caught): number {
  const { rt } = c;
  const outer = rt.handling;
  rt.handling = error;
  handler.bind?.(f, instanceOfError(error), null);
  const signal = handler.body(f);
  rt.handling = outer;
  if (handler.drop) forgetName(handler.drop, f);
  return signal;
}

function forgetName(drop: Eval, f: Frame): void {
  try {
    drop(f);
  } catch (error) {
    // The block has deleted the name itself.
    if (!(error instanceof PyError)) throw error;
  }
}

/** JavaScript's own stack overflow is Python's recursion limit. */
export function asPyError(thrown: unknown): PyError | null {
  if (thrown instanceof PyError) return thrown;
  if (thrown instanceof RangeError && /call stack/i.test(thrown.message))
    return new PyError('RecursionError', 'maximum recursion depth exceeded');
  return null;
}

export function matches(error: PyError, type: PyValue): boolean {
  if (type instanceof PyTuple) return type.items.some(each => matches(error, each));
  if (type instanceof PyOpaque) return true;
  return type instanceof PyClass && classOfError(error).isSubclassOf(type);
}

export function withStatement(node: With, c: Compiler): Exec {
  const body = c.block(node.body);
  return node.items.reduceRight<Exec>((inner, item) => {
    const context = c.expression(item.context);
    const put = item.target ? store(item.target, c) : null;
    return managed(c, context, put, inner);
  }, body);
}

function managed(c: Compiler, context: Eval, put: Store | null, body: Exec): Exec {
  const { rt } = c;
  return f => {
    const manager = context(f);
    if (manager instanceof PyOpaque) {
      put?.(f, manager, null);
      return body(f);
    }
    const enter = rt.special(manager, '__enter__');
    const exit = rt.special(manager, '__exit__');
    if (enter === undefined || exit === undefined)
      throw new PyError('TypeError', `'${rt.typeName(manager)}' object does not support the context manager protocol`);
    const value = rt.apply(enter, []);
    put?.(f, value, c.tracer ? c.tracer.now() : null);
    const { depth } = rt;
    let signal: number;
    try {
      signal = body(f);
    } catch (thrown) {
      const error = asPyError(thrown);
      if (!error) throw thrown;
      rt.depth = depth;
      if (rt.truth(rt.apply(exit, [classOfError(error), instanceOfError(error), null]))) return NORMAL;
      throw error;
    }
    rt.apply(exit, [null, null, null]);
    return signal;
  };
}
