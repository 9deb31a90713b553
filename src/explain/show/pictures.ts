// Pictures in hovers: maps of values, curves, histograms, a function with its slope, rectangles that stand for matrices.
import type { Block, Histogram, Side } from '../../report/explained';
import type { ValueSample } from '../../report/report';
import { n, path, rect, type Svg, text } from './svg';
import type { Colours } from './themes';

const WIDTH = 420;

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

export function valuesPicture(block: Of<'values'>, colours: Colours): Svg {
  if (block.look === 'histogram' && block.histogram) return histogramPicture(block.histogram, colours);
  return block.look === 'curve' ? curvePicture(block.sample, colours) : mapPicture(block.sample, colours);
}

/** Blue above 0, orange below, stronger for larger; what is no number is crossed out. */
function mapPicture({ rows, columns, cells, min, max }: ValueSample, colours: Colours): Svg {
  const side = Math.min(24, Math.max(5, Math.floor(WIDTH / Math.max(1, columns))));
  const height = rows * Math.min(side, 14);
  const [w, h] = [Math.min(WIDTH, columns * side) / Math.max(1, columns), height / Math.max(1, rows)];
  const largest = Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)) || 1;
  const gap = columns <= 60 ? 0.6 : 0;
  const paths = new Map<string, string>();
  cells.forEach((value, i) => {
    const [x, y] = [(i % columns) * w, Math.floor(i / columns) * h];
    const cell = `M${n(x)} ${n(y)}h${n(w - gap)}v${n(h - gap)}h${n(gap - w)}z`;
    const strength = value === null ? 0 : Math.max(1, Math.ceil((Math.abs(value) / largest) * 10));
    const key = value === null ? 'none' : `${value < 0 ? 'b' : 'a'}${value === 0 ? 0 : strength}`;
    paths.set(key, (paths.get(key) ?? '') + cell);
  });
  const body = [...paths].map(([key, d]) => {
    if (key === 'none') return path(d, `fill="none" stroke="${colours.bad}" stroke-width="1"`);
    const strength = Number(key.slice(1));
    if (strength === 0) return path(d, `fill="${colours.grid}"`);
    return path(d, `fill="${key[0] === 'b' ? colours.below : colours.above}" fill-opacity="${n(0.06 + 0.94 * (strength / 10))}"`);
  });
  return { width: Math.min(WIDTH, columns * side), height, body: body.join('') };
}

/** A vector's entries from left to right, around 0. */
function curvePicture({ cells, min, max }: ValueSample, colours: Colours): Svg {
  const height = 44;
  const low = Math.min(0, min ?? 0);
  const high = Math.max(0, max ?? 0);
  const y = (v: number): number => height - 2 - ((v - low) / (high - low || 1)) * (height - 4);
  const step = WIDTH / Math.max(1, cells.length);
  const bars = (sign: number): string =>
    cells
      .map((v, i) =>
        v === null || Math.sign(v) !== sign ? '' : `M${n(i * step)} ${n(y(0))}h${n(step * 0.8)}V${n(y(v))}h${n(-step * 0.8)}z`,
      )
      .join('');
  const body =
    path(bars(1), `fill="${colours.above}"`) +
    path(bars(-1), `fill="${colours.below}"`) +
    path(`M0 ${n(y(0))}H${WIDTH}`, `stroke="${colours.grid}" stroke-width="1" fill="none"`);
  return { width: WIDTH, height, body };
}

const barsOf = ({ counts }: Histogram, x: number, width: number, base: number, height: number): string => {
  const most = Math.max(1, ...counts);
  const step = width / counts.length;
  return counts
    .map((c, i) => (c ? `M${n(x + i * step)} ${n(base)}v${n((-c / most) * height)}h${n(step * 0.86)}v${n((c / most) * height)}z` : ''))
    .join('');
};

