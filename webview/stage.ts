// The canvas region: pan and zoom, which renderer draws, and what the pointer is at.
import { select, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3';
import type { Typeset } from '../src/maths/typeset';
import type { Scene, SceneEdge, SceneNode } from '../src/picture/primitives';
import { CanvasView } from './draw/canvasView';
import { edgeAt, type Marks, nodeAt, noMarks, type Renderer, reducedMotion } from './draw/renderer';
import { SvgView } from './draw/svgView';

export interface StageEvents {
  click(node: SceneNode | undefined, event: MouseEvent): void;
  open(node: SceneNode): void;
  /** A click on the ± of an opened group's frame. */
  fold(path: string): void;
  hover(node: SceneNode | undefined, edge: SceneEdge | undefined): void;
  zoomed(transform: ZoomTransform): void;
  /** A node's right-hand side set as mathematics, once there is one. */
  formula(node: SceneNode): Typeset | undefined;
}

const margin = 16;
const duration = 200;
const zoomRange: [number, number] = [0.01, 4];

export class Stage {
  private renderer: Renderer | null = null;
  private scene: Scene | null = null;
  private marks: Marks = noMarks;
  /** The reader has moved the picture: a new one is not fitted by itself. */
  private touched = false;
  private readonly behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent(zoomRange)
    .filter((event: Event) => event.type !== 'dblclick' && (event as MouseEvent).button !== 2);

  constructor(
    readonly element: HTMLElement,
    private readonly events: StageEvents,
  ) {
    this.behaviour.on('zoom', event => {
      if (event.sourceEvent) this.touched = true;
      this.renderer?.move(event.transform);
      events.zoomed(event.transform);
    });
    select(element).call(this.behaviour).on('dblclick.zoom', null);
    element.addEventListener('click', event => this.clicked(event));
    element.addEventListener('dblclick', event => {
      const node = this.under(event).node;
      if (node) events.open(node);
    });
    element.addEventListener('pointermove', event => this.pointed(event));
    element.addEventListener('pointerleave', () => events.hover(undefined, undefined));
    new ResizeObserver(() => {
      if (!this.touched) this.first();
    }).observe(element);
  }

  get transform(): ZoomTransform {
    return zoomTransform(this.element);
  }

  /** Draws a scene. `keep`: the node that stays where it is on the screen. */
  show(scene: Scene, canvasFrom: number, keep: string | null): void {
    const before = this.scene;
    const anchor = this.touched || keep ? this.anchor(keep, scene) : undefined;
    const wanted = scene.nodes.length > canvasFrom ? CanvasView : SvgView;
    if (!(this.renderer instanceof wanted)) {
      this.renderer?.remove();
      this.renderer = new wanted(this.element, this.events.formula);
    }
    this.scene = scene;
    this.renderer.show(scene, before !== null);
    this.renderer.mark(this.marks);
    if (anchor && this.touched) this.move(this.transform.translate(anchor.x, anchor.y), 0);
    else if (anchor && before) this.move(this.transform.translate(anchor.x, anchor.y), 0);
    else if (!this.touched) this.first();
    this.renderer.move(this.transform);
  }

  /** More formulas are set now. */
  typeset(): void {
    this.renderer?.typeset();
  }

  /** Starts anew with another file. */
  forget(): void {
    this.touched = false;
    this.scene = null;
  }

  mark(marks: Marks): void {
    this.marks = marks;
    this.renderer?.mark(marks);
  }

  restyle(): void {
    this.renderer?.restyle();
  }

  fit(animate = true): void {
    this.touched = false;
    if (this.scene && this.scene.width > 0) this.move(this.fitting(this.scene, 1), animate ? duration : 0);
  }

  /** To a scale (1: actual size), around the middle of the region. */
  scaleTo(scale: number): void {
    this.touched = true;
    select(this.element)
      .transition()
      .duration(reducedMotion() ? 0 : 120)
      .call(this.behaviour.scaleTo, scale);
  }

  scaleBy(factor: number): void {
    this.touched = true;
    select(this.element)
      .transition()
      .duration(reducedMotion() ? 0 : 120)
      .call(this.behaviour.scaleBy, factor);
  }

  /** Brings a node into view, at least large enough to read where `near`. */
  reveal(node: SceneNode, near = false): void {
    const { width, height } = this.element.getBoundingClientRect();
    const { k, x, y } = this.transform;
    const left = node.x * k + x;
    const top = node.y * k + y;
    const inside = left > 8 && top > 8 && left + node.width * k < width - 8 && top + node.height * k < height - 8;
    if (inside && !near) return;
    this.touched = true;
    const scale = near ? Math.max(1, k) : k;
    const to = zoomIdentity
      .translate(width / 2, height / 2)
      .scale(scale)
      .translate(-node.x - node.width / 2, -node.y - node.height / 2);
    this.move(to, duration);
  }

  /** The middle of the region to a point of the scene. */
  center(x: number, y: number): void {
    this.touched = true;
    select(this.element).call(this.behaviour.translateTo, x, y);
  }

  /** The visible part of the scene. */
  get seen(): { x: number; y: number; width: number; height: number } {
    const { k, x, y } = this.transform;
    return { x: -x / k, y: -y / k, width: this.element.clientWidth / k, height: this.element.clientHeight / k };
  }

  private fitting(scene: Scene, most: number): ZoomTransform {
    const { clientWidth: width, clientHeight: height } = this.element;
    const scale = Math.max(zoomRange[0], Math.min(most, (width - 2 * margin) / scene.width, (height - 2 * margin) / scene.height));
    return zoomIdentity
      .translate(Math.max(margin, (width - scene.width * scale) / 2), Math.max(margin, (height - scene.height * scale) / 2))
      .scale(scale);
  }

  /** The first look: all of it where names can still be read, else its beginning. */
  private first(): void {
    if (!this.scene || this.scene.width === 0) return;
    const whole = this.fitting(this.scene, 1);
    if (whole.k >= 0.42 || this.scene.nodes.length > 150) {
      this.move(whole, 0);
      return;
    }
    const { clientHeight: height } = this.element;
    const scale = Math.max(whole.k, Math.min(0.55, (height - 2 * margin) / this.scene.height));
    this.move(zoomIdentity.translate(margin, Math.max(margin, (height - this.scene.height * scale) / 2)).scale(scale), 0);
  }

  private move(to: ZoomTransform, time: number): void {
    const target = select(this.element);
    if (time > 0 && !reducedMotion()) target.transition().duration(time).call(this.behaviour.transform, to);
    else target.interrupt().call(this.behaviour.transform, to);
  }

  /** How far the scene must move so that a node that both scenes have stays where it is. */
  private anchor(keep: string | null, next: Scene): { x: number; y: number } | undefined {
    if (!this.scene) return undefined;
    const now = new Map(next.nodes.map(node => [node.id, node]));
    const seen = this.seen;
    const distance = (node: SceneNode) => Math.hypot(node.x - seen.x - seen.width / 2, node.y - seen.y - seen.height / 2);
    const shared = this.scene.nodes.filter(node => now.has(node.id));
    const old = shared.find(node => node.id === keep) ?? shared.sort((a, b) => distance(a) - distance(b))[0];
    const fresh = old && now.get(old.id);
    return fresh && { x: old.x + old.width / 2 - fresh.x - fresh.width / 2, y: old.y + old.height / 2 - fresh.y - fresh.height / 2 };
  }

  private point(event: MouseEvent): [number, number] {
    const box = this.element.getBoundingClientRect();
    return this.transform.invert([event.clientX - box.left, event.clientY - box.top]);
  }

  private under(event: MouseEvent): { node?: SceneNode; edge?: SceneEdge; frame?: string } {
    if (!this.scene) return {};
    const [x, y] = this.point(event);
    const node = nodeAt(this.scene, x, y);
    if (node) return { node };
    const frame = this.scene.frames.findLast(each => x >= each.x + 4 && x <= each.x + 30 && y >= each.y + 2 && y <= each.y + 28);
    if (frame) return { frame: frame.path };
    return { edge: edgeAt(this.scene, x, y, 6 / this.transform.k, this.marks.asked) };
  }

  private clicked(event: MouseEvent): void {
    const { node, frame } = this.under(event);
    const [x, y] = this.point(event);
    if (frame) this.events.fold(frame);
    else if (node?.path !== undefined && x - node.x < 28 && y - node.y < 28) this.events.open(node);
    else this.events.click(node, event);
  }

  private pointed(event: PointerEvent): void {
    if (event.buttons !== 0) return;
    const { node, edge, frame } = this.under(event);
    this.element.classList.toggle('pointing', node !== undefined || frame !== undefined);
    if (this.renderer instanceof CanvasView) this.element.title = node?.spoken ?? edge?.spoken ?? '';
    this.events.hover(node, edge);
  }
}
