// Splits tokens into statements: which lines belong together, and which line begins a new statement.
import { bpMessages as say } from '../../messages/bp';
import type { Problem } from './ast';
import type { Token } from './lexer';

export const SECTIONS: ReadonlySet<string> = new Set(['forward', 'backward', 'train']);
export const DECLARATIONS: ReadonlySet<string> = new Set(['sizes', 'input', 'label', 'param', 'const', 'data', 'seed', 'loss']);
export const SETTINGS: ReadonlySet<string> = new Set(['optimizer', 'steps', 'batch', 'schedule', 'split', 'stop']);

/** Options of calls: on a line of its own inside a call, `axis=1` is no statement. */
const OPTIONS = new Set([
  ...['axis', 'keepdims', 'slope', 'alpha', 'inputs', 'label', 'labels', 'noise', 'classes', 'seed'],
  ...['rate', 'beta', 'beta1', 'beta2', 'eps', 'decay', 'l2'],
]);

const BINARY = new Set(['+', '-', '*', '⊙', '/', '·', '@', '^', '**', '>', '>=', '<', '<=', '==', '!=']);
const POSTFIX = new Set(['ᵀ', '²', '³', "'"]);
const isOperator = (t: Token | undefined, ...texts: string[]): boolean => t?.kind === 'operator' && texts.includes(t.text);
const goesOnAfter = (t: Token): boolean => t.kind === 'operator' && (BINARY.has(t.text) || isOperator(t, '=', ',', '+=', '-=', ':='));

export interface Line {
  readonly tokens: readonly Token[];
  readonly problems: readonly Problem[];
}

/** One entry a statement. */
export function splitStatements(tokens: readonly Token[]): Line[] {
  const found: { tokens: Token[]; problems: Problem[] }[] = [];
  let depth: Token[] = [];
  for (const line of physicalLines(tokens)) {
    const current = found[found.length - 1];
    const how = current ? continuation(current.tokens, depth, line) : 'new';
    if (how === 'new' || !current) {
      const own = afterSection(line) ? splitSection(line, found) : [...line];
      found.push({ tokens: own, problems: [] });
      depth = openAfter([], own);
      continue;
    }
    if (how === 'misplaced') current.problems.push(misplaced(current.tokens, line[0]));
    for (const token of line) current.tokens.push(token);
    depth = openAfter(depth, line);
  }
  return found;
}

/** `forward A1 = tanh(Z1)`: two statements on one line. */
const afterSection = (line: readonly Token[]): boolean =>
  SECTIONS.has(line[0].text) && line[1]?.kind === 'name' && startsStatement(line.slice(1));

function splitSection(line: readonly Token[], found: { tokens: Token[]; problems: Problem[] }[]): Token[] {
  const [section, ...rest] = line;
  const edits = [{ from: rest[0].from, to: rest[0].from, newText: '\n' }];
  const message = say('afterSection', { name: section.text });
  const place = { from: rest[0].from, to: rest[rest.length - 1].to };
  found.push({
    tokens: [section],
    problems: [{ rule: 'syntax', severity: 'error', message, ...place, repair: { title: say('fixNewLine'), edits } }],
  });
  return rest;
}

function physicalLines(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [];
  for (const token of tokens) {
    const last = lines[lines.length - 1];
    if (last && last[0].line === token.line) last.push(token);
    else lines.push([token]);
  }
  return lines;
}

/** The brackets that are open after a line. */
function openAfter(before: readonly Token[], line: readonly Token[]): Token[] {
  const open = [...before];
  for (const t of line) {
    if (isOperator(t, '(', '[')) open.push(t);
    else if (isOperator(t, ')', ']')) open.pop();
  }
  return open;
}

/** Does a line go on with the statement before it? `misplaced`: it does, but the operator belongs at the end of the line before. */
function continuation(current: readonly Token[], open: readonly Token[], line: readonly Token[]): 'new' | 'goes-on' | 'misplaced' {
  const last = current[current.length - 1];
  if (startsStatement(line) && !isOption(current, open, line) && !isNextSize(current, line)) return 'new';
  if (open.length > 0 || goesOnAfter(last)) return 'goes-on';
  if (line[0].kind !== 'operator' || !(BINARY.has(line[0].text) || line[0].text === '=')) return 'new';
  return last.kind === 'operator' && POSTFIX.has(last.text) ? 'goes-on' : isKeywordLine(current) ? 'new' : 'misplaced';
}

const isKeywordLine = (tokens: readonly Token[]): boolean => tokens.length === 1 && SECTIONS.has(tokens[0].text);

/** `axis=1)` on a line of its own within a call. */
function isOption(current: readonly Token[], open: readonly Token[], line: readonly Token[]): boolean {
  const bracket = open[open.length - 1];
  if (bracket?.text !== '(' || !isOperator(current[current.length - 1], ',', '(')) return false;
  if (line[0].kind !== 'name' || !isOperator(line[1], '=')) return false;
  const at = current.indexOf(bracket);
  if (at < 1 || current[at - 1].kind !== 'name') return false;
  return OPTIONS.has(line[0].text) || closesMore(line);
}

function closesMore(line: readonly Token[]): boolean {
  let depth = 0;
  for (const t of line) {
    if (isOperator(t, '(', '[')) depth++;
    else if (isOperator(t, ')', ']') && --depth < 0) return true;
  }
  return false;
}

/** `sizes n0 = 3,` goes on with `n1 = 4`. */
function isNextSize(current: readonly Token[], line: readonly Token[]): boolean {
  return current[0].text === 'sizes' && isOperator(current[current.length - 1], ',') && line[0].kind === 'name' && isOperator(line[1], '=');
}

/** Does a line look like the beginning of a statement? It is a keyword with what follows it, or has a `=` outside brackets. */
export function startsStatement(line: readonly Token[]): boolean {
  const [first, second] = line;
  if (first.kind === 'name') {
    if (SECTIONS.has(first.text) && (line.length === 1 || isOperator(second, ':'))) return true;
    if ((DECLARATIONS.has(first.text) || SETTINGS.has(first.text)) && (second?.kind === 'name' || second?.kind === 'number')) return true;
  }
  return (first.kind !== 'operator' || first.text === '(') && topLevelEquals(line) > 0;
}

/** Where a line's own `=` stands: outside brackets, none of which is closed before it opened. −1: nowhere. */
export function topLevelEquals(line: readonly Token[]): number {
  let depth = 0;
  for (const [i, t] of line.entries()) {
    if (isOperator(t, '(', '[')) depth++;
    else if (isOperator(t, ')', ']')) {
      if (--depth < 0) return -1;
    } else if (depth === 0 && isOperator(t, '=', ':=', '+=', '-=', '*=', '/=')) return i;
  }
  return -1;
}

function misplaced(current: readonly Token[], operator: Token): Problem {
  const end = current[current.length - 1].to;
  const edits = [
    { from: end, to: end, newText: ` ${operator.text}` },
    { from: operator.from, to: operator.to, newText: '' },
  ];
  return {
    rule: 'syntax',
    severity: 'error',
    message: say('misplacedOperator', { operator: operator.text }),
    from: operator.from,
    to: operator.to,
    repair: { title: say('fixMoveUp', { operator: operator.text }), edits },
  };
}
