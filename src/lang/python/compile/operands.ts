// Operands that need no closure of their own: local variables by slot, and numbers.
import type { Expr } from '../ast';
import { PyFloat } from '../values';
import type { Compiler } from './compiler';

/** The slot of a plain local variable; −1 for every other expression. A slot that is empty must go the long way. */
export function slotOf(node: Expr, c: Compiler): number {
  if (c.tracer || node.kind !== 'Name') return -1;
  const place = c.place(node.id);
  return place.kind === 'slot' ? place.index : -1;
}

/** A number that stands in the source. */
export function numberOf(node: Expr): number | PyFloat | null {
  if (node.kind !== 'Constant') return null;
  const { value } = node;
  return typeof value === 'number' || value instanceof PyFloat ? value : null;
}
