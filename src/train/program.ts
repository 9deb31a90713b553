// A program: the values of a traced graph, computed again and again over memory that is laid out once. Elementwise chains become
// one loop each, products run in registers; nothing is allocated while it runs, save by ops that have no step of their own.
import type { InputsOf, Node } from '../core/graph';
import type { View } from './kernels';
import type { Slot } from './layout';
import { Planner } from './planner';
import type { Tree } from './wasm/trees';

export interface ProgramSpec {
  /** Values that are set from outside before a run: parameters first, packed in this order; then data. */
  readonly parameters: readonly Node[];
  readonly data: readonly Node[];
  /** Computed by a run; `gradients` (one a parameter) are packed in the order of the parameters. Null: none. */
  readonly gradients: readonly (Node | null)[];
  readonly results: readonly Node[];
  /** Further packed vectors as long as the parameters: an optimiser's state. */
  readonly states?: number;
  readonly inputsOf?: InputsOf;
  /** Loops over the packed vectors that update the parameters: run by `update`. */
  readonly update?: (at: UpdateAddresses) => readonly UpdateLoop[];
}

/** Where the packed vectors begin, and where single numbers that the host sets are. */
export interface UpdateAddresses {
  readonly parameters: number;
  readonly gradients: number;
  readonly states: readonly number[];
  /** 1 where a parameter is a weight that decays, else 0. */
  readonly decays: number;
  number(index: number): number;
}

export interface UpdateLoop {
  readonly tree: Tree;
  readonly to: number;
}

export class Program {
  readonly parameters: Float64Array;
  readonly gradients: Float64Array;
  readonly states: Float64Array[];
  readonly decays: Float64Array;
  /** Single numbers for the update: the rate and the like. */
  readonly numbers: Float64Array;
  readonly parameterViews: readonly View[];
  readonly gradientViews: readonly View[];
  private readonly slots: ReadonlyMap<Node, Slot>;
  private readonly memory: WebAssembly.Memory;
  private readonly steps: readonly (() => void)[];
  private readonly updates: readonly (() => void)[];

  constructor(spec: ProgramSpec) {
    const plan = new Planner(spec);
    const { memory, steps, updates } = plan.finish();
    this.memory = memory;
    this.steps = steps;
    this.updates = updates;
    this.slots = plan.slots;
    const array = ({ address, length }: Slot): Float64Array => new Float64Array(memory.buffer, address, length);
    this.parameters = array(plan.parameters.whole);
    this.gradients = array(plan.gradients.whole);
    this.states = plan.states.map(array);
    this.decays = array(plan.decays);
    this.numbers = array(plan.numbers);
    this.parameterViews = spec.parameters.map((n, i) => ({ shape: n.value.shape, data: array(plan.parameters.parts[i]) }));
    this.gradientViews = spec.parameters.map((n, i) => ({ shape: n.value.shape, data: array(plan.gradients.parts[i]) }));
  }

  run(): void {
    for (const step of this.steps) step();
  }

  update(): void {
    for (const step of this.updates) step();
  }

  /** The entries of a value that is stored: a parameter, data, a result. */
  valueOf(node: Node): Float64Array {
    const slot = this.slots.get(node);
    if (!slot) throw new Error('internal: the value is not stored by this program');
    return new Float64Array(this.memory.buffer, slot.address, slot.length);
  }

  get bytes(): number {
    return this.memory.buffer.byteLength;
  }
}
