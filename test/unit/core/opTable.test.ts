// Walks the table of ops: shape rule against forward, vjp against central differences, complex form against both, and a planted wrong rule.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tensorAlgebra } from '../../../src/core/autodiff';
import { dimsOf, namedDim, shapeOf } from '../../../src/core/dims';
import { Maths } from '../../../src/core/maths';
import { isProblem, type Op, type Sample } from '../../../src/core/op';
import { opTable } from '../../../src/core/opTable';
import { ones, relativeError, type Shape, sizeOf, type Tensor, zeros } from '../../../src/core/tensor';

type AnySample = Sample<Record<string, unknown>>;
const m = new Maths(tensorAlgebra);

/** Distinct values in the sample's interval, none on a kink (0, ±0.5). */
function draw(shape: Shape, from: number, to: number, seed: number): Tensor {
  const data = Float64Array.from({ length: sizeOf(shape) }, (_, i) => {
    const u = (Math.sin((i + 1) * 12.9898 + seed * 78.233) * 43758.5453) % 1;
    return from + (to - from) * Math.abs(u);
  });
  return { shape, data };
}

const drawn = (s: AnySample): Tensor[] => s.shapes.map((shape, i) => draw(shape, s.from ?? -2, s.to ?? 2, i + 1));

/** ∂⟨seed, op(inputs)⟩/∂inputs[k] by central differences with a step of ε^⅓, Richardson-extrapolated once. */
function numeric(op: Op, inputs: readonly Tensor[], k: number, attrs: Record<string, unknown>, seed: Tensor): Tensor {
  const along = (i: number, h: number): number => {
    const at = (x: number): number => {
      const moved = { shape: inputs[k].shape, data: inputs[k].data.slice() };
      moved.data[i] += x;
      const out = op.forward(
        inputs.map((t, j) => (j === k ? moved : t)),
        attrs,
      );
      return out.data.reduce((sum, y, j) => sum + y * seed.data[j], 0);
    };
    return (at(h) - at(-h)) / (2 * h);
  };
  const data = inputs[k].data.map((_, i) => (4 * along(i, 5e-4) - along(i, 1e-3)) / 3);
  return { shape: inputs[k].shape, data };
}

function vjpOf(op: Op, inputs: readonly Tensor[], attrs: Record<string, unknown>): { seed: Tensor; parts: (Tensor | null)[] } {
  const output = op.forward(inputs, attrs);
  const seed = draw(output.shape, 0.5, 1.5, 9);
  const shapes = inputs.map(t => dimsOf(t.shape));
  const parts = op.vjp(m, { inputs, output, adjoint: seed, attrs, shapes, outShape: dimsOf(output.shape) });
  const whole = parts.map((part, k) => {
    if (part === null || !op.broadcasts) return part;
    return m.unbroadcast(m.broadcastTo(part, dimsOf(output.shape)), shapes[k]);
  });
  return { seed, parts: whole };
}

function errorsOf(op: Op): number[] {
  return op.samples.flatMap(s => {
    const sample = s as AnySample;
    const inputs = drawn(sample);
    const attrs = sample.attrs ?? {};
    const { seed, parts } = vjpOf(op, inputs, attrs);
    return inputs.map((x, k) => {
      const exact = parts[k] ?? zeros(x.shape);
      assert.deepEqual(exact.shape, x.shape, `${op.name}: the adjoint of input ${k} has its shape`);
      return relativeError(exact, numeric(op, inputs, k, attrs, seed));
    });
  });
}

describe('the table of ops', () => {
  for (const op of Object.values(opTable)) {
    it(`${op.name}: the shape rule gives the shape that forward has`, () => {
      assert.ok(op.samples.length > 0);
      for (const s of op.samples) {
        const sample = s as AnySample;
        const result = op.shape(sample.shapes.map(dimsOf), sample.attrs ?? {});
        assert.ok(!isProblem(result), op.name);
        assert.deepEqual(op.forward(drawn(sample), sample.attrs ?? {}).shape, shapeOf(result.dims));
      }
    });

    it(`${op.name}: the vjp equals the central difference`, () => {
      for (const error of errorsOf(op)) assert.ok(error < 1e-8, `${op.name}: ${error}`);
    });

    if (op.complex)
      it(`${op.name}: the complex form has forward's real part and the vjp's derivative`, () => {
        for (const s of op.samples) {
          const sample = s as AnySample;
          const inputs = drawn(sample);
          const attrs = sample.attrs ?? {};
          const { seed, parts } = vjpOf(op, inputs, attrs);
          const h = 1e-20;
          const directions = inputs.map((x, k) => draw(x.shape, -1, 1, k + 20));
          const moved = inputs.map((re, k) => ({ re, im: { shape: re.shape, data: directions[k].data.map(d => d * h) } }));
          const out = op.complex!(moved, attrs);
          assert.ok(relativeError(out.re, op.forward(inputs, attrs)) < 1e-14);
          const byStep = out.im.data.reduce((sum, y, j) => sum + (y / h) * seed.data[j], 0);
          const byRule = parts.reduce((sum, p, k) => sum + (p ? p.data.reduce((t, g, i) => t + g * directions[k].data[i], 0) : 0), 0);
          assert.ok(Math.abs(byStep - byRule) <= 1e-11 * (1 + Math.abs(byRule)), `${op.name}: ${byStep} against ${byRule}`);
        }
      });
  }

  it('a planted wrong rule is caught', () => {
    const wrong: Op = { ...opTable.tanh, vjp: (maths, { inputs: [x], adjoint }) => [maths.mul(adjoint, maths.sub(1, maths.square(x)))] };
    assert.ok(errorsOf(wrong).some(error => error > 1e-3));
  });

  it('a planted forgotten broadcast is caught', () => {
    const wrong: Op = { ...opTable.mul, broadcasts: false };
    assert.throws(() => errorsOf(wrong));
  });

  it('shape rules keep symbolic sizes, and notice sizes that agree by accident', () => {
    const [n, k, j] = [namedDim('n', 3), namedDim('k', 3), namedDim('m', 5)];
    const fits = opTable.matmul.shape(
      [
        [n, k],
        [k, j],
      ],
      {},
    );
    assert.ok(!isProblem(fits));
    assert.deepEqual(
      fits.dims.map(d => d.key),
      ['n', 'm'],
    );
    assert.equal(fits.accidents.length, 0);
    const accident = opTable.matmul.shape(
      [
        [k, n],
        [k, j],
      ],
      {},
    );
    assert.ok(!isProblem(accident));
    assert.deepEqual(accident.accidents, [{ left: 'n', right: 'k', value: 3 }]);
    assert.ok(
      isProblem(
        opTable.matmul.shape(
          [
            [n, j],
            [k, j],
          ],
          {},
        ),
      ),
    );
  });

  it('relativeError of two zero tensors is 0', () => {
    assert.equal(relativeError(zeros([2]), zeros([2])), 0);
    assert.equal(relativeError(ones([2]), zeros([2])), 1);
  });
});
