// The lens at the top of a model file: "Show Graph", and how many of its gradients are correct.
import * as vscode from 'vscode';
import { host } from '../messages/host';
import type { Report } from '../report/report';
import type { App } from './app';
import { CELL, selector } from './models';
import { tally } from './tally';

export function codeLens({ analyses }: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const enabled = (): boolean => vscode.workspace.getConfiguration('backprop').get('codeLens', true);
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: document =>
      enabled() && analyses.isModel(document.uri) ? lenses(document, analyses.latest(document.uri)?.report) : [],
  };
  return vscode.Disposable.from(
    changed,
    analyses.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration('backprop.codeLens') && changed.fire()),
    vscode.languages.registerCodeLensProvider(selector, provider),
  );
}

function lenses({ uri }: vscode.TextDocument, report: Report | undefined): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const graph = {
    title: `$(type-hierarchy)\u00a0${host('showGraph')}`,
    tooltip: host('lensGraph'),
    command: 'backprop.showGraph',
    arguments: [uri],
  };
  const summary = report && summaryOf(report);
  // A cell has no graph of its own: its notebook is one model.
  if (uri.scheme === CELL) return summary ? [new vscode.CodeLens(top, { title: summary, command: '' })] : [];
  const check = summary
    ? { title: summary, tooltip: host('lensDetails'), command: 'backprop.checkGradients', arguments: [uri] }
    : undefined;
  return [graph, check].filter(command => command !== undefined).map(command => new vscode.CodeLens(top, command));
}

function summaryOf(report: Report): string | undefined {
  const { correct, all, errors } = tally(report);
  if (!all) return errors ? `$(error)\u00a0${host('lensErrors', { n: errors })}` : undefined;
  const text = host('lensCorrect', { correct, n: all });
  return errors ? `$(error)\u00a0${text}` : text;
}
