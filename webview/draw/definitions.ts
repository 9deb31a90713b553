// Arrowheads and the hatch for values that are not there: defined once on the page, for the picture, the legend and the pane.
import { s } from '../dom';

export function definitions(): SVGDefsElement {
  const arrow = (name: string, size: number) =>
    s(
      'marker',
      {
        id: `arrow-${name}`,
        viewBox: '0 0 8 8',
        refX: 7,
        refY: 4,
        markerWidth: size,
        markerHeight: size,
        markerUnits: 'userSpaceOnUse',
        orient: 'auto',
      },
      s('path', { class: `a-${name}`, d: 'M0 .6L7.400 4L0 7.400z' }),
    );
  const hatch = s(
    'pattern',
    { id: 'hatch', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    s('path', { class: 'hatch-line', d: 'M0 0v5' }),
  );
  return s('defs', {}, arrow('forward', 8), arrow('backward', 8), arrow('reused', 7), arrow('flagged', 10), hatch);
}
