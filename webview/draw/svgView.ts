// The scene in SVG with d3: joins keyed by id, nodes that move to their new places, new ones that fade in.
import { easeCubicOut, type Selection, select, type ZoomTransform } from 'd3';
import type { Typeset } from '../../src/maths/typeset';
import type { Scene, SceneEdge, SceneFrame, SceneNode } from '../../src/picture/primitives';
import { s } from '../dom';
import { glyphs } from './glyphs';
import { appendParts, partElement } from './parts';
import { detailAt, type Marks, noMarks, type Renderer, reducedMotion } from './renderer';

const duration = 200;
/** While one zooms, names take their new size this often, in milliseconds: a new style for every part costs more than a frame. */
const pace = 140;
/** As the design has equations in nodes, and the smallest that is still read. */
const formulaSize = 14;
const leastFormula = 11;
const inset = 10;
/** The room above and below its baseline. */
const rise = 15;
const fall = 6;

type Layer<T> = Selection<SVGGElement, T, SVGGElement, unknown>;

export class SvgView implements Renderer {
  readonly element: SVGSVGElement;
  private readonly world: SVGGElement;
  private readonly layers: Record<'lanes' | 'frames' | 'edges' | 'nodes' | 'labels' | 'over' | 'factors', SVGGElement>;
  private marks: Marks = noMarks;
  /** The zoom that the style sheet knows of. */
  private zoom = 1;
  private told = 0;
  private later = 0;

  constructor(
    parent: HTMLElement,
    private readonly formula: (node: SceneNode) => Typeset | undefined = () => undefined,
  ) {
    const layer = (name: string) => s('g', { class: name });
    this.layers = {
      lanes: layer('lanes'),
      frames: layer('frames'),
      edges: layer('edges'),
      nodes: layer('nodes'),
      labels: layer('labels'),
      over: layer('over'),
      factors: layer('factors'),
    };
    this.world = s('g', { class: 'world', 'data-detail': 3 }, ...Object.values(this.layers));
    this.element = s('svg', { class: 'stage', 'aria-hidden': 'false' }, this.world);
    parent.prepend(this.element);
  }

  show(scene: Scene, animate: boolean): void {
    const time = animate && !reducedMotion() ? duration : 0;
    this.drawLanes(scene);
    this.drawFrames(scene.frames);
    this.drawEdges(scene.edges, time);
    this.drawNodes(scene.nodes, time);
    this.layers.over.replaceChildren(...scene.over.map(partElement));
    this.mark(this.marks);
  }

  move({ x, y, k }: ZoomTransform): void {
    this.world.setAttribute('transform', `translate(${x},${y}) scale(${k})`);
    const detail = String(detailAt(k));
    if (this.world.dataset.detail !== detail) this.world.dataset.detail = detail;
    // only the sparse details use it, and setting it costs a new style for every part
    if (detail === '3' || Math.abs(k / this.zoom - 1) < 0.04) return;
    clearTimeout(this.later);
    this.later = window.setTimeout(() => this.tell(k), Math.max(0, this.told + pace - performance.now()));
  }

  private tell(zoom: number): void {
    this.told = performance.now();
    this.zoom = zoom;
    this.world.style.setProperty('--zoom', zoom.toFixed(3));
  }

  mark(marks: Marks): void {
    if (marks.factors !== this.marks.factors) this.drawFactors(marks);
    this.marks = marks;
    this.world.classList.toggle('has-path', marks.path !== null);
    this.world.classList.toggle('has-found', marks.found !== null);
    select(this.layers.nodes)
      .selectAll<SVGGElement, SceneNode>('g.node')
      .classed('selected', node => node.id === marks.selected)
      .classed('at-cursor', node => marks.cursor.has(node.id))
      .classed('found', node => marks.found?.has(node.id) === true)
      .classed('lit', node => marks.path?.has(node.id) === true);
    for (const layer of [this.layers.edges, this.layers.labels]) {
      select(layer)
        .selectChildren<SVGElement, SceneEdge>()
        .classed('asked', edge => marks.asked.has(edge.id))
        .classed('lit', edge => marks.path?.has(edge.id) === true);
    }
  }

  /** Opaque, above all else, and there only while a way is lit. */
  private drawFactors({ factors }: Marks): void {
    this.layers.factors.replaceChildren(
      ...factors.map(({ x, y, width, text, full, pass }) =>
        s(
          'g',
          { class: `factor ${pass}`, transform: `translate(${x - width / 2},${y - 8})` },
          s('title', {}, full),
          s('rect', { width, height: 16, rx: 8 }),
          s('text', { x: width / 2, y: 11.6, 'text-anchor': 'middle' }, text),
        ),
      ),
    );
  }

  typeset(): void {
    const { formula } = this;
    select(this.layers.nodes)
      .selectAll<SVGGElement, SceneNode>('g.node')
      .each(function (node) {
        setFormula(this, node, formula(node));
      });
  }

  restyle(): void {}

  remove(): void {
    clearTimeout(this.later);
    this.element.remove();
  }

  private drawLanes(scene: Scene): void {
    this.layers.lanes.replaceChildren(
      ...scene.lanes.flatMap(lane => {
        const title = s('text', { class: 'lane-title halo', x: lane.x + 20, y: lane.y + 31 }, lane.title);
        const note = s('tspan', { class: 'lane-note d3', dx: 10 }, lane.note);
        title.append(note);
        return [s('rect', { class: `lane ${lane.pass}`, x: lane.x, y: lane.y, width: lane.width, height: lane.height }), title];
      }),
    );
  }

