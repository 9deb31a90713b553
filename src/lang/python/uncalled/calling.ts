// Calls a forward pass and its backward pass as their names and signatures ask for it.
import type { FunctionDef } from '../ast';
import type { Interpreter } from '../interpreter';
import { NDArray } from '../numpy';
import { PyFloat, PyTuple, type PyValue } from '../values';
import { returnedNames } from './pairs';
import { plainParameters } from './sources';
import { type Draw, makeArray, numbersFor } from './values';

export interface Callee {
  readonly node: FunctionDef;
  readonly method: boolean;
  readonly value: PyValue;
}

export interface Forward {
  readonly result: PyValue;
  /** The elements of what was given back, with their names where they have some. */
  readonly parts: readonly PyValue[];
  readonly names: readonly string[];
}

export function callForward(rt: Interpreter, forward: Callee, values: readonly (PyValue | undefined)[]): Forward {
  const kwargs = new Map<string, PyValue>();
  const args: PyValue[] = [];
  plainParameters(forward.node, forward.method).forEach((p, i) => {
    const value = values[i];
    if (value === undefined) return;
    if (p.kind !== 'keywordOnly' && args.length === i) args.push(value);
    else kwargs.set(p.name, value);
  });
  const result = rt.apply(forward.value, args, kwargs);
  const parts = result instanceof PyTuple && !result.userClass ? result.items : [result];
  const names = returnedNames(forward.node);
  return { result, parts, names: names.length === parts.length ? names : parts.map(() => '') };
}

export const UPSTREAM = /^(?:d|grad|g$|delta|upstream|error|err|out_grad|top_diff)/i;
export const CACHE = /cache|memo|ctx|saved|context|store|tape/i;

const isFloatArray = (value: PyValue): value is NDArray => value instanceof NDArray && value.dtype.inexact;
const bare = (name: string): string => name.replace(/^(?:d|grads?|delta|grad_wrt|g)_?/i, '').toLowerCase();

export interface Upstream {
  readonly output: NDArray;
  readonly gradient: NDArray;
}

export interface Backward {
  readonly result: PyValue;
  readonly upstreams: readonly Upstream[];
}

/** Which outputs the upstream gradients belong to, and what else the backward pass is given. */
export function callBackward(
  rt: Interpreter,
  backward: Callee,
  forward: Callee,
  made: Forward,
  values: readonly (PyValue | undefined)[],
  draw: Draw,
): Backward {
  const params = plainParameters(backward.node, backward.method);
  const inputs = plainParameters(forward.node, forward.method).map(p => p.name);
  const outputs = made.parts.flatMap((part, i) => (isFloatArray(part) ? [{ part, name: made.names[i].toLowerCase(), at: i }] : []));
  let leading = 0;
  while (
    leading < params.length &&
    UPSTREAM.test(params[leading].name) &&
    !inputs.includes(params[leading].name) &&
    !CACHE.test(params[leading].name)
  )
    leading++;
  if (leading === 0 && params.length > 0 && !inputs.includes(params[0].name)) leading = 1;
  const upstreams: Upstream[] = [];
  const args: PyValue[] = [];
  const kwargs = new Map<string, PyValue>();
  let next = 0;
  params.forEach((p, i) => {
    if (i < leading) {
      const wanted = bare(p.name);
      const output = outputs.find(o => o.name !== '' && o.name === wanted) ?? outputs[Math.min(i, outputs.length - 1)];
      if (!output) return;
      const { shape } = output.part;
      const gradient = makeArray(rt, numbersFor(p.name, shape, false, draw), shape, false);
      upstreams.push({ output: output.part, gradient });
      args.push(gradient);
      return;
    }
    const value = other(p.name, inputs, values, made, () => (inputs.length > next ? values[next++] : undefined));
    if (value === undefined) return;
    if (args.length === i) args.push(value);
    else kwargs.set(p.name, value);
  });
  return { result: rt.apply(backward.value, args, kwargs), upstreams };
}

function other(
  name: string,
  inputs: readonly string[],
  values: readonly (PyValue | undefined)[],
  made: Forward,
  byPosition: () => PyValue | undefined,
): PyValue | undefined {
  const input = inputs.indexOf(name);
  if (input >= 0) return values[input];
  const output = made.names.indexOf(name);
  if (output >= 0) return made.parts[output];
  if (made.parts.length > 1 || CACHE.test(name)) return made.parts[made.parts.length - 1];
  return byPosition();
}

/** Every entry is a number. */
export function allFinite(value: PyValue): boolean {
  if (value instanceof PyFloat) return Number.isFinite(value.v);
  if (!(value instanceof NDArray) || !value.dtype.inexact) return true;
  return value.store.data.subarray(value.start, value.start + value.size).every(Number.isFinite);
}
