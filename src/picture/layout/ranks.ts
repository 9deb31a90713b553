// Pass `ranks`: the column of every slot. Longest paths, level by level of the group tree: an opened group is one item as long as its
// own columns, so that groups in sequence never share a column. Cycles are broken where a depth-first walk in source order closes them.
import type { Slots } from './slots';
import type { View } from './view';

export interface Ranks {
  /** Column of a slot. */
  of: Int32Array;
  count: number;
  /** First and last column of an opened group. */
  first: Int32Array;
  last: Int32Array;
}

interface Level {
  items: number[];
  edges: [number, number][];
}

export function rankSlots(view: View, slots: Slots): Ranks {
  const { groups } = view;
  const open = openedGroups(view, slots);
  const levels = levelsOf(view, slots, open);
  const start = new Int32Array(slots.count + groups.length);
  const length = new Int32Array(slots.count + groups.length).fill(1);
  const inside = [...levels.keys()].filter(group => group >= 0).sort((a, b) => groups[b].depth - groups[a].depth);
  let total = 0;
  for (const group of [...inside, -1]) {
    total = placeLevel(levels.get(group) ?? { items: [], edges: [] }, start, length, slots.leaf);
    if (group >= 0) length[slots.count + group] = total;
  }
  const ranks: Ranks = {
    of: new Int32Array(slots.count),
    count: total,
    first: new Int32Array(groups.length).fill(-1),
    last: new Int32Array(groups.length).fill(-1),
  };
  const offset = (group: number): number => (group < 0 ? 0 : start[slots.count + group] + offset(groups[group].parent));
  for (let slot = 0; slot < slots.count; slot++) ranks.of[slot] = start[slot] + offset(slots.group[slot]);
  for (const group of open) {
    ranks.first[group] = offset(group);
    ranks.last[group] = offset(group) + length[slots.count + group] - 1;
  }
  return ranks;
}

function openedGroups(view: View, slots: Slots): Set<number> {
  const open = new Set<number>();
  for (const group of slots.group) for (let at = group; at >= 0 && !open.has(at); at = view.groups[at].parent) open.add(at);
  return open;
}

/** Items (slots, opened groups as `count + group`) and edges of every level; −1 is the outermost. */
function levelsOf(view: View, slots: Slots, open: ReadonlySet<number>): Map<number, Level> {
  const levels = new Map<number, Level>([[-1, { items: [], edges: [] }]]);
  const level = (group: number): Level => {
    const found = levels.get(group) ?? { items: [], edges: [] };
    levels.set(group, found);
    return found;
  };
  const { groups } = view;
  const listed = new Set<number>();
  for (let slot = 0; slot < slots.count; slot++) {
    for (let at = slots.group[slot]; at >= 0 && !listed.has(at); at = groups[at].parent) {
      listed.add(at);
      level(groups[at].parent).items.push(slots.count + at);
    }
    level(slots.group[slot]).items.push(slot);
  }
  const parent = (item: number): number => (item < slots.count ? slots.group[item] : groups[item - slots.count].parent);
  const depth = (group: number): number => (group < 0 ? -1 : groups[group].depth);
  for (let edge = 0; edge < slots.edgeCount; edge++) {
    let a = slots.from[edge];
    let b = slots.to[edge];
    while (open.size > 0 && parent(a) !== parent(b)) {
      if (depth(parent(a)) >= depth(parent(b))) a = slots.count + parent(a);
      else b = slots.count + parent(b);
    }
    if (a !== b) level(parent(a)).edges.push([a, b]);
  }
  return levels;
}

/** Places the items of one level, beginning at 0; answers how many columns they take. */
function placeLevel(level: Level, start: Int32Array, length: Int32Array, leaf: Uint8Array): number {
  const local = new Map(level.items.map((item, at) => [item, at]));
  const n = level.items.length;
  const edges = level.edges.map(([a, b]) => [local.get(a) ?? 0, local.get(b) ?? 0] as const);
  const { next, offset } = adjacency(n, edges);
  const order = acyclicOrder(n, next, offset);
  const place = new Int32Array(n);
  for (const [at, item] of order.entries()) place[item] = at;
  const { next: ahead, offset: aheadAt } = adjacency(
    n,
    edges.map(([a, b]) => (place[a] < place[b] ? [a, b] : [b, a])),
  );
  const at = new Int32Array(n);
  const fed = new Uint8Array(n);
  for (const item of order) {
    const end = at[item] + length[level.items[item]];
    for (let k = aheadAt[item]; k < aheadAt[item + 1]; k++) {
      at[ahead[k]] = Math.max(at[ahead[k]], end);
      fed[ahead[k]] = 1;
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    const item = order[k];
    // what nothing feeds, and data however it was made, stands right before its first use
    if ((fed[item] && !leaf[level.items[item]]) || aheadAt[item] === aheadAt[item + 1]) continue;
    at[item] = latest(item, ahead, aheadAt, at) - length[level.items[item]];
  }
  for (const [index, item] of level.items.entries()) start[item] = at[index];
  return level.items.reduce((sum, item) => Math.max(sum, start[item] + length[item]), 0);
}

function latest(item: number, ahead: Int32Array, aheadAt: Int32Array, at: Int32Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = aheadAt[item]; k < aheadAt[item + 1]; k++) least = Math.min(least, at[ahead[k]]);
  return least;
}

export function adjacency(n: number, edges: readonly (readonly [number, number])[]): { next: Int32Array; offset: Int32Array } {
  const offset = new Int32Array(n + 1);
  for (const [a] of edges) offset[a + 1]++;
  for (let at = 0; at < n; at++) offset[at + 1] += offset[at];
  const cursor = offset.slice(0, n);
  const next = new Int32Array(edges.length);
  for (const [a, b] of edges) next[cursor[a]++] = b;
  return { next, offset };
}

/** A topological order once the edges that close a cycle in a depth-first walk, from the sources on, are turned round. */
function acyclicOrder(n: number, next: Int32Array, offset: Int32Array): Int32Array {
  const walk: Walk = {
    next,
    offset,
    cursor: offset.slice(0, n),
    seen: new Uint8Array(n),
    stack: new Int32Array(n),
    order: new Int32Array(n),
    free: n,
  };
  const fed = new Uint8Array(n);
  for (const to of next) fed[to] = 1;
  for (let root = n - 1; root >= 0; root--) if (!fed[root]) visit(walk, root);
  for (let root = 0; root < n; root++) visit(walk, root);
  return walk.order;
}

interface Walk {
  next: Int32Array;
  offset: Int32Array;
  cursor: Int32Array;
  seen: Uint8Array;
  stack: Int32Array;
  order: Int32Array;
  /** Where the order, filled from its end, begins. */
  free: number;
}

function visit(walk: Walk, root: number): void {
  if (walk.seen[root]) return;
  let top = 0;
  walk.stack[0] = root;
  walk.seen[root] = 1;
  while (top >= 0) {
    const item = walk.stack[top];
    if (walk.cursor[item] === walk.offset[item + 1]) {
      walk.order[--walk.free] = item;
      top--;
      continue;
    }
    const to = walk.next[walk.cursor[item]++];
    if (walk.seen[to]) continue;
    walk.seen[to] = 1;
    walk.stack[++top] = to;
  }
}
