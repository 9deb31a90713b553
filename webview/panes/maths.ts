// Equations as elements, from runs that the host has set.
import type { Run } from '../../src/picture/mathText';
import { h } from '../dom';

const tags = { sub: 'sub', sup: 'sup', v: 'i', f: 'span', bad: 'b' } as const;

/** A lowered and a raised run that follow each other stand above one another. */
export function maths(runs: readonly Run[]): HTMLElement {
  const line = h('span', { class: 'maths' });
  for (let at = 0; at < runs.length; at++) {
    const run = runs[at];
    const next = runs[at + 1];
    if (run.style === 'sub' && next?.style === 'sup') {
      line.append(h('span', { class: 'stack' }, h('span', {}, next.text), h('span', {}, run.text)));
      at++;
    } else line.append(h(tags[run.style], {}, run.text));
  }
  return line;
}
