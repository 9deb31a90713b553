// Reads and writes NumPy's .npy (format versions 1 to 3): numbers and booleans, C or Fortran order. Pickles are refused, not run.

import { type Shape, sizeOf, type Tensor, walk } from '../core/tensor';
import { dataMessages as say } from '../messages/data';
import { failed, fine, placed, type Result } from './result';

/** One number of each type: its size, and how it is read. */
const TYPES: Readonly<Record<string, readonly [size: number, read: (view: DataView, at: number, little: boolean) => number]>> = {
  f8: [8, (v, at, le) => v.getFloat64(at, le)],
  f4: [4, (v, at, le) => v.getFloat32(at, le)],
  f2: [2, (v, at, le) => half(v.getUint16(at, le))],
  i1: [1, (v, at) => v.getInt8(at)],
  i2: [2, (v, at, le) => v.getInt16(at, le)],
  i4: [4, (v, at, le) => v.getInt32(at, le)],
  i8: [8, (v, at, le) => Number(v.getBigInt64(at, le))],
  u1: [1, (v, at) => v.getUint8(at)],
  u2: [2, (v, at, le) => v.getUint16(at, le)],
  u4: [4, (v, at, le) => v.getUint32(at, le)],
  u8: [8, (v, at, le) => Number(v.getBigUint64(at, le))],
  b1: [1, (v, at) => (v.getUint8(at) ? 1 : 0)],
};

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

export interface NpyArray extends Tensor {
  /** As the file says it: `<f8`, `|b1`. */
  readonly type: string;
}

interface Header {
  readonly type: string;
  readonly fortran: boolean;
  readonly shape: Shape;
  readonly from: number;
}

export function readNpy(bytes: Uint8Array, file: string): Result<NpyArray> {
  const header = readHeader(bytes, file);
  if (!header.value) return failed(...header.problems);
  const { type, fortran, shape, from } = header.value;
  if (type.includes('O')) return failed(placed(file, 'npyPickled', say('npyPickled')));
  const known = /^[<>|=]?([fiub]\d)$/.exec(type)?.[1];
  const rule = known ? TYPES[known] : undefined;
  if (!rule) return failed(placed(file, 'npyType', say('npyType', { type })));
  const [size, read] = rule;
  const count = sizeOf(shape);
  const got = bytes.length - from;
  if (got < count * size) return failed(placed(file, 'truncated', say('truncated', { expected: count * size, got })));
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, count * size);
  const little = !type.startsWith('>');
  const data = new Float64Array(count);
  for (let i = 0; i < count; i++) data[i] = read(view, i * size, little);
  return fine({ shape, data: fortran ? rowMajor(data, shape) : data, type });
}

function readHeader(bytes: Uint8Array, file: string): Result<Header> {
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
  if (bytes.length < 10 || magic.some((byte, i) => bytes[i] !== byte)) return failed(placed(file, 'notNpy', say('notNpy')));
  const version = bytes[6];
  if (version < 1 || version > 3) return failed(placed(file, 'npyVersion', say('npyVersion', { version: `${version}.${bytes[7]}` })));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : bytes.length >= 12 ? view.getUint32(8, true) : 0;
  if (start + length > bytes.length)
    return failed(placed(file, 'truncated', say('truncated', { expected: start + length, got: bytes.length })));
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(start, start + length));
  const type = /'descr':\s*'([^']*)'/.exec(text)?.[1] ?? (/'descr':\s*\[/.test(text) ? 'structured' : undefined);
  const fortran = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const shapeText = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1];
  if (type === undefined || !fortran || shapeText === undefined) return failed(placed(file, 'npyHeader', say('npyHeader')));
  const shape = shapeText
    .split(',')
    .filter(part => part.trim())
    .map(Number);
  if (!shape.every(n => Number.isSafeInteger(n) && n >= 0)) return failed(placed(file, 'npyHeader', say('npyHeader')));
  return fine({ type, fortran: fortran === 'True', shape, from: start + length });
}

function rowMajor(data: Float64Array, shape: Shape): Float64Array {
  const strides: number[] = [];
  let step = 1;
  for (const n of shape) {
    strides.push(step);
    step *= n;
  }
  const out = new Float64Array(data.length);
  walk(shape, strides, 0, (offset, position) => {
    out[position] = data[offset];
  });
  return out;
}

/** A float64 array as NumPy's `np.save` writes it. */
export function writeNpy({ shape, data }: Tensor): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${tuple}), }`;
  const padded = `${text.padEnd(Math.ceil((10 + text.length + 1) / 64) * 64 - 11)}\n`;
  const bytes = new Uint8Array(10 + padded.length + data.length * 8);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8]);
  bytes.set(new TextEncoder().encode(padded), 10);
  const view = new DataView(bytes.buffer, 10 + padded.length);
  for (let i = 0; i < data.length; i++) view.setFloat64(i * 8, data[i], true);
  return bytes;
}
