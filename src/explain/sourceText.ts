// The text of a file by lines, as ranges count them: 1-based lines, columns in UTF-16 units.
import type { Position, Range } from '../report/report';

export class SourceLines {
  readonly lines: readonly string[];

  constructor(text: string) {
    this.lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  }

  /** The text of a range; lines are joined by `\n`. */
  slice({ start, end }: Range): string {
    if (start.line === end.line) return (this.lines[start.line - 1] ?? '').slice(start.column - 1, end.column - 1);
    const first = (this.lines[start.line - 1] ?? '').slice(start.column - 1);
    const last = (this.lines[end.line - 1] ?? '').slice(0, end.column - 1);
    return [first, ...this.lines.slice(start.line, end.line - 1), last].join('\n');
  }

  /** The position so many characters after a start, in the text that `slice` gives from there. */
  after(start: Position, characters: number): Position {
    let { line, column } = start;
    let left = characters;
    for (;;) {
      const room = (this.lines[line - 1] ?? '').length + 1 - column;
      if (left <= room || line >= this.lines.length) return { line, column: column + Math.min(left, Math.max(0, room)) };
      left -= room + 1;
      line++;
      column = 1;
    }
  }
}

export const before = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.column < b.column);

export const contains = (outer: Range, inner: Range): boolean => !before(inner.start, outer.start) && !before(outer.end, inner.end);

export const sameRange = (a: Range, b: Range): boolean =>
  a.start.line === b.start.line && a.start.column === b.start.column && a.end.line === b.end.line && a.end.column === b.end.column;

/** How much text a range covers, for telling the smaller of two. */
export const extent = ({ start, end }: Range): number => (end.line - start.line) * 100_000 + end.column - start.column;

export const rangeKey = ({ start, end }: Range): string => `${start.line}:${start.column}-${end.line}:${end.column}`;
