// Elementwise expressions as trees, and the loops that evaluate them in one pass over memory: no value in between is stored.
import { FunctionCode, type Local, type ModuleBuilder, type Plain } from './assembler';
import { exp, log, Scratch, sigmoid, tanh } from './vector';

/**
 * How an input is read in a loop over (rows, columns): every entry; one number; one row, the same for all rows; or one number a row.
 */
export type Mode = 'full' | 'scalar' | 'row' | 'column';

export type Tree =
  | { readonly kind: 'input'; readonly address: number; readonly mode: Mode }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'apply'; readonly emit: Emit; readonly args: readonly Tree[] };

/** Leaves the result of a function of two lanes on the stack; `args` leave the operands. */
export type Emit = (f: FunctionCode, scratch: Scratch, args: readonly (() => void)[]) => void;

export const input = (address: number, mode: Mode): Tree => ({ kind: 'input', address, mode });
export const number = (value: number): Tree => ({ kind: 'number', value });
export const apply = (emit: Emit, ...args: Tree[]): Tree => ({ kind: 'apply', emit, args });

const plain =
  (...names: Plain[]): Emit =>
  (f, _scratch, args) => {
    for (const arg of args) arg();
    f.do(...names);
  };
const special =
  (emit: (f: FunctionCode, scratch: Scratch) => void): Emit =>
  (f, scratch, [arg]) => {
    arg();
    emit(f, scratch);
  };
/** A comparison as 0 or 1. */
const mask =
  (name: Plain): Emit =>
  (f, _scratch, [a, b]) => {
    a();
    b();
    f.do(name).vector(1).do('v128.and');
  };

export const emitters = {
  add: plain('f64x2.add'),
  sub: plain('f64x2.sub'),
  mul: plain('f64x2.mul'),
  div: plain('f64x2.div'),
  neg: plain('f64x2.neg'),
  sqrt: plain('f64x2.sqrt'),
  abs: plain('f64x2.abs'),
  floor: plain('f64x2.floor'),
  greater: mask('f64x2.gt'),
  greaterEqual: mask('f64x2.ge'),
  less: mask('f64x2.lt'),
  lessEqual: mask('f64x2.le'),
  equal: mask('f64x2.eq'),
  notEqual: mask('f64x2.ne'),
  exp: special(exp),
  log: special(log),
  tanh: special(tanh),
  sigmoid: special(sigmoid),
  same: plain(),
  square: (f, scratch, [arg]) =>
    scratch.with(1, x => {
      arg();
      f.tee(x).get(x).do('f64x2.mul');
    }),
  cube: (f, scratch, [arg]) =>
    scratch.with(1, x => {
      arg();
      f.tee(x).get(x).do('f64x2.mul').get(x).do('f64x2.mul');
    }),
  inverse: (f, _scratch, [arg]) => {
    f.vector(1);
    arg();
    f.do('f64x2.div');
  },
  // All bits set is a NaN: what compares unequal with itself stays one.
  sign: (f, scratch, [arg]) =>
    scratch.with(1, x => {
      arg();
      f.tee(x).vector(0).do('f64x2.gt').vector(1).do('v128.and').get(x).vector(0).do('f64x2.lt').vector(-1).do('v128.and', 'v128.or');
      f.get(x).get(x).do('f64x2.ne', 'v128.or');
    }),
  // pmax(a, b) is b where a < b, else a: NaN stays.
  relu: (f, _scratch, [arg]) => {
    arg();
    f.vector(0).do('f64x2.pmax');
  },
  maximum: pick('f64x2.ge'),
  minimum: pick('f64x2.le'),
  where: (f, _scratch, [on, a, b]) => {
    a();
    b();
    on();
    f.vector(0).do('f64x2.ne', 'v128.bitselect');
  },
} satisfies Record<string, Emit>;

/** The first operand where it compares so with the second or is NaN. */
function pick(comparison: Plain): Emit {
  return (f, scratch, [a, b]) =>
    scratch.with(2, (x, y) => {
      a();
      f.set(x);
      b();
      f.set(y);
      f.get(x).get(y).get(x).get(y).do(comparison).get(x).get(x).do('f64x2.ne', 'v128.or', 'v128.bitselect');
    });
}

/** Where x > 0 x itself, else slope · x. */
export const leaky =
  (slope: number): Emit =>
  (f, scratch, [arg]) =>
    scratch.with(1, x => {
      arg();
      f.tee(x).get(x).vector(slope).do('f64x2.mul').get(x).vector(0).do('f64x2.gt', 'v128.bitselect');
    });

