// Runs the command line in this process, with its streams caught.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../../src/cli/main';
import { plain } from '../../../src/print/paint';

export interface Outcome {
  code: number;
  out: string;
  err: string;
  written: Map<string, string>;
}

export async function backprop(
  words: string[],
  { stdin = '', env = {} }: { stdin?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  const outcome: Outcome = { code: -1, out: '', err: '', written: new Map() };
  outcome.code = await main(words, {
    out: text => {
      outcome.out += text;
    },
    err: text => {
      outcome.err += text;
    },
    stdin: () => Buffer.from(stdin),
    write: (file, content) => outcome.written.set(file, typeof content === 'string' ? content : Buffer.from(content).toString('latin1')),
    paint: plain,
    env,
  });
  return outcome;
}

const folders: string[] = [];

/** A file in a folder of its own, removed by `removeFiles`. */
export function file(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'backprop-cli-'));
  folders.push(folder);
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export function removeFiles(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
