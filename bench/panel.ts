// The graph panel in a real VS Code: how long the first picture takes after "Show Graph", cold and warm, and memory while one opens and
// closes it many times. Usage: npx tsx bench/panel.ts [TIMES]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { closeWorkbench, dispose, openWorkbench, startServer } from '../test/support/vscodeHost';
import { insist, lens, node, openFile, seen } from '../test/ui/workbench';

const root = join(__dirname, '..');
const times = Number(process.argv[2] ?? 100);
const every = Math.max(1, Math.floor(times / 4));

/** From the click on the lens to the last gradient on the screen. */
async function show(page: Page): Promise<number> {
  await lens(page, 'Show Graph').waitFor();
  const started = performance.now();
  await lens(page, 'Show Graph').click();
  await node(page, 'dW1').waitFor({ timeout: 20_000 });
  return performance.now() - started;
}

async function close(page: Page): Promise<void> {
  const tab = page.locator('.tab', { hasText: 'Graph:' });
  await insist(
    page,
    () => tab.click({ button: 'middle' }),
    timeout => tab.waitFor({ state: 'detached', timeout }),
  );
}

/** Resident memory of the extension host below this process, in MB. */
function hostMemory(): number {
  const lines = spawnSync('ps', ['-eo', 'pid,ppid,rss,args'], { encoding: 'utf8' }).stdout.trim().split('\n').slice(1);
  const processes = lines.map(line => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter(match => match !== null);
  const mine = new Set([String(process.pid)]);
  for (const [, pid, parent] of processes) if (mine.has(parent)) mine.add(pid);
  const hosts = processes.filter(([, pid, , , words]) => mine.has(pid) && words.includes('type=extensionHost'));
  return hosts.reduce((sum, [, , , rss]) => sum + Number(rss), 0) / 1024;
}

async function windowMemory(devtools: CDPSession): Promise<string> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const { documents, nodes } = await devtools.send('Memory.getDOMCounters');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return `${(heap / 1e6).toFixed(1)} MB of heap, ${documents} documents, ${nodes} nodes`;
}

async function measure(page: Page): Promise<void> {
  await openFile(page, 'two_layer.bp');
  await lens(page, /6 of 6 gradients correct/).waitFor();
  console.log(`first picture, cold: ${(await show(page)).toFixed(0)} ms`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const warm: number[] = [];
  for (let turn = 1; turn <= times; turn++) {
    await close(page);
    warm.push(await show(page));
    if (turn === 1 || turn % every === 0)
      console.log(`after ${turn} times: extension host ${hostMemory().toFixed(0)} MB, window ${await windowMemory(devtools)}`);
  }
  warm.sort((a, b) => a - b);
  const at = (share: number) => warm[Math.min(warm.length - 1, Math.floor(warm.length * share))].toFixed(0);
  console.log(`first picture, warm, of ${times}: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
}

async function main(): Promise<void> {
  const workspace = mkdtempSync(join(tmpdir(), 'backprop-panel-'));
  cpSync(join(root, 'examples'), workspace, { recursive: true });
  try {
    await startServer({ 'editor.minimap.enabled': false }, 900_000);
    const page = await openWorkbench({ workspace, extensionPath: root, viewport: { width: 1720, height: 1080 } });
    page.setDefaultTimeout(30_000);
    await seen(page.locator('.part.editor'))(30_000);
    await measure(page);
    await closeWorkbench(page);
  } finally {
    await dispose();
    rmSync(workspace, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
