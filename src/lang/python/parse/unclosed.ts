// Brackets that nobody closes: the statement is given up, and what follows it is read as if it had been closed.

export interface Unclosed {
  /** The bracket. */
  readonly at: number;
  /** The logical line that it swallows. */
  readonly from: number;
  readonly to: number;
}

const STATEMENT =
  /^[ \t]*(?:(?:def|class|for|while|if|elif|else|return|import|from|try|except|finally|with|print|assert|raise|del|pass|break|continue)\b|@|[A-Za-z_][\w.]*(?:\[[^\]\n]*\])?(?:\s*,\s*[A-Za-z_][\w.]*)*\s*(?:=(?!=)|[-+*/]=))/;

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Brackets still open where a line no further indented than their statement begins a new one. */
export function findUnclosed(text: string): Unclosed[] {
  const found: Unclosed[] = [];
  let stack: number[] = [];
  let start = 0;
  let i = 0;
  while (i < text.length) {
    const c = text[i];
    if (c === '#') i = lineEnd(text, i);
    else if (c === '"' || c === "'") i = stringEnd(text, i);
    else if (c === '\n') {
      i++;
      if (stack.length === 0) start = i;
      else if (indentAt(text, i) <= indentAt(text, start) && STATEMENT.test(text.slice(i, lineEnd(text, i)))) {
        found.push({ at: stack[0], from: start, to: i - 1 });
        stack = [];
        start = i;
      }
    } else {
      if (c in CLOSERS) stack.push(i);
      else if ((c === ')' || c === ']' || c === '}') && stack.length > 0 && CLOSERS[text[stack[stack.length - 1]]] === c) stack.pop();
      i += c === '\\' ? 2 : 1;
    }
  }
  if (stack.length > 0) found.push({ at: stack[0], from: start, to: text.length });
  return found;
}

/** Stands for a value that could not be read. */
export const LOST = '_lost_';

/** The text with those statements made harmless, without moving anything: `A = (1 + …` becomes `A = _lost_`. */
export function withoutUnclosed(text: string, unclosed: readonly Unclosed[]): string {
  let out = '';
  let done = 0;
  for (const { from, to } of unclosed) {
    const statement = text.slice(from, to);
    const head = /^[ \t]*(?:[A-Za-z_][\w.]*\s*=(?!=)\s*)?/.exec(statement)![0];
    const assigns = head.includes('=');
    const room = statement.length - head.length;
    const body = assigns && room >= LOST.length ? LOST : room >= 4 ? 'pass' : '';
    out +=
      text.slice(done, from) +
      head +
      body +
      statement
        .slice(head.length + body.length)
        .replace(/[^\n]/g, ' ')
        .replaceAll('\n', ' ');
    done = to;
  }
  return out + text.slice(done);
}

function indentAt(text: string, at: number): number {
  let width = 0;
  for (let i = at; text[i] === ' ' || text[i] === '\t'; i++) width = text[i] === '\t' ? (Math.floor(width / 8) + 1) * 8 : width + 1;
  return width;
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

function stringEnd(text: string, at: number): number {
  const quote = text[at];
  const long = text.startsWith(quote.repeat(3), at);
  const end = long ? quote.repeat(3) : quote;
  for (let i = at + end.length; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text.startsWith(end, i)) return i + end.length;
    else if (!long && text[i] === '\n') return i;
  }
  return text.length;
}
