// Statements of the grammar's tree as ours.
import type { SyntaxNode } from '@lezer/common';
import type { BinaryOp, Body, Expr, Handler, ImportedName, PrintStmt, Stmt } from '../ast';
import { argumentList, expression, parameters, sequence, typeOf, yieldOf } from './expressions';
import { PRINT, PRINT_TO } from './python2';
import { childNamed, children, problem, type Source, split, textOf } from './tree';

type Convert = (source: Source, node: SyntaxNode) => Stmt;
const at = (node: SyntaxNode): { from: number; to: number } => ({ from: node.from, to: node.to });

/** The statements among some nodes; a group `a; b` is several. Nodes in `broken` hold syntax errors. */
export function statements(source: Source, nodes: readonly SyntaxNode[], broken: ReadonlySet<string>): Stmt[] {
  const found: Stmt[] = [];
  for (const node of nodes) {
    if (node.name === 'StatementGroup') found.push(...statements(source, children(node), broken));
    else if (node.name === 'DecoratedStatement') found.push(decorated(source, node, broken));
    else if (broken.has(keyOf(node))) found.push({ kind: 'Broken', ...at(node), targets: targetsOf(source, node) });
    else {
      const compound = COMPOUND[node.name];
      const simple = SIMPLE[node.name];
      if (compound) found.push(compound(source, node, broken));
      else if (simple) found.push(simple(source, node));
    }
  }
  return found;
}

export const keyOf = (node: SyntaxNode): string => `${node.from}:${node.to}:${node.name}`;

/** The names that a statement with an error seems to assign: whatever stands before `=`. */
function targetsOf(source: Source, node: SyntaxNode): string[] {
  const text = textOf(source, node);
  const left = /^([^=]*[^=!<>+\-*/%])=(?!=)/.exec(text)?.[1] ?? '';
  return [...left.matchAll(/(?:^|,)\s*\(?\s*([A-Za-z_]\w*)\s*\)?\s*(?=,|$)/g)].map(match => match[1]);
}

function body(source: Source, node: SyntaxNode | null | undefined, broken: ReadonlySet<string>): Body {
  return node ? statements(source, children(node), broken) : [];
}

function checkTarget(source: Source, target: Expr): Expr {
  if (target.kind === 'Tuple' || target.kind === 'List') for (const item of target.items) checkTarget(source, item);
  else if (target.kind === 'Starred') checkTarget(source, target.value);
  else if (!['Name', 'Attribute', 'Subscript'].includes(target.kind) && target.to > target.from)
    problem(source, 'badTarget', target.from, target.to, WORDS[target.kind] ?? 'expression');
  return target;
}
const WORDS: Readonly<Record<string, string>> = {
  Call: 'function call',
  Constant: 'literal',
  Binary: 'expression',
  Compare: 'comparison',
  FString: 'f-string expression',
  Lambda: 'lambda',
  Conditional: 'conditional expression',
};

const assign: Convert = (source, node) => {
  const inner = children(node);
  const annotation = inner.find(n => n.name === 'TypeDef');
  const groups = split(
    inner.filter(n => n !== annotation),
    'AssignOp',
  );
  const targets = groups.slice(0, annotation ? 1 : -1).map(group => checkTarget(source, sequence(source, group, node.to)));
  const last = groups.length > 1 ? groups[groups.length - 1] : null;
  const value = last && (last[0]?.name === 'YieldExpression' ? yieldOf(source, last[0]) : sequence(source, last, node.to));
  if (annotation) return { kind: 'AnnAssign', ...at(node), target: targets[0], annotation: typeOf(source, annotation), value };
  return { kind: 'Assign', ...at(node), targets, value: value! };
};

const augment: Convert = (source, node) => {
  const inner = children(node);
  const op = inner.findIndex(n => n.name === 'UpdateOp');
  const value = inner.slice(op + 1);
  return {
    kind: 'AugAssign',
    ...at(node),
    target: checkTarget(source, sequence(source, inner.slice(0, op), node.to)),
    op: textOf(source, inner[op]).slice(0, -1) as BinaryOp,
    value: value[0]?.name === 'YieldExpression' ? yieldOf(source, value[0]) : sequence(source, value, node.to),
  };
};

