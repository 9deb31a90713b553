// Universal functions as objects: called with `out=` and `where=`, and with `at`, `reduce`, `accumulate`, `outer`.
import type { Runtime } from '../runtime';
import { PyBuiltin, PyFloat, PyOpaque, PyTuple, type PyValue } from '../values';
import { asIndex, cast, dimsFor, normalAxis, operand, reshaped } from './convert';
import { callEntry, entry } from './define';
import { dtypeOf, stored } from './dtypes';
import { binary, type Spec1, type Spec2, unary } from './elementwise';
import { getItem } from './indexing';
import { stack } from './joining';
import { broadcastShape } from './kernels/broadcast';
import { arrayNode, forget, mustRecord, nodeOf, record, writeNode } from './lens';
import { NDArray, stridesOf } from './ndarray';
import { storeOut } from './out';
import { locate } from './picking';
import { maximumOf, minimumOf, productOf, sum } from './reductions';
import { spreadOut, where } from './select';
import { reshape, transpose } from './shapes';
import { SPECS2 } from './specs';
import { SPECS1 } from './specs1';

export class UFunc extends PyBuiltin {
  constructor(
    name: string,
    call: PyBuiltin['call'],
    private readonly members: ReadonlyMap<string, PyValue>,
  ) {
    super(name, call);
  }
  override attribute(name: string): PyValue | undefined {
    return this.members.get(name);
  }
}

/** The result where a mask is true, what `out` held before elsewhere. */
function finish(rt: Runtime, result: PyValue, out: PyValue, mask: PyValue, dtype: PyValue): PyValue {
  const wanted = dtypeOf(dtype);
  const typed = wanted && result instanceof NDArray ? cast(rt, result, wanted) : result;
  const target = out instanceof PyTuple ? out.items[0] : out;
  if (mask === true || mask === null) return target === null ? typed : storeOut(rt, target, typed);
  const chosen = where(rt, mask, typed, target ?? 0);
  return target === null ? chosen : storeOut(rt, target, chosen);
}

function unaryFunction(name: string, spec: Spec1): UFunc {
  const made = entry('x, out=None, *, where=True, dtype=None, casting=None, order=None', (rt, x, out, mask, dtype) =>
    finish(rt, unary(rt, spec, x), out, mask, dtype),
  );
  const quick: PyBuiltin['call'] = (rt, args, kwargs) =>
    args.length === 1 && kwargs.size === 0 ? unary(rt, spec, args[0]) : callEntry(rt, name, made, args, kwargs);
  return new UFunc(
    name,
    quick,
    new Map<string, PyValue>([
      ['__name__', spec.name],
      ['nin', 1],
      ['nout', 1],
    ]),
  );
}

function binaryFunction(name: string, spec: Spec2): UFunc {
  const made = entry('x1, x2, out=None, *, where=True, dtype=None, casting=None, order=None', (rt, x, y, out, mask, dtype) =>
    finish(rt, binary(rt, spec, x, y), out, mask, dtype),
  );
  const quick: PyBuiltin['call'] = (rt, args, kwargs) =>
    args.length === 2 && kwargs.size === 0 ? binary(rt, spec, args[0], args[1]) : callEntry(rt, name, made, args, kwargs);
  return new UFunc(name, quick, members(spec));
}

const member = (name: string, signature: string, run: Parameters<typeof entry>[1]): readonly [string, PyBuiltin] => {
  const made = entry(signature, run);
  return [name, new PyBuiltin(name, (rt, args, kwargs) => callEntry(rt, name, made, args, kwargs))];
};

function members(spec: Spec2): Map<string, PyValue> {
  return new Map<string, PyValue>([
    ['__name__', spec.name],
    ['nin', 2],
    ['nout', 1],
    ['identity', spec.identity ?? null],
    member('at', 'a, indices, b', (rt, a, index, b) => at(rt, spec, a, index, b)),
    member('reduce', 'array, axis=0, dtype=None, out=None, keepdims=False', (rt, a, axis, _dtype, out, keepdims) => {
      const made = reduce(rt, spec, a, axis, keepdims);
      return out === null ? made : storeOut(rt, out, made);
    }),
    member('accumulate', 'array, axis=0', (rt, a, axis) => accumulate(rt, spec, a, axis)),
    member('outer', 'A, B', (rt, a, b) => outer(rt, spec, a, b)),
  ]);
}

const REDUCERS: Readonly<Record<string, typeof sum>> = { add: sum, multiply: productOf, maximum: maximumOf, minimum: minimumOf };

