// Reverse-mode automatic differentiation of a traced graph, over numbers or over the graph itself.
import { type Dims, dimsOf, shapeOf } from './dims';
import { ancestors, type Graph, type InputsOf, isNode, type Node } from './graph';
import { type Algebra, Maths } from './maths';
import { type Attrs, isProblem } from './op';
import type { OpName } from './opNames';
import { opTable } from './opTable';
import { ones, scalar, type Tensor } from './tensor';

/** Evaluates vjps to numbers. */
export const tensorAlgebra: Algebra<Tensor> = {
  apply(op, inputs, attrs = {}) {
    const shape = opTable[op].shape(
      inputs.map(t => dimsOf(t.shape)),
      attrs,
    );
    if (isProblem(shape)) throw new Error(`internal: ${op} of ${inputs.map(t => `(${t.shape})`).join(' and ')} in a derivative`);
    return opTable[op].forward(inputs, attrs);
  },
  number: scalar,
  dims: t => dimsOf(t.shape),
};

/** Writes vjps into a graph, leaving out what does nothing: 1·x, x + 0, a double transpose. */
export function nodeAlgebra(graph: Graph): Algebra<Node> {
  const numbers = new Map<number, Node>();
  const number = (value: number): Node => {
    const known = numbers.get(value) ?? graph.constant(value);
    numbers.set(value, known);
    return known;
  };
  return {
    number,
    dims: n => n.dims,
    apply(op: OpName, inputs: readonly Node[], attrs: Attrs = {}) {
      const simple = simpler(op, inputs, attrs, number, (o, i) => this.apply(o, i));
      if (simple) return simple;
      const node = graph.apply(op, inputs, attrs);
      if (!isNode(node)) throw new Error(`internal: ${op} of ${inputs.map(n => `(${shapeOf(n.dims)})`).join(' and ')} in a derivative`);
      return node;
    },
  };
}

const isConstant = (n: Node, value: number): boolean =>
  n.op === 'leaf' && n.attrs.origin === 'constant' && n.dims.length === 0 && n.value.data[0] === value;
const sameDims = (a: Dims, b: Dims): boolean => a.length === b.length && a.every((d, i) => d.value === b[i].value);

type Apply = (op: OpName, inputs: readonly Node[]) => Node;

/** (A·Bᵀ)ᵀ reads better as B·Aᵀ. */
const isFlippedProduct = (n: Node): boolean =>
  n.op === 'matmul' && n.inputs.every(i => i.dims.length === 2) && n.inputs.some(i => i.op === 'transpose' && !i.attrs.axes);

const flipped = (n: Node, apply: Apply): Node => apply('matmul', [apply('transpose', [n.inputs[1]]), apply('transpose', [n.inputs[0]])]);

function simpler(op: OpName, inputs: readonly Node[], attrs: Attrs, number: (value: number) => Node, apply: Apply): Node | null {
  const [a, b] = inputs;
  if (op === 'mul' && isConstant(a, 1)) return b;
  if (op === 'mul' && isConstant(b, 1)) return a;
  if (op === 'div' && isConstant(b, 1)) return a;
  if ((op === 'add' || op === 'sub') && isConstant(b, 0)) return a;
  if (op === 'add' && isConstant(a, 0)) return b;
  if (op === 'neg' && a.op === 'neg') return a.inputs[0];
  if (op === 'neg' && a.op === 'leaf' && a.attrs.origin === 'constant' && a.dims.length === 0) return number(-a.value.data[0]);
  if (op === 'transpose' && !attrs.axes && a.op === 'transpose' && !a.attrs.axes) return a.inputs[0];
  if (op === 'transpose' && !attrs.axes && isFlippedProduct(a)) return flipped(a, apply);
  if (op === 'broadcastTo' && sameDims(a.dims, attrs.dims as Dims)) return a;
  if (op === 'reshape' && sameDims(a.dims, attrs.dims as Dims)) return a;
  return null;
}

