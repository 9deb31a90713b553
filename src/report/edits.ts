// Applies a fix's edits to a text.
import type { Position, Range } from './report';

interface Edit {
  readonly range: Range;
  readonly newText: string;
}

/** The offsets at which lines start; CRLF, CR and LF all end one. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** Applies edits that don't overlap, all in terms of the text as it is. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const starts = lineStarts(text);
  const offset = ({ line, column }: Position): number => Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  const placed = edits.map((edit, index) => ({ index, from: offset(edit.range.start), to: offset(edit.range.end), newText: edit.newText }));
  placed.sort((a, b) => b.from - a.from || b.to - a.to || b.index - a.index);
  return placed.reduce((result, { from, to, newText }) => result.slice(0, from) + newText + result.slice(to), text);
}
