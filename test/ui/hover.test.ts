// Hovers as they look in a real window, in three themes; the walkthrough, an exercise and a walk through the equations.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { closeWorkbench, dispose, openWorkbench, startServer } from '../support/vscodeHost';
import { command, goTo, lens, openFile, pictures, setTheme, THEMES, type Theme } from './workbench';

const root = join(__dirname, '../..');

/** File, a text to find the line by, what to hover over in it, and what the hover must say. */
const HOVERS: readonly {
  readonly name: string;
  readonly file: string;
  readonly line: string;
  readonly at: string;
  readonly says: RegExp;
}[] = [
  { name: 'variable', file: 'two_layer.bp', line: 'Z1 =', at: 'Z1', says: /pre-activation of layer 1/ },
  { name: 'gradient', file: 'two_layer.bp', line: 'dZ1 =', at: 'dZ1', says: /correct, scaled by m = 400/ },
  { name: 'transpose', file: 'two_layer.bp', line: 'dW2 =', at: 'ᵀ', says: /becomes/ },
  { name: 'slope', file: 'two_layer.bp', line: 'dZ1 =', at: "g1'", says: /slope of tanh/ },
  { name: 'sum', file: 'two_layer.bp', line: 'db1 =', at: 'sum', says: /adjoint of broadcasting/ },
  { name: 'wrong', file: 'two_layer_missing_transpose.bp', line: 'dW2 =', at: 'dW2', says: /inner sizes 400 and 4 differ/ },
];

describe('hovers in the window', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'backprop-hovers-'));
  let page: Page;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    cpSync(join(root, 'examples'), workspace, { recursive: true });
    cpSync(join(root, 'examples/wrong'), workspace, { recursive: true });
    await startServer({ 'workbench.colorTheme': 'Dark Modern', 'editor.minimap.enabled': false }, 600_000);
    page = await openWorkbench({ workspace, extensionPath: root, viewport: { width: 1200, height: 800 } });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await page.screenshot({ path: join(pictures, 'hover-failure.png') });
  });

  after(async () => {
    await closeWorkbench(page);
    await dispose();
    rmSync(workspace, { recursive: true, force: true });
  });

  async function show({ file, line, at, says }: (typeof HOVERS)[number]): Promise<void> {
    const lines = readFileSync(join(workspace, file), 'utf8').split('\n');
    const row = lines.findIndex(text => text.startsWith(line));
    await goTo(page, row + 1, lines[row].indexOf(at) + 1);
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('ControlOrMeta+I');
    await page.locator('.monaco-hover:visible', { hasText: says }).first().waitFor();
    await page.locator('.monaco-hover:visible img').first().waitFor();
  }

  for (const theme of Object.keys(THEMES) as Theme[])
    it(`are readable in the ${theme} theme`, async () => {
      let opened = '';
      for (const hover of HOVERS) {
        if (opened !== hover.file) await openFile(page, hover.file);
        if (opened === '') await setTheme(page, theme, false);
        opened = hover.file;
        await lens(page, /gradients? correct/).waitFor();
        await show(hover);
        await page.screenshot({ path: join(pictures, `hover-${hover.name}-${theme}.png`) });
        await page.keyboard.press('Escape');
      }
    });

  it('walk through the equations, forward and backward', async () => {
    await openFile(page, 'two_layer.bp');
    await command(page, 'Backprop: Step Through');
    await page.locator('.statusbar-item', { hasText: 'Forward 1/11: Z1' }).waitFor();
    await page.keyboard.press('ControlOrMeta+1');
    for (let i = 0; i < 8; i++) await page.keyboard.press('Alt+]');
    await page.locator('.statusbar-item', { hasText: 'Backward 9/11: dZ1' }).waitFor();
    await page.screenshot({ path: join(pictures, 'step-through.png') });
    await page.keyboard.press('Escape');
    await page.locator('.statusbar-item', { hasText: '9/11' }).waitFor({ state: 'detached' });
    await command(page, 'View: Close All Editors');
  });

  it('judge an exercise line by line', async () => {
    await openFile(page, 'two_layer.bp');
    await lens(page, /gradients? correct/).waitFor();
    await command(page, 'Backprop: Practise');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'This file' }).first().click();
    await lens(page, '0 of 6 right').waitFor();
    await page.keyboard.type('A2 - Y');
    await lens(page, '1 of 6 right').waitFor();
    await page.screenshot({ path: join(pictures, 'practise.png') });
    await command(page, 'View: Close All Editors');
  });

  it('begin with a walkthrough', async () => {
    await command(page, 'Welcome: Open Walkthrough');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Backprop Lens' }).first().click();
    await page.locator('.getting-started-step', { hasText: 'Break a transpose' }).first().click();
    await page.waitForTimeout(1500);
    await page.screenshot({ path: join(pictures, 'walkthrough.png') });
  });
});
