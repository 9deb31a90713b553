// One file's graph panel: sends whole snapshots, follows edits and the cursor, and does what the view asks.
import * as vscode from 'vscode';
import { locale } from '../messages';
import { host } from '../messages/host';
import type { Analyses, Analysis } from './analyses';
import { html } from './html';
import { nameOf } from './models';
import { nodesAt } from './nodesAt';
import { fromPosition, toRange } from './positions';
import type { ApplyFix, Reveal, ToHost, ToView } from './protocol';
import { editOf } from './quickFixes';

export class GraphPanel {
  /** What is drawn: the last analysis whose text could be read as a whole. */
  private good: Analysis | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly document: vscode.TextDocument,
    private readonly extension: vscode.Uri,
    private readonly analyses: Analyses,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist')] };
    panel.iconPath = { light: this.icon('graph-light.svg'), dark: this.icon('graph-dark.svg') };
    this.subscriptions = [webview.onDidReceiveMessage((message: ToHost) => this.receive(message))];
    panel.onDidDispose(() => {
      for (const each of this.subscriptions) each.dispose();
    });
    webview.html = html(webview, extension, panel.title, locale() === 'zh' ? 'zh-CN' : 'en');
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** Sends the whole state; the view replaces what it has. */
  refresh(): void {
    const latest = this.analyses.latest(this.document.uri);
    if (!latest) return this.nothing();
    const stale = isBroken(latest) && this.good !== undefined;
    if (!stale) this.good = latest;
    const { version, report } = stale ? this.good! : latest;
    if (!report.graph.nodes.length) return this.nothing();
    const title = nameOf(this.document.uri);
    this.send({ type: 'snapshot', uri: this.document.uri.toString(), title, version, locale: locale(), report, stale });
  }

  cursor(position: vscode.Position): void {
    if (this.good) this.send({ type: 'cursor', nodes: nodesAt(this.good.report.graph, fromPosition(position)) });
  }

  private nothing(): void {
    const file = nameOf(this.document.uri);
    const failure = this.analyses.failure(this.document.uri);
    const pending = this.analyses.isModel(this.document.uri) && !this.analyses.latest(this.document.uri) && !failure;
    if (pending) return;
    const reason = failure ? host('notAnalysed', { file, reason: failure.split('\n')[0] }) : host('panelEmpty', { file });
    this.send({ type: 'nothing', reason });
  }

  private send(message: ToView): void {
    void this.panel.webview.postMessage(message);
  }

  private receive(message: ToHost): void {
    if (message.type === 'ready') this.greet();
    else if (message.type === 'reveal') void this.revealSource(message);
    else if (message.type === 'fix') void this.applyFix(message);
  }

  private greet(): void {
    this.refresh();
    const editor = vscode.window.visibleTextEditors.find(each => each.document === this.document);
    if (editor) this.cursor(editor.selection.active);
  }

  private async revealSource({ range, focus }: Reveal): Promise<void> {
    const selection = toRange(range);
    const visible = vscode.window.visibleTextEditors.find(each => each.document.uri.toString() === this.document.uri.toString());
    // Never on top of the panel itself.
    const column =
      visible?.viewColumn ?? (this.panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One);
    const editor = await vscode.window.showTextDocument(this.document, { viewColumn: column, preserveFocus: !focus, selection });
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

  private icon(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.extension, 'media', name);
  }
}

/** While a line is half typed its equation is missing: the picture before it says more than one with a hole. */
const isBroken = ({ report }: Analysis): boolean =>
  report.findings.some(finding => finding.rule === 'syntax') || !report.graph.nodes.length;
