// What the script prints: the end of it, following as it grows unless the reader has scrolled up.
import type { ScriptView } from '../../../src/train/script/view';
import { h } from '../../dom';
import { say, whole } from '../api';
import { Card } from '../card';

export class OutputCard {
  readonly card = new Card('output');
  private readonly text = h('pre', { class: 'printed', tabindex: 0 });
  private shown = '';

  constructor() {
    this.card.body.append(this.text);
  }

  update({ output, cut, state }: ScriptView): void {
    this.card.head(say('printedHead'), cut > 0 ? say('cutOff', { n: whole(cut) }) : '');
    this.text.setAttribute('aria-label', say('printedHead'));
    const words = output || (state === 'running' ? say('nothingPrinted') : '');
    this.text.classList.toggle('dim', output === '');
    if (words === this.shown) return;
    this.shown = words;
    const atEnd = this.text.scrollTop + this.text.clientHeight >= this.text.scrollHeight - 24;
    this.text.textContent = words;
    if (atEnd) this.text.scrollTop = this.text.scrollHeight;
  }
}
