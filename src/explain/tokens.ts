// The names in a source text: identifiers outside comments and strings, with what stands around them.
import type { Range } from '../report/report';
import type { SourceLines } from './sourceText';

export interface NameToken {
  readonly name: string;
  readonly range: Range;
  /** It follows a dot: an attribute or a method. */
  readonly attribute: boolean;
  /** A bracket follows: a call. */
  readonly called: boolean;
  /** A keyword argument: `axis=1`. */
  readonly keyword: boolean;
  /** Primes after it: g1'. */
  readonly primes: number;
}

const NAME = /(?:(?!ᵀ)[\p{L}_])(?:(?!ᵀ)[\p{L}\p{N}\p{M}_])*/gu;

export function nameTokens({ lines }: SourceLines, language: 'bp' | 'python'): NameToken[] {
  const found: NameToken[] = [];
  blanked(lines, language).forEach((text, index) => {
    for (const match of text.matchAll(NAME)) {
      const [name] = match;
      const end = match.index + name.length;
      const primes = language === 'bp' ? (/^'+/.exec(text.slice(end))?.[0].length ?? 0) : 0;
      found.push({
        name,
        range: { start: { line: index + 1, column: match.index + 1 }, end: { line: index + 1, column: end + 1 } },
        attribute: /\.\s*$/.test(text.slice(0, match.index)) && !/\d\.\s*$/.test(text.slice(0, match.index)),
        keyword: /[(,]\s*$/.test(text.slice(0, match.index)) && /^\s*=(?!=)/.test(text.slice(end)) && !/^\s*def\s/.test(text),
        called: /^\s*\(/.test(text.slice(end + primes)),
        primes,
      });
    }
  });
  return found;
}

/** The lines with comments and strings as blanks of the same length. */
export function blanked(lines: readonly string[], language: 'bp' | 'python'): string[] {
  let open = '';
  return lines.map(line => {
    let out = '';
    for (let at = 0; at < line.length; ) {
      if (open) {
        const end = closing(line, at, open);
        out += ' '.repeat((end < 0 ? line.length : end) - at);
        if (end < 0) {
          // Only a triple quote goes on in the next line.
          if (open.length === 1) open = '';
          at = line.length;
        } else {
          open = '';
          at = end;
        }
        continue;
      }
      const rest = line.slice(at);
      const quote = language === 'python' ? /^(?:"""|'''|"|')/.exec(rest)?.[0] : /^"/.exec(rest)?.[0];
      if (rest[0] === '#') {
        out += ' '.repeat(rest.length);
        at = line.length;
      } else if (quote) {
        open = quote;
        out += ' '.repeat(quote.length);
        at += quote.length;
      } else {
        out += line[at];
        at++;
      }
    }
    return out;
  });
}

/** Where a string ends, after its closing quotes; −1 where it goes on. */
function closing(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line.startsWith(quote, at)) return at + quote.length;
  }
  return -1;
}
