// Axes, figures and what is drawn in them, as objects of the script: `ax.plot(…)`, `fig.suptitle(…)`, `line.set_data(…)`.

import type { Mapped } from '../../../../figure/figure';
import { extentOf, limitsOf } from '../../../../figure/frame';
import type { Interpreter } from '../../interpreter';
import { OBJECT } from '../../numpy/dtypes';
import { arrayOver, itemsOver } from '../../numpy/ndarray';
import { type Kwargs, PyFloat, PyTuple, type PyValue } from '../../values';
import { type PlotOwner, PyPlot } from '../plotValues';
import { AREAS, histogram } from './areas';
import { type AxesDraft, type AxisDraft, cell, type FigureDraft } from './figures';
import { changed, LINES } from './lines';
import { type Given, keyword, numberOf, numbers, places, textOf, truth } from './reading';

type Method = (rt: Interpreter, axes: AxesDraft, args: readonly PyValue[], kwargs: Kwargs) => PyValue | undefined;

const both = (low: number, high: number): PyTuple => new PyTuple([new PyFloat(low), new PyFloat(high)]);

function limits(rt: Interpreter, axes: AxesDraft, direction: 'x' | 'y', args: readonly PyValue[], kwargs: Kwargs): PyValue {
  const axis = axes[direction];
  const pair = args.length === 1 ? numbers(rt, args[0]) : null;
  const low = pair?.length === 2 ? pair[0] : numberOf(args[0] ?? keyword(kwargs, 'left', 'bottom', `${direction}min`), Number.NaN);
  const high = pair?.length === 2 ? pair[1] : numberOf(args[1] ?? keyword(kwargs, 'right', 'top', `${direction}max`), Number.NaN);
  if (Number.isFinite(low)) axis.low = low;
  if (Number.isFinite(high)) axis.high = high;
  if (axis.low !== null && axis.high !== null && axis.low > axis.high) [axis.low, axis.high, axis.inverted] = [axis.high, axis.low, true];
  axes.figure.changed();
  const snapshot = axes.snapshot();
  return both(...limitsOf(snapshot, direction, extentOf(snapshot)));
}

function ticks(rt: Interpreter, axis: AxisDraft, args: readonly PyValue[], kwargs: Kwargs): void {
  const at = numbers(rt, args[0] ?? kwargs.get('ticks'));
  if (!at) return;
  const found = places(rt, args[1] ?? kwargs.get('labels'));
  const labels = args[1] ?? kwargs.get('labels');
  const names = found?.names && labels !== undefined && labels !== null ? [...rt.iterate(labels)].map(each => rt.str(each)) : null;
  axis.ticks = { at, labels: names ?? (found && labels ? found.at.map(String) : null) };
}

function legend(rt: Interpreter, axes: AxesDraft, args: readonly PyValue[], kwargs: Kwargs): void {
  const names = args.length && typeof args[args.length - 1] !== 'string' ? args[args.length - 1] : kwargs.get('labels');
  if (names !== undefined && names !== null) {
    const words = [...rt.iterate(names)].filter(each => typeof each === 'string').map(String);
    const free = axes.marks.flatMap((mark, i) => (mark.kind === 'image' || mark.kind === 'text' || mark.kind === 'contour' ? [] : [i]));
    words.forEach((word, i) => {
      const at = free[i];
      if (at !== undefined) axes.marks[at] = { ...axes.marks[at], label: word };
    });
  }
  axes.legend = { place: textOf(rt, kwargs.get('loc')) || 'best', title: textOf(rt, kwargs.get('title')) };
}

function axisCall(rt: Interpreter, axes: AxesDraft, args: readonly PyValue[]): PyValue | undefined {
  const [mode] = args;
  if (mode === 'off' || mode === false) axes.bare = true;
  else if (mode === 'on' || mode === true) axes.bare = false;
  else if (mode === 'equal' || mode === 'square' || mode === 'image' || mode === 'scaled') axes.equal = true;
  const found = typeof mode === 'string' || mode === undefined ? null : numbers(rt, mode);
  if (found?.length === 4) {
    [axes.x.low, axes.x.high] = found;
    [axes.y.low, axes.y.high] = found.slice(2);
  }
  axes.figure.changed();
  const snapshot = axes.snapshot();
  const extent = extentOf(snapshot);
  return new PyTuple([...limitsOf(snapshot, 'x', extent), ...limitsOf(snapshot, 'y', extent)].map(v => new PyFloat(v)));
}

