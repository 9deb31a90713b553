// Whole tensors behind a picture's boxes: what a reader sees who looks closer than at the report's samples.
import type { InDetail } from '../check/check';
import { sameShape, sizeOf, type Tensor, tensor } from '../core/tensor';

/** `own`: the value, or the hand-written gradient; `exact`: the exact one, times the chain's factor; `difference`: own − exact. */
export type Which = 'own' | 'exact' | 'difference';

/** A number as it is sent: what is not finite is told in words that survive any channel. */
export type Entry = number | 'NaN' | '∞' | '−∞';

export interface Peak {
  value: number;
  row: number;
  column: number;
}

/** One tensor as a matrix: rows are the first axis, columns all others. */
export interface Series {
  which: Which;
  shape: number[];
  rows: number;
  columns: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  norm: number | null;
  zeros: number;
  notFinite: number;
  /** The entry of the largest size. */
  peak: Peak | null;
  /** Counts of the finite entries in equal steps of `range`. */
  bins: number[];
  /** At most 48 × 96 blocks, each told by its entry of the largest size; null where no entry is finite. */
  map: { rows: number; columns: number; cells: (number | null)[] };
}

export interface TensorView {
  series: Series[];
  /** What the histograms of own and exact cover. */
  range: [number, number];
  /** The chain's factor that the exact gradient was multiplied with; 1 for none. */
  factor: number;
}

export interface Tile {
  row: number;
  column: number;
  rows: number;
  columns: number;
  cells: Entry[];
}

const mapRows = 48;
const mapColumns = 96;
const binCount = 32;

/** What is behind each node of the graph; the tensors are the analysis's own, never copies. */
export class Tensors {
  private readonly known = new Map<string, { own: Tensor | null; exact: Tensor | null; factor: number } | null>();

  constructor(private readonly detail: InDetail) {}

  view(id: string): TensorView | null {
    const found = this.of(id);
    if (!found) return null;
    const { own, exact, factor } = found;
    const difference = this.pick(id, 'difference');
    const range = rangeOf([own, exact]);
    const series: Series[] = [];
    if (own) series.push(seriesOf('own', own, range));
    if (exact) series.push(seriesOf('exact', exact, range));
    if (difference) series.push(seriesOf('difference', difference, rangeOf([difference])));
    return { series, range, factor };
  }

  /** A part of a tensor as a matrix; smaller at its edges. */
  tile(id: string, which: Which, row: number, column: number, height: number, width: number): Tile | null {
    const t = this.pick(id, which);
    if (!t) return null;
    const { rows, columns } = matrixOf(t);
    const [h, w] = [Math.min(height, rows - row), Math.min(width, columns - column)];
    if (!(h > 0 && w > 0 && row >= 0 && column >= 0)) return null;
    const cells: Entry[] = [];
    for (let i = row; i < row + h; i++) for (let j = column; j < column + w; j++) cells.push(entryOf(t.data[i * columns + j]));
    return { row, column, rows: h, columns: w, cells };
  }

  private pick(id: string, which: Which): Tensor | null {
    const found = this.of(id);
    if (!found) return null;
    const { own, exact } = found;
    if (which === 'own') return own;
    if (which === 'exact') return exact;
    if (!own || !exact || !sameShape(own.shape, exact.shape)) return null;
    return tensor(
      own.shape,
      own.data.map((x, k) => x - exact.data[k]),
    );
  }

  private of(id: string): { own: Tensor | null; exact: Tensor | null; factor: number } | null {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const found = this.find(id);
    this.known.set(id, found);
    return found;
  }

  /** What the exact gradient is to be multiplied with: its own factor, or where it is wrong the one that the chain has by then. */
  private factorOf({ gradient, entry, verdict }: InDetail['judged'][number]): number {
    if (gradient.scale !== null) return gradient.scale;
    if (entry.parameter || gradient.status === 'correct') return 1;
    if (verdict.good !== null) return verdict.good;
    const before = this.detail.judged.find(each => verdict.inputs.includes(each.entry) && each.gradient.scale !== null);
    return before?.gradient.scale ?? 1;
  }

  private find(id: string): { own: Tensor | null; exact: Tensor | null; factor: number } | null {
    const { context, judged } = this.detail;
    const pair = judged.find(({ entry }) => `g${entry.instances[0].hand.id}` === id);
    if (pair) {
      const { shown, cause } = pair.verdict;
      const exact = context.exact.at(shown.loss.node, shown.target, 0);
      const factor = this.factorOf(pair);
      const own = cause === 'hole' ? null : shown.hand.value;
      return {
        own,
        exact:
          exact &&
          (factor === 1
            ? exact
            : tensor(
                exact.shape,
                exact.data.map(x => x * factor),
              )),
        factor,
      };
    }
    const node = /^n\d+$/.test(id) ? context.model.trace.graph.nodes[Number(id.slice(1))] : undefined;
    return node ? { own: node.value, exact: null, factor: 1 } : null;
  }
}

function matrixOf(t: Tensor): { rows: number; columns: number } {
  const rows = t.shape.length < 2 ? 1 : t.shape[0];
  return { rows, columns: rows === 0 ? 0 : sizeOf(t.shape) / rows };
}

const entryOf = (x: number): Entry => (Number.isFinite(x) ? x : Number.isNaN(x) ? 'NaN' : x > 0 ? '∞' : '−∞');

function rangeOf(tensors: readonly (Tensor | null)[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const t of tensors)
    for (const x of t?.data ?? []) {
      if (!Number.isFinite(x)) continue;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  return low <= high ? [low, high] : [0, 0];
}

function seriesOf(which: Which, t: Tensor, [low, high]: [number, number]): Series {
  const { rows, columns } = matrixOf(t);
  const bins = new Array<number>(binCount).fill(0);
  const step = (high - low) / binCount;
  let [min, max, sum, squares, finite, zeros] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0, 0];
  let peak = -1;
  for (let k = 0; k < t.data.length; k++) {
    const x = t.data[k];
    if (!Number.isFinite(x)) continue;
    finite++;
    if (x === 0) zeros++;
    if (x < min) min = x;
    if (x > max) max = x;
    sum += x;
    squares += x * x;
    if (peak < 0 || Math.abs(x) > Math.abs(t.data[peak])) peak = k;
    bins[step > 0 ? Math.min(binCount - 1, Math.floor((x - low) / step)) : binCount >> 1]++;
  }
  return {
    which,
    shape: [...t.shape],
    rows,
    columns,
    min: finite ? min : null,
    max: finite ? max : null,
    mean: finite ? sum / finite : null,
    norm: finite ? Math.sqrt(squares) : null,
    zeros,
    notFinite: t.data.length - finite,
    peak: peak < 0 ? null : { value: t.data[peak], row: Math.floor(peak / columns), column: peak % columns },
    bins,
    map: mapOf(t, rows, columns),
  };
}

/** Blocks of entries; the largest entry stands for its block, so that one bad entry among thousands is seen. */
function mapOf(t: Tensor, rows: number, columns: number): Series['map'] {
  const [r, c] = [Math.min(rows, mapRows), Math.min(columns, mapColumns)];
  const cells = new Array<number | null>(r * c).fill(null);
  for (let k = 0; k < t.data.length; k++) {
    const x = t.data[k];
    if (!Number.isFinite(x)) continue;
    const at = Math.floor((Math.floor(k / columns) * r) / rows) * c + Math.floor(((k % columns) * c) / columns);
    const before = cells[at];
    if (before === null || Math.abs(x) > Math.abs(before)) cells[at] = x;
  }
  return { rows: r, columns: c, cells };
}
