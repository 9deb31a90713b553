// The decision boundary as it is learned: a map for each run, the examples on it, a line where the class changes.
import * as d3 from 'd3';
import type { Boundary, TrainingView } from '../../src/train/view';
import { h, s } from '../dom';
import { number, percent, say, whole } from './api';
import { Card } from './card';
import { classColours, classTone, SYMBOLS } from './tones';

const POINT = 14;

class Map2 {
  readonly element: HTMLElement;
  private readonly canvas = h('canvas', { class: 'map' });
  private readonly overlay = s('svg', { class: 'overlay' });
  private readonly caption = h('figcaption', {});
  private key = '';

  constructor(private tone: string) {
    this.element = h('figure', {}, h('div', { class: 'frame' }, this.canvas, this.overlay), this.caption);
  }

  /** Yours is red where it fails, as everywhere. */
  toned(tone: string): this {
    this.tone = tone;
    return this;
  }

  draw(boundary: Boundary, cells: readonly number[], side: number, title: string, right: string): void {
    this.paint(boundary, cells);
    this.points(boundary, cells, side);
    this.caption.replaceChildren(h('span', { class: `${this.tone}-text` }, title), ` ${right}`);
    this.overlay.setAttribute('aria-label', `${title} ${right}`);
  }

  private paint({ size, classes }: Boundary, cells: readonly number[]): void {
    const { canvas } = this;
    canvas.width = size;
    canvas.height = size;
    const context = canvas.getContext('2d');
    if (!context) return;
    const image = context.createImageData(size, size);
    const { classes: colours, background } = classColours(Math.max(2, classes.length));
    for (let r = 0; r < size; r++)
      for (let c = 0; c < size; c++) {
        const value = cells[r * size + c];
        const [k, sure] = sureness(value, classes.length);
        const from = colours[k];
        const share = 0.1 + 0.38 * sure;
        const at = ((size - 1 - r) * size + c) * 4;
        image.data[at] = background.r + share * (from.r - background.r);
        image.data[at + 1] = background.g + share * (from.g - background.g);
        image.data[at + 2] = background.b + share * (from.b - background.b);
        image.data[at + 3] = 255;
      }
    context.putImageData(image, 0, 0);
  }

  private points(boundary: Boundary, cells: readonly number[], side: number): void {
    const svg = d3.select(this.overlay).attr('width', side).attr('height', side).attr('viewBox', `0 0 ${side} ${side}`);
    const { size, classes } = boundary;
    svg.selectAll('path.border').remove();
    svg
      .insert('path', 'g')
      .attr('class', 'border')
      .attr('d', borders(cells, size, classes.length, side));
    const key = `${side} ${boundary.points.length} ${boundary.x} ${boundary.y}`;
    if (key === this.key) return;
    this.key = key;
    const x = d3.scaleLinear(boundary.x, [0, side]);
    const y = d3.scaleLinear(boundary.y, [side, 0]);
    svg.selectAll('g').remove();
    svg
      .append('g')
      .selectAll('path')
      .data(boundary.points)
      .join('path')
      .attr('class', p => `point ${classTone(p.k)}`)
      .attr('transform', p => `translate(${x(p.x)},${y(p.y)})`)
      .attr('d', p => d3.symbol(SYMBOLS[p.k % SYMBOLS.length], POINT)());
  }
}

/** The class of a cell, and how sure the model is of it, from 0 to 1. */
function sureness(value: number, classes: number): [k: number, sure: number] {
  if (classes <= 2 && value <= 1) return value > 0.5 ? [1, 2 * value - 1] : [0, 1 - 2 * value];
  const k = Math.floor(value);
  const least = 1 / Math.max(2, classes);
  return [k, Math.max(0, (value - k - least) / (1 - least))];
}

/** Line segments between cells of different classes. */
function borders(cells: readonly number[], size: number, classes: number, side: number): string {
  const k = (r: number, c: number): number => sureness(cells[r * size + c], classes)[0];
  const u = side / size;
  const parts: string[] = [];
  for (let r = 0; r < size; r++)
    for (let c = 0; c < size; c++) {
      if (c + 1 < size && k(r, c) !== k(r, c + 1)) parts.push(`M${(c + 1) * u},${side - (r + 1) * u}v${u}`);
      if (r + 1 < size && k(r, c) !== k(r + 1, c)) parts.push(`M${c * u},${side - (r + 1) * u}h${u}`);
    }
  return parts.join('');
}

export class BoundaryCard {
  readonly card = new Card('boundary');
  private readonly yours = new Map2('yours');
  private readonly exact = new Map2('exact');
  private readonly legend = h('div', { class: 'legend' });

  constructor() {
    this.card.body.append(h('div', { class: 'maps' }, this.yours.element, this.exact.element), this.legend);
  }

  update(view: TrainingView, wrong: boolean): void {
    const { boundary, accuracy } = view;
    this.card.hidden = !boundary;
    if (!boundary) return;
    const two = boundary.cells.exact !== null;
    this.card.head(say('boundary'), `${say('stepAxis')} ${whole(view.step)}`);
    const side = Math.max(80, Math.min(two ? (this.card.width - 12) / 2 : this.card.width, 250));
    const right = (share: number | null | undefined): string =>
      share === null || share === undefined ? '' : say('right', { percent: percent(share) });
    this.yours
      .toned(wrong ? 'bad' : 'yours')
      .draw(boundary, boundary.cells.yours, side, say(two || view.loss.exact ? 'yours' : 'exact'), right(accuracy?.yours));
    this.exact.element.hidden = !two;
    if (boundary.cells.exact) this.exact.draw(boundary, boundary.cells.exact, side, say('exact'), right(accuracy?.exact));
    this.legend.replaceChildren(
      ...boundary.classes.map((name, k) => h('span', {}, swatch(k), say('classNamed', { name }))),
      h('span', { class: 'dim' }, say('paler')),
    );
    const [x, y] = [boundary.x, boundary.y].map(r => `${number(r[0])} … ${number(r[1])}`);
    this.card.element.title = `x ${x}, y ${y}`;
  }
}

export function swatch(k: number): SVGSVGElement {
  const path = s('path', {
    class: `point ${classTone(k)}`,
    transform: 'translate(6,6)',
    d: d3.symbol(SYMBOLS[k % SYMBOLS.length], 34)() ?? '',
  });
  return s('svg', { width: 12, height: 12, 'aria-hidden': 'true' }, path);
}
