// backprop train: trains a file's model; the loss as it goes for a person, or one JSON object a step.
import { writeNpz } from '../data/npz';
import { cli } from '../messages/cli';
import { trainMessages as say } from '../messages/train';
import { type Prepared, prepareBp } from '../train/bpSource';
import { dataTrouble, equalUnits } from '../train/dataTrouble';
import { describe } from '../train/describe';
import type { Diagnosis } from '../train/diagnose';
import { EarlyStopping } from '../train/earlyStopping';
import { parametersJson } from '../train/export';
import { FiniteWatch } from '../train/finiteWatch';
import { outputOf } from '../train/roles';
import { type Evaluation, Trainer } from '../train/trainer';
import { reader, rootOf } from '../worker/files';
import { type Args, UsageError } from './args';
import type { Command, ExitCode } from './command';
import { readInput } from './input';
import type { Io } from './io';
import { commonOptions, languageOption } from './options';
import { trainScript } from './trainScript';

export const train: Command = {
  usage: '[--steps N] [--json] [-o FILE.npz] FILE',
  summary: () => say('summary'),
  options: {
    steps: { value: 'N', help: () => say('optionSteps') },
    json: { help: () => say('optionJson') },
    out: { short: 'o', value: 'FILE', help: () => say('optionOut') },
    exact: { help: () => say('optionExact') },
    ...commonOptions,
  },
  run,
};

/** Lines for a person, first and last included. */
const LINES = 20;

function run(args: Args, io: Io): ExitCode {
  const { files, options } = args;
  if (!files.length) throw new UsageError(cli('noFile'));
  if (files.length > 1) throw new UsageError(cli('oneFile', { n: files.length }));
  const steps = stepsOf(options.steps as string | undefined);
  const out = options.out as string | undefined;
  if (out !== undefined && !/\.(?:npz|json)$/.test(out)) throw new UsageError(say('outFormat', { file: out }));
  const [file] = files;
  const input = readInput(file, languageOption(args), io.stdin);
  if ('problem' in input) return refuse(io, [input.problem]);
  if (input.language === 'python') return trainScript(args, input, io);
  const source = { file, text: input.text, readFile: reader(file === '-' ? '.' : file, rootOf(file)) };
  const prepared = prepareBp(source, steps === undefined ? {} : { steps });
  if ('problems' in prepared) return refuse(io, prepared.problems);
  const trainer = new Trainer(prepared.source, prepared.settings, options.exact ? 'exact' : 'yours');
  if (options.json) printJson(trainer, io);
  else printForPerson(prepared, trainer, io);
  return out === undefined ? 0 : save(trainer, out, io, options.json === true);
}

function stepsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const steps = Number(text);
  if (!/^\d+(?:e\d+)?$/.test(text) || !Number.isSafeInteger(steps)) throw new UsageError(say('stepsNumber', { steps: text }));
  return steps;
}

function refuse(io: Io, problems: readonly string[]): ExitCode {
  for (const problem of problems) io.err(`backprop: ${problem}\n`);
  return 2;
}

/** Runs to the last step or until no improvement is seen; hands each evaluation out before its update. */
function* steps(trainer: Trainer): Generator<Evaluation> {
  const { settings } = trainer;
  const early = settings.stop && new EarlyStopping(settings.stop);
  for (;;) {
    const now = trainer.evaluate();
    yield now;
    if (now.step >= settings.steps || early?.over(trainer, now)) return;
    trainer.update();
  }
}

/** NaN and infinity are no JSON: null stands for them. */
function printJson(trainer: Trainer, io: Io): void {
  let lines: string[] = [];
  for (const { step, loss, metrics } of steps(trainer)) {
    const test = trainer.test();
    const ofTest = test ? Object.entries({ loss: test.loss, ...test.metrics }).map(([name, value]) => [`test_${name}`, value]) : [];
    lines.push(JSON.stringify({ step, loss, ...metrics, ...Object.fromEntries(ofTest) }));
    if (lines.length < 256) continue;
    io.out(`${lines.join('\n')}\n`);
    lines = [];
  }
  if (lines.length) io.out(`${lines.join('\n')}\n`);
}

