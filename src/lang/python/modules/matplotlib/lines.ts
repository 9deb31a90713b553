// The calls that draw curves, points, rules and words into axes.
import type { Dash, LineMark, Mapped, Paint, PointsMark, RuleMark } from '../../../../figure/figure';
import type { Interpreter } from '../../interpreter';
import { type Kwargs, PyTuple, type PyValue } from '../../values';
import type { AxesDraft, AxisDraft } from './figures';
import {
  columns,
  dashOf,
  type Given,
  grid,
  keyword,
  labelOf,
  mapOf,
  markerOf,
  numberOf,
  numbers,
  paintOf,
  paints,
  places,
  styleOf,
  textOf,
  truth,
} from './reading';

/** Draws, and says which marks it made. */
export type Draw = (rt: Interpreter, axes: AxesDraft, args: readonly PyValue[], kwargs: Kwargs) => number[] | undefined;

const LINE_WIDTH = 1.5;

/** Named places become the ticks of their axis. */
export function named(axis: AxisDraft, names: readonly string[] | null): void {
  if (names) axis.ticks = { at: names.map((_, i) => i), labels: names };
}

export const nextLine = (axes: AxesDraft): Paint => `c${axes.lines++ % 10}`;
export const nextArea = (axes: AxesDraft): Paint => `c${axes.areas++ % 10}`;
export const opacityOf = (kwargs: Kwargs, otherwise = 1): number => numberOf(kwargs.get('alpha'), otherwise);

interface Group {
  readonly x: Given;
  readonly y: PyValue;
  readonly format: string;
}

/** `x, y, 'r--', x2, y2, …`, or `y, 'o'`. */
function groups(args: readonly PyValue[]): Group[] {
  const found: Group[] = [];
  for (let i = 0; i < args.length; ) {
    const first = args[i++];
    const second = i < args.length && typeof args[i] !== 'string' ? args[i++] : undefined;
    const format = typeof args[i] === 'string' ? String(args[i++]) : '';
    found.push(second === undefined ? { x: undefined, y: first, format } : { x: first, y: second, format });
  }
  return found;
}

const plotted =
  (change: Partial<LineMark> = {}): Draw =>
  (rt, axes, args, kwargs) => {
    const made: number[] = [];
    for (const { x, y, format } of groups(args)) {
      const ys = columns(rt, y);
      if (!ys) continue;
      const at = places(rt, x);
      const xs = at?.names ? [at.at] : x === undefined ? null : columns(rt, x);
      named(axes.x, at?.names ?? null);
      const style = styleOf(format) ?? { colour: null, marker: null, dash: null };
      ys.forEach((column, i) => {
        const marker = kwargs.has('marker') ? markerOf(kwargs.get('marker')) : style.marker;
        const dash = dashOf(keyword(kwargs, 'linestyle', 'ls')) ?? style.dash ?? (style.marker && format !== '' ? 'none' : 'solid');
        const colour = paintOf(keyword(kwargs, 'color', 'c')) ?? style.colour ?? nextLine(axes);
        made.push(
          axes.add({
            kind: 'line',
            x: xs ? (xs[Math.min(i, xs.length - 1)] ?? []) : column.map((_, k) => k),
            y: column,
            colour,
            width: numberOf(keyword(kwargs, 'linewidth', 'lw'), LINE_WIDTH),
            dash: dash as Dash,
            marker,
            size: numberOf(keyword(kwargs, 'markersize', 'ms'), 6),
            stairs: false,
            label: labelOf(rt, kwargs),
            opacity: opacityOf(kwargs),
            ...change,
          }),
        );
      });
    }
    return made;
  };

const logarithmic =
  (x: boolean, y: boolean): Draw =>
  (rt, axes, args, kwargs) => {
    if (x) axes.x.log = true;
    if (y) axes.y.log = true;
    return plotted()(rt, axes, args, kwargs);
  };

/** Colours of a cloud: one, one each, or numbers that a map turns into colours. */
export function cloudColour(rt: Interpreter, axes: AxesDraft, value: Given, kwargs: Kwargs, count: number): Paint | Paint[] | Mapped {
  const single = paintOf(typeof value === 'string' ? value : undefined);
  if (single) return single;
  const list = paints(value);
  if (list && (list.length === count || !numbers(rt, value)?.every(Number.isFinite))) return list;
  const values = numbers(rt, value);
  if (values && values.length === count && values.every(v => !Number.isNaN(v))) {
    const low = numberOf(
      kwargs.get('vmin'),
      values.reduce((a, b) => Math.min(a, b), Infinity),
    );
    const high = numberOf(
      kwargs.get('vmax'),
      values.reduce((a, b) => Math.max(a, b), -Infinity),
    );
    return { values, map: mapOf(kwargs.get('cmap'), axes.figure.plots.map), low, high };
  }
  return paintOf(value) ?? list?.[0] ?? nextArea(axes);
}

