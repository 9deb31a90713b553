// Help while writing a .bp file: completion with shapes, the derived equation when asked for, signatures, formatting, colours.
import * as vscode from 'vscode';
import { type CompletionKind, completions, format, nameTokens, signatureHelp, TOKEN_KINDS } from '../lang/bp/services';
import { host } from '../messages/host';
import type { Analysis } from './analyses';
import type { App } from './app';
import { bpSelector } from './models';
import { fromPosition, toRange } from './positions';

const KINDS: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  keyword: vscode.CompletionItemKind.Keyword,
  size: vscode.CompletionItemKind.Constant,
  variable: vscode.CompletionItemKind.Variable,
  parameter: vscode.CompletionItemKind.Property,
  gradient: vscode.CompletionItemKind.Operator,
  function: vscode.CompletionItemKind.Function,
  option: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.Value,
};

export function bpWriting({ analyses }: App): vscode.Disposable {
  const legend = new vscode.SemanticTokensLegend(TOKEN_KINDS.map(colourOf), ['definition']);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(bpSelector, {
      provideCompletionItems: (document, position) => items(document, position, analyses.latest(document.uri)),
    }),
    vscode.languages.registerSignatureHelpProvider(bpSelector, { provideSignatureHelp: signature }, '(', ','),
    vscode.languages.registerDocumentFormattingEditProvider(bpSelector, { provideDocumentFormattingEdits: formatted }),
    vscode.languages.registerDocumentSemanticTokensProvider(
      bpSelector,
      { provideDocumentSemanticTokens: document => tokens(document, legend) },
      legend,
    ),
  );
}

function items(document: vscode.TextDocument, position: vscode.Position, analysis: Analysis | undefined): vscode.CompletionItem[] {
  const shapes = new Map(analysis?.report.variables.map(v => [v.name, `(${v.dims.join(', ')})`]));
  const found = completions(document.getText(), fromPosition(position)).map(({ label, kind, detail, insertText }) => {
    const item = new vscode.CompletionItem({ label, description: detail || shapes.get(label) || '' }, KINDS[kind]);
    item.insertText = insertText;
    return item;
  });
  return [...found, ...derived(document, position, analysis)];
}

/** After `dW2 = ` the equation that the forward pass gives: the last of the list, and only where it is asked for. */
function derived(document: vscode.TextDocument, position: vscode.Position, analysis: Analysis | undefined): vscode.CompletionItem[] {
  const line = document.lineAt(position.line).text;
  const name = /^\s*(d[\p{L}\p{N}_]+)\s*=\s*$/u.exec(line.slice(0, position.character))?.[1];
  const explained = analysis?.explained;
  if (!name || !explained || line.slice(position.character).trim() !== '') return [];
  const lesson = explained.lessons.find(each => each.name === name);
  const offer = explained.offers.find(each => each.name === name);
  const text = lesson?.derived ?? offer?.text;
  if (!text) return [];
  const item = new vscode.CompletionItem({ label: text, description: host('derivedEquation') }, vscode.CompletionItemKind.Snippet);
  item.insertText = line.slice(0, position.character).endsWith('=') ? ` ${text}` : text;
  item.detail = lesson?.shapes ?? offer?.shapes;
  // Behind everything else: an answer is not to be taken by accident.
  item.sortText = '\uffff';
  item.preselect = false;
  return [item];
}

function signature(document: vscode.TextDocument, position: vscode.Position): vscode.SignatureHelp | undefined {
  const found = signatureHelp(document.getText(), fromPosition(position));
  if (!found) return undefined;
  const help = new vscode.SignatureHelp();
  const information = new vscode.SignatureInformation(found.label);
  information.parameters = found.parameters.map(each => new vscode.ParameterInformation(each));
  help.signatures = [information];
  help.activeSignature = 0;
  help.activeParameter = found.active;
  return help;
}

function formatted(document: vscode.TextDocument): vscode.TextEdit[] {
  const before = document.getText();
  const after = format(before);
  if (after === before) return [];
  return [vscode.TextEdit.replace(new vscode.Range(document.positionAt(0), document.positionAt(before.length)), after)];
}

/** VS Code's own kinds, which every theme colours. */
function colourOf(kind: (typeof TOKEN_KINDS)[number]): string {
  const known: Readonly<Record<typeof kind, string>> = {
    size: 'enumMember',
    input: 'variable',
    label: 'variable',
    parameter: 'property',
    constant: 'enumMember',
    variable: 'variable',
    gradient: 'type',
    function: 'function',
    builtin: 'function',
    argument: 'parameter',
  };
  return known[kind];
}

function tokens(document: vscode.TextDocument, legend: vscode.SemanticTokensLegend): vscode.SemanticTokens {
  const builder = new vscode.SemanticTokensBuilder(legend);
  for (const { range, kind, isDefinition } of nameTokens(document.getText()))
    if (range.start.line === range.end.line) builder.push(toRange(range), colourOf(kind), isDefinition ? ['definition'] : []);
  return builder.build();
}
