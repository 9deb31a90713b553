// Kernels against the definitions they speed up.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { accurateLog } from '../../../src/data/accurateLog';
import { Mt19937 } from '../../../src/data/mt19937';
import { copyStrided } from '../../../src/lang/python/numpy/kernels/copy';
import { gemm } from '../../../src/lang/python/numpy/kernels/gemm';
import { type Matrix, multiply } from '../../../src/lang/python/numpy/kernels/matmul';
import { sumFold } from '../../../src/lang/python/numpy/kernels/reduce';
import { expLoop, tanhLoop } from '../../../src/lang/python/numpy/kernels/unary';
import { realNumpy } from '../../support/realNumpy';

const bits = new Mt19937();
bits.seed(1);
const draw = (n: number, scale = 1): Float64Array => Float64Array.from({ length: n }, () => (2 * bits.double() - 1) * scale);

/** A matrix as it is, or stored by columns. */
const laid = (data: Float64Array, rows: number, columns: number, byColumns: boolean): Matrix =>
  byColumns ? { data, at: 0, row: 1, column: rows } : { data, at: 0, row: columns, column: 1 };

function worstError(product: typeof multiply, n: number, k: number, m: number, p: boolean, q: boolean): number {
  const a = laid(draw(n * k), n, k, p);
  const b = laid(draw(k * m), k, m, q);
  const out = new Float64Array(n * m + 2);
  product(a, b, n, k, m, out, 2);
  let worst = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let c = 0; c < k; c++) sum += a.data[i * a.row + c * a.column] * b.data[c * b.row + j * b.column];
      worst = Math.max(worst, Math.abs(sum - out[2 + i * m + j]));
    }
  return worst;
}

const SIZES: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [2, 3, 4],
  [4, 2, 400],
  [1, 400, 4],
  [3, 5, 9],
  [7, 129, 31],
  [33, 17, 65],
  [9, 300, 11],
  [20, 513, 9],
  [64, 70, 130],
];

describe('matrix products', () => {
  for (const [n, k, m] of SIZES)
    it(`(${n}, ${k}) · (${k}, ${m}) equals the sums of products, stored by rows and by columns`, () => {
      for (const p of [false, true]) for (const q of [false, true]) assert.ok(worstError(multiply, n, k, m, p, q) < 1e-12);
    });

  it('the vector kernel runs here, and alone gives the same', () => {
    const alone: typeof multiply = (a, b, n, k, m, out, at) => {
      assert.ok(gemm(a, b, n, k, m, out, at));
    };
    for (const [n, k, m] of SIZES) assert.ok(worstError(alone, n, k, m, false, true) < 1e-12);
  });
});

describe('elementwise kernels', function () {
  this.timeout(60000);

  it('tanh is within two units of the last place, and odd, and keeps what is special', () => {
    const x = Float64Array.from([...draw(2000, 1e-3), ...draw(2000), ...draw(2000, 25), 0, Infinity, -Infinity, 1e-310]);
    const out = new Float64Array(x.length);
    tanhLoop(x.length, x, 0, out, 0);
    x.forEach((v, i) => {
      const exact = Math.tanh(v);
      assert.ok(Math.abs(out[i] - exact) <= 5e-16 * Math.abs(exact), `${v}: ${out[i]} against ${exact}`);
    });
    tanhLoop(2, Float64Array.of(Number.NaN, -0), 0, out, 0);
    assert.ok(Number.isNaN(out[0]) && Object.is(out[1], -0));
  });

  it('exp writes n entries from where it is told', () => {
    const out = new Float64Array(4);
    expLoop(2, Float64Array.of(9, 0, 1), 1, out, 1);
    assert.deepEqual([...out], [0, 1, Math.E, 0]);
  });

  it('the pairwise sum adds in the order of NumPy, to the last bit', () => {
    const data = draw(5000);
    const theirs = realNumpy<number[]>(
      'x = np.array(json.loads(sys.argv[1]))\nprint(json.dumps([float(np.sum(x[:n])) for n in (1, 7, 8, 100, 129, 1000, 5000)]))',
      [JSON.stringify([...data])],
    );
    assert.deepEqual(
      [1, 7, 8, 100, 129, 1000, 5000].map(n => sumFold(data, 0, n, 1)),
      theirs,
    );
  });

  it('the accurate logarithm differs from the C library in fewer than one of 500', () => {
    const x = Float64Array.from({ length: 5000 }, () => bits.double());
    const theirs = realNumpy<number[]>('import math\nprint(json.dumps([math.log(x) for x in json.loads(sys.argv[1])]))', [
      JSON.stringify([...x]),
    ]);
    const different = theirs.filter((y, i) => y !== accurateLog(x[i]));
    assert.ok(different.length < 10, `${different.length}`);
    theirs.forEach((y, i) => {
      assert.ok(Math.abs(y - accurateLog(x[i])) <= 2.3e-16 * Math.abs(y));
    });
  });
});

describe('strided copies', () => {
  it('turn, repeat and skip', () => {
    const from = Float64Array.from({ length: 24 }, (_, i) => i);
    const to = new Float64Array(24);
    copyStrided([4, 3, 2], from, 0, [1, 4, 12], to, 0, [6, 2, 1]);
    assert.deepEqual([...to.slice(0, 8)], [0, 12, 4, 16, 8, 20, 1, 13]);
    const row = new Float64Array(4);
    copyStrided([2, 2], from, 5, [0, 2], row, 0, [2, 1]);
    assert.deepEqual([...row], [5, 7, 5, 7]);
  });
});
