// Findings as problems in the editor, each with a link to its rule's page.
import * as vscode from 'vscode';
import { host } from '../messages/host';
import type { Finding, Severity } from '../report/report';
import type { App } from './app';
import { explainUri } from './explain';
import { kindOf, LARGEST, nameOf } from './models';
import { toRange } from './positions';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const satisfies Record<Severity, vscode.DiagnosticSeverity>;

export const SOURCE = 'backprop';

export function diagnostics({ analyses }: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(SOURCE);
  const show = (uri: vscode.Uri): void => {
    const analysis = analyses.latest(uri);
    if (analysis)
      collection.set(
        uri,
        analysis.report.findings.map(finding => toDiagnostic(finding, uri)),
      );
    else if (!analyses.isModel(uri)) collection.delete(uri);
  };
  const refuse = (document: vscode.TextDocument): void => {
    if (kindOf(document) === 'too large') collection.set(document.uri, [tooLarge(document)]);
  };
  vscode.workspace.textDocuments.forEach(refuse);
  return vscode.Disposable.from(collection, analyses.onDidChange(show), vscode.workspace.onDidOpenTextDocument(refuse));
}

export function toDiagnostic(finding: Finding, uri: vscode.Uri): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(finding.range), finding.message, SEVERITIES[finding.severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = { value: finding.rule, target: explainUri(finding.rule) };
  diagnostic.relatedInformation = finding.related.map(
    related => new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, toRange(related.range)), related.message),
  );
  return diagnostic;
}

function tooLarge(document: vscode.TextDocument): vscode.Diagnostic {
  const size = (document.getText().length / 1e6).toFixed(1);
  const message = host('tooLarge', { file: nameOf(document.uri), size, limit: LARGEST / 1e6 });
  return new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), message, vscode.DiagnosticSeverity.Warning);
}
