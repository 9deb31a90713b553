// Hovers as they look in a real window, in three themes; the walkthrough, an exercise and a walk through the equations.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { closeWorkbench, dispose, openWorkbench, startServer } from '../support/vscodeHost';
import {
  closeEditors,
  command,
  commandAndPick,
  hoverAt,
  insist,
  lens,
  openFile,
  pictures,
  seen,
  setTheme,
  THEMES,
  type Theme,
  view,
} from './workbench';

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
    for (const file of ['two_layer.bp', 'wrong/two_layer_missing_transpose.bp'])
      cpSync(join(root, 'examples', file), join(workspace, basename(file)));
    await startServer({ 'workbench.colorTheme': 'Dark Modern', 'editor.minimap.enabled': false }, 600_000);
    page = await openWorkbench({ workspace, extensionPath: root, viewport: { width: 1200, height: 800 } });
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
  });

  async function show({ file, line, at, says }: (typeof HOVERS)[number]): Promise<void> {
    const lines = readFileSync(join(workspace, file), 'utf8').split('\n');
    const row = lines.findIndex(text => text.startsWith(line));
    const card = page.locator('.monaco-hover:visible', { hasText: says }).filter({ has: page.locator('img') });
    await hoverAt(page, row + 1, lines[row].indexOf(at) + 1, card.first());
  }

  for (const theme of Object.keys(THEMES) as Theme[])
    it(`are readable in the ${theme} theme`, async () => {
      let opened = '';
      await setTheme(page, theme, false);
      for (const hover of HOVERS) {
        if (opened !== hover.file) {
          await openFile(page, hover.file);
          await lens(page, /gradients? correct/).waitFor();
        }
        opened = hover.file;
        await show(hover);
        await page.screenshot({ path: join(pictures, `hover-${hover.name}-${theme}.png`) });
        await page.keyboard.press('Escape');
      }
    });

  it('walk through the equations, forward and backward', async () => {
    await openFile(page, 'two_layer.bp');
    await lens(page, /gradients? correct/).waitFor();
    const at = (text: string) => page.locator('.statusbar-item', { hasText: text });
    await command(page, 'Backprop: Step Through', seen(at('Forward 1/11: Z1')));
    await page.keyboard.press('ControlOrMeta+1');
    for (const step of ['2/11', '3/11', '4/11', '5/11', '6/11', '7/11', '8/11']) {
      await page.keyboard.press('Alt+]');
      await at(step).waitFor();
    }
    await page.keyboard.press('Alt+]');
    await at('Backward 9/11: dZ1').waitFor();
    await page.screenshot({ path: join(pictures, 'step-through.png') });
    await insist(
      page,
      () => page.keyboard.press('Escape'),
      timeout => at('9/11').waitFor({ state: 'detached', timeout }),
    );
    await closeEditors(page);
  });

  it('judge an exercise line by line', async () => {
    await openFile(page, 'two_layer.bp');
    await lens(page, /gradients? correct/).waitFor();
    await commandAndPick(page, 'Backprop: Practise', 'This file', seen(lens(page, '0 of 6 right')));
    await page.keyboard.type('A2 - Y');
    await lens(page, '1 of 6 right').waitFor();
    await page.screenshot({ path: join(pictures, 'practise.png') });
    await closeEditors(page);
  });

  it('begin with a walkthrough', async () => {
    await page.setViewportSize({ width: 1600, height: 900 }); // a narrow one has no pictures
    const explorer = page.locator('.part.sidebar').first();
    await command(page, 'View: Toggle Primary Side Bar Visibility', timeout => explorer.waitFor({ state: 'hidden', timeout }));
    const step = page.locator('.getting-started-step', { hasText: 'Break a transpose' }).first();
    await commandAndPick(page, 'Welcome: Open Walkthrough...', 'Backprop Lens', seen(step));
    await step.click();
    await view(page).locator('svg').first().waitFor();
    await page.screenshot({ path: join(pictures, 'walkthrough.png') });
  });
});
