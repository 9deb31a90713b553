// What a value is called at a place of the source: by a name that is still bound to it there, and to people anywhere.
import type { Model } from '../check/model';
import type { Node } from '../core/graph';
import type { Binding } from '../trace/trace';

export class Scope {
  private readonly bySlot = new Map<string, Binding[]>();

  private readonly lines: readonly string[];

  constructor(
    readonly model: Model,
    text: string,
  ) {
    this.lines = text.split('\n');
    for (const b of model.trace.bindings) {
      const list = this.bySlot.get(b.slot);
      if (list) list.push(b);
      else this.bySlot.set(b.slot, [b]);
    }
  }

  /** A name that has the value where the statement of `at` begins; null where there is none. */
  codeName(node: Node, at: Binding | null): string | null {
    const all = this.model.bindingsOf(node);
    if (!at) return all[0]?.name ?? null;
    const limit = this.model.indexOf(at);
    const visible = all.filter(b => this.visible(b, at) && this.current(b, limit));
    const own = visible.filter(b => b.call === at.call);
    const pool = own.length ? own : visible;
    // The name that is about to get another value is the least clear one.
    const clear = pool.filter(b => b.name !== at.name);
    const best = clear.length ? clear : pool;
    // A name that the statement itself uses is there in every round; another may not be yet.
    return (best.findLast(b => this.isUsed(b.name, at)) ?? best.at(-1))?.name ?? null;
  }

  private isUsed(name: string, at: Binding): boolean {
    const text = this.model.trace.text(at.value);
    const from = text.indexOf(name);
    return from >= 0 && !/[\w.]/.test(text[from - 1] ?? '') && !/[\w[]/.test(text[from + name.length] ?? '');
  }

  /** What people call it, seen from a statement: the name there, else the one nearest to it. */
  nameOf(node: Node, at: Binding | null): string | null {
    const code = at && this.codeName(node, at);
    if (code) return code;
    const all = this.model.bindingsOf(node);
    if (all.length === 0) return null;
    const near = at ? all.filter(b => b.call === at.call) : [];
    const outer = all.filter(b => b.call === 0);
    const made = this.model.maker(node);
    return (near.at(-1) ?? outer[0] ?? made ?? all[0]).name;
  }

  private visible(b: Binding, at: Binding): boolean {
    if (this.inComprehension(b)) return false;
    if (b.call === at.call || b.call === 0) return true;
    // An attribute is reached from every method through the same word.
    return (
      /^(?:self|this)\./.test(b.name) && this.model.trace.bindings.some(o => o.call === at.call && o.name.startsWith(b.name.split('.')[0]))
    );
  }

  /** The name that a comprehension gives its items is gone after it. */
  private inComprehension(b: Binding): boolean {
    const range = b.kind === 'alias' || b.kind === 'assign' ? this.model.trace.range(b.target) : null;
    if (!range) return false;
    const before = this.lines[range.start.line - 1]?.slice(0, range.start.column - 1) ?? '';
    return /[^\w.]for\s[^:\])}]*$/.test(before) && !/^\s*(?:async\s+)?for\s/.test(before);
  }

  /** Has the name the same value still, when the binding of that index is made? */
  private current(b: Binding, limit: number): boolean {
    if (this.model.indexOf(b) >= limit) return false;
    const later = this.bySlot.get(b.slot)!;
    return !later.some(o => {
      const index = this.model.indexOf(o);
      return index > this.model.indexOf(b) && index < limit && this.model.rep(o.node) !== this.model.rep(b.node);
    });
  }
}
