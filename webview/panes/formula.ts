// A formula that the host has set, as an element. Only drawing elements and attributes are taken over: nothing in it can run.
import type { Formula } from '../../src/host/protocol';
import { h, s } from '../dom';

const tags = new Set(['g', 'path', 'use', 'rect', 'text', 'defs', 'line', 'svg']);
const attributes = new Set(
  'd transform x y x1 y1 x2 y2 width height viewBox fill stroke stroke-width id href font-size font-family font-style font-weight'.split(
    ' ',
  ),
);

let count = 0;

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
    viewBox: `${set.x} ${-set.ascent} ${set.width} ${height}`,
    role: 'img',
    'aria-label': text,
  });
  const source = new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg">${set.inner}</svg>`, 'image/svg+xml');
  if (source.querySelector('parsererror')) return h('span', { class: 'formula-text code' }, text);
  const prefix = `f${count++}-`;
  for (const child of source.documentElement.children) copy(child, svg, prefix);
  svg.style.verticalAlign = `${(-set.descent * em).toFixed(1)}px`;
  return h('span', { class: 'formula', title: text }, svg);
}

/** Names of glyphs are made the formula's own, since a page has many. */
function copy(from: Element, into: SVGElement, prefix: string): void {
  if (!tags.has(from.localName)) return;
  const made = document.createElementNS('http://www.w3.org/2000/svg', from.localName);
  for (const { name, value } of from.attributes) {
    if (!attributes.has(name)) continue;
    if (name === 'id') made.setAttribute(name, prefix + value);
    else if (name !== 'href') made.setAttribute(name, value);
    else if (value.startsWith('#')) made.setAttribute(name, `#${prefix}${value.slice(1)}`);
  }
  if (from.children.length === 0 && from.textContent) made.append(from.textContent);
  for (const child of from.children) copy(child, made, prefix);
  into.append(made);
}