const isMapped = (colour: unknown): colour is Mapped =>
  typeof colour === 'object' && colour !== null && 'map' in colour && 'values' in colour && typeof colour.map === 'string';

/** The colours of the last mark that has a map. */
export function colourBar(rt: Interpreter, axes: AxesDraft, kwargs: Kwargs): void {
  const label = textOf(rt, kwargs.get('label'));
  for (const mark of [...axes.marks].reverse()) {
    if (mark.kind === 'contour') axes.colourBar = { map: mark.map, low: mark.levels[0], high: mark.levels[mark.levels.length - 1], label };
    else {
      const mapped = mark.kind === 'image' ? mark.pixels : mark.kind === 'points' ? mark.colour : null;
      if (!isMapped(mapped)) continue;
      axes.colourBar = { map: mapped.map, low: mapped.low, high: mapped.high, label };
    }
    break;
  }
  axes.figure.changed();
}

const put =
  (change: (axes: AxesDraft, value: string, rt: Interpreter, arg: Given, kwargs: Kwargs) => void): Method =>
  (rt, axes, args, kwargs) => {
    change(axes, textOf(rt, args[0] ?? keyword(kwargs, 'label', 's', 'value', 'xlabel', 'ylabel')), rt, args[0], kwargs);
    axes.figure.changed();
    return undefined;
  };

const title = put((axes, text) => {
  axes.title = text;
});
const xLabel = put((axes, text) => {
  axes.x.label = text;
});
const yLabel = put((axes, text) => {
  axes.y.label = text;
});
const xScale = put((axes, text) => {
  axes.x.log = text === 'log' || text === 'symlog';
});
const yScale = put((axes, text) => {
  axes.y.log = text === 'log' || text === 'symlog';
});
const turn =
  (direction: 'x' | 'y'): Method =>
  (_rt, axes) => {
    axes[direction].inverted = true;
    axes.figure.changed();
    return undefined;
  };
const grid: Method = (rt, axes, args, kwargs) => {
  axes.grid = truth(rt, args[0] ?? keyword(kwargs, 'visible', 'b'), true);
  axes.figure.changed();
  return undefined;
};

/** `ax.set(title=…, xlabel=…)` */
const set: Method = (rt, axes, _args, kwargs) => {
  for (const [name, value] of kwargs) METHODS[`set_${name}`]?.(rt, axes, [value], new Map());
  return undefined;
};

const METHODS: Readonly<Record<string, Method>> = {
  hist: histogram,
  title,
  set_title: title,
  xlabel: xLabel,
  set_xlabel: xLabel,
  ylabel: yLabel,
  set_ylabel: yLabel,
  xscale: xScale,
  set_xscale: xScale,
  yscale: yScale,
  set_yscale: yScale,
  xlim: (rt, axes, args, kwargs) => limits(rt, axes, 'x', args, kwargs),
  set_xlim: (rt, axes, args, kwargs) => limits(rt, axes, 'x', args, kwargs),
  get_xlim: (rt, axes) => limits(rt, axes, 'x', [], new Map()),
  ylim: (rt, axes, args, kwargs) => limits(rt, axes, 'y', args, kwargs),
  set_ylim: (rt, axes, args, kwargs) => limits(rt, axes, 'y', args, kwargs),
  get_ylim: (rt, axes) => limits(rt, axes, 'y', [], new Map()),
  xticks: (rt, axes, args, kwargs) => void ticks(rt, axes.x, args, kwargs),
  set_xticks: (rt, axes, args, kwargs) => void ticks(rt, axes.x, args, kwargs),
  yticks: (rt, axes, args, kwargs) => void ticks(rt, axes.y, args, kwargs),
  set_yticks: (rt, axes, args, kwargs) => void ticks(rt, axes.y, args, kwargs),
  set_xticklabels: (rt, axes, args) =>
    void ticks(
      rt,
      axes.x,
      [axes.x.ticks ? arrayOver(Float64Array.from(axes.x.ticks.at), [axes.x.ticks.at.length]) : null, args[0]],
      new Map(),
    ),
  set_yticklabels: (rt, axes, args) =>
    void ticks(
      rt,
      axes.y,
      [axes.y.ticks ? arrayOver(Float64Array.from(axes.y.ticks.at), [axes.y.ticks.at.length]) : null, args[0]],
      new Map(),
    ),
  legend: (rt, axes, args, kwargs) => void legend(rt, axes, args, kwargs),
  grid,
  axis: axisCall,
  invert_xaxis: turn('x'),
  invert_yaxis: turn('y'),
  set_aspect: put((axes, text) => {
    axes.equal = text === 'equal' || text === '1' || text === '1.0';
  }),
  set_axis_off: (_rt, axes) => {
    axes.bare = true;
    return undefined;
  },
  cla: (_rt, axes) => void axes.clear(),
  clear: (_rt, axes) => void axes.clear(),
  colorbar: (rt, axes, _args, kwargs) => void colourBar(rt, axes, kwargs),
  set,
  twinx: (_rt, axes) => axesValue(axes.figure.add(axes.place, true)),
};