/** A cloud of more points shows an even choice of them. */
const MOST_POINTS = 20000;

const scatter: Draw = (rt, axes, args, kwargs) => {
  const [xs, ys] = [places(rt, args[0] ?? kwargs.get('x')), places(rt, args[1] ?? kwargs.get('y'))];
  if (!xs || !ys) return undefined;
  named(axes.x, xs.names);
  named(axes.y, ys.names);
  const count = Math.min(xs.at.length, ys.at.length);
  const sizes = numbers(rt, args[2] ?? kwargs.get('s'));
  const colour = cloudColour(rt, axes, args[3] ?? keyword(kwargs, 'c', 'color', 'facecolors'), kwargs, count);
  const every = Math.max(1, Math.ceil(count / MOST_POINTS));
  const some = <T>(list: readonly T[]): T[] => (every === 1 ? [...list] : list.filter((_, i) => i % every === 0));
  const edge = paintOf(keyword(kwargs, 'edgecolors', 'edgecolor', 'ec'));
  const each = sizes && sizes.length > 1 ? some(sizes) : (sizes?.[0] ?? 36);
  const mark: PointsMark = {
    kind: 'points',
    x: some(xs.at.slice(0, count)),
    y: some(ys.at.slice(0, count)),
    colour:
      typeof colour === 'string'
        ? colour
        : 'map' in colour && !Array.isArray(colour)
          ? { ...colour, values: some(colour.values) }
          : some(colour as Paint[]),
    edge,
    marker: markerOf(args[4] ?? kwargs.get('marker')) ?? 'circle',
    size: each,
    label: labelOf(rt, kwargs),
    opacity: opacityOf(kwargs),
  };
  return [axes.add(mark)];
};

const rule =
  (axis: 'x' | 'y', band: boolean): Draw =>
  (rt, axes, args, kwargs) => {
    const at = numberOf(args[0] ?? keyword(kwargs, axis, `${axis}min`), 0);
    const to = band ? numberOf(args[1] ?? kwargs.get(`${axis}max`), at) : null;
    const other = axis === 'x' ? 'y' : 'x';
    const from = numberOf(args[band ? 2 : 1] ?? kwargs.get(`${other}min`), 0);
    const along = { from, to: numberOf(args[band ? 3 : 2] ?? kwargs.get(`${other}max`), 1), shares: true };
    return [axes.add({ ...ruleStyle(rt, axes, kwargs, band), axis, at, to, along })];
  };

function ruleStyle(rt: Interpreter, axes: AxesDraft, kwargs: Kwargs, band: boolean): Omit<RuleMark, 'axis' | 'at' | 'to' | 'along'> {
  return {
    kind: 'rule',
    colour: paintOf(keyword(kwargs, 'color', 'c', 'colors', 'facecolor')) ?? (band ? nextArea(axes) : 'c0'),
    width: numberOf(keyword(kwargs, 'linewidth', 'lw', 'linewidths'), LINE_WIDTH),
    dash: dashOf(keyword(kwargs, 'linestyle', 'ls', 'linestyles')) ?? 'solid',
    label: labelOf(rt, kwargs),
    opacity: opacityOf(kwargs),
  };
}

/** `hlines(y, xmin, xmax)`, of one place or several. */
const rules =
  (axis: 'x' | 'y'): Draw =>
  (rt, axes, args, kwargs) => {
    const at = numbers(rt, args[0]) ?? [];
    const [from, to] = [numbers(rt, args[1]) ?? [0], numbers(rt, args[2]) ?? [1]];
    const style = ruleStyle(rt, axes, kwargs, false);
    return at.map((v, i) =>
      axes.add({ ...style, axis, at: v, to: null, along: { from: from[i % from.length], to: to[i % to.length], shares: false } }),
    );
  };

const between: Draw = (rt, axes, args, kwargs) => {
  const [x, first, second] = [numbers(rt, args[0]), numbers(rt, args[1]), numbers(rt, args[2] ?? kwargs.get('y2') ?? 0)];
  if (!x || !first || !second) return undefined;
  const at = (list: readonly number[], i: number): number => list[list.length === 1 ? 0 : i];
  const mark = {
    kind: 'area' as const,
    x,
    low: x.map((_, i) => at(first, i)),
    high: x.map((_, i) => at(second, i)),
    colour: paintOf(keyword(kwargs, 'color', 'facecolor')) ?? nextArea(axes),
    label: labelOf(rt, kwargs),
    opacity: opacityOf(kwargs),
  };
  return [axes.add(mark)];
};

