// Pass `order`: the place of every cell in its column, for few crossings. Barycentres swept to and fro, then neighbours swapped where
// that helps (Sugiyama; Gansner et al. 1993). Ties keep the order there was, so that a small edit changes little.
import { type Cells, kinds } from './cells';
import { type Columns, columnsOf, countCrossings, renumber } from './columns';
import { sortGrouped } from './orderGroups';
import type { Ranks } from './ranks';
import type { Slots } from './slots';
import { sortByKey } from './sort';
import { swapNeighbours } from './swap';
import type { View } from './view';

export interface Ordering {
  view: View;
  slots: Slots;
  ranks: Ranks;
  cells: Cells;
  columns: Columns;
  grouped: boolean;
  /** Sort keys of this sweep, by cell. */
  key: Float64Array;
  /** For a satellite: the cell of its op's chain operand in the same column, −1 for none. */
  anchor: Int32Array;
}

/**
 * `hint`: where a slot lay in the picture before, NaN for a new one. The old order stays, but for swaps of neighbours, unless a fresh one
 * has clearly fewer crossings.
 */
export function orderCells(view: View, slots: Slots, ranks: Ranks, cells: Cells, hint: Float64Array | null): Columns {
  const grouped = ranks.first.some(first => first >= 0);
  const start = (order: Int32Array): Ordering => {
    const columns = columnsOf(cells, ranks.count, order);
    return { view, slots, ranks, cells, columns, grouped, key: new Float64Array(cells.count), anchor: anchorsOf(slots, cells) };
  };
  const fresh = start(firstOrder(slots, cells));
  if (!hint || hint.every(Number.isNaN)) return improve(fresh, 24);
  const kept = improve(start(byHint(firstOrder(slots, cells), cells, hint)), 0);
  if (cells.count > mostCompared) return kept;
  const renewed = improve(fresh, 24);
  return countCrossings(cells, renewed) < 0.8 * countCrossings(cells, kept) - 2 ? renewed : kept;
}

/** Above so many cells an edit keeps the old order without looking for a better one. */
const mostCompared = 4000;

function improve(ordering: Ordering, sweeps: number): Columns {
  const { cells, columns, grouped } = ordering;
  if (grouped && sweeps > 0) for (let rank = 0; rank < columns.count; rank++) sortColumn(ordering, rank, cells.left, 0);
  else if (grouped) for (let rank = 0; rank < columns.count; rank++) gather(ordering, rank);
  if (sweeps > 0) sweep(ordering, sweeps);
  if (!grouped) swapNeighbours(cells, columns, budget(cells, 8));
  settleSatellites(ordering);
  return columns;
}

const budget = (cells: Cells, most: number): number =>
  Math.max(2, Math.min(most, Math.floor(1.2e6 / (cells.count + cells.from.length + 1))));

/** Depth first from the left, so that what belongs together is near. */
function firstOrder(slots: Slots, cells: Cells): Int32Array {
  const order = new Int32Array(cells.count);
  const seen = new Uint8Array(cells.count);
  let filled = 0;
  const stack: number[] = [];
  const walk = (root: number) => {
    stack.push(root);
    while (stack.length > 0) {
      const cell = stack.pop() ?? 0;
      if (seen[cell]) continue;
      seen[cell] = 1;
      order[filled++] = cell;
      for (let k = cells.right.offset[cell + 1] - 1; k >= cells.right.offset[cell]; k--)
        if (!seen[cells.right.cell[k]]) stack.push(cells.right.cell[k]);
    }
  };
  for (let slot = 0; slot < slots.count; slot++) if (cells.left.offset[slot] === cells.left.offset[slot + 1]) walk(slot);
  for (let cell = 0; cell < cells.count; cell++) walk(cell);
  return order;
}

/** Brings a group's cells together and leaves the order as it is otherwise. */
function gather(ordering: Ordering, rank: number): void {
  const { columns, key } = ordering;
  for (let at = columns.start[rank]; at < columns.start[rank + 1]; at++) key[columns.cell[at]] = at;
  sortGrouped(ordering, rank);
  renumber(columns, rank);
}

/** By where things lay; what is new stands next to what comes before it. */
function byHint(order: Int32Array, cells: Cells, hint: Float64Array): Int32Array {
  const key = new Float64Array(cells.count);
  let last = 0;
  for (const cell of order) {
    const known = cell < hint.length ? hint[cell] : Number.NaN;
    if (!Number.isNaN(known)) last = known;
    key[cell] = last;
  }
  const copy = order.slice();
  sortByKey(copy, 0, copy.length, key);
  return copy;
}

