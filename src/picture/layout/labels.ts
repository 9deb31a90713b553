// Pass `labels`: where shapes stand on edges: above the line, in the gutter's label zone. What would lie on another label is left out,
// but for the labels of operands that don't fit, which are placed first.
import type { Box, Clash, EdgeLabel, Point } from '../picture';
import type { Graph } from '../../report/report';
import type { Fonts } from '../nodeText';
import { uiWidth } from '../text';
import { clashText, type LabelText } from './labelTexts';
import type { Placing } from './routes';

const air = 4;

export interface PlacedLabels {
  labels: (EdgeLabel | undefined)[];
  clashes: Clash[];
}

export function placeLabels(graph: Graph, placing: Placing, routes: readonly (Point[] | undefined)[], fonts: Fonts, turned: boolean): PlacedLabels {
  const taken = new Occupied();
  const { view, labels } = placing;
  const placed: PlacedLabels = { labels: view.edges.map(() => undefined), clashes: [] };
  const repeated = new Map<number, number>();
  const order = [...view.edges.keys()].filter(at => labels[at] && routes[at]);
  order.sort((a, b) => Number(view.edges[b].flagged) - Number(view.edges[a].flagged));
  placeClashes(graph, placing, routes, fonts, turned, placed.clashes);
  for (const clash of placed.clashes) taken.add(clash);
  for (const at of order) {
    const label = labels[at];
    const route = routes[at];
    if (!label || !route) continue;
    const edge = view.edges[at];
    const count = repeated.get(edge.from) ?? 0;
    if (!edge.flagged && count >= 3) continue;
    const box = edge.flagged ? besideClash(placing, at, label, route, routes) : onLine(placing, at, label, route);
    if (!box || taken.hits(box)) continue;
    taken.add(box);
    repeated.set(edge.from, count + 1);
    placed.labels[at] = { ...box, text: label.text, ...(label.bad ? { bad: label.bad } : {}) };
  }
  return placed;
}

/** Boxes by their middles; a hash of cells finds what a new one would lie on. */
class Occupied {
  private readonly cells = new Map<string, Box[]>();
  private static keys(box: Box): string[] {
    const keys: string[] = [];
    for (let x = Math.floor((box.x - box.width / 2) / 64); x <= Math.floor((box.x + box.width / 2) / 64); x++)
      for (let y = Math.floor((box.y - box.height / 2) / 64); y <= Math.floor((box.y + box.height / 2) / 64); y++) keys.push(`${x},${y}`);
    return keys;
  }
  add(box: Box): void {
    for (const key of Occupied.keys(box)) {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    }
  }
  hits(box: Box): boolean {
    return Occupied.keys(box).some(key =>
      this.cells.get(key)?.some(
        other => Math.abs(other.x - box.x) * 2 < other.width + box.width + 2 && Math.abs(other.y - box.y) * 2 < other.height + box.height,
      ),
    );
  }
}

/** The gutter to the left of an edge's right end. */
function onLine({ view, slots, cells, gutters, boxes }: Placing, at: number, label: LabelText, route: readonly Point[]): Box | undefined {
  const { from, to, kind } = view.edges[at];
  const forward = kind === 'forward';
  const right = forward ? to : from;
  const left = forward ? from : to;
  const near = forward ? route.at(-1) : route[0];
  const next = forward ? route.at(-2) : route[1];
  if (!near || !next || cells.rank[slots.of[left]] >= cells.rank[slots.of[right]]) return undefined;
  const size = { width: label.width, height: label.height };
  if (near.y !== next.y) {
    const start = boxes[left].x + boxes[left].width;
    return { x: (start + near.x) / 2, y: next.y - air - label.height / 2, ...size };
  }
  const gutter = cells.rank[slots.of[right]];
  const zone = gutters.zoneEnd[gutter] - gutters.zoneStart[gutter];
  const x = gutters.zoneEnd[gutter] - Math.max(label.width / 2 + 7, zone / 2);
  return { x, y: near.y - air - label.height / 2, ...size };
}

/** Above the upper and below the lower of the lines that don't fit, in the zone beside the box. */
function besideClash(placing: Placing, at: number, label: LabelText, route: readonly Point[], routes: readonly (Point[] | undefined)[]): Box | undefined {
  const { view } = placing;
  const edge = view.edges[at];
  const end = route.at(-1);
  if (!end) return undefined;
  const ends = flaggedEnds(placing, edge.to, routes);
  const lowest = ends.length > 1 && end.y === Math.max(...ends.map(each => each.y));
  const x = zoneBeside(placing, edge.to, label.width);
  return { x, y: end.y + (lowest ? 1 : -1) * (air + 2 + label.height / 2), width: label.width, height: label.height };
}

function zoneBeside({ view, slots, cells, gutters }: Placing, node: number, width: number): number {
  const rank = cells.rank[slots.of[node]];
  if (view.nodes[node].pass === 'backward') return gutters.zoneStart[rank + 1] + width / 2 + 5;
  return gutters.zoneEnd[rank] - width / 2 - 9;
}

function flaggedEnds({ view }: Placing, node: number, routes: readonly (Point[] | undefined)[]): Point[] {
  const ends: Point[] = [];
  view.edges.forEach((edge, at) => {
    const end = routes[at]?.at(-1);
    if (edge.flagged && edge.to === node && end) ends.push(end);
  });
  return ends.sort((a, b) => a.y - b.y);
}

function placeClashes(graph: Graph, placing: Placing, routes: readonly (Point[] | undefined)[], fonts: Fonts, turned: boolean, out: Clash[]): void {
  const flagged = new Set(placing.view.edges.filter(edge => edge.flagged).map(edge => edge.to));
  for (const node of flagged) {
    const { id } = placing.view.nodes[node];
    const text = clashText(graph, id);
    const ends = flaggedEnds(placing, node, routes);
    if (!text || ends.length < 2) continue;
    const width = Math.ceil(uiWidth(text, 12, fonts.ui)) + 20;
    const size = turned ? { width: 22, height: width } : { width, height: 22 };
    out.push({ x: zoneBeside(placing, node, size.width), y: (ends[0].y + ends[1].y) / 2, ...size, text, node: id });
  }
}
