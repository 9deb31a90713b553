// Reads the files beside a model (helper modules, data) for the analysis, and nothing outside its workspace.
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Larger data is not read into memory: the front end says so. */
const LARGEST = 256_000_000;

export type ReadFile = (path: string) => Uint8Array | null;

/** A reader of paths relative to a file's folder; null for what is missing, too large, or outside the root. */
export function reader(file: string, root: string): ReadFile {
  const folder = dirname(resolve(file));
  return path => {
    try {
      const real = realpathSync(isAbsolute(path) ? path : join(folder, path));
      if (!inside(realpathSync(root), real)) return null;
      const { size } = statSync(real);
      return size > LARGEST ? null : readFileSync(real);
    } catch {
      return null;
    }
  };
}

function inside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The workspace of a file outside an editor: the nearest folder above that is a repository, else the file's own. */
export function rootOf(file: string): string {
  const own = file === '-' ? resolve('.') : dirname(resolve(file));
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return own;
  }
}