const errorbar: Draw = (rt, axes, args, kwargs) => {
  const [x, y] = [numbers(rt, args[0]), numbers(rt, args[1])];
  if (!x || !y) return undefined;
  const found = grid(rt, args[2] ?? kwargs.get('yerr'));
  const colour = paintOf(keyword(kwargs, 'color', 'c', 'ecolor')) ?? nextLine(axes);
  const spread = (i: number, upper: boolean): number => {
    if (!found) return 0;
    const { shape, data } = found;
    if (data.length === 1) return data[0];
    return shape.length === 2 ? data[(upper ? y.length : 0) + i] : data[i];
  };
  const bars = axes.add({
    kind: 'errors',
    x,
    low: y.map((v, i) => v - spread(i, false)),
    high: y.map((v, i) => v + spread(i, true)),
    colour,
    label: null,
    opacity: opacityOf(kwargs),
  });
  const format = textOf(rt, keyword(kwargs, 'fmt', 'linestyle'));
  const line = plotted({ colour })(rt, axes, [args[0], args[1], ...(format ? [format] : [])], kwargs) ?? [];
  return [bars, ...line];
};

function pair(rt: Interpreter, value: Given): [number, number] | null {
  const found = numbers(rt, value);
  return found && found.length === 2 ? [found[0], found[1]] : null;
}

const ANCHORS: Readonly<Record<string, 'start' | 'middle' | 'end'>> = { center: 'middle', right: 'end', left: 'start' };

const text: Draw = (rt, axes, args, kwargs) => {
  const mark = {
    kind: 'text' as const,
    x: numberOf(args[0] ?? kwargs.get('x'), 0),
    y: numberOf(args[1] ?? kwargs.get('y'), 0),
    text: textOf(rt, args[2] ?? kwargs.get('s')),
    colour: paintOf(keyword(kwargs, 'color', 'c')) ?? 'ink',
    anchor: ANCHORS[textOf(rt, keyword(kwargs, 'ha', 'horizontalalignment'))] ?? 'start',
    // `transform=ax.transAxes`: in shares of the box.
    shares: kwargs.has('transform'),
    arrow: null,
    label: null,
    opacity: opacityOf(kwargs),
  };
  return [axes.add(mark)];
};

const annotate: Draw = (rt, axes, args, kwargs) => {
  const words = textOf(rt, args[0] ?? keyword(kwargs, 'text', 's'));
  const point = pair(rt, args[1] ?? kwargs.get('xy'));
  if (!point) return undefined;
  const place = pair(rt, args[2] ?? kwargs.get('xytext'));
  const offset = textOf(rt, kwargs.get('textcoords')).startsWith('offset');
  const from = place && !offset ? place : point;
  const arrow = place && !offset && truth(rt, kwargs.get('arrowprops'), false) ? point : null;
  const colour = paintOf(keyword(kwargs, 'color', 'c')) ?? 'ink';
  return [
    axes.add({ kind: 'text', x: from[0], y: from[1], text: words, colour, anchor: 'start', shares: false, arrow, label: null, opacity: 1 }),
  ];
};

export const LINES: Readonly<Record<string, Draw>> = {
  plot: plotted(),
  step: plotted({ stairs: true }),
  semilogy: logarithmic(false, true),
  semilogx: logarithmic(true, false),
  loglog: logarithmic(true, true),
  stem: plotted({ marker: 'circle', dash: 'dotted' }),
  scatter,
  axhline: rule('y', false),
  axvline: rule('x', false),
  axhspan: rule('y', true),
  axvspan: rule('x', true),
  hlines: rules('y'),
  vlines: rules('x'),
  fill_between: between,
  errorbar,
  text,
  annotate,
};

/** `line.set_data(x, y)` and its like, as animations use them. */
export function changed(rt: Interpreter, axes: AxesDraft, at: number, name: string, args: readonly PyValue[]): boolean {
  const mark = axes.marks[at];
  if (!mark) return false;
  const put = (change: object): boolean => {
    axes.marks[at] = { ...mark, ...change } as typeof mark;
    axes.figure.changed();
    return true;
  };
  const read = (value: Given): number[] => numbers(rt, value) ?? [];
  const both = args.length === 1 && args[0] instanceof PyTuple ? args[0].items : args;
  switch (name) {
    case 'set_data':
      if (mark.kind === 'line') return put({ x: read(both[0]), y: read(both[1]) });
      if (mark.kind === 'image' && 'map' in mark.pixels) return put({ pixels: { ...mark.pixels, values: read(args[0]) } });
      return false;
    case 'set_xdata':
      return put({ x: read(args[0]) });
    case 'set_ydata':
      return put({ y: read(args[0]) });
    case 'set_label':
      return put({ label: textOf(rt, args[0]) });
    case 'set_color':
      return put({ colour: paintOf(args[0]) ?? 'c0' });
    case 'set_text':
      return mark.kind === 'text' && put({ text: textOf(rt, args[0]) });
    case 'remove':
      return put({ opacity: 0, label: null });
    default:
      return false;
  }
}
