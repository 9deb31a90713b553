// The main job in a real VS Code, as a person does it: open an example, click Show Graph, break a transpose, apply the fix.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { palettePng } from '../support/palettePng';
import { closeWorkbench, dispose, openWorkbench, startServer } from '../support/vscodeHost';
import {
  atLine,
  closeEditors,
  closeTab,
  command,
  goTo,
  heading,
  hover,
  insist,
  lens,
  node,
  openFile,
  photograph,
  pictures,
  quickFix,
  seen,
  view,
} from './workbench';

const root = join(__dirname, '../..');

/** Where a text first stands in an example, counted from 1. */
function placeOf(workspace: string, file: string, text: string): { line: number; column: number } {
  const lines = readFileSync(join(workspace, file), 'utf8').split('\n');
  const line = lines.findIndex(each => each.includes(text));
  assert.ok(line >= 0, `no ${text} in ${file}`);
  return { line: line + 1, column: lines[line].indexOf(text) + 1 };
}

/** The README's picture is this one. */
function keepPictures(): void {
  const kept = join(root, 'docs/pictures');
  mkdirSync(kept, { recursive: true });
  for (const name of ['missing-transpose-light']) {
    writeFileSync(join(kept, `${name}.png`), palettePng(readFileSync(join(pictures, `${name}.png`))));
  }
}

describe('the window', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'backprop-examples-'));
  let page: Page;

  before(async () => {
    cpSync(join(root, 'examples'), workspace, { recursive: true });
    await startServer({ 'workbench.colorTheme': 'Light Modern', 'editor.minimap.enabled': false }, 600_000);
    page = await openWorkbench({ workspace, extensionPath: root, viewport: { width: 1720, height: 1080 } });
    page.setDefaultTimeout(60_000);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await page.screenshot({ path: join(pictures, `failure-${this.currentTest.title.slice(0, 30)}.png`) });
  });

  after(async () => {
    await closeWorkbench(page);
    await dispose();
    rmSync(workspace, { recursive: true, force: true });
    if (process.env.UPDATE_PICTURES) keepPictures();
  });

  const menuOf = (file: string, wanted: Locator): Promise<void> => {
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).first();
    return insist(page, () => row.click({ button: 'right' }), seen(wanted));
  };

  it('offers the graph in the title of the editor and in the explorer’s menu, for models only', async () => {
    await openFile(page, 'two_layer.bp');
    await page.locator('.editor-actions a[aria-label="Show Graph"]').first().waitFor();
    const shown = page.locator('.monaco-menu .action-label', { hasText: 'Show Graph' });
    await menuOf('two_layer.bp', shown);
    await page.keyboard.press('Escape');
    await menuOf('iris.csv', page.locator('.monaco-menu .action-label', { hasText: 'Copy Path' }).first());
    assert.equal(await shown.count(), 0);
    await page.keyboard.press('Escape');
  });

  /** The lens is drawn again whenever a report comes, and may take a click with it. */
  const showGraph = (): Promise<void> => insist(page, () => lens(page, 'Show Graph').click(), seen(node(page, 'dW2')));

  it('shows the lens with every gradient correct, and draws the graph when Show Graph is clicked', async () => {
    const explorer = page.locator('.part.sidebar').first();
    await command(page, 'View: Toggle Primary Side Bar Visibility', timeout => explorer.waitFor({ state: 'hidden', timeout }));
    await lens(page, /6 of 6 gradients correct/).waitFor();
    await showGraph();
    for (const name of ['Z1', 'A2', 'dZ2', 'dW1']) await node(page, name).waitFor();
    await photograph(page, 'two-layer');
  });

  it('goes to the line of a node that is clicked, and lights the node at the cursor', async () => {
    const { line } = placeOf(workspace, 'two_layer.bp', 'dW2 =');
    await insist(page, () => node(page, 'dW2').click(), atLine(page, line));
    await goTo(page, placeOf(workspace, 'two_layer.bp', 'dZ1 =').line, 1);
    await view(page).locator('.node.at-cursor', { hasText: 'dZ1' }).first().waitFor();
  });

  it('underlines a transpose that is missing, shows which sizes disagree, and explains the rule', async () => {
    const { line, column } = placeOf(workspace, 'two_layer.bp', 'A1ᵀ');
    await goTo(page, line, column + 3);
    await page.keyboard.press('Backspace');
    await page.locator('.squiggly-error').first().waitFor();
    await view(page).locator('.flagged').first().waitFor();
    await node(page, 'dW2').click();
    await photograph(page, 'missing-transpose');
    const rule = page.locator('.monaco-hover a', { hasText: 'shape-mismatch' }).first();
    await hover(page, page.locator('.squiggly-error').first(), rule);
    await rule.click();
    await page.locator('.tab.active', { hasText: 'shape-mismatch.md' }).waitFor();
    await heading(page, 'Shapes that do not fit');
    await closeTab(page, 'shape-mismatch.md');
  });

  it('keeps the last good picture while a line is half typed', async () => {
    const { line, column } = placeOf(workspace, 'two_layer.bp', 'A1ᵀ');
    await goTo(page, line, column);
    await page.keyboard.type('(');
    await view(page).locator('.banner', { hasText: 'last good picture' }).waitFor();
    await node(page, 'dW2').waitFor();
    await page.keyboard.press('ControlOrMeta+Z');
    await view(page).locator('.banner', { hasText: 'last good picture' }).waitFor({ state: 'hidden' });
  });

  it('mends the transpose with the quick fix', async () => {
    const { line, column } = placeOf(workspace, 'two_layer.bp', 'A1ᵀ');
    await goTo(page, line, column);
    const squiggle = page.locator('.squiggly-error').first();
    await quickFix(page, 'A1ᵀ', timeout => squiggle.waitFor({ state: 'detached', timeout }));
    await lens(page, /6 of 6 gradients correct/).waitFor();
  });

  it('says what it found when the gradients are checked', async () => {
    await command(page, 'Backprop: Check Gradients');
    // Under test VS Code shows no toasts: the message waits behind the bell.
    const message = page.locator('.notifications-center', { hasText: 'two_layer.bp: all 6 gradients are correct.' });
    await command(page, 'Notifications: Show Notifications', seen(message));
    await page.screenshot({ path: join(pictures, 'check-gradients.png') });
    await command(page, 'Notifications: Clear All Notifications');
  });

  it('judges every gradient of a NumPy script on real data', async () => {
    await closeEditors(page);
    await openFile(page, 'iris_softmax.py');
    const summary = lens(page, /(\d+) of \1 gradients correct/);
    await summary.waitFor();
    await page.locator('.editor-actions a[aria-label="Show Graph"]').first().waitFor();
    await showGraph();
    await photograph(page, 'iris');
  });

  it('draws the panel again after the window is reloaded', async () => {
    await page.reload();
    await node(page, 'dW2').waitFor({ timeout: 60_000 });
  });

  it('lists the gradients as tests, and they pass', async () => {
    await command(page, 'Testing: Focus on Test Explorer View', seen(page.locator('.test-explorer .monaco-list-row').first()));
    const passed = page.locator('.test-explorer .codicon-testing-passed-icon').first();
    await command(page, 'Test: Run All Tests', timeout => passed.waitFor({ timeout: 5 * timeout })); // they are analysed again
    await page.screenshot({ path: join(pictures, 'tests.png') });
  });
});
