// The toolbar: pause, step, stop, reset, the rate, which gradients train, progress, export.
import type { RunSnapshot } from '../../src/host/trainingProtocol';
import type { TrainingView } from '../../src/train/view';
import { h } from '../dom';
import { duration, number, say, send, whole } from './api';
import { face } from './icons';
import { MenuButton } from './menu';

const control = (type: 'pause' | 'resume' | 'step' | 'stop' | 'reset') => (): void => send({ type: 'control', control: { type } });

export class Toolbar {
  readonly element = h('div', { class: 'toolbar', role: 'toolbar' });
  private readonly main = h('button', { class: 'primary main', type: 'button' });
  private readonly buttons = { step: this.button('step'), stop: this.button('stop'), reset: this.button('reset') };
  private readonly rateWord = h('span', { class: 'dim' });
  private readonly slider = h('input', { type: 'range', class: 'slider', min: -5, max: 1.5, step: 0.01 });
  private readonly rate = h('input', { type: 'text', class: 'rate code', inputmode: 'decimal' });
  private readonly effective = h('span', { class: 'dim small' });
  private readonly both = h('button', { class: 'btn', type: 'button', onclick: () => compare(true) });
  private readonly alone = h('button', { class: 'btn', type: 'button', onclick: () => compare(false) });
  private readonly segments = h('span', { class: 'segments' }, this.both, this.alone);
  private readonly progressText = h('span', {});
  private readonly bar = h('span', { class: 'filled' });
  private readonly speed = h('span', { class: 'dim speed' });
  private readonly exporting: MenuButton;
  private state: TrainingView['state'] = 'paused';

  constructor(onPicture: (format: 'svg' | 'png') => void) {
    const save = (format: 'npz' | 'json' | 'csv') => () => send({ type: 'control', control: { type: 'save', format } });
    this.exporting = new MenuButton('export', 'export', [
      { key: 'exportCsv', run: save('csv') },
      { key: 'exportNpz', run: save('npz') },
      { key: 'exportJson', run: save('json') },
      { key: 'exportSvg', run: () => onPicture('svg') },
      { key: 'exportPng', run: () => onPicture('png') },
    ]);
    const track = h('span', { class: 'track' }, this.bar);
    this.element.append(
      ...[
        this.main,
        this.buttons.step,
        this.buttons.stop,
        this.buttons.reset,
        separator(),
        this.rateWord,
        this.slider,
        this.rate,
        this.effective,
      ],
      ...[
        separator(),
        this.segments,
        h('span', { class: 'grow' }),
        this.progressText,
        track,
        this.speed,
        separator(),
        this.exporting.button,
        this.exporting.menu,
      ],
    );
    this.main.addEventListener('click', () => control(this.state === 'running' ? 'pause' : this.ended ? 'reset' : 'resume')());
    this.slider.addEventListener('input', () => this.setRate(10 ** Number(this.slider.value)));
    this.rate.addEventListener('change', () => this.setRate(Number(this.rate.value.replace(',', '.'))));
  }

  private get ended(): boolean {
    return this.state === 'done' || this.state === 'early' || this.state === 'diverged';
  }

  private button(name: 'step' | 'stop' | 'reset'): HTMLButtonElement {
    return h('button', { class: 'btn', type: 'button', onclick: control(name) });
  }

  private setRate(rate: number): void {
    if (rate > 0 && Number.isFinite(rate)) send({ type: 'control', control: { type: 'rate', rate: Number(rate.toPrecision(2)) } });
  }

  update({ view }: RunSnapshot): void {
    this.state = view.state;
    const running = view.state === 'running';
    const name = running ? 'pause' : this.ended ? 'reset' : 'resume';
    face(this.main, name, say(name));
    for (const key of ['step', 'stop', 'reset'] as const) face(this.buttons[key], key, say(key));
    this.buttons.step.disabled = this.ended;
    this.buttons.stop.disabled = !running && view.state !== 'paused';
    this.buttons.reset.hidden = this.ended;
    this.rateWord.textContent = say('rate');
    for (const input of [this.slider, this.rate]) input.setAttribute('aria-label', say('rate'));
    if (document.activeElement !== this.slider) this.slider.value = String(Math.log10(view.rate));
    if (document.activeElement !== this.rate) this.rate.value = String(Number(view.rate.toPrecision(3)));
    const scheduled = Math.abs(view.effectiveRate / view.rate - 1) > 0.005;
    this.effective.textContent = scheduled ? say('effective', { rate: number(view.effectiveRate) }) : '';
    const { segments } = this;
    segments.hidden = view.loss.exact === null && !this.compared;
    this.compared ||= view.loss.exact !== null;
    for (const [button, key, on] of [
      [this.both, 'both', view.loss.exact !== null],
      [this.alone, 'alone', view.loss.exact === null],
    ] as const) {
      button.textContent = say(key);
      button.setAttribute('aria-pressed', String(on));
    }
    this.progress(view);
    this.exporting.update();
  }
  private compared = false;

  private progress(view: TrainingView): void {
    this.progressText.textContent = say('progress', { step: whole(view.step), steps: whole(view.steps) });
    this.bar.style.width = `${(100 * view.step) / Math.max(1, view.steps)}%`;
    const states = {
      running: '',
      paused: 'statePaused',
      done: 'stateDone',
      stopped: 'stateStopped',
      early: 'stateEarly',
      diverged: 'stateDiverged',
    };
    const speed = view.stepsPerSecond > 0 ? say('speed', { speed: whole(view.stepsPerSecond) }) : '';
    const left =
      view.secondsLeft !== null && view.state === 'running' ? say('left', { left: duration(view.secondsLeft) }) : say(states[view.state]);
    this.speed.textContent = [speed, left].filter(Boolean).join(' · ');
  }
}

const separator = (): HTMLElement => h('span', { class: 'separator' });
const compare = (withExact: boolean): void => send({ type: 'control', control: { type: 'compare', withExact } });