function histogramPicture(histogram: Histogram, colours: Colours): Svg {
  const height = 66;
  const ends = [histogram.from, histogram.to].map(v => label(v));
  const body =
    path(barsOf(histogram, 0, WIDTH, height - 16, height - 20), `fill="${colours.above}" fill-opacity="0.8"`) +
    path(`M0 ${height - 15.5}H${WIDTH}`, `stroke="${colours.line}" stroke-width="1" fill="none"`) +
    text(0, height - 3, ends[0], { fill: colours.dim }) +
    text(WIDTH, height - 3, ends[1], { fill: colours.dim, anchor: 'end' });
  return { width: WIDTH, height, body };
}

const label = (x: number): string => String(Number(x.toPrecision(2))).replace('-', '−');

/** g solid, its slope dashed, the entries of this layer below; the flat parts in another colour. */
export function slopePicture({ xs, ys, slopes, labels, histogram, flat }: Of<'slope'>, colours: Colours): Svg {
  const [left, right, top, bottom] = [24, 322, 8, 98];
  const [low, high] = [xs[0], xs[xs.length - 1]];
  const bottomValue = Math.max(-4, Math.min(...ys, ...slopes, 0));
  const topValue = Math.min(4, Math.max(...ys, ...slopes, 1));
  const x = (v: number): number => left + ((v - low) / (high - low)) * (right - left);
  const y = (v: number): number =>
    bottom - ((Math.max(bottomValue, Math.min(topValue, v)) - bottomValue) / (topValue - bottomValue)) * (bottom - top);
  const line = (values: readonly number[]): string => values.map((v, i) => `${i ? 'L' : 'M'}${n(x(xs[i]))} ${n(y(v))}`).join('');
  const at = (values: readonly number[]): number => y(values[values.length - 1]);
  const [own, slope] = apart(at(ys), at(slopes));
  const parts = [
    path(`M${left} ${n(y(0))}H${right}M${n(x(0))} ${top}V${bottom}`, `stroke="${colours.grid}" fill="none"`),
    path(line(ys), `stroke="${colours.above}" stroke-width="1.7" fill="none"`),
    path(line(slopes), `stroke="${colours.gradient}" stroke-width="1.7" stroke-dasharray="5 3.5" fill="none"`),
    text(right + 8, own + 4, labels.y, { fill: colours.foreground }),
    text(right + 8, slope + 4, labels.slope, { fill: colours.foreground }),
    ...[topValue, bottomValue].map(v => text(left - 5, y(v) + 4, label(v), { fill: colours.dim, anchor: 'end' })),
  ];
  if (histogram)
    parts.push(...under(histogram, flat, x, { left, right }, colours), text(right + 8, 128, labels.values, { fill: colours.dim }));
  for (const v of [low, low / 2, 0, high / 2, high]) parts.push(text(x(v), 144, label(v), { fill: colours.dim, anchor: 'middle' }));
  return { width: WIDTH, height: 148, body: parts.join('') };
}

/** Two labels that do not overlap. */
function apart(a: number, b: number): [number, number] {
  if (Math.abs(a - b) >= 14) return [a, b];
  const middle = (a + b) / 2;
  return a <= b ? [middle - 7, middle + 7] : [middle + 7, middle - 7];
}

function under(
  histogram: Histogram,
  flat: readonly [number, number] | null,
  x: (v: number) => number,
  { left, right }: { left: number; right: number },
  colours: Colours,
): string[] {
  const step = (histogram.to - histogram.from) / histogram.counts.length;
  const isFlat = (i: number): boolean => {
    const v = histogram.from + (i + 0.5) * step;
    return flat !== null && (v < flat[0] || v > flat[1]);
  };
  const only = (wanted: boolean): Histogram => ({ ...histogram, counts: histogram.counts.map((c, i) => (isFlat(i) === wanted ? c : 0)) });
  const most = Math.max(1, ...histogram.counts);
  const bars = (h: Histogram): string =>
    h.counts
      .map((c, i) => {
        if (!c) return '';
        const from = x(histogram.from + i * step);
        const width = x(histogram.from + (i + 1) * step) - from;
        const height = Math.max(0.8, (c / most) * 24);
        return `M${n(from)} 131v${n(-height)}h${n(width * 0.86)}v${n(height)}z`;
      })
      .join('');
  return [
    path(bars(only(false)), `fill="${colours.dim}"`),
    path(bars(only(true)), `fill="${colours.below}"`),
    path(`M${left} 131.5H${right}`, `stroke="${colours.line}" fill="none"`),
  ];
}

