// Comprehensions and generator expressions, compiled: nested loops over the frame around them.
import type { Comprehension } from '../ast';
import { PyDict, PySet } from '../objects/containers';
import { Cell, type Eval, type Frame } from '../objects/functions';
import { NativeIterator } from '../objects/iterators';
import { PyRange } from '../objects/range';
import { PyList, type PyValue } from '../values';
import { store } from './assign';
import type { Compiler, Store } from './compiler';

interface Loop {
  readonly put: Store;
  readonly iterable: Eval;
  readonly conditions: readonly ((f: Frame) => boolean)[];
}

export function comprehension(node: Comprehension, c: Compiler): Eval {
  const { rt } = c;
  const scope = c.scopes.get(node);
  const first = c.expression(node.clauses[0].iterable);
  const { loops, element, value } = c.within(scope, () => ({
    loops: node.clauses.map(
      (clause, i): Loop => ({
        put: store(clause.target, c),
        iterable: i === 0 ? first : c.expression(clause.iterable),
        conditions: clause.conditions.map(condition => c.condition(condition)),
      }),
    ),
    element: c.expression(node.element),
    value: node.value ? c.expression(node.value) : null,
  }));
  const fresh = [...scope.cells].map(name => scope.slots.get(name)!);
  const open = (f: Frame): void => {
    for (const slot of fresh) f.slots[slot] = new Cell();
  };
  const run = loops.reduceRight<(f: Frame, emit: () => void) => void>(
    (inner, loop) => level(c, loop, inner),
    (_f, emit) => emit(),
  );
  switch (node.form) {
    case 'list':
      return f => {
        open(f);
        const items: PyValue[] = [];
        run(f, () => {
          items.push(element(f));
        });
        return new PyList(items);
      };
    case 'set':
      return f => {
        open(f);
        const made = new PySet();
        run(f, () => made.add(rt, element(f)));
        return made;
      };
    case 'dict':
      return f => {
        open(f);
        const made = new PyDict();
        run(f, () => {
          const key = element(f);
          made.set(rt, key, value!(f));
        });
        return made;
      };
    case 'generator':
      return f => {
        open(f);
        return new NativeIterator(lazily(c, f, loops, 0, element, first(f)), 'generator');
      };
  }
}

function level(
  c: Compiler,
  { put, iterable, conditions }: Loop,
  inner: (f: Frame, emit: () => void) => void,
): (f: Frame, emit: () => void) => void {
  const { rt } = c;
  const each = (f: Frame, value: PyValue, emit: () => void): void => {
    if (++rt.steps > rt.limit) rt.overBudget();
    put(f, value, c.tracer ? c.tracer.now() : null);
    for (let i = 0; i < conditions.length; i++) if (!conditions[i](f)) return;
    inner(f, emit);
  };
  return (f, emit) => {
    const values = iterable(f);
    if (values instanceof PyRange) {
      rt.foresee(values.length);
      for (let i = 0; i < values.length; i++) each(f, values.start + i * values.step, emit);
      return;
    }
    const iterator = rt.iter(values);
    for (let value = iterator.next(); value !== undefined; value = iterator.next()) each(f, value, emit);
  };
}

function* lazily(
  c: Compiler,
  f: Frame,
  loops: readonly Loop[],
  depth: number,
  element: Eval,
  first: PyValue,
): Generator<PyValue, void, unknown> {
  const { put, iterable, conditions } = loops[depth];
  const values = depth === 0 ? first : iterable(f);
  if (values instanceof PyRange) c.rt.foresee(values.length);
  const iterator = c.rt.iter(values);
  for (let value = iterator.next(); value !== undefined; value = iterator.next()) {
    c.rt.spend(1);
    put(f, value, c.tracer ? c.tracer.now() : null);
    if (!conditions.every(condition => condition(f))) continue;
    if (depth === loops.length - 1) yield element(f);
    else yield* lazily(c, f, loops, depth + 1, element, null);
  }
}
