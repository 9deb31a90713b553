// Symbolic sizes: a size is a polynomial in named sizes (n0, m, 2·n1 + 1) together with its number.

/** Two sizes are the same size when their keys are equal; they merely agree when only their values are. */
export interface Dim {
  readonly value: number;
  /** Canonical text: monomials sorted, so that `n·m` and `m·n` are one key. */
  readonly key: string;
  /** Coefficient of each monomial; names joined by `·`, the empty name for the constant. Null when not a polynomial. */
  readonly terms: ReadonlyMap<string, number> | null;
  /** What the file calls it, where that is not its key: `k` declared as n0 + n1. */
  readonly label?: string;
}

export type Dims = readonly Dim[];

function fromTerms(terms: ReadonlyMap<string, number>, value: number): Dim {
  const kept = [...terms].filter(([, c]) => c !== 0).sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
  const text = kept.map(([name, c]) => (name === '' ? `${c}` : c === 1 ? name : `${c}·${name}`)).join(' + ');
  return { value, key: text === '' ? '0' : text.replaceAll('+ -', '- '), terms: new Map(kept) };
}

export const numberDim = (value: number): Dim => fromTerms(new Map([['', value]]), value);
export const namedDim = (name: string, value: number): Dim => fromTerms(new Map([[name, 1]]), value);

/** A size whose expression is not a polynomial (n // 2): known by its text. */
export const opaqueDim = (text: string, value: number): Dim => ({ value, key: text, terms: null });

export const isNumber = (dim: Dim): boolean => dim.terms !== null && [...dim.terms.keys()].every(name => name === '');
export const isOne = (dim: Dim): boolean => dim.value === 1 && isNumber(dim);

export function addDims(a: Dim, b: Dim): Dim {
  if (!a.terms || !b.terms) return opaqueDim(`${a.key} + ${b.key}`, a.value + b.value);
  const terms = new Map(a.terms);
  for (const [name, c] of b.terms) terms.set(name, (terms.get(name) ?? 0) + c);
  return fromTerms(terms, a.value + b.value);
}

export function mulDims(a: Dim, b: Dim): Dim {
  if (!a.terms || !b.terms) return opaqueDim(`(${a.key})·(${b.key})`, a.value * b.value);
  const terms = new Map<string, number>();
  for (const [x, c] of a.terms)
    for (const [y, d] of b.terms) {
      const name = [...x.split('·'), ...y.split('·')].filter(Boolean).sort().join('·');
      terms.set(name, (terms.get(name) ?? 0) + c * d);
    }
  return fromTerms(terms, a.value * b.value);
}

export const negDim = (a: Dim): Dim => mulDims(numberDim(-1), a);

export const dimsOf = (shape: readonly number[]): Dim[] => shape.map(numberDim);
export const shapeOf = (dims: Dims): number[] => dims.map(d => d.value);
export const dimTexts = (dims: Dims): string[] => dims.map(d => d.label ?? d.key);
export const productOf = (dims: Dims): Dim => dims.reduce(mulDims, numberDim(1));

/** How two sizes that must be equal meet. A bare number never makes an accident: it names nothing. */
export type Agreement = 'same' | 'accident' | 'different';

export function agree(a: Dim, b: Dim): Agreement {
  if (a.value !== b.value) return 'different';
  return a.key === b.key || isNumber(a) || isNumber(b) ? 'same' : 'accident';
}

/** The more telling of two sizes that agree: a name before a number. */
export const better = (a: Dim, b: Dim): Dim => (isNumber(a) && !isNumber(b) ? b : a);
