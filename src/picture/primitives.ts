// What a picture is drawn with: a few kinds of parts with class names, which the SVG writer, the webview's SVG and its canvas share. Types only.
import type { GradientStatus, Range } from '../report/report';
import type { Run } from './mathText';
import type { Box, Direction, Pass, Point } from './picture';

/**
 * How far one may zoom out and still see a part: 0 always (the box, marks of wrong equations), 1 from 25 % (names, marks),
 * 2 from 50 % (value strips), 3 from 72 % (equations, shapes, captions, ordinary edge labels).
 */
export type Detail = 0 | 1 | 2 | 3;

interface Drawn {
  /** Class names; all colour comes from the style sheet through them. */
  look: string;
  detail: Detail;
}

/** Coordinates are relative to the scene node's top left corner, or to the scene where a part belongs to none. */
export type Part =
  | (Drawn & { kind: 'rect'; x: number; y: number; width: number; height: number; radius?: number })
  | (Drawn & { kind: 'path'; d: string; opacity?: number })
  | (Drawn & {
      kind: 'text';
      x: number;
      y: number;
      text: string | Run[];
      anchor?: 'start' | 'middle' | 'end';
      size: number;
      full?: string;
    });

export interface SceneNode extends Box {
  id: string;
  look: string;
  pass: Pass;
  kind: 'value' | 'block' | 'ghost' | 'seed';
  label: string;
  status?: GradientStatus;
  /** What a screen reader says: name, kind, shape, verdict. */
  spoken: string;
  /** What search looks in, in lower case: name, shape, kind, verdict, formula. */
  words: string;
  /** Index in `report.graph.nodes`, −1 for none. */
  of: number;
  twin?: string;
  /** The group that a block stands for. */
  path?: string;
  range?: Range;
  /** The whole right-hand side, for the details. */
  equation?: Run[];
  column: number;
  row: number;
  parts: Part[];
}

export interface SceneEdge {
  id: string;
  from: string;
  to: string;
  look: string;
  kind: Pass | 'reused';
  /** Corners; drawn with rounded corners and an arrowhead at the last one. */
  points: Point[];
  d: string;
  /** Dash offset at which dashes end at the arrowhead. */
  dash: number;
  flagged: boolean;
  quiet: boolean;
  /** What a tooltip says: A1 → dW2, (4, 400). */
  spoken: string;
  /** Label and dots, in scene coordinates. */
  parts: Part[];
  /** The label's box, for the tests and for hit tests. */
  label?: Box;
}

export interface SceneFrame extends Box {
  path: string;
  title: string;
  pass: Pass;
  depth: number;
  /** Relative to the frame's corner. */
  parts: Part[];
}

export interface Scene {
  direction: Direction;
  pass: Pass | 'both';
  width: number;
  height: number;
  lanes: (Box & { pass: Pass; title: string; note: string })[];
  frames: SceneFrame[];
  nodes: SceneNode[];
  edges: SceneEdge[];
  /** Drawn above all else: the sizes that disagree. */
  over: Part[];
  total: number;
  folded: number;
}