/** Sides of matrices on one logarithmic scale: equal sizes have equal sides. */
const sideLength = (size: number): number => Math.min(96, 12 + 9 * Math.log2(Math.max(1, size)));

const sizeText = (symbol: string, size: number): string => (symbol === String(size) ? symbol : `${symbol} = ${size}`);

export function transposePicture({ from }: Of<'transpose'>, colours: Colours): Svg {
  const [rows, columns] = from.size;
  const [w, h] = [Math.max(30, sideLength(columns)), Math.max(14, sideLength(rows))];
  const height = Math.max(h, w) + 36;
  const middle = 18 + Math.max(h, w) / 2;
  const box = (x: number, width: number, tall: number): string =>
    rect(x, middle - tall / 2, width, tall, `rx="2" fill="${colours.fill}" stroke="${colours.line}"`);
  const bold = { fill: colours.foreground, anchor: 'middle' as const, bold: true };
  const rowsText = sizeText(from.rows, rows);
  const columnsText = sizeText(from.columns, columns);
  const arrow = w + 12 + rowsText.length * 6.2;
  const second = arrow + 60;
  const [wide, tall] = [Math.max(h, 30), w];
  const body = [
    box(0.5, w, h),
    text(w / 2, middle + 4, cutTo(from.name, w), bold),
    text(w / 2, middle - h / 2 - 6, columnsText, { fill: colours.dim, anchor: 'middle' }),
    text(w + 6, middle + 4, rowsText, { fill: colours.dim }),
    path(`M${n(arrow)} ${n(middle)}h42`, `stroke="${colours.line}" stroke-width="1.4" fill="none"`),
    path(`M${n(arrow + 41)} ${n(middle - 4)}l8 4l-8 4z`, `fill="${colours.line}"`),
    text(arrow + 20, middle - 6, 'T', { fill: colours.foreground, anchor: 'middle', size: 10 }),
    box(second, wide, tall),
    text(second + wide / 2, middle + 4, cutTo(`${from.name}ᵀ`, wide), bold),
    text(second + wide / 2, middle + tall / 2 + 13, rowsText, { fill: colours.dim, anchor: 'middle' }),
    text(second + wide + 6, middle + 4, columnsText, { fill: colours.dim }),
  ];
  return { width: Math.max(140, Math.min(WIDTH, second + wide + 14 + columnsText.length * 6.2)), height, body: body.join('') };
}

/** A name cut to a box. */
const cutTo = (name: string, width: number): string => {
  const most = Math.max(2, Math.floor((width - 4) / 6.6));
  return name.length <= most ? name : `${[...name].slice(0, Math.max(1, most - 1)).join('')}…`;
};

