// Builders for families of ops that differ only in a function of one or two numbers.
import { type C, complexOne, complexTwo, real } from '../complexMaths';
import { mapOne, mapTwo } from '../kernels';
import type { Maths } from '../maths';
import { defineOp, type Notation, type Op, type Sample } from '../op';
import type { OpName } from '../opNames';
import { broadcastAll, sameAsFirst } from '../shapeRules';
import type { Shape } from '../tensor';

export const call = (bp: string, python = `np.${bp}`, latex = `\\operatorname{${bp}}`): Notation => ({ kind: 'call', bp, python, latex });
export const infix = (level: number, bp: string, python = bp, latex = bp): Notation => ({ kind: 'infix', level, bp, python, latex });

const PAIRS: readonly (readonly Shape[])[] = [
  [
    [2, 3],
    [2, 3],
  ],
  [
    [2, 3],
    [2, 1],
  ],
  [[3], [2, 3]],
  [[], [2, 2]],
];

interface OneArgument {
  name: OpName;
  f: (x: number) => number;
  /** The adjoint of x, from x, y = f(x) and the adjoint g of y. */
  vjp: <T>(m: Maths<T>, x: T, y: T, g: T) => T;
  complex?: (z: C) => C;
  branch?: (x: number) => number;
  notation: Notation;
  from?: number;
  to?: number;
}

export function one({ name, f, vjp, complex, branch, notation, from, to }: OneArgument): Op {
  return defineOp({
    name,
    broadcasts: false,
    differentiable: true,
    shape: sameAsFirst,
    forward: ([a]) => mapOne(a, f),
    vjp: (m, { inputs: [x], output, adjoint }) => [vjp(m, x, output, adjoint)],
    ...(complex && { complex: ([a]) => complexOne(a, complex, f) }),
    ...(branch && { branch: ([a]) => mapOne(a, branch).data }),
    notation,
    samples: [
      { shapes: [[2, 3]], from, to },
      { shapes: [[]], from, to },
    ],
  });
}

interface TwoArguments {
  name: OpName;
  f: (x: number, y: number) => number;
  vjp: <T>(m: Maths<T>, x: T, y: T, out: T, g: T) => readonly [T, T];
  complex?: (z: C, w: C) => C;
  branch?: (x: number, y: number) => number;
  notation: Notation;
  samples?: readonly Sample<Record<string, unknown>>[];
}

export function two({ name, f, vjp, complex, branch, notation, samples }: TwoArguments): Op {
  return defineOp({
    name,
    broadcasts: true,
    differentiable: true,
    shape: broadcastAll,
    forward: ([a, b]) => mapTwo(a, b, f),
    vjp: (m, { inputs: [x, y], output, adjoint }) => vjp(m, x, y, output, adjoint),
    ...(complex && { complex: ([a, b]) => complexTwo(a, b, complex, f) }),
    ...(branch && { branch: ([a, b]) => mapTwo(a, b, branch).data }),
    notation,
    samples: samples ?? PAIRS.map(shapes => ({ shapes })),
  });
}

/** A 0/1 mask: its derivative is zero wherever it has one. */
export function comparison(name: OpName, f: (x: number, y: number) => boolean, notation: Notation): Op {
  const number = (x: number, y: number): number => (f(x, y) ? 1 : 0);
  return defineOp({
    name,
    broadcasts: true,
    differentiable: false,
    shape: broadcastAll,
    forward: ([a, b]) => mapTwo(a, b, number),
    vjp: () => [null, null],
    complex: ([a, b]) => real(mapTwo(a.re, b.re, number)),
    branch: ([a, b]) => mapTwo(a, b, number).data,
    notation,
    samples: PAIRS.map(shapes => ({ shapes })),
  });
}

/** A step function of one number (sign, floor). */
export function step(name: OpName, f: (x: number) => number, notation: Notation): Op {
  return defineOp({
    name,
    broadcasts: false,
    differentiable: false,
    shape: sameAsFirst,
    forward: ([a]) => mapOne(a, f),
    vjp: () => [null],
    complex: ([a]) => real(mapOne(a.re, f)),
    branch: ([a]) => mapOne(a, f).data,
    notation,
    samples: [{ shapes: [[2, 3]] }],
  });
}
