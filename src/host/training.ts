// "Train": the training panels, one a file; the lens at the `train` section; panels restored after a reload.
import * as vscode from 'vscode';
import { trainMessages as say } from '../messages/train';
import type { ScriptView } from '../train/script/view';
import type { TrainingView } from '../train/view';
import type { App, Feature } from './app';
import { nameOf } from './models';
import { type Kept, KeptRuns } from './trainingKept';
import { TrainingPanel } from './trainingPanel';
import type { TrainingPanelState } from './trainingProtocol';
import { ScriptPanel } from './trainingScriptPanel';
import { documentSource, notebookSource, type ScriptSource, sourceAt } from './trainingScriptSource';

export const TRAINING_VIEW = 'backprop.training';

class TrainingPanels implements vscode.Disposable {
  private readonly panels = new Map<string, TrainingPanel>();
  private readonly scripts = new Map<string, ScriptPanel>();
  private readonly kept: KeptRuns;

  constructor(private readonly app: App) {
    this.kept = new KeptRuns(app.context);
  }

  train(document: vscode.TextDocument): Promise<TrainingView | null> {
    const known = this.panels.get(document.uri.toString());
    if (known) {
      known.restart();
      return known.ended();
    }
    return this.adopt(this.open('panelTitle', document.uri), document, false).ended();
  }

  /** Runs a script beside its text; the view when it has ended. */
  watch(source: ScriptSource): Promise<ScriptView | null> {
    const known = this.scripts.get(source.uri.toString());
    if (known) {
      known.restart();
      return known.ended();
    }
    return this.adoptScript(this.open('scriptTitle', source.uri), source, false).ended();
  }

  /** What is known of the file's last run, without running it; null where it never ran. */
  async showLast(document: vscode.TextDocument): Promise<Kept | null> {
    const key = document.uri.toString();
    const open = this.panels.get(key) ?? this.scripts.get(key);
    if (open) open.toFront();
    else if (document.languageId === 'bp') this.adopt(this.open('panelTitle', document.uri), document, true);
    else this.adoptScript(this.open('scriptTitle', document.uri), documentSource(document), true);
    return this.kept.get(document.uri);
  }

  private open(title: 'panelTitle' | 'scriptTitle', uri: vscode.Uri): vscode.WebviewPanel {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return vscode.window.createWebviewPanel(TRAINING_VIEW, say(title, { file: nameOf(uri) }), place, { retainContextWhenHidden: true });
  }

  async restore(panel: vscode.WebviewPanel, state: TrainingPanelState | undefined): Promise<void> {
    if (typeof state?.uri !== 'string') return panel.dispose();
    try {
      const uri = vscode.Uri.parse(state.uri);
      if (/\.(?:py|ipynb)$/.test(uri.path)) this.adoptScript(panel, await sourceAt(uri), true);
      else this.adopt(panel, await vscode.workspace.openTextDocument(uri), true);
    } catch {
      // The file is gone, and with it what could be trained.
      panel.dispose();
    }
  }

  private adopt(panel: vscode.WebviewPanel, document: vscode.TextDocument, paused: boolean): TrainingPanel {
    const { context, analyses, log } = this.app;
    const key = document.uri.toString();
    const mine = new TrainingPanel(panel, document, context.extensionUri, analyses, this.kept, log, paused);
    this.panels.set(key, mine);
    panel.onDidDispose(() => {
      if (this.panels.get(key) === mine) this.panels.delete(key);
    });
    return mine;
  }

  private adoptScript(panel: vscode.WebviewPanel, source: ScriptSource, idle: boolean): ScriptPanel {
    const key = source.uri.toString();
    const mine = new ScriptPanel(panel, source, this.app.context.extensionUri, this.kept, this.app.log, idle);
    this.scripts.set(key, mine);
    panel.onDidDispose(() => {
      if (this.scripts.get(key) === mine) this.scripts.delete(key);
    });
    return mine;
  }

  dispose(): void {
    for (const panel of this.scripts.values()) panel.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }
}

const made = new WeakMap<App, TrainingPanels>();

export const training: Feature = app => {
  const panels = new TrainingPanels(app);
  made.set(app, panels);
  return vscode.Disposable.from(
    panels,
    vscode.window.registerWebviewPanelSerializer(TRAINING_VIEW, {
      deserializeWebviewPanel: (panel, state: TrainingPanelState | undefined) => panels.restore(panel, state),
    }),
    vscode.languages.registerCodeLensProvider({ language: 'bp' }, { provideCodeLenses: lenses }),
  );
};

/** The command: opens the file's panel and trains it, to its end; a script is run and watched. */
export function train(app: App, document: vscode.TextDocument): Promise<TrainingView | ScriptView | null> | undefined {
  return document.languageId === 'bp' ? made.get(app)?.train(document) : made.get(app)?.watch(documentSource(document));
}

/** The command: runs a Python file or notebook, whatever it is about. */
export async function runAndWatch(app: App, uri?: unknown): Promise<ScriptView | null> {
  const source = uri instanceof vscode.Uri ? await sourceAt(uri) : activeScript();
  if (source) return (await made.get(app)?.watch(source)) ?? null;
  void vscode.window.showInformationMessage(say('noScript'));
  return null;
}

function activeScript(): ScriptSource | null {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  if (notebook) return notebookSource(notebook);
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'python' ? documentSource(document) : null;
}

/** The command: the last run of the file, as it was when it ended. */
export const showLastRun = (app: App, document: vscode.TextDocument): Promise<Kept | null> | undefined => made.get(app)?.showLast(document);

/** At the line `train`, where a person looks for what it does. */
function lenses(document: vscode.TextDocument): vscode.CodeLens[] {
  if (!vscode.workspace.getConfiguration('backprop').get('codeLens', true)) return [];
  for (let line = 0; line < document.lineCount; line++) {
    const { text, range } = document.lineAt(line);
    if (!/^\s*train\s*(?:#.*)?$/.test(text)) continue;
    const command = { title: `$(play)\u00a0${say('lensTrain')}`, command: 'backprop.train', arguments: [document.uri] };
    return [new vscode.CodeLens(range, command)];
  }
  return [];
}
