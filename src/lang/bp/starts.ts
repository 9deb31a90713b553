// What parameters start from: numbers drawn or filled in, in the parameter's own shape.
import { type Dim, shapeOf } from '../../core/dims';
import type { Node } from '../../core/graph';
import { broadcastTo } from '../../core/kernels';
import { broadcastShape, full, sameShape, type Tensor } from '../../core/tensor';
import type { Recorder } from '../../trace/recorder';
import type { StartName } from './builtinNames';
import { type Draws, draws } from './draw';

/** The value in a shape that it has or broadcasts to; null where it does neither. */
export function fitted(value: Tensor, shape: readonly number[]): Tensor | null {
  if (sameShape(value.shape, shape)) return value;
  const both = broadcastShape(value.shape, shape);
  return both && sameShape(both, shape) ? broadcastTo(value, shape) : null;
}

export function filledBy(shape: readonly number[], next: () => number): Tensor {
  const result = full(shape, 0);
  for (let i = 0; i < result.data.length; i++) result.data[i] = next();
  return result;
}

/** What a parameter may start from: each of its own shape, each use of a random one drawn anew. */
export class Starts {
  used = false;
  private readonly random: Draws;

  constructor(
    seed: number,
    name: string,
    private readonly dims: readonly Dim[],
  ) {
    this.random = draws(seed, `param ${name}`);
  }

  named(recorder: Recorder): (name: string) => Node | null {
    return name => {
      const value = this.value(name as StartName);
      return value && recorder.leaf(value, 'data', 0, this.dims);
    };
  }

  small(): Tensor {
    return filledBy(shapeOf(this.dims), () => 0.01 * this.random.normal());
  }

  /** He et al. 2015: √(2 / fan-in); Glorot and Bengio 2010: √(2 / (fan-in + fan-out)). A row of W is one unit's weights. */
  private value(name: StartName): Tensor | null {
    const shape = shapeOf(this.dims);
    if (name === 'zeros') return full(shape, 0);
    if (name === 'ones') return full(shape, 1);
    const { normal, uniform } = this.random;
    const [fanOut, fanIn] = shape.length < 2 ? [1, shape[0] ?? 1] : shape.slice(-2);
    const rules: Record<Exclude<StartName, 'zeros' | 'ones'>, () => number> = {
      randn: normal,
      rand: uniform,
      he: () => Math.sqrt(2 / fanIn) * normal(),
      xavier: () => Math.sqrt(2 / (fanIn + fanOut)) * normal(),
    };
    const rule = rules[name as keyof typeof rules];
    if (!Object.hasOwn(rules, name)) return null;
    this.used = true;
    return filledBy(shape, rule);
  }
}
