// for and while, compiled. While tracing, a watch decides when a training loop has been followed long enough.
import type { For, While } from '../ast';
import { BREAK, type Exec, type Frame, NORMAL, RETURN } from '../objects/functions';
import { PyRange } from '../objects/range';
import { store } from './assign';
import type { Compiler } from './compiler';
import { slotOf } from './operands';

export function forLoop(node: For, c: Compiler): Exec {
  if (c.tracer) return c.tracer.forLoop(c, node);
  const { rt } = c;
  const iterable = c.expression(node.iterable);
  const put = store(node.target, c);
  const body = observed(node, c);
  const otherwise = c.block(node.otherwise);
  const overRange = (f: Frame, range: PyRange): number => {
    const { start, step, length } = range;
    for (let i = 0, value = start; i < length; i++, value += step) {
      if (++rt.steps > rt.limit) rt.overBudget();
      put(f, value, null);
      const signal = body(f);
      if (signal === BREAK) return NORMAL;
      if (signal === RETURN) return RETURN;
    }
    return otherwise(f);
  };
  const slot = slotOf(node.target, c);
  const overSlot = (f: Frame, range: PyRange): number => {
    const { start, step, length } = range;
    const { slots } = f;
    for (let i = 0, value = start; i < length; i++, value += step) {
      if (++rt.steps > rt.limit) rt.overBudget();
      slots[slot] = value;
      const signal = body(f);
      if (signal === NORMAL) continue;
      if (signal === BREAK) return NORMAL;
      if (signal === RETURN) return RETURN;
    }
    return otherwise(f);
  };
  return f => {
    const values = iterable(f);
    if (values instanceof PyRange) return slot >= 0 ? overSlot(f, values) : overRange(f, values);
    const iterator = rt.iter(values);
    for (let value = iterator.next(); value !== undefined; value = iterator.next()) {
      if (++rt.steps > rt.limit) rt.overBudget();
      put(f, value, null);
      const signal = body(f);
      if (signal === BREAK) return NORMAL;
      if (signal === RETURN) return RETURN;
    }
    return otherwise(f);
  };
}

export function whileLoop(node: While, c: Compiler): Exec {
  if (c.tracer) return c.tracer.whileLoop(c, node);
  const { rt } = c;
  const test = c.condition(node.test);
  const body = observed(node, c);
  const otherwise = c.block(node.otherwise);
  return f => {
    while (test(f)) {
      if (++rt.steps > rt.limit) rt.overBudget();
      const signal = body(f);
      if (signal === BREAK) return NORMAL;
      if (signal === RETURN) return RETURN;
    }
    return otherwise(f);
  };
}

/** The body; where somebody looks on, he is told after each iteration that does not leave the function. */
function observed(node: For | While, c: Compiler): Exec {
  // Asked before the loops inside it are compiled: what the outer one follows, they need not.
  const after = c.rt.observer?.loop(node, c);
  const body = c.block(node.body);
  if (!after) return body;
  return f => {
    const signal = body(f);
    if (signal !== RETURN) after(f);
    return signal;
  };
}
