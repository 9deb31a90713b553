// Expressions of the grammar's tree as ours.
import type { SyntaxNode } from '@lezer/common';
import type { Argument, BinaryOp, Clause, CompareOp, Comprehension, DictItem, Expr, Parameter, UnaryOp } from '../ast';
import { ELLIPSIS, PyFloat, PyOpaque, type PyValue } from '../values';
import { stringExpression } from './strings';
import { childNamed, children, missing, type Source, split, textOf } from './tree';

type Convert = (source: Source, node: SyntaxNode) => Expr;
const at = (node: SyntaxNode): { from: number; to: number } => ({ from: node.from, to: node.to });

export function expression(source: Source, node: SyntaxNode | undefined | null, fallback = 0): Expr {
  if (!node) return missing(fallback);
  const convert = TABLE[node.name];
  return convert ? convert(source, node) : { kind: 'Constant', ...at(node), value: new PyOpaque('unknown') };
}

function number(text: string): PyValue {
  const plain = text.replaceAll('_', '');
  if (/j$/i.test(plain)) return Object.assign(new PyOpaque('complex'), { imaginary: Number(plain.slice(0, -1)) });
  if (/^0[xob]/i.test(plain)) return integer(plain);
  if (/[.eE]/.test(plain)) return new PyFloat(Number(plain));
  return integer(/^0\d/.test(plain) ? (/[89]/.test(plain) ? plain.replace(/^0+/, '') : `0o${plain}`) : plain);
}

