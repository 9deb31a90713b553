// A node's values seen closely: maps of hand-written, exact and difference side by side, the numbers of one of them, how they are spread.
import type { Entry, Series, TensorView, Which } from '../../src/analyse/tensors';
import type { AskTiles, TensorTiles } from '../../src/host/protocol';
import { h } from '../dom';
import { number, say } from '../text';
import { heat } from './heat';
import { histogram } from './histogram';
import { Numbers } from './numbers';
import { TileCache } from './tileCache';

interface Place {
  row: number;
  column: number;
}

export class TensorBox {
  readonly element = h('div', { class: 'tensor' });
  private readonly cache: TileCache;
  private readonly readout = h('p', { class: 'readout small', 'aria-live': 'polite' });
  private numbers: Numbers | null = null;
  private room = 0;

  constructor(
    private readonly view: TensorView,
    /** Which series is looked at; kept by the caller, so that it outlives an edit. */
    private readonly choice: { which: Which },
    ask: (tiles: AskTiles['tiles']) => void,
  ) {
    this.cache = new TileCache(
      view.series.map(each => each.which).filter(which => which !== 'difference'),
      ask,
    );
    new ResizeObserver(() => this.resized()).observe(this.element);
    this.draw(312);
  }

  has(which: Which): boolean {
    return this.series(which) !== undefined;
  }

  /** ‖yours − exact‖ against both; null where they cannot be compared. */
  get difference(): number | null {
    const norms = (['difference', 'own', 'exact'] as const).map(which => this.series(which)?.norm ?? null);
    const [apart, own, exact] = norms;
    if (apart === null || own === null || exact === null) return null;
    return own + exact > 0 ? apart / (own + exact) : 0;
  }

  take({ tiles }: TensorTiles): void {
    this.cache.take(tiles);
    this.numbers?.ask();
  }

  private resized(): void {
    const width = Math.floor(this.element.clientWidth);
    if (width > 0 && Math.abs(width - this.room) > 4) this.draw(width);
  }

  private series(which: Which): Series | undefined {
    return this.view.series.find(each => each.which === which);
  }

  private get chosen(): Series | undefined {
    return this.series(this.choice.which) ?? this.view.series[0];
  }

  private nameOf(which: Which): string {
    if (which === 'own') return this.view.series.length > 1 || this.series('exact') ? say('valuesHand') : say('valuesOwn');
    const { factor } = this.view;
    return which === 'difference'
      ? say('valuesDifference')
      : factor === 1
        ? say('valuesExact')
        : say('valuesExactTimes', { factor: number(factor) });
  }

  /** One scale for yours and exact, since they are compared; the difference has its own. */
  private scaleOf(which: Which): number {
    const peak = (each: Series | undefined) => Math.abs(each?.peak?.value ?? 0);
    return which === 'difference' ? peak(this.series('difference')) : Math.max(peak(this.series('own')), peak(this.series('exact')));
  }

  private valueAt(which: Which, row: number, column: number): Entry | undefined {
    if (which !== 'difference') return this.cache.at(which, row, column);
    const own = this.cache.at('own', row, column);
    const exact = this.cache.at('exact', row, column);
    if (own === undefined || exact === undefined) return undefined;
    return typeof own === 'number' && typeof exact === 'number' ? own - exact : 'NaN';
  }

  private draw(room: number): void {
    this.room = room;
    const { chosen } = this;
    if (!chosen) return;
    const several = this.view.series.length > 1;
    const parts: (HTMLElement | null)[] = [this.maps(room, several)];
    if (chosen.rows * chosen.columns > 1) {
      const name = this.nameOf(chosen.which);
      this.numbers = new Numbers(
        chosen.rows,
        chosen.columns,
        (row, column) => this.valueAt(chosen.which, row, column),
        () => this.scaleOf(chosen.which),
        this.cache,
        room,
        { at: place => this.point(place) },
        name,
      );
      const against = chosen.which === 'own' ? this.series('exact') : undefined;
      const range: [number, number] = chosen.which === 'difference' ? [chosen.min ?? 0, chosen.max ?? 0] : this.view.range;
      parts.push(this.numbers.element, this.readout, h('div', {}, histogram(chosen, against, range, room, say('spread', { name }))));
      if (against) parts.push(h('p', { class: 'dim small' }, say('spreadAgainst')));
    }
    parts.push(this.stats(chosen));
    this.point(null);
    this.element.replaceChildren(...parts.filter(part => part !== null));
  }

