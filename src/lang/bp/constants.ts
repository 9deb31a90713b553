// Numbers and sizes that are known without evaluating the model: `2 * n1 + 1`, `axis=-1`, `keep`.
import { addDims, type Dim, mulDims, negDim, numberDim, opaqueDim } from '../../core/dims';
import type { BinaryOperator, Expr } from './ast';
import type { Scope } from './scope';
import { bare } from './tree';

const ARITHMETIC: Partial<Record<BinaryOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '·': (a, b) => a * b,
  '@': (a, b) => a * b,
  '⊙': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

/** The number that an expression of numbers, sizes and scalar constants has; null for anything else. */
export function numberOf(expr: Expr, scope: Scope): number | null {
  const e = bare(expr);
  if (e.kind === 'number') return e.value;
  if (e.kind === 'name') return numberNamed(e.name, scope);
  if (e.kind === 'negate') {
    const x = numberOf(e.operand, scope);
    return x === null ? null : -x;
  }
  if (e.kind === 'postfix' && e.op !== 'ᵀ') {
    const x = numberOf(e.operand, scope);
    return x === null ? null : x ** (e.op === '²' ? 2 : 3);
  }
  if (e.kind !== 'binary') return null;
  const rule = ARITHMETIC[e.op];
  const [a, b] = [numberOf(e.left, scope), numberOf(e.right, scope)];
  return rule && a !== null && b !== null ? rule(a, b) : null;
}

function numberNamed(name: string, scope: Scope): number | null {
  const meaning = scope.names.get(name);
  if (!meaning) return null;
  if (meaning.kind === 'size') return meaning.dim.value;
  const { node } = meaning;
  return node && node.op === 'leaf' && node.attrs.origin === 'constant' && node.dims.length === 0 ? node.value.data[0] : null;
}

/** The size that an expression is, with its names; null where it is none. Its value may still be no size at all (0, 2.5). */
export function sizeOf(expr: Expr, scope: Scope): Dim | null {
  const e = bare(expr);
  if (e.kind === 'number') return numberDim(e.value);
  if (e.kind === 'name') {
    const meaning = scope.names.get(e.name);
    if (meaning?.kind === 'size') return meaning.dim;
    const value = numberNamed(e.name, scope);
    return value === null ? null : numberDim(value);
  }
  if (e.kind === 'negate') {
    const a = sizeOf(e.operand, scope);
    return a && negDim(a);
  }
  if (e.kind !== 'binary') return numberSize(expr, scope);
  const [a, b] = [sizeOf(e.left, scope), sizeOf(e.right, scope)];
  if (!a || !b) return null;
  if (e.op === '+') return addDims(a, b);
  if (e.op === '-') return addDims(a, negDim(b));
  if (e.op === '*' || e.op === '·' || e.op === '@' || e.op === '⊙') return mulDims(a, b);
  if (e.op === '/') return quotient(a, b);
  return numberSize(expr, scope);
}

function numberSize(expr: Expr, scope: Scope): Dim | null {
  const value = numberOf(expr, scope);
  return value === null ? null : numberDim(value);
}

/** Not a polynomial: known by its text, so that n / 2 and n / 2 are one size. */
function quotient(a: Dim, b: Dim): Dim {
  const value = a.value / b.value;
  if (a.key === String(a.value) && b.key === String(b.value)) return numberDim(value);
  const term = (d: Dim): string => (/^[^\s·]+$/.test(d.key) ? d.key : `(${d.key})`);
  return opaqueDim(`${term(a)}/${term(b)}`, value);
}

export const isSize = (value: number): boolean => Number.isInteger(value) && value >= 1;
