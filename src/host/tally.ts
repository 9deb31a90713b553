// Counts a report's verdicts, for everything that says "n of n".
import type { Gradient, Report } from '../report/report';

export interface Tally {
  readonly all: number;
  /** Correct, with or without the chain's constant factor. */
  readonly correct: number;
  readonly wrong: readonly Gradient[];
  readonly inherited: number;
  readonly unchecked: number;
  readonly errors: number;
}

export function tally({ gradients, findings }: Report): Tally {
  const of = (...status: Gradient['status'][]): Gradient[] => gradients.filter(gradient => status.includes(gradient.status));
  return {
    all: gradients.length,
    correct: of('correct', 'correct-scaled').length,
    wrong: of('wrong'),
    inherited: of('inherited').length,
    unchecked: of('unchecked').length,
    errors: findings.filter(finding => finding.severity === 'error').length,
  };
}