function reduce(rt: Runtime, spec: Spec2, a: PyValue, axis: PyValue, keepdims: PyValue): PyValue {
  if (a instanceof PyOpaque) return a;
  const direct = REDUCERS[spec.name];
  if (direct) return direct(rt, a, axis, keepdims);
  const rows = slices(rt, operand(rt, a), axis);
  if (rows.length === 0) return spec.identity ?? 0;
  return rows.reduce((left, right) => binary(rt, spec, left, right));
}

/** The slices along an axis, one after the other. */
function slices(rt: Runtime, a: NDArray, axis: PyValue): PyValue[] {
  const at = normalAxis(asIndex(axis) ?? 0, a.shape.length);
  const order = [at, ...a.shape.map((_, i) => i).filter(i => i !== at)];
  const first = transpose(rt, a, order);
  return Array.from({ length: a.shape[at] }, (_, i) => getItem(rt, first, i));
}

function accumulate(rt: Runtime, spec: Spec2, a: PyValue, axis: PyValue): PyValue {
  if (a instanceof PyOpaque) return a;
  const x = operand(rt, a);
  const steps: PyValue[] = [];
  for (const row of slices(rt, x, axis)) steps.push(steps.length === 0 ? row : binary(rt, spec, steps[steps.length - 1], row));
  return steps.length === 0
    ? x
    : stack(
        rt,
        steps.map(each => operand(rt, each)),
        asIndex(axis) ?? 0,
      );
}

export function outer(rt: Runtime, spec: Spec2, a: PyValue, b: PyValue): PyValue {
  if (a instanceof PyOpaque || b instanceof PyOpaque) return new PyOpaque('unknown');
  const x = operand(rt, a);
  const y = operand(rt, b);
  return binary(rt, spec, reshape(rt, x, [...x.shape, ...y.shape.map(() => 1)]), y);
}

/** `np.add.at(a, index, b)`: every index counts, repeated ones too. */
function at(rt: Runtime, spec: Spec2, a: PyValue, index: PyValue, b: PyValue): PyValue {
  if (!(a instanceof NDArray) || b instanceof PyOpaque) return null;
  const picking = locate(rt, a, index);
  const value = operand(rt, b);
  const node = rt.recorder ? nodeOf(rt, b instanceof PyFloat ? b : value) : null;
  if (mustRecord(rt, a, node) && (spec === SPECS2.add || spec === SPECS2.subtract)) {
    let wide = node!;
    const same = broadcastShape(picking.shape, value.shape);
    if (same && wide.value.shape.length <= picking.shape.length)
      wide = record(rt, 'broadcastTo', [wide], { dims: dimsFor(picking.shape) })!;
    else wide = reshaped(rt, wide, picking.shape);
    const spread = record(rt, 'scatter', [wide], { offsets: picking.offsets(stridesOf(a.shape), 0), dims: dimsFor(a.shape) })!;
    const whole = record(rt, spec === SPECS2.add ? 'add' : 'sub', [arrayNode(rt, a), spread]);
    if (whole) writeNode(rt, a, whole);
    return null;
  }
  if (rt.recorder && node && node.op !== 'leaf') rt.unsupported(`np.${spec.name}.at`);
  forget(a.store);
  const offsets = picking.offsets(a.strides, a.start);
  const values = spreadOut(value, picking.shape);
  const { data } = a.store;
  offsets.forEach((offset, i) => {
    data[offset] = stored(a.dtype, spec.one(data[offset], values[i]));
  });
  return null;
}

const ALIASES: Readonly<Record<string, string>> = {
  abs: 'absolute',
  true_divide: 'divide',
  mod: 'remainder',
  pow: 'power',
  conj: 'conjugate',
  bitwise_not: 'invert',
  bitwise_invert: 'invert',
  radians: 'deg2rad',
  degrees: 'rad2deg',
  asin: 'arcsin',
  acos: 'arccos',
  atan: 'arctan',
  asinh: 'arcsinh',
  acosh: 'arccosh',
  atanh: 'arctanh',
  atan2: 'arctan2',
};

/** All universal functions by name, aliases included. */
export function universalFunctions(): Map<string, UFunc> {
  const made = new Map<string, UFunc>();
  for (const [name, spec] of Object.entries(SPECS1)) made.set(name, unaryFunction(name, spec));
  for (const [name, spec] of Object.entries(SPECS2)) made.set(name, binaryFunction(name, spec));
  for (const [alias, name] of Object.entries(ALIASES)) made.set(alias, made.get(name)!);
  return made;
}
