// The loss over the steps: yours beside exact, on the test examples too; linear or logarithmic, smoothed, zoomed.
import type { TrainingView } from '../../src/train/view';
import { h, s } from '../dom';
import { number, say, whole } from './api';
import { Card } from './card';
import type { Line } from './chart';
import { ZoomChart } from './zoomChart';

export class LossCard {
  private readonly chart = new ZoomChart(248);
  readonly card = new Card('loss', ...this.chart.tools);
  private readonly key = h('div', { class: 'legend' });

  constructor() {
    this.card.body.append(this.chart.svg, this.key);
  }

  get picture(): SVGSVGElement {
    return this.chart.svg;
  }

  update(view: TrainingView, wrong: boolean): void {
    const { lossName, parted } = view;
    this.card.head(say('loss', { name: lossName }));
    const mark =
      parted === null ? null : { step: parted, title: say('parted', { step: whole(parted) }), text: say('partedWhy', { name: lossName }) };
    this.chart.update(this.card, linesOf(view, wrong), mark);
    const long = (name: string, tone: string, dash: string | null): HTMLElement => h('span', {}, sample(tone, dash), name);
    this.key.replaceChildren(
      ...(view.loss.exact
        ? [long(say('yoursLong'), wrong ? 'bad' : 'yours', null), long(say('exactLong'), 'exact', '6 4')]
        : [long(say('exactAlone'), 'yours', null)]),
    );
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
