// Hidden activations: their values over time as a row of profiles, and by unit how often it is off or at an end.
import * as d3 from 'd3';
import type { Ridge, TrainingView, Units } from '../../src/train/view';
import { h, s } from '../dom';
import { number, percent, say, whole } from './api';
import { Card } from './card';

/** The values of one activation, weight or gradient; the reader chooses which. */
export class RidgeCard {
  private readonly choice = h('select', { class: 'choice' });
  readonly card = new Card('ridge', this.choice);
  private readonly svg = s('svg', { class: 'chart' });
  private chosen: string | null = null;
  private view: TrainingView | null = null;

  constructor() {
    this.card.body.append(this.svg);
    this.choice.addEventListener('change', () => {
      this.chosen = this.choice.value;
      if (this.view) this.update(this.view);
    });
  }

  update(view: TrainingView): void {
    this.view = view;
    const { ridges } = view;
    const ridge = ridges.find(r => keyOf(r) === this.chosen) ?? ridges.findLast(r => r.kind === 'activation') ?? ridges.at(-1);
    this.card.hidden = !ridge;
    if (!ridge) return;
    this.offer(ridges, ridge);
    const { rows, name } = ridge;
    const gap = rows.length > 2 ? rows[1].step - rows[0].step : 0;
    this.card.head(say('overTime', { name }), gap > 0 ? say('aRow', { n: whole(gap) }) : '');
    drawRidge(this.svg, ridge, this.card.width);
    const flat = view.diagnoses.find(d => d.kind === 'saturated' && d.severity !== 'info' && d.text.includes(name));
    const words = ridge.saturated === null ? '' : say('saturated', { percent: percent(ridge.saturated), name });
    this.card.tell(flat ? words : '', flat ? '' : words, 'bad');
  }

  /** Rebuilt only when there are others: an open list stays open. */
  private offer(ridges: readonly Ridge[], shown: Ridge): void {
    const keys = ridges.map(keyOf).join(' ');
    this.choice.setAttribute('aria-label', say('whichValues'));
    if (this.choice.dataset.keys !== keys) {
      this.choice.dataset.keys = keys;
      const group = (kind: Ridge['kind'], label: string): HTMLElement | null => {
        const own = ridges.filter(r => r.kind === kind);
        return own.length ? h('optgroup', { label }, ...own.map(r => h('option', { value: keyOf(r) }, r.name))) : null;
      };
      const groups = [group('activation', say('activations')), group('weight', say('weights')), group('gradient', say('gradients'))];
      this.choice.replaceChildren(...groups.filter(each => each !== null));
    }
    this.choice.value = keyOf(shown);
  }
}

const keyOf = ({ kind, name }: Ridge): string => `${kind}:${name}`;

function drawRidge(element: SVGSVGElement, { rows, from, to }: Ridge, width: number): void {
  const height = 270;
  const [left, right, top, bottom] = [38, width - 10, 34, height - 22];
  const svg = d3.select(element).attr('width', width).attr('height', height).attr('viewBox', `0 0 ${width} ${height}`).attr('role', 'img');
  svg.selectAll('*').remove();
  const x = d3.scaleLinear([from, to], [left, right]);
  const [first, last] = [rows[0]?.step ?? 0, rows[rows.length - 1]?.step ?? 0];
  const y = (i: number): number => (last > first ? top + ((rows[i].step - first) / (last - first)) * (bottom - top) : bottom);
  for (const t of [from, (from + to) / 2, to])
    svg
      .append('text')
      .attr('class', 'dim')
      .attr('x', x(t))
      .attr('y', height - 4)
      .attr('text-anchor', 'middle')
      .text(number(t, 2));
  const highest = d3.max(rows, r => d3.max(r.counts)) ?? 1;
  const tall = Math.min(30, 2.4 * ((bottom - top) / Math.max(1, rows.length - 1)) + 8);
  let labelled = Number.NEGATIVE_INFINITY;
  rows.forEach(({ step, counts }, i) => {
    const base = y(i);
    const points = counts.map((n, k): [number, number] => [
      x(from + ((k + 0.5) / counts.length) * (to - from)),
      base - tall * Math.sqrt(n / highest),
    ]);
    const outline = d3.line()([[x(from), base], ...points, [x(to), base]]);
    svg
      .append('path')
      .attr('class', 'profile')
      .attr('d', outline)
      .style('opacity', 0.45 + (0.55 * (i + 1)) / rows.length);
    const isLast = i === rows.length - 1;
    const wanted = i % Math.ceil(rows.length / 6) === 0 && base - labelled >= 13 && (bottom - base >= 13 || isLast);
    if (wanted || isLast) {
      labelled = base;
      svg
        .append('text')
        .attr('class', 'dim')
        .attr('x', left - 6)
        .attr('y', base + 4)
        .attr('text-anchor', 'end')
        .text(shortStep(step));
    }
  });
}

