// Small pictures of the toolbar, and verdicts as marks. Drawn with the colour of the text around them.
import type { GradientStatus } from '../src/report/report';
import { s } from './dom';

const paths = {
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  minus: 'M3 8h10',
  plus: 'M3 8h10M8 3v10',
  layers: 'M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3',
  values: 'M2.5 2.500h4.500v4.500h-4.500zM9 2.500h4.500v4.500h-4.500zM2.500 9h4.500v4.500h-4.500zM9 9h4.500v4.500h-4.500z',
  search: 'M7 2.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0-9M10.500 10.500L14 14',
  export: 'M8 10V2.500M5 5l3-3 3 3M3 9v4.500h10V9',
  down: 'M4 6.500l4 4 4-4',
  help: 'M6 6a2 2 0 1 1 2.700 1.900c-.5.2-.7.6-.7 1.100v.5M8 11.800v.2',
  close: 'M4 4l8 8M12 4l-8 8',
  pin: 'M6 2h4l-.6 5 2.600 2.500H4L6.600 7zM8 9.500V14',
  compare: 'M2 3h5v10H2zM9 3h5v10H9zM3.500 6h2M10.500 6h2M11.500 5v2',
  turn: 'M3 6V3h9M9 .8L12 3 9 5.200M13 10v3H4',
  outline: 'M3 4h1M6 4h7M5 8h1M8 8h5M5 12h1M8 12h5',
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName): SVGSVGElement {
  const drawing = s('path', { d: paths[name] });
  const ring = name === 'help' ? s('circle', { cx: 8, cy: 8, r: 6.5 }) : null;
  return s('svg', { class: 'icon', width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, ring, drawing);
}

/** A verdict's mark, alone in 16 × 16 (a scaled one is wider and holds its factor). */
export function mark(status: GradientStatus, factor = '×c', size = 16): SVGSVGElement {
  const wide = status === 'correct-scaled' ? Math.max(26, factor.length * 7 + 8) : 16;
  const svg = s('svg', {
    class: `verdict ${status}`,
    width: (wide * size) / 16,
    height: size,
    viewBox: `0 0 ${wide} 16`,
    'aria-hidden': 'true',
  });
  const ring = () => s('circle', { class: 'line', cx: 8, cy: 8, r: 6.6 });
  switch (status) {
    case 'correct':
      svg.append(ring(), s('path', { class: 'line', d: 'M4.900 8.300l2.200 2.200 4.100-4.700' }));
      break;
    case 'correct-scaled':
      svg.append(
        s('rect', { class: 'line', x: 0.8, y: 1.3, width: wide - 1.6, height: 13.4, rx: 3 }),
        s('text', { class: 'factor', x: wide / 2, y: 11.6, 'text-anchor': 'middle' }, factor),
      );
      break;
    case 'wrong':
      svg.append(
        s('path', { class: 'fill', d: 'M5 .6h6L15.400 5v6L11 15.400H5L.6 11V5z' }),
        s('path', { class: 'cross', d: 'M5.200 5.200l5.600 5.600M10.800 5.200l-5.600 5.600' }),
      );
      break;
    case 'inherited':
      svg.append(
        s('path', { class: 'line', d: 'M1.500 2.500h13L8 14.200z' }),
        s('path', { class: 'line', d: 'M8 4.600v4.600M6.200 7.600L8 9.400l1.800-1.800' }),
      );
      break;
    case 'unchecked':
      svg.append(ring(), s('text', { class: 'factor', x: 8, y: 11.4, 'text-anchor': 'middle' }, '?'));
  }
  return svg;
}
