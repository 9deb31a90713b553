// Decides what a program stores where, and in which steps it computes it.
import { ancestors, type InputsOf, type Node } from '../core/graph';
import { sizeOf } from '../core/tensor';
import { emitterOf } from './elementwise';
import type { View } from './kernels';
import { Layout, pack, type Slot } from './layout';
import { isLoopedSum, isMatrixProduct, loopable, matrixOf, modeOf, sameMatrix, stepOf, sumKind } from './loops';
import type { ProgramSpec, UpdateAddresses } from './program';
import { ModuleBuilder } from './wasm/assembler';
import { addProduct } from './wasm/products';
import { addLoop, apply, input, number, type Output, type Tree } from './wasm/trees';

const NUMBERS = 16;
/** A chain longer than this is cut: registers are few. */
const LONGEST_CHAIN = 24;

type Late = (view: (node: Node) => View, call: (index: number) => () => void) => () => void;

/** Decides what is stored where and in which steps it is computed. */
export class Planner {
  readonly slots = new Map<Node, Slot>();
  readonly parameters: ReturnType<typeof pack>;
  readonly gradients: ReturnType<typeof pack>;
  readonly states: Slot[];
  readonly decays: Slot;
  readonly numbers: Slot;
  private readonly layout = new Layout();
  private readonly module = new ModuleBuilder();
  private readonly late: Late[] = [];
  private readonly given: ReadonlySet<Node>;
  private readonly varying = new Set<Node>();
  private readonly consumers = new Map<Node, Node[]>();
  private readonly wanted: ReadonlySet<Node>;
  private readonly inputsOf: InputsOf;
  private readonly constants = new Map<Node, Slot>();

  constructor(private readonly spec: ProgramSpec) {
    this.inputsOf = spec.inputsOf ?? (n => n.inputs);
    this.given = new Set([...spec.parameters, ...spec.data]);
    const lengths = spec.parameters.map(n => sizeOf(n.value.shape));
    this.parameters = pack(this.layout, lengths);
    this.gradients = pack(this.layout, lengths);
    this.states = Array.from({ length: spec.states ?? 0 }, () => this.layout.take(this.parameters.whole.length));
    this.decays = this.layout.take(this.parameters.whole.length);
    this.numbers = this.layout.take(NUMBERS);
    spec.parameters.forEach((n, i) => {
      this.slots.set(n, this.parameters.parts[i]);
    });
    for (const n of spec.data) this.slots.set(n, this.layout.for(n));
    const gradients = spec.gradients.filter(n => n !== null);
    this.wanted = new Set([...spec.results, ...gradients]);
    const live = ancestors(this.wanted, n => this.given.has(n), this.inputsOf);
    for (const n of live) if (this.given.has(n) || this.inputsOf(n).some(i => this.varying.has(i))) this.varying.add(n);
    for (const n of live)
      if (this.computed(n)) for (const i of this.operands(n)) this.consumers.set(i, [...(this.consumers.get(i) ?? []), n]);
    this.placeGradients();
    for (const n of live) if (this.computed(n) && this.isStored(n)) this.compute(n);
    this.finishGradients();
  }

  private readonly computed = (n: Node): boolean => this.varying.has(n) && !this.given.has(n);
  private readonly isConstant = (n: Node): boolean => !this.varying.has(n);

  /** What a node reads: a product reads the matrix behind a transpose. */
  private operands(n: Node): readonly Node[] {
    if (n.op !== 'matmul' || !isMatrixProduct(n, this.inputsOf)) return this.inputsOf(n);
    return this.factors(n).map(factor => factor.node);
  }

  private factors(n: Node): { node: Node; transposed: boolean }[] {
    const both = this.inputsOf(n).map(i => {
      const behind = i.op === 'transpose' && i.dims.length === 2 && this.computed(i) ? this.inputsOf(i)[0] : null;
      return behind ? { node: behind, transposed: true } : { node: i, transposed: false };
    });
    // Aᵀ·Bᵀ has no loop of its own.
    if (both[0].transposed && both[1].transposed) both[1] = { node: this.inputsOf(n)[1], transposed: false };
    return both;
  }

  /** The gradient of a parameter is computed in its place, if it is computed for it alone. */
  private placeGradients(): void {
    this.spec.gradients.forEach((g, i) => {
      if (g && this.computed(g) && !this.slots.has(g) && g.op !== 'reshape') this.slots.set(g, this.gradients.parts[i]);
    });
  }

  private finishGradients(): void {
    this.spec.gradients.forEach((g, i) => {
      if (!g) return;
      const slot = this.gradients.parts[i];
      if (this.slot(g).address !== slot.address)
        this.loop(
          { tree: input(this.slot(g).address, 'full'), rows: 1, columns: slot.length },
          { kind: 'store', address: slot.address, factor: 1 },
        );
    });
  }

  /** Stored: what is asked for, read more than once, or read by a step that is no loop. */
  private isStored(n: Node): boolean {
    const known = this.stored.get(n);
    if (known !== undefined) return known;
    const readers = this.consumers.get(n) ?? [];
    const alone = readers.length === 1 && this.isLoop(n) && this.joins(n, readers[0]);
    const stored = this.wanted.has(n) || (readers.length > 0 && !alone);
    this.stored.set(n, stored);
    return stored;
  }
  private readonly stored = new Map<Node, boolean>();

