// Statements: every line, or lines that belong together, is read by itself, so that an error in one never hides the others.
import { bpMessages as say } from '../../messages/bp';
import type { Problem, Program, SectionName } from './ast';
import type { KnownNames } from './expressions';
import { isBinary, lex } from './lexer';
import { DECLARATIONS, type Line, splitStatements, topLevelEquals } from './lines';
import { StatementParser } from './statementParser';

/** A hand-written model of this length does not exist. */
export const LONGEST = 2_000_000;
const MOST_STATEMENTS = 20_000;

export function parse(text: string): Program {
  const whole = (message: string, severity: Problem['severity'], to: number): Program => ({
    statements: [],
    comments: [],
    problems: [{ rule: severity === 'error' ? 'syntax' : 'unsupported', severity, message, from: 0, to, repair: null }],
  });
  if (text.length > LONGEST) return whole(say('tooLong', { size: text.length, limit: LONGEST }), 'info', 0);
  if (isBinary(text)) return whole(say('binary'), 'error', 0);
  const { tokens, comments, problems } = lex(text);
  const all = splitStatements(tokens);
  const lines = all.slice(0, MOST_STATEMENTS);
  const known = knownNames(lines);
  const { own, outside } = assign(text, lines, problems);
  let section: SectionName | null = null;
  const statements = lines.map((line, index) => {
    const statement = new StatementParser(text, line, index, known, section, own[index]).read();
    if (statement.kind === 'section') section = statement.section;
    else if (statement.kind === 'equation' && section === null) section = 'forward';
    return statement;
  });
  if (all.length > lines.length) outside.push(tooMany(all[lines.length].tokens[0].from));
  return { statements, comments, problems: outside };
}

const tooMany = (from: number): Problem => ({
  rule: 'unsupported',
  severity: 'info',
  message: say('tooManyStatements', { limit: MOST_STATEMENTS }),
  from,
  to: from,
  repair: null,
});

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
