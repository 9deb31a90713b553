// Pass `picture`: gathers what the passes found, turned where the flow runs from top to bottom.
import type { Graph } from '../../report/report';
import type { Box, Frame, Lane, LayoutOptions, Pass, Picture, PictureEdge, PictureNode, Point } from '../picture';
import type { Columns } from './columns';
import type { PlacedLabels } from './labels';
import { branchDots, type Placing } from './routes';

export function paint(
  graph: Graph,
  options: LayoutOptions,
  placing: Placing,
  columns: Columns,
  routes: readonly (Point[] | undefined)[],
  placed: PlacedLabels,
  frames: Frame[],
): Picture {
  const { view, rows, gutters, slots } = placing;
  const pass = options.pass ?? 'both';
  const empty = slots.count === 0;
  const picture: Picture = {
    direction: options.direction ?? 'LR',
    pass,
    width: empty ? 0 : gutters.width,
    height: empty ? 0 : rows.height,
    lanes: empty ? [] : lanesOf(placing, pass),
    frames,
    nodes: nodesOf(placing, columns),
    edges: edgesOf(placing, routes, placed),
    clashes: placed.clashes,
    total: graph.nodes.length,
    folded: view.folded,
  };
  return picture.direction === 'TB' ? turn(picture) : picture;
}

function lanesOf({ rows, gutters, slots }: Placing, pass: Pass | 'both'): Lane[] {
  const shown = (['forward', 'backward'] as const).filter(
    each => (pass === 'both' || pass === each) && slots[each].some(node => node >= 0),
  );
  return shown.map(each => ({ pass: each, x: 0, y: rows.top[each], width: gutters.width, height: rows.bottom[each] - rows.top[each] }));
}

function nodesOf({ view, slots, boxes, cells }: Placing, columns: Columns): PictureNode[] {
  const nodes: PictureNode[] = [];
  view.nodes.forEach((node, at) => {
    const slot = slots.of[at];
    if (slot < 0 || (node.pass === 'forward' ? slots.forward : slots.backward)[slot] !== at) return;
    const { id, kind, pass, label, of } = node;
    const shown: PictureNode = { id, pass, kind, label, of, ...boxes[at], column: cells.rank[slot], row: columns.place[slot] };
    const twin = view.nodes[node.twin];
    if (twin && slots.of[node.twin] >= 0) shown.twin = twin.id;
    if (node.into !== undefined) shown.into = node.into;
    if (node.block) shown.block = node.block;
    nodes.push(shown);
  });
  return nodes;
}

function edgesOf({ view, wires }: Placing, routes: readonly (Point[] | undefined)[], placed: PlacedLabels): PictureEdge[] {
  const quiet = new Set(wires.all.filter(wire => wire.quiet).map(wire => wire.edge));
  const edges: PictureEdge[] = [];
  const bySource = new Map<string, PictureEdge[]>();
  view.edges.forEach((edge, at) => {
    const points = routes[at];
    if (!points) return;
    const from = view.nodes[edge.from].id;
    const to = view.nodes[edge.to].id;
    const shown: PictureEdge = { id: `${from}→${to}`, from, to, kind: edge.kind, points, of: edge.of };
    const label = placed.labels[at];
    if (label) shown.label = label;
    if (edge.flagged) shown.flagged = true;
    if (quiet.has(at)) shown.quiet = true;
    edges.push(shown);
    if (edge.kind === 'backward' || shown.quiet) return;
    const key = `${edge.from},${edge.kind}`;
    const siblings = bySource.get(key);
    if (siblings) siblings.push(shown);
    else bySource.set(key, [shown]);
  });
  for (const siblings of bySource.values()) {
    const dots = siblings.length > 1 ? branchDots(siblings.map(edge => edge.points)) : [];
    if (dots.length > 0) siblings[0].dots = dots;
  }
  return edges;
}

/** Left and top change places. */
function turn(picture: Picture): Picture {
  const point = ({ x, y }: Point): Point => ({ x: y, y: x });
  const box = <T extends Box>(each: T): T => ({ ...each, x: each.y, y: each.x, width: each.height, height: each.width });
  return {
    ...picture,
    width: picture.height,
    height: picture.width,
    lanes: picture.lanes.map(box),
    frames: picture.frames.map(box),
    nodes: picture.nodes.map(box),
    clashes: picture.clashes.map(box),
    edges: picture.edges.map(edge => ({
      ...edge,
      points: edge.points.map(point),
      ...(edge.label ? { label: box(edge.label) } : {}),
      ...(edge.dots ? { dots: edge.dots.map(point) } : {}),
    })),
  };
}
