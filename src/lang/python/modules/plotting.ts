// matplotlib and its like: accepted everywhere. While a script runs its figures are kept as data; while it is traced nothing is.
import type { Interpreter } from '../interpreter';
import { type Kwargs, PyModule, type PyValue } from '../values';
import { callPyplot } from './matplotlib/pyplot';
import { PyPlot } from './plotValues';

export { PyPlot } from './plotValues';

export function callPlot(rt: Interpreter, plot: PyPlot, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  if (!rt.recorder) {
    if (plot.owner) return plot.owner.call(rt, plot.name, args, kwargs) ?? new PyPlot(`${plot.what}()`);
    if (plot instanceof PyDrawing) return callPyplot(rt, plot.what, args, kwargs);
  }
  return new PyPlot(`${plot.what}()`);
}

/** Something of matplotlib's own, by its path below the library. */
class PyDrawing extends PyPlot {
  override attribute(name: string): PyValue | undefined {
    return new PyDrawing(`${this.what}.${name}`);
  }
}

class PlotModule extends PyModule {
  override attribute(name: string): PyValue | undefined {
    const known = this.members.get(name);
    if (known !== undefined || name.startsWith('__')) return known;
    const below = /^(?:matplotlib|pylab)(?:$|\.pyplot$|\.pylab$)/.test(this.name)
      ? ''
      : /^matplotlib\.(?:cm|colors)$/.test(this.name)
        ? `${this.name.slice(11)}.`
        : null;
    if (below !== null) return new PyDrawing(below + name);
    return this.name === 'seaborn' && name === 'heatmap' ? new PyDrawing(name) : new PyPlot(name);
  }
}

export const plotModule =
  (name: string) =>
  (rt: Interpreter): PyModule => {
    const members = new Map<string, PyValue>([['__name__', name]]);
    if (!rt.recorder && name.startsWith('matplotlib')) members.set('rcParams', rt.plots.settings);
    return new PlotModule(name, members);
  };
