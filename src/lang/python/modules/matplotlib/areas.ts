// The calls that draw pictures, maps of levels, histograms and bars into axes.
import * as d3 from 'd3';
import type { BarsMark, Mapped, Paint } from '../../../../figure/figure';
import type { Interpreter } from '../../interpreter';
import { arrayOver } from '../../numpy/ndarray';
import { type Kwargs, PyFloat, PyTuple, type PyValue } from '../../values';
import { PyPlot } from '../plotValues';
import type { AxesDraft } from './figures';
import { type Draw, named, nextLine, opacityOf } from './lines';
import { type Given, grid, keyword, labelOf, mapOf, numberOf, numbers, paintOf, paints, places, textOf, truth } from './reading';

/** Finer grids are drawn as an even choice of their rows and columns. */
const FINEST = { image: 512, levels: 240 };

interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly data: readonly number[];
}

function thinned({ rows, columns, data }: Grid, most: number): Grid & { readonly row: number; readonly column: number } {
  const [row, column] = [Math.ceil(rows / most), Math.ceil(columns / most)];
  if (row <= 1 && column <= 1) return { rows, columns, data, row: 1, column: 1 };
  const out: number[] = [];
  for (let r = 0; r < rows; r += row) for (let c = 0; c < columns; c += column) out.push(data[r * columns + c]);
  return { rows: Math.ceil(rows / row), columns: Math.ceil(columns / column), data: out, row, column };
}

function extremes(data: readonly number[], kwargs: Kwargs): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const v of data) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return {
    low: numberOf(kwargs.get('vmin'), Number.isFinite(low) ? low : 0),
    high: numberOf(kwargs.get('vmax'), Number.isFinite(high) ? high : 1),
  };
}

function picture(
  rt: Interpreter,
  axes: AxesDraft,
  value: Given,
  kwargs: Kwargs,
  change: { upper: boolean; bounds?: readonly [number, number, number, number]; equal: boolean },
): number[] | undefined {
  const found = grid(rt, value);
  if (!found) return undefined;
  const shape = found.shape.length === 3 && found.shape[2] === 1 ? found.shape.slice(0, 2) : found.shape;
  if (shape.length < 2) return undefined;
  const [rows, columns] = shape;
  const rgb = shape.length === 3 && shape[2] >= 3;
  const asked = numbers(rt, kwargs.get('extent'));
  const upper = textOf(rt, kwargs.get('origin')) === '' ? change.upper : textOf(rt, kwargs.get('origin')) !== 'lower';
  const own: [number, number, number, number] = change.bounds
    ? [...change.bounds]
    : [-0.5, columns - 0.5, upper ? rows - 0.5 : -0.5, upper ? -0.5 : rows - 0.5];
  const extent = asked?.length === 4 ? ([asked[0], asked[1], asked[2], asked[3]] as const) : own;
  if (!asked && upper && !change.bounds) axes.y.inverted = true;
  axes.equal = change.equal && textOf(rt, kwargs.get('aspect')) !== 'auto';
  // Where the rows begin at the bottom, the last row is the top of the picture.
  const order = (data: readonly number[], width: number): number[] =>
    upper ? [...data] : Array.from({ length: rows }, (_, r) => data.slice((rows - 1 - r) * width, (rows - r) * width)).flat();
  const smooth = ['bilinear', 'bicubic', 'gaussian'].includes(textOf(rt, kwargs.get('interpolation')));
  if (rgb) {
    const step = shape[2];
    const flat = found.data.filter((_, i) => i % step < 3);
    const scale = flat.some(v => v > 1.001) ? 255 : 1;
    return [
      axes.add({
        kind: 'image',
        rows,
        columns,
        pixels: {
          rgb: order(
            flat.map(v => v / scale),
            columns * 3,
          ),
        },
        extent,
        smooth,
        label: null,
        opacity: opacityOf(kwargs),
      }),
    ];
  }
  const small = thinned({ rows, columns, data: order(found.data, columns) }, FINEST.image);
  const pixels: Mapped = { values: small.data, map: mapOf(kwargs.get('cmap'), axes.figure.plots.map), ...extremes(found.data, kwargs) };
  return [
    axes.add({ kind: 'image', rows: small.rows, columns: small.columns, pixels, extent, smooth, label: null, opacity: opacityOf(kwargs) }),
  ];
}

