// What a run shows at one moment: the panel's whole picture. Types only; a new one replaces the last one completely.
import type { Series } from './history';

export type RunState = 'running' | 'paused' | 'done' | 'stopped' | 'early' | 'diverged';

export interface Pair<T> {
  readonly yours: T;
  /** Null: the file has no gradients of its own, and the exact ones are `yours`. */
  readonly exact: T | null;
}

export interface NamedSeries {
  readonly name: string;
  readonly series: Series;
}

export interface Diagnosed {
  readonly kind: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** In the reader's language, with the numbers. */
  readonly text: string;
  /** In the file, from 1; null: no place. */
  readonly line: number | null;
}

export interface HistogramRow {
  readonly step: number;
  readonly counts: readonly number[];
}

/** The values of one named activation over time, each row a histogram over the same interval. */
export interface Ridge {
  readonly name: string;
  readonly kind: 'activation' | 'weight' | 'gradient';
  readonly from: number;
  readonly to: number;
  readonly rows: readonly HistogramRow[];
  /** The share of entries at an end, and which: of saturation. */
  readonly saturated: number | null;
}

/** By unit of a hidden layer: the share of examples at which it is off (relu) or saturated, over time. */
export interface Units {
  readonly name: string;
  readonly kind: 'relu' | 'tanh' | 'sigmoid';
  readonly steps: readonly number[];
  /** A row a unit. */
  readonly shares: readonly (readonly number[])[];
  readonly dead: number;
  /** Of all units; `shares` holds the first ones. */
  readonly total: number;
}

export interface Direction {
  readonly name: string;
  /** Between the file's own gradient and the exact one at the same point; null where one is zero. */
  readonly degrees: number | null;
  readonly difference: number;
}

export interface Boundary {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  /** Cells in each direction. */
  readonly size: number;
  /** Row by row from below: the class of each cell plus how sure it is, k + p with p in [0, 1); of two classes the probability of class 1. */
  readonly cells: Pair<readonly number[]>;
  readonly classes: readonly string[];
  readonly points: readonly { readonly x: number; readonly y: number; readonly k: number }[];
}

export interface Confusion {
  readonly classes: readonly string[];
  readonly table: Pair<readonly (readonly number[])[]>;
  /** On the examples kept for testing, where there are such. */
  readonly ofTest: boolean;
}

/** Of a quantity: what was predicted against what is so. */
export interface Predictions {
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
  readonly name: string;
}

export interface TrainingView {
  readonly state: RunState;
  readonly step: number;
  readonly steps: number;
  readonly epoch: number | null;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number | null;
  readonly rate: number;
  /** What the schedule makes of the rate at this step. */
  readonly effectiveRate: number;
  readonly optimizer: string;
  /** 2-4-1 · m = 400 · full batch · seed 1 */
  readonly summary: {
    readonly layers: readonly number[];
    readonly examples: number;
    readonly batch: number | null;
    readonly seed: number;
    readonly test: number;
  };
  readonly lossName: string;
  readonly loss: Pair<Series>;
  readonly testLoss: Pair<Series> | null;
  readonly metrics: readonly { readonly name: string; readonly series: Pair<Series> }[];
  /** Where the two losses differ by more than 0.1 %. */
  readonly parted: number | null;
  readonly accuracy: Pair<number> | null;
  readonly testAccuracy: Pair<number> | null;
  readonly gradients: readonly NamedSeries[];
  readonly ratios: readonly NamedSeries[];
  readonly ridges: readonly Ridge[];
  readonly units: readonly Units[];
  readonly directions: readonly Direction[];
  readonly boundary: Boundary | null;
  readonly confusion: Confusion | null;
  readonly predictions: Predictions | null;
  readonly diagnoses: readonly Diagnosed[];
  /** The share of the time that looking at the run took. */
  readonly overhead: number;
}
