// Arrays as text, exactly as NumPy 2 writes them: `str(a)`, `repr(a)`, `np.array2string`.
import type { Runtime } from '../../runtime';
import { PyFloat, PyList, type PyValue } from '../../values';
import { itemOf } from '../convert';
import { BOOL, FLOAT64, INT64 } from '../dtypes';
import { eachOffset, firstOf, NDArray, scalarOf, tupleText } from '../ndarray';
import { floatText } from './decimal';
import { boolFormat, floatFormat, integerFormat, wholeText } from './formats';
import { type PrintOptions, printOptions } from './options';

/** The text of a NumPy scalar, as `print` writes it. */
export function scalarText(a: NDArray): string {
  const x = firstOf(a);
  if (a.dtype === BOOL) return x !== 0 ? 'True' : 'False';
  return a.dtype.inexact ? floatText(x, a.dtype) : wholeText(x);
}

/** `np.float64(0.5)`, `np.True_`. */
export function scalarRepr(a: NDArray): string {
  if (a.dtype === BOOL) return `np.${scalarText(a)}_`;
  return `np.${a.dtype.name}(${scalarText(a)})`;
}

export function arrayStr(rt: Runtime, a: NDArray): string {
  if (a.scalar) return scalarText(a);
  if (a.shape.length === 0) return a.store.items ? rt.str(a.store.items[a.start]) : scalarText(a);
  return array2string(rt, a, printOptions(rt), ' ', '');
}

export function arrayRepr(rt: Runtime, a: NDArray): string {
  if (a.scalar) return scalarRepr(a);
  const options = printOptions(rt);
  const prefix = 'array(';
  const body = array2string(rt, a, { ...options, linewidth: options.linewidth - 1 }, ', ', prefix);
  const extras: string[] = [];
  if ((a.size === 0 && !(a.shape.length === 1 && a.shape[0] === 0)) || a.size > options.threshold)
    extras.push(`shape=${tupleText(a.shape)}`);
  const implied = a.dtype === FLOAT64 || a.dtype === INT64 || a.dtype === BOOL;
  if (!implied || a.size === 0) extras.push(`dtype=${a.dtype.kind === 'U' ? `'${a.dtype}'` : a.dtype}`);
  if (extras.length === 0) return `${prefix}${body})`;
  const start = `${prefix}${body},`;
  const end = `${extras.join(', ')})`;
  const lastLine = start.length - (start.lastIndexOf('\n') + 1);
  const spacer = lastLine + end.length + 1 > options.linewidth ? `\n${' '.repeat(prefix.length)}` : ' ';
  return start + spacer + end;
}

type Element = (offset: number) => string;

/** The text of an array with at least one axis, or of a 0-d one as its element. */
export function array2string(rt: Runtime, a: NDArray, options: PrintOptions, separator: string, prefix: string): string {
  if (a.size === 0) return '[]';
  const summarise = a.size > options.threshold;
  const write = elementFormat(rt, a, options, summarise);
  const next = ` ${' '.repeat(prefix.length)}`;
  const frame = { a, write, separator, edge: options.edgeitems, summarise };
  return nested(frame, 0, a.start, next, options.linewidth);
}

interface Frame {
  readonly a: NDArray;
  readonly write: Element;
  readonly separator: string;
  readonly edge: number;
  readonly summarise: boolean;
}

/** The indices that are shown along an axis; null stands for `...`. */
function shownAlong(n: number, { edge, summarise }: Frame): (number | null)[] {
  if (!summarise || 2 * edge >= n) return Array.from({ length: n }, (_, i) => i);
  const lead = Array.from({ length: edge }, (_, i) => i);
  return [...lead, null, ...lead.map(i => n - edge + i)];
}

