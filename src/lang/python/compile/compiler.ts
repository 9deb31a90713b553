// Turns a tree into closures. What every part of it needs: scopes, sites, and where the names are.
import type { Body, Expr, Module, Stmt } from '../ast';
import type { Interpreter } from '../interpreter';
import type { Cell, Eval, Exec, Frame, ModuleScope } from '../objects/functions';
import { PyError } from '../runtime';
import type { Sites } from '../tracing/sites';
import type { Moment, Tracer } from '../tracing/tracer';
import type { PyValue } from '../values';
import { EXPRESSIONS } from './expressions';
import { comparisonTest } from './operators';
import { type Scope, Scopes } from './scopes';
import { block, STATEMENTS } from './statements';

/** Where a name is. */
export type Place =
  | { readonly kind: 'slot' | 'cell' | 'free'; readonly index: number }
  | { readonly kind: 'global'; readonly cell: Cell }
  | { readonly kind: 'class'; readonly otherwise: Place };

/** Gives a value to a target. `at` says, while tracing, by which statement. */
export type Store = (f: Frame, value: PyValue, at: Moment | null) => void;

export class Compiler {
  readonly scopes: Scopes;
  scope: Scope;
  /** The statement that is being compiled. */
  statement = 0;
  functionName = '<module>';
  /** What stands before the name of a function defined here: `Net.`, `outer.<locals>.`. */
  prefix = '';
  /** Null when the file is only run: then nothing about the graph is compiled in. */
  readonly tracer: Tracer | null;

  constructor(
    readonly rt: Interpreter,
    readonly globals: ModuleScope,
    readonly sites: Sites,
    module: Module,
    tracer: Tracer | null,
  ) {
    this.tracer = tracer;
    this.scopes = new Scopes(module);
    this.scope = this.scopes.get(module);
  }

  expression(node: Expr): Eval {
    const build = EXPRESSIONS[node.kind] as (node: Expr, c: Compiler) => Eval;
    return build(node, this);
  }

  expressions(nodes: readonly Expr[]): Eval[] {
    return nodes.map(node => this.expression(node));
  }

  /** An expression's value as a condition. */
  condition(node: Expr): (f: Frame) => boolean {
    const { rt } = this;
    const direct = node.kind === 'Compare' ? comparisonTest(node, this) : null;
    if (direct) return direct;
    if (node.kind === 'Unary' && node.op === 'not') {
      const inner = this.condition(node.operand);
      return f => !inner(f);
    }
    const test = this.expression(node);
    return f => {
      const value = test(f);
      return value === true || (value !== false && rt.truth(value));
    };
  }

  exec(node: Stmt): Exec {
    const build = STATEMENTS[node.kind] as (node: Stmt, c: Compiler) => Exec;
    const { statement } = this;
    this.statement = this.sites.statement(node);
    const run = build(node, this);
    if (this.globals.standIn) this.rt.standInStatements.add(this.statement);
    const traced = this.tracer && !this.globals.standIn ? this.tracer.watched(this, run, node) : run;
    this.statement = statement;
    return traced;
  }

  block(body: Body): Exec {
    return block(body, this);
  }

  /** Compiles something in an inner scope. */
  within<T>(scope: Scope, compile: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    const result = compile();
    this.scope = outer;
    return result;
  }

  /** What the dict display that is being compiled is assigned to. */
  container = '';

  naming<T>(name: string, compile: () => T): T {
    const outer = this.container;
    this.container = name;
    const result = compile();
    this.container = outer;
    return result;
  }

  site(node: { readonly from: number; readonly to: number }): number {
    return this.sites.of(node);
  }

  place(name: string, from: Scope = this.scope): Place {
    for (let at: Scope | null = from; at; at = at.parent) {
      if (at.globals.has(name)) break;
      if ((at.kind === 'function' || at.kind === 'block') && at.bound.has(name))
        return { kind: at.cells.has(name) ? 'cell' : 'slot', index: at.slots.get(name)! };
      if (at.kind === 'block') continue;
      const index = at.free.indexOf(name);
      const outside: Place = index >= 0 ? { kind: 'free', index } : this.global(name);
      return at.kind === 'class' && at === from && !at.nonlocals.has(name) ? { kind: 'class', otherwise: outside } : outside;
    }
    return this.global(name);
  }

  private global(name: string): Place {
    return { kind: 'global', cell: this.globals.cell(name) };
  }

  /** Where an inner function finds the cells that it carries. */
  cellsFor(scope: Scope): (f: Frame) => Cell[] {
    const places = scope.free.map(name => (name === '__class__' ? this.classCell() : this.place(name)));
    if (places.length === 0) return () => [];
    return f =>
      places.map(place => {
        if (place.kind === 'free') return f.free[place.index];
        if (place.kind === 'cell') return f.slots[place.index] as Cell;
        throw new Error('internal: a shared name is in no cell');
      });
  }

  private classCell(): Place {
    for (let at: Scope | null = this.scope; at; at = at.parent) {
      if (at.kind === 'class') return { kind: 'cell', index: at.slots.get('__class__')! };
      if (at.kind === 'function') return { kind: 'free', index: at.free.indexOf('__class__') };
    }
    throw new Error('internal: super outside a class');
  }
}

export const undefinedName = (name: string, site = 0): PyError => located(new PyError('NameError', `name '${name}' is not defined`), site);

export const unbound = (name: string, site = 0): PyError =>
  located(new PyError('UnboundLocalError', `cannot access local variable '${name}' where it is not associated with a value`), site);

export function located(error: PyError, site: number): PyError {
  error.site = site;
  return error;
}