  private drawFrames(frames: SceneFrame[]): void {
    select(this.layers.frames)
      .selectAll<SVGGElement, SceneFrame>('g')
      .data(frames, frame => `${frame.pass} ${frame.path}`)
      .join('g')
      .attr('class', 'frame-group')
      .attr('transform', frame => `translate(${frame.x},${frame.y})`)
      .each(function (frame) {
        this.replaceChildren();
        appendParts(this, frame.parts);
        growable(this, frame.width - 40);
      });
  }

  private drawNodes(nodes: SceneNode[], time: number): void {
    const groups = select(this.layers.nodes)
      .selectAll<SVGGElement, SceneNode>('g.node')
      .data(nodes, node => node.id);
    groups.exit().remove();
    const place = (node: SceneNode) => `translate(${node.x},${node.y})`;
    const entering = groups.enter().append('g').attr('transform', place);
    if (time > 0 && groups.size() > 0) entering.attr('opacity', 0).transition().delay(time).duration(time).attr('opacity', 1);
    const all = entering.merge(groups) as Layer<SceneNode>;
    const { formula } = this;
    all.each(function (node) {
      drawNode(this, node);
      setFormula(this, node, formula(node));
    });
    if (time > 0) groups.transition().duration(time).ease(easeCubicOut).attr('transform', place);
    else groups.attr('transform', place);
    all.order();
  }

  private drawEdges(edges: SceneEdge[], time: number): void {
    const draw = (layer: SVGGElement, fill: (element: SVGGElement, edge: SceneEdge) => void) => {
      const groups = select(layer)
        .selectChildren<SVGGElement, SceneEdge>()
        .data(edges, edge => edge.id);
      groups.exit().remove();
      const moved = groups.filter(function (edge) {
        return this.dataset.d !== edge.d;
      });
      const entering = groups.enter().append('g');
      const all = entering.merge(groups);
      all
        .attr('class', edge => (edge.quiet ? 'quiet' : ''))
        .each(function (edge) {
          if (this.dataset.d === `${edge.d}${edge.look}${edge.label?.width ?? ''}`) return;
          this.dataset.d = `${edge.d}${edge.look}${edge.label?.width ?? ''}`;
          fill(this, edge);
        });
      if (time > 0 && groups.size() > 0)
        for (const each of [entering, moved])
          each
            .attr('opacity', 0)
            .transition()
            .delay(time)
            .duration(time / 2)
            .attr('opacity', 1);
      all.order();
    };
    draw(this.layers.edges, drawEdge);
    draw(this.layers.labels, (element, edge) => {
      element.replaceChildren();
      appendParts(element, edge.parts);
    });
  }
}

function drawEdge(element: SVGGElement, edge: SceneEdge): void {
  const offset = edge.kind === 'backward' ? edge.dash : undefined;
  const arrow = `url(#arrow-${edge.flagged ? 'flagged' : edge.kind})`;
  element.dataset.id = edge.id;
  element.replaceChildren(
    s('path', { class: 'reach', d: edge.d }, s('title', {}, edge.spoken)),
    s('path', { class: edge.look, d: edge.d, 'stroke-dashoffset': offset, 'marker-end': arrow }),
  );
}

function drawNode(element: SVGGElement, node: SceneNode): void {
  const kept = [...element.classList].filter(name => ['selected', 'at-cursor', 'found', 'lit'].includes(name));
  element.setAttribute('class', [node.look, ...kept].join(' '));
  element.setAttribute('id', `node-${node.id}`);
  element.dataset.id = node.id;
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', node.spoken);
  element.replaceChildren(s('rect', { class: 'ring', x: -5, y: -5, width: node.width + 10, height: node.height + 10, rx: 9 }));
  appendParts(element, node.parts);
  growable(element, node.width - marksRoom(element, node));
}

/** The equation as mathematics in the place of its text, a little smaller where it is wide; what is wider yet is cut, with an ellipsis. */
function setFormula(element: SVGGElement, node: SceneNode, set: Typeset | undefined): void {
  const text = element.querySelector(':scope > text.formula:not(.cut)');
  if (!text || !set || node.kind !== 'value') return;
  const drawn = glyphs(set);
  if (!drawn) return;
  const room = node.width - 2 * inset;
  const em = Math.max(leastFormula, Math.min(formulaSize, (1000 * room) / set.width)) / 1000;
  const whole = set.width * em <= room + 0.5;
  const [x, y] = [Number(text.getAttribute('x')), Number(text.getAttribute('y'))];
  const width = whole ? room + 2 : room - 12;
  const place = s('svg', {
    class: 'formula-set d3',
    x,
    y: y - rise,
    width,
    height: rise + fall,
    viewBox: `0 ${-rise / em} ${width / em} ${(rise + fall) / em}`,
  });
  place.append(drawn);
  const title = text.querySelector('title');
  if (title) place.append(title);
  text.replaceWith(place);
  if (!whole) place.after(s('text', { class: 'formula cut d3', x: x + room - 10, y }, '…'));
}

/** What stands right of the name: marks grow by half when one zooms out, a block has its count there. */
function marksRoom(element: SVGGElement, node: SceneNode): number {
  if (node.kind === 'block') return 92;
  const marks = element.querySelectorAll<SVGGraphicsElement>(':scope > .marks > rect');
  return marks.length > 0 ? 26 + 1.5 * Number(marks[0].getAttribute('width')) : 54;
}

/** How large a name may become when one zooms out, so that it stays in its box. */
function growable(element: SVGGElement, room: number): void {
  for (const text of element.querySelectorAll<SVGTextElement>('text.name,text.title')) {
    const letters = (text.firstChild?.textContent ?? '').length;
    const most = Math.max(12, Math.min(24, room / Math.max(1, letters * 0.62)));
    text.style.setProperty('--most', `${most.toFixed(1)}px`);
  }
}
