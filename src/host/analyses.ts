// The latest report of every open model file: asks the worker after each edit, and tells the features.
import * as vscode from 'vscode';
import { locale } from '../messages';
import { host } from '../messages/host';
import type { Explained } from '../report/explained';
import type { Report } from '../report/report';
import type { WorkerClient } from '../worker/client';
import { CELL, kindOf, LANGUAGES } from './models';

export interface Analysis {
  readonly uri: vscode.Uri;
  /** The version of the document that the report is about. */
  readonly version: number;
  readonly report: Report;
  /** What hovers, hints and exercises show; apart, since few readers of the report need it. */
  readonly explained?: Explained;
  /** How long it took, in milliseconds. */
  readonly took: number;
}

/** Long enough to skip the middle of a word, short enough not to be felt. */
const PAUSE = 120;

interface Entry {
  latest?: Analysis;
  failure?: string;
  /** The analysis under way, and the version it is of. */
  pending?: { version: number; done: Promise<void> };
}

export class Analyses implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable[];

  /** A file's report is there, is a new one, or is gone. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly worker: WorkerClient,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.onDidOpenTextDocument(document => this.schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => contentChanges.length && this.schedule(document, PAUSE)),
      vscode.workspace.onDidCloseTextDocument(document => this.forget(document.uri)),
    ];
    for (const document of vscode.workspace.textDocuments) this.schedule(document, 0);
  }

  /** The latest report, perhaps of an older version than the document has now. */
  latest(uri: vscode.Uri): Analysis | undefined {
    return this.entries.get(uri.toString())?.latest;
  }

  /** Whether it is followed as a model file, with or without a report yet. */
  isModel(uri: vscode.Uri): boolean {
    return this.entries.has(uri.toString());
  }

  models(): string[] {
    return [...this.entries.keys()];
  }

  failure(uri: vscode.Uri): string | undefined {
    return this.entries.get(uri.toString())?.failure;
  }

  /** The report of the document as it is now; undefined where it is no model file or its analysis fails. */
  async current(document: vscode.TextDocument): Promise<Analysis | undefined> {
    for (;;) {
      const entry = this.entries.get(document.uri.toString());
      if (entry?.latest?.version === document.version) return entry.latest;
      if (kindOf(document) !== 'model') return undefined;
      await this.analyse(document);
      const after = this.entries.get(document.uri.toString());
      if (!after || (after.latest?.version !== document.version && after.failure !== undefined)) return undefined;
    }
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const each of this.subscriptions) each.dispose();
    this.worker.dispose();
  }

  /** What is known of a cell of a notebook, which is analysed as a whole elsewhere. */
  show(analysis: Analysis): void {
    this.entry(analysis.uri).latest = analysis;
    this.changed.fire(analysis.uri);
  }

  private schedule(document: vscode.TextDocument, pause: number): void {
    if (document.uri.scheme === CELL) return;
    if (!(LANGUAGES as readonly string[]).includes(document.languageId)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    // Whether it is a model at all is looked at after the pause too: typing costs nothing.
    const timer = setTimeout(() => {
      this.timers.delete(key);
      if (kindOf(document) === 'model') void this.analyse(document);
      else this.forget(document.uri);
    }, pause);
    this.timers.set(key, timer);
  }

  private entry(uri: vscode.Uri): Entry {
    const key = uri.toString();
    let entry = this.entries.get(key);
    if (!entry) {
      entry = {};
      this.entries.set(key, entry);
      this.changed.fire(uri);
    }
    return entry;
  }

  forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    if (!this.entries.delete(key)) return;
    this.worker.cancel(key);
    this.changed.fire(uri);
  }

  private analyse(document: vscode.TextDocument): Promise<void> {
    const entry = this.entry(document.uri);
    const { version } = document;
    if (entry.latest?.version === version) return Promise.resolve();
    if (entry.pending?.version !== version) entry.pending = { version, done: this.ask(document, entry, version) };
    return entry.pending.done;
  }

  private async ask(document: vscode.TextDocument, entry: Entry, version: number): Promise<void> {
    const { uri } = document;
    const path = uri.scheme === 'file' ? uri.fsPath : '';
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? vscode.Uri.joinPath(uri, '..').fsPath;
    const source = { file: path || uri.path, language: document.languageId as Report['language'], text: document.getText() };
    const started = performance.now();
    try {
      const answer = await this.worker.run('analyse', { source, path, root, locale: locale() }, uri.toString());
      // Superseded, closed, or edited meanwhile: the next report is on its way.
      if (!answer || this.entries.get(uri.toString()) !== entry || document.version !== version) return;
      const { explained, ...report } = answer;
      entry.latest = { uri, version, report, explained, took: performance.now() - started };
      entry.failure = undefined;
    } catch (error) {
      entry.failure = error instanceof Error ? error.message : String(error);
      this.log.error(`${uri.fsPath}: ${host('analysisFailed', { reason: entry.failure })}`);
    } finally {
      if (entry.pending?.version === version) entry.pending = undefined;
    }
    this.changed.fire(uri);
  }
}
