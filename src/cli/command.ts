// What a subcommand is: one entry of the table in main.ts.
import type { Args, OptionSpec } from './args';
import type { Io } from './io';

/** 0: nothing wrong; 1: an error-level finding, or an uncaught error of the program run; 2: a file or the command line. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  /** What follows the name in its usage line. */
  readonly usage: string;
  readonly summary: () => string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  run(args: Args, io: Io): ExitCode | Promise<ExitCode>;
}
