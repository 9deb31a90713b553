// `A[i, :]` and `A[1:3, :]`: indices count from 0, negative ones from the end; a single index drops its axis.
import type { IndexPart } from '../../core/ops/structure';
import { bpMessages as say } from '../../messages/bp';
import type { Expr, IndexExpr, IndexItem } from './ast';
import { numberOf } from './constants';
import { type Evaluator, type Frame, shapeText } from './evaluator';
import type { Value } from './scope';
import type { Span } from './source';

export function evaluateIndex(e: Evaluator, expr: IndexExpr, frame: Frame): Value {
  const base = e.operand(expr.base, frame);
  if (base.node === null) return null;
  const name = e.text(expr.base);
  const fail = (at: Span, message: string): null => e.tell({ rule: 'runtime-error', message, from: at.from, to: at.to });
  const sizes = base.node.dims.map(d => d.value);
  if (expr.items.length > sizes.length)
    return fail(expr, say('tooManyIndices', { name, shape: shapeText(base.node), axes: sizes.length, count: expr.items.length }));
  const index: IndexPart[] = [];
  for (const [axis, item] of expr.items.entries()) {
    const size = sizes[axis];
    const whole = wholeNumbers(e, item);
    if (whole === null) return fail(spanOf(item), say('indexNumber', { text: e.text(spanOf(item)) }));
    if (typeof whole !== 'number') {
      if (whole.step === 0) return fail(spanOf(item), say('zeroStep'));
      index.push(sliceOf(whole, size));
      continue;
    }
    const at = whole < 0 ? whole + size : whole;
    if (at < 0 || at >= size)
      return fail(spanOf(item), say('indexRange', { index: whole, axis, name, size: base.node.dims[axis].key, last: size - 1 }));
    index.push(at);
  }
  return e.apply('slice', [base], { index }, expr, frame);
}

const spanOf = (item: IndexItem): Span => (item.kind === 'at' ? item.at : item);

interface Bounds {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
}

function wholeNumbers(e: Evaluator, item: IndexItem): number | Bounds | null {
  const whole = (expr: Expr | null): number | null | undefined => {
    if (expr === null) return null;
    const value = numberOf(expr, e.scope);
    return value !== null && Number.isInteger(value) ? value : undefined;
  };
  if (item.kind === 'at') return whole(item.at) ?? null;
  const [start, stop, step] = [whole(item.start), whole(item.stop), whole(item.step)];
  return start === undefined || stop === undefined || step === undefined ? null : { start, stop, step: step ?? 1 };
}

/** Bounds as Python clips them; a negative step's stop of −1 means: before the first. */
function sliceOf({ start, stop, step }: Bounds, size: number): { start: number; stop: number; step: number } {
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const clip = (at: number | null, otherwise: number): number =>
    at === null ? otherwise : Math.min(Math.max(at < 0 ? at + size : at, low), high);
  return step > 0 ? { start: clip(start, 0), stop: clip(stop, size), step } : { start: clip(start, size - 1), stop: clip(stop, -1), step };
}
