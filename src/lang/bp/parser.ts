// Statements: every line, or lines that belong together, is read by itself, so that an error in one never hides the others.
import { bpMessages as say } from '../../messages/bp';
import type {
  BrokenStatement,
  CallExpr,
  DataStatement,
  Expr,
  MissingExpr,
  NameExpr,
  Problem,
  Program,
  SectionName,
  Shape,
  SizeItem,
  Statement,
} from './ast';
import { BUILTIN_NAMES } from './builtinNames';
import { Cursor, insert, remove, replace } from './cursor';
import { ExpressionParser, type KnownNames } from './expressions';
import { isBinary, lex, type Token } from './lexer';
import { DECLARATIONS, type Line, SECTIONS, SETTINGS, splitStatements, topLevelEquals } from './lines';
import { nearest } from './nearest';

/** A hand-written model of this length does not exist. */
export const LONGEST = 2_000_000;

const KEYWORDS = [...SECTIONS, ...DECLARATIONS, ...SETTINGS];

export function parse(text: string): Program {
  const whole = (message: string, severity: Problem['severity'], to: number): Program => ({
    statements: [],
    comments: [],
    problems: [{ rule: severity === 'error' ? 'syntax' : 'unsupported', severity, message, from: 0, to, repair: null }],
  });
  if (text.length > LONGEST) return whole(say('tooLong', { size: text.length, limit: LONGEST }), 'info', 0);
  if (isBinary(text)) return whole(say('binary'), 'error', 0);
  const { tokens, comments, problems } = lex(text);
  const lines = splitStatements(tokens);
  const known = knownNames(lines);
  const { own, outside } = assign(text, lines, problems);
  let section: SectionName | null = null;
  const statements = lines.map((line, index) => {
    const statement = new StatementParser(text, line, index, known, section, own[index]).read();
    if (statement.kind === 'section') section = statement.section;
    else if (statement.kind === 'equation' && section === null) section = 'forward';
    return statement;
  });
  return { statements, comments, problems: outside };
}

/** Which statement each problem of the characters belongs to: the one on whose lines it stands. */
function assign(text: string, lines: readonly Line[], problems: readonly Problem[]): { own: Problem[][]; outside: Problem[] } {
  const own: Problem[][] = lines.map(() => []);
  const outside: Problem[] = [];
  let at = -1;
  for (const problem of problems) {
    while (at + 1 < lines.length && lines[at + 1].tokens[0].from <= problem.from) at++;
    const end = at < 0 ? 0 : lines[at].tokens[lines[at].tokens.length - 1].to;
    if (at >= 0 && !/[\r\n]/.test(text.slice(end, problem.from))) own[at].push(problem);
    else outside.push(problem);
  }
  return { own, outside };
}

/** Which names are values and which are functions, as far as the lines' beginnings tell. */
function knownNames(lines: readonly Line[]): KnownNames {
  const values = new Set<string>();
  const functions = new Set<string>();
  for (const { tokens } of lines) {
    const [first, second] = tokens;
    if (first.kind !== 'name') continue;
    if (first.text === 'sizes') {
      for (const [i, t] of tokens.entries()) if (t.kind === 'name' && tokens[i + 1]?.text === '=') values.add(t.text);
    } else if (DECLARATIONS.has(first.text) && second?.kind === 'name') values.add(second.text);
    else if (second?.text === '=') values.add(first.text);
    else if (second?.text === '(' && topLevelEquals(tokens) > 0) functions.add(first.text);
  }
  return { values, functions };
}

class StatementParser {
  private readonly c: Cursor;
  private readonly e: ExpressionParser;
  private readonly base: { index: number; problems: Problem[]; from: number; to: number };

  constructor(
    text: string,
    line: Line,
    index: number,
    private readonly known: KnownNames,
    private readonly section: SectionName | null,
    lexical: readonly Problem[],
  ) {
    const [from, to] = [line.tokens[0].from, line.tokens[line.tokens.length - 1].to];
    this.c = new Cursor(text, line.tokens, [...lexical, ...line.problems]);
    this.e = new ExpressionParser(this.c, known);
    this.base = { index, problems: this.c.problems, from, to };
  }

