// The text of a file, with offsets turned into lines and columns. Lines end in LF, CRLF or CR; columns count UTF-16 units.
import type { Position, Range } from '../../report/report';

/** A stretch of the text: `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export class SourceText {
  /** Without a byte order mark: the first character is line 1, column 1. */
  readonly text: string;
  private readonly starts: number[] = [0];

  constructor(raw: string) {
    this.text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
    for (let i = 0; i < this.text.length; i++) {
      const code = this.text.charCodeAt(i);
      if (code === 10 || (code === 13 && this.text.charCodeAt(i + 1) !== 10)) this.starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low] + 1 };
  }

  range({ from, to }: Span): Range {
    return { start: this.position(from), end: this.position(to) };
  }

  lineOf(offset: number): number {
    return this.position(offset).line;
  }

  /** The offset of a position; a column beyond the end of its line is its end. */
  offset({ line, column }: Position): number {
    const at = Math.min(Math.max(line, 1), this.starts.length) - 1;
    const end = at + 1 < this.starts.length ? this.starts[at + 1] : this.text.length;
    return Math.min(this.starts[at] + Math.max(column, 1) - 1, end);
  }

  slice({ from, to }: Span): string {
    return this.text.slice(from, to);
  }
}
