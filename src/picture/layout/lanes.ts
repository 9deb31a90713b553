// Pass `lanes`: how far each pass is moved down. The backward lane lies one pitch below the forward lane; the corridor for wires lies between.
import type { Pass } from '../picture';
import { type Cells, kinds } from './cells';
import type { Slots } from './slots';

const laneFoot = 16;
const corridorGap = 9;

export interface LaneRows {
  /** What to add to a cell's middle, by pass. */
  shift: Record<Pass, number>;
  /** Top and bottom of the lane's region. */
  top: Record<Pass, number>;
  bottom: Record<Pass, number>;
  corridor: (index: number) => number;
  height: number;
}

export function placeLanes(slots: Slots, cells: Cells, y: Float64Array, corridors: number, pass: Pass | 'both', turned: boolean): LaneRows {
  const laneHeader = turned ? 20 : 48;
  const forward = extent(slots, cells, y, 'forward');
  const backward = extent(slots, cells, y, 'backward');
  const rows: LaneRows = {
    shift: { forward: 0, backward: 0 },
    top: { forward: 0, backward: 0 },
    bottom: { forward: 0, backward: 0 },
    corridor: () => 0,
    height: 0,
  };
  const corridorHeight = corridors > 0 ? corridors * corridorGap + 8 : 0;
  let at = 0;
  if (pass !== 'backward') {
    rows.shift.forward = laneHeader - forward.low;
    const end = laneHeader + Math.max(0, forward.high - forward.low) + laneFoot;
    rows.corridor = index => end - 4 + index * corridorGap;
    at = rows.bottom.forward = end + corridorHeight;
  }
  if (pass !== 'forward') {
    rows.top.backward = at;
    at += laneHeader;
    if (pass === 'backward') {
      const start = at;
      rows.corridor = index => start + index * corridorGap;
      at += corridorHeight;
    }
    rows.shift.backward = at - backward.low;
    at = rows.bottom.backward = at + Math.max(0, backward.high - backward.low) + laneFoot + 8;
  }
  rows.height = at;
  return rows;
}

/** From the highest to the lowest thing drawn in a lane. */
function extent(slots: Slots, cells: Cells, y: Float64Array, pass: Pass): { low: number; high: number } {
  const node = pass === 'forward' ? slots.forward : slots.backward;
  const edge = pass === 'forward' ? slots.forwardEdge : slots.backwardEdge;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const take = (cell: number) => {
    low = Math.min(low, y[cell] - cells.height[cell] / 2);
    high = Math.max(high, y[cell] + cells.height[cell] / 2);
  };
  for (let slot = 0; slot < slots.count; slot++) if (node[slot] >= 0) take(slot);
  for (const net of cells.nets) {
    if (net.bends < 0 || !net.edges.some(each => edge[each] >= 0)) continue;
    for (let bend = net.bends; bend < net.bends + net.until - cells.rank[net.source]; bend++) take(bend);
  }
  for (let cell = slots.count; cell < cells.count; cell++) if (cells.kind[cell] >= kinds.top) take(cell);
  return low > high ? { low: 0, high: 0 } : { low, high };
}
