// What goes wrong in a run, found from what was measured: plain facts with their numbers and the value they are about. No words.
import type { Curve } from './history';

export type DiagnosisKind =
  | 'wrong-gradient'
  | 'nan'
  | 'exploding'
  | 'vanishing'
  | 'dead'
  | 'saturated'
  | 'rate-high'
  | 'rate-low'
  | 'zero-start'
  | 'rising'
  | 'plateau'
  | 'labels'
  | 'unscaled'
  | 'small-class'
  | 'small-batch';

export interface Diagnosis {
  readonly kind: DiagnosisKind;
  readonly severity: 'error' | 'warning' | 'info';
  /** What it is about, as the file names it. */
  readonly name: string;
  /** A site of the model's trace; 0: no place. */
  readonly site: number;
  readonly numbers: Readonly<Record<string, number | string>>;
}

/** What is known of each parameter: its gradient's norms and how far a step moves it, over time. */
export interface ParameterHistory {
  readonly name: string;
  readonly gradientName: string;
  readonly site: number;
  /** A weight of a layer, in order from the input. */
  readonly isWeight: boolean;
  readonly entries: number;
  readonly norms: Curve;
  readonly ratios: Curve;
}

export interface UnitHistory {
  readonly name: string;
  readonly site: number;
  readonly kind: 'relu' | 'tanh' | 'sigmoid';
  /** By unit: the share of examples at which it is off (relu) or saturated. */
  readonly shares: readonly number[];
  /** The share of all entries. */
  readonly whole: number;
}

const GROWTH = 1000;
const LARGE = 10;
const VANISHED = 1e-4;

/** The gradient that grows most: a thousand times what it was in the first tenth of the run, and near its highest now. */
export function exploding(parameters: readonly ParameterHistory[]): Diagnosis[] {
  const found = parameters.flatMap(({ norms, gradientName, site }): (Diagnosis & { last: number })[] => {
    const { steps, values } = norms.series(400);
    if (values.length < 8) return [];
    const early = median(values.slice(0, Math.max(3, Math.floor(values.length / 10))));
    const last = values[values.length - 1];
    if (!(early > 0) || !(last > Math.max(early * GROWTH, LARGE)) || last < 0.3 * Math.max(...values.filter(Number.isFinite))) return [];
    const first = values.findIndex(v => v > early * 10);
    const span = steps[steps.length - 1] - steps[first];
    const growth = span > 0 ? (last / values[first]) ** (1 / span) : last / early;
    return [
      { kind: 'exploding', severity: 'error', name: gradientName, site, numbers: { norm: last, early, step: steps[first], growth }, last },
    ];
  });
  return found.sort((x, y) => y.last - x.last).slice(0, 1);
}

/** The first layer's gradient is far smaller than the last one's, entry by entry. */
export function vanishing(parameters: readonly ParameterHistory[]): Diagnosis[] {
  const weights = parameters.filter(p => p.isWeight);
  if (weights.length < 2) return [];
  const size = (p: ParameterHistory): number => p.norms.latest() / Math.sqrt(p.entries);
  const [first, last] = [weights[0], weights[weights.length - 1]];
  const ratio = size(first) / size(last);
  if (!(ratio < VANISHED) || !(size(last) > 1e-12)) return [];
  const numbers = { ratio, last: last.gradientName, layers: weights.length };
  return [{ kind: 'vanishing', severity: 'warning', name: first.gradientName, site: first.site, numbers }];
}

/** ReLU units that are off for every example, and activations most of whose entries lie at their ends: no harm in a run that learns. */
export function idleUnits(units: readonly UnitHistory[], learns: boolean): Diagnosis[] {
  return units.flatMap(({ name, site, kind, shares, whole }): Diagnosis[] => {
    if (kind === 'relu') {
      const dead = shares.filter(share => share === 1).length;
      if (dead === 0) return [];
      const severity = dead === shares.length ? 'error' : dead * 2 >= shares.length ? 'warning' : 'info';
      return [{ kind: 'dead', severity, name, site, numbers: { dead, units: shares.length } }];
    }
    if (whole < 0.5) return [];
    return [
      {
        kind: 'saturated',
        severity: learns || whole < 0.75 ? 'info' : 'warning',
        name,
        site,
        numbers: { percent: Math.round(100 * whole), units: shares.length },
      },
    ];
  });
}

export interface LossFacts {
  readonly name: string;
  readonly site: number;
  readonly loss: Curve;
  /** Steps of which the loss rose, among those of the last stretch. */
  readonly risen: number;
  readonly looked: number;
  readonly fullBatch: boolean;
  readonly step: number;
  readonly rate: number;
  /** A gradient is known to be wrong: then no rate would help. */
  readonly wrong: boolean;
}

/** What the curve of the loss alone tells. The first that applies: rates, then a rise, then a plateau. */
export function lossTrouble(
  { name, site, loss, risen, looked, fullBatch, step, rate, wrong }: LossFacts,
  parameters: readonly ParameterHistory[],
): Diagnosis[] {
  const [first, last, lowest] = [loss.first(), loss.latest(), loss.lowest()];
  if (step < 20 || !Number.isFinite(last)) return [];
  const about = (kind: DiagnosisKind, severity: Diagnosis['severity'], numbers: Diagnosis['numbers']): Diagnosis[] => [
    { kind, severity, name, site, numbers },
  ];
  const scale = Math.max(Math.abs(first), 1e-12);
  if (!wrong && fullBatch && looked >= 20 && risen / looked > 0.3 && spread(loss) > 0.02 * scale)
    return about('rate-high', 'warning', { rate, percent: Math.round((100 * risen) / looked), lower: lower(rate) });
  if (!wrong && last > first + 0.5 * scale) return about('rate-high', 'error', { rate, percent: 100, lower: lower(rate) });
  if (last - lowest > 0.1 * scale) return about('rising', 'warning', { last, lowest });
  const largest = Math.max(...parameters.filter(p => p.isWeight).map(p => p.ratios.latest()));
  const gained = (first - last) / scale;
  if (step >= 100 && gained < 0.01 && gained >= 0 && largest < 1e-5 && largest > 0)
    return about('rate-low', 'warning', { rate, percent: gained * 100, ratio: largest });
  const late = loss.since(step * 0.8);
  if (step >= 200 && late.length >= 5) {
    const moved = Math.abs(late[0] - last) / scale;
    if (moved < 1e-4 && last > 0.05 * scale) return about('plateau', 'info', { last, steps: Math.round(step * 0.2) });
  }
  return [];
}

const lower = (rate: number): number => Number((rate / 5).toPrecision(1));

/** How far the last stretch of a curve goes up and down. */
function spread(loss: Curve): number {
  const values = loss.series(200).values.slice(-40).filter(Number.isFinite);
  return values.length ? Math.max(...values) - Math.min(...values) : 0;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
