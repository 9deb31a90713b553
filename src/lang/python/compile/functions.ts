// Functions and lambdas, compiled.
import type { Body, FunctionDef, Lambda } from '../ast';
import { type Code, type Eval, type Exec, type Frame, PyFunction } from '../objects/functions';
import type { PyValue } from '../values';
import type { Compiler } from './compiler';
import { generatorBody } from './generators';
import { inCallOrder, type Scope } from './scopes';
import { containsYield } from './walk';

/** Compiles a function; what comes back makes it, with its defaults and the cells that it carries. */
export function makeFunction(
  c: Compiler,
  node: FunctionDef | Lambda,
  scope: Scope,
  name: string,
  compileBody: () => Exec,
  generator: (() => Code['generator']) | null = null,
): Eval {
  const params = inCallOrder(node.params);
  const defaults = params.map(p => (p.fallback ? c.expression(p.fallback) : null));
  const cells = c.cellsFor(scope);
  const made = codeOf(c, node, scope, name, compileBody, generator);
  return f => {
    const values = defaults.map(each => (each ? each(f) : undefined));
    return new PyFunction(made(), cells(f), values);
  };
}

/** Compiles the body when the function is made for the first time: scripts define much that they never call. */
function codeOf(
  c: Compiler,
  node: FunctionDef | Lambda,
  scope: Scope,
  name: string,
  compileBody: () => Exec,
  generator: (() => Code['generator']) | null,
): () => Code {
  const params = inCallOrder(node.params);
  const count = (kind: string): number => params.filter(p => p.kind === kind).length;
  const positional = count('plain') + count('positionalOnly');
  const star = params.findIndex(p => p.kind === 'star');
  const doubleStar = params.findIndex(p => p.kind === 'doubleStar');
  const { statement, prefix } = c;
  const site = c.site(node);
  let code: Code | null = null;
  return () => {
    if (code) return code;
    const compile = (): ((f: Frame) => PyValue) => {
      const { statement: saved, functionName, prefix: outer } = c;
      c.statement = statement;
      c.functionName = name;
      c.prefix = `${prefix}${name}.<locals>.`;
      const body = c.within(scope, compileBody);
      c.statement = saved;
      c.functionName = functionName;
      c.prefix = outer;
      const run = (f: Frame): PyValue => {
        body(f);
        return f.result;
      };
      return c.globals.standIn === 'data' ? f => c.rt.aside(true, () => run(f)) : run;
    };
    const made: Code = {
      name,
      qualifiedName: prefix + name,
      params,
      positional,
      keywordOnly: count('keywordOnly'),
      star,
      doubleStar,
      size: scope.size,
      cellSlots: [...scope.cells].map(cell => scope.slots.get(cell)!),
      localNames: [...scope.slots.keys()],
      doc: node.kind === 'FunctionDef' ? docOf(node.body) : null,
      simple: star < 0 && doubleStar < 0 && count('keywordOnly') === 0,
      generator: generator ? generator() : null,
      run: f => {
        made.run = compile();
        return made.run(f);
      },
      site,
      paramSites: params.map(p => c.site(p)),
      statement,
      line: c.sites.line(node.from),
      scope: c.globals,
    };
    code = made;
    return made;
  };
}

export function docOf(body: Body): string | null {
  const [first] = body;
  return first?.kind === 'Expr' && first.value.kind === 'Constant' && typeof first.value.value === 'string' ? first.value.value : null;
}

export function functionDef(node: FunctionDef, c: Compiler): Eval {
  const scope = c.scopes.get(node);
  const generator = containsYield(node.body) ? () => c.within(scope, () => generatorBody(node, c)) : null;
  return makeFunction(c, node, scope, node.name, () => c.block(node.body), generator);
}
