// backprop run: executes a script in the product's own interpreter; standard output is what Python would print.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runPython } from '../lang/python';
import { cli } from '../messages/cli';
import { type FigureFile, figureFiles } from '../train/script/figureFiles';
import { reader, rootOf } from '../worker/files';
import { type Args, UsageError } from './args';
import type { Command, ExitCode } from './command';
import { readInput } from './input';
import type { Io } from './io';
import { commonOptions, languageOption } from './options';

export const run: Command = {
  usage: 'FILE.py',
  summary: () => cli('runSummary'),
  options: { ...commonOptions, figures: { value: 'FOLDER', help: () => cli('optionFigures') } },
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
  const figures = figureFiles();
  const folder = typeof args.options.figures === 'string' ? args.options.figures : null;
  const { exitCode, traceback } = runPython(input, {
    write,
    writeError: text => io.err(text),
    readFile,
    observe: folder === null ? undefined : figures,
  });
  io.out(pending);
  const saved = folder === null || save(folder, figures.files(), io);
  if (traceback) io.err(traceback.endsWith('\n') ? traceback : `${traceback}\n`);
  if (!saved) return 2;
  return exitCode === 0 ? 0 : 1;
}

/** False where a file could not be written, which has been said. */
function save(folder: string, files: readonly FigureFile[], io: Io): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files) {
      const file = join(folder, name);
      io.write(file, text);
      io.err(`${cli('figureSaved', { file })}\n`);
    }
    if (!files.length) io.err(`${cli('noFigures')}\n`);
    return true;
  } catch (error) {
    io.err(`backprop: ${cli('cannotWrite', { file: folder, reason: (error as NodeJS.ErrnoException).code ?? String(error) })}\n`);
    return false;
  }
}
