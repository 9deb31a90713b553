// Ops that move entries without changing them, and the leaves of the graph.
import { linear, real } from '../complexMaths';
import { addDims, type Dim, type Dims, numberDim, productOf, shapeOf } from '../dims';
import { permute, broadcastTo as stretch } from '../kernels';
import { type Complex, defineOp, type ShapeProblem, type ShapeResult } from '../op';
import { broadcastAll, broadcastDims, concatDims, shapeFine } from '../shapeRules';
import { type Shape, sizeOf, stridesOf, type Tensor, walk } from '../tensor';
import { call } from './build';

const NONE = { kind: 'none' } as const;

interface Known {
  readonly dims?: Dims;
  readonly [key: string]: unknown;
}

const zerosOf = (dims: Dims = []): Tensor => ({ shape: shapeOf(dims), data: new Float64Array(sizeOf(shapeOf(dims))) });

/** A value from outside the graph. */
export const leaf = defineOp<Known>({
  name: 'leaf',
  broadcasts: false,
  differentiable: false,
  shape: (_inputs, { dims }) => shapeFine(dims ?? []),
  forward: (_inputs, { dims }) => zerosOf(dims),
  vjp: () => [],
  notation: NONE,
  samples: [{ shapes: [], attrs: { dims: [numberDim(2)] } }],
});

interface HoleAttrs {
  /** True when the last input is a computation of the operands that stands for what was probably meant. */
  readonly stands: boolean;
  readonly dims: Dims;
  readonly [key: string]: unknown;
}

/** An application whose shapes do not fit; its inputs are the operands, then what stands for it. Else it is zero. */
export const hole = defineOp<HoleAttrs>({
  name: 'hole',
  broadcasts: false,
  differentiable: true,
  shape: (_inputs, { dims }) => shapeFine(dims),
  forward: (inputs, { stands, dims }) => (stands ? inputs[inputs.length - 1] : zerosOf(dims)),
  vjp: (_m, { inputs, adjoint, attrs: { stands } }) => inputs.map((_, i) => (stands && i === inputs.length - 1 ? adjoint : null)),
  complex: (inputs, { stands, dims }) => (stands ? inputs[inputs.length - 1] : real(zerosOf(dims))),
  notation: NONE,
  samples: [{ shapes: [[2, 3]], attrs: { stands: true, dims: [2, 3].map(numberDim) } }],
});

interface Axes {
  readonly axes?: readonly number[];
  readonly [key: string]: unknown;
}

const orderOf = (rank: number, axes?: readonly number[]): number[] =>
  axes ? axes.map(a => (a < 0 ? a + rank : a)) : Array.from({ length: rank }, (_, i) => rank - 1 - i);

export const transpose = defineOp<Axes>({
  name: 'transpose',
  broadcasts: false,
  differentiable: true,
  shape: ([a], { axes }) => {
    const order = orderOf(a.length, axes);
    if (order.length !== a.length || new Set(order).size !== a.length || order.some(i => i < 0 || i >= a.length))
      return { problem: 'axis', axes: [[]] };
    return shapeFine(order.map(i => a[i]));
  },
  forward: ([a], { axes }) => permute(a, orderOf(a.shape.length, axes)),
  vjp: (m, { adjoint, attrs: { axes }, shapes: [a] }) => {
    if (!axes) return [m.transpose(adjoint)];
    const order = orderOf(a.length, axes);
    return [
      m.transpose(
        adjoint,
        order.map((_, i) => order.indexOf(i)),
      ),
    ];
  },
  complex: ([a], { axes }) => linear(t => permute(t, orderOf(t.shape.length, axes)))(a),
  notation: { kind: 'postfix', level: 5, bp: 'ᵀ', python: '.T', latex: '^{\\top}' },
  samples: [{ shapes: [[2, 3]] }, { shapes: [[2, 3, 4]], attrs: { axes: [2, 0, 1] } }, { shapes: [[3]] }],
});

interface Target {
  readonly dims: Dims;
  readonly [key: string]: unknown;
}

