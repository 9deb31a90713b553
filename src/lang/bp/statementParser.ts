// Reads one statement: a section's line, what begins with a word of its own, a function, an equation.
import { bpMessages as say } from '../../messages/bp';
import type { Expr, NameExpr, Problem, SectionName, Statement } from './ast';
import { BUILTIN_NAMES } from './builtinNames';
import { Cursor, insert, remove, replace } from './cursor';
import { DeclarationParser } from './declarationParser';
import { ExpressionParser, type KnownNames } from './expressions';
import type { Token } from './lexer';
import { DECLARATIONS, SECTIONS, SETTINGS, topLevelEquals } from './lines';
import { nearest } from './nearest';

const KEYWORDS = [...SECTIONS, ...DECLARATIONS, ...SETTINGS];

export class StatementParser extends DeclarationParser {
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
