// The picture: where every node, edge, frame and lane of a graph lies. Types only; made by `layout`, drawn as a scene.
import type { GradientStatus } from '../report/report';

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export type Pass = 'forward' | 'backward';

/** LR: the forward pass runs from left to right, the backward lane lies below. TB: from top to bottom, the lanes lie side by side. */
export type Direction = 'LR' | 'TB';

export interface LayoutOptions {
  direction?: Direction;
  pass?: Pass | 'both';
  /** Folded (true) or opened (false) groups, by path; a group that is not named follows `depth`, else the default for the graph's size. */
  folds?: Readonly<Record<string, boolean>>;
  /** Opens every group down to this depth: 0 folds all. */
  depth?: number;
  /** Ignores all groups. */
  flat?: boolean;
  /** False: without merged gradients (dA1) and the start (dJ): exactly the graph's own nodes and edges. */
  ghosts?: boolean;
  /** How much wider the reader's fonts are than the ones the widths are reckoned with. */
  fonts?: { ui: number; code: number };
  /** The last picture of the same graph, so that an edit keeps the order of what it does not touch. */
  previous?: Picture;
}

export interface Picture {
  direction: Direction;
  pass: Pass | 'both';
  width: number;
  height: number;
  lanes: Lane[];
  frames: Frame[];
  nodes: PictureNode[];
  edges: PictureEdge[];
  clashes: Clash[];
  /** How many nodes the graph has in all, and how many of them stand inside folded blocks. */
  total: number;
  folded: number;
}

/** The region of one pass. */
export interface Lane extends Box {
  pass: Pass;
}

/** An opened group. */
export interface Frame extends Box {
  path: string;
  title: string;
  pass: Pass;
  depth: number;
}

export interface PictureNode extends Box {
  id: string;
  pass: Pass;
  /**
   * value: a node of the graph; block: a folded group; ghost: a gradient that the code merges into a later one (dA1 in dZ1);
   * seed: dJ, where the backward pass starts.
   */
  kind: 'value' | 'block' | 'ghost' | 'seed';
  label: string;
  /** The index in `graph.nodes`; −1 for what is no node of the graph. */
  of: number;
  /** The id of Foo for dFoo and of dFoo for Foo. */
  twin?: string;
  /** For a ghost: the label of the gradient that it is merged into. */
  into?: string;
  block?: Block;
  /** Column and place in the column, for moving about by keyboard. */
  column: number;
  row: number;
}

/** What a folded group holds. */
export interface Block {
  path: string;
  title: string;
  /** How many alike groups it stands for (a loop of 20 layers), 1 for a plain group. */
  times: number;
  members: number;
  /** One line for every family of values (dW of all layers): its first member's node, and every gradient's verdict. */
  families: { name: string; of: number; count: number; verdicts: GradientStatus[] }[];
}

export interface PictureEdge {
  id: string;
  from: string;
  to: string;
  /** forward and backward: within their lane; reused: a forward value that the backward pass uses again. */
  kind: Pass | 'reused';
  /** Corners of an orthogonal line, from the source to the arrowhead. */
  points: Point[];
  /** The edges of the graph that it stands for. */
  of: number[];
  label?: EdgeLabel;
  /** Where the line parts from others of the same value. */
  dots?: Point[];
  flagged?: boolean;
  /** Drawn only when one of its ends is selected or pointed at: there are too many of its kind. */
  quiet?: boolean;
}

/** `x`, `y` is the middle of the label's box. */
export interface EdgeLabel extends Box {
  text: string;
  /** What is boxed in red in a label that does not fit: `[from, to)` in `text`. */
  bad?: [number, number][];
}

/** `400 ≠ 4`, between the edges that disagree. */
export interface Clash extends Box {
  text: string;
  node: string;
}
