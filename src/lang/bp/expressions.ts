// The expression parser: by hand, one function a level of precedence, tightest last. It never throws and always gives a tree.
import { bpMessages as say } from '../../messages/bp';
import type { Argument, BinaryOperator, Expr, NameExpr, PostfixOperator } from './ast';
import { BracketParser } from './brackets';
import { BUILTIN_NAMES } from './builtinNames';
import { between, type Cursor, remove, replace } from './cursor';
import type { Token } from './lexer';

/** What is known of the file's names before it is parsed: `m (A - Y)` is a product, `g (A - Y)` a call. */
export interface KnownNames {
  readonly values: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

const COMPARISONS = ['>', '>=', '<', '<=', '==', '!='];
/** More than any equation has; a bound on the depth of the tree. */
const MOST_POSTFIXES = 12;

export class ExpressionParser extends BracketParser {
  constructor(
    c: Cursor,
    private readonly known: KnownNames,
  ) {
    super(c);
  }

  /** An expression up to the end of the statement. */
  whole(): Expr {
    const expr = this.expression();
    if (this.c.done) return expr;
    const last = this.c.peek() === undefined && this.c.is(')', ']');
    const missing = this.c.unexpected();
    return last ? expr : missing;
  }

  expression(): Expr {
    const first = this.sum();
    if (!this.c.is(...COMPARISONS)) return this.c.is('=', ':=') && this.brackets.length > 0 ? this.assignment(first) : first;
    const left = this.comparison(first);
    if (!this.c.is(...COMPARISONS)) return left;
    let right: Expr = left;
    while (this.c.is(...COMPARISONS)) {
      this.c.take();
      right = this.sum();
    }
    this.c.error({ from: left.from, to: right.to }, say('chained'));
    return { kind: 'missing', from: left.from, to: right.to };
  }

  private comparison(left: Expr): Expr {
    const t = this.c.take();
    if (t.text === '!=') this.c.error(t, say('notEqual', { left: this.c.slice(left) }));
    return this.binary(
      t.text as BinaryOperator,
      left,
      this.operand(t, () => this.sum()),
    );
  }

  /** `=` within brackets: a comparison is meant. */
  private assignment(left: Expr): Expr {
    const t = this.c.take();
    this.c.error(t, say('equalsWithin'), replace(say('fixWrite', { text: '==' }), t, '=='));
    return this.binary(
      '==',
      left,
      this.operand(t, () => this.sum()),
    );
  }

  private sum(): Expr {
    let left = this.product();
    while (this.c.is('+', '-')) {
      const t = this.c.take();
      left = this.binary(
        t.text as BinaryOperator,
        left,
        this.operand(t, () => this.product()),
      );
    }
    return left;
  }

  private product(): Expr {
    let left = this.unary();
    for (;;) {
      if (this.c.is('·', '@', '*', '⊙', '/')) {
        const t = this.c.take();
        left = this.binary(
          t.text as BinaryOperator,
          left,
          this.operand(t, () => this.unary()),
        );
      } else if (this.startsOperand()) left = this.sideBySide(left);
      else return left;
    }
  }

  private startsOperand(): boolean {
    const t = this.c.token;
    if (t === undefined || this.separated) return false;
    if (t.kind === 'name') return !(this.brackets.length > 0 && this.c.isNext('='));
    return t.kind === 'number' || this.c.is('(');
  }

  /** Two operands without an operator: a product was meant. */
  private sideBySide(left: Expr): Expr {
    const end = this.c.before.to;
    const right = this.unary();
    const leftmost = lastFactor(left);
    const text = `${this.c.slice(leftmost)} · ${this.c.slice(right)}`;
    const repair = { title: say('fixProduct', { text: oneLine(text) }), edits: [between(this.c.text, end, right.from)] };
    const words = { left: oneLine(this.c.slice(leftmost)), right: oneLine(this.c.slice(right)) };
    this.c.error({ from: leftmost.from, to: right.to }, say('sideBySide', words), repair);
    return this.binary('·', left, right);
  }

  private unary(): Expr {
    const t = this.c.token;
    if (!t || !this.c.is('-', '+')) return this.power();
    return this.nested(t, () => {
      this.c.take();
      if (t.text === '+') {
        this.c.error(t, say('unaryPlus'), remove(say('fixDelete', { text: '+' }), t));
        return this.unary();
      }
      const operand = this.operand(t, () => this.unary());
      return { kind: 'negate', operand, from: t.from, to: operand.to };
    });
  }

  private power(): Expr {
    const base = this.postfix();
    const t = this.c.token;
    if (!t || !this.c.is('^', '**')) return base;
    return this.nested(t, () => {
      this.c.take();
      if (t.text === '**') this.c.error(t, say('doubleStar'), replace(say('fixWrite', { text: '^' }), t, '^'));
      return this.binary(
        '^',
        base,
        this.operand(t, () => this.exponent()),
      );
    });
  }

  private exponent(): Expr {
    const t = this.c.token;
    if (!t || !this.c.is('-')) return this.power();
    return this.nested(t, () => {
      this.c.take();
      const operand = this.operand(t, () => this.exponent());
      return { kind: 'negate', operand, from: t.from, to: operand.to };
    });
  }

  private postfix(): Expr {
    let expr = this.primary();
    for (let count = 0; count < MOST_POSTFIXES; count++) {
      const t = this.c.token;
      if (t?.kind !== 'operator') return expr;
      if (t.text === 'ᵀ' || t.text === '²' || t.text === '³') {
        this.c.take();
        expr = { kind: 'postfix', op: t.text as PostfixOperator, operand: expr, from: expr.from, to: t.to };
      } else if (t.text === '.') expr = this.attribute(expr);
      else if (t.text === '[') expr = this.indexed(t, expr);
      else if (t.text === "'") expr = this.primeAfterValue(expr);
      else return expr;
    }
    return this.c.done ? expr : this.c.fail(this.c.token!, say('tooDeep'));
  }

