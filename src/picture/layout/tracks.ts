// Pass `tracks`: in the gutter between two columns every value that changes its row gets a vertical track. Tracks are ordered so that few
// lines cross and none runs upon another; values whose verticals don't meet share a track.
import type { Cells } from './cells';
import type { Columns } from './columns';
import type { Drops } from './drops';
import type { Ports } from './ports';

/** One value in one gutter: from a height on the left to heights on the right. */
export interface Segment {
  net: number;
  start: number;
  ends: number[];
  low: number;
  high: number;
  /** From the left; −1 for a straight line. */
  track: number;
}

export interface Tracks {
  /** By gutter: gutter g lies left of column g. */
  segments: Segment[][];
  count: Int32Array;
  /** The segment that a line belongs to, by line, as an index into its gutter's list. */
  segmentOf: Int32Array;
}

export function assignTracks(cells: Cells, columns: Columns, y: Float64Array, ports: Ports, drops: Drops): Tracks {
  const segments: Segment[][] = Array.from({ length: columns.count + 1 }, () => []);
  const segmentOf = new Int32Array(cells.from.length).fill(-1);
  const known = new Map<number, number>();
  for (let line = 0; line < cells.from.length; line++) {
    const net = cells.netOfLine[line];
    if (net < 0 || drops.side[line] !== 0) continue;
    const gutter = cells.rank[cells.to[line]];
    const key = net * (columns.count + 1) + gutter;
    let index = known.get(key);
    if (index === undefined) {
      index = segments[gutter].length;
      known.set(key, index);
      const source = cells.from[line];
      const start = source === cells.nets[net].source ? ports.leave[net] : y[source];
      segments[gutter].push({ net, start, ends: [], low: start, high: start, track: -1 });
    }
    segmentOf[line] = index;
    const segment = segments[gutter][index];
    segment.ends.push(ports.enter[line]);
    segment.low = Math.min(segment.low, ports.enter[line]);
    segment.high = Math.max(segment.high, ports.enter[line]);
  }
  return { segments, count: Int32Array.from(segments, pack), segmentOf };
}

/** Orders and packs one gutter; answers how many tracks it needs. */
function pack(all: readonly Segment[]): number {
  const bent = all.filter(segment => segment.low < segment.high);
  const order = bent.sort(firstGuess);
  if (order.length <= 160) sift(order);
  return order.length <= 2500 ? packClosely(order) : packCoarsely(order);
}

/** What falls starts with the lowest, what rises with the highest: then neighbours don't cross. */
function firstGuess(a: Segment, b: Segment): number {
  const falls = (segment: Segment) => segment.high - segment.start > segment.start - segment.low;
  if (falls(a) !== falls(b)) return falls(a) ? 1 : -1;
  return falls(a) ? b.start - a.start : a.start - b.start;
}

const near = 6;

/** What it costs to have a on the left of b: crossings, and dear: a line of one upon a line of the other. */
function cost(a: Segment, b: Segment): number {
  let sum = b.start > a.low && b.start < a.high ? 1 : 0;
  for (const end of a.ends) {
    if (end > b.low && end < b.high) sum++;
    if (Math.abs(end - b.start) < near) sum += 20;
  }
  return sum;
}

/** Moves every segment to the place where it costs least, twice. */
function sift(order: Segment[]): void {
  const n = order.length;
  if (n < 2) return;
  const gain = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      if (i !== j && touch(order[i], order[j])) gain[i * n + j] = cost(order[i], order[j]) - cost(order[j], order[i]);
  const places = Array.from(order.keys());
  for (let round = 0; round < 2; round++) {
    let moved = false;
    for (let item = 0; item < n; item++) moved = resettle(places, item, gain, n) || moved;
    if (!moved) break;
  }
  const sorted = places.map(place => order[place]);
  for (let at = 0; at < n; at++) order[at] = sorted[at];
}

function resettle(places: number[], item: number, gain: Float64Array, n: number): boolean {
  const from = places.indexOf(item);
  let best = from;
  let least = 0;
  for (let at = from - 1, sum = 0; at >= 0; at--) {
    sum += gain[item * n + places[at]];
    if (sum < least) [least, best] = [sum, at];
  }
  for (let at = from + 1, sum = 0; at < n; at++) {
    sum += gain[places[at] * n + item];
    if (sum < least) [least, best] = [sum, at];
  }
  if (best === from) return false;
  places.splice(from, 1);
  places.splice(best, 0, item);
  return true;
}

const touch = (a: Segment, b: Segment): boolean => a.low <= b.high + near && b.low <= a.high + near;

function packClosely(order: readonly Segment[]): number {
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    let track = 0;
    for (let j = 0; j < i; j++) if (order[j].track >= track && touch(order[i], order[j])) track = order[j].track + 1;
    order[i].track = track;
    count = Math.max(count, track + 1);
  }
  return count;
}

/** For a crowded gutter: the same by a thousand stretches of its height, in one pass. */
function packCoarsely(order: readonly Segment[]): number {
  const least = order.reduce((low, segment) => Math.min(low, segment.low), 0);
  const most = order.reduce((high, segment) => Math.max(high, segment.high), 0);
  const stretch = Math.max(16, (most - least) / 1000);
  const bin = (height: number) => Math.floor((height - least) / stretch);
  const top: number[] = [];
  let count = 0;
  for (const segment of order) {
    let track = 0;
    for (let at = bin(segment.low); at <= bin(segment.high); at++) track = Math.max(track, top[at] ?? 0);
    segment.track = track;
    for (let at = bin(segment.low); at <= bin(segment.high); at++) top[at] = track + 1;
    count = Math.max(count, track + 1);
  }
  return count;
}
