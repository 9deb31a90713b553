// Where host and view meet: what the host sends to a graph panel and what the panel may ask. Types only; full snapshots, never deltas.
import type { Range, Report } from '../report/report';

/** Everything the view draws. A new one replaces the last one completely. */
export interface Snapshot {
  type: 'snapshot';
  /** The document's URI, for the view's own state: a restored panel finds its file by it. */
  uri: string;
  /** The file's name for people. */
  title: string;
  version: number;
  locale: 'en' | 'zh';
  report: Report;
  /** True where the file no longer parses and the picture is the last good one. */
  stale: boolean;
}

/** The cursor moved in the editor: the nodes at it, the innermost first. Empty: none. */
export interface CursorMoved {
  type: 'cursor';
  nodes: string[];
}

/** There is nothing to draw, and why, in words. */
export interface Nothing {
  type: 'nothing';
  reason: string;
}

export type ToView = Snapshot | CursorMoved | Nothing;

/** The view has loaded and listens: the host answers with a snapshot. */
export interface Ready {
  type: 'ready';
}

/** Show this range in the editor; with `focus` the editor takes the keyboard. */
export interface Reveal {
  type: 'reveal';
  range: Range;
  focus: boolean;
}

/** Apply a fix of a finding of the last snapshot; the host refuses where the document has changed since. */
export interface ApplyFix {
  type: 'fix';
  version: number;
  finding: number;
  fix: number;
}

export type ToHost = Ready | Reveal | ApplyFix;

/** What the view keeps through `setState`, so that a panel can be restored after the window is reloaded. */
export interface ViewState {
  uri: string;
}
