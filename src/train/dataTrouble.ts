// What is wrong with the data or the start before a single step is made.
import type { Diagnosis } from './diagnose';
import type { Model } from './model';
import { classesOf, type Output } from './roles';
import type { Settings } from './settings';
import type { ModelSource } from './source';
import { equalRows } from './statistics';

export function dataTrouble(source: ModelSource, model: Model, output: Output | null, settings: Settings): Diagnosis[] {
  return [
    ...labelsOutOfRange(source, model, output),
    ...unscaled(source, model),
    ...smallClasses(source, model),
    ...smallBatch(source, settings),
  ];
}

/** Probabilities are compared with labels between 0 and 1. */
function labelsOutOfRange(source: ModelSource, model: Model, output: Output | null): Diagnosis[] {
  if (output?.kind !== 'probability' && output?.kind !== 'probabilities') return [];
  const usesLog = model.trace.graph.nodes.some(n => n.op === 'log' || n.op === 'logSoftmax');
  const label = model.labels[0];
  const value = source.data.get(label.name)?.data;
  if (!usesLog || !value) return [];
  const at = value.findIndex(x => !(x >= 0 && x <= 1));
  if (at < 0) return [];
  const numbers = { value: value[at], output: output.name };
  return [{ kind: 'labels', severity: 'error', name: label.name, site: label.site, numbers }];
}

/** Inputs whose rows differ in scale by a hundred, or lie far from 0 compared with their spread. */
function unscaled(source: ModelSource, model: Model): Diagnosis[] {
  return model.inputs.flatMap(({ name, site }): Diagnosis[] => {
    const value = source.data.get(name);
    const axis = source.axes.get(name);
    if (value?.shape.length !== 2 || axis === null || axis === undefined) return [];
    const spreads = features(value.shape, value.data, axis).filter(f => f.deviation > 0);
    if (!spreads.length) return [];
    const deviations = spreads.map(f => f.deviation);
    const [least, most] = [Math.min(...deviations), Math.max(...deviations)];
    const far = Math.max(...spreads.map(f => Math.abs(f.mean)));
    if (most / least < 100 && most < 20 && far < 50) return [];
    return [{ kind: 'unscaled', severity: 'warning', name, site, numbers: { least, most, far } }];
  });
}

function features(shape: readonly number[], data: ArrayLike<number>, axis: number): { mean: number; deviation: number }[] {
  const [n, m] = shape;
  const [count, examples, step, next] = axis === 1 ? [n, m, 1, m] : [m, n, m, 1];
  return Array.from({ length: count }, (_, f) => {
    let [sum, squares] = [0, 0];
    for (let e = 0, at = f * next; e < examples; e++, at += step) {
      sum += data[at];
      squares += data[at] * data[at];
    }
    const mean = sum / examples;
    return { mean, deviation: Math.sqrt(Math.max(0, squares / examples - mean * mean)) };
  });
}

function smallClasses(source: ModelSource, model: Model): Diagnosis[] {
  const label = model.labels[0];
  if (!label || !source.classes || source.examples < 4) return [];
  const { shape, data } = source.data.get(label.name)!;
  const rows = shape.length === 2 ? shape[0] : 1;
  const counts = new Array<number>(source.classes.length).fill(0);
  for (const k of classesOf(data, rows, source.examples)) counts[k]++;
  return counts.flatMap((count, k): Diagnosis[] => {
    if (count > 1) return [];
    const numbers = { className: source.classes?.[k] ?? String(k), count };
    return [{ kind: 'small-class', severity: 'warning', name: label.name, site: label.site, numbers }];
  });
}

const smallBatch = ({ examples }: ModelSource, { batch }: Settings): Diagnosis[] =>
  batch !== null && batch > examples
    ? [{ kind: 'small-batch', severity: 'info', name: 'batch', site: 0, numbers: { batch, examples } }]
    : [];

/** Weights into a hidden layer whose units are all equal: they get equal gradients and stay equal. */
export function equalUnits(
  model: Model,
  parameters: readonly { readonly shape: readonly number[]; readonly data: ArrayLike<number> }[],
): Diagnosis[] {
  return model.parameters.flatMap(({ name, site }, i): Diagnosis[] => {
    // The last layer's rows are its outputs, which their labels tell apart.
    const feedsLater = model.isWeight.slice(i + 1).some(Boolean);
    if (!model.isWeight[i] || !feedsLater || !equalRows(parameters[i])) return [];
    return [{ kind: 'zero-start', severity: 'warning', name, site, numbers: { units: parameters[i].shape[0] } }];
  });
}
