// What MathJax has made of a formula, as elements. Only drawing elements and attributes are taken over: nothing in it can run.
import type { Typeset } from '../../src/maths/typeset';
import { s } from '../dom';

const tags = new Set(['g', 'path', 'use', 'rect', 'text', 'defs', 'line', 'svg']);
const attributes = new Set(
  'd transform x y x1 y1 x2 y2 width height viewBox fill stroke stroke-width id href font-size font-family font-style font-weight'.split(
    ' ',
  ),
);

let count = 0;

/** In the formula's own units, baseline at 0; null where it cannot be read. */
export function glyphs({ inner, x }: Typeset): SVGGElement | null {
  const source = new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`, 'image/svg+xml');
  if (source.querySelector('parsererror')) return null;
  const group = s('g', x === 0 ? {} : { transform: `translate(${-x},0)` });
  const prefix = `f${count++}-`;
  for (const child of source.documentElement.children) copy(child, group, prefix);
  return group;
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
