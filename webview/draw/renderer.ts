// What the two ways of drawing have in common, and how a scene is searched for what lies at a point.
import type { ZoomTransform } from 'd3';
import type { Box } from '../../src/picture/picture';
import type { Detail, Scene, SceneEdge, SceneNode } from '../../src/picture/primitives';
import type { Factor } from '../chain';

/** What is marked in the picture, apart from the scene itself. */
export interface Marks {
  selected: string | null;
  /** Nodes at the editor's cursor. */
  cursor: ReadonlySet<string>;
  /** What search found, and the one it stands at. */
  found: ReadonlySet<string> | null;
  /** The lit way from a value to the loss: ids of nodes and edges. */
  path: ReadonlySet<string> | null;
  /** The local derivatives on it. */
  factors: readonly Factor[];
  /** Edges that are drawn only because one of their ends is selected or pointed at. */
  asked: ReadonlySet<string>;
}

export const noMarks: Marks = { selected: null, cursor: new Set(), found: null, path: null, factors: [], asked: new Set() };

export interface Renderer {
  readonly element: Element;
  show(scene: Scene, animate: boolean): void;
  move(transform: ZoomTransform): void;
  mark(marks: Marks): void;
  /** Colours or fonts have changed. */
  restyle(): void;
  /** More formulas are set as mathematics now. */
  typeset(): void;
  remove(): void;
}

export const detailAt = (zoom: number): Detail => (zoom >= 0.72 ? 3 : zoom >= 0.5 ? 2 : zoom >= 0.25 ? 1 : 0);

export const holds = (box: Box, x: number, y: number): boolean =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

export function nodeAt(scene: Scene, x: number, y: number): SceneNode | undefined {
  return scene.nodes.findLast(node => holds(node, x, y));
}

/** The edge nearest to a point, within so many pixels of the scene. */
export function edgeAt(scene: Scene, x: number, y: number, reach: number, asked: ReadonlySet<string>): SceneEdge | undefined {
  let best: SceneEdge | undefined;
  let least = reach;
  for (const edge of scene.edges) {
    if (edge.quiet && !asked.has(edge.id)) continue;
    for (let at = 1; at < edge.points.length; at++) {
      const a = edge.points[at - 1];
      const b = edge.points[at];
      const dx = Math.max(Math.min(a.x, b.x) - x, 0, x - Math.max(a.x, b.x));
      const dy = Math.max(Math.min(a.y, b.y) - y, 0, y - Math.max(a.y, b.y));
      const distance = Math.hypot(dx, dy);
      if (distance < least) [least, best] = [distance, edge];
    }
  }
  return best;
}

export const reducedMotion = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