const TARGET_SAMPLES = (from: Shape, to: Shape) => [{ shapes: [from], attrs: { dims: to.map(numberDim) } }];

export const reshape = defineOp<Target>({
  name: 'reshape',
  broadcasts: false,
  differentiable: true,
  shape: ([a], { dims }) =>
    productOf(a).value === productOf(dims).value ? shapeFine(dims) : { problem: 'reshape', axes: [a.map((_, i) => i)] },
  forward: ([a], { dims }) => ({ shape: shapeOf(dims), data: a.data }),
  vjp: (m, { adjoint, shapes: [a] }) => [m.reshape(adjoint, a)],
  complex: ([a], { dims }) => linear(t => ({ shape: shapeOf(dims), data: t.data }))(a),
  notation: call('reshape', 'np.reshape'),
  samples: TARGET_SAMPLES([2, 6], [3, 4]),
});

/** The backward of a broadcast is a sum: the driver takes it, as for every op that broadcasts. */
export const broadcastTo = defineOp<Target>({
  name: 'broadcastTo',
  broadcasts: true,
  differentiable: true,
  shape: ([a], { dims }) => {
    const met = broadcastDims(a, dims);
    if ('problem' in met) return met;
    return met.dims.length === dims.length && met.dims.every((d, i) => d.value === dims[i].value)
      ? shapeFine(dims)
      : { problem: 'broadcast', axes: [[]] };
  },
  forward: ([a], { dims }) => stretch(a, shapeOf(dims)),
  vjp: (_m, { adjoint }) => [adjoint],
  complex: ([a], { dims }) => linear(t => stretch(t, shapeOf(dims)))(a),
  notation: NONE,
  samples: [...TARGET_SAMPLES([3, 1], [2, 3, 4]), ...TARGET_SAMPLES([], [2, 2])],
});

function concatTensors(inputs: readonly Tensor[], axis: number): Tensor {
  const at = axis < 0 ? axis + inputs[0].shape.length : axis;
  const shape = inputs[0].shape.map((n, i) => (i === at ? inputs.reduce((sum, t) => sum + t.shape[at], 0) : n));
  const outer = sizeOf(shape.slice(0, at));
  const data = new Float64Array(sizeOf(shape));
  const row = sizeOf(shape.slice(at));
  let start = 0;
  for (const t of inputs) {
    const length = sizeOf(t.shape.slice(at));
    for (let i = 0; i < outer; i++) data.set(t.data.subarray(i * length, (i + 1) * length), i * row + start);
    start += length;
  }
  return { shape, data };
}

export const concat = defineOp<{ readonly axis: number; readonly [key: string]: unknown }>({
  name: 'concat',
  broadcasts: false,
  differentiable: true,
  shape: (inputs, { axis }) => {
    const met = concatDims(inputs, axis);
    if ('problem' in met) return met;
    const at = axis < 0 ? axis + met.dims.length : axis;
    return shapeFine(
      met.dims.map((d, i) => (i === at ? inputs.map(x => x[at]).reduce(addDims) : d)),
      met.accidents,
    );
  },
  forward: (inputs, { axis }) => concatTensors(inputs, axis),
  vjp: (m, { adjoint, attrs: { axis }, shapes }) => {
    const at = axis < 0 ? axis + shapes[0].length : axis;
    let start = 0;
    return shapes.map(own => {
      const index = own.map((d, i) => (i === at ? { start, stop: start + d.value, step: 1 } : { start: 0, stop: d.value, step: 1 }));
      start += own[at].value;
      return m.on.apply('slice', [adjoint], { index });
    });
  },
  complex: (inputs, { axis }) => ({
    re: concatTensors(
      inputs.map(x => x.re),
      axis,
    ),
    im: concatTensors(
      inputs.map(x => x.im),
      axis,
    ),
  }),
  notation: call('concat', 'np.concatenate'),
  samples: [
    {
      shapes: [
        [2, 3],
        [4, 3],
      ],
      attrs: { axis: 0 },
    },
    {
      shapes: [
        [2, 3],
        [2, 1],
        [2, 2],
      ],
      attrs: { axis: -1 },
    },
  ],
});

