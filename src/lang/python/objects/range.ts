// range: counted, never stored.
import { PyObject } from '../values';

export class PyRange extends PyObject {
  readonly typeName = 'range';
  readonly length: number;
  constructor(
    readonly start: number,
    readonly stop: number,
    readonly step: number,
  ) {
    super();
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }
  at(index: number): number {
    return this.start + index * this.step;
  }
  contains(value: number): boolean {
    const offset = value - this.start;
    return Number.isInteger(value) && offset % this.step === 0 && offset / this.step >= 0 && offset / this.step < this.length;
  }
}
