// One script's panel: a thread of its own runs the script; what it prints, computes and draws goes to the page.
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { figureSvg } from '../figure/svg';
import { locale } from '../messages';
import { trainMessages as say, trainingStrings } from '../messages/train';
import { curvesCsv } from '../train/export';
import { fileName } from '../train/script/names';
import type { FromScript, StartScript } from '../train/script/view';
import type { Thread } from '../worker/thread';
import { html } from './html';
import type { KeptRuns } from './trainingKept';
import { TrainingProgress } from './trainingProgress';
import type { FromTrainingPanel, ScriptSnapshot } from './trainingProtocol';
import { saveAs, saveIn } from './trainingSaving';
import type { ScriptSource } from './trainingScriptSource';
import { GO, STOP, WAIT } from './trainingSignals';

/** A script that needs more memory is ended, and not the editor with it. */
const MEGABYTES = 4096;

export type ScriptResult = Omit<ScriptSnapshot, 'strings' | 'type'>;

export class ScriptPanel {
  private thread: Worker | undefined;
  private signal: Int32Array<SharedArrayBuffer> = signalOf();
  private readonly progress: TrainingProgress;
  private view: ScriptSnapshot['view'] = null;
  private figures: ScriptSnapshot['figures'] = null;
  private loaded = false;
  private readonly waiting: ((view: ScriptSnapshot['view']) => void)[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly source: ScriptSource,
    private readonly extension: vscode.Uri,
    private readonly kept: KeptRuns,
    private readonly log: vscode.LogOutputChannel,
    /** Shows what was kept and does not begin by itself. */
    private readonly idle: boolean,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist')] };
    this.progress = new TrainingProgress(basename(source.uri.path), control => this.control(control.type));
    const receiving = webview.onDidReceiveMessage((message: FromTrainingPanel) => void this.receive(message));
    panel.onDidDispose(() => {
      receiving.dispose();
      this.progress.end();
      this.keep();
      this.end();
    });
    webview.html = html(webview, extension, panel.title, locale() === 'zh' ? 'zh-CN' : 'en', 'training');
  }

  ended(): Promise<ScriptSnapshot['view']> {
    return new Promise(done => this.waiting.push(done));
  }

  toFront(): void {
    this.panel.reveal(undefined, true);
  }