/** One entry per axis of the base, in order; null makes a new axis. A negative step's stop may be −1: before the first. */
export type IndexPart = number | { readonly start: number; readonly stop: number; readonly step: number } | null;

interface IndexAttrs {
  readonly index: readonly IndexPart[];
  readonly [key: string]: unknown;
}

const lengthOf = ({ start, stop, step }: { start: number; stop: number; step: number }): number =>
  Math.max(0, Math.ceil((stop - start) / step));

function slicedDims(a: Dims, index: readonly IndexPart[]): ShapeResult | ShapeProblem {
  const dims: Dim[] = [];
  let axis = 0;
  for (const part of index) {
    if (part === null) dims.push(numberDim(1));
    else {
      const size = a[axis];
      if (!size) return { problem: 'index', axes: [[]] };
      if (typeof part === 'number') {
        if (part < 0 || part >= size.value) return { problem: 'index', axes: [[axis]] };
      } else dims.push(part.start === 0 && part.step === 1 && part.stop === size.value ? size : numberDim(lengthOf(part)));
      axis++;
    }
  }
  return shapeFine([...dims, ...a.slice(axis)]);
}

/** Where a slice lies in its base: the shape it has, its strides and its first entry. */
function view(shape: Shape, index: readonly IndexPart[]): { shape: number[]; strides: number[]; start: number } {
  const strides = stridesOf(shape);
  const out = { shape: [] as number[], strides: [] as number[], start: 0 };
  let axis = 0;
  for (const part of index) {
    if (part === null) {
      out.shape.push(1);
      out.strides.push(0);
    } else {
      if (typeof part === 'number') out.start += part * strides[axis];
      else {
        out.start += lengthOf(part) > 0 ? part.start * strides[axis] : 0;
        out.shape.push(lengthOf(part));
        out.strides.push(part.step * strides[axis]);
      }
      axis++;
    }
  }
  for (; axis < shape.length; axis++) {
    out.shape.push(shape[axis]);
    out.strides.push(strides[axis]);
  }
  return out;
}

function sliceTensor(a: Tensor, index: readonly IndexPart[]): Tensor {
  const { shape, strides, start } = view(a.shape, index);
  const data = new Float64Array(sizeOf(shape));
  walk(shape, strides, start, (offset, position) => {
    data[position] = a.data[offset];
  });
  return { shape, data };
}

function setSliceTensor(base: Tensor, value: Tensor, index: readonly IndexPart[]): Tensor {
  const { shape, strides, start } = view(base.shape, index);
  const source = stretch(value, shape).data;
  const data = base.data.slice();
  walk(shape, strides, start, (offset, position) => {
    data[offset] = source[position];
  });
  return { shape: base.shape, data };
}

export const slice = defineOp<IndexAttrs>({
  name: 'slice',
  broadcasts: false,
  differentiable: true,
  shape: ([a], { index }) => slicedDims(a, index),
  forward: ([a], { index }) => sliceTensor(a, index),
  vjp: (m, { adjoint, attrs, shapes: [a] }) => [m.on.apply('setSlice', [m.broadcastTo(m.number(0), a), adjoint], attrs)],
  complex: ([a], { index }) => linear(t => sliceTensor(t, index))(a),
  notation: NONE,
  samples: [
    { shapes: [[3, 4]], attrs: { index: [1, { start: 0, stop: 4, step: 1 }] } },
    { shapes: [[3, 4]], attrs: { index: [{ start: 2, stop: -1, step: -1 }, null, { start: 1, stop: 4, step: 2 }] } },
  ],
});

