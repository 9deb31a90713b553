// Problems to findings: an equation has one error, the first that applies; its fix mends all that can be mended in it.
import { bpMessages as say } from '../../messages/bp';
import type { Finding } from '../../report/report';
import type { Edit, Problem } from './ast';
import type { SourceText } from './source';

const ORDER: readonly Problem['rule'][] = ['syntax', 'undefined-name', 'shape-mismatch', 'runtime-error', 'unsupported'];

export const isError = (p: Problem): boolean => p.severity === 'error';

/** One finding for the errors of a statement, and one for each note. `verified`: with the fix, everything fits. */
export function findingsOf(
  problems: readonly Problem[],
  verified: boolean,
  source: SourceText,
): { error: Finding | null; notes: Finding[] } {
  const errors = problems.filter(isError).sort((a, b) => ORDER.indexOf(a.rule) - ORDER.indexOf(b.rule) || a.from - b.from);
  const notes = problems.filter(p => !isError(p)).map(p => finding(p, [], p.repair ? [p] : [], true, source));
  if (errors.length === 0) return { error: null, notes };
  const [first, ...others] = errors;
  const mended = errors.every(p => p.repair !== null);
  const repaired = mended ? errors : first.repair ? [first] : [];
  return { error: finding(first, others, repaired, verified && mended, source), notes };
}

function finding(first: Problem, others: readonly Problem[], repaired: readonly Problem[], verified: boolean, source: SourceText): Finding {
  const related = [...(first.related ?? []), ...others.slice(0, 5)].map(({ message, from, to }) => ({
    message,
    range: source.range({ from, to }),
  }));
  const range = source.range(first);
  const { rule, severity, message } = first;
  if (repaired.length === 0) return { rule, severity, message, range, related, fixes: [] };
  const titles = [...new Set(repaired.map(p => p.repair!.title))];
  const edits = distinct(repaired.flatMap(p => p.repair!.edits)).map(({ from, to, newText }) => ({
    range: source.range({ from, to }),
    newText,
  }));
  const title = titles.length > 3 ? say('fixSeveral', { first: titles[0], count: titles.length - 1 }) : titles.join('; ');
  return { rule, severity, message, range, related, fixes: [{ title, edits, verified }] };
}

/** In source order, without those that overlap one before them. */
function distinct(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = kept[kept.length - 1];
    if (last && edit.from < last.to) continue;
    kept.push(edit);
  }
  return kept;
}
