// Looks into a run without touching it: a second program over copies of the parameters, in which every named value is kept.
import type { Node } from '../core/graph';
import type { Tensor } from '../core/tensor';
import type { Model, Named } from './model';
import { Program } from './program';
import { Examples, type ModelSource } from './source';
import { angle, norm, relativeDifference } from './statistics';

/** More examples than this are not looked at: the picture would not change. */
const MOST_EXAMPLES = 2000;

/** How the two gradients of a parameter compare at one point. */
export interface Comparison {
  readonly name: string;
  /** In degrees; null where one of them is zero. */
  readonly angle: number | null;
  readonly difference: number;
  /** The larger norm of the two. */
  readonly size: number;
}

export class Observer {
  readonly model: Model;
  private readonly program: Program;
  private readonly exact: readonly (Node | null)[];

  constructor(source: ModelSource, examples: Int32Array) {
    // A model that cannot be traced for another number of examples is looked at as it is.
    const some = examples.length > MOST_EXAMPLES ? source.at(MOST_EXAMPLES) : null;
    const which = some ? examples.subarray(0, MOST_EXAMPLES) : examples;
    const model = some ?? source.at(which.length);
    if (!model) throw new Error('internal: no model to observe');
    this.model = model;
    const { rep } = model;
    const data = [...model.inputs, ...model.labels];
    this.exact = model.exact.map(g => g && rep(g));
    const hand = model.hand.flatMap(h => (h ? [rep(h.node)] : []));
    const named = [...model.forward, model.loss].map(n => rep(n.node));
    this.program = new Program({
      parameters: model.parameters.map(p => p.node),
      data: [...data, ...model.masks].map(d => d.node),
      gradients: model.parameters.map(() => null),
      results: [...named, ...hand, ...this.exact.filter(g => g !== null)],
      inputsOf: n => n.inputs.map(rep),
    });
    for (const { name, node } of data) {
      const axis = source.axes.get(name);
      const value = source.data.get(name);
      if (!value) continue;
      if (axis === null || axis === undefined) this.program.valueOf(node).set(value.data);
      else new Examples(value, axis).gather(which, this.program.valueOf(node));
    }
    for (const { node } of model.masks) this.program.valueOf(node).fill(1);
  }

  /** Computes everything at these parameters. */
  look(parameters: readonly Tensor[]): void {
    parameters.forEach(({ data }, i) => {
      this.program.parameterViews[i].data.set(data);
    });
    this.program.run();
  }

  /** A named value as it was when last looked at. */
  value({ node }: Named): Tensor {
    return { shape: node.value.shape, data: this.program.valueOf(this.model.rep(node)) };
  }

  gradient(i: number, which: 'yours' | 'exact'): Float64Array | null {
    const hand = this.model.hand[i];
    const node = which === 'yours' && hand ? this.model.rep(hand.node) : this.exact[i];
    return node ? this.program.valueOf(node) : null;
  }

  /** By parameter that has a gradient of the file's own: how it compares with the exact one at the same point. */
  compare(): Comparison[] {
    return this.model.parameters.flatMap(({ name }, i) => {
      const [yours, exact] = [this.gradient(i, 'yours'), this.gradient(i, 'exact')];
      if (!this.model.hand[i] || !yours || !exact) return [];
      return [{ name, angle: angle(yours, exact), difference: relativeDifference(yours, exact), size: Math.max(norm(yours), norm(exact)) }];
    });
  }
}
