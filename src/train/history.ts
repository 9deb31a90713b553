// Curves over the steps of a run that never grow beyond a bound: when full, every second point is dropped and the stride doubles.

export interface Series {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

export class Curve {
  private steps: number[] = [];
  private values: number[] = [];
  private stride = 1;
  private last: { step: number; value: number } | null = null;

  constructor(private readonly most = 2000) {}

  /** Points between two strides are not kept, but the last one always shows. */
  add(step: number, value: number): void {
    this.last = { step, value };
    if (step % this.stride !== 0) return;
    this.steps.push(step);
    this.values.push(value);
    if (this.steps.length <= this.most) return;
    this.stride *= 2;
    const kept = this.steps.map((s, i) => [s, this.values[i]]).filter(([s]) => s % this.stride === 0);
    this.steps = kept.map(([s]) => s);
    this.values = kept.map(([, v]) => v);
  }

  get length(): number {
    return this.steps.length;
  }

  /** At most so many points, evenly chosen, the last one among them. */
  series(most = 400): Series {
    const every = Math.max(1, Math.ceil(this.steps.length / most));
    const at = (list: readonly number[]): number[] => list.filter((_, i) => i % every === 0);
    const [steps, values] = [at(this.steps), at(this.values)];
    if (this.last && steps.at(-1) !== this.last.step) {
      steps.push(this.last.step);
      values.push(this.last.value);
    }
    return { steps, values };
  }

  latest(): number {
    return this.last?.value ?? Number.NaN;
  }

  /** Values at the kept steps from a step on. */
  since(step: number): number[] {
    return this.values.filter((_, i) => this.steps[i] >= step);
  }

  first(): number {
    return this.values[0] ?? Number.NaN;
  }

  lowest(): number {
    return this.values.reduce((low, x) => (Number.isNaN(x) ? low : Math.min(low, x)), Number.POSITIVE_INFINITY);
  }
}
