// The two kinds of random streams: the legacy one (MT19937, polar normals, masks), and the Generator's (PCG64, ziggurats, Lemire).
import { accurateLog } from '../../../../data/accurateLog';
import { Mt19937 } from '../../../../data/mt19937';
import { PolarNormal } from '../../../../data/polarNormal';
import { lemire, masked } from './bounded';
import type { Draws } from './gamma';
import { zigguratExponential, zigguratNormal } from './normal';
import { Pcg64 } from './pcg64';

export interface Stream extends Draws {
  readonly bits: Mt19937 | Pcg64;
  readonly legacy: boolean;
  /** An integer in [0, top], as `randint` or `integers` draws it. */
  integer(top: number): number;
  /** An integer in [0, top], as `shuffle` draws it, and as sampling without replacement does. */
  interval(top: number): number;
  pick(top: number): number;
}

export class LegacyStream implements Stream {
  readonly legacy = true;
  readonly bits = new Mt19937();
  readonly polar = new PolarNormal(this.bits);

  seed(seed: number | readonly number[]): void {
    if (typeof seed === 'number') this.bits.seed(seed);
    else this.bits.seedByArray(seed);
    this.polar.kept = null;
  }

  uniform = (): number => this.bits.double();
  normal = (): number => this.polar.next();
  exponential = (): number => -accurateLog(1 - this.bits.double());
  integer = (top: number): number => masked(this.bits, top);
  interval = (top: number): number => masked(this.bits, top);
  pick = (top: number): number => masked(this.bits, top);
}

export class GeneratorStream implements Stream {
  readonly legacy = false;
  readonly bits: Pcg64;
  constructor(seed: bigint | readonly number[]) {
    this.bits = new Pcg64(seed);
  }

  uniform = (): number => this.bits.double();
  normal = (): number => zigguratNormal(this.bits);
  exponential = (): number => zigguratExponential(this.bits);
  integer = (top: number): number => lemire(this.bits, top);
  interval = (top: number): number => masked(this.bits, top);
  pick = (top: number): number => lemire(this.bits, top);
}
