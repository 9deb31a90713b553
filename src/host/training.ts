// "Train": the training panels, one a file; the lens at the `train` section; panels restored after a reload.
import * as vscode from 'vscode';
import { trainMessages as say } from '../messages/train';
import type { TrainingView } from '../train/view';
import type { App, Feature } from './app';
import { nameOf } from './models';
import { TrainingPanel } from './trainingPanel';
import type { TrainingPanelState } from './trainingProtocol';

export const TRAINING_VIEW = 'backprop.training';

class TrainingPanels implements vscode.Disposable {
  private readonly panels = new Map<string, TrainingPanel>();

  constructor(private readonly app: App) {}

  train(document: vscode.TextDocument): Promise<TrainingView | null> {
    const known = this.panels.get(document.uri.toString());
    if (known) {
      known.restart();
      return known.ended();
    }
    const title = say('panelTitle', { file: nameOf(document.uri) });
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return this.adopt(
      vscode.window.createWebviewPanel(TRAINING_VIEW, title, place, { retainContextWhenHidden: true }),
      document,
      false,
    ).ended();
  }

  async restore(panel: vscode.WebviewPanel, state: TrainingPanelState | undefined): Promise<void> {
    if (typeof state?.uri !== 'string') return panel.dispose();
    try {
      this.adopt(panel, await vscode.workspace.openTextDocument(vscode.Uri.parse(state.uri)), true);
    } catch {
      // The file is gone, and with it what could be trained.
      panel.dispose();
    }
  }

  private adopt(panel: vscode.WebviewPanel, document: vscode.TextDocument, paused: boolean): TrainingPanel {
    const { context, analyses, log } = this.app;
    const key = document.uri.toString();
    const mine = new TrainingPanel(panel, document, context.extensionUri, analyses, log, paused);
    this.panels.set(key, mine);
    panel.onDidDispose(() => {
      if (this.panels.get(key) === mine) this.panels.delete(key);
    });
    return mine;
  }

  dispose(): void {
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

/** The command: opens the file's panel and trains it, to its end; says so where it cannot be trained. */
export function train(app: App, document: vscode.TextDocument): Promise<TrainingView | null> | undefined {
  if (document.languageId === 'bp') return made.get(app)?.train(document);
  void vscode.window.showInformationMessage(say('onlyBp', { file: nameOf(document.uri) }));
  return undefined;
}

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
