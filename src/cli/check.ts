// backprop check: the findings of each file for a person, as JSON, or as SARIF.
import { cli } from '../messages/cli';
import { humanReport, type Locate } from '../print/human';
import { sarif } from '../print/sarif';
import type { Report, Severity } from '../report/report';
import { type Args, UsageError } from './args';
import type { Command, ExitCode } from './command';
import type { Input } from './input';
import type { Io } from './io';
import { type Loaded, load } from './load';
import { commonOptions, languageOption } from './options';
import { version } from './version';

export const check: Command = {
  usage: '[--json | --sarif] FILE…',
  summary: () => cli('checkSummary'),
  options: {
    json: { help: () => cli('optionJson') },
    sarif: { help: () => cli('optionSarif') },
    ...commonOptions,
  },
  run,
};

function run(args: Args, io: Io): ExitCode {
  const { options, files } = args;
  if (!files.length) throw new UsageError(cli('noFile'));
  if (options.json && options.sarif) throw new UsageError(cli('optionsExclude', { first: '--json', second: '--sarif' }));
  const loaded = files.map(file => load(file, languageOption(args), io));
  const found = loaded.filter(each => each !== null);
  const reports = found.map(each => each.report);
  if (options.json) io.out(`${JSON.stringify(reports, null, 2)}\n`);
  else if (options.sarif) io.out(`${sarif(reports, version)}\n`);
  else printHuman(found, io);
  if (found.length < files.length) return 2;
  return count(reports, 'error') ? 1 : 0;
}

function printHuman(found: readonly Loaded[], io: Io): void {
  for (const { report, input } of found) io.out(`${humanReport(report, input.text, io.paint, locator(input))}\n\n`);
  const reports = found.map(each => each.report);
  if (reports.length > 1) {
    io.out(`${cli('total', { files: reports.length, errors: count(reports, 'error'), warnings: count(reports, 'warning') })}\n`);
  }
}

/** A notebook's lines are told by cell: `net.ipynb:cell 3:2:7`, the cells counted from 1 as they stand. */
function locator({ file, cells }: Input): Locate | undefined {
  if (!cells) return undefined;
  return line => {
    const cell = cells.find(each => line < each.to) ?? cells.at(-1);
    return cell ? { path: `${file}:${cli('cell', { n: cell.index + 1 })}`, line: line - cell.from + 1 } : { path: file, line };
  };
}

const count = (reports: readonly Report[], severity: Severity): number =>
  reports.reduce((sum, report) => sum + report.findings.filter(finding => finding.severity === severity).length, 0);
