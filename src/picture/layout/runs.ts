// Pass `runs`: the vertical stretches of wires in the gutters, their tracks, and the ports at which wires leave and enter boxes.
import type { Cells } from './cells';
import type { Drops } from './drops';
import type { LaneRows } from './lanes';
import type { Sizes } from './measure';
import { clashGap, type Ports } from './ports';
import type { Slots } from './slots';
import type { View } from './view';
import type { Wire, Wires } from './wires';

/** One vertical stretch; wires of one hub share it. */
export interface Run {
  gutter: number;
  low: number;
  high: number;
  /** How many of its ends lead to boxes on the left and on the right. */
  left: number;
  right: number;
  quiet: boolean;
  track: number;
}

export interface Runs {
  all: Run[];
  /** By wire: the run in its exit gutter and in its enter gutter (the same where they are one); −1 for a direct wire. */
  exit: Int32Array;
  enter: Int32Array;
  /** By wire: heights of its two ends. */
  exitY: Float64Array;
  enterY: Float64Array;
  /** Tracks by gutter. */
  count: Int32Array;
}

const quietTracks = 2;

export interface Placed {
  view: View;
  slots: Slots;
  cells: Cells;
  sizes: Sizes;
  rows: LaneRows;
  y: Float64Array;
}

export const middleOf = ({ view, slots, rows, y }: Placed, node: number): number => y[slots.of[node]] + rows.shift[view.nodes[node].pass];

export function placeRuns(placed: Placed, wires: Wires, ports: Ports, drops: Drops, gutters: number): Runs {
  const n = wires.all.length;
  const runs: Runs = {
    all: [],
    exit: new Int32Array(n).fill(-1),
    enter: new Int32Array(n).fill(-1),
    exitY: Float64Array.from(wires.all, wire => middleOf(placed, wire.from)),
    enterY: Float64Array.from(wires.all, wire => middleOf(placed, wire.to)),
    count: new Int32Array(gutters),
  };
  const known = new Map<string, number>();
  wires.all.forEach((wire, at) => {
    if (wire.direct) return;
    const corridor = wire.corridor < 0 ? runs.enterY[at] : placed.rows.corridor(wire.corridor);
    runs.exit[at] = extend(runs, known, wire, wire.exitGutter, runs.exitY[at], corridor);
    attach(runs.all[runs.exit[at]], wire.exitSide);
    runs.enter[at] = extend(runs, known, wire, wire.enterGutter, corridor, runs.enterY[at]);
    attach(runs.all[runs.enter[at]], wire.enterSide);
  });
  packRuns(runs);
  choosePorts(placed, wires.all, runs, occupied(placed, ports, drops));
  return runs;
}

function extend(runs: Runs, known: Map<string, number>, wire: Wire, gutter: number, a: number, b: number): number {
  const key = `${wire.hub},${gutter},${wire.quiet}`;
  let index = known.get(key);
  if (index === undefined) {
    index = runs.all.length;
    known.set(key, index);
    runs.all.push({ gutter, low: a, high: a, left: 0, right: 0, quiet: wire.quiet, track: 0 });
  }
  const run = runs.all[index];
  run.low = Math.min(run.low, a, b);
  run.high = Math.max(run.high, a, b);
  return index;
}

/** A box that a wire meets with its right side lies to the left of the gutter. */
function attach(run: Run, side: number): void {
  if (side > 0) run.left++;
  else run.right++;
}

/** Runs that only serve the left go left, the shortest nearest to the boxes; the same mirrored on the right. */
function packRuns(runs: Runs): void {
  const byGutter = new Map<number, Run[]>();
  for (const run of runs.all) {
    const list = byGutter.get(run.gutter);
    if (list) list.push(run);
    else byGutter.set(run.gutter, [run]);
  }
  for (const [gutter, list] of byGutter) {
    const leaning = (run: Run) => Math.sign(run.right - run.left);
    const length = (run: Run) => run.high - run.low;
    list.sort((a, b) => leaning(a) - leaning(b) || (leaning(a) > 0 ? length(b) - length(a) : length(a) - length(b)) || a.low - b.low);
    const ends: { low: number; high: number }[][] = [];
    let previous = 0;
    for (const run of list) {
      if (run.quiet) continue;
      let track = leaning(run) > 0 ? previous : 0;
      while (ends[track]?.some(other => run.low < other.high + 44 && other.low < run.high + 44)) track++;
      const lane = ends[track] ?? [];
      lane.push(run);
      ends[track] = lane;
      run.track = track;
      previous = Math.max(previous, track);
    }
    let quietly = 0;
    for (const run of list) if (run.quiet) run.track = ends.length + (quietly++ % quietTracks);
    runs.count[gutter] = ends.length + Math.min(quietly, quietTracks);
  }
}

