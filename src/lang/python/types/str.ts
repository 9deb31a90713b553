// The methods of str.
import { methods, PyMethod } from '../define';
import type { Interpreter } from '../interpreter';
import { PyBytes } from '../objects/bytes';
import { PyDict } from '../objects/containers';
import { PyError } from '../runtime';
import { strFormat } from '../text/strformat';
import { type Kwargs, PyList, PyTuple, type PyValue } from '../values';

const textOf = (value: PyValue): string => {
  if (typeof value !== 'string') throw new PyError('TypeError', 'must be str');
  return value;
};

const SPACE = '\\s\\u001c-\\u001f\\u0085';
const LEADING = new RegExp(`^[${SPACE}]+`);
const TRAILING = new RegExp(`[${SPACE}]+$`);

function strip(text: string, chars: PyValue, left: boolean, right: boolean): string {
  if (chars === null) {
    const half = left ? text.replace(LEADING, '') : text;
    return right ? half.replace(TRAILING, '') : half;
  }
  const set = new Set(textOf(chars));
  let [from, to] = [0, text.length];
  while (left && from < to && set.has(text[from])) from++;
  while (right && to > from && set.has(text[to - 1])) to--;
  return text.slice(from, to);
}

function split(text: string, separator: PyValue, limit: PyValue): PyValue[] {
  const most = Number(limit);
  if (separator === null) return splitWords(text, most);
  if (separator === '') throw new PyError('ValueError', 'empty separator');
  const parts = text.split(textOf(separator));
  return most < 0 || parts.length <= most + 1 ? parts : [...parts.slice(0, most), parts.slice(most).join(textOf(separator))];
}

function splitWords(text: string, most: number): string[] {
  const words: string[] = [];
  let rest = text.replace(LEADING, '');
  while (rest !== '' && (most < 0 || words.length < most)) {
    const [word] = /^\S+/.exec(rest)!;
    words.push(word);
    rest = rest.slice(word.length).replace(LEADING, '');
  }
  return rest === '' ? words : [...words, rest];
}

function splitFromRight(text: string, separator: PyValue, limit: PyValue): PyValue[] {
  const most = Number(limit);
  if (most < 0) return split(text, separator, -1);
  if (separator === null) {
    const words = splitWords(text, -1);
    if (words.length <= most + 1) return words;
    let rest = text.replace(TRAILING, '');
    const tail = words.slice(words.length - most);
    for (const word of [...tail].reverse()) rest = rest.slice(0, rest.length - word.length).replace(TRAILING, '');
    return [rest, ...tail];
  }
  const parts = text.split(textOf(separator));
  const cut = Math.max(0, parts.length - 1 - most);
  return [parts.slice(0, cut + 1).join(textOf(separator)), ...parts.slice(cut + 1)];
}

function bounds(text: string, start: PyValue, stop: PyValue): [number, number] {
  const clamp = (value: PyValue, missing: number): number => {
    if (value === null) return missing;
    const at = Number(value);
    return Math.min(text.length, Math.max(0, at < 0 ? at + text.length : at));
  };
  return [clamp(start, 0), clamp(stop, text.length)];
}

function find(text: string, part: PyValue, start: PyValue, stop: PyValue, last = false): number {
  const [from, to] = bounds(text, start, stop);
  const inner = text.slice(from, to);
  const at = last ? inner.lastIndexOf(textOf(part)) : inner.indexOf(textOf(part));
  return at < 0 ? -1 : at + from;
}

function found(at: number): number {
  if (at < 0) throw new PyError('ValueError', 'substring not found');
  return at;
}

function count(text: string, part: PyValue, start: PyValue, stop: PyValue): number {
  const [from, to] = bounds(text, start, stop);
  const inner = text.slice(from, to);
  return part === '' ? inner.length + 1 : inner.split(textOf(part)).length - 1;
}

function affix(text: string, part: PyValue, start: PyValue, stop: PyValue, test: (inner: string, part: string) => boolean): boolean {
  const [from, to] = bounds(text, start, stop);
  const inner = text.slice(from, to);
  return part instanceof PyTuple ? part.items.some(item => test(inner, textOf(item))) : test(inner, textOf(part));
}

