// Saves what a run leaves behind where the user says: one file by a dialog, several in a folder.
import * as vscode from 'vscode';
import { trainMessages as say } from '../messages/train';

const EXTENSIONS = { npz: 'npz', json: 'json', csv: 'csv', svg: 'svg', png: 'png' } as const;
export type Format = keyof typeof EXTENSIONS;

export async function saveAs(beside: vscode.Uri, format: Format, content: Uint8Array, name?: string): Promise<void> {
  const own = `${beside.path.replace(/\.\w+$/, '')}.${EXTENSIONS[format]}`;
  const defaultUri = name === undefined ? beside.with({ path: own }) : vscode.Uri.joinPath(beside, '..', name);
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { [format.toUpperCase()]: [EXTENSIONS[format]] } });
  if (target) await write(target, content);
}

export async function saveIn(beside: vscode.Uri, files: readonly { readonly name: string; readonly content: Uint8Array }[]): Promise<void> {
  const defaultUri = vscode.Uri.joinPath(beside, '..');
  const [folder] =
    (await vscode.window.showOpenDialog({ defaultUri, canSelectFiles: false, canSelectFolders: true, openLabel: say('saveHere') })) ?? [];
  if (!folder) return;
  const taken = new Map<string, number>();
  for (const { name, content } of files) {
    const times = taken.get(name) ?? 0;
    taken.set(name, times + 1);
    if (!(await write(vscode.Uri.joinPath(folder, times ? name.replace(/(\.\w+)$/, `-${times + 1}$1`) : name), content))) return;
  }
}

async function write(target: vscode.Uri, content: Uint8Array): Promise<boolean> {
  try {
    await vscode.workspace.fs.writeFile(target, content);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(say('notSaved', { file: target.fsPath, reason }));
    return false;
  }
}
