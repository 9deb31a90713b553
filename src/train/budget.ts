// What looking at a run may cost, as a share of the time that it trains. One look is taken to cost what the cheapest one did: a machine that
// is busy with something else, or code that is not yet compiled, says nothing about the look itself.

export class Budget {
  private least = Number.POSITIVE_INFINITY;
  private count = 0;

  constructor(
    /** Milliseconds that every run may have. */
    private readonly free: number,
    private readonly share: number,
  ) {}

  took(milliseconds: number): void {
    // What came before the first step was not counted as time.
    if (milliseconds > 0) this.least = Math.min(this.least, milliseconds);
    this.count++;
  }

  allows(trained: number): boolean {
    return !Number.isFinite(this.least) || this.least * this.count < this.free + this.share * trained;
  }
}