export function broadcastPicture({ small, large, gradient, result, count, along, shape, labels }: Of<'broadcast'>, colours: Colours): Svg {
  const columns = along === 'columns';
  const stripes = 8;
  const [box, gap] = columns ? [12, 14] : [70, 50];
  const tall = columns ? 50 : 12;
  const many = columns ? stripes * 11 : 70;
  const look = `rx="2" fill="${colours.fill}" stroke="${colours.line}"`;
  const top = 20;
  const high = columns ? tall : stripes * 9;
  const single = (x: number): string => rect(x, top + (high - tall) / 2, box, tall, look);
  const several = (x: number): string =>
    Array.from({ length: stripes }, (_, i) => (columns ? rect(x + i * 11, top, 9, tall, look) : rect(x, top + i * 9, 70, 7, look))).join(
      '',
    );
  const bold = { fill: colours.foreground, anchor: 'middle' as const };
  const arrow = (x: number, words: string, dashed: boolean): string =>
    path(
      `M${n(x)} ${n(top + high / 2)}h48`,
      `stroke="${dashed ? colours.gradient : colours.line}" stroke-width="1.4" fill="none"${dashed ? ' stroke-dasharray="5 3.5"' : ''}`,
    ) +
    path(`M${n(x + 47)} ${n(top + high / 2 - 4)}l8 4l-8 4z`, `fill="${dashed ? colours.gradient : colours.line}"`) +
    text(x + 26, top + high / 2 - 7, words, { fill: colours.foreground, anchor: 'middle' });
  const first = box + 6;
  const middle = first + 62;
  const third = middle + many + gap;
  const fourth = third + many + 6;
  const last = fourth + 62;
  const body = [
    single(2),
    text(2 + box / 2, top - 6, cutTo(small, 60), bold),
    arrow(first, labels.copy, false),
    several(middle),
    text(middle + many / 2, top - 6, cutTo(large, 90), bold),
    text(middle + many / 2, top + high + 14, count, { fill: colours.dim, anchor: 'middle' }),
    several(third),
    text(third + many / 2, top - 6, cutTo(gradient, 90), bold),
    arrow(fourth, labels.add, true),
    single(last),
    text(last + box / 2, top - 6, cutTo(result, 60), bold),
    text(last + box / 2, top + high + 14, shape, { fill: colours.dim, anchor: 'middle' }),
  ];
  return { width: Math.min(WIDTH, last + box + 24), height: top + high + 20, body: body.join('') };
}

/** Both operands as rectangles, the disagreeing sides thick and red, and the two sizes between them. */
export function clashPicture({ operands, sign, words }: Of<'clash'>, colours: Colours): Svg {
  const drawn = operands.map(({ side, bad }) => ({
    side,
    bad,
    w: Math.max(26, sideLength(side.size[1])),
    h: Math.max(12, sideLength(side.size[0])),
  }));
  const tallest = Math.max(...drawn.map(d => d.h));
  const top = 18;
  let x = 22;
  const parts: string[] = [];
  drawn.forEach(({ side, bad, w, h }, k) => {
    const y = top + (tallest - h) / 2;
    parts.push(operand(side, bad, x, y, w, h, colours));
    x += w + 12;
    if (k < drawn.length - 1) {
      parts.push(text(x, top + tallest / 2 + 5, sign, { fill: colours.foreground, size: 15, anchor: 'middle' }));
      x += 18 + String(drawn[k + 1].side.size[0]).length * 7;
    }
  });
  const width = 20 + words.length * 7;
  parts.push(
    rect(x + 8, top + tallest / 2 - 11, width, 22, `rx="11" fill="${colours.bad}"`),
    text(x + 8 + width / 2, top + tallest / 2 + 4, words, { fill: colours.background, size: 12, anchor: 'middle', bold: true }),
  );
  return { width: x + width + 12, height: top + tallest + 18, body: parts.join('') };
}

function operand({ name, size }: Side, bad: readonly (0 | 1)[], x: number, y: number, w: number, h: number, colours: Colours): string {
  const rows = bad.includes(0);
  const columns = bad.includes(1);
  const inside = h >= 18;
  const strong = (on: boolean) => ({ fill: on ? colours.badText : colours.dim, bold: on });
  return [
    rect(x, y, w, h, `rx="2" fill="${colours.fill}" stroke="${colours.line}"`),
    columns ? rect(x, y - 1.5, w, 3, `fill="${colours.bad}"`) : '',
    rows ? rect(x - 1.5, y, 3, h, `fill="${colours.bad}"`) : '',
    text(x + w / 2, inside ? y + h / 2 + 4 : y + h + 13, cutTo(name, Math.max(w, 60)), {
      fill: colours.foreground,
      anchor: 'middle',
      bold: true,
    }),
    text(x + w / 2, y - 5, String(size[1]), { ...strong(columns), anchor: 'middle' }),
    text(x - 6, y + h / 2 + 4, String(size[0]), { ...strong(rows), anchor: 'end' }),
  ].join('');
}
