// The factor that the chain rule gives at each step, by the node it leads to: what stands on the lit way to the loss.
import type { DerivationStep } from '../report/explained';
import type { Analysis } from './analyses';

/** By the node's id; by name for a gradient that the code merges into a later line. */
export function localDerivatives({ report, explained }: Pick<Analysis, 'report' | 'explained'>): Record<string, string> {
  const found: Record<string, string> = {};
  if (!explained) return found;
  for (const lesson of explained.lessons) {
    for (const step of lesson.steps) if (step.ghost) found[step.name.replace(/^\[|\]$/g, '')] ??= rightSide(step);
    const last = lesson.steps.at(-1);
    if (!last || last.ghost) continue;
    for (const node of report.graph.nodes)
      if (node.label === lesson.name && node.range?.start.line === lesson.target.start.line) found[node.id] ??= rightSide(last);
  }
  return found;
}

const rightSide = ({ maths }: DerivationStep): string => maths.text.slice(maths.text.indexOf('=') + 1).trim();
