// The layout: from a graph to a picture, in named passes. Everything is laid out from left to right; for TB the sizes are turned
// before and the picture after. The same input always gives the same picture.
import type { Graph } from '../../report/report';
import { plainFonts } from '../nodeText';
import type { Box, LayoutOptions, Picture } from '../picture';
import { makeCells } from './cells';
import { findDrops } from './drops';
import { placeFrames } from './frames';
import { addGhosts } from './ghosts';
import { placeGutters } from './gutters';
import { placeLabels } from './labels';
import { labelTexts } from './labelTexts';
import { placeLanes } from './lanes';
import { measure, type Sizes } from './measure';
import { orderCells } from './order';
import { paint } from './paint';
import { assignPorts } from './ports';
import { rankSlots } from './ranks';
import { type Placing, routeEdges } from './routes';
import { rowsOf } from './rows';
import { placeRuns } from './runs';
import { joinPasses, type Slots } from './slots';
import { assignTracks } from './tracks';
import { type View, viewOf } from './view';
import { makeWires } from './wires';

/** `onPass` hears the name of each pass before it runs; what it throws ends the layout. */
export function layout(graph: Graph, options: LayoutOptions = {}, onPass: (name: string) => void = () => {}): Picture {
  const pass = <T>(name: string, run: () => T): T => {
    onPass(name);
    return run();
  };
  const fonts = options.fonts ?? plainFonts;
  const turned = options.direction === 'TB';
  const shownPass = options.pass ?? 'both';

  const view = pass('fold', () => viewOf(graph, options));
  if (options.ghosts !== false) pass('ghosts', () => addGhosts(graph, view));
  const sizes = pass('measure', () => turnSizes(measure(graph, view, fonts), turned));
  const slots = pass('slots', () => joinPasses(graph, view, sizes, shownPass));
  const ranks = pass('ranks', () => rankSlots(view, slots));
  const cells = pass('cells', () => makeCells(view, slots, ranks));
  const columns = pass('order', () => orderCells(view, slots, ranks, cells, hints(view, slots, options)));
  const y = pass('rows', () => rowsOf(slots, cells, columns));
  const drops = pass('drops', () => findDrops(view, slots, cells, columns, y));
  const ports = pass('ports', () => assignPorts(view, slots, cells, drops, y));
  const tracks = pass('tracks', () => assignTracks(cells, columns, y, ports, drops));
  const wires = pass('wires', () => makeWires(view, slots, ranks, cells, columns));
  const rows = pass('lanes', () => placeLanes(slots, cells, y, wires.corridors, shownPass, turned));
  const runs = pass('runs', () => placeRuns({ view, slots, cells, sizes, rows, y }, wires, ports, drops, ranks.count + 1));
  const labels = pass('label texts', () => labelTexts(graph, view, fonts).map(label => label && turnBox(label, turned)));
  const widths = { view, slots, ranks, cells, sizes, drops, tracks, runs, wires, labels };
  const gutters = pass('gutters', () => placeGutters(widths, turned));
  const boxes = pass('boxes', () => boxesOf(view, slots, sizes, cells.rank, gutters, y, rows.shift, turned));
  const placing: Placing = { ...widths, rows, gutters, ports, y, boxes };
  const routes = pass('routes', () => routeEdges(placing));
  const placed = pass('labels', () => placeLabels(graph, placing, routes, fonts, turned));
  const frames = pass('frames', () => placeFrames(placing));
  return pass('picture', () => paint(graph, options, placing, columns, routes, placed, frames));
}

function turnSizes(sizes: Sizes, turned: boolean): Sizes {
  return turned ? { width: sizes.height, height: sizes.width } : sizes;
}

const turnBox = <T extends { width: number; height: number }>(box: T, turned: boolean): T =>
  turned ? { ...box, width: box.height, height: box.width } : box;

/** Where the slots lay across their columns in the picture before. */
function hints(view: View, slots: Slots, { previous, direction = 'LR' }: LayoutOptions): Float64Array | null {
  if (!previous || previous.direction !== direction) return null;
  const lane = new Map(previous.lanes.map(each => [each.pass, direction === 'LR' ? each.y : each.x]));
  const known = new Map(
    previous.nodes.map(node => [
      node.id,
      (direction === 'LR' ? node.y + node.height / 2 : node.x + node.width / 2) - (lane.get(node.pass) ?? 0),
    ]),
  );
  return Float64Array.from({ length: slots.count }, (_, slot) => {
    const ids = [slots.forward[slot], slots.backward[slot]].map(node => view.nodes[node]?.id);
    return known.get(ids[0] ?? '') ?? known.get(ids[1] ?? '') ?? Number.NaN;
  });
}

/** Plain boxes of a column are as wide as the column; beside a block they keep the widest plain width. */
function boxesOf(
  view: View,
  slots: Slots,
  sizes: Sizes,
  rank: Int32Array,
  gutters: Placing['gutters'],
  y: Float64Array,
  shift: Placing['rows']['shift'],
  turned: boolean,
): Box[] {
  const plain = new Float64Array(gutters.columnWidth.length);
  view.nodes.forEach((node, at) => {
    if (slots.of[at] >= 0 && node.kind !== 'block') plain[rank[slots.of[at]]] = Math.max(plain[rank[slots.of[at]]], sizes.width[at]);
  });
  return view.nodes.map((node, at) => {
    const slot = slots.of[at];
    if (slot < 0) return { x: 0, y: 0, width: 0, height: 0 };
    const column = rank[slot];
    const width = node.kind === 'block' || turned ? sizes.width[at] : plain[column];
    const x = gutters.columnX[column] + (gutters.columnWidth[column] - width) / 2;
    return { x, y: y[slot] + shift[node.pass] - sizes.height[at] / 2, width, height: sizes.height[at] };
  });
}
