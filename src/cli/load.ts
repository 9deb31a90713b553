// Reads a file and analyses it: the first step of every command that needs a report.
import { analyse } from '../analyse/analyse';
import { locale } from '../messages';
import { cli } from '../messages/cli';
import type { Report } from '../report/report';
import { reader, rootOf } from '../worker/files';
import { type Input, type Language, readInput } from './input';
import type { Io } from './io';

export interface Loaded {
  readonly input: Input;
  readonly report: Report;
}

/** The report of a file; null, after a line on standard error, where there can be none. */
export function load(file: string, language: Language | undefined, io: Io): Loaded | null {
  const input = readInput(file, language, io.stdin);
  if ('problem' in input) {
    io.err(`backprop: ${input.problem}\n`);
    return null;
  }
  try {
    const report = analyse({ ...input, readFile: reader(file === '-' ? '.' : file, rootOf(file)) }, { locale: locale() });
    return { input, report };
  } catch (error) {
    // Ours, not the user's: said as such, and the other files are still checked.
    io.err(`backprop: ${cli('internal', { file, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })}\n`);
    return null;
  }
}
