// Reads and writes .npz: a zip archive of .npy files. What would unpack to more than the limit is refused before it is unpacked.
import { unzipSync, zipSync } from 'fflate';
import type { Tensor } from '../core/tensor';
import { dataMessages as say } from '../messages/data';
import { type NpyArray, readNpy, writeNpy } from './npy';
import { type DataProblem, failed, placed, type Result } from './result';

/** Of all arrays together, unpacked. */
export const LARGEST_NPZ = 512_000_000;

export function readNpz(bytes: Uint8Array, file: string, limit = LARGEST_NPZ): Result<ReadonlyMap<string, NpyArray>> {
  let total = 0;
  let bomb: string | null = null;
  let files: Record<string, Uint8Array>;
  try {
    // An entry that lies about its size is cut off at the size it announces: the reader of .npy then says so.
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize;
        if (total > limit) bomb ??= name;
        return bomb === null && name.endsWith('.npy');
      },
    });
  } catch (error) {
    return failed(placed(file, 'notZip', say('notZip', { reason: error instanceof Error ? error.message : String(error) })));
  }
  if (bomb !== null) {
    const size = Math.round(total / 1e6);
    return failed(placed(file, 'zipBomb', say('zipBomb', { name: bomb, size, limit: Math.round(limit / 1e6) })));
  }
  const arrays = new Map<string, NpyArray>();
  const problems: DataProblem[] = [];
  for (const [name, content] of Object.entries(files)) {
    const array = readNpy(content, `${file}/${name}`);
    if (array.value) arrays.set(name.replace(/\.npy$/, ''), array.value);
    problems.push(...array.problems);
  }
  if (!arrays.size && !problems.length) return failed(placed(file, 'empty', say('empty')));
  return { value: arrays.size ? arrays : null, problems };
}

export function writeNpz(arrays: ReadonlyMap<string, Tensor>): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [name, value] of arrays) files[`${name}.npy`] = writeNpy(value);
  // A fixed date, so that equal parameters give equal files.
  return zipSync(files, { level: 0, mtime: '1980-01-01T00:00:00' });
}
