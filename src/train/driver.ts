// Drives a session from a message loop: trains in short stretches, answers between them, and tells what it sees at a bounded pace.
import { writeNpz } from '../data/npz';
import { useLocale } from '../messages';
import { trainMessages as say } from '../messages/train';
import { type Prepared, prepareBp } from './bpSource';
import { curvesCsv, parametersJson } from './export';
import type { Control, FromRun, StartRun, ToRun } from './messages';
import { Session } from './session';

/** A stretch of training: short, so that a pause is felt at once. */
const STRETCH = 30;
/** Ten views a second at most, and none before it has been earned: a view's cost may be a fortieth of the time. */
const PACE = 100;
const EARNED = 40;

export type ReadFile = (path: string) => Uint8Array | null;

export interface Outside {
  tell(message: FromRun): void;
  /** Runs the function after the messages that wait have been read. */
  later(run: () => void): void;
  reader(path: string, root: string): ReadFile;
}

export class Driver {
  private session: Session | null = null;
  private prepared: Prepared | null = null;
  private withExact = true;
  private nextView = 0;
  private scheduled = false;

  constructor(private readonly outside: Outside) {}

  receive(message: ToRun): void {
    if (message.type === 'start') this.start(message);
    else if (this.session) this.control(message, this.session);
  }

  private start({ file, text, path, root, locale, withExact, paused }: StartRun): void {
    useLocale(locale);
    this.withExact = withExact;
    const readFile = path ? this.outside.reader(path, root) : undefined;
    const prepared = prepareBp({ file, text, readFile });
    if ('problems' in prepared) {
      this.session = null;
      this.outside.tell({ type: 'refused', problems: prepared.problems });
      return;
    }
    this.prepared = prepared;
    this.begin(paused ? 'paused' : 'running');
  }

  private begin(state: 'running' | 'paused'): void {
    if (!this.prepared) return;
    this.session = new Session(this.prepared, this.withExact);
    this.session.state = state;
    this.tellView();
    this.schedule();
  }

  private control(message: Control, session: Session): void {
    switch (message.type) {
      case 'pause':
        if (session.state === 'running') session.state = 'paused';
        break;
      case 'resume':
        if (session.state === 'paused' || session.state === 'stopped') session.state = 'running';
        break;
      case 'step':
        if (session.state === 'running' || session.state === 'stopped') session.state = 'paused';
        if (session.state === 'paused') {
          session.one();
        }
        break;
      case 'stop':
        if (session.state === 'running' || session.state === 'paused') session.state = 'stopped';
        break;
      case 'reset':
        this.begin('paused');
        return;
      case 'compare':
        this.withExact = message.withExact;
        this.begin(session.state === 'running' ? 'running' : 'paused');
        return;
      case 'rate':
        if (message.rate > 0 && Number.isFinite(message.rate)) session.rate = message.rate;
        break;
      case 'save':
        this.save(message.format, session);
        return;
      case 'keep': {
        const { parameters } = session;
        this.outside.tell({ type: 'kept', npz: writeNpz(parameters), json: parametersJson(parameters), csv: curvesCsv(session.curves()) });
        return;
      }
    }
    this.tellView();
    this.schedule();
  }

  private save(format: 'npz' | 'json' | 'csv', session: Session): void {
    const text = (content: string): Uint8Array => new TextEncoder().encode(content);
    const content =
      format === 'csv'
        ? text(curvesCsv(session.curves()))
        : format === 'json'
          ? text(parametersJson(session.parameters))
          : writeNpz(session.parameters);
    this.outside.tell({ type: 'saved', format, content });
  }

  private schedule(): void {
    if (this.scheduled || this.session?.state !== 'running') return;
    this.scheduled = true;
    this.outside.later(() => {
      this.scheduled = false;
      const { session } = this;
      if (session?.state !== 'running') return;
      session.advance(STRETCH);
      // What became of it while it trained; the compiler only knows what it was before.
      const { state } = session as Session;
      if (state !== 'running' || performance.now() >= this.nextView) this.tellView();
      this.schedule();
    });
  }

  private tellView(): void {
    if (!this.session) return;
    const started = performance.now();
    this.outside.tell({ type: 'view', view: this.session.view() });
    const now = performance.now();
    this.nextView = now + Math.max(PACE, EARNED * (now - started));
  }
}

/** What cannot be told in a view: an exception is ours, not the user's. */
export const failureText = (error: unknown): string => say('failed', { reason: error instanceof Error ? error.message : String(error) });
