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
    const counter = columns.findIndex(counts);
    // Counted anew for another run: the lines themselves are the steps.
    const steps = counter >= 0 && isCounter(columns[counter]) ? columns[counter] : this.at;
    return columns.flatMap((values, k) => {
      const name = this.labels[k];
      return k === counter || counts(values) || !telling(name, counter) ? [] : [{ name, series: { steps, values } }];
    });
  }
}

/** Whole numbers that rise evenly: an iteration's number. */
export function isCounter(values: readonly number[]): boolean {
  if (values.length < 3 || !values.every(Number.isInteger)) return false;
  const step = values[1] - values[0];
  return step !== 0 && values.every((v, i) => i === 0 || v - values[i - 1] === step || i === values.length - 1);
}

/** The same, begun anew now and then: a model is trained again. */
function counts(values: readonly number[]): boolean {
  if (isCounter(values)) return true;
  const [first] = values;
  const rises = values.every((v, i) => i === 0 || v === first || v > values[i - 1]);
  return rises && values.length >= 6 && values.every(Number.isInteger) && values.filter(v => v === first).length * 2 <= values.length;
}

/** Numbers beside an iteration's are a curve; those of other lines only if their words say so: a table is none. */
const telling = (label: string, counter: number): boolean => counter >= 0 || /loss|cost|err|acc|score|mse|J\b/i.test(label);

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

/** `Error after 100 iterations: 0.3`: what the second number is stands before the first. */
const COUNTED = /^(?:iterations?|epochs?|steps?|rounds?)$/i;

/** The words before each number. */
function labels(line: string, found: readonly RegExpExecArray[]): string[] {
  let from = 0;
  let first = '';
  return found.map((match, i) => {
    const words = line.slice(from, match.index).replace(/^[\s%,;|/()[\]:=-]+|[\s:=,;|([\]-]+$/g, '');
    from = match.index + match[0].length;
    if (i === 0) first = words.replace(/\s+(?:after|at|in|on)$/i, '');
    if (i > 0 && COUNTED.test(words) && first) return first;
    return words || `#${i + 1}`;
  });
}
