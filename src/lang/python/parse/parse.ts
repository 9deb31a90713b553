// Text in, tree out: what could not be parsed becomes problems with ranges, the rest is still there.
import { parser } from '@lezer/python';
import type { Module } from '../ast';
import { checkIndentation, findBroken } from './problems';
import { modernise } from './python2';
import { statements } from './statements';
import { children, type Source } from './tree';

export function parse(original: string): Module {
  const { text, python2 } = modernise(original);
  const tree = parser.parse(text);
  const source: Source = { text, problems: [], inFunction: false, inLoop: false };
  const broken = findBroken(source, tree);
  checkIndentation(source, tree);
  const body = statements(source, children(tree.topNode), broken);
  source.problems.sort((a, b) => a.from - b.from);
  return { body, problems: source.problems, python2 };
}
