// Matrix products in registers: a tile of 4 × 4 entries is summed over the inner size, two lanes at a time.
import { FunctionCode, type Local, type ModuleBuilder } from './assembler';

/** A product of matrices in memory: addresses in bytes, sizes in entries. out (n, m) = A (n, k) · B (k, m). */
export interface Product {
  readonly n: number;
  readonly k: number;
  readonly m: number;
  readonly a: number;
  readonly b: number;
  readonly out: number;
  /** A is stored as (k, n). */
  readonly aTransposed: boolean;
  /** B is stored as (m, k); then A is not transposed. */
  readonly bTransposed: boolean;
}

/** So many inner steps at a time, so that the columns of B that are in use stay in the first cache. */
const BLOCK = 256;

/** Adds the function that computes the product; it has no parameters. */
export function addProduct(module: ModuleBuilder, asked: Product): number {
  const f = new FunctionCode(0);
  // A matrix of one row or column is stored the same way transposed.
  const product = { ...asked, aTransposed: asked.aTransposed && asked.n > 1, bTransposed: asked.bTransposed ? asked.k > 1 : asked.m === 1 };
  if (product.bTransposed && !product.aTransposed) new Dots(f, product).emit();
  else new Tiles(f, product).emit();
  return module.add(f);
}

/** Runs the body `count` times. The body moves its own pointers; `at` counts bytes by `step`. Nothing for a count of 0. */
function repeat(f: FunctionCode, at: Local, step: number, count: number, body: () => void): void {
  if (count === 0) return;
  f.int(0).set(at);
  f.loop(() => {
    body();
    f.step(at, step);
    f.get(at)
      .int(step * count)
      .do('i32.lt_u');
  });
}

const vectors = (f: FunctionCode, count: number): Local[] => Array.from({ length: count }, () => f.local('v128'));

/** B in rows: the sum over p of A[i, p] · B[p, j …] for four rows i and four columns j at once. */
class Tiles {
  private readonly i: Local;
  private readonly j: Local;
  private readonly count: Local;
  /** Where the tile's first row of A and first entry of the result are, from the start of each. */
  private readonly aRow: Local;
  private readonly outAt: Local;
  private readonly ap: Local;
  private readonly bp: Local;
  private readonly sums: Local[];
  private readonly row: Local[];
  /** From one row of A to the next, and from one inner step to the next. */
  private readonly rowStep: number;
  private readonly innerStep: number;

  constructor(
    private readonly f: FunctionCode,
    private readonly p: Product,
  ) {
    [this.i, this.j, this.count] = [f.local('i32'), f.local('i32'), f.local('i32')];
    [this.aRow, this.outAt, this.ap, this.bp] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
    this.sums = vectors(f, 8);
    this.row = vectors(f, 3);
    [this.rowStep, this.innerStep] = p.aTransposed ? [8, 8 * p.n] : [8 * p.k, 8];
  }

  emit(): void {
    const { k, m } = this.p;
    const { f, j } = this;
    const jFrom = f.local('i32');
    for (let from = 0; from < Math.max(k, 1); from += BLOCK) {
      const length = Math.min(BLOCK, k - from);
      const wide = Math.floor(m / 4);
      f.int(0).set(jFrom);
      repeat(f, j, 32, wide, () => {
        this.panel(jFrom, from, length, 4);
        f.step(jFrom, 32);
      });
      repeat(f, j, 8, m - 4 * wide, () => {
        this.panel(jFrom, from, length, 1);
        f.step(jFrom, 8);
      });
    }
  }

  /** All rows of the result in the columns from `j` on. */
  private panel(j: Local, from: number, length: number, width: 4 | 1): void {
    const { f } = this;
    const { n, m } = this.p;
    f.int(0).set(this.aRow).get(j).set(this.outAt);
    const rows = (height: number, count: number): void =>
      repeat(f, this.i, 1, count, () => {
        this.tile(j, from, length, height, width);
        f.step(this.aRow, this.rowStep * height);
        f.step(this.outAt, 8 * m * height);
      });
    rows(4, Math.floor(n / 4));
    rows(1, n % 4);
  }

