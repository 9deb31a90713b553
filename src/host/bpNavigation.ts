// Finding one's way in a .bp file: definitions, references, renaming, outline, folding. The language's own services answer.
import * as vscode from 'vscode';
import {
  definition,
  foldings,
  type OutlineSymbol,
  occurrenceAt,
  references,
  renaming,
  type SymbolKind,
  symbols,
} from '../lang/bp/services';
import { host } from '../messages/host';
import type { Feature } from './app';
import { bpSelector } from './models';
import { fromPosition, toRange } from './positions';

const KINDS: Readonly<Record<SymbolKind, vscode.SymbolKind>> = {
  section: vscode.SymbolKind.Namespace,
  size: vscode.SymbolKind.Number,
  input: vscode.SymbolKind.Field,
  label: vscode.SymbolKind.Field,
  parameter: vscode.SymbolKind.Property,
  constant: vscode.SymbolKind.Constant,
  function: vscode.SymbolKind.Function,
  variable: vscode.SymbolKind.Variable,
  gradient: vscode.SymbolKind.Operator,
};

const symbolOf = ({ name, kind, detail, range, nameRange, children }: OutlineSymbol): vscode.DocumentSymbol => {
  const symbol = new vscode.DocumentSymbol(name, detail, KINDS[kind], toRange(range), toRange(nameRange));
  symbol.children = children.map(symbolOf);
  return symbol;
};

const renames: vscode.RenameProvider = {
  prepareRename(document, position) {
    const found = occurrenceAt(document.getText(), fromPosition(position));
    if (!found) throw new Error(host('nothingToRename'));
    return { range: toRange(found.range), placeholder: found.name };
  },
  provideRenameEdits(document, position, newName) {
    const edits = renaming(document.getText(), fromPosition(position), newName);
    if (!edits) throw new Error(host('cannotRename', { name: newName }));
    const edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of edits) edit.replace(document.uri, toRange(range), newText);
    return edit;
  },
};

export const bpNavigation: Feature = () => {
  const place = (document: vscode.TextDocument, range: Parameters<typeof toRange>[0]): vscode.Location =>
    new vscode.Location(document.uri, toRange(range));
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(bpSelector, {
      provideDefinition(document, position) {
        const found = definition(document.getText(), fromPosition(position));
        return found && place(document, found);
      },
    }),
    vscode.languages.registerReferenceProvider(bpSelector, {
      provideReferences: (document, position) =>
        references(document.getText(), fromPosition(position)).map(range => place(document, range)),
    }),
    vscode.languages.registerDocumentHighlightProvider(bpSelector, {
      provideDocumentHighlights: (document, position) =>
        references(document.getText(), fromPosition(position)).map(range => new vscode.DocumentHighlight(toRange(range))),
    }),
    vscode.languages.registerRenameProvider(bpSelector, renames),
    vscode.languages.registerDocumentSymbolProvider(bpSelector, {
      provideDocumentSymbols: document => symbols(document.getText()).map(symbolOf),
    }),
    vscode.languages.registerFoldingRangeProvider(bpSelector, {
      provideFoldingRanges: document =>
        foldings(document.getText()).map(
          ({ first, last, isComment }) =>
            new vscode.FoldingRange(first - 1, last - 1, isComment ? vscode.FoldingRangeKind.Comment : vscode.FoldingRangeKind.Region),
        ),
    }),
  );
};
