// Files: read from the workspace, written to memory only.
import type { Interpreter } from '../interpreter';
import { PyError, type Runtime } from '../runtime';
import { PyBuiltin, PyList, PyObject, type PyValue } from '../values';
import { PyBytes } from './bytes';

export class PyFile extends PyObject {
  readonly typeName = '_io.TextIOWrapper';
  private position = 0;
  private text: string;
  private closed = false;

  private constructor(
    private readonly path: string,
    text: string,
    private readonly binary: boolean,
    private readonly sink: ((text: string) => void) | null,
  ) {
    super();
    this.text = text;
  }

  static open(rt: Interpreter, path: string, mode: string, encoding: string, unpack = (bytes: Uint8Array): Uint8Array => bytes): PyFile {
    const binary = mode.includes('b');
    const writes = /[wax]/.test(mode) || mode.includes('+');
    const kept = rt.files.get(path);
    if (writes && !mode.includes('r')) {
      const start = mode.includes('a') ? (kept ?? '') : '';
      rt.files.set(path, start);
      return new PyFile(path, start, binary, text => rt.files.set(path, (rt.files.get(path) ?? '') + text));
    }
    if (kept !== undefined) return new PyFile(path, kept, binary, null);
    const packed = rt.dataFile(path, 'open');
    const bytes = packed && unpack(packed);
    if (!bytes) throw new PyError('FileNotFoundError', `[Errno 2] No such file or directory: ${rt.repr(path)}`);
    const latin = binary || /latin|8859|cp1252/i.test(encoding);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(latin ? 'latin1' : 'utf8');
    return new PyFile(
      path,
      binary ? text : text.replace(/^\ufeff/, encoding.includes('sig') ? '' : '\ufeff').replaceAll('\r\n', '\n'),
      binary,
      null,
    );
  }

  /** A stream that scripts write to: standard output, standard error. */
  static stream(name: string, sink: (text: string) => void): PyFile {
    return new PyFile(name, '', false, sink);
  }

  override attribute(name: string, _rt: Runtime): PyValue | undefined {
    if (name === 'name') return this.path;
    if (name === 'closed') return this.closed;
    const member = MEMBERS[name];
    return member && new PyBuiltin(name, (rt, args) => member(this, args, rt));
  }

  give(text: string): PyValue {
    return this.binary ? new PyBytes(text) : text;
  }
  take(count: number): string {
    if (this.closed) throw new PyError('ValueError', 'I/O operation on closed file.');
    const part = count < 0 ? this.text.slice(this.position) : this.text.slice(this.position, this.position + count);
    this.position += part.length;
    return part;
  }
  line(): string {
    const end = this.text.indexOf('\n', this.position);
    return this.take(end < 0 ? -1 : end + 1 - this.position);
  }
  override *iterate(): Iterable<PyValue> {
    for (let text = this.line(); text !== ''; text = this.line()) yield this.give(text);
  }
  put(value: PyValue, rt: Runtime): PyValue {
    if (!this.sink) throw new PyError('io.UnsupportedOperation', 'not writable');
    if (typeof value !== 'string' && !(value instanceof PyBytes))
      throw new PyError('TypeError', `write() argument must be str, not ${rt.typeName(value)}`);
    const text = typeof value === 'string' ? value : value.text;
    this.sink(text);
    return text.length;
  }
  seek(position: number): void {
    this.position = position;
  }
  tell(): number {
    return this.position;
  }
  close(): void {
    this.closed = true;
  }
}

type Member = (file: PyFile, args: readonly PyValue[], rt: Runtime) => PyValue;

const MEMBERS: Readonly<Record<string, Member>> = {
  read: (file, [count]) => file.give(file.take(typeof count === 'number' ? count : -1)),
  readline: file => file.give(file.line()),
  readlines: file => new PyList([...file.iterate()]),
  write: (file, [text], rt) => file.put(text, rt),
  writelines: (file, [lines], rt) => {
    for (const line of rt.iterate(lines)) file.put(line, rt);
    return null;
  },
  flush: () => null,
  isatty: () => false,
  fileno: () => 1,
  seek: (file, [position]) => {
    file.seek(Number(position));
    return position;
  },
  tell: file => file.tell(),
  close: file => {
    file.close();
    return null;
  },
  __enter__: file => file,
  __exit__: file => {
    file.close();
    return false;
  },
  __iter__: (file, _args) => new PyList([...file.iterate()]),
};
