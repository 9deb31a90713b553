// The table of elementwise functions of two arguments: types, loops, and how each is written in the graph.
import type { Node } from '../../../core/graph';
import type { OpName } from '../../../core/opNames';
import type { Runtime } from '../runtime';
import type { Result, Spec2, Trace2 } from './elementwise';
import * as loops from './kernels/loops';
import { type Loop2, loop2 } from './kernels/loops';
import { constantNode, record } from './lens';

/** Applies ops one after the other, without places of their own in the source. */
export function tape(rt: Runtime): (op: OpName, ...inputs: (Node | number)[]) => Node {
  return (op, ...inputs) =>
    record(
      rt,
      op,
      inputs.map(x => (typeof x === 'number' ? constantNode(rt, x) : x)),
    )!;
}

/** Python's and NumPy's remainder: it has the divisor's sign. */
export function remainder(x: number, y: number): number {
  if (y === 0) return Number.NaN;
  if (!Number.isFinite(y)) return Number.isFinite(x) ? (x === 0 || x < 0 === y < 0 ? x : y) : Number.NaN;
  const r = x % y;
  if (r === 0) return y < 0 ? -0 : 0;
  return r < 0 !== y < 0 ? r + y : r;
}

export function floorDivide(x: number, y: number): number {
  if (y === 0) return x / y;
  const r = remainder(x, y);
  if (!Number.isFinite(y) || !Number.isFinite(x)) return Math.floor(x / y);
  const quotient = (x - r) / y;
  if (quotient === 0) return x / y < 0 ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

const wholeDivide = (x: number, y: number): number => (y === 0 ? 0 : Math.floor(x / y) + 0);
const wholeRemainder = (x: number, y: number): number => (y === 0 ? 0 : ((x % y) + y) % y);

function wholePower(x: number, y: number): number {
  let result = 1;
  for (let base = x, n = y; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result *= base;
    base *= base;
  }
  return result;
}

/** x ** y with the exponents that people write computed exactly as NumPy does. */
function power(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 1) return x;
  if (y === 0.5) return Math.sqrt(x);
  if (x === 1 || y === 0) return 1;
  if (x === -1 && !Number.isFinite(y)) return Number.isNaN(y) ? y : 1;
  return x ** y;
}

const powerLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  if (yRow === 0 && yStep === 0) {
    const e = y[yAt];
    for (let i = 0, o = outAt; i < n; i++, xAt += xRow)
      for (let j = 0, p = xAt; j < m; j++, p += xStep) {
        const v = x[p];
        out[o++] = e === 2 ? v * v : e === 3 ? v ** 3 : power(v, e);
      }
    return;
  }
  general(n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt);
};
const general = loop2(power);

const big = (f: (x: bigint, y: bigint) => bigint) => (x: number, y: number) => Number(BigInt.asIntN(64, f(BigInt(x), BigInt(y))));
const small = (x: number): boolean => (x | 0) === x;

const bitAnd = (x: number, y: number): number => (small(x) && small(y) ? x & y : big((p, q) => p & q)(x, y));
const bitOr = (x: number, y: number): number => (small(x) && small(y) ? x | y : big((p, q) => p | q)(x, y));
const bitXor = (x: number, y: number): number => (small(x) && small(y) ? x ^ y : big((p, q) => p ^ q)(x, y));
const shiftLeft = (x: number, y: number): number => (y < 0 || y > 63 ? 0 : big((p, q) => p << q)(x, y));
const shiftRight = (x: number, y: number): number => Math.floor(x / 2 ** y);

function gcd(x: number, y: number): number {
  let [a, b] = [Math.abs(x), Math.abs(y)];
  while (b) [a, b] = [b, a % b];
  return a;
}

function logaddexp(x: number, y: number): number {
  if (x === y) return x + Math.LN2;
  const top = Math.max(x, y);
  return Number.isNaN(x + y) ? Number.NaN : top + Math.log1p(Math.exp(-Math.abs(x - y)));
}

