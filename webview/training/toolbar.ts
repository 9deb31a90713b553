// The toolbar: pause, step, stop, reset, the rate, which gradients train, progress, export.
import type { RunSnapshot } from '../../src/host/trainingProtocol';
import type { TrainingView } from '../../src/train/view';
import { h, s } from '../dom';
import { duration, number, say, send, whole } from './api';

const PATHS = {
  pause: 'M5 3v10M11 3v10',
  resume: 'M4.500 2.500l8.500 5.500-8.500 5.500z',
  step: 'M3 3l6 5-6 5zM12 3v10',
  stop: 'M3.500 3.500h9v9h-9z',
  reset: 'M3 3v4h4M3.600 7A5 5 0 1 1 3 9.500',
  export: 'M8 10V2.500M5 5l3-3 3 3M3 9v4.500h10V9',
} as const;

const icon = (name: keyof typeof PATHS): SVGSVGElement =>
  s('svg', { class: 'icon', width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: PATHS[name] }));

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
  private readonly exportButton = h('button', { class: 'btn', type: 'button', 'aria-haspopup': 'menu' });
  private readonly menu = h('div', { class: 'menu', role: 'menu', hidden: true });
  private state: TrainingView['state'] = 'paused';

  constructor(onPicture: (format: 'svg' | 'png') => void) {
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
        this.exportButton,
        this.menu,
      ],
    );
    this.main.addEventListener('click', () => control(this.state === 'running' ? 'pause' : this.ended ? 'reset' : 'resume')());
    this.slider.addEventListener('input', () => this.setRate(10 ** Number(this.slider.value)));
    this.rate.addEventListener('change', () => this.setRate(Number(this.rate.value.replace(',', '.'))));
    this.exportButton.addEventListener('click', () => this.toggleMenu());
    this.makeMenu(onPicture);
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

  private makeMenu(onPicture: (format: 'svg' | 'png') => void): void {
    const item = (key: string, run: () => void): HTMLButtonElement =>
      h('button', { type: 'button', role: 'menuitem', 'data-key': key, onclick: () => this.choose(run) });
    const save = (format: 'npz' | 'json' | 'csv') => () => send({ type: 'control', control: { type: 'save', format } });
    this.menu.append(
      item('exportCsv', save('csv')),
      item('exportNpz', save('npz')),
      item('exportJson', save('json')),
      item('exportSvg', () => onPicture('svg')),
      item('exportPng', () => onPicture('png')),
    );
    document.addEventListener('keydown', event => event.key === 'Escape' && this.closeMenu());
    document.addEventListener('pointerdown', event => !this.element.contains(event.target as Node) && this.closeMenu());
  }

  private choose(run: () => void): void {
    this.closeMenu();
    run();
  }

  private toggleMenu(): void {
    this.menu.hidden = !this.menu.hidden;
    if (!this.menu.hidden) this.menu.querySelector('button')?.focus();
  }

  private closeMenu(): void {
    this.menu.hidden = true;
  }

  update({ view }: RunSnapshot): void {
    this.state = view.state;
    const running = view.state === 'running';
    const name = running ? 'pause' : this.ended ? 'reset' : 'resume';
    label(this.main, name, say(name));
    for (const key of ['step', 'stop', 'reset'] as const) label(this.buttons[key], key, say(key));
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
    label(this.exportButton, 'export', say('export'));
    for (const item of this.menu.querySelectorAll('button')) item.textContent = say(item.dataset.key ?? '');
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

/** Replaced only when it changes, so that a click is never lost between two views. */
function label(button: HTMLButtonElement, name: keyof typeof PATHS, text: string): void {
  if (button.dataset.shown === `${name} ${text}`) return;
  button.dataset.shown = `${name} ${text}`;
  button.replaceChildren(icon(name), text);
}
