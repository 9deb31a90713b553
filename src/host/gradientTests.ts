// A gradient's verdict as a test's outcome. Pure: the registration is in testExplorer.ts.
import { host } from '../messages/host';
import type { Finding, Gradient, Range, Report } from '../report/report';

export interface Outcome {
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly text: string;
  readonly range: Range;
}

/** Gradients by an id: those of one name (a name used twice, a layer's loop) are told apart by their place among them. */
export function testIds(gradients: readonly Gradient[]): Map<string, Gradient> {
  const seen = new Map<string, number>();
  return new Map(
    gradients.map(gradient => {
      const count = (seen.get(gradient.name) ?? 0) + 1;
      seen.set(gradient.name, count);
      return [count === 1 ? gradient.name : `${gradient.name} (${count})`, gradient];
    }),
  );
}

export function outcomeOf(gradient: Gradient, report: Report): Outcome {
  const { name, of, wrt, range, reason } = gradient;
  const error = gradient.relativeError?.toExponential(1) ?? '—';
  switch (gradient.status) {
    case 'correct':
      return { state: 'passed', text: host('testCorrect', { name, of, wrt, error }), range };
    case 'correct-scaled':
      return { state: 'passed', text: host('testScaled', { name, of, wrt, scale: gradient.scale ?? '' }), range };
    case 'wrong':
      return failure(gradient, report, error);
    case 'inherited':
      // Its own equation is right: the one test that fails is the wrong one's.
      return { state: 'skipped', text: host('testInherited', { name }), range };
    case 'unchecked':
      return { state: 'skipped', text: host('testUnchecked', { name, reason: reason ?? host('noReason') }), range };
  }
}

function failure({ name, of, wrt, range, relativeError }: Gradient, { findings }: Report, error: string): Outcome {
  const verdict = relativeError === null ? host('testWrongShape', { name, wrt }) : host('testWrong', { name, of, wrt, error });
  const finding = findings.find(each => blames(each, range));
  return { state: 'failed', text: finding ? `${verdict}\n${finding.message}` : verdict, range: finding?.range ?? range };
}

const blames = ({ severity, range }: Finding, { start, end }: Range): boolean =>
  severity === 'error' && range.start.line >= start.line && range.end.line <= end.line;
