// What the panel may ask of a run, and what the run tells. Types only; the host passes both on between the view and the thread.
import type { TrainingView } from './view';

export interface StartRun {
  readonly type: 'start';
  readonly file: string;
  readonly text: string;
  /** On disk; empty for a file that was never saved. */
  readonly path: string;
  /** The workspace folder, which no path may leave. */
  readonly root: string;
  readonly locale: 'en' | 'zh';
  /** Train the exact gradients beside the file's own. */
  readonly withExact: boolean;
  /** Wait at the first step. */
  readonly paused: boolean;
}

/** step: one step, then pause. reset: from the start again, paused. */
export type Control =
  | { readonly type: 'pause' | 'resume' | 'step' | 'stop' | 'reset' }
  | { readonly type: 'rate'; readonly rate: number }
  | { readonly type: 'compare'; readonly withExact: boolean }
  | { readonly type: 'save'; readonly format: 'npz' | 'json' | 'csv' }
  /** Everything that can be exported, to be kept. */
  | { readonly type: 'keep' };

export type ToRun = StartRun | Control;

export type FromRun =
  | { readonly type: 'view'; readonly view: TrainingView }
  | { readonly type: 'refused'; readonly problems: readonly string[] }
  | { readonly type: 'kept'; readonly npz: Uint8Array; readonly json: string; readonly csv: string }
  | { readonly type: 'saved'; readonly format: 'npz' | 'json' | 'csv'; readonly content: Uint8Array };
