// copy: shallow and deep.
import { type Definitions, fn, moduleOf } from '../define';
import type { Interpreter } from '../interpreter';
import { NDArray } from '../numpy';
import { PyInstance } from '../objects/classes';
import { PyDict, PySet } from '../objects/containers';
import { PyList, type PyModule, PyObject, PyTuple, type PyValue } from '../values';

function userCopy(rt: Interpreter, value: PyInstance, name: string, args: readonly PyValue[]): PyValue | undefined {
  const method = rt.special(value, name);
  return method === undefined ? undefined : rt.apply(method, args);
}

function shallow(rt: Interpreter, value: PyValue): PyValue {
  if (value instanceof NDArray || value instanceof PyDict || (value instanceof PyList && value.typeName !== 'list'))
    return keepClass(value, rt.apply(rt.getattr(value, 'copy'), []));
  if (value instanceof PyList) return keepClass(value, new PyList([...value.items]));
  if (value instanceof PySet) return rt.apply(rt.getattr(value, 'copy'), []);
  if (!(value instanceof PyInstance)) return value;
  const own = userCopy(rt, value, '__copy__', []);
  if (own !== undefined) return own;
  const made = new PyInstance(value.cls);
  for (const [name, item] of value.attrs) made.attrs.set(name, item);
  return made;
}

/** A copy of a user's list or dict belongs to the same class. */
function keepClass(from: PyObject, made: PyValue): PyValue {
  if (made instanceof PyObject && from.userClass) {
    made.userClass = from.userClass;
    if (from.extra) made.extra = new Map(from.extra);
  }
  return made;
}

function deep(rt: Interpreter, value: PyValue, known: Map<PyObject, PyValue>): PyValue {
  if (!(value instanceof PyObject)) return value;
  const done = known.get(value);
  if (done !== undefined) return done;
  rt.spend(1);
  const remember = <T extends PyValue>(made: T): T => {
    known.set(value, made);
    return made;
  };
  if (value instanceof NDArray) return remember(rt.apply(rt.getattr(value, 'copy'), []));
  if (value instanceof PyList) {
    const made = remember(shallow(rt, value) as PyList);
    for (let i = 0; i < made.items.length; i++) made.items[i] = deep(rt, value.items[i], known);
    return made;
  }
  if (value instanceof PyTuple) return keepClass(value, remember(new PyTuple(value.items.map(item => deep(rt, item, known)))));
  if (value instanceof PyDict) {
    const made = remember(shallow(rt, value) as PyDict);
    for (const [key, item] of value.entries()) made.set(rt, key, deep(rt, item, known));
    return made;
  }
  if (value instanceof PySet) return remember(shallow(rt, value));
  if (!(value instanceof PyInstance)) return value;
  const own = userCopy(rt, value, '__deepcopy__', [new PyDict()]);
  if (own !== undefined) return remember(own);
  const made = remember(new PyInstance(value.cls));
  for (const [name, item] of value.attrs) made.attrs.set(name, deep(rt, item, known));
  return made;
}

const FUNCTIONS: Definitions = {
  copy: fn('x', shallow),
  deepcopy: fn('x, memo=None', (rt, value) => deep(rt, value, new Map())),
};

export const copyModule = (): PyModule => moduleOf('copy', FUNCTIONS);
