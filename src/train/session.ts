// A run that is watched: one trainer, or two side by side from the same start, driven for a stretch of time at a time.
import type { Tensor } from '../core/tensor';
import { BoundaryMap } from './boundary';
import type { Prepared } from './bpSource';
import { dataTrouble, equalUnits } from './dataTrouble';
import { describe } from './describe';
import { type Diagnosis, exploding, idleUnits, lossTrouble, vanishing } from './diagnose';
import { EarlyStopping } from './earlyStopping';
import { Curve } from './history';
import { Measures } from './measures';
import type { Model } from './model';
import { nanOrigin, type Origin } from './nanOrigin';
import { Observer } from './observer';
import { classesOf, confusion, type Output, outputOf } from './roles';
import { norm } from './statistics';
import { type Gradients, Trainer } from './trainer';
import type { Confusion, Diagnosed, Direction, Pair, RunState, TrainingView } from './view';

/** The losses have parted when they differ by more than this share. */
const PARTED = 1e-3;
/** A gradient that differs less from the exact one is not worth a word. */
const WRONG = 1e-6;
/** How often in a run norms are measured and activations looked at. */
const NORMS = 400;
const LOOKS = 36;
/** What a sum over examples that is 0 leaves. */
const NOISE = 1e-14;
/** Milliseconds of looking that every run may have. */
const FREE = 60;
/** Curves in one chart. */
const MOST_LINES = 6;
/** So many parameters are copied before every update. */
const KEPT = 50_000;

interface Side {
  readonly trainer: Trainer;
  readonly loss: Curve;
  readonly testLoss: Curve;
  readonly metrics: ReadonlyMap<string, Curve>;
}

export class Session {
  state: RunState = 'running';
  private readonly yours: Side;
  private readonly exact: Side | null;
  private readonly output: Output | null;
  private readonly observer: Observer;
  private readonly testObserver: Observer | null;
  private readonly measures: Measures;
  private readonly boundary: BoundaryMap | null;
  private readonly early: EarlyStopping | null;
  private readonly start: Diagnosis[];
  private nan: Diagnosis | null = null;
  private parted: number | null = null;
  private directions: Direction[] = [];
  /** The last look at which a gradient of the file's own was not the exact one. */
  private wrong: Diagnosis | null = null;
  /** By parameter: the largest gradient seen, which says what rounding may differ by. */
  private readonly largest = new Map<string, number>();
  /** The parameters before the last update: where a NaN comes from. */
  private readonly previous: Float64Array;
  private risen = 0;
  private looked = 0;
  private lastLoss = Number.NaN;
  private trained = 0;
  private watched = 0;
  private speed = 0;

  constructor(
    private readonly prepared: Prepared,
    withExact = prepared.hasBackward,
  ) {
    const { source, settings } = prepared;
    this.yours = side(new Trainer(source, settings, 'yours'));
    this.exact = withExact && prepared.hasBackward ? side(new Trainer(source, settings, 'exact')) : null;
    const { trainer } = this.yours;
    const { model } = trainer;
    this.output = outputOf(model, source.classes !== null);
    this.observer = new Observer(source, trainer.split.train);
    this.testObserver = trainer.split.test.length ? new Observer(source, trainer.split.test) : null;
    this.measures = new Measures(model, this.output);
    this.boundary = BoundaryMap.of(source, model, this.output);
    this.early = settings.stop && new EarlyStopping(settings.stop);
    this.start = dataTrouble(source, model, this.output, settings);
    this.previous = new Float64Array(trainer.packed.length <= KEPT ? trainer.packed.length : 0);
    this.evaluate();
    this.look();
  }

  get step(): number {
    return this.yours.trainer.step;
  }

  set rate(rate: number) {
    for (const each of this.sides) each.trainer.rate = rate;
  }

  get parameters(): Map<string, Tensor> {
    return this.yours.trainer.snapshot();
  }

  private get sides(): readonly Side[] {
    return this.exact ? [this.yours, this.exact] : [this.yours];
  }

  /** Trains for so many milliseconds, or to the end of the run. */
  advance(milliseconds: number): void {
    const started = performance.now();
    const watchedBefore = this.watched;
    const from = this.step;
    while (this.state === 'running' && performance.now() - started < milliseconds)
      for (let i = 0; i < 8 && this.state === 'running'; i++) this.one();
    const took = performance.now() - started;
    this.trained += took - (this.watched - watchedBefore);
    const speed = took > 0 ? (1000 * (this.step - from)) / took : 0;
    this.speed = this.speed ? 0.7 * this.speed + 0.3 * speed : speed;
  }

