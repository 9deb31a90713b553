// Which lines carry the main flow: those on a longest way through the graph. Where a value goes to several places, or an op has several
// operands, the line on the longest way stays straight and the others give way.
import type { Cells } from './cells';

/** By line: 1 where it is on the longest way seen from both its ends. */
export function mainLines(cells: Cells): Uint8Array {
  const count = cells.count;
  const order = byColumn(cells);
  const before = new Int32Array(count);
  const after = new Int32Array(count);
  for (const cell of order) {
    for (let k = cells.right.offset[cell]; k < cells.right.offset[cell + 1]; k++) {
      if (cells.light[cells.right.line[k]]) continue;
      const step = cells.kind[cells.right.cell[k]] === 0 ? 1 : 0;
      before[cells.right.cell[k]] = Math.max(before[cells.right.cell[k]], before[cell] + step);
    }
  }
  for (let at = count - 1; at >= 0; at--) {
    const cell = order[at];
    const step = cells.kind[cell] === 0 ? 1 : 0;
    for (let k = cells.left.offset[cell]; k < cells.left.offset[cell + 1]; k++)
      after[cells.left.cell[k]] = Math.max(after[cells.left.cell[k]], after[cell] + step);
  }
  const main = new Uint8Array(cells.from.length).fill(1);
  drop(main, cells, cells.right, after, count);
  drop(main, cells, cells.left, before, count);
  return main;
}

/** Of a cell's lines on one side only those that lead farthest stay; a leaf's only where there are no others. */
function drop(main: Uint8Array, cells: Cells, side: Cells['left'], length: Int32Array, count: number): void {
  for (let cell = 0; cell < count; cell++) {
    let heavy = false;
    for (let k = side.offset[cell]; k < side.offset[cell + 1]; k++) heavy ||= cells.light[side.line[k]] === 0;
    let most = -1;
    for (let k = side.offset[cell]; k < side.offset[cell + 1]; k++)
      if (!heavy || !cells.light[side.line[k]]) most = Math.max(most, length[side.cell[k]]);
    for (let k = side.offset[cell]; k < side.offset[cell + 1]; k++)
      if ((heavy && cells.light[side.line[k]]) || length[side.cell[k]] < most) main[side.line[k]] = 0;
  }
}

function byColumn(cells: Cells): Int32Array {
  const columns = cells.rank.reduce((most, rank) => Math.max(most, rank + 1), 0);
  const start = new Int32Array(columns + 1);
  for (const rank of cells.rank) start[rank + 1]++;
  for (let rank = 0; rank < columns; rank++) start[rank + 1] += start[rank];
  const order = new Int32Array(cells.count);
  for (let cell = 0; cell < cells.count; cell++) order[start[cells.rank[cell]]++] = cell;
  return order;
}
