// A .bp file as something to train: its data read once, its model traced for whatever number of examples a step needs.
import { sameShape, type Tensor } from '../core/tensor';
import { type LoadedData, loadData } from '../lang/bp/dataStatement';
import { type BpTrace, type TrainPlan, traceBp } from '../lang/bp/index';
import { parse } from '../lang/bp/parser';
import { SourceText } from '../lang/bp/source';
import { trainMessages as say } from '../messages/train';
import { type Model, type ModelProblem, modelOf } from './model';
import {
  DEFAULTS,
  MOST_STEPS,
  type Optimizer,
  type OptimizerKind,
  optimizer,
  type Schedule,
  type ScheduleKind,
  type Settings,
  schedule,
} from './settings';
import type { ModelSource } from './source';

export interface FileToTrain {
  readonly file: string;
  readonly text: string;
  readonly readFile?: (path: string) => Uint8Array | null;
}

/** Larger data is never traced as a whole: the model is traced for this many examples. */
const LARGE = 4096;
const SOME = 64;

export interface Prepared {
  readonly file: string;
  readonly source: ModelSource;
  readonly settings: Settings;
  readonly model: Model;
  /** The file has gradients of its own. */
  readonly hasBackward: boolean;
}

/** What to train, or why it cannot be: one line a problem. */
export function prepareBp(file: FileToTrain, override: Partial<Settings> = {}): Prepared | { readonly problems: readonly string[] } {
  const text = new SourceText(file.text);
  const program = parse(text.text);
  const data = loadData(program, file.readFile);
  const told = [...data.problems.values()].map(({ message, from }) => placed(file.file, text.lineOf(from), message));
  if (told.length) return { problems: told };
  const loaded = Math.max(0, ...[...data.sizes.values()].map(size => size.value));
  const base = traceBp(file, { data: loaded > LARGE ? sized(data, [...data.sizes.keys()], SOME) : data });
  const errors = base.findings.filter(f => f.severity === 'error');
  if (errors.length) return { problems: errors.map(f => placed(file.file, f.range.start.line, f.message)) };
  const model = modelOf(base);
  if (typeof model === 'string') return { problems: [placed(file.file, null, reason(model))] };
  const misshapen = model.parameters.flatMap(({ name: of, node }, i) => {
    const hand = model.hand[i];
    if (!hand || sameShape(hand.node.value.shape, node.value.shape) || (node.value.data.length === 1 && hand.node.value.data.length === 1))
      return [];
    const words = { name: hand.name, of, got: hand.node.value.shape.join(', '), expected: node.value.shape.join(', ') };
    return [placed(file.file, base.range(hand.site)?.start.line ?? null, say('gradientShape', words))];
  });
  if (misshapen.length) return { problems: misshapen };
  const settings = settingsOf(base.plan, base.seed, override);
  const problem = problemOf(settings);
  if (problem) return { problems: [placed(file.file, null, problem)] };
  const source = new BpSource(file, data, base, model);
  if (!source.canBeCut && (settings.batch !== null || settings.split < 1)) return { problems: [placed(file.file, null, say('noBatches'))] };
  return { file: file.file, source, settings, model, hasBackward: model.hand.some(h => h !== null) };
}

const placed = (file: string, line: number | null, message: string): string =>
  [file, line, ` ${message}`].filter(p => p !== null).join(':');

function reason(problem: ModelProblem): string {
  return { noLoss: say('noLoss'), noParameters: say('noParameters'), holes: say('holes') }[problem];
}

const sized = (data: LoadedData, names: readonly string[], value: number): LoadedData => ({
  values: new Map(),
  sizes: new Map(names.map(name => [name, { value, at: { from: 0, to: 0 } }])),
  problems: new Map(),
  sizeNamed: name => (names.includes(name) ? value : data.sizeNamed(name)),
  classes: data.classes,
});

class BpSource implements ModelSource {
  readonly data: ReadonlyMap<string, Tensor>;
  readonly axes = new Map<string, number | null>();
  readonly examples: number;
  readonly classes: readonly string[] | null;
  /** What the number of examples is called; null: the file has no size that inputs and labels share. */
  private readonly size: string | null;
  private readonly models = new Map<number, Model>();

