// The toolbar: what one may do, and in which state it is.
import type { ViewLayout } from '../src/host/protocol';
import { h } from './dom';
import { type IconName, icon } from './icons';
import { say } from './text';

export type ExportFormat = 'svg' | 'png' | 'html' | 'dot' | 'mermaid' | 'json';

export interface ToolbarActions {
  fit(): void;
  zoomBy(factor: number): void;
  zoomReset(): void;
  pass(pass: 'forward' | 'both' | 'backward'): void;
  turn(): void;
  foldAll(): void;
  openAll(): void;
  values(): void;
  outline(): void;
  search(text: string, step: number): void;
  exportAs(format: ExportFormat, scale?: number): void;
  copy(): void;
  pin(): void;
  compare(): void;
  help(): void;
}

export class Toolbar {
  readonly element = h('div', { class: 'toolbar', role: 'toolbar' });
  private readonly zoomText = h('button', { class: 'btn zoom' });
  private readonly passes = new Map<string, HTMLButtonElement>();
  private readonly valuesButton = h('button', { class: 'btn labelled' });
  private readonly pinButton = h('button', { class: 'btn' });
  private readonly outlineButton = h('button', { class: 'btn' });
  private readonly input = h('input', { type: 'search', class: 'search-input', spellcheck: 'false' });
  private readonly count = h('span', { class: 'dim search-count', 'aria-live': 'polite' });
  private menu: HTMLElement | null = null;

  constructor(private readonly actions: ToolbarActions) {}

  /** Built anew when the language comes or changes. */
  build(): void {
    const { actions } = this;
    this.zoomText.onclick = () => actions.zoomReset();
    this.zoomText.title = say('zoomReset');
    this.input.placeholder = say('search');
    this.input.setAttribute('aria-label', say('search'));
    this.input.oninput = () => actions.search(this.input.value, 0);
    this.input.onkeydown = event => this.searchKey(event);
    this.valuesButton.replaceChildren(icon('values'), h('span', {}, say('values')));
    this.valuesButton.title = say('valuesTip');
    this.valuesButton.onclick = () => actions.values();
    this.pinButton.replaceChildren(icon('pin'));
    this.pinButton.onclick = () => actions.pin();
    this.outlineButton.replaceChildren(icon('outline'));
    this.outlineButton.title = say('outline');
    this.outlineButton.setAttribute('aria-label', say('outline'));
    this.outlineButton.onclick = () => actions.outline();
    const exportButton = h(
      'button',
      { class: 'btn labelled', 'aria-haspopup': 'menu' },
      icon('export'),
      h('span', {}, say('export')),
      icon('down'),
    );
    exportButton.onclick = () => this.toggleMenu(exportButton);
    this.element.replaceChildren(
      button('fit', 'fit', actions.fit),
      button('minus', 'zoomOut', () => actions.zoomBy(1 / 1.25)),
      this.zoomText,
      button('plus', 'zoomIn', () => actions.zoomBy(1.25)),
      separator(),
      this.passButtons(),
      button('turn', 'direction', actions.turn),
      separator(),
      labelled('layers', 'foldAll', 'foldShort', actions.foldAll),
      labelled('plus', 'openAll', 'openShort', actions.openAll),
      this.valuesButton,
      h('span', { class: 'grow' }),
      h('label', { class: 'search' }, icon('search'), this.input, this.count, h('kbd', {}, '/')),
      button('compare', 'compare', actions.compare),
      this.pinButton,
      this.outlineButton,
      exportButton,
      button('help', 'help', actions.help),
    );
  }

  show(layout: ViewLayout, values: boolean, outline: boolean, pinned: boolean): void {
    this.pinButton.setAttribute('aria-pressed', String(pinned));
    this.pinButton.title = say(pinned ? 'pinned' : 'unpinned');
    this.pinButton.setAttribute('aria-label', say('pin'));
    for (const [pass, element] of this.passes) element.setAttribute('aria-pressed', String((layout.pass ?? 'both') === pass));
    this.valuesButton.setAttribute('aria-pressed', String(values));
    this.outlineButton.setAttribute('aria-pressed', String(outline));
  }

  zoom(scale: number): void {
    this.zoomText.textContent = `${Math.round(scale * 100)}%`;
  }

  focusSearch(): void {
    this.input.focus();
    this.input.select();
  }

  /** How many were found, and at which one stands. */
  found(at: number, n: number): void {
    this.count.textContent = this.input.value === '' ? '' : n === 0 ? say('searchNone') : say('searchCount', { at: at + 1, n });
  }

  clearSearch(): void {
    this.input.value = '';
    this.actions.search('', 0);
  }

  private passButtons(): HTMLElement {
    const make = (pass: 'forward' | 'both' | 'backward', key: string) => {
      const element = h('button', { class: 'btn', 'data-pass': pass, onclick: () => this.actions.pass(pass) }, say(key));
      this.passes.set(pass, element);
      return element;
    };
    return h(
      'div',
      { class: 'segments', role: 'group', 'aria-label': say('passes') },
      make('forward', 'passForward'),
      make('both', 'passBoth'),
      make('backward', 'passBackward'),
    );
  }

  private searchKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Enter') this.actions.search(this.input.value, event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape') return;
    this.clearSearch();
    this.input.blur();
  }

  private toggleMenu(anchor: HTMLElement): void {
    if (this.menu) {
      this.closeMenu();
      return;
    }
    const { actions } = this;
    const items: readonly (readonly [string, string, () => void])[] = [
      ['copy', say('copyImage'), () => actions.copy()],
      ['svg', say('exportSvg'), () => actions.exportAs('svg')],
      ...[1, 2, 3, 4].map(scale => [`png${scale}`, say('exportPng', { scale }), () => actions.exportAs('png', scale)] as const),
      ['html', say('exportHtml'), () => actions.exportAs('html')],
      ['dot', say('exportDot'), () => actions.exportAs('dot')],
      ['mermaid', say('exportMermaid'), () => actions.exportAs('mermaid')],
      ['json', say('exportJson'), () => actions.exportAs('json')],
    ];
    const choose = (act: () => void) => () => {
      this.closeMenu();
      act();
    };
    this.menu = h(
      'div',
      { class: 'menu', role: 'menu' },
      ...items.map(([name, words, act]) => h('button', { role: 'menuitem', 'data-format': name, onclick: choose(act) }, words)),
    );
    this.menu.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.closeMenu();
    });
    anchor.after(this.menu);
    this.menu.querySelector('button')?.focus();
    setTimeout(() => document.addEventListener('click', () => this.closeMenu(), { once: true }));
  }

  private closeMenu(): void {
    this.menu?.remove();
    this.menu = null;
  }
}

const separator = (): HTMLElement => h('span', { class: 'separator', role: 'separator' });

function button(name: IconName, key: string, act: () => void): HTMLButtonElement {
  return h('button', { class: 'btn', title: say(key), 'aria-label': say(key), 'data-action': key, onclick: act }, icon(name));
}

function labelled(name: IconName, key: string, short: string, act: () => void): HTMLButtonElement {
  return h(
    'button',
    { class: 'btn labelled', title: say(key), 'aria-label': say(key), 'data-action': key, onclick: act },
    icon(name),
    h('span', {}, say(short)),
  );
}
