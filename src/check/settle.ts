// One mistake, one error: what fails only beside another mistake, and no small edit mends, is taken to inherit it.
import type { Entry } from './entries';
import type { FixSearch } from './fixes';
import type { Judge, Verdict } from './judge';

/** How many equations are searched for a fix of their own. */
const MOST_SEARCHED = 8;

const failed = (v: Verdict): boolean => v.status === 'wrong' && (v.cause === 'value' || v.cause === 'factor' || v.cause === 'sign');

/**
 * In a loop over time each gradient flows into all others: once one is wrong, evaluating the rest with right inputs is only
 * as good as their pairing, which the mistake has made doubtful. An error is certain where nothing wrong flows in, or where
 * an edit is proven; never guessed.
 */
export function settle(judge: Judge, fixes: FixSearch, verdicts: readonly Verdict[]): void {
  const wrong = verdicts.filter(failed).sort((a, b) => first(a.entry) - first(b.entry));
  const shapes = verdicts.filter(o => o.status === 'wrong' && (o.cause === 'hole' || o.cause === 'shape'));
  if (wrong.length + shapes.length < 2) return;
  const feeds = (from: Verdict, to: Verdict): boolean => from !== to && judge.feeds(from.entry, to.entry);
  const certain = new Set(wrong.filter(v => ![...wrong, ...shapes].some(o => feeds(o, v))));
  const kept = [...certain];
  let searched = 0;
  for (const v of wrong) {
    if (certain.has(v)) continue;
    const settled = kept.some(k => !certain.has(k) && feeds(k, v) && feeds(v, k));
    if (!settled && searched++ < MOST_SEARCHED && fixes.small(v.entry).length > 0) kept.push(v);
  }
  if (kept.length === 0 && shapes.length === 0) kept.push(wrong[0]);
  for (const v of wrong) if (!kept.includes(v)) Object.assign(v, { status: 'inherited', cause: null, scale: null });
}

const first = (entry: Entry): number => entry.instances[0].hand.id;
