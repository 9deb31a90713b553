// What stands in brackets: groups, shapes, indices, lists between commas; brackets never closed; a bound on nesting.
import { bpMessages as say } from '../../messages/bp';
import type { Expr, IndexItem, TupleExpr } from './ast';
import { type Cursor, insert, replace } from './cursor';
import type { Token } from './lexer';
import type { Span } from './source';

/** Deeper than any equation; a bound on the recursion, here and in whoever walks the tree. */
const DEEPEST = 100;

export abstract class BracketParser {
  private depth = 0;
  protected readonly brackets: Token[] = [];
  /** Items separated by commas follow each other: two side by side lack a comma, not a product sign. */
  separated = false;

  constructor(protected readonly c: Cursor) {}

  abstract expression(): Expr;

  protected group(): Expr {
    const open = this.c.take();
    if (this.c.is(')')) {
      const close = this.c.take();
      this.c.error({ from: open.from, to: close.to }, say('emptyBrackets'));
      return { kind: 'missing', from: open.from, to: close.to };
    }
    const items = this.list(open, ')', () => this.expression());
    const span = { from: open.from, to: this.c.before.to };
    const single = items.length === 1 && this.c.tokens[this.c.at - 2]?.text !== ',';
    return single ? { kind: 'group', inner: items[0], ...span } : { kind: 'tuple', items, ...span };
  }

  /** The shape of a declaration, `(n, m)`; `(n)` and `(n,)` have one axis. Null: there is none. */
  shape(): TupleExpr | null {
    const open = this.c.token;
    this.separated = true;
    const shape =
      open && this.c.is('(') ? this.bracketed(open) : open?.kind === 'name' || open?.kind === 'number' ? this.bareShape(open) : null;
    this.separated = false;
    return shape;
  }

  private bracketed(open: Token): TupleExpr {
    this.c.take();
    const items = this.list(open, ')', () => this.expression());
    return { kind: 'tuple', items, from: open.from, to: this.c.before.to };
  }

  /** `input X n, m`: the brackets are missing. */
  private bareShape(first: Token): TupleExpr {
    const items = [this.expression()];
    while (this.c.skip(',')) items.push(this.expression());
    const span = { from: first.from, to: items[items.length - 1].to };
    const edits = [
      { from: span.from, to: span.from, newText: '(' },
      { from: span.to, to: span.to, newText: ')' },
    ];
    const text = `(${this.c.slice(span)})`;
    this.c.error(span, say('bareShape', { text }), { title: say('fixWrite', { text }), edits });
    return { kind: 'tuple', items, ...span };
  }

  protected index(base: Expr): Expr {
    const open = this.c.take();
    if (this.c.is(']')) {
      const close = this.c.take();
      this.c.error({ from: open.from, to: close.to }, say('emptyIndex'));
      return { kind: 'missing', from: base.from, to: close.to };
    }
    const items = this.list(open, ']', () => this.indexItem());
    return { kind: 'index', base, items, from: base.from, to: this.c.before.to };
  }

  private indexItem(): IndexItem {
    const from = this.c.token?.from ?? this.c.last.to;
    const part = (): Expr | null => (this.c.is(':', ',', ']', ')') || this.c.done ? null : this.expression());
    const start = part();
    if (!this.c.is(':')) return { kind: 'at', at: start ?? this.c.unexpected() };
    this.c.take();
    const stop = part();
    const step = this.c.skip(':') ? part() : null;
    return { kind: 'slice', start, stop, step, from, to: this.c.before.to };
  }

  /** Items between commas up to a closing bracket. A bracket that is never closed ends with the statement. */
  protected list<T>(open: Token, close: ')' | ']', item: () => T): T[] {
    this.brackets.push(open);
    const items: T[] = [];
    while (!this.c.is(')', ']') && !this.c.done) {
      items.push(item());
      if (this.c.skip(',') || this.c.is(')', ']') || this.c.done) continue;
      const t = this.c.token;
      const isItem = this.separated ? t?.kind === 'name' || t?.kind === 'number' : t?.kind === 'name' && this.c.isNext('=');
      if (isItem) this.missingComma();
      else this.c.unexpected();
    }
    this.brackets.pop();
    this.close(open, close);
    return items;
  }

  /** `sum(A axis=1)`. */
  private missingComma(): void {
    const [before, option] = [this.c.before, this.c.token!];
    const words = { before: before.text, option: option.text };
    this.c.error(option, say('missingComma', words), insert(say('fixInsert', { text: ',' }), before.to, ','));
  }

  private close(open: Token, close: ')' | ']'): void {
    const t = this.c.token;
    if (this.c.skip(close)) return;
    if (t) {
      this.c.take();
      this.c.error(t, say('otherBracket', { open: open.text, close: t.text }), replace(say('fixWrite', { text: close }), t, close));
      return;
    }
    if (!this.c.stopped)
      this.c.error(open, say('openBracket', { bracket: open.text }), insert(say('fixInsert', { text: close }), this.c.last.to, close));
  }

  protected nested(at: Span, read: () => Expr): Expr {
    if (this.depth >= DEEPEST) return this.c.fail(at, say('tooDeep'));
    this.depth++;
    const expr = read();
    this.depth--;
    return expr;
  }
}
