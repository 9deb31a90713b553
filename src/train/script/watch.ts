// Runs a script to its end and looks on: what it prints, what its loops compute, what it draws. Views come at a bounded pace.

import { sceneOfFigure } from '../../figure/layout';
import type { FigureScene } from '../../figure/scene';
import { runPython } from '../../lang/python';
import type { For, While } from '../../lang/python/ast';
import type { Compiler } from '../../lang/python/compile/compiler';
import type { Interpreter, RunObserver } from '../../lang/python/interpreter';
import type { FigureDraft } from '../../lang/python/modules/matplotlib/figures';
import type { Frame } from '../../lang/python/objects/functions';
import { BudgetError } from '../../lang/python/runtime';
import { chosenCurves } from './curves';
import { Loops } from './loops';
import { Printed } from './printed';
import type { FromScript, ScriptState, ScriptView, StartScript } from './view';

/** Ten views a second at most; each must have been earned: it may cost a fortieth of the time. Figures come once a second. */
const PACE = 100;
const EARNED = 40;
const FIGURE_PACE = 1000;
/** What is kept of the output, and what is shown while it runs. */
const KEPT = 400_000;
const SHOWN = 12_000;

export interface WatchOptions {
  readonly readFile: (path: string) => Uint8Array | null;
  readonly tell: (message: FromScript) => void;
  /** What the script is to do now; waits as long as it is to wait. False: it is to stop. */
  readonly goOn: (paused: () => void) => boolean;
}

export class Watch implements RunObserver {
  private readonly loops: Loops;
  private readonly printed = new Printed();
  private readonly started = performance.now();
  private rt: Interpreter | null = null;
  private state: ScriptState = 'running';
  private output = '';
  private cut = 0;
  private error: ScriptView['error'] = null;
  private nextView = 0;
  private nextFigures = 0;
  private figuresTold = -1;
  private waited = 0;
  private watched = 0;
  private readonly scenes = new Map<number, { version: number; scene: FigureScene }>();

  constructor(
    private readonly source: Pick<StartScript, 'file' | 'text'>,
    private readonly options: WatchOptions,
  ) {
    const ends: number[] = [];
    for (let i = source.text.indexOf('\n'); i >= 0; i = source.text.indexOf('\n', i + 1)) ends.push(i);
    this.loops = new Loops(
      offset => lineAt(ends, offset),
      source.text,
      () => this.now(),
    );
  }

  begin(rt: Interpreter): void {
    this.rt = rt;
  }

  loop(node: For | While, c: Compiler): ((f: Frame) => void) | null {
    // Helper modules have loops of their own; the curves are about this file.
    return c.globals === this.rt?.main ? this.loops.follow(node, c) : null;
  }

  tick(): void {
    const before = performance.now();
    const paused = (): void => {
      this.state = 'paused';
      this.tellView();
      this.tellFigures();
    };
    if (!this.options.goOn(paused)) throw new BudgetError('stopped');
    if (this.state === 'paused') {
      this.state = 'running';
      this.waited += performance.now() - before;
      this.tellView();
    }
    this.now();
  }

  private now(): void {
    const now = performance.now();
    if (now < this.nextView) return;
    this.tellView();
    if (now >= this.nextFigures) this.tellFigures();
    const took = performance.now() - now;
    this.watched += took;
    this.nextView = performance.now() + Math.max(PACE, EARNED * took);
  }

  private readonly write = (text: string): void => {
    this.output += text;
    this.printed.write(text);
    if (this.output.length <= 2 * KEPT) return;
    this.cut += this.output.length - KEPT;
    this.output = this.output.slice(-KEPT);
  };

  /** To the end, an error, or until it is stopped. */
  run(): ScriptView {
    const { readFile } = this.options;
    const { exitCode, traceback } = runPython(this.source, { write: this.write, readFile, observe: this });
    const stopped = !this.options.goOn(() => {});
    this.state = stopped && exitCode !== 0 ? 'stopped' : exitCode === 0 ? 'done' : 'failed';
    if (this.state === 'failed') {
      this.write(traceback);
      const lines = [...traceback.matchAll(/File "([^"]*)", line (\d+)/g)].filter(([, file]) => file === this.source.file);
      const message = traceback.trimEnd().split('\n').at(-1) ?? '';
      this.error = { message, line: lines.length ? Number(lines.at(-1)?.[2]) : null };
    }
    this.tellFigures();
    this.tellView(KEPT);
    return this.view(KEPT);
  }

  private tellView(shown = SHOWN): void {
    this.options.tell({ type: 'script', view: this.view(shown) });
  }

  private tellFigures(): void {
    const { rt } = this;
    if (!rt || rt.plots.version === this.figuresTold) return;
    const before = performance.now();
    this.figuresTold = rt.plots.version;
    this.options.tell({ type: 'figures', figures: rt.plots.drafts().map(draft => this.scene(draft)) });
    const now = performance.now();
    this.nextFigures = now + Math.max(FIGURE_PACE, EARNED * (now - before));
  }

  private scene(draft: FigureDraft): FigureScene {
    const known = this.scenes.get(draft.id);
    if (known?.version === draft.version) return known.scene;
    const scene = sceneOfFigure(draft.snapshot());
    this.scenes.set(draft.id, { version: draft.version, scene });
    return scene;
  }

  private view(shown: number): ScriptView {
    const seconds = (performance.now() - this.started - this.waited) / 1000;
    const loops = this.loops.curves();
    const curves = chosenCurves(loops, this.printed.curves(), this.state === 'running' ? undefined : Number.POSITIVE_INFINITY);
    const iterations = this.iterations(curves[0]?.line ?? null);
    const { state, error, output } = this;
    const done = iterations?.total ? iterations.done / iterations.total : 0;
    return {
      state,
      seconds,
      iterations,
      secondsLeft: state === 'running' && done > 0.01 && done < 1 ? (seconds * (1 - done)) / done : null,
      curves,
      output: output.slice(-shown),
      cut: this.cut + Math.max(0, output.length - shown),
      error,
      figures: this.rt?.plots.drafts().length ?? 0,
      overhead: seconds > 0 ? this.watched / 1000 / seconds : 0,
    };
  }

  private iterations(line: number | null): ScriptView['iterations'] {
    const { tracks } = this.loops;
    const own = tracks.find(track => track.line === line && track.count > 0);
    const longest = tracks.reduce<(typeof tracks)[number] | null>((best, each) => (each.count > (best?.count ?? 0) ? each : best), null);
    const track = own ?? longest;
    return track && { done: track.count, total: track.total !== null && track.total >= track.count ? track.total : null, line: track.line };
  }
}

function lineAt(ends: readonly number[], offset: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
