// Pass `cells`: the proper layered graph. Every slot is a cell; an edge across several columns gets a bend cell in each column between,
// shared by all edges of one value; an opened group gets a top and a bottom border cell in each of its columns.
import { adjacency, type Ranks } from './ranks';
import type { Slots } from './slots';
import type { View } from './view';

export const kinds = { slot: 0, bend: 1, top: 2, bottom: 3 } as const;

/** One value on its way to the right: from a slot to the slots that use it. */
export interface Net {
  source: number;
  /** Slot edges, and the slot at the far end of each. */
  edges: number[];
  targets: number[];
  /** The first bend cell (they are consecutive, one a column), −1 for none. */
  bends: number;
  /** The last column that has a bend. */
  until: number;
  /** Runs against the flow: the arrow points at `source`. */
  turned: boolean;
}

export interface Cells {
  count: number;
  kind: Uint8Array;
  rank: Int32Array;
  group: Int32Array;
  height: Float64Array;
  nets: Net[];
  /** Net of a slot edge, −1 for one that goes around: it is too long, or comes from a leaf that is used again farther on. */
  netOf: Int32Array;
  /** Lines between neighbouring columns. */
  from: Int32Array;
  to: Int32Array;
  /** 1: from a leaf other than the one that leads the chain. Such a line doesn't decide where its op lies. */
  light: Uint8Array;
  /** The net of a line, −1 for a border's; and the slot edge that ends with it, −1 for a line that only goes on to a bend. */
  netOfLine: Int32Array;
  edgeOfLine: Int32Array;
  /** Neighbours in the column to the left and to the right, with the line's index. */
  left: Adjacent;
  right: Adjacent;
}

export interface Adjacent {
  offset: Int32Array;
  cell: Int32Array;
  line: Int32Array;
}

export const bendHeight = 12;
export const headerHeight = 40;
export const footHeight = 14;

interface Draft {
  kind: number[];
  rank: number[];
  group: number[];
  height: number[];
  from: number[];
  to: number[];
  light: number[];
  net: number[];
  edge: number[];
}

export function makeCells(view: View, slots: Slots, ranks: Ranks): Cells {
  const longest = longestSpan(slots, ranks);
  const { nets, netOf } = netsOf(slots, ranks, longest);
  const draft: Draft = {
    kind: Array(slots.count).fill(kinds.slot),
    rank: Array.from(ranks.of),
    group: Array.from(slots.group),
    height: Array.from(slots.height),
    from: [],
    to: [],
    light: [],
    net: [],
    edge: [],
  };
  const grouped = ranks.first.some(first => first >= 0);
  for (const [index, net] of nets.entries()) addNet(draft, net, index, view, slots, ranks, grouped);
  if (grouped) addBorders(draft, view, ranks);
  const count = draft.kind.length;
  const from = Int32Array.from(draft.from);
  const to = Int32Array.from(draft.to);
  return {
    count,
    kind: Uint8Array.from(draft.kind),
    rank: Int32Array.from(draft.rank),
    group: Int32Array.from(draft.group),
    height: Float64Array.from(draft.height),
    nets,
    netOf,
    from,
    to,
    light: Uint8Array.from(draft.light),
    netOfLine: Int32Array.from(draft.net),
    edgeOfLine: Int32Array.from(draft.edge),
    left: adjacent(count, to, from),
    right: adjacent(count, from, to),
  };
}

/** A bend in every column of every long edge could be far more than there are nodes: then the longest edges go around the lane. */
function longestSpan(slots: Slots, ranks: Ranks): number {
  const most = 6 * slots.count + 4000;
  for (let longest = 1 << 30; longest > 8; longest = longest > 512 ? 512 : longest / 2) {
    const far = new Int32Array(slots.count);
    for (let edge = 0; edge < slots.edgeCount; edge++) {
      const span = Math.abs(ranks.of[slots.to[edge]] - ranks.of[slots.from[edge]]);
      const low = ranks.of[slots.from[edge]] < ranks.of[slots.to[edge]] ? slots.from[edge] : slots.to[edge];
      if (span <= longest) far[low] = Math.max(far[low], span - 1);
    }
    if (far.reduce((sum, span) => sum + span, 0) <= most) return longest;
  }
  return 8;
}

