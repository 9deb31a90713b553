// matplotlib.pyplot: calls about the current figure and axes, and those that make or end them.

import { colourMap, hasColourMap } from '../../../../figure/colourMaps';
import type { Interpreter } from '../../interpreter';
import { type Kwargs, PyFloat, PyTuple, type PyValue } from '../../values';
import { PyPlot } from '../plotValues';
import { axesOf, axesValue, callAxes, callFigure, figureOf, figureValue, size, subplot, subplots } from './axes';
import type { FigureDraft } from './figures';
import { numbers, paints, textOf } from './reading';

/** A new figure, as large as the settings say. */
function begin(rt: Interpreter, key: string | number | null = null): FigureDraft {
  const figure = rt.plots.begin(key);
  [figure.width, figure.height] = size(rt, rt.plots.settings.get(rt, 'figure.figsize')) ?? [figure.width, figure.height];
  const map = rt.plots.settings.get(rt, 'image.cmap');
  if (typeof map === 'string') rt.plots.map = map;
  return figure;
}

const figureNow = (rt: Interpreter): FigureDraft => rt.plots.figure() ?? begin(rt);

type Call = (rt: Interpreter, args: readonly PyValue[], kwargs: Kwargs) => PyValue | undefined;

const CALLS: Readonly<Record<string, Call>> = {
  figure: (rt, args, kwargs) => {
    const [key] = args;
    const known = figureOf(key);
    if (known) rt.plots.use(known);
    const figure = known ?? begin(rt, typeof key === 'number' || typeof key === 'string' ? key : null);
    [figure.width, figure.height] = size(rt, kwargs.get('figsize') ?? args[1]) ?? [figure.width, figure.height];
    return figureValue(figure);
  },
  subplots: (rt, args, kwargs) => {
    const figure = begin(rt);
    [figure.width, figure.height] = size(rt, kwargs.get('figsize')) ?? [figure.width, figure.height];
    return new PyTuple([figureValue(figure), subplots(rt, figure, args, kwargs)]);
  },
  subplot: (rt, args) => axesValue(subplot(rt, figureNow(rt), args)),
  axes: (rt, args) => {
    const [left, bottom, width, height] = numbers(rt, args[0]) ?? [];
    const figure = figureNow(rt);
    return axesValue(height === undefined ? figure.now() : figure.add({ left, bottom, width, height }));
  },
  gca: rt => axesValue(figureNow(rt).now()),
  gcf: rt => figureValue(figureNow(rt)),
  sca: (rt, args) => {
    const axes = axesOf(args[0]);
    if (axes) {
      rt.plots.use(axes.figure);
      axes.figure.current = axes;
    }
    return null;
  },
  show: rt => {
    rt.plots.end();
    return null;
  },
  close: rt => {
    rt.plots.end();
    return null;
  },
  set_cmap: (rt, args) => {
    rt.plots.settings.set(rt, 'image.cmap', textOf(rt, args[0]));
    return null;
  },
  get_cmap: (rt, args) => new PyPlot(`cm.${textOf(rt, args[0]) || 'viridis'}`),
  gray: rt => {
    rt.plots.settings.set(rt, 'image.cmap', 'gray');
    return null;
  },
  ListedColormap: (_rt, args) => new PyPlot(`cm.${(paints(args[0]) ?? ['c0']).map(onPaper).join(',')}`),
  'LinearSegmentedColormap.from_list': (_rt, args) => new PyPlot(`cm.${(paints(args[1]) ?? ['c0']).map(onPaper).join(',')}`),
};

const ROLES: Readonly<Record<string, string>> = {
  c0: '#1f77b4',
  c1: '#ff7f0e',
  c2: '#2ca02c',
  c3: '#d62728',
  c4: '#9467bd',
  c5: '#8c564b',
  c6: '#e377c2',
  c7: '#7f7f7f',
  c8: '#bcbd22',
  c9: '#17becf',
  ink: '#000000',
  paper: '#ffffff',
};
const onPaper = (paint: string): string => ROLES[paint] ?? paint;

const OF_FIGURE = new Set(['suptitle', 'savefig', 'clf', 'add_subplot', 'add_axes']);

/** A call by its path below the library. */
export function callPyplot(rt: Interpreter, path: string, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  const name = path.replace(/^(?:pyplot|pylab)\./, '');
  const own = CALLS[name] ?? CALLS[name.replace(/^.*\.(?=get_cmap$|ListedColormap$)/, '')];
  const value = own ? own(rt, args, kwargs) : elsewhere(rt, name, args, kwargs);
  return value ?? new PyPlot(`${name}()`);
}

function elsewhere(rt: Interpreter, name: string, args: readonly PyValue[], kwargs: Kwargs): PyValue | undefined {
  if (name.startsWith('cm.') || name.startsWith('colormaps.')) return mapped(name, args);
  if (name === 'rc') {
    if (args[0] === 'figure' && kwargs.has('figsize')) rt.plots.settings.set(rt, 'figure.figsize', kwargs.get('figsize') ?? null);
    return undefined;
  }
  if (name.includes('.')) return undefined;
  const figure = figureNow(rt);
  if (OF_FIGURE.has(name)) return callFigure(rt, figure, name, args, kwargs);
  if (
    /^(?:tight_layout|ion|ioff|pause|draw|style|subplots_adjust|setp|clim|switch_backend|interactive|get_cmap|rcdefaults|imread)$/.test(
      name,
    )
  )
    return undefined;
  return callAxes(rt, figure.now(), name, args, kwargs);
}

/** `plt.cm.viridis(0.5)`: a colour as the library gives it, red, green, blue and opacity from 0 to 1. */
function mapped(name: string, args: readonly PyValue[]): PyValue | undefined {
  const map = name.replace(/^.*\./, '');
  const [at] = args;
  if (!hasColourMap(map) || (typeof at !== 'number' && !(at instanceof PyFloat))) return new PyPlot(name);
  const { r, g, b } = colourMap(map)(at instanceof PyFloat ? at.v : at / 255);
  return new PyTuple([r / 255, g / 255, b / 255, 1].map(v => new PyFloat(v)));
}
