// Products of tensors: matmul as NumPy has it, and einsum.
import { bilinear } from '../complexMaths';
import { type Dim, type Dims, productOf } from '../dims';
import { broadcastTo, matmul2 } from '../kernels';
import type { Maths } from '../maths';
import { type Accident, defineOp } from '../op';
import { matmulDims, meet, shapeFine } from '../shapeRules';
import { broadcastShape, sizeOf, stridesOf, type Tensor } from '../tensor';

export function matmulTensors(a: Tensor, b: Tensor): Tensor {
  const left = a.shape.length === 1 ? [1, a.shape[0]] : a.shape;
  const right = b.shape.length === 1 ? [b.shape[0], 1] : b.shape;
  const [n, k] = left.slice(-2);
  const m = right[right.length - 1];
  const batch = broadcastShape(left.slice(0, -2), right.slice(0, -2))!;
  const count = sizeOf(batch);
  const x = broadcastTo({ shape: left, data: a.data }, [...batch, n, k]).data;
  const y = broadcastTo({ shape: right, data: b.data }, [...batch, k, m]).data;
  const out = new Float64Array(count * n * m);
  for (let i = 0; i < count; i++) matmul2(x, y, n, k, m, out, i * n * k, i * k * m, i * n * m);
  const shape = [...batch, ...(a.shape.length > 1 ? [n] : []), ...(b.shape.length > 1 ? [m] : [])];
  return { shape, data: out };
}

/** Swaps the last two axes. */
function flip<T>(m: Maths<T>, x: T, rank: number): T {
  if (rank === 2) return m.transpose(x);
  return m.transpose(x, [...Array.from({ length: rank - 2 }, (_, i) => i), rank - 1, rank - 2]);
}

/** Column times row, by broadcasting: x (n,) and y (m,) give (n, m). */
function outer<T>(m: Maths<T>, x: T, y: T): T {
  const one: Dim = productOf([]);
  const column = m.reshape(x, [...m.on.dims(x), one]);
  return m.mul(column, m.reshape(y, [one, ...m.on.dims(y)]));
}

/** C = A·B: dA = dC·Bᵀ and dB = Aᵀ·dC, each with A's and B's shape. */
export const matmul = defineOp({
  name: 'matmul',
  broadcasts: false,
  differentiable: true,
  shape: ([a, b]) => matmulDims(a, b),
  forward: ([a, b]) => matmulTensors(a, b),
  vjp: (m, { inputs: [a, b], adjoint: g, shapes: [p, q] }) => {
    if (p.length === 1 && q.length === 1) return [m.mul(g, b), m.mul(g, a)];
    if (p.length === 1 && q.length === 2) return [m.matmul(b, g), outer(m, a, g)];
    if (q.length === 1 && p.length === 2) return [outer(m, g, b), m.matmul(flip(m, a, 2), g)];
    const da = m.matmul(g, flip(m, b, q.length));
    const db = m.matmul(flip(m, a, p.length), g);
    return [m.unbroadcast(da, p), m.unbroadcast(db, q)];
  },
  complex: ([a, b]) => bilinear(a, b, matmulTensors),
  notation: { kind: 'infix', level: 2, bp: '·', python: '@', latex: '\\cdot ' },
  samples: [
    {
      shapes: [
        [2, 3],
        [3, 4],
      ],
    },
    { shapes: [[3], [3]] },
    { shapes: [[3], [3, 2]] },
    { shapes: [[2, 3], [3]] },
    {
      shapes: [
        [5, 2, 3],
        [5, 3, 4],
      ],
    },
    {
      shapes: [
        [5, 2, 3],
        [3, 4],
      ],
    },
  ],
});

interface EinsumAttrs {
  readonly spec: string;
  readonly [key: string]: unknown;
}

function parse(spec: string): { operands: string[]; output: string } {
  const [left, output] = spec.replaceAll(' ', '').split('->');
  return { operands: left.split(','), output };
}

