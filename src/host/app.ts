// What the features share. Made once, at activation.
import type * as vscode from 'vscode';
import type { WorkerClient } from '../worker/client';
import type { Analyses } from './analyses';
import type { HoverFormulas } from './hoverFormulas';
import type { Panels } from './panels';

export interface App {
  readonly context: vscode.ExtensionContext;
  readonly analyses: Analyses;
  readonly panels: Panels;
  readonly worker: WorkerClient;
  /** Sets mathematics, for hovers and panels alike. */
  readonly formulas: HoverFormulas;
  readonly log: vscode.LogOutputChannel;
}

/** A feature registers itself and hands back what ends it. */
export type Feature = (app: App) => vscode.Disposable;
