// How a model is trained: the optimiser and its options, steps, batches, split, schedule, and the defaults of each.

export type OptimizerKind = 'gd' | 'momentum' | 'nesterov' | 'rmsprop' | 'adam';
export type ScheduleKind = 'constant' | 'step' | 'cosine' | 'decay';

export interface Optimizer {
  readonly kind: OptimizerKind;
  readonly rate: number;
  /** momentum, nesterov: how much of the velocity stays; rmsprop: of the mean square. */
  readonly beta: number;
  /** momentum: the share of the gradient that does not enter; `beta` gives the averaged gradient of some courses. */
  readonly dampening: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export interface Schedule {
  readonly kind: ScheduleKind;
  /** step: multiplies the rate by `factor` every so many steps. */
  readonly every: number;
  readonly factor: number;
  /** cosine: the rate falls to `low` (a share of the first) over so many steps; 0: over all. */
  readonly over: number;
  readonly low: number;
  /** decay: rate / (1 + decay · step). */
  readonly decay: number;
}

export interface EarlyStop {
  /** So many steps without an improvement of more than `least` end the training. */
  readonly patience: number;
  readonly least: number;
}

export interface Settings {
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  readonly steps: number;
  /** Examples a step; null: all. */
  readonly batch: number | null;
  readonly shuffle: boolean;
  /** The share of the examples that is trained on; the rest tests. 1: no test. */
  readonly split: number;
  /** Adds l2 · W to the gradient of every weight (not of biases). */
  readonly l2: number;
  readonly stop: EarlyStop | null;
  readonly seed: number;
}

/** What an optimiser's options are where the file gives none. */
export const OPTIMIZERS: Readonly<Record<OptimizerKind, Partial<Omit<Optimizer, 'kind'>> & { readonly rate: number }>> = {
  gd: { rate: 0.1 },
  momentum: { rate: 0.1, beta: 0.9, dampening: 0 },
  nesterov: { rate: 0.1, beta: 0.9 },
  rmsprop: { rate: 0.001, beta: 0.9, epsilon: 1e-8 },
  adam: { rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};

export const SCHEDULES: Readonly<Record<ScheduleKind, Partial<Omit<Schedule, 'kind'>>>> = {
  constant: {},
  step: { every: 1000, factor: 0.5 },
  cosine: { over: 0, low: 0 },
  decay: { decay: 0.001 },
};

const NO_OPTIONS: Omit<Optimizer, 'kind' | 'rate'> = { beta: 0, dampening: 0, beta1: 0, beta2: 0, epsilon: 0 };
const NO_SCHEDULE: Omit<Schedule, 'kind'> = { every: 0, factor: 1, over: 0, low: 0, decay: 0 };

export const optimizer = (kind: OptimizerKind, options: Partial<Omit<Optimizer, 'kind'>> = {}): Optimizer => ({
  ...NO_OPTIONS,
  ...OPTIMIZERS[kind],
  ...options,
  kind,
});

export const schedule = (kind: ScheduleKind, options: Partial<Omit<Schedule, 'kind'>> = {}): Schedule => ({
  ...NO_SCHEDULE,
  ...SCHEDULES[kind],
  ...options,
  kind,
});

export const DEFAULTS: Settings = {
  optimizer: optimizer('gd'),
  schedule: schedule('constant'),
  steps: 1000,
  batch: null,
  shuffle: true,
  split: 1,
  l2: 0,
  stop: null,
  seed: 1,
};

/** More steps are not begun: at a million a second they would take minutes, and nobody reads such a curve. */
export const MOST_STEPS = 100_000_000;

/** The factor that the schedule puts on the rate at a step, the first being 0. */
export function rateFactor(s: Schedule, step: number, steps: number): number {
  switch (s.kind) {
    case 'step':
      return s.factor ** Math.floor(step / s.every);
    case 'cosine': {
      const over = s.over || Math.max(steps, 1);
      return s.low + (1 - s.low) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, step / over)));
    }
    case 'decay':
      return 1 / (1 + s.decay * step);
    default:
      return 1;
  }
}
