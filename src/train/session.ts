// A run that is watched: one trainer, or two side by side from the same start, driven for a stretch of time at a time.
import type { Tensor } from '../core/tensor';
import { BoundaryMap } from './boundary';
import type { Prepared } from './bpSource';
import { Budget } from './budget';
import { Comparing } from './comparing';
import { dataTrouble, equalUnits } from './dataTrouble';
import { describe } from './describe';
import { type Diagnosis, exploding, idleUnits, lossTrouble, vanishing } from './diagnose';
import { EarlyStopping } from './earlyStopping';
import { FiniteWatch } from './finiteWatch';
import { Curve } from './history';
import { accuracies, Judge } from './judge';
import { Measures } from './measures';
import { Observer } from './observer';
import { type Output, outputOf } from './roles';
import { type Gradients, Trainer } from './trainer';
import type { Diagnosed, Pair, RunState, TrainingView } from './view';

/** The losses have parted when they differ by more than this share. */
const PARTED = 1e-3;
/** How often in a run norms are measured and activations looked at. */
const NORMS = 400;
const LOOKS = 36;
/** Curves in one chart. */
const MOST_LINES = 6;

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
  private readonly sides: readonly Side[];
  private readonly output: Output | null;
  private readonly observer: Observer;
  private readonly testObserver: Observer | null;
  private readonly measures: Measures;
  private readonly boundary: BoundaryMap | null;
  private readonly early: EarlyStopping | null;
  private readonly start: Diagnosis[];
  private nan: Diagnosis | null = null;
  private parted: number | null = null;
  private readonly comparing = new Comparing();
  private readonly finite: FiniteWatch;
  private risen = 0;
  private looked = 0;
  private lastLoss = Number.NaN;
  private trained = 0;
  private watched = 0;
  private readonly norms = new Budget(8, 0.012);
  private readonly looks = new Budget(20, 0.02);
  private speed = 0;

  constructor(
    private readonly prepared: Prepared,
    withExact = prepared.hasBackward,
  ) {
    const { source, settings } = prepared;
    this.yours = side(new Trainer(source, settings, 'yours'));
    this.exact = withExact && prepared.hasBackward ? side(new Trainer(source, settings, 'exact')) : null;
    this.sides = this.exact ? [this.yours, this.exact] : [this.yours];
    const { trainer } = this.yours;
    const { model } = trainer;
    this.output = outputOf(model, source.classes !== null);
    this.observer = new Observer(source, trainer.split.train);
    this.testObserver = trainer.split.test.length ? new Observer(source, trainer.split.test) : null;
    this.measures = new Measures(model, this.output);
    this.boundary = BoundaryMap.of(source, model, this.output);
    this.early = settings.stop && new EarlyStopping(settings.stop);
    this.start = dataTrouble(source, model, this.output, settings);
    this.finite = new FiniteWatch(trainer);
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
    const measured = this.step % Math.max(1, Math.ceil(steps / NORMS)) === 0 && this.norms.allows(this.trained);
    const before = this.watched;
    if (measured) this.watch(() => this.measures.before(this.yours.trainer));
    this.finite.before();
    for (const { trainer } of this.sides) trainer.update();
    if (measured) {
      this.watch(() => this.measures.after(this.yours.trainer));
      this.norms.took(this.watched - before);
    }
    this.evaluate();
    if (this.step % this.interval === 0 && this.looks.allows(this.trained)) {
      const from = this.watched;
      this.look();
      this.looks.took(this.watched - from);
    }
    if (this.step >= steps) this.state = 'done';
  }

  /** Steps between two looks. */
  private get interval(): number {
    return Math.max(1, Math.ceil(this.prepared.settings.steps / LOOKS));
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
    if (!this.nan && !Number.isFinite(now)) {
      this.nan = this.finite.found(this.step);
      this.state = 'diverged';
    }
    if (this.exact && this.parted === null && differ(now, this.exact.loss.latest())) this.parted = this.step;
    if (this.early?.over(this.yours.trainer, { step: this.step, loss: now, metrics: {} })) this.state = 'early';
  }

  /** Looks at the run as it is: activations, both gradients at one point, the examples kept for testing. */
  private look(): void {
    this.watch(() => {
      const { trainer } = this.yours;
      this.observer.look(trainer.parameters);
      this.measures.look(this.step, this.observer, this.interval, trainer);
      this.comparing.look(this.observer);
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
    const [yours, exact] = [this.yours.trainer.parameters, this.exact?.trainer.parameters ?? null];
    const judge = new Judge(source, this.output);
    const onTrain = judge.confusion(this.observer, yours, exact, false);
    const onTest = this.testObserver && judge.confusion(this.testObserver, yours, exact, true);
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
      parted: this.comparing.wrong ? this.parted : null,
      accuracy: onTrain && accuracies(onTrain),
      testAccuracy: onTest && accuracies(onTest),
      gradients: this.shownParameters().map(p => ({ name: p.gradientName, series: p.norms.series(160) })),
      ratios: this.shownParameters().map(p => ({ name: p.name, series: p.ratios.series(160) })),
      ridges: this.measures.ridges(),
      units: this.measures.units(),
      directions: this.comparing.directions,
      boundary: this.boundaryView(),
      confusion: onTest ?? onTrain,
      predictions: judge.predictions(this.observer, yours),
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

  private diagnoses(): Diagnosed[] {
    const { trainer } = this.yours;
    const { parameters } = this.measures;
    const facts = {
      name: trainer.model.loss.name,
      site: trainer.model.loss.site,
      loss: this.yours.loss,
      step: this.step,
      rate: trainer.rate,
      wrong: this.comparing.wrong !== null,
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

  private wrongGradient(): Diagnosis[] {
    const { wrong } = this.comparing;
    if (!wrong) return [];
    const falls = this.yours.loss.latest() < this.yours.loss.first() ? 1 : 0;
    return [{ ...wrong, numbers: { ...wrong.numbers, parted: this.parted ?? -1, falls } }];
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