  /** One step. */
  one(): void {
    const { steps } = this.prepared.settings;
    if (this.step >= steps) {
      this.state = 'done';
      return;
    }
    const measured = this.step % Math.max(1, Math.ceil(steps / NORMS)) === 0;
    if (measured) this.watch(() => this.measures.before(this.yours.trainer));
    if (this.previous.length) this.previous.set(this.yours.trainer.packed);
    for (const { trainer } of this.sides) trainer.update();
    if (measured) this.watch(() => this.measures.after(this.yours.trainer));
    this.evaluate();
    if (this.step % this.interval === 0 && this.affordable()) this.look();
    if (this.step >= steps) this.state = 'done';
  }

  /** Steps between two looks. */
  private get interval(): number {
    return Math.max(1, Math.ceil(this.prepared.settings.steps / LOOKS));
  }

  /** Looking takes at most a twentieth of the time; a short run may be looked at a little more. */
  private affordable(): boolean {
    return this.watched < FREE + 0.04 * this.trained;
  }

  /** What is looked at before the first step or after the last keeps nobody waiting. */
  private watch(look: () => void): void {
    const started = performance.now();
    look();
    if (this.state === 'running' && this.step > 0) this.watched += performance.now() - started;
  }

  private evaluate(): void {
    for (const each of this.sides) {
      const { step, loss, metrics } = each.trainer.evaluate();
      each.loss.add(step, loss);
      for (const [name, value] of Object.entries(metrics)) each.metrics.get(name)?.add(step, value);
    }
    const { loss } = this.yours;
    const now = loss.latest();
    if (this.step > this.prepared.settings.steps * 0.1 || this.step > 200) {
      this.looked++;
      if (now > this.lastLoss) this.risen++;
    }
    this.lastLoss = now;
    if (!this.nan && !Number.isFinite(now)) this.foundNan();
    if (this.exact && this.parted === null && differ(now, this.exact.loss.latest())) this.parted = this.step;
    if (this.early?.over(this.yours.trainer, { step: this.step, loss: now, metrics: {} })) this.state = 'early';
  }

  private foundNan(): void {
    const { trainer } = this.yours;
    const { source } = this.prepared;
    // At the whole data, where it can be traced: the batch's own examples are among it.
    const model = source.at(source.examples) ?? trainer.model;
    const now = trainer.packed.slice();
    const origin =
      (this.previous.length ? this.originAt(model, this.previous, this.step - 1) : null) ?? this.originAt(model, now, this.step);
    const text = origin ? model.trace.text(origin.node.site) : '';
    this.nan = {
      kind: 'nan',
      severity: 'error',
      name: model.loss.name,
      site: origin?.node.site ?? model.loss.site,
      numbers: { value: origin?.value ?? 'NaN', step: origin?.step ?? this.step, operation: text || model.trace.text(model.loss.site) },
    };
    this.state = 'diverged';
  }

  private originAt(model: Model, packed: Float64Array, step: number): (Origin & { step: number }) | null {
    const { trainer } = this.yours;
    const values = new Map<string, Tensor>(this.prepared.source.data);
    const start = trainer.packed.byteOffset;
    model.parameters.forEach(({ name }, i) => {
      const { shape, data } = trainer.parameters[i];
      const from = (data.byteOffset - start) / 8;
      values.set(name, { shape, data: packed.slice(from, from + data.length) });
    });
    const origin = nanOrigin(model, values, trainer.gradients);
    return origin && { ...origin, step };
  }

  /** Looks at the run as it is: activations, both gradients at one point, the examples kept for testing. */
  private look(): void {
    this.watch(() => {
      const { trainer } = this.yours;
      this.observer.look(trainer.parameters);
      this.measures.look(this.step, this.observer, this.interval);
      this.compare();
      for (const each of this.sides) {
        const test = each.trainer.test();
        if (test) each.testLoss.add(this.step, test.loss);
      }
    });
  }

  view(): TrainingView {
    const started = performance.now();
    const before = this.watched;
    const shown = this.picture();
    // What it looks at by the way has been counted already.
    if (this.state === 'running' && this.step > 0) this.watched = before + performance.now() - started;
    return shown;
  }

