// Where host and training panel meet: what the host sends and what the panel may ask. Types only; full snapshots, never deltas.

import type { FigureScene } from '../figure/scene';
import type { Control } from '../train/messages';
import type { ScriptView } from '../train/script/view';
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

/** A script that is run and watched. */
export interface ScriptSnapshot {
  readonly type: 'script';
  /** Null: it has not been run yet. */
  readonly view: ScriptView | null;
  readonly uri: string;
  readonly title: string;
  readonly strings: Readonly<Record<string, string>>;
  /** What it has drawn so far; null: the same as before. */
  readonly figures: readonly FigureScene[] | null;
}

export type ToTrainingPanel = RunSnapshot | ScriptSnapshot | Refused;

export type FromTrainingPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'control'; readonly control: Control }
  | { readonly type: 'reveal'; readonly line: number }
  | { readonly type: 'fix' }
  /** A figure of the script as an SVG file; null: all of them. */
  | { readonly type: 'figure'; readonly id: number | null }
  /** A picture that the panel drew: SVG as text, PNG as base64. */
  | { readonly type: 'picture'; readonly format: 'svg' | 'png'; readonly data: string };

/** What the panel keeps, so that it can be restored after the window is reloaded. */
export interface TrainingPanelState {
  readonly uri: string;
}
