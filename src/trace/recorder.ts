// Builds a trace while a front end evaluates: sites, applications, bindings, and a way on after a shape error.
import { type Dims, dimsOf, shapeOf } from '../core/dims';
import { Graph, isNode, type LeafOrigin, type Node } from '../core/graph';
import type { Attrs, ShapeProblem } from '../core/op';
import type { OpName } from '../core/opNames';
import { type Shape, sameShape, type Tensor, zeros } from '../core/tensor';
import type { Range } from '../report/report';
import type { Binding, Call, Hole } from './trace';

/** A computation to try in place of one whose shapes do not fit; each is named by what it changes. */
export interface Variant {
  readonly change: 'transpose-left' | 'transpose-right' | 'transpose-both' | 'swap' | 'elementwise' | 'product' | 'transpose-result';
  readonly node: Node;
}

export class Recorder {
  readonly graph = new Graph();
  readonly bindings: Binding[] = [];
  readonly calls: Call[] = [{ id: 0, name: '', parent: -1, site: 0 }];
  readonly holes: Hole[] = [];
  readonly guards: Node[] = [];
  private readonly ranges: (Range | null)[] = [null];
  private readonly latest = new Map<string, Binding>();

  /** A number that stands for a place in the source. */
  site(range: Range | null): number {
    return this.ranges.push(range) - 1;
  }

  range(site: number): Range | null {
    return this.ranges[site] ?? null;
  }

  leaf(value: Tensor, origin: LeafOrigin, site = 0, dims?: Dims): Node {
    return this.graph.leaf(value, origin, site, dims);
  }

  bind(binding: Binding): void {
    this.bindings.push(binding);
    this.latest.set(binding.short, binding);
  }

  /** The shape that a target must have when it is named as a gradient of a known variable: dW2 has W2's. */
  expected(target: string): Dims | null {
    const of = /^d_?([A-Za-z]\w*)$/.exec(target)?.[1];
    return of ? (this.latest.get(of)?.node.dims ?? null) : null;
  }

  /** Applies an op; where the shapes do not fit, records a hole and goes on with what was probably meant. Null: nothing fits. */
  apply(
    op: OpName,
    inputs: readonly Node[],
    attrs: Attrs,
    at: { site: number; uses: readonly number[]; statement: number; call: number; target: string },
  ): Node | null {
    const result = this.graph.apply(op, inputs, attrs, at.site, at.uses);
    if (isNode(result)) return result;
    return this.hole(op, inputs, attrs, result, at);
  }

  private hole(
    op: OpName,
    inputs: readonly Node[],
    attrs: Attrs,
    problem: ShapeProblem,
    at: { site: number; uses: readonly number[]; statement: number; call: number; target: string },
  ): Node | null {
    const expected = this.expected(at.target);
    const variant = this.variants(op, inputs, attrs, expected ? shapeOf(expected) : null)[0];
    const dims = variant?.node.dims ?? expected ?? inputs.find(n => n.dims.length > 0)?.dims ?? dimsOf([]);
    const value = variant?.node.value ?? zeros(shapeOf(dims));
    const made = { wanted: op, attrs, dims, change: variant?.change ?? null, stands: variant !== undefined };
    const node = this.graph.push('hole', variant ? [...inputs, variant.node] : inputs, made, value, dims, at.site, at.uses);
    this.holes.push({ node, wanted: op, problem, site: at.site, statement: at.statement, call: at.call });
    return node;
  }

  /** What fits instead, simplest first; those with the expected shape before the others. */
  private variants(op: OpName, inputs: readonly Node[], attrs: Attrs, expected: Shape | null): Variant[] {
    if (inputs.length !== 2) return [];
    const found: Variant[] = [];
    const attempt = (change: Variant['change'], name: OpName, operands: readonly Node[]): void => {
      const result = this.graph.apply(name, operands, attrs);
      if (isNode(result)) found.push({ change, node: result });
    };
    const flip = (n: Node): Node => this.graph.apply('transpose', [n]) as Node;
    const [a, b] = inputs;
    attempt('transpose-right', op, [a, flip(b)]);
    attempt('transpose-left', op, [flip(a), b]);
    if (op === 'matmul') {
      attempt('swap', op, [b, a]);
      attempt('transpose-both', op, [flip(a), flip(b)]);
      attempt('elementwise', 'mul', [a, b]);
    } else if (op === 'mul') attempt('product', 'matmul', [a, b]);
    const fits = (v: Variant): boolean => expected !== null && sameShape(shapeOf(v.node.dims), expected);
    return [...found.filter(fits), ...found.filter(v => !fits(v))];
  }
}
