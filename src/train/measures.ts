// What is measured of one run as it goes: norms of gradients, how far steps move parameters, histograms, idle units.
import type { ParameterHistory, UnitHistory } from './diagnose';
import { Curve } from './history';
import type { Model } from './model';
import type { Observer } from './observer';
import { type Hidden, hiddenOf, type Output } from './roles';
import { histogram, norm, range, unitShares } from './statistics';
import type { Trainer } from './trainer';
import type { HistogramRow, Ridge, Units } from './view';

const BINS = 48;
const MOST_ROWS = 20;
const MOST_UNITS = 24;
const MOST_COLUMNS = 48;
/** Entries of an activation, and of a weight or a gradient, that make its histogram. */
const SAMPLE = { activation: 3000, parameter: 1200 };
/** Weights whose histograms are kept: evenly chosen, the first and the last among them. */
const MOST_WEIGHTS = 6;
/** Beyond these an activation is flat. */
const FLAT = { tanh: 0.97, sigmoid: 0.97 };

interface Tracked extends ParameterHistory {
  readonly before: Float64Array;
}

export class Measures {
  readonly parameters: readonly Tracked[];
  readonly hidden: readonly Hidden[];
  private readonly ridgeRows = new Map<string, { step: number; data: number[] }[]>();
  private readonly unitRows = new Map<string, { step: number; shares: number[] }[]>();
  private readonly wholes = new Map<string, number>();
  /** Weights whose values and gradients are shown over time, by their place among the parameters. */
  private readonly shown: readonly number[];

  constructor(model: Model, output: Output | null) {
    this.hidden = hiddenOf(model, output);
    this.parameters = model.parameters.map(({ name, site, node }, i) => ({
      name,
      gradientName: model.hand[i]?.name ?? `d${name}`,
      site: model.hand[i]?.site ?? site,
      isWeight: model.isWeight[i],
      entries: node.value.data.length,
      norms: new Curve(),
      ratios: new Curve(),
      before: new Float64Array(node.value.data.length),
    }));
    this.shown = chosen(this.parameters.flatMap((p, i) => (p.isWeight ? [i] : [])));
  }

  /** Around an update: `after` reads how far it moved each parameter. */
  before(trainer: Trainer): void {
    this.parameters.forEach((p, i) => {
      p.before.set(trainer.parameters[i].data);
      p.norms.add(trainer.step, norm(trainer.gradientViews[i].data));
    });
  }

  after(trainer: Trainer): void {
    this.parameters.forEach((p, i) => {
      const { data } = trainer.parameters[i];
      let moved = 0;
      for (let k = 0; k < data.length; k++) moved += (data[k] - p.before[k]) ** 2;
      const size = norm(p.before);
      if (size > 0) p.ratios.add(trainer.step - 1, Math.sqrt(moved) / size);
    });
  }

  /** What is seen of the activations at a step; the observer has looked. Steps that are no multiples of `every` show while they are the last. */
  look(step: number, observer: Observer, every: number, trainer: Trainer): void {
    this.lookAtWeights(step, observer, every, trainer);
    for (const hidden of this.hidden) {
      const value = observer.value(hidden);
      push(this.ridgeRows, hidden.name, { step, data: sample(value.data, SAMPLE.activation) }, MOST_ROWS, every);
      const off = offTest(hidden.kind);
      const shares = unitShares(value, off, hidden.node.dims.at(-1)?.key === 'm' || value.shape[0] <= value.shape[1] ? 0 : 1);
      push(this.unitRows, hidden.name, { step, shares }, MOST_COLUMNS, every);
      this.wholes.set(hidden.name, shares.reduce((sum, s) => sum + s, 0) / Math.max(1, shares.length));
    }
  }

  /** Each weight, and its gradient: the file's own where it has one. */
  private lookAtWeights(step: number, observer: Observer, every: number, trainer: Trainer): void {
    for (const i of this.shown) {
      const { name } = this.parameters[i];
      push(this.ridgeRows, `weight ${name}`, { step, data: sample(trainer.parameters[i].data, SAMPLE.parameter) }, MOST_ROWS, every);
      const gradient = observer.gradient(i, 'yours');
      if (gradient) push(this.ridgeRows, `gradient ${name}`, { step, data: sample(gradient, SAMPLE.parameter) }, MOST_ROWS, every);
    }
  }

