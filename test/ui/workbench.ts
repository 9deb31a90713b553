// What a person does in the window, for the tests that drive it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

export const pictures = join(__dirname, '../pictures');

/** The name in the list of themes, and the class that a webview's body then has. */
export const THEMES = {
  light: ['Light Modern', 'vscode-light'],
  dark: ['Dark Modern', 'vscode-dark'],
  contrast: ['Dark High Contrast', 'vscode-high-contrast'],
} as const;

export type Theme = keyof typeof THEMES;

/**
 * Opens the quick input by a key, types, and takes the entry that has the label (without one: Enter). The input moves and
 * closes by itself when something else takes the focus, so that it is tried again, as a person would.
 */
async function quickInput(page: Page, key: string, text: string, label?: string): Promise<void> {
  const timeout = 4000;
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press(key);
      await page.locator('.quick-input-widget input').first().fill(text, { timeout });
      if (label) await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click({ timeout });
      else await page.keyboard.press('Enter');
      return;
    } catch (error) {
      if (attempt === 4) throw error;
      await page.keyboard.press('Escape');
      await page.waitForTimeout(500);
    }
  }
}

export const command = (page: Page, title: string): Promise<void> => quickInput(page, 'F1', `>${title}`, title);

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  await quickInput(page, 'ControlOrMeta+P', name, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/** The inside of the visible webview. */
export const view = (page: Page): FrameLocator => page.frameLocator('iframe.webview:visible').frameLocator('iframe#active-frame');

/** A node of the graph by its name. */
export const node = (page: Page, name: string): Locator => view(page).locator('.node', { hasText: name }).first();

/** Points at the middle of something: a whole line of the editor may be one element, so that it goes by place. */
export async function hover(page: Page, what: Locator): Promise<void> {
  const box = await what.boundingBox();
  if (!box) throw new Error('nothing to point at');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
}

/** Waits for a heading in any webview. */
export async function heading(page: Page, text: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await page.waitForTimeout(100)) {
    const counts = await Promise.all(
      page.frames().map(frame =>
        frame
          .locator('h1', { hasText: text })
          .count()
          .catch(() => 0),
      ),
    );
    if (counts.some(count => count > 0)) return;
  }
  throw new Error(`no heading ${text} within 30 s`);
}

export async function closeTab(page: Page, name: string): Promise<void> {
  const tab = page.locator('.tab', { hasText: name });
  await tab.click({ button: 'middle' });
  await tab.waitFor({ state: 'detached' });
}

export const lens = (page: Page, text: string | RegExp): Locator => page.locator('.codelens-decoration a', { hasText: text }).first();

export async function setTheme(page: Page, theme: Theme, inView = true): Promise<void> {
  const [label, bodyClass] = THEMES[theme];
  await command(page, 'Preferences: Color Theme');
  await page.locator('.quick-input-widget input').first().fill(label);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  if (inView) await view(page).locator(`body.${bodyClass}`).waitFor();
  await page.waitForTimeout(600); // colours fade
}

/** Takes the picture of the window in every theme: NAME-light.png and so on. */
export async function photograph(page: Page, name: string, inView = true): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const theme of Object.keys(THEMES) as Theme[]) {
    await setTheme(page, theme, inView);
    await page.mouse.move(400, 900); // off every button: no tooltip in the picture
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`) });
  }
}

/** Waits until the cursor of the first editor is on a line, counted from 1. */
export const atLine = (page: Page, line: number): Promise<void> =>
  page
    .locator('.monaco-editor .active-line-number', { hasText: new RegExp(`^${line}$`) })
    .first()
    .waitFor();

/** Goes to a line and column of the editor in the first group, counted from 1. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await page.keyboard.press('ControlOrMeta+1');
  await quickInput(page, 'ControlOrMeta+G', `:${line}:${column}`);
}
