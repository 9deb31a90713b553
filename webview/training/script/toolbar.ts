// The toolbar of a watched script: run, pause, stop, how far it is, export.
import type { ScriptState, ScriptView } from '../../../src/train/script/view';
import { h } from '../../dom';
import { duration, say, send, whole } from '../api';
import { face } from '../icons';
import { MenuButton } from '../menu';

const control = (type: 'pause' | 'resume' | 'stop' | 'reset'): void => send({ type: 'control', control: { type } });

const STATES: Readonly<Record<ScriptState, string>> = {
  running: 'scriptRunning',
  paused: 'statePaused',
  done: 'scriptDone',
  failed: 'scriptFailed',
  stopped: 'stateStopped',
};

export class ScriptToolbar {
  readonly element = h('div', { class: 'toolbar', role: 'toolbar' });
  private readonly main = h('button', { class: 'primary main', type: 'button' });
  private readonly stop = h('button', { class: 'btn', type: 'button', onclick: () => control('stop') });
  private readonly progress = h('span', {});
  private readonly bar = h('span', { class: 'filled' });
  private readonly track = h('span', { class: 'track' }, this.bar);
  private readonly left = h('span', { class: 'dim speed' });
  private readonly exporting: MenuButton;
  private state: ScriptState | null = null;

  constructor(onPicture: () => void) {
    this.exporting = new MenuButton('export', 'export', [
      { key: 'exportCsv', run: () => send({ type: 'control', control: { type: 'save', format: 'csv' } }) },
      { key: 'exportFigures', run: () => send({ type: 'figure', id: null }) },
      { key: 'exportChart', run: onPicture },
    ]);
    this.main.addEventListener('click', () => control(this.state === 'running' ? 'pause' : this.state === 'paused' ? 'resume' : 'reset'));
    const separator = h('span', { class: 'separator' });
    this.element.append(
      this.main,
      this.stop,
      h('span', { class: 'grow' }),
      this.progress,
      this.track,
      this.left,
      separator,
      this.exporting.button,
      this.exporting.menu,
    );
  }

  update(view: ScriptView | null, figures: number): void {
    this.state = view?.state ?? null;
    const active = this.state === 'running' || this.state === 'paused';
    if (this.state === 'running') face(this.main, 'pause', say('pause'));
    else if (this.state === 'paused') face(this.main, 'resume', say('resume'));
    else face(this.main, 'resume', say(view ? 'runAgain' : 'run'));
    face(this.stop, 'stop', say('stop'));
    this.stop.disabled = !active;
    const { done, total } = view?.iterations ?? { done: 0, total: null };
    this.progress.textContent =
      total === null
        ? done
          ? say('iterationsOnly', { done: whole(done) })
          : ''
        : say('iterations', { done: whole(done), total: whole(total) });
    this.track.hidden = total === null;
    this.bar.style.width = `${total ? (100 * done) / total : 0}%`;
    const secondsLeft = view?.secondsLeft ?? null;
    this.left.textContent =
      this.state === null ? '' : secondsLeft === null ? say(STATES[this.state]) : say('left', { left: duration(secondsLeft) });
    this.exporting.button.disabled = !view;
    this.exporting.update(new Set([...(view?.curves.length ? [] : ['exportCsv', 'exportChart']), ...(figures ? [] : ['exportFigures'])]));
  }
}
