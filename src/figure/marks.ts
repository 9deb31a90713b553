// The marks of one pair of axes as shapes.
import * as d3 from 'd3';
import { colourMap } from './colourMaps';
import type {
  AreaMark,
  BarsMark,
  ContourMark,
  Dash,
  ErrorsMark,
  ImageMark,
  LineMark,
  Mapped,
  Mark,
  Marker,
  Paint,
  PointsMark,
  RuleMark,
  TextMark,
} from './figure';
import type { Scale } from './frame';
import { pngUrl } from './png';
import type { Box, PathShape, SceneShape } from './scene';
import { plainWords } from './words';

export interface Ground {
  readonly x: Scale;
  readonly y: Scale;
  readonly box: Box;
  readonly clip: number;
}

/** Points to the pixels of the picture: 100 of them an inch, 72 points. */
const POINT = 100 / 72;

export const dashOf = (dash: Dash, width: number): string | undefined => {
  const w = Math.max(1, width);
  const parts = { solid: null, none: null, dashed: [3.7 * w, 1.6 * w], dotted: [w, 1.65 * w], dashdot: [6.4 * w, 1.6 * w, w, 1.6 * w] }[
    dash
  ];
  return parts?.map(p => Math.round(10 * p) / 10).join(' ');
};

const SYMBOLS: Readonly<Record<Marker, d3.SymbolType>> = {
  circle: d3.symbolCircle,
  point: d3.symbolCircle,
  square: d3.symbolSquare,
  triangle: d3.symbolTriangle,
  diamond: d3.symbolDiamond,
  star: d3.symbolStar,
  plus: d3.symbolPlus,
  cross: d3.symbolTimes,
  bar: d3.symbolPlus,
};
const OPEN: ReadonlySet<Marker> = new Set(['cross', 'plus', 'bar']);

const digits = (d: string | null): string => (d ?? '').replace(/-?\d+\.\d{2,}(?:e-?\d+)?/g, n => String(Math.round(100 * Number(n)) / 100));

export function shapesOf(mark: Mark, ground: Ground): SceneShape[] {
  switch (mark.kind) {
    case 'line':
      return lineShapes(mark, ground);
    case 'points':
      return pointShapes(mark, ground);
    case 'image':
      return imageShapes(mark, ground);
    case 'contour':
      return contourShapes(mark, ground);
    case 'bars':
      return barShapes(mark, ground);
    case 'rule':
      return [ruleShape(mark, ground)];
    case 'area':
      return [areaShape(mark, ground)];
    case 'errors':
      return [errorShape(mark, ground)];
    case 'text':
      return textShapes(mark, ground);
  }
}

/** Of long curves every so many-th point is drawn that there are some eight a pixel. */
const DENSEST = 4000;

function lineShapes(mark: LineMark, { x, y, clip }: Ground): SceneShape[] {
  const { colour, width, dash, marker, size, opacity, stairs } = mark;
  const every = Math.max(1, Math.ceil(mark.x.length / DENSEST));
  const points = mark.x.map((v, i): [number, number] => [x(v), y(mark.y[i])]).filter((_, i) => i % every === 0 || i === mark.x.length - 1);
  const sound = ([a, b]: [number, number]): boolean => Number.isFinite(a) && Number.isFinite(b);
  const shapes: SceneShape[] = [];
  const path = d3.line<[number, number]>().defined(sound);
  if (stairs) path.curve(d3.curveStepBefore);
  if (dash !== 'none')
    shapes.push({
      kind: 'path',
      d: digits(path(points)),
      fill: null,
      stroke: colour,
      width: width * POINT,
      dash: dashOf(dash, width * POINT),
      opacity,
      clip,
    });
  if (marker)
    shapes.push(symbols(points.filter(sound), marker, marker === 'point' ? (size / 2) ** 2 : size ** 2, colour, null, opacity, clip));
  return shapes;
}

