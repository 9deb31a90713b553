// Tables of numbers in text files: `np.loadtxt`, `np.genfromtxt`, `np.fromstring`.
import { PyError, type Runtime } from '../../runtime';
import { PyList, PyObject, PyTuple, type PyValue } from '../../values';
import { asIndex, dictItems, needIndex, parseNumber } from '../convert';
import { entry, type Table } from '../define';
import { type DType, dtypeOf, FLOAT64, stored, textType } from '../dtypes';
import { source } from '../lens';
import { itemsOver, type NDArray, newArray } from '../ndarray';
import { squeeze, transpose } from '../shapes';
import { bytesAt } from './npy';

/** The lines of a file beside the script, of an open file, or of a list of texts. */
function linesOf(rt: Runtime, from: PyValue): string[] {
  if (typeof from === 'string') {
    const bytes = bytesAt(rt, from);
    if (!bytes) throw new PyError('FileNotFoundError', `${from} not found.`);
    return new TextDecoder().decode(bytes).split(/\r\n|\r|\n/);
  }
  if (from instanceof PyList || from instanceof PyTuple || from instanceof PyObject)
    return [...rt.iterate(from)].map(line => (typeof line === 'string' ? line : rt.str(line)).replace(/\r?\n$/, ''));
  throw new PyError('TypeError', 'fname must be a string, file handle, or list of strings');
}

interface Reading {
  readonly lines: readonly string[];
  readonly delimiter: PyValue;
  readonly comments: PyValue;
  readonly columns: readonly number[] | null;
}

function fieldsOf({ lines, delimiter, comments, columns }: Reading): string[][] {
  const mark = comments instanceof PyList ? null : typeof comments === 'string' && comments !== '' ? comments : null;
  const rows: string[][] = [];
  for (const line of lines) {
    const text = mark ? line.split(mark)[0] : line;
    if (text.trim() === '') continue;
    const fields = typeof delimiter === 'string' ? text.split(delimiter) : text.trim().split(/\s+/);
    rows.push(columns ? columns.map(c => fields[c < 0 ? c + fields.length : c]) : fields);
  }
  return rows;
}

function columnsArg(rt: Runtime, usecols: PyValue): number[] | null {
  if (usecols === null) return null;
  const single = asIndex(usecols);
  return single !== null ? [single] : [...rt.iterate(usecols)].map(c => needIndex(c, rt));
}

function arrayOf(
  rt: Runtime,
  rows: readonly string[][],
  dtype: DType,
  parse: (text: string, row: number, column: number) => number,
): NDArray {
  const width = rows[0]?.length ?? 0;
  rt.spend((rows.length * width) / 20);
  if (!dtype.numeric) {
    const items = rows.flatMap(fields => fields.map(f => f.trim()));
    const length = dtype.itemsize > 0 ? dtype.itemsize / 4 : Math.max(1, ...items.map(t => [...t].length));
    return itemsOver(items, [rows.length, width], dtype.kind === 'U' ? textType(length) : dtype);
  }
  const out = newArray([rows.length, width], dtype);
  let at = out.store.start;
  rows.forEach((fields, row) => {
    fields.forEach((text, column) => {
      out.store.data[at++] = stored(dtype, parse(text, row, column));
    });
  });
  return source(rt, out);
}

function shaped(rt: Runtime, a: NDArray, unpack: PyValue, ndmin: PyValue): PyValue {
  let made = a;
  if (asIndex(ndmin) !== 2 && (a.shape[0] === 1 || a.shape[1] === 1)) made = squeeze(rt, a, null);
  return rt.truth(unpack) && made.shape.length === 2 ? transpose(rt, made, null) : made;
}

function loadtxt(rt: Runtime, ...v: PyValue[]): PyValue {
  const [fname, dtype, comments, delimiter, converters, skiprows, usecols, unpack, ndmin, , maxRows] = v;
  const lines = linesOf(rt, fname).slice(needIndex(skiprows, rt));
  const rows = fieldsOf({ lines, delimiter, comments, columns: columnsArg(rt, usecols) });
  const kept = maxRows === null ? rows : rows.slice(0, needIndex(maxRows, rt));
  const width = kept[0]?.length ?? 0;
  const odd = kept.findIndex(fields => fields.length !== width);
  if (odd >= 0)
    throw new PyError(
      'ValueError',
      `the number of columns changed from ${width} to ${kept[odd].length} at row ${odd + 1}; use \`usecols\` to select a subset and avoid this error`,
    );
  const type = dtypeOf(dtype) ?? FLOAT64;
  const convert = convertersOf(rt, converters);
  const parse = (text: string, row: number, column: number): number => {
    const own = convert(text, column);
    if (own !== null) return own;
    try {
      return parseNumber(text, type);
    } catch {
      throw new PyError('ValueError', `could not convert string '${text.trim()}' to ${type} at row ${row}, column ${column + 1}.`);
    }
  };
  return shaped(rt, arrayOf(rt, kept, type, parse), unpack, ndmin);
}

