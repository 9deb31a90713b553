// A report for a person at a terminal: findings the way a good compiler shows them, then a line for each gradient.
import { print } from '../messages/print';
import { applyEdits } from '../report/edits';
import type { Finding, Fix, Gradient, GradientStatus, Position, Report, Severity } from '../report/report';
import type { Colour, Paint } from './paint';
import { replacement, snippet } from './snippet';
import { displayWidth, padEnd, padStart } from './width';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, Colour>;

/** More findings of one file than a person reads at once. */
const MOST = 50;

/** Where a line of the analysed text stands for a person: in a notebook, a cell and a line of its own. */
export type Locate = (line: number) => { readonly path: string; readonly line: number };

/** What the parts of a printed report share. */
interface Printer {
  readonly text: string;
  readonly lines: readonly string[];
  readonly paint: Paint;
  readonly locate: Locate;
  /** `net.bp:26:13` */
  at(position: Position): string;
}

export function humanReport(report: Report, text: string, paint: Paint, locate: Locate = line => ({ path: report.file, line })): string {
  const at = ({ line, column }: Position): string => {
    const place = locate(line);
    return `${place.path}:${place.line}:${column}`;
  };
  const printer: Printer = { text, lines: text.split(/\r\n|\r|\n/), paint, locate, at };
  const shown = report.findings.slice(0, MOST).map(finding => humanFinding(finding, printer));
  const rest = report.findings.length - shown.length;
  if (rest > 0) shown.push(print('more', { n: rest }));
  return [...shown, summary(report, printer)].join('\n\n');
}

function humanFinding(finding: Finding, printer: Printer): string {
  const { paint, at } = printer;
  const colour = COLOURS[finding.severity];
  const place = paint(`${at(finding.range.start)}:`, 'bold');
  const label = paint(`${print(finding.severity)}[${finding.rule}]:`, colour, 'bold');
  const [first, ...more] = finding.message.split('\n');
  const pad = ' '.repeat(String(printer.locate(finding.range.start.line).line).length);
  const out = [`${place} ${label} ${first}`, ...more.map(line => `${pad}   ${line}`)];
  out.push(...snippet({ ...printer, range: finding.range }, paint, colour));
  for (const note of finding.related) out.push(`${pad} ${paint('=', 'dim')} ${print('related')} ${at(note.range.start)}: ${note.message}`);
  for (const fix of finding.fixes) out.push(...humanFix(fix, pad, printer));
  return out.join('\n');
}

function humanFix(fix: Fix, pad: string, { text, paint, locate }: Printer): string[] {
  const kind = fix.verified ? print('provenFix') : print('fix');
  const out = [`${pad} ${paint('=', 'dim')} ${paint(`${kind}:`, 'green')} ${fix.title}`];
  const edited = [...new Set(fix.edits.map(edit => edit.range.start.line))];
  // With more than one line the numbers may shift, and the title has to do.
  if (edited.length === 1 && fix.edits.every(edit => edit.range.end.line === edited[0] && !edit.newText.includes('\n'))) {
    const line = applyEdits(text, fix.edits).split(/\r\n|\r|\n/)[edited[0] - 1];
    if (line !== undefined) out.push(replacement(line, locate(edited[0]).line, paint));
  }
  return out;
}

/** The verdict in words, and how loud it is. */
export const VERDICTS = {
  correct: { key: 'correct', colour: 'green', mark: '✓' },
  'correct-scaled': { key: 'correctScaled', colour: 'blue', mark: '×' },
  wrong: { key: 'wrong', colour: 'red', mark: '✗' },
  inherited: { key: 'inherited', colour: 'yellow', mark: '↓' },
  unchecked: { key: 'unchecked', colour: 'dim', mark: '?' },
} as const satisfies Record<GradientStatus, { key: string; colour: Colour; mark: string }>;

function summary(report: Report, { paint, at }: Printer): string {
  const out = [paint(report.file, 'bold'), ...lossLines(report)];
  if (report.gradients.length) out.push(...table(report.gradients, paint));
  out.push(counts(report));
  const { statements, executed, reasons } = report.coverage;
  if (executed < statements) {
    out.push(`  ${print('coverage', { executed, n: statements })}`);
    for (const reason of reasons.slice(0, 10)) out.push(`    ${at(reason.range.start)}: ${reason.message}`);
    if (reasons.length > 10) out.push(`    ${print('more', { n: reasons.length - 10 })}`);
  }
  return out.join('\n');
}

function lossLines({ loss }: Report): string[] {
  if (!loss) return [];
  if (loss.recovered) return [`  ${print('lossRecovered', { name: loss.name })}`];
  return loss.value === null ? [] : [`  ${print('lossLine', { name: loss.name, value: short(loss.value) })}`];
}

function table(gradients: readonly Gradient[], paint: Paint): string[] {
  const head = [print('headGradient'), print('headShape'), print('headVerdict'), print('headAutodiff'), print('headNumeric')];
  const rows = gradients.map(gradient => [
    print('ofLoss', gradient),
    gradient.shape ? `(${(gradient.dims ?? gradient.shape).join(', ')})` : '',
    `${VERDICTS[gradient.status].mark} ${verdict(gradient)}`,
    error(gradient.evidence.autodiff),
    error(gradient.evidence.numeric),
  ]);
  const widths = head.map((title, column) => Math.max(displayWidth(title), ...rows.map(row => displayWidth(row[column]))));
  const line = (row: readonly string[], colour?: Colour): string => {
    const cells = row.map((cell, column) => (column >= 3 ? padStart(cell, widths[column]) : padEnd(cell, widths[column])));
    if (colour) cells[2] = paint(cells[2], colour);
    return `  ${cells.join('  ')}`.trimEnd();
  };
  const out = [paint(line(head), 'dim')];
  const explained = new Set<number | null>();
  gradients.forEach((gradient, index) => {
    out.push(line(rows[index], VERDICTS[gradient.status].colour));
    // The factor is one along the chain: said once.
    const known = gradient.status === 'correct-scaled' && explained.has(gradient.scale);
    if (gradient.status === 'correct-scaled') explained.add(gradient.scale);
    if (gradient.reason && !known) out.push(`      ${paint(gradient.reason, 'dim')}`);
  });
  return out;
}

export function verdict(gradient: Gradient): string {
  const word = print(VERDICTS[gradient.status].key);
  return gradient.status === 'correct-scaled' && gradient.scale !== null ? `${word} ×${short(gradient.scale)}` : word;
}

function counts({ gradients }: Report): string {
  if (!gradients.length) return `  ${print('noGradients')}`;
  const of = (...status: GradientStatus[]): number => gradients.filter(gradient => status.includes(gradient.status)).length;
  const parts = [print('gradientsCorrect', { correct: of('correct', 'correct-scaled'), n: gradients.length })];
  if (of('wrong')) parts.push(print('countWrong', { n: of('wrong') }));
  if (of('inherited')) parts.push(print('countInherited', { n: of('inherited') }));
  if (of('unchecked')) parts.push(print('countUnchecked', { n: of('unchecked') }));
  return `  ${parts.join(', ')}`;
}

const error = (value: number | null): string => (value === null ? '—' : value === 0 ? '0' : value.toExponential(1));

/** A number as one writes it by hand: at most six digits. */
const short = (value: number): string => String(Number(value.toPrecision(6)));