  private picture(): TrainingView {
    const { trainer } = this.yours;
    const { settings, source } = this.prepared;
    this.look();
    const left = settings.steps - this.step;
    const pair = <T>(of: (each: Side) => T): Pair<T> => ({ yours: of(this.yours), exact: this.exact && of(this.exact) });
    const confusions = this.confusions();
    return {
      state: this.state,
      step: this.step,
      steps: settings.steps,
      epoch: settings.batch === null ? null : trainer.epoch,
      stepsPerSecond: this.speed,
      secondsLeft: this.speed > 0 ? left / this.speed : null,
      rate: trainer.rate,
      effectiveRate: trainer.effectiveRate,
      optimizer: settings.optimizer.kind,
      summary: {
        layers: layersOf(trainer),
        examples: source.examples,
        batch: settings.batch,
        seed: settings.seed,
        test: trainer.split.test.length,
      },
      lossName: trainer.model.loss.name,
      loss: pair(each => each.loss.series()),
      testLoss: trainer.split.test.length ? pair(each => each.testLoss.series()) : null,
      metrics: [...this.yours.metrics.keys()].map(name => ({ name, series: pair(each => each.metrics.get(name)!.series(200)) })),
      parted: this.wrong ? this.parted : null,
      accuracy: confusions.train && pairAccuracy(confusions.train),
      testAccuracy: confusions.test && pairAccuracy(confusions.test),
      gradients: this.shownParameters().map(p => ({ name: p.gradientName, series: p.norms.series(160) })),
      ratios: this.shownParameters().map(p => ({ name: p.name, series: p.ratios.series(160) })),
      ridges: this.measures.ridges(),
      units: this.measures.units(),
      directions: this.directions,
      boundary: this.boundaryView(),
      confusion: confusions.test ?? confusions.train,
      predictions: this.predictions(),
      diagnoses: this.diagnoses(),
      overhead: this.watched / Math.max(1, this.watched + this.trained),
    };
  }

  /** Weights rather than biases, and no more than can be told apart. */
  private shownParameters(): Measures['parameters'] {
    const weights = this.measures.parameters.filter(p => p.isWeight);
    const some = weights.length ? weights : this.measures.parameters;
    if (some.length <= MOST_LINES) return some;
    return Array.from({ length: MOST_LINES }, (_, i) => some[Math.round((i * (some.length - 1)) / (MOST_LINES - 1))]);
  }

  private boundaryView(): TrainingView['boundary'] {
    const { boundary, exact, yours, prepared } = this;
    if (!boundary) return null;
    return boundary.view(prepared.source, boundary.cells(yours.trainer.parameters), exact && boundary.cells(exact.trainer.parameters));
  }

  private confusions(): { train: Confusion | null; test: Confusion | null } {
    const classes = this.prepared.source.classes;
    if (!classes || !this.output || this.output.kind === 'quantity') return { train: null, test: null };
    const of = (observer: Observer, ofTest: boolean): Confusion => ({
      classes,
      ofTest,
      table: { yours: this.table(observer, this.yours), exact: this.exact && this.table(observer, this.exact) },
    });
    return { train: of(this.observer, false), test: this.testObserver && of(this.testObserver, true) };
  }

  private table(observer: Observer, { trainer }: Side): number[][] {
    observer.look(trainer.parameters);
    const { model } = observer;
    const label = model.labels[0];
    const truth = observer.value(label);
    const predicted = observer.value(model.forward.find(f => f.name === this.output!.name)!);
    const [rows, m] =
      this.prepared.source.axes.get(label.name) === 0
        ? [1, truth.data.length]
        : truth.shape.length === 2
          ? truth.shape
          : [1, truth.data.length];
    return confusion(classesOf(truth.data, rows, m), classesOf(predicted.data, rows, m), Math.max(2, rows));
  }

  private predictions(): TrainingView['predictions'] {
    if (this.output?.kind !== 'quantity') return null;
    this.observer.look(this.yours.trainer.parameters);
    const { model } = this.observer;
    const [truth, predicted] = [model.labels[0], model.forward.find(f => f.name === this.output!.name)!].map(
      n => this.observer.value(n).data,
    );
    const every = Math.ceil(truth.length / 500);
    const some = (data: Float64Array): number[] => Array.from(data).filter((_, i) => i % every === 0);
    return { truth: some(truth), predicted: some(predicted), name: this.output.name };
  }

