// Files: text tables and NumPy's own formats, as entries of the module.
import { readNpy } from '../../../../data/npy';
import { PyError, type Runtime } from '../../runtime';
import { PyBuiltin, type PyValue } from '../../values';
import { asIndex, itemsOf, operand } from '../convert';
import { entry, type Table } from '../define';
import { dtypeOf, FLOAT64 } from '../dtypes';
import type { NDArray } from '../ndarray';
import { adopted, bytesAt, keep, load, save, savez } from './npy';
import { textFiles } from './text';

/** `np.savetxt`: rows of numbers by a %-format, kept for a later `loadtxt`. */
function savetxt(rt: Runtime, path: PyValue, array: PyValue, format: PyValue, delimiter: PyValue, newline: PyValue, header: PyValue): null {
  const a = operand(rt, array);
  const items = itemsOf(a);
  const width = a.shape.length < 2 ? 1 : a.shape[1];
  const text = (item: PyValue): string => rt.str(rt.apply(rt.getattr(format, '__mod__'), [item]));
  const lines: string[] = header === '' ? [] : [`# ${String(header)}`];
  for (let i = 0; i < items.length; i += width)
    lines.push(
      items
        .slice(i, i + width)
        .map(text)
        .join(String(delimiter)),
    );
  keep(rt, String(path), new TextEncoder().encode(lines.map(line => line + String(newline)).join('')));
  return null;
}

function fromfile(rt: Runtime, path: PyValue, dtype: PyValue, count: PyValue): NDArray {
  const bytes = typeof path === 'string' ? bytesAt(rt, path) : null;
  if (!bytes) throw new PyError('FileNotFoundError', `[Errno 2] No such file or directory: ${rt.repr(path)}`);
  return fromBytes(rt, bytes, dtype, count, 0);
}

/** Raw bytes as numbers of a type: read as the body of a `.npy` file. */
export function fromBytes(rt: Runtime, bytes: Uint8Array, dtype: PyValue, count: PyValue, offset: number): NDArray {
  const type = dtypeOf(dtype) ?? FLOAT64;
  const most = Math.floor((bytes.length - offset) / type.itemsize);
  const wanted = asIndex(count) ?? -1;
  const n = wanted < 0 ? most : Math.min(wanted, most);
  const descr = typeof dtype === 'string' && dtype.startsWith('>') ? type.text.replace('<', '>') : type.text;
  const head = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${n},), }`.padEnd(118);
  const file = new Uint8Array(128 + n * type.itemsize);
  file.set([0x93, 78, 85, 77, 80, 89, 1, 0, 118, 0]);
  file.set(new TextEncoder().encode(head), 10);
  file.set(bytes.subarray(offset, offset + n * type.itemsize), 128);
  const { value, problems } = readNpy(file, '');
  if (!value) throw new PyError('ValueError', problems[0].message);
  return adopted(rt, value);
}

/** A Python bytes object, by what it holds. */
function bytesOf(value: PyValue): Uint8Array | null {
  const held = value as { readonly bytes?: unknown } | null;
  return held !== null && typeof held === 'object' && held.bytes instanceof Uint8Array ? held.bytes : null;
}

export const files: Table = {
  ...textFiles,
  load: entry("file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII'", load),
  save: entry('file, arr, allow_pickle=True', save),
  savetxt: entry(
    "fname, X, fmt='%.18e', delimiter=' ', newline='\\n', header='', footer='', comments='# '",
    (rt, path, x, fmt, delimiter, newline, header) => savetxt(rt, path, x, fmt, delimiter, String(newline).replace('\\n', '\n'), header),
  ),
  fromfile: entry('file, dtype=None, count=-1', fromfile),
  frombuffer: entry('buffer, dtype=None, count=-1, offset=0', (rt, buffer, dtype, count, offset) => {
    const bytes = bytesOf(buffer);
    if (!bytes) throw new PyError('TypeError', 'a bytes-like object is required');
    return fromBytes(rt, bytes, dtype, count, asIndex(offset) ?? 0);
  }),
};

/** Functions with free keywords. */
export const saving = (): ReadonlyMap<string, PyValue> => {
  const made = new PyBuiltin('savez', (rt, [path, ...args], kwargs) => savez(rt, path, args, kwargs));
  return new Map<string, PyValue>([
    ['savez', made],
    ['savez_compressed', made],
  ]);
};
