// The names nearest to one that does not exist: case ignored first, then by edits, nearest first.

/** Edits of one character (insert, delete, replace, swap neighbours) from one word to another; stops counting beyond `limit`. */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

/** How far a name may be off: the shorter, the less. */
const limitFor = (word: string): number => (word.length <= 3 ? 1 : word.length <= 6 ? 2 : 3);

const sharedStart = (a: string, b: string): number => {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
};

/** Candidates near a word, the nearest first; of equally near ones the later in the list. */
export function nearest(word: string, candidates: readonly string[], limit = limitFor(word)): string[] {
  return ranked(word, candidates, limit).map(r => r.name);
}

/** The candidates that are nearest, all equally: one where only the case differs. */
export function allNearest(word: string, candidates: readonly string[]): string[] {
  const near = ranked(word, candidates, limitFor(word));
  return near.filter(r => r.distance === near[0].distance).map(r => r.name);
}

function ranked(word: string, candidates: readonly string[], limit: number): { name: string; distance: number }[] {
  const plain = word.toLowerCase();
  const found = candidates.flatMap((name, at) => {
    if (name === word) return [];
    if (name.toLowerCase() === plain) return [{ name, at, distance: 0, shared: Number.POSITIVE_INFINITY }];
    const distance = Math.min(editDistance(word, name, limit), editDistance(plain, name.toLowerCase(), limit - 1) + 0.5);
    const shared = sharedStart(plain, name.toLowerCase());
    if (distance > limit || (shared === 0 && (word.length === 1 || distance >= Math.max(word.length, name.length)))) return [];
    return [{ name, at, distance, shared }];
  });
  return found.sort((a, b) => a.distance - b.distance || b.shared - a.shared || b.at - a.at);
}
