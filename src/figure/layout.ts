// A figure's scene: where the axes lie, their frames, ticks, titles and legends, and the marks in them.
import { colourMap } from './colourMaps';
import type { Axes, Figure, Mark, Paint } from './figure';
import { extentOf, limitsOf, type Scale, scaleOf, type Tick, ticksOf, tickTexts } from './frame';
import { dashOf, type Ground, isMapped, shapesOf } from './marks';
import { pngUrl } from './png';
import type { Box, FigureScene, Region, SceneShape } from './scene';
import { plainWords, wordWidth } from './words';

const SIZE = { tick: 11, label: 12, title: 13, whole: 14 };

interface Page {
  readonly shapes: SceneShape[];
  readonly clips: Box[];
  readonly regions: Region[];
}

export function sceneOfFigure(figure: Figure): FigureScene {
  const { width, height, axes, id, saved } = figure;
  const page: Page = { shapes: [], clips: [], regions: [] };
  const title = plainWords(figure.title);
  if (title)
    page.shapes.push({ kind: 'text', x: width / 2, y: 22, text: title, size: SIZE.whole, anchor: 'middle', fill: 'ink', strong: true });
  const top = title ? 30 : 0;
  let below: Placed | null = null;
  for (const each of axes) {
    const cell = cellOf(each, width, height, top);
    below = each.twin && below ? drawTwin(each, below, page) : drawAxes(each, cell, page);
  }
  const left = [...new Set(axes.flatMap(a => a.left))];
  const name = title || axes.map(a => plainWords(a.title)).find(Boolean) || `figure ${id}`;
  return { id, width, height, name, saved, left, ...page };
}

function cellOf({ place }: Axes, width: number, height: number, top: number): Box {
  if ('left' in place)
    return {
      x: place.left * width - 44,
      y: (1 - place.bottom - place.height) * height - 24,
      width: place.width * width + 60,
      height: place.height * height + 64,
    };
  const [w, h] = [width / place.columns, (height - top) / place.rows];
  return { x: place.column * w, y: top + place.row * h, width: place.wide * w, height: place.tall * h };
}

interface Placed {
  readonly box: Box;
  readonly x: Scale;
}

function drawAxes(axes: Axes, cell: Box, page: Page): Placed {
  const title = plainWords(axes.title);
  const [xLabel, yLabel] = [plainWords(axes.x.label), plainWords(axes.y.label)];
  const extent = extentOf(axes);
  const limits = { x: limitsOf(axes, 'x', extent), y: limitsOf(axes, 'y', extent) };
  const titles = title ? title.split('\n') : [];
  const topRoom = (titles.length ? 8 + 17 * titles.length : 12) + 4;
  const bottomRoom = axes.bare ? 8 : 24 + (xLabel ? 18 : 0) + 4;
  const barRoom = axes.colourBar ? 62 + (axes.colourBar.label ? 16 : 0) : 0;
  // The labels of the y axis decide how much room they need.
  const tall = Math.max(20, cell.height - topRoom - bottomRoom);
  const probe = scaleOf(axes.y, limits.y, [tall, 0]);
  const yTicks = axes.bare ? [] : ticksOf(axes.y, probe, tall, 44);
  const tickRoom = Math.max(8, ...yTicks.map(t => wordWidth(t.text, SIZE.tick)));
  const leftRoom = axes.bare ? 8 : tickRoom + 14 + (yLabel ? 20 : 0);
  const full = { x: cell.x + leftRoom, y: cell.y + topRoom, width: Math.max(20, cell.width - leftRoom - 14 - barRoom), height: tall };
  const box = axes.equal ? squared(full, limits.x, limits.y, axes) : full;
  const x = scaleOf(axes.x, limits.x, [box.x, box.x + box.width]);
  const y = scaleOf(axes.y, limits.y, [box.y + box.height, box.y]);
  const xTicks = axes.bare ? [] : fitting(ticksOf(axes.x, x, box.width, 64), x);
  const { shapes } = page;
  page.clips.push(box);
  const ground: Ground = { x, y, box, clip: page.clips.length - 1 };
  if (axes.grid) gridLines(shapes, box, x, y, xTicks, yTicks);
  for (const mark of axes.marks) shapes.push(...shapesOf(mark, ground));
  if (!axes.bare) frame(shapes, box, x, y, xTicks, yTicks);
  titles.forEach((line, i) => {
    const at = box.y - 9 - 17 * (titles.length - 1 - i);
    shapes.push({
      kind: 'text',
      x: box.x + box.width / 2,
      y: at,
      text: line,
      size: SIZE.title,
      anchor: 'middle',
      fill: 'ink',
      strong: true,
    });
  });
  if (!axes.bare) {
    if (xLabel)
      shapes.push({
        kind: 'text',
        x: box.x + box.width / 2,
        y: box.y + box.height + 37,
        text: xLabel,
        size: SIZE.label,
        anchor: 'middle',
        fill: 'ink',
      });
    const at = box.x - tickRoom - 18;
    if (yLabel)
      shapes.push({
        kind: 'text',
        x: at,
        y: box.y + box.height / 2,
        text: yLabel,
        size: SIZE.label,
        anchor: 'middle',
        fill: 'ink',
        turned: -90,
      });
  }
  if (axes.colourBar) colourBar(shapes, box, axes.colourBar);
  if (axes.legend) legend(shapes, axes, ground);
  page.regions.push({ box, x: limits.x, y: limits.y, logX: axes.x.log, logY: axes.y.log });
  return { box, x };
}

