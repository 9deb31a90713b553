// One run of training: programs for each size of batch over one set of parameters, the loss before each update, the update.
import type { Tensor } from '../core/tensor';
import { Random } from '../data/random';
import { Batches, type Split, split } from './batches';
import type { Model } from './model';
import { L2, RATE, rules, updateLoops } from './optimizers';
import { Program } from './program';
import { rateFactor, type Settings } from './settings';
import { Examples, type ModelSource } from './source';

/** Which gradients train: the file's own where it has them, or the exact ones. */
export type Gradients = 'yours' | 'exact';

export interface Evaluation {
  readonly step: number;
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** A program and where it reads and writes what the trainer hands it. */
interface Compiled {
  readonly model: Model;
  readonly program: Program;
  readonly loss: Float64Array;
  readonly metrics: readonly { readonly name: string; readonly value: Float64Array }[];
  readonly data: readonly { readonly name: string; readonly value: Float64Array }[];
  readonly masks: readonly { readonly value: Float64Array; readonly keep: number }[];
}

export class Trainer {
  step = 0;
  /** The rate before the schedule; may be changed while it runs. */
  rate: number;
  readonly split: Split;
  private readonly batches: Batches | null;
  private readonly compiled = new Map<string, Compiled>();
  private readonly examples = new Map<string, Examples>();
  private readonly masks: Random;
  /** The program of the whole batch: it holds the parameters and the optimiser's state. */
  private readonly main: Compiled;
  private current: Compiled;
  private evaluated: Evaluation | null = null;
  /** The examples of the step that was evaluated last. */
  batch: Int32Array;

  constructor(
    readonly source: ModelSource,
    readonly settings: Settings,
    readonly gradients: Gradients,
  ) {
    this.rate = settings.optimizer.rate;
    this.split = split(source.examples, settings.split, settings.seed);
    const { train } = this.split;
    const size = settings.batch === null ? train.length : Math.min(settings.batch, train.length);
    this.batches = size < train.length ? new Batches(train, size, settings.shuffle, settings.seed + 1) : null;
    this.masks = new Random(settings.seed + 2);
    for (const [name, value] of source.data) {
      const axis = source.axes.get(name);
      if (axis !== null && axis !== undefined) this.examples.set(name, new Examples(value, axis));
    }
    this.main = this.compile(size, 'train');
    this.main.program.decays.set(decaysOf(this.main));
    this.current = this.main;
    this.batch = train;
    this.fill(this.main, train.subarray(0, size));
  }

  get model(): Model {
    return this.main.model;
  }

  get parameters(): readonly Tensor[] {
    return this.main.program.parameterViews;
  }

  /** All parameters one after the other. */
  get packed(): Float64Array {
    return this.main.program.parameters;
  }

  /** Of the step that was evaluated last. */
  get gradientViews(): readonly Tensor[] {
    return this.current.program.gradientViews;
  }

  get epoch(): number {
    return this.batches?.epoch ?? this.step;
  }

  /** The loss and metrics at the parameters as they are, on this step's examples; its gradients are ready for `update`. */
  evaluate(): Evaluation {
    if (this.evaluated) return this.evaluated;
    if (this.batches) {
      this.batch = this.batches.next();
      const next = this.compile(this.batch.length, 'train');
      this.current = next;
      this.fill(next, this.batch);
      if (next !== this.main) next.program.parameters.set(this.main.program.parameters);
    }
    // The first step drops out what the file as it is traced does.
    if (this.step > 0 || this.batches) this.drawMasks(this.current);
    this.current.program.run();
    this.evaluated = read(this.current, this.step);
    return this.evaluated;
  }

  /** One step of the optimiser. */
  update(): void {
    this.evaluate();
    const { optimizer, schedule, steps, l2 } = this.settings;
    const { program } = this.main;
    if (this.current !== this.main) program.gradients.set(this.current.program.gradients);
    program.numbers[RATE] = this.rate * rateFactor(schedule, this.step, steps);
    program.numbers[L2] = l2;
    rules[optimizer.kind].prepare?.(optimizer, program.numbers, this.step);
    program.update();
    this.step++;
    this.evaluated = null;
  }