  constructor(
    private readonly file: FileToTrain,
    private readonly loaded: LoadedData,
    base: BpTrace,
    model: Model,
  ) {
    const given = [...model.inputs, ...model.labels];
    this.data = new Map(given.map(({ name, node }) => [name, loaded.values.get(name) ?? node.value]));
    this.size = sizeName(model, base);
    for (const { name, node } of given) {
      const axis = node.dims.findIndex(d => d.key === this.size);
      this.axes.set(name, axis < 0 ? null : axis);
    }
    const first = given.find(({ name }) => this.axes.get(name) !== null);
    this.examples = first ? this.data.get(first.name)!.shape[this.axes.get(first.name)!] : 1;
    const traced = first ? first.node.value.shape[this.axes.get(first.name)!] : 1;
    this.models.set(traced, model);
    this.classes = this.classNames(model);
  }

  /** Whether its examples can be taken apart. */
  get canBeCut(): boolean {
    return this.size !== null;
  }

  at(examples: number): Model | null {
    const known = this.models.get(examples);
    if (known) return known;
    if (this.size === null) return null;
    const trace = traceBp({ ...this.file, readFile: undefined }, { data: sized(this.loaded, [this.size], examples) });
    const model = modelOf(trace);
    if (typeof model === 'string') return null;
    this.models.set(examples, model);
    return model;
  }

  /** As the data names them; labels that are all 0/1 are classes too. */
  private classNames(model: Model): readonly string[] | null {
    const label = model.labels[0];
    if (!label) return null;
    const named = this.loaded.classes.get(label.name);
    if (named) return named;
    const { shape, data } = this.data.get(label.name)!;
    if (!data.every(x => x === 0 || x === 1)) return null;
    const rows = shape.length === 2 ? shape[0] : 1;
    return rows === 1 ? ['0', '1'] : Array.from({ length: rows }, (_, k) => String(k));
  }
}

/** The size that an input and a label share; with inputs alone `m`. */
function sizeName(model: Model, base: BpTrace): string | null {
  const named = (n: Model['inputs'][number]): string[] => n.node.dims.map(d => d.key).filter(key => base.sizes.has(key));
  const ofLabels = new Set(model.labels.flatMap(named));
  const shared = model.inputs.flatMap(named).filter(key => ofLabels.has(key));
  return shared.includes('m') ? 'm' : (shared.at(-1) ?? (base.sizes.has('m') ? 'm' : null));
}

function settingsOf(plan: TrainPlan | null, seed: number, override: Partial<Settings>): Settings {
  if (!plan) return { ...DEFAULTS, seed, ...override };
  const options = plan.optimizer?.options;
  const stop = plan.stop?.options;
  return {
    optimizer: plan.optimizer ? optimizerOf(plan.optimizer.name as OptimizerKind, plan.optimizer.options) : DEFAULTS.optimizer,
    schedule: plan.schedule
      ? scheduleOf(plan.schedule.name as ScheduleKind, plan.schedule.options, options?.get('rate'))
      : DEFAULTS.schedule,
    steps: plan.steps ?? DEFAULTS.steps,
    batch: plan.batch,
    shuffle: true,
    split: plan.split ?? 1,
    l2: options?.get('l2') ?? 0,
    stop: plan.stop ? { patience: stop?.get('patience') ?? 100, least: stop?.get('least') ?? 0 } : null,
    seed,
    ...override,
  };
}

function optimizerOf(kind: OptimizerKind, options: ReadonlyMap<string, number>): Optimizer {
  const known: Record<string, number> = {};
  for (const [name, value] of options) if (name !== 'l2') known[name === 'eps' ? 'epsilon' : name] = value;
  return optimizer(kind, known);
}

function scheduleOf(kind: ScheduleKind, options: ReadonlyMap<string, number>, rate = DEFAULTS.optimizer.rate): Schedule {
  const known: Record<string, number> = {};
  for (const [name, value] of options) {
    if (kind === 'decay' && name === 'rate') known.decay = value;
    else if (kind === 'cosine' && name === 'least') known.low = value / rate;
    else known[name] = value;
  }
  return schedule(kind, known);
}

/** Why these settings cannot be trained with; null where they can. */
export function problemOf({ optimizer: { rate }, steps, batch, split }: Settings): string | null {
  if (!(rate > 0 && Number.isFinite(rate))) return say('badRate', { rate });
  if (!(Number.isInteger(steps) && steps >= 0)) return say('badSteps', { steps });
  if (steps > MOST_STEPS) return say('tooManySteps', { steps: steps.toLocaleString('en'), most: MOST_STEPS.toLocaleString('en') });
  if (batch !== null && !(Number.isInteger(batch) && batch >= 1)) return say('badBatch', { batch });
  return split > 0 && split <= 1 ? null : say('badSplit', { split });
}
