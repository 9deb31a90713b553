// A right-hand side set as mathematics with nothing but text: italics, subscripts and superscripts. `W2ᵀ · dZ2 * g1'(Z1)`.

/**
 * A stretch of text in one style. `v`: a variable (italic); `f`: upright; `sub` and `sup`: raised or lowered, smaller;
 * `bad`: a size that disagrees.
 */
export interface Run {
  text: string;
  style: 'v' | 'f' | 'sub' | 'sup' | 'bad';
}

const token =
  /np\.(?=[A-Za-z])|numpy\.(?=[A-Za-z])|([\p{L}_][\p{L}\p{M}\p{Nd}₀-₉_]*)|(\.T\b)|(ᵀ|²|³|\^\s*-?[\w.]+)|(\d+(?:\.\d+)?(?:e[-+]?\d+)?)|(\*\*\s*-?\d+)|(\s+)|(.)/gu;

const raised: Record<string, string> = { ᵀ: 'T', '²': '2', '³': '3' };

/** The runs of a formula; ends in `…` where the text is longer than `limit`. */
export function mathRuns(formula: string, limit = 160): Run[] {
  const runs: Run[] = [];
  const text = formula.length > limit ? `${formula.slice(0, limit)}…` : formula;
  for (const match of text.replace(/\s+/g, ' ').trim().matchAll(token)) add(runs, match, text);
  return merge(runs);
}

function add(runs: Run[], match: RegExpMatchArray, text: string): void {
  const [whole, name, transpose, raise, number, power] = match;
  const raisedText =
    transpose !== undefined ? 'T' : raise !== undefined ? (raised[raise] ?? raise.slice(1).trim()) : power?.slice(2).trim();
  if (name !== undefined) addName(runs, name, text[(match.index ?? 0) + whole.length]);
  else if (raisedText !== undefined) raiseRun(runs, raisedText);
  else if (number !== undefined) runs.push({ text: number, style: 'f' });
  else if (whole !== 'np.' && whole !== 'numpy.') runs.push({ text: sign(whole), style: 'f' });
}

/** A power stands right at its base, whatever blanks the source has between. */
function raiseRun(runs: Run[], text: string): void {
  while (runs.at(-1)?.text === ' ') runs.pop();
  runs.push({ text, style: 'sup' });
}

/** Operators as they are printed: a real minus, an asterisk on the line's middle, a prime. */
const sign = (char: string): string => ({ '-': '−', '*': '∗', "'": '′' })[char] ?? char;

/** `dW12` is d, W italic and 12 lowered; `W1ᵀ` ends in a raised T; words of several letters stay upright. */
function addName(runs: Run[], name: string, next: string | undefined): void {
  const stem = name.replace(/ᵀ+$/u, '');
  const parts = /^(.*?[\p{L}_])_?(\d+)$/u.exec(stem);
  const base = parts ? parts[1].replace(/_$/, '') : stem;
  const isVariable = Array.from(base).length <= 3 && next !== '(' ? true : Array.from(base).length === 1;
  runs.push({ text: base, style: isVariable ? 'v' : 'f' });
  if (parts) runs.push({ text: parts[2], style: 'sub' });
  if (stem !== name) runs.push({ text: 'T', style: 'sup' });
}

/** Joins neighbours of one style, so that a node has few pieces of text. */
function merge(runs: Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last && last.style === run.style) last.text += run.text;
    else out.push({ ...run });
  }
  return out;
}

/** Cuts runs to so many characters, with an ellipsis. */
export function cutRuns(runs: readonly Run[], characters: number): Run[] {
  const out: Run[] = [];
  let left = characters;
  for (const run of runs) {
    const chars = Array.from(run.text);
    if (chars.length <= left) {
      out.push(run);
      left -= chars.length;
      continue;
    }
    if (left > 0) out.push({ style: run.style, text: chars.slice(0, left).join('') });
    out.push({ style: 'f', text: '…' });
    break;
  }
  return out;
}