const expressionStatement: Convert = (source, node) => {
  const inner = children(node);
  const marker = inner[0]?.name === 'VariableName' ? textOf(source, inner[0]) : '';
  if (marker === PRINT || marker === PRINT_TO) return printStatement(source, node, inner, marker === PRINT_TO);
  return { kind: 'Expr', ...at(node), value: sequence(source, inner, node.to) };
};

function printStatement(source: Source, node: SyntaxNode, inner: readonly SyntaxNode[], toFile: boolean): PrintStmt {
  const groups = split(inner.slice(2), ',').filter(group => group.length > 0);
  const values = groups.map(group => expression(source, group[0]));
  const file = toFile ? (values.shift() ?? null) : null;
  const trailing = inner.length > 2 && inner[inner.length - 1].name === ',';
  return { kind: 'Print', ...at(node), file, values, newline: !trailing };
}

const returnStatement: Convert = (source, node) => {
  if (!source.inFunction) problem(source, 'outsideFunction', node.from, node.to, 'return');
  const inner = children(node).slice(1);
  return { kind: 'Return', ...at(node), value: inner.length > 0 ? sequence(source, inner, node.to) : null };
};

const jump =
  (kind: 'Break' | 'Continue'): Convert =>
  (source, node) => {
    if (!source.inLoop) problem(source, 'outsideLoop', node.from, node.to, kind.toLowerCase());
    return { kind, ...at(node) };
  };

const raise: Convert = (source, node) => {
  const inner = children(node).slice(1);
  const from = inner.findIndex(n => n.name === 'from');
  const [value, argument] = split(from < 0 ? inner : inner.slice(0, from), ',').map(group => group[0]);
  const cause = from < 0 ? null : expression(source, inner[from + 1], node.to);
  const raised = value ? expression(source, value) : null;
  if (!raised || !argument) return { kind: 'Raise', ...at(node), value: raised, cause };
  const text = expression(source, argument);
  const args = [{ kind: 'positional', name: '', from: text.from, to: text.to, value: text } as const];
  return { kind: 'Raise', ...at(node), value: { kind: 'Call', from: value.from, to: argument.to, callee: raised, args }, cause };
};

function dotted(source: Source, nodes: readonly SyntaxNode[]): string {
  return nodes.map(n => textOf(source, n)).join('');
}

function importedNames(source: Source, nodes: readonly SyntaxNode[]): ImportedName[] {
  const inner = nodes.filter(n => n.name !== '(' && n.name !== ')');
  return split(inner, ',').flatMap(group => {
    if (group.length === 0) return [];
    const as = group.findIndex(n => n.name === 'as');
    const path = dotted(source, as < 0 ? group : group.slice(0, as));
    const name = as < 0 ? null : group[as + 1] ? textOf(source, group[as + 1]) : null;
    return { path, as: name, from: group[0].from, to: group[group.length - 1].to };
  });
}

const importStatement: Convert = (source, node) => {
  const inner = children(node);
  if (inner[0].name === 'import') return { kind: 'Import', ...at(node), names: importedNames(source, inner.slice(1)) };
  const word = inner.findIndex(n => n.name === 'import');
  const path = dotted(source, inner.slice(1, word));
  const level = /^\.*/.exec(path)![0].length;
  const rest = inner.slice(word + 1);
  const names = rest[0]?.name === '*' ? null : importedNames(source, rest);
  return { kind: 'ImportFrom', ...at(node), level, module: path.slice(level), names };
};