export interface Reverse<T> {
  readonly algebra: Algebra<T>;
  /** The value of a node at the point of interest. */
  valueOf(node: Node): T;
  /** Nodes whose inputs the derivative must not flow into (updated parameters, hand-written gradients). */
  stop?(node: Node): boolean;
  /** The inputs as the derivative sees them; as recorded by default. */
  inputsOf?: InputsOf;
}

/**
 * ∂root/∂n for every n in `wrt` that root depends on. `seed` is the adjoint of the root, of its shape (1 for a scalar loss).
 * Only the part of the graph between root and `wrt` is visited.
 */
export function reverse<T>(root: Node, wrt: Iterable<Node>, how: Reverse<T>, seed: T): Map<Node, T> {
  const m = new Maths(how.algebra);
  const wanted = new Set(wrt);
  const inputsOf = how.inputsOf ?? (n => n.inputs);
  const order = ancestors([root], how.stop, inputsOf);
  const active = new Set<Node>();
  for (const node of order) if (wanted.has(node) || (!how.stop?.(node) && inputsOf(node).some(n => active.has(n)))) active.add(node);
  const adjoints = new Map<Node, T>([[root, seed]]);
  const found = new Map<Node, T>();
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i];
    const adjoint = adjoints.get(node);
    if (adjoint === undefined) continue;
    adjoints.delete(node);
    if (wanted.has(node)) found.set(node, adjoint);
    const inputs = inputsOf(node);
    if (how.stop?.(node) || !inputs.some(n => active.has(n))) continue;
    flow(m, how, node, inputs, adjoint, active, adjoints);
  }
  return found;
}

/** Sends a node's adjoint to its inputs. Broadcasting is undone here, for all ops alike. */
function flow<T>(
  m: Maths<T>,
  how: Reverse<T>,
  node: Node,
  inputs: readonly Node[],
  adjoint: T,
  active: ReadonlySet<Node>,
  adjoints: Map<Node, T>,
): void {
  const op = opTable[node.op];
  if (!op.differentiable) return;
  const parts = op.vjp(m, {
    inputs: inputs.map(how.valueOf),
    output: how.valueOf(node),
    adjoint,
    attrs: node.attrs,
    shapes: inputs.map(n => n.dims),
    outShape: node.dims,
  });
  inputs.forEach((input, k) => {
    const part = parts[k];
    if (part === null || part === undefined || !active.has(input)) return;
    const whole = op.broadcasts ? m.unbroadcast(spreadTo(m, part, node.dims), input.dims) : part;
    const before = adjoints.get(input);
    adjoints.set(input, before === undefined ? whole : m.add(before, whole));
  });
}

/** A rule may hand back an adjoint that has yet to broadcast (y · g with a smaller y): spread it over the output first. */
const spreadTo = <T>(m: Maths<T>, part: T, dims: Dims): T => (sameDims(m.on.dims(part), dims) ? part : m.broadcastTo(part, dims));

/** Numbers: the exact derivatives of a scalar node at the traced point. */
export function gradients(root: Node, wrt: Iterable<Node>, stop?: (node: Node) => boolean): Map<Node, Tensor> {
  return reverse(root, wrt, { algebra: tensorAlgebra, valueOf: n => n.value, stop }, ones(root.value.shape));
}

/** g'(x) of an elementwise computation: the vjp of `output` with respect to `input` with an adjoint of ones, as a node. */
export function elementwiseDerivative(graph: Graph, output: Node, input: Node): Node {
  const algebra = nodeAlgebra(graph);
  const m = new Maths(algebra);
  const seed = m.number(1);
  const found = reverse(output, [input], { algebra, valueOf: n => n }, output.dims.length ? m.broadcastTo(seed, output.dims) : seed);
  return found.get(input) ?? (input.dims.length ? m.broadcastTo(m.number(0), input.dims) : m.number(0));
}
