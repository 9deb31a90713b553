// "Check Gradients": the result in one sentence a person can read, the table behind a button.
import * as vscode from 'vscode';
import { host } from '../messages/host';
import { humanReport } from '../print/human';
import { plain } from '../print/paint';
import type { Gradient, Report } from '../report/report';
import type { Analysis } from './analyses';
import type { App } from './app';
import { nameOf } from './models';
import { toRange } from './positions';
import { sentence } from './sentence';
import { tally } from './tally';

let channel: vscode.OutputChannel | undefined;

export async function checkGradients({ analyses, panels }: App, document: vscode.TextDocument): Promise<Report | undefined> {
  const file = nameOf(document.uri);
  const analysis = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: file }, () =>
    analyses.current(document),
  );
  if (!analysis) {
    const reason = analyses.failure(document.uri);
    void vscode.window.showWarningMessage(
      reason ? host('notAnalysed', { file, reason: reason.split('\n')[0] }) : host('notModel', { file }),
    );
    return undefined;
  }
  const { report } = analysis;
  const wrong = tally(report).wrong[0];
  const buttons = [...(wrong ? [host('goTo', { name: wrong.name })] : []), host('showGraph'), host('details')];
  // Not awaited: the command is done when the message stands there.
  void announce(report, file, buttons).then(chosen => {
    if (chosen === host('showGraph')) panels.show(document);
    else if (chosen === host('details')) details(analysis, document);
    else if (chosen && wrong) void goTo(document, wrong);
  });
  return report;
}

function announce(report: Report, file: string, buttons: readonly string[]): Thenable<string | undefined> {
  const { wrong, errors } = tally(report);
  const text = sentence(report, file);
  if (wrong.length || errors) return vscode.window.showErrorMessage(text, ...buttons);
  return vscode.window.showInformationMessage(text, ...buttons);
}

function details({ report }: Analysis, document: vscode.TextDocument): void {
  channel ??= vscode.window.createOutputChannel('Backprop: Gradients');
  channel.clear();
  channel.append(humanReport(report, document.getText(), plain));
  channel.show(true);
}

async function goTo(document: vscode.TextDocument, { range }: Gradient): Promise<void> {
  await vscode.window.showTextDocument(document, { selection: toRange(range) });
}
