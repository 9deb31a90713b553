// What is inside a node: the expressions of an expression or statement, and the blocks of a statement.
import type { Argument, Body, Expr, FormatPart, Parameter, Stmt } from '../ast';

const argumentValues = (args: readonly Argument[]): Expr[] => args.map(arg => arg.value);
const present = (...all: (Expr | null)[]): Expr[] => all.filter(each => each !== null);

export function fieldExpressions(parts: readonly FormatPart[]): Expr[] {
  return parts.flatMap(part => (typeof part === 'string' ? [] : [part.value, ...(part.spec ? fieldExpressions(part.spec) : [])]));
}

/** Defaults and annotations are evaluated where the function is defined. */
export const parameterExpressions = (params: readonly Parameter[]): Expr[] => params.flatMap(p => present(p.fallback));

/** The expressions directly inside an expression; those of a lambda's body or a comprehension are not. */
export function innerExpressions(node: Expr): Expr[] {
  switch (node.kind) {
    case 'FString':
      return fieldExpressions(node.parts);
    case 'Attribute':
      return [node.object];
    case 'Subscript':
      return [node.object, node.index];
    case 'Slice':
      return present(node.start, node.stop, node.step);
    case 'Call':
      return [node.callee, ...argumentValues(node.args)];
    case 'Unary':
      return [node.operand];
    case 'Binary':
      return [node.left, node.right];
    case 'BoolOp':
      return [...node.values];
    case 'Compare':
      return [node.left, ...node.rights];
    case 'Conditional':
      return [node.test, node.yes, node.no];
    case 'Lambda':
      return parameterExpressions(node.params);
    case 'Tuple':
    case 'List':
    case 'Set':
      return [...node.items];
    case 'Dict':
      return node.items.flatMap(item => present(item.key, item.value));
    case 'Walrus':
    case 'Await':
    case 'Starred':
      return [node.value];
    case 'Yield':
      return present(node.value);
    case 'Comprehension':
    case 'Constant':
    case 'Name':
      return [];
  }
}

/** The expressions that a statement itself evaluates or assigns to, without those of its blocks. */
export function ownExpressions(node: Stmt): Expr[] {
  switch (node.kind) {
    case 'Expr':
      return [node.value];
    case 'Assign':
      return [node.value, ...node.targets];
    case 'AnnAssign':
      return present(node.value, node.target);
    case 'AugAssign':
      return [node.target, node.value];
    case 'Return':
      return present(node.value);
    case 'If':
    case 'While':
      return [node.test];
    case 'For':
      return [node.iterable, node.target];
    case 'Try':
      return node.handlers.flatMap(handler => present(handler.type));
    case 'With':
      return node.items.flatMap(item => present(item.context, item.target));
    case 'FunctionDef':
      return [...node.decorators, ...parameterExpressions(node.params)];
    case 'ClassDef':
      return [...node.decorators, ...argumentValues(node.args)];
    case 'Delete':
      return [...node.targets];
    case 'Raise':
      return present(node.value, node.cause);
    case 'Assert':
      return present(node.test, node.message);
    case 'Print':
      return present(node.file, ...node.values);
    default:
      return [];
  }
}

/** The blocks of a statement that run in its own scope. */
export function blocks(node: Stmt): Body[] {
  switch (node.kind) {
    case 'If':
    case 'While':
    case 'For':
      return [node.body, node.otherwise];
    case 'Try':
      return [node.body, ...node.handlers.map(handler => handler.body), node.otherwise, node.finally];
    case 'With':
      return [node.body];
    default:
      return [];
  }
}

/** Every statement of a block, inner blocks included, functions and classes not entered. */
export function* statementsOf(body: Body): IterableIterator<Stmt> {
  for (const node of body) {
    yield node;
    for (const block of blocks(node)) yield* statementsOf(block);
  }
}

/** Every statement of a file. */
export function* everyStatement(body: Body): IterableIterator<Stmt> {
  for (const node of statementsOf(body)) {
    yield node;
    if (node.kind === 'FunctionDef' || node.kind === 'ClassDef') yield* everyStatement(node.body);
  }
}

export function containsYield(body: Body): boolean {
  const inExpression = (node: Expr): boolean => node.kind === 'Yield' || innerExpressions(node).some(inExpression);
  for (const node of statementsOf(body)) if (ownExpressions(node).some(inExpression)) return true;
  return false;
}

export const hasYield = (node: Expr): boolean => node.kind === 'Yield' || innerExpressions(node).some(hasYield);
