// backprop run: executes a script in the product's own interpreter; standard output is what Python would print.
import { runPython } from '../lang/python';
import { cli } from '../messages/cli';
import { reader, rootOf } from '../worker/files';
import { type Args, UsageError } from './args';
import type { Command, ExitCode } from './command';
import { readInput } from './input';
import type { Io } from './io';
import { commonOptions, languageOption } from './options';

export const run: Command = {
  usage: 'FILE.py',
  summary: () => cli('runSummary'),
  options: commonOptions,
  run: execute,
};

/** Output is handed on in pieces of this size: a write a print would be slow. */
const PIECE = 1 << 14;

function execute(args: Args, io: Io): ExitCode {
  const [file, ...more] = args.files;
  if (file === undefined || more.length) throw new UsageError(cli('noFile'));
  const input = readInput(file, languageOption(args), io.stdin);
  if ('problem' in input || input.language !== 'python') {
    io.err(`backprop: ${'problem' in input ? input.problem : cli('onlyPython', { file })}\n`);
    return 2;
  }
  let pending = '';
  const write = (text: string): void => {
    pending += text;
    if (pending.length < PIECE) return;
    io.out(pending);
    pending = '';
  };
  const readFile = reader(file === '-' ? '.' : file, rootOf(file));
  const { exitCode, traceback } = runPython(input, { write, writeError: text => io.err(text), readFile });
  io.out(pending);
  if (traceback) io.err(traceback.endsWith('\n') ? traceback : `${traceback}\n`);
  return exitCode === 0 ? 0 : 1;
}
