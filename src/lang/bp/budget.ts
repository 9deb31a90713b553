// A bound on the work and memory that evaluating a file may take.

/** Entries of one value; beyond this it is a data set, not a model to check. */
const LARGEST_VALUE = 1e7;
const ALL_VALUES = 4e7;

export class Budget {
  private entries = 0;
  private work = 0;
  /** The file as a whole is too large, not only one value of it. */
  exhausted = false;

  constructor(private readonly most = 4e9) {}

  /** False where a value of so many entries, computed with so many multiplications, is too much. */
  spend(entries: number, work: number): boolean {
    if (!(entries <= LARGEST_VALUE)) return false;
    if (this.entries + entries > ALL_VALUES || this.work + work > this.most) this.exhausted = true;
    if (this.exhausted) return false;
    this.entries += entries;
    this.work += work;
    return true;
  }
}
