// NumPy for the interpreter: the module, and what the language does with arrays.
import { PyError, type Runtime } from '../runtime';
import { PyBuiltin, PyFloat, PyModule, type PyValue } from '../values';
import { algebra } from './algebra';
import { creation, subscripted } from './creation';
import { builtin, type Table } from './define';
import { type DType, NUMERIC, OBJECT, textType, typeObjects } from './dtypes';
import { getItem } from './indexing';
import { files, saving } from './io';
import { joining } from './joining';
import { linalgModule } from './linalg';
import { logic } from './logic';
import { libModule, more, testingModule } from './more';
import { setItem } from './writing';
import './objects';
import { addMethods, arrayAttribute, callMethod, itemValue, lengthOf, setArrayAttribute } from './methods';
import { behaviour, NDArray } from './ndarray';
import { arrayRepr, arrayStr } from './printing/arrays';
import { randomModule } from './random';
import { reductions } from './reductions';
import { selection } from './select';
import { settings, typeMembers } from './settings';
import { shapes } from './shapes';
import { sorting } from './sorting';
import { NumpyType } from './types';
import { universalFunctions } from './ufuncs';

const TABLES: readonly Table[] = [algebra, creation, files, joining, logic, more, reductions, selection, settings, shapes, sorting];
const all: Table = Object.assign({}, ...TABLES);

const METHODS = [
  ...['sum', 'prod', 'max', 'min', 'mean', 'var', 'std', 'argmax', 'argmin', 'any', 'all', 'ptp', 'cumsum', 'cumprod', 'trace'],
  ...['clip', 'round', 'nonzero', 'repeat', 'diagonal', 'argsort', 'searchsorted', 'take', 'compress', 'partition'],
];
addMethods(all, METHODS);

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

/** Names of types beside their own: np.float_ and, as older scripts write them, np.float, np.int. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  bool_: 'bool',
  float: 'float64',
  float_: 'float64',
  double: 'float64',
  single: 'float32',
  half: 'float16',
  longdouble: 'float64',
  float128: 'float64',
  int: 'int64',
  int_: 'int64',
  intp: 'int64',
  long: 'int64',
  longlong: 'int64',
  intc: 'int32',
  short: 'int16',
  byte: 'int8',
  ubyte: 'uint8',
  uint: 'uint64',
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
  for (const part of [universalFunctions(), subscripted(), saving(), typeMembers()])
    for (const [name, made] of part) members.set(name, made);
  for (const type of NUMERIC) members.set(type.name, typeObject(type));
  for (const [name, type] of Object.entries(TYPE_NAMES)) members.set(name, members.get(type)!);
  members.set('object_', typeObject(OBJECT));
  members.set('str_', typeObject(textType(0)));
  members.set('random', randomModule());
  members.set('linalg', linalgModule());
  members.set('lib', libModule());
  members.set('testing', testingModule());
  return new PyModule('numpy', members);
}

function typeObject(type: DType): PyValue {
  const made = typeObjects.get(type) ?? new NumpyType(type);
  typeObjects.set(type, made);
  return made;
}

/** Formats a single value by a spec, with the language's own rules for the number it holds. */
export function arrayFormat(a: NDArray, spec: string, format: (value: PyValue, spec: string) => string, rt: Runtime): string {
  if (a.shape.length === 0 && a.scalar) return spec === '' ? arrayStr(rt, a) : format(itemValue(a), spec);
  if (spec === '') return arrayStr(rt, a);
  throw new PyError('TypeError', 'unsupported format string passed to numpy.ndarray.__format__');
}

export { asIndex, asNumber, toArray } from './convert';
export { DType, sameDType } from './dtypes';
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
