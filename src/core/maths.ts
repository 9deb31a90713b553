// The algebra that vector-Jacobian products are written in, over numbers (tensors) or over the graph (nodes).
import { type Dim, type Dims, isOne, shapeOf } from './dims';
import type { Attrs } from './op';
import type { OpName } from './opNames';

/** `T` is a tensor when a derivative is evaluated, a node when it is printed or drawn. */
export interface Algebra<T> {
  apply(op: OpName, inputs: readonly T[], attrs?: Attrs): T;
  number(value: number): T;
  dims(value: T): Dims;
}

/** The ops by name, so that a rule reads as the mathematics. */
export class Maths<T> {
  constructor(readonly on: Algebra<T>) {}

  readonly number = (value: number): T => this.on.number(value);
  private readonly lift = (x: T | number): T => (typeof x === 'number' ? this.on.number(x) : x);
  private readonly two =
    (op: OpName) =>
    (a: T | number, b: T | number): T =>
      this.on.apply(op, [this.lift(a), this.lift(b)]);
  private readonly one =
    (op: OpName) =>
    (a: T): T =>
      this.on.apply(op, [a]);

  readonly add = this.two('add');
  readonly sub = this.two('sub');
  readonly mul = this.two('mul');
  readonly div = this.two('div');
  readonly pow = this.two('pow');
  readonly greater = this.two('greater');
  readonly greaterEqual = this.two('greaterEqual');
  readonly less = this.two('less');
  readonly lessEqual = this.two('lessEqual');
  readonly equal = this.two('equal');
  readonly matmul = this.two('matmul');
  readonly neg = this.one('neg');
  readonly exp = this.one('exp');
  readonly log = this.one('log');
  readonly sqrt = this.one('sqrt');
  readonly sign = this.one('sign');
  readonly sin = this.one('sin');
  readonly cos = this.one('cos');
  readonly tanh = this.one('tanh');
  readonly sigmoid = this.one('sigmoid');
  readonly square = this.one('square');

  readonly where = (mask: T, a: T | number, b: T | number): T => this.on.apply('where', [mask, this.lift(a), this.lift(b)]);
  readonly transpose = (a: T, axes?: readonly number[]): T => this.on.apply('transpose', [a], axes ? { axes } : {});
  readonly reshape = (a: T, dims: Dims): T => this.on.apply('reshape', [a], { dims });
  readonly broadcastTo = (a: T, dims: Dims): T => this.on.apply('broadcastTo', [a], { dims });
  readonly sum = (a: T, axes?: readonly number[], keepdims = false): T =>
    this.on.apply('sum', [a], axes ? { axes, keepdims } : { keepdims });

  /** Sums an adjoint back to the shape that broadcasting stretched: the backward of a broadcast is a sum. */
  unbroadcast(adjoint: T, dims: Dims): T {
    const from = this.on.dims(adjoint);
    const lead = from.length - dims.length;
    const axes: number[] = [];
    for (let i = 0; i < from.length; i++) if (i < lead || (stretched(dims[i - lead], from[i]) && from[i].value !== 1)) axes.push(i);
    if (axes.length === 0 && lead === 0) return adjoint;
    const summed = axes.length ? this.sum(adjoint, axes, true) : adjoint;
    return lead > 0 ? this.reshape(summed, dims) : summed;
  }

  /** Puts the axes back that a reduction dropped, so that its adjoint broadcasts over its input. */
  restoreAxes(reduced: T, input: Dims, axes: readonly number[] | undefined, keepdims: boolean): T {
    if (keepdims) return reduced;
    if (!axes) return reduced;
    const gone = new Set(axes.map(a => (a < 0 ? a + input.length : a)));
    const kept: Dim[] = input.map((d, i) => (gone.has(i) ? ONE : d));
    return this.reshape(reduced, kept);
  }
}

const ONE: Dim = { value: 1, key: '1', terms: new Map([['', 1]]) };
const stretched = (small: Dim, large: Dim): boolean => isOne(small) || (small.value === 1 && large.value !== 1);

export const shapeText = (dims: Dims): string => `(${shapeOf(dims).join(', ')}${dims.length === 1 ? ',' : ''})`;