/** Sweeps right and left while that finds fewer crossings; keeps the best. */
function sweep(ordering: Ordering, most: number): void {
  const { cells, columns } = ordering;
  let best = columns.cell.slice();
  let least = countCrossings(cells, columns);
  const rounds = budget(cells, most);
  for (let round = 0, idle = 0; round < rounds && idle < 4; round++, idle++) {
    const bias = (round % 4 < 2 ? 1 : -1) * (round > 1 ? 1e-7 : 0);
    if (round % 2 === 0) for (let rank = columns.count - 2; rank >= 0; rank--) sortColumn(ordering, rank, cells.right, bias);
    else for (let rank = 1; rank < columns.count; rank++) sortColumn(ordering, rank, cells.left, bias);
    const crossings = countCrossings(cells, columns);
    if (crossings < least || (crossings === least && round < 2)) {
      if (crossings < least) idle = -1;
      least = crossings;
      best = columns.cell.slice();
    }
    if (least === 0 && round > 0) break;
  }
  restore(columns, best);
}

export function restore(columns: Columns, cell: Int32Array): void {
  columns.cell.set(cell);
  for (let rank = 0; rank < columns.count; rank++) renumber(columns, rank);
}

/** Sorts one column by where its neighbours on one side lie. `bias` breaks ties one way or the other. */
export function sortColumn(ordering: Ordering, rank: number, side: Cells['left'], bias: number): void {
  const { columns, cells, key, slots, anchor } = ordering;
  const start = columns.start[rank];
  const end = columns.start[rank + 1];
  let last = -1;
  for (let at = start; at < end; at++) {
    const cell = columns.cell[at];
    const first = side.offset[cell];
    const count = side.offset[cell + 1] - first;
    let sum = 0;
    for (let k = first; k < first + count; k++) sum += columns.place[side.cell[k]];
    if (count > 0) last = sum / count;
    key[cell] = last + bias * (at - start);
  }
  for (let at = start; at < end; at++) {
    const cell = columns.cell[at];
    if (cell >= slots.count || slots.satellite[cell] === 0) continue;
    const consumer = cells.right.cell[cells.right.offset[cell]];
    if (side === cells.left && anchor[cell] >= 0)
      key[cell] = key[anchor[cell]] + 1e-4 * (columns.place[consumer] - columns.place[cells.right.cell[cells.right.offset[anchor[cell]]]]);
    key[cell] += 1e-5 * slots.satellite[cell];
  }
  if (ordering.grouped) sortGrouped(ordering, rank);
  else sortByKey(columns.cell, start, end, key);
  renumber(columns, rank);
}

function anchorsOf(slots: Slots, cells: Cells): Int32Array {
  const anchor = new Int32Array(slots.count).fill(-1);
  for (let slot = 0; slot < slots.count; slot++) {
    if (slots.satellite[slot] === 0 || cells.right.offset[slot] === cells.right.offset[slot + 1]) continue;
    const consumer = cells.right.cell[cells.right.offset[slot]];
    if (consumer >= slots.count) continue;
    for (let k = cells.left.offset[consumer]; k < cells.left.offset[consumer + 1]; k++) {
      const operand = cells.left.cell[k];
      if (operand < slots.count && slots.satellite[operand] !== 0) continue;
      anchor[slot] = operand;
      break;
    }
  }
  return anchor;
}

/**
 * Puts every satellite next to its op's chain operand, above or below, where that costs no crossing; and leaves whose lines all go around
 * at the bottom, where the corridor is.
 */
function settleSatellites(ordering: Ordering): void {
  const { columns, cells, slots, key, anchor } = ordering;
  const before = columns.cell.slice();
  const crossings = countCrossings(cells, columns);
  for (let rank = 0; rank < columns.count; rank++) {
    for (let at = columns.start[rank]; at < columns.start[rank + 1]; at++) {
      const cell = columns.cell[at];
      const place = columns.place[cell];
      const held = cell < slots.count && slots.satellite[cell] !== 0 && anchor[cell] >= 0 && cells.kind[anchor[cell]] !== kinds.top;
      const alone = cell < slots.count && slots.leaf[cell] === 1 && cells.right.offset[cell] === cells.right.offset[cell + 1];
      key[cell] = alone
        ? 1e6 + place
        : held
          ? columns.place[anchor[cell]] + slots.satellite[cell] * (0.5 - 0.0001 * slots.satellite[cell] * (place + 1))
          : place;
    }
    if (ordering.grouped) sortGrouped(ordering, rank);
    else sortByKey(columns.cell, columns.start[rank], columns.start[rank + 1], key);
    renumber(columns, rank);
  }
  if (countCrossings(cells, columns) > crossings) restore(columns, before);
}
