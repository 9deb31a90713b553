// A source line with its number, and a caret under the range: what a compiler shows below a message.
import type { Range } from '../report/report';
import type { Paint } from './paint';
import { displayWidth, printable } from './width';

/** A longer line is cut around the range, so that the caret stays on the screen. */
const LONGEST = 120;
const TALLEST = 3;

export interface Snippet {
  readonly lines: readonly string[];
  readonly range: Range;
  /** The number that a person counts a line by. */
  readonly locate: (line: number) => { readonly line: number };
}

export function snippet({ lines, range, locate }: Snippet, paint: Paint, colour: 'red' | 'yellow' | 'blue'): string[] {
  const out: string[] = [];
  const last = Math.min(range.end.line, range.start.line + TALLEST - 1, lines.length);
  const gutter = String(locate(last).line).length;
  for (let number = range.start.line; number <= last; number++) {
    const { text, from, to } = marked(lines[number - 1] ?? '', number, range);
    out.push(`${paint(`${String(locate(number).line).padStart(gutter)} |`, 'dim')} ${text}`);
    out.push(`${paint(`${' '.repeat(gutter)} |`, 'dim')} ${' '.repeat(from)}${paint('^'.repeat(Math.max(1, to - from)), colour)}`);
  }
  if (range.end.line > last && last - range.start.line + 1 === TALLEST) out.push(paint(`${' '.repeat(gutter)} | …`, 'dim'));
  return out;
}

/** A line as it would be after an edit, under the snippet of the line that it replaces. */
export function replacement(line: string, number: number, paint: Paint): string {
  return `${paint(`${number} +`, 'green')} ${printable(clip(line, 0, 0).text)}`;
}

/** The line as it is printed, and the columns of the part of the range that lies in it. */
function marked(line: string, number: number, range: Range): { text: string; from: number; to: number } {
  const indent = line.length - line.trimStart().length;
  const start = number === range.start.line ? range.start.column - 1 : indent;
  const end = number === range.end.line ? range.end.column - 1 : line.trimEnd().length;
  const cut = clip(line, start, end);
  const from = displayWidth(cut.text.slice(0, cut.start));
  const to = displayWidth(cut.text.slice(0, Math.max(cut.start, cut.end)));
  return { text: printable(cut.text), from, to };
}

function clip(line: string, start: number, end: number): { text: string; start: number; end: number } {
  if (line.length <= LONGEST) return { text: line, start: Math.min(start, line.length), end: Math.min(end, line.length) };
  const left = Math.max(0, Math.min(start - 30, line.length - LONGEST));
  const right = Math.min(line.length, left + LONGEST);
  const head = left > 0 ? '…' : '';
  const text = `${head}${line.slice(left, right)}${right < line.length ? '…' : ''}`;
  const place = (at: number): number => Math.min(Math.max(at - left + head.length, 0), right - left + head.length);
  return { text, start: place(start), end: place(end) };
}
