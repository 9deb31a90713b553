// The ops of arithmetic, element by element with broadcasting.
import { cdiv, cmul, cpow } from '../complexMaths';
import { call, comparison, infix, one, two } from './build';

export const add = two({
  name: 'add',
  f: (x, y) => x + y,
  vjp: (_m, _x, _y, _out, g) => [g, g],
  complex: (z, w) => [z[0] + w[0], z[1] + w[1]],
  notation: infix(1, '+'),
});

export const sub = two({
  name: 'sub',
  f: (x, y) => x - y,
  vjp: (m, _x, _y, _out, g) => [g, m.neg(g)],
  complex: (z, w) => [z[0] - w[0], z[1] - w[1]],
  notation: infix(1, '-'),
});

export const mul = two({
  name: 'mul',
  f: (x, y) => x * y,
  vjp: (m, x, y, _out, g) => [m.mul(g, y), m.mul(g, x)],
  complex: cmul,
  notation: infix(2, '*', '*', '\\odot'),
});

export const div = two({
  name: 'div',
  f: (x, y) => x / y,
  vjp: (m, x, y, _out, g) => [m.div(g, y), m.neg(m.div(m.mul(g, x), m.square(y)))],
  complex: cdiv,
  notation: infix(2, '/'),
  samples: [
    {
      shapes: [
        [2, 3],
        [2, 3],
      ],
      from: 0.5,
      to: 2,
    },
    {
      shapes: [
        [2, 3],
        [2, 1],
      ],
      from: 0.5,
      to: 2,
    },
    { shapes: [[3], [2, 3]], from: 0.5, to: 2 },
  ],
});

/** ∂xʸ/∂x = y·xʸ⁻¹ and ∂xʸ/∂y = xʸ·log x, the latter only where x > 0 has a logarithm. */
export const pow = two({
  name: 'pow',
  f: (x, y) => x ** y,
  vjp: (m, x, y, out, g) => {
    const positive = m.greater(x, 0);
    return [m.mul(g, m.mul(y, m.pow(x, m.sub(y, 1)))), m.where(positive, m.mul(g, m.mul(out, m.log(m.where(positive, x, 1)))), 0)];
  },
  complex: cpow,
  notation: infix(4, '^', '**', '^'),
  samples: [
    {
      shapes: [
        [2, 3],
        [2, 3],
      ],
      from: 0.5,
      to: 2,
    },
    { shapes: [[2, 3], []], from: 0.5, to: 3 },
  ],
});

/** At a tie the left operand takes the derivative. */
export const maximum = two({
  name: 'maximum',
  f: (x, y) => (x >= y || Number.isNaN(x) ? x : y),
  vjp: (m, x, y, _out, g) => [m.mul(g, m.greaterEqual(x, y)), m.mul(g, m.less(x, y))],
  complex: (z, w) => (z[0] >= w[0] ? z : w),
  branch: (x, y) => Math.sign(x - y),
  notation: call('maximum', 'np.maximum', '\\max'),
});

export const minimum = two({
  name: 'minimum',
  f: (x, y) => (x <= y || Number.isNaN(x) ? x : y),
  vjp: (m, x, y, _out, g) => [m.mul(g, m.lessEqual(x, y)), m.mul(g, m.greater(x, y))],
  complex: (z, w) => (z[0] <= w[0] ? z : w),
  branch: (x, y) => Math.sign(x - y),
  notation: call('minimum', 'np.minimum', '\\min'),
});

export const neg = one({
  name: 'neg',
  f: x => -x,
  vjp: (m, _x, _y, g) => m.neg(g),
  complex: z => [-z[0], -z[1]],
  notation: { kind: 'prefix', level: 3, bp: '-', python: '-', latex: '-' },
});

export const square = one({
  name: 'square',
  f: x => x * x,
  vjp: (m, x, _y, g) => m.mul(m.mul(g, 2), x),
  complex: z => cmul(z, z),
  notation: { kind: 'postfix', level: 4, bp: '²', python: '**2', latex: '^{2}' },
});

export const greater = comparison('greater', (x, y) => x > y, infix(0, '>'));
export const greaterEqual = comparison('greaterEqual', (x, y) => x >= y, infix(0, '>=', '>=', '\\ge'));
export const less = comparison('less', (x, y) => x < y, infix(0, '<'));
export const lessEqual = comparison('lessEqual', (x, y) => x <= y, infix(0, '<=', '<=', '\\le'));
export const equal = comparison('equal', (x, y) => x === y, infix(0, '==', '==', '='));
export const notEqual = comparison('notEqual', (x, y) => x !== y, infix(0, '!=', '!=', '\\ne'));