  private maps(room: number, several: boolean): HTMLElement | null {
    if (this.view.series.every(each => each.rows * each.columns <= 1) && !several) return null;
    // what is wide is compared line below line, all else side by side
    const beside = several && this.view.series.every(each => each.columns <= 3 * each.rows && each.rows > 1);
    const width = beside ? Math.floor((room - 8 * (this.view.series.length - 1)) / this.view.series.length) : room;
    const scales = this.view.series.map(each => this.map(each, width, beside ? 150 : several ? 60 : 120, several));
    return h('div', { class: beside ? 'maps beside' : 'maps' }, ...scales);
  }

  private map(series: Series, width: number, most: number, several: boolean): HTMLElement {
    const { which, map, peak } = series;
    const name = this.nameOf(which);
    const drawn = heat(map, width - 2, most, this.scaleOf(which), name);
    const place = (event: PointerEvent | MouseEvent): Place => {
      const box = drawn.getBoundingClientRect();
      const share = (at: number, from: number, length: number, n: number) =>
        Math.min(n - 1, Math.max(0, Math.floor(((at - from) / length) * n)));
      return {
        row: share(event.clientY, box.top, box.height, series.rows),
        column: share(event.clientX, box.left, box.width, series.columns),
      };
    };
    const tall = series.rows > map.rows || series.columns > map.columns;
    drawn.addEventListener('pointermove', event => this.point(place(event), { series, tall }));
    drawn.addEventListener('pointerleave', () => this.point(null));
    drawn.addEventListener('click', event => {
      const { row, column } = place(event);
      this.choose(which);
      this.numbers?.show(row, column);
    });
    const head = h(
      'button',
      {
        class: 'map-head',
        'aria-pressed': String(several && this.chosen === series),
        disabled: !several,
        onclick: () => this.choose(which),
      },
      h('span', {}, name),
      h('span', { class: 'dim' }, peak ? say('mapMax', { value: number(Math.abs(peak.value)) }) : '–'),
    );
    return h('div', { class: 'map-box' }, head, drawn);
  }

  private choose(which: Which): void {
    if (this.choice.which === which) return;
    this.choice.which = which;
    this.draw(this.room);
  }

  /** What stands at a place; a map of many entries tells its block's largest. */
  private point(place: Place | null, block?: { series: Series; tall: boolean }): void {
    if (!place) {
      this.readout.replaceChildren(this.peakLink() ?? ' ');
      return;
    }
    const where = say('entryAt', { row: place.row, column: place.column });
    const values = block?.tall
      ? [this.blockText(place, block.series)]
      : this.view.series.map(({ which }) => this.entryText(which, place, block?.series));
    this.readout.replaceChildren(h('span', { class: 'dim' }, where), ' ', values.join(' · '));
  }

  private entryText(which: Which, { row, column }: Place, series: Series | undefined): string {
    const value =
      this.valueAt(which, row, column) ?? (series?.which === which ? series.map.cells[row * series.map.columns + column] : undefined);
    const text = typeof value === 'number' ? number(value, 5) : (value ?? '…');
    return this.view.series.length > 1 ? `${this.nameOf(which)} ${text}` : text;
  }

  private blockText({ row, column }: Place, { map, rows, columns }: Series): string {
    const at = Math.floor((row * map.rows) / rows) * map.columns + Math.floor((column * map.columns) / columns);
    return say('blockLargest', { value: number(map.cells[at], 5) });
  }

  /** Where the two differ most: what one wants to see first. */
  private peakLink(): HTMLElement | null {
    const { chosen } = this;
    if (!chosen?.peak || chosen.rows * chosen.columns <= 1) return null;
    const { row, column, value } = chosen.peak;
    const text = say(chosen.which === 'difference' ? 'peakDifference' : 'peak', { value: number(value), row, column });
    return h('button', { class: 'link', onclick: () => this.numbers?.show(row, column) }, text);
  }

  private stats(series: Series): HTMLElement {
    const { min, max, mean, norm, notFinite, rows, columns, peak } = series;
    const all = rows * columns;
    const words = [say('stats', { min: number(min), max: number(max), mean: number(mean), norm: number(norm) })];
    if (all === 1 && peak) words.splice(0, 1, number(peak.value, 8));
    else if (notFinite === all && all > 0) words.splice(0, 1, say('noneFinite'));
    else if (notFinite > 0) words.push(say('notFinite', { n: notFinite }));
    else if (all > 1 && min === max) words.splice(0, 1, say('allEqual', { value: number(min, 6) }));
    return h('p', { class: 'dim small' }, words.join(' · '));
  }
}
