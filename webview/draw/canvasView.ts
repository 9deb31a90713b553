// The scene on a canvas, for pictures of many boxes: only what is visible is drawn, and less of it the farther one zooms out.
import type { ZoomTransform } from 'd3';
import type { Scene } from '../../src/picture/primitives';
import { h } from '../dom';
import { Content, Painter } from './painter';
import { Probe } from './probe';
import { detailAt, type Marks, noMarks, type Renderer } from './renderer';

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

  constructor(private readonly parent: HTMLElement) {
    this.element = h('canvas', { class: 'stage' });
    const context = this.element.getContext('2d');
    if (!context) throw new Error('internal: no canvas');
    this.context = context;
    this.probe = new Probe(parent);
    parent.prepend(this.element);
    this.observer = new ResizeObserver(() => this.ask());
    this.observer.observe(parent);
  }

  show(scene: Scene): void {
    this.content = new Content(scene);
    this.renew();
  }

  move(transform: ZoomTransform): void {
    this.transform = transform;
    this.ask();
  }

  mark(marks: Marks): void {
    this.marks = marks;
    this.renew();
  }

  restyle(): void {
    this.probe.forget();
    this.ask();
  }

  remove(): void {
    this.observer.disconnect();
    this.probe.remove();
    this.element.remove();
  }

  private renew(): void {
    this.painter = this.content && new Painter(this.probe, this.context, this.content, this.marks);
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

  private draw(): void {
    const { painter, transform, context, element, parent } = this;
    if (!painter || !transform) return;
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = parent;
    if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, element.width, element.height);
    const { k, x, y } = transform;
    context.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
    painter.paint({ x: -x / k, y: -y / k, width: width / k, height: height / k }, detailAt(k), k);
  }
}
