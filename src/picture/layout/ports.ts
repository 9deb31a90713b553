// Pass `ports`: where lines leave and enter a box on its left and right. One port for the value that leaves, one for each that enters, at
// least 16 apart where the box is high enough; the straight line of the chain keeps the middle.
import type { Cells } from './cells';
import { type Drops, portGap } from './drops';
import type { Slots } from './slots';
import type { View } from './view';

/** Room for `400 ≠ 4` between two lines that don't fit together. */
export const clashGap = 30;
const cornerRoom = 10;

export interface Ports {
  /** By line: the height of its right end. */
  enter: Float64Array;
  /** By net: the height at which it leaves its source. */
  leave: Float64Array;
}

export function assignPorts(view: View, slots: Slots, cells: Cells, drops: Drops, y: Float64Array): Ports {
  const enter = Float64Array.from(cells.to, cell => y[cell]);
  const leave = Float64Array.from(
    cells.nets,
    net => y[net.source] + (net.turned ? Math.min(22, slots.portHeight[net.source] / 2 - cornerRoom) : 0),
  );
  const lines: number[] = [];
  for (let slot = 0; slot < slots.count; slot++) {
    lines.length = 0;
    for (let k = cells.left.offset[slot]; k < cells.left.offset[slot + 1]; k++)
      if (drops.side[cells.left.line[k]] === 0) lines.push(cells.left.line[k]);
    if (lines.length < 2) continue;
    lines.sort((a, b) => y[cells.from[a]] - y[cells.from[b]] || a - b);
    spread(lines, enter, cells, slots.portHeight[slot], y, isClash(view, slots, cells, lines) ? clashGap : portGap);
  }
  return { enter, leave };
}

function spread(lines: readonly number[], enter: Float64Array, cells: Cells, height: number, y: Float64Array, gap: number): void {
  const straight = lines.filter(line => y[cells.from[line]] === y[cells.to[line]]);
  const middle = straight.find(line => cells.light[line] === 0) ?? straight[0];
  const at = middle === undefined ? (lines.length - 1) / 2 : lines.indexOf(middle);
  const most = Math.max(at, lines.length - 1 - at);
  const step = Math.min(gap, (height / 2 - cornerRoom) / Math.max(1, most));
  for (const [n, line] of lines.entries()) enter[line] = y[cells.to[line]] + (n - at) * step;
}

const isClash = (view: View, slots: Slots, cells: Cells, lines: readonly number[]): boolean =>
  lines.filter(line => view.edges[slots.forwardEdge[cells.edgeOfLine[line]]]?.flagged).length > 1;
