// Replays a traced graph at another point: some nodes get new values, what depends on them is computed again.
import { real } from './complexMaths';
import { ancestors, type Graph, type Node } from './graph';
import type { Complex } from './op';
import { opTable } from './opTable';
import type { Tensor } from './tensor';

/** The value of every node at one point. Nodes that depend on no override keep their traced value. */
export class Point {
  private readonly values: (Tensor | undefined)[];

  /** Null overrides: the traced point itself. */
  constructor(
    readonly graph: Graph,
    readonly overrides: ReadonlyMap<Node, Tensor> = new Map(),
  ) {
    this.values = new Array(graph.nodes.length);
    if (overrides.size) this.replay();
  }

  readonly valueOf = (node: Node): Tensor => this.values[node.id] ?? node.value;

  private replay(): void {
    for (const node of this.graph.nodes) {
      const given = this.overrides.get(node);
      if (given) this.values[node.id] = given;
      else if (node.inputs.some(n => this.values[n.id])) this.values[node.id] = evaluateNode(node, node.inputs.map(this.valueOf));
    }
  }

  /** True where a value that decided the traced path would now decide otherwise. */
  diverges(guards: readonly Node[]): boolean {
    return guards.some(g => {
      const now = this.values[g.id];
      return now?.data.some((x, i) => x !== g.value.data[i]);
    });
  }
}

export function evaluateNode(node: Node, inputs: readonly Tensor[]): Tensor {
  return node.op === 'leaf' ? node.value : opTable[node.op].forward(inputs, node.attrs);
}

/**
 * Evaluates `root` with other values in place of some nodes, on top of a point. Only what lies between is computed.
 */
export function substitute(root: Node, point: Point, replaced: ReadonlyMap<Node, Tensor>): Tensor {
  const values = new Map<Node, Tensor>(replaced);
  const at = (n: Node): Tensor => values.get(n) ?? point.valueOf(n);
  const first = Math.min(...[...replaced.keys()].map(n => n.id));
  for (const node of ancestors([root], n => replaced.has(n) || n.id < first))
    if (!values.has(node) && node.inputs.some(n => values.has(n))) values.set(node, evaluateNode(node, node.inputs.map(at)));
  return at(root);
}

/** The complex value of `root` when the nodes in `moved` have complex values; null where an op has no complex form. */
export function complexValue(
  root: Node,
  point: Point,
  moved: ReadonlyMap<Node, Complex>,
  between: readonly Node[],
  inputsOf: (node: Node) => readonly Node[] = n => n.inputs,
): Complex | null {
  const values = new Map<Node, Complex>(moved);
  for (const node of between) {
    const inputs = inputsOf(node);
    if (values.has(node) || !inputs.some(n => values.has(n))) continue;
    const rule = opTable[node.op].complex;
    if (!rule) return null;
    values.set(
      node,
      rule(
        inputs.map(n => values.get(n) ?? real(point.valueOf(n))),
        node.attrs,
      ),
    );
  }
  return values.get(root) ?? null;
}

/** The values of `between` (in order) when some nodes are moved, and on which piece each piecewise op's entries lie. */
export function realValue(
  root: Node,
  point: Point,
  moved: ReadonlyMap<Node, Tensor>,
  between: readonly Node[],
  inputsOf: (node: Node) => readonly Node[],
): { value: Tensor; branches: ArrayLike<number>[] } {
  const values = new Map<Node, Tensor>(moved);
  const branches: ArrayLike<number>[] = [];
  for (const node of between) {
    const inputs = inputsOf(node);
    if (values.has(node) || !inputs.some(n => values.has(n))) continue;
    const tensors = inputs.map(n => values.get(n) ?? point.valueOf(n));
    const { branch } = opTable[node.op];
    if (branch) branches.push(branch(tensors, node.attrs));
    values.set(node, evaluateNode(node, tensors));
  }
  return { value: values.get(root) ?? point.valueOf(root), branches };
}
