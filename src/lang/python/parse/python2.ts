// Python 2's print statements, made into expressions of the same length so that one grammar reads both languages.

/** `print a, b` becomes the tuple `_prt,a, b`; `print >>f, a` becomes `_prf,  f, a`. No offset moves. */
export const PRINT = '_prt';
export const PRINT_TO = '_prf';

const SUSPECT = /(?:^|[;:])[ \t]*print[ \t]*(?:[A-Za-z0-9_"'`{~]|>>)/m;
const FUTURE = /^[ \t]*from[ \t]+__future__[ \t]+import[^\n]*\bprint_function\b/m;

interface Print {
  readonly at: number;
  /** Where `>>` stands, or −1. */
  readonly arrows: number;
  readonly sure: boolean;
}

export function modernise(original: string): { readonly text: string; readonly python2: boolean } {
  const text = original.includes(':=') ? markSpecs(original) : original;
  if (!SUSPECT.test(text) || FUTURE.test(text)) return { text, python2: false };
  const prints = findPrints(text);
  if (!prints.some(p => p.sure)) return { text, python2: false };
  const pieces: string[] = [];
  let done = 0;
  for (const { at, arrows } of prints) {
    pieces.push(text.slice(done, at), arrows < 0 ? `${PRINT},` : `${PRINT_TO},`);
    done = at + 5;
    if (arrows < 0) continue;
    pieces.push(text.slice(done, arrows), '  ');
    done = arrows + 2;
  }
  pieces.push(text.slice(done));
  return { text: pieces.join('').replace(/(\b\d+)L\b/g, '$1 '), python2: true };
}

/** In f"{x:=8.2f}" the grammar would read `:=`; the `=` of such a spec is hidden from it. */
export const HIDDEN_EQUALS = '\u0001';
const markSpecs = (text: string): string =>
  text.replace(/(\{[^{}\n=:]*):=(?=[^{}\n]*\})/g, (whole, before: string, at: number) =>
    inFormat(text, at) ? `${before}:${HIDDEN_EQUALS}` : whole,
  );

function inFormat(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /\b[rR]?[fF][rR]?["']/.test(line);
}

const word = (code: string | undefined): boolean => code !== undefined && /[\w\u00a1-\uffff]/.test(code);

/** Every `print` at the start of a statement, outside strings, comments and brackets. */
function findPrints(text: string): Print[] {
  const found: Print[] = [];
  let depth = 0;
  let start = true;
  let i = 0;
  while (i < text.length) {
    const c = text[i];
    if (c === '#') i = endOfLine(text, i);
    else if (c === '"' || c === "'") {
      i = endOfString(text, i);
      start = false;
    } else if (c === '\\') i += 2;
    else if (start && text.startsWith('print', i) && !word(text[i + 5])) {
      const print = classify(text, i);
      if (print) found.push(print);
      i += 5;
      start = false;
    } else {
      if (c === '(' || c === '[' || c === '{') depth++;
      else if (c === ')' || c === ']' || c === '}') depth = Math.max(0, depth - 1);
      if (c === '\n' && depth === 0) start = true;
      else if ((c === ';' || c === ':') && depth === 0) start = true;
      else if (c !== ' ' && c !== '\t' && c !== '\r') start = false;
      i++;
      if (!start) while (word(c) && word(text[i])) i++;
    }
  }
  return found;
}

function classify(text: string, at: number): Print | null {
  let i = at + 5;
  while (text[i] === ' ' || text[i] === '\t') i++;
  const c = text[i];
  if (c === '=' || c === '.' || c === ',') return null;
  if (text.startsWith('>>', i)) return { at, arrows: i, sure: true };
  return { at, arrows: -1, sure: c !== undefined && /[A-Za-z0-9_"'`{~]/.test(c) };
}

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

function endOfString(text: string, at: number): number {
  const quote = text[at];
  const long = text.startsWith(quote.repeat(3), at);
  const end = long ? quote.repeat(3) : quote;
  let i = at + end.length;
  while (i < text.length) {
    if (text[i] === '\\') i += 2;
    else if (text.startsWith(end, i)) return i + end.length;
    else if (!long && text[i] === '\n') return i;
    else i++;
  }
  return text.length;
}
