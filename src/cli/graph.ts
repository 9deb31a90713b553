// backprop graph: the computation graph of a file as a picture or as data, laid out as the editor draws it.
import { extname } from 'node:path';
import { cli } from '../messages/cli';
import { graphToDot, graphToJson, graphToMermaid, graphToSvg } from '../picture';
import type { Report } from '../report/report';
import { type Args, UsageError } from './args';
import type { Command, ExitCode } from './command';
import type { Io } from './io';
import { load } from './load';
import { commonOptions, languageOption } from './options';

const writers: Readonly<Record<string, (report: Report) => string>> = {
  '.svg': report => graphToSvg(report),
  '.json': report => graphToJson(report),
  '.dot': graphToDot,
  '.mmd': graphToMermaid,
};

export const graph: Command = {
  usage: 'FILE -o OUT.svg',
  summary: () => cli('graphSummary'),
  options: {
    out: { short: 'o', value: 'OUT', help: () => cli('optionOut') },
    ...commonOptions,
  },
  run,
};

function run(args: Args, io: Io): ExitCode {
  const { options, files } = args;
  if (!files.length) throw new UsageError(cli('noFile'));
  if (files.length > 1) throw new UsageError(cli('oneFile', { n: files.length }));
  const { out } = options;
  if (typeof out !== 'string') throw new UsageError(cli('noOut'));
  const extension = extname(out).toLowerCase();
  if (!Object.hasOwn(writers, extension)) throw new UsageError(cli('outFormat', { file: out }));
  const loaded = load(files[0], languageOption(args), io);
  if (!loaded) return 2;
  try {
    io.write(out, writers[extension](loaded.report));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Without a code it is no trouble with the file: a bug of ours is not dressed up as one.
    if (code === undefined) throw error;
    io.err(`backprop: ${cli('cannotWrite', { file: out, reason: code === 'ENOENT' ? cli('noFolder') : message })}\n`);
    return 2;
  }
  return 0;
}
