// The points at which a trace is judged: where the file starts, and seeded ones where nothing is hidden by a zero.
import { reverse, tensorAlgebra } from '../core/autodiff';
import { Point } from '../core/evaluate';
import type { Node } from '../core/graph';
import { opTable } from '../core/opTable';
import { ones, type Tensor } from '../core/tensor';
import type { Ancestry, Model } from './model';

/** A small deterministic generator (mulberry32) with Box–Muller normals. */
export function normals(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Parameters of unit scale for their fan-in and fan-out, so that no activation saturates and none is linear. */
function redraw(node: Node, next: () => number): Tensor {
  const shape = node.value.shape;
  const fan = shape.reduce((sum, n) => sum + n, 0);
  const scale = shape.length === 0 ? 0.7 : 1.3 * Math.sqrt(2 / Math.max(2, fan));
  const positive = node.value.data.length > 0 && node.value.data.every(x => x === 1);
  return { shape, data: node.value.data.map(() => (positive ? 1 + 0.4 * next() : scale * next())) };
}

/** A zero that is fed to the model as it is: a bias that starts at 0, a first hidden state. */
function isZeroState(model: Model, node: Node, consumers: ReadonlyMap<Node, readonly Node[]>): boolean {
  if (node.op !== 'leaf' || node.attrs.origin === 'constant' || node.value.data.length === 0 || node.value.data.some(x => x !== 0))
    return false;
  const users = consumers.get(node) ?? [];
  return users.length > 0 && users.every(u => u.op === 'matmul' || u.op === 'add' || u.op === 'mul') && model.bindingsOf(node).length > 0;
}

export interface PointSet {
  readonly points: readonly Point[];
  /** How many seeded points were given up because the code would have gone another way there. */
  readonly diverged: number;
}

/** Constants that only keep a logarithm, a root or a quotient away from its edge: the 1e-8 of log(A + 1e-8). */
export function stabilisers(model: Model): Node[] {
  const small = (n: Node): boolean =>
    n.op === 'leaf' &&
    n.attrs.origin === 'constant' &&
    n.value.data.length === 1 &&
    n.value.data[0] !== 0 &&
    Math.abs(n.value.data[0]) <= 1e-4;
  const found = new Set<Node>();
  for (const node of model.trace.graph.nodes)
    if (['add', 'sub', 'maximum', 'minimum'].includes(node.op)) for (const input of node.inputs) if (small(input)) found.add(input);
  return [...found];
}

/** `fixed` overrides hold at every point, the file's own included. */
export function makePoints(
  model: Model,
  ancestry: Ancestry,
  parameters: ReadonlySet<Node>,
  losses: readonly Node[],
  count: number,
  fixed: ReadonlyMap<Node, Tensor> = new Map(),
): PointSet {
  const { graph, guards } = model.trace;
  const moved = new Set(parameters);
  const consumers = new Map<Node, Node[]>();
  for (const loss of losses)
    for (const n of ancestry.of(loss)) for (const input of model.inputsOf(n)) consumers.set(input, [...(consumers.get(input) ?? []), n]);
  for (const leaf of consumers.keys()) if (isZeroState(model, leaf, consumers)) moved.add(leaf);
  const points = [new Point(graph, fixed)];
  let diverged = 0;
  for (let k = 1; k <= count && moved.size > 0; k++) {
    const next = normals(7919 * k);
    const point = new Point(graph, new Map([...fixed, ...[...moved].map(n => [n, redraw(n, next)] as const)]));
    if (point.diverges(guards)) diverged++;
    else points.push(point);
  }
  return { points, diverged };
}

/** The part of a derivative that comes through some of a value's consumers (`dhnext`: what the next time step sends back). */
export interface Partial {
  readonly of: Node;
  readonly through: readonly Node[];
  /** The consumers' places in the source: alike for every time step. */
  readonly key: string;
}

const MOST_CONSUMERS = 8;

/** The exact derivatives of losses with respect to everything they depend on, at each point; computed once. */
export class Exact {
  private readonly cache = new Map<Node, (ReadonlyMap<Node, Tensor> | null)[]>();
  private readonly sizes = new Map<Node, number[]>();
  /** Stand-ins, as targets, for values of which only a part of the derivative is meant. */
  private readonly parts = new Map<Node, Partial>();
  private readonly standIns = new Map<string, Node>();

  constructor(
    private readonly model: Model,
    private readonly ancestry: Ancestry,
    readonly points: readonly Point[],
  ) {}

  /** ∂loss/∂node at point k; null where the loss is not finite there or does not depend on the node. */
  at(loss: Node, node: Node, k: number): Tensor | null {
    const part = this.parts.get(node);
    return part ? this.partAt(loss, part, k) : (this.all(loss, k)?.get(node) ?? null);
  }

  partOf(target: Node): Partial | null {
    return this.parts.get(target) ?? null;
  }

  /** Stand-ins for the parts of the derivative that a value with several consumers has: through each, and through all others. */
  partsOf(loss: Node, node: Node): { readonly key: string; readonly target: Node }[] {
    const inLoss = this.ancestry.of(loss);
    const consumers = [...new Set(this.model.consumersOf(node).map(this.model.rep))].filter(c => inLoss.has(c) && !this.model.stop(c));
    const places = new Map<string, Node[]>();
    for (const c of consumers) {
      const key = `${c.site}|${c.op}`;
      places.set(key, [...(places.get(key) ?? []), c]);
    }
    if (places.size < 2 || places.size > MOST_CONSUMERS) return [];
    const single = [...places].map(([key, through]) => ({ key, through }));
    const others =
      places.size > 2 ? single.map(({ key, through }) => ({ key: `!${key}`, through: consumers.filter(c => !through.includes(c)) })) : [];
    return [...single, ...others].map(({ key, through }) => ({ key, target: this.standIn({ of: node, through, key }) }));
  }

  private standIn(part: Partial): Node {
    const name = `${part.of.id}|${part.through.map(n => n.id).join(',')}`;
    const known = this.standIns.get(name);
    if (known) return known;
    const { of } = part;
    const node = this.model.trace.graph.leaf(of.value, 'data', of.site, of.dims);
    this.parts.set(node, part);
    this.standIns.set(name, node);
    return node;
  }

  private partAt(loss: Node, { of, through }: Partial, k: number): Tensor | null {
    const point = this.points[k];
    const env = { algebra: tensorAlgebra, valueOf: point.valueOf, inputsOf: this.model.inputsOf };
    const total = new Float64Array(of.value.data.length);
    for (const consumer of through) {
      const seed = this.at(loss, consumer, k);
      // Only the consumer's own step: what it reads of the value by another way belongs to another consumer.
      const part = seed && reverse(consumer, [of], { ...env, stop: n => n !== consumer }, seed).get(of);
      if (!part) return null;
      for (let i = 0; i < total.length; i++) total[i] += part.data[i];
    }
    return { shape: of.value.shape, data: total };
  }

  /** Everything, by node; null where the loss is not finite at the point. */
  all(loss: Node, k: number): ReadonlyMap<Node, Tensor> | null {
    let row = this.cache.get(loss);
    if (!row) {
      row = [];
      this.cache.set(loss, row);
    }
    if (row[k] === undefined) row[k] = this.compute(loss, this.points[k]);
    return row[k];
  }

  /** The largest entry of any derivative of the loss at a point: what rounding is measured by. */
  magnitude(loss: Node, k: number): number {
    const row = this.sizes.get(loss) ?? [];
    this.sizes.set(loss, row);
    if (row[k] === undefined) {
      row[k] = 0;
      for (const t of this.all(loss, k)?.values() ?? [])
        for (const x of t.data) if (Number.isFinite(x)) row[k] = Math.max(row[k], Math.abs(x));
    }
    return row[k];
  }

  private compute(loss: Node, point: Point): ReadonlyMap<Node, Tensor> | null {
    const value = point.valueOf(loss);
    if (!value.data.every(Number.isFinite)) return null;
    const { stop, inputsOf } = this.model;
    return reverse(loss, this.ancestry.of(loss), { algebra: tensorAlgebra, valueOf: point.valueOf, stop, inputsOf }, ones(value.shape));
  }

  /** True where a maximum is reached by several entries at the point, zeros after a ReLU say: its derivative is not unique. */
  onTie(loss: Node, k: number): boolean {
    const point = this.points[k];
    for (const n of this.ancestry.of(loss)) {
      if (n.op !== 'max' && n.op !== 'min') continue;
      const input = this.model.inputsOf(n)[0];
      const slopes = reverse(
        n,
        [input],
        { algebra: tensorAlgebra, valueOf: point.valueOf, stop: x => x !== n, inputsOf: this.model.inputsOf },
        ones(n.value.shape),
      );
      if (slopes.get(input)?.data.some(x => x !== 0 && x !== 1)) return true;
    }
    return false;
  }

  /** True where some entry lies on a kink at the point: a ReLU's zero, a tie of a maximum. */
  onKink(loss: Node, k: number): boolean {
    const point = this.points[k];
    for (const n of this.ancestry.of(loss)) {
      if (n.op !== 'relu' && n.op !== 'abs' && n.op !== 'leakyRelu' && n.op !== 'elu' && n.op !== 'maximum' && n.op !== 'minimum') continue;
      const branch = opTable[n.op].branch!(this.model.inputsOf(n).map(point.valueOf), n.attrs);
      for (let i = 0; i < branch.length; i++) if (branch[i] === 0) return true;
    }
    return false;
  }
}
