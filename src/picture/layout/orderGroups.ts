// Sorting a column that opened groups run through: a group's cells stay together between its borders, and sibling groups keep one order
// in all columns, so that their frames cannot overlap.
import { kinds } from './cells';
import type { Ordering } from './order';

interface Item {
  /** A cell, or a group as `cells.count + group`. */
  id: number;
  key: number;
  before: number;
}

export function sortGrouped(ordering: Ordering, rank: number): void {
  const { columns, cells, view, key } = ordering;
  const start = columns.start[rank];
  const inside = new Map<number, Item[]>([[-1, []]]);
  const sums = new Map<number, { sum: number; count: number; first: number }>();
  for (let at = start; at < columns.start[rank + 1]; at++) {
    const cell = columns.cell[at];
    for (let group = cells.group[cell]; group >= 0; group = view.groups[group].parent) {
      const sum = sums.get(group);
      if (!sum) {
        sums.set(group, { sum: 0, count: 0, first: at });
        listOf(inside, view.groups[group].parent).push({ id: cells.count + group, key: 0, before: at });
      }
      if (cells.kind[cell] >= kinds.top) continue;
      const entry = sums.get(group);
      if (!entry) continue;
      entry.sum += key[cell];
      entry.count++;
    }
    listOf(inside, cells.group[cell]).push({ id: cell, key: borderKey(cells.kind[cell]) ?? key[cell], before: at });
  }
  for (const items of inside.values()) {
    for (const item of items) {
      const sum = item.id < cells.count ? undefined : sums.get(item.id - cells.count);
      if (sum) item.key = sum.count > 0 ? sum.sum / sum.count : 0;
    }
    items.sort((a, b) => a.key - b.key || a.before - b.before);
    keepSiblings(ordering, items);
  }
  let to = start;
  const write = (items: readonly Item[]) => {
    for (const { id } of items) {
      if (id < cells.count) columns.cell[to++] = id;
      else write(inside.get(id - cells.count) ?? []);
    }
  };
  write(inside.get(-1) ?? []);
}

function listOf(inside: Map<number, Item[]>, group: number): Item[] {
  const list = inside.get(group) ?? [];
  inside.set(group, list);
  return list;
}

const borderKey = (kind: number): number | undefined =>
  kind === kinds.top ? Number.NEGATIVE_INFINITY : kind === kinds.bottom ? Number.POSITIVE_INFINITY : undefined;

/** The places that groups take among their siblings go to them in source order, whatever their keys: it is the same in every column. */
function keepSiblings(ordering: Ordering, items: Item[]): void {
  const count = ordering.cells.count;
  const places = items.flatMap((item, at) => (item.id >= count ? [at] : []));
  if (places.length < 2) return;
  const groups = places.map(at => items[at]).sort((a, b) => a.id - b.id);
  for (const [n, at] of places.entries()) items[at] = groups[n];
}
