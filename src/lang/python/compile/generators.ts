// Bodies with `yield`: the few statements that can hold one, as JavaScript generators; everything else as usual.
import type { Body, Expr, For, FunctionDef, If, Stmt, Try, While, With, Yield } from '../ast';
import { classOfError, instanceOfError } from '../objects/exceptions';
import { BREAK, type Code, type Frame, NORMAL, RETURN } from '../objects/functions';
import { drain, PyGenerator } from '../objects/iterators';
import { PyError } from '../runtime';
import type { PyValue } from '../values';
import { store } from './assign';
import type { Compiler } from './compiler';
import { storeName } from './names';
import { asPyError, matches } from './try';
import { blocks, hasYield, ownExpressions } from './walk';

type Resumable = (f: Frame) => Generator<PyValue, number, PyValue>;
type ResumableValue = (f: Frame) => Generator<PyValue, PyValue, PyValue>;

export function generatorBody(node: FunctionDef, c: Compiler): Code['generator'] {
  let body: Resumable | null = null;
  const scope = c.scopes.get(node);
  return function* (f) {
    body ??= c.within(scope, () => resumableBlock(node.body, c));
    yield* body(f);
    return f.result;
  };
}

const suspends = (node: Stmt): boolean => ownExpressions(node).some(hasYield) || blocks(node).some(body => body.some(suspends));

function resumableBlock(body: Body, c: Compiler): Resumable {
  const parts = body.map(node => (suspends(node) ? { resumable: resumable(node, c), run: null } : { resumable: null, run: c.exec(node) }));
  return function* (f) {
    for (const part of parts) {
      const signal = part.run ? part.run(f) : yield* part.resumable!(f);
      if (signal !== NORMAL) return signal;
    }
    return NORMAL;
  };
}

function resumable(node: Stmt, c: Compiler): Resumable {
  switch (node.kind) {
    case 'Expr': {
      const value = suspended(node.value, c);
      return function* (f) {
        yield* value(f);
        return NORMAL;
      };
    }
    case 'Assign': {
      const value = suspended(node.value, c);
      const stores = node.targets.map(target => store(target, c));
      return function* (f) {
        const result = yield* value(f);
        for (const put of stores) put(f, result, c.tracer ? c.tracer.now() : null);
        return NORMAL;
      };
    }
    case 'Return': {
      const value = suspended(node.value!, c);
      return function* (f) {
        f.result = yield* value(f);
        return RETURN;
      };
    }
    case 'If':
      return resumableIf(node, c);
    case 'While':
      return resumableWhile(node, c);
    case 'For':
      return resumableFor(node, c);
    case 'Try':
      return resumableTry(node, c);
    case 'With':
      return resumableWith(node, c);
    default: {
      const run = c.exec(node);
      // biome-ignore lint/correctness/useYield: a statement that cannot suspend after all
      return function* (f) {
        return run(f);
      };
    }
  }
}

/** An expression that is a yield; one with a yield deeper inside is evaluated as it is. */
function suspended(node: Expr, c: Compiler): ResumableValue {
  if (node.kind === 'Yield') return yielding(node, c);
  const value = c.expression(node);
  // biome-ignore lint/correctness/useYield: an expression that cannot suspend after all
  return function* (f) {
    return value(f);
  };
}

function yielding(node: Yield, c: Compiler): ResumableValue {
  const { rt } = c;
  const value = node.value ? c.expression(node.value) : () => null;
  if (!node.delegate)
    return function* (f) {
      return yield value(f);
    };
  return function* (f) {
    const iterator = rt.iter(value(f));
    if (!(iterator instanceof PyGenerator)) {
      yield* drain(iterator) as Generator<PyValue, void, PyValue>;
      return null;
    }
    let sent: PyValue = null;
    for (;;) {
      const next = iterator.send(sent);
      if (next === undefined) return iterator.result;
      sent = yield next;
    }
  };
}

function resumableIf(node: If, c: Compiler): Resumable {
  const test = c.condition(node.test);
  const yes = resumableBlock(node.body, c);
  const no = resumableBlock(node.otherwise, c);
  return function* (f) {
    return yield* test(f) ? yes(f) : no(f);
  };
}

function resumableWhile(node: While, c: Compiler): Resumable {
  const { rt } = c;
  const test = c.condition(node.test);
  const body = resumableBlock(node.body, c);
  const otherwise = resumableBlock(node.otherwise, c);
  return function* (f) {
    while (test(f)) {
      rt.spend(1);
      const signal = yield* body(f);
      if (signal === BREAK) return NORMAL;
      if (signal === RETURN) return RETURN;
    }
    return yield* otherwise(f);
  };
}

function resumableFor(node: For, c: Compiler): Resumable {
  const { rt } = c;
  const iterable = c.expression(node.iterable);
  const put = store(node.target, c);
  const body = resumableBlock(node.body, c);
  const otherwise = resumableBlock(node.otherwise, c);
  return function* (f) {
    const iterator = rt.iter(iterable(f));
    for (let value = iterator.next(); value !== undefined; value = iterator.next()) {
      rt.spend(1);
      put(f, value, c.tracer ? c.tracer.now() : null);
      const signal = yield* body(f);
      if (signal === BREAK) return NORMAL;
      if (signal === RETURN) return RETURN;
    }
    return yield* otherwise(f);
  };
}

function resumableTry(node: Try, c: Compiler): Resumable {
  const main = resumableBlock(node.body, c);
  const handlers = node.handlers.map(handler => ({
    type: handler.type && c.expression(handler.type),
    bind: handler.name ? storeName(handler.name, c) : null,
    body: resumableBlock(handler.body, c),
  }));
  const otherwise = resumableBlock(node.otherwise, c);
  const last = resumableBlock(node.finally, c);
  return function* (f) {
    let signal: number;
    try {
      try {
        signal = yield* main(f);
        if (signal === NORMAL) signal = yield* otherwise(f);
      } catch (thrown) {
        const error = asPyError(thrown);
        const handler = error && handlers.find(each => each.type === null || matches(error, each.type(f)));
        if (!error || !handler) throw thrown;
        handler.bind?.(f, instanceOfError(error), null);
        signal = yield* handler.body(f);
      }
    } finally {
      yield* last(f);
    }
    return signal;
  };
}

function resumableWith(node: With, c: Compiler): Resumable {
  const { rt } = c;
  const body = resumableBlock(node.body, c);
  return node.items.reduceRight<Resumable>((inner, item) => {
    const context = c.expression(item.context);
    const put = item.target ? store(item.target, c) : null;
    return function* (f) {
      const manager = context(f);
      const value = rt.apply(rt.getattr(manager, '__enter__'), []);
      put?.(f, value, null);
      let signal: number;
      try {
        signal = yield* inner(f);
      } catch (thrown) {
        if (!(thrown instanceof PyError)) throw thrown;
        if (rt.truth(rt.apply(rt.getattr(manager, '__exit__'), [classOfError(thrown), instanceOfError(thrown), null]))) return NORMAL;
        throw thrown;
      }
      rt.apply(rt.getattr(manager, '__exit__'), [null, null, null]);
      return signal;
    };
  }, body);
}
