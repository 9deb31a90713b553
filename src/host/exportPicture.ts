// Saves the picture where the user says: text formats are made by the worker, a PNG comes from the view.
import * as vscode from 'vscode';
import { locale } from '../messages';
import { host } from '../messages/host';
import type { Report } from '../report/report';
import type { WorkerClient } from '../worker/client';
import type { Export } from './protocol';

const EXTENSIONS = { svg: 'svg', png: 'png', html: 'html', dot: 'dot', mermaid: 'mmd', json: 'json' } as const satisfies Record<
  Export['format'],
  string
>;

export async function exportPicture(
  { format, layout, data }: Export,
  uri: vscode.Uri,
  report: Report,
  worker: WorkerClient,
): Promise<void> {
  const extension = EXTENSIONS[format];
  const defaultUri = uri.with({ path: `${uri.path.replace(/\.\w+$/, '')}.${extension}` });
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { [format.toUpperCase()]: [extension] } });
  if (!target) return;
  try {
    const bytes = format === 'png' ? Buffer.from(data ?? '', 'base64') : await written(format, layout, report, worker, target);
    if (bytes) await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(host('notSaved', { file: target.fsPath, reason }));
  }
}

async function written(
  format: Exclude<Export['format'], 'png'>,
  layout: Export['layout'],
  report: Report,
  worker: WorkerClient,
  target: vscode.Uri,
): Promise<Uint8Array | undefined> {
  const text = await worker.run('write', { format, layout, report, locale: locale() }, target.toString());
  return text === undefined ? undefined : Buffer.from(text);
}
