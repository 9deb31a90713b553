// The curves of a script: its losses in one chart with tools, scores in another, every other scalar small.
import * as d3 from 'd3';
import type { ScriptCurve, ScriptView } from '../../../src/train/script/view';
import { s } from '../../dom';
import { number, say } from '../api';
import { Card } from '../card';
import type { Line } from '../chart';
import { drawLines } from '../lineChart';
import { dashOf, toneOf } from '../tones';
import { ZoomChart } from '../zoomChart';

/** Curves in one chart. */
const MOST_LINES = 4;
/** Small charts. */
export const MOST_SMALL = 12;
/** Losses of so different a size are not shown in one chart. */
const APART = 30;

const latest = (curve: ScriptCurve): number => curve.series.values.findLast(Number.isFinite) ?? Number.NaN;
const largest = (curve: ScriptCurve): number => Math.max(...curve.series.values.filter(Number.isFinite).map(Math.abs));

/** The first of a kind, with those of the same loop and size. */
function together(curves: readonly ScriptCurve[], kind: ScriptCurve['kind']): ScriptCurve[] {
  const all = curves.filter(c => c.kind === kind);
  const [first] = all;
  if (!first) return [];
  const size = largest(first);
  return all.filter(c => c.line === first.line && largest(c) < APART * size && largest(c) * APART > size).slice(0, MOST_LINES);
}

export interface Arranged {
  readonly losses: readonly ScriptCurve[];
  readonly scores: readonly ScriptCurve[];
  readonly others: readonly ScriptCurve[];
}

export function arranged(view: ScriptView): Arranged {
  const losses = together(view.curves, 'loss');
  const scores = together(view.curves, 'score');
  // A script that computes neither shows its first number large.
  const main = losses.length || scores.length ? losses : view.curves.slice(0, 1);
  const shown = new Set([...main, ...scores]);
  return { losses: main, scores, others: view.curves.filter(c => !shown.has(c)).slice(0, MOST_SMALL) };
}

const lines = (curves: readonly ScriptCurve[]): Line[] =>
  curves.map(({ name, series }, i) => ({
    key: name,
    label: `${name} ${number(series.values.at(-1), 3)}`,
    series,
    tone: toneOf(i),
    dash: dashOf(i),
  }));

const place = ({ line }: ScriptCurve): string => (line === null ? say('asPrinted') : say('ofLoop', { line }));

/** The losses, or the scores: large, with tools. */
export class MainCurves {
  private readonly chart: ZoomChart;
  readonly card: Card;

  constructor(kind: 'loss' | 'score', height: number) {
    this.chart = new ZoomChart(height);
    this.card = new Card(kind, ...this.chart.tools);
    this.card.body.append(this.chart.svg);
  }

  get picture(): SVGSVGElement {
    return this.chart.svg;
  }

  update(curves: readonly ScriptCurve[], running: boolean): void {
    const [first] = curves;
    this.chart.svg.style.display = first ? '' : 'none';
    for (const tool of this.chart.tools) tool.classList.toggle('away', !first);
    this.card.head(first ? curves.map(c => c.name).join(', ') : say('curvesHead'), first ? place(first) : '');
    this.card.tell('', first ? '' : say(running ? 'noCurvesYet' : 'noCurves'));
    if (first) this.chart.update(this.card, lines(curves));
  }
}

export class SmallCurve {
  readonly card = new Card('small');
  private readonly svg = s('svg', { class: 'chart' });

  constructor() {
    this.card.body.append(this.svg);
  }

  update(curve: ScriptCurve): void {
    this.card.head(curve.name, place(curve));
    const value = number(latest(curve), 3);
    const [line] = lines([curve]);
    drawLines(d3.select(this.svg), [{ ...line, label: value }], {
      width: this.card.width,
      height: 132,
      log: false,
      right: 14 + 7 * value.length,
    });
  }
}
