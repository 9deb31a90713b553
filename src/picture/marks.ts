// Verdicts as shapes: a circle with a tick, a box that holds the factor, a filled octagon with a cross, a triangle with an arrow, a dashed
// circle with a question mark. Never colour alone.
import type { GradientStatus } from '../report/report';
import type { Part } from './primitives';

const circle = (x: number, y: number): string => `M${x + 1.4} ${y + 8}a6.6 6.6 0 1 1 13.2 0a6.6 6.6 0 1 1 -13.2 0z`;

/** Parts of a mark 16 high whose top left corner is (x, y). A wrong one is drawn at every zoom. */
export function markParts(status: GradientStatus, x: number, y: number, factor = '', width = 16): Part[] {
  const detail = status === 'wrong' ? 0 : 1;
  switch (status) {
    case 'correct':
      return [
        { kind: 'path', look: 'mark ok line', detail, d: circle(x, y) },
        { kind: 'path', look: 'mark ok tick', detail, d: `M${x + 4.9} ${y + 8.3}l2.2 2.2l4.1 -4.7` },
      ];
    case 'correct-scaled':
      return [
        { kind: 'rect', look: 'mark scaled line', detail, x: x + 0.8, y: y + 1.3, width: width - 1.6, height: 13.4, radius: 3 },
        { kind: 'text', look: 'mark-text scaled-text', detail, x: x + width / 2, y: y + 11.6, text: factor, anchor: 'middle', size: 10 },
      ];
    case 'wrong':
      return [
        { kind: 'path', look: 'mark bad fill', detail, d: `M${x + 5} ${y + 0.6}h6l4.4 4.4v6l-4.4 4.4h-6l-4.4 -4.4v-6z` },
        { kind: 'path', look: 'mark bad cross', detail, d: `M${x + 5.2} ${y + 5.2}l5.6 5.6m0 -5.6l-5.6 5.6` },
      ];
    case 'inherited':
      return [
        { kind: 'path', look: 'mark inherited line', detail, d: `M${x + 1.5} ${y + 2.5}h13l-6.5 11.7z` },
        { kind: 'path', look: 'mark inherited line', detail, d: `M${x + 8} ${y + 4.6}v4.6m-1.8 -1.6l1.8 1.8l1.8 -1.8` },
      ];
    case 'unchecked':
      return [
        { kind: 'path', look: 'mark unchecked line', detail, d: circle(x, y) },
        { kind: 'text', look: 'mark-text unchecked-text', detail, x: x + 8, y: y + 11.4, text: '?', anchor: 'middle', size: 9.5 },
      ];
  }
}

/** A verdict as a small dot 10 wide, for a row of many: filled, outlined, a box, a triangle, a dashed ring. */
export function dotPart(status: GradientStatus, x: number, y: number): Part {
  const ring = `M${x + 0.8} ${y + 5}a4.2 4.2 0 1 1 8.4 0a4.2 4.2 0 1 1 -8.4 0z`;
  const look = {
    correct: 'ok line',
    'correct-scaled': 'scaled line',
    wrong: 'bad fill',
    inherited: 'inherited line',
    unchecked: 'unchecked line',
  }[status];
  const shape = {
    correct: ring,
    'correct-scaled': `M${x + 1} ${y + 1}h8v8h-8z`,
    wrong: `M${x + 3} ${y + 0.2}h4l2.8 2.8v4l-2.8 2.8h-4l-2.8 -2.8v-4z`,
    inherited: `M${x + 0.8} ${y + 1.4}h8.4l-4.2 7.4z`,
    unchecked: ring,
  }[status];
  return { kind: 'path', look: `mark ${look}`, detail: status === 'wrong' ? 0 : 1, d: shape };
}