function integer(text: string): PyValue {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** Comma-separated expressions without brackets; one alone is itself unless a comma follows. */
export function sequence(source: Source, nodes: readonly SyntaxNode[], fallback: number): Expr {
  const comma = nodes.some(node => node.name === ',');
  const items = starred(source, nodes);
  if (items.length === 0) return missing(fallback);
  if (!comma && items.length === 1) return items[0];
  return { kind: 'Tuple', from: items[0].from, to: items[items.length - 1].to, items };
}

export const tupleOf = (source: Source, nodes: readonly SyntaxNode[], from: number, to: number): Expr => ({
  kind: 'Tuple',
  from,
  to,
  items: starred(source, nodes),
});

/** The items of a display, `*x` among them. */
function starred(source: Source, nodes: readonly SyntaxNode[]): Expr[] {
  const items: Expr[] = [];
  let star: SyntaxNode | null = null;
  for (const node of nodes) {
    if (BRACKETS.has(node.name)) continue;
    if (node.name === '*') {
      star = node;
      continue;
    }
    const value = expression(source, node);
    items.push(star ? { kind: 'Starred', from: star.from, to: node.to, value } : value);
    star = null;
  }
  return items;
}
const BRACKETS = new Set(['(', ')', '[', ']', '{', '}', ',']);

function operatorText(source: Source, nodes: readonly SyntaxNode[]): string {
  return nodes.map(node => textOf(source, node)).join(' ');
}

const isLogic = (name: string): boolean => name === 'and' || name === 'or';
const COMPARE = new Set(['<', '<=', '>', '>=', '==', '!=', '<>', 'in', 'not in', 'is', 'is not']);

interface Pieces {
  readonly left: SyntaxNode;
  readonly op: string;
  readonly right: SyntaxNode | undefined;
}

function pieces(source: Source, node: SyntaxNode): Pieces {
  const [left, ...rest] = children(node);
  const isOperator = (n: SyntaxNode): boolean => /Op$|^(?:and|or|in|is|not)$/.test(n.name);
  const operators = rest.filter(isOperator);
  return { left, op: operatorText(source, operators).replace(/\s+/g, ' '), right: rest.find(n => !isOperator(n)) };
}

const binary: Convert = (source, node) => {
  const { left, op, right } = pieces(source, node);
  if (isLogic(op)) return logic(source, node);
  if (COMPARE.has(op)) return comparison(source, node);
  return { kind: 'Binary', ...at(node), op: op as BinaryOp, left: expression(source, left), right: expression(source, right, node.to) };
};

/** `a < b <= c` nests to the left in the grammar; it is one chain. */
const comparison: Convert = (source, node) => {
  const ops: CompareOp[] = [];
  const rights: Expr[] = [];
  let first = node;
  while (first.name === 'BinaryExpression') {
    const { left, op, right } = pieces(source, first);
    if (!COMPARE.has(op)) break;
    ops.unshift((op === '<>' ? '!=' : op) as CompareOp);
    rights.unshift(expression(source, right, first.to));
    first = left;
  }
  return { kind: 'Compare', ...at(node), left: expression(source, first), ops, rights };
};

type Token = 'and' | 'or' | { readonly not: number } | Expr;

/**
 * The grammar lets `not` swallow a following `and`: the operators and operands are laid out in a row and grouped again,
 * `not` before `and` before `or`.
 */
const logic: Convert = (source, node) => {
  const tokens: Token[] = [];
  const lay = (n: SyntaxNode | undefined, end: number): void => {
    if (!n) tokens.push(missing(end));
    else if (n.name === 'BinaryExpression' && isLogic(pieces(source, n).op)) {
      const { left, op, right } = pieces(source, n);
      lay(left, n.to);
      tokens.push(op as 'and' | 'or');
      lay(right, n.to);
    } else if (n.name === 'UnaryExpression' && n.firstChild?.name === 'not') {
      tokens.push({ not: n.from });
      lay(children(n)[1], n.to);
    } else tokens.push(expression(source, n));
  };
  lay(node, node.to);
  let position = 0;
  const not = (): Expr => {
    const token = tokens[position++];
    if (typeof token === 'object' && 'not' in token) {
      const operand = not();
      return { kind: 'Unary', from: token.not, to: operand.to, op: 'not', operand };
    }
    return token as Expr;
  };
  const chain = (op: 'and' | 'or', next: () => Expr): Expr => {
    const values = [next()];
    while (tokens[position] === op) {
      position++;
      values.push(next());
    }
    return values.length === 1 ? values[0] : { kind: 'BoolOp', from: values[0].from, to: values[values.length - 1].to, op, values };
  };
  return chain('or', () => chain('and', not));
};

const unary: Convert = (source, node) => {
  const [op, operand] = children(node);
  if (op.name === 'not') return logic(source, node);
  return { kind: 'Unary', ...at(node), op: textOf(source, op) as UnaryOp, operand: expression(source, operand, node.to) };
};

const member: Convert = (source, node) => {
  const [object, dot, ...rest] = children(node);
  if (object?.name === 'Number' && dot?.name === '.' && rest.length === 0)
    return { kind: 'Constant', ...at(node), value: new PyFloat(Number(textOf(source, object).replaceAll('_', ''))) };
  if (dot?.name === '.')
    return { kind: 'Attribute', ...at(node), object: expression(source, object), name: rest[0] ? textOf(source, rest[0]) : '' };
  const inner = rest.filter(n => n.name !== ']');
  const index = subscript(source, inner, node);
  return { kind: 'Subscript', ...at(node), object: expression(source, object), index };
};

function subscript(source: Source, inner: readonly SyntaxNode[], node: SyntaxNode): Expr {
  const groups = split(inner, ',');
  if (groups[groups.length - 1].length === 0) groups.pop();
  const items = groups.map(group => slicePart(source, group, node));
  const comma = inner.some(n => n.name === ',');
  if (items.length === 0) return missing(node.to);
  if (!comma) return items[0];
  return { kind: 'Tuple', from: items[0].from, to: items[items.length - 1].to, items };
}

function slicePart(source: Source, group: readonly SyntaxNode[], node: SyntaxNode): Expr {
  if (!group.some(n => n.name === ':')) return starred(source, group)[0] ?? missing(node.to);
  const [start, stop, step] = split(group, ':').map(part => (part[0] ? expression(source, part[0]) : null));
  return {
    kind: 'Slice',
    from: group[0].from,
    to: group[group.length - 1].to,
    start: start ?? null,
    stop: stop ?? null,
    step: step ?? null,
  };
}

const call: Convert = (source, node) => {
  const [callee, list] = children(node);
  return { kind: 'Call', ...at(node), callee: expression(source, callee), args: argumentList(source, list) };
};

export function argumentList(source: Source, list: SyntaxNode | null | undefined): Argument[] {
  if (!list) return [];
  const inner = children(list).filter(n => n.name !== '(' && n.name !== ')');
  if (inner.some(n => n.name === 'for')) return [generatorArgument(source, list, inner)];
  return split(inner, ',').flatMap(group => (group.length > 0 ? argument(source, group) : []));
}

function generatorArgument(source: Source, list: SyntaxNode, inner: readonly SyntaxNode[]): Argument {
  const value = comprehensionOf(source, list, inner, 'generator');
  return { kind: 'positional', name: '', ...at(list), value };
}

function argument(source: Source, group: readonly SyntaxNode[]): Argument {
  const [first, second, third] = group;
  const range = { from: first.from, to: group[group.length - 1].to };
  if (first.name === '*' || first.name === '**')
    return { kind: first.name === '*' ? 'star' : 'doubleStar', name: '', ...range, value: expression(source, second, range.to) };
  if (second?.name === 'AssignOp') {
    const name = textOf(source, first);
    if (textOf(source, second) === '=') return { kind: 'keyword', name, ...range, value: expression(source, third, range.to) };
    const target = { kind: 'Name', ...at(first), id: name } as const;
    return {
      kind: 'positional',
      name: '',
      ...range,
      value: { kind: 'Walrus', ...range, target, value: expression(source, third, range.to) },
    };
  }
  return { kind: 'positional', name: '', ...range, value: expression(source, first) };
}

const comprehension =
  (form: Comprehension['form']): Convert =>
  (source, node) => {
    const inner = children(node).filter(n => n.name === ',' || !BRACKETS.has(n.name));
    return comprehensionOf(source, node, inner, form);
  };

function comprehensionOf(source: Source, node: SyntaxNode, inner: readonly SyntaxNode[], form: Comprehension['form']): Expr {
  const first = inner.findIndex(n => n.name === 'for');
  const head = inner.slice(0, first).filter(n => n.name !== 'async');
  const [key, value] = form === 'dict' ? split(head, ':') : [head, []];
  return {
    kind: 'Comprehension',
    ...at(node),
    form,
    element: starred(source, key)[0] ?? missing(node.from),
    value: value?.[0] ? expression(source, value[0]) : null,
    clauses: clausesOf(source, inner.slice(first)),
  };
}

function clausesOf(source: Source, nodes: readonly SyntaxNode[]): Clause[] {
  const clauses: { target: Expr; iterable: Expr; conditions: Expr[]; from: number; to: number }[] = [];
  let i = 0;
  while (i < nodes.length) {
    const word = nodes[i++];
    if (word.name === 'for') {
      const start = i;
      while (i < nodes.length && nodes[i].name !== 'in') i++;
      const target = sequence(source, nodes.slice(start, i), word.to);
      const iterable = expression(source, nodes[i + 1], word.to);
      i += 2;
      clauses.push({ target, iterable, conditions: [], from: word.from, to: iterable.to });
    } else if (word.name === 'if') clauses[clauses.length - 1]?.conditions.push(expression(source, nodes[i++], word.to));
  }
  return clauses;
}

function dictItems(source: Source, node: SyntaxNode): DictItem[] {
  const inner = children(node).filter(n => n.name !== '{' && n.name !== '}');
  return split(inner, ',').flatMap(group => {
    if (group.length === 0) return [];
    const range = { from: group[0].from, to: group[group.length - 1].to };
    if (group[0].name === '**') return { key: null, value: expression(source, group[1], range.to), ...range };
    const [key, value] = split(group, ':');
    return { key: expression(source, key[0], range.from), value: expression(source, value?.[0], range.to), ...range };
  });
}

/** The parameters of a function or a lambda. */
export function parameters(source: Source, list: SyntaxNode | null): Parameter[] {
  if (!list) return [];
  const inner = children(list).filter(n => n.name !== '(' && n.name !== ')');
  const found: Parameter[] = [];
  let keywordOnly = false;
  for (const group of split(inner, ',')) {
    if (group.length === 0) continue;
    const range = { from: group[0].from, to: group[group.length - 1].to };
    const name = group.find(n => n.name === 'VariableName');
    const star = group[0].name === '*' ? 'star' : group[0].name === '**' ? 'doubleStar' : null;
    if (star === 'star') keywordOnly = true;
    if (!name) continue;
    const annotation = group.find(n => n.name === 'TypeDef');
    const equals = group.findIndex(n => n.name === 'AssignOp');
    found.push({
      kind: star ?? (keywordOnly ? 'keywordOnly' : 'plain'),
      name: textOf(source, name),
      ...range,
      annotation: annotation ? typeOf(source, annotation) : null,
      fallback: equals >= 0 ? expression(source, group[equals + 1], range.to) : null,
    });
  }
  return positionalOnly(source, list, found);
}

/** The grammar hides `/`: the parameters before it take no keywords. */
function positionalOnly(source: Source, list: SyntaxNode, params: readonly Parameter[]): Parameter[] {
  const gap = params.findIndex((p, i) => /^[,\s]*\/\s*(?:,|\)|$)/.test(source.text.slice(p.to, params[i + 1]?.from ?? list.to)));
  return params.map((p, i) => (i <= gap && p.kind === 'plain' ? { ...p, kind: 'positionalOnly' } : p));
}

