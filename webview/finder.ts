// What the search field finds, and at which of it one stands.
import type { SceneNode } from '../src/picture/primitives';

export class Finder {
  /** What is looked for, in lower case; empty: nothing. */
  text = '';
  at = 0;
  private ids: string[] = [];

  get count(): number {
    return this.ids.length;
  }

  get current(): string | undefined {
    return this.ids[this.at];
  }

  /** Null where nothing is looked for. */
  get found(): ReadonlySet<string> | null {
    return this.text === '' ? null : new Set(this.ids);
  }

  /** Looks anew, and goes so many steps on; answers whether one stands elsewhere now. */
  look(nodes: readonly SceneNode[], text: string, step: number): boolean {
    const wanted = text.trim().toLowerCase();
    const same = wanted === this.text;
    this.text = wanted;
    this.ids = wanted === '' ? [] : nodes.filter(node => node.words.includes(wanted)).map(node => node.id);
    if (!same) this.at = 0;
    else if (this.count > 0) this.at = (this.at + step + this.count) % this.count;
    return step !== 0 || !same;
  }
}
