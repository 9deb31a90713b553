// Measures of a drawn graph: crossings of the drawn lines, their length, bends, and the area.
import type { Point } from '../src/picture/picture';

export interface Drawing {
  width: number;
  height: number;
  /** One polyline an edge, with the name of the value that it carries. */
  lines: { source: string; points: readonly Point[] }[];
}

export interface Quality {
  crossings: number;
  length: number;
  bends: number;
  area: number;
}

export function qualityOf(drawing: Drawing): Quality {
  let length = 0;
  let bends = 0;
  const seen = new Set<string>();
  for (const { source, points } of drawing.lines) {
    bends += Math.max(0, points.length - 2);
    for (let at = 1; at < points.length; at++) {
      const key = `${source}|${points[at - 1].x},${points[at - 1].y}|${points[at].x},${points[at].y}`;
      if (seen.has(key)) continue;
      seen.add(key);
      length += Math.hypot(points[at].x - points[at - 1].x, points[at].y - points[at - 1].y);
    }
  }
  return { crossings: crossingsOf(drawing), length: Math.round(length), bends, area: Math.round(drawing.width * drawing.height) };
}

interface Segment {
  source: string;
  a: Point;
  b: Point;
}

/**
 * Pairs of edges whose lines properly cross, counted at each crossing; lines of one value may run together and are not counted against
 * each other. Segments are found by a grid.
 */
function crossingsOf({ lines, width, height }: Drawing): number {
  const segments: Segment[] = [];
  const known = new Set<string>();
  for (const { source, points } of lines) {
    for (let at = 1; at < points.length; at++) {
      const key = `${source}|${points[at - 1].x},${points[at - 1].y}|${points[at].x},${points[at].y}`;
      if (known.has(key)) continue;
      known.add(key);
      segments.push({ source, a: points[at - 1], b: points[at] });
    }
  }
  const size = Math.max(40, Math.sqrt((width * height) / Math.max(1, segments.length)));
  const grid = new Map<number, number[]>();
  const crossings = new Set<string>();
  segments.forEach((segment, index) => {
    for (const key of cellsOf(segment, size)) {
      const cell = grid.get(key) ?? [];
      for (const other of cell) {
        const point = crossing(segment, segments[other]);
        // a crossing is counted once however many stretches of one value run through it
        if (point) crossings.add([...[segment.source, segments[other].source].sort(), Math.round(point.x), Math.round(point.y)].join('|'));
      }
      cell.push(index);
      grid.set(key, cell);
    }
  });
  return crossings.size;
}

function* cellsOf({ a, b }: Segment, size: number): Generator<number> {
  const [x0, x1] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const slope = x1 === x0 ? 0 : (b.y - a.y) / (b.x - a.x);
  for (let i = Math.floor(x0 / size); i <= Math.floor(x1 / size); i++) {
    const from = Math.max(x0, i * size);
    const to = Math.min(x1, (i + 1) * size);
    const ends = x1 === x0 ? [a.y, b.y] : [a.y + slope * (from - a.x), a.y + slope * (to - a.x)];
    for (let j = Math.floor(Math.min(...ends) / size); j <= Math.floor(Math.max(...ends) / size); j++) yield i * 1000003 + j;
  }
}

/** Where two segments of different values cross inside both. */
function crossing(p: Segment, q: Segment): Point | null {
  if (p.source === q.source) return null;
  const d1 = turn(q.a, q.b, p.a);
  const d2 = turn(q.a, q.b, p.b);
  const d3 = turn(p.a, p.b, q.a);
  const d4 = turn(p.a, p.b, q.b);
  if (d1 * d2 >= -1e-6 || d3 * d4 >= -1e-6) return null;
  const share = d1 / (d1 - d2);
  return { x: p.a.x + share * (p.b.x - p.a.x), y: p.a.y + share * (p.b.y - p.a.y) };
}

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