  private isLoop(n: Node): boolean {
    return emitterOf(n, this.inputsOf(n), this.isConstant) !== null && loopable(n);
  }

  /** Whether a value may be computed within its only reader's loop: it has as many entries as the reader runs over. */
  private joins(n: Node, reader: Node): boolean {
    const loopsOver = isLoopedSum(reader) ? this.inputsOf(reader)[0] : this.isLoop(reader) ? reader : null;
    if (!loopsOver || !sameMatrix(n, loopsOver)) return false;
    return this.chainLength(n) < LONGEST_CHAIN;
  }

  private readonly lengths = new Map<Node, number>();
  private chainLength(n: Node): number {
    const known = this.lengths.get(n);
    if (known !== undefined) return known;
    let length = 1;
    this.lengths.set(n, length);
    for (const i of this.inputsOf(n)) if (this.computed(i) && !this.isStored(i)) length += this.chainLength(i);
    this.lengths.set(n, length);
    return length;
  }

  private slot(n: Node): Slot {
    const known = this.slots.get(n) ?? this.constants.get(n);
    if (known) return known;
    const slot = this.layout.for(n);
    if (this.computed(n)) this.slots.set(n, slot);
    else this.constants.set(n, slot);
    return slot;
  }

  private compute(n: Node): void {
    const inputs = this.inputsOf(n);
    if (n.op === 'reshape') {
      this.slots.set(n, this.slot(inputs[0]));
      return;
    }
    if (this.isLoop(n)) this.elementwise(n);
    else if (n.op === 'matmul' && isMatrixProduct(n, this.inputsOf)) this.product(n);
    else if (isLoopedSum(n)) this.sum(n);
    else this.rule(n, inputs);
  }

  private rule(n: Node, inputs: readonly Node[]): void {
    for (const i of [...inputs, n]) this.slot(i);
    this.late.push(view => stepOf(n, inputs.map(view), view(n)));
  }

  private elementwise(n: Node): void {
    const [rows, columns] = matrixOf(n);
    const tree = this.treeOf(n, n);
    this.loop({ tree, rows, columns }, { kind: 'store', address: this.slot(n).address, factor: 1 });
  }

  private sum(n: Node): void {
    const [of] = this.inputsOf(n);
    const [rows, columns] = matrixOf(of);
    const kind = sumKind(n);
    const count = n.op === 'mean' ? (kind === 'sum' ? rows * columns : columns) : 1;
    const tree = this.computed(of) && !this.isStored(of) ? this.treeOf(of, of) : input(this.slot(of).address, 'full');
    this.loop({ tree, rows, columns }, { kind, address: this.slot(n).address, factor: 1 / count });
  }

  /** The expression of a node over the entries of `over`; what is stored is read. */
  private treeOf(n: Node, over: Node): Tree {
    const rule = emitterOf(n, this.inputsOf(n), this.isConstant)!;
    return apply(rule.emit, ...rule.operands.map(i => this.leafOf(i, over)));
  }

  private leafOf(i: Node, over: Node): Tree {
    if (this.isConstant(i) && i.value.data.length === 1) return number(i.value.data[0]);
    if (this.computed(i) && !this.isStored(i)) return this.treeOf(i, over);
    return input(this.slot(i).address, modeOf(i, over)!);
  }

  private product(n: Node): void {
    const [a, b] = this.factors(n);
    const [p, q] = this.inputsOf(n);
    const [rows, inner] = p.dims.length === 1 ? [1, p.dims[0].value] : [p.dims[0].value, p.dims[1].value];
    const columns = q.dims.length === 1 ? 1 : q.dims[1].value;
    const index = addProduct(this.module, {
      n: rows,
      k: inner,
      m: columns,
      a: this.slot(a.node).address,
      b: this.slot(b.node).address,
      out: this.slot(n).address,
      aTransposed: a.transposed,
      bTransposed: b.transposed,
    });
    this.late.push((_view, call) => call(index));
  }

  private loop({ tree, rows, columns }: { tree: Tree; rows: number; columns: number }, output: Output): void {
    const index = addLoop(this.module, tree, rows, columns, output);
    this.late.push((_view, call) => call(index));
  }

  finish(): { memory: WebAssembly.Memory; steps: (() => void)[]; updates: (() => void)[] } {
    const addresses = this.addresses();
    const loops = (this.spec.update?.(addresses) ?? []).map(({ tree, to }) =>
      addLoop(this.module, tree, 1, this.parameters.whole.length, { kind: 'store', address: to, factor: 1 }),
    );
    const memory = new WebAssembly.Memory({ initial: this.layout.pages });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(this.module.build()), { host: { memory } });
    const call = (index: number): (() => void) => instance.exports[`f${index}`] as () => void;
    const view = (n: Node): View => {
      const { address, length } = this.slot(n);
      return { shape: n.value.shape, data: new Float64Array(memory.buffer, address, length) };
    };
    const steps = this.late.map(late => late(view, call));
    for (const [n, { address, length }] of this.constants) new Float64Array(memory.buffer, address, length).set(n.value.data);
    for (const n of this.given) view(n).data.set(n.value.data);
    return { memory, steps, updates: loops.map(call) };
  }

  private addresses(): UpdateAddresses {
    return {
      parameters: this.parameters.whole.address,
      gradients: this.gradients.whole.address,
      states: this.states.map(s => s.address),
      decays: this.decays.address,
      number: index => this.numbers.address + 8 * index,
    };
  }
}
