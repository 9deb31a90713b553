// The bar between picture and pane: drag it, or move it with the arrow keys. Beside the picture it sets the width, below it the height.
import { h } from './dom';
import { say } from './text';

export interface Sizes {
  paneWidth?: number;
  paneHeight?: number;
}

const widths: [number, number] = [280, 720];
const heights: [number, number] = [120, 900];
const step = 24;

export class PaneSize {
  readonly handle = h('div', { class: 'sash', role: 'separator', tabindex: 0, hidden: true });
  private sizes: Sizes = {};

  constructor(
    private readonly pane: HTMLElement,
    private readonly changed: () => void,
  ) {
    this.handle.addEventListener('pointerdown', event => {
      event.preventDefault();
      this.handle.setPointerCapture(event.pointerId);
    });
    this.handle.addEventListener('pointermove', event => {
      if (event.buttons !== 0 && this.handle.hasPointerCapture(event.pointerId)) this.drag(event);
    });
    this.handle.addEventListener('pointerup', () => changed());
    this.handle.addEventListener('dblclick', () => this.restore({}));
    this.handle.addEventListener('keydown', event => this.key(event));
  }

  get current(): Sizes {
    return this.sizes;
  }

  restore(sizes: Sizes): void {
    this.sizes = sizes;
    this.apply();
  }

  /** In the reader's language. */
  name(): void {
    this.handle.setAttribute('aria-label', say('resizePane'));
    this.handle.setAttribute('aria-orientation', this.beside ? 'vertical' : 'horizontal');
  }

  /** The pane stands beside the picture, not below it. */
  private get beside(): boolean {
    return window.innerWidth > 1100;
  }

  private drag(event: PointerEvent): void {
    const box = this.pane.getBoundingClientRect();
    if (this.beside) this.set({ paneWidth: box.right - event.clientX });
    else this.set({ paneHeight: box.bottom - event.clientY });
  }

  private key(event: KeyboardEvent): void {
    const box = this.pane.getBoundingClientRect();
    const by = { ArrowLeft: step, ArrowUp: step, ArrowRight: -step, ArrowDown: -step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (this.beside) this.set({ paneWidth: box.width + by });
    else this.set({ paneHeight: box.height + by });
    this.changed();
  }

  private set(size: Sizes): void {
    this.sizes = { ...this.sizes, ...size };
    this.apply();
  }

  /** The picture keeps at least a third of the window. */
  private apply(): void {
    const { paneWidth, paneHeight } = this.sizes;
    const within = (value: number, [low, high]: [number, number], most: number) =>
      `${Math.round(Math.max(low, Math.min(high, most, value)))}px`;
    const { style } = this.pane;
    if (paneWidth === undefined) style.removeProperty('--pane-width');
    else style.setProperty('--pane-width', within(paneWidth, widths, window.innerWidth * 0.67));
    if (paneHeight === undefined) style.removeProperty('--pane-height');
    else style.setProperty('--pane-height', within(paneHeight, heights, window.innerHeight * 0.67));
  }
}
