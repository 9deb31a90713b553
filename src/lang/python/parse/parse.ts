// Text in, tree out: what could not be parsed becomes problems with ranges, the rest is still there.
import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Module, SyntaxProblem } from '../ast';
import { checkIndentation, findBroken } from './problems';
import { modernise } from './python2';
import { statements } from './statements';
import { children, type Source } from './tree';
import { findUnclosed, withoutUnclosed } from './unclosed';

export function parse(original: string): Module {
  const { text, python2 } = modernise(original);
  const tree = parser.parse(text);
  const unclosed = hasErrors(tree) ? findUnclosed(text) : [];
  const problems: SyntaxProblem[] = unclosed.map(({ at }) => ({ code: 'notClosed', from: at, to: at + 1, detail: text[at] }));
  if (unclosed.length === 0) return convert(text, tree, problems, python2);
  const patched = withoutUnclosed(text, unclosed);
  return convert(patched, parser.parse(patched), problems, python2);
}

function convert(text: string, tree: Tree, problems: SyntaxProblem[], python2: boolean): Module {
  const source: Source = { text, problems, inFunction: false, inLoop: false };
  const broken = findBroken(source, tree);
  checkIndentation(source, tree);
  const body = statements(source, children(tree.topNode), broken);
  problems.sort((a, b) => a.from - b.from);
  return { body, problems, python2 };
}

function hasErrors(tree: Tree): boolean {
  let found = false;
  tree.iterate({
    enter: node => {
      if (node.type.isError) found = true;
      return !found;
    },
  });
  return found;
}
