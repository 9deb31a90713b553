// Pass `labels`: where shapes stand on edges: above the line, in the gutter's label zone. What would lie on another label is left out,
// but for the labels of operands that don't fit, which are placed first.

import type { Graph } from '../../report/report';
import type { Fonts } from '../nodeText';
import type { Box, Clash, EdgeLabel, Point } from '../picture';
import { uiWidth } from '../text';
import { clashText, type LabelText } from './labelTexts';
import type { Placing } from './routes';

const air = 4;
/** The same shape is not written more often than this on lines of one value. */
const mostRepeated = 3;
/** Above so many edges only boxes and other labels are avoided, not lines. */
const mostObstacles = 1500;

export interface PlacedLabels {
  labels: (EdgeLabel | undefined)[];
  clashes: Clash[];
}

export function placeLabels(
  graph: Graph,
  placing: Placing,
  routes: readonly (Point[] | undefined)[],
  fonts: Fonts,
  turned: boolean,
): PlacedLabels {
  const { view, labels } = placing;
  const placed: PlacedLabels = { labels: view.edges.map(() => undefined), clashes: [] };
  placeClashes(graph, placing, routes, fonts, turned, placed.clashes);
  const taken = new Occupied();
  for (const clash of placed.clashes) taken.add(clash);
  const order = [...view.edges.keys()].filter(at => labels[at] && routes[at]);
  for (const at of order)
    if (view.edges[at].flagged) place(placed, at, labels[at], taken, besideClash(placing, at, labels[at], routes, turned));
  addObstacles(placing, routes, taken);
  const repeated = new Map<number, number>();
  for (const at of order) {
    const edge = view.edges[at];
    const count = repeated.get(edge.from) ?? 0;
    if (edge.flagged || count >= mostRepeated) continue;
    if (place(placed, at, labels[at], taken, onLine(placing, at, labels[at], routes[at]))) repeated.set(edge.from, count + 1);
  }
  return placed;
}

/** Takes the first place where nothing else is. */
function place(placed: PlacedLabels, at: number, label: LabelText | undefined, taken: Occupied, places: readonly Point[]): boolean {
  if (!label) return false;
  for (const point of places) {
    const box = { ...point, width: label.width, height: label.height };
    if (taken.hits(box)) continue;
    taken.add(box);
    placed.labels[at] = { ...box, text: label.text, ...(label.bad ? { bad: label.bad } : {}) };
    return true;
  }
  return false;
}

/** Boxes, and all lines that are drawn. */
function addObstacles({ view, slots, boxes, wires }: Placing, routes: readonly (Point[] | undefined)[], taken: Occupied): void {
  boxes.forEach((box, at) => {
    if (slots.of[at] >= 0) taken.add({ x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width, height: box.height });
  });
  if (view.edges.length > mostObstacles) return;
  const quiet = new Set(wires.all.filter(wire => wire.quiet).map(wire => wire.edge));
  routes.forEach((route, at) => {
    if (!route || quiet.has(at)) return;
    for (let n = 1; n < route.length; n++) {
      const [a, b] = [route[n - 1], route[n]];
      taken.add({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) });
    }
  });
}

/** Boxes by their middles; a hash of cells finds what a new one would lie on. */
class Occupied {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void {
    visitCells(box, key => {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
      return false;
    });
  }

  hits(box: Box): boolean {
    return visitCells(box, key => this.cells.get(key)?.some(other => touch(other, box)) === true);
  }
}

const cell = 96;

/** Visits the cells under a box until one says that it is enough. */
function visitCells(box: Box, enough: (key: number) => boolean): boolean {
  const right = Math.floor((box.x + box.width / 2) / cell);
  const bottom = Math.floor((box.y + box.height / 2) / cell);
  for (let x = Math.floor((box.x - box.width / 2) / cell); x <= right; x++)
    for (let y = Math.floor((box.y - box.height / 2) / cell); y <= bottom; y++) if (enough(x * 4096 + y)) return true;
  return false;
}

const touch = (a: Box, b: Box): boolean => Math.abs(a.x - b.x) * 2 < a.width + b.width + 2 && Math.abs(a.y - b.y) * 2 < a.height + b.height;

