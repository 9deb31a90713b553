// Parts of a scene as SVG elements. Looks become class names; all colour comes from the style sheet.
import type { Part } from '../../src/picture/primitives';
import { s } from '../dom';

const lower = 3;
const raise = -5;

export function partElement(part: Part): SVGElement {
  const look = `${part.look} d${part.detail}`;
  switch (part.kind) {
    case 'rect':
      return s('rect', {
        class: look,
        x: part.x,
        y: part.y,
        width: Math.max(0, part.width),
        height: Math.max(0, part.height),
        rx: part.radius,
      });
    case 'path':
      return s('path', { class: look, d: part.d, 'fill-opacity': part.opacity });
    case 'text': {
      const text = s('text', { class: look, x: part.x, y: part.y, 'text-anchor': part.anchor, 'font-size': part.size });
      if (typeof part.text === 'string') text.append(part.text);
      else runElements(text, part.text);
      if (part.full !== undefined) text.append(s('title', {}, part.full));
      return text;
    }
  }
}

/** Raised and lowered text moves the pen, the next run moves it back; a raised run after a lowered one stands above it. */
function runElements(text: SVGElement, runs: Extract<Part, { kind: 'text' }>['text'] & object): void {
  let shift = 0;
  runs.forEach((run, at) => {
    const level = run.style === 'sub' ? lower : run.style === 'sup' ? raise : 0;
    const stacked = run.style === 'sup' && runs[at - 1]?.style === 'sub' ? -5.5 * runs[at - 1].text.length : undefined;
    text.append(s('tspan', { class: run.style, dy: level === shift ? undefined : level - shift, dx: stacked }, run.text));
    shift = level;
  });
}

/** Marks are gathered in a group of their own, so that they can grow as one when one zooms out. */
export function appendParts(parent: SVGElement, parts: readonly Part[]): void {
  const marks = s('g', { class: 'marks' });
  for (const part of parts) (part.look.startsWith('mark') ? marks : parent).append(partElement(part));
  if (marks.childNodes.length > 0) parent.append(marks);
}
