// Hovers: the card at a position, as Markdown. A hover answers from the ready report; it never starts an analysis.
import * as vscode from 'vscode';
import { cardMarkdown, type Links } from '../explain/show/markdown';
import type { ThemeKind } from '../explain/show/themes';
import { plainly } from '../explain/tell';
import { host } from '../messages/host';
import type { Card } from '../report/explained';
import type { Analysis } from './analyses';
import type { App } from './app';
import type { HoverFormulas } from './hoverFormulas';
import { nameOf, selector } from './models';
import { toRange } from './positions';
import { editOf } from './quickFixes';

/** How long a hover waits for its formulas; the first one starts the thread that sets them. */
const PATIENCE = 1500;

const COMMANDS = ['backprop.goToLine', 'backprop.applyFix', 'backprop.showGraph'];

export function hover({ analyses, formulas }: App): vscode.Disposable {
  const provider: vscode.HoverProvider = {
    async provideHover(document, position) {
      const analysis = analyses.latest(document.uri);
      const found = analysis && cardAt(analysis, document, position);
      if (!found) return undefined;
      const { card, range } = found;
      await formulas.ready(formulasOf(card), PATIENCE);
      void formulas.ahead(analysis.explained!.cards.flatMap(formulasOf));
      return new vscode.Hover(contents(card, analysis, formulas), range);
    },
  };
  return vscode.languages.registerHoverProvider(selector, provider);
}

/** The card at a position. Where the text has changed since, the card about the word at it. */
function cardAt(
  { explained, version }: Analysis,
  document: vscode.TextDocument,
  position: vscode.Position,
): { card: Card; range: vscode.Range } | undefined {
  if (!explained) return undefined;
  if (version === document.version) {
    const mark = explained.marks.find(({ range }) => toRange(range).contains(position) && !toRange(range).end.isEqual(position));
    return mark && { card: explained.cards[mark.card], range: toRange(mark.range) };
  }
  const range = document.getWordRangeAtPosition(position);
  const word = range && document.getText(range);
  const card = word && explained.cards.find(each => each.about === word);
  return card ? { card, range } : undefined;
}

const formulasOf = (card: Card): string[] => card.blocks.flatMap(block => (block.kind === 'maths' ? [block.maths.latex] : []));

function contents(card: Card, analysis: Analysis, formulas: HoverFormulas): vscode.MarkdownString[] {
  const parts = cardMarkdown(card, {
    theme: themeKind(),
    formulas: formulas.get,
    links: linksOf(card, analysis),
    proved: plainly('proved'),
    notProved: plainly('notProved'),
  });
  return parts.map(part => {
    const markdown = new vscode.MarkdownString(part);
    markdown.supportHtml = true;
    // Only our own commands, and only in links that we wrote: names in the text are escaped.
    markdown.isTrusted = { enabledCommands: COMMANDS };
    return markdown;
  });
}

export function themeKind(): ThemeKind {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.HighContrast:
      return 'contrast';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'contrast-light';
    default:
      return 'dark';
  }
}

function linksOf(card: Card, { uri, version }: Analysis): Links {
  const inGraph = card.kind === 'variable' || card.kind === 'gradient';
  return {
    line: line => commandLink('backprop.goToLine', [uri.toString(), line]),
    fix: (finding, fix) => commandLink('backprop.applyFix', [uri.toString(), version, finding, fix]),
    more: inGraph ? [{ text: plainly('showInGraph'), address: commandLink('backprop.showGraph', []) }] : [],
  };
}

/** A link that runs a command. Brackets would end the link in Markdown. */
const commandLink = (command: string, args: readonly unknown[]): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify(args)).replace(/[()]/g, c => (c === '(' ? '%28' : '%29'))}`;

/** Shows a line of a file: where a hover's link leads. */
export async function goToLine(uri: string, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const at = document.lineAt(Math.min(Math.max(0, line - 1), document.lineCount - 1)).range;
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  await vscode.window.showTextDocument(document, { viewColumn: shown?.viewColumn, selection: new vscode.Range(at.start, at.start) });
}

/** Applies a fix that a hover offered, if the text is still the one that it was found for. */
export async function applyFix({ analyses }: App, uri: string, version: number, finding: number, fix: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const analysis = analyses.latest(document.uri);
  const chosen = analysis?.report.findings[finding]?.fixes[fix];
  if (!chosen || analysis?.version !== version || document.version !== version) {
    void vscode.window.showWarningMessage(host('fixStale', { file: nameOf(document.uri) }));
    return;
  }
  await vscode.workspace.applyEdit(editOf([chosen], document.uri));
}