  private indexed(open: Token, base: Expr): Expr {
    return this.nested(open, () => this.index(base));
  }

  /** `.T`; any other attribute is Python. */
  private attribute(operand: Expr): Expr {
    const dot = this.c.take();
    const name = this.c.name();
    if (name?.name === 'T') return { kind: 'postfix', op: 'ᵀ', operand, from: operand.from, to: name.to };
    const span = { from: dot.from, to: name?.to ?? dot.to };
    if (operand.kind === 'name' && /^(?:np|numpy|math)$/.test(operand.name) && name) return this.numpy(operand, dot, name);
    return this.c.fail(span, name ? say('attribute', { name: name.name }) : say('strayDot'));
  }

  /** `np.tanh(Z)`: the functions go by their own names here. */
  private numpy(module: NameExpr, dot: Token, name: NameExpr): Expr {
    const span = { from: module.from, to: dot.to };
    this.c.error(
      span,
      say('numpyPrefix', { prefix: this.c.slice(span), name: name.name }),
      remove(say('fixWrite', { text: name.name }), span),
    );
    this.c.at--;
    return this.primary();
  }

  /** `A1'`: a prime belongs to a function; on a value another notation's transpose is meant. */
  private primeAfterValue(operand: Expr): Expr {
    const t = this.c.take();
    this.c.error(t, say('primeOnValue', { text: oneLine(this.c.slice(operand)) }), replace(say('fixWrite', { text: 'ᵀ' }), t, 'ᵀ'));
    return { kind: 'postfix', op: 'ᵀ', operand, from: operand.from, to: t.to };
  }

  private primary(): Expr {
    const t = this.c.token;
    if (!t) return this.c.unexpected();
    if (t.kind === 'number') {
      this.c.take();
      return { kind: 'number', value: t.value, from: t.from, to: t.to };
    }
    if (t.kind === 'string') {
      this.c.take();
      return { kind: 'string', value: t.text, from: t.from, to: t.to };
    }
    if (t.kind === 'name') return this.nameOrCall();
    if (this.c.is('(')) return this.nested(t, () => this.group());
    if (this.c.is('[')) return this.c.fail(t, say('listLiteral'));
    if (this.c.is('·', '@', '*', '⊙', '/', '^', '**', ...COMPARISONS)) return this.c.fail(t, say('noLeftOperand', { operator: t.text }));
    return this.c.unexpected();
  }

  private nameOrCall(): Expr {
    const name = this.c.name()!;
    let primes = 0;
    while (this.c.isNext("'", primes)) primes++;
    const isFunction = this.known.functions.has(name.name) || BUILTIN_NAMES.has(name.name);
    if (primes > 0) {
      if (!this.c.isNext('(', primes)) return isFunction ? this.bareDerivative(name, primes) : name;
      this.c.at += primes;
      return this.call(name, primes);
    }
    return this.c.is('(') && (isFunction || !this.known.values.has(name.name)) ? this.call(name, 0) : name;
  }

  private bareDerivative(name: NameExpr, primes: number): Expr {
    const span = { from: name.from, to: this.c.tokens[this.c.at + primes - 1].to };
    return this.c.fail(span, say('bareDerivative', { name: this.c.slice(span) }));
  }

  private call(callee: NameExpr, primes: number): Expr {
    const open = this.c.token!;
    return this.nested(open, () => {
      this.c.take();
      const args = this.list(open, ')', () => this.argument());
      const to = this.c.before.to;
      if (args.length === 0 && this.c.before.text === ')')
        this.c.error({ from: callee.from, to }, say('noArguments', { name: callee.name }));
      return { kind: 'call', callee, primes, args, from: callee.from, to };
    });
  }

  private argument(): Argument {
    const from = this.c.token?.from ?? this.c.last.to;
    if (this.c.token?.kind === 'name' && this.c.isNext('=')) {
      const name = this.c.name();
      const equals = this.c.take();
      const value = this.operand(equals, () => this.spanned());
      return { name, value, from, to: value.to };
    }
    const value = this.spanned();
    return { name: null, value, from, to: value.to };
  }

  /** `1..4`. */
  private spanned(): Expr {
    const first = this.expression();
    if (!this.c.is('..')) return first;
    const t = this.c.take();
    const last = this.operand(t, () => this.expression());
    return { kind: 'span', first, last, from: first.from, to: last.to };
  }

  /** The operand of an operator that has been read; at the end of the statement it is the operator that is to blame. */
  private operand(operator: Token, read: () => Expr): Expr {
    const t = this.c.token;
    const missing = !t || this.c.is(')', ']', ',', '*', '/', '·', '@', '⊙', '^', '**', '=', ...COMPARISONS);
    return missing ? this.c.fail(operator, say('noOperand', { operator: operator.text })) : read();
  }

  private binary(op: BinaryOperator, left: Expr, right: Expr): Expr {
    return { kind: 'binary', op, left, right, from: left.from, to: right.to };
  }
}

/** The factor that stands last in a product: what the reader sees beside the next operand. */
function lastFactor(expr: Expr): Expr {
  let last = expr;
  while (last.kind === 'binary' || last.kind === 'negate') last = last.kind === 'binary' ? last.right : last.operand;
  return last;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
