// The overview: every box as a patch, wrong ones in red, and the visible part as a frame that one can drag.
import type { Box } from '../src/picture/picture';
import type { Scene } from '../src/picture/primitives';
import { h } from './dom';
import { Probe } from './draw/probe';

const width = 152;
const height = 96;
const inset = 5;

export class Minimap {
  readonly element = h('canvas', { class: 'minimap', width: width * 2, height: height * 2, 'aria-hidden': 'true' });
  private readonly ground = h('canvas', { width: width * 2, height: height * 2 });
  private scene: Scene | null = null;
  private color = '';

  constructor(
    private readonly parent: HTMLElement,
    private readonly go: (x: number, y: number) => void,
  ) {
    const drag = (event: PointerEvent) => {
      if (event.buttons === 0 || !this.scene) return;
      const box = this.element.getBoundingClientRect();
      const { scale, x, y } = this.place(this.scene);
      this.go((event.clientX - box.left - x) / scale, (event.clientY - box.top - y) / scale);
    };
    this.element.addEventListener('pointerdown', event => {
      this.element.setPointerCapture(event.pointerId);
      drag(event);
    });
    this.element.addEventListener('pointermove', drag);
  }

  show(scene: Scene): void {
    this.scene = scene;
    const context = this.ground.getContext('2d');
    if (!context || scene.width === 0) return;
    const { scale, x, y } = this.place(scene);
    const probe = new Probe(this.parent);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width * 2, height * 2);
    context.setTransform(2 * scale, 0, 0, 2 * scale, 2 * x, 2 * y);
    const least = 1.5 / scale;
    for (const wrong of [false, true]) {
      context.fillStyle = probe.paint('rect', wrong ? 'patch wrong' : 'patch').fill;
      for (const node of scene.nodes) {
        if ((node.status === 'wrong') !== wrong || node.kind === 'ghost') continue;
        context.fillRect(node.x, node.y, Math.max(node.width, wrong ? 2 * least : least), Math.max(node.height, wrong ? 2 * least : least));
      }
    }
    probe.remove();
    this.color = getComputedStyle(this.element).borderTopColor;
  }

  /** Draws the frame of what is visible. */
  view(seen: Box): void {
    const context = this.element.getContext('2d');
    if (!context || !this.scene) return;
    const { scale, x, y } = this.place(this.scene);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width * 2, height * 2);
    context.drawImage(this.ground, 0, 0);
    context.setTransform(2, 0, 0, 2, 0, 0);
    const left = Math.max(1, seen.x * scale + x);
    const top = Math.max(1, seen.y * scale + y);
    const right = Math.min(width - 1, (seen.x + seen.width) * scale + x);
    const bottom = Math.min(height - 1, (seen.y + seen.height) * scale + y);
    context.strokeStyle = this.color;
    context.lineWidth = 1.5;
    context.strokeRect(left, top, Math.max(2, right - left), Math.max(2, bottom - top));
  }

  private place(scene: Scene): { scale: number; x: number; y: number } {
    const scale = Math.min((width - 2 * inset) / Math.max(1, scene.width), (height - 2 * inset) / Math.max(1, scene.height));
    return { scale, x: (width - scene.width * scale) / 2, y: (height - scene.height * scale) / 2 };
  }
}
