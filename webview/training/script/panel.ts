// A script that is run and watched: a toolbar, the error in words, curves, what it prints, the figures that it draws.
import type { FigureScene } from '../../../src/figure/scene';
import type { ScriptSnapshot } from '../../../src/host/trainingProtocol';
import type { ScriptView } from '../../../src/train/script/view';
import { h } from '../../dom';
import { duration, number, say, send, whole } from '../api';
import { badge } from '../badge';
import { asPng } from '../pictures';
import { arranged, MainCurves, SmallCurve } from './curveCards';
import { FigureCard } from './figureCard';
import { OutputCard } from './outputCard';
import { ScriptToolbar } from './toolbar';

/** As many cards as there are things, made when they are first needed and kept. */
class Cards<Thing, Made extends { readonly card: { readonly element: HTMLElement }; update(thing: Thing): void }> {
  readonly element = h('div', { class: 'several' });
  private readonly made: Made[] = [];

  constructor(private readonly make: () => Made) {}

  update(things: readonly Thing[]): void {
    while (this.made.length < things.length) {
      const card = this.make();
      this.made.push(card);
      this.element.append(card.card.element);
    }
    for (const [i, card] of this.made.entries()) {
      card.card.element.hidden = i >= things.length;
      if (i < things.length) card.update(things[i]);
    }
  }
}

export class ScriptPanel {
  private readonly losses = new MainCurves('loss', 262);
  private readonly scores = new MainCurves('score', 262);
  private readonly output = new OutputCard();
  private readonly others = new Cards(() => new SmallCurve());
  private readonly figures = new Cards<FigureScene, FigureCard>(() => new FigureCard());
  private readonly toolbar = new ScriptToolbar(() => void this.picture());
  private readonly crumbs = h('div', { class: 'crumbs' });
  private readonly status = h('footer', { class: 'status' });
  private readonly trouble = h('div', { class: 'diagnoses', 'aria-live': 'polite' });
  private readonly idle = h('p', { class: 'idle dim' });
  private readonly main = h('main', { class: 'dashboard script', tabindex: 0 });
  private readonly whole = h('div', { class: 'app' }, this.toolbar.element, this.crumbs, this.main, this.status);
  private scenes: readonly FigureScene[] = [];
  private last: ScriptSnapshot | null = null;
  private shownError = '';

  constructor(private readonly root: HTMLElement) {
    this.main.append(
      this.trouble,
      this.idle,
      this.losses.card.element,
      this.scores.card.element,
      this.output.card.element,
      this.others.element,
      this.figures.element,
    );
    new ResizeObserver(() => this.redraw()).observe(this.main);
  }

  receive(message: ScriptSnapshot): void {
    if (message.figures) this.scenes = message.figures;
    this.last = message;
    if (!this.whole.isConnected) this.root.replaceChildren(this.whole);
    this.redraw();
  }

  private redraw(): void {
    if (!this.last || !this.whole.isConnected) return;
    const { view, title } = this.last;
    this.toolbar.update(view, this.scenes.length);
    this.trail(title, view);
    this.idle.hidden = view !== null;
    this.idle.textContent = say('scriptIdle');
    for (const card of [this.losses.card, this.output.card]) card.hidden = view === null;
    if (!view) {
      this.scores.card.hidden = true;
      this.status.replaceChildren();
      return;
    }
    this.error(view);
    const { losses, scores, others } = arranged(view);
    this.scores.card.hidden = !scores.length;
    const running = view.state === 'running' || view.state === 'paused';
    const bare = !losses.length && !running;
    this.losses.card.hidden = !losses.length && (scores.length > 0 || (bare && (view.output !== '' || this.scenes.length > 0)));
    this.output.card.hidden = bare && view.output === '';
    this.main.classList.toggle('two', losses.length > 0 && scores.length > 0);
    this.main.classList.toggle('words', this.losses.card.element.hidden && !scores.length);
    this.losses.update(losses, running);
    if (scores.length) this.scores.update(scores, running);
    this.output.update(view);
    this.others.update(others);
    this.figures.update(this.scenes);
    this.statusLine(view);
  }

  private error({ error }: ScriptView): void {
    const key = JSON.stringify(error);
    if (key === this.shownError) return;
    this.shownError = key;
    if (!error) {
      this.trouble.replaceChildren();
      return;
    }
    const { line } = error;
    const go = (event: Event): void => {
      event.preventDefault();
      if (line !== null) send({ type: 'reveal', line });
    };
    const link = line === null ? null : h('a', { href: '#', onclick: go }, say('lineNumber', { n: line }));
    this.trouble.replaceChildren(
      h('div', { class: 'diagnosis error' }, badge('error'), h('div', { class: 'words' }, error.message, ' ', link)),
    );
  }

  private trail(title: string, view: ScriptView | null): void {
    const parts = title.split('/');
    const facts = view
      ? [say('elapsed', { time: duration(view.seconds) }), view.figures ? say('figuresCount', { n: view.figures }) : '']
      : [];
    this.crumbs.replaceChildren(
      ...parts.flatMap((part, i) => (i + 1 < parts.length ? [h('span', {}, part), h('i', {}, '›')] : [h('b', {}, part)])),
      h('span', { class: 'grow' }),
      h('span', { class: 'facts' }, facts.filter(Boolean).join(' · ')),
    );
  }

  private statusLine(view: ScriptView): void {
    const [first] = view.curves;
    this.status.replaceChildren(
      ...(view.error ? [h('span', { class: 'bad-text word' }, say('scriptFailed'))] : []),
      ...(first ? [h('span', {}, `${first.name} = ${number(first.series.values.at(-1), 5)}`)] : []),
      ...(view.iterations ? [h('span', { class: 'dim' }, say('iterationsOnly', { done: whole(view.iterations.done) }))] : []),
      h('span', { class: 'grow' }),
      h('span', { class: 'dim' }, say('overhead', { percent: number(100 * view.overhead, 2) })),
    );
  }

  private async picture(): Promise<void> {
    send({ type: 'picture', format: 'png', data: await asPng(this.losses.picture) });
  }
}