/** Every letter's size, or what disagrees. */
function letterDims(spec: string, inputs: readonly Dims[]): { sizes: Map<string, Dim>; accidents: Accident[] } | number {
  const sizes = new Map<string, Dim>();
  const accidents: Accident[] = [];
  const { operands } = parse(spec);
  for (const [i, letters] of operands.entries()) {
    if (letters.length !== inputs[i]?.length) return i;
    for (const [axis, letter] of [...letters].entries()) {
      const known = sizes.get(letter);
      const met = known ? meet(known, inputs[i][axis], accidents) : inputs[i][axis];
      if (!met) return i;
      sizes.set(letter, met);
    }
  }
  return { sizes, accidents };
}

export function einsumTensors(inputs: readonly Tensor[], spec: string): Tensor {
  const { operands, output } = parse(spec);
  const size = new Map<string, number>();
  for (const [i, own] of operands.entries()) for (const [axis, letter] of [...own].entries()) size.set(letter, inputs[i].shape[axis]);
  const letters = [...output, ...[...size.keys()].filter(letter => !output.includes(letter))];
  const steps = operands.map((own, i) => {
    const strides = stridesOf(inputs[i].shape);
    return letters.map(letter => [...own].reduce((sum, l, axis) => (l === letter ? sum + strides[axis] : sum), 0));
  });
  const shape = [...output].map(letter => size.get(letter)!);
  const outer = sizeOf(shape);
  const counts = letters.map(letter => size.get(letter)!);
  const inner = sizeOf(counts.slice(output.length));
  const data = new Float64Array(outer);
  const index = new Array<number>(letters.length).fill(0);
  const offsets = operands.map(() => 0);
  for (let position = 0; position < outer * inner; position++) {
    let product = 1;
    for (let i = 0; i < inputs.length; i++) product *= inputs[i].data[offsets[i]];
    data[Math.floor(position / inner)] += product;
    for (let axis = letters.length - 1; axis >= 0; axis--) {
      for (let i = 0; i < offsets.length; i++) offsets[i] += steps[i][axis];
      if (++index[axis] < counts[axis]) break;
      for (let i = 0; i < offsets.length; i++) offsets[i] -= steps[i][axis] * counts[axis];
      index[axis] = 0;
    }
  }
  return { shape, data };
}

/** The adjoint of one operand is the einsum of the output's adjoint with the other operands, spread over the letters only it has. */
export const einsum = defineOp<EinsumAttrs>({
  name: 'einsum',
  broadcasts: false,
  differentiable: true,
  shape: (inputs, { spec }) => {
    const found = letterDims(spec, inputs);
    if (typeof found === 'number') return { problem: 'inner', axes: inputs.map(() => []), detail: String(found) };
    return shapeFine(
      [...parse(spec).output].map(letter => found.sizes.get(letter)!),
      found.accidents,
    );
  },
  forward: (inputs, { spec }) => einsumTensors(inputs, spec),
  vjp: (m, { inputs, adjoint, attrs, shapes }) => {
    const { operands, output } = parse(attrs.spec);
    return inputs.map((_, i) => {
      const others = operands.filter((_o, j) => j !== i);
      const known = [...operands[i]].filter(letter => output.includes(letter) || others.some(o => o.includes(letter))).join('');
      const spec = `${[output, ...others].join(',')}->${known}`;
      const part = m.on.apply('einsum', [adjoint, ...inputs.filter((_n, j) => j !== i)], { spec });
      if (known.length === operands[i].length) return part;
      const one: Dim = productOf([]);
      const stretched = m.reshape(
        part,
        [...operands[i]].map((letter, axis) => (known.includes(letter) ? shapes[i][axis] : one)),
      );
      return m.broadcastTo(stretched, shapes[i]);
    });
  },
  notation: { kind: 'call', bp: 'einsum', python: 'np.einsum', latex: '\\operatorname{einsum}' },
  samples: [
    {
      shapes: [
        [2, 3],
        [3, 4],
      ],
      attrs: { spec: 'ij,jk->ik' },
    },
    {
      shapes: [
        [2, 3],
        [2, 4],
      ],
      attrs: { spec: 'bi,bj->ij' },
    },
    { shapes: [[2, 3]], attrs: { spec: 'ij->j' } },
    {
      shapes: [
        [2, 3, 4],
        [2, 4, 5],
      ],
      attrs: { spec: 'bij,bjk->bik' },
    },
  ],
});
