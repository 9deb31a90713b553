// The loss over the steps: yours beside exact, on the test examples too; linear or logarithmic, smoothed, zoomed.
import * as d3 from 'd3';
import type { TrainingView } from '../../src/train/view';
import { h, s } from '../dom';
import { number, say, whole } from './api';
import { Card } from './card';
import type { Line } from './chart';
import { drawLines } from './lineChart';

export class LossCard {
  readonly card: Card;
  private readonly svg = s('svg', { class: 'chart' });
  private readonly key = h('div', { class: 'legend' });
  private readonly scale = h('button', { class: 'btn tool', type: 'button' });
  private readonly smooth = h('input', { type: 'range', min: 0, max: 0.98, step: 0.02, value: 0, class: 'slider' });
  private readonly all = h('button', { class: 'btn tool', type: 'button' });
  private log = false;
  private zoom: [number, number] | null = null;
  private view: TrainingView | null = null;

  constructor() {
    const label = h('label', { class: 'tool-label dim' }, h('span', { class: 'smooth-word' }), this.smooth);
    this.card = new Card('loss', this.all, label, this.scale);
    this.card.body.append(this.svg, this.key);
    this.scale.addEventListener('click', () => {
      this.log = !this.log;
      this.redraw();
    });
    this.smooth.addEventListener('input', () => this.redraw());
    this.all.addEventListener('click', () => {
      this.zoom = null;
      this.redraw();
    });
  }

  get picture(): SVGSVGElement {
    return this.svg;
  }

  update(view: TrainingView, wrong: boolean): void {
    this.view = view;
    const { lossName } = view;
    this.card.head(say('loss', { name: lossName }));
    this.card.element.querySelector('.smooth-word')!.textContent = say('smoothing');
    this.smooth.setAttribute('aria-label', say('smoothing'));
    this.lines = linesOf(view, wrong);
    this.redraw();
    const long = (name: string, tone: string, dash: string | null): HTMLElement => h('span', {}, sample(tone, dash), name);
    this.key.replaceChildren(
      ...(view.loss.exact
        ? [long(say('yoursLong'), wrong ? 'bad' : 'yours', null), long(say('exactLong'), 'exact', '6 4')]
        : [long(say('exactAlone'), 'yours', null)]),
    );
  }
  private lines: Line[] = [];

  private redraw(): void {
    const { view } = this;
    if (!view) return;
    this.scale.textContent = say(this.log ? 'log' : 'linear');
    this.scale.setAttribute('aria-pressed', String(this.log));
    this.all.hidden = this.zoom === null;
    this.all.textContent = say('zoomOut');
    const mark =
      view.parted === null
        ? null
        : { step: view.parted, title: say('parted', { step: whole(view.parted) }), text: say('partedWhy', { name: view.lossName }) };
    drawLines(d3.select(this.svg), this.lines, {
      width: this.card.width,
      height: 248,
      log: this.log,
      right: 92,
      mark,
      smoothing: Number(this.smooth.value),
      zoom: this.zoom,
      onZoom: range => {
        this.zoom = range;
        this.redraw();
      },
    });
  }
}

function linesOf(view: TrainingView, wrong: boolean): Line[] {
  const { loss, testLoss } = view;
  const end = (name: string, values: readonly number[]): string => `${name} ${number(values.at(-1), 3)}`;
  const yours = say(loss.exact ? 'yours' : 'exact');
  const lines: Line[] = [{ key: 'yours', label: end(yours, loss.yours.values), series: loss.yours, tone: wrong ? 'bad' : 'yours' }];
  if (loss.exact) lines.push({ key: 'exact', label: end(say('exact'), loss.exact.values), series: loss.exact, tone: 'exact', dash: '6 4' });
  if (testLoss)
    lines.push({
      key: 'test',
      label: end(say('testShort'), testLoss.yours.values),
      series: testLoss.yours,
      tone: 'tone-3',
      dash: '1.5 2.5',
    });
  return lines;
}

export function sample(tone: string, dash: string | null): SVGSVGElement {
  const line = s('path', { class: `curve ${tone}`, d: 'M0 6H28' });
  if (dash) line.setAttribute('stroke-dasharray', dash);
  return s('svg', { width: 28, height: 12, 'aria-hidden': 'true' }, line);
}
