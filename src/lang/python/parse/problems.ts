// Where the grammar met what it does not know: which statements are lost, and what to say about it.
import type { SyntaxNode, Tree } from '@lezer/common';
import { keyOf } from './statements';
import { children, problem, type Source } from './tree';

const CLOSERS: Readonly<Record<string, string>> = {
  ArgList: ')',
  ParamList: ')',
  ParenthesizedExpression: ')',
  TupleExpression: ')',
  ComprehensionExpression: ')',
  ArrayExpression: ']',
  ArrayComprehensionExpression: ']',
  MemberExpression: ']',
  DictionaryExpression: '}',
  SetExpression: '}',
  DictionaryComprehensionExpression: '}',
  SetComprehensionExpression: '}',
};

const isStatement = (node: SyntaxNode): boolean => /Statement$|Definition$/.test(node.name) && node.name !== 'DecoratedStatement';
const isCompound = (node: SyntaxNode): boolean => childOf(node, 'Body') !== null;
const childOf = (node: SyntaxNode, name: string): SyntaxNode | null => children(node).find(child => child.name === name) ?? null;

/** Reports every error mark, at most one a line, and names the statements that can't be evaluated. */
export function findBroken(source: Source, tree: Tree): Set<string> {
  const broken = new Set<string>();
  const lines = new Set<number>();
  tree.iterate({
    enter: ref => {
      if (!ref.type.isError) return;
      const node = ref.node;
      if (isBareYield(node) || isWholeFloat(node)) return;
      const statement = enclosing(node);
      if (statement && !isCompound(statement)) broken.add(keyOf(statement));
      const line = lineOf(source.text, node.from);
      if (lines.has(line)) return;
      lines.add(line);
      report(source, node, lines);
    },
  });
  return broken;
}

const isBareYield = (node: SyntaxNode): boolean =>
  node.from === node.to && /^Yield/.test(node.parent?.name ?? '') && node.parent!.firstChild!.to === node.from;

/** `2.`: the grammar takes it for a number, a dot and a missing name. */
const isWholeFloat = (node: SyntaxNode): boolean =>
  node.from === node.to && node.parent?.name === 'MemberExpression' && node.parent.firstChild?.name === 'Number';

function enclosing(node: SyntaxNode): SyntaxNode | null {
  let at = node.parent;
  while (at && !isStatement(at)) at = at.parent;
  return at;
}

function report(source: Source, node: SyntaxNode, lines: Set<number>): void {
  const parent = node.parent!;
  const closer = CLOSERS[parent.name];
  const inner = children(parent);
  const opener = closer ? inner.find(child => '([{'.includes(child.name)) : undefined;
  if (opener && inner[inner.length - 1]?.name !== closer && node.from === parent.to) {
    lines.add(lineOf(source.text, parent.to));
    problem(source, 'notClosed', opener.from, opener.to, opener.name);
    return;
  }
  if (/String$/.test(parent.name)) return;
  if (parent.name === 'Body') {
    const colon = inner[0]?.name === ':';
    if (!colon) problem(source, 'expectedColon', ...around(source.text, node));
    else if (inner.length === 1) problem(source, 'expectedBlock', parent.parent!.from, endOfLine(source.text, parent.parent!.from));
    else problem(source, 'unexpectedIndent', ...around(source.text, node));
    return;
  }
  problem(source, 'invalid', ...around(source.text, node));
}

/** The mark itself, or the word before an empty one. */
function around(text: string, node: SyntaxNode): [number, number] {
  if (node.to > node.from) return [node.from, node.to];
  let to = node.from;
  while (to > 0 && /\s/.test(text[to - 1])) to--;
  let from = to;
  while (from > 0 && /[\w.]/.test(text[from - 1])) from--;
  return from < to ? [from, to] : [Math.max(0, to - 1), Math.max(1, to)];
}

const lineOf = (text: string, offset: number): number => text.lastIndexOf('\n', Math.max(0, offset - 1));
const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** Statements of one block begin in one column. */
export function checkIndentation(source: Source, tree: Tree): void {
  const visit = (nodes: readonly SyntaxNode[], expected: string | null): void => {
    let indent = expected;
    for (const node of nodes) {
      const before = source.text.slice(source.text.lastIndexOf('\n', node.from - 1) + 1, node.from);
      if (/^[ \t\f]*$/.test(before)) {
        indent ??= before;
        if (before !== indent && widthOf(before) !== widthOf(indent)) {
          if (!source.problems.some(p => lineOf(source.text, p.from) === lineOf(source.text, node.from)))
            problem(source, 'unexpectedIndent', node.from, endOfLine(source.text, node.from));
        }
      }
      visitBodies(node);
    }
  };
  const visitBodies = (node: SyntaxNode): void => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name === 'Body')
        visit(
          children(child).filter(n => n.name !== ':'),
          null,
        );
      else if (/Statement$|Definition$/.test(child.name)) visitBodies(child);
    }
  };
  visit(
    children(tree.topNode).filter(n => /Statement$|Definition$|Group$/.test(n.name)),
    '',
  );
}

function widthOf(indent: string): number {
  let width = 0;
  for (const c of indent) width = c === '\t' ? (Math.floor(width / 8) + 1) * 8 : width + 1;
  return width;
}
