// An exercise: a checked model whose backward right-hand sides are blank, and what each line that is filled in amounts to.
import type { Lesson } from '../../report/explained';
import type { Range, Report } from '../../report/report';
import { SourceLines } from '../sourceText';
import { errorFigure, plainly } from '../tell';

export interface Blank {
  readonly name: string;
  /** Counted from 1; a blank is on one line. */
  readonly line: number;
  /** What stands before the blank: `dW2 = `. */
  readonly before: string;
  /** A right answer. */
  readonly answer: string;
  /** The factor at which the lines after it expect it. */
  readonly scale: number;
  readonly lesson: Lesson;
}

export interface Exercise {
  readonly language: 'bp' | 'python';
  /** With blanks. */
  readonly text: string;
  /** With answers: what is judged has all of them but one. */
  readonly whole: string;
  readonly blanks: readonly Blank[];
}

/** Stands where an answer goes. */
export const BLANK = '...';

/** Null where no equation of the file can be asked for. */
export function makeExercise(text: string, report: Report, lessons: readonly Lesson[]): Exercise | null {
  const lines = [...new SourceLines(text).lines];
  const whole = [...lines];
  const blanks: Blank[] = [];
  for (const lesson of lessons) {
    const { value } = lesson;
    const gradient = report.gradients.find(g => g.name === lesson.name && g.wrt === lesson.wrt);
    if (!value || !gradient || value.start.line !== value.end.line || blanks.some(b => b.line === value.start.line)) continue;
    const right = gradient.status === 'correct' || gradient.status === 'correct-scaled';
    const answer = right ? part(lines[value.start.line - 1], value) : lesson.derived;
    if (answer === null) continue;
    const line = value.start.line;
    const before = lines[line - 1].slice(0, value.start.column - 1);
    whole[line - 1] = put(lines[line - 1], value, answer);
    blanks.push({ name: lesson.name, line, before, answer, scale: gradient.scale ?? 1, lesson });
  }
  if (blanks.length === 0) return null;
  const asked = whole.map((content, i) => {
    const blank = blanks.find(b => b.line === i + 1);
    return blank ? `${blank.before}${BLANK}${content.slice(blank.before.length + blank.answer.length)}` : content;
  });
  return {
    language: report.language,
    text: asked.join('\n'),
    whole: whole.join('\n'),
    blanks: [...blanks].sort((a, b) => a.line - b.line),
  };
}

const part = (line: string, { start, end }: Range): string => line.slice(start.column - 1, end.column - 1);
const put = (line: string, { start, end }: Range, by: string): string => line.slice(0, start.column - 1) + by + line.slice(end.column - 1);