/** One entry a kind of simple statement. */
const SIMPLE: Readonly<Record<string, Convert>> = {
  AssignStatement: assign,
  UpdateStatement: augment,
  ExpressionStatement: expressionStatement,
  DeleteStatement: (source, node) => ({
    kind: 'Delete',
    ...at(node),
    targets: children(node)
      .slice(1)
      .filter(n => n.name !== ',')
      .map(n => expression(source, n)),
  }),
  PassStatement: (_source, node) => ({ kind: 'Pass', ...at(node) }),
  BreakStatement: jump('Break'),
  ContinueStatement: jump('Continue'),
  ReturnStatement: returnStatement,
  YieldStatement: (source, node) => {
    if (!source.inFunction) problem(source, 'outsideFunction', node.from, node.to, 'yield');
    return { kind: 'Expr', ...at(node), value: yieldOf(source, node) };
  },
  PrintStatement: (source, node) => ({
    kind: 'Print',
    ...at(node),
    file: null,
    values: children(node)
      .slice(1)
      .map(n => expression(source, n)),
    newline: true,
  }),
  RaiseStatement: raise,
  ImportStatement: importStatement,
  ScopeStatement: (source, node) => {
    const [word, ...names] = children(node);
    const listed = names.filter(n => n.name === 'VariableName').map(n => textOf(source, n));
    return { kind: 'Scope', ...at(node), scope: word.name as 'global' | 'nonlocal', names: listed };
  },
  AssertStatement: (source, node) => {
    const [test, message] = split(children(node).slice(1), ',').map(group => group[0]);
    return { kind: 'Assert', ...at(node), test: expression(source, test, node.to), message: message ? expression(source, message) : null };
  },
  TypeDefinition: (_source, node) => ({ kind: 'Pass', ...at(node) }),
};

type ConvertCompound = (source: Source, node: SyntaxNode, broken: ReadonlySet<string>) => Stmt;

function within<T>(source: Source, inFunction: boolean, inLoop: boolean, convert: () => T): T {
  const saved = { inFunction: source.inFunction, inLoop: source.inLoop };
  source.inFunction = inFunction;
  source.inLoop = inLoop;
  const result = convert();
  Object.assign(source, saved);
  return result;
}

const loopBody = (source: Source, node: SyntaxNode | undefined, broken: ReadonlySet<string>): Body =>
  within(source, source.inFunction, true, () => body(source, node, broken));

/** Keyword, head and body of each part of a statement: `if … elif … else`, `try … except … finally`. */
interface Part {
  readonly word: SyntaxNode;
  readonly head: SyntaxNode[];
  readonly body: SyntaxNode | undefined;
}

function parts(node: SyntaxNode): Part[] {
  const found: Part[] = [];
  let word: SyntaxNode | null = null;
  let head: SyntaxNode[] = [];
  for (const child of children(node)) {
    if (child.name === 'async') continue;
    if (!word) word = child;
    else if (child.name === 'Body') {
      found.push({ word, head, body: child });
      word = null;
      head = [];
    } else head.push(child);
  }
  if (word) found.push({ word, head, body: undefined });
  return found;
}

const ifStatement: ConvertCompound = (source, node, broken) => {
  const all = parts(node);
  let otherwise: Body = [];
  for (let i = all.length - 1; i >= 0; i--) {
    const { word, head, body: block } = all[i];
    if (word.name === 'else') otherwise = body(source, block, broken);
    else
      otherwise = [
        {
          kind: 'If',
          from: word.from,
          to: node.to,
          test: expression(source, head[0], word.to),
          body: body(source, block, broken),
          otherwise,
        },
      ];
  }
  return otherwise[0] ?? { kind: 'Pass', ...at(node) };
};

const tryStatement: ConvertCompound = (source, node, broken) => {
  const handlers: Handler[] = [];
  const blocks: Record<string, Body> = {};
  for (const { word, head, body: block } of parts(node)) {
    const inner = body(source, block, broken);
    if (word.name !== 'except') blocks[word.name] = inner;
    else {
      const as = head.findIndex(n => n.name === 'as' || n.name === ',');
      const type = head[0] ? expression(source, head[0]) : null;
      const name = as < 0 || !head[as + 1] ? null : textOf(source, head[as + 1]);
      handlers.push({ type, name, body: inner, from: word.from, to: block?.to ?? word.to });
    }
  }
  const { try: main = [], else: otherwise = [], finally: last = [] } = blocks;
  return { kind: 'Try', ...at(node), body: main, handlers, otherwise, finally: last };
};

