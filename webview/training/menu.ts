// A button with a menu below it: opened by a click, closed by Escape, a choice, or a click elsewhere.
import { h } from '../dom';
import { say } from './api';
import { face, type IconName } from './icons';

export interface MenuItem {
  /** Its message. */
  readonly key: string;
  readonly run: () => void;
}

export class MenuButton {
  readonly button = h('button', { class: 'btn', type: 'button', 'aria-haspopup': 'menu' });
  readonly menu = h('div', { class: 'menu', role: 'menu', hidden: true });

  constructor(
    private readonly icon: IconName,
    private readonly word: string,
    items: readonly MenuItem[],
  ) {
    for (const { key, run } of items)
      this.menu.append(h('button', { type: 'button', role: 'menuitem', 'data-key': key, onclick: () => this.choose(run) }));
    this.button.addEventListener('click', () => this.toggle());
    document.addEventListener('keydown', event => event.key === 'Escape' && this.close());
    document.addEventListener('pointerdown', event => {
      const target = event.target as Node;
      if (!this.menu.contains(target) && !this.button.contains(target)) this.close();
    });
  }

  update(hidden: ReadonlySet<string> = new Set()): void {
    face(this.button, this.icon, say(this.word));
    for (const item of this.menu.querySelectorAll('button')) {
      item.textContent = say(item.dataset.key ?? '');
      item.hidden = hidden.has(item.dataset.key ?? '');
    }
  }

  private choose(run: () => void): void {
    this.close();
    run();
  }

  private toggle(): void {
    this.menu.hidden = !this.menu.hidden;
    if (!this.menu.hidden) this.menu.querySelector<HTMLButtonElement>('button:not([hidden])')?.focus();
  }

  private close(): void {
    this.menu.hidden = true;
  }
}
