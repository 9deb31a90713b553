// The training panel's entry: a toolbar, what is wrong in words, cards with figures, a status line; all drawn anew for each view.
import type { RunSnapshot, ToTrainingPanel } from '../../src/host/trainingProtocol';
import { h } from '../dom';
import { number, onMessage, percent, saveState, say, send, useStrings, whole } from './api';
import { BoundaryCard } from './boundaryCard';
import { DiagnosisBar } from './diagnosisBar';
import { LossCard } from './lossCard';
import { allFigures, asPng } from './pictures';
import { ScriptPanel } from './script/panel';
import { MetricsCard, NormsCard, RatiosCard } from './seriesCards';
import { ConfusionCard, DirectionsCard, PredictionsCard } from './tableCards';
import { Toolbar } from './toolbar';
import { RidgeCard, UnitsCard } from './unitCards';
import './style.css';

class Panel {
  private readonly loss = new LossCard();
  private readonly boundary = new BoundaryCard();
  private readonly ridge = new RidgeCard();
  private readonly norms = new NormsCard();
  private readonly ratios = new RatiosCard();
  private readonly units = new UnitsCard();
  private readonly metrics = new MetricsCard();
  private readonly directions = new DirectionsCard();
  private readonly confusion = new ConfusionCard();
  private readonly predictions = new PredictionsCard();
  private readonly diagnoses = new DiagnosisBar();
  private readonly toolbar = new Toolbar(format => void this.picture(format));
  private readonly crumbs = h('div', { class: 'crumbs' });
  private readonly status = h('footer', { class: 'status' });
  private readonly dashboard: HTMLElement;
  private last: RunSnapshot | null = null;
  private script: ScriptPanel | null = null;

  constructor(private readonly root: HTMLElement) {
    const first = [this.loss, this.boundary, this.predictions, this.ridge];
    const second = [this.norms, this.ratios, this.units, this.directions, this.metrics, this.confusion];
    this.dashboard = h(
      'main',
      { class: 'dashboard', tabindex: 0 },
      this.diagnoses.element,
      ...[...first, ...second].map(each => each.card.element),
    );
    new ResizeObserver(() => this.redraw()).observe(this.dashboard);
    const themes = new MutationObserver(() => this.redraw());
    themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  }

  receive(message: ToTrainingPanel): void {
    useStrings(message.strings);
    if (message.type === 'refused') {
      const lines = message.problems.map(problem => h('p', { class: 'code' }, problem));
      this.root.replaceChildren(h('div', { class: 'refused' }, h('h1', {}, say('refused')), ...lines));
      return;
    }
    saveState({ uri: message.uri });
    if (message.type === 'script') {
      this.script ??= new ScriptPanel(this.root);
      this.script.receive(message);
      return;
    }
    this.last = message;
    if (!this.dashboard.isConnected)
      this.root.replaceChildren(h('div', { class: 'app' }, this.toolbar.element, this.crumbs, this.dashboard, this.status));
    this.toolbar.update(message);
    this.redraw();
  }

  private redraw(): void {
    if (!this.last || !this.dashboard.isConnected) return;
    const { view } = this.last;
    const wrong = view.diagnoses.some(d => d.kind === 'wrong-gradient');
    this.dashboard.classList.toggle('flat', !view.boundary && !view.predictions);
    this.trail(this.last);
    this.diagnoses.update(this.last);
    this.loss.update(view, wrong);
    this.boundary.update(view, wrong);
    this.predictions.update(view);
    this.confusion.update(view);
    this.ridge.update(view);
    this.norms.update(view);
    this.ratios.update(view);
    this.units.update(view.units.at(-1));
    this.metrics.update(view);
    this.directions.update(view);
    this.statusLine(this.last);
  }

  private trail({ title, view }: RunSnapshot): void {
    const parts = title.split('/');
    const { layers, examples, batch, seed, test } = view.summary;
    const facts = [
      view.optimizer,
      layers.join('-'),
      say('examples', { n: whole(examples) }),
      batch === null ? say('fullBatch') : say('batch', { n: batch }),
      view.epoch === null ? '' : say('epoch', { n: whole(view.epoch + 1) }),
      test ? say('kept', { n: whole(test) }) : '',
      say('seed', { n: seed }),
    ];
    this.crumbs.replaceChildren(
      ...parts.flatMap((part, i) => (i + 1 < parts.length ? [h('span', {}, part), h('i', {}, '›')] : [h('b', {}, part)])),
      h('span', { class: 'grow' }),
      h('span', { class: 'facts' }, facts.filter(Boolean).join(' · ')),
    );
  }

  private statusLine({ view }: RunSnapshot): void {
    const wrong = view.directions.filter(d => d.difference > 1e-6).length;
    const test = view.testAccuracy ? `${say('testShort')} ${say('right', { percent: percent(view.testAccuracy.yours) })}` : '';
    this.status.replaceChildren(
      ...(wrong ? [h('span', { class: 'bad-text word' }, say('wrongGradients', { n: wrong }))] : []),
      h('span', {}, `${view.lossName} = ${number(view.loss.yours.values.at(-1), 4)}`),
      ...(view.accuracy ? [h('span', {}, say('right', { percent: percent(view.accuracy.yours) }))] : []),
      ...(test ? [h('span', {}, test)] : []),
      ...(view.diagnoses.length ? [] : [h('span', { class: 'dim' }, say('noTrouble'))]),
      h('span', { class: 'grow' }),
      h('span', { class: 'dim' }, say('overhead', { percent: number(100 * view.overhead, 2) })),
    );
  }

  private async picture(format: 'svg' | 'png'): Promise<void> {
    const data = format === 'svg' ? allFigures() : await asPng(this.loss.picture);
    send({ type: 'picture', format, data });
  }
}

const root = document.querySelector<HTMLElement>('#root');
if (root) {
  const panel = new Panel(root);
  onMessage(message => panel.receive(message));
  send({ type: 'ready' });
}
