// Tells VS Code's `when` clauses which resources are models, for the button in the editor's title.
import * as vscode from 'vscode';
import type { Feature } from './app';

export const modelContext: Feature = ({ analyses }) => {
  let told = '';
  const tell = (): void => {
    const models = analyses.models();
    const key = models.join('\n');
    if (key === told) return;
    told = key;
    void vscode.commands.executeCommand('setContext', 'backprop.models', models);
  };
  tell();
  return analyses.onDidChange(tell);
};
