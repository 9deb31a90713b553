// Statements, compiled: one entry a kind.
import type { Assert, Body, Delete, PrintStmt, Raise, Return, Stmt } from '../ast';
import { errorOf } from '../objects/exceptions';
import { BREAK, CONTINUE, type Eval, type Exec, type Frame, NORMAL, RETURN } from '../objects/functions';
import { deleteItem } from '../operators/items';
import { PyError } from '../runtime';
import { PyOpaque, type PyValue } from '../values';
import { annAssign, assign, augAssign } from './assign';
import { classDef } from './classes';
import { type Compiler, located } from './compiler';
import { functionDef } from './functions';
import { importFrom, importModules } from './imports';
import { forLoop, whileLoop } from './loops';
import { deleteName, storeName } from './names';
import { tryStatement, withStatement } from './try';

type Builders = { readonly [K in Stmt['kind']]: (node: Extract<Stmt, { kind: K }>, c: Compiler) => Exec };

export const STATEMENTS: Builders = {
  Expr: (node, c) => {
    if (node.value.kind === 'Constant') return () => NORMAL;
    const value = c.tracer ? c.tracer.bare(c, node) : c.expression(node.value);
    return f => {
      value(f);
      return NORMAL;
    };
  },
  Assign: assign,
  AnnAssign: annAssign,
  AugAssign: augAssign,
  Return: returnStatement,
  If: (node, c) => {
    const test = c.condition(node.test);
    const yes = c.block(node.body);
    if (node.otherwise.length === 0) return f => (test(f) ? yes(f) : NORMAL);
    const no = c.block(node.otherwise);
    return f => (test(f) ? yes(f) : no(f));
  },
  While: whileLoop,
  For: forLoop,
  Try: tryStatement,
  With: withStatement,
  FunctionDef: (node, c) =>
    definition(
      node.name,
      node.decorators.map(d => c.expression(d)),
      functionDef(node, c),
      c,
    ),
  ClassDef: (node, c) =>
    definition(
      node.name,
      node.decorators.map(d => c.expression(d)),
      classDef(node, c),
      c,
    ),
  Import: importModules,
  ImportFrom: importFrom,
  Scope: () => () => NORMAL,
  Delete: deletion,
  Raise: raise,
  Assert: assertion,
  Print: printStatement,
  Pass: () => () => NORMAL,
  Break: () => () => BREAK,
  Continue: () => () => CONTINUE,
  Match: (node, c) => {
    const site = c.site(node);
    return () => {
      c.rt.site = site;
      c.rt.unsupported('match');
      return NORMAL;
    };
  },
  Broken: (node, c) => {
    const stores = node.targets.map(target => storeName(target, c));
    return f => {
      for (const store of stores) store(f, new PyOpaque('unknown'), null);
      return NORMAL;
    };
  },
};

/** Runs statements in turn until one of them leaves the block. */
export function block(body: Body, c: Compiler): Exec {
  const all = body.filter(node => node.kind !== 'Pass' && node.kind !== 'Scope');
  const execs = all.map(node => c.exec(node));
  const { length } = execs;
  if (length === 0) return () => NORMAL;
  const lines = all.map(node => c.sites.line(node.from));
  const { functionName, globals } = c;
  const note = (error: unknown, f: Frame, i: number): void => {
    if (!(error instanceof PyError) || error.noted === f) return;
    error.noted = f;
    error.lines.push({ name: functionName, line: lines[i], file: globals.file });
  };
  if (length === 1) {
    const [only] = execs;
    return f => {
      try {
        return only(f);
      } catch (error) {
        note(error, f, 0);
        throw error;
      }
    };
  }
  return f => {
    let i = 0;
    try {
      for (; i < length; i++) {
        const signal = execs[i](f);
        if (signal !== NORMAL) return signal;
      }
    } catch (error) {
      note(error, f, i);
      throw error;
    }
    return NORMAL;
  };
}

function returnStatement(node: Return, c: Compiler): Exec {
  if (!node.value)
    return f => {
      f.result = null;
      return RETURN;
    };
  const value = c.tracer ? c.tracer.returned(c, node.value) : c.expression(node.value);
  return f => {
    f.result = value(f);
    return RETURN;
  };
}

function definition(name: string, decorators: readonly Eval[], make: Eval, c: Compiler): Exec {
  const { rt } = c;
  const store = storeName(name, c);
  return f => {
    const wrappers = decorators.map(each => each(f));
    let value = make(f);
    for (const wrapper of wrappers.reverse()) value = rt.apply(wrapper, [value]);
    store(f, value, null);
    return NORMAL;
  };
}

function deletion(node: Delete, c: Compiler): Exec {
  const { rt } = c;
  const drops = node.targets.map((target): Eval => {
    const site = c.site(target);
    if (target.kind === 'Name') return deleteName(target.id, c, site);
    if (target.kind === 'Attribute') {
      const object = c.expression(target.object);
      return f => {
        rt.delattr(object(f), target.name);
        return null;
      };
    }
    if (target.kind !== 'Subscript') return () => null;
    const object = c.expression(target.object);
    const index = c.expression(target.index);
    return f => {
      deleteItem(rt, object(f), index(f));
      return null;
    };
  });
  return f => {
    for (const drop of drops) drop(f);
    return NORMAL;
  };
}

function raise(node: Raise, c: Compiler): Exec {
  const { rt } = c;
  const site = c.site(node);
  const value = node.value && c.expression(node.value);
  const cause = node.cause && c.expression(node.cause);
  return f => {
    if (!value) throw rt.handling ?? located(new PyError('RuntimeError', 'No active exception to reraise'), site);
    const raised = value(f);
    if (raised instanceof PyOpaque) throw located(new PyError('Exception', ''), site);
    const error = located(errorOf(rt, raised), site);
    error.raised = true;
    const reason: PyValue = cause ? cause(f) : null;
    if (reason !== null) error.reason = errorOf(rt, reason);
    throw error;
  };
}

function assertion(node: Assert, c: Compiler): Exec {
  const { rt } = c;
  const test = c.condition(node.test);
  const message = node.message && c.expression(node.message);
  const site = c.site(node.test);
  return f => {
    if (test(f)) return NORMAL;
    const text = message ? message(f) : null;
    const instance = rt.apply(rt.builtins.get('AssertionError')!, message ? [text] : []);
    throw located(errorOf(rt, instance), site);
  };
}

function printStatement(node: PrintStmt, c: Compiler): Exec {
  const { rt } = c;
  const values = c.expressions(node.values);
  const file = node.file && c.expression(node.file);
  return f => {
    const target = file ? file(f) : null;
    const text = values.map(value => rt.str(value(f))).join(' ');
    const out = `${text}${node.newline ? '\n' : ''}`;
    if (target === null) rt.printTwo(out, !node.newline);
    else rt.apply(rt.getattr(target, 'write'), [out]);
    return NORMAL;
  };
}
