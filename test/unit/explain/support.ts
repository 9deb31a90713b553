// Explanations of example files and of small texts, for the tests.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../../src/analyse/analyse';
import { plainText } from '../../../src/explain/rich';
import type { Block, Card, Explained } from '../../../src/report/explained';
import type { Range, Report } from '../../../src/report/report';

export const examples = join(__dirname, '../../../examples');

export const readBeside =
  (folder: string) =>
  (path: string): Uint8Array | null => {
    try {
      return readFileSync(join(folder, path));
    } catch {
      return null;
    }
  };

export interface Told {
  readonly report: Report;
  readonly explained: Explained;
  readonly text: string;
}

export function tellText(text: string, language: 'bp' | 'python' = 'bp', folder = examples): Told {
  const report = analyse(
    { file: `model.${language === 'bp' ? 'bp' : 'py'}`, language, text, readFile: readBeside(folder) },
    { explain: true },
  );
  if (!report.explained) throw new Error(`no explanations: ${report.findings.map(f => f.message).join('; ')}`);
  return { report, explained: report.explained, text };
}

export const tellExample = (file: string): Told =>
  tellText(readFileSync(join(examples, file), 'utf8'), file.endsWith('.bp') ? 'bp' : 'python');

/** The examples of a folder of `examples`, as paths from there. */
export const exampleFiles = (folder: '' | 'wrong', ending: string): string[] =>
  readdirSync(join(examples, folder))
    .filter(name => name.endsWith(ending))
    .map(name => join(folder, name));

/** The card at the place where a text first stands (or stands after another), counted from its first character. */
export function cardAt({ explained, text }: Told, what: string, after = '', offset = 0): Card {
  const start = after ? text.indexOf(after) : 0;
  const at = text.indexOf(what, start) + offset;
  const before = text.slice(0, at).split('\n');
  const position = { line: before.length, column: before[before.length - 1].length + 1 };
  const mark = explained.marks.find(m => holds(m.range, position));
  if (!mark || start < 0) throw new Error(`no card at ${what}`);
  return explained.cards[mark.card];
}

function holds({ start, end }: Range, at: { line: number; column: number }): boolean {
  const after = at.line > start.line || (at.line === start.line && at.column >= start.column);
  return after && (at.line < end.line || (at.line === end.line && at.column < end.column));
}

export const blockText = (block: Block): string => {
  if (block.kind === 'words' || block.kind === 'heading') return plainText(block.words);
  if (block.kind === 'maths') return `${block.maths.text}${block.note ? ` | ${plainText(block.note)}` : ''}`;
  if (block.kind === 'fix') return block.title;
  return 'alt' in block ? block.alt : '—';
};

export const cardText = (card: Card): string => card.blocks.map(blockText).join('\n');

/** The text with a range replaced. */
export function replaced(text: string, { start, end }: Range, by: string): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number): number => lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0) + column - 1;
  return text.slice(0, offset(start.line, start.column)) + by + text.slice(offset(end.line, end.column));
}
