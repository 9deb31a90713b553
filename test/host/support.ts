// Helpers for tests inside the extension host.
import * as vscode from 'vscode';

export const at = (name: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, name);

/** Opens a file and shows it in the first column. */
export async function open(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(at(name));
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

/** Polls until there is a value; fails after half the time that a test has. */
export async function until<T>(
  probe: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  what: string,
): Promise<T> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(50)) {
    const value = await probe();
    if (value) return value;
  }
  throw new Error(`not within 30 s: ${what}`);
}

export const pause = (time: number): Promise<void> => new Promise(done => setTimeout(done, time));

export const problems = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(each => each.source === 'backprop');

/** Waits for the first problems of a file. */
export const someProblems = (uri: vscode.Uri): Promise<vscode.Diagnostic[]> =>
  until(() => {
    const found = problems(uri);
    return found.length > 0 && found;
  }, `a problem in ${uri.path}`);

export const ruleOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

export async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
  return lenses.map(lens => lens.command?.title ?? '');
}

/** Replaces the first occurrence of a text, as typing would. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const offset = editor.document.getText().indexOf(from);
  if (offset < 0) throw new Error(`no ${from} in ${editor.document.fileName}`);
  const range = new vscode.Range(editor.document.positionAt(offset), editor.document.positionAt(offset + from.length));
  await editor.edit(edit => edit.replace(range, to));
}

export const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(group => group.tabs);

export const closeAll = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');
