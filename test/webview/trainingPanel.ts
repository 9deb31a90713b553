// Opens the built training panel in headless Chromium with the real driver of a run behind it; the test decides when the run goes on.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { BlamedEquation, FromTrainingPanel, RunSnapshot, ToTrainingPanel } from '../../src/host/trainingProtocol';
import { useLocale } from '../../src/messages';
import { trainingStrings } from '../../src/messages/train';
import { Driver } from '../../src/train/driver';
import type { FromRun, ToRun } from '../../src/train/messages';
import type { FromScript } from '../../src/train/script/view';
import { Watch } from '../../src/train/script/watch';
import { reader } from '../../src/worker/files';
import { bodyClass, type ThemeName, themeCss } from './themes';

const root = join(__dirname, '../..');
const origin = 'http://training.test';
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

function browserPath(): string {
  const known = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = known.flatMap(name => (process.env.PATH ?? '').split(':').map(folder => join(folder, name))).find(existsSync);
  if (!found) throw new Error('no Chromium on the PATH');
  return found;
}

let browser: Promise<Browser> | undefined;
let bundle: Promise<{ script: string; style: string }> | undefined;

async function bundled(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['webview/training/main.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    outdir: 'out',
    logLevel: 'warning',
  });
  const text = (end: string): string => outputFiles.find(file => file.path.endsWith(end))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}

export async function closeTrainingBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

export interface PanelOptions {
  theme?: ThemeName;
  width?: number;
  height?: number;
  locale?: 'en' | 'zh';
  blamed?: BlamedEquation;
  /** What the file says, where it is not the example as it stands. */
  text?: string;
}

export class TrainingPanel {
  readonly sent: FromTrainingPanel[] = [];
  readonly errors: string[] = [];
  readonly saved: Extract<FromRun, { type: 'saved' }>[] = [];
  view: RunSnapshot['view'] | null = null;
  scripts: readonly FromScript[] = [];
  private readonly driver: Driver;

  private constructor(
    readonly page: Page,
    private readonly file: string,
    private readonly options: PanelOptions,
  ) {
    this.driver = new Driver({
      tell: message => void this.told(message),
      later: run => void setImmediate(run),
      reader: () => path => {
        const beside = join(root, 'examples', path);
        return existsSync(beside) ? readFileSync(beside) : null;
      },
    });
  }

  static async open(file: string, options: PanelOptions = {}): Promise<TrainingPanel> {
    browser ??= chromium.launch({ executablePath: browserPath(), args: flags });
    bundle ??= bundled();
    const page = await (await browser).newPage({ viewport: { width: options.width ?? 1440, height: options.height ?? 900 } });
    const panel = new TrainingPanel(page, file, options);
    await panel.serve(await bundle);
    return panel;
  }

  private async serve({ script, style }: { script: string; style: string }): Promise<void> {
    const { page, options } = this;
    const theme = options.theme ?? 'dark';
    page.on('console', message => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('pageerror', error => this.errors.push(error.message));
    await page.exposeFunction('toHost', (message: FromTrainingPanel) => this.receive(message));
    await page.addInitScript(
      'window.acquireVsCodeApi = () => ({ postMessage: message => window.toHost(JSON.parse(JSON.stringify(message))), setState: state => { window.viewState = state; } })',
    );
    const policy = `default-src 'none'; script-src 'nonce-view'; style-src ${origin}; img-src ${origin} data: blob:; font-src ${origin}`;
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>training</title><link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="training.css"></head><body class="${bodyClass[theme]}"><div id="root"></div><script nonce="view" src="training.js"></script></body></html>`;
    const files: Record<string, [string, string]> = {
      '/': [html, 'text/html'],
      '/training.js': [script, 'text/javascript'],
      '/training.css': [style, 'text/css'],
      '/theme.css': [themeCss(theme), 'text/css'],
    };
    await page.route('**/*', route => {
      const [body, contentType] = files[new URL(route.request().url()).pathname] ?? ['', 'text/plain'];
      return route.fulfill({ body, contentType, headers: contentType === 'text/html' ? { 'content-security-policy': policy } : {} });
    });
    await page.goto(`${origin}/`);
  }

  private receive(message: FromTrainingPanel): void {
    this.sent.push(message);
    if (message.type === 'control') this.tell(message.control);
    if (message.type !== 'ready') return;
    if (this.file.endsWith('.py')) {
      this.runScript();
      return;
    }
    const text = this.options.text ?? readFileSync(join(root, this.file), 'utf8');
    this.tell({
      type: 'start',
      file: this.file,
      text,
      path: this.file,
      root,
      locale: this.options.locale ?? 'en',
      withExact: true,
      paused: true,
    });
  }

  /** Runs the script to its end; the page gets every message in its turn. */
  private runScript(): void {
    const told: FromScript[] = [];
    const text = this.options.text ?? readFileSync(join(root, this.file), 'utf8');
    const readFile = reader(join(root, this.file), root);
    new Watch({ file: this.file, text }, { readFile, tell: message => told.push(message), goOn: () => true }).run();
    this.scripts = told;
    void this.showScript(told);
  }

  /** Shows messages of a script: the last view that they hold, and the last figures. */
  async showScript(told: readonly FromScript[]): Promise<void> {
    useLocale(this.options.locale ?? 'en');
    const view = told.flatMap(m => (m.type === 'script' ? [m.view] : [])).at(-1) ?? null;
    const figures = told.flatMap(m => (m.type === 'figures' ? [m.figures] : [])).at(-1) ?? [];
    await this.post({ type: 'script', view, figures, uri: `file:///${this.file}`, title: this.file, strings: trainingStrings() });
  }

  async post(message: ToTrainingPanel): Promise<void> {
    await this.page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`).catch(() => {});
  }

  tell(message: ToRun): void {
    this.driver.receive(message);
  }

  private async told(message: FromRun): Promise<void> {
    if (message.type === 'saved') this.saved.push(message);
    if (message.type === 'saved' || message.type === 'kept') return;
    useLocale(this.options.locale ?? 'en');
    const common = { strings: trainingStrings(), title: this.file };
    const out: ToTrainingPanel =
      message.type === 'refused'
        ? { type: 'refused', problems: message.problems, ...common }
        : { type: 'run', view: message.view, uri: `file:///${this.file}`, blamed: this.options.blamed ?? null, ...common };
    if (message.type === 'view') this.view = message.view;
    await this.post(out);
  }

  /** Lets the run go on until it is no longer running. */
  async finish(): Promise<void> {
    this.tell({ type: 'resume' });
    for (let i = 0; i < 600 && (this.view === null || this.view.state === 'running'); i++) await new Promise(done => setTimeout(done, 50));
    await this.settle();
  }

  async settle(): Promise<void> {
    await this.page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 120))))');
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
