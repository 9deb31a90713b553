// A report in one sentence that a person can read.
import { host } from '../messages/host';
import type { Report } from '../report/report';
import { tally } from './tally';

export function sentence(report: Report, file: string): string {
  const { all, correct, wrong, inherited, unchecked, errors } = tally(report);
  if (!all) return errors ? host('noGradientsErrors', { file, n: errors }) : host('noGradients', { file });
  if (wrong.length) {
    const names = wrong.map(gradient => host('nameAtLine', { name: gradient.name, line: gradient.range.start.line })).join(', ');
    const text = host('someWrong', { file, correct, n: all, names });
    return inherited ? `${text} ${host('alsoInherited', { n: inherited, wrong: wrong.length })}` : text;
  }
  if (correct === all) return host('allCorrect', { file, n: all });
  return host('someOpen', { file, correct, n: all, unchecked: unchecked + inherited });
}
