// Problems as one types, in a real extension host.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, closeAll, open, pause, problems, replace, ruleOf, someProblems, until } from './support';

describe('diagnostics', () => {
  afterEach(closeAll);

  it('underline the product whose shapes do not fit, and nothing else', async () => {
    const { document } = await open('mismatch.bp');
    const found = await someProblems(document.uri);
    assert.deepEqual(found.map(ruleOf), ['shape-mismatch']);
    assert.equal(found[0].severity, vscode.DiagnosticSeverity.Error);
    const text = document.getText(found[0].range);
    assert.match(text, /dZ2 · A1$/);
    assert.match(found[0].message, /\(1, 20\).*\(4, 20\)|\(n2, m\).*\(n1, m\)/s);
  });

  it('link each rule to its page', async () => {
    const { document } = await open('mismatch.bp');
    const [problem] = await someProblems(document.uri);
    const code = problem.code as { value: string; target: vscode.Uri };
    assert.equal(code.target.toString(), 'backprop-rule:/shape-mismatch.md');
    await vscode.commands.executeCommand('backprop.explain', 'shape-mismatch');
    await until(
      () => vscode.window.tabGroups.all.flatMap(group => group.tabs).some(tab => /shape-mismatch/.test(tab.label)),
      'the page of the rule',
    );
  });

  it('come and go with the edits', async () => {
    const editor = await open('correct.bp');
    const { uri } = editor.document;
    await until(async () => (await lensReady(uri)) && problems(uri).length === 0, 'no problem in correct.bp');
    await replace(editor, 'dZ2 · A1ᵀ', 'dZ2 · A1');
    await until(() => problems(uri).some(each => ruleOf(each) === 'shape-mismatch'), 'a problem after the edit');
    await replace(editor, 'dZ2 · A1', 'dZ2 · A1ᵀ');
    await until(() => problems(uri).length === 0, 'no problem after it is undone');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('find a wrong factor that every shape allows, and call what follows inherited only in words', async () => {
    const { document } = await open('factor.bp');
    const found = await someProblems(document.uri);
    assert.deepEqual(found.map(ruleOf), ['wrong-gradient']);
    assert.equal(
      found[0].range.start.line,
      document
        .getText()
        .split('\n')
        .findIndex(line => line.startsWith('dW1')),
    );
  });

  it('leave a correct Python model alone', async () => {
    const { document } = await open('model.py');
    await until(() => lensReady(document.uri), 'the lens of model.py');
    assert.deepEqual(
      problems(document.uri)
        .filter(each => each.severity === vscode.DiagnosticSeverity.Error)
        .map(each => each.message),
      [],
    );
  });

  it('leave a Python file without backpropagation alone: no problem, no lens', async () => {
    const { document } = await open('plain.py');
    await pause(1500);
    assert.deepEqual(problems(document.uri), []);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    assert.deepEqual(lenses, []);
  });

  it('go when the file is closed and it is opened anew', async () => {
    await open('mismatch.bp');
    await until(() => problems(at('mismatch.bp')).length, 'a problem');
    await closeAll();
    await open('mismatch.bp');
    await until(() => problems(at('mismatch.bp')).length === 1, 'one problem again');
  });
});

/** The verdicts stand in the lens once the report is there. */
async function lensReady(uri: vscode.Uri): Promise<boolean> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
  return lenses.some(lens => /correct/.test(lens.command?.title ?? ''));
}
