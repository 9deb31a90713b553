// Pass `drops`: leaves that enter their op from above or below, so that the chain stays one straight line. Only where nothing stands between.
import { type Cells, kinds } from './cells';
import type { Columns } from './columns';
import type { Slots } from './slots';
import type { View } from './view';

export const portGap = 16;
const clearance = 10;

export interface Drops {
  /** By line: −1 enters from above, 1 from below, 0 from the left. */
  side: Int8Array;
  /** By line: how many drops of the same side enter left of it. */
  index: Int8Array;
}

export function findDrops(view: View, slots: Slots, cells: Cells, columns: Columns, y: Float64Array): Drops {
  const drops: Drops = { side: new Int8Array(cells.from.length), index: new Int8Array(cells.from.length) };
  for (let rank = 1; rank < columns.count; rank++) {
    let taken = Number.NEGATIVE_INFINITY;
    for (let at = columns.start[rank]; at < columns.start[rank + 1]; at++) {
      const op = columns.cell[at];
      if (cells.kind[op] !== kinds.slot) continue;
      enter(
        drops,
        -1,
        leavesAt(view, slots, cells, y, op, -1),
        line => y[cells.from[line]] > taken + clearance && isFree(cells, columns, y, op, line, -1),
      );
      const below = enter(drops, 1, leavesAt(view, slots, cells, y, op, 1), line => isFree(cells, columns, y, op, line, 1));
      for (const line of below) taken = Math.max(taken, y[cells.from[line]]);
    }
  }
  return drops;
}

/** Lines from leaves that lie wholly above or below the op, the nearest first. */
function leavesAt(view: View, slots: Slots, cells: Cells, y: Float64Array, op: number, side: number): number[] {
  const { left } = cells;
  const lines: number[] = [];
  for (let k = left.offset[op]; k < left.offset[op + 1]; k++) {
    const leaf = left.cell[k];
    if (leaf >= slots.count || slots.leaf[leaf] === 0 || cells.nets[cells.netOfLine[left.line[k]]].turned) continue;
    const edge = slots.forwardEdge[cells.edgeOfLine[left.line[k]]];
    if (edge >= 0 && view.edges[edge].flagged) continue;
    if (side * (y[leaf] - y[op]) > slots.height[op] / 2 + clearance) lines.push(left.line[k]);
  }
  return lines.sort((a, b) => side * (y[cells.from[a]] - y[cells.from[b]]));
}

function enter(drops: Drops, side: number, lines: readonly number[], isFreeFor: (line: number) => boolean): number[] {
  const taken: number[] = [];
  for (const line of lines) {
    if (taken.length === 3 || !isFreeFor(line)) break;
    drops.side[line] = side;
    drops.index[line] = taken.length;
    taken.push(line);
  }
  return taken;
}

/** No box between the leaf's row and the op, no line right on the leaf's row. */
function isFree(cells: Cells, columns: Columns, y: Float64Array, op: number, line: number, side: number): boolean {
  const row = y[cells.from[line]];
  const rank = cells.rank[op];
  for (let at = columns.start[rank] + columns.place[op] + side; at >= columns.start[rank] && at < columns.start[rank + 1]; at += side) {
    const cell = columns.cell[at];
    const half = cells.height[cell] / 2;
    if (side * (y[cell] - row) - half > clearance) return true;
    if (cells.kind[cell] !== kinds.bend || Math.abs(y[cell] - row) < clearance) return false;
  }
  return true;
}
