// Pass `slots`: Foo and dFoo share one slot, and every backward edge, turned round, is one between slots. Laying out the slots lays
// out both lanes at once: the backward lane is the forward lane moved down.
import type { Graph } from '../../report/report';
import type { Pass } from '../picture';
import type { Sizes } from './measure';
import type { View } from './view';

export interface Slots {
  count: number;
  /** View nodes, −1 where the slot is empty in that lane. */
  forward: Int32Array;
  backward: Int32Array;
  /** The slot of a view node, −1 where it is hidden. */
  of: Int32Array;
  /** Innermost opened group, −1 for none. */
  group: Int32Array;
  width: Float64Array;
  height: Float64Array;
  /** The lower of its two boxes: ports must fit both. */
  portHeight: Float64Array;
  edgeCount: number;
  /** Edges between slots, along the forward flow, no two alike, none from a slot to itself. */
  from: Int32Array;
  to: Int32Array;
  /** The view edges that run along it, −1 for none. */
  forwardEdge: Int32Array;
  backwardEdge: Int32Array;
  /** −1: a leaf that stands above its only op; 1: below; 0: any other slot. */
  satellite: Int8Array;
  /** Data or parameter: an edge from it never bends the main chain. */
  leaf: Uint8Array;
  /** Where an op has only leaves for operands: the one that leads the chain; −1 elsewhere. */
  leader: Int32Array;
  /** View edges from a node to itself. */
  loops: number[];
}

export function joinPasses(graph: Graph, view: View, sizes: Sizes, pass: Pass | 'both'): Slots {
  const of = new Int32Array(view.nodes.length).fill(-1);
  const pairs: [number, number][] = [];
  view.nodes.forEach((node, at) => {
    if (of[at] >= 0 || (pass !== 'both' && node.pass !== pass)) return;
    const forward = node.pass === 'forward' ? at : pass === 'both' ? node.twin : -1;
    const backward = node.pass === 'backward' ? at : pass === 'both' ? node.twin : -1;
    if (forward >= 0) of[forward] = pairs.length;
    if (backward >= 0) of[backward] = pairs.length;
    pairs.push([forward, backward]);
  });
  const slots = emptySlots(pairs, of);
  joinEdges(view, slots);
  pairs.forEach(([forward, backward], slot) => {
    const main = view.nodes[forward >= 0 ? forward : backward];
    slots.group[slot] = main.group;
    for (const at of [forward, backward, main.twin]) {
      if (at < 0) continue;
      slots.width[slot] = Math.max(slots.width[slot], sizes.width[at]);
      slots.height[slot] = Math.max(slots.height[slot], sizes.height[at]);
      slots.portHeight[slot] = Math.min(slots.portHeight[slot], sizes.height[at]);
    }
  });
  markLeaves(graph, view, slots);
  return slots;
}

function emptySlots(pairs: readonly [number, number][], of: Int32Array): Slots {
  const none = () => new Int32Array(0);
  return {
    count: pairs.length,
    forward: Int32Array.from(pairs, pair => pair[0]),
    backward: Int32Array.from(pairs, pair => pair[1]),
    of,
    group: new Int32Array(pairs.length),
    width: new Float64Array(pairs.length),
    height: new Float64Array(pairs.length),
    portHeight: new Float64Array(pairs.length).fill(Number.POSITIVE_INFINITY),
    edgeCount: 0,
    from: none(),
    to: none(),
    forwardEdge: none(),
    backwardEdge: none(),
    satellite: new Int8Array(pairs.length),
    leaf: new Uint8Array(pairs.length),
    leader: new Int32Array(pairs.length).fill(-1),
    loops: [],
  };
}

function joinEdges(view: View, slots: Slots): void {
  const known = new Map<number, number>();
  const from: number[] = [];
  const to: number[] = [];
  const along: [number[], number[]] = [[], []];
  for (const [at, edge] of view.edges.entries()) {
    if (edge.kind === 'reused') continue;
    const turned = edge.kind === 'backward';
    const a = slots.of[turned ? edge.to : edge.from];
    const b = slots.of[turned ? edge.from : edge.to];
    if (a < 0 || b < 0) continue;
    if (a === b) {
      slots.loops.push(at);
      continue;
    }
    const key = a * slots.count + b;
    let index = known.get(key);
    if (index === undefined) {
      index = from.length;
      known.set(key, index);
      from.push(a);
      to.push(b);
      along[0].push(-1);
      along[1].push(-1);
    }
    along[turned ? 1 : 0][index] = at;
  }
  slots.edgeCount = from.length;
  slots.from = Int32Array.from(from);
  slots.to = Int32Array.from(to);
  slots.forwardEdge = Int32Array.from(along[0]);
  slots.backwardEdge = Int32Array.from(along[1]);
}

/** Parameters above (matrices) and below (biases) the op that uses them, labels and further inputs below; the first data operand leads the chain. */
function markLeaves(graph: Graph, view: View, slots: Slots): void {
  const fed = new Uint8Array(slots.count);
  const outdegree = new Int32Array(slots.count);
  const incoming: number[][] = Array.from({ length: slots.count }, () => []);
  for (let edge = 0; edge < slots.edgeCount; edge++) {
    fed[slots.to[edge]] = 1;
    outdegree[slots.from[edge]]++;
    incoming[slots.to[edge]].push(slots.from[edge]);
  }
  for (let slot = 0; slot < slots.count; slot++) {
    const node = view.nodes[slots.forward[slot]];
    if (!node || node.of < 0) continue;
    const { kind } = graph.nodes[node.of];
    // data computed from data (labels made from X) is a leaf all the same
    slots.leaf[slot] = kind === 'input' || (kind === 'parameter' && !fed[slot]) ? 1 : 0;
  }
  for (let slot = 0; slot < slots.count; slot++) if (!slots.leaf[slot]) arrange(graph, view, slots, slot, incoming[slot], outdegree);
}

function arrange(graph: Graph, view: View, slots: Slots, op: number, operands: readonly number[], outdegree: Int32Array): void {
  const nodeOf = (slot: number) => graph.nodes[view.nodes[slots.forward[slot]].of];
  const leaves = operands.filter(slot => slots.leaf[slot] === 1);
  if (leaves.length === 0) return;
  const isData = (slot: number) => nodeOf(slot).kind === 'input' && nodeOf(slot).role !== 'label';
  const leader = leaves.length < operands.length ? -1 : (leaves.find(isData) ?? leaves[0]);
  slots.leader[op] = leader;
  let above = 0;
  for (const slot of leaves) {
    if (slot === leader || outdegree[slot] !== 1) continue;
    const { kind, shape } = nodeOf(slot);
    const matrix = kind === 'parameter' && shape.length >= 2 && shape.every(size => size !== 1);
    const top = matrix ? above < 2 : kind === 'parameter' && above === 0 && !isBias(nodeOf(slot).label);
    slots.satellite[slot] = top ? -1 : 1;
    if (top) above++;
  }
}

const isBias = (label: string): boolean => /\bb(ias)?[\d_]*\b|bias/i.test(label);
