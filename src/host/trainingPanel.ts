// One file's training panel: a thread of its own trains, views of the run go to the page, what the page asks goes to the thread.
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { locale } from '../messages';
import { trainingStrings, trainMessages } from '../messages/train';
import type { Fix } from '../report/report';
import type { Control, FromRun, StartRun, ToRun } from '../train/messages';
import type { TrainingView } from '../train/view';
import type { Thread } from '../worker/thread';
import type { Analyses } from './analyses';
import { html } from './html';
import { editOf } from './quickFixes';
import { exportsOf, type Kept, type KeptRuns } from './trainingKept';
import { TrainingProgress } from './trainingProgress';
import type { BlamedEquation, FromTrainingPanel, ToTrainingPanel } from './trainingProtocol';
import { type Format, saveAs } from './trainingSaving';

/** So long a closed panel's thread has to hand over what it trained. */
const CLOSING = 3000;

export class TrainingPanel {
  private thread: Worker | undefined;
  private last: ToTrainingPanel | undefined;
  private readonly progress: TrainingProgress;
  private withExact = true;
  private latest: TrainingView | null = null;
  /** What is kept of the run, once it has ended; until the next one. */
  private result: Extract<Kept, { type: 'run' }> | null = null;
  private loaded = false;
  /** Who waits for the run to end. */
  private readonly waiting: ((view: TrainingView | null) => void)[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly document: vscode.TextDocument,
    private readonly extension: vscode.Uri,
    private readonly analyses: Analyses,
    private readonly kept: KeptRuns,
    private readonly log: vscode.LogOutputChannel,
    /** Wait at the first step, or show what was kept: a panel that is restored does not begin by itself. */
    private paused: boolean,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist')] };
    this.progress = new TrainingProgress(basename(document.uri.path), control => this.tell(control));
    const receiving = webview.onDidReceiveMessage((message: FromTrainingPanel) => this.receive(message));
    panel.onDidDispose(() => {
      receiving.dispose();
      this.progress.end();
      this.end(null);
      this.closed();
    });
    webview.html = html(webview, extension, panel.title, locale() === 'zh' ? 'zh-CN' : 'en', 'training');
  }

  /** The view of the run when it no longer trains; null where it cannot. */
  ended(): Promise<TrainingView | null> {
    return new Promise(done => this.waiting.push(done));
  }

  private end(view: TrainingView | null): void {
    for (const done of this.waiting.splice(0)) done(view);
  }

  /** What was trained until now is kept; then the thread ends. */
  private closed(): void {
    const { thread } = this;
    this.thread = undefined;
    if (!thread) return;
    if (this.result) return void thread.terminate();
    thread.removeAllListeners('message');
    thread.on('message', (message: FromRun) => {
      if (message.type === 'view') this.latest = message.view;
      if (message.type !== 'kept') return;
      this.keep(message);
      void thread.terminate();
    });
    thread.postMessage({ type: 'stop' } satisfies ToRun);
    thread.postMessage({ type: 'keep' } satisfies ToRun);
    setTimeout(() => void thread.terminate(), CLOSING).unref();
  }

  private keep(message: Extract<FromRun, { type: 'kept' }>): void {
    if (!this.latest) return;
    const { strings: _strings, ...common } = this.common;
    const snapshot = {
      type: 'run' as const,
      view: this.latest,
      uri: this.document.uri.toString(),
      blamed: this.blamed()?.told ?? null,
      ...common,
    };
    this.result = { type: 'run', snapshot, exports: exportsOf(message) };
    void this.kept.put(this.document.uri, this.result);
  }

  toFront(): void {
    this.panel.reveal(undefined, true);
  }

