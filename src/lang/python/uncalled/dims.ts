// Shapes as people write them in comments and docstrings: (N, D), (n_a, n_a + n_x), (4H,), (N, d_1, ..., d_k).

/** Gives every named size a number of its own, so that nothing fits by accident. */
export class Sizes {
  private readonly known = new Map<string, number>();
  private readonly pool = [4, 5, 3, 6, 7, 8, 9, 10, 11, 12, 13];

  get names(): ReadonlyMap<string, number> {
    return this.known;
  }
  of(name: string): number {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const taken = new Set(this.known.values());
    const usual = USUAL.find(([pattern]) => pattern.test(name))?.[1];
    const value = usual ?? this.pool.find(size => !taken.has(size)) ?? this.known.size + 14;
    this.known.set(name, value);
    return value;
  }
  set(name: string, value: number): void {
    this.known.set(name, value);
  }
}

/** Sizes that must stand in a certain order: an image is larger than a filter. */
const USUAL: readonly (readonly [RegExp, number])[] = [
  [/^(?:HH|WW|f|k|kernel_?size|filter_?size|ph|pw|pool_(?:height|width|size))$/, 2],
  [/^(?:n_H_prev|H|height|h_in|H_in)$/, 6],
  [/^(?:n_W_prev|W|width|w_in|W_in)$/, 8],
  [/^(?:T|T_x|seq_?len\w*|timesteps?|steps)$/, 3],
];

/** The numbers of a written shape; null where it is none. */
export function readShape(text: string, sizes: Sizes): number[] | null {
  const parts = text
    .split(',')
    .map(part => part.trim().replace(/['’]/g, '_'))
    .filter(part => part !== '');
  if (parts.length === 0) return text.trim() === '' ? [] : null;
  if (parts.some(part => part === '...' || part === '…')) return spread(parts, sizes);
  const shape = parts.map(part => readSize(part, sizes));
  return shape.every(size => size !== null) ? (shape as number[]) : null;
}

/** (N, d_1, ..., d_k): two axes stand for the dots. */
function spread(parts: readonly string[], sizes: Sizes): number[] | null {
  const named = parts.filter(part => part !== '...' && part !== '…');
  const shape = named.map(part => readSize(part, sizes));
  return shape.every(size => size !== null) ? (shape as number[]) : null;
}

const TOKEN = /\s*(?:(\d+)\s*(?=[A-Za-z_])|(\d+)|([A-Za-z_][\w.]*)|(\*\*|\/\/|[-+*/()]))/y;

/** A size: a name, a number, sums and products of them; 4H is 4·H. */
export function readSize(text: string, sizes: Sizes): number | null {
  const tokens: (string | number)[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) return null;
    const [, factor, number, name, sign] = match;
    if (factor !== undefined) tokens.push(Number(factor), '*');
    else if (number !== undefined) tokens.push(Number(number));
    else if (name !== undefined) tokens.push(sizes.of(name));
    else tokens.push(sign);
  }
  let at = 0;
  const primary = (): number => {
    const token = tokens[at++];
    if (token === '(') {
      const value = sum();
      at++;
      return value;
    }
    return typeof token === 'number' ? token : Number.NaN;
  };
  const product = (): number => {
    let value = primary();
    while (tokens[at] === '*' || tokens[at] === '/' || tokens[at] === '//') {
      const sign = tokens[at++];
      value = sign === '*' ? value * primary() : Math.floor(value / primary());
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') value = tokens[at++] === '+' ? value + product() : value - product();
    return value;
  };
  const value = sum();
  return at === tokens.length && Number.isInteger(value) && value >= 0 ? value : null;
}
