// The main job in a real VS Code, as a person does it: open an example, click Show Graph, break a transpose, apply the fix.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { palettePng } from '../support/palettePng';
import { closeWorkbench, dispose, openWorkbench, startServer } from '../support/vscodeHost';
import { atLine, closeTab, command, goTo, heading, hover, lens, node, openFile, photograph, pictures, view } from './workbench';

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
    if (this.currentTest?.state === 'failed') await page.screenshot({ path: join(pictures, 'failure.png') });
  });

  after(async () => {
    await closeWorkbench(page);
    await dispose();
    rmSync(workspace, { recursive: true, force: true });
    if (process.env.UPDATE_PICTURES) keepPictures();
  });

  it('offers the graph in the title of the editor and in the explorer’s menu, for models only', async () => {
    await openFile(page, 'two_layer.bp');
    await page.locator('.editor-actions a[aria-label="Show Graph"]').first().waitFor();
    const shown = page.locator('.monaco-menu .action-label', { hasText: 'Show Graph' });
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'two_layer.bp' }).click({ button: 'right' });
    await shown.waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'iris.csv' }).click({ button: 'right' });
    await page.locator('.monaco-menu .action-label', { hasText: 'Copy Path' }).first().waitFor();
    assert.equal(await shown.count(), 0);
    await page.keyboard.press('Escape');
  });

  it('shows the lens with every gradient correct, and draws the graph when Show Graph is clicked', async () => {
    await command(page, 'View: Toggle Primary Side Bar Visibility');
    await lens(page, /6 of 6 gradients correct/).waitFor();
    await lens(page, 'Show Graph').click();
    for (const name of ['Z1', 'A2', 'dZ2', 'dW1']) await node(page, name).waitFor();
    await photograph(page, 'two-layer');
  });

  it('goes to the line of a node that is clicked, and lights the node at the cursor', async () => {
    await node(page, 'dW2').click();
    await atLine(page, placeOf(workspace, 'two_layer.bp', 'dW2 =').line);
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
    await hover(page, page.locator('.squiggly-error').first());
    await page.locator('.monaco-hover a', { hasText: 'shape-mismatch' }).first().click();
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
    await page.keyboard.press('ControlOrMeta+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'A1ᵀ' }).first().click();
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await lens(page, /6 of 6 gradients correct/).waitFor();
  });

  it('says what it found when the gradients are checked', async () => {
    await command(page, 'Backprop: Check Gradients');
    // Under test VS Code shows no toasts: the message waits behind the bell.
    await command(page, 'Notifications: Show Notifications');
    await page.locator('.notifications-center', { hasText: 'two_layer.bp: all 6 gradients are correct.' }).waitFor();
    await page.screenshot({ path: join(pictures, 'check-gradients.png') });
    await command(page, 'Notifications: Clear All Notifications');
  });

  it('judges every gradient of a NumPy script on real data', async () => {
    await command(page, 'View: Close All Editors');
    const save = page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" });
    if (await save.isVisible()) await save.click();
    await openFile(page, 'iris_softmax.py');
    const summary = lens(page, /(\d+) of \1 gradients correct/);
    await summary.waitFor();
    await page.locator('.editor-actions a[aria-label="Show Graph"]').first().waitFor();
    await lens(page, 'Show Graph').click();
    await node(page, 'dW2').waitFor();
    await photograph(page, 'iris');
  });

  it('draws the panel again after the window is reloaded', async () => {
    await page.reload();
    await node(page, 'dW2').waitFor({ timeout: 60_000 });
  });

  it('lists the gradients as tests, and they pass', async () => {
    await command(page, 'Testing: Focus on Test Explorer View');
    await command(page, 'Test: Run All Tests');
    await page.locator('.test-explorer .codicon-testing-passed-icon').first().waitFor();
    await page.screenshot({ path: join(pictures, 'tests.png') });
  });
});
