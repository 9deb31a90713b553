// A chart of curves with tools: linear or logarithmic, smoothed, a stretch of it zoomed in.
import * as d3 from 'd3';
import { h, s } from '../dom';
import { say } from './api';
import type { Card } from './card';
import type { Line, LineChartOptions } from './chart';
import { drawLines } from './lineChart';

export class ZoomChart {
  readonly svg = s('svg', { class: 'chart' });
  private readonly scale = h('button', { class: 'btn tool', type: 'button' });
  private readonly smooth = h('input', { type: 'range', min: 0, max: 0.98, step: 0.02, value: 0, class: 'slider' });
  private readonly word = h('span', {});
  private readonly all = h('button', { class: 'btn tool', type: 'button' });
  /** For the card's header. */
  readonly tools = [this.all, h('label', { class: 'tool-label dim' }, this.word, this.smooth), this.scale];
  private log = false;
  private zoom: [number, number] | null = null;
  private lines: readonly Line[] = [];
  private mark: LineChartOptions['mark'] = null;

  constructor(private readonly height: number) {
    this.scale.addEventListener('click', () => {
      this.log = !this.log;
      this.redraw();
    });
    this.smooth.addEventListener('input', () => this.redraw());
    this.all.addEventListener('click', () => this.show(null));
  }

  private card: Card | null = null;

  update(card: Card, lines: readonly Line[], mark: LineChartOptions['mark'] = null): void {
    this.card = card;
    this.lines = lines;
    this.mark = mark;
    this.word.textContent = say('smoothing');
    this.smooth.setAttribute('aria-label', say('smoothing'));
    this.redraw();
  }

  private show(range: [number, number] | null): void {
    this.zoom = range;
    this.redraw();
  }

  private redraw(): void {
    if (!this.card) return;
    this.scale.textContent = say(this.log ? 'log' : 'linear');
    this.scale.setAttribute('aria-pressed', String(this.log));
    this.all.hidden = this.zoom === null;
    this.all.textContent = say('zoomOut');
    const longest = Math.max(3, ...this.lines.map(line => [...line.label].length));
    drawLines(d3.select(this.svg), this.lines, {
      width: this.card.width,
      height: this.height,
      log: this.log,
      right: Math.min(0.34 * this.card.width, 16 + 6.6 * longest),
      mark: this.mark,
      smoothing: Number(this.smooth.value),
      zoom: this.zoom,
      onZoom: range => this.show(range),
    });
  }
}