function nested(frame: Frame, axis: number, offset: number, indent: string, width: number): string {
  const { a, write, separator } = frame;
  const left = a.shape.length - axis;
  if (left === 0) return write(offset);
  const nextIndent = `${indent} `;
  const shown = shownAlong(a.shape[axis], frame);
  const inner = (i: number): string => nested(frame, axis + 1, offset + i * a.strides[axis], nextIndent, width - 1);
  if (left > 1) {
    const gap = separator.trimEnd() + '\n'.repeat(left - 1);
    const rows = shown.map(i => indent + (i === null ? '...' : inner(i)));
    return `[${rows.join(gap).slice(indent.length)}]`;
  }
  return `[${rowText(shown, inner, separator, indent, width).slice(indent.length)}]`;
}

/** The last axis: words one after the other, a new line where the next would not fit. */
function rowText(shown: readonly (number | null)[], word: (i: number) => string, separator: string, indent: string, width: number): string {
  const limit = width - Math.max(separator.trimEnd().length, 1);
  let text = '';
  let line = indent;
  shown.forEach((i, k) => {
    for (const [n, piece] of (i === null ? '...' : word(i)).split('\n').entries()) {
      const wraps = n > 0 || (line.length + piece.length > limit && line.length > indent.length);
      if (wraps) {
        text += `${line.trimEnd()}\n`;
        line = indent;
      }
      line += piece;
    }
    if (k < shown.length - 1) line += separator;
  });
  return text + line;
}

/** The offsets that a summary shows. */
function shownOffsets(a: NDArray, options: PrintOptions, summarise: boolean): number[] {
  const offsets: number[] = [];
  if (!summarise) {
    eachOffset(a, offset => {
      offsets.push(offset);
    });
    return offsets;
  }
  const frame = { edge: options.edgeitems, summarise } as Frame;
  const visit = (axis: number, offset: number): void => {
    if (axis === a.shape.length) offsets.push(offset);
    else for (const i of shownAlong(a.shape[axis], frame)) if (i !== null) visit(axis + 1, offset + i * a.strides[axis]);
  };
  visit(0, a.start);
  return offsets;
}

function elementFormat(rt: Runtime, a: NDArray, options: PrintOptions, summarise: boolean): Element {
  const custom = customFormat(rt, a, options);
  if (custom) return custom;
  if (a.store.items) return itemFormat(rt, a);
  const offsets = shownOffsets(a, options, summarise);
  const { data } = a.store;
  const shown = Float64Array.from(offsets, offset => data[offset]);
  const format = a.dtype.inexact
    ? floatFormat(shown, a.dtype, options)
    : a.dtype === BOOL
      ? boolFormat(a.shape.length > 0)
      : integerFormat(shown, options);
  return offset => format(data[offset]);
}

/** Texts and objects as Python's repr; a list in an array of objects says that it is one. */
function itemFormat(rt: Runtime, a: NDArray): Element {
  const items = a.store.items!;
  const text = (item: PyValue): string => {
    if (item instanceof PyList) return `list(${rt.repr(item)})`;
    return item instanceof NDArray && item.scalar ? scalarText(item) : rt.repr(item);
  };
  return offset => text(items[offset]);
}

const FORMATTERS: Readonly<Record<string, readonly string[]>> = {
  b: ['bool', 'all'],
  i: ['int', 'int_kind', 'all'],
  u: ['int', 'int_kind', 'all'],
  f: ['float', 'float_kind', 'all'],
  U: ['numpystr', 'str_kind', 'all'],
  O: ['object', 'all'],
};

function customFormat(rt: Runtime, a: NDArray, { formatter }: PrintOptions): Element | null {
  const own = FORMATTERS[a.dtype.kind].map(name => formatter?.get(name)).find(f => f !== undefined);
  if (own === undefined || own === null) return null;
  return offset => {
    const item = a.store.items ? a.store.items[offset] : scalarOf(a.store.data[offset], a.dtype);
    return rt.str(rt.apply(own, [item]));
  };
}

/** Formats a 0-d value by a format spec: as the Python number it holds. */
export function numberOf(a: NDArray): PyValue {
  const value = itemOf(a.dtype, firstOf(a));
  return value instanceof PyFloat ? value : value;
}
