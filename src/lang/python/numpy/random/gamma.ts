// Gamma draws (Marsaglia and Tsang), from which beta, chi-square, Student's t and Dirichlet follow.

/** What a gamma draw draws from: uniforms, normals, exponentials of one stream. */
export interface Draws {
  uniform(): number;
  normal(): number;
  exponential(): number;
}

export function standardGamma(draws: Draws, shape: number): number {
  if (shape === 1) return draws.exponential();
  if (shape === 0) return 0;
  return shape < 1 ? small(draws, shape) : large(draws, shape);
}

function small(draws: Draws, shape: number): number {
  for (;;) {
    const u = draws.uniform();
    const v = draws.exponential();
    if (u <= 1 - shape) {
      const x = u ** (1 / shape);
      if (x <= v) return x;
    } else {
      const y = -Math.log((1 - u) / shape);
      const x = (1 - shape + shape * y) ** (1 / shape);
      if (x <= v + y) return x;
    }
  }
}

function large(draws: Draws, shape: number): number {
  const b = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * b);
  for (;;) {
    let x = draws.normal();
    let v = 1 + c * x;
    while (v <= 0) {
      x = draws.normal();
      v = 1 + c * x;
    }
    v = v * v * v;
    const u = draws.uniform();
    if (u < 1 - 0.0331 * (x * x) * (x * x)) return b * v;
    if (Math.log(u) < 0.5 * x * x + b * (1 - v + Math.log(v))) return b * v;
  }
}

export function beta(draws: Draws, a: number, b: number): number {
  if (a > 1 || b > 1) {
    const x = standardGamma(draws, a);
    return x / (x + standardGamma(draws, b));
  }
  for (;;) {
    const u = draws.uniform();
    const v = draws.uniform();
    const x = u ** (1 / a);
    const y = v ** (1 / b);
    const sum = x + y;
    if (sum > 1 || sum <= 0) continue;
    return x / sum;
  }
}
