// A card of the dashboard: a title, a note beside it, a body that a figure is drawn in, a sentence below.
import { h } from '../dom';

export class Card {
  readonly element: HTMLElement;
  readonly body = h('div', { class: 'body' });
  private readonly titleText = h('h2', {});
  private readonly note = h('span', { class: 'note dim' });
  private readonly sentence = h('p', { class: 'say' });

  constructor(kind: string, ...tools: HTMLElement[]) {
    this.element = h(
      'section',
      { class: `card ${kind}` },
      h('header', {}, this.titleText, h('span', { class: 'grow' }), ...tools, this.note),
      this.body,
      this.sentence,
    );
  }

  head(title: string, note = ''): void {
    this.titleText.textContent = title;
    this.note.textContent = note;
    this.element.setAttribute('aria-label', title);
  }

  /** Bold first words, then the rest. */
  tell(strong: string, rest = '', tone: 'plain' | 'bad' = 'plain'): void {
    this.sentence.replaceChildren(...(strong ? [h('b', { class: tone }, strong), rest ? ` ${rest}` : ''] : [rest]));
  }

  set hidden(hidden: boolean) {
    this.element.hidden = hidden;
  }

  get width(): number {
    return Math.max(120, Math.floor(this.body.clientWidth));
  }
}
