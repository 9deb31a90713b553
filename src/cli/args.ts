// Reads a command's options from a table of what it takes; a wrong command line is a UsageError in the user's language.
import { parseArgs } from 'node:util';
import { cli } from '../messages/cli';

/** The command line is wrong: told on standard error, exit status 2. */
export class UsageError extends Error {}

export interface OptionSpec {
  readonly short?: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  /** The only values allowed. */
  readonly allowed?: readonly string[];
  /** A line for the help. */
  readonly help: () => string;
}

export interface Args {
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, string | true | undefined>>;
}

export function readArgs(words: readonly string[], specs: Readonly<Record<string, OptionSpec>>): Args {
  const options: Record<string, string | true> = {};
  const files: string[] = [];
  const types = Object.entries(specs).map(([name, spec]) => [
    name,
    { type: spec.value ? ('string' as const) : ('boolean' as const), short: spec.short },
  ]);
  const known = Object.fromEntries(
    types.map(([name, type]) => [name, dropUndefined(type as { type: 'string' | 'boolean'; short?: string })]),
  );
  const { tokens } = parseArgs({ args: [...words], options: known, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    else if (token.kind === 'option') options[token.name] = readOption(token.rawName, token.value, specs[token.name]);
  }
  return { files, options };
}

function dropUndefined(type: { type: 'string' | 'boolean'; short?: string }): { type: 'string' | 'boolean'; short?: string } {
  return type.short ? type : { type: type.type };
}

function readOption(name: string, value: string | undefined, spec: OptionSpec | undefined): string | true {
  if (!spec) throw new UsageError(cli('unknownOption', { name }));
  if (!spec.value) {
    if (value !== undefined) throw new UsageError(cli('optionTakesNoValue', { name }));
    return true;
  }
  if (value === undefined) throw new UsageError(cli('optionNeedsValue', { name }));
  if (spec.allowed && !spec.allowed.includes(value)) {
    throw new UsageError(cli('optionValue', { name, allowed: spec.allowed.join(' | '), value }));
  }
  return value;
}
