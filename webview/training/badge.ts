// The mark of a diagnosis, by shape as well as by colour: an octagon, a triangle, a ring.
import type { Diagnosed } from '../../src/train/view';
import { s } from '../dom';

export function badge(severity: Diagnosed['severity']): SVGSVGElement {
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
