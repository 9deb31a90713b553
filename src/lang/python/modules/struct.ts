// struct: numbers packed into bytes, and read from them.
import { fn, moduleOf } from '../define';
import { PyBytes } from '../objects/bytes';
import { PyError } from '../runtime';
import { PyFloat, type PyModule, PyTuple, type PyValue } from '../values';

const SIZES: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  '?': 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  f: 4,
  d: 8,
};

/** The codes of a format, one a value; a text `4s` is one. */
function codesOf(format: string): { little: boolean; codes: { code: string; count: number }[] } {
  const little = !/^[>!]/.test(format);
  const codes: { code: string; count: number }[] = [];
  for (const [, count, code] of format.replace(/^[<>=!@]/, '').matchAll(/(\d*)([a-zA-Z?])/g)) {
    if (code === 's') codes.push({ code, count: Number(count || 1) });
    else for (let i = Number(count || 1); i > 0; i--) codes.push({ code, count: 1 });
  }
  return { little, codes };
}

const sizeOf = (format: string): number =>
  codesOf(format).codes.reduce((sum, { code, count }) => sum + (code === 's' ? count : (SIZES[code] ?? 0)), 0);

function read(view: DataView, at: number, code: string, little: boolean): PyValue {
  switch (code) {
    case 'b':
      return view.getInt8(at);
    case 'B':
      return view.getUint8(at);
    case '?':
      return view.getUint8(at) !== 0;
    case 'c':
      return new PyBytes(String.fromCharCode(view.getUint8(at)));
    case 'h':
      return view.getInt16(at, little);
    case 'H':
      return view.getUint16(at, little);
    case 'i':
    case 'l':
      return view.getInt32(at, little);
    case 'I':
    case 'L':
      return view.getUint32(at, little);
    case 'q':
      return Number(view.getBigInt64(at, little));
    case 'Q':
      return Number(view.getBigUint64(at, little));
    case 'f':
      return new PyFloat(view.getFloat32(at, little));
    default:
      return new PyFloat(view.getFloat64(at, little));
  }
}

function unpack(format: string, bytes: Uint8Array): PyTuple {
  const { little, codes } = codesOf(format);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: PyValue[] = [];
  let at = 0;
  for (const { code, count } of codes) {
    if (code === 's') values.push(new PyBytes(String.fromCharCode(...bytes.subarray(at, at + count))));
    else if (code !== 'x') values.push(read(view, at, code, little));
    at += code === 's' ? count : SIZES[code];
  }
  return new PyTuple(values);
}

function write(view: DataView, at: number, code: string, value: PyValue, little: boolean): void {
  const number = value instanceof PyFloat ? value.v : Number(value);
  if (SIZES[code] === 1) view.setUint8(at, value instanceof PyBytes ? value.text.charCodeAt(0) : number);
  else if (SIZES[code] === 2) view.setUint16(at, number, little);
  else if (code === 'f') view.setFloat32(at, number, little);
  else if (code === 'd') view.setFloat64(at, number, little);
  else if (SIZES[code] === 8) view.setBigInt64(at, BigInt(number), little);
  else view.setUint32(at, number, little);
}

function pack(format: string, values: readonly PyValue[]): PyBytes {
  const { little, codes } = codesOf(format);
  const view = new DataView(new ArrayBuffer(sizeOf(format)));
  let at = 0;
  let next = 0;
  for (const { code, count } of codes) {
    if (code === 's') {
      const value = values[next++];
      const text = value instanceof PyBytes ? value.text : '';
      for (let i = 0; i < Math.min(count, text.length); i++) view.setUint8(at + i, text.charCodeAt(i));
    } else if (code !== 'x') write(view, at, code, values[next++], little);
    at += code === 's' ? count : SIZES[code];
  }
  return new PyBytes(String.fromCharCode(...new Uint8Array(view.buffer)));
}

const bytesOf = (value: PyValue): Uint8Array => {
  if (value instanceof PyBytes) return value.bytes;
  throw new PyError('TypeError', 'a bytes-like object is required');
};

export const structModule = (): PyModule =>
  moduleOf('struct', {
    calcsize: fn('format', (_rt, format) => sizeOf(String(format))),
    pack: fn('format, *values', (_rt, format, values) => pack(String(format), (values as PyTuple).items)),
    unpack: fn('format, buffer', (_rt, format, buffer) => {
      const bytes = bytesOf(buffer);
      const size = sizeOf(String(format));
      if (bytes.length !== size) throw new PyError('struct.error', `unpack requires a buffer of ${size} bytes`);
      return unpack(String(format), bytes);
    }),
    unpack_from: fn('format, buffer, offset=0', (_rt, format, buffer, offset) =>
      unpack(String(format), bytesOf(buffer).subarray(Number(offset))),
    ),
  });