export const clipped =
  (low: number | null, high: number | null): Emit =>
  (f, _scratch, [arg]) => {
    arg();
    if (low !== null) f.vector(low).do('f64x2.pmax');
    if (high !== null) f.vector(high).do('f64x2.pmin');
  };

/** What becomes of the values: stored one by one, or summed over everything or along each row, times a factor. */
export interface Output {
  readonly kind: 'store' | 'sum' | 'row sums';
  readonly address: number;
  readonly factor: number;
}

interface Place {
  /** Byte offset within a row, of the row's start, and of the row's number in a column. */
  readonly j: Local;
  readonly row: Local;
  readonly number: Local;
}

/** Adds a function without parameters that evaluates the tree over (rows, columns). */
export function addLoop(module: ModuleBuilder, tree: Tree, rows: number, columns: number, output: Output): number {
  const byRow = output.kind === 'row sums' || hasRows(tree);
  const [r, c] = byRow ? [rows, columns] : [1, rows * columns];
  const f = new FunctionCode(0);
  const scratch = new Scratch(f);
  const place: Place = { j: f.local('i32'), row: f.local('i32'), number: f.local('i32') };
  const value = (): void => emit(f, scratch, tree, place);
  const sum = f.local('v128');
  const zero = (): void => {
    f.vector(0).set(sum);
  };
  const total = (): void => {
    f.get(sum).lane(0).get(sum).lane(1).do('f64.add').number(output.factor).do('f64.mul');
  };
  if (output.kind === 'sum') zero();
  repeat(f, place.row, 8 * c, r, () => {
    if (output.kind === 'row sums') zero();
    if (output.kind === 'store') storeRow(f, place, c, output.address, value);
    else sumRow(f, place, c, sum, value);
    if (output.kind === 'row sums') {
      f.get(place.number);
      total();
      f.memory('f64.store', output.address);
    }
    f.step(place.number, 8);
  });
  if (output.kind === 'sum') {
    f.int(0);
    total();
    f.memory('f64.store', output.address);
  }
  return module.add(f);
}

const hasRows = (tree: Tree): boolean =>
  tree.kind === 'input' ? tree.mode === 'row' || tree.mode === 'column' : tree.kind === 'apply' && tree.args.some(hasRows);

function repeat(f: FunctionCode, at: Local, step: number, count: number, body: () => void): void {
  if (count === 0) return;
  f.int(0).set(at);
  if (count === 1) {
    body();
    return;
  }
  f.loop(() => {
    body();
    f.step(at, step);
    f.get(at)
      .int(step * count)
      .do('i32.lt_u');
  });
}

/** An odd row's last pair spills into the next row, which is written after it, or into the padding of the last. */
function storeRow(f: FunctionCode, { j, row }: Place, columns: number, address: number, value: () => void): void {
  repeat(f, j, 16, Math.ceil(columns / 2), () => {
    f.get(row).get(j).do('i32.add');
    value();
    f.memory('v128.store', address);
  });
}

function sumRow(f: FunctionCode, { j }: Place, columns: number, sum: Local, value: () => void): void {
  repeat(f, j, 16, Math.floor(columns / 2), () => {
    f.get(sum);
    value();
    f.do('f64x2.add').set(sum);
  });
  if (columns % 2 === 0) return;
  // The last entry stands in the first lane alone; what is read into the second does not count.
  f.int(8 * (columns - 1)).set(j);
  f.get(sum);
  value();
  f.lanes(-1n, 0n).do('v128.and', 'f64x2.add').set(sum);
}

function emit(f: FunctionCode, scratch: Scratch, tree: Tree, place: Place): void {
  if (tree.kind === 'number') f.vector(tree.value);
  else if (tree.kind === 'apply')
    tree.emit(
      f,
      scratch,
      tree.args.map(arg => () => emit(f, scratch, arg, place)),
    );
  else if (tree.mode === 'scalar') f.int(0).memory('v128.load64_splat', tree.address);
  else if (tree.mode === 'column') f.get(place.number).memory('v128.load64_splat', tree.address);
  else if (tree.mode === 'row') f.get(place.j).memory('v128.load', tree.address);
  else f.get(place.row).get(place.j).do('i32.add').memory('v128.load', tree.address);
}
