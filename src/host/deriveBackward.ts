// "Derive Backward Pass": puts the equations that follow from the forward pass into the editor, as one edit, once they check as correct.
import * as vscode from 'vscode';
import type { DerivedInto } from '../analyse/deriveInto';
import { locale } from '../messages';
import { host } from '../messages/host';
import type { Report } from '../report/report';
import type { App } from './app';
import { LANGUAGES, nameOf } from './models';

/** Resolves to how many equations were put in. */
export async function deriveBackward({ worker }: App, uri: unknown): Promise<number> {
  const editor =
    uri instanceof vscode.Uri
      ? await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri))
      : vscode.window.activeTextEditor;
  if (!editor || !(LANGUAGES as readonly string[]).includes(editor.document.languageId)) {
    void vscode.window.showInformationMessage(host('noEditor'));
    return 0;
  }
  const { document } = editor;
  const { version } = document;
  const file = nameOf(document.uri);
  const derived = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: file }, () => ask(worker, document));
  if (!derived) return 0;
  if (document.version !== version) {
    void vscode.window.showWarningMessage(host('fixStale', { file }));
    return 0;
  }
  return tell(editor, derived, file);
}

function ask(worker: App['worker'], document: vscode.TextDocument): Promise<DerivedInto | undefined> {
  const { uri } = document;
  const path = uri.scheme === 'file' ? uri.fsPath : '';
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? vscode.Uri.joinPath(uri, '..').fsPath;
  const source = { file: path || uri.path, language: document.languageId as Report['language'], text: document.getText() };
  return worker.run('derive', { source, path, root, locale: locale() }, `derive ${uri}`);
}

async function tell(editor: vscode.TextEditor, derived: DerivedInto, file: string): Promise<number> {
  switch (derived.kind) {
    case 'nothing':
      void vscode.window.showInformationMessage(host('deriveNothing', { file }));
      return 0;
    case 'complete':
      void vscode.window.showInformationMessage(host('deriveComplete', { file }));
      return 0;
    case 'unproved':
      void vscode.window
        .showWarningMessage(host('deriveUnproved', { file, names: derived.names.join(', ') }), host('deriveShow'))
        .then(chosen => (chosen ? show(editor.document.languageId, derived.lines) : undefined));
      return 0;
    case 'ready':
      if (!(await put(editor, derived.insertion))) return 0;
      void vscode.window.showInformationMessage(host('deriveDone', { file, n: derived.count }));
      return derived.count;
  }
}

/** One edit, so that one undo takes it back. */
async function put(editor: vscode.TextEditor, { after, lines }: { after: number; lines: readonly string[] }): Promise<boolean> {
  const end = editor.document.lineAt(Math.max(0, after - 1)).range.end;
  const done = await editor.edit(edit => edit.insert(end, `\n${lines.join('\n')}`));
  if (done) {
    const added = new vscode.Range(after, 0, after + lines.length - 1, 0);
    editor.revealRange(added, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
  return done;
}

async function show(language: string, lines: readonly string[]): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content: `${lines.join('\n')}\n` });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}