/** Above the line before its right end, where the gutter keeps room; else below it, or farther back on it. */
function onLine(
  { view, slots, cells, gutters, boxes }: Placing,
  at: number,
  label: LabelText | undefined,
  route: readonly Point[] | undefined,
): Point[] {
  const { from, to, kind } = view.edges[at];
  const [left, right] = kind === 'forward' ? [from, to] : [to, from];
  const near = kind === 'forward' ? route?.at(-1) : route?.[0];
  const next = kind === 'forward' ? route?.at(-2) : route?.[1];
  if (!label || !near || !next || cells.rank[slots.of[left]] >= cells.rank[slots.of[right]]) return [];
  const above = air + label.height / 2;
  const start = boxes[left].x + boxes[left].width;
  if (near.y !== next.y) {
    const gutter = (start + boxes[right].x) / 2;
    return [(start + near.x) / 2, gutter].flatMap(x => [
      { x, y: next.y - above },
      { x, y: next.y + above },
    ]);
  }
  const gutter = cells.rank[slots.of[right]];
  const zone = gutters.zoneEnd[gutter] - gutters.zoneStart[gutter];
  const x = gutters.zoneEnd[gutter] - Math.max(label.width / 2 + 7, zone / 2);
  return [
    { x, y: near.y - above },
    { x: gutters.zoneEnd[gutter] - label.width / 2 - 9, y: near.y - above },
    { x, y: near.y + above },
    { x: start + label.width / 2 + 8, y: (kind === 'forward' ? (route?.[0].y ?? 0) : (route?.at(-1)?.y ?? 0)) - above },
  ];
}

/** Above the upper and below the lower of the lines that don't fit, in the zone beside the box. */
function besideClash(
  placing: Placing,
  at: number,
  label: LabelText | undefined,
  routes: readonly (Point[] | undefined)[],
  turned: boolean,
): Point[] {
  const end = routes[at]?.at(-1);
  if (!end || !label) return [];
  const { to } = placing.view.edges[at];
  const ends = flaggedEnds(placing, to, routes);
  const lowest = ends.length > 1 && end.y === ends[ends.length - 1].y;
  const x = zoneBeside(placing, to, label.width, turned ? 6 : 0);
  const away = (lowest ? 1 : -1) * (air + 2 + label.height / 2);
  return [
    { x, y: end.y + away },
    { x, y: end.y - away },
    { x, y: end.y + 3 * away },
  ];
}

function zoneBeside({ view, slots, cells, gutters }: Placing, node: number, width: number, away = 0): number {
  const rank = cells.rank[slots.of[node]];
  if (view.nodes[node].pass === 'backward') return gutters.zoneStart[rank + 1] + width / 2 + 5 + away;
  return gutters.zoneEnd[rank] - width / 2 - 9 - away;
}

function flaggedEnds({ view }: Placing, node: number, routes: readonly (Point[] | undefined)[]): Point[] {
  const ends: Point[] = [];
  view.edges.forEach((edge, at) => {
    const end = routes[at]?.at(-1);
    if (edge.flagged && edge.to === node && end) ends.push(end);
  });
  return ends.sort((a, b) => a.y - b.y);
}

function placeClashes(
  graph: Graph,
  placing: Placing,
  routes: readonly (Point[] | undefined)[],
  fonts: Fonts,
  turned: boolean,
  out: Clash[],
): void {
  const flagged = new Set(placing.view.edges.filter(edge => edge.flagged).map(edge => edge.to));
  for (const node of flagged) {
    const { id } = placing.view.nodes[node];
    const text = clashText(graph, id);
    const ends = flaggedEnds(placing, node, routes);
    if (!text || ends.length < 2) continue;
    const width = Math.ceil(uiWidth(text, 12, fonts.ui)) + 20;
    const size = turned ? { width: 22, height: width } : { width, height: 22 };
    out.push({ x: zoneBeside(placing, node, size.width, turned ? 30 : 0), y: (ends[0].y + ends[1].y) / 2, ...size, text, node: id });
  }
}
