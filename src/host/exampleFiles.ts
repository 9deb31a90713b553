// The examples that come with the extension: read from it, listed with their first line, opened as new files.
import * as vscode from 'vscode';
import { walkthrough } from '../messages/walkthrough';

/** From one layer to time steps: the order in which they are best practised. */
export const LADDER = [
  'logistic_regression.bp',
  'two_layer_one_example.bp',
  'two_layer.bp',
  'deep.bp',
  'softmax.bp',
  'batch_norm.bp',
  'rnn.bp',
] as const;

export const exampleUri = (extension: vscode.Uri, name: string): vscode.Uri => vscode.Uri.joinPath(extension, 'examples', name);

export const readText = async (uri: vscode.Uri): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

interface ExampleItem extends vscode.QuickPickItem {
  readonly file?: string;
}

/** "Open Example": a list with a line on each; the chosen one opens as a file of its own, free to be changed. */
export async function openExample(extension: vscode.Uri, wanted?: string): Promise<vscode.TextDocument | undefined> {
  const name =
    wanted ??
    (await vscode.window.showQuickPick(await items(extension), { placeHolder: walkthrough('whichExample'), matchOnDescription: true }))
      ?.file;
  if (!name || !/^(?:wrong\/)?[\w-]+\.(?:bp|py)$/.test(name)) return undefined;
  const document = await vscode.workspace.openTextDocument({
    language: name.endsWith('.bp') ? 'bp' : 'python',
    content: await readText(exampleUri(extension, name)),
  });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  return document;
}

async function items(extension: vscode.Uri): Promise<ExampleItem[]> {
  const groups = [
    { folder: '', title: walkthrough('rightExamples') },
    { folder: 'wrong/', title: walkthrough('wrongExamples') },
  ];
  const found: ExampleItem[] = [];
  for (const { folder, title } of groups) {
    const names = await listed(extension, folder);
    found.push({ label: title, kind: vscode.QuickPickItemKind.Separator });
    for (const name of names)
      found.push({ label: name, description: await firstLine(exampleUri(extension, folder + name)), file: folder + name });
  }
  return found;
}

/** The files of a folder, the ladder's first. */
async function listed(extension: vscode.Uri, folder: string): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(exampleUri(extension, folder));
  const rank = (name: string): number => (LADDER as readonly string[]).indexOf(name) + 1 || LADDER.length + 1;
  return entries
    .filter(([name, type]) => type === vscode.FileType.File && /\.(?:bp|py)$/.test(name))
    .map(([name]) => name)
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** What the file says of itself: its first comment, or the first line of its docstring. */
async function firstLine(uri: vscode.Uri): Promise<string> {
  const text = await readText(uri);
  return /^#\s*(.*)$/m.exec(text.slice(0, 400))?.[1] ?? /"""\s*([^\n"]+)/.exec(text.slice(0, 2000))?.[1] ?? '';
}
