// What is wrong, in words, at the top: one box a fact, the worst first, with its line as a link and a proven fix where there is one.
import type { RunSnapshot } from '../../src/host/trainingProtocol';
import type { Diagnosed } from '../../src/train/view';
import { h, s } from '../dom';
import { say, send } from './api';

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

/** By shape as well as by colour: an octagon, a triangle, a ring. */
function badge(severity: Diagnosed['severity']): SVGSVGElement {
  const svg = s('svg', { class: `badge ${severity}`, width: 20, height: 20, viewBox: '0 0 16 16', 'aria-hidden': 'true' });
  if (severity === 'error')
    svg.append(
      s('path', { class: 'fill', d: 'M5 .6h6L15.4 5v6L11 15.4H5L.6 11V5z' }),
      s('path', { class: 'cross', d: 'M5.2 5.2l5.6 5.600M10.800 5.200l-5.600 5.600' }),
    );
  else if (severity === 'warning')
    svg.append(s('path', { class: 'ring', d: 'M8 1.500L15 14H1z' }), s('path', { class: 'ring', d: 'M8 6v4M8 11.800v.4' }));
  else svg.append(s('circle', { class: 'ring', cx: 8, cy: 8, r: 6.6 }), s('path', { class: 'ring', d: 'M8 7v4.500M8 4.300v.4' }));
  return svg;
}
