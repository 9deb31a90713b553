// NumPy's types as values: `np.float64` is called, compared, and given as `dtype=`.
import type { Runtime } from '../runtime';
import { PyBuiltin, PyFloat, type PyValue } from '../values';
import { asNumber, cast, toArray } from './convert';
import { BOOL, type DType, stored } from './dtypes';
import { NDArray, scalarOf } from './ndarray';

export class NumpyType extends PyBuiltin {
  constructor(readonly dtype: DType) {
    super(dtype === BOOL ? 'bool' : dtype.name, (rt, args) => make(rt, dtype, args[0] ?? 0));
  }
  /** For `isinstance`: NumPy's own scalars of the type; a float64 is a Python float too. */
  override isInstance(value: PyValue): boolean {
    return value instanceof NDArray && value.scalar && value.dtype === this.dtype;
  }
  override repr(): string {
    return `<class 'numpy.${this.name}'>`;
  }
}

function make(rt: Runtime, dtype: DType, value: PyValue): PyValue {
  if (value instanceof NDArray || (value instanceof PyFloat && value.node)) {
    const made = cast(rt, toArray(rt, value), dtype);
    if (made.shape.length > 0) return made;
    const scalar = new NDArray(made.store, made.offset, made.shape, made.strides, made.dtype);
    scalar.parent = made.parent;
    scalar.taken = made.taken;
    scalar.scalar = true;
    return scalar;
  }
  const number = asNumber(value);
  if (number !== null) return scalarOf(stored(dtype, number), dtype);
  const made = toArray(rt, value, dtype);
  if (made.shape.length === 0) made.scalar = true;
  return made;
}
