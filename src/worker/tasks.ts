// What the worker thread can do: one entry a task. The host knows their types only.
import { analyse, type Source } from '../analyse/analyse';
import type { Locale } from '../messages';
import type { Report } from '../report/report';
import { reader } from './files';

export interface AnalyseTask {
  readonly source: Omit<Source, 'readFile'>;
  /** The path on disk, for the files beside it; empty for a file that was never saved. */
  readonly path: string;
  /** The workspace folder, which no path may leave. */
  readonly root: string;
  readonly locale: Locale;
}

export const tasks = {
  analyse: ({ source, path, root, locale }: AnalyseTask): Report =>
    analyse({ ...source, readFile: path ? reader(path, root) : () => null }, { locale }),
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;

export interface Request<Name extends TaskName = TaskName> {
  readonly id: number;
  readonly task: Name;
  readonly input: Parameters<Tasks[Name]>[0];
}

export type Answer = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly failure: string };
