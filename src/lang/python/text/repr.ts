// str() and repr() of every kind of value.
import type { Interpreter } from '../interpreter';
import { arrayRepr, arrayStr, DType, NDArray } from '../numpy';
import { PyBytes } from '../objects/bytes';
import { PyBoundMethod, PyClass, PyInstance } from '../objects/classes';
import { idOf, PyDict, PySet } from '../objects/containers';
import { isException, messageOf, qualifiedName } from '../objects/exceptions';
import { PyFunction } from '../objects/functions';
import { PyDictView } from '../objects/iterators';
import { PyRange } from '../objects/range';
import { ELLIPSIS, PyBuiltin, PyFloat, PyList, PyModule, PyObject, PyOpaque, PySlice, PyTuple, type PyValue } from '../values';
import { floatRepr, general } from './floats';

export function str(rt: Interpreter, value: PyValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof PyFloat) return rt.python2 ? shortFloat(value.v) : floatRepr(value.v);
  if (value instanceof NDArray) return arrayStr(rt, value);
  if (value instanceof DType) return value.toString();
  if (value instanceof PyInstance) return instanceStr(rt, value);
  if (value instanceof PyObject && value.userClass) {
    const method = userMethod(value, '__str__') ?? userMethod(value, '__repr__');
    if (method) return rt.apply(method, [value]) as string;
  }
  return repr(rt, value);
}

/** Python 2 printed twelve digits. */
function shortFloat(x: number): string {
  const text = Number.isFinite(x) ? general(x, 12) : floatRepr(x);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function instanceStr(rt: Interpreter, value: PyInstance): string {
  const method = value.cls.lookup('__str__');
  if (method !== undefined) return rt.apply(rt.getattr(value, '__str__'), []) as string;
  return isException(value) && value.cls.lookup('__repr__') === undefined ? messageOf(rt, value) : repr(rt, value);
}

const userMethod = (value: PyObject, name: string): PyValue | undefined => {
  const method = value.userClass?.lookup(name);
  return method instanceof PyFunction || (method instanceof PyBuiltin && method.binds) ? method : undefined;
};

const active = new Set<PyObject>();

function nested(value: PyObject, again: string, write: () => string): string {
  if (active.has(value)) return again;
  active.add(value);
  try {
    return write();
  } finally {
    active.delete(value);
  }
}

export function repr(rt: Interpreter, value: PyValue): string {
  switch (typeof value) {
    case 'number':
      return String(value + 0);
    case 'string':
      return stringRepr(value, rt.python2);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return rt.python2 ? `${value}L` : String(value);
  }
  if (value === null) return 'None';
  if (value instanceof PyFloat) return floatRepr(value.v);
  if (value instanceof PyInstance) return instanceRepr(rt, value);
  const own = userMethod(value, '__repr__');
  if (own) return rt.apply(own, [value]) as string;
  if (value.repr) return value.repr(rt);
  for (const [type, write] of WRITERS) if (value instanceof type) return write(rt, value);
  if (value === ELLIPSIS) return 'Ellipsis';
  return `<${value.typeName} object at ${address(value)}>`;
}

type Writer = (rt: Interpreter, value: never) => string;
type Kind = abstract new (...args: never[]) => PyObject;

const items = (rt: Interpreter, values: Iterable<PyValue>): string => [...values].map(item => repr(rt, item)).join(', ');

const entry = <T extends PyObject>(
  kind: abstract new (...args: never[]) => T,
  write: (rt: Interpreter, value: T) => string,
): [Kind, Writer] => [kind, write as Writer];

/** One entry a kind of object. */
const WRITERS = [
  entry(PyList, (rt, value) => nested(value, '[...]', () => `[${items(rt, value.items)}]`)),
  entry(PyTuple, (rt, value) => nested(value, '(...)', () => `(${items(rt, value.items)}${value.items.length === 1 ? ',' : ''})`)),
  entry(PyDict, (rt, value) => dictRepr(rt, value)),
  entry(PySet, setRepr),
  entry(NDArray, arrayRepr),
  entry(PyBytes, (_rt, value) => `b${bytesRepr(value.text)}`),
  entry(PyRange, (_rt, r) => `range(${r.start}, ${r.stop}${r.step === 1 ? '' : `, ${r.step}`})`),
  entry(PyFunction, (_rt, f) => `<function ${f.qualifiedName} at ${address(f)}>`),
  entry(PyClass, (_rt, c) => `<class '${c.module === 'builtins' ? c.name : `${c.module}.${c.name}`}'>`),
  entry(PyBoundMethod, (rt, m) => `<bound method ${methodName(m)} of ${repr(rt, m.self)}>`),
  entry(PyBuiltin, (rt, b) => b.repr?.(rt) ?? `<built-in function ${b.name}>`),
  entry(PyModule, (_rt, m) => `<module '${m.name}'>`),
  entry(PySlice, (rt, s) => `slice(${repr(rt, s.start)}, ${repr(rt, s.stop)}, ${repr(rt, s.step)})`),
  entry(PyDictView, (rt, view) => `${view.typeName}([${items(rt, view.iterate(rt))}])`),
  entry(PyOpaque, (rt, value) => rt.opaqueText(value)),
] as unknown as readonly (readonly [Kind, (rt: Interpreter, value: PyObject) => string])[];

const methodName = (m: PyBoundMethod): string => (m.target instanceof PyFunction ? m.target.qualifiedName : '?');

export function dictRepr(rt: Interpreter, value: PyDict): string {
  return nested(value, '{...}', () => `{${[...value.entries()].map(([key, item]) => `${repr(rt, key)}: ${repr(rt, item)}`).join(', ')}}`);
}

function setRepr(rt: Interpreter, value: PySet): string {
  if (value.map.size === 0) return `${value.typeName}()`;
  const inner = `{${items(rt, value.values())}}`;
  return value.frozen ? `frozenset(${inner})` : inner;
}

function instanceRepr(rt: Interpreter, value: PyInstance): string {
  if (value.cls.lookup('__repr__') !== undefined) return rt.apply(rt.getattr(value, '__repr__'), []) as string;
  if (!isException(value)) return plainInstance(value);
  const args = value.attrs.get('args');
  return `${value.cls.name}(${items(rt, args instanceof PyTuple ? args.items : [])})`;
}

const plainInstance = (value: PyInstance): string => `<${qualifiedInstance(value.cls)} object at ${address(value)}>`;
const qualifiedInstance = (cls: PyClass): string => (cls.module === '__main__' ? `__main__.${cls.name}` : qualifiedName(cls));
export const address = (value: PyObject): string => `0x${(0x7f0000000000 + idOf(value) * 48).toString(16)}`;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

export function stringRepr(text: string, ascii = false): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
  const body = text.replace(/[\\\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ud800-\udfff]/gu, c => NAMED[c] ?? escaped(c));
  return `${quote}${quote === "'" ? body.replaceAll("'", "\\'") : body}${quote}`.replace(ascii ? /[^ -~]/gu : /$^/, escaped);
}

function escaped(c: string): string {
  const code = c.codePointAt(0)!;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

const bytesRepr = (text: string): string => stringRepr(text, true);
export const asciiRepr = (rt: Interpreter, value: PyValue): string => repr(rt, value).replace(/[^ -~]/gu, escaped);
