// Names as mathematics: `dW2` is dW with 2 lowered, `gamma` is γ, `grads["dW1"]` is its last part. Whatever is no letter or digit is left out.

const GREEK = new Set(
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega'.split(
    ' ',
  ),
);

const GREEK_LETTERS: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  Γ: 'Gamma',
  Δ: 'Delta',
  Θ: 'Theta',
  Λ: 'Lambda',
  Σ: 'Sigma',
  Φ: 'Phi',
  Ω: 'Omega',
};

/** The last part of a name: without the object, dictionary or list that holds it. */
export function lastPart(name: string): string {
  const item = /\[\s*(?:"([^"]*)"|'([^']*)'|([^\]]*))\s*\]$/.exec(name);
  if (item) {
    const key = item[1] ?? item[2];
    if (key !== undefined && /\p{L}/u.test(key)) return key;
    const holder = lastPart(name.slice(0, item.index));
    return /^\d+$/.test(item[3] ?? '') ? `${holder}_${item[3]}` : holder;
  }
  return name.slice(name.lastIndexOf('.') + 1);
}

/** What the gradient of a value would be called: dW1, dhs[3], dA1 for cache["A1"]. */
export function gradientOf(name: string): string {
  const item = /^(.+)(\[-?\w+\])$/u.exec(name);
  return item ? `d${lastPart(item[1])}${item[2]}` : `d${lastPart(name)}`;
}

/** A name as LaTeX. */
export function texName(name: string): string {
  const ratio = /^∂(.+)\/∂(.+)$/u.exec(name);
  if (ratio) return partial(ratio[1], ratio[2]);
  const item = /^(.+)\[(-?\d+)\]$/.exec(name);
  if (item) return `${texName(item[1])}_{${item[2]}}`;
  const primes = /'+$/.exec(name)?.[0] ?? '';
  const part = lastPart(name.slice(0, name.length - primes.length));
  const [, stem, digits] = /^(.*?)_?(\d*)$/su.exec(part)!;
  const body = stem === '' ? part : stem;
  const lowered = stem !== '' && digits !== '' ? `_{${digits}}` : '';
  return `${base(body)}${primes}${lowered}`;
}

function base(text: string): string {
  if (GREEK.has(text)) return `\\${text}`;
  if (/^d_?(?=\p{L})/u.test(text) && text.length > 1) {
    const rest = text.replace(/^d_?/, '');
    if (GREEK.has(rest) || isShort(rest)) return `d${base(rest)}`;
  }
  if (isShort(text)) return [...text].map(letter).join('');
  if (/^[A-Za-z0-9_]+$/.test(text)) return `\\mathit{${text.replaceAll('_', '\\_')}}`;
  return `\\text{${[...text].filter(c => /[\p{L}\p{N} ]/u.test(c)).join('')}}`;
}

/** One or two letters stand side by side as variables; more are a word. */
const isShort = (text: string): boolean => /^\p{L}{1,2}$/u.test(text) && [...text].every(c => /[A-Za-z]/.test(c) || c in GREEK_LETTERS);

const letter = (c: string): string => (c in GREEK_LETTERS ? `\\${GREEK_LETTERS[c]} ` : c);

const LONGEST = 28;

/** An expression in place of a name is put in brackets, a long one with its beginning only. */
export const asOne = (name: string): string =>
  /\s/.test(name) ? `(${name.length > LONGEST ? `${name.slice(0, LONGEST).trimEnd()} …` : name})` : name;

/** ∂J/∂Z as LaTeX. */
export const partial = (of: string, wrt: string): string => `\\frac{\\partial ${texName(of)}}{\\partial ${texName(wrt)}}`;