function printForPerson(prepared: Prepared, trainer: Trainer, io: Io): void {
  const { settings } = prepared;
  if (!prepared.hasBackward) io.err(`${say('exactTrained')}\n`);
  const { source } = prepared;
  const trouble = (d: Diagnosis): void => io.err(`${told(prepared.file, trainer, d)}\n`);
  dataTrouble(source, trainer.model, outputOf(trainer.model, source.classes !== null), settings).forEach(trouble);
  equalUnits(trainer.model, trainer.parameters).forEach(trouble);
  const finite = new FiniteWatch(trainer);
  const every = Math.max(1, Math.ceil(settings.steps / (LINES - 1)));
  const width = String(settings.steps).length;
  const progress = new Progress(io, settings.steps);
  const started = performance.now();
  let last: Evaluation | null = null;
  for (const now of steps(trainer)) {
    last = now;
    if (now.step % every === 0 || now.step === settings.steps) {
      progress.clear();
      io.out(`${lineOf(trainer, now, width)}\n`);
    }
    progress.show(now.step);
    if (!Number.isFinite(now.loss)) {
      progress.clear();
      trouble(finite.found(now.step));
      break;
    }
    finite.before();
  }
  progress.clear();
  if (!last) return;
  if (last.step < settings.steps) {
    if (last.step % every !== 0) io.out(`${lineOf(trainer, last, width)}\n`);
    if (Number.isFinite(last.loss)) io.err(`${say('stoppedEarly', { step: last.step, patience: settings.stop?.patience ?? 0 })}\n`);
  }
  const seconds = (performance.now() - started) / 1000;
  const rate = Math.round(last.step / Math.max(seconds, 1e-9)).toLocaleString('en');
  io.err(`${say('took', { steps: last.step.toLocaleString('en'), seconds: seconds.toFixed(seconds < 10 ? 2 : 0), rate })}\n`);
}

/** `model.bp:18: NaN first appears …` */
function told(file: string, trainer: Trainer, diagnosis: Diagnosis): string {
  const line = diagnosis.site ? trainer.model.trace.range(diagnosis.site)?.start.line : undefined;
  return `${[file, line].filter(part => part !== undefined).join(':')}: ${describe(diagnosis)}`;
}

function lineOf(trainer: Trainer, { step, loss, metrics }: Evaluation, width: number): string {
  const { name } = trainer.model.loss;
  const test = trainer.test();
  const parts = Object.entries({ [name]: loss, ...metrics }).map(([key, value]) => `${key} ${shown(value)}`);
  const ofTest = test ? Object.entries({ [name]: test.loss, ...test.metrics }).map(([key, value]) => `test ${key} ${shown(value)}`) : [];
  return `${say('step')} ${String(step).padStart(width)}  ${[...parts, ...ofTest].join('  ')}`;
}

const shown = (value: number): string => (Number.isFinite(value) ? value.toPrecision(6) : String(value));

/** A bar on standard error, where that is a terminal; nothing where it is piped. */
class Progress {
  private at = 0;
  private readonly on: boolean;
  private visible = false;

  constructor(
    private readonly io: Io,
    private readonly steps: number,
  ) {
    this.on = io.terminal === true && steps > 0;
  }

  show(step: number): void {
    if (!this.on || performance.now() - this.at < 100) return;
    this.at = performance.now();
    const done = Math.round((30 * step) / this.steps);
    const percent = String(Math.floor((100 * step) / this.steps)).padStart(3);
    this.io.err(`\r${'█'.repeat(done)}${'░'.repeat(30 - done)} ${percent} %`);
    this.visible = true;
  }

  clear(): void {
    if (this.visible) this.io.err('\r\u001b[K');
    this.visible = false;
  }
}

function save(trainer: Trainer, file: string, io: Io, quiet: boolean): ExitCode {
  const parameters = trainer.snapshot();
  try {
    io.write(file, file.endsWith('.json') ? parametersJson(parameters) : writeNpz(parameters));
  } catch (error) {
    return refuse(io, [cli('cannotWrite', { file, reason: (error as NodeJS.ErrnoException).code ?? String(error) })]);
  }
  if (!quiet) io.err(`${say('saved', { file })}\n`);
  return 0;
}
