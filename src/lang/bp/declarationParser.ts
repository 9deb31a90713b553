// Reads the statements that begin with a word of their own: sizes, input, label, param, const, data, seed, loss, and settings.
import { bpMessages as say } from '../../messages/bp';
import type {
  BrokenStatement,
  CallExpr,
  DataStatement,
  Expr,
  MissingExpr,
  NameExpr,
  Problem,
  SectionName,
  Shape,
  SizeItem,
  Statement,
} from './ast';
import { Cursor, insert, replace } from './cursor';
import { ExpressionParser, type KnownNames } from './expressions';
import type { Line } from './lines';

export class DeclarationParser {
  protected readonly c: Cursor;
  protected readonly e: ExpressionParser;
  protected readonly base: { index: number; problems: Problem[]; from: number; to: number };

  constructor(
    text: string,
    line: Line,
    index: number,
    protected readonly known: KnownNames,
    protected readonly section: SectionName | null,
    lexical: readonly Problem[],
  ) {
    const [from, to] = [line.tokens[0].from, line.tokens[line.tokens.length - 1].to];
    this.c = new Cursor(text, line.tokens, [...lexical, ...line.problems]);
    this.e = new ExpressionParser(this.c, known);
    this.base = { index, problems: this.c.problems, from, to };
  }

  protected broken(): BrokenStatement {
    return { kind: 'broken', ...this.base };
  }

  protected declaration(keyword: string): Statement {
    switch (keyword) {
      case 'sizes':
        return this.sizes();
      case 'input':
      case 'label':
        return this.dataDeclaration(keyword);
      case 'param':
        return this.param();
      case 'const':
        return this.constant();
      case 'data':
        return this.data();
      case 'seed':
        return { kind: 'seed', value: this.e.whole(), ...this.base };
      case 'loss':
        return this.loss();
      default:
        return this.setting(keyword);
    }
  }

  private named(keyword: string): NameExpr | null {
    const name = this.c.name();
    if (!name) this.c.fail(this.c.token ?? this.c.last, say(`form_${keyword}` as 'form_sizes'));
    return name;
  }

  private sizes(): Statement {
    const items: SizeItem[] = [];
    this.e.separated = true;
    while (!this.c.done) {
      const name = this.named('sizes');
      if (!name) break;
      const value = this.afterEquals(name) ?? this.c.stop();
      items.push({ name, value, from: name.from, to: value.to });
      if (!this.c.done && !this.c.skip(',')) {
        const next = this.c.token!;
        if (next.kind === 'name' && this.c.isNext('=')) {
          const repair = insert(say('fixInsert', { text: ',' }), value.to, ',');
          this.c.error(next, say('sizesComma'), repair);
        } else this.c.unexpected();
      }
    }
    return { kind: 'sizes', items, ...this.base };
  }

  /** `= expr`; null, after a problem, where there is no `=`. */
  private afterEquals(name: NameExpr): Expr | null {
    if (this.c.is('=')) {
      const equals = this.c.take();
      if (this.c.done) return this.c.fail(equals, say('noOperand', { operator: '=' }));
      return this.e.expression();
    }
    if (this.c.is(':', ':=', '==')) {
      const t = this.c.take();
      this.c.error(t, say('plainEquals', { wrote: t.text }), replace(say('fixWrite', { text: '=' }), t, '='));
      return this.e.expression();
    }
    const t = this.c.token;
    if (t && t.kind === 'number') {
      this.c.error(
        { from: name.from, to: t.to },
        say('noEquals', { name: name.name }),
        insert(say('fixInsert', { text: '=' }), name.to, ' ='),
      );
      return this.e.expression();
    }
    this.c.fail(name, say('noEquals', { name: name.name }));
    return null;
  }

  private shape(name: NameExpr, keyword: string): Shape | null {
    const shape = this.e.shape();
    if (shape) return shape;
    if (this.c.stopped) return null;
    this.c.error(name, say('noShape', { name: name.name, keyword }));
    return null;
  }

  private dataDeclaration(kind: 'input' | 'label'): Statement {
    const name = this.named(kind);
    if (!name) return this.broken();
    const shape = this.shape(name, kind);
    if (!this.c.done && !this.c.stopped) {
      if (shape && this.c.is('='))
        this.c.fail({ from: this.c.token!.from, to: this.c.last.to }, say('inputStart', { kind, name: name.name }));
      else this.afterDeclaration(shape !== null);
    }
    return { kind, name, shape, ...this.base };
  }

  /** What follows a declaration that is complete. */
  private afterDeclaration(complete: boolean): void {
    if (!complete) this.c.stop();
    else this.c.unexpected();
  }

  private param(): Statement {
    const name = this.named('param');
    if (!name) return this.broken();
    const shape = this.shape(name, 'param');
    let start: Expr;
    if (this.c.done && !this.c.stopped) {
      const repair = insert(say('fixWrite', { text: '= 0.01 * randn' }), this.c.last.to, ' = 0.01 * randn');
      this.c.error({ from: name.from, to: this.c.last.to }, say('noStart', { name: name.name }), shape ? repair : null);
      start = { kind: 'missing', from: this.c.last.to, to: this.c.last.to };
    } else {
      start = this.afterEquals(name) ?? this.c.stop();
      if (!this.c.done) this.c.unexpected();
    }
    return { kind: 'param', name, shape, start, ...this.base };
  }

  private constant(): Statement {
    const name = this.named('const');
    if (!name) return this.broken();
    if (this.c.is('(')) {
      const open = this.c.token!;
      this.e.shape();
      this.c.error({ from: open.from, to: this.c.before.to }, say('constShape', { name: name.name }));
    }
    const value = this.c.stopped ? this.c.stop() : (this.afterEquals(name) ?? this.c.stop());
    if (!this.c.done) this.c.unexpected();
    return { kind: 'const', name, value, ...this.base };
  }

  private data(): DataStatement | BrokenStatement {
    const targets: NameExpr[] = [];
    do {
      const name = this.named('data');
      if (!name) return this.broken();
      targets.push(name);
    } while (this.c.skip(','));
    const value = this.afterEquals(targets[0]);
    if (!this.c.done) this.c.unexpected();
    const source = value === null ? this.c.stop() : this.dataSource(value);
    return { kind: 'data', targets, source, ...this.base };
  }

  private dataSource(value: Expr): CallExpr | NameExpr | MissingExpr {
    if (value.kind === 'call' || value.kind === 'name' || value.kind === 'missing') return value;
    this.c.error(value, say('form_data'));
    return { kind: 'missing', from: value.from, to: value.to };
  }

  private loss(): Statement {
    const name = this.named('loss');
    if (!name) return this.broken();
    if (!this.c.done) this.c.unexpected();
    return { kind: 'loss', name, ...this.base };
  }

  private setting(keyword: string): Statement {
    const t = this.c.before;
    const setting: NameExpr = { kind: 'name', name: keyword, from: t.from, to: t.to };
    if (this.section !== 'train') {
      const repair = insert(say('fixInsert', { text: 'train' }), t.from, 'train\n');
      this.c.error(t, say('outsideTrain', { word: keyword }), repair);
    }
    return { kind: 'setting', setting, value: this.e.whole(), ...this.base };
  }
}
