// backprop train FILE.py: runs the script in the product's own interpreter and prints its loss, one line an iteration.
import { trainMessages as say } from '../messages/train';
import { followLoss } from '../train/scriptLoss';
import { reader, rootOf } from '../worker/files';
import { type Args, UsageError } from './args';
import type { ExitCode } from './command';
import type { Input } from './input';
import type { Io } from './io';

/** Lines for a person before they thin out: every one, then every tenth, every hundredth … */
const DENSE = 10;

export function trainScript({ options }: Args, { file, text }: Input, io: Io): ExitCode {
  if (options.out !== undefined) throw new UsageError(say('scriptOut'));
  const last = options.steps === undefined ? Number.POSITIVE_INFINITY : Number(options.steps);
  const json = options.json === true;
  const told = { shown: -1, step: -1, line: '' };
  const { name, exitCode, traceback } = followLoss(
    { file, text },
    {
      // What the script prints itself is no line of ours.
      write: json ? () => {} : words => io.err(words),
      writeError: words => io.err(words),
      readFile: reader(file === '-' ? '.' : file, rootOf(file)),
      loss: (step, value, called) => {
        const line = json
          ? JSON.stringify({ step, loss: value })
          : `${say('step')} ${step}  ${called} ${Number.isFinite(value) ? value.toPrecision(6) : value}`;
        const every = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(step, 1) / DENSE)) + 1);
        if (json || step % every === 0 || step === last) {
          io.out(`${line}\n`);
          told.shown = step;
        }
        told.step = step;
        told.line = line;
        return step < last;
      },
    },
  );
  if (told.shown < told.step) io.out(`${told.line}\n`);
  if (exitCode !== 0) {
    io.err(`backprop: ${say('scriptFailed', { file })}\n${traceback}`);
    return 2;
  }
  if (name !== null) return 0;
  io.err(`backprop: ${say('scriptNoLoss', { file })}\n`);
  return 2;
}
