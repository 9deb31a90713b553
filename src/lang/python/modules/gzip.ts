// gzip and bz2: files that unpack as they are opened.
import { gunzipSync } from 'fflate';
import { fn, moduleOf } from '../define';
import type { Interpreter } from '../interpreter';
import { PyBytes } from '../objects/bytes';
import { PyFile } from '../objects/files';
import { PyError } from '../runtime';
import type { PyModule, PyValue } from '../values';

/** What is not packed is taken as it is: a stand-in for a file that is not here. */
export function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    throw new PyError('OSError', 'Not a gzipped file');
  }
}

function open(rt: Interpreter, path: PyValue, mode: PyValue): PyValue {
  const text = String(mode);
  if (/[wax]/.test(text)) return PyFile.open(rt, rt.str(path), `${text}${text.includes('t') ? '' : 'b'}`, 'utf-8');
  return PyFile.open(rt, rt.str(path), text.includes('t') ? 'r' : 'rb', 'utf-8', unpacked);
}

export const gzipModule = (): PyModule =>
  moduleOf('gzip', {
    open: fn("filename, mode='rb', compresslevel=9, encoding=None", open),
    GzipFile: fn("filename=None, mode='rb', compresslevel=9, fileobj=None", (rt, path, mode, _level, file) =>
      file === null ? open(rt, path, mode) : file,
    ),
    decompress: fn('data', (_rt, data) =>
      data instanceof PyBytes ? new PyBytes(Buffer.from(unpacked(data.bytes)).toString('latin1')) : data,
    ),
    compress: fn('data', (_rt, data) => data),
  });
