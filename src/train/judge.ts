// How often a model is right: the confusion of classes, the share that is right, predictions of a quantity beside the labels.
import type { Tensor } from '../core/tensor';
import type { Named } from './model';
import type { Observer } from './observer';
import { classesOf, confusion, type Output } from './roles';
import type { ModelSource } from './source';
import type { Confusion, Pair, Predictions } from './view';

const MOST_PREDICTIONS = 500;

type Parameters = readonly Tensor[];

export class Judge {
  constructor(
    private readonly source: ModelSource,
    private readonly output: Output | null,
  ) {}

  /** Null where the labels are no classes. */
  confusion(observer: Observer, yours: Parameters, exact: Parameters | null, ofTest: boolean): Confusion | null {
    const { classes } = this.source;
    if (!classes || !this.output || this.output.kind === 'quantity') return null;
    return { classes, ofTest, table: { yours: this.table(observer, yours), exact: exact && this.table(observer, exact) } };
  }

  private outputIn(observer: Observer): Named {
    return observer.model.forward.find(f => f.name === this.output?.name)!;
  }

  private table(observer: Observer, parameters: Parameters): number[][] {
    observer.look(parameters);
    const label = observer.model.labels[0];
    const truth = observer.value(label);
    const predicted = observer.value(this.outputIn(observer));
    const columns = truth.shape.length === 2 && this.source.axes.get(label.name) !== 0;
    const [rows, m] = columns ? truth.shape : [1, truth.data.length];
    return confusion(classesOf(truth.data, rows, m), classesOf(predicted.data, rows, m), Math.max(2, rows));
  }

  predictions(observer: Observer, parameters: Parameters): Predictions | null {
    if (this.output?.kind !== 'quantity') return null;
    observer.look(parameters);
    const [truth, predicted] = [observer.model.labels[0], this.outputIn(observer)].map(n => observer.value(n).data);
    const every = Math.ceil(truth.length / MOST_PREDICTIONS);
    const some = (data: Float64Array): number[] => Array.from(data).filter((_, i) => i % every === 0);
    return { truth: some(truth), predicted: some(predicted), name: this.output.name };
  }
}

const shareRight = (table: readonly (readonly number[])[]): number => {
  const all = table.flat().reduce((sum, n) => sum + n, 0);
  return all ? table.reduce((sum, row, k) => sum + row[k], 0) / all : 0;
};

export const accuracies = ({ table }: Confusion): Pair<number> => ({
  yours: shareRight(table.yours),
  exact: table.exact && shareRight(table.exact),
});
