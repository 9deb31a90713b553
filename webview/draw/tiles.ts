// Things by where they lie, so that drawing looks only at what is visible.
import type { Box } from '../../src/picture/picture';

const size = 1024;

export class Tiles<T> {
  private readonly tiles = new Map<number, number[]>();
  private readonly things: T[] = [];
  private readonly boxes: Box[] = [];
  /** Long things lie in many tiles: they are looked at one by one. */
  private readonly long: number[] = [];
  private readonly stamp: Uint32Array;
  private now = 0;

  constructor(entries: readonly (readonly [T, Box])[]) {
    this.stamp = new Uint32Array(entries.length);
    entries.forEach(([thing, box], at) => {
      this.things.push(thing);
      this.boxes.push(box);
      if (box.width > 8 * size || box.height > 8 * size) {
        this.long.push(at);
        return;
      }
      each(box, key => {
        const tile = this.tiles.get(key);
        if (tile) tile.push(at);
        else this.tiles.set(key, [at]);
      });
    });
  }

  /** What meets a box, each once, in its order. */
  within(seen: Box): T[] {
    this.now++;
    const found: number[] = [];
    const take = (at: number) => {
      if (this.stamp[at] === this.now) return;
      this.stamp[at] = this.now;
      const box = this.boxes[at];
      if (box.x <= seen.x + seen.width && box.x + box.width >= seen.x && box.y <= seen.y + seen.height && box.y + box.height >= seen.y)
        found.push(at);
    };
    if ((seen.width / size + 1) * (seen.height / size + 1) > this.tiles.size) for (let at = 0; at < this.things.length; at++) take(at);
    else each(seen, key => this.tiles.get(key)?.forEach(take));
    for (const at of this.long) take(at);
    return found.sort((a, b) => a - b).map(at => this.things[at]);
  }
}

function each(box: Box, visit: (key: number) => void): void {
  for (let x = Math.floor(box.x / size); x <= Math.floor((box.x + box.width) / size); x++)
    for (let y = Math.floor(box.y / size); y <= Math.floor((box.y + box.height) / size); y++) visit(x * 65536 + y);
}
