// The cells of every column in their order: the one mutable thing that the ordering passes work on.
import type { Cells } from './cells';

export interface Columns {
  count: number;
  /** Cells of column r are `cell[start[r]] … cell[start[r + 1] − 1]`, from top to bottom. */
  start: Int32Array;
  cell: Int32Array;
  /** A cell's place in its column. */
  place: Int32Array;
}

export function columnsOf(cells: Cells, count: number, inOrder: Iterable<number>): Columns {
  const start = new Int32Array(count + 1);
  for (const rank of cells.rank) start[rank + 1]++;
  for (let rank = 0; rank < count; rank++) start[rank + 1] += start[rank];
  const cursor = start.slice(0, count);
  const columns: Columns = { count, start, cell: new Int32Array(cells.count), place: new Int32Array(cells.count) };
  for (const cell of inOrder) {
    columns.place[cell] = cursor[cells.rank[cell]] - start[cells.rank[cell]];
    columns.cell[cursor[cells.rank[cell]]++] = cell;
  }
  return columns;
}

export function renumber(columns: Columns, rank: number): void {
  for (let at = columns.start[rank]; at < columns.start[rank + 1]; at++) columns.place[columns.cell[at]] = at - columns.start[rank];
}

/** How many pairs of lines between neighbouring columns cross, all in all. */
export function countCrossings(cells: Cells, columns: Columns): number {
  let total = 0;
  for (let rank = 0; rank + 1 < columns.count; rank++) total += crossingsAfter(cells, columns, rank);
  return total;
}

/** Inversions of the far ends, read off in the order of the near ends (Barth, Jünger, Mutzel 2002), with a Fenwick tree. */
export function crossingsAfter(cells: Cells, columns: Columns, rank: number): number {
  const { right } = cells;
  const size = columns.start[rank + 2] - columns.start[rank + 1];
  const tree = new Int32Array(size + 1);
  let seen = 0;
  let crossings = 0;
  for (let at = columns.start[rank]; at < columns.start[rank + 1]; at++) {
    const cell = columns.cell[at];
    for (let k = right.offset[cell]; k < right.offset[cell + 1]; k++) {
      let notAbove = 0;
      for (let i = columns.place[right.cell[k]] + 1; i > 0; i -= i & -i) notAbove += tree[i];
      crossings += seen - notAbove;
    }
    for (let k = right.offset[cell]; k < right.offset[cell + 1]; k++) {
      for (let i = columns.place[right.cell[k]] + 1; i <= size; i += i & -i) tree[i]++;
      seen++;
    }
  }
  return crossings;
}
