// backprop graph: the computation graph of a file as a picture or as data, laid out as the editor draws it.
import { extname } from 'node:path';
import { cli } from '../messages/cli';
import { compareReports, graphToDot, graphToHtml, graphToJson, graphToMermaid, graphToSvg } from '../picture';
import type { Report } from '../report/report';
import { type Args, UsageError } from './args';
import type { Command, ExitCode } from './command';
import type { Io } from './io';
import { load } from './load';
import { commonOptions, languageOption } from './options';

const writers: Readonly<Record<string, (report: Report) => string>> = {
  '.svg': report => graphToSvg(report),
  '.html': report => graphToHtml(report),
  '.json': report => graphToJson(report),
  '.dot': graphToDot,
  '.mmd': graphToMermaid,
};

/** By the file name's ending, and by the name of the format. */
const formats: Readonly<Record<string, string>> = { svg: '.svg', html: '.html', json: '.json', dot: '.dot', mermaid: '.mmd' };

export const graph: Command = {
  usage: 'FILE -o OUT.svg',
  summary: () => cli('graphSummary'),
  options: {
    out: { short: 'o', value: 'OUT', help: () => cli('optionOut') },
    format: { value: 'FORMAT', allowed: Object.keys(formats), help: () => cli('optionFormat') },
    against: { value: 'OTHER', help: () => cli('optionAgainst') },
    ...commonOptions,
  },
  run,
};

function run(args: Args, io: Io): ExitCode {
  const { options, files } = args;
  if (!files.length) throw new UsageError(cli('noFile'));
  if (files.length > 1) throw new UsageError(cli('oneFile', { n: files.length }));
  const { out, format, against } = options;
  if (typeof out !== 'string' && typeof format !== 'string') throw new UsageError(cli('noOut'));
  const kind = typeof format === 'string' ? formats[format] : extname(String(out)).toLowerCase();
  if (!Object.hasOwn(writers, kind)) throw new UsageError(cli('outFormat', { file: String(out) }));
  const loaded = load(files[0], languageOption(args), io);
  const other = typeof against === 'string' ? load(against, undefined, io) : undefined;
  if (!loaded || (against !== undefined && !other)) return 2;
  const report = other ? compareReports(other.report, loaded.report).report : loaded.report;
  const text = writers[kind](report);
  if (typeof out === 'string') return save(out, text, io);
  io.out(text);
  return 0;
}

function save(out: string, text: string, io: Io): ExitCode {
  try {
    io.write(out, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Without a code it is no trouble with the file: a bug of ours is not dressed up as one.
    if (code === undefined) throw error;
    io.err(`backprop: ${cli('cannotWrite', { file: out, reason: code === 'ENOENT' ? cli('noFolder') : message })}\n`);
    return 2;
  }
  return 0;
}
