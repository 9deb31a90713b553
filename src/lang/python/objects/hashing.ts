// Keys of objects: by identity, unless the class says otherwise.
import { PyError, type Runtime } from '../runtime';
import { PyFloat, type PyObject, type PyValue } from '../values';
import { PyBytes } from './bytes';
import { PyInstance } from './classes';
import type { Key } from './containers';

interface ScalarArray {
  readonly scalar?: boolean;
  readonly shape?: readonly number[];
}

/** A NumPy scalar counts as its number; an array can't be a key. */
export function hashKeyOf(rt: Runtime, value: PyObject): Key {
  if (value instanceof PyBytes) return `\u0001b${value.text}`;
  if (value instanceof PyInstance) return instanceKey(rt, value);
  const like = value as ScalarArray;
  if (like.shape === undefined) return value;
  if (!like.scalar) throw new PyError('TypeError', `unhashable type: '${rt.typeName(value)}'`);
  const item = rt.apply(rt.getattr(value, 'item'), []);
  return item instanceof PyFloat ? item.v : typeof item === 'boolean' ? (item ? 1 : 0) : (item as Key);
}

function instanceKey(rt: Runtime, value: PyInstance): Key {
  const hash = value.cls.lookup('__hash__');
  if (hash === undefined) return value.cls.lookup('__eq__') === undefined ? value : unhashable(rt, value);
  if (hash === null) return unhashable(rt, value);
  const result: PyValue = rt.apply(rt.getattr(value, '__hash__'), []);
  return `\u0002${value.cls.name}${String(result)}`;
}

function unhashable(rt: Runtime, value: PyValue): never {
  throw new PyError('TypeError', `unhashable type: '${rt.typeName(value)}'`);
}
