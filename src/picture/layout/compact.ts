// Packs the blocks of one alignment: each as near the edge as its neighbours allow, then back towards what lies behind it.
import type { Cells } from './cells';
import type { Columns } from './columns';
import { distance } from './rows';

/** Middles of all cells, growing downwards whichever edge they are packed against. */
export function compact(cells: Cells, columns: Columns, root: Int32Array, fromBelow: boolean): Float64Array {
  const graph = blockGraph(cells, columns, root, fromBelow);
  const order = topological(graph, cells.count);
  const at = new Float64Array(cells.count);
  for (const block of order) {
    for (let k = graph.offset[block]; k < graph.offset[block + 1]; k++)
      at[graph.to[k]] = Math.max(at[graph.to[k]], at[block] + graph.gap[k]);
  }
  for (let n = order.length - 1; n >= 0; n--) {
    const block = order[n];
    let room = Number.POSITIVE_INFINITY;
    for (let k = graph.offset[block]; k < graph.offset[block + 1]; k++) room = Math.min(room, at[graph.to[k]] - graph.gap[k]);
    if (room !== Number.POSITIVE_INFINITY) at[block] = Math.max(at[block], room);
  }
  const sign = fromBelow ? -1 : 1;
  return Float64Array.from(root, block => sign * at[block]);
}

interface BlockGraph {
  offset: Int32Array;
  to: Int32Array;
  gap: Float64Array;
  indegree: Int32Array;
}

/** Which block must lie behind which, and by how much: read off from neighbours in the columns. */
function blockGraph(cells: Cells, columns: Columns, root: Int32Array, fromBelow: boolean): BlockGraph {
  const offset = new Int32Array(cells.count + 1);
  const indegree = new Int32Array(cells.count);
  const pairs = (take: (first: number, second: number) => void) => {
    for (let rank = 0; rank < columns.count; rank++) {
      for (let at = columns.start[rank]; at + 1 < columns.start[rank + 1]; at++) {
        if (fromBelow) take(columns.cell[at + 1], columns.cell[at]);
        else take(columns.cell[at], columns.cell[at + 1]);
      }
    }
  };
  pairs((first, second) => {
    offset[root[first] + 1]++;
    indegree[root[second]]++;
  });
  for (let at = 0; at < cells.count; at++) offset[at + 1] += offset[at];
  const cursor = offset.slice(0, cells.count);
  const to = new Int32Array(offset[cells.count]);
  const gap = new Float64Array(offset[cells.count]);
  pairs((first, second) => {
    const k = cursor[root[first]]++;
    to[k] = root[second];
    gap[k] = distance(cells, first, second);
  });
  return { offset, to, gap, indegree };
}

function topological(graph: BlockGraph, count: number): Int32Array {
  const order = new Int32Array(count);
  const left = graph.indegree.slice();
  let filled = 0;
  for (let block = 0; block < count; block++) if (left[block] === 0) order[filled++] = block;
  for (let head = 0; head < filled; head++) {
    for (let k = graph.offset[order[head]]; k < graph.offset[order[head] + 1]; k++)
      if (--left[graph.to[k]] === 0) order[filled++] = graph.to[k];
  }
  if (filled < count) throw new Error('internal: blocks of the layout overlap');
  return order;
}
