// Opens the built view in headless Chromium with a host of our own behind it: the real layout and scene, a recorder of what the view asks.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { AskDetails, AskTiles, Snapshot, ToHost, ToView, ViewLayout } from '../../src/host/protocol';
import { useLocale } from '../../src/messages';
import { viewStrings } from '../../src/messages/view';
import { layout, sceneOf } from '../../src/picture';
import type { Picture } from '../../src/picture/picture';
import type { Report } from '../../src/report/report';
import { bodyClass, type ThemeName, themeCss } from './themes';

const root = join(__dirname, '../..');
const origin = 'http://view.test';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function browserPath(): string {
  const known = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = known.flatMap(name => (process.env.PATH ?? '').split(':').map(folder => join(folder, name))).find(path => existsSync(path));
  if (!found) throw new Error('no Chromium on the PATH');
  return found;
}

let browser: Promise<Browser> | undefined;
let bundle: Promise<{ script: string; style: string }> | undefined;

async function bundled(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['webview/main.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    outdir: 'out',
    logLevel: 'warning',
  });
  const text = (end: string) => outputFiles.find(file => file.path.endsWith(end))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

export interface ViewOptions {
  theme?: ThemeName;
  width?: number;
  height?: number;
  locale?: 'en' | 'zh';
  layout?: ViewLayout;
  stale?: boolean;
  canvasFrom?: number;
  reducedMotion?: boolean;
  /** The host stays silent: nothing is sent in answer to `ready`. */
  silent?: boolean;
  /** The factors of the chain rule. */
  locals?: Record<string, string>;
  /** Answers what only a real analysis knows: details of a node, and parts of its tensors. */
  closer?(message: AskDetails | AskTiles): ToView | null;
}

export class View {
  readonly sent: ToHost[] = [];
  /** Errors on the page, refusals of the content security policy among them. */
  readonly errors: string[] = [];
  layout: ViewLayout = {};
  private previous: Picture | undefined;

  private constructor(
    readonly page: Page,
    public report: Report,
    readonly options: ViewOptions,
  ) {}

  static async open(report: Report, options: ViewOptions = {}): Promise<View> {
    browser ??= chromium.launch({ executablePath: browserPath(), args: flags });
    bundle ??= bundled();
    const page = await (await browser).newPage({
      viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
      reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
    });
    const view = new View(page, report, options);
    view.layout = options.layout ?? {};
    await view.serve(await bundle);
    return view;
  }

  private async serve({ script, style }: { script: string; style: string }): Promise<void> {
    const { page, options } = this;
    const theme = options.theme ?? 'dark';
    page.on('console', message => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('pageerror', error => this.errors.push(error.message));
    await page.exposeFunction('toHost', (message: ToHost) => this.receive(message));
    await page.addInitScript(
      `(() => { let state; window.acquireVsCodeApi = () => ({ postMessage: message => window.toHost(JSON.parse(JSON.stringify(message))), getState: () => state, setState: next => { state = next; window.viewState = next; } }); })()`,
    );
    const policy = `default-src 'none'; script-src 'nonce-view'; style-src ${origin}; img-src ${origin} data: blob:; font-src ${origin}`;
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>view</title><link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="webview.css"></head><body class="${bodyClass[theme]}"><script nonce="view" src="webview.js"></script></body></html>`;
    const files: Record<string, [string, string]> = {
      '/': [html, 'text/html'],
      '/webview.js': [script, 'text/javascript'],
      '/webview.css': [style, 'text/css'],
      '/theme.css': [themeCss(theme), 'text/css'],
    };
    await page.route('**/*', route => {
      const [body, contentType] = files[new URL(route.request().url()).pathname] ?? ['', 'text/plain'];
      return route.fulfill({ body, contentType, headers: contentType === 'text/html' ? { 'content-security-policy': policy } : {} });
    });
    await page.goto(`${origin}/`);
    if (!options.silent) await page.locator('.status > span').first().waitFor();
  }

  private receive(message: ToHost): void {
    this.sent.push(message);
    if (this.options.silent) return;
    if (message.type === 'ready') this.layout = { ...this.layout, ...message.layout };
    if (message.type === 'layout') this.layout = message.layout;
    if (message.type === 'ready' || message.type === 'layout') void this.show();
    if (message.type === 'details' || message.type === 'tiles') {
      const answer = this.options.closer?.(message);
      if (answer) void this.post(answer);
    }
  }

  /** Lays the report out and sends it, as the host does. */
  async show(more: Partial<Snapshot> = {}): Promise<void> {
    const { report, options } = this;
    useLocale(options.locale ?? 'en');
    this.previous = layout(report.graph, { ...this.layout, previous: this.previous });
    const scene = sceneOf(report, this.previous, { fonts: this.layout.fonts });
    const snapshot: Snapshot = {
      type: 'snapshot',
      uri: `file:///${report.file}`,
      title: report.file,
      version: 1,
      locale: options.locale ?? 'en',
      report,
      scene,
      layout: this.layout,
      stale: options.stale ?? false,
      settings: { values: true, canvasFrom: options.canvasFrom ?? 800 },
      strings: viewStrings(),
      took: 24,
      pinned: true,
      locals: { dA1: 'W2ᵀ · dZ2', dZ1: 'dA1 * (1 - A1²)', ...options.locals },
      ...more,
    };
    useLocale('en');
    await this.post(snapshot);
  }

  async post(message: ToView): Promise<void> {
    await this.page.evaluate(`window.postMessage(${JSON.stringify(message).replaceAll('\u2028', '\\u2028')}, '*')`);
    await this.settle();
  }

  /** Two frames, and time for what is short. */
  async settle(): Promise<void> {
    await this.page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))');
  }

  /** Messages of one kind. */
  asked<Type extends ToHost['type']>(type: Type): Extract<ToHost, { type: Type }>[] {
    return this.sent.filter((message): message is Extract<ToHost, { type: Type }> => message.type === type);
  }

  async click(id: string): Promise<void> {
    const box = await this.page.locator(`[id="node-${id}"] > .box`).boundingBox();
    if (!box) throw new Error(`no node ${id} on the page`);
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await this.settle();
  }

  /** The ids of the nodes that a selector finds. */
  async ids(selector: string): Promise<string[]> {
    return (await this.page.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map(node => node.dataset.id)`,
    )) as string[];
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/** Keeps a screenshot beside the other things that tests make. */
export async function shoot(view: View, name: string): Promise<void> {
  const folder = join(root, 'out/webview');
  mkdirSync(folder, { recursive: true });
  await view.page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Opens a view, hands it over and closes it; nothing may have gone wrong on the page. */
export async function withView(report: Report, options: ViewOptions, use: (view: View) => Promise<void>): Promise<void> {
  const view = await View.open(report, options);
  try {
    await use(view);
    assert.deepEqual(view.errors, []);
  } finally {
    await view.close();
  }
}
