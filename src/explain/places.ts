// Where in an application's text its operator stands: `·` between two operands, `np.dot` before them, `ᵀ` after one.
import type { Node } from '../core/graph';
import type { Range } from '../report/report';
import { before, contains, type SourceLines } from './sourceText';
import type { Study } from './study';

export interface OperatorPlace {
  /** The operator or the callee. */
  readonly token: Range;
  /** The whole application, where it is a call: its options belong to it too. */
  readonly whole: Range | null;
}

const SIGN = /[^\s()]+/;

export function operatorPlace(study: Study, node: Node): OperatorPlace | null {
  const site = node.site ? study.trace.range(node.site) : null;
  if (!site) return null;
  const uses = node.inputs.flatMap((_, k) => {
    const use = node.uses[k] ? study.trace.range(node.uses[k]) : null;
    return use && contains(site, use) ? [use] : [];
  });
  const text = study.lines.slice(site);
  const callee = /^[\p{L}_][\p{L}\p{N}_.]*'*(?=\s*\()/u.exec(text)?.[0];
  const first = uses[0];
  if (!first) return callee ? { token: { start: site.start, end: study.lines.after(site.start, callee.length) }, whole: site } : null;
  if (callee && before(site.start, first.start) && !startsWithBracket(study.lines, site, first))
    return { token: { start: site.start, end: study.lines.after(site.start, callee.length) }, whole: site };
  const second = uses[1];
  const gap: Range | null = second
    ? before(first.end, second.start)
      ? { start: first.end, end: second.start }
      : null
    : before(first.end, site.end)
      ? { start: first.end, end: site.end }
      : { start: site.start, end: first.start };
  if (!gap) return null;
  const token = /^\s*\[/.test(study.lines.slice(gap)) && !second ? gap : within(study.lines, gap);
  return token && { token, whole: /^\.[\p{L}_]/u.test(study.lines.slice(token)) && text.endsWith(')') ? site : null };
}

/** `(a + b) * c` begins with a bracket that belongs to its operand. */
function startsWithBracket(lines: SourceLines, site: Range, first: Range): boolean {
  return /^[\s(]*$/.test(lines.slice({ start: site.start, end: first.start }));
}

function within(lines: SourceLines, gap: Range): Range | null {
  const text = lines.slice(gap);
  const found = SIGN.exec(text);
  if (!found) return null;
  const start = lines.after(gap.start, found.index);
  return { start, end: lines.after(gap.start, found.index + found[0].length) };
}
