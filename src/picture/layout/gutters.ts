// Pass `gutters`: how wide columns and the gutters between them are, and so where every column, track and label zone lies.
// A gutter holds, from left to right: frames that end, tracks of wires, tracks of the lane's own lines, labels, frames that begin.
import type { Cells } from './cells';
import type { Drops } from './drops';
import type { LabelText } from './labelTexts';
import type { Sizes } from './measure';
import type { Ranks } from './ranks';
import type { Runs } from './runs';
import type { Slots } from './slots';
import type { Tracks } from './tracks';
import type { View } from './view';
import type { Wires } from './wires';

export const framePadding = 14;
const trackGap = 10;
const least = 48;
const margin = 20;

export interface Gutters {
  columnX: Float64Array;
  columnWidth: Float64Array;
  /** Left end of a gutter's tracks of wires, and of its own tracks. */
  runsX: Float64Array;
  tracksX: Float64Array;
  /** The label zone. */
  zoneStart: Float64Array;
  zoneEnd: Float64Array;
  width: number;
}

export const runX = (gutters: Gutters, gutter: number, track: number): number => gutters.runsX[gutter] + (track + 0.5) * trackGap;
export const trackX = (gutters: Gutters, gutter: number, track: number): number => gutters.tracksX[gutter] + (track + 0.5) * trackGap;

export interface Widths {
  view: View;
  slots: Slots;
  ranks: Ranks;
  cells: Cells;
  sizes: Sizes;
  drops: Drops;
  tracks: Tracks;
  runs: Runs;
  wires: Wires;
  labels: readonly (LabelText | undefined)[];
}

export function placeGutters(all: Widths, turned: boolean): Gutters {
  const { ranks, slots, tracks, runs } = all;
  const n = ranks.count;
  const array = () => new Float64Array(n + 1);
  const gutters: Gutters = {
    columnX: array(),
    columnWidth: array(),
    runsX: array(),
    tracksX: array(),
    zoneStart: array(),
    zoneEnd: array(),
    width: 0,
  };
  for (let slot = 0; slot < slots.count; slot++) {
    const rank = ranks.of[slot];
    gutters.columnWidth[rank] = Math.max(gutters.columnWidth[rank], slots.width[slot]);
  }
  const zone = zones(all, gutters.columnWidth, turned ? 44 : 14);
  const { ending, starting } = framePads(all);
  let x = 0;
  // downwards, the lanes' titles stand before the first column
  const start = turned ? 44 : 0;
  for (let gutter = 0; gutter <= n; gutter++) {
    const own = tracks.count[gutter];
    const outer = gutter === 0 || gutter === n;
    if (gutter === 0) x += start;
    x += ending[gutter];
    gutters.runsX[gutter] = x + (runs.count[gutter] + own > 0 ? 6 : 0);
    gutters.tracksX[gutter] = gutters.runsX[gutter] + runs.count[gutter] * trackGap;
    gutters.zoneStart[gutter] = gutters.tracksX[gutter] + own * trackGap + 2;
    const needed = gutters.zoneStart[gutter] + Math.max(zone[gutter], outer ? 4 : 14);
    x = Math.max(needed, x + (outer ? margin : least));
    gutters.zoneEnd[gutter] = x;
    x += starting[gutter];
    gutters.columnX[gutter] = x;
    if (gutter < n) x += gutters.columnWidth[gutter];
  }
  gutters.width = x;
  return gutters;
}

/** The widest label of every gutter, with its air. */
function zones({ cells, drops, labels, slots, wires, ranks, view }: Widths, columnWidth: Float64Array, flaggedAir: number): Float64Array {
  const zone = new Float64Array(ranks.count + 1);
  const need = (gutter: number, width: number) => (zone[gutter] = Math.max(zone[gutter], width));
  for (let line = 0; line < cells.from.length; line++) {
    const edge = cells.edgeOfLine[line];
    if (edge < 0) continue;
    const gutter = cells.rank[cells.to[line]];
    const across = drops.side[line] === 0 ? 0 : columnWidth[gutter] / 2 - 8;
    for (const at of [slots.forwardEdge[edge], slots.backwardEdge[edge]]) {
      const label = labels[at];
      if (!label) continue;
      const flaggedBack = view.edges[at].flagged && view.edges[at].kind === 'backward';
      need(
        flaggedBack ? cells.rank[cells.nets[cells.netOfLine[line]].source] + 1 : gutter,
        label.width + (view.edges[at].flagged ? flaggedAir : 14) - (flaggedBack ? 0 : across),
      );
    }
  }
  for (const wire of wires.all) {
    const label = labels[wire.edge];
    if (label) need(wire.enterGutter, label.width + flaggedAir);
  }
  return zone;
}

/** Room for the frames that end before, and begin after, a gutter. */
function framePads({ view, ranks }: Widths): { ending: Float64Array; starting: Float64Array } {
  const ending = new Float64Array(ranks.count + 1);
  const starting = new Float64Array(ranks.count + 1);
  view.groups.forEach((_, group) => {
    if (ranks.first[group] < 0) return;
    const pads = framePad(view, ranks, group);
    starting[ranks.first[group]] = Math.max(starting[ranks.first[group]], pads.start);
    ending[ranks.last[group] + 1] = Math.max(ending[ranks.last[group] + 1], pads.end);
  });
  return { ending, starting };
}

/** How far a frame reaches beyond its columns: one padding for itself and each frame inside that ends at the same column. */
export function framePad(view: View, ranks: Ranks, group: number): { start: number; end: number } {
  let start = 0;
  let end = 0;
  for (const child of view.groups[group].groups) {
    if (ranks.first[child] < 0) continue;
    const inner = framePad(view, ranks, child);
    if (ranks.first[child] === ranks.first[group]) start = Math.max(start, inner.start);
    if (ranks.last[child] === ranks.last[group]) end = Math.max(end, inner.end);
  }
  return { start: start + framePadding, end: end + framePadding };
}
