// A figure as data: what a script asked a plotting library to draw, copied at the moment of the call. Types only.

/** `c0` … `c9`: the series' colours in order; `ink`, `paper`, `dim`: of the surroundings; else a CSS colour in hexadecimal. */
export type Paint = string;

export type Dash = 'solid' | 'dashed' | 'dotted' | 'dashdot' | 'none';

/** Colours that stand for numbers. */
export interface Mapped {
  readonly values: readonly number[];
  readonly map: string;
  readonly low: number;
  readonly high: number;
}

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'plus' | 'star' | 'point' | 'bar';

interface Labelled {
  /** In the legend; null: not there. */
  readonly label: string | null;
  readonly opacity: number;
}

export interface LineMark extends Labelled {
  readonly kind: 'line';
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly colour: Paint;
  readonly width: number;
  readonly dash: Dash;
  readonly marker: Marker | null;
  readonly size: number;
  /** Values hold until the next one: `step`. */
  readonly stairs: boolean;
}

export interface PointsMark extends Labelled {
  readonly kind: 'points';
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** One for all, one each, or by value. */
  readonly colour: Paint | readonly Paint[] | Mapped;
  readonly edge: Paint | null;
  readonly marker: Marker;
  /** Areas in square points, one for all or one each. */
  readonly size: number | readonly number[];
}

export interface ImageMark extends Labelled {
  readonly kind: 'image';
  readonly rows: number;
  readonly columns: number;
  /** Row by row from the top; or colours, three numbers from 0 to 1 an entry. */
  readonly pixels: Mapped | { readonly rgb: readonly number[] };
  /** Left, right, bottom, top. */
  readonly extent: readonly [number, number, number, number];
  readonly smooth: boolean;
}

export interface ContourMark extends Labelled {
  readonly kind: 'contour';
  readonly filled: boolean;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Row by row, a row for each y. */
  readonly values: readonly number[];
  readonly levels: readonly number[];
  readonly map: string;
  /** In place of the map's: one a level, repeated. */
  readonly colours: readonly Paint[] | null;
  readonly width: number;
}

export interface BarsMark extends Labelled {
  readonly kind: 'bars';
  readonly across: boolean;
  readonly bars: readonly { readonly from: number; readonly to: number; readonly base: number; readonly end: number }[];
  readonly colour: Paint | readonly Paint[];
  readonly edge: Paint | null;
}

/** A line at one x or y, from side to side. */
export interface RuleMark extends Labelled {
  readonly kind: 'rule';
  readonly axis: 'x' | 'y';
  readonly at: number;
  /** The second end of a band; null: a line. */
  readonly to: number | null;
  /** Along the other axis: shares of it, or values. */
  readonly along: { readonly from: number; readonly to: number; readonly shares: boolean };
  readonly colour: Paint;
  readonly width: number;
  readonly dash: Dash;
}

export interface AreaMark extends Labelled {
  readonly kind: 'area';
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly colour: Paint;
}

export interface ErrorsMark extends Labelled {
  readonly kind: 'errors';
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly colour: Paint;
}

export interface TextMark extends Labelled {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly colour: Paint;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Shares of the axes' box in place of values. */
  readonly shares: boolean;
  /** Where an arrow from the text ends. */
  readonly arrow: readonly [number, number] | null;
}

export type Mark = LineMark | PointsMark | ImageMark | ContourMark | BarsMark | RuleMark | AreaMark | ErrorsMark | TextMark;

export interface Ticks {
  readonly at: readonly number[];
  readonly labels: readonly string[] | null;
}

export interface Axis {
  readonly label: string;
  /** As asked for; null: what the marks need. */
  readonly low: number | null;
  readonly high: number | null;
  readonly inverted: boolean;
  readonly log: boolean;
  readonly ticks: Ticks | null;
}

export interface Axes {
  /** In the figure's grid; a share of the figure where it was placed by hand. */
  readonly place:
    | {
        readonly rows: number;
        readonly columns: number;
        readonly row: number;
        readonly column: number;
        readonly tall: number;
        readonly wide: number;
      }
    | { readonly left: number; readonly bottom: number; readonly width: number; readonly height: number };
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
  readonly legend: { readonly place: string; readonly title: string } | null;
  readonly grid: boolean;
  /** One unit is as long in both directions. */
  readonly equal: boolean;
  /** Neither frame nor ticks. */
  readonly bare: boolean;
  /** A bar that tells what colours mean. */
  readonly colourBar: { readonly map: string; readonly low: number; readonly high: number; readonly label: string } | null;
  /** Calls that are not drawn. */
  readonly left: readonly string[];
  /** Drawn on top of the axes before it, with its own y axis at the right. */
  readonly twin: boolean;
}

export interface Figure {
  readonly id: number;
  /** In hundredths of an inch. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly axes: readonly Axes[];
  /** The name of the file that the script saved it in; null: it did not. */
  readonly saved: string | null;
}