export const typeOf = (source: Source, node: SyntaxNode): Expr =>
  expression(source, children(node).find(n => n.name !== ':' && n.name !== '->') ?? null, node.to);

const constant =
  (value: PyValue): Convert =>
  (_source, node) => ({ kind: 'Constant', ...at(node), value });

const items = (source: Source, node: SyntaxNode): Expr[] => starred(source, children(node));

export const yieldOf: Convert = (source, node) => {
  const inner = children(node).filter(n => n.name !== 'yield');
  const delegate = inner[0]?.name === 'from';
  const values = delegate ? inner.slice(1) : inner;
  return { kind: 'Yield', ...at(node), delegate, value: values.length > 0 ? sequence(source, values, node.to) : null };
};

const parenthesised: Convert = (source, node) => {
  const inner = children(node).filter(n => n.name !== '(' && n.name !== ')');
  return starred(source, inner)[0] ?? missing(node.to);
};

/** One entry a kind of node in the grammar. */
const TABLE: Readonly<Record<string, Convert>> = {
  VariableName: (source, node) => ({ kind: 'Name', ...at(node), id: textOf(source, node) }),
  Number: (source, node) => ({ kind: 'Constant', ...at(node), value: number(textOf(source, node)) }),
  None: constant(null),
  Ellipsis: constant(ELLIPSIS),
  Boolean: (source, node) => ({ kind: 'Constant', ...at(node), value: textOf(source, node) === 'True' }),
  String: stringExpression,
  FormatString: stringExpression,
  ContinuedString: stringExpression,
  BinaryExpression: binary,
  UnaryExpression: unary,
  MemberExpression: member,
  CallExpression: call,
  ParenthesizedExpression: parenthesised,
  TupleExpression: (source, node) => ({ kind: 'Tuple', ...at(node), items: items(source, node) }),
  ArrayExpression: (source, node) => ({ kind: 'List', ...at(node), items: items(source, node) }),
  SetExpression: (source, node) => ({ kind: 'Set', ...at(node), items: items(source, node) }),
  DictionaryExpression: (source, node) => ({ kind: 'Dict', ...at(node), items: dictItems(source, node) }),
  ComprehensionExpression: comprehension('generator'),
  ArrayComprehensionExpression: comprehension('list'),
  SetComprehensionExpression: comprehension('set'),
  DictionaryComprehensionExpression: comprehension('dict'),
  ConditionalExpression: (source, node) => {
    const [yes, test, no] = children(node).filter(n => n.name !== 'if' && n.name !== 'else');
    return {
      kind: 'Conditional',
      ...at(node),
      yes: expression(source, yes, node.to),
      test: expression(source, test, node.to),
      no: expression(source, no, node.to),
    };
  },
  LambdaExpression: (source, node) => {
    const inner = children(node);
    return {
      kind: 'Lambda',
      ...at(node),
      params: parameters(source, childNamed(node, 'ParamList')),
      body: expression(source, inner[inner.length - 1], node.to),
    };
  },
  NamedExpression: (source, node) => {
    const [target, , value] = children(node);
    return {
      kind: 'Walrus',
      ...at(node),
      target: { kind: 'Name', ...at(target), id: textOf(source, target) },
      value: expression(source, value, node.to),
    };
  },
  YieldExpression: yieldOf,
  AwaitExpression: (source, node) => ({ kind: 'Await', ...at(node), value: expression(source, children(node)[1], node.to) }),
};
