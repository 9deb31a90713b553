// The file's own gradients beside the exact ones, look by look; remembers the last one that was wrong.
import type { Diagnosis } from './diagnose';
import type { Observer } from './observer';
import { norm } from './statistics';
import type { Direction } from './view';

/** A gradient that differs less from the exact one is not worth a word. */
const WRONG = 1e-6;
/** What a sum over examples that is 0 leaves. */
const NOISE = 1e-14;

export class Comparing {
  directions: readonly Direction[] = [];
  wrong: Diagnosis | null = null;
  /** By parameter: the largest gradient seen, which says what rounding may differ by. */
  private readonly largest = new Map<string, number>();

  /** What is only rounding, beside the largest gradient seen, counts as equal. */
  look(observer: Observer): void {
    const found = observer.compare();
    if (!found.every(c => Number.isFinite(c.difference))) return;
    const real = found.map(c => {
      const largest = Math.max(this.largest.get(c.name) ?? 0, c.size);
      this.largest.set(c.name, largest);
      return c.size > NOISE + 1e-9 * largest ? c : { ...c, angle: 0, difference: 0 };
    });
    this.directions = real.map(c => ({ name: c.name, degrees: c.angle, difference: c.difference }));
    // The parameter nearest the output: what is before it may have inherited the error.
    const wrong = real.filter(c => c.difference > WRONG).at(-1);
    if (wrong) this.remember(observer, wrong.name, wrong.angle);
  }

  private remember(observer: Observer, name: string, angle: number | null): void {
    const { model } = observer;
    const i = model.parameters.findIndex(p => p.name === name);
    const [yours, exact] = [observer.gradient(i, 'yours'), observer.gradient(i, 'exact')];
    const hand = model.hand[i];
    if (!yours || !exact || !hand) return;
    const numbers = { angle: angle ?? 180, factor: norm(yours) / norm(exact), of: name };
    this.wrong = { kind: 'wrong-gradient', severity: 'error', name: hand.name, site: hand.site, numbers };
  }
}
