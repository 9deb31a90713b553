// Where a script's text comes from and where its lines are: a Python document, or the cells of a notebook in their order.
import * as vscode from 'vscode';
import { joinCells, readNotebook } from '../analyse/notebook';

export interface ScriptSource {
  readonly uri: vscode.Uri;
  text(): Promise<string>;
  /** Shows a line of that text, where the panel is not. */
  reveal(line: number, panel: vscode.ViewColumn | undefined): Promise<void>;
}

const beside = (panel: vscode.ViewColumn | undefined): vscode.ViewColumn =>
  panel === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;

async function show(document: vscode.TextDocument, line: number, panel: vscode.ViewColumn | undefined): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find(each => each.document === document);
  const selection = document.lineAt(Math.max(0, Math.min(line - 1, document.lineCount - 1))).range;
  await vscode.window.showTextDocument(document, { viewColumn: visible?.viewColumn ?? beside(panel), selection });
}

export const documentSource = (document: vscode.TextDocument): ScriptSource => ({
  uri: document.uri,
  text: async () => document.getText(),
  reveal: (line, panel) => show(document, line, panel),
});

export function notebookSource(notebook: vscode.NotebookDocument): ScriptSource {
  const cells = (): vscode.NotebookCell[] => notebook.getCells().filter(cell => cell.kind === vscode.NotebookCellKind.Code);
  const joined = () => joinCells(cells().map((cell, index) => ({ index, source: cell.document.getText() })));
  return {
    uri: notebook.uri,
    text: async () => joined().text,
    reveal: async line => {
      const own = joined().cells.find(({ from, to }) => line >= from && line < to);
      const cell = own && cells()[own.index];
      if (!own || !cell) return;
      const editor = await vscode.window.showNotebookDocument(notebook, {
        selections: [new vscode.NotebookRange(cell.index, cell.index + 1)],
      });
      editor.revealRange(new vscode.NotebookRange(cell.index, cell.index + 1));
    },
  };
}

/** A file by its address, for a panel that is restored. */
export async function sourceAt(uri: vscode.Uri): Promise<ScriptSource> {
  if (!uri.path.endsWith('.ipynb')) return documentSource(await vscode.workspace.openTextDocument(uri));
  const open = vscode.workspace.notebookDocuments.find(each => each.uri.toString() === uri.toString());
  if (open) return notebookSource(open);
  return {
    uri,
    text: async () => readNotebook(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8'))?.text ?? '',
    reveal: async () => void (await vscode.commands.executeCommand('vscode.open', uri)),
  };
}
