// json and pickle, as far as a script that trains a net uses them.
import { type Definitions, fn, moduleOf, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { PyBytes } from '../objects/bytes';
import { PyDict } from '../objects/containers';
import { PyError } from '../runtime';
import { floatRepr } from '../text/floats';
import { type Kwargs, PyFloat, PyList, type PyModule, PyObject, PyTuple, type PyValue } from '../values';

interface Layout {
  readonly indent: string | null;
  readonly item: string;
  readonly pair: string;
  readonly sorted: boolean;
  readonly ascii: boolean;
  readonly fallback: PyValue;
}

function quote(text: string, ascii: boolean): string {
  const quoted = JSON.stringify(text);
  return ascii ? quoted.replace(/[\u007f-\uffff]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`) : quoted;
}

function dump(rt: Interpreter, value: PyValue, layout: Layout, depth: number): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return quote(value, layout.ascii);
  if (value instanceof PyFloat)
    return Number.isNaN(value.v) ? 'NaN' : Number.isFinite(value.v) ? floatRepr(value.v) : value.v > 0 ? 'Infinity' : '-Infinity';
  const plain = rt.plainNumber(value);
  if (plain !== null && rt.typeName(value) === 'numpy.float64') return dump(rt, plain, layout, depth);
  const wrap = (open: string, close: string, parts: string[]): string => {
    if (parts.length === 0) return open + close;
    if (layout.indent === null) return open + parts.join(layout.item) + close;
    const pad = `\n${layout.indent.repeat(depth + 1)}`;
    return `${open}${pad}${parts.join(`${layout.item.trimEnd()}${pad}`)}\n${layout.indent.repeat(depth)}${close}`;
  };
  if (value instanceof PyList || value instanceof PyTuple)
    return wrap(
      '[',
      ']',
      value.items.map(item => dump(rt, item, layout, depth + 1)),
    );
  if (value instanceof PyDict) {
    const entries = [...value.entries()].map(([key, item]) => [keyText(rt, key), item] as const);
    if (layout.sorted) entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return wrap(
      '{',
      '}',
      entries.map(([key, item]) => `${quote(key, layout.ascii)}${layout.pair}${dump(rt, item, layout, depth + 1)}`),
    );
  }
  if (layout.fallback !== null) return dump(rt, rt.apply(layout.fallback, [value]), layout, depth);
  throw new PyError('TypeError', `Object of type ${rt.typeName(value)} is not JSON serializable`);
}

function keyText(rt: Interpreter, key: PyValue): string {
  if (typeof key === 'string') return key;
  return key === null ? 'null' : typeof key === 'boolean' ? (key ? 'true' : 'false') : rt.str(key);
}

function layoutOf(rt: Interpreter, kwargs: Kwargs): Layout {
  const indent = kwargs.get('indent') ?? null;
  const separators = kwargs.get('separators');
  const [item, pair] = separators instanceof PyTuple ? separators.items.map(String) : [indent === null ? ', ' : ',', ': '];
  const ascii = kwargs.get('ensure_ascii');
  return {
    indent: indent === null ? null : typeof indent === 'string' ? indent : ' '.repeat(Number(indent)),
    item,
    pair,
    sorted: kwargs.has('sort_keys') && rt.truth(kwargs.get('sort_keys')!),
    ascii: ascii === undefined || rt.truth(ascii),
    fallback: kwargs.get('default') ?? null,
  };
}

/** Numbers keep their kind: 1 is an int, 1.0 a float. */
function parse(rt: Interpreter, text: string): PyValue {
  let i = 0;
  const fail = (): never => {
    throw new PyError('json.decoder.JSONDecodeError', `Expecting value: line 1 column ${i + 1} (char ${i})`);
  };
  const space = (): void => {
    while (/\s/.test(text[i] ?? '')) i++;
  };
  const value = (): PyValue => {
    space();
    const c = text[i];
    if (c === '{') return object();
    if (c === '[') return list();
    if (c === '"') return string();
    const word = /^(?:true|false|null|NaN|-?Infinity)/.exec(text.slice(i, i + 9))?.[0];
    if (word) {
      i += word.length;
      const named: Record<string, PyValue> = { true: true, false: false, null: null };
      return word in named ? named[word] : new PyFloat(Number(word));
    }
    const number = /^-?\d+(\.\d+)?([eE][+-]?\d+)?/.exec(text.slice(i, i + 400))?.[0];
    if (!number) return fail();
    i += number.length;
    if (/[.eE]/.test(number)) return new PyFloat(Number(number));
    return Number.isSafeInteger(Number(number)) ? Number(number) : BigInt(number);
  };
  const string = (): string => {
    const start = i++;
    while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
    i++;
    return JSON.parse(text.slice(start, i)) as string;
  };
  const list = (): PyList => {
    i++;
    const items: PyValue[] = [];
    space();
    while (text[i] !== ']') {
      items.push(value());
      space();
      if (text[i] === ',') i++;
      else if (text[i] !== ']') fail();
      space();
    }
    i++;
    return new PyList(items);
  };
  const object = (): PyDict => {
    i++;
    const dict = new PyDict();
    space();
    while (text[i] !== '}') {
      space();
      if (text[i] !== '"') fail();
      const key = string();
      space();
      if (text[i++] !== ':') fail();
      dict.set(rt, key, value());
      space();
      if (text[i] === ',') i++;
      else if (text[i] !== '}') fail();
      space();
    }
    i++;
    return dict;
  };
  const result = value();
  space();
  return i < text.length ? fail() : result;
}

const textOf = (value: PyValue): string => (value instanceof PyBytes ? value.text : String(value));

const JSON_FUNCTIONS: Definitions = {
  dumps: raw((rt, [value], kwargs) => dump(rt, value, layoutOf(rt, kwargs), 0)),
  dump: raw((rt, [value, file], kwargs) => {
    rt.apply(rt.getattr(file, 'write'), [dump(rt, value, layoutOf(rt, kwargs), 0)]);
    return null;
  }),
  loads: fn('s', (rt, text) => parse(rt, textOf(text))),
  load: fn('fp', (rt, file) => parse(rt, textOf(rt.apply(rt.getattr(file, 'read'), [])))),
};

export const jsonModule = (): PyModule => moduleOf('json', JSON_FUNCTIONS);

/** Pickled objects are kept as they are; only what this run wrote can be read back. */
const kept: PyValue[] = [];

const unpickle = (rt: Interpreter, value: PyValue): PyValue => {
  const standIn = /^stand-in:(\w+)/.exec(textOf(value))?.[1];
  if (standIn) return rt.apply(rt.getattr(rt.importModule('_pickles'), standIn), []);
  const found = /^pickle:(\d+)/.exec(textOf(value));
  if (!found) throw new PyError('NotImplementedError', 'pickled files are not read');
  return kept[Number(found[1])];
};

const PICKLE: Definitions = {
  dumps: fn('obj, protocol=None', (rt, value) => new PyBytes(`pickle:${keep(rt, value)}`)),
  dump: fn('obj, file, protocol=None', (rt, value, file) => {
    rt.apply(rt.getattr(file, 'write'), [new PyBytes(`pickle:${keep(rt, value)}`)]);
    return null;
  }),
  loads: raw((rt, [data]) => unpickle(rt, data)),
  load: raw((rt, [file]) => unpickle(rt, rt.apply(rt.getattr(file, 'read'), []))),
};

function keep(rt: Interpreter, value: PyValue): number {
  const copy = value instanceof PyObject ? rt.apply(rt.getattr(rt.importModule('copy'), 'deepcopy'), [value]) : value;
  return kept.push(copy) - 1;
}

export const pickleModule = (): PyModule => moduleOf('pickle', PICKLE, { HIGHEST_PROTOCOL: 5 });
