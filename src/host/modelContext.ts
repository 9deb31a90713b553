// Tells VS Code's `when` clauses which files are models, for the button in the editor's title. By path: on a remote machine the
// window's URIs are not the extension host's.
import * as vscode from 'vscode';
import type { Feature } from './app';

export const modelContext: Feature = ({ analyses }) => {
  let told = '';
  const tell = (): void => {
    const models = analyses.models().map(uri => vscode.Uri.parse(uri).fsPath);
    const key = models.join('\n');
    if (key === told) return;
    told = key;
    void vscode.commands.executeCommand('setContext', 'backprop.models', models);
  };
  tell();
  return analyses.onDidChange(tell);
};
