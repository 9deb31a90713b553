// The page around the picture: toolbar, breadcrumb, stage, pane, status line, and what stands there when there is no picture.
import type { Snapshot, ViewLayout } from '../src/host/protocol';
import type { SceneNode } from '../src/picture/primitives';
import { h, s } from './dom';
import { definitions } from './draw/definitions';
import type { Marks } from './draw/renderer';
import { type Keys, listen } from './keyboard';
import { Minimap } from './minimap';
import { PaneSize } from './paneSize';
import { Stage, type StageEvents } from './stage';
import { legend, statusLine } from './status';
import { say } from './text';
import { Toolbar, type ToolbarActions } from './toolbar';

export interface ShellActions {
  toolbar: ToolbarActions;
  stage: StageEvents;
  keys: Keys;
  cancel(): void;
  /** The reader has made the pane wider or higher. */
  resized(): void;
}

const leastForMap = 440;

export class Shell {
  readonly toolbar: Toolbar;
  readonly stage: Stage;
  private readonly crumbs = h('nav', { class: 'crumbs' });
  private readonly canvas = h('div', { class: 'canvas', tabindex: 0, role: 'application' });
  private readonly legendBox = h('div', { class: 'legend' });
  private readonly banner = h('div', { class: 'banner', role: 'status', hidden: true });
  private readonly side = h('aside', { class: 'pane', hidden: true });
  readonly paneSize: PaneSize;
  private readonly status = h('footer', { class: 'status' });
  private readonly cover = h('div', { class: 'cover', role: 'status' });
  private readonly voice = h('div', { class: 'unseen', 'aria-live': 'polite' });
  private readonly toast = h('div', { class: 'toast', 'aria-hidden': 'true', hidden: true });
  private toastTimer = 0;
  private readonly minimap: Minimap;
  private readonly actions: ShellActions;
  private snapshot: Snapshot | null = null;
  private values: boolean | null = null;
  /** Null: the map shows by itself where a part of the picture lies outside. */
  private mapWanted: boolean | null = null;

  constructor(actions: ShellActions) {
    this.actions = actions;
    this.toolbar = new Toolbar(actions.toolbar);
    this.minimap = new Minimap(document.body, (x, y) => this.stage.center(x, y));
    this.stage = new Stage(this.canvas, actions.stage);
    this.canvas.append(this.minimap.element);
    this.paneSize = new PaneSize(this.side, actions.resized);
    const region = h('div', { class: 'region' }, this.canvas, this.banner, this.toast, this.legendBox, this.cover);
    document.body.append(s('svg', { class: 'definitions', width: 0, height: 0, 'aria-hidden': 'true' }, definitions()));
    document.body.append(
      h('div', { class: 'app' }, this.toolbar.element, this.crumbs, h('main', {}, region, this.paneSize.handle, this.side), this.status),
      this.voice,
    );
    listen(actions.keys);
  }

  /** The pane stands beside the picture, not below it. */
  get wide(): boolean {
    return window.innerWidth > 1100;
  }

  show(snapshot: Snapshot, language: boolean, keep: string | null): void {
    this.snapshot = snapshot;
    document.documentElement.lang = snapshot.locale;
    if (language) this.toolbar.build();
    this.paneSize.name();
    const empty = snapshot.scene.nodes.length === 0;
    this.cover.hidden = !empty;
    if (empty) this.coverWith(say('emptyTitle'), say('emptyText'));
    this.banner.hidden = !snapshot.stale;
    this.banner.textContent = snapshot.stale ? say('stale') : '';
    document.body.classList.toggle('stale', snapshot.stale);
    document.body.classList.toggle('no-values', !(this.values ?? snapshot.settings.values));
    this.canvas.setAttribute('aria-label', say('canvasName', { file: snapshot.title, n: snapshot.scene.nodes.length }));
    this.stage.show(snapshot.scene, snapshot.settings.canvasFrom, keep);
    this.minimap.show(snapshot.scene);
    this.showMinimap();
    this.legendBox.replaceChildren(...legend(snapshot));
    this.status.replaceChildren(...statusLine(snapshot));
  }

