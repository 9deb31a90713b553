// The report: the one serialisable result that every reader (editor, webview, command line, CI) shares. Types only.
import type { Explained } from './explained';

/** 1-based lines and columns; columns count UTF-16 units; the end is exclusive. */
export interface Position {
  line: number;
  column: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface Report {
  file: string;
  language: 'bp' | 'python';
  variables: Variable[];
  gradients: Gradient[];
  loss: Loss | null;
  findings: Finding[];
  graph: Graph;
  coverage: Coverage;
  /** What hovers, hints and exercises show; only where it was asked for. */
  explained?: Explained;
  /** The single number that courses compute over all parameters (step 1e-7), and the threshold they compare it with. */
  course?: { difference: number; threshold: number };
}

export type Role = 'input' | 'label' | 'parameter' | 'activation' | 'pre-activation' | 'loss' | 'gradient' | 'other';

export interface Variable {
  /** As the file writes it: `W1`, `grads["dW1"]`, `self.weights`. */
  name: string;
  role: Role;
  /** Concrete sizes; `[]` is a scalar. */
  shape: number[];
  /** Symbolic sizes where known, else the number as text. */
  dims: string[];
  /** Where it is assigned first. */
  range: Range;
  /** A sample of its values, for pictures; see `ValueSample`. */
  values?: ValueSample;
}

/** At most 40 × 12 entries of a tensor, sampled evenly, with statistics over all of it. NaN and infinities are null. */
export interface ValueSample {
  rows: number;
  columns: number;
  cells: (number | null)[];
  min: number | null;
  max: number | null;
  mean: number | null;
  norm: number | null;
}

export type GradientStatus = 'correct' | 'correct-scaled' | 'wrong' | 'inherited' | 'unchecked';

export interface Gradient {
  name: string;
  /** The loss's name. */
  of: string;
  /** The variable's name, or the source text of the expression it is the derivative of. */
  wrt: string;
  range: Range;
  status: GradientStatus;
  /** ‖hand − exact‖₂ / (‖hand‖₂ + ‖exact‖₂), after the factor where scaled. */
  relativeError: number | null;
  scale: number | null;
  reason?: string;
  evidence: { autodiff: number | null; numeric: number | null; kinks: number };
  shape?: number[];
  dims?: string[];
  /** The equation derived from the forward pass, in the file's notation, where there is one. */
  derived?: string;
  hand?: ValueSample;
  exact?: ValueSample;
}

export interface Loss {
  name: string;
  value: number | null;
  range: Range | null;
  /** The file computes no scalar loss; this one was inferred from the gradients. */
  recovered: boolean;
}

export type Severity = 'error' | 'warning' | 'info';

export type Rule =
  | 'syntax'
  | 'undefined-name'
  | 'shape-mismatch'
  | 'gradient-shape'
  | 'wrong-gradient'
  | 'wrong-update'
  | 'runtime-error'
  | 'scale-mismatch'
  | 'loss-mismatch'
  | 'missing-gradient'
  | 'suspicious-broadcast'
  | 'fits-by-accident'
  | 'symmetric-init'
  | 'numeric-hazard'
  | 'unsupported'
  | 'internal';

export interface Finding {
  rule: Rule;
  severity: Severity;
  message: string;
  range: Range;
  related: { message: string; range: Range }[];
  fixes: Fix[];
}

export interface Fix {
  title: string;
  edits: { range: Range; newText: string }[];
  /** True only if, with the edit applied, the shapes fit and this equation's gradient is right given right inputs. */
  verified: boolean;
}

export interface Coverage {
  statements: number;
  executed: number;
  reasons: { message: string; range: Range }[];
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export interface GraphNode {
  id: string;
  label: string;
  kind: 'input' | 'parameter' | 'operation' | 'loss' | 'gradient';
  pass: 'forward' | 'backward';
  shape: number[];
  dims: string[];
  range: Range | null;
  /** A path of groups, outermost first, joined by `/`: `layer 1`, `t = 3/cell`. */
  group?: string;
  /** The right-hand side as the file writes it. */
  formula?: string;
  role?: Role;
  /** For a backward node: the id of the forward node that it is the gradient of. */
  wrt?: string;
  status?: GradientStatus;
  scale?: number | null;
  values?: ValueSample;
  /** The finding at this node, if it is an error. */
  error?: string;
  /** In the comparison of two versions of a model; absent where nothing has changed. */
  change?: Change;
}

export interface Change {
  kind: 'added' | 'removed' | 'changed';
  /** What stood there before, as far as it differs. */
  formula?: string;
  shape?: number[];
  status?: GradientStatus;
}

export interface GraphEdge {
  from: string;
  to: string;
  shape: number[];
  /** True on an operand's edge whose shape does not fit. */
  flagged?: boolean;
  /** A forward value that the backward pass uses again (A1 in dW2). */
  reused?: boolean;
  /** On a flagged edge: the axes whose sizes disagree. */
  badAxes?: number[];
  /** In a comparison: the edge was there before and is no more. */
  gone?: boolean;
}
