// How the entries of a tensor are spread: bars, and the exact gradient's as a line over them, on one axis.
import type { Series } from '../../src/analyse/tensors';
import { s } from '../dom';
import { number } from '../text';

const height = 54;

export function histogram(
  series: Series,
  against: Series | undefined,
  [low, high]: readonly [number, number],
  width: number,
  name: string,
): SVGSVGElement {
  const most = Math.max(1, ...series.bins, ...(against?.bins ?? []));
  const step = width / series.bins.length;
  const tall = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * (height - 2)));
  const bars = series.bins
    .map((count, at) =>
      count === 0
        ? ''
        : `M${(at * step + 0.5).toFixed(1)} ${height}v${-tall(count).toFixed(1)}h${(step - 1).toFixed(1)}v${tall(count).toFixed(1)}z`,
    )
    .join('');
  const svg = s('svg', {
    class: 'histogram',
    width,
    height: height + 16,
    viewBox: `0 0 ${width} ${height + 16}`,
    role: 'img',
    'aria-label': name,
  });
  svg.append(s('path', { class: 'bars', d: bars }));
  if (against) {
    const line = against.bins
      .map(
        (count, at) =>
          `${at === 0 ? `M0 ${(height - tall(count)).toFixed(1)}` : `V${(height - tall(count)).toFixed(1)}`}H${((at + 1) * step).toFixed(1)}`,
      )
      .join('');
    svg.append(s('path', { class: 'exact-line', d: line }));
  }
  svg.append(s('path', { class: 'axis', d: `M0 ${height + 0.5}h${width}` }));
  const text = (x: number, anchor: string, value: number) =>
    s('text', { class: 'tick', x, y: height + 13, 'text-anchor': anchor }, number(value));
  if (low < high) svg.append(text(0, 'start', low), text(width, 'end', high));
  else svg.append(text(width / 2, 'middle', low));
  const zero = (-low / (high - low)) * width;
  if (low < 0 && high > 0) {
    svg.append(s('path', { class: 'axis', d: `M${zero.toFixed(1)} ${height}v4` }));
    if (zero > 70 && zero < width - 70) svg.append(text(zero, 'middle', 0));
  }
  return svg;
}
