// Verdicts as shapes, for the first line of a hover: never colour alone.
import type { GradientStatus } from '../../report/report';
import { path, rect, type Svg, text } from './svg';
import type { Colours } from './themes';

const RING = 'M1.4 8a6.6 6.6 0 1 1 13.2 0a6.6 6.6 0 1 1 -13.2 0z';

/** 16 high; a scaled one is as wide as its factor. */
export function verdictMark(status: GradientStatus, factor: string, c: Colours): Svg {
  const stroke = (colour: string, width = 1.5): string =>
    `fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`;
  switch (status) {
    case 'correct':
      return { width: 16, height: 16, body: path(RING, stroke(c.ok)) + path('M4.9 8.3l2.2 2.2l4.1 -4.7', stroke(c.ok, 1.7)) };
    case 'correct-scaled': {
      const width = Math.max(26, 12 + factor.length * 6.5);
      const label = text(width / 2, 11.6, factor, { fill: c.scaledText, size: 10, anchor: 'middle', bold: true });
      return { width, height: 16, body: rect(0.8, 1.3, width - 1.6, 13.4, `rx="3" ${stroke(c.scaled)}`) + label };
    }
    case 'wrong':
      return {
        width: 16,
        height: 16,
        body:
          path('M5 .6h6L15.4 5v6L11 15.4H5L.6 11V5z', `fill="${c.bad}"`) +
          path('M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6', stroke(c.background, 2.1)),
      };
    case 'inherited':
      return {
        width: 16,
        height: 16,
        body: path('M1.5 2.5h13L8 14.2z', stroke(c.inherited, 1.6)) + path('M8 4.6v4.6M6.2 7.6L8 9.4l1.8-1.8', stroke(c.inherited, 1.4)),
      };
    case 'unchecked':
      return {
        width: 16,
        height: 16,
        body:
          path(RING, `${stroke(c.dim, 1.4)} stroke-dasharray="2.6 2"`) +
          text(8, 11.4, '?', { fill: c.dim, size: 9.5, anchor: 'middle', bold: true }),
      };
  }
}

export const verdictColour = (status: GradientStatus, c: Colours): string =>
  ({ correct: c.okText, 'correct-scaled': c.scaledText, wrong: c.badText, inherited: c.inheritedText, unchecked: c.dim })[status];
