// Where host and view meet: what the host sends to a graph panel and what the panel may ask. Types only; full snapshots, never deltas.
import type { TensorView, Tile, Which } from '../analyse/tensors';
import type { Typeset } from '../maths/typeset';
import type { LayoutOptions } from '../picture/picture';
import type { Scene } from '../picture/primitives';
import type { Range, Report } from '../report/report';

/** What the view asks of the layout; kept by the view (`ViewState`) and sent with every `layout` request. */
export type ViewLayout = Pick<LayoutOptions, 'direction' | 'pass' | 'folds' | 'depth' | 'fonts'>;

/** All user-visible text of the view, by key, in the reader's language: `viewStrings()` of `src/messages/view.ts`. `{name}` are holes. */
export type ViewStrings = Readonly<Record<string, string>>;

export interface ViewSettings {
  /** Show the value strips. */
  values: boolean;
  /** Above so many nodes the picture is drawn on a canvas. */
  canvasFrom: number;
}

/**
 * Everything the view draws; a new one replaces the last one completely. The host sends it after `ready`, after every analysis of
 * the file, and in answer to `layout`. It makes `scene` in its worker: `sceneOf(report, layout(report.graph, options))`.
 */
export interface Snapshot {
  type: 'snapshot';
  /** The document's URI, for the view's own state: a restored panel finds its file by it. */
  uri: string;
  /** The file's name for people; folders before it, if any, are separated by `/`. */
  title: string;
  version: number;
  locale: 'en' | 'zh';
  report: Report;
  scene: Scene;
  /** The options that `scene` was laid out with. */
  layout: ViewLayout;
  /** True where the file no longer parses: report and scene are the last good ones. */
  stale: boolean;
  settings: ViewSettings;
  strings: ViewStrings;
  /** How long the analysis took, in milliseconds. */
  took?: number;
  /** False: the panel goes with the active editor to whichever model that shows. */
  pinned: boolean;
  /** The graph is that of two versions: with which other, and how many nodes differ. */
  comparison?: Comparison;
  /** The factor of the chain rule at each gradient, by its node's id, or by its name where the code merges it into another. */
  locals?: Readonly<Record<string, string>>;
}

export interface Comparison {
  with: string;
  added: number;
  removed: number;
  changed: number;
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
  strings?: ViewStrings;
}

/** Work that takes longer than 200 ms: what is being done. The view shows it with a cancel button until the next snapshot or `nothing`. */
export interface Busy {
  type: 'busy';
  text: string;
}

/** A formula set as SVG where that could be done, and as text for screen readers and where it could not. */
export interface Formula {
  text: string;
  set: Typeset | null;
}

/** One line of a derivation: from which forward line, and the factor that it gives. */
export interface DerivedStep {
  name: string;
  forward: string;
  line: number | null;
  formula: Formula;
}

/** How a gradient follows from the forward pass. */
export interface Derivation {
  rule: string;
  chain: Formula | null;
  steps: DerivedStep[];
  result: Formula | null;
  /** `(n2, m)·(m, n1) → (n2, n1)` */
  shapes: string | null;
}

/** Answers `details`. */
export interface NodeDetails {
  type: 'details';
  node: string;
  version: number;
  /** Null: no tensor is known, or the analysis was of another version. */
  tensor: TensorView | null;
  /** The right-hand side as the file writes it. */
  equation: Formula | null;
  derivation: Derivation | null;
}

/** Answers `tiles`. */
export interface TensorTiles {
  type: 'tiles';
  node: string;
  version: number;
  tiles: (Tile & { which: Which })[];
}

/** Right-hand sides set as mathematics, by their text. Sent after a snapshot, when they are ready; the view draws text until then. */
export interface Formulas {
  type: 'formulas';
  set: Record<string, Typeset>;
}

export type ToView = Formulas | Snapshot | CursorMoved | Nothing | Busy | NodeDetails | TensorTiles;

/** The view has loaded and listens: the host answers with a snapshot, laid out as the view asks. */
export interface Ready {
  type: 'ready';
  layout?: ViewLayout;
  pinned?: boolean;
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

/** Lay the same report out again, with these options; the host answers with a snapshot. A later request replaces an earlier one. */
export interface Relayout {
  type: 'layout';
  layout: ViewLayout;
}

/** Give up what `busy` announced; the host answers with the last snapshot or with `nothing`. */
export interface Cancel {
  type: 'cancel';
}

/**
 * Save the picture: the host asks where. For SVG, DOT, Mermaid and JSON it writes the file from the report and `layout`; a PNG comes
 * from the view, as base64.
 */
export interface Export {
  type: 'export';
  format: 'svg' | 'png' | 'html' | 'dot' | 'mermaid' | 'json';
  layout: ViewLayout;
  data?: string;
}

/** What is behind one node of the last snapshot; the host answers with `details`, or not at all where the file has changed since. */
export interface AskDetails {
  type: 'details';
  node: string;
  version: number;
}

/** Parts of a node's tensors; the host answers with `tiles`. */
export interface AskTiles {
  type: 'tiles';
  node: string;
  version: number;
  tiles: { which: Which; row: number; column: number; rows: number; columns: number }[];
}

/** Keep this file, or go with the active editor. */
export interface Pin {
  type: 'pin';
  pinned: boolean;
}

/** Show the difference to another version; the host asks which. */
export interface Compare {
  type: 'compare';
}

export type ToHost = Pin | Compare | Ready | Reveal | ApplyFix | Relayout | Cancel | Export | AskDetails | AskTiles;

/** What the view keeps through `setState`, so that a panel can be restored after the window is reloaded. */
export interface ViewState {
  uri: string;
  layout?: ViewLayout;
  selected?: string;
  /** Absent: pinned. */
  pinned?: boolean;
  /** A comparison is not restored: the other version may be gone. */
  comparison?: boolean;
  /** The pane's width beside the picture, and its height below it, in pixels. */
  paneWidth?: number;
  paneHeight?: number;
}