const imshow: Draw = (rt, axes, args, kwargs) =>
  picture(rt, axes, args[0] ?? keyword(kwargs, 'X', 'data'), kwargs, { upper: true, equal: true });

const pcolor: Draw = (rt, axes, args, kwargs) => {
  const z = args.length >= 3 ? args[2] : args[0];
  if (args.length < 3) return picture(rt, axes, z, kwargs, { upper: false, equal: false });
  const [x, y] = [extremes(numbers(rt, args[0]) ?? [0, 1], new Map()), extremes(numbers(rt, args[1]) ?? [0, 1], new Map())];
  return picture(rt, axes, z, kwargs, { upper: false, equal: false, bounds: [x.low, x.high, y.low, y.high] });
};

/** The levels between colours, as round as can be. */
function levelsOf(rt: Interpreter, value: Given, data: readonly number[], filled: boolean): number[] {
  const given = numbers(rt, value);
  const single = typeof value === 'number' || value instanceof PyFloat;
  if (given?.length && !single) return given;
  const { low, high } = extremes(data, new Map());
  const count = given?.length === 1 ? given[0] : 8;
  if (!(high > low)) return [low - 0.5, low + 0.5];
  const inner = d3.ticks(low, high, count);
  if (!filled) return inner.filter(v => v > low && v < high);
  const step = inner.length > 1 ? inner[1] - inner[0] : high - low;
  return [
    ...(inner[0] > low ? [inner[0] - step] : []),
    ...inner,
    ...(inner[inner.length - 1] < high ? [inner[inner.length - 1] + step] : []),
  ];
}

const levelled =
  (filled: boolean): Draw =>
  (rt, axes, args, kwargs) => {
    const whole = args.filter(arg => typeof arg !== 'string');
    const z = grid(rt, whole.length >= 3 ? whole[2] : whole[0]);
    if (z?.shape.length !== 2) return undefined;
    const [rows, columns] = z.shape;
    const along = (value: Given, step: number, count: number): number[] => {
      const found = whole.length >= 3 ? grid(rt, value) : null;
      if (!found) return Array.from({ length: count }, (_, i) => i);
      return found.shape.length === 1 ? found.data : Array.from({ length: count }, (_, i) => found.data[i * step]);
    };
    const small = thinned({ rows, columns, data: z.data }, FINEST.levels);
    const x = along(whole[0], 1, columns).filter((_, i) => i % small.column === 0);
    const y = along(whole[1], columns, rows).filter((_, i) => i % small.row === 0);
    const colours = paints(kwargs.get('colors')) ?? (paintOf(kwargs.get('colors')) ? [paintOf(kwargs.get('colors')) as Paint] : null);
    const levels = levelsOf(
      rt,
      whole.length >= 3 ? (whole[3] ?? kwargs.get('levels')) : (whole[1] ?? kwargs.get('levels')),
      z.data,
      filled,
    );
    const width = numberOf(keyword(kwargs, 'linewidths', 'linewidth'), 1.5);
    const map = mapOf(kwargs.get('cmap'), axes.figure.plots.map);
    return [
      axes.add({ kind: 'contour', filled, x, y, values: small.data, levels, map, colours, width, label: null, opacity: opacityOf(kwargs) }),
    ];
  };

interface Bins {
  readonly counts: number[];
  readonly edges: number[];
}

