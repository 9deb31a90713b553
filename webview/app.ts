// The graph view: holds what is shown and selected, and passes every action to whoever draws it or to the host.
import type { Formulas, NodeDetails, Snapshot, TensorTiles, ViewLayout, ViewState } from '../src/host/protocol';
import type { Typeset } from '../src/maths/typeset';
import type { SceneEdge, SceneNode } from '../src/picture/primitives';
import { Closer } from './closer';
import { copyPng, pngOf } from './draw/png';
import { Finder } from './finder';
import { measureFonts } from './fonts';
import { saveState, send } from './host';
import { frameAround, marksOf } from './marks';
import { Model } from './model';
import { helpDialog } from './panes/help';
import { outlineOf } from './panes/outline';
import { paneOf } from './panes/pane';
import { Shell } from './shell';
import { say, useStrings } from './text';
import type { ExportFormat } from './toolbar';

const hoverDelay = 120;
/** Above so many boxes pointing at one lights no path: the picture is too large to be read that way. */
const mostLit = 800;

export class App {
  private model: Model | null = null;
  private layout: ViewLayout;
  private selected: string | null;
  private hovered: string | null = null;
  private cursor: ReadonlySet<string> = new Set();
  private readonly finder = new Finder();
  private pinned: boolean;
  private outline = false;
  private hoverTimer = 0;
  /** What was clicked lights no path until the pointer has left it. */
  private hoverOff: string | null = null;
  private finding = -1;
  private readonly shell: Shell;
  /** Right-hand sides set as mathematics, by their text. */
  private readonly known = new Map<string, Typeset>();
  private readonly closer = new Closer(send, () => this.paint());

  constructor(saved: ViewState | undefined) {
    this.layout = saved?.layout ?? {};
    this.pinned = saved?.pinned ?? true;
    this.selected = saved?.selected ?? null;
    this.shell = new Shell({
      toolbar: {
        fit: () => this.shell.stage.fit(),
        zoomBy: factor => this.shell.stage.scaleBy(factor),
        zoomReset: () => this.shell.stage.scaleTo(1),
        pass: pass => this.relayout({ ...this.layout, pass }),
        turn: () => this.relayout({ ...this.layout, direction: this.layout.direction === 'TB' ? 'LR' : 'TB' }),
        foldAll: () => this.depth(0),
        openAll: () => this.depth(9),
        values: () => this.toggleValues(),
        outline: () => this.toggleOutline(),
        search: (text, step) => this.search(text, step),
        exportAs: (format, scale) => this.exportAs(format, scale),
        copy: () => void this.copy(),
        pin: () => this.pin(),
        compare: () => send({ type: 'compare' }),
        help: () => this.help(),
      },
      stage: {
        formula: node => this.known.get(this.model?.graphNode(node)?.formula ?? ''),
        click: node => this.clicked(node),
        open: node => this.opened(node),
        fold: path => this.fold(path, true),
        hover: (node, edge) => this.hover(node, edge),
        zoomed: transform => this.shell.zoomed(transform.k),
      },
      keys: {
        arrow: (dx, dy) => this.arrow(dx, dy),
        twin: () => this.go(this.node()?.twin),
        source: () => this.reveal(this.node(), true),
        toggle: () => this.toggle(this.node()),
        foldAll: () => this.depth(0),
        depth: depth => this.depth(depth),
        search: () => this.shell.toolbar.focusSearch(),
        nextFinding: () => this.nextFinding(),
        fit: () => this.shell.stage.fit(),
        zoomToSelection: () => this.zoomToSelection(),
        zoomBy: factor => this.shell.stage.scaleBy(factor),
        zoomReset: () => this.shell.stage.scaleTo(1),
        minimap: () => this.shell.toggleMinimap(),
        values: () => this.toggleValues(),
        outline: () => this.toggleOutline(),
        apply: () => this.shell.apply(),
        back: () => this.back(),
        help: () => this.help(),
      },
      cancel: () => send({ type: 'cancel' }),
      resized: () => this.save(),
    });
    const { paneWidth, paneHeight } = saved ?? {};
    this.shell.paneSize.restore({ paneWidth, paneHeight });
  }

