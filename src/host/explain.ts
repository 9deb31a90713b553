// "Explain": a rule's page from the message catalogue, shown as a Markdown preview.
import * as vscode from 'vscode';
import { host } from '../messages/host';
import { rules, ruleTexts } from '../messages/rules';
import type { Rule } from '../report/report';
import type { Feature } from './app';

const SCHEME = 'backprop-rule';

/** A link that VS Code opens by running the command. */
export const explainUri = (rule: Rule): vscode.Uri =>
  vscode.Uri.from({ scheme: 'command', path: 'backprop.explain', query: JSON.stringify([rule]) });

export const explain: Feature = () =>
  vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent(uri): string {
      const { title, text } = ruleTexts(uri.path.replace(/\.md$/, '') as Rule);
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
  await vscode.commands.executeCommand('markdown.showPreviewToSide', vscode.Uri.from({ scheme: SCHEME, path: `${wanted}.md` }));
}

async function askRule(known: readonly Rule[]): Promise<Rule | undefined> {
  const items = known.map(rule => ({ label: ruleTexts(rule).title, description: rule, rule }));
  return (await vscode.window.showQuickPick(items, { placeHolder: host('explainWhich') }))?.rule;
}
