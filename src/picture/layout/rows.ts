// Pass `rows`: where every cell lies across its column. Brandes and Köpf (2002): lines that should be straight are gathered into blocks,
// four times (from each end and each side), each packed as tightly as it goes; the middle of the four is taken. Bends and the main chain
// come out straight; leaves are then moved next to their op.
import { type Cells, kinds } from './cells';
import type { Columns } from './columns';
import { compact } from './compact';
import { mainLines } from './mainLines';
import type { Slots } from './slots';

export const nodeGap = 26;

export function rowsOf(slots: Slots, cells: Cells, columns: Columns): Float64Array {
  const usable = straightLines(slots, cells, columns);
  const four: Float64Array[] = [];
  for (const fromRight of [false, true]) {
    for (const fromBelow of [false, true]) {
      const root = alignBlocks(cells, columns, usable, fromRight, fromBelow);
      four.push(compact(cells, columns, root, fromBelow));
    }
  }
  const y = middleOf(four, cells);
  slideSatellites(slots, cells, columns, y);
  let least = Number.POSITIVE_INFINITY;
  for (let cell = 0; cell < cells.count; cell++) least = Math.min(least, y[cell] - cells.height[cell] / 2);
  for (let cell = 0; cell < cells.count; cell++) y[cell] = Math.round(y[cell] - least);
  return y;
}

/** The distance between the middles of two neighbours in a column. */
export function distance(cells: Cells, a: number, b: number): number {
  const plain = (cells.kind[a] === kinds.slot ? 1 : 0) + (cells.kind[b] === kinds.slot ? 1 : 0);
  const border = cells.kind[a] >= kinds.top || cells.kind[b] >= kinds.top;
  const gap = border ? 10 : plain === 2 ? nodeGap : plain === 1 ? 10 : 4;
  return gap + (cells.height[a] + cells.height[b]) / 2;
}

/** Lines that may be made straight: not those that cross a line between bends, nor a leaf's beside the main chain's. */
function straightLines(slots: Slots, cells: Cells, columns: Columns): Uint8Array {
  const usable = new Uint8Array(cells.from.length).fill(1);
  const chained = new Uint8Array(cells.count);
  for (let line = 0; line < cells.from.length; line++) if (!cells.light[line]) chained[cells.to[line]] = 1;
  for (let line = 0; line < cells.from.length; line++) {
    if (!cells.light[line]) continue;
    const source = cells.from[line];
    if (chained[cells.to[line]] || (source < slots.count && slots.satellite[source] !== 0)) usable[line] = 0;
  }
  giveWay(cells, usable);
  const border = (line: number) => cells.kind[cells.from[line]] >= kinds.top;
  const inner = (line: number) =>
    usable[line] === 1 && cells.kind[cells.from[line]] !== kinds.slot && cells.kind[cells.to[line]] !== kinds.slot;
  for (let rank = 0; rank + 1 < columns.count; rank++) {
    dropCrossing(cells, columns, rank, border, usable);
    dropCrossing(cells, columns, rank, inner, usable);
  }
  return usable;
}

/** A cell with a line of the main flow on one side is not bent by its other lines there. */
function giveWay(cells: Cells, usable: Uint8Array): void {
  const main = mainLines(cells);
  const taken = { left: new Uint8Array(cells.count), right: new Uint8Array(cells.count) };
  for (let line = 0; line < main.length; line++) {
    if (!main[line] || !usable[line]) continue;
    taken.right[cells.from[line]] = 1;
    taken.left[cells.to[line]] = 1;
  }
  for (let line = 0; line < main.length; line++)
    if (!main[line] && (taken.right[cells.from[line]] || taken.left[cells.to[line]])) usable[line] = 0;
}

function dropCrossing(cells: Cells, columns: Columns, rank: number, strong: (line: number) => boolean, usable: Uint8Array): void {
  const { left } = cells;
  const start = columns.start[rank + 1];
  const end = columns.start[rank + 2];
  let above = -1;
  let from = start;
  for (let at = start; at < end; at++) {
    const first = left.offset[columns.cell[at]];
    const only = left.offset[columns.cell[at] + 1] - first === 1 ? left.line[first] : -1;
    const held = only >= 0 && strong(only);
    if (!held && at + 1 < end) continue;
    const below = held ? columns.place[cells.from[only]] : Number.POSITIVE_INFINITY;
    for (; from <= at; from++) {
      const cell = columns.cell[from];
      for (let k = left.offset[cell]; k < left.offset[cell + 1]; k++) {
        const place = columns.place[left.cell[k]];
        if ((place < above || place > below) && !strong(left.line[k])) usable[left.line[k]] = 0;
      }
    }
    if (held) above = below;
  }
}

