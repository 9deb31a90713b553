// Reads the tokens of one statement, and collects its problems. After a problem that cannot be mended it stands at the end.
import { bpMessages as say } from '../../messages/bp';
import type { Edit, MissingExpr, NameExpr, Problem, Repair } from './ast';
import type { Token } from './lexer';
import type { Span } from './source';

export class Cursor {
  at = 0;
  /** A problem ended the reading early. */
  stopped = false;

  constructor(
    readonly text: string,
    readonly tokens: readonly Token[],
    readonly problems: Problem[],
  ) {}

  get token(): Token | undefined {
    return this.tokens[this.at];
  }

  peek(ahead = 1): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  get last(): Token {
    return this.tokens[this.tokens.length - 1];
  }

  /** The token before the one to read; the first where there is none. */
  get before(): Token {
    return this.tokens[Math.max(0, this.at - 1)];
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  is(...texts: string[]): boolean {
    const t = this.token;
    return t?.kind === 'operator' && texts.includes(t.text);
  }

  isNext(text: string, ahead = 1): boolean {
    const t = this.peek(ahead);
    return t?.kind === 'operator' && t.text === text;
  }

  take(): Token {
    return this.tokens[this.at++];
  }

  skip(...texts: string[]): boolean {
    if (!this.is(...texts)) return false;
    this.at++;
    return true;
  }

  slice({ from, to }: Span): string {
    return this.text.slice(from, to);
  }

  error({ from, to }: Span, message: string, repair: Repair | null = null): void {
    this.problems.push({ rule: 'syntax', severity: 'error', message, from, to, repair });
  }

  /** Nothing more can be read from this statement. */
  stop(): MissingExpr {
    const end = this.last.to;
    this.at = this.tokens.length;
    this.stopped = true;
    return { kind: 'missing', from: end, to: end };
  }

  /** A problem after which the rest of the statement is not read. */
  fail(span: Span, message: string, repair: Repair | null = null): MissingExpr {
    this.error(span, message, repair);
    return this.stop();
  }

  /** What stands here is not what should; characters that cannot be read have been told already. */
  unexpected(): MissingExpr {
    const t = this.token;
    if (!t) return this.fail(this.last, say('endsEarly', { after: this.last.text }));
    if (t.kind === 'bad') return this.stop();
    if (t.kind === 'operator' && (t.text === ')' || t.text === ']'))
      return this.fail(t, say('strayBracket', { bracket: t.text }), remove(say('fixDelete', { text: t.text }), t));
    return this.fail(t, say('unexpected', { found: this.slice(t) }));
  }

  name(): NameExpr | null {
    if (this.token?.kind !== 'name') return null;
    const t = this.take();
    return { kind: 'name', name: t.text, from: t.from, to: t.to };
  }
}

export const remove = (title: string, { from, to }: Span): Repair => ({ title, edits: [{ from, to, newText: '' }] });
export const insert = (title: string, at: number, newText: string): Repair => ({ title, edits: [{ from: at, to: at, newText }] });
export const replace = (title: string, { from, to }: Span, newText: string): Repair => ({ title, edits: [{ from, to, newText }] });

/** Puts a product sign between two operands: in place of the spaces, or at the end of the first where a line ends between them. */
export function between(text: string, left: number, right: number): Edit {
  const gap = text.slice(left, right);
  return /^[^\S\r\n]*$/.test(gap) ? { from: left, to: right, newText: ' · ' } : { from: left, to: left, newText: ' ·' };
}