  unitHistories(): UnitHistory[] {
    return this.hidden.map(({ name, site, kind }) => ({
      name,
      site,
      kind,
      shares: this.unitRows.get(name)?.at(-1)?.shares ?? [],
      whole: this.wholes.get(name) ?? 0,
    }));
  }

  /** Activations first, then weights, then their gradients. */
  ridges(): Ridge[] {
    const activations = this.hidden.map(({ name, kind }) => {
      const ends: [number, number] | null = kind === 'tanh' ? [-1, 1] : kind === 'sigmoid' ? [0, 1] : null;
      return this.ridge(name, name, 'activation', ends, kind === 'relu' ? null : (this.wholes.get(name) ?? 0));
    });
    const weights = this.shown.map(i => this.parameters[i]);
    const of = (kind: 'weight' | 'gradient'): Ridge[] =>
      weights
        .filter(p => this.ridgeRows.has(`${kind} ${p.name}`))
        .map(p => this.ridge(`${kind} ${p.name}`, kind === 'weight' ? p.name : p.gradientName, kind, null, null));
    return [...activations, ...of('weight'), ...of('gradient')];
  }

  private ridge(key: string, name: string, kind: Ridge['kind'], fixed: [number, number] | null, saturated: number | null): Ridge {
    const rows = this.ridgeRows.get(key) ?? [];
    const ends = fixed ?? range(rows.flatMap(r => range(r.data)).filter(Number.isFinite));
    const [from, to] = ends[0] === ends[1] ? [ends[0] - 1, ends[1] + 1] : ends;
    const counted: HistogramRow[] = rows.map(({ step, data }) => ({ step, counts: histogram(data, from, to, BINS).counts }));
    return { name, kind, from, to, rows: counted, saturated };
  }

  units(): Units[] {
    return this.hidden.map(({ name, kind }) => {
      const rows = this.unitRows.get(name) ?? [];
      const last = rows.at(-1)?.shares ?? [];
      const shown = Math.min(last.length, MOST_UNITS);
      const shares = Array.from({ length: shown }, (_, u) => rows.map(r => round2(r.shares[u])));
      return { name, kind, steps: rows.map(r => r.step), shares, dead: last.filter(s => s === 1).length, total: last.length };
    });
  }
}

const round2 = (x: number): number => Math.round(100 * x) / 100;

function offTest(kind: Hidden['kind']): (x: number) => boolean {
  if (kind === 'relu') return x => x <= 0;
  if (kind === 'tanh') return x => Math.abs(x) > FLAT.tanh;
  return x => x > FLAT.sigmoid || x < 1 - FLAT.sigmoid;
}

/** Rows stay evenly spaced: the last one goes when it is no multiple of `every`; when there are too many, every second multiple. */
function push<T extends { readonly step: number }>(map: Map<string, T[]>, key: string, row: T, most: number, every: number): void {
  const rows = map.get(key) ?? [];
  const last = rows.at(-1);
  if (last && (last.step === row.step || last.step % every !== 0)) rows.pop();
  rows.push(row);
  let stride = every;
  while (rows.filter(r => r.step % stride === 0).length > most) stride *= 2;
  map.set(key, stride === every ? rows : rows.filter((r, i) => r.step % stride === 0 || i === rows.length - 1));
}

function sample(data: Float64Array, most: number): number[] {
  const every = Math.max(1, Math.ceil(data.length / most));
  const found: number[] = [];
  for (let i = 0; i < data.length; i += every) found.push(data[i]);
  return found;
}

function chosen(all: readonly number[]): number[] {
  if (all.length <= MOST_WEIGHTS) return [...all];
  return Array.from({ length: MOST_WEIGHTS }, (_, i) => all[Math.round((i * (all.length - 1)) / (MOST_WEIGHTS - 1))]);
}
