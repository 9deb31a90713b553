// The house style: one space around operators, columns of names, shapes and = aligned, sections set apart. What an author
// chose is kept: / with or without spaces, comments, line breaks. Statements that cannot be read stay as they are.
import type { Statement } from '../ast';
import { isError } from '../findings';
import { lex, type Token } from '../lexer';
import { parse } from '../parser';
import { SourceText } from '../source';

interface Line {
  /** Cells that are aligned with those of the lines around; the last is not padded. */
  readonly cells: readonly string[];
  /** Lines of one kind that follow each other are aligned. Null: this one stands alone. */
  readonly block: 'declaration' | 'equation' | null;
  readonly comment: string | null;
  /** Spaces before the comment, as the author has them. */
  readonly gap: number;
}

const EMPTY: Line = { cells: [], block: null, comment: null, gap: 0 };

export function format(text: string): string {
  const source = new SourceText(text);
  const formatter = new Formatter(source);
  const end = /\r\n/.test(text) ? '\r\n' : '\n';
  const lines = aligned(spaced(formatter.lines()));
  const body = lines.join(end).replace(/\s+$/, '');
  return body === '' ? '' : body + end;
}

class Formatter {
  private readonly tokens: Map<number, Token[]> = new Map();
  private readonly comments: Map<number, { text: string; column: number }> = new Map();
  /** Statements by each line that they stand on. */
  private readonly statements: Map<number, Statement> = new Map();

  constructor(private readonly source: SourceText) {
    const { tokens, comments } = lex(source.text);
    for (const t of tokens) {
      const line = this.tokens.get(t.line + 1);
      if (line) line.push(t);
      else this.tokens.set(t.line + 1, [t]);
    }
    for (const c of comments) {
      const { line, column } = source.position(c.from);
      this.comments.set(line, { text: c.text.trimEnd(), column });
    }
    for (const s of parse(source.text).statements)
      for (let line = source.lineOf(s.from); line <= source.lineOf(s.to); line++)
        if (!this.statements.has(line)) this.statements.set(line, s);
  }

  lines(): Line[] {
    return Array.from({ length: this.source.lineCount }, (_, i) => this.line(i + 1));
  }

  private line(line: number): Line {
    const tokens = this.tokens.get(line) ?? [];
    const comment = this.comments.get(line) ?? null;
    const raw = this.raw(line);
    if (tokens.length === 0) return comment ? { ...EMPTY, comment: comment.text } : { ...EMPTY, cells: raw.trim() ? [raw.trimEnd()] : [] };
    const statement = this.statements.get(line);
    const code = comment ? raw.slice(0, comment.column - 1) : raw;
    const gap = comment ? Math.max(2, code.length - code.trimEnd().length) : 0;
    const rest = { comment: comment?.text ?? null, gap };
    if (!statement || statement.kind === 'broken' || statement.problems.some(isError))
      return { cells: [code.trimEnd()], block: null, ...rest };
    if (this.source.lineOf(statement.from) !== line) return { cells: [indentOf(raw) + join(tokens)], block: null, ...rest };
    const alone = this.source.lineOf(statement.to) !== line;
    return { ...cellsOf(statement, tokens), ...(alone && { block: null }), ...rest };
  }

  private raw(line: number): string {
    const from = this.source.offset({ line, column: 1 });
    const to = line < this.source.lineCount ? this.source.offset({ line: line + 1, column: 1 }) : this.source.text.length;
    return this.source.text.slice(from, to).replace(/[\r\n]+$/, '');
  }
}

const indentOf = (raw: string): string => /^\s*/.exec(raw)![0].replaceAll('\t', '  ');

/** Keyword, name, shape, start; or target and right-hand side. */
function cellsOf(s: Statement, tokens: readonly Token[]): Pick<Line, 'cells' | 'block'> {
  if (s.kind === 'const') return { cells: ['const ', join(tokens.slice(1))], block: 'declaration' };
  if (s.kind === 'input' || s.kind === 'label' || s.kind === 'param') {
    const equals = topLevel(tokens, '=');
    const shape = tokens.slice(2, equals < 0 ? tokens.length : equals);
    const start = equals < 0 ? [] : [`= ${join(tokens.slice(equals + 1), true)}`.trimEnd()];
    return { cells: [`${s.kind} `, s.name.name, join(shape), ...start], block: 'declaration' };
  }
  if (s.kind === 'equation') return { cells: [s.target.name, `= ${join(tokens.slice(2), true)}`.trimEnd()], block: 'equation' };
  if (s.kind === 'sizes') return { cells: [`sizes  ${join(tokens.slice(1))}`], block: null };
  return { cells: [join(tokens)], block: null };
}

function topLevel(tokens: readonly Token[], text: string): number {
  let depth = 0;
  for (const [i, t] of tokens.entries()) {
    if (t.text === '(' || t.text === '[') depth++;
    else if (t.text === ')' || t.text === ']') depth--;
    else if (depth === 0 && t.text === text && t.kind === 'operator') return i;
  }
  return -1;
}

