// What an op is: one object with its forward rule, shape rule, vector-Jacobian product, notation and samples.
import type { Dims } from './dims';
import type { Maths } from './maths';
import type { Shape, Tensor } from './tensor';

/** Plain data only, so that two equal applications can be recognised as one value. */
export type Attrs = Readonly<Record<string, unknown>>;

/** Why shapes do not fit. The front end turns it into words; `axes` are the disagreeing axes of the operands. */
export interface ShapeProblem {
  readonly problem: 'broadcast' | 'inner' | 'rank' | 'axis' | 'reshape' | 'concat' | 'index';
  readonly axes: readonly (readonly number[])[];
  readonly detail?: string;
}

/** Sizes that agree only by value, noticed by a shape rule. */
export interface Accident {
  readonly left: string;
  readonly right: string;
  readonly value: number;
}

export interface ShapeResult {
  readonly dims: Dims;
  readonly accidents: readonly Accident[];
}

export const isProblem = (result: ShapeResult | ShapeProblem): result is ShapeProblem => 'problem' in result;

/** A complex tensor, for the complex-step derivative. */
export interface Complex {
  readonly re: Tensor;
  readonly im: Tensor;
}

/** What a vector-Jacobian product may use: the op's inputs, its output and the adjoint of the output (∂L/∂output). */
export interface At<T, A> {
  readonly inputs: readonly T[];
  readonly output: T;
  readonly adjoint: T;
  readonly attrs: A;
  /** The sizes of each input, and of the output. */
  readonly shapes: readonly Dims[];
  readonly outShape: Dims;
}

/** How an op is written. `level` is the precedence: 1 sum, 2 product, 3 unary, 4 power, 5 postfix, 6 call. */
export type Notation =
  | { readonly kind: 'infix'; readonly level: number; readonly bp: string; readonly python: string; readonly latex: string }
  | { readonly kind: 'prefix'; readonly level: number; readonly bp: string; readonly python: string; readonly latex: string }
  | { readonly kind: 'postfix'; readonly level: number; readonly bp: string; readonly python: string; readonly latex: string }
  | { readonly kind: 'call'; readonly bp: string; readonly python: string; readonly latex: string }
  | { readonly kind: 'none' };

/** Where the table's tests try an op: shapes, attributes, and the interval that values are drawn from. */
export interface Sample<A> {
  readonly shapes: readonly Shape[];
  readonly attrs?: A;
  readonly from?: number;
  readonly to?: number;
}

export interface Op<A extends Attrs = Attrs> {
  readonly name: string;
  /** Elementwise ops broadcast their inputs; autodiff sums adjoints back to each input's shape, in one place. */
  readonly broadcasts: boolean;
  /** False where the derivative is zero almost everywhere (comparisons, sign, floor). */
  readonly differentiable: boolean;
  shape(inputs: readonly Dims[], attrs: A): ShapeResult | ShapeProblem;
  /** The value; the shapes have been checked. */
  forward(inputs: readonly Tensor[], attrs: A): Tensor;
  /** The vector-Jacobian product, written in ops: the adjoint of each input, null where there is none. */
  vjp<T>(m: Maths<T>, at: At<T, A>): readonly (T | null)[];
  /** The complex form, branching on the real part; absent where there is none. */
  complex?(inputs: readonly Complex[], attrs: A): Complex;
  /** Which piece of a piecewise op each entry takes; a change of piece between two points is a kink. */
  branch?(inputs: readonly Tensor[], attrs: A): ArrayLike<number>;
  readonly notation: Notation;
  readonly samples: readonly Sample<A>[];
}

/** Types an op by its attributes while the table stores it by the general type. */
export const defineOp = <A extends Attrs>(op: Op<A>): Op => op as unknown as Op;
