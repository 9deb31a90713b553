// A notebook in a real extension host: its cells are one model, and each shows its own part of what is found.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, closeAll, lensTitles, problems, ruleOf, someProblems, until } from './support';

async function openNotebook(): Promise<vscode.TextDocument[]> {
  const notebook = await vscode.workspace.openNotebookDocument(at('model.ipynb'));
  await vscode.window.showNotebookDocument(notebook);
  return notebook.getCells().map(cell => cell.document);
}

describe('a notebook', () => {
  afterEach(closeAll);

  it('underlines the mistake in its own cell, and nothing in the others', async () => {
    const [, setup, passes, training] = await openNotebook();
    const [problem] = await someProblems(training.uri);
    assert.equal(ruleOf(problem), 'shape-mismatch');
    assert.equal(problem.range.start.line, 6);
    assert.match(training.getText(problem.range), /W2, dZ2/);
    assert.deepEqual([...problems(setup.uri), ...problems(passes.uri)], []);
  });

  it('explains a gradient where the pointer is, and counts the gradients of a cell in its lens', async () => {
    const [, , , training] = await openNotebook();
    await someProblems(training.uri);
    const position = new vscode.Position(4, 5);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', training.uri, position);
    const text = hovers.flatMap(hover => hover.contents.map(part => (part as vscode.MarkdownString).value)).join('\n');
    assert.match(text, /dW2/);
    assert.ok((await lensTitles(training.uri)).some(title => /of 6 gradients? correct/.test(title)));
  });

  it('offers the fix in the cell, and is content once it is made', async () => {
    const [, , , training] = await openNotebook();
    const [problem] = await someProblems(training.uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      training.uri,
      problem.range,
    );
    const fix = actions.find(action => action.isPreferred && action.edit);
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(training.lineAt(6).text, /np\.dot\(W2\.T, dZ2\)/);
    await until(() => problems(training.uri).length === 0, 'no problem after the fix');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
