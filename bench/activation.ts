// Times `activate()` inside a real extension host, several fresh ones in one server. Prints the median as its last line.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dispose, runInHost, startServer } from '../test/support/vscodeHost';

const root = join(__dirname, '..');
const RUNS = 5;

/** Runs in the host: the bundle is loaded and activated by VS Code; what it took is read off the API. */
const PROBE = `
const vscode = require('vscode');
const { appendFileSync } = require('node:fs');
exports.run = async () => {
  const extension = vscode.extensions.getExtension('backprop-lens.backprop-lens');
  const started = performance.now();
  await extension.activate();
  appendFileSync(process.env.ACTIVATION_TIMES, (performance.now() - started) + '\\n');
};`;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'backprop-activation-'));
  const times = join(folder, 'times');
  writeFileSync(join(folder, 'probe.js'), PROBE);
  try {
    await startServer();
    for (let run = 0; run < RUNS; run++) {
      const env = { ACTIVATION_TIMES: times };
      const code = await runInHost({ extensionPath: root, testsPath: join(folder, 'probe.js'), workspace: folder, env });
      if (code !== 0) throw new Error(`the probe ended with ${code}`);
    }
    const found = readFileSync(times, 'utf8').trim().split('\n').map(Number);
    found.sort((a, b) => a - b);
    console.log(
      `activation in a real extension host, loading the bundle included, median of ${RUNS}: ${found[Math.floor(found.length / 2)].toFixed(1)} ms`,
    );
  } finally {
    await dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
