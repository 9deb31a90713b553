// The scene on a canvas, for pictures of many boxes: only what is visible is drawn, and less of it the farther one zooms out. While very
// many boxes move, the last sharp frame is moved instead, over a small picture of the whole, and drawn sharp again when they rest.
import type { ZoomTransform } from 'd3';
import type { Scene } from '../../src/picture/primitives';
import { h } from '../dom';
import { Content, Painter } from './painter';
import { Probe } from './probe';
import { detailAt, type Marks, noMarks, type Renderer } from './renderer';

/** Above so many visible boxes a moving picture is not painted anew in every frame. */
const heavy = 1500;
const rest = 90;
const overviewSide = 2400;

export class CanvasView implements Renderer {
  readonly element: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private readonly probe: Probe;
  private readonly observer: ResizeObserver;
  private content: Content | null = null;
  private painter: Painter | null = null;
  private transform: ZoomTransform | null = null;
  private marks: Marks = noMarks;
  private waiting = false;
  private resting = 0;
  /** The last sharp frame and its transform. */
  private sharp: { image: HTMLCanvasElement; transform: ZoomTransform } | null = null;
  /** The whole scene, small. */
  private overview: { image: HTMLCanvasElement; scale: number } | null = null;

  constructor(private readonly parent: HTMLElement) {
    this.element = h('canvas', { class: 'stage' });
    this.context = contextOf(this.element);
    this.probe = new Probe(parent);
    parent.prepend(this.element);
    this.observer = new ResizeObserver(() => this.ask());
    this.observer.observe(parent);
  }

  show(scene: Scene): void {
    this.content = new Content(scene);
    this.overview = null;
    this.renew();
  }

  move(transform: ZoomTransform): void {
    this.transform = transform;
    clearTimeout(this.resting);
    if (this.sharp) this.resting = window.setTimeout(() => this.forget(), rest);
    this.ask();
  }

  mark(marks: Marks): void {
    this.marks = marks;
    this.renew();
  }

  restyle(): void {
    this.probe.forget();
    this.overview = null;
    this.renew();
  }

  /** A canvas is for many boxes, whose equations stay text. */
  typeset(): void {}

  remove(): void {
    clearTimeout(this.resting);
    this.observer.disconnect();
    this.probe.remove();
    this.element.remove();
  }

  private renew(): void {
    this.painter = this.content && new Painter(this.probe, this.context, this.content, this.marks);
    this.forget();
  }

  /** What was moved is drawn sharp again. */
  private forget(): void {
    this.sharp = null;
    this.ask();
  }

  /** Many changes in one frame are drawn once. */
  private ask(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  private seen({ k, x, y }: ZoomTransform): { x: number; y: number; width: number; height: number } {
    return { x: -x / k, y: -y / k, width: this.parent.clientWidth / k, height: this.parent.clientHeight / k };
  }

  private draw(): void {
    const { painter, transform, context, element, parent } = this;
    if (!painter || !transform) return;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(parent.clientWidth * ratio), Math.round(parent.clientHeight * ratio)];
    if (element.width !== width || element.height !== height) {
      element.width = width;
      element.height = height;
      this.sharp = null;
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    if (this.sharp) {
      this.drawMoved(transform, ratio);
      return;
    }
    const { k, x, y } = transform;
    context.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
    if (painter.paint(this.seen(transform), detailAt(k), k) > heavy) this.keep(transform);
  }

  /** The small picture of the whole fills what the last frame did not show. */
  private drawMoved({ k, x, y }: ZoomTransform, ratio: number): void {
    const { sharp, overview, context } = this;
    if (!sharp) return;
    const before = sharp.transform;
    const share = k / before.k;
    const left = (x - before.x * share) * ratio;
    const top = (y - before.y * share) * ratio;
    if (overview)
      context.drawImage(
        overview.image,
        x * ratio,
        y * ratio,
        (overview.image.width / overview.scale) * k * ratio,
        (overview.image.height / overview.scale) * k * ratio,
      );
    context.clearRect(left, top, sharp.image.width * share, sharp.image.height * share);
    context.drawImage(sharp.image, left, top, sharp.image.width * share, sharp.image.height * share);
  }

  private keep(transform: ZoomTransform): void {
    const image = h('canvas', { width: this.element.width, height: this.element.height });
    contextOf(image).drawImage(this.element, 0, 0);
    this.sharp = { image, transform };
    if (!this.overview) setTimeout(() => this.makeOverview());
  }

  private makeOverview(): void {
    const { content } = this;
    if (!content || this.overview) return;
    const { width, height } = content.scene;
    const scale = Math.min(1, overviewSide / width, overviewSide / height);
    const image = h('canvas', { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
    const context = contextOf(image);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    new Painter(this.probe, context, content, noMarks).paint({ x: 0, y: 0, width, height }, detailAt(scale), scale);
    this.overview = { image, scale };
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('internal: no canvas');
  return context;
}
