// "Compare With…": the graph of a model beside another version of it: the last commit, what is saved, another file.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { locale } from '../messages';
import { host } from '../messages/host';
import type { Report } from '../report/report';
import type { App } from './app';
import { nameOf } from './models';

/** The other version: its text, and what it is called. */
interface Other {
  readonly title: string;
  readonly text: string;
  readonly uri: vscode.Uri;
}

interface Choice extends vscode.QuickPickItem {
  read(): Promise<Other | undefined>;
}

export async function compareWith(app: App, document: vscode.TextDocument, other?: vscode.Uri): Promise<void> {
  const choice = other ? fromFile(other) : await vscode.window.showQuickPick(choices(document), { placeHolder: host('compareWhich') });
  const chosen = await choice?.read();
  if (!chosen) return;
  const report = await analysed(app, chosen);
  if (report) app.panels.compare(document, { title: chosen.title, report });
}

async function choices(document: vscode.TextDocument): Promise<Choice[]> {
  const found: Choice[] = [];
  const commit = await committed(document.uri);
  if (commit !== undefined)
    found.push({
      label: host('compareHead'),
      description: 'HEAD',
      read: async () => ({ title: 'HEAD', text: commit, uri: document.uri }),
    });
  if (document.isDirty && document.uri.scheme === 'file')
    found.push({ label: host('compareSaved'), read: async () => ({ ...(await read(document.uri)), title: host('compareSavedTitle') }) });
  for (const each of vscode.workspace.textDocuments)
    if (each !== document && each.languageId === document.languageId && each.uri.scheme === 'file') found.push(fromFile(each.uri));
  found.push({ label: host('compareFile'), read: () => asked(document) });
  return found;
}

const fromFile = (uri: vscode.Uri): Choice => ({
  label: nameOf(uri),
  description: vscode.workspace.asRelativePath(uri),
  read: () => read(uri),
});

async function read(uri: vscode.Uri): Promise<Other> {
  return { title: nameOf(uri), text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), uri };
}

async function asked(document: vscode.TextDocument): Promise<Other | undefined> {
  const defaultUri = document.uri.scheme === 'file' ? vscode.Uri.joinPath(document.uri, '..') : undefined;
  const picked = await vscode.window.showOpenDialog({ defaultUri, filters: { [host('compareFilter')]: ['bp', 'py'] } });
  return picked?.[0] && read(picked[0]);
}

async function analysed({ worker }: App, { title, text, uri }: Other): Promise<Report | undefined> {
  const path = uri.scheme === 'file' ? uri.fsPath : '';
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? vscode.Uri.joinPath(uri, '..').fsPath;
  const language = uri.path.endsWith('.bp') ? 'bp' : 'python';
  // A name of its own: it must not take the place of the file's present analysis.
  const source = { file: `${basename(uri.path)} (${title})`, language, text } as const;
  try {
    const answer = await worker.run('analyse', { source, path, root, locale: locale() }, `comparison ${uri} ${title}`);
    if (!answer) return undefined;
    const { explained: _explained, ...report } = answer;
    return report;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(host('notAnalysed', { file: title, reason: reason.split('\n')[0] }));
    return undefined;
  }
}

/** What this needs of the interface of VS Code's own Git extension. */
interface Git {
  getAPI(version: 1): { getRepository(uri: vscode.Uri): { show(ref: string, path: string): Promise<string> } | null };
}

/** The file as it was committed last; undefined where there is none. */
async function committed(uri: vscode.Uri): Promise<string | undefined> {
  if (uri.scheme !== 'file') return undefined;
  try {
    const git = await vscode.extensions.getExtension<Git>('vscode.git')?.activate();
    return await git?.getAPI(1).getRepository(uri)?.show('HEAD', uri.fsPath);
  } catch {
    // Not under version control, or never committed.
    return undefined;
  }
}
