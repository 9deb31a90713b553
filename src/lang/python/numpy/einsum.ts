// Einstein sums and tensor products: as stacked matrix products where that is what they are.
import { opTable } from '../../../core/opTable';
import { PyError, type Runtime } from '../runtime';
import { PyOpaque, type PyValue } from '../values';
import { asIndex, normalAxis, operand } from './convert';
import { promote } from './dtypes';
import { arrayNode, traced, unknown } from './lens';
import { arrayOver, type NDArray, shapeText, sizeOf, tensorOf } from './ndarray';
import { matmul } from './products';
import { rawShape, reshape, transpose } from './shapes';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Fills in the output of an implicit einsum, and letters for an ellipsis. */
function explicitSpec(spec: string, arrays: readonly NDArray[]): string {
  const [left, given] = spec.replaceAll(' ', '').split('->');
  const parts = left.split(',');
  if (parts.length !== arrays.length)
    throw new PyError(
      'ValueError',
      parts.length < arrays.length
        ? 'more operands provided to einstein sum function than specified in the subscripts string'
        : 'fewer operands provided to einstein sum function than specified in the subscripts string',
    );
  const free = [...LETTERS].filter(letter => !spec.includes(letter)).reverse();
  const wide = Math.max(0, ...parts.map((p, i) => (p.includes('...') ? arrays[i].shape.length - (p.length - 3) : 0)));
  const dots = free.slice(0, wide).join('');
  const own = parts.map((p, i) => p.replace('...', () => dots.slice(wide - (arrays[i].shape.length - (p.length - 3)))));
  own.forEach((p, i) => {
    if (p.length !== arrays[i].shape.length)
      throw new PyError(
        'ValueError',
        p.length > arrays[i].shape.length
          ? `einstein sum subscripts string contains too many subscripts for operand ${i}`
          : `operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.`,
      );
  });
  return `${own.join(',')}->${given === undefined ? implicitOutput(own, dots) : given.replace('...', dots)}`;
}

function implicitOutput(parts: readonly string[], dots: string): string {
  const all = parts.join('');
  const once = [...new Set(all)].filter(letter => !dots.includes(letter) && [...all].filter(l => l === letter).length === 1);
  return dots + once.sort().join('');
}

export function einsum(rt: Runtime, spec: string, operands: readonly PyValue[]): PyValue {
  if (operands.some(each => each instanceof PyOpaque)) return unknown();
  const arrays = operands.map(each => operand(rt, each));
  const full = explicitSpec(spec, arrays);
  const dtype = arrays.map(a => a.dtype).reduce(promote);
  const scalar = full.endsWith('->');
  if (rt.recorder)
    return traced(
      rt,
      'einsum',
      arrays.map(a => arrayNode(rt, a)),
      { spec: full },
      dtype,
      scalar,
      rt.uses.slice(1),
    );
  const product = asMatrixProduct(rt, full, arrays);
  if (product) return product;
  checkSizes(full, arrays);
  const out = opTable.einsum.forward(arrays.map(tensorOf), { spec: full });
  const made = arrayOver(out.data, out.shape, dtype);
  made.scalar = scalar;
  return made;
}

/** Two operands, each letter once in each: stacked matrix products of the axes in another order. */
function asMatrixProduct(rt: Runtime, spec: string, arrays: readonly NDArray[]): PyValue | null {
  const [inputs, output] = spec.split('->');
  const [p, q] = inputs.split(',').map(letters => [...letters]);
  if (arrays.length !== 2 || [p, q].some(letters => new Set(letters).size !== letters.length)) return null;
  const batch = p.filter(l => q.includes(l) && output.includes(l));
  const inner = p.filter(l => q.includes(l) && !output.includes(l));
  const left = p.filter(l => !q.includes(l));
  const right = q.filter(l => !p.includes(l));
  if (inner.length === 0 || [...left, ...right].some(l => !output.includes(l))) return null;
  const sizeIn = (letters: readonly string[], a: NDArray, wanted: readonly string[]): number[] =>
    wanted.map(l => a.shape[letters.indexOf(l)]);
  const [x, y] = arrays;
  const [b, k] = [sizeIn(p, x, batch), sizeIn(p, x, inner)];
  if ([...batch, ...inner].some((l, i) => y.shape[q.indexOf(l)] !== [...b, ...k][i])) return null;
  const grouped = (a: NDArray, letters: readonly string[], order: readonly string[], shape: readonly number[]): NDArray =>
    reshape(
      rt,
      transpose(
        rt,
        a,
        order.map(l => letters.indexOf(l)),
      ),
      shape,
    ) as NDArray;
  const [n, m] = [sizeIn(p, x, left), sizeIn(q, y, right)];
  const first = grouped(x, p, [...batch, ...left, ...inner], [...b, sizeOf(n), sizeOf(k)]);
  const second = grouped(y, q, [...batch, ...inner, ...right], [...b, sizeOf(k), sizeOf(m)]);
  const product = reshape(rt, matmul(rt, first, second) as NDArray, [...b, ...n, ...m]) as NDArray;
  const made = [...batch, ...left, ...right];
  const result = transpose(
    rt,
    product,
    [...output].map(l => made.indexOf(l)),
  );
  result.scalar = output === '';
  return result;
}

function checkSizes(spec: string, arrays: readonly NDArray[]): void {
  const sizes = new Map<string, number>();
  spec
    .split('->')[0]
    .split(',')
    .forEach((letters, i) => {
      [...letters].forEach((letter, axis) => {
        const n = arrays[i].shape[axis];
        const known = sizes.get(letter);
        if (known !== undefined && known !== n)
          throw new PyError(
            'ValueError',
            `operands could not be broadcast together with remapped shapes [original->remapped]: ${arrays.map(a => `${shapeText(a.shape)}->${shapeText(a.shape)}`).join(' ')} `,
          );
        sizes.set(letter, n);
      });
    });
}

export function tensordot(rt: Runtime, a: PyValue, b: PyValue, axes: PyValue): PyValue {
  if (a instanceof PyOpaque || b instanceof PyOpaque) return unknown();
  const [x, y] = [operand(rt, a), operand(rt, b)];
  const count = asIndex(axes);
  const pairs = count === null ? [...rt.iterate(axes)].map(each => rawShape(rt, each)) : null;
  const left = (pairs ? pairs[0] : Array.from({ length: count! }, (_, i) => x.shape.length - count! + i)).map(i =>
    normalAxis(i, x.shape.length),
  );
  const right = (pairs ? pairs[1] : Array.from({ length: count! }, (_, i) => i)).map(i => normalAxis(i, y.shape.length));
  if (!rt.recorder && left.some((axis, i) => x.shape[axis] !== y.shape[right[i]]))
    throw new PyError('ValueError', 'shape-mismatch for sum');
  const first = [...LETTERS.slice(0, x.shape.length)];
  const second = [...LETTERS.slice(x.shape.length, x.shape.length + y.shape.length)];
  left.forEach((axis, i) => {
    second[right[i]] = first[axis];
  });
  const output = [...first.filter((_, i) => !left.includes(i)), ...second.filter((_, i) => !right.includes(i))];
  return einsum(rt, `${first.join('')},${second.join('')}->${output.join('')}`, [x, y]);
}
