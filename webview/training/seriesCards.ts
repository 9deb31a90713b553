// Curves by parameter: norms of gradients, and how far a step moves a weight; and the metrics that the file defines.
import * as d3 from 'd3';
import type { NamedSeries, TrainingView } from '../../src/train/view';
import { s } from '../dom';
import { say } from './api';
import { Card } from './card';
import type { Line } from './chart';
import { drawLines } from './lineChart';
import { dashOf, toneOf } from './tones';

const HEIGHT = 214;

abstract class SeriesCard {
  readonly card: Card;
  protected readonly svg = s('svg', { class: 'chart' });

  constructor(kind: string) {
    this.card = new Card(kind);
    this.card.body.append(this.svg);
  }

  protected draw(lines: readonly Line[], log: boolean, band: { from: number; to: number; label: string } | null = null): void {
    const longest = Math.max(3, ...lines.map(line => [...line.label].length));
    drawLines(d3.select(this.svg), lines, { width: this.card.width, height: HEIGHT, log, right: Math.min(110, 14 + 7 * longest), band });
  }
}

const linesOf = (list: readonly NamedSeries[]): Line[] =>
  list.map(({ name, series }, i) => ({ key: name, label: name, series, tone: toneOf(i), dash: dashOf(i) }));

const about = (view: TrainingView): string => `${say(view.loss.exact ? 'yours' : 'exact')}, ${say('log')}`;
const told = (view: TrainingView, ...kinds: string[]) => view.diagnoses.find(d => kinds.includes(d.kind));

export class NormsCard extends SeriesCard {
  constructor() {
    super('norms');
  }

  update(view: TrainingView): void {
    this.card.head(say('gradientNorm'), about(view));
    this.draw(linesOf(view.gradients), true);
    const trouble = told(view, 'exploding', 'vanishing');
    this.card.tell('', trouble?.text ?? '');
  }
}

export class RatiosCard extends SeriesCard {
  constructor() {
    super('ratios');
  }

  update(view: TrainingView): void {
    this.card.head(say('updateWeight'), about(view));
    this.draw(linesOf(view.ratios), true, { from: 1e-4, to: 1e-2, label: say('usual') });
    const trouble = told(view, 'rate-low', 'rate-high');
    this.card.tell('', trouble?.text ?? '');
  }
}

export class MetricsCard extends SeriesCard {
  constructor() {
    super('metrics');
  }

  update(view: TrainingView): void {
    this.card.hidden = !view.metrics.length;
    if (!view.metrics.length) return;
    this.card.head(say('metrics'), say(view.loss.exact ? 'yours' : 'exact'));
    this.draw(linesOf(view.metrics.map(({ name, series }) => ({ name, series: series.yours }))), false);
  }
}