  /** Words in place of a picture. */
  message(title: string, text: string): void {
    this.snapshot = null;
    this.coverWith(title, text);
    this.cover.hidden = false;
    this.side.hidden = true;
    this.paneSize.handle.hidden = true;
    this.legendBox.replaceChildren();
    this.status.replaceChildren();
  }

  busy(text: string): void {
    if (this.snapshot) {
      this.banner.hidden = false;
      this.banner.replaceChildren(text, ' ', this.cancelButton());
    } else {
      this.coverWith(text, '');
      this.cover.append(this.cancelButton());
      this.cover.hidden = false;
    }
  }

  pane(content: HTMLElement[], name: string): void {
    const shown = !this.side.hidden;
    this.side.hidden = content.length === 0;
    this.paneSize.handle.hidden = this.side.hidden;
    this.side.setAttribute('aria-label', name);
    const top = shown ? this.side.scrollTop : 0;
    this.side.replaceChildren(...content);
    this.side.scrollTop = top;
  }

  toolbarState(layout: ViewLayout, outline: boolean, pinned: boolean): void {
    this.toolbar.show(layout, this.values ?? this.snapshot?.settings.values ?? true, outline, pinned);
  }

  mark(marks: Marks, node: SceneNode | undefined): void {
    this.stage.mark(marks);
    if (node) this.canvas.setAttribute('aria-activedescendant', `node-${node.id}`);
    else this.canvas.removeAttribute('aria-activedescendant');
    this.crumbs.replaceChildren(...this.crumbsOf(node));
  }

  zoomed(scale: number): void {
    this.toolbar.zoom(scale);
    this.showMinimap();
  }

  toggleMinimap(): void {
    this.mapWanted = this.minimap.element.hidden === true;
    this.showMinimap();
  }

  toggleValues(): void {
    this.values = !(this.values ?? this.snapshot?.settings.values ?? true);
    document.body.classList.toggle('no-values', !this.values);
  }

  /** Presses the first fix's button, where there is one. */
  apply(): void {
    this.side.querySelector<HTMLButtonElement>('[data-action=apply]')?.click();
  }

  /** For screen readers; `seen`: for everybody, for a while. */
  announce(text: string, seen = false): void {
    this.voice.textContent = text;
    if (!seen) return;
    this.toast.textContent = text;
    this.toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = window.setTimeout(() => {
      this.toast.hidden = true;
    }, 2500);
  }

  restyle(): void {
    this.stage.restyle();
    if (this.snapshot) this.minimap.show(this.snapshot.scene);
    this.minimap.view(this.stage.seen);
  }

  private showMinimap(): void {
    const scene = this.snapshot?.scene;
    const { x, y, width, height } = this.stage.seen;
    const whole = scene !== undefined && x <= 0 && y <= 0 && x + width >= scene.width && y + height >= scene.height;
    // in a small region it would cover what it is to give an overview of
    const roomy = this.canvas.clientHeight >= leastForMap && this.canvas.clientWidth >= leastForMap;
    this.minimap.element.hidden = !scene || !(this.mapWanted ?? (!whole && roomy));
    this.minimap.view(this.stage.seen);
  }

  private coverWith(title: string, text: string): void {
    this.cover.replaceChildren(h('h1', {}, title), h('p', {}, text));
  }

  private cancelButton(): HTMLElement {
    return h('button', { class: 'secondary', onclick: () => this.actions.cancel() }, say('cancel') || 'Esc');
  }

  private crumbsOf(node: SceneNode | undefined): (Node | string)[] {
    const { snapshot } = this;
    if (!snapshot) return [];
    const lane = snapshot.scene.lanes.find(each => each.pass === node?.pass);
    const path = snapshot.title.split('/');
    if (snapshot.comparison) path.push(`${path.pop()} ↔ ${snapshot.comparison.with}`);
    const names = [...path, ...(lane ? [lane.title.toLowerCase()] : []), ...(node ? [node.label] : [])];
    return names.flatMap((name, at) => [
      ...(at > 0 ? [h('i', {}, '›')] : []),
      at === names.length - 1 ? h('b', {}, name) : h('span', {}, name),
    ]);
  }
}
