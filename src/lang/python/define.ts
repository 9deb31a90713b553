// How functions, methods and classes of the language enter a table: a signature as Python writes it, and what it does.
import type { Interpreter } from './interpreter';
import { callEntry, type Entry, entry, type Handler } from './numpy/define';
import { type Kwargs, PyBuiltin, PyModule, PyObject, type PyValue } from './values';

type Native = (rt: Interpreter, ...values: PyValue[]) => PyValue;
/** Takes the arguments as they come. */
export type Raw = (rt: Interpreter, args: readonly PyValue[], kwargs: Kwargs) => PyValue;

export type Definition = Entry | Raw;
export type Definitions = Readonly<Record<string, Definition>>;

/** `fn('x, digits=None', (rt, x, digits) => …)`: gets every parameter, those left out with their defaults. */
export const fn = (signature: string, handler: Native): Entry => entry(signature, handler as unknown as Handler);
export const raw = (handler: Raw): Raw => handler;

export function builtin(name: string, definition: Definition): PyBuiltin {
  if (typeof definition === 'function') return new PyBuiltin(name, (rt, args, kwargs) => definition(rt as Interpreter, args, kwargs));
  return new PyBuiltin(name, (rt, args, kwargs) => callEntry(rt, name, definition, args, kwargs));
}

type MethodCall = (rt: Interpreter, self: PyValue, args: readonly PyValue[], kwargs: Kwargs) => PyValue;

/** A method of a built-in class: binds to whatever it is read from. */
export class PyMethod extends PyObject {
  readonly typeName = 'method_descriptor';
  constructor(
    readonly name: string,
    readonly call: MethodCall,
  ) {
    super();
  }
}

type NativeMethod<S> = (rt: Interpreter, self: S, ...values: PyValue[]) => PyValue;

/** A table of methods on values of one kind; each by its signature without `self`. */
export function methods<S extends PyValue>(table: Readonly<Record<string, readonly [string, NativeMethod<S>]>>): Map<string, PyValue> {
  const made = new Map<string, PyValue>();
  for (const [name, [signature, run]] of Object.entries(table)) {
    if (signature === '') made.set(name, new PyMethod(name, (rt, self) => run(rt, self as S)));
    else {
      const bound = entry(`self, ${signature}`, run as unknown as Handler);
      made.set(name, new PyMethod(name, (rt, self, args, kwargs) => callEntry(rt, name, bound, [self, ...args], kwargs)));
    }
  }
  return made;
}

export function moduleOf(name: string, definitions: Definitions, constants: Readonly<Record<string, PyValue>> = {}): PyModule {
  const members = new Map<string, PyValue>([['__name__', name], ...Object.entries(constants)]);
  for (const [key, definition] of Object.entries(definitions)) members.set(key, builtin(key, definition));
  return new PyModule(name, members);
}