/** Calls that change nothing that is drawn here. */
const HARMLESS =
  /^(?:set_|get_|tick_params|margins|autoscale|relim|spines|xaxis|yaxis|transAxes|minorticks|add_artist|add_patch|draw|figure|patch|view_init|tight_layout|savefig|show|pause|ion|ioff|close|subplots_adjust|style|rc|rcParams|rcdefaults|suptitle|cm|get_cmap|setp|colors|use|switch_backend|interactive|canvas|clf|gca|gcf|imread|axes|clim|clabel|legend_)/;

/** Draws in the axes, or says undefined where it is nothing that axes do. */
export function callAxes(rt: Interpreter, axes: AxesDraft, name: string, args: readonly PyValue[], kwargs: Kwargs): PyValue | undefined {
  const draw = LINES[name] ?? AREAS[name];
  if (draw) {
    const made = draw(rt, axes, args, kwargs) ?? [];
    const values = made.map(at => new PyPlot(`${name}()`, new ArtistOwner(axes, at)));
    return name.endsWith('plot') || name === 'plot' || name.startsWith('semilog') || name === 'loglog'
      ? new PyTuple(values)
      : (values[0] ?? new PyPlot(`${name}()`));
  }
  const method = METHODS[name];
  if (method) return method(rt, axes, args, kwargs) ?? new PyPlot(`${name}()`);
  if (!HARMLESS.test(name) && !name.includes('.')) {
    axes.left.add(name);
    axes.figure.changed();
  }
  return undefined;
}

class ArtistOwner implements PlotOwner {
  constructor(
    private readonly axes: AxesDraft,
    private readonly at: number,
  ) {}
  call(rt: Interpreter, name: string, args: readonly PyValue[]): PyValue | undefined {
    return changed(rt, this.axes, this.at, name, args) ? null : undefined;
  }
}

class AxesOwner implements PlotOwner {
  constructor(readonly axes: AxesDraft) {}
  call(rt: Interpreter, name: string, args: readonly PyValue[], kwargs: Kwargs): PyValue | undefined {
    if (name.startsWith('figure.')) return callFigure(rt, this.axes.figure, name.slice('figure.'.length), args, kwargs);
    return callAxes(rt, this.axes, name, args, kwargs);
  }
  get(name: string): PyValue | undefined {
    return name === 'figure' ? figureValue(this.axes.figure) : undefined;
  }
}

class FigureOwner implements PlotOwner {
  constructor(readonly figure: FigureDraft) {}
  call(rt: Interpreter, name: string, args: readonly PyValue[], kwargs: Kwargs): PyValue | undefined {
    return callFigure(rt, this.figure, name, args, kwargs);
  }
  get(name: string): PyValue | undefined {
    return name === 'axes' ? new PyTuple(this.figure.axes.map(axesValue)) : undefined;
  }
}

