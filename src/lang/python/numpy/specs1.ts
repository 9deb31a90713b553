// The table of elementwise functions of one argument.
import type { Result, Spec1, Trace1 } from './elementwise';
import * as loops from './kernels/unary';
import { type Loop1, loop1 } from './kernels/unary';
import { tape } from './specs';

type One = (x: number) => number;

const looped = (name: string, result: Result, loop: Loop1, trace: Trace1 | null): Spec1 => ({ name, result, loop, trace });
const spec = (name: string, result: Result, one: One, trace: Trace1 | null): Spec1 => looped(name, result, loop1(one), trace);

/** Halves go to the even neighbour, as in NumPy. */
export function roundEven(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  if (rest < 0.5) return down === 0 && x < 0 ? -0 : down;
  if (rest > 0.5) return down + 1 === 0 ? -0 : down + 1;
  return down % 2 === 0 ? down : down + 1 === 0 ? -0 : down + 1;
}

const scaled =
  (op: 'exp' | 'log', factor: number): Trace1 =>
  (rt, x) => {
    const t = tape(rt);
    return op === 'exp' ? t('exp', t('mul', x, factor)) : t('div', t('log', x), factor);
  };

const times =
  (factor: number): Trace1 =>
  (rt, x) =>
    tape(rt)('mul', x, factor);

const arcsin: Trace1 = (rt, x) => {
  const t = tape(rt);
  return t('arctan', t('div', x, t('sqrt', t('sub', 1, t('square', x)))));
};

const truncate: Trace1 = (rt, x) => {
  const t = tape(rt);
  return t('mul', t('sign', x), t('floor', t('abs', x)));
};

const DEGREE = Math.PI / 180;
const sign = (x: number): number => (x > 0 ? 1 : x < 0 ? -1 : x === 0 ? 0 : Number.NaN);

const LIST: readonly Spec1[] = [
  looped('negative', 'same', loops.negLoop, 'neg'),
  spec(
    'positive',
    'same',
    x => x,
    (_rt, x) => x,
  ),
  looped('absolute', 'same', loops.absLoop, 'abs'),
  looped('fabs', 'float', loops.absLoop, 'abs'),
  spec('sign', 'same', sign, 'sign'),
  looped('sqrt', 'float', loops.sqrtLoop, 'sqrt'),
  looped('square', 'same', loops.squareLoop, 'square'),
  spec('cbrt', 'float', Math.cbrt, (rt, x) => {
    const t = tape(rt);
    return t('mul', t('sign', x), t('pow', t('abs', x), 1 / 3));
  }),
  spec(
    'reciprocal',
    'same',
    x => 1 / x,
    (rt, x) => tape(rt)('div', 1, x),
  ),
  looped('exp', 'float', loops.expLoop, 'exp'),
  spec('exp2', 'float', x => 2 ** x, scaled('exp', Math.LN2)),
  spec('expm1', 'float', Math.expm1, 'expm1'),
  looped('log', 'float', loops.logLoop, 'log'),
  spec('log2', 'float', Math.log2, scaled('log', Math.LN2)),
  spec('log10', 'float', Math.log10, scaled('log', Math.LN10)),
  spec('log1p', 'float', Math.log1p, 'log1p'),
  spec('sin', 'float', Math.sin, 'sin'),
  spec('cos', 'float', Math.cos, 'cos'),
  spec('tan', 'float', Math.tan, 'tan'),
  spec('arcsin', 'float', Math.asin, arcsin),
  spec('arccos', 'float', Math.acos, (rt, x) => tape(rt)('sub', Math.PI / 2, (arcsin as (r: typeof rt, n: typeof x) => typeof x)(rt, x))),
  spec('arctan', 'float', Math.atan, 'arctan'),
  spec('sinh', 'float', Math.sinh, 'sinh'),
  spec('cosh', 'float', Math.cosh, 'cosh'),
  looped('tanh', 'float', loops.tanhLoop, 'tanh'),
  spec('arcsinh', 'float', Math.asinh, (rt, x) => {
    const t = tape(rt);
    return t('log', t('add', x, t('sqrt', t('add', t('square', x), 1))));
  }),
  spec('arccosh', 'float', Math.acosh, (rt, x) => {
    const t = tape(rt);
    return t('log', t('add', x, t('sqrt', t('sub', t('square', x), 1))));
  }),
  spec('arctanh', 'float', Math.atanh, (rt, x) => {
    const t = tape(rt);
    return t('mul', 0.5, t('log', t('div', t('add', 1, x), t('sub', 1, x))));
  }),
  spec('floor', 'same', Math.floor, 'floor'),
  spec('ceil', 'same', Math.ceil, (rt, x) => tape(rt)('neg', tape(rt)('floor', tape(rt)('neg', x)))),
  spec('trunc', 'same', Math.trunc, truncate),
  spec('fix', 'same', Math.trunc, truncate),
  spec('rint', 'same', roundEven, (rt, x) => tape(rt)('floor', tape(rt)('add', x, 0.5))),
  spec(
    'isnan',
    'bool',
    x => (Number.isNaN(x) ? 1 : 0),
    (rt, x) => tape(rt)('notEqual', x, x),
  ),
  spec(
    'isinf',
    'bool',
    x => (Math.abs(x) === Infinity ? 1 : 0),
    (rt, x) => tape(rt)('equal', tape(rt)('abs', x), Infinity),
  ),
  spec(
    'isfinite',
    'bool',
    x => (Number.isFinite(x) ? 1 : 0),
    (rt, x) => tape(rt)('less', tape(rt)('abs', x), Infinity),
  ),
  spec(
    'isposinf',
    'bool',
    x => (x === Infinity ? 1 : 0),
    (rt, x) => tape(rt)('equal', x, Infinity),
  ),
  spec(
    'isneginf',
    'bool',
    x => (x === -Infinity ? 1 : 0),
    (rt, x) => tape(rt)('equal', x, -Infinity),
  ),
  spec(
    'signbit',
    'bool',
    x => (x < 0 || Object.is(x, -0) ? 1 : 0),
    (rt, x) => tape(rt)('less', x, 0),
  ),
  spec(
    'logical_not',
    'bool',
    x => (x === 0 ? 1 : 0),
    (rt, x) => tape(rt)('equal', x, 0),
  ),
  spec(
    'invert',
    'same',
    x => ~x,
    (rt, x) => tape(rt)('sub', -1, x),
  ),
  spec('deg2rad', 'float', x => x * DEGREE, times(DEGREE)),
  spec('rad2deg', 'float', x => x / DEGREE, times(1 / DEGREE)),
  spec(
    'conjugate',
    'same',
    x => x,
    (_rt, x) => x,
  ),
  spec(
    'sinc',
    'float',
    x => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)),
    (rt, x) => {
      const t = tape(rt);
      const y = t('mul', Math.PI, t('where', t('equal', x, 0), 1e-20, x));
      return t('div', t('sin', y), y);
    },
  ),
  spec('spacing', 'float', x => 2 ** (Math.floor(Math.log2(Math.abs(x))) - 52), null),
];

/** Every function of one argument by its NumPy name. */
export const SPECS1: Readonly<Record<string, Spec1>> = Object.fromEntries(LIST.map(each => [each.name, each]));
