// Text to tokens. ᵀ, ², ³, ' and · are operators and end a name, though Unicode counts some of them as letters or parts of names.
import { bpMessages as say } from '../../messages/bp';
import type { Comment, Problem, Repair } from './ast';
import { LOOK_ALIKES, SUBSCRIPTS, SUPERSCRIPTS } from './lookAlikes';
import type { Span } from './source';

export type TokenKind = 'name' | 'number' | 'string' | 'operator' | 'bad';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** A name or operator as it is meant (a look-alike replaced); the characters between a string's quotes. */
  readonly text: string;
  readonly value: number;
  /** The line it begins on, counted from 0. */
  readonly line: number;
}

export interface Lexed {
  readonly tokens: Token[];
  readonly comments: Comment[];
  readonly problems: Problem[];
}

const NUMBER = /(?:\d+(?:\.(?![.\p{ID_Start}])\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy;
const START = /[\p{ID_Start}_]/uy;
const PART = /\p{ID_Continue}/uy;
const SPACE = /\s/u;
const TWO = new Set(['..', '==', '>=', '<=', '!=', '**', ':=', '+=', '-=', '*=', '/=']);
const ONE = new Set("+-/·@⊙^²³ᵀ'.,:=><()[]*");
/** Letters or parts of names to Unicode, operators here. */
const NEVER_IN_NAMES = new Set(['ᵀ', '·', '\u0387', '\u30fb', '\uff65']);

/** So many characters that cannot be read are no model; the rest of the text is left alone. */
const MOST_PROBLEMS = 1000;

/** How many characters that cannot be read make a file no text at all. */
const BINARY_SHARE = 0.1;

export function lex(text: string): Lexed {
  return new Lexer(text).run();
}

/** Is it a file of bytes rather than of text? NUL never stands in a text; other control characters hardly do. */
export function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 32 && (code < 9 || code > 13)) || code === 0xfffd || code === 127) odd++;
  }
  return odd > 3 && odd > text.length * BINARY_SHARE;
}

class Lexer {
  private readonly out: Lexed = { tokens: [], comments: [], problems: [] };
  private at = 0;
  private line = 0;

  constructor(private readonly text: string) {}

  run(): Lexed {
    while (this.at < this.text.length && this.out.problems.length < MOST_PROBLEMS) this.step();
    return this.out;
  }

  private step(): void {
    const c = this.text[this.at];
    if (c === '\n' || c === '\r') this.newline();
    else if (c === ' ' || c === '\t') this.at++;
    else if (c === '#') this.comment();
    else if (isAsciiLetter(c)) this.name();
    else if (isDigit(c) || (c === '.' && isDigit(this.text[this.at + 1] ?? ''))) this.number();
    else if (c === '"') this.string();
    else if (!this.operator() && !this.space() && !this.lookAlike() && !this.unicodeName()) this.bad();
  }

  private push(kind: TokenKind, text: string, from: number, value = Number.NaN): void {
    this.out.tokens.push({ kind, text, value, from, to: this.at, line: this.line });
  }

  private problem(message: string, from: number, to: number, repair: Repair | null): void {
    this.out.problems.push({ rule: 'syntax', severity: 'error', message, from, to, repair });
  }

  private newline(): void {
    if (this.text[this.at] === '\r' && this.text[this.at + 1] === '\n') this.at++;
    this.at++;
    this.line++;
  }

  private comment(): void {
    const from = this.at;
    while (this.at < this.text.length && this.text[this.at] !== '\n' && this.text[this.at] !== '\r') this.at++;
    this.out.comments.push({ from, to: this.at, text: this.text.slice(from, this.at) });
  }

  /** A name whose first character ends at `next`: it may be two units long. */
  private name(next = this.at + 1): void {
    const from = this.at;
    this.at = next;
    for (;;) {
      const c = this.text[this.at] ?? '';
      if (isAsciiLetter(c) || isDigit(c)) this.at++;
      else if (c.charCodeAt(0) > 127 && !NEVER_IN_NAMES.has(c) && this.matches(PART)) this.at = PART.lastIndex;
      else break;
    }
    const text = this.text.slice(from, this.at);
    if (SUBSCRIPTS.includes(this.text[this.at] ?? ' ')) this.subscript(from, text);
    else this.push('name', text, from);
  }

  private unicodeName(): boolean {
    if (NEVER_IN_NAMES.has(this.text[this.at]) || !this.matches(START)) return false;
    this.name(START.lastIndex);
    return true;
  }