const SPACED = new Set(['+', '-', '*', '/', '⊙', '·', '@', '>', '>=', '<', '<=', '==', '=']);
const KEYWORDS = new Set([
  'sizes',
  'input',
  'label',
  'param',
  'const',
  'data',
  'seed',
  'loss',
  'optimizer',
  'steps',
  'batch',
  'schedule',
  'split',
  'stop',
]);

/** Tokens with the spaces of the style between them. `afterOperator`: what stands before them ends in an operator. */
function join(tokens: readonly Token[], afterOperator = false): string {
  let text = '';
  let depth = 0;
  tokens.forEach((t, i) => {
    const before = tokens[i - 1];
    if (before && gapBetween(tokens, i, depth, afterOperator)) text += ' ';
    text += written(t);
    if (t.text === '(' || t.text === '[') depth++;
    else if (t.text === ')' || t.text === ']') depth--;
  });
  return text;
}

const written = (t: Token): string => (t.kind === 'string' ? `"${t.text}"` : t.text);

function gapBetween(tokens: readonly Token[], i: number, depth: number, afterOperator: boolean): boolean {
  const [a, b] = [tokens[i - 1], tokens[i]];
  const isOption = (k: number): boolean => depth > 0 && tokens[k].text === '=' && tokens[k].kind === 'operator';
  const isSign = (k: number): boolean => tokens[k].text === '-' && tokens[k].kind === 'operator' && startsOperand(tokens, k, afterOperator);
  if (isOption(i) || isOption(i - 1) || isSign(i - 1)) return false;
  if (isTight(tokens, i, depth) || isTight(tokens, i - 1, depth)) return false;
  if (a.kind === 'operator' && SPACED.has(a.text)) return true;
  if (b.kind === 'operator' && SPACED.has(b.text) && !isSign(i)) return true;
  if (a.text === ',') return b.text !== ')' && b.text !== ']';
  if (b.text === '(') return a.kind === 'operator' ? false : i === 1 && KEYWORDS.has(a.text);
  const words = (t: Token): boolean => t.kind === 'name' || t.kind === 'number' || t.kind === 'string';
  return (words(a) && words(b)) || (words(a) && isSign(i));
}

/** A quotient, or a product within brackets, that the author wrote without spaces: 1/m, 1/(2*m). */
function isTight(tokens: readonly Token[], k: number, depth: number): boolean {
  const t = tokens[k];
  if (t.kind !== 'operator' || !(t.text === '/' || (t.text === '*' && depth > 0))) return false;
  return tokens[k - 1]?.to === t.from && tokens[k + 1]?.from === t.to;
}

/** A minus sign is a sign where no operand stands before it. */
function startsOperand(tokens: readonly Token[], at: number, afterOperator: boolean): boolean {
  const before = tokens[at - 1];
  if (!before) return afterOperator || at === 0;
  if (before.kind !== 'operator') return at === 1 && KEYWORDS.has(before.text);
  return !/^(?:[)\]ᵀ²³'])$/.test(before.text);
}

/** A section is set apart by an empty line; several empty lines are one. */
function spaced(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  const isEmpty = (l: Line | undefined): boolean => l !== undefined && l.cells.length === 0 && l.comment === null;
  for (const line of lines) {
    if (isEmpty(line) && (kept.length === 0 || isEmpty(kept[kept.length - 1]))) continue;
    if (/^(?:forward|backward|train)$/.test(line.cells.join('')) && kept.length > 0) {
      let at = kept.length;
      while (at > 0 && kept[at - 1].cells.length === 0 && kept[at - 1].comment !== null) at--;
      if (at > 0 && !isEmpty(kept[at - 1])) kept.splice(at, 0, EMPTY);
    }
    kept.push(line);
  }
  return kept;
}

/** Pads the cells of lines that follow each other in a block. */
function aligned(lines: readonly Line[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < lines.length; ) {
    let end = i + 1;
    while (end < lines.length && lines[i].block !== null && lines[end].block === lines[i].block) end++;
    const block = lines.slice(i, end);
    const widths = columnWidths(block);
    for (const line of block)
      out.push(
        withComment(
          line,
          line.cells
            .map((c, k) => (k < line.cells.length - 1 ? pad(c, widths[k]) : c))
            .join(' ')
            .trimEnd(),
        ),
      );
    i = end;
  }
  return out;
}

/** How much longer than the shortest a cell may be to be aligned with: one long name does not push all others away. */
const ODD = 2;

function columnWidths(block: readonly Line[]): number[] {
  const columns = Math.max(...block.map(l => l.cells.length - 1));
  return Array.from({ length: Math.max(0, columns) }, (_, k) => {
    const widths = block.flatMap(({ cells }) => (k < cells.length - 1 ? [width(cells[k])] : []));
    const most = Math.min(...widths) + (block[0].block === 'equation' ? ODD : Number.POSITIVE_INFINITY);
    return Math.max(...widths.filter(w => w <= most));
  });
}

const width = (text: string): number => [...text].length;
const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));
const withComment = ({ comment, gap }: Line, code: string): string =>
  comment === null ? code : code === '' ? comment : code + ' '.repeat(gap) + comment;
