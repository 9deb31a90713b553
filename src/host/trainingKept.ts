// Results outlive their panel: the last run of each file, in the workspace's storage, with what can be exported of it.
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { FromRun } from '../train/messages';
import type { RunSnapshot } from './trainingProtocol';
import type { ScriptResult } from './trainingScriptPanel';

/** Parameters and curves as files; the binary one in base64. */
export interface Exports {
  readonly npz: string;
  readonly json: string;
  readonly csv: string;
}

export type Kept =
  | { readonly type: 'run'; readonly snapshot: Omit<RunSnapshot, 'strings'>; readonly exports: Exports }
  | { readonly type: 'script'; readonly result: ScriptResult };

/** A result of this size is no longer kept: it would slow down whoever opens the panel. */
const LARGEST = 60_000_000;

export class KeptRuns {
  private readonly recent = new Map<string, Kept>();
  private readonly folder: vscode.Uri;

  constructor(context: vscode.ExtensionContext) {
    this.folder = vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'runs');
  }

  async put(uri: vscode.Uri, kept: Kept): Promise<void> {
    this.recent.set(uri.toString(), kept);
    const text = JSON.stringify(kept);
    if (text.length > LARGEST) return;
    try {
      await vscode.workspace.fs.createDirectory(this.folder);
      await vscode.workspace.fs.writeFile(this.place(uri), Buffer.from(text));
    } catch {
      // Without a storage the result lasts as long as the window.
    }
  }

  async get(uri: vscode.Uri): Promise<Kept | null> {
    const known = this.recent.get(uri.toString());
    if (known) return known;
    try {
      return JSON.parse(Buffer.from(await vscode.workspace.fs.readFile(this.place(uri))).toString('utf8')) as Kept;
    } catch {
      return null;
    }
  }

  private place(uri: vscode.Uri): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${createHash('sha256').update(uri.toString()).digest('hex').slice(0, 32)}.json`);
  }
}

export const exportsOf = ({ npz, json, csv }: Extract<FromRun, { type: 'kept' }>): Exports => ({
  npz: Buffer.from(npz).toString('base64'),
  json,
  csv,
});