  /** W₁: digits below the line are no part of a name, but it is clear which name is meant. */
  private subscript(from: number, name: string): void {
    const start = this.at;
    let digits = '';
    while (SUBSCRIPTS.includes(this.text[this.at] ?? ' ')) digits += SUBSCRIPTS.indexOf(this.text[this.at++]);
    const meant = name + digits;
    const edits = [{ from: start, to: this.at, newText: digits }];
    this.problem(say('subscript', { wrote: this.text.slice(from, this.at), name: meant }), start, this.at, {
      title: say('fixWrite', { text: meant }),
      edits,
    });
    this.push('name', meant, from);
  }

  private number(): void {
    const from = this.at;
    this.matches(NUMBER);
    this.at = NUMBER.lastIndex;
    this.push('number', this.text.slice(from, this.at), from, Number(this.text.slice(from, this.at)));
  }

  private string(): void {
    const from = this.at;
    this.at++;
    while (this.at < this.text.length && !/["\r\n]/.test(this.text[this.at])) this.at++;
    const text = this.text.slice(from + 1, this.at);
    if (this.text[this.at] === '"') this.at++;
    else {
      const edits = [{ from: this.at, to: this.at, newText: '"' }];
      this.problem(say('openString'), from, this.at, { title: say('fixInsert', { text: '"' }), edits });
    }
    this.push('string', text, from);
  }

  private operator(): boolean {
    const two = this.text.slice(this.at, this.at + 2);
    const text = TWO.has(two) ? two : ONE.has(two[0]) ? two[0] : null;
    if (text === null) return false;
    const from = this.at;
    this.at += text.length;
    this.push('operator', text, from);
    return true;
  }

  private space(): boolean {
    if (!SPACE.test(this.text[this.at])) return false;
    this.at++;
    return true;
  }

  /** A character that looks like an operator and is another one; it is read as what it looks like. */
  private lookAlike(): boolean {
    const c = this.text[this.at];
    const from = this.at;
    if (SUPERSCRIPTS.includes(c)) {
      while (SUPERSCRIPTS.includes(this.text[this.at] ?? ' ')) this.at++;
      const digits = [...this.text.slice(from, this.at)].map(d => SUPERSCRIPTS.indexOf(d)).join('');
      this.replace(from, `^${digits}`, say('superscript', { wrote: this.text.slice(from, this.at), text: `^${digits}` }));
      this.push('operator', '^', from);
      this.push('number', digits, from, Number(digits));
      return true;
    }
    const meant = LOOK_ALIKES.get(c);
    if (meant === undefined) return false;
    this.at++;
    this.replace(from, meant, say('lookAlike', { wrote: c, code: codeOf(c), meant }));
    if (meant !== '') this.push('operator', meant, from);
    return true;
  }

  private replace(from: number, newText: string, message: string): void {
    const wrote = this.text[from];
    const gone = /^[\p{C}\p{Z}]/u.test(wrote) ? codeOf(wrote) : wrote;
    const title = newText === '' ? say('fixDelete', { text: gone }) : say('fixWrite', { text: newText });
    this.problem(message, from, this.at, { title, edits: [{ from, to: this.at, newText }] });
  }

  /** Characters that nothing begins with, as one problem for all that stand together. */
  private bad(): void {
    const from = this.at;
    this.at += charLength(this.text, from);
    const c = this.text.slice(from, this.at);
    const rest = this.restOfLine();
    if ((c === ';' || c === '\\') && /^\s*(?:#.*)?$/.test(rest)) {
      this.replace(from, '', say(c === ';' ? 'semicolon' : 'backslash'));
      return;
    }
    while (this.at < this.text.length && this.isBad(this.at)) this.at += charLength(this.text, this.at);
    const wrote = this.text.slice(from, Math.min(this.at, from + 20));
    this.problem(badMessage(c, wrote), from, this.at, null);
    this.push('bad', wrote, from);
  }

  private restOfLine(): string {
    let end = this.at;
    while (end < this.text.length && this.text[end] !== '\n' && this.text[end] !== '\r') end++;
    return this.text.slice(this.at, Math.min(end, this.at + 400));
  }

  private isBad(at: number): boolean {
    const c = this.text[at];
    if (isAsciiLetter(c) || isDigit(c) || c === '#' || c === '"' || ONE.has(c) || SPACE.test(c)) return false;
    if (LOOK_ALIKES.has(c) || SUPERSCRIPTS.includes(c)) return false;
    START.lastIndex = at;
    return !START.test(this.text);
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }
}

const isAsciiLetter = (c: string): boolean => (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c === '_';
const isDigit = (c: string): boolean => c >= '0' && c <= '9';
const codeOf = (c: string): string => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
const charLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

function badMessage(c: string, wrote: string): string {
  if (c === ';') return say('semicolonWithin');
  if (c === '{' || c === '}') return say('braces');
  return /^[\p{C}\p{Z}]/u.test(c) ? say('badCode', { code: codeOf(c) }) : say('badCharacter', { wrote });
}
