// A small picture of a tensor's values, for readers: at most 12 × 40 entries and statistics over all of it.
import type { Tensor } from '../core/tensor';
import type { ValueSample } from '../report/report';

const MOST_ROWS = 12;
const MOST_COLUMNS = 40;

const plain = (x: number): number | null => (Number.isFinite(x) ? x : null);

/** Rows are the first axis, columns the others; a vector is one row. */
export function sampleOf(t: Tensor): ValueSample {
  const rank = t.shape.length;
  const rows = rank < 2 ? 1 : t.shape[0];
  const columns = rows === 0 ? 0 : t.data.length / rows;
  const [r, c] = [Math.min(rows, MOST_ROWS), Math.min(columns, MOST_COLUMNS)];
  const cells: (number | null)[] = [];
  for (let i = 0; i < r; i++)
    for (let j = 0; j < c; j++) cells.push(plain(t.data[Math.floor((i * rows) / r) * columns + Math.floor((j * columns) / c)]));
  let [min, max, sum, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const x of t.data) {
    if (x < min) min = x;
    if (x > max) max = x;
    sum += x;
    squares += x * x;
  }
  const n = t.data.length;
  return { rows: r, columns: c, cells, min: plain(min), max: plain(max), mean: n ? plain(sum / n) : null, norm: plain(Math.sqrt(squares)) };
}
