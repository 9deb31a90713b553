// `out=`: a result that goes into an existing array, and in-place operators.
import { PyError, type Runtime } from '../runtime';
import { PyTuple, type PyValue } from '../values';
import { operand } from './convert';
import { type DType, FLOAT64, sameKind } from './dtypes';
import { binary, broadcastError, loopFor, meeting, type Spec2, settleRange } from './elementwise';
import { broadcastShape, combineInto } from './kernels/broadcast';
import { forget, unknown } from './lens';
import { contiguous, NDArray, sameShape, shapeText } from './ndarray';
import { assignValue } from './writing';

/** Stores a result into `out` and gives it back. */
export function storeOut(rt: Runtime, out: PyValue, result: PyValue): PyValue {
  const target = out instanceof PyTuple ? out.items[0] : out;
  if (target === null) return result;
  if (!(target instanceof NDArray)) throw new PyError('TypeError', 'return arrays must be of ArrayType');
  if (!(result instanceof NDArray)) return result;
  if (!rt.recorder && !sameShape(result.shape, target.shape)) throw doesNotFit(target, result.shape);
  assignValue(rt, target, result);
  return target;
}

function doesNotFit(target: NDArray, shape: readonly number[]): PyError {
  return new PyError(
    'ValueError',
    `non-broadcastable output operand with shape ${shapeText(target.shape)} doesn't match the broadcast shape ${shapeText(shape)}`,
  );
}

export function castingError(name: string, from: DType, to: DType): PyError {
  return new PyError(
    'numpy._core._exceptions._UFuncOutputCastingError',
    `Cannot cast ufunc '${name}' output from dtype('${from}') to dtype('${to}') with casting rule 'same_kind'`,
  );
}

/** `target op= value`: written into the target's own memory. */
export function inplace(rt: Runtime, spec: Spec2, target: NDArray, value: PyValue): PyValue {
  if (!target.writeable) throw new PyError('ValueError', 'output array is read-only');
  const y = operand(rt, value);
  if (target.store.items || y.store.items || rt.recorder) return inplaceByValue(rt, spec, target, value, y);
  const met = meeting(target, value, target, y);
  const made = spec.result === 'float' && !met.inexact ? 'float64' : met;
  if (made === 'float64' ? !target.dtype.inexact : !sameKind(met, target.dtype)) throw refuse(spec, met, target.dtype);
  const shape = broadcastShape(target.shape, y.shape);
  if (!shape) throw broadcastError(target, y);
  if (!sameShape(shape, target.shape)) throw doesNotFit(target, shape);
  if (y.store === target.store && y.size > 1 && y.offset !== target.offset) return inplaceByValue(rt, spec, target, value, y);
  if (!contiguous(target)) return inplaceByValue(rt, spec, target, value, y);
  rt.spend(target.size / 50);
  forget(target.store);
  combineInto(loopFor(spec, met), target, y, shape, target.store.data, target.start);
  settleRange(target.dtype, target.store.data, target.start, target.size);
  return target;
}

function refuse(spec: Spec2, met: DType, to: DType): PyError {
  const from = spec.result === 'float' && !met.inexact ? FLOAT64 : met;
  return castingError(spec.name, from, to);
}

function inplaceByValue(rt: Runtime, spec: Spec2, target: NDArray, value: PyValue, y: NDArray): PyValue {
  const result = binary(rt, spec, target, value);
  if (!(result instanceof NDArray)) return unknown();
  if (!rt.recorder && !sameShape(result.shape, target.shape)) throw doesNotFit(target, result.shape);
  if (!sameKind(result.dtype, target.dtype)) throw castingError(spec.name, result.dtype, target.dtype);
  if (y.store.items || target.store.items) target.store.items = result.store.items;
  else assignValue(rt, target, result);
  return target;
}
