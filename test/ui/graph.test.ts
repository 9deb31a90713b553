// The graph panel in a real VS Code: values and mathematics of a node, two versions side by side, a panel that follows the editor.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { closeWorkbench, dispose, openWorkbench, startServer } from '../support/vscodeHost';
import { commandAndPick, insist, lens, node, openFile, pictures, seen, view } from './workbench';

const root = join(__dirname, '../..');

describe('the graph panel', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'backprop-graph-'));
  let page: Page;
  /** In the first group: a click into the panel has made the second one the active one. */
  const openBeside = async (name: string): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+1');
    await openFile(page, name);
  };
  const tab = (title: string) => page.locator('.tab', { hasText: title }).first();

  before(async () => {
    cpSync(join(root, 'examples'), workspace, { recursive: true });
    await startServer({ 'workbench.colorTheme': 'Dark Modern', 'editor.minimap.enabled': false }, 600_000);
    page = await openWorkbench({ workspace, extensionPath: root, viewport: { width: 1900, height: 1080 } });
    page.setDefaultTimeout(60_000);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await page.screenshot({ path: join(pictures, 'failure-graph.png') });
  });

  after(async () => {
    await closeWorkbench(page);
    await dispose();
    rmSync(workspace, { recursive: true, force: true });
  });

  it('shows the numbers of a gradient beside the exact ones, and its derivation set as mathematics', async () => {
    await openFile(page, 'two_layer.bp');
    await insist(page, () => lens(page, 'Show Graph').click(), seen(node(page, 'dW1')));
    await insist(page, () => node(page, 'dW1').click(), seen(view(page).locator('.numbers .cell:not(.empty)').first()));
    assert.equal(await view(page).locator('.map-head').count(), 3);
    await view(page).locator('.equation .formula-set').waitFor();
    await view(page).locator('.derivation .formula-set').first().waitFor();
    await page.screenshot({ path: join(pictures, 'graph-values.png') });
  });

  it('goes with the active editor once it is not pinned any more', async () => {
    await openBeside('deep.bp');
    assert.equal(await tab('Graph: deep.bp').count(), 0, 'a pinned panel keeps its file');
    const pin = view(page).locator('.btn[aria-label="Keep this file"]');
    await insist(page, () => pin.click(), seen(view(page).locator('.btn[aria-label="Keep this file"][aria-pressed=false]')));
    await openBeside('squared_error.bp');
    await tab('Graph: squared_error.bp').waitFor();
    assert.equal(await page.locator('.tab', { hasText: 'Graph:' }).count(), 1);
  });

  it('shows what differs from another file, with signs, words and a count', async () => {
    await openBeside('two_layer.bp');
    await tab('Graph: two_layer.bp').waitFor(); // the panel follows, and is kept as what it shows
    await commandAndPick(page, 'Backprop: Compare With…', 'squared_error.bp', seen(tab('Compare: two_layer.bp ↔ squared_error.bp')));
    await view(page).locator('.tally').waitFor();
    assert.match((await view(page).locator('.tally').textContent()) ?? '', /added|removed|changed/);
    await view(page).locator('.change').first().waitFor();
    await page.screenshot({ path: join(pictures, 'graph-compare.png') });
  });

  it('is there again after the window was reloaded, with its file', async () => {
    await tab('Graph: two_layer.bp').waitFor();
    await page.reload();
    await tab('Graph: two_layer.bp').waitFor({ timeout: 60_000 });
    await insist(page, () => tab('Graph: two_layer.bp').click(), seen(node(page, 'dW1')));
  });
});
