// backprop derive: the backward pass that follows from the file's own forward pass, in the file's notation.
import { traceOf } from '../analyse/analyse';
import { derive as deriveBackward } from '../check/derive';
import { cli } from '../messages/cli';
import { reader, rootOf } from '../worker/files';
import { type Args, UsageError } from './args';
import type { Command, ExitCode } from './command';
import { readInput } from './input';
import type { Io } from './io';
import { commonOptions, languageOption } from './options';

export const derive: Command = {
  usage: 'FILE',
  summary: () => cli('deriveSummary'),
  options: commonOptions,
  run,
};

function run(args: Args, io: Io): ExitCode {
  const [file, ...more] = args.files;
  if (file === undefined || more.length) throw new UsageError(cli('noFile'));
  const input = readInput(file, languageOption(args), io.stdin);
  if ('problem' in input) {
    io.err(`backprop: ${input.problem}\n`);
    return 2;
  }
  const equations = deriveBackward(traceOf({ ...input, readFile: reader(file === '-' ? '.' : file, rootOf(file)) }));
  if (equations.length === 0) {
    io.err(`backprop: ${cli('nothingToDerive', { file })}\n`);
    return 2;
  }
  const lines = equations.map(e => `${e.name} = ${e.text}`);
  io.out(`${(input.language === 'bp' ? ['backward', ...lines] : lines).join('\n')}\n`);
  return 0;
}