  /** The rate that the next update has. */
  get effectiveRate(): number {
    return this.rate * rateFactor(this.settings.schedule, this.step, this.settings.steps);
  }

  /** Loss and metrics on the examples that are kept for testing, nothing dropped out; null where there are none. */
  test(): Evaluation | null {
    const { test } = this.split;
    if (test.length && this.tested?.step !== this.step) this.tested = this.evaluateOn(test);
    return this.tested;
  }
  private tested: Evaluation | null = null;

  evaluateOn(examples: Int32Array): Evaluation {
    const compiled = this.compile(examples.length, 'test');
    this.fill(compiled, examples);
    for (const { value } of compiled.masks) value.fill(1);
    compiled.program.parameters.set(this.main.program.parameters);
    compiled.program.run();
    return read(compiled, this.step);
  }

  /** The parameters by name, copied. */
  snapshot(): Map<string, Tensor> {
    return new Map(
      this.model.parameters.map(({ name }, i) => [name, { shape: this.parameters[i].shape, data: this.parameters[i].data.slice() }]),
    );
  }

  private compile(size: number, purpose: 'train' | 'test'): Compiled {
    const key = `${purpose} ${size}`;
    const known = this.compiled.get(key);
    if (known) return known;
    const model = this.source.at(size);
    if (!model) throw new Error(`internal: no model for ${size} examples`);
    const made = compile(model, this.settings, purpose === 'train' ? this.gradients : null, this.main === undefined);
    this.compiled.set(key, made);
    return made;
  }

  private fill(compiled: Compiled, which: Int32Array): void {
    for (const { name, value } of compiled.data) {
      const examples = this.examples.get(name);
      if (examples) examples.gather(which, value);
      else value.set(this.source.data.get(name)!.data);
    }
  }

  private drawMasks({ masks }: Compiled): void {
    for (const { value, keep } of masks) {
      const limit = keep * 2 ** 32;
      const kept = 1 / keep;
      for (let i = 0; i < value.length; i++) value[i] = this.masks.bits() < limit ? kept : 0;
    }
  }
}

function compile(model: Model, settings: Settings, gradients: Gradients | null, updates: boolean): Compiled {
  const { rep } = model;
  const data = [...model.inputs, ...model.labels];
  const chosen = gradients ? gradientsOf(model, gradients) : model.parameters.map(() => null);
  const program = new Program({
    parameters: model.parameters.map(p => p.node),
    data: [...data, ...model.masks].map(d => d.node),
    gradients: chosen.map(g => g && rep(g)),
    results: [model.loss, ...model.metrics].map(n => rep(n.node)),
    inputsOf: n => n.inputs.map(rep),
    states: updates ? rules[settings.optimizer.kind].states : 0,
    update: updates ? at => updateLoops(settings.optimizer, settings.l2, at) : undefined,
  });
  return {
    model,
    program,
    loss: program.valueOf(rep(model.loss.node)),
    metrics: model.metrics.map(({ name, node }) => ({ name, value: program.valueOf(rep(node)) })),
    data: data.map(({ name, node }) => ({ name, value: program.valueOf(node) })),
    masks: model.masks.map(({ node, keep }) => ({ value: program.valueOf(node), keep })),
  };
}

/** Yours, with the exact one where the file has none of its own. */
export const gradientsOf = (model: Model, which: Gradients) =>
  model.exact.map((exact, i) => (which === 'yours' ? (model.hand[i]?.node ?? exact) : exact));

function read({ loss, metrics }: Compiled, step: number): Evaluation {
  const values: Record<string, number> = {};
  for (const { name, value } of metrics) values[name] = value[0];
  return { step, loss: loss[0], metrics: values };
}

/** 1 at every entry of a weight. */
function decaysOf({ model, program }: Compiled): Float64Array {
  const decays = new Float64Array(program.parameters.length);
  const start = program.parameters.byteOffset;
  program.parameterViews.forEach(({ data }, i) => {
    const from = (data.byteOffset - start) / 8;
    if (model.isWeight[i]) decays.fill(1, from, from + data.length);
  });
  return decays;
}