function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y) || x === y) return y;
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (y > x === x > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

const both = (x: number, y: number): number => (x !== 0 && y !== 0 ? 1 : 0);
const either = (x: number, y: number): number => (x !== 0 || y !== 0 ? 1 : 0);
const xor = (x: number, y: number): number => ((x !== 0) !== (y !== 0) ? 1 : 0);

/** Any number as a mask, in the graph. */
const mask = (rt: Runtime, x: Node): Node => {
  const { data } = x.value;
  return data.every(v => v === 0 || v === 1) ? x : tape(rt)('notEqual', x, 0);
};

const floored: Trace2 = (rt, x, y) => {
  const quotient = record(rt, 'div', [x, y], undefined, rt.uses);
  return quotient && tape(rt)('floor', quotient);
};

/** x² and √x for the exponents 2 and ½: their derivatives are simpler, and read as they are written. */
const tracePower: Trace2 = (rt, x, y) => {
  const e = y.op === 'leaf' && y.attrs.origin === 'constant' && y.dims.length === 0 ? y.value.data[0] : Number.NaN;
  if (e === 2) return record(rt, 'square', [x], undefined, rt.uses);
  if (e === 0.5) return record(rt, 'sqrt', [x], undefined, rt.uses);
  return record(rt, 'pow', [x, y], undefined, rt.uses);
};

interface More {
  readonly whole?: (x: number, y: number) => number;
  readonly truth?: Loop2 | null;
  readonly identity?: number;
  readonly loop?: Loop2;
}

function spec(name: string, result: Result, one: (x: number, y: number) => number, trace: Trace2 | null, more: More = {}): Spec2 {
  const { whole, truth, identity, loop } = more;
  return {
    name,
    result,
    one,
    loop: loop ?? loop2(one),
    trace,
    ...(whole && { whole: loop2(whole) }),
    ...(truth !== undefined && { truth }),
    ...(identity !== undefined && { identity }),
  };
}

const truth = (f: (x: boolean, y: boolean) => boolean) => (x: number, y: number) => (f(x !== 0, y !== 0) ? 1 : 0);

const LIST: readonly Spec2[] = [
  spec('add', 'same', (x, y) => x + y, 'add', { loop: loops.addLoop, truth: loop2(either), identity: 0 }),
  spec('subtract', 'same', (x, y) => x - y, 'sub', { loop: loops.subLoop, truth: null }),
  spec('multiply', 'same', (x, y) => x * y, 'mul', { loop: loops.mulLoop, truth: loop2(both), identity: 1 }),
  spec('divide', 'float', (x, y) => x / y, 'div', { loop: loops.divLoop }),
  spec('floor_divide', 'same', floorDivide, floored, { whole: wholeDivide }),
  spec(
    'remainder',
    'same',
    remainder,
    (rt, x, y) => {
      const quotient = floored(rt, x, y);
      return quotient && tape(rt)('sub', x, tape(rt)('mul', y, quotient));
    },
    { whole: wholeRemainder },
  ),
  spec('fmod', 'same', (x, y) => x % y, null, { whole: (x, y) => (y === 0 ? 0 : (x % y) + 0) }),
  spec('power', 'same', power, tracePower, { loop: powerLoop, whole: wholePower }),
  spec('float_power', 'float', power, tracePower, { loop: powerLoop }),
  spec('maximum', 'same', (x, y) => (x >= y || Number.isNaN(x) ? x : y), 'maximum', { loop: loops.maximumLoop }),
  spec('minimum', 'same', (x, y) => (x <= y || Number.isNaN(x) ? x : y), 'minimum', { loop: loops.minimumLoop }),
  spec('fmax', 'same', (x, y) => (x >= y || Number.isNaN(y) ? x : y), 'maximum'),
  spec('fmin', 'same', (x, y) => (x <= y || Number.isNaN(y) ? x : y), 'minimum'),
  spec('greater', 'bool', (x, y) => (x > y ? 1 : 0), 'greater', { loop: loops.greaterLoop }),
  spec('greater_equal', 'bool', (x, y) => (x >= y ? 1 : 0), 'greaterEqual', { loop: loops.greaterEqualLoop }),
  spec('less', 'bool', (x, y) => (x < y ? 1 : 0), 'less', { loop: loops.lessLoop }),
  spec('less_equal', 'bool', (x, y) => (x <= y ? 1 : 0), 'lessEqual', { loop: loops.lessEqualLoop }),
  spec('equal', 'bool', (x, y) => (x === y ? 1 : 0), 'equal', { loop: loops.equalLoop }),
  spec('not_equal', 'bool', (x, y) => (x !== y ? 1 : 0), 'notEqual', { loop: loops.notEqualLoop }),
  spec('logical_and', 'bool', both, (rt, x, y) => record(rt, 'mul', [mask(rt, x), mask(rt, y)], undefined, rt.uses), { identity: 1 }),
  spec('logical_or', 'bool', either, (rt, x, y) => record(rt, 'maximum', [mask(rt, x), mask(rt, y)], undefined, rt.uses), { identity: 0 }),
  spec('logical_xor', 'bool', xor, (rt, x, y) => record(rt, 'notEqual', [mask(rt, x), mask(rt, y)], undefined, rt.uses), { identity: 0 }),
  spec('bitwise_and', 'same', bitAnd, (rt, x, y) => record(rt, 'mul', [x, y], undefined, rt.uses), {
    truth: loop2(truth((x, y) => x && y)),
  }),
  spec('bitwise_or', 'same', bitOr, (rt, x, y) => record(rt, 'maximum', [x, y], undefined, rt.uses), {
    truth: loop2(truth((x, y) => x || y)),
  }),
  spec('bitwise_xor', 'same', bitXor, (rt, x, y) => record(rt, 'notEqual', [x, y], undefined, rt.uses), { truth: loop2(xor) }),
  spec('left_shift', 'same', shiftLeft, null),
  spec('right_shift', 'same', shiftRight, null),
  // The branch with x < 0 lies half a turn away.
  spec('arctan2', 'float', Math.atan2, (rt, y, x) => {
    const t = tape(rt);
    const number = (value: number): Node => rt.recorder!.graph.constant(value);
    const side = t('sub', t('mul', number(2), t('greaterEqual', y, number(0))), number(1));
    return t('add', t('arctan', t('div', y, x)), t('mul', t('mul', number(Math.PI), t('less', x, number(0))), side));
  }),
  spec('hypot', 'float', Math.hypot, (rt, x, y) => {
    const t = tape(rt);
    return t('sqrt', t('add', t('square', x), t('square', y)));
  }),
  spec('logaddexp', 'float', logaddexp, (rt, x, y) => {
    const t = tape(rt);
    return t('add', t('maximum', x, y), t('log1p', t('exp', t('neg', t('abs', t('sub', x, y))))));
  }),
  spec(
    'copysign',
    'float',
    (x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x)),
    (rt, x, y) => {
      const t = tape(rt);
      return t('mul', t('abs', x), t('sub', t('mul', 2, t('greaterEqual', y, 0)), 1));
    },
  ),
  spec(
    'heaviside',
    'float',
    (x, y) => (x < 0 ? 0 : x > 0 ? 1 : x === 0 ? y : Number.NaN),
    (rt, x, y) => {
      const t = tape(rt);
      return t('where', t('equal', x, 0), y, t('greater', x, 0));
    },
  ),
  spec('nextafter', 'float', nextAfter, null),
  spec('gcd', 'same', gcd, null),
  spec('lcm', 'same', (x, y) => (x === 0 || y === 0 ? 0 : Math.abs(x * y) / gcd(x, y)), null),
  spec(
    'ldexp',
    'float',
    (x, y) => x * 2 ** y,
    (rt, x, y) => tape(rt)('mul', x, tape(rt)('pow', 2, y)),
  ),
];

/** Every function of two arguments by its NumPy name. */
export const SPECS2: Readonly<Record<string, Spec2>> = Object.fromEntries(LIST.map(each => [each.name, each]));

export const OPERATORS: Readonly<Record<string, Spec2>> = {
  '+': SPECS2.add,
  '-': SPECS2.subtract,
  '*': SPECS2.multiply,
  '/': SPECS2.divide,
  '//': SPECS2.floor_divide,
  '%': SPECS2.remainder,
  '**': SPECS2.power,
  '&': SPECS2.bitwise_and,
  '|': SPECS2.bitwise_or,
  '^': SPECS2.bitwise_xor,
  '<<': SPECS2.left_shift,
  '>>': SPECS2.right_shift,
  '<': SPECS2.less,
  '<=': SPECS2.less_equal,
  '>': SPECS2.greater,
  '>=': SPECS2.greater_equal,
  '==': SPECS2.equal,
  '!=': SPECS2.not_equal,
};