/** `converters={4: f}`: a column's texts go through a Python function. */
function convertersOf(rt: Runtime, converters: PyValue): (text: string, column: number) => number | null {
  if (!(converters instanceof PyObject)) return () => null;
  const made = new Map<number, PyValue>();
  for (const [key, f] of dictItems(rt, converters)) {
    const column = asIndex(key);
    if (column !== null) made.set(column, f);
  }
  return (text, column) => {
    const f = made.get(column);
    if (f === undefined) return null;
    const value = rt.apply(f, [text]);
    return parseNumber(rt.str(value), FLOAT64);
  };
}

function genfromtxt(rt: Runtime, ...v: PyValue[]): PyValue {
  const [fname, dtype, comments, delimiter, skipHeader, skipFooter, converters, , filling, usecols, names, , unpack] = v;
  const all = linesOf(rt, fname);
  while (all.length && all[all.length - 1] === '') all.pop();
  const footer = needIndex(skipFooter, rt);
  const lines = all.slice(needIndex(skipHeader, rt) + (names === true ? 1 : 0), footer > 0 ? -footer : undefined);
  if (names !== null && names !== false) rt.unsupported('np.genfromtxt(names=…)');
  const rows = fieldsOf({ lines, delimiter, comments, columns: columnsArg(rt, usecols) });
  const width = rows[0]?.length ?? 0;
  const odd = rows.map((fields, i) => [i, fields.length] as const).filter(([, n]) => n !== width);
  if (odd.length)
    throw new PyError(
      'ValueError',
      `Some errors were detected !\n${odd.map(([i, n]) => `    Line #${i + 1} (got ${n} columns instead of ${width})`).join('\n')}`,
    );
  const missing = filling === null ? Number.NaN : parseNumber(rt.str(filling), FLOAT64);
  const type = dtype === null ? guess(rows) : (dtypeOf(dtype) ?? FLOAT64);
  const convert = convertersOf(rt, converters);
  const parse = (text: string, _row: number, column: number): number => convert(text, column) ?? tolerant(text, missing, type);
  return shaped(rt, arrayOf(rt, rows, type, parse), unpack, 0);
}

/** What is no number is missing. */
function tolerant(text: string, missing: number, type: DType): number {
  if (text.trim() === '') return type.integral && Number.isNaN(missing) ? -1 : missing;
  try {
    return parseNumber(text, type);
  } catch {
    return type.integral && Number.isNaN(missing) ? -1 : missing;
  }
}

/** The narrowest type of all fields: integers, floats, or text. */
function guess(rows: readonly string[][]): DType {
  const fields = rows.flat().map(f => f.trim());
  if (fields.every(f => /^[+-]?\d+$/.test(f))) return dtypeOf('int64')!;
  return fields.every(f => f === '' || !Number.isNaN(Number(f)) || /^nan$/i.test(f)) ? FLOAT64 : textType(0);
}

function fromstring(rt: Runtime, text: PyValue, dtype: PyValue, _count: PyValue, sep: PyValue): NDArray {
  const parts = String(text)
    .split(sep === ' ' ? /\s+/ : String(sep))
    .filter(p => p.trim() !== '');
  const type = dtypeOf(dtype) ?? FLOAT64;
  const out = newArray([parts.length], type);
  parts.forEach((p, i) => {
    out.store.data[out.store.start + i] = stored(type, parseNumber(p, type));
  });
  return source(rt, out);
}

export const textFiles: Table = {
  loadtxt: entry(
    "fname, dtype=None, comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None",
    loadtxt,
  ),
  genfromtxt: entry(
    "fname, dtype='float64', comments='#', delimiter=None, skip_header=0, skip_footer=0, converters=None, missing_values=None, filling_values=None, usecols=None, names=None, excludelist=None, unpack=False, encoding=None, autostrip=False, invalid_raise=True, max_rows=None",
    genfromtxt,
  ),
  fromstring: entry("string, dtype=None, count=-1, sep=' '", fromstring),
};
