// Pass `wires`: lines that are not part of the layered graph. A forward value that the backward pass uses again leaves its box at the
// side, runs down a gutter, where needed along the corridor between the lanes, and down a second gutter. Edges too long to bend through
// every column, and those of parameters used again farther on, go around their lane the same way. No wire ever runs behind a box.
import { type Cells, kinds } from './cells';
import type { Columns } from './columns';
import type { Ranks } from './ranks';
import type { Slots } from './slots';
import type { View, ViewEdge } from './view';

export interface Wire {
  /** The view edge. */
  edge: number;
  /** View nodes; where an arrow runs from the backward to the forward lane, or against the flow, the drawn line is turned round. */
  from: number;
  to: number;
  turned: boolean;
  quiet: boolean;
  /** The view node at which lines of one value, or to one gradient, come together; wires with one hub share their line. */
  hub: number;
  /** Straight down from Foo to dFoo. */
  direct: boolean;
  /** −1: leaves or enters on the left side, 1: on the right. */
  exitSide: number;
  enterSide: number;
  exitGutter: number;
  enterGutter: number;
  /** Place in the corridor, −1 where one gutter leads all the way. */
  corridor: number;
}

export interface Wires {
  all: Wire[];
  corridors: number;
}

/** So many reused values are drawn without being asked for. */
const loudest = 16;
const mostCorridors = 40;

export function makeWires(view: View, slots: Slots, ranks: Ranks, cells: Cells, columns: Columns): Wires {
  const all: Wire[] = [];
  const reused = view.edges.filter(edge => edge.kind === 'reused').length;
  const around = edgesAround(slots, cells);
  view.edges.forEach((edge, at) => {
    if (slots.of[edge.from] < 0 || slots.of[edge.to] < 0) return;
    if (edge.kind !== 'reused' && !around.has(at)) return;
    all.push(wire(view, slots, ranks, cells, columns, edge, at, edge.kind === 'reused' && reused > loudest && !edge.flagged));
  });
  let corridors = 0;
  for (const kind of ['forward', 'reused', 'backward'] as const)
    corridors += assignCorridors(
      all.filter(each => view.edges[each.edge].kind === kind),
      corridors,
    );
  return { all, corridors };
}

function edgesAround(slots: Slots, cells: Cells): Set<number> {
  const around = new Set<number>();
  for (let edge = 0; edge < slots.edgeCount; edge++) {
    if (cells.netOf[edge] >= 0) continue;
    if (slots.forwardEdge[edge] >= 0) around.add(slots.forwardEdge[edge]);
    if (slots.backwardEdge[edge] >= 0) around.add(slots.backwardEdge[edge]);
  }
  return around;
}

function wire(view: View, slots: Slots, ranks: Ranks, cells: Cells, columns: Columns, edge: ViewEdge, at: number, quiet: boolean): Wire {
  const turned = view.nodes[edge.from].pass === 'backward' && edge.kind === 'reused';
  const from = turned ? edge.to : edge.from;
  const to = turned ? edge.from : edge.to;
  const start = ranks.of[slots.of[from]];
  const end = ranks.of[slots.of[to]];
  const fromRight = edge.flagged && edge.kind === 'reused';
  const exitSide = end > start || (end === start && fromRight) ? 1 : -1;
  const enterSide = fromRight || end < start ? 1 : end === start ? exitSide : -1;
  const exitGutter = exitSide > 0 ? start + 1 : start;
  const enterGutter = enterSide > 0 ? end + 1 : end;
  const direct =
    edge.kind === 'reused' && slots.of[from] === slots.of[to] && !edge.flagged && isClear(slots, cells, columns, slots.of[from]);
  const hub = edge.kind === 'backward' ? to : from;
  const corridor = direct || exitGutter === enterGutter ? -1 : 0;
  return { edge: at, from, to, turned, quiet, hub, direct, exitSide, enterSide, exitGutter, enterGutter, corridor };
}

/** Nothing stands below Foo in its column, nothing above dFoo. */
function isClear(slots: Slots, cells: Cells, columns: Columns, slot: number): boolean {
  const rank = cells.rank[slot];
  for (let at = columns.start[rank]; at < columns.start[rank + 1]; at++) {
    const cell = columns.cell[at];
    if (cell === slot || cells.kind[cell] !== kinds.slot) continue;
    const below = columns.place[cell] > columns.place[slot];
    if (below ? slots.forward[cell] >= 0 : slots.backward[cell] >= 0) return false;
  }
  return true;
}

/** Wires of one hub share a line; lines whose stretches overlap lie side by side. */
function assignCorridors(all: readonly Wire[], first: number): number {
  const runs = new Map<string, { low: number; high: number; wires: Wire[] }>();
  for (const each of all) {
    if (each.corridor < 0) continue;
    const key = `${each.hub},${each.quiet}`;
    const low = Math.min(each.exitGutter, each.enterGutter);
    const high = Math.max(each.exitGutter, each.enterGutter);
    const run = runs.get(key);
    if (run) {
      run.low = Math.min(run.low, low);
      run.high = Math.max(run.high, high);
      run.wires.push(each);
    } else runs.set(key, { low, high, wires: [each] });
  }
  const free: number[] = [];
  let quietly = 0;
  for (const run of [...runs.values()].sort((a, b) => a.low - b.low || a.high - b.high)) {
    let corridor = run.wires[0].quiet ? quietly++ % 4 : free.findIndex(end => end < run.low);
    if (corridor < 0) corridor = free.length < mostCorridors ? free.length : run.low % mostCorridors;
    if (!run.wires[0].quiet) free[corridor] = run.high;
    for (const each of run.wires) each.corridor = first + corridor;
  }
  return Math.max(free.length, Math.min(4, quietly));
}
