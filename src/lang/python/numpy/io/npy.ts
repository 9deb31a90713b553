// NumPy's own file formats: `np.load` of `.npy` and `.npz`. What a script saves lives in memory for as long as it runs.
import { type NpyArray, readNpy } from '../../../../data/npy';
import { readNpz } from '../../../../data/npz';
import { PyError, type Runtime } from '../../runtime';
import { PyBuiltin, PyList, PyObject, PyTuple, type PyValue } from '../../values';
import { copyArray, operand } from '../convert';
import { dtypeNamed } from '../dtypes';
import { source } from '../lens';
import { arrayOver, NDArray } from '../ndarray';

type Saved = NDArray | NpzFile | Uint8Array;

const written = new WeakMap<Runtime, Map<string, Saved>>();

export function keep(rt: Runtime, path: string, what: Saved): void {
  const files = written.get(rt) ?? new Map<string, Saved>();
  written.set(rt, files.set(path, what));
}

/** The bytes of a file that the script wrote, or that lies beside it. */
export function bytesAt(rt: Runtime, path: string): Uint8Array | null {
  const own = written.get(rt)?.get(path);
  return own instanceof Uint8Array ? own : (rt.readFile(path) ?? rt.dataFile?.(path, 'table') ?? null);
}

/** A read array as one of ours. */
export function adopted(rt: Runtime, { shape, data, type }: NpyArray): NDArray {
  rt.spend(data.length / 50);
  return source(rt, arrayOver(data, shape, dtypeNamed(type) ?? undefined));
}

/** What `np.load` of an `.npz` gives: arrays by name. */
export class NpzFile extends PyObject {
  readonly typeName = 'numpy.lib.npyio.NpzFile';
  constructor(private readonly arrays: ReadonlyMap<string, NDArray>) {
    super();
  }

  private array(key: PyValue): NDArray {
    const found = this.arrays.get(String(key));
    if (found) return found;
    throw new PyError('KeyError', `${key} is not a file in the archive`);
  }

  override attribute(name: string): PyValue | undefined {
    const names = (): PyList => new PyList([...this.arrays.keys()]);
    const method = (call: PyBuiltin['call']): PyBuiltin => new PyBuiltin(name, call);
    if (name === '__getitem__') return method((_rt, [key]) => this.array(key));
    if (name === '__contains__') return method((_rt, [key]) => this.arrays.has(String(key)));
    if (name === '__iter__' || name === 'keys') return method(names);
    if (name === '__len__') return method(() => this.arrays.size);
    if (name === 'files') return names();
    if (name === 'items') return method(() => new PyList([...this.arrays].map(([key, value]) => new PyTuple([key, value]))));
    if (name === 'values') return method(() => new PyList([...this.arrays.values()]));
    if (name === '__enter__') return method(() => this);
    if (name === '__exit__' || name === 'close') return method(() => null);
    return undefined;
  }
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

export function load(rt: Runtime, path: PyValue): PyValue {
  const name = String(path);
  const saved = written.get(rt)?.get(name);
  if (saved instanceof NDArray) return copyArray(rt, saved);
  if (saved instanceof NpzFile) return saved;
  const bytes = typeof path === 'string' ? rt.readFile(name) : null;
  if (!bytes) throw new PyError('FileNotFoundError', `[Errno 2] No such file or directory: ${rt.repr(path)}`);
  if (isZip(bytes)) {
    const { value, problems } = readNpz(bytes, name);
    if (!value) throw new PyError('ValueError', problems[0].message);
    return new NpzFile(new Map([...value].map(([key, array]) => [key, adopted(rt, array)])));
  }
  const { value, problems } = readNpy(bytes, name);
  if (!value) throw new PyError('ValueError', problems[0].message);
  return adopted(rt, value);
}

export function save(rt: Runtime, path: PyValue, array: PyValue): null {
  const name = String(path);
  keep(rt, name.endsWith('.npy') ? name : `${name}.npy`, copyArray(rt, operand(rt, array)));
  return null;
}

export function savez(rt: Runtime, path: PyValue, args: readonly PyValue[], named: ReadonlyMap<string, PyValue>): null {
  const arrays = new Map<string, NDArray>();
  args.forEach((a, i) => {
    arrays.set(`arr_${i}`, copyArray(rt, operand(rt, a)));
  });
  for (const [key, a] of named) arrays.set(key, copyArray(rt, operand(rt, a)));
  const name = String(path);
  keep(rt, name.endsWith('.npz') ? name : `${name}.npz`, new NpzFile(arrays));
  return null;
}
