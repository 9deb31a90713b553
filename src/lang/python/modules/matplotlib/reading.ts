// Reads the arguments of plotting calls: numbers, grids, colours, markers. What cannot be read is left out, never an error.
import * as d3 from 'd3';
import type { Dash, Marker, Paint } from '../../../../figure/figure';
import type { Interpreter } from '../../interpreter';
import { asNumber, NDArray, toArray } from '../../numpy';
import { itemsOf } from '../../numpy/convert';
import { type Kwargs, PyFloat, PyList, PyOpaque, PyTuple, type PyValue } from '../../values';

export type Given = PyValue | undefined;

export function numberOf(value: Given, otherwise: number): number {
  return value === undefined || value === null ? otherwise : (asNumber(value) ?? otherwise);
}

export const textOf = (rt: Interpreter, value: Given): string =>
  value === undefined || value === null || value instanceof PyOpaque ? '' : rt.str(value);

export const truth = (rt: Interpreter, value: Given, otherwise: boolean): boolean =>
  value === undefined || value === null || value instanceof PyOpaque ? otherwise : rt.truth(value);

/** Copied: what the script does to the array later does not change the picture. */
export function grid(rt: Interpreter, value: Given): { shape: readonly number[]; data: number[]; items: readonly PyValue[] | null } | null {
  if (value === undefined || value === null || value instanceof PyOpaque) return null;
  try {
    const array = value instanceof NDArray ? value : toArray(rt, sequence(rt, value));
    if (!array.store.items)
      return { shape: array.shape, data: itemsOf(array).map(v => (v instanceof PyFloat ? v.v : Number(v))), items: null };
    const items = itemsOf(array);
    // Rows of one-entry arrays, as a list of losses that are (1, 1) arrays is.
    const data = items.map(item =>
      item instanceof NDArray && item.size === 1 ? Number(flat(item)) : item === null ? Number.NaN : (asNumber(item) ?? Number.NaN),
    );
    return { shape: array.shape, data, items: data.some(Number.isNaN) ? items : null };
  } catch {
    return null;
  }
}

const flat = (array: NDArray): number => {
  const [item] = itemsOf(array);
  return item instanceof PyFloat ? item.v : Number(item);
};

/** Whatever can be gone through, as a list. */
function sequence(rt: Interpreter, value: PyValue): PyValue {
  if (typeof value !== 'object' || value === null || value instanceof PyFloat || value instanceof PyList || value instanceof PyTuple)
    return value;
  return new PyList([...rt.iterate(value)]);
}

export function numbers(rt: Interpreter, value: Given): number[] | null {
  return grid(rt, value)?.data ?? null;
}

/** Positions along an axis, or the names that stand at them. */
export function places(rt: Interpreter, value: Given): { at: number[]; names: string[] | null } | null {
  const found = grid(rt, value);
  if (!found) return null;
  if (!found.items?.some(item => typeof item === 'string')) return { at: found.data, names: null };
  const names = found.items.map(item => rt.str(item));
  const order = [...new Set(names)];
  return { at: names.map(name => order.indexOf(name)), names: order };
}

/** The columns of what is drawn as lines: a matrix gives one each. */
export function columns(rt: Interpreter, value: Given): number[][] | null {
  const found = grid(rt, value);
  if (!found) return null;
  const { shape, data } = found;
  if (shape.length < 2) return [data];
  const width = shape[shape.length - 1];
  const height = data.length / Math.max(1, width);
  return Array.from({ length: width }, (_, c) => Array.from({ length: height }, (_row, r) => data[r * width + c]));
}

const LETTERS: Readonly<Record<string, Paint>> = {
  b: 'c0',
  g: 'c2',
  r: 'c3',
  c: 'c9',
  m: 'c6',
  y: 'c8',
  k: 'ink',
  w: 'paper',
};
/** Names that go with the theme. */
const NAMES: Readonly<Record<string, Paint>> = {
  blue: 'c0',
  orange: 'c1',
  green: 'c2',
  red: 'c3',
  purple: 'c4',
  brown: 'c5',
  pink: 'c6',
  magenta: 'c6',
  gray: 'c7',
  grey: 'c7',
  olive: 'c8',
  yellow: 'c8',
  cyan: 'c9',
  black: 'ink',
  white: 'paper',
};