function symbols(
  points: readonly (readonly [number, number])[],
  marker: Marker,
  area: number,
  colour: Paint,
  edge: Paint | null,
  opacity: number,
  clip: number,
): PathShape {
  // matplotlib's area is that of the square around the mark; d3's is the mark's own.
  const filled = area * POINT * POINT * (marker === 'circle' || marker === 'point' ? Math.PI / 4 : 0.8);
  const one = digits(d3.symbol(SYMBOLS[marker], Math.max(2, filled))());
  const d = points.map(([px, py]) => moved(one, px, py)).join('');
  const open = OPEN.has(marker);
  return { kind: 'path', d, fill: open ? null : colour, stroke: open ? colour : edge, width: open ? 1.6 : 0.8, opacity, clip };
}

/** A path of absolute commands elsewhere. */
function moved(d: string, dx: number, dy: number): string {
  const at = (v: number): string => String(Math.round(100 * v) / 100);
  return d.replace(/([MLAHV])([^MLAHVZ]*)/g, (_whole, command: string, rest: string) => {
    const n = rest.split(/[ ,]+/).filter(Boolean).map(Number);
    if (command === 'H') return `H${at(n[0] + dx)}`;
    if (command === 'V') return `V${at(n[0] + dy)}`;
    if (command === 'A') {
      const arcs: string[] = [];
      for (let i = 0; i + 6 < n.length; i += 7) arcs.push(`A${n.slice(i, i + 5).join(' ')} ${at(n[i + 5] + dx)} ${at(n[i + 6] + dy)}`);
      return arcs.join('');
    }
    const pairs: string[] = [];
    for (let i = 0; i + 1 < n.length; i += 2) pairs.push(`${at(n[i] + dx)},${at(n[i + 1] + dy)}`);
    return command + pairs.join(' ');
  });
}

/** So many colours of a map are told apart in a cloud of points. */
const SHADES = 48;

function pointShapes({ x: xs, y: ys, colour, edge, marker, size, opacity }: PointsMark, { x, y, clip }: Ground): SceneShape[] {
  const groups = new Map<string, { paint: Paint; area: number; points: [number, number][] }>();
  const map = isMapped(colour) ? colourMap(colour.map) : null;
  xs.forEach((v, i) => {
    const [px, py] = [x(v), y(ys[i])];
    if (!Number.isFinite(px) || !Number.isFinite(py)) return;
    const paint = isMapped(colour) ? shade(colour, i, map!) : paintAt(colour, i);
    const area = typeof size === 'number' ? size : (size[i % size.length] ?? 36);
    const key = `${paint} ${area}`;
    const group = groups.get(key) ?? { paint, area, points: [] };
    group.points.push([px, py]);
    groups.set(key, group);
  });
  return [...groups.values()].map(g => symbols(g.points, marker, g.area, g.paint, edge, opacity, clip));
}

export const isMapped = (colour: PointsMark['colour']): colour is Mapped =>
  typeof colour === 'object' && 'map' in colour && !Array.isArray(colour);

const paintAt = (colour: Paint | readonly Paint[], i: number): Paint =>
  typeof colour === 'string' ? colour : (colour[i % Math.max(1, colour.length)] ?? 'c0');

function shade(
  { values, low, high }: { values: readonly number[]; low: number; high: number },
  i: number,
  map: (t: number) => d3.RGBColor,
): Paint {
  const t = high > low ? (values[i] - low) / (high - low) : 0.5;
  return map(Math.round(t * SHADES) / SHADES).formatHex();
}

function imageShapes({ rows, columns, pixels, extent, opacity, smooth }: ImageMark, { x, y, clip }: Ground): SceneShape[] {
  const rgba = new Uint8Array(4 * rows * columns);
  if ('rgb' in pixels)
    for (let i = 0; i < rows * columns; i++) {
      for (let c = 0; c < 3; c++) rgba[4 * i + c] = Math.round(255 * Math.min(1, Math.max(0, pixels.rgb[3 * i + c])));
      rgba[4 * i + 3] = 255;
    }
  else {
    const map = colourMap(pixels.map);
    const { low, high, values } = pixels;
    for (let i = 0; i < rows * columns; i++) {
      if (!Number.isFinite(values[i])) continue;
      const { r, g, b } = map(high > low ? (values[i] - low) / (high - low) : 0.5);
      rgba.set([Math.round(r), Math.round(g), Math.round(b), 255], 4 * i);
    }
  }
  const [left, right, bottom, top] = extent;
  const [x0, x1, y0, y1] = [x(left), x(right), y(bottom), y(top)];
  const place = { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) };
  // The first row lies at the top of the extent: where that is the lower side, the picture is turned over.
  return [{ kind: 'image', ...place, url: pngUrl(columns, rows, y1 <= y0 ? rgba : flipped(rgba, rows, columns)), smooth, opacity, clip }];
}

