// The graph panels: one a file; opened by the command, restored after a reload, fed by the analyses.
import * as vscode from 'vscode';
import { host } from '../messages/host';
import type { WorkerClient } from '../worker/client';
import type { Analyses } from './analyses';
import { type Against, GraphPanel } from './graphPanel';
import type { HoverFormulas } from './hoverFormulas';
import { kindOf, nameOf } from './models';
import type { ViewState } from './protocol';

export const VIEW_TYPE = 'backprop.graph';

export class Panels implements vscode.Disposable {
  private readonly panels = new Map<string, GraphPanel>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly extension: vscode.Uri,
    private readonly analyses: Analyses,
    private readonly worker: WorkerClient,
    private readonly formulas: HoverFormulas,
  ) {
    this.subscriptions = [
      analyses.onDidChange(uri => {
        for (const panel of this.of(uri)) void panel.refresh();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        for (const panel of this.of(textEditor.document.uri)) panel.cursor(selections[0].active);
      }),
      vscode.window.onDidChangeActiveTextEditor(editor => editor && this.follow(editor.document)),
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: (panel, state: ViewState | undefined) => this.restore(panel, state),
      }),
    ];
  }

  /** Shows the file's panel beside the editor, made if there is none. */
  show(document: vscode.TextDocument): void {
    const known = this.panels.get(document.uri.toString());
    if (known) {
      known.reveal();
      return;
    }
    const title = host('panelTitle', { file: nameOf(document.uri) });
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(VIEW_TYPE, title, place), document);
  }

  /** Shows the file's graph with what differs from another version; a panel of its own. */
  compare(document: vscode.TextDocument, against: Against): void {
    const title = host('compareTitle', { file: nameOf(document.uri), other: against.title });
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, title, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    this.adopt(panel, document, against);
  }

  /** Lights nodes in the file's panel, if it has one. */
  light(uri: vscode.Uri, nodes: string[]): void {
    this.panels.get(uri.toString())?.light(nodes);
  }

  dispose(): void {
    for (const panel of this.panels.values()) panel.dispose();
    for (const each of this.subscriptions) each.dispose();
  }

  /** The panels that show a file: its own, and comparisons of it. */
  private of(uri: vscode.Uri): GraphPanel[] {
    const key = uri.toString();
    return [...this.panels].filter(([name]) => name === key || name.startsWith(`${key} `)).map(([, panel]) => panel);
  }

  private adopt(panel: vscode.WebviewPanel, document: vscode.TextDocument, against?: Against): void {
    const key = against ? `${document.uri} ${against.title}` : document.uri.toString();
    this.panels.get(key)?.dispose();
    const mine = new GraphPanel(panel, document, this.extension, this.analyses, this.worker, this.formulas, {
      against,
      compare: () => void vscode.commands.executeCommand('backprop.compareWith', document.uri),
    });
    this.panels.set(key, mine);
    panel.onDidDispose(() => {
      if (this.panels.get(key) === mine) this.panels.delete(key);
    });
  }

  /** A panel that is not pinned goes to the model that the active editor shows, unless that has a panel of its own. */
  private follow(document: vscode.TextDocument): void {
    if (this.panels.has(document.uri.toString()) || kindOf(document) !== 'model') return;
    const loose = [...this.panels].find(([, panel]) => !panel.pinned);
    if (!loose) return;
    const [key, mine] = loose;
    this.panels.delete(key);
    const panel = mine.release();
    panel.title = host('panelTitle', { file: nameOf(document.uri) });
    this.adopt(panel, document);
    this.panels.get(document.uri.toString())?.loosen();
  }

  private async restore(panel: vscode.WebviewPanel, state: ViewState | undefined): Promise<void> {
    // A panel that was reloaded before it knew its file has nothing to come back to.
    if (typeof state?.uri !== 'string' || state.comparison) return panel.dispose();
    const uri = vscode.Uri.parse(state.uri);
    try {
      this.adopt(panel, await vscode.workspace.openTextDocument(uri));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showWarningMessage(host('panelGone', { file: nameOf(uri), reason }));
      panel.dispose();
    }
  }
}
