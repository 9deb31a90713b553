// Cards that are tables or a cloud of points: directions of gradients, the confusion matrix, predictions of a quantity.
import * as d3 from 'd3';
import type { Confusion, Direction, TrainingView } from '../../src/train/view';
import { h, s } from '../dom';
import { number, percent, say, whole } from './api';
import { Card } from './card';

/** A gradient that differs by less agrees, up to rounding. */
const AGREES = 1e-6;

export class DirectionsCard {
  readonly card = new Card('directions');

  update(view: TrainingView): void {
    const { directions } = view;
    this.card.hidden = !directions.length;
    if (!directions.length) return;
    this.card.head(say('direction'), say('directionAt', { step: whole(view.step) }));
    this.card.body.replaceChildren(h('table', { class: 'directions' }, ...directions.slice(0, 12).map(row)));
    const wrong = directions.filter(d => d.difference > AGREES).map(d => d.name);
    if (!wrong.length) this.card.tell('', say('allAgree'));
    else if (wrong.length === directions.length) this.card.tell(say('allDiffer'), '', 'bad');
    else this.card.tell(say('someDiffer', { names: wrong.join(', ') }), '', 'bad');
  }
}

function row({ name, degrees, difference }: Direction): HTMLElement {
  const wrong = difference > AGREES;
  const angle = degrees ?? (wrong ? 180 : 0);
  const bar = s(
    'svg',
    { class: 'bar', viewBox: '0 0 180 12', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    s('rect', { class: 'track', y: 3, width: 180, height: 6 }),
    s('rect', { class: wrong ? 'wrong' : 'right', y: 3, width: Math.max(2, angle), height: 6 }),
  );
  const text = wrong && angle < 0.05 ? say('scaledBy') : `${number(angle < 0.05 ? 0 : angle)}°`;
  return h(
    'tr',
    {},
    h('td', { class: 'code' }, name),
    h('td', { class: 'wide' }, bar),
    h('td', { class: wrong ? 'number bad-text' : 'number' }, text),
  );
}

export class ConfusionCard {
  readonly card = new Card('confusion');

  update(view: TrainingView): void {
    const { confusion } = view;
    this.card.hidden = !confusion || confusion.classes.length > 12;
    if (!confusion || this.card.element.hidden) return;
    this.card.head(say('confusion'), say(confusion.ofTest ? 'confusionTest' : 'confusionTrain'));
    this.card.body.replaceChildren(table(confusion, confusion.table.yours));
    const share = (confusion.ofTest ? view.testAccuracy : view.accuracy)?.yours ?? 0;
    this.card.tell('', say('right', { percent: percent(share) }));
  }
}

function table({ classes }: Confusion, counts: readonly (readonly number[])[]): HTMLElement {
  const names = counts.map((_, k) => classes[k] ?? String(k));
  const most = Math.max(1, ...counts.flat());
  const cell = (n: number, right: boolean): HTMLElement => {
    const element = h('td', { class: `number cell ${right ? 'hit' : n ? 'miss' : ''}` }, String(n));
    element.style.setProperty('--share', `${Math.round((70 * n) / most)}%`);
    return element;
  };
  const head = h(
    'tr',
    {},
    h('th', { class: 'dim' }, `${say('isRow')} ↓ ${say('saidColumn')} →`),
    ...names.map(name => h('th', { title: name }, name)),
  );
  return h(
    'table',
    { class: 'confusion' },
    head,
    ...counts.map((line, k) => h('tr', {}, h('th', { title: names[k] }, names[k]), ...line.map((n, j) => cell(n, j === k)))),
  );
}

export class PredictionsCard {
  readonly card = new Card('predictions');
  private readonly svg = s('svg', { class: 'chart' });

  constructor() {
    this.card.body.append(this.svg);
  }

  update(view: TrainingView): void {
    const found = view.predictions;
    this.card.hidden = !found;
    if (!found) return;
    this.card.head(say('predictions'), say('predictionsOf', { name: found.name }));
    const [width, height] = [this.card.width, 250];
    const all = [...found.truth, ...found.predicted].filter(Number.isFinite);
    const [low, high] = d3.extent(all) as [number, number];
    const pad = 0.05 * (high - low || 1);
    const x = d3.scaleLinear([low - pad, high + pad], [40, width - 8]);
    const y = d3.scaleLinear([low - pad, high + pad], [height - 22, 8]);
    const svg = d3
      .select(this.svg)
      .attr('width', width)
      .attr('height', height)
      .attr('viewBox', `0 0 ${width} ${height}`)
      .attr('role', 'img');
    svg.selectAll('*').remove();
    svg.append('line').attr('class', 'rule').attr('x1', x(low)).attr('y1', y(low)).attr('x2', x(high)).attr('y2', y(high));
    for (const t of x.ticks(4))
      svg
        .append('text')
        .attr('class', 'dim')
        .attr('x', x(t))
        .attr('y', height - 6)
        .attr('text-anchor', 'middle')
        .text(number(t));
    for (const t of y.ticks(4))
      svg
        .append('text')
        .attr('class', 'dim')
        .attr('x', 34)
        .attr('y', y(t) + 4)
        .attr('text-anchor', 'end')
        .text(number(t));
    svg
      .append('g')
      .selectAll('circle')
      .data(found.truth.map((t, i) => [t, found.predicted[i]]).filter(([, p]) => Number.isFinite(p)))
      .join('circle')
      .attr('class', 'dot yours')
      .attr('r', 2.5)
      .attr('cx', ([t]) => x(t))
      .attr('cy', ([, p]) => y(p));
  }
}
