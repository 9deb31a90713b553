// NumPy for the interpreter: the module, and what the language does with arrays.
import { PyError, type Runtime } from '../runtime';
import { PyBuiltin, PyFloat, PyModule, type PyValue } from '../values';
import { creation, subscripted } from './creation';
import { builtin, entry, type Table } from './define';
import { NUMERIC } from './dtypes';
import { getItem, setItem } from './indexing';
import { joining } from './joining';
import { addMethods, arrayAttribute, callMethod, itemValue, lengthOf, setArrayAttribute } from './methods';
import { behaviour, NDArray } from './ndarray';
import { arrayRepr, arrayStr } from './printing/arrays';
import { dot, matmul } from './products';
import { reductions } from './reductions';
import { selection } from './select';
import { shapes } from './shapes';
import { NumpyType } from './types';
import { universalFunctions } from './ufuncs';

const products: Table = {
  dot: entry('a, b, out=None', (rt, a, b) => dot(rt, a, b)),
  matmul: entry('x1, x2, out=None', (rt, a, b) => matmul(rt, a, b)),
};

const TABLES: readonly Table[] = [creation, joining, products, reductions, selection, shapes];
const all: Table = Object.assign({}, ...TABLES);

addMethods(all, [
  'sum',
  'prod',
  'max',
  'min',
  'mean',
  'var',
  'std',
  'argmax',
  'argmin',
  'any',
  'all',
  'ptp',
  'clip',
  'round',
  'nonzero',
  'repeat',
  'diagonal',
]);

behaviour.attribute = arrayAttribute;
behaviour.setAttribute = setArrayAttribute;

const CONSTANTS: Readonly<Record<string, number>> = {
  pi: Math.PI,
  e: Math.E,
  euler_gamma: 0.5772156649015329,
  inf: Infinity,
  Inf: Infinity,
  PINF: Infinity,
  NINF: -Infinity,
  nan: Number.NaN,
  NaN: Number.NaN,
};

/** The module `numpy` of one interpreter. */
export function numpyModule(_rt: Runtime): PyModule {
  const members = new Map<string, PyValue>([
    ['__name__', 'numpy'],
    ['__version__', '2.4.0'],
    ['newaxis', null],
  ]);
  for (const [name, value] of Object.entries(CONSTANTS)) members.set(name, new PyFloat(value));
  for (const [name, made] of Object.entries(all)) members.set(name, builtin(name, made));
  for (const [name, made] of universalFunctions()) members.set(name, made);
  for (const [name, made] of subscripted()) members.set(name, made);
  for (const dtype of NUMERIC) members.set(dtype.name, new NumpyType(dtype));
  return new PyModule('numpy', members);
}

/** Formats a single value by a spec, with the language's own rules for the number it holds. */
export function arrayFormat(a: NDArray, spec: string, format: (value: PyValue, spec: string) => string, rt: Runtime): string {
  if (a.shape.length === 0 && a.scalar) return spec === '' ? arrayStr(rt, a) : format(itemValue(a), spec);
  if (spec === '') return arrayStr(rt, a);
  throw new PyError('TypeError', 'unsupported format string passed to numpy.ndarray.__format__');
}

export { asIndex, asNumber, toArray } from './convert';
export { nodeOf } from './lens';
export { arrayBinary, arrayCompare, arrayInplace, arrayIterate, arrayTruth, arrayUnary, type Comparison, type Operator } from './operators';
export {
  arrayAttribute,
  arrayRepr,
  arrayStr,
  callMethod,
  getItem as arrayGetItem,
  itemValue,
  lengthOf as arrayLength,
  NDArray,
  PyBuiltin,
  setItem as arraySetItem,
};
