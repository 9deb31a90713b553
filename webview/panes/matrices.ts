// Matrices as rectangles to scale, the sides that disagree in red, or in green where a fix makes them agree.
import { s } from '../dom';
import { say, shapeText } from '../text';

export interface Factor {
  name: string;
  shape: readonly [number, number];
  /** Which axis is marked. */
  axis?: number;
}

/** One logarithmic scale for all, said in the picture: equal sizes have equal sides. */
const side = (n: number): number => Math.min(150, 14 + 11.5 * Math.log2(Math.max(1, n)));

/** left · right, and what it gives where it is known. */
export function matrices(left: Factor, right: Factor, result: Factor | undefined, good: boolean, room: number): SVGSVGElement {
  const boxes = [left, right, ...(result ? [result] : [])];
  const widths = boxes.map(each => side(each.shape[1]));
  const before = boxes.map((each, at) => (at === 0 ? 8 : 30) + String(each.shape[0]).length * 7.5 + 6);
  const natural = [...widths, ...before].reduce((sum, width) => sum + width, 0);
  const fixed = before.reduce((sum, width) => sum + width, 0);
  const shrink = natural <= room ? 1 : (room - fixed) / (natural - fixed);
  const height = Math.max(...boxes.map(each => side(each.shape[0]))) * shrink + 62;
  const middle = (height - 14) / 2;
  const svg = s('svg', {
    class: 'matrices',
    width: room,
    height,
    viewBox: `0 0 ${room} ${height}`,
    role: 'img',
    'aria-label': nameOf(left, right, result, good),
  });
  let x = 0;
  boxes.forEach((each, at) => {
    if (at > 0) svg.append(s('text', { class: 'sign', x: x + 13, y: middle + 5, 'text-anchor': 'middle' }, at === 1 ? '·' : '='));
    x += before[at];
    const width = widths[at] * shrink;
    drawFactor(svg, each, x, middle, width, side(each.shape[0]) * shrink, good);
    x += width;
  });
  svg.append(s('text', { class: 'dim', x: 0, y: height - 4 }, say('logScale')));
  return svg;
}

function drawFactor(
  svg: SVGSVGElement,
  { name, shape, axis }: Factor,
  x: number,
  middle: number,
  width: number,
  height: number,
  good: boolean,
): void {
  const top = middle - height / 2;
  const tone = good ? 'good' : 'bad';
  const size = (which: number) => (axis === which ? `size ${tone}` : 'size dim');
  svg.append(s('rect', { class: 'matrix', x, y: top, width, height, rx: 2 }));
  const inside = width > 10 + name.length * 7.5 && height >= 18;
  svg.append(
    s('text', { class: 'matrix-name', x: x + width / 2, y: inside ? middle + 4 : top + height + 14, 'text-anchor': 'middle' }, name),
  );
  svg.append(s('text', { class: size(1), x: x + width / 2, y: top - 7, 'text-anchor': 'middle' }, String(shape[1])));
  svg.append(s('text', { class: size(0), x: x - 6, y: middle + 4, 'text-anchor': 'end' }, String(shape[0])));
  if (axis === 1) svg.append(s('path', { class: `side ${tone}`, d: `M${x} ${top}h${width}` }));
  if (axis === 0) svg.append(s('path', { class: `side ${tone}`, d: `M${x} ${top}v${height}` }));
}

function nameOf(left: Factor, right: Factor, result: Factor | undefined, good: boolean): string {
  const words = { left: left.name, leftShape: shapeText(left.shape), right: right.name, rightShape: shapeText(right.shape) };
  if (good) return say('fixLabel', { ...words, result: result ? shapeText(result.shape) : '' });
  return say('mismatchLabel', { ...words, a: left.shape[left.axis ?? 1], b: right.shape[right.axis ?? 0] });
}
