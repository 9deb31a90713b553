// Places in the source: offsets, lines and columns, and the numbers that the graph knows them by.

import type { Position, Range } from '../../../report/report';
import type { Recorder } from '../../../trace/recorder';

interface At {
  readonly from: number;
  readonly to: number;
}

export class Lines {
  private readonly starts: number[] = [0];
  constructor(readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }
  line(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
  position(offset: number): Position {
    const line = this.line(offset);
    return { line, column: offset - this.starts[line - 1] + 1 };
  }
  range({ from, to }: At): Range {
    return { start: this.position(from), end: this.position(to) };
  }
  /** The text of a line, without its end. */
  textOf(line: number): string {
    return this.text.slice(this.starts[line - 1], this.starts[line] ?? this.text.length).replace(/\r?\n$/, '');
  }
}

/** Numbers of statements, over all files of one run. */
export class Statements {
  private count = 0;
  next(): number {
    return ++this.count;
  }
}

/** The sites of one file. A helper module's have no range: findings there are shown where it was called. */
export class Sites {
  readonly lines: Lines;
  private readonly known = new Map<At, number>();
  private readonly offsets = new Map<number, At>();
  private readonly numbers = new Map<At, number>();

  constructor(
    text: string,
    private readonly recorder: Recorder | null,
    private readonly statements: Statements,
    readonly main: boolean,
  ) {
    this.lines = new Lines(text);
  }

  of(node: At): number {
    if (!this.recorder) return 0;
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const site = this.recorder.site(this.main ? this.lines.range(node) : null);
    this.known.set(node, site);
    this.offsets.set(site, { from: node.from, to: node.to });
    return site;
  }

  statement(node: At): number {
    const known = this.numbers.get(node);
    if (known !== undefined) return known;
    const number = this.statements.next();
    this.numbers.set(node, number);
    return number;
  }

  line(offset: number): number {
    return this.lines.line(offset);
  }

  /** The text at a site of this file; null for a site of another. */
  text(site: number): string | null {
    const at = this.offsets.get(site);
    return at ? this.lines.text.slice(at.from, at.to) : null;
  }
}