/** What the learner has written for each blank, found by what stands before it; null where the line is gone. */
export function answersIn(text: string, blanks: readonly Blank[]): (string | null)[] {
  const { lines } = new SourceLines(text);
  let from = 0;
  return blanks.map(blank => {
    const name = blank.before.trimEnd();
    const at = lines.findIndex((line, i) => i >= from && line.startsWith(name));
    if (at < 0) return null;
    from = at + 1;
    return lines[at]
      .slice(name.length)
      .replace(/\s#.*$/, '')
      .trim();
  });
}

/** Where each blank's line is now, counted from 1; 0 where it is gone. */
export function linesOf(text: string, blanks: readonly Blank[]): number[] {
  const { lines } = new SourceLines(text);
  let from = 0;
  return blanks.map(blank => {
    const at = lines.findIndex((line, i) => i >= from && line.startsWith(blank.before.trimEnd()));
    if (at >= 0) from = at + 1;
    return at + 1;
  });
}

export const isBlank = (answer: string | null): boolean => answer === null || answer === '' || answer === BLANK;

/** The text to analyse: everything right, and this one answer as it is written. */
export function withAnswer({ whole }: Exercise, { before, line, answer }: Blank, written: string): string {
  const lines = whole.split('\n');
  const rest = lines[line - 1].slice(before.length + answer.length);
  lines[line - 1] = `${before}${written}${rest}`;
  return lines.join('\n');
}

export interface Judgement {
  readonly stage: 'empty' | 'unreadable' | 'shape' | 'value' | 'factor' | 'right';
  readonly message: string;
}

/** Shape first, then value. `report` is of the text that `withAnswer` gives. */
export function judge(blank: Blank, report: Report): Judgement {
  const { lesson } = blank;
  const here = (range: Range): boolean => range.start.line <= blank.line && blank.line <= range.end.line;
  const errors = report.findings.filter(f => f.severity === 'error' && here(f.range));
  const unreadable = errors.find(f => ['syntax', 'undefined-name', 'runtime-error'].includes(f.rule));
  if (unreadable) return { stage: 'unreadable', message: unreadable.message };
  const shape = `(${lesson.dims.join(', ')})`;
  const misfit = errors.find(f => f.rule === 'shape-mismatch');
  if (misfit) return { stage: 'shape', message: plainly('judgeMisfit', { why: lastClause(misfit.message) }) };
  const found = report.gradients.filter(g => g.name === blank.name && here(g.range));
  const gradient = found.find(g => !/^correct/.test(g.status)) ?? found[0];
  if (
    errors.some(f => f.rule === 'gradient-shape') ||
    (gradient?.shape && gradient.shape.join() !== lesson.shape.join() && found.length === 1)
  )
    return { stage: 'shape', message: plainly('judgeShape', { got: `(${(gradient?.dims ?? gradient?.shape ?? []).join(', ')})`, shape }) };
  if (!gradient) return { stage: 'value', message: plainly('judgeNothing', { name: blank.name }) };
  if (gradient.status === 'correct' || gradient.status === 'correct-scaled') {
    const scale = gradient.scale ?? 1;
    if (Math.abs(scale - blank.scale) <= 1e-6 * Math.abs(blank.scale)) return { stage: 'right', message: plainly('judgeRight') };
    return { stage: 'factor', message: plainly('judgeFactor', { factor: Number((scale / blank.scale).toPrecision(4)) }) };
  }
  // Its first sentence says what is wrong; what to write instead would be the answer.
  const finding = errors.find(f => f.rule === 'wrong-gradient')?.message.split(/(?<=[.。])\s*(?=\S)/)[0];
  const words = finding && !finding.includes(errorWords(gradient.relativeError)) ? finding : null;
  return { stage: 'value', message: words ?? plainly('judgeValue', { error: errorFigure(gradient.relativeError) }) };
}

/** `the inner sizes 400 and 4 differ`, of the sentence that begins with both shapes. */
const lastClause = (message: string): string =>
  (
    message
      .split(/(?<=[.。])\s*(?=\S)/)[0]
      .split(/[:：]\s*/)
      .at(-1) ?? message
  ).replace(/[.。]$/, '');

const errorWords = (error: number | null): string => (error === null ? '\0' : error.toExponential(1));

/** Hints, the gentlest first: shape, forward line, rule, the factor, the answer. */
export function hintsFor({ lesson, answer }: Blank): string[] {
  const shape = plainly('hintShape', { name: lesson.name, of: lesson.wrt, shape: `(${lesson.dims.join(', ')})` });
  const forward = lesson.steps.map(s => s.forward).filter(Boolean);
  const undoes = forward.length ? [plainly('hintForward', { lines: forward.join(' · ') })] : [];
  const factors = lesson.steps.length > 1 ? lesson.steps.map(s => s.maths.text) : [];
  const factor = factors.length
    ? plainly('hintFactors', { factors: factors.join(' ; ') })
    : lesson.shapes
      ? plainly('hintShapes', { shapes: lesson.shapes })
      : null;
  return [shape, ...undoes, lesson.rule, ...(factor ? [factor] : []), plainly('hintAnswer', { answer: `${lesson.name} = ${answer}` })];
}
