// The command line: one table of subcommands, help made from it, and the exit status that the contract names.
import { localeOf, useLocale } from '../messages';
import { cli } from '../messages/cli';
import { readArgs, UsageError } from './args';
import { check } from './check';
import type { Command, ExitCode } from './command';
import { derive } from './derive';
import { graph } from './graph';
import type { Io } from './io';
import { run } from './run';
import { train } from './train';
import { version } from './version';

const commands: Readonly<Record<string, Command>> = { check, derive, graph, run, train };

export async function main(words: readonly string[], io: Io): Promise<ExitCode> {
  useLocale(localeOf(askedLocale(words) ?? (io.env.LC_ALL || io.env.LC_MESSAGES || io.env.LANG)));
  try {
    return await dispatch(words, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`backprop: ${error.message}\n${cli('tryHelp')}\n`);
    return 2;
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<ExitCode> {
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out(help());
    return 0;
  }
  if (name === '--version') {
    io.out(`${version}\n`);
    return 0;
  }
  if (name === undefined) throw new UsageError(cli('noCommand'));
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(cli('unknownCommand', { name }));
  const args = readArgs(rest, command.options);
  if (args.options.help) {
    io.out(commandHelp(name, command));
    return 0;
  }
  return command.run(args, io);
}

/** Looked for before anything is parsed, so that even a complaint about the command line is in it. */
function askedLocale(words: readonly string[]): string | undefined {
  const at = words.findIndex(word => word === '--lang' || word.startsWith('--lang='));
  if (at < 0) return undefined;
  return words[at] === '--lang' ? words[at + 1] : words[at].slice('--lang='.length);
}

function help(): string {
  const names = Object.entries(commands).map(([name, command]) => [`${name} ${command.usage}`, command.summary()] as const);
  const width = Math.max(...names.map(([usage]) => usage.length));
  const lines = names.map(([usage, summary]) => `  ${usage.padEnd(width)}  ${summary}`);
  return `${[cli('usage'), '', cli('commands'), ...lines, '', cli('files'), cli('exitStatus')].join('\n')}\n`;
}

function commandHelp(name: string, command: Command): string {
  const options = Object.entries(command.options).map(([option, spec]) => {
    const short = spec.short ? `-${spec.short}, ` : '    ';
    const value = spec.value ? ` ${spec.value}` : '';
    return [`${short}--${option}${value}`, spec.help()] as const;
  });
  const width = Math.max(...options.map(([option]) => option.length));
  const lines = options.map(([option, text]) => `  ${option.padEnd(width)}  ${text}`);
  return `${[`backprop ${name} ${command.usage}`, command.summary(), '', cli('options'), ...lines, '', cli('files')].join('\n')}\n`;
}
