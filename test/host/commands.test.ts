// The lens, the commands and the quick fixes, in a real extension host.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Report } from '../../src/report/report';
import { closeAll, lensTitles, open, problems, someProblems, tabs, until } from './support';

describe('lens and commands', () => {
  afterEach(closeAll);

  it('offer Show Graph and the number of correct gradients above a model', async () => {
    const { document } = await open('correct.bp');
    const titles = await until(async () => {
      const found = await lensTitles(document.uri);
      return found.length === 2 && found;
    }, 'two lenses');
    assert.match(titles[0], /Show Graph$/);
    assert.match(titles[1], /6 of 6 gradients correct/);
  });

  it('open one graph panel a file', async () => {
    const graphs = (): string[] =>
      tabs()
        .map(tab => tab.label)
        .filter(label => label.startsWith('Graph: '));
    const { document } = await open('correct.bp');
    await vscode.commands.executeCommand('backprop.showGraph');
    await until(() => graphs().length === 1, 'a panel');
    await vscode.commands.executeCommand('backprop.showGraph', document.uri);
    await open('mismatch.bp');
    await vscode.commands.executeCommand('backprop.showGraph');
    await until(() => graphs().length === 2, 'a second panel');
    assert.deepEqual(graphs().sort(), ['Graph: correct.bp', 'Graph: mismatch.bp']);
  });

  it('check the gradients of the active file and of a Python file', async () => {
    await open('correct.bp');
    const report = await vscode.commands.executeCommand<Report>('backprop.checkGradients');
    assert.equal(report.gradients.length, 6);
    assert.ok(report.gradients.every(gradient => gradient.status === 'correct' || gradient.status === 'correct-scaled'));
    await open('model.py');
    const python = await vscode.commands.executeCommand<Report>('backprop.checkGradients');
    assert.deepEqual(python.gradients.map(gradient => gradient.name).sort(), ['dZ', 'db', 'dw']);
  });

  it('say no to a file without backpropagation', async () => {
    await open('plain.py');
    assert.equal(await vscode.commands.executeCommand('backprop.checkGradients'), undefined);
    await vscode.commands.executeCommand('backprop.showGraph');
    assert.equal(
      tabs().some(tab => tab.label.startsWith('Graph: ')),
      false,
    );
  });
});

describe('quick fixes', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeAll();
  });

  async function fixes(kind?: string): Promise<{ document: vscode.TextDocument; actions: vscode.CodeAction[] }> {
    const { document } = await open('mismatch.bp');
    const [problem] = await someProblems(document.uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
      kind,
    );
    return { document, actions };
  }

  it('put the transpose in, and the file is then correct', async () => {
    const { document, actions } = await fixes(vscode.CodeActionKind.QuickFix.value);
    const fix = actions.find(action => action.edit && action.isPreferred);
    assert.ok(fix?.edit, `no preferred fix among ${actions.map(action => action.title)}`);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /^dW2 = 1\/m \* dZ2 · A1ᵀ$/m);
    await until(() => problems(document.uri).length === 0, 'no problem after the fix');
  });

  it('explain the rule', async () => {
    const { actions } = await fixes(vscode.CodeActionKind.QuickFix.value);
    const page = actions.find(action => action.command?.command === 'backprop.explain');
    assert.deepEqual(page?.command?.arguments, ['shape-mismatch']);
  });

  it('apply everything proven as a source action', async () => {
    const { actions } = await fixes('source.fixAll.backprop');
    assert.deepEqual(
      actions.map(action => action.kind?.value),
      ['source.fixAll.backprop'],
    );
    assert.ok(actions[0].edit);
  });

  it('apply everything proven by command', async () => {
    const { document } = await fixes();
    await vscode.commands.executeCommand('backprop.applyProvenFixes');
    assert.match(document.getText(), /^dW2 = 1\/m \* dZ2 · A1ᵀ$/m);
  });
});