/** A second y axis at the right of the axes below. */
function drawTwin(axes: Axes, { box, x }: Placed, page: Page): Placed {
  const limits = limitsOf(axes, 'y', extentOf(axes));
  const y = scaleOf(axes.y, limits, [box.y + box.height, box.y]);
  const { shapes } = page;
  page.clips.push(box);
  const ground: Ground = { x, y, box, clip: page.clips.length - 1 };
  for (const mark of axes.marks) shapes.push(...shapesOf(mark, ground));
  for (const { at, text } of ticksOf(axes.y, y, box.height, 44))
    shapes.push({ kind: 'text', x: box.x + box.width - 6, y: y(at) + 4, text, size: SIZE.tick, anchor: 'end', fill: 'dim' });
  if (axes.legend) legend(shapes, axes, ground);
  return { box, x };
}

function squared(box: Box, x: readonly [number, number], y: readonly [number, number], axes: Axes): Box {
  if (axes.x.log || axes.y.log) return box;
  const ratio = Math.abs(x[1] - x[0]) / Math.abs(y[1] - y[0]);
  if (!(ratio > 1e-3 && ratio < 1e3)) return box;
  const width = Math.min(box.width, box.height * ratio);
  const height = width / ratio;
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

/** Labels that would touch the one before are left out. */
function fitting(ticks: readonly Tick[], x: Scale): Tick[] {
  const ordered = [...ticks].sort((a, b) => x(a.at) - x(b.at));
  let end = Number.NEGATIVE_INFINITY;
  return ordered.map(tick => {
    const half = wordWidth(tick.text, SIZE.tick) / 2;
    if (x(tick.at) - half < end + 6) return { at: tick.at, text: '' };
    end = x(tick.at) + half;
    return tick;
  });
}

function gridLines(shapes: SceneShape[], box: Box, x: Scale, y: Scale, xTicks: readonly Tick[], yTicks: readonly Tick[]): void {
  const d = [
    ...xTicks.map(t => `M${round(x(t.at))},${round(box.y)}v${round(box.height)}`),
    ...yTicks.map(t => `M${round(box.x)},${round(y(t.at))}h${round(box.width)}`),
  ].join('');
  if (d) shapes.push({ kind: 'path', d, fill: null, stroke: 'grid', width: 1 });
}

function frame(shapes: SceneShape[], box: Box, x: Scale, y: Scale, xTicks: readonly Tick[], yTicks: readonly Tick[]): void {
  const bottom = box.y + box.height;
  const edge = `M${round(box.x)},${round(box.y)}h${round(box.width)}v${round(box.height)}h${round(-box.width)}Z`;
  const marks = [
    ...xTicks.map(t => `M${round(x(t.at))},${round(bottom)}v4`),
    ...yTicks.map(t => `M${round(box.x)},${round(y(t.at))}h-4`),
  ].join('');
  shapes.push({ kind: 'path', d: edge + marks, fill: null, stroke: 'line', width: 1 });
  for (const { at, text } of xTicks)
    if (text) shapes.push({ kind: 'text', x: x(at), y: bottom + 17, text, size: SIZE.tick, anchor: 'middle', fill: 'dim' });
  for (const { at, text } of yTicks)
    if (text) shapes.push({ kind: 'text', x: box.x - 8, y: y(at) + 4, text, size: SIZE.tick, anchor: 'end', fill: 'dim' });
}

function colourBar(shapes: SceneShape[], box: Box, { map, low, high, label }: NonNullable<Axes['colourBar']>): void {
  const colour = colourMap(map);
  const rgba = new Uint8Array(4 * 128);
  for (let i = 0; i < 128; i++) {
    const { r, g, b } = colour(1 - i / 127);
    rgba.set([Math.round(r), Math.round(g), Math.round(b), 255], 4 * i);
  }
  const place = { x: box.x + box.width + 12, y: box.y, width: 12, height: box.height };
  shapes.push({ kind: 'image', ...place, url: pngUrl(1, 128, rgba), smooth: true });
  const at = [low, (low + high) / 2, high];
  const texts = tickTexts(at);
  at.forEach((v, i) => {
    const t = high > low ? (v - low) / (high - low) : 0.5;
    shapes.push({
      kind: 'text',
      x: place.x + 18,
      y: box.y + box.height * (1 - t) + (i === 2 ? 9 : i === 0 ? 0 : 4),
      text: texts[i],
      size: SIZE.tick,
      anchor: 'start',
      fill: 'dim',
    });
  });
  if (label)
    shapes.push({
      kind: 'text',
      x: place.x + 62,
      y: box.y + box.height / 2,
      text: plainWords(label),
      size: SIZE.label,
      anchor: 'middle',
      fill: 'ink',
      turned: -90,
    });
}

function legend(shapes: SceneShape[], axes: Axes, { box, x, y }: Ground): void {
  const entries = axes.marks.filter(m => m.label);
  if (!entries.length || !axes.legend) return;
  const title = axes.legend.title;
  const words = entries.map(m => plainWords(m.label ?? ''));
  const width = Math.max(...[...words, title].map(w => wordWidth(w, SIZE.tick))) + 44;
  const height = 8 + 18 * (entries.length + (title ? 1 : 0));
  const [left, top] = corner(axes.legend.place, box, width, height, axes.marks, x, y);
  shapes.push({
    kind: 'path',
    d: `M${round(left)},${round(top)}h${round(width)}v${round(height)}h${round(-width)}Z`,
    fill: 'paper',
    stroke: 'line',
    width: 1,
    opacity: 0.88,
  });
  let line = top + 18;
  if (title) {
    shapes.push({ kind: 'text', x: left + 10, y: line, text: title, size: SIZE.tick, anchor: 'start', fill: 'ink', strong: true });
    line += 18;
  }
  entries.forEach((mark, i) => {
    shapes.push(...sample(mark, left + 8, line - 4));
    shapes.push({ kind: 'text', x: left + 36, y: line, text: words[i], size: SIZE.tick, anchor: 'start', fill: 'ink' });
    line += 18;
  });
}

function sample(mark: Mark, x: number, y: number): SceneShape[] {
  const [paint] = paintsOf(mark);
  if (mark.kind === 'bars' || mark.kind === 'area' || (mark.kind === 'rule' && mark.to !== null))
    return [{ kind: 'path', d: `M${round(x)},${round(y - 5)}h22v10h-22Z`, fill: paint, stroke: null, opacity: mark.opacity }];
  if (mark.kind === 'points') {
    const at = { x: axisOf(x + 11), y: axisOf(y), box: { x, y, width: 22, height: 10 }, clip: 0 };
    return shapesOf({ ...mark, x: [0], y: [0], colour: paint, size: 36 }, at).map(free);
  }
  const wide = 'width' in mark ? mark.width * (100 / 72) : 1.6;
  const dash = 'dash' in mark ? mark.dash : 'solid';
  const shapes: SceneShape[] = [];
  if (dash !== 'none')
    shapes.push({ kind: 'path', d: `M${round(x)},${round(y)}h22`, fill: null, stroke: paint, width: wide, dash: dashOf(dash, wide) });
  if (mark.kind === 'line' && mark.marker) {
    const at = { x: axisOf(x + 11), y: axisOf(y), box: { x, y, width: 22, height: 10 }, clip: 0 };
    shapes.push(...shapesOf({ ...mark, x: [0], y: [0], dash: 'none' }, at).map(free));
  }
  return shapes;
}

const axisOf = (at: number): Scale =>
  scaleOf({ label: '', low: null, high: null, inverted: false, log: false, ticks: null }, [-1, 1], [at - 1, at + 1]);
const free = ({ clip: _clip, ...shape }: SceneShape): SceneShape => shape as SceneShape;

function paintsOf(mark: Mark): readonly Paint[] {
  if (mark.kind === 'image') return ['ink'];
  if (mark.kind === 'contour') return mark.colours ?? ['c0'];
  const { colour } = mark;
  if (typeof colour === 'string') return [colour];
  if (isMapped(colour)) return [colourMap(colour.map)(0.5).formatHex()];
  return colour.length ? colour : ['c0'];
}

const CORNERS: Readonly<Record<string, readonly [number, number]>> = {
  'upper right': [1, 0],
  'upper left': [0, 0],
  'lower left': [0, 1],
  'lower right': [1, 1],
  right: [1, 0.5],
  'center left': [0, 0.5],
  'center right': [1, 0.5],
  'lower center': [0.5, 1],
  'upper center': [0.5, 0],
  center: [0.5, 0.5],
};

/** Where it was asked for, else the corner that hides the fewest points. */
function corner(place: string, box: Box, width: number, height: number, marks: readonly Mark[], x: Scale, y: Scale): [number, number] {
  const at = ([h, v]: readonly [number, number]): [number, number] => [
    box.x + 8 + h * (box.width - width - 16),
    box.y + 8 + v * (box.height - height - 16),
  ];
  const asked = CORNERS[place];
  if (asked) return at(asked);
  const points = marks.flatMap(m =>
    'x' in m && 'y' in m && Array.isArray(m.x) ? m.x.map((v, i): [number, number] => [x(v), y((m.y as readonly number[])[i])]) : [],
  );
  const hidden = ([left, top]: [number, number]): number =>
    points.filter(([px, py]) => px >= left - 4 && px <= left + width + 4 && py >= top - 4 && py <= top + height + 4).length;
  const choices = ['upper right', 'upper left', 'lower left', 'lower right'].map(name => at(CORNERS[name]));
  return choices.reduce((best, each) => (hidden(each) < hidden(best) ? each : best));
}

const round = (v: number): number => Math.round(100 * v) / 100;
