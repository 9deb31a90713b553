// What is wrong, in words, at the top: one box a fact, the worst first, with its line as a link and a proven fix where there is one.
import type { RunSnapshot } from '../../src/host/trainingProtocol';
import type { Diagnosed } from '../../src/train/view';
import { h } from '../dom';
import { say, send } from './api';
import { badge } from './badge';

export class DiagnosisBar {
  readonly element = h('div', { class: 'diagnoses', 'aria-live': 'polite' });
  private shown = '';

  update({ view, blamed }: RunSnapshot): void {
    // Rebuilt only when the words change: a link keeps the keyboard's focus.
    const key = JSON.stringify([view.diagnoses, blamed]);
    if (key === this.shown) return;
    this.shown = key;
    this.element.replaceChildren(...view.diagnoses.slice(0, 4).map(d => this.box(d, d.kind === 'wrong-gradient' ? blamed : null)));
  }

  private box({ severity, text, line }: Diagnosed, blamed: RunSnapshot['blamed']): HTMLElement {
    const at = blamed?.line ?? line;
    const link = at === null ? null : h('a', { href: '#', onclick: reveal(at) }, say('lineNumber', { n: at }));
    const cause = blamed ? h('span', { class: 'cause' }, blamed.message, ' ') : null;
    const fix = blamed?.fix
      ? h('button', { class: 'primary', type: 'button', title: blamed.fix, onclick: () => send({ type: 'fix' }) }, say('applyFix'))
      : null;
    return h('div', { class: `diagnosis ${severity}` }, badge(severity), h('div', { class: 'words' }, text, ' ', cause, link), fix);
  }
}

const reveal = (line: number) => (event: Event) => {
  event.preventDefault();
  send({ type: 'reveal', line });
};
