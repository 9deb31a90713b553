// What stands for a figure, axes, a colour map or a function of a drawing library: reading from it or calling it gives another.
import type { Interpreter } from '../interpreter';
import { type Kwargs, PyOpaque, type PyValue } from '../values';

/** What a drawn thing does when it is called by a name of its own; undefined: nothing that is known. */
export interface PlotOwner {
  call(rt: Interpreter, name: string, args: readonly PyValue[], kwargs: Kwargs): PyValue | undefined;
  get?(name: string): PyValue | undefined;
}

export class PyPlot extends PyOpaque {
  constructor(
    what: string,
    readonly owner: PlotOwner | null = null,
    /** The name that the owner is called by; empty: the owner itself. */
    readonly name = '',
  ) {
    super(what);
  }

  override attribute(name: string): PyValue | undefined {
    const own = this.owner && this.name === '' ? this.owner.get?.(name) : undefined;
    if (own !== undefined) return own;
    const path = this.name === '' ? name : `${this.name}.${name}`;
    return new PyPlot(this.what === '' ? name : `${this.what}.${name}`, this.owner, path);
  }
}
