// The little mathematics of titles and labels: `$\alpha^2$` becomes α², as far as characters go.

const LETTERS: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Delta: 'Δ',
  Sigma: 'Σ',
  Omega: 'Ω',
  Theta: 'Θ',
  nabla: '∇',
  partial: '∂',
  times: '×',
  cdot: '·',
  pm: '±',
  leq: '≤',
  geq: '≥',
  infty: '∞',
  sum: '∑',
  sqrt: '√',
  ell: 'ℓ',
};

const UP = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const DOWN = '₀₁₂₃₄₅₆₇₈₉';
const moved = (digits: string, to: string): string => [...digits].map(d => (d === '-' ? (to === UP ? '⁻' : '₋') : to[Number(d)])).join('');

export function plainWords(text: string): string {
  return text.replace(/\$([^$]*)\$/g, (_whole, inside: string) =>
    inside
      .replace(/\\(?:mathrm|mathbf|mathit|text|rm|bf)\{([^}]*)\}/g, '$1')
      .replace(/\\([A-Za-z]+)\s?/g, (_command, name: string) => LETTERS[name] ?? name)
      .replace(/\^\{?(-?\d+)\}?/g, (_power, digits: string) => moved(digits, UP))
      .replace(/_\{?(-?\d+)\}?/g, (_index, digits: string) => moved(digits, DOWN))
      .replace(/[{}]/g, ''),
  );
}

/** The width of words in the usual fonts, near enough to keep them apart. */
export function wordWidth(text: string, size: number): number {
  let width = 0;
  for (const c of text) width += c.codePointAt(0)! > 0x2e80 ? 1 : /[ilj.,:;'|!() ]/.test(c) ? 0.34 : /[mwMW@%\u2212]/.test(c) ? 0.86 : 0.56;
  return width * size;
}
