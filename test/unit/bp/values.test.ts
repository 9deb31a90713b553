// The numbers that expressions have, against what they mean.
import assert from 'node:assert/strict';
import { trace } from './show';

const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));

function value(expr: string, before = ''): number[] {
  const t = trace(`sizes n = 2, m = 3\nconst c = 0.5\n${before}forward\nx = ${expr}\n`);
  assert.deepEqual(
    t.findings.filter(f => f.severity === 'error').map(f => f.message),
    [],
    expr,
  );
  return [...t.bindings[t.bindings.length - 1].node.value.data];
}

/** A is [[1, 2, 3], [4, 5, 6]], built from what the language has. */
const A =
  'g(z) = z\nparam A (n, m) = ones\nforward\nr = concat(ones(1, m), 4 * ones(1, m)) + concat(zeros(n, 1), ones(n, 1), 2 * ones(n, 1), axis=1)\n';

describe('bp values', () => {
  const numbers: [string, number][] = [
    ['-2^2', -4],
    ['(-2)^2', 4],
    ['2^-1', 0.5],
    ['2^3^2', 512],
    ['2²', 4],
    ['2³', 8],
    ['-2²', -4],
    ['6 / 2 * 3', 9],
    ['6 / 2 · 3', 9],
    ['1 - 2 - 3', -4],
    ['1 - -2', 3],
    ['n * m + c', 6.5],
    ['1/m * 6', 2],
    ['-1/m * 6', -2],
    ['.5 + 1e-3', 0.501],
    ['2 > 1', 1],
    ['1 >= 1', 1],
    ['1 < 1', 0],
    ['1 <= 0', 0],
    ['1 + 1 == 2', 1],
    ['exp(0) + log(1) + sqrt(4) + abs(-3)', 6],
    ['sin(0) + cos(0)', 1],
    ['tanh(0.5)', Math.tanh(0.5)],
    ['sigmoid(2)', 1 / (1 + Math.exp(-2))],
    ['σ(2)', 1 / (1 + Math.exp(-2))],
    ['relu(-1) + relu(2)', 2],
    ['leaky_relu(-1)', -0.01],
    ['leaky_relu(-1, 0.3)', -0.3],
    ['elu(-1)', Math.expm1(-1)],
    ['softplus(0)', Math.log(2)],
    ['gelu(1)', 0.8413447460685429],
    ['maximum(1, 2) * minimum(1, 2)', 2],
    ['clip(3, 0, 1) + clip(-3, 0, 1)', 1],
    ['where(1 > 0, 5, 6)', 5],
    ["tanh'(0.5)", 1 - Math.tanh(0.5) ** 2],
    ["σ'(0)", 0.25],
    ["relu'(3) + relu'(-3)", 1],
    ['sum(ones(n, m)) + mean(ones(n, m))', 7],
  ];
  for (const [expr, expected] of numbers)
    it(`${expr} is ${Number(expected.toPrecision(6))}`, () => assert.ok(close(value(expr)[0], expected), String(value(expr)[0])));

  it('derivatives of a function of the file, first and second', () => {
    const f = 'f(z) = z^3 + c * z\n';
    assert.ok(close(value("f'(2)", f)[0], 12.5));
    assert.ok(close(value("f''(2)", f)[0], 12));
    assert.ok(close(value("f'''(2)", f)[0], 6));
  });

  it('a derivative takes what is not its argument as constant', () => {
    assert.ok(close(value("f'(3)", 'const k = 3\nf(z) = z * k + k^2\n')[0], 3));
  });

  it('indices count from 0, ranges leave out their end, negative ones count from the end', () => {
    const of = (index: string): number[] => value(`r[${index}]`, A);
    assert.deepEqual(of('0, :'), [1, 2, 3]);
    assert.deepEqual(of(':, 1'), [2, 5]);
    assert.deepEqual(of('1, 2'), [6]);
    assert.deepEqual(of('-1, -1'), [6]);
    assert.deepEqual(of(':, 0:2'), [1, 2, 4, 5]);
    assert.deepEqual(of(':, ::2'), [1, 3, 4, 6]);
    assert.deepEqual(of('::-1, 0'), [4, 1]);
    assert.deepEqual(of(':, 1:99'), [2, 3, 5, 6]);
  });

  it('reductions run along their axis, softmax down each column', () => {
    assert.deepEqual(value('sum(r, axis=0)', A), [5, 7, 9]);
    assert.deepEqual(value('sum(r, axis=1)', A), [6, 15]);
    assert.deepEqual(value('max(r, axis=1)', A), [3, 6]);
    assert.deepEqual(value('mean(r, axis=0)', A), [2.5, 3.5, 4.5]);
    const down = value('softmax(r)', A);
    for (let j = 0; j < 3; j++) assert.ok(close(down[j] + down[j + 3], 1));
    const across = value('softmax(r, axis=1)', A);
    assert.ok(close(across[0] + across[1] + across[2], 1));
  });

  it('onehot puts classes into columns', () => {
    assert.deepEqual(value('onehot(r[0:1, :], 4)', A), [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('a dropout mask is what multiplies, and is shared', () => {
    const t = trace('sizes n = 30, m = 20\nforward\nA = ones(n, m)\nD = dropout(A, 0.8)\nM = mask(D)\nN = mask(A)\nE = D - A * M\n');
    const of = (name: string) => t.bindings.find(b => b.name === name)!.node.value.data;
    assert.ok(of('E').every(x => x === 0));
    assert.deepEqual(of('M'), of('N'));
    assert.deepEqual([...new Set(of('D'))].sort(), [0, 1.25]);
    const kept = of('D').filter(x => x > 0).length / 600;
    assert.ok(kept > 0.72 && kept < 0.88, String(kept));
  });
});