export const setSlice = defineOp<IndexAttrs>({
  name: 'setSlice',
  broadcasts: false,
  differentiable: true,
  shape: ([a, value], { index }) => {
    const part = slicedDims(a, index);
    if ('problem' in part) return part;
    const met = broadcastDims(value, part.dims);
    if ('problem' in met) return met;
    return sizeOf(shapeOf(met.dims)) === sizeOf(shapeOf(part.dims))
      ? shapeFine(a, met.accidents)
      : { problem: 'broadcast', axes: [[], []] };
  },
  forward: ([base, value], { index }) => setSliceTensor(base, value, index),
  vjp: (m, { adjoint, attrs, shapes: [, value] }) => [
    m.on.apply('setSlice', [adjoint, m.number(0)], attrs),
    m.unbroadcast(m.on.apply('slice', [adjoint], attrs), value),
  ],
  complex: ([base, value], { index }) => ({ re: setSliceTensor(base.re, value.re, index), im: setSliceTensor(base.im, value.im, index) }),
  notation: NONE,
  samples: [
    { shapes: [[3, 4], [4]], attrs: { index: [1, { start: 0, stop: 4, step: 1 }] } },
    {
      shapes: [[3, 4], []],
      attrs: {
        index: [
          { start: 0, stop: 2, step: 1 },
          { start: 1, stop: 4, step: 2 },
        ],
      },
    },
  ],
});

interface OffsetAttrs {
  readonly offsets: ArrayLike<number>;
  readonly dims: Dims;
  readonly [key: string]: unknown;
}

function takeTensor(a: Tensor, { offsets, dims }: OffsetAttrs): Tensor {
  const data = new Float64Array(offsets.length);
  for (let i = 0; i < data.length; i++) data[i] = a.data[offsets[i]];
  return { shape: shapeOf(dims), data };
}

function scatterTensor(a: Tensor, { offsets, dims }: OffsetAttrs): Tensor {
  const shape = shapeOf(dims);
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < offsets.length; i++) data[offsets[i]] += a.data[i];
  return { shape, data };
}

/** Entries by flat offset, as fancy indexing reads them. */
export const take = defineOp<OffsetAttrs>({
  name: 'take',
  broadcasts: false,
  differentiable: true,
  shape: (_inputs, { dims }) => shapeFine(dims),
  forward: ([a], attrs) => takeTensor(a, attrs),
  vjp: (m, { adjoint, attrs, shapes: [a] }) => [m.on.apply('scatter', [adjoint], { offsets: attrs.offsets, dims: a })],
  complex: ([a], attrs) => linear(t => takeTensor(t, attrs))(a),
  notation: NONE,
  samples: [{ shapes: [[2, 3]], attrs: { offsets: [0, 4, 4, 2], dims: [numberDim(4)] } }],
});

/** Zeros with entries added at flat offsets: the adjoint of `take`, and what `np.add.at` adds. */
export const scatter = defineOp<OffsetAttrs>({
  name: 'scatter',
  broadcasts: false,
  differentiable: true,
  shape: (_inputs, { dims }) => shapeFine(dims),
  forward: ([a], attrs) => scatterTensor(a, attrs),
  vjp: (m, { adjoint, attrs, shapes: [a] }) => [m.on.apply('take', [adjoint], { offsets: attrs.offsets, dims: a })],
  complex: ([a], attrs) => linear(t => scatterTensor(t, attrs))(a),
  notation: NONE,
  samples: [{ shapes: [[4]], attrs: { offsets: [0, 4, 4, 2], dims: [numberDim(2), numberDim(3)] } }],
});

function putTensor(base: Tensor, value: Tensor, offsets: ArrayLike<number>): Tensor {
  const data = base.data.slice();
  for (let i = 0; i < offsets.length; i++) data[offsets[i]] = value.data[value.data.length === 1 ? 0 : i];
  return { shape: base.shape, data };
}

