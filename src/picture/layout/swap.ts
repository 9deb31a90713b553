// Swaps neighbours in a column where that removes crossings, until nothing changes or the rounds are used up.
import type { Adjacent, Cells } from './cells';
import type { Columns } from './columns';

export function swapNeighbours(cells: Cells, columns: Columns, rounds: number): void {
  const near = { left: sortedPlaces(cells.left, columns), right: sortedPlaces(cells.right, columns) };
  for (let round = 0; round < rounds; round++) {
    let gained = 0;
    for (let rank = 0; rank < columns.count; rank++) {
      if (rank > 0) refresh(cells.left, columns, rank, near.left);
      refresh(cells.right, columns, rank, near.right);
      gained += swapColumn(cells, columns, rank, near);
    }
    if (gained === 0) return;
  }
}

interface Near {
  left: Int32Array;
  right: Int32Array;
}

/** The places of a cell's neighbours, ascending. */
function sortedPlaces(side: Adjacent, columns: Columns): Int32Array {
  const places = side.cell.map(cell => columns.place[cell]);
  for (let cell = 0; cell + 1 < side.offset.length; cell++) places.subarray(side.offset[cell], side.offset[cell + 1]).sort();
  return places;
}

function refresh(side: Adjacent, columns: Columns, rank: number, places: Int32Array): void {
  for (let at = columns.start[rank]; at < columns.start[rank + 1]; at++) {
    const cell = columns.cell[at];
    const start = side.offset[cell];
    const end = side.offset[cell + 1];
    for (let k = start; k < end; k++) places[k] = columns.place[side.cell[k]];
    if (end - start > 1) places.subarray(start, end).sort();
  }
}

function swapColumn(cells: Cells, columns: Columns, rank: number, near: Near): number {
  let gained = 0;
  for (let at = columns.start[rank]; at + 1 < columns.start[rank + 1]; at++) {
    const a = columns.cell[at];
    const b = columns.cell[at + 1];
    const change = balance(near.left, cells.left.offset, a, b) + balance(near.right, cells.right.offset, a, b);
    if (change <= 0) continue;
    columns.cell[at] = b;
    columns.cell[at + 1] = a;
    columns.place[a]++;
    columns.place[b]--;
    gained += change;
  }
  return gained;
}

/** Crossings between the lines of a and b with a above b, less those with b above a. */
function balance(places: Int32Array, offset: Int32Array, a: number, b: number): number {
  const aEnd = offset[a + 1];
  const bEnd = offset[b + 1];
  let crossings = 0;
  let i = offset[a];
  let j = offset[b];
  const aCount = aEnd - i;
  const bStart = j;
  for (let below = bStart; i < aEnd; i++) {
    while (below < bEnd && places[below] < places[i]) below++;
    crossings += below - bStart;
  }
  i = offset[a];
  for (let below = i; j < bEnd; j++) {
    while (below < aEnd && places[below] < places[j]) below++;
    crossings -= below - (aEnd - aCount);
  }
  return crossings;
}
