// Training in a real extension host: a panel a file, a run in a thread of its own, the host free meanwhile.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readNpz } from '../../src/data/npz';
import type { Kept } from '../../src/host/trainingKept';
import type { ScriptView } from '../../src/train/script/view';
import type { TrainingView } from '../../src/train/view';
import { closeAll, lensTitles, open, pause, replace, tabs, until } from './support';

const panels = (): string[] =>
  tabs()
    .map(tab => tab.label)
    .filter(label => label.startsWith('Training: '));

describe('training', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeAll();
  });

  it('trains the active file to its last step in one panel, and again from the start', async () => {
    await open('flower.bp');
    const first = await vscode.commands.executeCommand<TrainingView>('backprop.train');
    assert.equal(first.state, 'done');
    assert.equal(first.step, 400);
    assert.ok(first.loss.yours.values.at(-1)! < first.loss.yours.values[0]);
    assert.deepEqual(panels(), ['Training: flower.bp']);
    const again = await vscode.commands.executeCommand<TrainingView>('backprop.train');
    assert.deepEqual(again.loss, first.loss);
    assert.equal(panels().length, 1);
  });

  it('leaves the host free while it trains, and ends with its panel', async () => {
    const editor = await open('flower.bp');
    await replace(editor, 'steps 400', 'steps 90000000');
    const run = vscode.commands.executeCommand<TrainingView | null>('backprop.train');
    await until(() => panels().length === 1, 'a panel');
    const late: number[] = [];
    for (let i = 0; i < 20; i++) {
      const asked = performance.now();
      await pause(20);
      late.push(performance.now() - asked - 20);
    }
    late.sort((a, b) => a - b);
    assert.ok(late[10] < 20, `timers of the host came ${late[10].toFixed(0)} ms late`);
    await closeAll();
    assert.equal(await run, null);
  });

  it('shows why a file cannot be trained', async () => {
    const editor = await open('flower.bp');
    await replace(editor, 'dW1 = 1/m * dZ1 · Xᵀ', 'dW1 = 1/m * dZ1 · X');
    assert.equal(await vscode.commands.executeCommand('backprop.train'), null);
    assert.deepEqual(panels(), ['Training: flower.bp']);
  });

  it('keeps the result when the panel closes: curves, and parameters to be saved', async () => {
    await open('flower.bp');
    const view = await vscode.commands.executeCommand<TrainingView>('backprop.train');
    const kept = async (): Promise<Kept | null | undefined> => {
      const found = await vscode.commands.executeCommand<Kept | null>('backprop.showLastRun');
      return found;
    };
    await closeAll();
    await open('flower.bp');
    let last = await kept();
    for (let i = 0; i < 40 && last?.type !== 'run'; i++) {
      await pause(50);
      last = await kept();
    }
    assert.equal(last?.type, 'run');
    if (last?.type !== 'run') return;
    assert.deepEqual(last.snapshot.view.loss, view.loss);
    assert.equal(readNpz(Buffer.from(last.exports.npz, 'base64'), 'kept').value?.size, 4);
    assert.match(last.exports.csv, /^step,yours/);
    await until(() => panels().length === 1, 'a panel that shows it');
  });

  it('keeps what was trained so far when the panel closes in the middle', async () => {
    const editor = await open('flower.bp');
    await replace(editor, 'steps 400', 'steps 90000001');
    const run = vscode.commands.executeCommand<TrainingView | null>('backprop.train');
    await until(() => panels().length === 1, 'a panel');
    await pause(1500);
    await closeAll();
    await run;
    await open('flower.bp');
    const far = async (): Promise<number> => {
      const found = await vscode.commands.executeCommand<Kept | null>('backprop.showLastRun');
      return found?.type === 'run' && found.snapshot.view.steps === 90_000_001 ? found.snapshot.view.step : 0;
    };
    let step = await far();
    for (let i = 0; i < 60 && step === 0; i++) {
      await pause(50);
      step = await far();
    }
    assert.ok(step > 0);
  });

  it('offers a lens at the line of `train`', async () => {
    const { document } = await open('flower.bp');
    const titles = await lensTitles(document.uri);
    assert.equal(titles.filter(title => title.endsWith('Train')).length, 1);
  });
});

describe('a script that is run and watched', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeAll();
  });

  const script = async (content: string): Promise<void> => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content });
    await vscode.window.showTextDocument(document);
  };
  const watch = (): Thenable<ScriptView | null> => vscode.commands.executeCommand<ScriptView | null>('backprop.runAndWatch');

  it('runs the active file, whatever it is about, in a panel of its own', async () => {
    await script('x = 8.0\nfor i in range(4):\n    x = x / 2\n    print(x)\n');
    const view = await watch();
    assert.equal(view?.state, 'done');
    assert.equal(view?.output, '4.0\n2.0\n1.0\n0.5\n');
    assert.deepEqual(view?.curves[0].series.values, [4, 2, 1, 0.5]);
    assert.ok(tabs().some(tab => tab.label.startsWith('Run: ')));
  });

  it('ends a loop without end with its panel, the host free meanwhile', async () => {
    await script('n = 0\nwhile True:\n    n = n + 1\n');
    const run = watch();
    await until(() => tabs().some(tab => tab.label.startsWith('Run: ')), 'a panel');
    const late: number[] = [];
    for (let i = 0; i < 20; i++) {
      const asked = performance.now();
      await pause(20);
      late.push(performance.now() - asked - 20);
    }
    late.sort((a, b) => a - b);
    assert.ok(late[10] < 20, `timers of the host came ${late[10].toFixed(0)} ms late`);
    await closeAll();
    await run;
  });

  it('runs the cells of a notebook in their order', async () => {
    const cell = (text: string): vscode.NotebookCellData => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
    const data = new vscode.NotebookData([
      cell('%matplotlib inline\nloss = 2.0'),
      cell('for i in range(3):\n    loss = loss / 2'),
      cell('print(loss)'),
    ]);
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
    await vscode.window.showNotebookDocument(notebook);
    const view = await watch();
    assert.equal(view?.output, '0.25\n');
    assert.equal(view?.curves[0].name, 'loss');
  });
});
