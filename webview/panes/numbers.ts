// A matrix of numbers of any size: only the cells in sight exist, and only their tiles are asked for. Indices stay in sight.
import type { Entry } from '../../src/analyse/tensors';
import { h } from '../dom';
import { number } from '../text';
import type { TileCache } from './tileCache';

const cellWidth = 68;
const cellHeight = 20;
const mostRows = 9;
/** Browsers do not scroll farther than some ten million pixels: beyond, the bar's position stands for a share of the whole. */
const longest = 4_000_000;

export interface NumbersEvents {
  /** The pointer is at an entry, or at none. */
  at(place: { row: number; column: number } | null): void;
}

export class Numbers {
  readonly element = h('div', { class: 'numbers', tabindex: 0, role: 'table' });
  private readonly layer = h('div', { class: 'numbers-layer' });
  private readonly sizer = h('div', {}, this.layer);
  private waiting = false;
  private first = { row: 0, column: 0 };
  private spot: { row: number; column: number } | null = null;

  constructor(
    readonly rows: number,
    readonly columns: number,
    private readonly valueAt: (row: number, column: number) => Entry | undefined,
    /** What the strongest colour stands for. */
    private readonly scale: () => number,
    private readonly cache: TileCache,
    room: number,
    events: NumbersEvents,
    name: string,
  ) {
    this.element.append(this.sizer);
    this.element.setAttribute('aria-label', name);
    this.element.setAttribute('aria-rowcount', String(rows + 1));
    this.element.setAttribute('aria-colcount', String(columns + 1));
    this.sizer.style.width = `${Math.min(longest, this.headWidth + columns * cellWidth)}px`;
    this.sizer.style.height = `${Math.min(longest, (rows + 1) * cellHeight)}px`;
    const bar = this.headWidth + columns * cellWidth > room ? 14 : 2;
    this.element.style.height = `${(Math.min(rows, mostRows) + 1) * cellHeight + bar}px`;
    this.element.addEventListener('scroll', () => this.ask());
    this.layer.addEventListener('pointermove', event => events.at(this.placeOf(event)));
    this.layer.addEventListener('pointerleave', () => events.at(null));
    new ResizeObserver(() => this.ask()).observe(this.element);
  }

  /** Draws what is in sight anew. */
  ask(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  /** Scrolls an entry into the middle and marks it. */
  show(row: number, column: number): void {
    this.spot = { row, column };
    const { clientWidth, clientHeight } = this.element;
    const seen = { columns: (clientWidth - this.headWidth) / cellWidth, rows: clientHeight / cellHeight - 1 };
    this.element.scrollTo({
      left: this.share(column - seen.columns / 2, this.columns, seen.columns) * (this.element.scrollWidth - clientWidth),
      top: this.share(row - seen.rows / 2, this.rows, seen.rows) * (this.element.scrollHeight - clientHeight),
    });
    this.ask();
  }

  private get headWidth(): number {
    return 14 + 7 * String(Math.max(0, this.rows - 1)).length;
  }

  private share = (first: number, all: number, seen: number): number => Math.min(1, Math.max(0, first / Math.max(1, all - seen)));

  /** Whole cells only: the first one in sight by the bar's share of its way. */
  private firstOf(scroll: number, way: number, all: number, seen: number): number {
    if (way <= 0 || all <= seen) return 0;
    return Math.min(Math.ceil(all - seen), Math.round((scroll / way) * (all - seen)));
  }

  private draw(): void {
    const { clientWidth, clientHeight, scrollLeft, scrollTop, scrollWidth, scrollHeight } = this.element;
    if (clientWidth === 0) return;
    const across = (clientWidth - this.headWidth) / cellWidth;
    const down = clientHeight / cellHeight - 1;
    const column = this.firstOf(scrollLeft, scrollWidth - clientWidth, this.columns, across);
    const row = this.firstOf(scrollTop, scrollHeight - clientHeight, this.rows, down);
    this.first = { row, column };
    const width = Math.min(this.columns - column, Math.ceil(across));
    const height = Math.min(this.rows - row, Math.ceil(down));
    this.cache.want(row, column, height, width);
    this.layer.style.width = `${clientWidth}px`;
    this.layer.style.height = `${clientHeight}px`;
    this.layer.style.gridTemplateColumns = `${this.headWidth}px repeat(${width}, ${cellWidth}px)`;
    const cells: HTMLElement[] = [h('span', { class: 'index corner' })];
    for (let j = column; j < column + width; j++) cells.push(h('span', { class: 'index', role: 'columnheader' }, String(j)));
    for (let i = row; i < row + height; i++) {
      cells.push(h('span', { class: 'index side', role: 'rowheader' }, String(i)));
      for (let j = column; j < column + width; j++) cells.push(this.cell(i, j));
    }
    this.layer.replaceChildren(...cells);
  }

  private cell(row: number, column: number): HTMLElement {
    const value = this.valueAt(row, column);
    const marked = this.spot?.row === row && this.spot.column === column ? ' spot' : '';
    if (typeof value !== 'number')
      return h('span', { class: `cell${value === undefined ? ' empty' : ' not-finite'}${marked}`, role: 'cell' }, value ?? '');
    const cell = h('span', { class: `cell ${value < 0 ? 'minus' : 'plus'}${marked}`, role: 'cell' }, number(value));
    const scale = this.scale();
    cell.style.setProperty('--strength', scale > 0 ? Math.min(1, Math.abs(value) / scale).toFixed(2) : '0');
    return cell;
  }

  private placeOf(event: PointerEvent): { row: number; column: number } | null {
    const box = this.layer.getBoundingClientRect();
    const x = event.clientX - box.left - this.headWidth;
    const y = event.clientY - box.top - cellHeight;
    const place = { row: this.first.row + Math.floor(y / cellHeight), column: this.first.column + Math.floor(x / cellWidth) };
    return x < 0 || y < 0 || place.row >= this.rows || place.column >= this.columns ? null : place;
  }
}
