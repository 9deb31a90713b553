// "Explain": a rule's page from the message catalogue, shown as a Markdown preview.
import { posix } from 'node:path';
import * as vscode from 'vscode';
import { host } from '../messages/host';
import { rules, ruleTexts } from '../messages/rules';
import type { Rule } from '../report/report';
import type { Feature } from './app';

const SCHEME = 'backprop-rule';

/** The page's address; package.json associates the scheme with the preview, so that a link opens it set, not as source. */
export const explainUri = (rule: Rule): vscode.Uri => vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });

export const explain: Feature = () =>
  vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent(uri): string {
      const { title, text } = ruleTexts(posix.basename(uri.path, '.md') as Rule);
      return `# ${title}\n\n${text}\n`;
    },
  });

const allRules = (): Rule[] =>
  Object.keys(rules.table)
    .filter(key => key.endsWith('.title'))
    .map(key => key.slice(0, -'.title'.length) as Rule);

/** Shows the page of a rule; asks which, when called from the palette. */
export async function showRule(rule?: Rule): Promise<void> {
  const known = allRules();
  const wanted = rule && known.includes(rule) ? rule : await askRule(known);
  if (!wanted) return;
  await vscode.commands.executeCommand('vscode.openWith', explainUri(wanted), 'vscode.markdown.preview.editor', vscode.ViewColumn.Beside);
}

async function askRule(known: readonly Rule[]): Promise<Rule | undefined> {
  const items = known.map(rule => ({ label: ruleTexts(rule).title, description: rule, rule }));
  return (await vscode.window.showQuickPick(items, { placeHolder: host('explainWhich') }))?.rule;
}