function flipped(rgba: Uint8Array, rows: number, columns: number): Uint8Array {
  const out = new Uint8Array(rgba.length);
  for (let r = 0; r < rows; r++) out.set(rgba.subarray(4 * columns * r, 4 * columns * (r + 1)), 4 * columns * (rows - 1 - r));
  return out;
}

/** From the position in a grid to the value at it, between the entries too. */
function between(at: readonly number[]): (i: number) => number {
  return i => {
    const k = Math.min(at.length - 2, Math.max(0, Math.floor(i)));
    return at.length < 2 ? at[0] : at[k] + (i - k) * (at[k + 1] - at[k]);
  };
}

function contourShapes(
  { filled, x: xs, y: ys, values, levels, map, colours, width, opacity }: ContourMark,
  { x, y, clip, box }: Ground,
): SceneShape[] {
  const [columns, rows] = [xs.length, ys.length];
  const [atX, atY] = [between(xs), between(ys)];
  const colour = colourMap(map);
  const { length } = levels;
  const bands = filled ? length - 1 : length;
  const shapes: SceneShape[] = [];
  // d3's grid has its entries in the middle of cells: half a cell is taken off, and the border is the data's own.
  const transform = d3.geoTransform({
    point(px, py) {
      const gx = Math.min(columns - 1, Math.max(0, px - 0.5));
      const gy = Math.min(rows - 1, Math.max(0, py - 0.5));
      this.stream.point(x(atX(gx)), y(atY(gy)));
    },
  });
  const outline = d3.geoPath(transform);
  const finite = values.map(v => (Number.isFinite(v) ? v : -1e300));
  const make = d3.contours().size([columns, rows]);
  const contour = (level: number): string => digits(outline(make.contour(finite, level)));
  // The edge of the data is no contour: a line ends there.
  const edge = (p: number, count: number): number => (p <= 0.5 ? -1 : p >= count - 0.5 ? 1 : 0);
  const lineAt = (level: number): string => {
    const parts: string[] = [];
    for (const ring of make.contour(finite, level).coordinates.flat())
      ring.forEach(([px, py], i) => {
        const [qx, qy] = ring[i === 0 ? i : i - 1];
        const along =
          (edge(px, columns) !== 0 && edge(px, columns) === edge(qx, columns)) ||
          (edge(py, rows) !== 0 && edge(py, rows) === edge(qy, rows));
        const place = `${x(atX(Math.min(columns - 1, Math.max(0, px - 0.5))))},${y(atY(Math.min(rows - 1, Math.max(0, py - 0.5))))}`;
        parts.push(`${i === 0 || along ? 'M' : 'L'}${place}`);
      });
    return digits(parts.join(''));
  };
  const whole = boxPath(x, y, xs, ys, box);
  for (let band = 0; band < bands; band++) {
    const t = filled ? (band + 0.5) / bands : length > 1 ? band / (length - 1) : 0.5;
    const paint = colours ? colours[band % colours.length] : colour(t).formatHex();
    const inner = filled ? (band === 0 ? whole : contour(levels[band])) : lineAt(levels[band]);
    if (!inner) continue;
    if (!filled) {
      shapes.push({ kind: 'path', d: inner, fill: null, stroke: paint, width: width * POINT, opacity, clip });
      continue;
    }
    // A band that one can see through has a hole where the next one begins; else the next one covers it, without a seam.
    const hole = opacity < 1 && band + 1 < bands ? contour(levels[band + 1]) : '';
    shapes.push({ kind: 'path', d: inner + hole, fill: paint, stroke: null, even: hole !== '', opacity, clip });
  }
  return shapes;
}

function boxPath(x: Scale, y: Scale, xs: readonly number[], ys: readonly number[], box: Box): string {
  if (!xs.length || !ys.length) return `M${box.x},${box.y}h${box.width}v${box.height}h${-box.width}Z`;
  const [x0, x1, y0, y1] = [x(xs[0]), x(xs[xs.length - 1]), y(ys[0]), y(ys[ys.length - 1])];
  return digits(`M${x0},${y0}L${x1},${y0}L${x1},${y1}L${x0},${y1}Z`);
}