export const axesValue = (axes: AxesDraft): PyPlot => new PyPlot('axes', new AxesOwner(axes));
export const figureValue = (figure: FigureDraft): PyPlot => new PyPlot('figure', new FigureOwner(figure));
export const axesOf = (value: Given): AxesDraft | null =>
  value instanceof PyPlot && value.owner instanceof AxesOwner && value.name === '' ? value.owner.axes : null;
export const figureOf = (value: Given): FigureDraft | null =>
  value instanceof PyPlot && value.owner instanceof FigureOwner && value.name === '' ? value.owner.figure : null;

/** `subplot(2, 2, 1)`, `subplot(221)`, `add_subplot(1, 2, (1, 2))` */
export function subplot(rt: Interpreter, figure: FigureDraft, args: readonly PyValue[]): AxesDraft {
  const first = numberOf(args[0], 111);
  const [rows, columns, which] =
    args.length >= 3
      ? [first, numberOf(args[1], 1), args[2]]
      : [Math.floor(first / 100) || 1, Math.floor(first / 10) % 10 || 1, first % 10 || 1];
  const ends = numbers(rt, which) ?? [1];
  const [from, to] = [ends[0] - 1, (ends[ends.length - 1] ?? ends[0]) - 1];
  const wide = (to % columns) - (from % columns) + 1;
  const tall = Math.floor(to / columns) - Math.floor(from / columns) + 1;
  return figure.add(cell(Math.max(1, rows), Math.max(1, columns), Math.max(0, from), Math.max(1, wide), Math.max(1, tall)));
}

/** A grid of axes, as `subplots` gives it: a single one, a row, or a matrix. */
export function subplots(rt: Interpreter, figure: FigureDraft, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  const rows = Math.max(1, numberOf(args[0] ?? kwargs.get('nrows'), 1));
  const columns = Math.max(1, numberOf(args[1] ?? kwargs.get('ncols'), 1));
  const made = Array.from({ length: rows * columns }, (_, i) => axesValue(figure.add(cell(rows, columns, i))));
  const [first] = figure.axes;
  figure.current = first;
  if (!truth(rt, kwargs.get('squeeze'), true)) return itemsOver(made, [rows, columns], OBJECT);
  if (made.length === 1) return made[0];
  return itemsOver(made, rows > 1 && columns > 1 ? [rows, columns] : [made.length], OBJECT);
}

export function size(rt: Interpreter, value: Given): [number, number] | null {
  const found = numbers(rt, value);
  const sound = found?.length === 2 && found.every(v => v > 0.5 && v < 60);
  return sound ? [Math.round(100 * found[0]), Math.round(100 * found[1])] : null;
}

export function callFigure(
  rt: Interpreter,
  figure: FigureDraft,
  name: string,
  args: readonly PyValue[],
  kwargs: Kwargs,
): PyValue | undefined {
  switch (name) {
    case 'add_subplot':
      return axesValue(subplot(rt, figure, args));
    case 'subplots':
      return subplots(rt, figure, args, kwargs);
    case 'add_axes': {
      const [left, bottom, width, height] = numbers(rt, args[0]) ?? [];
      return height === undefined ? undefined : axesValue(figure.add({ left, bottom, width, height }));
    }
    case 'gca':
      return axesValue(figure.now());
    case 'suptitle':
      figure.title = textOf(rt, args[0] ?? kwargs.get('t'));
      figure.changed();
      return null;
    case 'colorbar':
      colourBar(rt, axesOf(kwargs.get('ax') ?? args[2]) ?? figure.now(), kwargs);
      return new PyPlot('colorbar()');
    case 'legend':
      for (const axes of figure.axes) axes.legend = { place: 'best', title: '' };
      return null;
    case 'savefig':
      figure.saved = textOf(rt, args[0] ?? kwargs.get('fname'));
      return null;
    case 'clf':
    case 'clear':
      figure.clear();
      return null;
    case 'set_size_inches':
      [figure.width, figure.height] = size(rt, args.length === 2 ? new PyTuple(args) : args[0]) ?? [figure.width, figure.height];
      return null;
    default:
      return undefined;
  }
}
