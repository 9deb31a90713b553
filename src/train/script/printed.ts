// Numbers in what a script prints: lines that differ in their numbers only are a curve for each number that changes.
import type { Series } from '../history';

const NUMBER = /(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.]*\w)|\bnan\b|\binf\b/g;
/** More kinds of lines than these are no report of progress. */
const MOST_KINDS = 40;
/** Numbers in a line: more are an array. */
const MOST_NUMBERS = 6;
const MOST_POINTS = 1600;
const LONGEST = 300;

class Kind {
  lines = 0;
  private stride = 1;
  private at: number[] = [];
  private rows: number[][] = [];

  constructor(readonly labels: readonly string[]) {}

  add(numbers: number[]): void {
    if (this.lines++ % this.stride !== 0) return;
    this.at.push(this.lines - 1);
    this.rows.push(numbers);
    if (this.rows.length <= MOST_POINTS) return;
    this.rows = this.rows.filter((_, i) => i % 2 === 0);
    this.at = this.at.filter((_, i) => i % 2 === 0);
    this.stride *= 2;
  }

  curves(): { name: string; series: Series }[] {
    if (this.lines < 3) return [];
    const columns = this.labels.map((_, k) => this.rows.map(row => row[k]));
    const counter = columns.findIndex(isCounter);
    const steps = counter >= 0 ? columns[counter] : this.at;
    return columns.flatMap((values, k) =>
      k === counter || isCounter(values) ? [] : [{ name: this.labels[k], series: { steps, values } }],
    );
  }
}

/** Whole numbers that rise evenly: an iteration's number. */
export function isCounter(values: readonly number[]): boolean {
  if (values.length < 3 || !values.every(Number.isInteger)) return false;
  const step = values[1] - values[0];
  return step !== 0 && values.every((v, i) => i === 0 || v - values[i - 1] === step || i === values.length - 1);
}

export class Printed {
  private readonly kinds = new Map<string, Kind>();
  private rest = '';

  write(text: string): void {
    const whole = this.rest + text;
    const lines = whole.split(/\r?\n|\r/);
    this.rest = (lines.pop() ?? '').slice(-LONGEST);
    for (const line of lines) this.line(line);
  }

  private line(line: string): void {
    if (line.length > LONGEST || !/\d|nan|inf/.test(line)) return;
    const found = [...line.matchAll(NUMBER)];
    if (!found.length || found.length > MOST_NUMBERS) return;
    const key = line.replace(NUMBER, '#').replace(/\s+/g, ' ');
    let kind = this.kinds.get(key);
    if (!kind) {
      if (this.kinds.size >= MOST_KINDS) return;
      kind = new Kind(labels(line, found));
      this.kinds.set(key, kind);
    }
    kind.add(found.map(([text]) => Number(text.replace(/^\+?inf$/, 'Infinity').replace('-inf', '-Infinity'))));
  }

  curves(): { name: string; series: Series }[] {
    return [...this.kinds.values()].flatMap(kind => kind.curves());
  }
}

/** The words before each number. */
function labels(line: string, found: readonly RegExpExecArray[]): string[] {
  let from = 0;
  return found.map((match, i) => {
    const words = line.slice(from, match.index).replace(/^[\s%,;|/()[\]:=-]+|[\s:=,;|([\]-]+$/g, '');
    from = match.index + match[0].length;
    return (
      words ||
      (i === 0
        ? line
            .slice(from)
            .replace(/^[\s%,;|:=]+|[\s:=]+$/g, '')
            .slice(0, 24)
        : '') ||
      `#${i + 1}`
    );
  });
}
