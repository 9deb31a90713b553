// Writes what a fix puts in, in the file's own style: · or @, ᵀ or .T, * or ⊙, with parentheses only where they are needed.
import type { OpName } from '../../core/opNames';
import { opTable } from '../../core/opTable';
import type { Writer } from '../../trace/trace';
import type { Expr } from './ast';
import { Cursor } from './cursor';
import { ExpressionParser } from './expressions';
import { lex, type Token } from './lexer';

interface Style {
  readonly product: '·' | '@';
  readonly transpose: 'ᵀ' | '.T';
  readonly elementwise: '*' | '⊙';
}

/** Precedence: 0 comparison, 1 sum, 2 product, 3 unary, 4 power, 5 postfix, 6 name, number, call. */
const LEVELS: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '⊙': 2, '/': 2, '·': 2, '@': 2, '^': 4 };

export function makeWriter(text: string): Writer {
  let known: Style | null = null;
  const style = (): Style => {
    known ??= styleOf(lex(text).tokens);
    return known;
  };
  return {
    transpose: operand => transposed(operand, style()),
    apply: (op, operands, attrs, like) => applied(op, operands, attrs, like === undefined ? style() : { ...style(), ...stylesIn(like) }),
    scaled: (operand, factor) => scaled(operand, factor),
  };
}

function styleOf(tokens: readonly Token[]): Style {
  let [dots, ats, tees, marks, stars, circles] = [0, 0, 0, 0, 0, 0];
  tokens.forEach((t, i) => {
    if (t.kind !== 'operator') return;
    if (t.text === '·') dots++;
    else if (t.text === '@') ats++;
    else if (t.text === 'ᵀ') marks++;
    else if (t.text === '.' && tokens[i + 1]?.text === 'T') tees++;
    else if (t.text === '*') stars++;
    else if (t.text === '⊙') circles++;
  });
  return { product: ats > dots ? '@' : '·', transpose: tees > marks ? '.T' : 'ᵀ', elementwise: circles > stars ? '⊙' : '*' };
}

/** The style of an application to imitate, as far as it shows one. */
function stylesIn(like: string): Partial<Style> {
  const texts = new Set(lex(like).tokens.map(t => t.text));
  return {
    ...(texts.has('@') ? { product: '@' as const } : texts.has('·') ? { product: '·' as const } : {}),
    ...(texts.has('⊙') ? { elementwise: '⊙' as const } : texts.has('*') ? { elementwise: '*' as const } : {}),
  };
}

function parsed(text: string): Expr {
  const { tokens } = lex(text);
  if (tokens.length === 0) return { kind: 'missing', from: 0, to: text.length };
  return new ExpressionParser(new Cursor(text, tokens, []), { values: new Set(), functions: new Set() }).whole();
}

function levelOf(expr: Expr): number {
  switch (expr.kind) {
    case 'binary':
      return LEVELS[expr.op] ?? 0;
    case 'negate':
      return 3;
    case 'postfix':
    case 'index':
      return 5;
    case 'missing':
      return 0;
    default:
      return 6;
  }
}

function wrapped(text: string, least: number): string {
  return levelOf(parsed(text)) >= least ? text : `(${text})`;
}

function transposed(text: string, { transpose }: Style): string {
  const expr = parsed(text);
  if (expr.kind === 'postfix' && expr.op === 'ᵀ') return text.slice(expr.operand.from, expr.operand.to);
  return `${levelOf(expr) >= 5 ? text : `(${text})`}${transpose}`;
}

function applied(op: OpName, operands: readonly string[], attrs: Readonly<Record<string, unknown>>, style: Style): string {
  const [a, b] = operands;
  if (op === 'transpose') return transposed(a, style);
  if (op === 'pow') return `${wrapped(a, 5)}^${wrapped(b, 5)}`;
  const { notation } = opTable[op];
  if (notation.kind === 'infix') {
    const sign = op === 'matmul' ? style.product : op === 'mul' ? style.elementwise : notation.bp;
    const right = op === 'add' ? notation.level : notation.level + 1;
    return `${wrapped(a, notation.level)} ${sign} ${wrapped(b, right)}`;
  }
  if (notation.kind === 'prefix') return `${notation.bp}${wrapped(a, notation.level)}`;
  if (notation.kind === 'postfix') return `${wrapped(a, 5)}${notation.bp}`;
  const callee = notation.kind === 'call' ? notation.bp : op;
  return `${callee}(${[...operands, ...optionsOf(op, attrs)].join(', ')})`;
}

/** Reductions keep their axis, and softmax runs along axis 0, unless an option says otherwise. */
function optionsOf(op: OpName, attrs: Readonly<Record<string, unknown>>): string[] {
  const axes = attrs.axes as readonly number[] | undefined;
  const axis = attrs.axis as number | undefined;
  if (op === 'clip') return [String(attrs.low), String(attrs.high)];
  if (op === 'leakyRelu') return attrs.slope === 0.01 ? [] : [`slope=${attrs.slope}`];
  if (op === 'elu') return attrs.alpha === 1 ? [] : [`alpha=${attrs.alpha}`];
  if (op === 'softmax' || op === 'logSoftmax' || op === 'concat') return axis === 0 || axis === undefined ? [] : [`axis=${axis}`];
  if (!axes) return attrs.keepdims === true ? ['keepdims=True'] : [];
  const written =
    op === 'logsumexp' && axes.length === 1 && axes[0] === 0 ? [] : [axes.length === 1 ? `axis=${axes[0]}` : `axis=(${axes.join(', ')})`];
  return attrs.keepdims === true ? written : [...written, 'keepdims=False'];
}

function scaled(text: string, factor: string): string {
  if (factor !== '-1') return `${factor} * ${wrapped(text, 2)}`;
  const rest = text.trimStart();
  if (rest.startsWith('-') && levelOf(parsed(rest)) >= 2) return rest.slice(1).trimStart();
  return `-${wrapped(text, 2)}`;
}