  /** What to tell the host when the page is ready. */
  ready(): void {
    this.layout = { ...this.layout, fonts: measureFonts() };
    send({ type: 'ready', layout: this.layout, pinned: this.pinned });
  }

  show(snapshot: Snapshot): void {
    useStrings(snapshot.strings);
    const before = this.model?.snapshot;
    const other = before?.uri !== snapshot.uri;
    this.model = new Model(snapshot);
    this.pinned = snapshot.pinned;
    if (other && before) {
      this.selected = null;
      this.shell.stage.forget();
    }
    if (this.selected !== null && !this.model.nodes.has(this.selected)) this.selected = null;
    this.layout = { ...snapshot.layout, fonts: this.layout.fonts };
    this.shell.show(snapshot, !before || before.strings !== snapshot.strings, this.selected);
    this.search(this.finder.text, 0);
    this.paint();
    this.save();
  }

  /** There is nothing to draw. */
  nothing(title: string, reason: string): void {
    this.model = null;
    this.shell.message(title, reason);
  }

  busy(text: string): void {
    this.shell.busy(text);
  }

  formulas({ set }: Formulas): void {
    for (const [text, formula] of Object.entries(set)) this.known.set(text, formula);
    this.shell.stage.typeset();
  }

  details(message: NodeDetails): void {
    this.closer.take(message);
  }

  tiles(message: TensorTiles): void {
    this.closer.tiles(message);
  }

  moveCursor(nodes: readonly string[]): void {
    this.cursor = new Set(nodes);
    const [first] = nodes;
    const node = first === undefined ? undefined : this.model?.nodes.get(first);
    if (node) this.shell.stage.reveal(node);
    this.mark();
  }

  restyle(): void {
    this.shell.restyle();
  }

  private node(): SceneNode | undefined {
    return this.selected === null ? undefined : this.model?.nodes.get(this.selected);
  }

  private save(): void {
    const uri = this.model?.snapshot.uri;
    if (uri === undefined) return;
    const { fonts: _fonts, ...layout } = this.layout;
    const comparison = this.model?.snapshot.comparison !== undefined;
    saveState({
      uri,
      layout,
      pinned: this.pinned,
      comparison,
      ...this.shell.paneSize.current,
      ...(this.selected === null ? {} : { selected: this.selected }),
    });
  }

  private relayout(layout: ViewLayout): void {
    this.layout = layout;
    this.save();
    send({ type: 'layout', layout });
  }

  private depth(depth: number): void {
    this.relayout({ ...this.layout, depth, folds: {} });
  }

  private fold(path: string, folded: boolean): void {
    this.relayout({ ...this.layout, folds: { ...this.layout.folds, [path]: folded } });
  }

  private toggle(node: SceneNode | undefined): void {
    if (node?.path !== undefined) {
      this.fold(node.path, false);
      return;
    }
    const frame = node && this.model ? frameAround(this.model.scene, node) : undefined;
    if (frame) this.fold(frame.path, true);
  }

  private opened(node: SceneNode): void {
    if (node.path !== undefined) this.fold(node.path, false);
    else this.reveal(node, true);
  }

  private clicked(node: SceneNode | undefined): void {
    this.hoverOff = node?.id ?? null;
    this.select(node?.id ?? null);
    this.reveal(node, false);
  }

  private select(id: string | null): void {
    this.selected = id;
    this.outline = this.outline && id !== null && this.shell.wide;
    const node = this.node();
    if (node) {
      this.shell.stage.reveal(node);
      this.shell.announce(node.spoken);
    }
    this.paint();
    this.save();
  }

  private go(id: string | undefined): void {
    if (id !== undefined && this.model?.nodes.has(id)) this.select(id);
  }