  read(): Statement {
    const first = this.c.token!;
    if (first.kind === 'name') {
      if (SECTIONS.has(first.text) && this.isSection()) return this.sectionLine();
      const keyword = this.keyword(first);
      if (keyword !== null) return keyword;
    }
    const equals = topLevelEquals(this.c.tokens);
    if (equals < 0) return this.noStatement();
    return this.isFunction(equals) ? this.functionDefinition() : this.equation(equals);
  }

  private broken(): BrokenStatement {
    return { kind: 'broken', ...this.base };
  }

  private isSection(): boolean {
    const second = this.c.peek();
    return (
      second === undefined || (second.kind === 'operator' && second.text === ':') || second.kind === 'name' || second.kind === 'number'
    );
  }

  private sectionLine(): Statement {
    const t = this.c.take();
    if (this.c.is(':')) {
      const colon = this.c.take();
      this.c.error(colon, say('sectionColon', { name: t.text }), remove(say('fixDelete', { text: ':' }), colon));
    }
    if (!this.c.done) {
      const next = this.c.token!;
      const repair = insert(say('fixNewLine'), next.from, '\n');
      this.c.fail({ from: next.from, to: this.c.last.to }, say('afterSection', { name: t.text }), repair);
    }
    return { kind: 'section', section: t.text as SectionName, ...this.base };
  }

  /** A statement that begins with a word of its own; null where the word is an ordinary name here. */
  private keyword(first: Token): Statement | null {
    const second = this.c.peek();
    const negative = this.c.isNext('-') && this.c.peek(2)?.kind === 'number' && /^(?:seed|steps|batch|split)$/.test(first.text);
    const declared = second?.kind === 'name' || second?.kind === 'number' || second?.kind === 'string' || negative;
    const nameless = this.c.isNext('(') && /^(?:sizes|input|label|param|const|seed)$/.test(first.text);
    if ((second === undefined || nameless) && (DECLARATIONS.has(first.text) || SETTINGS.has(first.text))) {
      this.c.error(first, say(`form_${first.text}` as 'form_sizes'));
      return this.broken();
    }
    if (!declared) return null;
    if (DECLARATIONS.has(first.text) || SETTINGS.has(first.text)) {
      this.c.take();
      return this.declaration(first.text);
    }
    return this.misspelt(first);
  }

  /** `parm W1 (n1, n0) = 0`: two names side by side at the start of a line, the first nearly a keyword. */
  private misspelt(first: Token): Statement | null {
    if (this.known.values.has(first.text) || this.known.functions.has(first.text) || this.c.peek()?.kind !== 'name') return null;
    const meant = nearest(first.text, KEYWORDS, 2)[0];
    if (meant === undefined || SECTIONS.has(meant)) return null;
    const repair = replace(say('fixWrite', { text: meant }), first, meant);
    this.c.error(first, say('unknownKeyword', { word: first.text, meant }), repair);
    this.c.take();
    return this.declaration(meant);
  }

