// Stepping through, exercises and examples, in a real extension host.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, lensTitles, open, until } from './support';

describe('exercises', () => {
  afterEach(closeAll);

  const lensAt = async (uri: vscode.Uri, line: number): Promise<vscode.CodeLens | undefined> =>
    (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 50)).find(
      lens => lens.range.start.line === line - 1,
    );

  async function write(uri: vscode.Uri, line: number, text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, document.lineAt(line - 1).range, text);
    await vscode.workspace.applyEdit(edit);
  }

  it('blank the backward pass, judge each line, hint, and keep what was done', async () => {
    const uri = await vscode.commands.executeCommand<vscode.Uri>('backprop.practise', 'logistic_regression.bp');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.uri.scheme, 'backprop-exercise');
    await vscode.commands.executeCommand('backprop.practiseAgain', uri.path);
    await until(() => document.getText().includes('dw = ...'), 'blanks');
    const line =
      document
        .getText()
        .split('\n')
        .findIndex(text => text.startsWith('dZ')) + 1;
    await until(async () => (await lensTitles(uri))[0]?.startsWith('0 of 3'), 'the state');
    const lens = await until(() => lensAt(uri, line), 'a hint');
    await vscode.commands.executeCommand(lens.command!.command, ...(lens.command!.arguments ?? []));
    assert.match((await lensAt(uri, line))?.command?.title ?? '', /Hint 1 of \d: dZ has the shape of Z/);
    await write(uri, line, 'dZ = A - Y');
    await until(async () => (await lensTitles(uri))[0]?.startsWith('1 of 3'), 'one right line');
    assert.equal(await lensAt(uri, line), undefined, 'a right line needs no hint');
    await write(uri, line + 1, 'dw = 1/m * dZ · Xᵀ');
    await until(() => !document.isDirty, 'saved by itself');
    assert.ok((await lensTitles(uri))[0]?.startsWith('1 of 3'), 'a wrong shape counts as right');
    await closeAll();
    await vscode.commands.executeCommand('backprop.practise', 'logistic_regression.bp');
    assert.match((await vscode.workspace.openTextDocument(uri)).getText(), /^dZ = A - Y$/m);
  });

  it('plant a bug that the learner finds and mends', async () => {
    const uri = await vscode.commands.executeCommand<vscode.Uri>('backprop.findBug', 'two_layer.bp');
    const document = await vscode.workspace.openTextDocument(uri);
    const right = new TextDecoder().decode(
      await vscode.workspace.fs.readFile(
        vscode.Uri.joinPath(vscode.extensions.all.find(each => each.id.endsWith('.backprop-lens'))!.extensionUri, 'examples/two_layer.bp'),
      ),
    );
    const changed = document
      .getText()
      .split('\n')
      .flatMap((text, i) => (text === right.split('\n')[i] ? [] : [i + 1]));
    assert.equal(changed.length, 1);
    const lens = await until(() => lensAt(uri, changed[0]), 'the question');
    await vscode.commands.executeCommand(lens.command!.command, ...(lens.command!.arguments ?? []));
    await until(async () => /Hint/.test((await lensAt(uri, changed[0]))?.command?.title ?? ''), 'hints once it is named');
  });
});

describe('stepping through', () => {
  afterEach(closeAll);

  it('walks and stops without leaving anything behind', async () => {
    const { document } = await open('correct.bp');
    await vscode.commands.executeCommand('backprop.stepThrough');
    for (let i = 0; i < 30; i++) await vscode.commands.executeCommand('backprop.stepNext');
    await vscode.commands.executeCommand('backprop.stepPrevious');
    await vscode.commands.executeCommand('backprop.stepStop');
    assert.equal(document.isDirty, false);
  });
});

describe('examples', () => {
  afterEach(closeAll);

  it('open as files of their own', async () => {
    const document = await vscode.commands.executeCommand<vscode.TextDocument>('backprop.openExample', 'two_layer.bp');
    assert.deepEqual([document.languageId, document.isUntitled], ['bp', true]);
    assert.match(document.getText(), /^dZ2 = A2 - Y$/m);
    assert.equal(await vscode.commands.executeCommand('backprop.openExample', '../package.json'), undefined);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
