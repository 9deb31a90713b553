// How a NumPy function is entered in a table: its signature as Python writes it, and what it does with the bound arguments.
import { PyError, type Runtime } from '../runtime';
import { type Kwargs, PyBuiltin, PyFloat, PyTuple, type PyValue } from '../values';

/** Gets every parameter in order, those left out with their defaults. */
export type Handler = (rt: Runtime, ...values: PyValue[]) => PyValue;

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly fallback: PyValue;
}

export interface Entry {
  readonly parameters: readonly Parameter[];
  /** The index of the parameter that collects the remaining positional arguments, or −1. */
  readonly rest: number;
  /** How many parameters can be given by position. */
  readonly positional: number;
  readonly handler: Handler;
}

export type Table = Readonly<Record<string, Entry>>;

function defaultOf(text: string): PyValue {
  if (text === 'None') return null;
  if (text === 'True' || text === 'False') return text === 'True';
  if (/^['"]/.test(text)) return text.slice(1, -1);
  return /[.e]/.test(text) ? new PyFloat(Number(text)) : Number(text);
}

/** `entry('a, axis=None, *, keepdims=False', (rt, a, axis, keepdims) => …)`. */
export function entry(signature: string, handler: Handler): Entry {
  const parameters: Parameter[] = [];
  let rest = -1;
  let positional = -1;
  for (const part of signature.split(',').map(p => p.trim())) {
    if (part === '') continue;
    if (part === '*') {
      positional = parameters.length;
      continue;
    }
    if (part.startsWith('*')) {
      rest = parameters.length;
      positional = rest;
      parameters.push({ name: part.slice(1), required: false, fallback: new PyTuple([]) });
      continue;
    }
    const [name, fallback] = part.split('=').map(p => p.trim());
    parameters.push({ name, required: fallback === undefined, fallback: fallback === undefined ? null : defaultOf(fallback) });
  }
  return { parameters, rest, positional: positional < 0 ? parameters.length : positional, handler };
}

/** Calls an entry with Python's arguments. */
export function callEntry(
  rt: Runtime,
  name: string,
  { parameters, rest, positional, handler }: Entry,
  args: readonly PyValue[],
  kwargs: Kwargs,
): PyValue {
  const values: PyValue[] = new Array(parameters.length);
  const given = Math.min(args.length, positional);
  for (let i = 0; i < given; i++) values[i] = args[i];
  if (rest >= 0) values[rest] = new PyTuple(args.slice(rest));
  else if (args.length > positional) throw tooMany(name, parameters, positional, args.length);
  if (kwargs.size > 0) byKeyword(name, parameters, kwargs, values, given, rest);
  for (let i = given; i < parameters.length; i++) {
    if (values[i] !== undefined) continue;
    if (parameters[i].required) throw missing(name, parameters, values);
    values[i] = parameters[i].fallback;
  }
  return handler(rt, ...values);
}

function byKeyword(name: string, parameters: readonly Parameter[], kwargs: Kwargs, values: PyValue[], given: number, rest: number): void {
  for (const [key, value] of kwargs) {
    const at = parameters.findIndex(p => p.name === key);
    if (at < 0 || at === rest) throw new PyError('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
    if (at < given) throw new PyError('TypeError', `${name}() got multiple values for argument '${key}'`);
    values[at] = value;
  }
}

function tooMany(name: string, parameters: readonly Parameter[], positional: number, given: number): PyError {
  const required = parameters.filter(p => p.required).length;
  const count = required === positional ? `${positional}` : `from ${required} to ${positional}`;
  return new PyError('TypeError', `${name}() takes ${count} positional argument${positional === 1 ? '' : 's'} but ${given} were given`);
}

function missing(name: string, parameters: readonly Parameter[], values: readonly (PyValue | undefined)[]): PyError {
  const names = parameters.filter((p, i) => p.required && values[i] === undefined).map(p => `'${p.name}'`);
  const list = names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
  return new PyError(
    'TypeError',
    `${name}() missing ${names.length} required positional argument${names.length === 1 ? '' : 's'}: ${list}`,
  );
}

/** An entry as a Python function. */
export const builtin = (name: string, made: Entry): PyBuiltin =>
  new PyBuiltin(name, (rt, args, kwargs) => callEntry(rt, name, made, args, kwargs));
