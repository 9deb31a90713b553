// matplotlib and its like: accepted, and every call kept as data for whoever draws it. Nothing is drawn here.
import type { Interpreter } from '../interpreter';
import { type Kwargs, PyModule, PyOpaque, type PyValue } from '../values';

export interface PlotCall {
  /** `plot`, `ax.set_title`: the path of names after the library's. */
  readonly call: string;
  readonly args: readonly PyValue[];
  readonly kwargs: Kwargs;
  readonly site: number;
}

/** A figure, axes, a colour map, a function of the library: reading from it or calling it gives another. */
export class PyPlot extends PyOpaque {
  override attribute(name: string): PyValue | undefined {
    return new PyPlot(this.what === '' ? name : `${this.what}.${name}`);
  }
}

export function callPlot(rt: Interpreter, plot: PyPlot, args: readonly PyValue[], kwargs: Kwargs): PyValue {
  rt.plots.push({ call: plot.what, args, kwargs, site: rt.site });
  return new PyPlot(`${plot.what}()`);
}

class PlotModule extends PyModule {
  override attribute(name: string): PyValue | undefined {
    return this.members.get(name) ?? (name.startsWith('__') ? undefined : new PyPlot(name));
  }
}

export const plotModule = (name: string) => (): PyModule => new PlotModule(name, new Map([['__name__', name]]));
