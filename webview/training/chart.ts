// What a chart of curves is made of.
import type * as d3 from 'd3';
import type { Series } from '../../src/train/history';

export interface Line {
  readonly key: string;
  readonly label: string;
  readonly series: Series;
  /** A class that gives the colour: tone-1 … tone-6, yours, exact, bad. */
  readonly tone: string;
  readonly dash?: string;
}

export interface LineChartOptions {
  readonly width: number;
  readonly height: number;
  readonly log: boolean;
  /** Room for the labels at the right. */
  readonly right?: number;
  readonly band?: { readonly from: number; readonly to: number; readonly label: string } | null;
  /** A step that is marked, with two lines of words. */
  readonly mark?: { readonly step: number; readonly title: string; readonly text: string } | null;
  readonly smoothing?: number;
  readonly zoom?: readonly [number, number] | null;
  readonly onZoom?: (range: [number, number] | null) => void;
}

export type Svg = d3.Selection<SVGSVGElement, unknown, null, undefined>;

export const MARGIN = { top: 10, bottom: 24, left: 44 };
