// Pass `frames`: the boxes around opened groups, one in each lane in which the group has anything.
import type { Frame, Pass } from '../picture';
import { headerHeight, kinds } from './cells';
import { framePad } from './gutters';
import type { Placing } from './routes';

export function placeFrames({ view, slots, ranks, cells, gutters, rows, y }: Placing): Frame[] {
  const inside = new Map<number, Set<Pass>>();
  for (const node of view.nodes) {
    for (let group = node.group; group >= 0; group = view.groups[group].parent) {
      const passes = inside.get(group) ?? new Set();
      inside.set(group, passes.add(node.pass));
    }
  }
  const top = new Map<number, number>();
  const bottom = new Map<number, number>();
  for (let cell = slots.count; cell < cells.count; cell++) {
    const group = cells.group[cell];
    if (cells.kind[cell] === kinds.top)
      top.set(group, Math.min(top.get(group) ?? Number.POSITIVE_INFINITY, y[cell] - headerHeight / 2 + 2));
    if (cells.kind[cell] === kinds.bottom)
      bottom.set(group, Math.max(bottom.get(group) ?? Number.NEGATIVE_INFINITY, y[cell] + cells.height[cell] / 2));
  }
  const frames: Frame[] = [];
  view.groups.forEach((group, index) => {
    if (ranks.first[index] < 0) return;
    const pad = framePad(view, ranks, index);
    const x = gutters.columnX[ranks.first[index]] - pad.start;
    const last = ranks.last[index];
    const width = gutters.columnX[last] + gutters.columnWidth[last] + pad.end - x;
    const from = top.get(index) ?? 0;
    const height = (bottom.get(index) ?? 0) - from;
    for (const pass of ['forward', 'backward'] as const) {
      const shown = pass === 'forward' ? slots.forward : slots.backward;
      if (!inside.get(index)?.has(pass) || !shown.some(node => node >= 0)) continue;
      frames.push({ path: group.path, title: group.title, depth: group.depth, pass, x, y: from + rows.shift[pass], width, height });
    }
  });
  return frames.sort((a, b) => a.depth - b.depth);
}