function replace(text: string, old: PyValue, by: PyValue, limit: PyValue): string {
  const most = Number(limit);
  if (most < 0) return text.replaceAll(textOf(old), () => textOf(by));
  const parts = text.split(textOf(old));
  if (parts.length <= most + 1) return parts.join(textOf(by));
  return [...parts.slice(0, most), parts.slice(most).join(textOf(old))].join(textOf(by));
}

function padded(text: string, width: PyValue, fill: PyValue, side: 'left' | 'right' | 'both'): string {
  const missing = Number(width) - text.length;
  if (missing <= 0) return text;
  const by = textOf(fill);
  if (side === 'right') return text + by.repeat(missing);
  if (side === 'left') return by.repeat(missing) + text;
  const left = Math.floor(missing / 2) + (missing & Number(width) & 1);
  return by.repeat(left) + text + by.repeat(missing - left);
}

function zeroFill(text: string, width: PyValue): string {
  const missing = Number(width) - text.length;
  if (missing <= 0) return text;
  const sign = /^[+-]/.test(text) ? text[0] : '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

const titled = (text: string): string => text.replace(/\p{L}+/gu, word => word[0].toUpperCase() + word.slice(1).toLowerCase());

function join(rt: Interpreter, text: string, items: PyValue): string {
  const parts: string[] = [];
  for (const item of rt.iterate(items)) {
    if (typeof item !== 'string')
      throw new PyError('TypeError', `sequence item ${parts.length}: expected str instance, ${rt.typeName(item)} found`);
    parts.push(item);
  }
  return parts.join(text);
}

function partition(text: string, separator: PyValue, last: boolean): PyTuple {
  const by = textOf(separator);
  const at = last ? text.lastIndexOf(by) : text.indexOf(by);
  if (at < 0) return new PyTuple(last ? ['', '', text] : [text, '', '']);
  return new PyTuple([text.slice(0, at), by, text.slice(at + by.length)]);
}

function lines(text: string, keep: PyValue): PyList {
  const found = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return new PyList(keep ? [...found] : found.map(line => line.replace(/[\r\n]+$/, '')));
}

function translate(rt: Interpreter, text: string, table: PyValue): string {
  if (!(table instanceof PyDict)) return text;
  return [...text]
    .map(c => {
      const by = table.get(rt, c.codePointAt(0)!);
      return by === undefined ? c : by === null ? '' : typeof by === 'number' ? String.fromCodePoint(by) : textOf(by);
    })
    .join('');
}

const matches = (pattern: RegExp) => ['', (_rt: Interpreter, text: string): PyValue => pattern.test(text)] as const;
const changed = (change: (text: string) => string) => ['', (_rt: Interpreter, text: string): PyValue => change(text)] as const;

export const STR_METHODS: Map<string, PyValue> = methods<string>({
  upper: changed(text => text.toUpperCase()),
  lower: changed(text => text.toLowerCase()),
  casefold: changed(text => text.toLowerCase()),
  title: changed(titled),
  capitalize: changed(text => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()),
  swapcase: changed(text => [...text].map(c => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join('')),
  strip: ['chars=None', (_rt, text, chars) => strip(text, chars, true, true)],
  lstrip: ['chars=None', (_rt, text, chars) => strip(text, chars, true, false)],
  rstrip: ['chars=None', (_rt, text, chars) => strip(text, chars, false, true)],
  split: ['sep=None, maxsplit=-1', (_rt, text, separator, limit) => new PyList(split(text, separator, limit))],
  rsplit: ['sep=None, maxsplit=-1', (_rt, text, separator, limit) => new PyList(splitFromRight(text, separator, limit))],
  splitlines: ['keepends=False', (_rt, text, keep) => lines(text, keep)],
  join: ['iterable', join],
  replace: ['old, new, count=-1', (_rt, text, old, by, limit) => replace(text, old, by, limit)],
  startswith: ['prefix, start=None, end=None', (_rt, text, part, start, stop) => affix(text, part, start, stop, (a, b) => a.startsWith(b))],
  endswith: ['suffix, start=None, end=None', (_rt, text, part, start, stop) => affix(text, part, start, stop, (a, b) => a.endsWith(b))],
  find: ['sub, start=None, end=None', (_rt, text, part, start, stop) => find(text, part, start, stop)],
  rfind: ['sub, start=None, end=None', (_rt, text, part, start, stop) => find(text, part, start, stop, true)],
  index: ['sub, start=None, end=None', (_rt, text, part, start, stop) => found(find(text, part, start, stop))],
  rindex: ['sub, start=None, end=None', (_rt, text, part, start, stop) => found(find(text, part, start, stop, true))],
  count: ['sub, start=None, end=None', (_rt, text, part, start, stop) => count(text, part, start, stop)],
  zfill: ['width', (_rt, text, width) => zeroFill(text, width)],
  ljust: ["width, fillchar=' '", (_rt, text, width, fill) => padded(text, width, fill, 'right')],
  rjust: ["width, fillchar=' '", (_rt, text, width, fill) => padded(text, width, fill, 'left')],
  center: ["width, fillchar=' '", (_rt, text, width, fill) => padded(text, width, fill, 'both')],
  partition: ['sep', (_rt, text, separator) => partition(text, separator, false)],
  rpartition: ['sep', (_rt, text, separator) => partition(text, separator, true)],
  removeprefix: ['prefix', (_rt, text, part) => (text.startsWith(textOf(part)) ? text.slice(textOf(part).length) : text)],
  removesuffix: ['suffix', (_rt, text, part) => (part !== '' && text.endsWith(textOf(part)) ? text.slice(0, -textOf(part).length) : text)],
  expandtabs: ['tabsize=8', (_rt, text, size) => text.replaceAll('\t', ' '.repeat(Number(size)))],
  encode: ["encoding='utf-8', errors='strict'", (_rt, text) => new PyBytes(Buffer.from(text, 'utf8').toString('latin1'))],
  decode: ["encoding='utf-8', errors='strict'", (_rt, text) => text],
  translate: ['table', translate],
  isdigit: matches(/^\p{Nd}+$/u),
  isdecimal: matches(/^\p{Nd}+$/u),
  isnumeric: matches(/^\p{N}+$/u),
  isalpha: matches(/^\p{L}+$/u),
  isalnum: matches(/^[\p{L}\p{N}]+$/u),
  isspace: matches(/^\s+$/),
  isidentifier: matches(/^[\p{L}_][\p{L}\p{N}_]*$/u),
  isupper: ['', (_rt, text) => text !== text.toLowerCase() && text === text.toUpperCase()],
  islower: ['', (_rt, text) => text !== text.toUpperCase() && text === text.toLowerCase()],
  istitle: ['', (_rt, text) => text !== '' && text === titled(text)],
  format_map: ['mapping', (rt, text, mapping) => strFormat(rt, text, [], kwargsOf(mapping))],
});

const kwargsOf = (mapping: PyValue): Kwargs =>
  new Map(mapping instanceof PyDict ? [...mapping.entries()].map(([k, v]) => [String(k), v]) : []);

STR_METHODS.set('format', new PyMethod('format', (rt, self, args, kwargs) => strFormat(rt, self as string, args, kwargs)));
STR_METHODS.set('maketrans', new PyMethod('maketrans', (rt, _self, args) => makeTable(rt, args)));

function makeTable(rt: Interpreter, [from, to, removed]: readonly PyValue[]): PyDict {
  const table = new PyDict();
  if (from instanceof PyDict)
    for (const [key, value] of from.entries()) table.set(rt, typeof key === 'string' ? key.codePointAt(0)! : key, value);
  else for (const [i, c] of [...textOf(from)].entries()) table.set(rt, c.codePointAt(0)!, [...textOf(to)][i].codePointAt(0)!);
  if (typeof removed === 'string') for (const c of removed) table.set(rt, c.codePointAt(0)!, null);
  return table;
}
