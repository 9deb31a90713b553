// The elementary functions of two lanes against the engine's own, over their whole range.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Random } from '../../../src/data/random';
import { FunctionCode, ModuleBuilder } from '../../../src/train/wasm/assembler';
import { exp, log, Scratch, sigmoid, tanh } from '../../../src/train/wasm/vector';

const COUNT = 4096;

function compiled(emit: typeof exp): (values: Float64Array) => Float64Array {
  const f = new FunctionCode(0);
  const j = f.local('i32');
  f.loop(() => {
    f.get(j).get(j).memory('v128.load', 0);
    emit(f, new Scratch(f));
    f.memory('v128.store', 8 * COUNT).step(j, 16);
    f.get(j)
      .int(8 * COUNT)
      .do('i32.lt_u');
  });
  const module = new ModuleBuilder();
  module.add(f);
  const memory = new WebAssembly.Memory({ initial: 2 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.build()), { host: { memory } });
  const data = new Float64Array(memory.buffer);
  return values => {
    data.set(values);
    (exports.f0 as () => void)();
    return data.slice(COUNT, 2 * COUNT);
  };
}

/** In units in the last place of the wanted value. */
function ulps(got: number, want: number): number {
  if (got === want || (Number.isNaN(got) && Number.isNaN(want))) return 0;
  const unit = Math.max(Number.MIN_VALUE, 2 ** (Math.floor(Math.log2(Math.abs(want))) - 52));
  return Math.abs(got - want) / unit;
}

const sigma = (x: number): number => 1 / (1 + Math.exp(-x));

const CASES: [string, typeof exp, (x: number) => number, (u: number) => number][] = [
  ['exp', exp, Math.exp, u => 1400 * (u - 0.5)],
  ['exp near 0', exp, Math.exp, u => 2 * (u - 0.5)],
  ['log', log, Math.log, u => Math.exp(1400 * (u - 0.5))],
  ['log near 1', log, Math.log, u => 0.5 + u],
  ['tanh', tanh, Math.tanh, u => 50 * (u - 0.5)],
  ['tanh near 0', tanh, Math.tanh, u => 0.01 * (u - 0.5)],
  ['σ', sigmoid, sigma, u => 80 * (u - 0.5)],
  ['σ far out', sigmoid, sigma, u => 1400 * (u - 0.5)],
];

describe('functions of two lanes', () => {
  for (const [name, emit, wanted, draw] of CASES)
    it(`${name} is within 3 units in the last place`, () => {
      const random = new Random(7);
      const values = Float64Array.from({ length: COUNT }, () => draw(random.uniform()));
      const found = compiled(emit)(values);
      values.forEach((x, i) => {
        assert.ok(ulps(found[i], wanted(x)) <= 3, `${name}(${x}) is ${found[i]}, not ${wanted(x)}`);
      });
    });
});
