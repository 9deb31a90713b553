// Formulas for hovers, set by a thread of its own that starts when the first hover needs one; each formula once.
import { Worker } from 'node:worker_threads';
import type { Typeset } from '../maths/typeset';
import type { MathsAnswer, MathsRequest } from '../maths/worker';

/** More formulas than a long session meets; then the cache starts anew. */
const MOST = 4000;
/** How many are set at once when nobody waits for them. */
const CHUNK = 16;

export class HoverFormulas {
  private readonly known = new Map<string, Typeset | null>();
  private readonly asked = new Map<number, { formulas: readonly string[]; done: () => void }>();
  private worker: Worker | undefined;
  private count = 0;
  private broken = false;

  constructor(
    private readonly script: string,
    private readonly failed: (reason: string) => void,
  ) {}

  /** Undefined: not set yet. Null: it cannot be set. */
  readonly get = (latex: string): Typeset | null | undefined => this.known.get(latex);

  /** Sets what is missing; gives up waiting after a time, and the formulas come as text. */
  async ready(formulas: readonly string[], patience: number): Promise<void> {
    const missing = formulas.filter(f => !this.known.has(f));
    if (missing.length === 0 || this.broken) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([this.ask(missing), new Promise<void>(done => (timer = setTimeout(done, patience)))]);
    clearTimeout(timer);
  }

  /** Sets the rest of a file's formulas while nobody waits, so that the next hover finds its own. */
  async ahead(formulas: readonly string[]): Promise<void> {
    const missing = [...new Set(formulas)].filter(f => !this.known.has(f));
    for (let at = 0; at < missing.length && !this.broken; at += CHUNK) await this.ask(missing.slice(at, at + CHUNK));
  }

  dispose(): void {
    this.broken = true;
    void this.worker?.terminate();
    for (const { done } of this.asked.values()) done();
    this.asked.clear();
  }

  private ask(formulas: readonly string[]): Promise<void> {
    return new Promise(done => {
      const id = ++this.count;
      this.asked.set(id, { formulas, done });
      this.worker ??= this.start();
      const request: MathsRequest = { id, formulas };
      this.worker.postMessage(request);
    });
  }

  private start(): Worker {
    const worker = new Worker(this.script);
    worker.on('message', (answer: MathsAnswer) => this.take(answer));
    // Without its thread a hover has its formulas as text: no reason to fail.
    worker.on('error', error => {
      this.failed(error instanceof Error ? error.message : String(error));
      this.dispose();
    });
    worker.unref();
    return worker;
  }

  private take({ id, set }: MathsAnswer): void {
    const job = this.asked.get(id);
    if (!job) return;
    this.asked.delete(id);
    if (this.known.size > MOST) this.known.clear();
    job.formulas.forEach((latex, k) => {
      this.known.set(latex, set[k] ?? null);
    });
    job.done();
  }
}
