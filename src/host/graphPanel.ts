// One file's graph panel: sends whole snapshots, follows edits and the cursor, and does what the view asks.
import * as vscode from 'vscode';
import { locale } from '../messages';
import { host } from '../messages/host';
import { viewStrings } from '../messages/view';
import { compareReports } from '../picture/compare';
import type { Report } from '../report/report';
import type { WorkerClient } from '../worker/client';
import type { Analyses, Analysis } from './analyses';
import { exportPicture } from './exportPicture';
import type { HoverFormulas } from './hoverFormulas';
import { html } from './html';
import { localDerivatives } from './localDerivatives';
import { nameOf } from './models';
import { Details } from './nodeDetails';
import { nodesAt } from './nodesAt';
import { fromPosition, toRange } from './positions';
import type { ApplyFix, Comparison, Reveal, ToHost, ToView, ViewLayout, ViewSettings } from './protocol';
import { editOf } from './quickFixes';

/** Work that takes longer is announced, with a way to give it up. */
const PATIENCE = 200;

/** Another version of the model, whose difference is shown. */
export interface Against {
  readonly title: string;
  readonly report: Report;
}

interface Manner {
  readonly against?: Against;
  /** Asks with which version to compare. */
  compare(): void;
}

export class GraphPanel {
  /** False: it goes with the active editor. */
  pinned = true;
  /** What is drawn: the last analysis whose text could be read as a whole. */
  private good: Analysis | undefined;
  private layout: ViewLayout = {};
  private last: ToView | undefined;
  /** Of the newest layout asked for; an older one's answer is dropped. */
  private turn = 0;
  private readonly details: Details;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly document: vscode.TextDocument,
    private readonly extension: vscode.Uri,
    private readonly analyses: Analyses,
    private readonly worker: WorkerClient,
    formulas: HoverFormulas,
    private readonly manner: Manner,
  ) {
    this.details = new Details(document, worker, formulas);
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist')] };
    panel.iconPath = { light: this.icon('graph-light.svg'), dark: this.icon('graph-dark.svg') };
    this.subscriptions = [webview.onDidReceiveMessage((message: ToHost) => this.receive(message))];
    this.subscriptions.push(panel.onDidDispose(() => this.end()));
    webview.html = html(webview, extension, panel.title, locale() === 'zh' ? 'zh-CN' : 'en');
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** Gives its place in the window away, for another file. */
  release(): vscode.WebviewPanel {
    this.end();
    return this.panel;
  }

  loosen(): void {
    this.pinned = false;
  }

  private end(): void {
    this.turn++;
    this.worker.cancel(this.key);
    for (const each of this.subscriptions) each.dispose();
  }

  /** Draws the newest report that can be drawn; the view replaces what it has. */
  async refresh(): Promise<void> {
    const latest = this.analyses.latest(this.document.uri);
    const broken = latest === undefined || isBroken(latest);
    if (!broken || !this.good) this.good = latest;
    if (this.good?.report.graph.nodes.length) await this.draw(this.good, this.good !== latest);
    else this.nothing();
  }

  /** Lights nodes as the cursor does. */
  light(nodes: string[]): void {
    this.send({ type: 'cursor', nodes });
  }

  cursor(position: vscode.Position): void {
    if (this.good) this.send({ type: 'cursor', nodes: nodesAt(this.good.report.graph, fromPosition(position)) });
  }

  private async draw(analysis: Analysis, stale: boolean): Promise<void> {
    const { version, took } = analysis;
    const { report, comparison } = this.shown(analysis);
    const turn = ++this.turn;
    const { layout } = this;
    const busy = setTimeout(() => this.send({ type: 'busy', text: host('layingOut') }), PATIENCE);
    try {
      const { values } = settings();
      const scene = await this.worker.run('scene', { key: this.key, report, layout, values, locale: locale() }, this.key);
      if (!scene || turn !== this.turn) return;
      const uri = this.document.uri.toString();
      const title = vscode.workspace.asRelativePath(this.document.uri, false);
      const shown = {
        report,
        scene,
        layout,
        version,
        stale,
        took,
        pinned: this.pinned,
        locals: localDerivatives(analysis),
        ...(comparison && { comparison }),
      };
      this.last = { type: 'snapshot', uri, title, locale: locale(), settings: settings(), strings: viewStrings(), ...shown };
      this.send(this.last);
      void this.answer(this.details.all(report));
    } catch (error) {
      if (turn === this.turn) this.fail(error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(busy);
    }
  }

  /** The report, or both versions' as one. */
  private shown({ report }: Analysis): { report: Report; comparison?: Comparison } {
    const { against } = this.manner;
    if (!against) return { report };
    const both = compareReports(against.report, report);
    return { report: both.report, comparison: { with: against.title, ...both.tally } };
  }

  private nothing(): void {
    const { uri } = this.document;
    const failure = this.analyses.failure(uri);
    // The first report is still on its way: the view says that it is loading.
    if (this.analyses.isModel(uri) && !this.analyses.latest(uri) && !failure) return;
    if (failure) this.fail(failure);
    else this.sayNothing(host('panelEmpty', { file: nameOf(uri) }));
  }

  private fail(reason: string): void {
    this.sayNothing(host('notAnalysed', { file: nameOf(this.document.uri), reason: reason.split('\n')[0] }));
  }

  private sayNothing(reason: string): void {
    this.last = { type: 'nothing', reason, strings: viewStrings() };
    this.send(this.last);
  }

  private send(message: ToView): void {
    void this.panel.webview.postMessage(message);
  }

  private receive(message: ToHost): void {
    switch (message.type) {
      case 'ready':
        this.layout = message.layout ?? this.layout;
        this.pinned = message.pinned ?? this.pinned;
        void this.refresh().then(() => this.followCursor());
        break;
      case 'layout':
        this.layout = message.layout;
        void this.refresh();
        break;
      case 'cancel':
        this.turn++;
        this.worker.cancel(this.key);
        if (this.last) this.send(this.last);
        else this.sayNothing(host('layoutCancelled'));
        break;
      case 'reveal':
        void this.revealSource(message);
        break;
      case 'fix':
        void this.applyFix(message);
        break;
      case 'pin':
        this.pinned = message.pinned;
        break;
      case 'compare':
        this.manner.compare();
        break;
      case 'details':
        if (this.good?.version === message.version) void this.answer(this.details.of(this.good, message.node));
        break;
      case 'tiles':
        void this.answer(this.details.tiles(message));
        break;
      case 'export':
        if (this.good) void exportPicture(message, this.document.uri, this.shown(this.good).report, this.worker);
        break;
    }
  }

  /** A closer look that fails is no reason to take the picture away: the view goes on with the report's samples. */
  private async answer(work: Promise<ToView | undefined>): Promise<void> {
    const message = await work.catch(() => undefined);
    if (message) this.send(message);
  }

  private followCursor(): void {
    const editor = vscode.window.visibleTextEditors.find(each => each.document === this.document);
    if (editor) this.cursor(editor.selection.active);
  }

  private async revealSource({ range, focus }: Reveal): Promise<void> {
    const selection = toRange(range);
    const visible = vscode.window.visibleTextEditors.find(each => each.document === this.document);
    // Never on top of the panel itself.
    const beside = this.panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
    const viewColumn = visible?.viewColumn ?? beside;
    const editor = await vscode.window.showTextDocument(this.document, { viewColumn, preserveFocus: !focus, selection });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private async applyFix({ version, finding, fix }: ApplyFix): Promise<void> {
    const latest = this.analyses.latest(this.document.uri);
    const chosen = latest?.report.findings[finding]?.fixes[fix];
    if (!chosen || latest?.version !== version || this.document.version !== version) {
      void vscode.window.showWarningMessage(host('fixStale', { file: nameOf(this.document.uri) }));
      return;
    }
    await vscode.workspace.applyEdit(editOf([chosen], this.document.uri));
  }

  private get key(): string {
    return `scene of ${this.document.uri} ${this.manner.against?.title ?? ''}`;
  }

  private icon(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.extension, 'media', name);
  }
}

/** While a line is half typed its equation is missing: the picture before it says more than one with a hole. */
const isBroken = ({ report }: Analysis): boolean =>
  report.findings.some(finding => finding.rule === 'syntax') || !report.graph.nodes.length;

function settings(): ViewSettings {
  const graph = vscode.workspace.getConfiguration('backprop.graph');
  return { values: graph.get('values', true), canvasFrom: graph.get('canvasFrom', 250) };
}
