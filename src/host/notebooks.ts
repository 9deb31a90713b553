// Notebooks: the code cells in order are one model; each cell is given its own part of the report, and every feature reads it there.
import * as vscode from 'vscode';
import { looksLikeModel } from '../analyse/looksLikeModel';
import { explainedOfCell, joinCells, reportOfCell } from '../analyse/notebook';
import { locale } from '../messages';
import { host } from '../messages/host';
import type { App } from './app';
import { LARGEST } from './models';

/** A pause of typing: a notebook is longer than a file. */
const PAUSE = 300;

export function notebooks(app: App): vscode.Disposable {
  const timers = new Map<string, NodeJS.Timeout>();
  const later = (notebook: vscode.NotebookDocument, pause: number): void => {
    const key = notebook.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        if (!notebook.isClosed) void analyse(app, notebook);
      }, pause),
    );
  };
  for (const notebook of vscode.workspace.notebookDocuments) later(notebook, 0);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenNotebookDocument(each => later(each, 0)),
    vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges, cellChanges }) => {
      if (contentChanges.length > 0 || cellChanges.some(change => change.document !== undefined)) later(notebook, PAUSE);
    }),
    vscode.workspace.onDidCloseNotebookDocument(notebook => {
      clearTimeout(timers.get(notebook.uri.toString()));
      app.worker.cancel(notebook.uri.toString());
      for (const cell of notebook.getCells()) app.analyses.forget(cell.document.uri);
    }),
    new vscode.Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
  );
}

const codeCells = (notebook: vscode.NotebookDocument): vscode.NotebookCell[] =>
  notebook.getCells().filter(cell => cell.kind === vscode.NotebookCellKind.Code && cell.document.languageId === 'python');

async function analyse({ analyses, worker, log }: App, notebook: vscode.NotebookDocument): Promise<void> {
  const cells = codeCells(notebook);
  const versions = cells.map(cell => cell.document.version);
  const { text, cells: lines } = joinCells(cells.map((cell, index) => ({ index, source: cell.document.getText() })));
  if (text.length > LARGEST || !looksLikeModel(text)) {
    for (const cell of cells) analyses.forget(cell.document.uri);
    return;
  }
  const { uri } = notebook;
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? vscode.Uri.joinPath(uri, '..').fsPath;
  const path = uri.scheme === 'file' ? uri.fsPath : '';
  const started = performance.now();
  try {
    const source = { file: path || uri.path, language: 'python' as const, text };
    const answer = await worker.run('analyse', { source, path, root, locale: locale() }, uri.toString());
    // Superseded, closed, or edited meanwhile: the next report is on its way.
    if (!answer || notebook.isClosed || cells.some((cell, i) => cell.document.version !== versions[i])) return;
    const { explained, ...report } = answer;
    const took = performance.now() - started;
    cells.forEach((cell, i) => {
      analyses.show({
        uri: cell.document.uri,
        version: versions[i],
        report: reportOfCell(report, lines[i]),
        explained: explained && explainedOfCell(explained, lines[i]),
        took,
      });
    });
  } catch (error) {
    log.error(`${uri.fsPath}: ${host('analysisFailed', { reason: error instanceof Error ? error.message : String(error) })}`);
  }
}
