// A formula that the host has set, in a line of text.
import type { Formula } from '../../src/host/protocol';
import { h, s } from '../dom';
import { glyphs } from '../draw/glyphs';

/** `size`: how many pixels high an em is. */
export function formulaElement(formula: Formula, size: number): HTMLElement {
  const { set, text } = formula;
  if (!set) return h('span', { class: 'formula-text code' }, text);
  const height = set.ascent + set.descent;
  const em = size / 1000;
  const svg = s('svg', {
    class: 'formula-set',
    width: (set.width * em).toFixed(1),
    height: (height * em).toFixed(1),
    viewBox: `0 ${-set.ascent} ${set.width} ${height}`,
    role: 'img',
    'aria-label': text,
  });
  const drawn = glyphs(set);
  if (!drawn) return h('span', { class: 'formula-text code' }, text);
  svg.append(drawn);
  svg.style.verticalAlign = `${(-set.descent * em).toFixed(1)}px`;
  return h('span', { class: 'formula', title: text }, svg);
}
