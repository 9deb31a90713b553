// The figures of one run as they are being drawn: which is current, what each pair of axes holds. Snapshots are plain data.
import type { Axes, Axis, Figure, Mark, Ticks } from '../../../../figure/figure';
import { PyDict } from '../../objects/containers';

/** As matplotlib has them, in hundredths of an inch. */
const WIDTH = 640;
const HEIGHT = 480;
/** A script that draws more keeps the last ones. */
const MOST_FIGURES = 100;

type Place = Axes['place'];

export class AxisDraft {
  label = '';
  low: number | null = null;
  high: number | null = null;
  inverted = false;
  log = false;
  ticks: Ticks | null = null;

  snapshot(): Axis {
    const { label, low, high, inverted, log, ticks } = this;
    return { label, low, high, inverted, log, ticks };
  }
}

export class AxesDraft {
  title = '';
  readonly x = new AxisDraft();
  readonly y = new AxisDraft();
  marks: Mark[] = [];
  legend: Axes['legend'] = null;
  grid = false;
  equal = false;
  bare = false;
  colourBar: Axes['colourBar'] = null;
  readonly left = new Set<string>();
  /** How many colours of the cycle lines and areas have taken. */
  lines = 0;
  areas = 0;

  constructor(
    readonly figure: FigureDraft,
    public place: Place,
    readonly twin = false,
  ) {}

  add(mark: Mark): number {
    this.figure.changed();
    return this.marks.push(mark) - 1;
  }

  clear(): void {
    this.marks = [];
    this.title = '';
    Object.assign(this.x, new AxisDraft());
    Object.assign(this.y, new AxisDraft());
    this.legend = null;
    this.colourBar = null;
    this.lines = 0;
    this.areas = 0;
    this.figure.changed();
  }

  snapshot(): Axes {
    const { place, title, x, y, marks, legend, grid, equal, bare, colourBar, left, twin } = this;
    return {
      place,
      title,
      x: x.snapshot(),
      y: y.snapshot(),
      marks: [...marks],
      legend,
      grid,
      equal,
      bare,
      colourBar,
      left: [...left],
      twin,
    };
  }
}

export class FigureDraft {
  axes: AxesDraft[] = [];
  current: AxesDraft | null = null;
  title = '';
  saved: string | null = null;
  width = WIDTH;
  height = HEIGHT;
  /** Rises with every change. */
  version = 0;

  constructor(
    readonly plots: Plots,
    readonly id: number,
    /** What the script calls it: `plt.figure(2)`. */
    readonly key: string | number | null,
  ) {}

  changed(): void {
    this.version++;
    this.plots.version++;
  }

  add(place: Place, twin = false): AxesDraft {
    const same = twin ? undefined : this.axes.find(each => JSON.stringify(each.place) === JSON.stringify(place));
    this.current = same ?? new AxesDraft(this, place, twin);
    if (!same) this.axes.push(this.current);
    this.changed();
    return this.current;
  }

  /** The axes that are drawn in now; the first ones fill the figure. */
  now(): AxesDraft {
    return this.current ?? this.add(cell(1, 1, 0));
  }

  clear(): void {
    this.axes = [];
    this.current = null;
    this.title = '';
    this.changed();
  }

  get empty(): boolean {
    return this.axes.every(each => each.marks.length === 0 && each.left.size === 0);
  }

  snapshot(): Figure {
    const { id, width, height, title, axes, saved } = this;
    return { id, width, height, title, axes: axes.map(each => each.snapshot()), saved };
  }
}

/** A cell of a grid, counted row by row from 0. */
export const cell = (rows: number, columns: number, at: number, wide = 1, tall = 1): Place => ({
  rows,
  columns,
  row: Math.floor(at / columns),
  column: at % columns,
  tall,
  wide,
});

export class Plots {
  private all: FigureDraft[] = [];
  private made = 0;
  private current: FigureDraft | null = null;
  /** `rcParams` */
  readonly settings = new PyDict();
  map = 'viridis';
  /** Rises with every change. */
  version = 0;

  begin(key: string | number | null = null): FigureDraft {
    const same = key === null ? undefined : this.all.find(each => each.key === key && each === this.current);
    if (same) return same;
    const figure = new FigureDraft(this, ++this.made, key);
    this.all = [...this.all.slice(-(MOST_FIGURES - 1)), figure];
    this.current = figure;
    this.version++;
    return figure;
  }

  figure(): FigureDraft | null {
    return this.current;
  }

  use(figure: FigureDraft): void {
    this.current = figure;
  }

  /** What comes next is drawn in a new figure. */
  end(): void {
    this.current = null;
  }

  /** Those that show something, in the order in which they were begun. */
  drafts(): FigureDraft[] {
    return this.all.filter(each => !each.empty);
  }
}
