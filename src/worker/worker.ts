// The worker thread: takes one request at a time, answers each.
import { parentPort } from 'node:worker_threads';
import { type Answer, type Request, tasks } from './tasks';

function answer({ id, task, input }: Request): Answer {
  try {
    const run = tasks[task] as (input: unknown) => unknown;
    return { id, result: run(input) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

export function serveTasks(): void {
  parentPort?.on('message', (request: Request) => parentPort?.postMessage(answer(request)));
}