function netsOf(slots: Slots, ranks: Ranks, longest: number): { nets: Net[]; netOf: Int32Array } {
  const nets: Net[] = [];
  const netOf = new Int32Array(slots.edgeCount).fill(-1);
  const outdegree = new Int32Array(slots.count);
  for (const from of slots.from) outdegree[from]++;
  const ofSource = new Int32Array(slots.count).fill(-1);
  for (let edge = 0; edge < slots.edgeCount; edge++) {
    const turned = ranks.of[slots.from[edge]] > ranks.of[slots.to[edge]];
    const source = turned ? slots.to[edge] : slots.from[edge];
    const target = turned ? slots.from[edge] : slots.to[edge];
    const span = ranks.of[target] - ranks.of[source];
    if (span > longest || (span > 1 && slots.leaf[source] === 1 && outdegree[source] > 1 && slots.leader[target] !== source)) continue;
    let net = turned ? -1 : ofSource[source];
    if (net < 0) {
      net = nets.length;
      nets.push({ source, edges: [], targets: [], bends: -1, until: 0, turned });
      if (!turned) ofSource[source] = net;
    }
    nets[net].edges.push(edge);
    nets[net].targets.push(target);
    netOf[edge] = net;
  }
  return { nets, netOf };
}

function addNet(draft: Draft, net: Net, index: number, view: View, slots: Slots, ranks: Ranks, grouped: boolean): void {
  const start = ranks.of[net.source];
  net.until = net.targets.reduce((most, target) => Math.max(most, ranks.of[target]), 0) - 1;
  let previous = net.source;
  if (net.until > start) net.bends = draft.kind.length;
  for (let rank = start + 1; rank <= net.until; rank++) {
    const bend = draft.kind.length;
    draft.kind.push(kinds.bend);
    draft.rank.push(rank);
    draft.group.push(grouped ? groupOfBend(net, rank, view, slots, ranks) : -1);
    draft.height.push(bendHeight);
    line(draft, previous, bend, 0, index, -1);
    previous = bend;
  }
  net.targets.forEach((target, n) => {
    const before = ranks.of[target] - 1;
    line(
      draft,
      before === start ? net.source : net.bends + before - start - 1,
      target,
      slots.leader[target] === net.source ? 0 : slots.leaf[net.source],
      index,
      net.edges[n],
    );
  });
}

function line(draft: Draft, from: number, to: number, light: number, net: number, edge: number): void {
  draft.from.push(from);
  draft.to.push(to);
  draft.light.push(light);
  draft.net.push(net);
  draft.edge.push(edge);
}

/** The innermost opened group that the line is still, or already, inside of. */
function groupOfBend(net: Net, rank: number, view: View, slots: Slots, ranks: Ranks): number {
  const holds = (group: number) => ranks.first[group] <= rank && rank <= ranks.last[group];
  const depth = (group: number) => (group < 0 ? -1 : view.groups[group].depth);
  let behind = slots.group[net.source];
  while (behind >= 0 && !holds(behind)) behind = view.groups[behind].parent;
  const ahead = net.targets.filter(target => ranks.of[target] > rank);
  const isIn = (slot: number, group: number): boolean => {
    for (let at = slots.group[slot]; at >= 0; at = view.groups[at].parent) if (at === group) return true;
    return false;
  };
  for (let at = slots.group[ahead[0]]; at >= 0; at = view.groups[at].parent) {
    if (holds(at) && depth(at) > depth(behind) && ahead.every(target => isIn(target, at))) return at;
  }
  return behind;
}

function addBorders(draft: Draft, view: View, ranks: Ranks): void {
  view.groups.forEach((_, group) => {
    if (ranks.first[group] < 0) return;
    for (let rank = ranks.first[group]; rank <= ranks.last[group]; rank++) {
      for (const [kind, height] of [
        [kinds.top, headerHeight],
        [kinds.bottom, footHeight],
      ] as const) {
        if (rank > ranks.first[group]) line(draft, draft.kind.length - 2, draft.kind.length, 0, -1, -1);
        draft.kind.push(kind);
        draft.rank.push(rank);
        draft.group.push(group);
        draft.height.push(height);
      }
    }
  });
}

function adjacent(count: number, from: Int32Array, to: Int32Array): Adjacent {
  const { next, offset } = adjacency(
    count,
    Array.from(from, (cell, line) => [cell, line] as const),
  );
  return { offset, line: next, cell: next.map(line => to[line]) };
}
