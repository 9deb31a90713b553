// A gradient's name may promise one thing and its value be another's: where a mistake hides the value, what it is of shows otherwise.
import type { Node } from '../core/graph';
import { sameShape } from '../core/tensor';
import { alikeTarget, type Context, type Entry, type Instance, isRescaling, targetNameOf } from './entries';
import type { Given } from './given';
import { matchPairs } from './scale';

/** How many forward values are tried in place of the one that the name says. */
const MOST = 60;

export class Repair {
  constructor(
    private readonly context: Context,
    private readonly given: Given,
    /** The entries that an entry flows into directly. */
    private readonly consumers: (entry: Entry) => readonly Entry[],
    private readonly spend: (cost: number) => boolean,
  ) {}

  /** Pairs the entry anew where what is computed from it is right for another forward value only. */
  better(entry: Entry): readonly Instance[] | null {
    const [first] = entry.instances;
    if (first.by === 'update') return null;
    const target = this.byConsumers(entry, first);
    if (!target || target === first.target) return null;
    const found: Instance[] = [];
    for (const instance of entry.instances) {
      const own = instance === first ? target : alikeTarget(this.context, instance, first.target, target);
      if (!own) return null;
      found.push({ ...instance, target: own, by: 'consequence' });
    }
    return found;
  }

  wrt(instances: readonly Instance[]): string {
    return targetNameOf(this.context, instances[0].target, instances[0].binding);
  }

  private candidates(instance: Instance): Node[] {
    const { ancestry, model, parameters } = this.context;
    const named = (n: Node): number => Number(model.bindingsOf(n).some(b => b.kind !== 'argument'));
    return [...ancestry.of(instance.loss.node)]
      .filter(
        n => n.op !== 'leaf' && !parameters.has(n) && !isRescaling(this.context, n) && sameShape(n.value.shape, instance.hand.value.shape),
      )
      .sort((a, b) => named(b) - named(a) || b.id - a.id)
      .slice(0, MOST);
  }

  /** The forward value whose exact derivative, in place of the entry's value, makes what is computed from it right. */
  private byConsumers(entry: Entry, first: Instance): Node | null {
    const fed = this.consumers(entry).filter(e => e.parameter);
    if (fed.length === 0) return null;
    const works = (target: Node): boolean => fed.every(consumer => this.repairs(consumer.instances[0], first, target));
    if (works(first.target)) return null;
    return this.candidates(first).find(works) ?? null;
  }

  private repairs(consumer: Instance, first: Instance, target: Node): boolean {
    const { exact } = this.context;
    if (!this.spend(this.given.equation(consumer).length * exact.points.length)) return false;
    const pairs = this.given.pairs(consumer, null, k => {
      const right = exact.at(first.loss.node, target, k);
      return right && new Map([[first.hand, right]]);
    });
    return matchPairs(pairs).fits && pairs.length >= Math.min(2, exact.points.length) && pairs.some(p => p.hand.data.some(x => x !== 0));
  }
}
