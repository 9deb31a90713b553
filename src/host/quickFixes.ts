// Quick fixes from the report, preferred where proven; "apply all proven fixes" as a source action and a command.
import * as vscode from 'vscode';
import { host } from '../messages/host';
import { ruleTexts } from '../messages/rules';
import type { Finding, Fix } from '../report/report';
import type { Analysis } from './analyses';
import type { App } from './app';
import { SOURCE } from './diagnostics';
import { nameOf, selector } from './models';
import { toRange } from './positions';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('backprop');

export function quickFixes({ analyses }: App): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, context) {
      const analysis = analyses.latest(document.uri);
      // A fix is proven for the text it was found in, and for no other.
      if (!analysis || analysis.version !== document.version) return [];
      const { only, diagnostics } = context;
      // Never among the quick fixes: an editor asks for it by name, on save.
      if (only?.contains(FIX_ALL)) return fixAllAction(analysis);
      return analysis.report.findings
        .filter(finding => toRange(finding.range).intersection(range))
        .flatMap(finding => actionsOf(finding, analysis, diagnostics));
    },
  };
  return vscode.languages.registerCodeActionsProvider(selector, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL],
  });
}

function actionsOf(finding: Finding, { uri }: Analysis, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const range = toRange(finding.range);
  const mine = diagnostics.filter(each => each.source === SOURCE && each.range.isEqual(range) && each.message === finding.message);
  const fixes = finding.fixes.map((fix, index) => {
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = editOf([fix], uri);
    action.diagnostics = mine;
    action.isPreferred = fix.verified && index === 0;
    return action;
  });
  const page = new vscode.CodeAction(host('explain', { title: ruleTexts(finding.rule).title }), vscode.CodeActionKind.QuickFix);
  page.command = { title: page.title, command: 'backprop.explain', arguments: [finding.rule] };
  page.diagnostics = mine;
  return [...fixes, page];
}

function fixAllAction(analysis: Analysis): vscode.CodeAction[] {
  const fixes = provenFixes(analysis.report.findings);
  if (!fixes.length) return [];
  const action = new vscode.CodeAction(host('fixAll'), FIX_ALL);
  action.edit = editOf(fixes, analysis.uri);
  return [action];
}

export function editOf(fixes: readonly Fix[], uri: vscode.Uri): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const each of fixes.flatMap(fix => fix.edits)) edit.replace(uri, toRange(each.range), each.newText);
  return edit;
}

/** The first proven fix of each finding; one that touches what an earlier one changes waits for the next round. */
export function provenFixes(findings: readonly Finding[]): Fix[] {
  const taken: vscode.Range[] = [];
  const chosen: Fix[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(each => each.verified);
    const ranges = fix?.edits.map(edit => toRange(edit.range)) ?? [];
    if (!fix || ranges.some(range => taken.some(other => other.intersection(range)))) continue;
    taken.push(...ranges);
    chosen.push(fix);
  }
  return chosen;
}

/** Applies every proven fix of the document as it is now. */
export async function applyProvenFixes({ analyses }: App, document: vscode.TextDocument): Promise<void> {
  const file = nameOf(document.uri);
  const analysis = await analyses.current(document);
  const fixes = analysis ? provenFixes(analysis.report.findings) : [];
  if (!analysis || !fixes.length) {
    void vscode.window.showInformationMessage(host('noFixes', { file }));
    return;
  }
  if (document.version !== analysis.version || !(await vscode.workspace.applyEdit(editOf(fixes, document.uri)))) {
    void vscode.window.showWarningMessage(host('fixStale', { file }));
    return;
  }
  void vscode.window.showInformationMessage(host('fixesApplied', { file, n: fixes.length }));
}
