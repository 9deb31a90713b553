// Runs a script as Python would: its output, and the traceback of what it did not catch.

import { python as say } from '../../messages/python';
import { fillPython2 } from './builtins';
import { Compiler } from './compile/compiler';
import { asPyError } from './compile/try';
import { Interpreter, type RunObserver } from './interpreter';
import { instanceOfError } from './objects/exceptions';
import { Frame } from './objects/functions';
import { parse } from './parse/parse';
import { BudgetError, type PyError } from './runtime';
import type { Sites } from './tracing/sites';
import type { PyValue } from './values';

export interface RunOptions {
  /** Takes what the script prints. */
  readonly write: (text: string) => void;
  /** What it writes to standard error; together with `write` where it is left out. */
  readonly writeError?: (text: string) => void;
  readonly readFile?: (path: string) => Uint8Array | null;
  /** A bound on the work: elementary operations. */
  readonly budget?: number;
  /** Is told of every value that a name or attribute is given; `place` is where the target stands in the source. May throw a BudgetError. */
  readonly watch?: (name: string, place: number, value: PyValue) => void;
  readonly observe?: RunObserver;
}

export interface RunResult {
  readonly exitCode: number;
  /** What Python writes to standard error after an uncaught exception; empty without one. */
  readonly traceback: string;
}

export interface Source {
  readonly file: string;
  readonly text: string;
}

export function runPython(source: Source, options: RunOptions): RunResult {
  const rt = new Interpreter({
    file: source.file,
    write: options.write,
    writeError: options.writeError ?? options.write,
    readFile: options.readFile ?? (() => null),
    budget: options.budget ?? Number.POSITIVE_INFINITY,
  });
  rt.watcher = options.watch ?? null;
  rt.observer = options.observe ?? null;
  if (rt.observer) rt.limit = 0;
  options.observe?.begin(rt);
  rt.text = source.text;
  const said = new Set<string>();
  rt.onStandIn = what => {
    const library = what.split('.')[0];
    if (!said.has(library)) rt.options.writeError(`${say('standIn', { what: library })}\n`);
    said.add(library);
  };
  const tree = parse(source.text);
  const sites = rt.newSites(source.text, true);
  const [problem] = tree.problems;
  if (problem) {
    const line = sites.line(problem.from);
    const text = sites.lines.textOf(line).trim();
    const message = say(problem.code, { detail: problem.detail });
    return { exitCode: 1, traceback: `  File "${source.file}", line ${line}\n    ${text}\nSyntaxError: ${message}\n` };
  }
  rt.python2 = tree.python2;
  if (tree.python2) fillPython2(rt);
  rt.main.cell('__name__').v = '__main__';
  rt.main.cell('__file__').v = source.file;
  rt.main.cell('__doc__').v = null;
  const compiler = new Compiler(rt, rt.main, sites, tree, null);
  try {
    const frame = new Frame(new Array(compiler.scope.size), [], 0);
    compiler.block(tree.body)(frame);
    return { exitCode: 0, traceback: '' };
  } catch (thrown) {
    return ended(rt, thrown, sites);
  }
}

function ended(rt: Interpreter, thrown: unknown, sites: Sites): RunResult {
  if (thrown instanceof BudgetError) return { exitCode: 1, traceback: `${say('outOfBudget')}\n` };
  const error = asPyError(thrown);
  if (!error) throw thrown;
  if (error.type === 'SystemExit') return systemExit(error);
  return { exitCode: 1, traceback: traceback(rt, error, sites) };
}

function systemExit(error: PyError): RunResult {
  const code = instanceOfError(error).attrs.get('code') ?? null;
  if (code === null || code === false) return { exitCode: 0, traceback: '' };
  if (typeof code === 'number' || code === true) return { exitCode: Number(code), traceback: '' };
  return { exitCode: 1, traceback: `${error.message}\n` };
}

const SHOWN = 12;

export function traceback(rt: Interpreter, error: PyError, sites: Sites): string {
  const lines = [...error.lines].reverse();
  const shown = lines.length > 2 * SHOWN ? [...lines.slice(0, SHOWN), null, ...lines.slice(-SHOWN)] : lines;
  const entries = shown.map(each => {
    if (!each) return `  [… ${lines.length - 2 * SHOWN} more]\n`;
    const text = each.file === rt.main.file ? sites.lines.textOf(each.line).trim() : '';
    return `  File "${each.file}", line ${each.line}, in ${each.name}\n${text ? `    ${text}\n` : ''}`;
  });
  const message = error.message === '' ? error.type : `${error.type}: ${error.message}`;
  return `Traceback (most recent call last):\n${entries.join('')}${message}\n`;
}