/** Every cell joins the block of its middle neighbour, unless a line already taken is in the way. */
function alignBlocks(cells: Cells, columns: Columns, usable: Uint8Array, fromRight: boolean, fromBelow: boolean): Int32Array {
  const root = Int32Array.from({ length: cells.count }, (_, cell) => cell);
  const next = root.slice();
  const side = fromRight ? cells.right : cells.left;
  const near: number[] = [];
  for (let step = 1; step < columns.count; step++) {
    const rank = fromRight ? columns.count - 1 - step : step;
    const start = columns.start[rank];
    const size = columns.start[rank + 1] - start;
    let limit = fromBelow ? Number.POSITIVE_INFINITY : -1;
    for (let at = 0; at < size; at++) {
      const cell = columns.cell[start + (fromBelow ? size - 1 - at : at)];
      near.length = 0;
      for (let k = side.offset[cell]; k < side.offset[cell + 1]; k++) if (usable[side.line[k]]) near.push(side.cell[k]);
      if (near.length === 0) continue;
      if (near.length > 1) near.sort((a, b) => columns.place[a] - columns.place[b]);
      const low = (near.length - 1) >> 1;
      const high = near.length >> 1;
      for (const pick of fromBelow ? [high, low] : [low, high]) {
        const place = columns.place[near[pick]];
        if (next[cell] !== cell || (fromBelow ? place >= limit : place <= limit)) continue;
        next[near[pick]] = cell;
        root[cell] = root[near[pick]];
        next[cell] = root[cell];
        limit = place;
      }
    }
  }
  return root;
}

/** Lines the four up with the narrowest and takes the mean of the two middle values. */
function middleOf(four: readonly Float64Array[], cells: Cells): Float64Array {
  const spans = four.map(y => {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let cell = 0; cell < cells.count; cell++) {
      least = Math.min(least, y[cell] - cells.height[cell] / 2);
      most = Math.max(most, y[cell] + cells.height[cell] / 2);
    }
    return { least, most };
  });
  const best = spans.reduce((a, b) => (b.most - b.least < a.most - a.least ? b : a), spans[0]);
  const shift = spans.map((span, n) => (n % 2 === 0 ? best.least - span.least : best.most - span.most));
  const out = new Float64Array(cells.count);
  const [a, b, c, d] = four;
  for (let cell = 0; cell < cells.count; cell++) {
    const p = a[cell] + shift[0];
    const q = b[cell] + shift[1];
    const r = c[cell] + shift[2];
    const s = d[cell] + shift[3];
    out[cell] = (p + q + r + s - Math.min(p, q, r, s) - Math.max(p, q, r, s)) / 2;
  }
  return out;
}

/** A satellite lies as near its op's row as its neighbours let it. */
function slideSatellites(slots: Slots, cells: Cells, columns: Columns, y: Float64Array): void {
  const side = (at: number): number => {
    const cell = columns.cell[at];
    return cell < slots.count ? slots.satellite[cell] : 0;
  };
  const target = (cell: number): number => y[cells.right.cell[cells.right.offset[cell]]];
  for (let rank = 0; rank < columns.count; rank++) {
    for (let at = columns.start[rank + 1] - 2; at >= columns.start[rank]; at--) {
      if (side(at) !== -1) continue;
      const cell = columns.cell[at];
      const below = columns.cell[at + 1];
      y[cell] = Math.max(y[cell], Math.min(y[below] - distance(cells, cell, below), target(cell)));
    }
    for (let at = columns.start[rank] + 1; at < columns.start[rank + 1]; at++) {
      if (side(at) !== 1) continue;
      const cell = columns.cell[at];
      const above = columns.cell[at - 1];
      y[cell] = Math.min(y[cell], Math.max(y[above] + distance(cells, above, cell), target(cell)));
    }
  }
}