  private declaration(keyword: string): Statement {
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

  private isFunction(equals: number): boolean {
    const [name, open] = this.c.tokens;
    let at = 1;
    while (this.c.tokens[at]?.text === "'") at++;
    const close = this.c.tokens[equals - 1];
    if (name.kind !== 'name' || this.c.tokens[at]?.text !== '(' || close?.text !== ')') return false;
    return at === 1 ? open.text === '(' : true;
  }

  private functionDefinition(): Statement {
    const name = this.c.name()!;
    if (this.c.is("'")) {
      this.c.fail({ from: name.from, to: this.c.token!.to }, say('definedDerivative', { name: name.name }));
      return this.broken();
    }
    this.c.take();
    const parameters: NameExpr[] = [];
    while (!this.c.is(')') && !this.c.done) {
      const parameter = this.c.name();
      if (!parameter) {
        this.c.fail(this.c.token!, say('parameterName', { name: name.name }));
        return this.broken();
      }
      if (parameters.some(p => p.name === parameter.name)) this.c.error(parameter, say('parameterTwice', { name: parameter.name }));
      parameters.push(parameter);
      if (!this.c.skip(',') && !this.c.is(')')) {
        this.c.unexpected();
        return this.broken();
      }
    }
    const close = this.c.take();
    if (parameters.length === 0) this.c.error({ from: name.from, to: close.to }, say('noParameters', { name: name.name }));
    const own: KnownNames = { values: new Set([...this.known.values, ...parameters.map(p => p.name)]), functions: this.known.functions };
    const body = this.right(new ExpressionParser(this.c, own));
    return { kind: 'function', name, parameters, body, ...this.base };
  }

  /** The operator of an equation and what stands right of it. */
  private right(e: ExpressionParser): Expr {
    const equals = this.c.take();
    if (equals.text === ':=')
      this.c.error(equals, say('plainEquals', { wrote: ':=' }), replace(say('fixWrite', { text: '=' }), equals, '='));
    else if (equals.text !== '=') return this.c.fail(equals, say('inPlace', { operator: equals.text }));
    if (this.c.done) return this.c.fail(equals, say('noOperand', { operator: '=' }));
    return e.whole();
  }

  private equation(equals: number): Statement {
    const first = this.c.token!;
    if (first.kind !== 'name' || equals !== 1) {
      const target = { from: first.from, to: this.c.tokens[Math.max(0, equals - 1)].to };
      if (!this.c.problems.some(p => p.from >= target.from && p.to <= target.to && p.repair === null))
        this.c.error(target, say('target', { text: this.c.slice(target) }));
      return this.broken();
    }
    const target = this.c.name()!;
    if (this.section === 'train') this.c.error(target, say('equationInTrain', { name: target.name }));
    else if (this.section === null) {
      const repair = insert(say('fixInsert', { text: 'forward' }), target.from, 'forward\n');
      this.c.error(target, say('noSection', { name: target.name }), repair);
    }
    const value = this.right(this.e);
    if (this.section === 'train') return this.broken();
    return { kind: 'equation', target, value, section: this.section ?? 'forward', ...this.base };
  }

  /** A line without `=`, or that is no statement otherwise. */
  private noStatement(): Statement {
    const first = this.c.token!;
    const whole = { from: first.from, to: this.c.last.to };
    if (first.kind === 'name' && this.c.isNext('==')) {
      const t = this.c.peek()!;
      this.c.error(t, say('plainEquals', { wrote: '==' }), replace(say('fixWrite', { text: '=' }), t, '='));
      const target = this.c.name()!;
      this.c.take();
      const value = this.e.whole();
      return { kind: 'equation', target, value, section: this.section === 'backward' ? 'backward' : 'forward', ...this.base };
    }
    const meant = first.kind === 'name' && this.c.tokens.length === 1 ? this.keywordLike(first.text) : null;
    if (meant) {
      this.c.error(first, say('unknownKeyword', { word: first.text, meant }), replace(say('fixWrite', { text: meant }), first, meant));
      return { kind: 'section', section: meant as SectionName, ...this.base };
    }
    if (this.c.problems.some(p => p.repair === null)) return this.broken();
    const problems: Problem[] = [];
    new ExpressionParser(new Cursor(this.c.text, this.c.tokens, problems), this.known).whole();
    const unreadable = problems.find(p => p.repair === null) ?? problems.find(p => /[([]/.test(this.c.text[p.from]));
    if (unreadable) this.c.problems.push(unreadable);
    else this.c.error(whole, say('noName', { text: oneLine(this.c.slice(whole)) }));
    return this.broken();
  }

  private keywordLike(word: string): string | null {
    if (this.known.values.has(word) || BUILTIN_NAMES.has(word)) return null;
    return nearest(word, [...SECTIONS], 2)[0] ?? null;
  }
}

const oneLine = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text).replace(/\s+/g, ' ');
