// Reads a model file for the command line; whatever cannot be analysed as text is told in words, never thrown on.
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { type NotebookText, readNotebook } from '../analyse/notebook';
import { cli } from '../messages/cli';

/** A hand-written model of this size does not exist; what is larger is data under a wrong name. */
export const LARGEST = 2_000_000;

export type Language = 'bp' | 'python';

export interface Input {
  readonly file: string;
  readonly language: Language;
  readonly text: string;
  /** Of a notebook: which lines of the text are which cell's. */
  readonly cells?: NotebookText['cells'];
}

/** The file's text, or why there is none. */
export function readInput(file: string, language: Language | undefined, stdin: () => Uint8Array): Input | { problem: string } {
  const kind = languageOf(file, language);
  if (typeof kind !== 'string') return kind;
  let bytes: Uint8Array;
  try {
    bytes = file === '-' ? stdin() : readFileSync(file);
  } catch (error) {
    return { problem: reasonOf(file, error as NodeJS.ErrnoException) };
  }
  const text = decode(file, bytes);
  if (typeof text !== 'string') return text;
  if (!isNotebook(file)) return { file, language: kind, text };
  const notebook = readNotebook(text);
  return notebook ? { file, language: kind, ...notebook } : { problem: cli('notNotebook', { file }) };
}

const isNotebook = (file: string): boolean => extname(file).toLowerCase() === '.ipynb';

function languageOf(file: string, asked: Language | undefined): Language | { problem: string } {
  if (asked) return asked;
  if (file === '-') return { problem: cli('stdinLanguage') };
  const extension = extname(file).toLowerCase();
  if (extension === '.bp') return 'bp';
  if (extension === '.py' || isNotebook(file)) return 'python';
  return { problem: cli('unknownLanguage', { file }) };
}

function reasonOf(file: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return cli('notFound', { file });
  if (error.code === 'EISDIR') return cli('isDirectory', { file });
  if (error.code === 'EACCES' || error.code === 'EPERM') return cli('noPermission', { file });
  return cli('cannotRead', { file, reason: error.code ?? error.message });
}

/** UTF-8 as the languages say; Latin-1 only where a Python file declares it in its first two lines. */
export function decode(file: string, bytes: Uint8Array): string | { problem: string } {
  if (bytes.length > LARGEST) return { problem: cli('tooLarge', { file, size: (bytes.length / 1e6).toFixed(1), limit: LARGEST / 1e6 }) };
  const zero = bytes.indexOf(0);
  if (zero >= 0) return { problem: cli('binary', { file, offset: zero }) };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const latin = Buffer.from(bytes).toString('latin1');
    if (/^(?:.*\n)?.*#.*coding[:=]\s*(?:latin-?1|iso-?8859-1|cp1252)\b/i.test(latin)) return latin;
    const at = firstInvalid(bytes);
    return { problem: cli('notUtf8', { file, line: lineAt(bytes, at), byte: bytes[at].toString(16).toUpperCase().padStart(2, '0') }) };
  }
}

/** The offset of the first byte that is not UTF-8: the replacement character of a lenient decoding stands there. */
function firstInvalid(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < bytes.length; at++) {
    try {
      decoder.decode(bytes.subarray(at, at + 1), { stream: true });
    } catch {
      return bytes[at] < 0x80 ? at - 1 : at;
    }
  }
  return bytes.length - 1;
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === 10) line++;
  return line;
}
