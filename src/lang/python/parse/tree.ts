// Small helpers over the tree that the grammar's parser hands out.
import type { SyntaxNode } from '@lezer/common';
import type { Expr, SyntaxCode, SyntaxProblem } from '../ast';
import { PyOpaque } from '../values';

/** What the conversion of one file shares. */
export interface Source {
  readonly text: string;
  readonly problems: SyntaxProblem[];
  inFunction: boolean;
  inLoop: boolean;
}

export const textOf = (source: Source, node: SyntaxNode): string => source.text.slice(node.from, node.to);

/** The children in order, without comments and error marks. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'Comment' && !child.type.isError) found.push(child);
  return found;
}

export const childNamed = (node: SyntaxNode, name: string): SyntaxNode | null => {
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name === name) return child;
  return null;
};

/** Groups of children between separators. */
export function split(nodes: readonly SyntaxNode[], separator: string): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes)
    if (node.name === separator) groups.push([]);
    else groups[groups.length - 1].push(node);
  return groups;
}

/** Stands where an expression is missing: nothing is known of its value, and the problem has been reported. */
export const missing = (at: number): Expr => ({ kind: 'Constant', from: at, to: at, value: new PyOpaque('unknown') });

export function problem(source: Source, code: SyntaxCode, from: number, to: number, detail = ''): void {
  source.problems.push({ code, from, to, detail });
}