  /** Brings the panel to the front and trains the file as it is now. */
  restart(): void {
    this.panel.reveal(undefined, true);
    this.start(false);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private start(paused: boolean): void {
    const { document } = this;
    this.paused = paused;
    this.result = null;
    const path = document.uri.scheme === 'file' ? document.uri.fsPath : '';
    const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath ?? vscode.Uri.joinPath(document.uri, '..').fsPath;
    const message: StartRun = {
      type: 'start',
      file: basename(document.uri.path),
      text: document.getText(),
      path,
      root,
      locale: locale(),
      withExact: this.withExact,
      paused,
    };
    this.tell(message);
  }

  private tell(message: ToRun): void {
    this.thread ??= this.makeThread();
    this.thread.postMessage(message);
  }

  private makeThread(): Worker {
    const thread = new Worker(vscode.Uri.joinPath(this.extension, 'dist/core.js').fsPath, { workerData: 'training' satisfies Thread });
    thread.on('message', (message: FromRun) => this.told(message));
    thread.on('error', error => {
      this.log.error(error.stack ?? String(error));
      if (this.thread !== thread) return;
      this.thread = undefined;
      this.show({ type: 'refused', problems: [trainMessages('failed', { reason: error.message })], ...this.common });
    });
    thread.unref();
    return thread;
  }

  private get common(): { title: string; strings: Record<string, string> } {
    return { title: vscode.workspace.asRelativePath(this.document.uri, false), strings: trainingStrings() };
  }

  private told(message: FromRun): void {
    if (message.type === 'saved') void saveAs(this.document.uri, message.format, message.content);
    else if (message.type === 'kept') this.keep(message);
    else if (message.type === 'refused') {
      this.progress.end();
      this.end(null);
      this.show({ type: 'refused', problems: message.problems, ...this.common });
    } else {
      this.latest = message.view;
      if (message.view.state !== 'running') this.end(message.view);
      if (message.view.state !== 'running' && message.view.state !== 'paused') this.tell({ type: 'keep' });
      this.progress.update(message.view);
      this.show({
        type: 'run',
        view: message.view,
        uri: this.document.uri.toString(),
        blamed: this.blamed()?.told ?? null,
        ...this.common,
      });
    }
  }

  private show(message: ToTrainingPanel): void {
    this.last = message;
    void this.panel.webview.postMessage(message);
  }

  /** What the checker found wrong with the file as it stands: the first wrong gradient, and a fix that it has proven. */
  private blamed(): { told: BlamedEquation; fix: Fix | undefined; version: number } | null {
    const latest = this.analyses.latest(this.document.uri);
    const finding = latest?.report.findings.find(f => f.rule === 'wrong-gradient');
    if (!latest || !finding) return null;
    const fix = finding.fixes.find(f => f.verified);
    return { told: { message: finding.message, line: finding.range.start.line, fix: fix?.title ?? null }, fix, version: latest.version };
  }

  private receive(message: FromTrainingPanel): void {
    switch (message.type) {
      case 'ready':
        // A page that was hidden and shown again gets what it had.
        if (this.loaded && this.last) this.show(this.last);
        else if (this.paused) void this.showKept();
        else this.start(false);
        this.loaded = true;
        break;
      case 'control':
        this.control(message.control);
        break;
      case 'reveal':
        void this.reveal(message.line);
        break;
      case 'fix':
        void this.applyFix();
        break;
      case 'picture':
        void saveAs(this.document.uri, message.format, Buffer.from(message.data, message.format === 'svg' ? 'utf8' : 'base64'));
    }
  }

  /** The last run as it was left; where there was none, the run's first step, waiting. */
  private async showKept(): Promise<void> {
    const kept = await this.kept.get(this.document.uri);
    if (kept?.type !== 'run') return this.start(true);
    this.result = kept;
    this.latest = kept.snapshot.view;
    this.show({ ...kept.snapshot, strings: trainingStrings() });
  }

  private control(control: Control): void {
    // A run that was kept has ended with its panel: what can be saved of it is known, everything else is a new run.
    if (!this.thread && this.result) {
      if (control.type === 'save') void saveAs(this.document.uri, control.format, contentOf(this.result.exports, control.format));
      else if (control.type !== 'rate' && control.type !== 'stop') this.start(control.type !== 'resume');
      return;
    }
    if (control.type === 'compare') this.withExact = control.withExact;
    // From the start again means the file as it is now.
    if (control.type === 'reset') this.start(true);
    else this.tell(control);
  }

  private async reveal(line: number): Promise<void> {
    const at = new vscode.Position(Math.max(0, line - 1), 0);
    const visible = vscode.window.visibleTextEditors.find(each => each.document === this.document);
    const beside = this.panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
    const selection = this.document.lineAt(Math.min(at.line, this.document.lineCount - 1)).range;
    await vscode.window.showTextDocument(this.document, { viewColumn: visible?.viewColumn ?? beside, selection });
  }

  /** Puts the proven fix in and trains again. */
  private async applyFix(): Promise<void> {
    const found = this.blamed();
    if (!found?.fix || found.version !== this.document.version) return;
    if (await vscode.workspace.applyEdit(editOf([found.fix], this.document.uri))) this.start(false);
  }
}

const contentOf = ({ npz, json, csv }: Extract<Kept, { type: 'run' }>['exports'], format: Format): Uint8Array =>
  format === 'npz' ? Buffer.from(npz, 'base64') : Buffer.from(format === 'json' ? json : csv);