  restart(): void {
    this.panel.reveal(undefined, true);
    void this.start();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private end(): void {
    this.tell(STOP);
    void this.thread?.terminate();
    this.thread = undefined;
    for (const done of this.waiting.splice(0)) done(this.view);
  }

  private tell(signal: number): void {
    Atomics.store(this.signal, 0, signal);
    Atomics.notify(this.signal, 0);
  }

  private async start(): Promise<void> {
    void this.thread?.terminate();
    this.signal = signalOf();
    this.view = null;
    this.figures = [];
    const { uri } = this.source;
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
    const message: StartScript = {
      type: 'script',
      file: basename(uri.path),
      text: await this.source.text(),
      path: uri.scheme === 'file' ? uri.fsPath : '',
      root: folder.fsPath,
      locale: locale(),
      signal: this.signal,
    };
    this.thread = this.makeThread();
    this.thread.postMessage(message);
  }

  private makeThread(): Worker {
    const options = { workerData: 'script' satisfies Thread, resourceLimits: { maxOldGenerationSizeMb: MEGABYTES } };
    const thread = new Worker(vscode.Uri.joinPath(this.extension, 'dist/core.js').fsPath, options);
    thread.on('message', (message: FromScript) => {
      if (this.thread === thread) this.told(message);
    });
    thread.on('error', error => {
      this.log.error(error.stack ?? String(error));
      if (this.thread !== thread) return;
      this.thread = undefined;
      const memory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.broke(memory ? say('scriptMemory', { gigabytes: MEGABYTES / 1024 }) : say('failed', { reason: error.message }));
    });
    thread.unref();
    return thread;
  }

  /** What was seen until then stays. */
  private broke(message: string): void {
    const error = { message, line: null };
    const before = this.view;
    this.view = before
      ? { ...before, state: 'failed', error, secondsLeft: null }
      : {
          state: 'failed',
          error,
          seconds: 0,
          iterations: null,
          secondsLeft: null,
          curves: [],
          output: '',
          cut: 0,
          figures: 0,
          overhead: 0,
        };
    this.finish();
    this.show(null);
  }

  private told(message: FromScript): void {
    if (message.type === 'figures') {
      this.figures = message.figures;
      if (this.view) this.show(message.figures);
      return;
    }
    const first = this.view === null;
    this.view = message.view;
    const { state, iterations, secondsLeft } = message.view;
    this.progress.update({
      state: state === 'failed' ? 'stopped' : state,
      step: iterations?.done ?? 0,
      steps: iterations?.total ?? 0,
      secondsLeft,
    });
    if (state !== 'running' && state !== 'paused') this.finish();
    this.show(first ? this.figures : null);
  }

  private finish(): void {
    this.progress.end();
    this.keep();
    for (const done of this.waiting.splice(0)) done(this.view);
  }

  private get snapshot(): ScriptResult {
    const { uri } = this.source;
    return { view: this.view, uri: uri.toString(), title: vscode.workspace.asRelativePath(uri, false), figures: this.figures };
  }

  private keep(): void {
    if (!this.view) return;
    // Closed while it ran: it will not go on.
    const { state } = this.view;
    const view = state === 'running' || state === 'paused' ? { ...this.view, state: 'stopped' as const, secondsLeft: null } : this.view;
    void this.kept.put(this.source.uri, { type: 'script', result: { ...this.snapshot, view } });
  }

  private show(figures: ScriptSnapshot['figures']): void {
    const message: ScriptSnapshot = { type: 'script', ...this.snapshot, figures, strings: trainingStrings() };
    void this.panel.webview.postMessage(message);
  }

  private async receive(message: FromTrainingPanel): Promise<void> {
    if (message.type === 'ready') await this.ready();
    else if (message.type === 'control') {
      if (message.control.type === 'save') await this.csv();
      else this.control(message.control.type);
    } else if (message.type === 'reveal') await this.source.reveal(message.line, this.panel.viewColumn);
    else if (message.type === 'figure') await this.saveFigures(message.id);
    else if (message.type === 'picture') await saveAs(this.source.uri, message.format, pictureBytes(message));
  }

  private async ready(): Promise<void> {
    if (this.loaded || this.view) return this.show(this.figures);
    this.loaded = true;
    if (!this.idle) return this.start();
    const known = await this.kept.get(this.source.uri);
    if (known?.type === 'script') {
      this.view = known.result.view;
      this.figures = known.result.figures;
    }
    this.show(this.figures);
  }

  private control(type: string): void {
    if (type === 'reset' || (type === 'resume' && !this.thread)) void this.start();
    else if (type === 'pause') this.tell(WAIT);
    else if (type === 'resume') this.tell(GO);
    else if (type === 'stop') this.tell(STOP);
  }

  private async csv(): Promise<void> {
    if (this.view) await saveAs(this.source.uri, 'csv', Buffer.from(curvesCsv(this.view.curves)));
  }

  private async saveFigures(id: number | null): Promise<void> {
    const chosen = (this.figures ?? []).filter(figure => id === null || figure.id === id);
    const files = chosen.map(figure => ({ name: fileName(figure.saved, figure.id), content: Buffer.from(figureSvg(figure)) }));
    if (files.length === 1) await saveAs(this.source.uri, 'svg', files[0].content, files[0].name);
    else if (files.length) await saveIn(this.source.uri, files);
  }
}

const signalOf = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4));

const pictureBytes = ({ format, data }: { format: 'svg' | 'png'; data: string }): Buffer =>
  Buffer.from(data, format === 'svg' ? 'utf8' : 'base64');