/** The base with entries replaced at distinct flat offsets. The value is one number or has an entry for each offset. */
export const put = defineOp<{ readonly offsets: ArrayLike<number>; readonly [key: string]: unknown }>({
  name: 'put',
  broadcasts: false,
  differentiable: true,
  shape: ([a, value], { offsets }) => {
    const count = productOf(value).value;
    return count === 1 || count === offsets.length ? shapeFine(a) : { problem: 'broadcast', axes: [[], []] };
  },
  forward: ([base, value], { offsets }) => putTensor(base, value, offsets),
  vjp: (m, { adjoint, attrs: { offsets }, shapes: [, value] }) => {
    const picked = m.on.apply('take', [adjoint], { offsets, dims: [numberDim(offsets.length)] });
    const single = productOf(value).value === 1 && offsets.length !== 1;
    return [m.on.apply('put', [adjoint, m.number(0)], { offsets }), m.reshape(single ? m.sum(picked) : picked, value)];
  },
  complex: ([base, value], { offsets }) => ({ re: putTensor(base.re, value.re, offsets), im: putTensor(base.im, value.im, offsets) }),
  notation: NONE,
  samples: [
    { shapes: [[2, 3], [2]], attrs: { offsets: [1, 5] } },
    { shapes: [[2, 3], []], attrs: { offsets: [1, 5] } },
  ],
});

function choose(mask: Tensor, a: Tensor, b: Tensor): Tensor {
  const result = broadcastAll([mask, a, b].map(t => t.shape.map(numberDim)));
  if ('problem' in result) throw new Error('internal: where of shapes that do not fit');
  const shape = shapeOf(result.dims);
  const [p, x, y] = [mask, a, b].map(t => stretch(t, shape).data);
  return { shape, data: Float64Array.from(p, (on, i) => (on ? x[i] : y[i])) };
}

/** Where the mask is not 0 the second operand, else the third. */
export const where = defineOp({
  name: 'where',
  broadcasts: true,
  differentiable: true,
  shape: broadcastAll,
  forward: ([mask, a, b]) => choose(mask, a, b),
  vjp: (m, { inputs: [mask], adjoint }) => [null, m.where(mask, adjoint, 0), m.where(mask, 0, adjoint)],
  complex: ([mask, a, b]): Complex => ({ re: choose(mask.re, a.re, b.re), im: choose(mask.re, a.im, b.im) }),
  branch: ([mask, a, b]) => choose(mask, { ...a, data: a.data.map(() => 1) }, { ...b, data: b.data.map(() => 0) }).data,
  notation: call('where'),
  samples: [
    {
      shapes: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    },
    { shapes: [[2, 1], [3], []] },
  ],
});

interface ClipAttrs {
  readonly low: number | null;
  readonly high: number | null;
  readonly [key: string]: unknown;
}

const side = (x: number, low: number, high: number): number => (x < low ? -2 : x === low ? -1 : x > high ? 2 : x === high ? 1 : 0);

/** The derivative is 1 between the bounds, bounds included, and 0 outside. */
export const clip = defineOp<ClipAttrs>({
  name: 'clip',
  broadcasts: false,
  differentiable: true,
  shape: ([a]) => shapeFine(a),
  forward: ([a], { low, high }) => ({ shape: a.shape, data: a.data.map(x => Math.min(Math.max(x, low ?? -Infinity), high ?? Infinity)) }),
  vjp: (m, { inputs: [x], adjoint, attrs: { low, high } }) => {
    let g = adjoint;
    if (low !== null) g = m.mul(g, m.greaterEqual(x, low));
    if (high !== null) g = m.mul(g, m.lessEqual(x, high));
    return [g];
  },
  complex: ([a], { low, high }) => {
    const outside = (x: number): boolean => x < (low ?? -Infinity) || x > (high ?? Infinity);
    const re = a.re.data.map(x => Math.min(Math.max(x, low ?? -Infinity), high ?? Infinity));
    const im = a.im.data.map((y, i) => (outside(a.re.data[i]) ? 0 : y));
    return { re: { shape: a.re.shape, data: re }, im: { shape: a.im.shape, data: im } };
  },
  branch: ([a], { low, high }) => a.data.map(x => side(x, low ?? -Infinity, high ?? Infinity)),
  notation: call('clip'),
  samples: [
    { shapes: [[2, 3]], attrs: { low: -0.5, high: 0.5 } },
    { shapes: [[4]], attrs: { low: 0.1, high: null } },
  ],
});