  private tile(j: Local, from: number, length: number, height: number, width: 4 | 1): void {
    const { f, sums, row, ap, bp } = this;
    const { a, b, m, out } = this.p;
    const lanes = width === 4 ? 2 : 1;
    for (let s = 0; s < height * lanes; s++) f.vector(0).set(sums[s]);
    f.get(this.aRow).set(ap).get(j).set(bp);
    repeat(f, this.count, 1, length, () => {
      for (let l = 0; l < lanes; l++)
        f.get(bp)
          .memory(width === 4 ? 'v128.load' : 'v128.load64_splat', b + 8 * m * from + 16 * l)
          .set(row[l]);
      for (let r = 0; r < height; r++) {
        f.get(ap)
          .memory('v128.load64_splat', a + this.innerStep * from + this.rowStep * r)
          .set(row[2]);
        for (let l = 0; l < lanes; l++) {
          const sum = sums[r * lanes + l];
          f.get(sum).get(row[2]).get(row[l]).do('f64x2.mul', 'f64x2.add').set(sum);
        }
      }
      f.step(ap, this.innerStep);
      f.step(bp, 8 * m);
    });
    for (let r = 0; r < height; r++)
      for (let l = 0; l < lanes; l++) {
        const offset = out + 8 * m * r + 16 * l;
        const [load, store] = width === 4 ? (['v128.load', 'v128.store'] as const) : (['v128.load64_splat', 'f64.store'] as const);
        f.get(this.outAt).get(sums[r * lanes + l]);
        if (from > 0) f.get(this.outAt).memory(load, offset).do('f64x2.add');
        if (width === 1) f.lane(0);
        f.memory(store, offset);
      }
  }
}

/** B stored transposed: entries are dot products of rows, four rows of A by two of B at once. */
class Dots {
  private readonly aRow: Local;
  private readonly bRow: Local;
  private readonly at: Local;
  private readonly outRow: Local;
  private readonly outAt: Local;
  private readonly counters: Local[];
  private readonly sums: Local[];
  private readonly b: Local[];

  constructor(
    private readonly f: FunctionCode,
    private readonly p: Product,
  ) {
    [this.aRow, this.bRow, this.at, this.outRow, this.outAt] = Array.from({ length: 5 }, () => f.local('i32'));
    this.counters = [f.local('i32'), f.local('i32'), f.local('i32')];
    this.sums = vectors(f, 8);
    this.b = vectors(f, 3);
  }

  emit(): void {
    const { f } = this;
    const { n, k, m } = this.p;
    f.int(0).set(this.aRow).int(0).set(this.outRow);
    const rows = (height: number, count: number): void =>
      repeat(f, this.counters[0], 1, count, () => {
        f.int(0).set(this.bRow).get(this.outRow).set(this.outAt);
        this.columns(height, 2, Math.floor(m / 2));
        this.columns(height, 1, m % 2);
        f.step(this.aRow, 8 * k * height);
        f.step(this.outRow, 8 * m * height);
      });
    rows(4, Math.floor(n / 4));
    rows(1, n % 4);
  }

  private columns(height: number, width: number, count: number): void {
    const { f } = this;
    repeat(f, this.counters[1], 1, count, () => {
      this.dot(height, width);
      f.step(this.bRow, 8 * this.p.k * width);
      f.step(this.outAt, 8 * width);
    });
  }

  private dot(height: number, width: number): void {
    const { f, sums, at } = this;
    const { a, b, k, m, out } = this.p;
    for (let s = 0; s < height * width; s++) f.vector(0).set(sums[s]);
    f.int(0).set(at);
    const add = (load: 'v128.load' | 'v128.load64_splat'): void => {
      for (let c = 0; c < width; c++)
        f.get(this.bRow)
          .get(at)
          .do('i32.add')
          .memory(load, b + 8 * k * c)
          .set(this.b[c]);
      for (let r = 0; r < height; r++) {
        f.get(this.aRow)
          .get(at)
          .do('i32.add')
          .memory(load, a + 8 * k * r)
          .set(this.b[2]);
        for (let c = 0; c < width; c++) {
          const sum = sums[r * width + c];
          f.get(sum).get(this.b[2]).get(this.b[c]).do('f64x2.mul', 'f64x2.add').set(sum);
        }
      }
    };
    repeat(f, this.counters[2], 1, Math.floor(k / 2), () => {
      add('v128.load');
      f.step(at, 16);
    });
    for (let s = 0; s < height * width; s++) f.get(sums[s]).lane(0).get(sums[s]).lane(1).do('f64.add', 'f64x2.splat').set(sums[s]);
    // The odd entry, in both lanes alike.
    if (k % 2) add('v128.load64_splat');
    for (let r = 0; r < height; r++)
      for (let c = 0; c < width; c++)
        f.get(this.outAt)
          .get(sums[r * width + c])
          .lane(0)
          .memory('f64.store', out + 8 * m * r + 8 * c);
  }
}