  private diagnoses(): Diagnosed[] {
    const { trainer } = this.yours;
    const { parameters } = this.measures;
    const facts = {
      name: trainer.model.loss.name,
      site: trainer.model.loss.site,
      loss: this.yours.loss,
      step: this.step,
      rate: trainer.rate,
    };
    const found = [
      ...this.wrongGradient(),
      ...(this.nan ? [this.nan] : []),
      ...exploding(parameters),
      ...vanishing(parameters),
      ...equalUnits(trainer.model, trainer.parameters),
      ...idleUnits(this.measures.unitHistories(), this.yours.loss.latest() < 0.7 * this.yours.loss.first()),
      ...lossTrouble({ ...facts, risen: this.risen, looked: this.looked, fullBatch: this.prepared.settings.batch === null }, parameters),
      ...this.start,
    ];
    const order = { error: 0, warning: 1, info: 2 };
    const { trace } = trainer.model;
    return found
      .map(d => ({
        kind: d.kind,
        severity: d.severity,
        text: describe(d),
        line: d.site ? (trace.range(d.site)?.start.line ?? null) : null,
      }))
      .sort((a, b) => order[a.severity] - order[b.severity]);
  }

  /** Both gradients of each parameter at one point. What is only rounding, beside the largest gradient seen, counts as equal. */
  private compare(): void {
    const found = this.observer.compare();
    if (!found.every(c => Number.isFinite(c.difference))) return;
    const real = found.map(c => {
      const largest = Math.max(this.largest.get(c.name) ?? 0, c.size);
      this.largest.set(c.name, largest);
      return c.size > NOISE + 1e-9 * largest ? c : { ...c, angle: 0, difference: 0 };
    });
    this.directions = real.map(c => ({ name: c.name, degrees: c.angle, difference: c.difference }));
    const wrong = real.filter(c => c.difference > WRONG).at(-1);
    if (!wrong) return;
    const { model } = this.observer;
    const i = model.parameters.findIndex(p => p.name === wrong.name);
    const [yours, exact] = [this.observer.gradient(i, 'yours'), this.observer.gradient(i, 'exact')];
    const hand = model.hand[i];
    if (!yours || !exact || !hand) return;
    const numbers = { angle: wrong.angle ?? 180, factor: norm(yours) / norm(exact), of: wrong.name };
    this.wrong = { kind: 'wrong-gradient', severity: 'error', name: hand.name, site: hand.site, numbers };
  }

  private wrongGradient(): Diagnosis[] {
    if (!this.wrong) return [];
    const falls = this.yours.loss.latest() < this.yours.loss.first() ? 1 : 0;
    return [{ ...this.wrong, numbers: { ...this.wrong.numbers, parted: this.parted ?? -1, falls } }];
  }

  /** The curves, for a file. */
  curves(): { name: string; series: ReturnType<Curve['series']> }[] {
    const of = (each: Side, which: Gradients): { name: string; curve: Curve }[] => [
      { name: which, curve: each.loss },
      ...(each.testLoss.length ? [{ name: `${which} test`, curve: each.testLoss }] : []),
      ...[...each.metrics].map(([name, curve]) => ({ name: `${which} ${name}`, curve })),
    ];
    const all = [...of(this.yours, 'yours'), ...(this.exact ? of(this.exact, 'exact') : [])];
    return all.map(({ name, curve }) => ({ name, series: curve.series(1e6) }));
  }
}

const side = (trainer: Trainer): Side => ({
  trainer,
  loss: new Curve(),
  testLoss: new Curve(),
  metrics: new Map(trainer.model.metrics.map(({ name }) => [name, new Curve()])),
});

const differ = (a: number, b: number): boolean =>
  Math.abs(a - b) > PARTED * Math.max(Math.abs(a), Math.abs(b)) || Number.isNaN(a) !== Number.isNaN(b);

const shareRight = (table: readonly (readonly number[])[]): number => {
  const all = table.flat().reduce((sum, n) => sum + n, 0);
  return all ? table.reduce((sum, row, k) => sum + row[k], 0) / all : 0;
};

const pairAccuracy = ({ table }: Confusion): Pair<number> => ({
  yours: shareRight(table.yours),
  exact: table.exact && shareRight(table.exact),
});

/** 2-4-1: the features, then the units of each weight in turn. */
function layersOf({ model }: Trainer): number[] {
  const weights = model.parameters.filter((p, i) => model.isWeight[i] && p.node.value.shape.length === 2);
  const last = model.labels[0]?.node.value.shape;
  const units = weights.map(({ node }) => node.value.shape[0]);
  const [features] = weights.length ? [weights[0].node.value.shape[1]] : [0];
  // w (n, 1) as a column, or examples as rows: sizes stand the other way round.
  const turned = last && weights.length && units.at(-1) !== last[0];
  if (turned) return [weights[0].node.value.shape[0], ...weights.map(({ node }) => node.value.shape[1])];
  return [features, ...units];
}
