// Ways over the syntax tree.
import type { Expr, NameExpr, Statement } from './ast';

/** The expressions directly within one. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'group':
      return [expr.inner];
    case 'negate':
    case 'postfix':
      return [expr.operand];
    case 'binary':
      return [expr.left, expr.right];
    case 'call':
      return expr.args.map(a => a.value);
    case 'index':
      return [expr.base, ...expr.items.flatMap(i => (i.kind === 'at' ? [i.at] : [i.start, i.stop, i.step].filter(e => e !== null)))];
    case 'tuple':
      return expr.items;
    case 'span':
      return [expr.first, expr.last];
    default:
      return [];
  }
}

/** Every expression within one, itself first, in source order. A long sum is a deep tree, so nothing recurses here. */
export function* walk(root: Expr): Generator<Expr> {
  const pending: Expr[] = [root];
  while (pending.length) {
    const expr = pending.pop()!;
    yield expr;
    const parts = partsOf(expr);
    for (let i = parts.length - 1; i >= 0; i--) pending.push(parts[i]);
  }
}

/** The expression within any parentheses. */
export function bare(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === 'group') inner = inner.inner;
  return inner;
}

/** All expressions that stand in a statement. */
export function expressionsOf(statement: Statement): readonly Expr[] {
  switch (statement.kind) {
    case 'sizes':
      return statement.items.map(i => i.value);
    case 'input':
    case 'label':
      return statement.shape?.items ?? [];
    case 'param':
      return [...(statement.shape?.items ?? []), statement.start];
    case 'const':
    case 'seed':
    case 'equation':
    case 'setting':
      return [statement.value];
    case 'data':
      return [statement.source];
    case 'function':
      return [statement.body];
    default:
      return [];
  }
}

/** The names that a statement gives a meaning. */
export function definedBy(statement: Statement): readonly NameExpr[] {
  switch (statement.kind) {
    case 'sizes':
      return statement.items.map(i => i.name);
    case 'input':
    case 'label':
    case 'param':
    case 'const':
    case 'function':
      return [statement.name];
    case 'equation':
      return [statement.target];
    default:
      return [];
  }
}