function binned(rt: Interpreter, data: readonly number[], kwargs: Kwargs, bins: Given): Bins {
  const given = numbers(rt, bins);
  const finite = data.filter(Number.isFinite);
  const asked = numbers(rt, kwargs.get('range'));
  let [low, high] = asked?.length === 2 ? asked : [Math.min(...finite.slice(0, 1)), Math.max(...finite.slice(0, 1))];
  if (asked?.length !== 2) for (const v of finite) [low, high] = [Math.min(low, v), Math.max(high, v)];
  if (!Number.isFinite(low)) [low, high] = [0, 1];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const count = given?.length === 1 ? Math.max(1, Math.round(given[0])) : 10;
  const edges = given && given.length > 1 ? given : Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
  const counts = new Array<number>(edges.length - 1).fill(0);
  const last = edges.length - 1;
  for (const v of finite) {
    if (v < edges[0] || v > edges[last]) continue;
    const at = Math.min(last - 1, d3.bisectRight(edges, v) - 1);
    counts[at]++;
  }
  if (!truth(rt, kwargs.get('density'), false)) return { counts, edges };
  return { edges, counts: counts.map((n, i) => n / Math.max(1, finite.length) / (edges[i + 1] - edges[i])) };
}

/** Draws, and gives back counts and edges as the library does. */
export function histogram(rt: Interpreter, axes: AxesDraft, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  const data = numbers(rt, args[0] ?? kwargs.get('x')) ?? [];
  const { counts, edges } = binned(rt, data, kwargs, args[1] ?? kwargs.get('bins'));
  const colour = paintOf(keyword(kwargs, 'color', 'facecolor', 'fc')) ?? nextLine(axes);
  const edge = paintOf(keyword(kwargs, 'edgecolor', 'ec'));
  const across = textOf(rt, kwargs.get('orientation')) === 'horizontal';
  const bars = counts.map((n, i) => ({ from: edges[i], to: edges[i + 1], base: 0, end: n }));
  axes.add({ kind: 'bars', across, bars, colour, edge, label: labelOf(rt, kwargs), opacity: opacityOf(kwargs) });
  return new PyTuple([
    arrayOver(Float64Array.from(counts), [counts.length]),
    arrayOver(Float64Array.from(edges), [edges.length]),
    new PyPlot('patches'),
  ]);
}

const bars =
  (across: boolean): Draw =>
  (rt, axes, args, kwargs) => {
    const at = places(rt, args[0] ?? keyword(kwargs, across ? 'y' : 'x'));
    const ends = numbers(rt, args[1] ?? kwargs.get(across ? 'width' : 'height'));
    if (!at || !ends) return undefined;
    named(across ? axes.y : axes.x, at.names);
    const thick = numbers(rt, args[2] ?? kwargs.get(across ? 'height' : 'width')) ?? [0.8];
    const bases = numbers(rt, args[3] ?? kwargs.get(across ? 'left' : 'bottom')) ?? [0];
    const shift = textOf(rt, kwargs.get('align')) === 'edge' ? 0 : 0.5;
    const of = (list: readonly number[], i: number): number => list[list.length === 1 ? 0 : i] ?? 0;
    const drawn = at.at.map((place, i) => {
      const w = of(thick, i);
      return { from: place - shift * w, to: place + (1 - shift) * w, base: of(bases, i), end: of(bases, i) + of(ends, i) };
    });
    const given = keyword(kwargs, 'color', 'facecolor', 'fc');
    const colour: BarsMark['colour'] = paints(given) ?? paintOf(given) ?? nextLine(axes);
    const names = places(rt, kwargs.get('tick_label'))?.names;
    if (names) (across ? axes.y : axes.x).ticks = { at: at.at, labels: names };
    const edge = paintOf(keyword(kwargs, 'edgecolor', 'ec'));
    return [axes.add({ kind: 'bars', across, bars: drawn, colour, edge, label: labelOf(rt, kwargs), opacity: opacityOf(kwargs) })];
  };

export const AREAS: Readonly<Record<string, Draw>> = {
  imshow,
  matshow: imshow,
  heatmap: imshow,
  pcolormesh: pcolor,
  pcolor,
  contour: levelled(false),
  contourf: levelled(true),
  bar: bars(false),
  barh: bars(true),
};