const shortStep = (step: number): string =>
  step >= 1e6 ? `${number(step / 1e6, 3)}M` : step >= 1e5 ? `${Math.round(step / 1000)}k` : whole(step);

export class UnitsCard {
  readonly card = new Card('units');
  private readonly svg = s('svg', { class: 'chart' });

  constructor() {
    this.card.body.append(this.svg);
  }

  update(units: Units | undefined): void {
    this.card.hidden = !units?.steps.length;
    if (!units?.steps.length) return;
    const { name, kind, dead, shares, total } = units;
    this.card.head(say(kind === 'relu' ? 'reluOff' : 'flatUnits', { name }), say('shareOf'));
    drawUnits(this.svg, units, this.card.width);
    const more = shares.length < total ? say('moreUnits', { n: shares.length, all: total }) : '';
    if (kind !== 'relu') this.card.tell('', more);
    else this.card.tell(dead ? say('someDead', { n: dead }) : '', dead ? more : `${say('noneDead')} ${more}`, 'bad');
  }
}

function drawUnits(element: SVGSVGElement, { steps, shares }: Units, width: number): void {
  const height = 214;
  const [left, right, top, bottom] = [26, width - 46, 4, height - 24];
  const svg = d3.select(element).attr('width', width).attr('height', height).attr('viewBox', `0 0 ${width} ${height}`).attr('role', 'img');
  svg.selectAll('*').remove();
  const rows = d3.scaleBand(d3.range(shares.length), [top, bottom]).paddingInner(0.12);
  const columns = d3.scaleLinear([0, steps.length], [left, right]);
  const labelled = Math.max(1, Math.ceil(shares.length / Math.floor((bottom - top) / 14)));
  shares.forEach((row, unit) => {
    const y = rows(unit) ?? 0;
    const group = svg.append('g');
    row.forEach((share, i) => {
      group
        .append('rect')
        .attr('class', 'share')
        .attr('x', columns(i))
        .attr('width', columns(i + 1) - columns(i) + 0.3)
        .attr('y', y)
        .attr('height', rows.bandwidth())
        .style('fill-opacity', 0.06 + 0.86 * share);
    });
    if (unit % labelled !== 0) return;
    const middle = y + rows.bandwidth() / 2 + 4;
    const last = row[row.length - 1];
    svg
      .append('text')
      .attr('class', 'dim')
      .attr('x', left - 6)
      .attr('y', middle)
      .attr('text-anchor', 'end')
      .text(unit + 1);
    svg
      .append('text')
      .attr('class', last === 1 ? 'bad-text' : 'dim')
      .attr('x', right + 6)
      .attr('y', middle)
      .text(`${percent(last)} %`);
  });
  svg
    .append('text')
    .attr('class', 'dim')
    .attr('x', left)
    .attr('y', height - 6)
    .text(`${say('stepAxis')} ${whole(steps[0])}`);
  if (steps.length > 1)
    svg
      .append('text')
      .attr('class', 'dim')
      .attr('x', right)
      .attr('y', height - 6)
      .attr('text-anchor', 'end')
      .text(whole(steps[steps.length - 1]));
}