function barShapes({ across, bars, colour, edge, opacity }: BarsMark, { x, y, clip }: Ground): SceneShape[] {
  const groups = new Map<Paint, string[]>();
  bars.forEach((bar, i) => {
    const [a, b] = across ? [y(bar.from), y(bar.to)] : [x(bar.from), x(bar.to)];
    const [c, d] = across ? [x(bar.base), x(bar.end)] : [y(bar.base), y(bar.end)];
    if (![a, b, c, d].every(Number.isFinite)) return;
    const path = across ? `M${c},${a}L${d},${a}L${d},${b}L${c},${b}Z` : `M${a},${c}L${b},${c}L${b},${d}L${a},${d}Z`;
    const paint = paintAt(colour, i);
    groups.set(paint, [...(groups.get(paint) ?? []), digits(path)]);
  });
  return [...groups].map(([paint, paths]) => ({ kind: 'path', d: paths.join(''), fill: paint, stroke: edge, width: 0.8, opacity, clip }));
}

function ruleShape({ axis, at, to, along, colour, width, dash, opacity }: RuleMark, { x, y, box, clip }: Ground): SceneShape {
  const vertical = axis === 'x';
  const [own, other] = vertical ? [x, y] : [y, x];
  const side = (v: number): number => {
    if (!along.shares) return other(v);
    return vertical ? box.y + box.height * (1 - v) : box.x + box.width * v;
  };
  const [p, q] = [side(along.from), side(along.to)];
  const a = own(at);
  const corner = (u: number, v: number): string => (vertical ? `${u},${v}` : `${v},${u}`);
  if (to !== null) {
    const b = own(to);
    return {
      kind: 'path',
      d: digits(`M${corner(a, p)}L${corner(b, p)}L${corner(b, q)}L${corner(a, q)}Z`),
      fill: colour,
      stroke: null,
      opacity,
      clip,
    };
  }
  return {
    kind: 'path',
    d: digits(`M${corner(a, p)}L${corner(a, q)}`),
    fill: null,
    stroke: colour,
    width: width * POINT,
    dash: dashOf(dash, width * POINT),
    opacity,
    clip,
  };
}

function areaShape({ x: xs, low, high, colour, opacity }: AreaMark, { x, y, clip }: Ground): SceneShape {
  const shape = d3
    .area<number>()
    .defined((_v, i) => [xs[i], low[i], high[i]].every(Number.isFinite))
    .x((_v, i) => x(xs[i]))
    .y0((_v, i) => y(low[i]))
    .y1((_v, i) => y(high[i]));
  return { kind: 'path', d: digits(shape([...xs])), fill: colour, stroke: null, opacity, clip };
}

function errorShape({ x: xs, low, high, colour, opacity }: ErrorsMark, { x, y, clip }: Ground): SceneShape {
  const d = xs.map((v, i) => `M${x(v)},${y(low[i])}L${x(v)},${y(high[i])}`).join('');
  return { kind: 'path', d: digits(d), fill: null, stroke: colour, width: 1.4, opacity, clip };
}

function textShapes({ x: tx, y: ty, text, colour, anchor, shares, arrow, opacity }: TextMark, { x, y, box }: Ground): SceneShape[] {
  const at: [number, number] = shares ? [box.x + tx * box.width, box.y + (1 - ty) * box.height] : [x(tx), y(ty)];
  const lines = plainWords(text).split('\n');
  const shapes: SceneShape[] = lines.map((line, i) => ({
    kind: 'text',
    x: at[0],
    y: at[1] - (lines.length - 1 - i) * 15,
    text: line,
    size: 12,
    anchor,
    fill: colour,
    opacity,
  }));
  if (arrow) {
    const end = [x(arrow[0]), y(arrow[1])];
    shapes.unshift({ kind: 'path', d: digits(`M${at[0]},${at[1]}L${end[0]},${end[1]}`), fill: null, stroke: colour, width: 1.2, opacity });
  }
  return shapes;
}