const functionDefinition = (source: Source, node: SyntaxNode, broken: ReadonlySet<string>, decorators: readonly Expr[] = []): Stmt => {
  const name = childNamed(node, 'VariableName');
  const returns = childNamed(node, 'TypeDef');
  return {
    kind: 'FunctionDef',
    ...at(node),
    name: name ? textOf(source, name) : '',
    nameAt: at(name ?? node),
    params: parameters(source, childNamed(node, 'ParamList')),
    returns: returns ? typeOf(source, returns) : null,
    body: within(source, true, false, () => body(source, childNamed(node, 'Body'), broken)),
    decorators,
  };
};

const classDefinition = (source: Source, node: SyntaxNode, broken: ReadonlySet<string>, decorators: readonly Expr[] = []): Stmt => {
  const name = childNamed(node, 'VariableName');
  return {
    kind: 'ClassDef',
    ...at(node),
    name: name ? textOf(source, name) : '',
    nameAt: at(name ?? node),
    args: argumentList(source, childNamed(node, 'ArgList')),
    body: within(source, false, false, () => body(source, childNamed(node, 'Body'), broken)),
    decorators,
  };
};

function decorated(source: Source, node: SyntaxNode, broken: ReadonlySet<string>): Stmt {
  const inner = children(node);
  const decorators = inner.filter(n => n.name === 'Decorator').map(n => decoratorOf(source, n));
  const target = inner[inner.length - 1];
  if (target.name === 'ClassDefinition') return classDefinition(source, target, broken, decorators);
  if (target.name === 'FunctionDefinition') return functionDefinition(source, target, broken, decorators);
  return { kind: 'Broken', ...at(node), targets: [] };
}

function decoratorOf(source: Source, node: SyntaxNode): Expr {
  const inner = children(node).slice(1);
  let found = expression(source, inner[0], node.to);
  for (const part of inner.slice(1)) {
    if (part.name === 'VariableName')
      found = { kind: 'Attribute', from: found.from, to: part.to, object: found, name: textOf(source, part) };
    else if (part.name === 'ArgList')
      found = { kind: 'Call', from: found.from, to: part.to, callee: found, args: argumentList(source, part) };
  }
  return found;
}

/** One entry a kind of compound statement. */
const COMPOUND: Readonly<Record<string, ConvertCompound>> = {
  IfStatement: ifStatement,
  WhileStatement: (source, node, broken) => {
    const [main, otherwise] = parts(node);
    return {
      kind: 'While',
      ...at(node),
      test: expression(source, main.head[0], main.word.to),
      body: loopBody(source, main.body, broken),
      otherwise: body(source, otherwise?.body, broken),
    };
  },
  ForStatement: (source, node, broken) => {
    const [main, otherwise] = parts(node);
    const word = main.head.findIndex(n => n.name === 'in');
    return {
      kind: 'For',
      ...at(node),
      target: checkTarget(source, sequence(source, word < 0 ? main.head : main.head.slice(0, word), main.word.to)),
      iterable: sequence(source, word < 0 ? [] : main.head.slice(word + 1), main.word.to),
      body: loopBody(source, main.body, broken),
      otherwise: body(source, otherwise?.body, broken),
    };
  },
  TryStatement: tryStatement,
  WithStatement: (source, node, broken) => {
    const [main] = parts(node);
    const items = split(main.head, ',').flatMap(group => {
      if (group.length === 0) return [];
      const as = group.findIndex(n => n.name === 'as');
      return { context: expression(source, group[0]), target: as < 0 ? null : expression(source, group[as + 1], node.to) };
    });
    return { kind: 'With', ...at(node), items, body: body(source, main.body, broken) };
  },
  FunctionDefinition: functionDefinition,
  ClassDefinition: classDefinition,
  MatchStatement: (_source, node) => ({ kind: 'Match', ...at(node), targets: [] }),
};
