// What a person does in the window, for the tests that drive it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

export const pictures = join(__dirname, '../pictures');

/** The name in the list of themes, the class that the window then has, and the one that a webview's body has. */
export const THEMES = {
  light: ['Light Modern', 'vs', 'vscode-light'],
  dark: ['Dark Modern', 'vs-dark', 'vscode-dark'],
  contrast: ['Dark High Contrast', 'hc-black', 'vscode-high-contrast'],
} as const;

export type Theme = keyof typeof THEMES;

/** How long one attempt waits, and how often it is tried: a loaded machine may need both. */
const PATIENCE = 6000;
const ATTEMPTS = 10;

type Wait = (timeout: number) => Promise<unknown>;

/** Waits for something to be seen. */
export const seen =
  (what: Locator): Wait =>
  timeout =>
    what.waitFor({ timeout });

/**
 * Does something and waits for what it leads to; does it again, as a person would, where that does not come: lists and menus move
 * and close by themselves when something else takes the focus, and a key that is pressed too early goes nowhere.
 */
export async function insist(page: Page, act: () => Promise<unknown>, done: Wait): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await act();
      await done(PATIENCE);
      return;
    } catch (error) {
      const late = await done(500).then(
        () => true,
        () => false,
      );
      if (late) return;
      if (attempt === ATTEMPTS) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

const inputBox = (page: Page): Locator => page.locator('.quick-input-widget:visible input').first();

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

/** Opens the quick input by a key, types, and takes the entry that has the label (without one: what is typed). */
async function quickInput(page: Page, key: string, text: string, label?: string): Promise<void> {
  await page.keyboard.press(key);
  await inputBox(page).fill(text, { timeout: PATIENCE });
  if (label) await focusEntry(page, label);
  await page.keyboard.press('Enter');
}

/** Moves the focus of the list to an entry. By keys: the rows are filled anew while more is found, and a click takes what comes there. */
async function focusEntry(page: Page, label: string): Promise<void> {
  const entries = page.locator('.quick-input-list .monaco-list-row');
  const name = page.locator('.label-name', { hasText: exactly(label) });
  const wanted = entries.filter({ has: name }).first();
  await wanted.waitFor({ timeout: PATIENCE });
  for (let moves = 0; moves < 10; moves++) {
    const focused = page.locator('.quick-input-list .monaco-list-row.focused').filter({ has: name });
    const there = await focused.waitFor({ timeout: 300 }).then(
      () => true,
      () => false,
    );
    if (there) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${label} cannot be focused`);
}

/** Runs a command of the palette; with `done`, until that is reached. */
export const command = (page: Page, title: string, done: Wait = async () => undefined): Promise<void> =>
  insist(page, () => quickInput(page, 'F1', `>${title}`, title), done);

/** Runs a command that asks by a list, and takes an entry of it that has the text. */
export const commandAndPick = (page: Page, title: string, text: string, done: Wait): Promise<void> =>
  insist(
    page,
    async () => {
      await quickInput(page, 'F1', `>${title}`, title);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click({ timeout: PATIENCE });
    },
    done,
  );

/** Opens a file of the workspace by its name, at its start: an editor opens where it was left. */
export async function openFile(page: Page, name: string): Promise<void> {
  const tab = page.locator(`.tab.active[data-resource-name="${name}"]`).first();
  await insist(page, () => quickInput(page, 'ControlOrMeta+P', name, name), seen(tab));
  await insist(page, () => page.keyboard.press('ControlOrMeta+Home'), seen(place(page, 1, 1)));
}

/** Where the status bar says that the cursor is, counted from 1. */
const place = (page: Page, line: number, column: number): Locator =>
  page.locator('[id="status.editor.selection"]', { hasText: new RegExp(`^Ln ${line}, Col ${column}$`) });

/** Goes to a line and column of the editor in the first group, counted from 1. */
export const goTo = (page: Page, line: number, column: number): Promise<void> =>
  insist(
    page,
    async () => {
      await page.keyboard.press('ControlOrMeta+1');
      await quickInput(page, 'ControlOrMeta+G', `:${line}:${column}`);
    },
    seen(place(page, line, column)),
  );

/** Waits until the cursor of the first editor is on a line, counted from 1. */
export const atLine = (page: Page, line: number): Wait =>
  seen(page.locator('.monaco-editor .active-line-number', { hasText: new RegExp(`^${line}$`) }).first());

/** The inside of the visible webview. */
export const view = (page: Page): FrameLocator => page.frameLocator('iframe.webview:visible').frameLocator('iframe#active-frame');

/** A node of the graph by its name. */
export const node = (page: Page, name: string): Locator => view(page).locator('.node', { hasText: name }).first();

/** A lens: a link where a click does something, else only text. */
export const lens = (page: Page, text: string | RegExp): Locator =>
  page.locator('.codelens-decoration > :is(a, span)', { hasText: text }).first();

/** Points at the middle of something until the hover has what is looked for: a whole line may be one element, so that it goes by place. */
export async function hover(page: Page, what: Locator, wanted: Locator): Promise<void> {
  await insist(
    page,
    async () => {
      const box = await what.boundingBox();
      if (!box) throw new Error('nothing to point at');
      await page.mouse.move(box.x, box.y + 4 * box.height);
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
    },
    seen(wanted),
  );
}

/** Opens the hover at a line and column until it has what is looked for. */
export async function hoverAt(page: Page, line: number, column: number, wanted: Locator): Promise<void> {
  await goTo(page, line, column);
  await insist(
    page,
    async () => {
      await page.keyboard.press('ControlOrMeta+K');
      await page.keyboard.press('ControlOrMeta+I');
    },
    seen(wanted),
  );
}

/** Takes the quick fix at the cursor that has the label, until it is done. */
export const quickFix = (page: Page, label: string, done: Wait): Promise<void> =>
  insist(
    page,
    async () => {
      await page.keyboard.press('ControlOrMeta+.');
      await page.locator('.action-widget .monaco-list-row', { hasText: label }).first().click({ timeout: PATIENCE });
    },
    done,
  );

/** Waits for a heading in any webview. */
export async function heading(page: Page, text: string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await page.waitForTimeout(100)) {
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
  throw new Error(`no heading ${text} within 60 s`);
}

export async function closeTab(page: Page, name: string): Promise<void> {
  const tab = page.locator('.tab', { hasText: name });
  await tab.click({ button: 'middle' });
  await tab.waitFor({ state: 'detached' });
}

/** Closes every editor, and drops what is not saved. */
export async function closeEditors(page: Page): Promise<void> {
  const drop = page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" });
  const none = page.locator('.part.editor .tab').first();
  await command(page, 'View: Close All Editors', async timeout => {
    await drop.or(page.locator('.editor-group-container.empty')).first().waitFor({ timeout });
    if (await drop.isVisible()) await drop.click({ timeout });
    await none.waitFor({ state: 'detached', timeout });
  });
}

/** Changes the theme, and waits until the colours have faded over. */
export async function setTheme(page: Page, theme: Theme, inView = true): Promise<void> {
  const [label, windowClass, bodyClass] = THEMES[theme];
  const worn = page.locator(`.monaco-workbench.${windowClass}`).first();
  await insist(
    page,
    async () => {
      await page.keyboard.press('ControlOrMeta+K');
      await quickInput(page, 'ControlOrMeta+T', label, label);
      await inputBox(page).waitFor({ state: 'detached', timeout: PATIENCE });
    },
    seen(worn),
  );
  if (inView) await view(page).locator(`body.${bodyClass}`).waitFor();
  await page.waitForTimeout(600);
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
