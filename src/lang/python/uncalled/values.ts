// Values for the arguments of a pass that nobody calls: seeded, of unit scale, and different everywhere.
import { dimsOf } from '../../../core/dims';
import type { Interpreter } from '../interpreter';
import { FLOAT64, INT64 } from '../numpy/dtypes';
import { fromNode } from '../numpy/lens';
import { arrayOver, type NDArray } from '../numpy/ndarray';
import { PyDict } from '../objects/containers';
import type { Runtime } from '../runtime';
import { PyFloat, type PyValue } from '../values';
import type { Argument } from './arguments';
import type { Choice, Shape } from './candidates';

/** mulberry32 with Box and Muller's normals. */
export class Draw {
  private state: number;
  constructor(
    seed: number,
    /** Between 0 and 1 instead: probabilities, activations of a sigmoid. */
    private readonly unit = false,
  ) {
    this.state = seed >>> 0;
  }
  private uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  next(): number {
    const u = this.uniform();
    if (this.unit) return 0.1 + 0.8 * u;
    return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * this.uniform());
  }
}

const POSITIVE = /^(?:var|std|sigma|running_var|variance)$/i;

export function numbersFor(name: string, shape: Shape, whole: boolean, draw: Draw): Float64Array {
  const size = shape.reduce((product, n) => product * n, 1);
  if (whole) return Float64Array.from({ length: size }, (_, i) => [1, 2, 0, 1][i % 4]);
  const positive = POSITIVE.test(name);
  return Float64Array.from({ length: size }, () => (positive ? 0.5 + Math.abs(draw.next()) : draw.next()));
}

/** An array of the interpreter; while tracing, a leaf of the graph. */
export function makeArray(rt: Interpreter, data: Float64Array, shape: Shape, whole: boolean): NDArray {
  if (!rt.recorder) return arrayOver(data, [...shape], whole ? INT64 : FLOAT64);
  const node = rt.recorder.leaf({ shape: [...shape], data }, whole ? 'data' : 'random', rt.site, dimsOf(shape));
  return fromNode(node, whole ? INT64 : FLOAT64);
}

/** A dict of settings or parameters that has whatever is asked of it. */
class Guessed extends PyDict {
  constructor(private readonly guess: (key: string) => PyValue | undefined) {
    super();
  }
  override missing(rt: Runtime, key: PyValue): PyValue | undefined {
    const value = typeof key === 'string' ? this.guess(key) : undefined;
    if (value !== undefined) this.set(rt, key, value);
    return value;
  }
}

/** The values of all arguments in order; undefined for one that keeps its default. */
export function makeValues(rt: Interpreter, args: readonly Argument[], choice: Choice, draw: Draw): (PyValue | undefined)[] {
  return args.map(arg => makeValue(rt, arg, choice, draw));
}

function makeValue(rt: Interpreter, arg: Argument, choice: Choice, draw: Draw): PyValue | undefined {
  switch (arg.kind) {
    case 'default':
      return undefined;
    case 'value':
      return typeof arg.value === 'number' && !Number.isInteger(arg.value) ? new PyFloat(arg.value) : arg.value;
    case 'dict': {
      const dict = new Guessed(key => makeValue(rt, arg.entry(key), choice, draw));
      for (const entry of arg.entries) {
        const value = makeValue(rt, entry, choice, draw);
        if (value !== undefined) dict.set(rt, entry.name, value);
      }
      return dict;
    }
    case 'array': {
      const shape = arg.shape ?? choice.get(arg.name) ?? [];
      return makeArray(rt, numbersFor(arg.name, shape, arg.whole, draw), shape, arg.whole);
    }
  }
}
