// Large matrix products on vectors of two doubles: a WebAssembly kernel for tiles of 4 × 4, fed with packed panels.
import type { Matrix } from './matmul';
import { I32, ins, moduleBytes, V128 } from './wasm';

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface Kernel {
  readonly memory: Memory;
  run(depth: number, a: number, b: number, c: number, tiles: number): void;
}
interface Engine {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

const TILE = 4;
const DEPTH = 256;
/** Entries of a tile. */
const AREA = TILE * TILE;

/** depth, a, b, c, tiles; then the place in a, the steps left, eight sums, two pieces of b and one entry of a. */
const [K, A, B, C, TILES, P, LEFT, SUM, RIGHT, ONE] = [0, 1, 2, 3, 4, 5, 6, 7, 15, 17];

/** One step of the depth: four entries of a, each times four of b. */
function stepCode(aAt: number, bAt: number): number[][] {
  const code: number[][] = [];
  for (const half of [0, 1]) code.push(ins.get(B), ins.load2(bAt + 16 * half), ins.set(RIGHT + half));
  for (let row = 0; row < TILE; row++) {
    code.push(ins.get(P), ins.splat(aAt + 8 * row), ins.set(ONE));
    for (const half of [0, 1]) {
      const sum = SUM + 2 * row + half;
      code.push(ins.get(ONE), ins.get(RIGHT + half), ins.mul2, ins.get(sum), ins.add2, ins.set(sum));
    }
  }
  return code;
}

/** For every tile of a row of tiles: c += a · b over the depth, which is even. */
function program(): Uint8Array<ArrayBuffer> {
  const tile = (each: (sum: number, offset: number) => number[]): number[][] => Array.from({ length: 8 }, (_, i) => each(SUM + i, 16 * i));
  const advance = (local: number, by: number): number[][] => [ins.get(local), ins.constant(by), ins.addI, ins.set(local)];
  const inner = ins.loop(
    ...stepCode(0, 0),
    ...stepCode(8 * TILE, 8 * TILE),
    ...advance(P, 16 * TILE),
    ...advance(B, 16 * TILE),
    ...advance(LEFT, -2),
    ins.get(LEFT),
  );
  const outer = ins.loop(
    ...tile((sum, offset) => [...ins.get(C), ...ins.load2(offset), ...ins.set(sum)]),
    ins.get(A),
    ins.set(P),
    ins.get(K),
    ins.set(LEFT),
    inner,
    ...tile((sum, offset) => [...ins.get(C), ...ins.get(sum), ...ins.store2(offset)]),
    ...advance(C, 8 * AREA),
    ...advance(TILES, -1),
    ins.get(TILES),
  );
  return moduleBytes(
    5,
    [
      [2, I32],
      [11, V128],
    ],
    outer,
  );
}

let kernel: Kernel | null | undefined;

/** The kernel, or null where there is no WebAssembly (or no vectors in it). */
function ready(): Kernel | null {
  if (kernel !== undefined) return kernel;
  const engine = (globalThis as unknown as { readonly WebAssembly?: Engine }).WebAssembly;
  try {
    kernel = engine ? (new engine.Instance(new engine.Module(program())).exports as Kernel) : null;
  } catch {
    kernel = null;
  }
  return kernel;
}

const PAGE = 65536;
const up = (x: number, unit: number): number => Math.ceil(x / unit) * unit;

/** out += a · b; false where it cannot be done here. */
export function gemm(a: Matrix, b: Matrix, n: number, k: number, m: number, out: Float64Array, at: number): boolean {
  const made = ready();
  if (!made) return false;
  const columns = up(m, TILE) / TILE;
  const depth = Math.min(DEPTH, up(k, 2));
  const [sizeA, sizeB, sizeC] = [depth * TILE, depth * TILE * columns, AREA * columns];
  const missing = (sizeA + sizeB + sizeC) * 8 - made.memory.buffer.byteLength;
  if (missing > 0) made.memory.grow(Math.ceil(missing / PAGE));
  const memory = new Float64Array(made.memory.buffer);
  const [toB, toC] = [sizeA, sizeA + sizeB];
  for (let c = 0; c < k; c += DEPTH) {
    const steps = Math.min(DEPTH, k - c);
    const even = up(steps, 2);
    packB(b, c, steps, even, m, columns, memory, toB);
    for (let row = 0; row < n; row += TILE) {
      const rows = Math.min(TILE, n - row);
      packA(a, row, rows, c, steps, even, memory);
      memory.fill(0, toC, toC + sizeC);
      made.run(even, 0, toB * 8, toC * 8, columns);
      addTiles(memory, toC, rows, m, out, at + row * m);
    }
  }
  return true;
}

/** Four rows of a, interleaved; zeros below the last row and beyond the depth. */
function packA(a: Matrix, row: number, rows: number, c: number, steps: number, even: number, to: Float64Array): void {
  const { data } = a;
  const start = a.at + row * a.row + c * a.column;
  if (rows === TILE) interleave(data, start, a.row, a.column, steps, to, 0);
  else {
    to.fill(0, 0, even * TILE);
    for (let r = 0; r < rows; r++) for (let i = 0, p = start + r * a.row, o = r; i < steps; i++, p += a.column, o += TILE) to[o] = data[p];
  }
  if (even > steps) to.fill(0, steps * TILE, even * TILE);
}

/** Panels of four columns of b, each with its rows one after the other. */
function packB(b: Matrix, c: number, steps: number, even: number, m: number, columns: number, to: Float64Array, at: number): void {
  const { data, row, column } = b;
  for (let panel = 0, o = at; panel < columns; panel++, o += even * TILE) {
    const wide = Math.min(TILE, m - panel * TILE);
    const start = b.at + c * row + panel * TILE * column;
    if (wide === TILE) interleave(data, start, column, row, steps, to, o);
    else {
      to.fill(0, o, o + even * TILE);
      for (let i = 0; i < steps; i++) for (let j = 0; j < wide; j++) to[o + i * TILE + j] = data[start + i * row + j * column];
    }
    if (even > steps) to.fill(0, o + steps * TILE, o + even * TILE);
  }
}

/** Four lines that lie `line` apart, entry by entry along `step`. */
function interleave(data: Float64Array, start: number, line: number, step: number, steps: number, to: Float64Array, at: number): void {
  const [p1, p2, p3] = [line, 2 * line, 3 * line];
  for (let i = 0, p = start, o = at; i < steps; i++, p += step, o += TILE) {
    to[o] = data[p];
    to[o + 1] = data[p + p1];
    to[o + 2] = data[p + p2];
    to[o + 3] = data[p + p3];
  }
}

function addTiles(tiles: Float64Array, from: number, rows: number, m: number, out: Float64Array, at: number): void {
  for (let r = 0; r < rows; r++)
    for (let j = 0, o = at + r * m; j < m; j += TILE, o += TILE) {
      const p = from + (j / TILE) * AREA + r * TILE;
      const wide = Math.min(TILE, m - j);
      for (let i = 0; i < wide; i++) out[o + i] += tiles[p + i];
    }
}
