// What a command may touch of the outside: the streams, the terminal's manners and the files. Tests hand in their own.
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { type Paint, paintFor } from '../print/paint';

export interface Io {
  out(text: string): void;
  err(text: string): void;
  stdin(): Uint8Array;
  write(file: string, content: string | Uint8Array): void;
  readonly paint: Paint;
  readonly env: NodeJS.ProcessEnv;
  /** Standard error is a terminal: a line may be written over. */
  readonly terminal?: boolean;
}

export const processIo = (): Io => ({
  out: text => writeAll(1, text),
  err: text => writeAll(2, text),
  stdin: () => readFileSync(0),
  write: (file, content) => writeFileSync(file, content),
  paint: paintFor(process.stdout.isTTY === true, process.env),
  env: process.env,
  terminal: process.stderr.isTTY === true,
});

/** Synchronous, so that nothing is lost when the process exits; a reader that left (`| head`) is no error. */
function writeAll(stream: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  let from = 0;
  while (from < bytes.length) {
    try {
      from += writeSync(stream, bytes, from);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
