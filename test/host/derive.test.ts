// "Derive Backward Pass" in a real extension host: the equations come in as one edit.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Report } from '../../src/report/report';
import { closeAll, open } from './support';

describe('deriving the backward pass', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeAll();
  });

  it('puts it into the editor, where it checks as correct, and one undo takes it back', async () => {
    const editor = await open('correct.bp');
    const { document } = editor;
    const text = document.getText();
    const from = document.positionAt(text.indexOf('backward'));
    await editor.edit(edit => edit.delete(new vscode.Range(from, document.positionAt(text.length))));
    const forward = document.getText();
    assert.equal(await vscode.commands.executeCommand('backprop.derive'), 7);
    assert.match(document.getText(), /^backward\ndZ2 = A2 - Y\n/m);
    const report = await vscode.commands.executeCommand<Report>('backprop.checkGradients');
    assert.ok(report.gradients.length >= 6 && report.gradients.every(({ status }) => /^correct/.test(status)));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), forward);
  });

  it('leaves a file alone whose backward pass is whole', async () => {
    const { document } = await open('correct.bp');
    const { version } = document;
    assert.equal(await vscode.commands.executeCommand('backprop.derive'), 0);
    assert.equal(document.version, version);
  });
});
