// Reads CSV as people have it: quotes, a byte order mark, commas, semicolons or tabs, decimal commas, a header or none, comment lines.
import { dataMessages as say } from '../messages/data';
import { type DataProblem, failed, placed, type Result } from './result';

/** Larger files are refused with their size: they would not fit in memory as numbers. */
export const LARGEST_CSV = 256_000_000;
/** So many problems of a kind are told one by one. */
const TOLD = 10;

export interface CsvTable {
  readonly header: readonly string[] | null;
  /** Row by row; every row has as many fields. */
  readonly rows: readonly (readonly string[])[];
  /** The line of the file on which each row begins, from 1. */
  readonly lines: readonly number[];
  /** Numbers are written with a decimal comma. */
  readonly decimalComma: boolean;
}

export function readCsv(bytes: Uint8Array, file: string): Result<CsvTable> {
  if (bytes.length > LARGEST_CSV)
    return failed(placed(file, 'tooLarge', say('tooLarge', { size: Math.round(bytes.length / 1e6), limit: LARGEST_CSV / 1e6 })));
  const text = decode(bytes, file);
  if (typeof text !== 'string') return failed(text);
  const separator = separatorOf(text);
  const parsed = separator === ' ' ? words(text) : split(text, separator);
  if (parsed.open) return failed(placed(file, 'openQuote', say('openQuote', { row: parsed.open }), parsed.open));
  const { rows, lines } = parsed;
  if (!rows.length) return failed(placed(file, 'empty', say('empty')));
  const ragged = raggedRows(rows, lines, file);
  if (ragged.length) return failed(...ragged);
  const decimalComma = separator === ';' && rows.some(row => row.some(field => /^\s*[-+]?\d*,\d+\s*$/.test(field)));
  const header = isHeader(rows, decimalComma) ? rows[0].map(field => field.trim()) : null;
  const from = header ? 1 : 0;
  if (rows.length === from) return failed(placed(file, 'empty', say('empty')));
  return { value: { header, rows: rows.slice(from), lines: lines.slice(from), decimalComma }, problems: [] };
}

function decode(bytes: Uint8Array, file: string): string | DataProblem {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const row = new TextDecoder('utf-8').decode(bytes).split('\ufffd')[0].split('\n').length;
    return placed(file, 'notUtf8', say('notUtf8', { row }), row);
  }
}

/** The separator that the first lines have most of, outside quotes. */
function separatorOf(text: string): string {
  const sample = text
    .slice(0, 20_000)
    .split(/\r?\n/, 20)
    .filter(line => !line.startsWith('#'))
    .join('\n')
    .replace(/"[^"]*"/g, '');
  const count = (mark: string): number => sample.split(mark).length - 1;
  const best = [';', '\t', ','].reduce((a, b) => (count(b) > count(a) ? b : a), ';');
  if (count(best) > 0) return best === ',' && count(';') > 0 && count(';') * 2 >= count(',') ? ';' : best;
  return /\S +\S/.test(sample) ? ' ' : ',';
}

/** Fields by RFC 4180; lines that are blank or begin with # are left out. `open` is the line of a quote that never closes. */
function split(text: string, separator: string): { rows: string[][]; lines: number[]; open: number } {
  const scanner = new Scanner(text, separator);
  const rows: string[][] = [];
  const lines: number[] = [];
  while (scanner.at < text.length) {
    const start = scanner.line;
    if (text[scanner.at] === '#') {
      scanner.skipLine();
      continue;
    }
    const row = scanner.row();
    if (!row) return { rows, lines, open: start };
    if (row.length === 1 && row[0].trim() === '') continue;
    rows.push(row);
    lines.push(start);
  }
  return { rows, lines, open: 0 };
}

class Scanner {
  at = 0;
  line = 1;
  constructor(
    private readonly text: string,
    private readonly separator: string,
  ) {}

  skipLine(): void {
    const next = this.text.indexOf('\n', this.at);
    this.at = next < 0 ? this.text.length : next + 1;
    this.line++;
  }

  /** Null: a quote never closes. */
  row(): string[] | null {
    const { text, separator } = this;
    const row: string[] = [];
    for (;;) {
      const quoted = text[this.at] === '"' ? this.quoted() : '';
      if (quoted === null) return null;
      const from = this.at;
      while (this.at < text.length && text[this.at] !== separator && text[this.at] !== '\n' && text[this.at] !== '\r') this.at++;
      row.push(quoted + text.slice(from, this.at));
      if (text[this.at] === separator) this.at++;
      else break;
    }
    if (text[this.at] === '\r') this.at++;
    if (text[this.at] === '\n') this.at++;
    this.line++;
    return row;
  }

  private quoted(): string | null {
    let field = '';
    for (;;) {
      const close = this.text.indexOf('"', this.at + 1);
      if (close < 0) return null;
      field += this.text.slice(this.at + 1, close);
      this.at = close + 1;
      if (this.text[this.at] !== '"') break;
      field += '"';
    }
    this.line += field.split('\n').length - 1;
    return field;
  }
}

/** Columns apart by white space, as `np.savetxt` writes them. */
function words(text: string): { rows: string[][]; lines: number[]; open: number } {
  const rows: string[][] = [];
  const lines: number[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (!line.trim() || line.startsWith('#')) return;
    rows.push(line.trim().split(/\s+/));
    lines.push(i + 1);
  });
  return { rows, lines, open: 0 };
}

function raggedRows(rows: readonly (readonly string[])[], lines: readonly number[], file: string): DataProblem[] {
  const expected = rows[0].length;
  const problems: DataProblem[] = [];
  rows.forEach((row, i) => {
    if (row.length !== expected)
      problems.push(
        placed(file, 'ragged', say('ragged', { row: lines[i], got: row.length, expected }), lines[i], Math.min(row.length, expected) + 1),
      );
  });
  return limited(problems, file);
}

/** The first row names columns when it has a text where the next row has a number, or nothing but distinct names. */
function isHeader(rows: readonly (readonly string[])[], comma: boolean): boolean {
  const first = rows[0];
  const isText = (field: string): boolean => field.trim() !== '' && Number.isNaN(numberOf(field, comma));
  if (!rows[1]) return first.every(isText);
  return first.some((field, i) => isText(field) && !isText(rows[1][i])) && first.every(field => field.trim() === '' || isText(field));
}

/** NaN where it is no number; a missing value is NaN too. */
export function numberOf(field: string, decimalComma: boolean): number {
  const text = decimalComma ? field.trim().replace(',', '.') : field.trim();
  return text === '' ? Number.NaN : Number(/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? text : Number.NaN);
}

export const isMissing = (field: string): boolean => /^\s*(?:|\?|na|n\/a|nan|null|none|-)\s*$/i.test(field);

/** The first ten of a kind, then how many more. */
export function limited(problems: readonly DataProblem[], file: string): DataProblem[] {
  const more = problems.length - TOLD;
  return more > 0 ? [...problems.slice(0, TOLD), placed(file, 'more', say('more', { n: more }))] : [...problems];
}
