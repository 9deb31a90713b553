// Mistakes that learners really make, planted in an equation that is right: for "find the bug".

export interface Planted {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

type Mutation = (rhs: string, language: 'bp' | 'python') => string | null;

const replaceOne =
  (from: RegExp, to: string): Mutation =>
  rhs =>
    from.test(rhs) ? rhs.replace(from, to) : null;

/** Each changes a right-hand side in one way; null where it does not apply. */
const MUTATIONS: readonly Mutation[] = [
  replaceOne(/ᵀ|\.T\b/, ''),
  (rhs, language) =>
    language === 'bp' ? replaceOne(/ · /, ' * ')(rhs, language) : replaceOne(/np\.dot\(([^(),]+), ([^(),]+)\)/, '$1 * $2')(rhs, language),
  replaceOne(/1 ?\/ ?m \* /, ''),
  replaceOne(/ ?\/ ?m\b/, ''),
  replaceOne(/^(\w+) - (\w+)$/, '$2 - $1'),
  replaceOne(/axis=1/, 'axis=0'),
  replaceOne(/, keepdims=True/, ''),
  replaceOne(/\bA(\d)/, 'Z$1'),
  replaceOne(/\bW2/, 'W1'),
  replaceOne(/\bsum\(/, 'mean('),
  replaceOne(/ \* (?=\()/, ' + '),
  replaceOne(/'\(Z(\d)\)/, "'(A$1)"),
];

/** Every text with one mistake in one of the lines, in a seeded order, so that the same number gives the same bug. */
export function plantings(
  whole: string,
  lines: readonly { line: number; before: string; answer: string }[],
  language: 'bp' | 'python',
  seed: number,
): Planted[] {
  const found: Planted[] = [];
  const all = whole.split('\n');
  for (const { line, before, answer } of lines)
    for (const mutate of MUTATIONS) {
      const wrong = mutate(answer, language);
      if (wrong === null || wrong === answer) continue;
      const text = [...all];
      text[line - 1] = before + wrong + all[line - 1].slice(before.length + answer.length);
      found.push({ line, text: text.join('\n') });
    }
  return shuffled(found, seed);
}

/** Fisher and Yates's shuffle with a small generator. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = (seed * 2654435761) >>> 0 || 1;
  for (let i = result.length - 1; i > 0; i--) {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
