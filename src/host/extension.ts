// The extension: a list of features. Activation registers them and does nothing else.
import * as vscode from 'vscode';
import { localeOf, useLocale } from '../messages';
import { WorkerClient } from '../worker/client';
import { Analyses } from './analyses';
import type { App, Feature } from './app';
import { bpNavigation } from './bpNavigation';
import { bpWriting } from './bpWriting';
import { codeLens } from './codeLens';
import { commands } from './commands';
import { diagnostics } from './diagnostics';
import { explain } from './explain';
import { hover } from './hover';
import { HoverFormulas } from './hoverFormulas';
import { inlayHints } from './inlayHints';
import { modelContext } from './modelContext';
import { notebooks } from './notebooks';
import { Panels } from './panels';
import { practise } from './practise';
import { quickFixes } from './quickFixes';
import { testExplorer } from './testExplorer';
import { training } from './training';

const features: readonly Feature[] = [
  diagnostics,
  codeLens,
  quickFixes,
  explain,
  modelContext,
  notebooks,
  testExplorer,
  hover,
  inlayHints,
  bpNavigation,
  bpWriting,
  practise,
  training,
  commands,
];

export function activate(context: vscode.ExtensionContext): void {
  useLocale(localeOf(vscode.env.language));
  const log = vscode.window.createOutputChannel('Backprop Lens', { log: true });
  const worker = new WorkerClient(vscode.Uri.joinPath(context.extensionUri, 'dist/core.js').fsPath);
  const analyses = new Analyses(worker, log);
  const formulas = new HoverFormulas(vscode.Uri.joinPath(context.extensionUri, 'dist/math.js').fsPath, reason => log.warn(reason));
  const panels = new Panels(context.extensionUri, analyses, worker, formulas);
  const app: App = { context, analyses, panels, worker, formulas, log };
  context.subscriptions.push(log, analyses, formulas, panels, ...features.map(feature => feature(app)));
}
