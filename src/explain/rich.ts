// Phrases of the catalogue as stretches of words: `code`, **strong** and [links](line) are the phrase's own; a parameter never adds any.
import type { Inline, Words } from '../report/explained';

/** Stands for a parameter's character that would be markup in a phrase. */
const HIDDEN = '`*[]()';
const BASE = 0xf700;

/** A parameter's text with its markup characters taken out of the way. */
export const hide = (text: string): string =>
  text.replace(/[`*[\]()]/g, character => String.fromCharCode(BASE + HIDDEN.indexOf(character))).replace(/\s+/g, ' ');

const show = (text: string): string => text.replace(/[\uf700-\uf705]/g, character => HIDDEN[character.charCodeAt(0) - BASE]);

const MARKUP = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\((\d+)\)/g;

/** Reads a filled phrase whose parameters went through `hide`. */
export function words(phrase: string): Words {
  const found: Inline[] = [];
  let at = 0;
  const plain = (text: string): void => {
    if (text) found.push({ kind: 'text', text: show(text) });
  };
  for (const match of phrase.matchAll(MARKUP)) {
    plain(phrase.slice(at, match.index));
    const [whole, code, strong, stressed, label, line] = match;
    if (code !== undefined) found.push({ kind: 'code', text: show(code) });
    else if (strong !== undefined) found.push({ kind: 'strong', text: show(strong) });
    else if (stressed !== undefined) found.push({ kind: 'stress', text: show(stressed) });
    else found.push({ kind: 'line', text: show(label.replaceAll('`', '')), line: Number(line), code: label.startsWith('`') });
    at = match.index + whole.length;
  }
  plain(phrase.slice(at));
  return found;
}

export const plainText = (all: Words): string => all.map(each => each.text).join('');