/** Heights (from the middle) that other lines already use, by view node and side. */
function occupied({ view, slots, cells, y }: Placed, ports: Ports, drops: Drops): Map<string, number[]> {
  const taken = new Map<string, number[]>();
  const add = (node: number, side: number, offset: number) => {
    const key = `${node},${side}`;
    const list = taken.get(key);
    if (list) list.push(offset);
    else taken.set(key, [offset]);
  };
  for (let line = 0; line < cells.from.length; line++) {
    const net = cells.netOfLine[line];
    if (net < 0) continue;
    const edge = cells.edgeOfLine[line];
    const slot = cells.nets[net].source;
    for (const node of [slots.forward[slot], slots.backward[slot]]) if (node >= 0) add(node, 1, ports.leave[net] - y[slot]);
    if (edge < 0 || drops.side[line] !== 0) continue;
    const target = cells.to[line];
    for (const node of [slots.forward[target], slots.backward[target]])
      if (node >= 0 && view.nodes[node]) add(node, -1, ports.enter[line] - y[target]);
  }
  return taken;
}

interface End {
  wire: number;
  run: Run;
  exit: boolean;
  /** Its wires share the port with what else leaves or reaches the box there. */
  hub: 'none' | 'own port' | 'middle';
  flagged: boolean;
}

function choosePorts(placed: Placed, all: readonly Wire[], runs: Runs, taken: Map<string, number[]>): void {
  const ends = new Map<string, End[]>();
  const add = (node: number, side: number, end: End) => {
    const key = `${node},${side}`;
    const list = ends.get(key);
    if (list) list.push(end);
    else ends.set(key, [end]);
  };
  all.forEach((wire, at) => {
    if (wire.direct) return;
    const flagged = placed.view.edges[wire.edge].flagged;
    const inLane = placed.view.edges[wire.edge].kind !== 'reused';
    const hub = (node: number) => (wire.hub !== node ? 'none' : inLane ? 'middle' : 'own port');
    add(wire.from, wire.exitSide, { wire: at, run: runs.all[runs.exit[at]], exit: true, flagged: false, hub: hub(wire.from) });
    add(wire.to, wire.enterSide, { wire: at, run: runs.all[runs.enter[at]], exit: false, flagged, hub: hub(wire.to) });
  });
  for (const [key, list] of ends) {
    const [node, side] = key.split(',').map(Number);
    portsAt(placed, runs, list, node, side, taken.get(key) ?? []);
  }
}

/** Ports of one side of one box. Wires come from (or go) towards the corridor; the nearest track takes the port nearest to it. */
function portsAt(placed: Placed, runs: Runs, list: End[], node: number, side: number, taken: readonly number[]): void {
  const towards = placed.view.nodes[node].pass === 'forward' ? 1 : -1;
  const half = placed.sizes.height[node] / 2;
  const groups = new Map<Run | number, End[]>();
  for (const end of list) {
    if (end.hub === 'middle') continue;
    const shared = end.hub === 'own port' ? end.run : end.wire;
    const group = groups.get(shared);
    if (group) group.push(end);
    else groups.set(shared, [end]);
  }
  const nearest = [...groups.values()].sort((a, b) => side * (a[0].run.track - b[0].run.track));
  const offsets = freeOffsets(nearest, half, towards, taken);
  nearest.forEach((group, n) => {
    for (const end of group) {
      const height = middleOf(placed, node) + offsets[n];
      if (end.exit) runs.exitY[end.wire] = height;
      else runs.enterY[end.wire] = height;
    }
  });
}

function freeOffsets(groups: readonly End[][], half: number, towards: number, taken: readonly number[]): number[] {
  if (groups.some(group => group[0].flagged)) return clashOffsets(groups.length, taken);
  const scale = half / 44;
  const used = [...taken];
  const chosen: number[] = [];
  for (const wish of [22, 34, -22, -34, 14, -14, 28, -28]) {
    if (chosen.length === groups.length) break;
    const offset = wish * towards * scale;
    if (used.some(other => Math.abs(other - offset) < 9 * scale)) continue;
    used.push(offset);
    chosen.push(offset);
  }
  while (chosen.length < groups.length) chosen.push(towards * scale * (20 + ((chosen.length * 5) % 18)));
  return chosen.sort((a, b) => towards * (b - a));
}

/** Lines that don't fit together stand apart, so that the sizes fit between them. */
function clashOffsets(count: number, taken: readonly number[]): number[] {
  const middle = taken.some(offset => Math.abs(offset) < 6);
  if (count === 1) return [middle ? clashGap : 0];
  if (count === 2 && !middle) return [-clashGap / 2, clashGap / 2];
  return Array.from({ length: count }, (_, n) => (n % 2 === 0 ? clashGap + 4 * (n >> 1) : -clashGap - 4 * (n >> 1))).sort((a, b) => a - b);
}
