// Single-bug mutants of a model file's backward lines: the mistakes that learners really make, as edits of the text.

export interface Mutant {
  readonly kind: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly was: string;
  readonly now: string;
}

interface Rule {
  readonly kind: string;
  readonly find: RegExp;
  /** The replacements of one match; each makes a mutant of its own. */
  replace(match: RegExpExecArray): string[];
}

const other = (digit: string): string[] => (digit === '1' ? ['2'] : digit === '2' ? ['1'] : [String(Number(digit) - 1)]);

const COMMON: readonly Rule[] = [
  { kind: 'other layer', find: /\b([WA])(\d)\b/g, replace: m => other(m[2]).map(d => `${m[1]}${d}`) },
  { kind: 'Z for A', find: /\bA(\d)\b/g, replace: m => [`Z${m[1]}`] },
  { kind: 'wrong axis', find: /axis ?= ?([01])/g, replace: m => [`axis=${m[1] === '0' ? 1 : 0}`] },
  { kind: 'sum for mean', find: /\b1 ?\/ ?m ?\* ?/g, replace: () => ['', '1/m * 1/m * '] },
  {
    kind: 'sign',
    find: /(A\d|a\d?|out|probs|y_hat|output) - (Y|y|T|t|target|label)\b/g,
    replace: m => [`${m[2]} - ${m[1]}`, `${m[1]} + ${m[2]}`],
  },
  { kind: 'wrong square', find: /1 - (?:np\.power\()?([A-Za-z]\w*)/g, replace: m => [m[0].replace('1 - ', '1 + ')] },
  { kind: 'forgotten square', find: /²/g, replace: () => [''] },
  { kind: 'forgotten square', find: / ?\*\* ?2\b/g, replace: () => [''] },
];

const BP: readonly Rule[] = [
  { kind: 'missing transpose', find: /ᵀ/g, replace: () => [''] },
  { kind: 'extra transpose', find: /\b([A-Za-z]\w*)(?![\wᵀ'(=])(?= *·)/g, replace: m => [`${m[1]}ᵀ`] },
  { kind: 'star for product', find: / · /g, replace: () => [' * '] },
  { kind: 'product for star', find: / \* (?=\w+'|\()/g, replace: () => [' · '] },
  { kind: 'derivative elsewhere', find: /'\(Z(\d)\)/g, replace: m => [`'(A${m[1]})`] },
  { kind: 'dropped factor', find: / \* \w+'\([^)]*\)/g, replace: () => [''] },
  { kind: 'swapped', find: /(\w+ᵀ?) · (\w+ᵀ?)/g, replace: m => [`${m[2]} · ${m[1]}`] },
];

const PYTHON: readonly Rule[] = [
  { kind: 'missing transpose', find: /\.T\b/g, replace: () => [''] },
  { kind: 'keepdims missing', find: /, ?keepdims ?= ?True/g, replace: () => [''] },
  { kind: 'star for product', find: /(?:np\.dot)\(([^(),]+), ([^(),]+)\)/g, replace: m => [`(${m[1]} * ${m[2]})`] },
  { kind: 'swapped', find: /np\.dot\(([^(),]+), ([^(),]+)\)/g, replace: m => [`np.dot(${m[2]}, ${m[1]})`] },
  { kind: 'swapped', find: /([\w.]+) @ ([\w.]+)/g, replace: m => [`${m[2]} @ ${m[1]}`] },
  { kind: 'star for product', find: / @ /g, replace: () => [' * '] },
  { kind: 'uphill', find: / -= /g, replace: () => [' += '] },
  { kind: 'mean for sum', find: /np\.sum\(/g, replace: () => ['np.mean('] },
];

const isBackward = (line: string, language: 'bp' | 'python', inBackward: boolean): boolean =>
  language === 'bp'
    ? inBackward && /^\s*\w+ *=/.test(line)
    : /^\s*(?:self\.)?(?:d_?[A-Za-z]\w*|grads?\[|\w*(?:delta|grad)\w*|nabla_\w+)[^=]*(?:[-+/]?=)(?!=)/.test(line) ||
      /^\s*\S+ [-+]= .*(?:\bd[A-Za-z]\w*|delta|grad)/.test(line);

/** Every mutant of the file, in order. */
export function mutants(text: string, language: 'bp' | 'python'): Mutant[] {
  const lines = text.split('\n');
  const found: Mutant[] = [];
  let inBackward = false;
  for (const [index, line] of lines.entries()) {
    if (/^(forward|backward|train)\b/.test(line)) inBackward = line.startsWith('backward');
    if (!isBackward(line, language, inBackward)) continue;
    const [body] = line.split('#');
    const start = body.indexOf('=') + 1;
    for (const rule of [...COMMON, ...(language === 'bp' ? BP : PYTHON)])
      for (const match of body.matchAll(rule.find)) {
        if (match.index < start && rule.kind !== 'uphill') continue;
        for (const text2 of rule.replace(match as RegExpExecArray)) {
          const now = body.slice(0, match.index) + text2 + body.slice(match.index + match[0].length);
          if (now !== body)
            found.push({
              kind: rule.kind,
              line: index + 1,
              was: line,
              now,
              text: [...lines.slice(0, index), now, ...lines.slice(index + 1)].join('\n'),
            });
        }
      }
  }
  return found;
}
