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
import { TrainingProgress } from './trainingProgress';
import type { BlamedEquation, FromTrainingPanel, ToTrainingPanel } from './trainingProtocol';

const EXTENSIONS = { npz: 'npz', json: 'json', csv: 'csv', svg: 'svg', png: 'png' } as const;

export class TrainingPanel {
  private thread: Worker | undefined;
  private last: ToTrainingPanel | undefined;
  private readonly progress: TrainingProgress;
  private withExact = true;
  private loaded = false;
  /** Who waits for the run to end. */
  private readonly waiting: ((view: TrainingView | null) => void)[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly document: vscode.TextDocument,
    private readonly extension: vscode.Uri,
    private readonly analyses: Analyses,
    private readonly log: vscode.LogOutputChannel,
    /** Wait at the first step: a panel that is restored does not begin by itself. */
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
      void this.thread?.terminate();
      this.thread = undefined;
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
    if (message.type === 'saved') void this.save(message.format, message.content);
    else if (message.type === 'refused') {
      this.progress.end();
      this.end(null);
      this.show({ type: 'refused', problems: message.problems, ...this.common });
    } else {
      if (message.view.state !== 'running') this.end(message.view);
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
        else this.start(this.paused);
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
        void this.save(message.format, message.format === 'svg' ? Buffer.from(message.data) : Buffer.from(message.data, 'base64'));
    }
  }

  private control(control: Control): void {
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

  private async save(format: keyof typeof EXTENSIONS, content: Uint8Array): Promise<void> {
    const { uri } = this.document;
    const defaultUri = uri.with({ path: `${uri.path.replace(/\.\w+$/, '')}.${EXTENSIONS[format]}` });
    const target = await vscode.window.showSaveDialog({ defaultUri, filters: { [format.toUpperCase()]: [EXTENSIONS[format]] } });
    if (!target) return;
    try {
      await vscode.workspace.fs.writeFile(target, content);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(trainMessages('notSaved', { file: target.fsPath, reason }));
    }
  }
}
