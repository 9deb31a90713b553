// Pass `routes`: the corners of every edge, from its source to its arrowhead.
import type { Box, Point } from '../picture';
import { portGap } from './drops';
import { type Gutters, runX, trackX, type Widths } from './gutters';
import type { LaneRows } from './lanes';
import type { Ports } from './ports';

export interface Placing extends Widths {
  rows: LaneRows;
  gutters: Gutters;
  ports: Ports;
  y: Float64Array;
  /** By view node. */
  boxes: Box[];
}

/** By view edge; undefined for what is hidden. */
export function routeEdges(placing: Placing): (Point[] | undefined)[] {
  const { view, slots, cells, wires } = placing;
  const routes: (Point[] | undefined)[] = view.edges.map(() => undefined);
  const lineOf = new Int32Array(slots.edgeCount).fill(-1);
  cells.edgeOfLine.forEach((edge, line) => {
    if (edge >= 0) lineOf[edge] = line;
  });
  for (let edge = 0; edge < slots.edgeCount; edge++) {
    if (cells.netOf[edge] < 0) continue;
    for (const at of [slots.forwardEdge[edge], slots.backwardEdge[edge]])
      if (at >= 0) routes[at] = simplify(laneRoute(placing, at, edge, lineOf[edge]));
  }
  for (const [index, wire] of wires.all.entries()) routes[wire.edge] = simplify(wireRoute(placing, index));
  for (const at of slots.loops) routes[at] = loopRoute(placing.boxes[view.edges[at].from]);
  return routes;
}

function laneRoute(
  { view, slots, cells, drops, tracks, gutters, ports, rows, y, boxes, sizes }: Placing,
  at: number,
  edge: number,
  lastLine: number,
): Point[] {
  const { from, to } = view.edges[at];
  const net = cells.nets[cells.netOf[edge]];
  const [low, high] = slots.of[from] === net.source ? [from, to] : [to, from];
  const shift = rows.shift[view.nodes[from].pass];
  const rank = cells.rank[net.source];
  let row = ports.leave[cells.netOf[edge]];
  const points: Point[] = [{ x: boxes[low].x + boxes[low].width, y: row + shift }];
  const last = cells.rank[slots.of[high]];
  for (let gutter = rank + 1; gutter <= last; gutter++) {
    const bend = net.bends + gutter - rank - 1;
    const line = gutter === last ? lastLine : cells.left.line[cells.left.offset[bend]];
    if (drops.side[line] !== 0) {
      const x = boxes[high].x + boxes[high].width / 2 + drops.index[line] * portGap;
      const end = boxes[high].y + (drops.side[line] > 0 ? sizes.height[high] : 0);
      points.push({ x, y: row + shift }, { x, y: end });
      return low === from ? points : points.reverse();
    }
    const next = gutter === last ? ports.enter[line] : y[bend];
    if (next === row) continue;
    const x = trackX(gutters, gutter, tracks.segments[gutter][tracks.segmentOf[line]].track);
    points.push({ x, y: row + shift }, { x, y: next + shift });
    row = next;
  }
  points.push({ x: boxes[high].x, y: row + shift });
  return low === from ? points : points.reverse();
}

function wireRoute({ wires, runs, rows, gutters, boxes }: Placing, index: number): Point[] {
  const wire = wires.all[index];
  const from = boxes[wire.from];
  const to = boxes[wire.to];
  if (wire.direct) {
    const x = Math.min(from.x + from.width, to.x + to.width) - 22;
    const straight = [
      { x, y: from.y + from.height },
      { x, y: to.y },
    ];
    return wire.turned ? straight.reverse() : straight;
  }
  const exitX = runX(gutters, wire.exitGutter, runs.all[runs.exit[index]].track);
  const enterX = runX(gutters, wire.enterGutter, runs.all[runs.enter[index]].track);
  const start = { x: wire.exitSide > 0 ? from.x + from.width : from.x, y: runs.exitY[index] };
  const end = { x: wire.enterSide > 0 ? to.x + to.width : to.x, y: runs.enterY[index] };
  const points = [start, { x: exitX, y: start.y }];
  if (wire.corridor >= 0) points.push({ x: exitX, y: rows.corridor(wire.corridor) }, { x: enterX, y: rows.corridor(wire.corridor) });
  points.push({ x: enterX, y: end.y }, end);
  return wire.turned ? points.reverse() : points;
}

/** A value that feeds itself: out at the right, back in at the top. */
function loopRoute(box: Box): Point[] {
  const right = box.x + box.width;
  const side = box.y + Math.min(14, box.height / 3);
  const above = box.y - 12;
  const x = right - 20;
  return [
    { x: right, y: side },
    { x: right + 12, y: side },
    { x: right + 12, y: above },
    { x, y: above },
    { x, y: box.y },
  ];
}

/** Without corners at which nothing turns. */
function simplify(points: Point[]): Point[] {
  const out: Point[] = [];
  for (const point of points) {
    const [a, b] = [out.at(-2), out.at(-1)];
    if (b && b.x === point.x && b.y === point.y) continue;
    if (a && b && ((a.x === b.x && b.x === point.x) || (a.y === b.y && b.y === point.y))) out.pop();
    out.push(point);
  }
  return out;
}

/** Where lines of one source part: a dot says that they carry one value. */
export function branchDots(routes: readonly (readonly Point[])[]): Point[] {
  const dots = new Map<string, Point>();
  const seen: (readonly Point[])[] = [];
  for (const route of routes.slice(0, 40)) {
    for (const other of seen) {
      const dot = parting(route, other);
      if (dot) dots.set(`${dot.x},${dot.y}`, dot);
    }
    seen.push(route);
  }
  return [...dots.values()];
}

function parting(a: readonly Point[], b: readonly Point[]): Point | undefined {
  let at = 0;
  while (at < a.length && at < b.length && a[at].x === b[at].x && a[at].y === b[at].y) at++;
  if (at === 0 || at >= a.length || at >= b.length) return undefined;
  const from = a[at - 1];
  const same = Math.sign(a[at].x - from.x) === Math.sign(b[at].x - from.x) && Math.sign(a[at].y - from.y) === Math.sign(b[at].y - from.y);
  if (!same) return at > 1 ? from : undefined;
  const nearer = Math.abs(a[at].x - from.x) + Math.abs(a[at].y - from.y) < Math.abs(b[at].x - from.x) + Math.abs(b[at].y - from.y) ? a : b;
  return at + 1 < nearer.length ? nearer[at] : undefined;
}