export function paintOf(value: Given): Paint | null {
  if (value instanceof NDArray || value instanceof PyTuple || value instanceof PyList) {
    const parts = value instanceof NDArray ? (value.size <= 4 ? itemsOf(value) : []) : value.items;
    const rgb = parts.slice(0, 3).map(part => asNumber(part));
    if (parts.length < 3 || rgb.some(part => part === null)) return null;
    const [r, g, b] = rgb.map(part => 255 * (part ?? 0));
    return d3.rgb(r, g, b).formatHex();
  }
  if (typeof value !== 'string' || value === 'none' || value === 'None') return null;
  const name = value.replace(/^tab:/, '').toLowerCase();
  if (value in LETTERS) return LETTERS[value];
  if (name in NAMES) return NAMES[name];
  const cycled = /^C(\d+)$/.exec(value);
  if (cycled) return `c${Number(cycled[1]) % 10}`;
  if (/^[01]?\.\d+$|^[01]$/.test(value)) return d3.rgb(255 * Number(value), 255 * Number(value), 255 * Number(value)).formatHex();
  return d3.color(name)?.formatHex() ?? null;
}

/** One colour each, where a sequence of colours was given. */
export function paints(value: Given): Paint[] | null {
  if (!(value instanceof PyList || value instanceof PyTuple || value instanceof NDArray)) return null;
  const items = value instanceof NDArray ? (value.store.items ? itemsOf(value) : []) : value.items;
  const found = items.map(item => paintOf(item));
  return found.length && found.every(each => each !== null) ? found : null;
}

const MARKERS: Readonly<Record<string, Marker>> = {
  o: 'circle',
  '.': 'point',
  ',': 'point',
  s: 'square',
  '^': 'triangle',
  v: 'triangle',
  '<': 'triangle',
  '>': 'triangle',
  d: 'diamond',
  D: 'diamond',
  x: 'cross',
  X: 'cross',
  '+': 'plus',
  P: 'plus',
  '*': 'star',
  '|': 'bar',
  _: 'bar',
  h: 'circle',
  H: 'circle',
  p: 'diamond',
};
const DASHES: Readonly<Record<string, Dash>> = { '-': 'solid', '--': 'dashed', ':': 'dotted', '-.': 'dashdot' };

export const markerOf = (value: Given): Marker | null =>
  typeof value === 'string' ? (MARKERS[value] ?? (value === '' || value === 'None' ? null : 'circle')) : null;

export function dashOf(value: Given): Dash | null {
  if (typeof value !== 'string') return null;
  if (value in DASHES) return DASHES[value];
  if (value === '' || value === ' ' || value.toLowerCase() === 'none') return 'none';
  return (['solid', 'dashed', 'dotted', 'dashdot'] as const).find(each => each === value) ?? null;
}

export interface Style {
  readonly colour: Paint | null;
  readonly marker: Marker | null;
  readonly dash: Dash | null;
}

/** `'r--'`, `'bo'`, `'C1-.'`; null where it is no format. */
export function styleOf(format: string): Style | null {
  let rest = format;
  let colour: Paint | null = null;
  let marker: Marker | null = null;
  let dash: Dash | null = null;
  while (rest !== '') {
    const line = /^(?:--|-\.|-|:)/.exec(rest)?.[0];
    const cycled = /^C\d/.exec(rest)?.[0];
    if (line && dash === null) {
      dash = DASHES[line];
      rest = rest.slice(line.length);
    } else if (cycled) {
      colour = paintOf(cycled);
      rest = rest.slice(2);
    } else if (rest[0] in LETTERS && colour === null) {
      colour = LETTERS[rest[0]];
      rest = rest.slice(1);
    } else if (rest[0] in MARKERS && marker === null) {
      marker = MARKERS[rest[0]];
      rest = rest.slice(1);
    } else {
      const whole = paintOf(format);
      return whole ? { colour: whole, marker: null, dash: null } : null;
    }
  }
  return { colour, marker, dash };
}

/** The first keyword that was given. */
export function keyword(kwargs: Kwargs, ...names: readonly string[]): Given {
  for (const name of names) {
    const value = kwargs.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A colour map by its name, `plt.cm.Spectral`, or one made of colours. */
export function mapOf(value: Given, otherwise: string): string {
  if (typeof value === 'string') return value;
  if (value instanceof PyOpaque) return value.what.replace(/^.*?(?:cm|colormaps)\.|\(\)$/g, '') || otherwise;
  return otherwise;
}

/** What is named in the legend; a name that begins with a line is left out, as matplotlib does. */
export function labelOf(rt: Interpreter, kwargs: Kwargs): string | null {
  const text = textOf(rt, kwargs.get('label'));
  return text === '' || text.startsWith('_') ? null : text;
}
