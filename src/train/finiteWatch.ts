// Keeps the parameters of the step before, so that the operation that made the first NaN of a run can be found afterwards.
import type { Tensor } from '../core/tensor';
import type { Diagnosis } from './diagnose';
import type { Model } from './model';
import { nanOrigin, type Origin } from './nanOrigin';
import type { Trainer } from './trainer';

/** More parameters than these are not copied before every update. */
const KEPT = 50_000;

export class FiniteWatch {
  private readonly previous: Float64Array;

  constructor(private readonly trainer: Trainer) {
    const { length } = trainer.packed;
    this.previous = new Float64Array(length <= KEPT ? length : 0);
  }

  /** Before an update. */
  before(): void {
    if (this.previous.length) this.previous.set(this.trainer.packed);
  }

  /** The loss of a step is no longer finite: where that began. */
  found(step: number): Diagnosis {
    const { trainer } = this;
    const { source } = trainer;
    // At the whole data, where it can be traced: the batch's own examples are among it.
    const model = source.at(source.examples) ?? trainer.model;
    const before = this.previous.length ? this.originAt(model, this.previous) : null;
    const origin = before ?? this.originAt(model, trainer.packed.slice());
    const text = origin ? model.trace.text(origin.node.site) : '';
    return {
      kind: 'nan',
      severity: 'error',
      name: model.loss.name,
      site: origin?.node.site ?? model.loss.site,
      numbers: { value: origin?.value ?? 'NaN', step: before ? step - 1 : step, operation: text || model.trace.text(model.loss.site) },
    };
  }

  private originAt(model: Model, packed: Float64Array): Origin | null {
    const { trainer } = this;
    const values = new Map<string, Tensor>(trainer.source.data);
    const start = trainer.packed.byteOffset;
    model.parameters.forEach(({ name }, i) => {
      const { shape, data } = trainer.parameters[i];
      const from = (data.byteOffset - start) / 8;
      values.set(name, { shape, data: packed.slice(from, from + data.length) });
    });
    return nanOrigin(model, values, trainer.gradients);
  }
}
