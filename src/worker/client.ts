// The other side of the worker thread: started when first needed, one job at a time, the newest of each key wins.
import { Worker } from 'node:worker_threads';
import type { Answer, Request, TaskName, Tasks } from './tasks';
import type { Thread } from './thread';

/** A superseded job may finish within this time; then its thread is ended, since a new one is up in about 120 ms. */
const GRACE = 250;

/** No analysis takes this long by itself (it has a budget); one that does is stuck. */
const LONGEST = 30_000;

interface Job {
  readonly request: Request;
  readonly key: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class WorkerClient {
  private worker: Worker | undefined;
  private running: Job | undefined;
  private readonly waiting: Job[] = [];
  private timer: NodeJS.Timeout | undefined;
  private grace: NodeJS.Timeout | undefined;
  private count = 0;

  constructor(
    private readonly script: string,
    private readonly longest = LONGEST,
  ) {}

  /** Runs a task; resolves to undefined where a newer one of the same key, or `cancel`, has taken its place. */
  run<Name extends TaskName>(task: Name, input: Parameters<Tasks[Name]>[0], key: string): Promise<ReturnType<Tasks[Name]> | undefined> {
    this.cancel(key);
    return new Promise((resolve, reject) => {
      const request: Request = { id: ++this.count, task, input };
      this.waiting.push({ request, key, resolve: resolve as (result: unknown) => void, reject });
      this.next();
    });
  }

  /** Drops the jobs of a key: a waiting one at once, the running one after the grace. */
  cancel(key: string): void {
    for (const job of this.waiting.filter(each => each.key === key)) {
      this.waiting.splice(this.waiting.indexOf(job), 1);
      job.resolve(undefined);
    }
    if (this.running?.key === key) this.grace ??= setTimeout(() => this.restart(job => job.resolve(undefined)), GRACE);
  }

  dispose(): void {
    for (const job of this.waiting.splice(0)) job.resolve(undefined);
    this.restart(job => job.resolve(undefined));
  }

  private next(): void {
    if (this.running) return;
    const job = this.waiting.shift();
    if (!job) return;
    this.running = job;
    this.timer = setTimeout(() => this.restart(each => each.reject(new Error(`no answer within ${this.longest / 1000} s`))), this.longest);
    this.worker ??= this.start();
    this.worker.postMessage(job.request);
  }

  private start(): Worker {
    const worker = new Worker(this.script, { workerData: 'tasks' satisfies Thread });
    worker.on('message', (answer: Answer) => {
      if (answer.id === this.running?.request.id) this.finish(job => settle(job, answer));
    });
    worker.on('error', error => {
      if (worker === this.worker) this.restart(job => job.reject(error as Error));
    });
    // A waiting thread keeps no process alive.
    worker.unref();
    return worker;
  }

  private restart(end: (job: Job) => void): void {
    void this.worker?.terminate();
    this.worker = undefined;
    this.finish(end);
  }

  private finish(end: (job: Job) => void): void {
    clearTimeout(this.timer);
    clearTimeout(this.grace);
    this.grace = undefined;
    const job = this.running;
    this.running = undefined;
    if (job) end(job);
    this.next();
  }
}

function settle(job: Job, answer: Answer): void {
  if ('failure' in answer) job.reject(new Error(answer.failure));
  else job.resolve(answer.result);
}
