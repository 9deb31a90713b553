// Gradient checks as tests: a file, then each of its gradients. A test reads the report; nothing is computed twice.
import * as vscode from 'vscode';
import { looksLikeModel } from '../analyse/looksLikeModel';
import { host } from '../messages/host';
import type { Gradient, Report } from '../report/report';
import type { Analysis } from './analyses';
import type { App } from './app';
import { outcomeOf, testIds } from './gradientTests';
import { CELL, LARGEST, nameOf } from './models';
import { toRange } from './positions';

/** More files than this are not looked into, to see whether they are models. */
const MOST_FILES = 500;

export function testExplorer(app: App): vscode.Disposable {
  const controller = vscode.tests.createTestController('backprop', host('testsLabel'));
  const { analyses } = app;
  let finding: Promise<void> | undefined;
  const find = (): Promise<void> => {
    finding ??= findFiles(controller).finally(() => {
      finding = undefined;
    });
    return finding;
  };
  controller.resolveHandler = async item => {
    if (item?.uri) await analyseFile(app, item.uri);
    else await find();
  };
  controller.refreshHandler = find;
  controller.createRunProfile(
    host('testsLabel'),
    vscode.TestRunProfileKind.Run,
    async (request, token) => {
      if (!request.include) await find();
      await runTests(app, controller, request, token);
    },
    true,
  );
  return vscode.Disposable.from(
    controller,
    analyses.onDidChange(uri => {
      const analysis = analyses.latest(uri);
      if (analysis && uri.scheme !== CELL) describeFile(controller, analysis);
    }),
  );
}

async function findFiles(controller: vscode.TestController): Promise<void> {
  const uris = await vscode.workspace.findFiles('**/*.{bp,py}', undefined, MOST_FILES);
  for (const uri of uris) {
    if (controller.items.get(uri.toString())) continue;
    if (uri.path.endsWith('.bp') || (await isModelFile(uri))) fileItem(controller, uri);
  }
}

/** Read past the editor: a file that is opened would be analysed. */
async function isModelFile(uri: vscode.Uri): Promise<boolean> {
  const { size } = await vscode.workspace.fs.stat(uri);
  return size <= LARGEST && looksLikeModel(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
}

function fileItem(controller: vscode.TestController, uri: vscode.Uri): vscode.TestItem {
  const known = controller.items.get(uri.toString());
  if (known) return known;
  const item = controller.createTestItem(uri.toString(), nameOf(uri), uri);
  item.canResolveChildren = true;
  controller.items.add(item);
  return item;
}

const analyseFile = async ({ analyses }: App, uri: vscode.Uri): Promise<Analysis | undefined> =>
  analyses.current(await vscode.workspace.openTextDocument(uri));

function describeFile(controller: vscode.TestController, { uri, report }: Analysis): vscode.TestItem | undefined {
  // A file without gradients has no tests; one that had some keeps its place in the tree.
  if (!report.gradients.length && !controller.items.get(uri.toString())) return undefined;
  const file = fileItem(controller, uri);
  const items = [...testIds(report.gradients)].map(([id, gradient], index) => {
    const item = controller.createTestItem(id, id, uri);
    item.description = `∂${gradient.of}/∂${gradient.wrt}`;
    item.range = toRange(gradient.range);
    item.sortText = String(index).padStart(6, '0');
    return item;
  });
  file.children.replace(items);
  return file;
}

async function runTests(
  app: App,
  controller: vscode.TestController,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): Promise<void> {
  const run = controller.createTestRun(request);
  for (const [file, only] of wanted(controller, request)) {
    if (token.isCancellationRequested) break;
    await runFile(app, controller, run, file, item => (only === null || only.has(item.id)) && !request.exclude?.includes(item));
  }
  run.end();
}

/** The files to run, and which of their gradients (null: all). */
function wanted(controller: vscode.TestController, { include }: vscode.TestRunRequest): Map<vscode.TestItem, Set<string> | null> {
  const files = new Map<vscode.TestItem, Set<string> | null>();
  if (!include) for (const [, item] of controller.items) files.set(item, null);
  for (const item of include ?? []) {
    const only = item.parent ? files.get(item.parent) : undefined;
    if (!item.parent) files.set(item, null);
    else if (only !== null) files.set(item.parent, new Set([...(only ?? []), item.id]));
  }
  return files;
}

async function runFile(
  app: App,
  controller: vscode.TestController,
  run: vscode.TestRun,
  file: vscode.TestItem,
  included: (item: vscode.TestItem) => boolean,
): Promise<void> {
  const analysis = await analyseFile(app, file.uri!);
  if (!analysis) {
    run.errored(file, new vscode.TestMessage(host('notAnalysed', { file: file.label, reason: app.analyses.failure(file.uri!) ?? '' })));
    return;
  }
  describeFile(controller, analysis);
  const gradients = testIds(analysis.report.gradients);
  if (!gradients.size) run.skipped(file);
  for (const [id, item] of file.children) {
    const gradient = gradients.get(id);
    if (gradient && included(item)) judge(run, item, gradient, analysis.report);
  }
}

function judge(run: vscode.TestRun, item: vscode.TestItem, gradient: Gradient, report: Report): void {
  const { state, text, range } = outcomeOf(gradient, report);
  const location = new vscode.Location(item.uri!, toRange(range));
  if (state === 'failed') {
    const message = new vscode.TestMessage(text);
    message.location = location;
    run.failed(item, message);
    return;
  }
  // With a place, VS Code would write it behind the line: a correct line stays quiet.
  run.appendOutput(`${text}\r\n`, state === 'passed' ? undefined : location, item);
  if (state === 'passed') run.passed(item);
  else run.skipped(item);
}
