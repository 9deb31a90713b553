// What a watched script shows at one moment, and what the panel may ask of it. Types only; a new view replaces the last one.
import type { FigureScene } from '../../figure/scene';
import type { Series } from '../history';

export type ScriptState = 'running' | 'paused' | 'done' | 'failed' | 'stopped';

export interface ScriptCurve {
  readonly name: string;
  readonly kind: 'loss' | 'score' | 'other';
  /** The line of the loop; null: read from what it printed. */
  readonly line: number | null;
  readonly series: Series;
}

export interface ScriptView {
  readonly state: ScriptState;
  readonly seconds: number;
  /** Of the loop that computes the loss, or of the longest one. */
  readonly iterations: { readonly done: number; readonly total: number | null; readonly line: number } | null;
  readonly secondsLeft: number | null;
  /** The loss first. */
  readonly curves: readonly ScriptCurve[];
  /** The end of what it printed, and how many characters of it are left out before. */
  readonly output: string;
  readonly cut: number;
  readonly error: { readonly message: string; readonly line: number | null } | null;
  /** Figures so far; they come in a message of their own. */
  readonly figures: number;
  /** The share of the time that looking on took. */
  readonly overhead: number;
}

export interface StartScript {
  readonly type: 'script';
  readonly file: string;
  readonly text: string;
  readonly path: string;
  readonly root: string;
  readonly locale: 'en' | 'zh';
  /** One entry: 0 run, 1 wait, 2 stop. Shared, since the script does not stop to read messages. */
  readonly signal: Int32Array<SharedArrayBuffer>;
}

export type FromScript =
  | { readonly type: 'script'; readonly view: ScriptView }
  | { readonly type: 'figures'; readonly figures: readonly FigureScene[] };
