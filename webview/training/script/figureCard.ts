// A figure that the script drew, with the theme's colours; under the pointer the place in the data; a button that saves it.
import * as d3 from 'd3';
import type { FigureScene, Region, SceneShape } from '../../../src/figure/scene';
import { h, s } from '../../dom';
import { number, say, send } from '../api';
import { Card } from '../card';

/** Names for the theme's own colours; everything else is a colour as it stands. */
const ROLE = /^(?:c\d|ink|dim|line|grid|paper)$/;

type Drawn = d3.Selection<SVGElement, unknown, null, undefined>;

export class FigureCard {
  private readonly save = h('button', { class: 'btn tool', type: 'button' });
  readonly card = new Card('figure', this.save);
  private readonly svg = s('svg', { class: 'drawn', role: 'img' });
  private scene: FigureScene | null = null;

  constructor() {
    this.card.body.append(this.svg);
    this.save.addEventListener('click', () => this.scene && send({ type: 'figure', id: this.scene.id }));
    this.svg.addEventListener('pointermove', event => this.readout(event));
    this.svg.addEventListener('pointerleave', () => this.told());
  }

  update(scene: FigureScene): void {
    const title = say('figureHead', { n: scene.id });
    this.card.head(title);
    this.save.textContent = say('saveFigure');
    this.card.element.classList.toggle('wide', scene.width > 900);
    this.told(scene);
    if (this.scene && JSON.stringify(this.scene) === JSON.stringify(scene)) return;
    this.scene = scene;
    draw(this.svg, scene);
  }

  private told(scene = this.scene): void {
    this.card.tell('', scene?.left.length ? say('notDrawn', { calls: scene.left.join(', ') }) : '');
  }

  private readout(event: PointerEvent): void {
    if (!this.scene) return;
    const [px, py] = d3.pointer(event, this.svg);
    const box = this.scene.regions.find(({ box: b }) => px >= b.x && px <= b.x + b.width && py >= b.y && py <= b.y + b.height);
    if (!box) {
      this.told();
      return;
    }
    const [x, y] = placeIn(box, px, py);
    this.card.tell('', `x = ${number(x, 4)}   y = ${number(y, 4)}`);
  }
}

function placeIn({ box, x, y, logX, logY }: Region, px: number, py: number): [number, number] {
  const at = ([from, to]: readonly [number, number], t: number, log: boolean): number =>
    log && from > 0 && to > 0 ? from * (to / from) ** t : from + t * (to - from);
  return [at(x, (px - box.x) / box.width, logX), at(y, 1 - (py - box.y) / box.height, logY)];
}

let drawings = 0;

function draw(element: SVGSVGElement, { width, height, clips, shapes, name }: FigureScene): void {
  const prefix = `figure-${++drawings}-`;
  const svg = d3.select(element).attr('viewBox', `0 0 ${width} ${height}`).attr('aria-label', name).style('max-width', `${width}px`);
  svg.selectAll('*').remove();
  svg
    .append('defs')
    .selectAll('clipPath')
    .data(clips)
    .join('clipPath')
    .attr('id', (_box, i) => prefix + i)
    .append('rect')
    .attr('x', box => box.x)
    .attr('y', box => box.y)
    .attr('width', box => box.width)
    .attr('height', box => box.height);
  for (const shape of shapes) {
    const drawn = append(svg as unknown as Drawn, shape);
    if (shape.clip !== undefined) drawn.attr('clip-path', `url(#${prefix}${shape.clip})`);
    if (shape.opacity !== undefined && shape.opacity < 1) drawn.attr('opacity', shape.opacity);
  }
}

function paint(drawn: Drawn, property: 'fill' | 'stroke', colour: string | null): void {
  if (colour === null) drawn.attr(property, 'none');
  else if (ROLE.test(colour)) drawn.classed(`${property}-${colour}`, true);
  else drawn.attr(property, colour);
}

function append(svg: Drawn, shape: SceneShape): Drawn {
  if (shape.kind === 'image')
    return svg
      .append('image')
      .attr('x', shape.x)
      .attr('y', shape.y)
      .attr('width', shape.width)
      .attr('height', shape.height)
      .attr('preserveAspectRatio', 'none')
      .attr('href', shape.url)
      .classed('pixels', !shape.smooth) as unknown as Drawn;
  if (shape.kind === 'text') {
    const text = svg
      .append('text')
      .attr('x', shape.x)
      .attr('y', shape.y)
      .attr('text-anchor', shape.anchor)
      .style('font-size', `${shape.size}px`)
      .classed('strong', shape.strong === true)
      .text(shape.text) as unknown as Drawn;
    if (shape.turned) text.attr('transform', `rotate(${shape.turned} ${shape.x} ${shape.y})`);
    paint(text, 'fill', shape.fill);
    return text;
  }
  const path = svg
    .append('path')
    .attr('d', shape.d)
    .attr('fill-rule', shape.even ? 'evenodd' : null)
    .attr('stroke-dasharray', shape.dash ?? null) as unknown as Drawn;
  paint(path, 'fill', shape.fill);
  paint(path, 'stroke', shape.stroke);
  if (shape.stroke !== null) path.attr('stroke-width', shape.width ?? 1).attr('stroke-linejoin', 'round');
  return path;
}