  private arrow(dx: number, dy: number): void {
    const { model } = this;
    if (!model) return;
    if (this.selected === null) this.go(model.scene.nodes[0]?.id);
    else this.go(model.neighbour(this.selected, dx, dy));
  }

  private reveal(node: SceneNode | undefined, focus: boolean): void {
    if (node?.range) send({ type: 'reveal', range: node.range, focus });
  }

  private nextFinding(): void {
    const wrong = this.model?.scene.nodes.filter(node => node.status === 'wrong' || node.look.includes('is-wrong')) ?? [];
    if (wrong.length === 0) return;
    this.finding = (this.finding + 1) % wrong.length;
    this.select(wrong[this.finding].id);
  }

  private zoomToSelection(): void {
    const node = this.node();
    if (node) this.shell.stage.reveal(node, true);
  }

  private toggleValues(): void {
    this.shell.toggleValues();
    this.paint();
  }

  private toggleOutline(): void {
    this.outline = !this.outline;
    this.paint();
  }

  private back(): void {
    if (this.finder.text !== '') this.shell.toolbar.clearSearch();
    else if (this.outline) this.toggleOutline();
    else this.select(null);
  }

  private help(): void {
    const dialog = helpDialog();
    document.body.append(dialog);
    dialog.showModal();
  }

  private search(text: string, step: number): void {
    const { model, finder } = this;
    if (!model) return;
    const moved = finder.look(model.scene.nodes, text, step);
    this.shell.toolbar.found(finder.at, finder.count);
    const node = model.nodes.get(finder.current ?? '');
    if (!node || !moved) {
      this.mark();
      return;
    }
    this.selected = node.id;
    this.shell.stage.reveal(node);
    this.paint();
  }

  private hover(node: SceneNode | undefined, edge: SceneEdge | undefined): void {
    const id = node?.id ?? edge?.to ?? null;
    if (id === this.hovered) return;
    this.hovered = id;
    if (id !== this.hoverOff) this.hoverOff = null;
    clearTimeout(this.hoverTimer);
    this.hoverTimer = window.setTimeout(() => this.mark(), hoverDelay);
  }

  private exportAs(format: ExportFormat, scale?: number): void {
    if (!this.model) return;
    const data = format === 'png' ? { data: pngOf(this.model.scene, document.body, scale) } : {};
    send({ type: 'export', format, layout: this.layout, ...data });
  }

  private async copy(): Promise<void> {
    if (this.model) this.shell.announce(say((await copyPng(this.model.scene, document.body)) ? 'copied' : 'notCopied'), true);
  }

  private pin(): void {
    this.pinned = !this.pinned;
    send({ type: 'pin', pinned: this.pinned });
    this.save();
    this.paint();
  }

  private paint(): void {
    const { model } = this;
    if (!model) return;
    const node = this.node();
    const { version } = model.snapshot;
    this.closer.look(node && model.graphNode(node) ? node.id : null, version);
    const actions = {
      close: () => this.select(null),
      reveal: (range: NonNullable<SceneNode['range']>, focus: boolean) => send({ type: 'reveal', range, focus }),
      select: (id: string) => this.go(id),
      fix: (finding: number, fix: number) => send({ type: 'fix', version, finding, fix }),
      toggle: (block: SceneNode) => this.toggle(block),
    };
    const content = this.outline
      ? outlineOf(
          model,
          this.selected,
          id => this.go(id),
          () => this.toggleOutline(),
        )
      : node
        ? paneOf(model, node, actions, this.closer)
        : [];
    this.shell.pane(content, say(this.outline ? 'outlineTitle' : 'pane'));
    this.shell.toolbarState(this.layout, this.outline, this.pinned);
    this.mark();
  }

  private mark(): void {
    const { model, selected, hovered, cursor } = this;
    if (!model) return;
    const lighting = hovered !== null && hovered !== this.hoverOff && model.scene.nodes.length <= mostLit;
    const { found } = this.finder;
    this.shell.mark(marksOf(model, { selected, hovered, lighting, cursor, found }), this.node());
  }
}
