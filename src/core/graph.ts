// The traced graph: every value that a file computes, as an op applied to earlier values.
import type { Dims } from './dims';
import { dimsOf } from './dims';
import { type Accident, type Attrs, isProblem, type ShapeProblem } from './op';
import type { OpName } from './opNames';
import { opTable } from './opTable';
import { scalar, type Tensor } from './tensor';

/**
 * One value. Ids grow in the order of computation, so that sorting by id is a topological order. `site` says where in
 * the source it was computed; the front end that issued the number knows what it stands for (0: nowhere).
 */
export interface Node {
  readonly id: number;
  readonly op: OpName;
  readonly inputs: readonly Node[];
  readonly attrs: Attrs;
  readonly value: Tensor;
  readonly dims: Dims;
  readonly site: number;
  /** Where each input stands in the source of this application, if it does: `A1` in `dZ2 · A1`, not where A1 was computed. */
  readonly uses: readonly number[];
}

/** Where a leaf comes from: data in the file or read by it, a random draw, or a number in an expression. */
export type LeafOrigin = 'data' | 'random' | 'constant';

const NO_ATTRS: Attrs = {};
const NO_USES: readonly number[] = [];

export class Graph {
  readonly nodes: Node[] = [];
  readonly accidents: { node: Node; accident: Accident }[] = [];

  /** A value that nothing in the file computes: data, a random draw, a number. `origin` tells equal-looking leaves apart. */
  leaf(value: Tensor, origin: LeafOrigin, site = 0, dims: Dims = dimsOf(value.shape)): Node {
    return this.push('leaf', [], { origin }, value, dims, site, NO_USES);
  }

  constant(value: number): Node {
    return this.leaf(scalar(value), 'constant');
  }

  /** Applies an op, or says why the shapes do not fit. */
  apply(op: OpName, inputs: readonly Node[], attrs: Attrs = NO_ATTRS, site = 0, uses: readonly number[] = NO_USES): Node | ShapeProblem {
    const rule = opTable[op];
    const shape = rule.shape(
      inputs.map(n => n.dims),
      attrs,
    );
    if (isProblem(shape)) return shape;
    const value = rule.forward(
      inputs.map(n => n.value),
      attrs,
    );
    const node = this.push(op, inputs, attrs, value, shape.dims, site, uses);
    for (const accident of shape.accidents) this.accidents.push({ node, accident });
    return node;
  }

  /** Records a value whose op has been evaluated already (or could not be: a hole). */
  push(op: OpName, inputs: readonly Node[], attrs: Attrs, value: Tensor, dims: Dims, site: number, uses: readonly number[]): Node {
    const node = { id: this.nodes.length, op, inputs, attrs, value, dims, site, uses };
    this.nodes.push(node);
    return node;
  }
}

export const isNode = (result: Node | ShapeProblem): result is Node => 'op' in result;

/** How a walk sees a node's inputs: as recorded, or by representatives of equal values. */
export type InputsOf = (node: Node) => readonly Node[];
const recorded: InputsOf = node => node.inputs;

/** Everything that `roots` depend on, the roots included, in topological order. `stop` keeps the walk from going past a node. */
export function ancestors(roots: Iterable<Node>, stop?: (node: Node) => boolean, inputsOf: InputsOf = recorded): Node[] {
  const seen = new Set<Node>();
  const pending = [...roots];
  while (pending.length) {
    const node = pending.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    if (!stop?.(node)) pending.push(...inputsOf(node));
  }
  return [...seen].sort((a, b) => a.id - b.id);
}

/**
 * One node for all that compute the same thing from the same things (a forward pass that runs again to print its cost).
 * Random leaves and data are themselves; numbers are one by value, unless they are `distinct` (they have names).
 */
export function representatives(graph: Graph, distinct: ReadonlySet<Node> = new Set()): (node: Node) => Node {
  const byKey = new Map<string, Node>();
  const reps: Node[] = new Array(graph.nodes.length);
  for (const node of graph.nodes) {
    const key = distinct.has(node) && node.op === 'leaf' ? null : keyOf(node, reps);
    const known = key === null ? undefined : byKey.get(key);
    reps[node.id] = known ?? node;
    if (key !== null && !known) byKey.set(key, node);
  }
  return node => reps[node.id] ?? node;
}

function keyOf(node: Node, reps: readonly Node[]): string | null {
  if (node.op === 'leaf') return node.attrs.origin === 'constant' && node.dims.length === 0 ? `#${node.value.data[0]}` : null;
  if (node.op === 'hole') return null;
  const inputs = node.inputs.map(n => reps[n.id].id).join(',');
  return `${node.op}(${inputs})${attrsKey(node)}`;
}

function attrsKey(node: Node): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(node.attrs)) {
    if (value === undefined) continue;
    if (name === 'dims') parts.push(`dims:${node.dims.map(d => d.value)}`);
    else parts.push(`${name}:${ArrayBuffer.isView(value) ? String(value) : JSON.stringify(value)}`);
  }
  return parts.join(';');
}
