// Where host and training panel meet: what the host sends and what the panel may ask. Types only; full snapshots, never deltas.
import type { Control } from '../train/messages';
import type { TrainingView } from '../train/view';

/** The checker's own finding about the gradient that trains wrongly, with its proven fix where there is one. */
export interface BlamedEquation {
  readonly message: string;
  readonly line: number;
  readonly fix: string | null;
}

export interface RunSnapshot {
  readonly type: 'run';
  readonly view: TrainingView;
  /** The document's URI and its path for people. */
  readonly uri: string;
  readonly title: string;
  readonly strings: Readonly<Record<string, string>>;
  readonly blamed: BlamedEquation | null;
}

/** There is nothing to show, and why: one line a problem. */
export interface Refused {
  readonly type: 'refused';
  readonly problems: readonly string[];
  readonly title: string;
  readonly strings: Readonly<Record<string, string>>;
}

export type ToTrainingPanel = RunSnapshot | Refused;

export type FromTrainingPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'control'; readonly control: Control }
  | { readonly type: 'reveal'; readonly line: number }
  | { readonly type: 'fix' }
  /** A picture that the panel drew: SVG as text, PNG as base64. */
  | { readonly type: 'picture'; readonly format: 'svg' | 'png'; readonly data: string };

/** What the panel keeps, so that it can be restored after the window is reloaded. */
export interface TrainingPanelState {
  readonly uri: string;
}
