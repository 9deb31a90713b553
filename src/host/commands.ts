// The commands: one table from name to what is done.
import * as vscode from 'vscode';
import { host } from '../messages/host';
import type { Rule } from '../report/report';
import type { App } from './app';
import { checkGradients } from './checkGradients';
import { compareWith } from './compareWith';
import { deriveBackward } from './deriveBackward';
import { openExample } from './exampleFiles';
import { showRule } from './explain';
import { applyFix, goToLine } from './hover';
import { kindOf, LANGUAGES, nameOf } from './models';
import { practiseAgain, practiseGuess, practiseHint, startFindBug, startPractise } from './practise';
import { applyProvenFixes } from './quickFixes';
import { stepNext, stepPlay, stepPrevious, stepStop, stepThrough } from './stepThrough';
import { runAndWatch, showLastRun, train } from './training';

type Command = (app: App, ...args: never[]) => unknown;

const table = {
  'backprop.showGraph': (app, uri?: unknown) => withModel(uri, document => app.panels.show(document)),
  'backprop.checkGradients': (app, uri?: unknown) => withModel(uri, document => checkGradients(app, document)),
  'backprop.applyProvenFixes': (app, uri?: unknown) => withModel(uri, document => applyProvenFixes(app, document)),
  'backprop.compareWith': (app, uri?: unknown, other?: unknown) =>
    withModel(uri, document => compareWith(app, document, other instanceof vscode.Uri ? other : undefined)),
  'backprop.derive': (app, uri?: unknown) => deriveBackward(app, uri),
  'backprop.train': (app, uri?: unknown) => withModel(uri, document => train(app, document)),
  'backprop.runAndWatch': (app, uri?: unknown) => runAndWatch(app, uri),
  'backprop.showLastRun': (app, uri?: unknown) => withModel(uri, document => showLastRun(app, document)),
  'backprop.explain': (_app, rule?: Rule) => showRule(rule),
  'backprop.stepThrough': (app, uri?: unknown) => withModel(uri, document => stepThrough(app, document)),
  'backprop.stepNext': () => stepNext(),
  'backprop.stepPrevious': () => stepPrevious(),
  'backprop.stepPlay': () => stepPlay(),
  'backprop.stepStop': () => stepStop(),
  'backprop.practise': (_app, example?: unknown) => startPractise(typeof example === 'string' ? example : undefined),
  'backprop.findBug': (_app, example?: unknown) => startFindBug(typeof example === 'string' ? example : undefined),
  'backprop.practiseHint': (_app, path: string, blank: number) => practiseHint(path, blank),
  'backprop.practiseGuess': (_app, path: string, blank: number) => practiseGuess(path, blank),
  'backprop.practiseAgain': (_app, path: string) => practiseAgain(path),
  'backprop.openExample': (app, name?: unknown) => openExample(app.context.extensionUri, typeof name === 'string' ? name : undefined),
  'backprop.goToLine': (_app, uri: string, line: number) => goToLine(uri, line),
  'backprop.applyFix': (app, uri: string, version: number, finding: number, fix: number) => applyFix(app, uri, version, finding, fix),
} satisfies Record<string, Command>;

export const commands = (app: App): vscode.Disposable =>
  vscode.Disposable.from(
    ...Object.entries<Command>(table).map(([name, run]) => vscode.commands.registerCommand(name, (...args: never[]) => run(app, ...args))),
  );

/** Runs on the file that was clicked, else on the active editor's; says so where that is no model. */
async function withModel<T>(uri: unknown, run: (document: vscode.TextDocument) => T): Promise<Awaited<T> | undefined> {
  const document = uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : activeDocument();
  if (!document) {
    void vscode.window.showInformationMessage(host('noEditor'));
    return undefined;
  }
  if (kindOf(document) === 'other') {
    void vscode.window.showInformationMessage(host('notModel', { file: nameOf(document.uri) }));
    return undefined;
  }
  return await run(document);
}

function activeDocument(): vscode.TextDocument | undefined {
  const { activeTextEditor } = vscode.window;
  const document = activeTextEditor?.document;
  return document && (LANGUAGES as readonly string[]).includes(document.languageId) ? document : undefined;
}
